/* Statements: the spans that attributions_find() gives, with what they mean.
 *
 *   spans ─► full source ─► entity      what is left of the text is the outlet's own
 *        ├─► stance, quoted
 *        └─► time */
#include "facts/arabic_says.h"
#include "facts/people.h"
#include "facts/stance.h"

#include <stdlib.h>

enum { LEAST_WORDS = 3, LEAST_WORDS_OF_PART = 5, MOST_DATES = 8 };

typedef struct {
    arena *out, *tmp;
    const facts_input *in;
    const names_result *names;
    const dates_result *dates;
    const lexicon *words;
    VEC(statement) found;
} maker;

static uint32_t words_in(const scan *s, range r)
{
    uint32_t n = 0;
    for (uint32_t i = r.first; i < r.last; i++)
        n += token_is_word(s, i);
    return n;
}

/* Most of the words stand between quotation marks. */
static bool is_quoted(const scan *s, const statement *st)
{
    uint32_t all = 0, quoted = 0;
    for (uint32_t p = 0; p < st->n_content; p++)
        for (uint32_t i = st->content[p].first; i < st->content[p].last; i++) {
            if (!token_is_word(s, i))
                continue;
            all++;
            quoted += s->quote_of[i] != 0;
        }
    return all > 0 && quoted * 10 >= all * 6;
}

/* Times
 * -------------------------------------------------------------------------------------
 */

/* The first date in `r` that is not in `but` and not in an aside: "the port, shut on
 * Monday, opened on Friday" is about Friday. */
static slice date_within(const maker *m, const scan *s, uint32_t index, range r,
                         range but)
{
    slice none = {0};
    if (!m->dates || !m->dates->first_of)
        return none;
    uint32_t low = m->dates->first_of[index], end = m->dates->first_of[index + 1];
    uint32_t high = end;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (m->dates->dates[mid].at.first < r.first)
            low = mid + 1;
        else
            high = mid;
    }
    if (end > low + MOST_DATES)
        end = low + MOST_DATES;
    for (uint32_t d = low; d < end && m->dates->dates[d].at.first < r.last; d++) {
        const date_mention *at = &m->dates->dates[d];
        if (at->value.len && !range_holds(but, at->at.first) &&
            !in_aside(s, r, at->at.first))
            return at->value;
    }
    return none;
}

/* The date beside the cue says when it was said; else the first in the content says when
 * it happened. */
static slice time_of(const maker *m, const scan *s, const statement *st,
                     const attribution *a)
{
    range content = {st->content[0].first, st->content[0].last};
    slice value = {0};
    if (a && !range_empty(a->zone)) {
        range zone = a->zone;
        range unit = unit_at(s, a->verb);
        bool leads = zone.first - unit.first <= 6 && content.first >= zone.first;
        if (leads)
            zone.first = unit.first; // On Tuesday, S said
        value = date_within(m, s, st->article, zone, content);
    }
    for (uint32_t p = 0; !value.len && p < st->n_content; p++)
        value = date_within(m, s, st->article,
                            (range){st->content[p].first, st->content[p].last},
                            (range){0, 0});
    return value;
}

/* Attributed
 * -------------------------------------------------------------------------------------
 */

static int by_place(const void *a, const void *b)
{
    const token_span *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

static void set_content(statement *st, const attribution *a)
{
    for (uint32_t p = 0; p < a->n_content && p < 4; p++)
        st->content[st->n_content++] = (token_span){.article = st->article,
                                                    .first = a->content[p].first,
                                                    .last = a->content[p].last};
    qsort(st->content, st->n_content, sizeof *st->content, by_place);
}

static void add_attributed(maker *m, const scan *s, people *who, uint32_t index,
                           const attribution *a)
{
    statement *st = vec_add(m->out, &m->found);
    *st = (statement){.article = index, .source_entity = FACTS_NONE};
    range full = people_resolve(who, m->tmp, a->source, a->verb);
    if (!range_empty(a->source)) {
        st->source_first = a->source.first;
        st->source_last = a->source.last;
        st->full_first = full.first;
        st->full_last = full.last;
        st->source_entity = people_entity_of(who, a->source, full);
        if (st->source_entity == FACTS_NONE && m->names && m->names->first_of &&
            arabic_is(s->t->tokens[a->source.first].folded))
            st->source_entity = arabic_source_entity(m->names, index, a->source);
    }
    st->cue_first = a->cue.first;
    st->cue_last = a->cue.last;
    set_content(st, a);
    st->stance = stance_of(s, a);
    st->quoted = is_quoted(s, st);
    st->time = time_of(m, s, st, a);
}

/* The outlet's own
 * -------------------------------------------------------------------------------------
 */

static void mark(bool *covered, range r)
{
    for (uint32_t i = r.first; i < r.last; i++)
        covered[i] = true;
}

static void mark_all(bool *covered, const attribution_vec *found)
{
    for (uint32_t k = 0; k < found->n; k++) {
        const attribution *a = &found->v[k];
        mark(covered, a->source);
        mark(covered, a->cue);
        mark(covered, a->zone);
        // "X has no base and is believed to …": X is the subject of what the outlet says
        // too.
        bool shared = a->kind == ATTRIBUTION_PASSIVE && a->n_content > 1 &&
                      a->content[0].last < a->cue.first;
        for (uint32_t p = shared ? 1 : 0; p < a->n_content; p++)
            mark(covered, a->content[p]);
    }
}

static range without_marks(const scan *s, range r)
{
    while (r.first < r.last && !token_is_word(s, r.first) && !s->quote_of[r.first] &&
           !token_is(s, r.first, "$"))
        r.first++;
    while (r.last > r.first &&
           ((!token_is_word(s, r.last - 1) && !s->quote_of[r.last - 1]) ||
            token_has(s, r.last - 1, WORD_CONJ)))
        r.last--;
    return r;
}

/* "The dockers struck after" is left where somebody else's words follow. */
static range without_link(const scan *s, range r)
{
    while (r.last > r.first + 1 &&
           (token_has(s, r.last - 1, WORD_SUBORD | WORD_REL | WORD_CONJ | WORD_PREP) ||
            token_is(s, r.last - 1, ",")) &&
           !s->quote_of[r.last - 1])
        r.last--;
    uint32_t time = time_start(s, r.last, r.first); // came [a day] after the other
    if (token_is(s, r.last, "after") || token_is(s, r.last, "before"))
        r.last = token_has(s, time, WORD_DET | WORD_NUMBER) ? time : r.last;
    return r;
}

static void add_own(maker *m, const scan *s, uint32_t index, range r, bool whole)
{
    r = without_marks(s, r);
    if (!whole && r.last < unit_at(s, r.first).last &&
        token_is_word(s, r.last)) // not before the stop
        r = without_link(s, r);
    uint32_t n = words_in(s, r);
    bool part =
        n >= LEAST_WORDS_OF_PART && (has_finite(s, r) || token_has(s, r.first, WORD_ING));
    if (whole ? n < LEAST_WORDS : !part)
        return;
    statement *st = vec_add(m->out, &m->found);
    *st = (statement){.article = index,
                      .own_voice = true,
                      .source_entity = FACTS_NONE,
                      .n_content = 1,
                      .stance = stance_in_own_voice(s, r)};
    st->content[0] = (token_span){index, r.first, r.last};
    st->quoted = is_quoted(s, st);
    // A quotation that nobody is named for is not the outlet's own word.
    bool all = s->quote_of[r.first] && s->quote_of[r.first] == s->quote_of[r.last - 1];
    st->own_voice = !(st->quoted && all);
    st->time = time_of(m, s, st, NULL);
}

static void add_own_of_unit(maker *m, const scan *s, uint32_t index, range unit,
                            const bool *covered)
{
    for (uint32_t i = unit.first; i < unit.last;) {
        if (covered[i]) {
            i++;
            continue;
        }
        uint32_t end = i;
        while (end < unit.last && !covered[end])
            end++;
        add_own(m, s, index, (range){i, end}, i == unit.first && end == unit.last);
        i = end;
    }
}

/* All articles
 * -------------------------------------------------------------------------------------
 */

static int by_content(const void *a, const void *b)
{
    const statement *x = a, *y = b;
    const uint32_t keys[][2] = {{x->content[0].first, y->content[0].first},
                                {x->cue_first, y->cue_first},
                                {x->content[0].last, y->content[0].last},
                                {x->source_first, y->source_first}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static void find_in_article(maker *m, uint32_t index)
{
    const text *t = &m->in->texts[index];
    if (t->n_tokens == 0)
        return;
    scan s;
    scan_init(&s, m->tmp, m->words, t, m->in->articles[index].dateline.end);
    attribution_vec found = {0};
    attributions_find(m->tmp, &s, m->in->labels ? &m->in->labels[index] : NULL, &found);
    mend_attributions(m->tmp, &s, &found);
    people who;
    people_init(&who, m->tmp, &s, m->names, index);
    uint32_t first = m->found.n;
    for (uint32_t k = 0; k < found.n; k++)
        add_attributed(m, &s, &who, index, &found.v[k]);
    bool *covered = arena_array(m->tmp, bool, t->n_tokens);
    mark_all(covered, &found);
    for (uint32_t u = s.dateline ? 1 : 0; u < s.n_units; u++)
        if (!unit_is_heading(&s, s.units[u]))
            add_own_of_unit(m, &s, index, s.units[u], covered);
    if (m->found.n > first)
        qsort(m->found.v + first, m->found.n - first, sizeof *m->found.v, by_content);
}

void facts_statements(arena *out, const facts_input *in, const names_result *names,
                      const dates_result *dates, statements_result *statements)
{
    arena *shared = arena_sub(out);
    lexicon words;
    lexicon_init(&words, shared);
    maker m = {.out = out, .in = in, .names = names, .dates = dates, .words = &words};
    *statements = (statements_result){0};
    statements->first_of = arena_array(out, uint32_t, (size_t)in->n_articles + 1);
    for (uint32_t i = 0; i < in->n_articles; i++) {
        statements->first_of[i] = m.found.n;
        m.tmp = arena_sub(out);
        find_in_article(&m, i);
        arena_release(m.tmp);
    }
    statements->first_of[in->n_articles] = m.found.n;
    statements->statements = m.found.v;
    statements->n_statements = m.found.n;
    arena_release(shared);
}
