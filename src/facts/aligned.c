#include "facts/facts.h"

// The token of one witness that stands in a column; columns grow along it.
static uint32_t token_in_column(const uint32_t *columns, uint32_t n_tokens,
                                uint32_t column)
{
    uint32_t low = 0, high = n_tokens;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (columns[middle] < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n_tokens && columns[low] == column ? low : FACTS_NONE;
}

uint32_t facts_aligned(const facts_input *in, uint32_t from, uint32_t t, uint32_t to)
{
    if (from >= in->n_articles || to >= in->n_articles || t >= in->texts[from].n_tokens)
        return FACTS_NONE;
    if (from == to)
        return t;
    if (!in->families)
        return FACTS_NONE;
    uint32_t which = in->families->of_article[from];
    if (which == FAMILY_NONE || in->families->of_article[to] != which)
        return FACTS_NONE;
    const family *f = &in->families->families[which];
    if (!f->collated.columns)
        return FACTS_NONE;
    uint32_t a = family_witness(f, from), b = family_witness(f, to);
    if (a == FAMILY_NONE || b == FAMILY_NONE)
        return FACTS_NONE;
    return token_in_column(f->collated.columns[b], in->texts[to].n_tokens,
                           f->collated.columns[a][t]);
}
