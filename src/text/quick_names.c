// Which words look like names: the rules of marks.c, with sentences guessed from the
// marks before a word.
#include "text/quick_block.h"
#include "text/quick_parts.h"

enum {
    LEAST_SEEN = 4096, // places of the table of words seen
    MOST_SEEN = 1 << 18,
    SEEN_LOWER = 1,
    SEEN_NAME = 2,
    LEAST_TITLE = 5, // words of a heading
};

// Headings and other sentences whose words are nearly all capitalised say nothing.
enum { IN_TITLE = 128, ASK = 128 };

// Is a dot the only stop between words i - 1 and i, and may it belong to the first of
// them: "Gen. Orlo", "U.N. envoy", "John F. Orlo"?
static bool is_weak_stop(const quick_splitter *s, uint32_t i)
{
    const quick_words *w = s->to;
    if (i == 0)
        return false;
    uint32_t at = w->ends[i - 1], to = w->starts[i];
    bool dotted = s->bytes.ptr[at - 1] == '.';
    if (!dotted && s->bytes.ptr[at++] != '.')
        return false;
    for (; at < to; at++) {
        uint8_t c = (uint8_t)s->bytes.ptr[at];
        bool wrapped = c == '\n' && at + 1 == to;
        if (c > 0x7f || (byte_class(c) & (BYTE_STOP | BYTE_QUOTE)) ||
            (c == '\n' && !wrapped))
            return false;
    }
    bool initial =
        w->ends[i - 1] - w->starts[i - 1] == 1 && (w->flags[i - 1] & TOKEN_CAPITAL);
    return dotted || initial || key_set_has(&s->tables->before_name, w->keys[i - 1]);
}

// Sentence starts that are none are cleared; sentences in title case are marked.
static void find_sentences(quick_splitter *s)
{
    uint8_t *flags = s->to->flags;
    uint32_t first = 0, n = 0, n_capital = 0, n_words = s->to->n;
    for (uint32_t i = 0; i <= n_words; i++) {
        uint8_t is = i < n_words ? flags[i] : TOKEN_SENTENCE_START;
        if (is & TOKEN_SENTENCE_START) {
            if ((is & TOKEN_CAPITAL) && is_weak_stop(s, i)) {
                flags[i] &= (uint8_t)~TOKEN_SENTENCE_START;
            } else {
                if (n >= LEAST_TITLE && n_capital * 5 >= n * 4)
                    for (uint32_t k = first; k < i; k++)
                        flags[k] |= IN_TITLE;
                first = i;
                n = n_capital = 0;
            }
        }
        uint32_t content = !(is & (TOKEN_FUNCTION | QUICK_NUMBER));
        n += content;
        n_capital += content & is; // TOKEN_CAPITAL is bit 0
    }
}

// What a word written like that says of the same word elsewhere.
static uint8_t seen_as(uint8_t is)
{
    if (is & (QUICK_NUMBER | IN_TITLE))
        return 0;
    if (!(is & TOKEN_CAPITAL))
        return SEEN_LOWER;
    if (is & TOKEN_ALL_CAPS)
        return SEEN_NAME;
    return is & (TOKEN_SENTENCE_START | TOKEN_FUNCTION) ? 0 : SEEN_NAME;
}

void quick_names_init(quick_tables *tables)
{
    for (uint32_t is = 0; is < 256; is++) {
        tables->seen_as[is] = seen_as((uint8_t)is);
        bool function = (is & TOKEN_FUNCTION) && !(is & TOKEN_ALL_CAPS);
        bool forced = is & (TOKEN_SENTENCE_START | IN_TITLE);
        tables->named[is] = (uint8_t)(is & ~(uint32_t)IN_TITLE);
        if ((is & TOKEN_CAPITAL) && !function)
            tables->named[is] |= forced ? ASK : TOKEN_NAME_LIKE;
    }
}

// The word's capital may be there for its place in the sentence alone.
static bool is_name_there(const quick_words *w, uint32_t i, uint32_t shift)
{
    uint8_t is = w->flags[i], as = w->seen[w->keys[i] >> shift];
    if ((is & IN_TITLE) || as || i + 1 == w->n)
        return as & SEEN_NAME;
    // never seen otherwise, and a name goes on behind it
    return (w->flags[i + 1] & (TOKEN_CAPITAL | TOKEN_FUNCTION)) == TOKEN_CAPITAL;
}

void quick_names(quick_splitter *s)
{
    quick_words *w = s->to;
    find_sentences(s);
    uint32_t cap = LEAST_SEEN, shift = 20, n = w->n;
    for (; cap < MOST_SEEN && cap / 8 < n; cap *= 2)
        shift--;
    if (w->n_seen < cap) {
        w->seen = arena_array(w->a, uint8_t, cap);
        w->n_seen = cap;
    }
    uint8_t *seen = w->seen, *flags = w->flags;
    const uint8_t *as = s->tables->seen_as, *named = s->tables->named;
    memset(seen, 0, cap);
    for (uint32_t i = 0; i < n; i++)
        seen[w->keys[i] >> shift] |= as[flags[i]];
    for (uint32_t i = 0; i < n; i++) {
        uint8_t is = named[flags[i]];
        if (is & ASK)
            is = (uint8_t)((is & ~ASK) | is_name_there(w, i, shift) * TOKEN_NAME_LIKE);
        flags[i] = is;
    }
}
