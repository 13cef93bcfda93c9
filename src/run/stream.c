/* Articles of inputs of any size, written as they are read.
 *
 *   files ─► blocks ─► batch ─► articles (in parallel) ─► written in order ─► forgotten
 *
 * What stands on many pages of an outlet is only known after a first look at all of them;
 * of a stream that can be read but once, at its beginning. What the first look makes of
 * the first batches is kept, as long as there is room, and only mended afterwards. */
#include "run/run.h"

#include "article/repeat.h"
#include "base/parallel.h"
#include "base/workers.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    BATCH_BYTES = 1 << 20,  // of very short rows, each needs some 200 bytes
    BATCH_BLOCKS = 128,     // each may be a file of its own, held open
    HELD_BYTES = 48 << 20,  // of a stream that is read but once
    FOUND_BYTES = 32 << 20, // of articles that a first look found and that are kept
    MOST_NOTES = 100000,    // of articles, for all outlets together: about 80 MB
    MOST_IDS = 4 << 20      // that are remembered: about 100 MB
};

typedef struct {
    read_block block;
    read_result got;
    article *articles;
    text *texts;
    utf8_index *points;
    slice *owners;
    repeat_note *notes;
    uint64_t n_found; // bytes of what was found, about
} piece;

typedef struct batch {
    arena *mem, *blocks;
    arena *found; // the articles of a first look; NULL: none, or none that were kept
    uint32_t n;
    uint64_t n_bytes;
    piece pieces[BATCH_BLOCKS];
    VEC(arena *) files;   // that ended in it
    VEC(read_skip) skips; // told when it is written
    uint64_t passed[N_PASSED];
    struct batch *next;
} batch;

typedef struct {
    stemma_run *run; // options, the user's files, memory
    const stemma_stream *how;
    stemma_stream_summary *summary;
    read_files files;
    uint64_t n_bytes, done; // of all files; 0: not known
    bool once;              // there is one that cannot be read twice
    read_options options;

    /* Where reading is. */
    uint32_t file;
    arena *file_mem;
    read_stream *stream;
    read_result told;
    uint32_t n_told;
    bool ended;

    uint32_t n_held; // batches at the beginning that were kept
    bool held_all;
    uint64_t n_found;         // bytes of the articles in them, about
    struct counter *counters; // one for each thread
    unsigned n_counters;
    repeats *outlets;
    hash_table seen, next; // ids, and the numbers given to those that come again
    writer out;
    uint64_t n_written;
    bool stopped;
} streaming;

/* ---- reading ---- */

static void tell_skip(streaming *s, slice input, uint64_t position, slice reason)
{
    arena *tmp = arena_sub(&s->run->mem);
    s->summary->n_skipped++;
    if (s->how->skipped && s->summary->n_skipped <= READ_MOST_SKIPS)
        s->how->skipped(s->how->ctx, arena_str(tmp, input), position,
                        arena_str(tmp, reason));
    arena_release(tmp);
}

/* What the stream says of faults is told with the batch in which it said so. Its words
 * go with the file. */
static void take_faults(streaming *s, batch *b)
{
    for (; s->n_told < s->told.skips.n; s->n_told++) {
        read_skip skip = s->told.skips.v[s->n_told];
        skip.input = arena_slice(b->mem, skip.input);
        skip.reason = arena_slice(b->mem, skip.reason);
        vec_push(b->mem, &b->skips, skip);
    }
    for (unsigned i = 0; i < N_PASSED; i++) {
        b->passed[i] += s->told.passed[i];
        s->told.passed[i] = 0;
    }
}

static void tell_batch(streaming *s, batch *b)
{
    for (uint32_t i = 0; i < b->skips.n; i++)
        tell_skip(s, b->skips.v[i].input, b->skips.v[i].position, b->skips.v[i].reason);
    for (unsigned i = 0; i < N_PASSED; i++)
        s->run->read.passed[i] += b->passed[i];
    b->skips.n = 0;
    memset(b->passed, 0, sizeof b->passed);
}

static void rewind_all(streaming *s)
{
    s->file = 0;
    s->stream = NULL;
    s->ended = false;
    s->done = 0;
}

static bool open_next(streaming *s)
{
    if (s->file == s->files.n)
        return false;
    s->file_mem = arena_sub(&s->run->mem);
    s->told = (read_result){0};
    s->n_told = 0;
    s->stream = read_open(s->file_mem, s->files.v[s->file++], &s->options, &s->told);
    return true;
}

/* The next blocks; false when there are none left. Cuts at the same places each time. */
static bool fill_batch(streaming *s, batch *b)
{
    while (b->n < BATCH_BLOCKS && b->n_bytes < BATCH_BYTES && !s->ended) {
        if (!s->file_mem && !open_next(s)) {
            s->ended = true;
            break;
        }
        read_block *block = &b->pieces[b->n].block;
        bool more = s->stream && read_next(s->stream, b->blocks, block);
        take_faults(s, b);
        if (more) {
            b->n_bytes += block->bytes.len;
            b->n++;
            continue;
        }
        vec_push(b->mem, &b->files, s->file_mem); // its blocks may point into it
        s->file_mem = NULL;
        s->stream = NULL;
    }
    s->done += b->n_bytes;
    return b->n > 0;
}

static batch *new_batch(streaming *s)
{
    arena *mem = arena_sub(&s->run->mem);
    batch *b = arena_new(mem, batch);
    b->mem = mem;
    b->blocks = arena_sub(mem);
    return b;
}

static void drop_blocks(batch *b)
{
    for (uint32_t i = 0; i < b->files.n; i++)
        arena_release(b->files.v[i]);
    b->files.n = 0;
    arena_release(b->blocks);
}

static void drop_batch(batch *b)
{
    if (b->found)
        arena_release(b->found);
    drop_blocks(b);
    arena_release(b->mem);
}

/* ---- a piece ---- */

typedef struct {
    streaming *s;
    batch *b;
} work;

/* How much memory an article takes, about. */
static uint64_t weight_of(const document *doc, const article *a)
{
    uint64_t sum = sizeof *doc + sizeof *a + sizeof(repeat_note) + doc->bytes.len +
                   doc->extra.len + 2 * a->text.len + 2 * a->map.n * sizeof *a->map.v;
    for (uint32_t i = 0; i < a->removed.n; i++)
        sum += sizeof(furniture) + a->removed.v[i].text.len + a->removed.v[i].why.len;
    return sum;
}

static void extract_piece(void *job, size_t which, arena *own)
{
    const work *w = job;
    const stemma_run *run = w->s->run;
    piece *p = &w->b->pieces[which];
    p->got = (read_result){0};
    read_block_documents(own, &p->block, &w->s->options, &p->got);
    uint32_t n = p->got.documents.n;
    p->articles = arena_array(own, article, n);
    p->notes = arena_array(own, repeat_note, n);
    p->n_found = 0;
    slice language = slice_of_str(run->options.language);
    for (uint32_t i = 0; i < n; i++) {
        const document *doc = &p->got.documents.v[i];
        article *a = &p->articles[i];
        *a = (article){.input = doc->input};
        if (doc->bytes.len <= ARTICLE_LONGEST)
            article_extract(own, doc, run->options.plain, language, a);
        if (doc->bytes.len <= ARTICLE_LONGEST && !run->options.plain)
            repeat_note_take(own, doc, a, &p->notes[i]);
        p->n_found += weight_of(doc, a);
    }
    for (uint32_t i = 0; i < p->got.skips.n; i++)
        p->n_found += 2 * sizeof(read_skip) + p->got.skips.v[i].input.len +
                      p->got.skips.v[i].reason.len;
}

/* What the outlet prints again and again is taken out. */
static void mend_piece(const work *w, piece *p, arena *own)
{
    const stemma_run *run = w->s->run;
    slice language = slice_of_str(run->options.language);
    for (uint32_t i = 0; i < p->got.documents.n && !run->options.plain; i++) {
        const document *doc = &p->got.documents.v[i];
        const repeat_set *again = doc->bytes.len > ARTICLE_LONGEST
                                      ? NULL
                                      : repeats_of(w->s->outlets, &p->notes[i]);
        if (again)
            article_extract_again(own, doc, language, again, &p->articles[i]);
    }
}

/* The break rules take long to open: each thread keeps its own. */
typedef struct counter {
    atomic_flag busy;
    arena *mem;
    text_rules *rules;
} counter;

static void open_counters(streaming *s)
{
    unsigned n = s->run->options.n_threads ? s->run->options.n_threads : parallel_cores();
    s->counters = arena_array(&s->run->mem, counter, n);
    s->n_counters = n;
    for (unsigned i = 0; i < n; i++) {
        counter *c = &s->counters[i];
        atomic_flag_clear(&c->busy);
        c->mem = arena_sub(&s->run->mem);
        c->rules = text_rules_open(c->mem);
    }
}

static counter *take_counter(const streaming *s, const arena *own)
{
    for (unsigned i = 0;; i = (i + 1) % s->n_counters)
        if (!atomic_flag_test_and_set(&s->counters[i].busy)) {
            s->counters[i].mem->on_failure = own->on_failure;
            return &s->counters[i];
        }
}

/* What is written beside the text: how many words it has, whose it is, and what is needed
 * to tell places in it. */
static void count_piece(const work *w, piece *p, arena *own)
{
    uint32_t n = p->got.documents.n;
    p->texts = arena_array(own, text, n);
    p->points = arena_array(own, utf8_index, n);
    p->owners = arena_array(own, slice, n);
    if (w->s->how->view == STEMMA_WRITE_TEXT)
        return;
    counter *c = take_counter(w->s, own);
    for (uint32_t i = 0; i < n; i++) {
        run_count_words(c->rules, own, p->articles[i].text, &p->texts[i]);
        utf8_index_init(&p->points[i], p->articles[i].text, own);
        p->owners[i] = run_owner(w->s->run, own, p->articles[i].outlet);
    }
    atomic_flag_clear(&c->busy);
}

static void finish_piece(void *job, size_t which, arena *own)
{
    const work *w = job;
    piece *p = &w->b->pieces[which];
    if (!w->b->found)
        extract_piece(job, which, own);
    mend_piece(w, p, own);
    count_piece(w, p, own);
}

/* ---- the first look ---- */

static void look_at(streaming *s, batch *b)
{
    b->found = arena_sub(&s->run->mem);
    work w = {s, b};
    workers_each(b->found, b->n, s->run->options.n_threads, extract_piece, &w);
    for (uint32_t i = 0; i < b->n; i++) {
        s->n_found += b->pieces[i].n_found;
        for (uint32_t k = 0; k < b->pieces[i].got.documents.n; k++) {
            const article *a = &b->pieces[i].articles[k];
            if (slice_trim(a->text).len == 0)
                continue;
            if (!s->run->options.plain)
                repeats_add(s->outlets, &b->pieces[i].notes[k]);
            if (s->seen.n < MOST_IDS)
                *hash_table_put(&s->seen, hash_bytes(a->id), NULL) += 1;
        }
    }
    if (s->n_found <= FOUND_BYTES) {
        drop_blocks(b);
        return;
    }
    arena_release(b->found);
    b->found = NULL;
}

static bool go_on(streaming *s, const char *stage)
{
    uint64_t done = s->done < s->n_bytes ? s->done : s->n_bytes;
    s->stopped |= !run_progress(s->run, stage, done, s->n_bytes);
    return !s->stopped;
}

/* Of files, at all; of a stream, at its beginning. Gives back the first batches, to be
 * written: all that was read of a stream, and of files what was found in them. */
static batch *first_look(streaming *s)
{
    batch *held = NULL, **last = &held;
    uint64_t n_held = 0;
    bool more = true, keep = true;
    while (more && go_on(s, "looking") && (!s->once || n_held < HELD_BYTES)) {
        batch *b = new_batch(s);
        more = fill_batch(s, b);
        if (s->once)
            tell_batch(s, b);
        look_at(s, b);
        // Blocks of files can be read again: only what was found is worth the room
        keep = s->once || (keep && b->found);
        if (!keep) {
            drop_batch(b);
            continue;
        }
        *last = b;
        last = &b->next;
        n_held += b->n_bytes;
        s->n_held++;
    }
    repeats_settle(s->outlets);
    s->held_all = keep && !more;
    if (!s->once)
        rewind_all(s);
    return held;
}

/* ---- writing ---- */

/* As in a run: the second and later articles of one id get "-2", "-3" … */
static void number_id(streaming *s, arena *tmp, article *a)
{
    uint64_t key = hash_bytes(a->id);
    const uint32_t *count = hash_table_get(&s->seen, key);
    if (s->once && !count && s->seen.n < MOST_IDS) {
        *hash_table_put(&s->seen, key, NULL) = 1;
        *hash_table_put(&s->next, key, NULL) = 1;
        return;
    }
    if (!count || (*count < 2 && !s->once))
        return;
    uint32_t number = ++*hash_table_put(&s->next, key, NULL);
    if (number == 1)
        return;
    slice id;
    do {
        id = arena_format(tmp, "%.*s-%u", (int)a->id.len, a->id.ptr, number++);
    } while (hash_table_get(&s->seen, hash_bytes(id)));
    *hash_table_put(&s->next, key, NULL) = number - 1;
    if (s->seen.n < MOST_IDS)
        *hash_table_put(&s->seen, hash_bytes(id), NULL) = 1;
    a->id = id;
}

static void write_piece(streaming *s, arena *tmp, piece *p)
{
    findings f = {.version = STEMMA_VERSION,
                  .plain = s->run->options.plain,
                  .articles = p->articles,
                  .texts = p->texts,
                  .points = p->points,
                  .owners = p->owners};
    for (uint32_t i = 0; i < p->got.skips.n; i++)
        tell_skip(s, p->got.skips.v[i].input, p->got.skips.v[i].position,
                  p->got.skips.v[i].reason);
    for (unsigned i = 0; i < N_PASSED; i++)
        s->run->read.passed[i] += p->got.passed[i];
    s->summary->n_skipped += p->got.untold;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < p->got.documents.n; i++) {
        if (slice_trim(p->articles[i].text).len == 0) {
            bool too_long = p->got.documents.v[i].bytes.len > ARTICLE_LONGEST;
            tell_skip(s, p->articles[i].input, 0,
                      too_long ? SLICE(ARTICLE_TOO_LONG)
                               : SLICE("no article text in it"));
            continue;
        }
        number_id(s, tmp, &p->articles[i]);
        p->articles[kept] = p->articles[i];
        p->texts[kept] = p->texts[i];
        p->points[kept] = p->points[i];
        p->owners[kept++] = p->owners[i];
    }
    f.n_articles = kept;
    if (!kept)
        return;
    if (s->how->view == STEMMA_WRITE_ARTICLES_JSONL) {
        report_articles_jsonl(&f, &s->out);
    } else {
        if (s->n_written)
            writer_str(&s->out, "\n\f\n");
        report_text(&f, &s->out);
    }
    s->n_written += kept;
}

static void write_batch(streaming *s, batch *b)
{
    arena *own = arena_sub(&s->run->mem);
    work w = {s, b};
    workers_each(own, b->n, s->run->options.n_threads, finish_piece, &w);
    for (uint32_t i = 0; i < b->n; i++)
        write_piece(s, own, &b->pieces[i]);
    arena_release(own);
}

/* Reads past the batches that were kept. */
static void pass_held(streaming *s)
{
    s->done = 0;
    for (uint32_t i = 0; i < s->n_held; i++) {
        batch *b = new_batch(s);
        fill_batch(s, b);
        drop_batch(b);
    }
}

static void write_held(streaming *s, batch *held)
{
    for (batch *next; held; held = next) {
        next = held->next;
        if (!s->out.refused && !s->stopped && (s->once || go_on(s, "articles"))) {
            tell_batch(s, held);
            write_batch(s, held);
            s->done += s->once ? 0 : held->n_bytes;
        }
        drop_batch(held);
    }
}

static void write_all(streaming *s, batch *held)
{
    write_held(s, held);
    if (s->held_all || s->stopped || s->out.refused)
        return;
    if (!s->once)
        pass_held(s);
    bool more = true;
    while (more && !s->out.refused && !s->stopped && go_on(s, "articles")) {
        batch *b = new_batch(s);
        more = fill_batch(s, b);
        tell_batch(s, b);
        if (more)
            write_batch(s, b);
        drop_batch(b);
    }
}

/* ---- the inputs ---- */

static int by_name(const void *left, const void *right)
{
    return run_compare_names(*(const slice *)left, *(const slice *)right);
}

/* All files, in an order that does not depend on how they were named. */
static void list_files(streaming *s)
{
    arena *a = &s->run->mem;
    read_result said = {0};
    for (size_t i = 0; i < s->how->n_inputs; i++)
        read_list(a, arena_slice(a, slice_of_str(s->how->inputs[i])), &s->files, &said);
    for (uint32_t i = 0; i < said.skips.n; i++)
        tell_skip(s, said.skips.v[i].input, said.skips.v[i].position,
                  said.skips.v[i].reason);
    read_files *f = &s->files;
    if (f->n)
        qsort(f->v, f->n, sizeof *f->v, by_name);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        struct stat st;
        if (kept && slice_eq(f->v[kept - 1], f->v[i])) {
            tell_skip(s, f->v[i], 0, SLICE("named twice, taken once"));
            continue;
        }
        if (stat(arena_str(a, f->v[i]), &st) == 0 && S_ISREG(st.st_mode))
            s->n_bytes += (uint64_t)st.st_size;
        else
            s->once |= slice_eq_str(f->v[i], "-");
        f->v[kept++] = f->v[i];
    }
    f->n = kept;
    // A page is fetched once
    s->once |= s->options.fetch != NULL;
}

static void stream_all(void *arg)
{
    streaming *s = arg;
    arena *mem = &s->run->mem;
    s->options = (read_options){.largest_bytes = s->run->options.largest_bytes,
                                .without_extra = s->how->view == STEMMA_WRITE_TEXT,
                                .fetch = run_fetcher(mem, &s->run->options)};
    list_files(s);
    open_counters(s);
    s->outlets = repeats_new(mem, MOST_NOTES);
    hash_table_init(&s->seen, mem, 1024);
    hash_table_init(&s->next, mem, 64);
    writer_init(&s->out, mem, s->how->sink, s->how->sink_ctx);
    batch *held = NULL;
    // Nothing is to be learned for clean texts without ids
    if (!s->run->options.plain || s->how->view == STEMMA_WRITE_ARTICLES_JSONL)
        held = first_look(s);
    write_all(s, held);
}

stemma_status stemma_stream_write(const stemma_stream *how,
                                  stemma_stream_summary *summary, stemma_error *error)
{
    stemma_stream_summary own;
    if (!how || !how->sink || (how->n_inputs && !how->inputs))
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0, "no inputs or no sink");
    if (how->view != STEMMA_WRITE_TEXT && how->view != STEMMA_WRITE_ARTICLES_JSONL)
        return run_error(error, STEMMA_ERROR_ARGUMENT, 0,
                         "only articles can be written as they are read");
    stemma_run *run = NULL;
    stemma_status status = stemma_run_new(&run, &how->options, error);
    if (status)
        return status;
    streaming s = {.run = run, .how = how, .summary = summary ? summary : &own};
    *s.summary = (stemma_stream_summary){0};
    if (!arena_guard(&run->mem, stream_all, &s))
        status = run_out_of_memory(error);
    else if (s.stopped)
        status = run_error(error, STEMMA_ERROR_ARGUMENT, 0, "stopped by the caller");
    else if (!writer_end(&s.out))
        status =
            run_error(error, STEMMA_ERROR_WRITE, 0, "the output could not be written");
    s.summary->n_articles = s.n_written;
    for (size_t i = 0; i < N_PASSED && i < STEMMA_N_PASSED; i++)
        s.summary->passed[i] = run->read.passed[i];
    stemma_run_free(run);
    return status;
}
