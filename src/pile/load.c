/* What is known of each text, from the parts; equal texts become one. */
#include "base/hash.h"
#include "pile/parts.h"

#include <string.h>

/* A text with fewer words is no copy of another for having the same ones. */
enum { LEAST_EQUAL_WORDS = PAIR_LEAST_WORDS };

static bool find_parts(pile *p)
{
    uint32_t n = 0;
    while (spool_find(p->spool, (piece){"texts", n}))
        n++;
    p->n_parts = n;
    p->parts = arena_array(p->mem, pile_part, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        pile_part *part = &p->parts[i];
        part->keys = spool_find(p->spool, (piece){"keys", i});
        part->words = spool_find(p->spool, (piece){"words", i});
        part->places = spool_find(p->spool, (piece){"places", i});
        part_head head;
        const part_head *h = spool_read(spool_find(p->spool, (piece){"texts", i}), p->mem,
                                        0, sizeof head, &head);
        if (!h)
            return false;
        part->first_text = p->n_texts;
        part->n_texts = h->n_texts;
        part->n_words = h->n_words;
        p->n_texts += h->n_texts;
    }
    return true;
}

/* Gives the text its place in the pile, and finds the first one with the same words. */
static void enter(pile *p, hash_table *seen, uint32_t number, uint32_t part,
                  const taken_text *t)
{
    pile_text *to = &p->texts[number];
    *to = (pile_text){.part = part, .first = t->first, .n_words = t->n_words};
    to->same_as = number;
    if (t->n_words < LEAST_EQUAL_WORDS)
        return;
    bool is_new;
    uint32_t *first = hash_table_put(seen, hash_mix(t->digest, t->n_words), &is_new);
    if (is_new) {
        *first = number;
        return;
    }
    to->same_as = *first;
    p->is_equal[number / 8] |= (uint8_t)(1u << number % 8);
    p->summary->n_equal++;
}

static bool load_part(pile *p, hash_table *seen, uint32_t part, uint64_t *n_id_bytes)
{
    arena *tmp = arena_sub(p->mem);
    const pile_part *at = &p->parts[part];
    const taken_text *texts =
        spool_read(spool_find(p->spool, (piece){"texts", part}), tmp, sizeof(part_head),
                   at->n_texts * sizeof *texts, NULL);
    const spool_piece *ids = spool_find(p->spool, (piece){"ids", part});
    bool ok = texts && ids;
    if (ok && spool_size(ids)) {
        char *to = p->ids + *n_id_bytes;
        const char *got = spool_read(ids, tmp, 0, spool_size(ids), to);
        ok = got;
        if (ok && got != to)
            memcpy(to, got, spool_size(ids));
    }
    for (uint32_t i = 0; i < at->n_texts && ok; i++) {
        enter(p, seen, at->first_text + i, part, &texts[i]);
        p->texts[at->first_text + i].id = *n_id_bytes + texts[i].id;
    }
    if (ok)
        *n_id_bytes += spool_size(ids);
    static const char *const read_once[] = {"texts", "ids", "inputs", "skips"};
    for (size_t i = 0; i < sizeof read_once / sizeof *read_once; i++)
        spool_rest(spool_find(p->spool, (piece){read_once[i], part}));
    arena_release(tmp);
    return ok;
}

bool pile_load(pile *p)
{
    if (!find_parts(p))
        return false;
    uint64_t n_id_bytes = 0;
    for (uint32_t i = 0; i < p->n_parts; i++)
        n_id_bytes += spool_size(spool_find(p->spool, (piece){"ids", i}));
    p->ids = arena_array(p->mem, char, n_id_bytes + 1);
    p->texts = arena_array(p->mem, pile_text, p->n_texts + 1);
    p->is_equal = arena_array(p->mem, uint8_t, p->n_texts / 8 + 1);
    arena *tmp = arena_sub(p->mem);
    hash_table seen;
    hash_table_init(&seen, tmp, p->n_texts);
    n_id_bytes = 0;
    bool ok = true;
    for (uint32_t i = 0; i < p->n_parts && ok; i++)
        ok = load_part(p, &seen, i, &n_id_bytes);
    arena_release(tmp);
    p->texts[p->n_texts].id = n_id_bytes;
    p->summary->n_articles = p->n_texts;
    return ok;
}
