/* What each outlet usually does to a report: how it writes what others write otherwise,
 * and how often it changed something of each kind.
 *
 * A witness is compared, slot by slot, with the witness it was made from; where that is
 * lost or not known, with what most of the others have. */
#ifndef STEMMA_REPORT_HABITS_H
#define STEMMA_REPORT_HABITS_H

#include "report/parts.h"

enum { HABIT_CLASSES = EDIT_HEADLINE + 1 };

typedef struct {
    slice form;         // as it writes
    VEC(slice) instead; // as others do in the same places
    uint32_t n, of;     // places where it writes so, of those where one has either
} habit_form;

typedef struct {
    slice outlet;
    VEC(uint32_t) articles;          // ascending
    uint32_t changed[HABIT_CLASSES]; // places
    uint32_t dropped[HABIT_CLASSES]; // of them: where it has nothing
    uint32_t added[HABIT_CLASSES];   // where only it has something
    uint32_t places[HABIT_CLASSES];  // where it could have
    uint32_t had[HABIT_CLASSES];     // of them: where there was something before
    habit_form *forms;               // most places first
    uint32_t n_forms;
} outlet_habits;

typedef struct {
    outlet_habits *v; // in the order of the outlets' names
    uint32_t n;
} habits;

/* Of all families that are collated. */
void habits_take(arena *out, const findings *f, habits *to);
/* One sentence about a class ("dropped the attribution in 3 of 9"), or empty. */
slice habits_of_class(arena *out, const outlet_habits *h, edit_class c);
/* One sentence about a form ("always writes “percent” where others have “%” (4 times)").
 */
slice habits_of_form(arena *out, const habit_form *form);
/* "habits": […]. */
void habits_json(arena *tmp, js *j, const findings *f);

#endif
