/* Articles on their whole way to the findings of stage compare. */
#ifndef STEMMA_TESTS_COMPARED_H
#define STEMMA_TESTS_COMPARED_H

#include "../family/pile.h"

#include "compare/compare.h"

typedef struct {
    pile p;
    story event;
    story_result stories;
    facts_input in;
    facts_result facts;
    compare_result result;
} compared;

/* After pile_add() of all articles. */
static inline void compare_pile(compared *c, const outlet_owner *owners,
                                uint32_t n_owners)
{
    pile *p = &c->p;
    for (uint32_t i = 0; i < p->n; i++)
        p->articles[i].id = arena_format(&p->a, "a%u", i);
    pile_run(p, false);
    // all on one event: too short for stage story to tell
    c->event = (story){arena_array(&p->a, uint32_t, p->n + 1), p->n};
    for (uint32_t i = 0; i < p->n; i++)
        c->event.articles[i] = i;
    c->stories =
        (story_result){&c->event, p->n > 0, arena_array(&p->a, uint32_t, p->n + 1)};
    c->in = (facts_input){.articles = p->articles,
                          .texts = p->texts,
                          .n_articles = p->n,
                          .families = &p->families,
                          .stories = &c->stories};
    facts_names(&p->a, &c->in, &c->facts.names);
    facts_dates(&p->a, &c->in, &c->facts.dates);
    facts_figures(&p->a, &c->in, &c->facts.dates, &c->facts.figures);
    facts_statements(&p->a, &c->in, &c->facts.names, &c->facts.dates,
                     &c->facts.statements);
    compare_statements(&p->a, &c->in, &c->facts, owners, n_owners, &c->result);
}

static inline slice statement_words(const compared *c, uint32_t i)
{
    const statement *s = &c->facts.statements.statements[i];
    const text *t = &c->p.texts[s->article];
    return s->n_content ? slice_in(t->bytes, text_span(t, s->content[0].first,
                                                       s->content[s->n_content - 1].last))
                        : SLICE("");
}

/* The claim with a statement of that article whose content has the words. */
static inline uint32_t claim_with(const compared *c, uint32_t article_index,
                                  const char *words)
{
    for (uint32_t k = 0; k < c->result.n_claims; k++)
        for (uint32_t i = 0; i < c->result.claims[k].statements.n; i++) {
            uint32_t s = c->result.claims[k].statements.v[i];
            slice content = statement_words(c, s);
            if (c->facts.statements.statements[s].article == article_index &&
                slice_find(content, slice_of_str(words), 0) < content.len)
                return k;
        }
    fail_msg("article %u has no claim with: %s", article_index, words);
    return 0;
}

static inline bool has_item(const slice_vec *list, const char *item)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (slice_eq_str(list->v[i], item))
            return true;
    return false;
}

static inline const disagreement *between(const compared *c, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < c->result.n_disagreements; i++) {
        const disagreement *d = &c->result.disagreements[i];
        if ((d->a == a && d->b == b) || (d->a == b && d->b == a))
            return d;
    }
    return NULL;
}

/* What holds for all findings
 * -------------------------------------------------------------------------- */

static inline void check_unique(const slice_vec *list)
{
    for (uint32_t i = 0; i < list->n; i++) {
        assert_true(list->v[i].len > 0);
        for (uint32_t k = 0; k < i; k++)
            assert_false(slice_eq(list->v[i], list->v[k]));
    }
}

static inline void check_ascending(const uint32_t *v, uint32_t n, uint32_t below)
{
    for (uint32_t i = 0; i < n; i++) {
        assert_true(v[i] < below);
        if (i > 0)
            assert_true(v[i - 1] < v[i]);
    }
}

static inline void check_claims(const compared *c)
{
    const uint32_t n = c->facts.statements.n_statements;
    uint32_t *seen = calloc(n + 1, sizeof *seen);
    assert_non_null(seen);
    for (uint32_t k = 0; k < c->result.n_claims; k++) {
        const claim *one = &c->result.claims[k];
        assert_true(one->statements.n > 0 && one->articles.n > 0);
        assert_true(one->label.len > 0 && one->origins.n > 0);
        assert_true(one->seen_only_through.n > 0);
        assert_true(one->owners.n <= one->outlets.n);
        assert_true(one->outlets.n <= one->articles.n);
        check_ascending(one->statements.v, one->statements.n, n);
        check_ascending(one->articles.v, one->articles.n, c->p.n);
        check_unique(&one->outlets);
        check_unique(&one->owners);
        check_unique(&one->origins);
        check_unique(&one->seen_only_through);
        for (uint32_t i = 0; i < one->statements.n; i++)
            seen[one->statements.v[i]]++;
    }
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(seen[i], 1);
    free(seen);
}

static inline void check_disagreements(const compared *c)
{
    for (uint32_t i = 0; i < c->result.n_disagreements; i++) {
        const disagreement *d = &c->result.disagreements[i];
        assert_true(d->a < d->b && d->b < c->result.n_claims);
        assert_true(d->about.len > 0 && d->why.len > 0);
        for (uint32_t k = 0; k < i; k++)
            assert_false(c->result.disagreements[k].a == d->a &&
                         c->result.disagreements[k].b == d->b);
    }
}

static inline void check_places(const compared *c)
{
    const uint32_t n = c->facts.statements.n_statements;
    for (uint32_t i = 0; i < c->result.n_places; i++) {
        const place_view *v = &c->result.places[i];
        assert_true(v->entity < c->facts.names.n_entities);
        assert_true(v->timeline.n > 0);
        if (i > 0)
            assert_true(c->result.places[i - 1].entity < v->entity);
        for (uint32_t k = 0; k < v->timeline.n; k++) {
            const place_state *s = &v->timeline.v[k];
            assert_true(s->state.len > 0 && s->according_to.n > 0);
            check_ascending(s->according_to.v, s->according_to.n, n);
            check_ascending(s->disputed_by.v, s->disputed_by.n, n);
            if (k > 0)
                assert_true(slice_cmp(v->timeline.v[k - 1].from, s->from) <= 0);
        }
    }
}

static inline void check_findings(const compared *c)
{
    check_claims(c);
    check_disagreements(c);
    check_places(c);
}

#endif
