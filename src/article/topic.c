#include "article/classify.h"

/* What the report speaks of: its words, each by its beginning ("march" is in "marchers"),
 * and whether it is a name there. A headline shares words with the report, a motto or the
 * outlet's own name does not. */

enum { MOST_WORDS = 20000, STEM_BYTES = 40, STEM_LETTERS = 5, NAME = 2 };

static bool is_possessive(slice core, size_t at)
{
    return slice_eq_nocase(slice_of(core.ptr + at, core.len - at), SLICE("'s")) ||
           slice_eq_nocase(slice_of(core.ptr + at, core.len - at),
                           SLICE("\xe2\x80\x99s"));
}

/* The key of a word; false for words that say nothing. */
static bool stem_key(slice core, uint64_t *key)
{
    for (size_t at = 1; at < core.len; at++)
        if (is_possessive(core, at))
            core.len = at;
    if (core.len < 3 || shape_is_function(core))
        return false;
    char room[SHAPE_FOLD_ROOM(STEM_BYTES)];
    slice folded = shape_fold_to(core, STEM_BYTES, room);
    size_t end = 0;
    for (unsigned letters = 0; end < folded.len && letters < STEM_LETTERS; letters++) {
        end++;
        while (end < folded.len && ((unsigned char)folded.ptr[end] & 0xc0) == 0x80)
            end++;
    }
    *key = hash_bytes(slice_of(folded.ptr, end));
    return true;
}

static unsigned add_words(const classifier *c, slice text)
{
    slice word;
    unsigned n = 0;
    bool inside = false; // not the first word of a sentence
    for (size_t at = 0; n < MOST_WORDS && shape_next_word(text, &at, &word); n++) {
        slice core = shape_core(word);
        uint64_t key;
        if (stem_key(core, &key)) {
            uint32_t *value = hash_table_put(&c->topic->words, key, NULL);
            *value |= 1u | (inside && shape_is_capital(core) ? NAME : 0u);
        }
        char last = word.ptr[word.len - 1];
        inside = core.len && last != '.' && last != '!' && last != '?' && last != ':';
    }
    return n;
}

void topic_init(classifier *c)
{
    topic *t = c->topic = arena_new(c->p->tmp, topic);
    t->first = c->first;
    t->n = c->first < c->n ? c->last + 1 - c->first : 0;
    t->in_report = arena_array(c->p->tmp, bool, t->n + 1);
    for (uint32_t i = 0; i < t->n; i++)
        t->in_report[i] = block_open(c, t->first + i);
}

static const hash_table *topic_words(const classifier *c)
{
    topic *t = c->topic;
    unsigned words = 0;
    if (t->filled)
        return &t->words;
    hash_table_init(&t->words, c->p->tmp, 1024);
    for (uint32_t i = 0; i < t->n && words < MOST_WORDS; i++)
        if (t->in_report[i])
            words += add_words(c, block_text(c, t->first + i));
    t->filled = true;
    return &t->words;
}

unsigned topic_shared(const classifier *c, slice line, unsigned *names)
{
    slice word;
    unsigned shared = 0;
    *names = 0;
    for (size_t at = 0; shape_next_word(line, &at, &word);) {
        slice core = shape_core(word);
        uint64_t key;
        if (!stem_key(core, &key))
            continue;
        const uint32_t *value = hash_table_get(topic_words(c), key);
        shared += value != NULL;
        *names += value && (*value & NAME) && shape_is_capital(core);
    }
    return shared;
}

/* A word with a capital, the first one aside, that block `other` has as well. */
bool topic_names_common(const classifier *c, uint32_t line, uint32_t other)
{
    enum { MOST_NAMES = 12, LOOK_BYTES = 4000 };
    slice text = block_text(c, line), word;
    slice below = shape_cut(block_text(c, other), LOOK_BYTES);
    uint64_t names[MOST_NAMES], key;
    unsigned n = 0, nth = 0;
    bool found = false;
    for (size_t at = 0; n < MOST_NAMES && shape_next_word(text, &at, &word); nth++) {
        slice core = shape_core(word);
        if (nth > 0 && shape_is_capital(core) && stem_key(core, &key))
            names[n++] = key;
    }
    for (size_t at = 0; n && !found && shape_next_word(below, &at, &word);) {
        slice core = shape_core(word);
        if (!shape_is_capital(core) || !stem_key(core, &key))
            continue;
        for (unsigned k = 0; k < n; k++)
            found |= names[k] == key;
    }
    return found;
}
