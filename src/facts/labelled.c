// What the trained labeller finds, joined with what the rules know about the same words:
// spans are the model's, stance and zone the rules'.
#include "facts/finder.h"

#include <stdlib.h>

static range range_of(label_range r)
{
    return (range){r.first, r.last};
}

/* The word that does the saying: a reporting verb or noun, else the last word. */
static uint32_t verb_in(const scan *s, range cue)
{
    uint32_t last = cue.last - 1;
    for (uint32_t i = cue.last; i > cue.first; i--)
        if (cue_of(s, i - 1))
            return i - 1;
    for (uint32_t i = cue.first; i < cue.last; i++)
        if (s->words[i].noun)
            return i;
    while (last > cue.first && (!token_is_word(s, last) || token_has(s, last, WORD_PREP)))
        last--;
    return last;
}

/* Source and cue with what stands between them, if that is not what is said. */
static range zone_of(const scan *s, const attribution *a)
{
    enum { MOST_BETWEEN = 20 };
    range zone = a->cue, source = a->source;
    range unit = unit_at(s, a->verb);
    bool near =
        !range_empty(source) && source.first >= unit.first && source.last <= unit.last;
    if (near) {
        zone.first = source.first < zone.first ? source.first : zone.first;
        zone.last = source.last > zone.last ? source.last : zone.last;
    }
    for (uint32_t p = 0; p < a->n_content; p++)
        if (a->content[p].first < zone.last && zone.first < a->content[p].last)
            zone = a->cue;
    for (uint32_t p = 0; p < a->n_content; p++) {
        range c = a->content[p];
        if (c.first >= zone.last && c.first - zone.last <= MOST_BETWEEN &&
            c.first <= unit.last)
            zone.last = c.first;
        if (c.last <= zone.first && zone.first - c.last <= 2 && c.last >= unit.first)
            zone.first = c.last;
    }
    return zone;
}

static attribution attribution_of(const scan *s, const label_attribution *from)
{
    attribution a = {.source = range_of(from->source), .cue = range_of(from->cue)};
    a.verb = verb_in(s, a.cue);
    for (uint32_t p = 0; p < from->n_content; p++)
        finder_add_piece(&a, range_of(from->content[p]));
    verb_group g;
    if (verb_group_at(s, a.verb, unit_at(s, a.verb).first, &g)) {
        a.negated = g.negated;
        a.modal = g.modal;
    }
    for (uint32_t i = a.cue.first; i < a.cue.last; i++)
        a.negated = a.negated || token_has(s, i, WORD_NEG);
    bool noun = !cue_of(s, a.verb) && s->words[a.verb].noun;
    a.kind = noun                               ? ATTRIBUTION_NOUN
             : range_empty(a.source)            ? ATTRIBUTION_PASSIVE
             : a.content[0].first < a.cue.first ? ATTRIBUTION_TRAILING
                                                : ATTRIBUTION_FORWARD;
    a.zone = zone_of(s, &a);
    return a;
}

static bool in_content(const attribution *a, range r)
{
    for (uint32_t p = 0; p < a->n_content; p++)
        if (a->content[p].first < r.last && r.first < a->content[p].last)
            return true;
    return false;
}

/* A piece in another sentence, no quotation, where the rules have none such. */
static void leave_far_pieces(const scan *s, attribution *a, const attribution *rule)
{
    range unit = unit_at(s, rule->verb);
    uint32_t n = 0;
    for (uint32_t p = 0; p < a->n_content; p++) {
        range c = a->content[p];
        bool far = c.last <= unit.first && !s->quote_of[c.first] && a->n_content > 1 &&
                   rule->content[0].first >= unit.first;
        if (!far)
            a->content[n++] = c;
    }
    a->n_content = n ? n : a->n_content;
}

/* Does the model stop where nothing ends, before a word that goes on, or at what says
 * more of the last of a few words: losing Ostrava, [the town that …]? */
static bool stops_short(const scan *s, range mine)
{
    enum { FEW = 4 };
    if (token_is(s, mine.last, ","))
        return mine.last - mine.first <= FEW && token_has(s, mine.last + 1, WORD_DET);
    return token_is_word(s, mine.last) &&
           !token_has(s, mine.last, WORD_CONJ | WORD_SUBORD | WORD_REL);
}

/* Where the model stops in the middle of what the rules take for one clause, the whole
 * clause was said. */
static void mend_content(const scan *s, attribution *a, const attribution *rule)
{
    if (a->n_content != 1 || rule->n_content == 0)
        return;
    range mine = a->content[0];
    bool trails = rule->kind == ATTRIBUTION_TRAILING && rule->n_content == 2 &&
                  mine.first == rule->content[0].first &&
                  mine.last == rule->content[0].last;
    if (trails) // A, said S, [ending B]
        finder_add_piece(a, rule->content[1]);
    for (uint32_t p = 0; !trails && p < rule->n_content; p++) {
        range r = rule->content[p];
        bool same = mine.first >= r.first && mine.first <= r.first + 1;
        if (!same || mine.last >= r.last || !stops_short(s, mine) ||
            (a->source.first >= mine.last && a->source.first < r.last))
            continue;
        a->n_content = 0;
        for (uint32_t k = 0; k < rule->n_content; k++)
            finder_add_piece(a, rule->content[k]);
        a->content[p].first = mine.first;
        return;
    }
}

/* Do all pieces that the rules have lie in the model's, the first one at its start? */
static bool holds_rule(const attribution *a, const attribution *rule)
{
    uint32_t p = 0;
    for (uint32_t k = 0; k < rule->n_content; k++) {
        range r = rule->content[k];
        while (p < a->n_content && a->content[p].last < r.last)
            p++;
        if (p == a->n_content || r.first < a->content[p].first)
            return false;
    }
    return rule->n_content && rule->content[0].first == a->content[0].first;
}

/* Where the model goes on to the end of a sentence and the rules stop before, the rules
 * are right far more often than not. */
static void shorten_content(const scan *s, attribution *a, const attribution *rule)
{
    uint32_t end = a->content[a->n_content - 1].last;
    if (!holds_rule(a, rule) || rule->content[rule->n_content - 1].last >= end ||
        !(token_is_stop(s, end) || token_is_stop(s, end - 1) ||
          token_closes(s, end - 1) || end == unit_at(s, end - 1).last))
        return;
    a->n_content = 0;
    for (uint32_t k = 0; k < rule->n_content; k++)
        finder_add_piece(a, rule->content[k]);
}

/* A, S said, [as B]: with nothing before the source the model takes what comes behind the
 * cue, where the rules have a whole clause before it. */
static void turn_content(const scan *s, attribution *a, const attribution *rule,
                         const uint8_t *seen)
{
    uint32_t at = a->content[0].first;
    if (rule->kind != ATTRIBUTION_TRAILING || at < a->cue.last || at > a->cue.last + 1 ||
        !token_is(s, a->cue.last, ",") || rule->content[0].last > a->cue.first)
        return;
    for (uint32_t i = rule->content[0].first; i < rule->content[0].last; i++)
        if (seen[i])
            return;
    a->n_content = 0;
    for (uint32_t k = 0; k < rule->n_content; k++)
        finder_add_piece(a, rule->content[k]);
}

static bool has_name(const scan *s, range r)
{
    for (uint32_t i = r.first; i < r.last; i++)
        if (s->t->tokens[i].flags & TOKEN_NAME_LIKE)
            return true;
    return false;
}

/* [A nurse] called [Tirza, who …]: the name that the rules have belongs to the source. */
static void add_name(const scan *s, attribution *a, const attribution *rule)
{
    range mine = a->source, r = rule->source;
    if (range_empty(mine) || r.first < mine.last || r.first > mine.last + 1 ||
        r.first >= r.last || has_name(s, mine) || in_content(a, r))
        return;
    while (mine.last < r.last && (mine.last <= r.first || !token_is(s, mine.last, ",")))
        mine.last++;
    if (has_name(s, mine))
        a->source = mine;
}

/* S named [her deputy], as acting minister, and said: who was named has no verb, so the
 * subject before is that of both. */
static void take_subject(const scan *s, attribution *a, const attribution *rule)
{
    range mine = a->source, r = rule->source;
    if (range_empty(mine) || range_empty(r) || r.last > mine.first ||
        mine.last >= a->cue.first || !token_has(s, a->cue.first - 1, WORD_CONJ) ||
        r.first < unit_at(s, a->cue.first).first || in_content(a, r))
        return;
    if (has_finite(s, (range){r.last, mine.first}) &&
        !has_finite(s, (range){mine.last, a->cue.first}))
        a->source = r;
}

/* A later piece that a rule gives to a cue of its own, which the model has not seen, is
 * left to that. */
static void leave_pieces(const attribution_vec *rules, uint32_t n_rules,
                         const uint32_t *said_at, attribution *a)
{
    uint32_t n = 1;
    for (uint32_t p = 1; p < a->n_content; p++) {
        uint32_t rule = said_at[a->content[p].first];
        bool another = rule && rule <= n_rules &&
                       !range_empty(rules->v[rule - 1].source) &&
                       rules->v[rule - 1].content[0].last == a->content[p].last;
        if (!another)
            a->content[n++] = a->content[p];
    }
    a->n_content = n;
}

static int by_verb(const void *x, const void *y)
{
    const attribution *a = x, *b = y;
    const uint32_t keys[][2] = {{a->verb, b->verb},
                                {a->content[0].first, b->content[0].first},
                                {a->content[0].last, b->content[0].last},
                                {a->source.first, b->source.first}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i][0] != keys[i][1])
            return keys[i][0] < keys[i][1] ? -1 : 1;
    return 0;
}

static void mark_all(uint8_t *seen, range r, uint8_t as)
{
    for (uint32_t i = r.first; i < r.last; i++)
        seen[i] = as;
}

enum { SEEN_CUE = 1, SEEN_SOURCE, SEEN_CONTENT };

/* S said, claimed, told T that …: no belief, no sign and no deed. */
static bool reports_clause(const scan *s, const attribution *rule)
{
    const cue_verb *verb = cue_of(s, rule->verb);
    uint32_t first = rule->content[0].first;
    return verb && (verb->flags & (CUE_CLAUSE | CUE_THAT | CUE_TELL)) &&
           !(verb->flags & (CUE_HEDGES | CUE_EVIDENCE)) && !rule->modal &&
           rule->kind == ATTRIBUTION_FORWARD &&
           (token_is(s, first, "that") || token_is(s, first - 1, "that") ||
            s->quote_of[first]);
}

/* Is it a statement inside one, of somebody with a name, with source, cue and content in
 * there? The model knows no statements inside others. */
static bool is_inside(const scan *s, const attribution *rule, const uint8_t *seen)
{
    bool named = false;
    for (uint32_t i = rule->source.first; i < rule->source.last; i++)
        named = named || (s->t->tokens[i].flags & TOKEN_NAME_LIKE);
    if (!named || rule->n_content == 0 || !reports_clause(s, rule))
        return false;
    for (uint32_t p = 0; p < rule->n_content + 2u; p++) {
        range r = p == 0 ? rule->source : p == 1 ? rule->cue : rule->content[p - 2];
        for (uint32_t i = r.first; i < r.last; i++)
            if (seen[i] != SEEN_CONTENT)
                return false;
    }
    return true;
}

/* A, a charge that S rejected: the content is that of another cue, too. */
static bool looks_back(const attribution *rule, const uint8_t *seen)
{
    if (range_empty(rule->source) || rule->n_content != 1 ||
        rule->content[0].last > rule->source.first)
        return false;
    for (uint32_t i = rule->source.first; i < rule->source.last; i++)
        if (seen[i])
            return false;
    for (uint32_t i = rule->cue.first; i < rule->cue.last; i++)
        if (seen[i])
            return false;
    range c = rule->content[0];
    for (uint32_t i = c.first; i < c.last; i++)
        if (seen[i] != SEEN_CONTENT)
            return false;
    return true;
}

/* "which", "who": stands for words before it. */
static bool is_relative(const scan *s, range r)
{
    return r.last == r.first + 1 &&
           (token_is(s, r.first, "who") || token_is(s, r.first, "that") ||
            token_is(s, r.first, "which"));
}

/* All tokens that an attribution's spans cover lie in here. */
static range extent_of(const attribution *a)
{
    range all = a->cue;
    for (uint32_t p = 0; p <= a->n_content; p++) {
        range r = p ? a->content[p - 1] : a->source;
        if (range_empty(r))
            continue;
        all.first = r.first < all.first ? r.first : all.first;
        all.last = r.last > all.last ? r.last : all.last;
    }
    return all;
}

/* "Crews have been asked to stay, the mayor said": what the model found lies whole in
 * what the rules say that somebody said. `owner`: number of the attribution that a token
 * is of, from 1. */
static bool encloses(const attribution *rule, const attribution *all,
                     const uint32_t *owner)
{
    if (range_empty(rule->source) || rule->n_content != 1 ||
        rule->kind != ATTRIBUTION_TRAILING)
        return false;
    for (uint32_t i = rule->source.first; i < rule->source.last; i++)
        if (owner[i])
            return false;
    for (uint32_t i = rule->cue.first; i < rule->cue.last; i++)
        if (owner[i])
            return false;
    range c = rule->content[0];
    for (uint32_t i = c.first; i < c.last; i++) {
        if (!owner[i])
            continue;
        const attribution *a = &all[owner[i] - 1];
        range inner = extent_of(a);
        if (!range_empty(a->source) || inner.first < c.first || inner.last > c.last)
            return false;
    }
    return true;
}

/* Does the model leave room for what the rules found? */
static bool adds(const scan *s, const attribution *rule, const uint8_t *seen)
{
    if (is_inside(s, rule, seen) || looks_back(rule, seen))
        return true;
    for (uint32_t i = rule->cue.first; i < rule->cue.last; i++)
        if (seen[i])
            return false;
    for (uint32_t p = 0; p < rule->n_content; p++)
        for (uint32_t i = rule->content[p].first; i < rule->content[p].last; i++)
            if (seen[i])
                return false;
    return true;
}

void join_labels(finder *f, const label_attributions *labels)
{
    const scan *s = f->s;
    arena *tmp = arena_sub(f->out);
    uint32_t n_rules = f->to->n;
    uint32_t *rule_at = arena_array(tmp, uint32_t, (size_t)s->t->n_tokens + 1);
    uint8_t *seen = arena_array(tmp, uint8_t, (size_t)s->t->n_tokens + 1);
    uint32_t *owner = arena_array(tmp, uint32_t, (size_t)s->t->n_tokens + 1);
    bool *gone = arena_array(tmp, bool, (size_t)n_rules + 1);
    for (uint32_t k = 0; k < n_rules; k++)
        for (uint32_t i = f->to->v[k].cue.first; i < f->to->v[k].cue.last; i++)
            rule_at[i] = k + 1;
    // Where a rule's content begins; not that of a cue which the model has, too.
    uint32_t *said_at = arena_array(tmp, uint32_t, (size_t)s->t->n_tokens + 1);
    for (uint32_t k = 0; k < n_rules; k++)
        if (f->to->v[k].n_content)
            said_at[f->to->v[k].content[0].first] = k + 1;
    for (uint32_t k = 0; k < labels->n; k++)
        for (uint32_t i = labels->v[k].cue.first; i < labels->v[k].cue.last; i++)
            if (rule_at[i] && f->to->v[rule_at[i] - 1].n_content)
                said_at[f->to->v[rule_at[i] - 1].content[0].first] = 0;
    for (uint32_t k = 0; k < labels->n; k++) {
        if (labels->v[k].n_content == 0)
            continue;
        attribution a = attribution_of(s, &labels->v[k]);
        bool stands_for = a.n_content == 1 && is_relative(s, a.content[0]);
        leave_pieces(f->to, n_rules, said_at, &a);
        bool reports = cue_of(s, a.verb) || s->words[a.verb].noun;
        if (range_empty(a.source) && !reports)
            continue; // "killing", "did not answer": of nobody, and no report
        uint32_t rule = 0;
        for (uint32_t i = a.cue.first; i < a.cue.last && !rule; i++)
            rule = rule_at[i];
        if (stands_for && (!rule || gone[rule - 1] || !f->to->v[rule - 1].n_content))
            continue;
        for (uint32_t p = 0; p < a.n_content; p++)
            mark_all(seen, a.content[p], SEEN_CONTENT); // also what is taken off below
        if (rule && !gone[rule - 1]) {
            const attribution *r = &f->to->v[rule - 1];
            if (stands_for) {
                a.n_content = 0;
                for (uint32_t p = 0; p < r->n_content; p++)
                    finder_add_piece(&a, r->content[p]);
            }
            if (is_relative(s, a.source) && !range_empty(r->source) &&
                !in_content(&a, r->source))
                a.source = r->source; // "S, who asked not to be named, said"
            if (range_empty(a.source) && !in_content(&a, r->source))
                a.source = r->source;
            take_subject(s, &a, r);
            add_name(s, &a, r);
            leave_far_pieces(s, &a, r);
            turn_content(s, &a, r, seen);
            shorten_content(s, &a, r);
            mend_content(s, &a, r);
            range zone = {r->zone.first < a.zone.first ? r->zone.first : a.zone.first,
                          r->zone.last > a.zone.last ? r->zone.last : a.zone.last};
            if (!range_empty(r->zone) && !in_content(&a, zone))
                a.zone = zone; // with "on Monday" behind "said"
            a.verb = r->verb;
            a.negated = a.negated || r->negated;
            a.modal = a.modal || r->modal;
            a.kind = range_empty(a.source) ? a.kind : r->kind;
            gone[rule - 1] = true;
        }
        for (uint32_t p = 0; p < a.n_content + 2u; p++) {
            range r = p == 0 ? a.source : p == 1 ? a.cue : a.content[p - 2];
            for (uint32_t i = r.first; i < r.last; i++)
                owner[i] = f->to->n + 1;
        }
        mark_all(seen, a.source, SEEN_SOURCE);
        mark_all(seen, a.cue, SEEN_CUE);
        for (uint32_t p = 0; p < a.n_content; p++)
            mark_all(seen, a.content[p], SEEN_CONTENT);
        vec_push(f->out, f->to, a);
    }
    // First which of the rules' stay, then all of them close up.
    for (uint32_t k = 0; k < n_rules; k++)
        gone[k] = gone[k] || !(adds(s, &f->to->v[k], seen) ||
                               encloses(&f->to->v[k], f->to->v, owner));
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->to->n; k++)
        if (k >= n_rules || !gone[k])
            f->to->v[n++] = f->to->v[k];
    f->to->n = n;
    if (n)
        qsort(f->to->v, n, sizeof *f->to->v, by_verb);
    arena_release(tmp);
}
