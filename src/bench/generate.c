/* stemma_bench_generate(): options, the loop over the pile, the files. */
#include "bench/outcome.h"
#include "bench/trees.h"

#include "base/workers.h"
#include "bench/frames.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 128, CHUNKS = 32 };
#define MOST_ARTICLES (1ull << 40)

typedef struct {
    const stemma_bench_pile *options;
    arena *all; // as long as the call
    pile pile;
    lexicon words;
    base_file base;
    outcome done;
} job;

static bool fail(job *j, stemma_status status, slice message)
{
    return outcome_fail(&j->done, status, message);
}

/* "0.25" in parts of a million; no floating point, no locale. */
static bool read_share(slice text, uint32_t *share)
{
    uint64_t n = 0, scale = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '.' && !scale && text.len > 1) {
            scale = MILLION;
        } else if (c >= '0' && c <= '9' && n < 1000000) {
            if (scale == 1)
                return false;
            n = n * 10 + (uint64_t)(c - '0');
            scale /= scale ? 10 : 1;
        } else {
            return false;
        }
    }
    n *= scale ? scale : MILLION;
    *share = (uint32_t)n;
    return text.len > 0 && n <= MILLION;
}

static bool read_count(slice text, uint32_t *n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9' || value > 100000)
            return false;
        value = value * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    *n = (uint32_t)value;
    return text.len > 0;
}

static bool next_item(slice *rest, slice *item)
{
    if (rest->len == 0)
        return false;
    size_t comma = slice_find(*rest, SLICE(","), 0);
    *item = slice_of(rest->ptr, comma);
    size_t skip = comma + (comma < rest->len);
    *rest = slice_of(rest->ptr + skip, rest->len - skip);
    return true;
}

static bool read_list(job *j, const char *what, const char *text,
                      bool (*read)(slice, uint32_t *), uint32_t *to, uint32_t *n)
{
    slice rest = slice_of_str(text), item;
    *n = 0;
    while (next_item(&rest, &item)) {
        if (*n == MOST_SETTINGS || !read(item, &to[*n]))
            return fail(j, STEMMA_ERROR_ARGUMENT,
                        arena_format(j->all, "%s: '%.*s' is no number that fits", what,
                                     (int)item.len, item.ptr));
        ++*n;
    }
    return *n > 0 || fail(j, STEMMA_ERROR_ARGUMENT,
                          arena_format(j->all, "%s: an empty list", what));
}

static uint32_t usual_rate(copy_kind kind)
{
    switch (kind) {
    case KIND_SUBSTITUTION:
        return 200000;
    case KIND_ABRIDGED:
    case KIND_SENTENCES:
        return 500000;
    case KIND_SPLICE:
        return 700000;
    case KIND_INSERTION:
        return 300000;
    case KIND_NOISE:
        return 100000;
    case KIND_NEAR_EQUAL:
        return 10000;
    default:
        return MILLION;
    }
}

static bool takes_rate(copy_kind kind)
{
    return usual_rate(kind) != MILLION;
}

static bool add_choices(job *j, slice item, const uint32_t *rates, uint32_t n_rates)
{
    pile *p = &j->pile;
    size_t equals = slice_find(item, SLICE("="), 0);
    slice name = slice_of(item.ptr, equals);
    copy_kind kind = KIND_SUBSTITUTION;
    while (kind < N_KINDS && !slice_eq_str(name, kind_name(kind)))
        kind++;
    if (kind == N_KINDS)
        return fail(
            j, STEMMA_ERROR_ARGUMENT,
            arena_format(j->all, "no kind '%.*s' of copy", (int)name.len, name.ptr));
    uint32_t own;
    bool has_own = equals < item.len;
    if (has_own &&
        !read_share(slice_of(item.ptr + equals + 1, item.len - equals - 1), &own))
        return fail(j, STEMMA_ERROR_ARGUMENT,
                    arena_format(j->all, "'%.*s': a rate is a number from 0 to 1",
                                 (int)item.len, item.ptr));
    uint32_t n = has_own || !n_rates || !takes_rate(kind) ? 1 : n_rates;
    if (p->n_choices + n > MOST_CHOICES)
        return fail(j, STEMMA_ERROR_ARGUMENT, SLICE("too many kinds and rates"));
    for (uint32_t i = 0; i < n; i++)
        p->choices[p->n_choices++] =
            (choice){kind, has_own                       ? own
                           : n_rates && takes_rate(kind) ? rates[i]
                                                         : usual_rate(kind)};
    return true;
}

static bool read_kinds(job *j)
{
    const stemma_bench_pile *o = j->options;
    uint32_t rates[MOST_SETTINGS], n_rates = 0;
    if (o->rates && !read_list(j, "rates", o->rates, read_share, rates, &n_rates))
        return false;
    slice rest = slice_of_str(o->kinds), item;
    while (next_item(&rest, &item))
        if (!add_choices(j, item, rates, n_rates))
            return false;
    j->pile.news = j->pile.n_choices == 0;
    return true;
}

static bool read_trees(job *j)
{
    const stemma_bench_pile *o = j->options;
    pile *p = &j->pile;
    p->trees = o->trees;
    p->lost = o->lost ? o->lost : 786000;
    p->ancestors = o->ancestors ? o->ancestors : 96000;
    p->undated = o->undated;
    p->misdated = o->misdated;
    if (!read_list(j, "witnesses", o->witnesses ? o->witnesses : "5,10,20,40", read_count,
                   p->witnesses, &p->n_witnesses) ||
        !read_list(j, "second sources", o->seconds ? o->seconds : "0,0.1,0.25",
                   read_share, p->seconds, &p->n_seconds))
        return false;
    for (uint32_t i = 0; i < p->n_witnesses; i++)
        if (p->witnesses[i] < 2 || p->witnesses[i] > MOST_WITNESSES)
            return fail(j, STEMMA_ERROR_ARGUMENT,
                        arena_format(j->all, "witnesses: from 2 to %d in a family",
                                     MOST_WITNESSES));
    if (p->lost > 4 * MILLION || p->ancestors > MILLION || p->undated > MILLION ||
        p->misdated > MILLION)
        return fail(j, STEMMA_ERROR_ARGUMENT, SLICE("a share is above 1"));
    return true;
}

static bool read_options(job *j)
{
    const stemma_bench_pile *o = j->options;
    pile *p = &j->pile;
    *p = (pile){.n = o->n_articles,
                .seed = hash_mix(o->seed, 0x50494c45u),
                .copy_share = o->copy_share ? o->copy_share : 300000,
                .least_words = o->least_words,
                .most_words = o->most_words,
                .prefix = o->prefix ? arena_str(j->all, slice_of_str(o->prefix)) : ""};
    if (!o->folder || !*o->folder)
        return fail(j, STEMMA_ERROR_ARGUMENT, SLICE("no folder to write to"));
    if (o->least_words > o->most_words && o->most_words)
        return fail(j, STEMMA_ERROR_ARGUMENT,
                    SLICE("words: the least is above the most"));
    if (o->copy_share > MILLION || o->n_articles > MOST_ARTICLES)
        return fail(j, STEMMA_ERROR_ARGUMENT, SLICE("a share or number is out of range"));
    return o->trees ? read_trees(j) : read_kinds(j);
}

static void learn_template_words(hash_table *t, const char *text)
{
    while (*text) {
        size_t len = 0;
        while ((text[len] >= 'a' && text[len] <= 'z') || text[len] == '-')
            len++;
        if (len)
            hash_table_put(t, hash_bytes(slice_of(text, len)), NULL);
        text += len ? len : text[0] == '$' && text[1] ? 2 : 1;
    }
}

static void learn_templates(hash_table *t, const char *const *list)
{
    for (; *list; list++)
        learn_template_words(t, *list);
}

/* All words that are no names, as far as our own grammar goes. */
static void learn_ordinary(job *j, hash_table *t)
{
    static const char more[] =
        "i he she it we they this that these those no not either what when if although "
        "as so january february march april may june july august september october "
        "november december monday tuesday wednesday thursday friday saturday sunday "
        "mr mrs ms dr am pm there among our their his her its at more two agency";
    const lexicon *l = &j->words;
    hash_table_init(t, j->all, l->n_all * 2);
    for (uint32_t i = 0; i < l->n_all; i++)
        hash_table_put(t, hash_bytes(l->all[i]), NULL);
    learn_template_words(t, more);
    learn_templates(t, frames_thing);
    learn_templates(t, frames_does);
    learn_templates(t, frames_sentence);
    learn_templates(t, frames_time);
    learn_templates(t, frames_where);
    learn_templates(t, frames_says);
    learn_templates(t, frames_opener);
    learn_templates(t, frames_role);
    for (int b = 0; b < N_BEATS; b++) {
        for (int i = 0; i < N_LEADS; i++)
            learn_template_words(t, frames_lead[b][i]);
        for (int i = 0; i < N_FACTS; i++)
            learn_template_words(t, frames_fact[b][i]);
        word_class *const classes[] = {&j->words.beat_nouns[b], &j->words.beat_verbs[b],
                                       &j->words.beat_adjectives[b]};
        for (size_t c = 0; c < 3; c++)
            for (int f = 0; f < N_FORMS; f++)
                for (uint32_t i = 0; classes[c]->forms[f] && i < classes[c]->n; i++)
                    hash_table_put(t, hash_bytes(classes[c]->forms[f][i]), NULL);
    }
}

static uint32_t count_units(const pile *p, uint64_t block)
{
    block_plan plan;
    plan_block(p, block, &plan);
    uint32_t n = 0;
    for (uint32_t i = 0; i < plan.n; i++)
        n = plan.slots[i].unit + 1u > n ? plan.slots[i].unit + 1u : n;
    return n;
}

/* With a base file every family needs an article of its own there. */
static bool deal_bases(job *j)
{
    pile *p = &j->pile;
    const base_file *f = p->base;
    bool all = p->n == 0;
    if (all) // more than enough; cut below
        p->n = (uint64_t)f->lines.n * 8;
    uint64_t n_blocks = (p->n + BLOCK - 1) / BLOCK, units = 0;
    p->units_before = arena_array(j->all, uint64_t, n_blocks + 1);
    for (uint64_t b = 0; b < n_blocks; b++) {
        p->units_before[b] = units;
        units += count_units(p, b);
        if (units > f->lines.n && all) {
            p->n = b * BLOCK;
            break;
        }
        if (units > f->lines.n)
            return fail(
                j, STEMMA_ERROR_ARGUMENT,
                arena_format(j->all,
                             "%s has %u articles that can be used, too few for so "
                             "large a pile",
                             j->options->base, f->lines.n));
    }
    return p->n > 0 ||
           fail(j, STEMMA_ERROR_ARGUMENT,
                arena_format(j->all, "%s has too few articles", j->options->base));
}

static bool prepare(job *j)
{
    if (!read_options(j))
        return false;
    pile *p = &j->pile;
    lexicon_make(&j->words, j->all);
    world_make(&p->world, &j->words, j->all);
    p->desk = (bench_desk){.w = &p->world,
                           .vocabulary = j->words.all,
                           .n_vocabulary = j->words.n_all,
                           .ordinary = arena_new(j->all, hash_table)};
    learn_ordinary(j, p->desk.ordinary);
    if (j->options->base) {
        slice reason;
        if (!base_file_open(&j->base, j->all, j->options->base, p->least_words,
                            p->most_words, &reason))
            return fail(j, STEMMA_ERROR_READ, reason);
        p->base = &j->base;
        p->desk.vocabulary = j->base.vocabulary;
        p->desk.n_vocabulary = j->base.n_vocabulary;
        p->desk.ordinary = &j->base.ordinary;
        if (!p->trees && !deal_bases(j))
            return false;
    }
    if (p->n == 0)
        return fail(j, STEMMA_ERROR_ARGUMENT, SLICE("no number of articles given"));
    if (p->trees) {
        p->n = trees_count(p, p->n);
        if (p->base && trees_n_families(p) > p->base->lines.n)
            return fail(
                j, STEMMA_ERROR_ARGUMENT,
                arena_format(j->all, "%s has too few articles", j->options->base));
    }
    p->id_digits = 7;
    return true;
}

/* A part of the pile in memory. Its room is used again for the next part: each chunk has
 * an arena of its own, in which one thread at a time works under a guard of its own. */
typedef struct {
    const pile *pile;
    uint64_t first; // position
    uint32_t n;
    arena *own, *tmp;
    pen articles, truth, scratch;
    made_article *made;
} chunk;

static void fill_chunk(void *arg)
{
    chunk *c = arg;
    c->articles.len = c->truth.len = 0;
    c->tmp->on_failure = c->own->on_failure; // this thread's guard
    for (uint32_t i = 0; i < c->n; i++) {
        uint64_t number = plan_number_at(c->pile, c->first + i);
        make_article(c->pile, number, c->tmp, c->made);
        write_article(c->pile, c->made, plan_id(c->pile, c->tmp, number), &c->scratch,
                      &c->articles, &c->truth, c->tmp);
        arena_release(c->tmp);
    }
}

static void make_chunk(void *arg, size_t item, arena *own)
{
    chunk *c = (chunk *)arg + item;
    if (!arena_guard(c->own, fill_chunk, c))
        arena_fail(own);
}

static chunk *make_chunks(job *j)
{
    chunk *chunks = arena_array(j->all, chunk, CHUNKS);
    for (size_t i = 0; i < CHUNKS; i++) {
        chunk *c = &chunks[i];
        c->pile = &j->pile;
        c->own = arena_sub(j->all);
        c->tmp = arena_sub(c->own);
        c->made = arena_new(c->own, made_article);
        pen_init(&c->articles, c->own);
        pen_init(&c->truth, c->own);
        pen_init(&c->scratch, c->own);
    }
    return chunks;
}

/* A file under another name until all of it is there. */
typedef struct {
    FILE *file;
    char *path, *part;
} output;

static void drop_output(void *what)
{
    output *o = what;
    if (o->file)
        fclose(o->file);
    if (o->part)
        unlink(o->part);
    *o = (output){0};
}

static slice system_error(job *j, const char *path)
{
    return arena_format(j->all, "%s: %s", path, errno ? strerror(errno) : "cannot write");
}

static bool open_output(job *j, output **o, const char *name)
{
    *o = arena_new(j->all, output);
    arena_defer(j->all, drop_output, *o);
    slice path = arena_format(j->all, "%s/%s", j->options->folder, name);
    (*o)->path = arena_str(j->all, path);
    slice part = arena_format(j->all, "%s.part", (*o)->path);
    errno = 0;
    (*o)->file = fopen(part.ptr, "wb");
    if (!(*o)->file)
        return fail(j, STEMMA_ERROR_WRITE, system_error(j, part.ptr));
    (*o)->part = arena_str(j->all, part);
    return true;
}

static bool add_output(job *j, output *o, const pen *p)
{
    errno = 0;
    if (fwrite(p->ptr, 1, p->len, o->file) == p->len)
        return true;
    return fail(j, STEMMA_ERROR_WRITE, system_error(j, o->part));
}

static bool close_output(job *j, output *o)
{
    errno = 0;
    bool good = fflush(o->file) == 0 && fsync(fileno(o->file)) == 0;
    good = fclose(o->file) == 0 && good;
    o->file = NULL;
    return good || fail(j, STEMMA_ERROR_WRITE, system_error(j, o->part));
}

static bool keep_output(job *j, output *o)
{
    errno = 0;
    if (rename(o->part, o->path))
        return fail(j, STEMMA_ERROR_WRITE, system_error(j, o->path));
    o->part = NULL;
    return true;
}

static bool write_chunks(job *j, const chunk *chunks, size_t n, output *articles,
                         output *truth)
{
    for (size_t i = 0; i < n; i++)
        if (!add_output(j, articles, &chunks[i].articles) ||
            !add_output(j, truth, &chunks[i].truth))
            return false;
    return true;
}

static bool write_trees(job *j, output *trees)
{
    const pile *p = &j->pile;
    uint64_t n = trees_n_families(p);
    arena *tmp = arena_sub(j->all);
    for (uint64_t family = 0; family < n; family++) {
        pen line;
        pen_init(&line, tmp);
        write_tree(p, family, tmp, &line);
        if (!add_output(j, trees, &line))
            return false;
        arena_release(tmp);
    }
    return close_output(j, trees);
}

static bool write_pile(job *j, output *articles, output *truth)
{
    uint64_t n = j->pile.n;
    chunk *chunks = make_chunks(j);
    arena *workers = arena_sub(j->all);
    for (uint64_t at = 0; at < n;) {
        size_t n_chunks = 0;
        for (; n_chunks < CHUNKS && at < n; n_chunks++) {
            uint64_t left = n - at;
            chunks[n_chunks].first = at;
            chunks[n_chunks].n = left < CHUNK ? (uint32_t)left : CHUNK;
            at += chunks[n_chunks].n;
        }
        workers_each(workers, n_chunks, j->options->n_threads, make_chunk, chunks);
        arena_release(workers);
        if (!write_chunks(j, chunks, n_chunks, articles, truth))
            return false;
    }
    return close_output(j, truth) && close_output(j, articles);
}

static void generate(void *arg)
{
    job *j = arg;
    output *articles, *truth, *trees = NULL;
    if (!prepare(j))
        return;
    if (mkdir(j->options->folder, 0777) && errno != EEXIST) {
        fail(j, STEMMA_ERROR_WRITE, system_error(j, j->options->folder));
        return;
    }
    if (!open_output(j, &articles, "articles.jsonl") ||
        !open_output(j, &truth, "truth.jsonl"))
        return;
    if (j->pile.trees && !open_output(j, &trees, "trees.jsonl"))
        return;
    if ((!trees || write_trees(j, trees)) && write_pile(j, articles, truth) &&
        (!trees || keep_output(j, trees)) && keep_output(j, truth))
        keep_output(j, articles);
}

stemma_status stemma_bench_generate(const stemma_bench_pile *options, stemma_error *error)
{
    arena a;
    arena_init(&a);
    job j = {.options = options, .all = &a};
    if (!arena_guard(&a, generate, &j))
        fail(&j, STEMMA_ERROR_MEMORY, SLICE("out of memory"));
    outcome_tell(&j.done, error);
    arena_deinit(&a);
    return j.done.status;
}
