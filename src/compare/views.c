// Statements as sets of terms and verbs with a sign.
#include "compare/parts.h"

#include "base/buf.h"
#include "base/lists.h"
#include "facts/names.h"
#include "family/evidence.h"

#include <stdlib.h>
#include <string.h>

enum {
    NEGATION_REACH = 4, // tokens before a verb in which a negation belongs to it
    SUBJECT_REACH =
        8, // the same for one that starts its subject: "no gate at the dam was"
    UNREAL_REACH = 3,
    WHETHER_REACH = 8,
    TOWN_REACH = 80, // tokens before "the town" in which its name is looked for
    MOST_SPEAKERS = 16,
    MOST_FIGURES = 64, // of one statement: a table of numbers is no claim
};

const statement *statement_at(const compare_job *job, uint32_t i)
{
    return &job->facts->statements.statements[i];
}

uint32_t statement_story(const compare_job *job, uint32_t i)
{
    return job->in->stories->of_article[statement_at(job, i)->article];
}

bool statement_holds(const statement *s, uint32_t t)
{
    for (uint32_t i = 0; i < s->n_content; i++)
        if (s->content[i].first <= t && t < s->content[i].last)
            return true;
    return false;
}

slice statement_content(const compare_job *job, uint32_t i, size_t most_bytes)
{
    const statement *s = statement_at(job, i);
    const text *t = &job->in->texts[s->article];
    arena *tmp = arena_sub(job->tmp);
    buf b;
    buf_init(&b, tmp);
    for (uint32_t k = 0; k < s->n_content; k++) {
        if (s->content[k].last <= s->content[k].first)
            continue;
        if (b.len)
            buf_add_str(&b, " … ");
        buf_add(&b, slice_in(t->bytes,
                             text_span(t, s->content[k].first, s->content[k].last)));
    }
    slice content = evidence_excerpt(job->out, buf_slice(&b), most_bytes);
    arena_release(tmp);
    return content;
}

slice statement_outlet(const compare_job *job, uint32_t i)
{
    return evidence_label(job->out, &job->in->articles[statement_at(job, i)->article]);
}

slice statement_source(const compare_job *job, uint32_t i)
{
    const statement *s = statement_at(job, i);
    const text *t = &job->in->texts[s->article];
    bool full = s->full_last > s->full_first;
    uint32_t first = full ? s->full_first : s->source_first;
    uint32_t last = full ? s->full_last : s->source_last;
    slice outlet = statement_outlet(job, i);
    if (s->own_voice || last <= first)
        return arena_format(job->out, "%.*s itself", (int)outlet.len, outlet.ptr);
    return evidence_excerpt(job->out, slice_in(t->bytes, text_span(t, first, last)),
                            SOURCE_BYTES);
}

uint32_t entity_at(const facts_result *facts, uint32_t of, uint32_t t)
{
    const names_result *names = &facts->names;
    uint32_t low = names->first_of[of], high = names->first_of[of + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (names->mentions[mid].at.last > t)
            high = mid;
        else
            low = mid + 1;
    }
    bool in = low < names->first_of[of + 1] && names->mentions[low].at.first <= t;
    return in ? names->mentions[low].entity : FACTS_NONE;
}

/* Sources
 * -------------------------------------------------------------------------------------
 */

// The head of a source's words: its last word that is no function word, before a comma or
// "of".
static uint64_t source_head(const compare_job *job, const statement *s)
{
    const text *t = &job->in->texts[s->article];
    uint32_t first = s->full_last > s->full_first ? s->full_first : s->source_first;
    uint32_t last = s->full_last > s->full_first ? s->full_last : s->source_last;
    uint64_t head = 0;
    for (uint32_t i = first; i < last; i++) {
        const token *w = &t->tokens[i];
        bool ends = slice_eq(w->folded, SLICE(",")) || slice_eq(w->folded, SLICE("of")) ||
                    slice_eq(w->folded, SLICE("for")) || slice_eq(w->folded, SLICE("in"));
        if (ends && head)
            break;
        if (w->kind == TOKEN_WORD && !(w->flags & TOKEN_FUNCTION))
            head = stem_of(w->folded);
    }
    return head;
}

bool same_source(const compare_job *job, uint32_t a, uint32_t b)
{
    const statement *x = statement_at(job, a), *y = statement_at(job, b);
    if (x->own_voice || y->own_voice)
        return x->own_voice && y->own_voice;
    uint64_t head_x = job->views[a].source_head, head_y = job->views[b].source_head;
    if (x->source_entity != FACTS_NONE && y->source_entity != FACTS_NONE)
        return x->source_entity == y->source_entity && head_x == head_y;
    return head_x != 0 && head_x == head_y;
}

/* Towns
 * ---------------------------------------------------------------------------------------
 */

// "the town of X", "X city", "X, the town across the border": what X is called there.
static uint32_t called(const text *t, const mention *m)
{
    static const char *const others[] = {"bridge", "dam",  "lake",   "pass",
                                         "river",  "road", "street", "valley"};
    uint32_t before = m->at.first, kinds = 0;
    if (IN_LIST(t->tokens[m->at.last - 1].folded, others))
        return 0; // whatever stands beside it
    for (uint32_t i = m->at.first; i < m->at.last; i++)
        kinds |= town_kind(t->tokens[i].folded); // "Port Else", "Else City"
    for (uint32_t k = 1; k <= 3 && k <= before; k++)
        kinds |= town_kind(t->tokens[before - k].folded);
    for (uint32_t i = m->at.last; i < t->n_tokens && i < m->at.last + 5 && !kinds; i++) {
        if (slice_eq(t->tokens[i].folded, SLICE(".")))
            break;
        kinds |= town_kind(t->tokens[i].folded);
    }
    return kinds;
}

static void find_towns(compare_job *job)
{
    const names_result *names = &job->facts->names;
    arena *tmp = arena_sub(job->tmp);
    text_rules *rules = text_rules_open(tmp);
    name_words words;
    name_words_init(tmp, &words);
    job->town_kinds = arena_array(job->tmp, uint32_t, names->n_entities + 1);
    bool *country = arena_array(tmp, bool, names->n_entities + 1);
    for (uint32_t e = 0; e < names->n_entities; e++)
        country[e] = name_words_country(
            &words, name_key(tmp, rules, &words, names->entities[e].label));
    for (uint32_t i = 0; i < names->n_mentions; i++) {
        const mention *m = &names->mentions[i];
        if (names->entities[m->entity].kind == ENTITY_PLACE && !country[m->entity])
            job->town_kinds[m->entity] |= called(&job->in->texts[m->at.article], m);
    }
    arena_release(tmp);
}

// For each article and kind of town the place of that kind that it names most.
static void find_main_towns(compare_job *job)
{
    const names_result *names = &job->facts->names;
    arena *tmp = arena_sub(job->tmp);
    uint32_t *counts = arena_array(tmp, uint32_t, names->n_entities + 1);
    job->main_towns =
        arena_array(job->tmp, uint32_t, job->in->n_articles * TOWN_KINDS + 1);
    memset(job->main_towns, 0xff, job->in->n_articles * TOWN_KINDS * sizeof(uint32_t));
    for (uint32_t a = 0; a < job->in->n_articles; a++) {
        uint32_t *best = &job->main_towns[(size_t)a * TOWN_KINDS];
        for (uint32_t i = names->first_of[a]; i < names->first_of[a + 1]; i++) {
            uint32_t e = names->mentions[i].entity;
            counts[e]++;
            for (uint32_t k = 0; k < TOWN_KINDS; k++)
                if ((job->town_kinds[e] >> k & 1) &&
                    (best[k] == FACTS_NONE || counts[e] > counts[best[k]]))
                    best[k] = e;
        }
        for (uint32_t i = names->first_of[a]; i < names->first_of[a + 1]; i++)
            counts[names->mentions[i].entity] = 0;
    }
    arena_release(tmp);
}

// The last mention before token t of a place of that kind, not far away.
static uint32_t nearest_town(const compare_job *job, uint32_t of, uint32_t t,
                             uint32_t kind)
{
    const names_result *names = &job->facts->names;
    uint32_t low = names->first_of[of], high = names->first_of[of + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (names->mentions[mid].at.last > t)
            high = mid;
        else
            low = mid + 1;
    }
    for (uint32_t i = low; i-- > names->first_of[of];) {
        const mention *m = &names->mentions[i];
        if (t - m->at.last > TOWN_REACH)
            break;
        if (job->town_kinds[m->entity] & kind)
            return m->entity;
    }
    return FACTS_NONE;
}

// "the rebels' last stronghold": one place, as "a stronghold" is not.
static bool is_their_last(const text *x, uint32_t t)
{
    return t > 1 && (text_is(x, t - 1, "last") || text_is(x, t - 1, "final")) &&
           !text_is(x, t - 2, "a");
}

/* What "the town" stands for: the last place before it that is called a town anywhere in
 * the pile; where none is near, the one that the article names most. */
uint32_t town_meant(const compare_job *job, uint32_t of, uint32_t t)
{
    const text *x = &job->in->texts[of];
    uint32_t kind = town_kind(x->tokens[t].folded);
    // only "the town": "a town" is another one, "the town of X" is named itself
    bool definite = t > 0 && slice_eq(x->tokens[t - 1].folded, SLICE("the"));
    if (text_is(x, t, "stronghold") || text_is(x, t, "bastion"))
        definite = is_their_last(x, t);
    bool named = t + 1 < x->n_tokens && slice_eq(x->tokens[t + 1].folded, SLICE("of"));
    if (!kind || !definite || named)
        return FACTS_NONE;
    uint32_t nearest = nearest_town(job, of, t, kind), bit = 0;
    while (!(kind >> bit & 1))
        bit++;
    return nearest != FACTS_NONE ? nearest
                                 : job->main_towns[(size_t)of * TOWN_KINDS + bit];
}

/* Views
 * ---------------------------------------------------------------------------------------
 */

typedef struct {
    sense what;
    uint32_t order; // in the text
} verb_seen;

typedef struct {
    VEC(uint64_t) terms;
    VEC(verb_seen) verbs;
    VEC(uint32_t) entities;
} view_lists;

static bool is_stop(const token *w)
{
    return w->kind == TOKEN_PUNCT &&
           (slice_eq(w->folded, SLICE(".")) || slice_eq(w->folded, SLICE(";")) ||
            slice_eq(w->folded, SLICE(",")));
}

bool is_negated_at(const text *t, uint32_t i, uint32_t first, bool *open)
{
    *open = false;
    for (uint32_t k = 1; k <= SUBJECT_REACH && i >= first + k; k++) {
        const token *w = &t->tokens[i - k];
        if (is_stop(w))
            break;
        if (w->kind != TOKEN_WORD || !is_negation(w->folded))
            continue;
        if (is_knowing(t->tokens[i - k + 1].folded)) {
            *open = true;
            return false;
        }
        bool subject = slice_eq(w->folded, SLICE("no")) ||
                       slice_eq(w->folded, SLICE("none")) ||
                       slice_eq(w->folded, SLICE("nobody"));
        if (k <= NEGATION_REACH || subject)
            return true;
    }
    return false;
}

// "to capture" is not said to have happened, "to have captured" is.
static bool is_unreal_at(const text *t, uint32_t i)
{
    bool have = i + 1 < t->n_tokens && slice_eq(t->tokens[i + 1].folded, SLICE("have"));
    bool to = slice_eq(t->tokens[i].folded, SLICE("to"));
    return t->tokens[i].kind == TOKEN_WORD && is_unreal(t->tokens[i].folded) &&
           !(to && have);
}

// "Whether" holds for its whole clause, "would" and the like for the verb behind them.
bool is_unreal_before(const text *t, uint32_t i, uint32_t first)
{
    for (uint32_t k = 1; k <= WHETHER_REACH && i >= first + k; k++) {
        if (is_stop(&t->tokens[i - k]))
            return false;
        if (k <= UNREAL_REACH ? is_unreal_at(t, i - k) : text_is(t, i - k, "whether"))
            return true;
    }
    return false;
}

// "a strategic crossing": a determiner before it, and at most one word between.
static bool is_noun(const text *t, uint32_t i, uint32_t first)
{
    static const char *const determiners[] = {"a",   "an",    "its", "that",
                                              "the", "their", "this"};
    for (uint32_t k = 1; k <= 2 && i >= first + k; k++)
        if (IN_LIST(t->tokens[i - k].folded, determiners))
            return k == 1 || !(t->tokens[i - 1].flags & TOKEN_FUNCTION);
    return false;
}

// "it had crossed", "his men had fired": whoever says it speaks of himself.
static bool speaks_of_self(const statement *s, const text *t)
{
    static const char *const own[] = {"he",  "his",  "it",    "its",  "our", "she",
                                      "her", "they", "their", "them", "we"};
    for (uint32_t i = s->content[0].first; i < s->content[0].last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT ||
            slice_eq(t->tokens[i].folded, SLICE("that")))
            continue;
        return IN_LIST(t->tokens[i].folded, own);
    }
    return false;
}

static void add_verb(compare_job *job, const statement *s, const text *t, uint32_t i,
                     uint32_t first, statement_view *v, view_lists *lists)
{
    const token *w = &t->tokens[i];
    bool compound = i > 0 && text_is(t, i - 1, "-");
    bool adjective =
        text_is(t, i + 1, "of") && (text_is(t, i, "free") || text_is(t, i, "clear"));
    if (compound || (!may_be_verb(w->folded) && !adjective) ||
        (is_light_verb(w->folded) && predicate_of(w->folded) == PREDICATE_NONE))
        return;
    if (slice_ends(w->folded, SLICE("ing")) && is_noun(t, i, first))
        return;
    bool open, negated = is_negated_at(t, i, first, &open);
    negated |= text_is(t, i + 1, "nothing") || text_is(t, i + 1, "nobody");
    sense one = {.stem = stem_of(w->folded)};
    // "denied that it had not …" is rare; "said it was not true that" is denied and
    // negated once
    one.negative = negated || s->stance == STANCE_DENIES;
    one.said = !one.negative;
    one.unreal =
        one.said && (open || s->stance == STANCE_HEDGES || is_unreal_before(t, i, first));
    vec_push(job->tmp, &lists->verbs, (verb_seen){one, i});
    uint8_t *says = &v->says[predicate_of(w->folded)];
    if (one.said && *says == NOT_SAID)
        *says = one.unreal ? SAID_UNREAL : SAID;
}

static void view_token(compare_job *job, const statement *s, const text *t, uint32_t i,
                       uint32_t first, statement_view *v, view_lists *lists)
{
    const token *w = &t->tokens[i];
    uint32_t e = entity_at(job->facts, s->article, i);
    if (e == FACTS_NONE)
        e = town_meant(job, s->article, i);
    if (e != FACTS_NONE) {
        vec_push(job->tmp, &lists->entities, e);
        vec_push(job->tmp, &lists->terms, hash_mix(0x656e74697479u, e));
        return;
    }
    if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION))
        return;
    vec_push(job->tmp, &lists->terms, stem_of(w->folded));
    add_verb(job, s, t, i, first, v, lists);
}

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

static int by_entity(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static int by_stem(const void *left, const void *right)
{
    const verb_seen *a = left, *b = right;
    if (a->what.stem != b->what.stem)
        return a->what.stem < b->what.stem ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static void take_senses(compare_job *job, statement_view *v, view_lists *lists)
{
    if (lists->verbs.n == 0)
        return;
    qsort(lists->verbs.v, lists->verbs.n, sizeof *lists->verbs.v, by_stem);
    v->senses = arena_array(job->tmp, sense, lists->verbs.n);
    for (uint32_t i = 0; i < lists->verbs.n; i++) {
        const sense *one = &lists->verbs.v[i].what;
        if (v->n_senses == 0 || v->senses[v->n_senses - 1].stem != one->stem)
            v->senses[v->n_senses++] = (sense){.stem = one->stem};
        sense *all = &v->senses[v->n_senses - 1];
        all->unreal |= !all->said && one->unreal;
        all->said |= one->said;
        all->negative |= one->negative;
    }
}

const sense *sense_of(const statement_view *v, uint64_t stem)
{
    uint32_t low = 0, high = v->n_senses;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (v->senses[mid].stem < stem)
            low = mid + 1;
        else
            high = mid;
    }
    return low < v->n_senses && v->senses[low].stem == stem ? &v->senses[low] : NULL;
}

bool has_entity(const statement_view *v, uint32_t e)
{
    return v->n_entities &&
           bsearch(&e, v->entities, v->n_entities, sizeof *v->entities, by_entity);
}

// Nothing but "this was a lie", "the charge": at most one word besides.
static bool is_bare(const statement *s, const text *t, const statement_view *v)
{
    uint32_t n_other = 0;
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t i = s->content[k].first; i < s->content[k].last; i++)
            n_other += t->tokens[i].kind != TOKEN_PUNCT &&
                       !(t->tokens[i].flags & TOKEN_FUNCTION) &&
                       !is_untruth(t->tokens[i].folded);
    return n_other == 0 || (n_other == 1 && v->n_words <= 4);
}

static void take_speakers(compare_job *job, const statement *s, statement_view *v)
{
    VEC(uint32_t) speakers = {0};
    const uint32_t spans[2][2] = {{s->source_first, s->source_last},
                                  {s->full_first, s->full_last}};
    if (s->source_entity != FACTS_NONE)
        vec_push(job->tmp, &speakers, s->source_entity);
    for (int k = 0; k < 2 && !s->own_voice; k++)
        for (uint32_t i = spans[k][0]; i < spans[k][1] && speakers.n < MOST_SPEAKERS;
             i++) {
            uint32_t e = entity_at(job->facts, s->article, i);
            bool known = e == FACTS_NONE;
            for (uint32_t p = 0; p < speakers.n; p++)
                known |= speakers.v[p] == e;
            if (!known)
                vec_push(job->tmp, &speakers, e);
        }
    v->speakers = speakers.v;
    v->n_speakers = speakers.n;
}

static void take_figures(compare_job *job, const statement *s, statement_view *v)
{
    const figures_result *all = &job->facts->figures;
    VEC(uint32_t) figures = {0};
    for (uint32_t k = 0; k < s->n_content; k++) {
        uint32_t low = all->first_of[s->article], end = all->first_of[s->article + 1];
        for (uint32_t high = end; low < high;) {
            uint32_t mid = low + (high - low) / 2;
            if (all->figures[mid].at.first < s->content[k].first)
                low = mid + 1;
            else
                high = mid;
        }
        for (; low < end && all->figures[low].at.first < s->content[k].last &&
               figures.n < MOST_FIGURES;
             low++)
            vec_push(job->tmp, &figures, low);
    }
    v->figures = figures.v;
    v->n_figures = figures.n;
}

static void take_view(compare_job *job, const statement *s, statement_view *v)
{
    const text *t = &job->in->texts[s->article];
    view_lists lists = {0};
    for (uint32_t k = 0; k < s->n_content; k++)
        for (uint32_t i = s->content[k].first; i < s->content[k].last; i++) {
            v->n_words += t->tokens[i].kind != TOKEN_PUNCT;
            view_token(job, s, t, i, s->content[k].first, v, &lists);
        }
    if (lists.terms.n)
        qsort(lists.terms.v, lists.terms.n, sizeof *lists.terms.v, by_number);
    if (lists.entities.n)
        qsort(lists.entities.v, lists.entities.n, sizeof *lists.entities.v, by_entity);
    for (uint32_t i = 0; i < lists.terms.n; i++)
        if (i == 0 || lists.terms.v[i] != lists.terms.v[i - 1])
            lists.terms.v[v->n_terms++] = lists.terms.v[i];
    for (uint32_t i = 0; i < lists.entities.n; i++)
        if (i == 0 || lists.entities.v[i] != lists.entities.v[i - 1])
            lists.entities.v[v->n_entities++] = lists.entities.v[i];
    v->bare = s->stance == STANCE_DENIES && v->n_words > 0 && is_bare(s, t, v);
    v->of_self = s->n_content > 0 && !s->own_voice && speaks_of_self(s, t);
    v->terms = lists.terms.v;
    v->entities = lists.entities.v;
    v->source_head = s->own_voice ? 0 : source_head(job, s);
    take_speakers(job, s, v);
    take_senses(job, v, &lists);
    take_figures(job, s, v);
}

void views_take(compare_job *job)
{
    const uint32_t n = job->facts->statements.n_statements;
    find_towns(job);
    find_main_towns(job);
    job->views = arena_array(job->tmp, statement_view, n + 1);
    for (uint32_t i = 0; i < n; i++)
        take_view(job, statement_at(job, i), &job->views[i]);
}

uint32_t n_shared_terms(const statement_view *a, const statement_view *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n_terms && k < b->n_terms;) {
        uint64_t x = a->terms[i], y = b->terms[k];
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

bool views_name_other_town(const compare_job *job, const statement_view *a,
                           const statement_view *b)
{
    bool in_a = false, in_b = false;
    for (uint32_t i = 0; i < a->n_entities; i++) {
        if (!job->town_kinds[a->entities[i]])
            continue;
        in_a = true;
        if (has_entity(b, a->entities[i]))
            return false;
    }
    for (uint32_t i = 0; i < b->n_entities; i++)
        in_b |= job->town_kinds[b->entities[i]] != 0;
    return in_a && in_b;
}
