// Collation: the different texts are aligned one after the other, most alike first, then
// each once more against all the others.
#include "family/collate.h"

// columns[w][t] from the profile's; witnesses with one text share it.
static void index_columns(arena *out, const profile *p, collation *c)
{
    c->n_columns = p->n_columns;
    c->columns = arena_array(out, uint32_t *, p->n_witnesses);
    uint32_t **of_member = arena_array(out, uint32_t *, (size_t)p->n_members + 1);
    for (uint32_t m = 0; m < p->n_members; m++) {
        const uint32_t n = p->texts[m]->n_tokens;
        of_member[m] = arena_array(out, uint32_t, (size_t)n + 1);
        for (uint32_t t = 0; t < n; t++)
            of_member[m][t] = p->place[p->columns[m][t]];
    }
    for (uint32_t w = 0; w < p->n_witnesses; w++)
        c->columns[w] = of_member[p->member_of[w]];
}

static void align_all(arena *tmp, profile *p)
{
    uint32_t *order = profile_guide(tmp, p);
    for (uint32_t k = 0; k < p->n_members; k++)
        profile_add(p, order[k]);
    for (uint32_t k = 0; k < p->n_members && p->n_members > 2; k++) {
        profile_remove(p, order[k]);
        profile_add(p, order[k]);
    }
}

/* Headlines
 * ------------------------------------------------------------------------------ */

/* Tokens of a headline that stands in the text: a first paragraph of a few words that is
 * no sentence, before more than that. 0 where there is none. */
static uint32_t headline_tokens(const text *t)
{
    enum { LEAST_WORDS = 3, MOST_WORDS = 20 };
    uint32_t n_words = 0;
    for (uint32_t i = 0; i + 1 < t->n_tokens && n_words <= MOST_WORDS; i++) {
        const token *last = &t->tokens[i];
        n_words += last->kind != TOKEN_PUNCT;
        slice between =
            slice_of(t->bytes.ptr + last->end, t->tokens[i + 1].start - last->end);
        uint32_t n_lines = 0;
        for (size_t k = 0; k < between.len; k++)
            n_lines += between.ptr[k] == '\n';
        if (n_lines == 0)
            continue;
        bool stopped = slice_eq(last->folded, SLICE(".")) ||
                       slice_eq(last->folded, SLICE("\"")) ||
                       slice_eq(last->folded, SLICE(":"));
        bool is_one = n_lines > 1 && !stopped && n_words >= LEAST_WORDS &&
                      n_words <= MOST_WORDS && t->n_words >= 3 * n_words;
        return is_one ? i + 1 : 0;
    }
    return 0;
}

// Slots in which everything stands in headlines, house style aside.
static void mark_headlines(arena *tmp, const text *const *texts, collation *c)
{
    uint32_t *ends = arena_array(tmp, uint32_t, (size_t)c->n_witnesses + 1);
    for (uint32_t w = 0; w < c->n_witnesses; w++)
        ends[w] = headline_tokens(texts[w]);
    for (uint32_t r = 0; r < c->n_rows; r++) {
        collation_row *row = &c->rows[r];
        bool inside = true;
        for (uint32_t w = 0; w < c->n_witnesses; w++)
            inside &= row->cells[w].first == row->cells[w].last ||
                      row->cells[w].last <= ends[w];
        if (!inside) // and nothing behind it is
            return;
        if (row->n_readings > 1 && row->edit != EDIT_TYPOGRAPHIC &&
            row->edit != EDIT_SPELLING)
            row->edit = EDIT_HEADLINE;
    }
}

void family_of_all(arena *out, uint32_t n, family_result *result)
{
    *result = (family_result){.of_article = arena_array(out, uint32_t, (size_t)n + 1)};
    result->families = arena_new(out, family);
    if (n == 0)
        return;
    family *f = result->families;
    result->n_families = 1;
    f->n_witnesses = n;
    f->witnesses = arena_array(out, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        f->witnesses[i] = i;
}

void family_collate(arena *out, const text *texts, family *f)
{
    arena *tmp = arena_sub(out);
    const text **own = arena_array(tmp, const text *, (size_t)f->n_witnesses + 1);
    for (uint32_t w = 0; w < f->n_witnesses; w++)
        own[w] = &texts[f->witnesses[w]];
    profile p;
    profile_init(tmp, &p, texts, f->witnesses, f->n_witnesses);
    align_all(tmp, &p);
    collation *c = &f->collated;
    *c = (collation){.n_witnesses = f->n_witnesses};
    index_columns(out, &p, c);
    collate_rows(out, &p, own, c);
    for (uint32_t r = 0; r < c->n_rows; r++)
        if (c->rows[r].n_readings > 1)
            c->rows[r].edit = collate_class(tmp, own, &c->rows[r], f->n_witnesses);
    collate_added(out, own, c);
    collate_moved(out, own, c);
    mark_headlines(tmp, own, c);
    arena_release(tmp);
}
