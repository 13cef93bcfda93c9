// Flags that need more than the word itself: where sentences start, what stands in
// quotation marks, which words look like names.
#include "base/hash.h"
#include "text/split.h"

static bool is_quote(const text *t, uint32_t i, char mark)
{
    const token *q = &t->tokens[i];
    return q->kind == TOKEN_PUNCT && q->folded.len == 1 && q->folded.ptr[0] == mark;
}

// Straight marks open after white space or a bracket and close elsewhere; so do the curly
// ones that some languages open and others close with.
static bool opens(const text *t, uint32_t i)
{
    slice as_written = text_token(t, i);
    if (slice_eq(as_written, SLICE("\xe2\x80\x9d")) ||
        slice_eq(as_written, SLICE("\xc2\xbb")) ||
        slice_eq(as_written, SLICE("\xe2\x80\x99")))
        return false;
    bool space_before = i == 0 || (t->tokens[i].flags & TOKEN_SPACE_BEFORE);
    bool space_after =
        i + 1 >= t->n_tokens || (t->tokens[i + 1].flags & TOKEN_SPACE_BEFORE);
    if (space_before)
        return !space_after || slice_eq(as_written, SLICE("\xc2\xab"));
    const token *left = &t->tokens[i - 1];
    bool after_mark = left->kind == TOKEN_PUNCT && left->folded.len == 1 &&
                      (left->folded.ptr[0] == '(' || left->folded.ptr[0] == '[' ||
                       left->folded.ptr[0] == '-' || left->folded.ptr[0] == '"');
    return !space_after && after_mark;
}

static void mark_quotes(text *t)
{
    char open = 0;
    uint32_t paragraph = 0;
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        uint32_t p = t->sentences[t->tokens[i].sentence].paragraph;
        if (p != paragraph)
            open = 0; // what goes on in the next paragraph is opened again there
        paragraph = p;
        bool is_double = is_quote(t, i, '"'), is_single = is_quote(t, i, '\'');
        if (!open && (is_double || is_single) && opens(t, i)) {
            open = is_double ? '"' : '\'';
            continue;
        }
        if (open && is_quote(t, i, open) && !opens(t, i)) {
            open = 0;
            continue;
        }
        if (open)
            t->tokens[i].flags |= TOKEN_IN_QUOTES;
    }
}

static void mark_starts(text *t)
{
    for (uint32_t i = 0; i < t->n_sentences; i++) {
        uint32_t k = t->sentences[i].first;
        while (k < t->sentences[i].last && t->tokens[k].kind == TOKEN_PUNCT)
            k++;
        if (k < t->sentences[i].last)
            t->tokens[k].flags |= TOKEN_SENTENCE_START;
    }
    // the first word of a quotation starts a sentence, too
    for (uint32_t i = 1; i < t->n_tokens; i++)
        if (is_quote(t, i - 1, '"') && opens(t, i - 1) &&
            t->tokens[i].kind != TOKEN_PUNCT)
            t->tokens[i].flags |= TOKEN_SENTENCE_START;
}

// Headline style: nearly every longer word is capitalised, which says nothing about
// names.
static bool is_title_case(const text *t, const sentence *s)
{
    uint32_t n = 0, n_capital = 0;
    for (uint32_t i = s->first; i < s->last; i++) {
        const token *w = &t->tokens[i];
        if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION))
            continue;
        n++;
        n_capital += (w->flags & TOKEN_CAPITAL) != 0;
    }
    return n >= 5 && n_capital * 5 >= n * 4;
}

enum { SEEN_LOWER = 1, SEEN_NAME = 2 };
enum { FILTER_BITS = 10 };

// How words are written where their place does not force a capital: of those alone that
// have to be asked for, which are few.
typedef struct {
    hash_table as;
    uint8_t maybe[1 << FILTER_BITS]; // by the first bits of the hash
    const uint8_t *title_case;       // of each sentence
} seen_words;

static bool is_forced(const token *w, const seen_words *seen)
{
    return (w->flags & TOKEN_SENTENCE_START) || seen->title_case[w->sentence];
}

static void put_forced(arena *tmp, const text *t, seen_words *seen)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->n_tokens; i++)
        n += (t->tokens[i].flags & TOKEN_CAPITAL) && is_forced(&t->tokens[i], seen);
    hash_table_init(&seen->as, tmp, n);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        if (w->kind != TOKEN_WORD || !(w->flags & TOKEN_CAPITAL) || !is_forced(w, seen))
            continue;
        *hash_table_put(&seen->as, w->hash, NULL) |= 0;
        seen->maybe[w->hash >> (64 - FILTER_BITS)] = 1;
    }
}

static void look_elsewhere(const text *t, seen_words *seen)
{
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        if (w->kind != TOKEN_WORD || !seen->maybe[w->hash >> (64 - FILTER_BITS)] ||
            seen->title_case[w->sentence])
            continue;
        bool capital = w->flags & TOKEN_CAPITAL, all_caps = w->flags & TOKEN_ALL_CAPS;
        bool start = w->flags & TOKEN_SENTENCE_START,
             function = w->flags & TOKEN_FUNCTION;
        bool name = capital && (all_caps || (!start && !function));
        uint32_t *as = hash_table_get(&seen->as, w->hash);
        if (as && (!capital || name))
            *as |= capital ? SEEN_NAME : SEEN_LOWER;
    }
}

static void mark_names(arena *out, text *t)
{
    arena *tmp = arena_sub(out);
    uint8_t *title_case = arena_alloc(tmp, t->n_sentences + 1);
    for (uint32_t i = 0; i < t->n_sentences; i++)
        title_case[i] = is_title_case(t, &t->sentences[i]);
    seen_words *seen = arena_new(tmp, seen_words);
    seen->title_case = title_case;
    put_forced(tmp, t, seen);
    look_elsewhere(t, seen);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        token *w = &t->tokens[i];
        if (w->kind != TOKEN_WORD || !(w->flags & TOKEN_CAPITAL))
            continue;
        bool function = (w->flags & TOKEN_FUNCTION) && !(w->flags & TOKEN_ALL_CAPS);
        bool named = true;
        if (is_forced(w, seen)) {
            uint32_t as = *hash_table_get(&seen->as, w->hash);
            bool next_is_capital = i + 1 < t->n_tokens &&
                                   t->tokens[i + 1].kind == TOKEN_WORD &&
                                   (t->tokens[i + 1].flags & TOKEN_CAPITAL) &&
                                   !(t->tokens[i + 1].flags & TOKEN_FUNCTION);
            // not seen elsewhere, and a name goes on behind it
            named =
                as ? (as & SEEN_NAME) != 0 : next_is_capital && !title_case[w->sentence];
        }
        if (named && !function)
            w->flags |= TOKEN_NAME_LIKE;
    }
    arena_release(tmp);
}

void mark_tokens(arena *out, text *t)
{
    mark_starts(t);
    mark_quotes(t);
    mark_names(out, t);
}
