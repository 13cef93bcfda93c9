// The labeller's weights: those that are built in, or a file of the user's, mapped.
#include "facts/advice.h"
#include "run/map.h"
#include "run/run.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    void *at;
    size_t len;
} mapping;

static void unmap(void *what)
{
    mapping *m = what;
    munmap(m->at, m->len);
}

bool run_map_file(arena *out, const char *path, slice *bytes)
{
    int file = open(path, O_RDONLY | O_NONBLOCK);
    if (file < 0)
        return false;
    struct stat about;
    bool good = fstat(file, &about) == 0;
    if (good && !S_ISREG(about.st_mode)) {
        errno = EINVAL;
        good = false;
    }
    *bytes = (slice){"", 0};
    if (good && about.st_size > 0) {
        mapping *m = arena_new(out, mapping);
        m->len = (size_t)about.st_size;
        m->at = mmap(NULL, m->len, PROT_READ, MAP_PRIVATE, file, 0);
        good = m->at != MAP_FAILED;
        if (good) {
            arena_defer(out, unmap, m);
            *bytes = slice_of(m->at, m->len);
        }
    }
    int why = errno;
    close(file);
    errno = why;
    return good;
}

stemma_status run_open_model(stemma_run *run, const char *path, stemma_error *error)
{
    const char *why;
    slice bytes = label_built_in();
    if (path && !run_map_file(&run->mem, path, &bytes))
        return run_error(error, STEMMA_ERROR_READ, 0, "%s: %s", path, strerror(errno));
    if (bytes.len == 0) // built without weights, or asked for none: rules alone
        return STEMMA_OK;
    if (!label_model_read(&run->model, bytes, &why))
        return run_error(error, STEMMA_ERROR_INPUT, 0, "%s: %s",
                         path ? path : "the built-in weights", why);
    run->has_model = true;
    return STEMMA_OK;
}

/* The model has learned English; where a language is not told, the text may be short. */
static bool is_english(const article *a)
{
    return a->language.len == 0 || slice_starts(a->language, SLICE("en"));
}

static void label_article(void *arg, size_t i, arena *own)
{
    stemma_run *run = arg;
    if (!is_english(&run->articles[i]))
        return;
    arena *tmp = arena_sub(own);
    label_attributions found = {0};
    const text *t = &run->texts[i];
    uint8_t *advice = arena_array(tmp, uint8_t, (size_t)t->n_tokens + 1);
    advice_give(tmp, &run->words, t, run->articles[i].dateline.end, advice);
    label_find(tmp, &run->model, t, advice, &found);
    run->labels[i].n = run->labels[i].cap = found.n;
    run->labels[i].v = arena_copy(own, found.v, found.n * sizeof *found.v);
    arena_release(tmp);
}

bool run_label(stemma_run *run)
{
    if (!run->has_model)
        return true;
    lexicon_init(&run->words, &run->mem);
    run->labels = arena_array(&run->mem, label_attributions, (size_t)run->n_articles + 1);
    return run_each(run, "labels", run->n_articles, label_article, run);
}
