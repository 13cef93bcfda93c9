/* A pile of invented articles for the tests of names. */
#ifndef STEMMA_TESTS_NAMES_SUPPORT_H
#define STEMMA_TESTS_NAMES_SUPPORT_H

// Names: what is a mention, what is joined, what must stay apart. All names are
// invented.
#include "facts/facts.h"
#include "facts/names.h"
#include "facts/spelling.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST = 8 };

typedef struct {
    arena a;
    article articles[MOST];
    text texts[MOST];
    uint32_t story_of[MOST];
    story_result stories;
    family families_of[1];
    uint32_t family_of[MOST];
    family_result families;
    user_alias aliases[4];
    facts_input in;
    names_result names;
} pile;

static inline void pile_init(pile *p)
{
    memset(p, 0, sizeof *p);
    arena_init(&p->a);
    p->stories.of_article = p->story_of;
    p->families.of_article = p->family_of;
    for (int i = 0; i < MOST; i++)
        p->family_of[i] = FAMILY_NONE;
    p->in = (facts_input){.articles = p->articles,
                          .texts = p->texts,
                          .stories = &p->stories,
                          .families = &p->families,
                          .aliases = p->aliases};
}

// A blank line ends a paragraph.
static inline void add(pile *p, const char *words, uint32_t of_story)
{
    uint32_t i = p->in.n_articles++;
    slice bytes = slice_of_str(words);
    VEC(span) paragraphs = {0};
    for (size_t at = 0; at < bytes.len;) {
        size_t end = slice_find(bytes, SLICE("\n\n"), at);
        vec_push(&p->a, &paragraphs, (span){(uint32_t)at, (uint32_t)end});
        at = end + 2;
    }
    p->articles[i].text = bytes;
    p->story_of[i] = of_story;
    text_split(&p->a, bytes, paragraphs.v, paragraphs.n, SLICE("en"), &p->texts[i]);
}

static inline void find(pile *p)
{
    facts_names(&p->a, &p->in, &p->names);
}

static inline void one_article(pile *p, const char *words)
{
    pile_init(p);
    add(p, words, 0);
    find(p);
}

static inline void done(pile *p)
{
    arena_deinit(&p->a);
}

static inline bool has_name(const entity *e, const char *name)
{
    for (uint32_t k = 0; k < e->names.n; k++)
        if (slice_eq_str(e->names.v[k].name, name))
            return true;
    return false;
}

static inline const entity *entity_of(const pile *p, const char *name)
{
    for (uint32_t i = 0; i < p->names.n_entities; i++)
        if (has_name(&p->names.entities[i], name))
            return &p->names.entities[i];
    return NULL;
}

static inline void assert_name(const pile *p, const char *name)
{
    if (!entity_of(p, name)) {
        for (uint32_t i = 0; i < p->names.n_entities; i++)
            print_message("  %.*s\n", (int)p->names.entities[i].label.len,
                          p->names.entities[i].label.ptr);
        fail_msg("no name '%s'", name);
    }
}

static inline void assert_no_name(const pile *p, const char *name)
{
    if (entity_of(p, name))
        fail_msg("'%s' is taken for a name", name);
}

static inline void assert_one(const pile *p, const char *a, const char *b)
{
    assert_name(p, a);
    assert_name(p, b);
    if (entity_of(p, a) != entity_of(p, b))
        fail_msg("'%s' and '%s' are not joined", a, b);
    assert_true(entity_of(p, a)->why.n > 0); // never joined without a reason
}

static inline void assert_two(const pile *p, const char *a, const char *b)
{
    assert_name(p, a);
    assert_name(p, b);
    if (entity_of(p, a) == entity_of(p, b))
        fail_msg("'%s' and '%s' are joined", a, b);
}

/* Columns as a collation gives them, for two texts: longest common run of equal
 * tokens.
 */
static inline void align(pile *p)
{
    const text *x = &p->texts[0], *y = &p->texts[1];
    uint32_t n = x->n_tokens, m = y->n_tokens, wide = m + 1;
    uint32_t *best = arena_array(&p->a, uint32_t, (n + 1) * wide);
    for (uint32_t i = n; i-- > 0;)
        for (uint32_t j = m; j-- > 0;) {
            uint32_t down = best[(i + 1) * wide + j], right = best[i * wide + j + 1];
            best[i * wide + j] = x->tokens[i].hash == y->tokens[j].hash
                                     ? best[(i + 1) * wide + j + 1] + 1
                                     : (down > right ? down : right);
        }
    family *f = &p->families_of[0];
    f->witnesses = arena_array(&p->a, uint32_t, 2);
    f->witnesses[1] = 1;
    f->n_witnesses = 2;
    f->collated.n_witnesses = 2;
    f->collated.columns = arena_array(&p->a, uint32_t *, 2);
    f->collated.columns[0] = arena_array(&p->a, uint32_t, n + 1);
    f->collated.columns[1] = arena_array(&p->a, uint32_t, m + 1);
    uint32_t column = 0, i = 0, j = 0;
    while (i < n || j < m) {
        bool same = i < n && j < m && x->tokens[i].hash == y->tokens[j].hash;
        bool left =
            i < n && (j >= m || best[(i + 1) * wide + j] >= best[i * wide + j + 1]);
        if (same || left)
            f->collated.columns[0][i++] = column;
        if (same || !left)
            f->collated.columns[1][j++] = column;
        column++;
    }
    f->collated.n_columns = column;
    p->families.families = p->families_of;
    p->families.n_families = 1;
    p->family_of[0] = p->family_of[1] = 0;
}

static inline void two_copies(pile *p, const char *one, const char *other)
{
    pile_init(p);
    add(p, one, 0);
    add(p, other, 0);
    align(p);
    find(p);
}

/* Mentions */

#endif
