// The labeller is taught and scored.
#include "run/train.h"

#include "label/weights.h"
#include "stemma/train.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const stemma_training *training;
    stemma_sink sink;
    void *ctx;
    stemma_error *error;
    stemma_status status;
    arena *mem;
} training_job;

static bool show(void *ctx, const char *step, uint32_t done, uint32_t total)
{
    const stemma_training *t = ctx;
    return !t->progress || t->progress(t->progress_ctx, step, done, total);
}

/* Weights where a model can read them: at a multiple of 64. */
static slice aligned(arena *out, slice bytes)
{
    char *room = arena_alloc(out, bytes.len + WEIGHTS_ALIGN);
    room += (WEIGHTS_ALIGN - (uintptr_t)room % WEIGHTS_ALIGN) % WEIGHTS_ALIGN;
    memcpy(room, bytes.ptr, bytes.len);
    return slice_of(room, bytes.len);
}

static label_score score_of(arena *tmp, const label_model *m, lesson_list on)
{
    label_score score = {0};
    for (uint32_t i = 0; i < on.n; i++) {
        arena *own = arena_sub(tmp);
        label_attributions found = {0};
        label_find(own, m, &on.lessons[i]->t, on.lessons[i]->advice, &found);
        label_score_add(own, &score, on.lessons[i], &found);
        arena_release(own);
    }
    return score;
}

static slice notes_of(arena *out, const lesson_list *taught, const lesson_list *on,
                      const char *where, const label_score *s)
{
    static const char *const parts[] = {"source", "cue", "content"};
    buf b;
    buf_init(&b, out);
    buf_printf(&b,
               "learned from: PolNeAR (attributions in US news, 2016), train, %u "
               "articles; tags and trees by CoreNLP\n",
               taught->n);
    if (on->n)
        buf_printf(&b, "scored on: %s, %u articles, on tokens\n", where, on->n);
    for (label_part p = PART_SOURCE; on->n && p < N_PARTS; p++)
        buf_printf(&b, "%s: exact F1 %.1f, Jaccard %.1f\n", parts[p],
                   100 * label_f1(s->right[p], s->found[p], s->gold[p]),
                   s->covered[p] ? 100 * (double)s->shared[p] / (double)s->covered[p]
                                 : 0);
    if (on->n)
        buf_printf(&b, "triples: F1 %.1f\n",
                   100 * label_f1(s->triples_right, s->triples_found, s->triples_gold));
    return buf_slice(&b);
}

static void train(void *arg)
{
    training_job *job = arg;
    const stemma_training *t = job->training;
    slice folder = slice_of_str(t->folder);
    lesson_set set = {0}, dev = {0};
    job->status = lessons_read(job->mem, folder, "train", &set, job->error);
    if (job->status)
        return;
    lesson_list taught = {arena_array(job->mem, lesson *, (size_t)set.lessons.n + 1), 0};
    lesson_list on = {arena_array(job->mem, lesson *, (size_t)set.lessons.n + 1), 0};
    for (uint32_t i = 0; i < set.lessons.n; i++) {
        bool aside = t->keep_aside && i % t->keep_aside == t->keep_aside / 2;
        lesson_list *to = aside ? &on : &taught;
        ((lesson **)to->lessons)[to->n++] = set.lessons.v[i];
    }
    label_model learned;
    if (!learn_model(job->mem, taught, &set.tags, &learn_usual, show, (void *)t,
                     &learned)) {
        job->status = run_error(job->error, STEMMA_ERROR_ARGUMENT, 0, "stopped");
        return;
    }
    if (!t->keep_aside && !lessons_read(job->mem, folder, "dev", &dev, NULL))
        on = (lesson_list){dev.lessons.v, dev.lessons.n};
    slice bytes = aligned(job->mem, label_model_write(job->mem, &learned));
    label_model shipped;
    const char *why;
    if (!label_model_read(&shipped, bytes, &why)) {
        job->status = run_error(job->error, STEMMA_ERROR_INPUT, 0, "%s", why);
        return;
    }
    label_score score = score_of(job->mem, &shipped, on);
    learned.notes =
        notes_of(job->mem, &taught, &on,
                 t->keep_aside ? "a part of train kept aside" : "PolNeAR dev", &score);
    bytes = label_model_write(job->mem, &learned);
    if (!job->sink(job->ctx, bytes.ptr, bytes.len))
        job->status = run_error(job->error, STEMMA_ERROR_WRITE, 0, "not written");
}

stemma_status stemma_train(const stemma_training *training, stemma_sink sink, void *ctx,
                           stemma_error *error)
{
    if (!training || !training->folder || !sink)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no folder or no sink");
    arena mem;
    arena_init(&mem);
    training_job job = {
        .training = training, .sink = sink, .ctx = ctx, .error = error, .mem = &mem};
    if (!arena_guard(&mem, train, &job))
        job.status = run_out_of_memory(error);
    arena_deinit(&mem);
    return job.status;
}

bool stemma_train_notes(const void *bytes, size_t len, char to[4096])
{
    const char *why = "no weights are built in";
    slice weights = bytes ? slice_of(bytes, len) : label_built_in(), says;
    bool ok = weights.len && label_notes_read(weights, &says, &why);
    if (!ok)
        says = slice_of_str(why);
    size_t n = says.len < 4095 ? says.len : 4095;
    memcpy(to, says.ptr, n);
    to[n] = 0;
    return ok;
}
