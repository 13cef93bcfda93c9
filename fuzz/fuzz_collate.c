/* Collation: whatever the texts are, each is read back from the rows byte for byte, and
 * taken in another order they are aligned alike. The input is texts, a form feed between
 * two. */
#include "fuzz_check.h"

#include "family/family.h"

enum { MOST_TEXTS = 8 };

static uint32_t take_texts(arena *a, slice bytes, text *texts)
{
    uint32_t n = 0;
    size_t from = 0;
    for (size_t i = 0; i <= bytes.len && n < MOST_TEXTS; i++) {
        if (i < bytes.len && bytes.ptr[i] != '\f')
            continue;
        slice part = slice_of(bytes.ptr + from, i - from);
        span whole = {0, (uint32_t)part.len};
        text_split(a, part, &whole, part.len > 0, SLICE("en"), &texts[n++]);
        from = i + 1;
    }
    return n;
}

static void check_witness(const collation *c, const text *t, uint32_t w)
{
    uint32_t token_at = 0, byte = 0;
    for (uint32_t r = 0; r < c->n_rows; r++) {
        const cell *here = &c->rows[r].cells[w];
        HOLDS(here->first == token_at && here->last >= here->first);
        HOLDS(here->bytes.start == byte && here->bytes.end >= byte);
        HOLDS(here->reading < c->rows[r].n_readings);
        HOLDS(!here->out || here->first == here->last);
        token_at = here->last;
        byte = here->bytes.end;
    }
    HOLDS(token_at == t->n_tokens && (t->n_tokens == 0 || byte == t->bytes.len));
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        HOLDS(c->columns[w][i] < c->n_columns);
        HOLDS(i == 0 || c->columns[w][i] > c->columns[w][i - 1]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    if (utf8_check(bytes) != size)
        return 0; // articles are UTF-8 by then
    arena a;
    arena_init(&a);
    text texts[MOST_TEXTS], turned[MOST_TEXTS];
    uint32_t n = take_texts(&a, bytes, texts);
    for (uint32_t w = 0; w < n; w++)
        turned[w] = texts[n - 1 - w];
    family_result there, back;
    family_of_all(&a, n, &there);
    family_of_all(&a, n, &back);
    family_collate(&a, texts, there.families);
    family_collate(&a, turned, back.families);
    const collation *c = &there.families[0].collated, *d = &back.families[0].collated;
    HOLDS(c->n_columns == d->n_columns && c->n_rows == d->n_rows);
    for (uint32_t w = 0; w < n; w++) {
        check_witness(c, &texts[w], w);
        for (uint32_t i = 0; i < texts[w].n_tokens; i++)
            HOLDS(c->columns[w][i] == d->columns[n - 1 - w][i]);
    }
    arena_deinit(&a);
    return 0;
}
