/* From the inputs to the texts' words and seeds. The input is taken in batches of blocks:
 * while the threads work on one, the next one is read and the one before it is written.
 * Some batches make a part; a part's pieces are
 *
 *   keys     of all words, one text after the other
 *   words    the byte of each word (grams.h)
 *   places   of each word: where it starts and ends, in code points (if passages are
 *            wanted)
 *   seeds    for each batch a seed_head and its seeds, by index part
 *   ids      of the texts
 *   inputs   where each comes from
 *   skips    what was left out, the first ones of it
 *   texts    part_head and the taken_texts; written last: with it the part is whole */
#include "base/workers.h"
#include "pile/taken.h"

#include <string.h>

enum {
    BLOCKS_AT_ONCE = 8, // for each thread
    /* A block is of one megabyte, and what it gives about twice that; three batches are
     * there at a time. */
    BLOCK_SHARE = 16 << 20,
    /* What a run that is killed does again is a part; with little memory there is little
     * time for one, too. */
    PART_SHARE = 8,
    LEAST_PART = 8 << 20,
    MOST_PART = 256 << 20,
};

/* Where in the inputs we are. */
typedef struct {
    uint32_t path;
    bool opened; // somewhere within it, at `next`
    read_place next;
    uint64_t n_bytes; // of the inputs, so far
} input_place;

typedef struct {
    pile *p;
    arena *a; // of the stream
    read_stream *stream;
    read_result read; // its skips
    uint32_t n_said;  // of these
    input_place at;
} reading;

/* Some blocks of the input. */
typedef struct {
    arena *a;
    arena *inputs;     // of streams that have ended and its blocks are of; or NULL
    arena **of_blocks; // a block's results live in its own
    read_block *blocks;
    taken_block *results;
    uint32_t n;        // 0 once it is written
    uint32_t n_worked; // blocks that have results
    uint64_t n_bytes;
    taken_skips skips; // of the streams
    input_place end;   // behind its last block
    bool more;         // the inputs go on there
} batch;

/* A part while it is written. */
typedef struct {
    arena *a;
    uint32_t number;
    spool_writer *keys, *words, *places, *seeds, *ids, *inputs, *skips;
    VEC(taken_text) texts;
    uint32_t n_words, n_id_bytes, n_skips;
    uint64_t n_bytes; // of its batches that were begun
    uint64_t n_untold, passed[N_PASSED];
} part_writer;

enum { WRITING, NOW, NEXT, N_BATCHES };

typedef struct {
    pile *p;
    reading *r;
    take_crew crew;
    batch *batches[N_BATCHES];
    uint32_t most_blocks; // of a batch
    uint64_t part_bytes;
    part_writer part;
} taking;

/* The next block of all inputs. */
static bool next_block(reading *r, arena *out, read_block *block)
{
    while (r->at.path < r->p->n_paths) {
        if (!r->stream)
            r->stream =
                read_open(r->a, r->p->paths[r->at.path], &r->p->o->read, &r->read);
        if (r->stream && read_next(r->stream, out, block))
            return true;
        r->stream = NULL;
        r->at.path++;
    }
    return false;
}

/* `last` is the batch that was read last. */
static void close_inputs(reading *r, batch *last)
{
    if (r->stream || r->read.skips.n > r->n_said)
        return; // what it holds is needed
    last->inputs = r->a;
    r->a = arena_sub(r->p->mem);
    r->read = (read_result){0};
    r->n_said = 0;
}

/* Reads some blocks, by whichever thread: memory runs out under the guard of `own`. */
static void read_batch(taking *t, batch *b, arena *own)
{
    reading *r = t->r;
    b->a->on_failure = r->a->on_failure = own->on_failure;
    b->blocks = arena_array(b->a, read_block, t->most_blocks);
    b->results = arena_array(b->a, taken_block, t->most_blocks);
    b->skips = (taken_skips){.n = 0};
    buf_init(&b->skips.bytes, b->a);
    uint64_t before = t->part.n_bytes, most = t->part_bytes;
    most = before < most ? most - before : most;
    b->n = 0;
    b->n_bytes = 0;
    b->more = true;
    while (b->n < t->most_blocks && b->n_bytes < most &&
           (b->more = next_block(r, b->a, &b->blocks[b->n])))
        b->n_bytes += b->blocks[b->n++].bytes.len;
    take_read_skips(&b->skips, &r->read, r->n_said);
    r->n_said = r->read.skips.n;
    r->read.untold = 0;
    memset(r->read.passed, 0, sizeof r->read.passed);
    r->at.n_bytes += b->n_bytes;
    r->at.opened = r->stream != NULL;
    if (r->stream)
        r->at.next = read_tell(r->stream);
    b->end = r->at;
}

static void begin_part(taking *t, uint32_t number)
{
    part_writer *w = &t->part;
    spool *s = t->p->spool;
    *w = (part_writer){.a = arena_sub(t->p->mem), .number = number};
    w->keys = spool_write(s, w->a, (piece){"keys", number});
    w->words = spool_write(s, w->a, (piece){"words", number});
    if (t->p->o->passages)
        w->places = spool_write(s, w->a, (piece){"places", number});
    w->seeds = spool_write(s, w->a, (piece){"seeds", number});
    w->ids = spool_write(s, w->a, (piece){"ids", number});
    w->inputs = spool_write(s, w->a, (piece){"inputs", number});
    w->skips = spool_write(s, w->a, (piece){"skips", number});
}

/* The texts of a block's seeds of one index part, behind those of other blocks of which
 * the last one is `before`; see seed_head. Gives the bytes' end. */
static uint8_t *put_texts(uint8_t *to, const taken_block *r, uint32_t part,
                          uint32_t first_text, uint32_t *before)
{
    for (uint32_t i = r->first_seed[part]; i < r->first_seed[part + 1]; i++) {
        uint32_t which = first_text + r->texts_of[i], more = which - *before;
        for (; more >= 255; more -= 255)
            *to++ = 255;
        *to++ = (uint8_t)more;
        *before = which;
    }
    return to;
}

/* The seeds of one index part. Gives their end. */
static uint8_t *put_part(uint8_t *to, const batch *b, uint32_t part)
{
    uint32_t n = 0, n_texts = 0, before = 0;
    uint8_t *start = to;
    to += sizeof n;
    for (uint32_t k = 0; k < b->n; k++) {
        const taken_block *r = &b->results[k];
        uint32_t count = r->first_seed[part + 1] - r->first_seed[part];
        memcpy(to, r->grams + r->first_seed[part], count * sizeof *r->grams);
        to += count * sizeof *r->grams;
        n += count;
    }
    memcpy(start, &n, sizeof n);
    for (uint32_t k = 0; k < b->n; k++) {
        to = put_texts(to, &b->results[k], part, n_texts, &before);
        n_texts += b->results[k].n_texts;
    }
    while ((to - start) % 4)
        *to++ = 0;
    return to;
}

static void put_seeds(part_writer *w, const batch *b, arena *own)
{
    seed_head *head = arena_new(own, seed_head);
    head->first_text = w->texts.n;
    uint64_t n_texts = 0, room = 8;
    for (uint32_t k = 0; k < b->n; k++) {
        room += b->results[k].first_seed[INDEX_PARTS] * (sizeof(uint32_t) + 1);
        n_texts += b->results[k].n_texts;
    }
    // in each index part the number, the zeros and the whole 255s
    room += INDEX_PARTS * (4 + 3 + n_texts / 255);
    uint8_t *bytes = arena_raw(own, uint8_t, room), *end = bytes;
    for (uint32_t i = 0; i < INDEX_PARTS; i++) {
        head->first[i] = (uint64_t)(end - bytes);
        end = put_part(end, b, i);
    }
    while ((end - bytes) % 8)
        *end++ = 0;
    head->first[INDEX_PARTS] = (uint64_t)(end - bytes);
    spool_put(w->seeds, head, sizeof *head);
    spool_put(w->seeds, bytes, (size_t)(end - bytes));
}

/* Those that there is room for; the others are counted. */
static void put_skips(part_writer *w, const taken_skips *s)
{
    uint32_t room = READ_MOST_SKIPS - w->n_skips, n = s->n < room ? s->n : room;
    size_t end = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint64_t head[3];
        memcpy(head, s->bytes.ptr + end, sizeof head);
        end += sizeof head + head[1] + head[2];
    }
    spool_put(w->skips, s->bytes.ptr, end);
    w->n_skips += n;
    w->n_untold += s->n - n + s->n_untold;
    for (size_t i = 0; i < N_PASSED; i++)
        w->passed[i] += s->passed[i];
}

/* By whichever thread, too. */
static void write_batch(part_writer *w, const batch *b, arena *own)
{
    w->a->on_failure = own->on_failure;
    put_seeds(w, b, own);
    for (uint32_t k = 0; k < b->n; k++) {
        const taken_block *r = &b->results[k];
        for (uint32_t i = 0; i < r->n_texts; i++) {
            taken_text t = r->texts[i];
            t.first += w->n_words;
            t.id += w->n_id_bytes;
            vec_push(w->a, &w->texts, t);
        }
        w->n_words += r->n_words;
        w->n_id_bytes += (uint32_t)r->ids.len;
        spool_put(w->keys, r->keys, r->n_words * sizeof *r->keys);
        spool_put(w->words, r->words, r->n_words);
        if (w->places)
            spool_put(w->places, r->places, r->n_words * sizeof *r->places);
        spool_put(w->ids, r->ids.ptr, r->ids.len);
        spool_put(w->inputs, r->inputs.ptr, r->inputs.len);
        put_skips(w, &r->skips);
    }
    put_skips(w, &b->skips);
}

/* `end` is behind the part's last batch. */
static void end_part(taking *t, const input_place *end)
{
    part_writer *w = &t->part;
    w->a->on_failure = t->p->mem->on_failure;
    spool_writer *pieces[] = {w->keys, w->words,  w->places, w->seeds,
                              w->ids,  w->inputs, w->skips};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (pieces[i])
            spool_done(pieces[i]);
    part_head head = {.n_texts = w->texts.n,
                      .n_words = w->n_words,
                      .n_bytes = end->n_bytes,
                      .next_path = end->path,
                      .opened = end->opened,
                      .next = end->next,
                      .n_untold = w->n_untold};
    memcpy(head.passed, w->passed, sizeof head.passed);
    spool_writer *to = spool_write(t->p->spool, w->a, (piece){"texts", w->number});
    spool_put(to, &head, sizeof head);
    spool_put(to, w->texts.v, w->texts.n * sizeof *w->texts.v);
    spool_done(to);
    arena_release(w->a);
}

/* Item 0 writes, item 1 reads, the others are the blocks. */
static void take_item(void *arg, size_t item, arena *own)
{
    taking *t = arg;
    batch *now = t->batches[NOW];
    if (item == 0 && t->batches[WRITING]->n)
        write_batch(&t->part, t->batches[WRITING], own);
    else if (item == 1 && now->more)
        read_batch(t, t->batches[NEXT], own);
    else if (item > 1)
        take_block(&t->crew, &now->blocks[item - 2], now->of_blocks[item - 2],
                   own->on_failure, &now->results[item - 2]);
}

static void turn_batches(taking *t)
{
    batch *done = t->batches[WRITING];
    for (uint32_t i = 0; i < done->n_worked; i++)
        arena_reset(done->of_blocks[i]);
    arena_reset(done->a);
    *done = (batch){.a = done->a, .of_blocks = done->of_blocks};
    t->batches[WRITING] = t->batches[NOW];
    t->batches[NOW] = t->batches[NEXT];
    t->batches[NEXT] = done;
    if (t->batches[WRITING]->inputs) // its blocks are worked on
        arena_release(t->batches[WRITING]->inputs);
    t->batches[WRITING]->inputs = NULL;
    for (int i = 0; i < N_BATCHES; i++)
        t->batches[i]->a->on_failure = t->p->mem->on_failure;
    t->r->a->on_failure = t->p->mem->on_failure;
    t->part.a->on_failure = t->p->mem->on_failure;
}

/* Works on a batch, and sees to its neighbours. */
static void take_batch(taking *t)
{
    batch *now = t->batches[NOW];
    t->part.n_bytes += now->n_bytes;
    now->n_worked = now->n;
    workers_each(now->a, now->n + 2, t->p->n_threads, take_item, t);
    turn_batches(t);
    close_inputs(t->r, t->batches[NOW]);
}

/* The part, all of it or until the caller wants to stop; `*more` says whether the inputs
 * go on behind it. */
static bool take_part(taking *t, uint32_t number, bool *more)
{
    pile *p = t->p;
    begin_part(t, number);
    bool goes_on = true, whole = false;
    while (!whole && goes_on) {
        take_batch(t);
        const batch *done = t->batches[WRITING];
        whole = !done->more || t->part.n_bytes >= t->part_bytes;
        goes_on = pile_goes_on(p, "reading", done->end.n_bytes, p->n_bytes);
    }
    *more = t->batches[WRITING]->more;
    if (goes_on) {
        write_batch(&t->part, t->batches[WRITING], t->batches[WRITING]->a);
        input_place end = t->batches[WRITING]->end;
        t->batches[WRITING]->n = 0; // it is written
        end_part(t, &end);
    }
    return goes_on;
}

/* Behind the parts that are there already; gives their number. */
static uint32_t find_place(reading *r)
{
    part_head head = {0};
    uint32_t n = 0;
    for (const spool_piece *at; (at = spool_find(r->p->spool, (piece){"texts", n}));
         n++) {
        const part_head *got = spool_read(at, r->a, 0, sizeof head, &head);
        if (got)
            head = *got;
    }
    r->at = (input_place){head.next_path, head.opened, head.next, head.n_bytes};
    if (n && head.opened && r->at.path < r->p->n_paths) {
        uint32_t n_skips = r->read.skips.n;
        r->stream = read_open(r->a, r->p->paths[r->at.path], &r->p->o->read, &r->read);
        if (r->stream)
            read_seek(r->stream, r->a, head.next);
        r->read.skips.n = n_skips; // they are in the earlier parts
        memset(r->read.passed, 0, sizeof r->read.passed);
    }
    return n;
}

static void say_skips(pile *p, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
    part_head counted;
    const spool_piece *texts = spool_find(p->spool, (piece){"texts", number});
    const part_head *h =
        texts ? spool_read(texts, tmp, 0, sizeof counted, &counted) : NULL;
    p->summary->n_untold += h ? h->n_untold : 0;
    for (size_t i = 0; h && i < N_PASSED; i++)
        p->summary->passed[i] += h->passed[i];
    const spool_piece *from = spool_find(p->spool, (piece){"skips", number});
    uint64_t size = from ? spool_size(from) : 0, head[3];
    const char *all = size ? spool_read(from, tmp, 0, size, NULL) : NULL;
    for (uint64_t at = 0; all && at + sizeof head <= size;) {
        memcpy(head, all + at, sizeof head);
        at += sizeof head;
        if (head[1] > size - at || head[2] > size - at - head[1])
            break;
        p->o->skipped(p->o->ctx, slice_of(all + at, head[1]), head[0],
                      slice_of(all + at + head[1], head[2]));
        at += head[1] + head[2];
    }
    arena_release(tmp);
}

static bool take_parts(taking *t, uint32_t *n)
{
    bool more = true, goes_on = true;
    read_batch(t, t->batches[NOW], t->p->mem);
    for (; more && goes_on; ++*n)
        goes_on = take_part(t, *n, &more);
    return goes_on;
}

static void taking_init(taking *t, arena *a, pile *p, reading *r)
{
    *t = (taking){.p = p, .r = r};
    size_t most = p->o->memory / BLOCK_SHARE,
           want = (size_t)BLOCKS_AT_ONCE * p->n_threads;
    t->most_blocks = (uint32_t)(want < most ? want : most ? most : 1);
    for (int i = 0; i < N_BATCHES; i++) {
        batch *b = t->batches[i] = arena_new(a, batch);
        b->a = arena_sub(a);
        b->of_blocks = arena_array(a, arena *, t->most_blocks);
        for (uint32_t k = 0; k < t->most_blocks; k++)
            b->of_blocks[k] = arena_sub(a);
    }
    uint64_t share = p->o->memory / PART_SHARE;
    t->part_bytes = share < LEAST_PART  ? LEAST_PART
                    : share > MOST_PART ? MOST_PART
                                        : share;
    take_crew_init(&t->crew, a, p, p->n_threads);
}

bool pile_take(pile *p)
{
    arena *a = arena_sub(p->mem);
    reading r = {.p = p, .a = arena_sub(p->mem)};
    uint32_t n = find_place(&r);
    bool goes_on = true;
    if (n == 0 || r.at.path < p->n_paths) {
        taking t;
        taking_init(&t, a, p, &r);
        goes_on = take_parts(&t, &n);
    }
    for (uint32_t i = 0; i < n && goes_on && p->o->skipped; i++)
        say_skips(p, i);
    arena_release(r.a);
    arena_release(a);
    return goes_on && pile_goes_on(p, "reading", r.at.n_bytes, p->n_bytes);
}
