// Conflicts by opposed states: what one says was withdrawn stands by another's word.
//
//   statement ─► poles      axis, sign, and the words near by: what it is of
//             ─► near by    opposite poles within a few statements of one article
//             ─► elsewhere  opposite poles of one story that are of one thing
#include "compare/opposed.h"
#include "compare/parts.h"

#include "base/lists.h"
#include "facts/period.h"

#include <stdlib.h>

enum {
    MOST_POLES = 6,     // of one statement
    MOST_OPPOSED = 100, // statements of the other pole that one is compared with
    MOST_OF = 8,        // words that tell what a pole is of
    OF_REACH = 10,      // tokens
    NEAR_BY = 6,        // statements
    SHORT = 2,          // words that a pole is of: "we have withdrawn nothing"
    LEAST_SHARED = 2,
};

typedef struct {
    axis on;
    int sign;
    uint64_t of[MOST_OF];
    uint32_t n_of;
} pole;

typedef struct {
    pole *poles;
    uint32_t n;
} pole_list;

typedef struct {
    compare_job *job;
    opposed words;
    pole_list *of; // of each statement
} finder;

/* Poles
 * ------------------------------------------------------------------------------------ */

static void take_of(const finder *f, const statement *s, const text *t, token_span piece,
                    uint32_t at, pole *p)
{
    uint32_t first = at > piece.first + OF_REACH ? at - OF_REACH : piece.first;
    uint32_t last = at + OF_REACH + 1 < piece.last ? at + OF_REACH + 1 : piece.last;
    for (uint32_t i = first; i < last && p->n_of < MOST_OF; i++) {
        const token *w = &t->tokens[i];
        int sign;
        if (w->sentence != t->tokens[at].sentence || i == at)
            continue;
        uint32_t e = entity_at(f->job->facts, s->article, i);
        if (e == FACTS_NONE)
            e = town_meant(f->job, s->article, i);
        if (e != FACTS_NONE) {
            p->of[p->n_of++] = hash_mix(0x656e74697479u, e);
            continue;
        }
        if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION) ||
            is_light_verb(w->folded) || opposed_is_anybody(w->folded) ||
            is_negation(w->folded) || opposed_at(&f->words, t, i, 0, &sign) != AXIS_NONE)
            continue;
        p->of[p->n_of++] = opposed_thing(&f->words, w->folded);
    }
}

// "the air strike", "killed in an air strike": spoken of, not said to have been.
static bool is_in_passing(const text *t, uint32_t i)
{
    static const char *const nouns[] = {"airstrike", "airstrikes", "raid",
                                        "raids",     "strike",     "strikes"};
    return IN_LIST(t->tokens[i].folded, nouns);
}

// "It is not true that X was taken and there is fighting": the denial ends before "and".
static bool is_beyond_denial(const text *t, token_span piece, uint32_t i)
{
    for (uint32_t k = piece.first; k + 1 < i; k++)
        if (text_is(t, k, "and") &&
            (text_is(t, k + 1, "there") || text_is(t, k + 1, "that")))
            return true;
    return false;
}

// "Potential clashes".
static bool is_supposed(const text *t, uint32_t i)
{
    static const char *const words[] = {"alleged",   "feared",   "likely",    "possible",
                                        "potential", "supposed", "threatened"};
    return i > 0 && IN_LIST(t->tokens[i - 1].folded, words);
}

static void take_pole(const finder *f, const statement *s, const text *t,
                      token_span piece, uint32_t i, pole_list *to)
{
    int sign;
    axis on;
    for (uint32_t nth = 0; (on = opposed_at(&f->words, t, i, nth, &sign)) != AXIS_NONE;
         nth++) {
        bool open, negated = is_negated_at(t, i, piece.first, &open);
        negated |= text_is(t, i + 1, "nothing") || text_is(t, i + 1, "nobody");
        if (text_is(t, i, "changed")) // "nothing had changed": the pole itself
            negated = false;
        if (open || is_supposed(t, i) || s->stance == STANCE_HEDGES ||
            is_unreal_before(t, i, piece.first) || to->n == MOST_POLES ||
            (on == AXIS_BOMBED && s->stance != STANCE_DENIES && is_in_passing(t, i)))
            continue;
        pole *p = &to->poles[to->n++];
        *p = (pole){.on = on, .sign = sign};
        bool denied = s->stance == STANCE_DENIES && !is_beyond_denial(t, piece, i);
        if (negated != denied)
            p->sign = -sign;
        take_of(f, s, t, piece, i, p);
    }
}

static void take_poles(finder *f)
{
    compare_job *job = f->job;
    uint32_t n = job->facts->statements.n_statements;
    f->of = arena_array(job->tmp, pole_list, n + 1);
    pole room[MOST_POLES];
    for (uint32_t i = 0; i < n; i++) {
        const statement *s = statement_at(job, i);
        const text *t = &job->in->texts[s->article];
        pole_list found = {room, 0};
        if (s->own_voice || s->source_last <= s->source_first)
            continue;
        for (uint32_t k = 0; k < s->n_content; k++)
            for (uint32_t x = s->content[k].first; x < s->content[k].last; x++)
                take_pole(f, s, t, s->content[k], x, &found);
        if (!found.n)
            continue;
        f->of[i].poles = arena_array(job->tmp, pole, found.n);
        memcpy(f->of[i].poles, room, found.n * sizeof *room);
        f->of[i].n = found.n;
    }
}

/* Judging
 * ------------------------------------------------------------------------------------ */

// How many of the things that the one is of the other is of, too.
static uint32_t n_in_common(const pole *a, const pole *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->n_of; i++) {
        bool same = false;
        for (uint32_t k = 0; k < b->n_of; k++)
            same |= a->of[i] == b->of[k];
        n += same;
    }
    return n;
}

// Two voices of one side, or of one party: no disagreement by these words alone.
static bool is_one_voice(const compare_job *job, uint32_t x, uint32_t y)
{
    const statement_view *a = &job->views[x], *b = &job->views[y];
    for (uint32_t i = 0; i < a->n_speakers; i++)
        for (uint32_t k = 0; k < b->n_speakers; k++)
            if (a->speakers[i] == b->speakers[k])
                return true;
    return same_source(job, x, y);
}

static bool times_fit(const compare_job *job, uint32_t x, uint32_t y, axis on)
{
    slice a = statement_at(job, x)->time, b = statement_at(job, y)->time;
    period p, q;
    return (opposed_flags(on) & AXIS_LASTS) || !period_parse(a, &p) ||
           !period_parse(b, &q) || (p.first <= q.last && q.first <= p.last);
}

static bool is_terse(const compare_job *job, uint32_t i, const pole *p)
{
    return p->n_of <= SHORT || statement_at(job, i)->stance == STANCE_DENIES;
}

// The poles by which the two cannot both hold, or NULL.
static const pole *opposite(const finder *f, uint32_t x, uint32_t y, bool near)
{
    const compare_job *job = f->job;
    for (uint32_t i = 0; i < f->of[x].n; i++)
        for (uint32_t k = 0; k < f->of[y].n; k++) {
            const pole *p = &f->of[x].poles[i], *q = &f->of[y].poles[k];
            if (p->on != q->on || p->sign == q->sign || !times_fit(job, x, y, p->on))
                continue;
            uint32_t one = n_in_common(p, q);
            bool loose = opposed_flags(p->on) & AXIS_IS_LOOSE;
            bool both = one >= LEAST_SHARED ||
                        n_shared_terms(&job->views[x], &job->views[y]) >= LEAST_SHARED;
            bool terse = loose && (is_terse(job, x, p) || is_terse(job, y, q) ||
                                   p->on >= AXIS_AIRCRAFT);
            if (near ? one || terse : one && both)
                return p;
        }
    return NULL;
}

static bool tell(finder *f, uint32_t x, uint32_t y, bool near)
{
    compare_job *job = f->job;
    uint32_t group_x = job->group_of[x], group_y = job->group_of[y];
    if (!f->of[x].n || !f->of[y].n || group_x == group_y ||
        conflicts_known(job, group_x, group_y) || is_one_voice(job, x, y) ||
        views_name_other_town(job, &job->views[x], &job->views[y]))
        return false;
    const pole *p = opposite(f, x, y, near);
    if (!p)
        return false;
    bool denial = statement_at(job, x)->stance == STANCE_DENIES ||
                  statement_at(job, y)->stance == STANCE_DENIES;
    slice who = statement_source(job, x), other = statement_source(job, y);
    return conflicts_add(
        job, group_x, group_y, denial ? DISAGREE_DENIAL : DISAGREE_POLARITY,
        statement_content(job, x, ABOUT_BYTES),
        arena_format(job->out, "%.*s says %s, %.*s says %s", (int)who.len, who.ptr,
                     opposed_words(p->on, p->sign), (int)other.len, other.ptr,
                     opposed_words(p->on, -p->sign)));
}

static void find_near(finder *f)
{
    const compare_job *job = f->job;
    uint32_t n = job->facts->statements.n_statements;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && k <= i + NEAR_BY; k++) {
            if (statement_at(job, k)->article != statement_at(job, i)->article)
                break;
            tell(f, i, k, true);
        }
}

typedef VEC(uint32_t) list;

static void find_elsewhere(finder *f, const story *one, axis on)
{
    const compare_job *job = f->job;
    list sides[2] = {{0}, {0}};
    for (uint32_t a = 0; a < one->n_articles; a++) {
        const uint32_t *first = &job->facts->statements.first_of[one->articles[a]];
        for (uint32_t i = first[0]; i < first[1]; i++)
            for (uint32_t k = 0; k < f->of[i].n; k++)
                if (f->of[i].poles[k].on == on) {
                    list *side = &sides[f->of[i].poles[k].sign > 0];
                    if (!side->n || *vec_last(side) != i)
                        vec_push(job->tmp, side, i);
                }
    }
    for (uint32_t i = 0; i < sides[0].n; i++) {
        uint32_t n_told = 0;
        for (uint32_t k = 0; k < sides[1].n && k < MOST_OPPOSED && n_told < MOST_FOR_ONE;
             k++)
            n_told += tell(f, sides[0].v[i], sides[1].v[k], false);
    }
}

void opposites_find(compare_job *job)
{
    finder f = {.job = job};
    opposed_init(job->tmp, &f.words);
    take_poles(&f);
    find_near(&f);
    for (uint32_t st = 0; st < job->in->stories->n_stories; st++)
        for (axis on = AXIS_STANDS; on <= AXIS_LAST; on++)
            find_elsewhere(&f, &job->in->stories->stories[st], on);
}
