/* The slots of a family: the places where its witnesses differ, in their order.
 *
 * A row with several readings is a slot. Where witnesses lack a long stretch, all its
 * rows are one slot (the cut, or the addition of the others), and what the others differ
 * in inside the stretch follows as slots of those that have it.
 *
 *   slots list = slots_of(tmp, f, fam);
 *   while (slots_next(&list)) use(list.edit, list.readings[w] …); */
#ifndef STEMMA_REPORT_SLOTS_H
#define STEMMA_REPORT_SLOTS_H

#include "report/report.h"

#define SLOT_ABSENT UINT32_MAX

typedef struct {
    /* The slot that slots_next() came to. */
    edit_class edit;
    uint32_t group; // slots of one long cut (or addition) have one number; 0: none
    uint32_t n_readings;
    uint32_t *readings; // of each witness, from 0; SLOT_ABSENT: it lacks the stretch
    span *at;           // of each witness: where its reading stands; empty: nothing there
    uint32_t *first;    // of each reading: the first witness that has it
    uint32_t *counts;   // of each reading: how many witnesses have it
    uint32_t from, to;  // its rows: [from, to)
    bool stretch;       // all of a long cut or addition

    /* Where it is in the collation. */
    const findings *f;
    const family *fam;
    uint32_t row, stretch_end;
    uint64_t *sequences; // scratch: of each witness
    arena *tmp;
} slots;

slots slots_of(arena *tmp, const findings *f, const family *fam);
bool slots_next(slots *s);
/* The number (from 1) of the slot that each row is, or of the stretch that it is in; 0:
 * all agree. */
uint32_t *slots_number_rows(arena *out, const findings *f, const family *fam);

#endif
