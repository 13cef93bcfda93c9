// The lessons in their order. What a later step learns from was made by earlier steps
// that had not seen the article: each fifth of the articles by a model of the other four.
#include "label/learn.h"

const learn_plan learn_usual = {.sift_taught = 0.99f,
                                .sift_found = 0.96f,
                                .tag_rounds = 5,
                                .parse_rounds = 5,
                                .span_rounds = 8,
                                .link_rounds = 6,
                                .span_rows = 425000,
                                .rate = 0.05f,
                                .drop = 136,
                                .judge_rows = 120000,
                                .judge_rounds = 8,
                                .judge_drop = 96,
                                .judge_rate = 0.05f,
                                .least = {0.3f, 0.27f, 0.3f},
                                .share = 0.4f};

enum { FOLDS = 4 };

typedef struct {
    lesson_list all;
    const learn_plan *plan;
    label_model *m;
    learn_progress progress;
    void *ctx;
    uint32_t done;
} school;

static bool go_on(school *s, const char *step)
{
    enum { STEPS = 2 * FOLDS + 5 };
    return !s->progress || s->progress(s->ctx, step, s->done++, STEPS);
}

/* The lessons of fold k, or all the others. */
static lesson_list fold(arena *out, lesson_list all, uint32_t k, bool others)
{
    lesson **v = arena_array(out, lesson *, (size_t)all.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 0; i < all.n; i++)
        if ((i % FOLDS == k) != others)
            v[n++] = all.lessons[i];
    return (lesson_list){v, n};
}

static bool learn_trees(school *s, arena *out)
{
    for (uint32_t k = 0; k < FOLDS; k++) {
        if (!go_on(s, "trees"))
            return false;
        arena *tmp = arena_sub(out);
        learn_parser(tmp, fold(tmp, s->all, k, true), s->plan->parse_rounds,
                     &s->m->parser);
        lesson_list held = fold(tmp, s->all, k, false);
        for (uint32_t i = 0; i < held.n; i++)
            label_trees(out, s->m, &held.lessons[i]->t, &held.lessons[i]->work);
        arena_release(tmp);
    }
    if (!go_on(s, "trees"))
        return false;
    learn_parser(out, s->all, s->plan->parse_rounds, &s->m->parser);
    return true;
}

/* What the later steps see of the lessons is what a sifter leaves that has not seen
 * them. */
static bool learn_what_to_keep(school *s, arena *out)
{
    if (!go_on(s, "sift"))
        return false;
    arena *tmp = arena_sub(out);
    float **worth = arena_array(tmp, float *, (size_t)s->all.n + 1);
    for (uint32_t k = 0; k < FOLDS; k++) {
        linear one;
        learn_sift(tmp, fold(tmp, s->all, k, true), &one);
        for (uint32_t i = k; i < s->all.n; i += FOLDS) {
            const lesson *l = s->all.lessons[i];
            worth[i] = arena_array(tmp, float, (size_t)l->t.n_sentences + 1);
            for (uint32_t z = 0; z < l->t.n_sentences; z++)
                worth[i][z] =
                    sift_sentence(&one, &l->t, l->work.looks, l->work.advice, z);
        }
    }
    sifter *sift = &s->m->sift;
    learn_sift(out, s->all, &sift->weights);
    sift->least = sift_least(tmp, s->all, worth, s->plan->sift_found);
    float least = sift_least(tmp, s->all, worth, s->plan->sift_taught);
    for (uint32_t i = 0; i < s->all.n; i++) {
        lesson *l = s->all.lessons[i];
        for (uint32_t z = 0; z < l->t.n_sentences; z++) {
            const sentence *at = &l->t.sentences[z];
            l->work.keep[z] = worth[i][z] >= least;
            for (uint32_t t = at->first; t < at->last && !l->work.keep[z]; t++)
                l->work.tags[t] = MAX_TAGS;
        }
    }
    arena_release(tmp);
    return true;
}

/* The mean of the folds' models: together they have seen every article, and it does a
 * little better than one model of all of them. */
static void mean_of(arena *out, const span_model *folds, uint32_t n_rows, span_model *to)
{
    *to = (span_model){0};
    linear_open(&to->weights, out, n_rows, N_LABELS, CHAIN_WIDTH);
    for (uint32_t k = 0; k < FOLDS; k++) {
        for (size_t i = 0; i < (size_t)n_rows * CHAIN_WIDTH; i++)
            to->weights.live[i] += folds[k].weights.live[i] / FOLDS;
        for (uint32_t a = 0; a < N_LABELS; a++)
            for (uint32_t b = 0; b < CHAIN_WIDTH; b++)
                to->steps.step[a][b] += folds[k].steps.step[a][b] / FOLDS;
    }
    chain_forbid(&to->steps);
}

/* A span model for each fold, of the other folds' lessons; what it makes of its own is
 * what the judge learns from. */
static bool learn_fields(school *s, arena *out)
{
    arena *tmp = arena_sub(out);
    span_model spans[FOLDS];
    lesson_list held[FOLDS];
    const learn_plan *p = s->plan;
    bool go = true;
    for (uint32_t k = 0; go && k < FOLDS; k++) {
        go = go_on(s, "spans");
        held[k] = fold(tmp, s->all, k, false);
        if (go)
            learn_spans(tmp, fold(tmp, s->all, k, true), p->span_rows, p->span_rounds,
                        p->rate, p->drop, &spans[k]);
    }
    go = go && go_on(s, "judge");
    if (go) {
        learn_judge(out, held, spans, FOLDS, p, &s->m->judge);
        mean_of(out, spans, p->span_rows, &s->m->spans);
    }
    arena_release(tmp);
    return go;
}

bool learn_model(arena *out, lesson_list from, const tag_names *tags,
                 const learn_plan *plan, learn_progress progress, void *ctx,
                 label_model *to)
{
    *to = (label_model){.tags = *tags};
    for (uint32_t k = 0; k < tags->n; k++)
        to->is_verb[k] = tags->names[k][0] == 'V';
    school s = {.all = from, .plan = plan, .m = to, .progress = progress, .ctx = ctx};
    if (!go_on(&s, "tags"))
        return false;
    for (uint32_t i = 0; i < from.n; i++)
        label_work_open(out, &from.lessons[i]->t, from.lessons[i]->advice,
                        &from.lessons[i]->work);
    learn_tags(out, from, tags->n, plan->tag_rounds, &to->tagger);
    for (uint32_t i = 0; i < from.n; i++)
        label_tags(to, &from.lessons[i]->t, &from.lessons[i]->work);
    if (!learn_trees(&s, out) || !learn_what_to_keep(&s, out) || !learn_fields(&s, out) ||
        !go_on(&s, "links"))
        return false;
    learn_links(out, from, plan->link_rounds, &to->links);
    return true;
}
