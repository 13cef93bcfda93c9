// The break rules of ICU, opened once for many texts.
#include "text/quick_parts.h"
#include "text/split.h"

enum {
    MOST_LANGUAGES = 16
}; // open at a time; one more closes none and is opened each time

typedef struct {
    slice language;
    UBreakIterator *breaks;
} sentence_rules;

struct text_rules {
    arena *a;
    UBreakIterator *words;
    sentence_rules sentences[MOST_LANGUAGES];
    uint32_t n_languages;
    quick_tables *quick;
};

static void close_breaks(void *breaks)
{
    ubrk_close(breaks);
}

text_rules *text_rules_open(arena *a)
{
    text_rules *rules = arena_new(a, text_rules);
    rules->a = a;
    return rules;
}

quick_tables *rules_quick(text_rules *rules)
{
    if (!rules->quick) {
        quick_tables *tables = arena_new(rules->a, quick_tables);
        quick_tables_init(tables, rules, rules->a);
        rules->quick = tables;
    }
    return rules->quick;
}

UBreakIterator *rules_words(text_rules *rules)
{
    if (!rules->words) {
        UErrorCode status = U_ZERO_ERROR;
        UBreakIterator *breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
        if (U_FAILURE(status))
            arena_fail(rules->a);
        arena_defer(rules->a, close_breaks, breaks);
        rules->words = breaks;
    }
    return rules->words;
}

static UBreakIterator *open_sentences(arena *a, slice language)
{
    // @ss=standard: do not break after the language's abbreviations
    slice locale =
        arena_format(a, "%.*s@ss=standard", language.len ? (int)language.len : 2,
                     language.len ? language.ptr : "en");
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks = ubrk_open(UBRK_SENTENCE, locale.ptr, NULL, 0, &status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        breaks = ubrk_open(UBRK_SENTENCE, "", NULL, 0, &status);
    }
    if (U_FAILURE(status))
        arena_fail(a);
    arena_defer(a, close_breaks, breaks);
    return breaks;
}

UBreakIterator *rules_sentences(text_rules *rules, slice language)
{
    for (uint32_t i = 0; i < rules->n_languages; i++)
        if (slice_eq(rules->sentences[i].language, language))
            return rules->sentences[i].breaks;
    UBreakIterator *breaks = open_sentences(rules->a, language);
    if (rules->n_languages < MOST_LANGUAGES)
        rules->sentences[rules->n_languages++] =
            (sentence_rules){arena_slice(rules->a, language), breaks};
    return breaks;
}
