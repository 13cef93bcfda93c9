#include "text/text.h"

#include "text/split.h"

void text_tokens(text_rules *rules, arena *out, slice bytes, text *to)
{
    token_vec tokens = {0};
    split_words(rules, out, bytes, &tokens);
    *to = (text){.bytes = bytes, .tokens = tokens.v, .n_tokens = tokens.n};
    for (uint32_t i = 0; i < to->n_tokens; i++)
        to->n_words += to->tokens[i].kind != TOKEN_PUNCT;
}

void text_split_with(text_rules *rules, arena *out, slice bytes, const span *paragraphs,
                     uint32_t n_paragraphs, slice language, text *to)
{
    text_tokens(rules, out, bytes, to);
    if (to->n_tokens == 0)
        return;
    split_sentences(rules, out, bytes, paragraphs, n_paragraphs, language, to);
    mark_tokens(out, to);
}

void text_split(arena *out, slice bytes, const span *paragraphs, uint32_t n_paragraphs,
                slice language, text *to)
{
    arena *tmp = arena_sub(out);
    text_split_with(text_rules_open(tmp), out, bytes, paragraphs, n_paragraphs, language,
                    to);
    arena_release(tmp);
}

uint32_t text_token_at(const text *t, uint32_t at)
{
    uint32_t low = 0, high = t->n_tokens;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (t->tokens[mid].end > at)
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

span text_span(const text *t, uint32_t first, uint32_t last)
{
    return (span){t->tokens[first].start, t->tokens[last - 1].end};
}

slice text_token(const text *t, uint32_t i)
{
    return slice_in(t->bytes, (span){t->tokens[i].start, t->tokens[i].end});
}
