// The lessons in their order. What a later step learns from was made by earlier steps
// that had not seen the article: each fifth of the articles by a model of the other four.
#include "label/learn.h"

const learn_plan learn_usual = {.tag_rounds = 5,
                                .parse_rounds = 5,
                                .span_rounds = 10,
                                .link_rounds = 6,
                                .span_bits = 17,
                                .rate = 0.03f,
                                .drop = 128,
                                .lean = {0.3f, 0.3f, 0.3f}};

enum { FOLDS = 5 };

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

static void learn_pass(const school *s, arena *out, lesson_list from, span_model *to)
{
    learn_spans(out, from, s->plan->span_bits, s->plan->span_rounds, s->plan->rate,
                s->plan->drop, to);
}

/* Pass one of each fold gives the hints of its articles. */
static bool learn_first(school *s, arena *out)
{
    if (!go_on(s, "spans"))
        return false;
    learn_pass(s, out, s->all, &s->m->first);
    label_work *hinted = arena_array(out, label_work, (size_t)s->all.n + 1);
    for (uint32_t k = 0; k < FOLDS; k++) {
        if (!go_on(s, "spans"))
            return false;
        arena *tmp = arena_sub(out);
        span_model m;
        learn_pass(s, tmp, fold(tmp, s->all, k, true), &m);
        for (uint32_t i = k; i < s->all.n; i += FOLDS) {
            hinted[i] = s->all.lessons[i]->work;
            label_hints(out, &m, &s->all.lessons[i]->t, &hinted[i]);
        }
        arena_release(tmp);
    }
    for (uint32_t i = 0; i < s->all.n; i++)
        s->all.lessons[i]->work = hinted[i];
    return true;
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
        label_work_open(out, &from.lessons[i]->t, &from.lessons[i]->work);
    learn_tags(out, from, tags->n, plan->tag_rounds, &to->tagger);
    for (uint32_t i = 0; i < from.n; i++)
        label_tags(to, &from.lessons[i]->t, &from.lessons[i]->work);
    if (!learn_trees(&s, out) || !learn_first(&s, out) || !go_on(&s, "spans"))
        return false;
    learn_pass(&s, out, from, &to->second);
    for (uint32_t k = 1; k < N_LABELS; k++)
        to->second.lean[k] = plan->lean[label_part_of(k)];
    if (!go_on(&s, "links"))
        return false;
    learn_links(out, from, plan->link_rounds, &to->links);
    return true;
}
