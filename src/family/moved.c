// Moved blocks: what one slot lacks and another has.
#include "family/collate.h"

#include <string.h>

enum { LEAST_MOVED = 8 }; // words; shorter ones come together by chance

// Is the text of witness v in row a, which w lacks there, what w has and v lacks in row
// b?
static bool is_moved(const text *const *texts, const collation_row *a,
                     const collation_row *b, uint32_t v, uint32_t w)
{
    const cell *from = &a->cells[v], *to = &b->cells[w];
    uint32_t n = 0, n_same = 0, at = to->first;
    for (uint32_t i = from->first; i < from->last; i++) {
        if (texts[v]->tokens[i].kind == TOKEN_PUNCT)
            continue;
        n++;
        for (uint32_t k = at; k < to->last && k < at + LEAST_MOVED; k++)
            if (texts[w]->tokens[k].hash == texts[v]->tokens[i].hash) {
                n_same++;
                at = k + 1;
                break;
            }
    }
    return n >= LEAST_MOVED && n_same * 5 >= n * 4;
}

static bool is_long(const cell *c)
{
    return c->last - c->first >= LEAST_MOVED;
}

static bool moved_between(const text *const *texts, const collation_row *a,
                          const collation_row *b, uint32_t n_witnesses)
{
    for (uint32_t v = 0; v < n_witnesses; v++) {
        if (!is_long(&a->cells[v]) || is_long(&b->cells[v]))
            continue;
        for (uint32_t w = 0; w < n_witnesses; w++)
            if (w != v && is_long(&b->cells[w]) && !is_long(&a->cells[w]) &&
                is_moved(texts, a, b, v, w))
                return true;
    }
    return false;
}

void collate_moved(arena *out, const text *const *texts, collation *c)
{
    arena *tmp = arena_sub(out);
    VEC(uint32_t) slots = {0};
    for (uint32_t r = 0; r < c->n_rows; r++) {
        bool any = false;
        for (uint32_t w = 0; w < c->n_witnesses; w++)
            any |= is_long(&c->rows[r].cells[w]);
        if (any && (c->rows[r].edit == EDIT_CUT || c->rows[r].edit == EDIT_ADDITION) &&
            c->rows[r].n_readings > 1)
            vec_push(tmp, &slots, r);
    }
    for (uint32_t i = 0; i < slots.n; i++)
        for (uint32_t k = i + 1; k < slots.n; k++) {
            collation_row *a = &c->rows[slots.v[i]], *b = &c->rows[slots.v[k]];
            if (moved_between(texts, a, b, c->n_witnesses) ||
                moved_between(texts, b, a, c->n_witnesses))
                a->edit = b->edit = EDIT_MOVED;
        }
    arena_release(tmp);
}
