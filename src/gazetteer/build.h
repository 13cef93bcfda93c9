/* What building keeps until all lines are there (private to this stage). */
#ifndef STEMMA_GAZETTEER_BUILD_H
#define STEMMA_GAZETTEER_BUILD_H

#include "base/buf.h"
#include "base/hash.h"
#include "gazetteer/file.h"

typedef struct {
    uint64_t key;
    uint32_t place; // index; of `later` names, the GeoNames id
} key_of_place;

struct gazetteer_builder {
    arena *mem;
    VEC(gazetteer_place) places;
    hash_table by_id; // ─► index
    buf names;
    VEC(key_of_place) keys;
    VEC(key_of_place) later; // alternateNames, whose places may come behind them
};

enum { UNPLACED = INT32_MAX }; // a latitude: the name is known, the position is not

/* The same for all of one region or district: "US", "OH", "". */
uint32_t gazetteer_division(slice country, slice first, slice second);
/* Adds the name where it is one that texts may have. */
void gazetteer_add_name(gazetteer_builder *b, arena *tmp, uint32_t place, slice name,
                        bool alternate);
/* A new place under its name. False when there is one of that id already, or no room. */
bool gazetteer_add_place(gazetteer_builder *b, gazetteer_place p, slice name,
                         uint32_t *index);

#endif
