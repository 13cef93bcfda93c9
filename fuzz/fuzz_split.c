/* Words: the quick way and the slow one give the same tokens for any bytes, the words for
 * matching are these tokens', and where the sentence rules are not asked they have
 * nothing to say. */
#include "fuzz_check.h"
#include "text/quick.h"
#include "text/split.h"

static void check_tokens(arena *a, text_rules *rules, slice bytes)
{
    token_vec slow = {0}, quick = {0};
    quick_words words;
    split_words_by_rules(rules, a, bytes, &slow);
    split_words(rules, a, bytes, &quick);
    quick_words_init(&words, a);
    quick_split(rules, &words, bytes);
    HOLDS(slow.n == quick.n);
    uint32_t n = 0;
    for (uint32_t i = 0; i < slow.n; i++) {
        const token *s = &slow.v[i], *q = &quick.v[i];
        HOLDS(s->start == q->start && s->end == q->end && s->kind == q->kind);
        HOLDS(s->flags == q->flags && s->hash == q->hash);
        HOLDS(slice_eq(s->folded, q->folded));
        if (s->kind == TOKEN_PUNCT)
            continue;
        HOLDS(n < words.n && words.starts[n] == s->start && words.ends[n] == s->end);
        HOLDS(words.keys[n] == quick_key(s->folded));
        HOLDS(((words.flags[n] & QUICK_NUMBER) != 0) == (s->kind == TOKEN_NUMBER));
        n++;
    }
    HOLDS(n == words.n);
}

static void check_sentences(text_rules *rules, slice paragraph)
{
    static const char *const languages[] = {"", "en", "de", "fr", "el"};
    if (sentences_may_break(paragraph))
        return;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        UErrorCode status = U_ZERO_ERROR;
        UText *source =
            utext_openUTF8(NULL, paragraph.ptr, (int64_t)paragraph.len, &status);
        UBreakIterator *breaks = rules_sentences(rules, slice_of_str(languages[i]));
        ubrk_setUText(breaks, source, &status);
        HOLDS(U_SUCCESS(status) && ubrk_first(breaks) == 0);
        int32_t next = ubrk_next(breaks);
        HOLDS(next == UBRK_DONE || next == (int32_t)paragraph.len);
        utext_close(source);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a;
    arena_init(&a);
    text_rules *rules = text_rules_open(&a);
    slice bytes = slice_of((const char *)data, size), rest = bytes, line;
    check_tokens(&a, rules, bytes);
    // as the paragraphs of articles: lines, without white space at the ends
    while (slice_next_line(&rest, &line))
        check_sentences(rules, slice_trim(line));
    arena_deinit(&a);
    return 0;
}
