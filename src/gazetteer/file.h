/* The head of a gazetteer file (private to this stage). */
#ifndef STEMMA_GAZETTEER_FILE_H
#define STEMMA_GAZETTEER_FILE_H

#include "gazetteer/gazetteer.h"

#define GAZETTEER_MAGIC UINT32_C(0x7a476d53) // also tells the order of bytes
enum { GAZETTEER_VERSION = 1 };

typedef struct {
    uint32_t magic, version;
    uint32_t n_keys, n_places;
    uint64_t names_len, notes_len;
} gazetteer_head;

_Static_assert(sizeof(gazetteer_head) == 32, "the keys behind it are aligned");
_Static_assert(sizeof(gazetteer_place) == 36, "as in the file");

/* Where a country is, in hundred-thousandths of a degree; false where we do not know. */
bool gazetteer_country_at(const char code[2], int32_t *lat, int32_t *lon);

#endif
