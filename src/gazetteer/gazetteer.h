/* Stage gazetteer: named places with where they are.
 *
 *   GeoNames dump lines ─► builder ─► one file ─► mapped, looked up by name
 *
 *   head | key of a name, ascending | which place | places | their names | notes
 *
 * A key is the hash of a name's folded letters and digits, so that "Port-au-Prince" and
 * "Port au Prince" are one key. The places of a key stand together, the most important
 * first. The file is used as it lies on the disk and nothing in it is trusted: what
 * points outside is no place. It is native to the machine that made it. */
#ifndef STEMMA_GAZETTEER_GAZETTEER_H
#define STEMMA_GAZETTEER_GAZETTEER_H

#include "base/vec.h"

typedef enum {
    PLACE_COUNTRY,
    PLACE_REGION,   // state, province: a country's first division
    PLACE_DISTRICT, // county and what is smaller
    PLACE_TOWN,
    PLACE_PART, // of a town
    PLACE_LAND, // continent, island, sea
    PLACE_KINDS
} place_kind;

typedef struct {
    uint32_t id;      // GeoNames
    int32_t lat, lon; // hundred-thousandths of a degree
    uint32_t population;
    uint32_t region;   // the same for all of one region; 0: not known
    uint32_t district; // the same for all of one district; 0: not known
    uint32_t name, name_len;
    char country[2]; // ISO 3166, NUL where there is none
    uint8_t kind;    // place_kind
    uint8_t seat;    // 1: seat of a district, 2: of a region, 3: of a country
} gazetteer_place;

typedef struct {
    const uint64_t *keys;
    const uint32_t *place_of; // of each key
    const gazetteer_place *places;
    slice names, notes;
    uint32_t n_keys, n_places;
} gazetteer;

/* Takes a file's bytes, which stay where they are and are aligned to eight. False, with
 * the reason, when they are none of ours. */
bool gazetteer_open(gazetteer *g, slice bytes, const char **why);

enum { GAZETTEER_MOST = 256 }; // places of one name that are looked at

/* The first entry with this key and how many there are; 0: no such name. */
uint32_t gazetteer_find(const gazetteer *g, uint64_t key, uint32_t *first);
/* The place of entry i, or NULL where the file is damaged. */
const gazetteer_place *gazetteer_at(const gazetteer *g, uint32_t i);
slice gazetteer_name(const gazetteer *g, const gazetteer_place *p);

/* Keys, put together word by word
 * ------------------------------------------------------------------------------------ */

typedef struct {
    char letters[120];
    uint32_t n;
    bool too_long;
} gazetteer_key;

/* Adds a folded word: its letters and digits; "st", "mt" and "ft" in full. */
void gazetteer_key_add(gazetteer_key *key, slice folded);
/* 0 when there are no letters, or too many. */
uint64_t gazetteer_key_hash(const gazetteer_key *key);
/* Of a whole name as written; needs scratch to fold it. */
uint64_t gazetteer_key_of(arena *tmp, slice name);

/* Building
 * ------------------------------------------------------------------------------------ */

typedef struct gazetteer_builder gazetteer_builder;

gazetteer_builder *gazetteer_builder_new(arena *mem);
/* A line of a GeoNames dump, of any of these: the places (19 columns), countryInfo,
 * admin1CodesASCII and admin2Codes, alternateNames. False for any other; nothing is kept
 * of it then. */
bool gazetteer_builder_line(gazetteer_builder *b, slice line);
uint32_t gazetteer_builder_n_places(const gazetteer_builder *b);
/* The file. Countries, regions and districts of which the lines gave no more than the
 * name are put amid their towns. `notes`: where it comes from, its licence. */
slice gazetteer_builder_end(gazetteer_builder *b, arena *out, slice notes);

#endif
