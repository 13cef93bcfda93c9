// "Only the oil terminal was working" against "two terminals were open": one of a kind by
// the one, more by the other, in one state.
#include "compare/parts.h"

#include "base/lists.h"

typedef struct {
    uint32_t statement;
    uint64_t noun, state; // what kind of thing; open and working are one state
} only_use;

typedef VEC(only_use) only_vec;

static uint64_t state_at(const text *t, uint32_t i)
{
    static const char *const works[] = {"open", "opened",  "operated", "operating",
                                        "ran",  "running", "worked",   "working"};
    if (i >= t->n_tokens || t->tokens[i].kind != TOKEN_WORD)
        return 0;
    slice w = t->tokens[i].folded;
    if (IN_LIST(w, works))
        return stem_of(SLICE("open"));
    return may_be_verb(w) && !is_light_verb(w) ? stem_of(w) : 0;
}

// The state behind token i: "was working", "had worked".
static uint64_t state_behind(const text *t, uint32_t i, uint32_t last)
{
    static const char *const forms[] = {"are",  "be", "been",  "had", "has",
                                        "have", "is", "still", "was", "were"};
    uint32_t k = i;
    while (k < last && IN_LIST(t->tokens[k].folded, forms))
        k++;
    return k > i && k < last ? state_at(t, k) : 0;
}

// "only the oil terminal [was working]".
static void take_only(const compare_job *job, uint32_t which, only_vec *found)
{
    enum { PHRASE = 4 };
    const statement *s = statement_at(job, which);
    const text *t = &job->in->texts[s->article];
    for (uint32_t p = 0; p < s->n_content; p++)
        for (uint32_t i = s->content[p].first; i + 2 < s->content[p].last; i++) {
            bool only = text_is(t, i, "only") ||
                        (text_is(t, i, "but") && i > 0 && text_is(t, i - 1, "nothing"));
            if (!only || !(text_is(t, i + 1, "the") || text_is(t, i + 1, "one")))
                continue;
            for (uint32_t k = i + 2; k < s->content[p].last && k <= i + 1 + PHRASE; k++) {
                uint64_t state = state_behind(t, k + 1, s->content[p].last);
                bool plural = slice_ends(t->tokens[k].folded, SLICE("s"));
                if (t->tokens[k].kind != TOKEN_WORD ||
                    (t->tokens[k].flags & TOKEN_FUNCTION))
                    break;
                if (!state || plural)
                    continue;
                vec_push(job->tmp, found,
                         (only_use){which, stem_of(t->tokens[k].folded), state});
                break;
            }
        }
}

// "two terminals [were open]", "two of our five terminals".
static void take_several(const compare_job *job, uint32_t which, only_vec *found)
{
    const statement_view *v = &job->views[which];
    const statement *s = statement_at(job, which);
    const text *t = &job->in->texts[s->article];
    for (uint32_t k = 0; k < v->n_figures; k++) {
        const figure *f = &job->facts->figures.figures[v->figures[k]];
        if (f->low < 2 || f->of_at.last <= f->of_at.first)
            continue;
        uint64_t state = state_behind(t, f->of_at.last, t->n_tokens);
        if (state)
            vec_push(
                job->tmp, found,
                (only_use){which, stem_of(t->tokens[f->of_at.last - 1].folded), state});
    }
}

static bool tell(compare_job *job, const only_use *one, const only_use *more)
{
    uint32_t x = one->statement, y = more->statement;
    const statement *a = statement_at(job, x), *b = statement_at(job, y);
    if (one->noun != more->noun || one->state != more->state || same_source(job, x, y) ||
        job->group_of[x] == job->group_of[y] ||
        conflicts_known(job, job->group_of[x], job->group_of[y]) ||
        (a->time.len && b->time.len && !slice_eq(a->time, b->time)))
        return false;
    slice who = statement_source(job, x), other = statement_source(job, y);
    return conflicts_add(job, job->group_of[x], job->group_of[y], DISAGREE_FIGURES,
                         statement_content(job, x, ABOUT_BYTES),
                         arena_format(job->out, "%.*s says only one, %.*s says more",
                                      (int)who.len, who.ptr, (int)other.len, other.ptr));
}

void only_find(compare_job *job)
{
    for (uint32_t st = 0; st < job->in->stories->n_stories; st++) {
        const story *here = &job->in->stories->stories[st];
        only_vec one = {0}, more = {0};
        for (uint32_t a = 0; a < here->n_articles; a++) {
            const uint32_t *first = &job->facts->statements.first_of[here->articles[a]];
            for (uint32_t i = first[0]; i < first[1]; i++) {
                if (statement_at(job, i)->own_voice ||
                    statement_at(job, i)->stance == STANCE_DENIES)
                    continue;
                take_only(job, i, &one);
                take_several(job, i, &more);
            }
        }
        for (uint32_t i = 0; i < one.n; i++) {
            uint32_t n_told = 0;
            for (uint32_t k = 0; k < more.n && k < MOST_COMPARED && n_told < MOST_FOR_ONE;
                 k++)
                n_told += tell(job, &one.v[i], &more.v[k]);
        }
    }
}
