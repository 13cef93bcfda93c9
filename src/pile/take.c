/* From the inputs to the texts' words and seeds. The input is taken in parts; a part's
 * pieces are
 *
 *   keys     of all words, one text after the other
 *   words    the byte of each word (grams.h)
 *   places   of each word: where it starts and ends, in code points (if passages are
 *            wanted)
 *   seeds    where each index part's begin, then all seeds; texts by their number here
 *   ids      of the texts
 *   skips    what was left out
 *   texts    part_head and the taken_texts; written last: with it the part is whole */
#include "article/article.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/workers.h"
#include "pile/parts.h"
#include "text/quick.h"

#include <string.h>

enum {
    BLOCKS_AT_ONCE = 8, // for each thread
    /* A part's words, seeds and ids take about twice the input's bytes, and there are the
     * blocks that are worked on, too. */
    PART_SHARE = 8, // of the memory, for one part's input
    LEAST_PART = 8 << 20,
    MOST_PART = 256 << 20,
};

/* What one block of the input gives; lives in the part's arena. */
typedef struct {
    VEC(taken_text) texts;
    VEC(uint32_t) keys;
    VEC(uint8_t) words;
    VEC(span) places;
    seed *seeds; // by index part
    uint32_t first_seed[INDEX_PARTS + 1];
    buf ids, skips;
    uint32_t n_skips;
} block_result;

typedef struct {
    pile *p;
    read_block *blocks;
    block_result *results;
} block_job;

typedef struct {
    uint64_t hash;
    uint32_t text;
} hashed;

/* What is gathered while a block is worked on. */
typedef struct {
    arena *tmp;
    const pile *p;
    text_rules *rules;
    quick_words words;
    block_result r;
    VEC(hashed) seeds;
    gram *grams;
    uint32_t cap_grams;
} block_work;

static void put_u64(buf *b, uint64_t x)
{
    buf_add(b, slice_of((const char *)&x, sizeof x));
}

static void put_skip(block_result *r, slice input, uint64_t position, slice reason)
{
    put_u64(&r->skips, position);
    put_u64(&r->skips, input.len);
    put_u64(&r->skips, reason.len);
    buf_add(&r->skips, input);
    buf_add(&r->skips, reason);
    r->n_skips++;
}

static void take_places(block_work *w, slice bytes)
{
    uint32_t point = 0, at = 0;
    for (uint32_t i = 0; i < w->words.n; i++) {
        span s;
        for (; at < w->words.starts[i]; at++)
            point += ((unsigned char)bytes.ptr[at] & 0xc0) != 0x80;
        s.start = point;
        for (; at < w->words.ends[i]; at++)
            point += ((unsigned char)bytes.ptr[at] & 0xc0) != 0x80;
        s.end = point;
        vec_push(w->tmp, &w->r.places, s);
    }
}

static void take_seeds(block_work *w, const uint32_t *keys, const uint8_t *words,
                       uint32_t n, uint32_t number)
{
    if (2 * n > w->cap_grams) {
        w->cap_grams = 4 * n;
        w->grams = arena_array(w->tmp, gram, w->cap_grams);
    }
    uint32_t n_grams = grams_take(keys, words, n, w->grams);
    for (uint32_t i = 0; i < n_grams; i++)
        vec_push(w->tmp, &w->seeds, (hashed){w->grams[i].hash, number});
}

/* "6,680" in one house is "6680" in the next. */
static void join_digits(block_work *w, slice bytes)
{
    quick_words *q = &w->words;
    for (uint32_t i = 0; i < q->n; i++) {
        char digits[32];
        uint32_t len = q->ends[i] - q->starts[i], n = 0;
        const char *number = bytes.ptr + q->starts[i];
        if (!(q->flags[i] & QUICK_NUMBER) || len > sizeof digits ||
            !memchr(number, ',', len))
            continue;
        for (uint32_t k = 0; k < len; k++)
            if (number[k] != ',')
                digits[n++] = number[k];
        q->keys[i] = quick_key(slice_of(digits, n));
    }
}

static void take_text(block_work *w, const article *a)
{
    quick_split(w->rules, &w->words, a->text);
    join_digits(w, a->text);
    uint32_t n = w->words.n, first = w->r.keys.n;
    taken_text t = {.n_words = n, .first = first, .id = (uint32_t)w->r.ids.len};
    for (uint32_t i = 0; i < n; i++) {
        uint8_t f = w->words.flags[i];
        vec_push(w->tmp, &w->r.keys, w->words.keys[i]);
        vec_push(w->tmp, &w->r.words,
                 (uint8_t)((f & (WORD_FUNCTION | WORD_NAME | WORD_NUMBER)) |
                           (f & TOKEN_IN_QUOTES ? WORD_QUOTED : 0)));
    }
    if (w->p->o->passages)
        take_places(w, a->text);
    t.digest = hash_bytes(slice_of((const char *)w->words.keys, n * sizeof(uint32_t)));
    take_seeds(w, w->words.keys, w->r.words.v + first, n, w->r.texts.n);
    buf_add(&w->r.ids, a->id);
    t.id_len = (uint32_t)a->id.len;
    vec_push(w->tmp, &w->r.texts, t);
}

_Static_assert((int)WORD_FUNCTION == (int)TOKEN_FUNCTION &&
                   (int)WORD_NAME == (int)TOKEN_NAME_LIKE &&
                   (int)WORD_NUMBER == (int)QUICK_NUMBER,
               "take_text() copies these bits");

// A counting sort by index part; seeds of one part stay in the order of their texts.
static void sort_seeds(arena *out, const block_work *w, block_result *r)
{
    r->seeds = arena_array(out, seed, w->seeds.n + 1);
    for (uint32_t i = 0; i < w->seeds.n; i++)
        r->first_seed[index_part(w->seeds.v[i].hash) + 1]++;
    for (uint32_t i = 0; i < INDEX_PARTS; i++)
        r->first_seed[i + 1] += r->first_seed[i];
    uint32_t *fill = arena_copy(w->tmp, r->first_seed, INDEX_PARTS * sizeof *fill);
    for (uint32_t i = 0; i < w->seeds.n; i++)
        r->seeds[fill[index_part(w->seeds.v[i].hash)]++] =
            index_seed(w->seeds.v[i].hash, w->seeds.v[i].text);
}

// The results without the room that their growing left behind.
static void keep(arena *out, const block_work *w, block_result *r)
{
    *r = w->r;
    r->texts.v = arena_copy(out, r->texts.v, r->texts.n * sizeof *r->texts.v);
    r->keys.v = arena_copy(out, r->keys.v, r->keys.n * sizeof *r->keys.v);
    r->words.v = arena_copy(out, r->words.v, r->words.n);
    r->places.v = arena_copy(out, r->places.v, r->places.n * sizeof *r->places.v);
    r->ids.ptr = arena_copy(out, r->ids.ptr, r->ids.len);
    r->skips.ptr = arena_copy(out, r->skips.ptr, r->skips.len);
    sort_seeds(out, w, r);
}

static void take_block(void *arg, size_t item, arena *own)
{
    block_job *job = arg;
    arena *tmp = arena_sub(own);
    block_work w = {.tmp = tmp, .p = job->p, .rules = text_rules_open(tmp)};
    quick_words_init(&w.words, tmp);
    buf_init(&w.r.ids, tmp);
    buf_init(&w.r.skips, tmp);
    read_result read = {0};
    const pile_options *o = job->p->o;
    read_block_documents(tmp, &job->blocks[item], &o->read, &read);
    for (uint32_t i = 0; i < read.documents.n; i++) {
        arena *one = arena_sub(tmp);
        article a = {0};
        if (o->plain)
            article_plain(one, &read.documents.v[i], &a);
        else
            article_extract(one, &read.documents.v[i], false, o->language, &a);
        if (slice_trim(a.text).len)
            take_text(&w, &a);
        else
            put_skip(&w.r, a.input, 0, SLICE("no article text in it"));
        arena_release(one);
    }
    for (uint32_t i = 0; i < read.skips.n; i++)
        put_skip(&w.r, read.skips.v[i].input, read.skips.v[i].position,
                 read.skips.v[i].reason);
    keep(own, &w, &job->results[item]);
    arena_release(tmp);
}

/* Where in the inputs we are. */
typedef struct {
    pile *p;
    uint32_t path;
    arena *a; // of the stream
    read_stream *stream;
    read_result read; // its skips
    uint32_t n_said;  // of these
    uint64_t n_bytes; // of the inputs, so far
} reading;

/* The next block of all inputs. */
static bool next_block(reading *r, arena *tmp, read_block *block)
{
    while (r->path < r->p->n_paths) {
        if (!r->stream)
            r->stream = read_open(r->a, r->p->paths[r->path], &r->p->o->read, &r->read);
        if (r->stream && read_next(r->stream, tmp, block))
            return true;
        r->stream = NULL;
        r->path++;
    }
    return false;
}

static void close_inputs(reading *r)
{
    if (r->stream || r->read.skips.n > r->n_said)
        return; // what it holds is needed
    arena_release(r->a);
    r->a = arena_sub(r->p->mem);
    r->read = (read_result){0};
    r->n_said = 0;
}

typedef VEC(block_result *) block_results;

typedef struct {
    arena *a;
    block_results blocks;
    buf skips; // of the streams
    uint64_t n_bytes;
} part_work;

/* Reads and works on some blocks; false when the inputs are at their end. */
static bool take_some(reading *r, part_work *w, uint64_t most_bytes)
{
    pile *p = r->p;
    arena *tmp = arena_sub(p->mem);
    uint32_t most = BLOCKS_AT_ONCE * p->n_threads, n = 0;
    block_job job = {p, arena_array(tmp, read_block, most),
                     arena_array(w->a, block_result, most)};
    bool more = true;
    uint64_t n_bytes = 0;
    while (n < most && n_bytes < most_bytes &&
           (more = next_block(r, tmp, &job.blocks[n])))
        n_bytes += job.blocks[n++].bytes.len;
    workers_each(w->a, n, p->n_threads, take_block, &job);
    for (uint32_t i = 0; i < n; i++)
        vec_push(w->a, &w->blocks, &job.results[i]);
    block_result said = {.skips = w->skips};
    for (; r->n_said < r->read.skips.n; r->n_said++) {
        const read_skip *s = &r->read.skips.v[r->n_said];
        put_skip(&said, s->input, s->position, s->reason);
    }
    w->skips = said.skips;
    w->n_bytes += n_bytes;
    r->n_bytes += n_bytes;
    arena_release(tmp);
    close_inputs(r);
    return more;
}

static void write_seeds(pile *p, arena *tmp, const part_work *w, uint32_t number)
{
    uint64_t *first = arena_array(tmp, uint64_t, INDEX_PARTS + 1);
    for (uint32_t i = 0; i < INDEX_PARTS; i++) {
        first[i + 1] = first[i];
        for (uint32_t b = 0; b < w->blocks.n; b++)
            first[i + 1] +=
                w->blocks.v[b]->first_seed[i + 1] - w->blocks.v[b]->first_seed[i];
    }
    spool_writer *to = spool_write(p->spool, tmp, (piece){"seeds", number});
    spool_put(to, first, (INDEX_PARTS + 1) * sizeof *first);
    for (uint32_t b = 0, n_texts = 0; b < w->blocks.n; b++) {
        block_result *r = w->blocks.v[b];
        for (uint32_t i = 0; i < r->first_seed[INDEX_PARTS]; i++)
            r->seeds[i].text += n_texts;
        n_texts += r->texts.n;
    }
    for (uint32_t i = 0; i < INDEX_PARTS; i++)
        for (uint32_t b = 0; b < w->blocks.n; b++) {
            const block_result *r = w->blocks.v[b];
            spool_put(to, r->seeds + r->first_seed[i],
                      (r->first_seed[i + 1] - r->first_seed[i]) * sizeof(seed));
        }
    spool_done(to);
}

/* One array of all blocks as a piece. */
#define WRITE_ALL(p, tmp, w, kind, number, bytes, size)                          \
    do {                                                                         \
        spool_writer *to_ = spool_write((p)->spool, tmp, (piece){kind, number}); \
        for (uint32_t b_ = 0; b_ < (w)->blocks.n; b_++) {                        \
            const block_result *r = (w)->blocks.v[b_];                           \
            spool_put(to_, bytes, size);                                         \
        }                                                                        \
        spool_done(to_);                                                         \
    } while (0)

static void write_texts(pile *p, arena *tmp, const part_work *w, const reading *r,
                        uint32_t number)
{
    part_head head = {
        .n_bytes = r->n_bytes, .next_path = r->path, .opened = r->stream != NULL};
    if (r->stream)
        head.next = read_tell(r->stream);
    for (uint32_t b = 0; b < w->blocks.n; b++) {
        head.n_texts += w->blocks.v[b]->texts.n;
        head.n_words += w->blocks.v[b]->keys.n;
    }
    spool_writer *to = spool_write(p->spool, tmp, (piece){"texts", number});
    spool_put(to, &head, sizeof head);
    uint32_t n_words = 0, n_id_bytes = 0;
    for (uint32_t b = 0; b < w->blocks.n; b++) {
        const block_result *from = w->blocks.v[b];
        for (uint32_t i = 0; i < from->texts.n; i++) {
            taken_text t = from->texts.v[i];
            t.first += n_words;
            t.id += n_id_bytes;
            spool_put(to, &t, sizeof t);
        }
        n_words += from->keys.n;
        n_id_bytes += (uint32_t)from->ids.len;
    }
    spool_done(to);
}

static void write_part(pile *p, const part_work *w, const reading *from, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
    WRITE_ALL(p, tmp, w, "keys", number, r->keys.v, r->keys.n * sizeof *r->keys.v);
    WRITE_ALL(p, tmp, w, "words", number, r->words.v, r->words.n);
    if (p->o->passages)
        WRITE_ALL(p, tmp, w, "places", number, r->places.v,
                  r->places.n * sizeof *r->places.v);
    WRITE_ALL(p, tmp, w, "ids", number, r->ids.ptr, r->ids.len);
    write_seeds(p, tmp, w, number);
    spool_writer *skips = spool_write(p->spool, tmp, (piece){"skips", number});
    for (uint32_t b = 0; b < w->blocks.n; b++)
        spool_put(skips, w->blocks.v[b]->skips.ptr, w->blocks.v[b]->skips.len);
    spool_put(skips, w->skips.ptr, w->skips.len);
    spool_done(skips);
    write_texts(p, tmp, w, from, number);
    arena_release(tmp);
}

static uint64_t part_bytes(const pile *p)
{
    uint64_t share = p->o->memory / PART_SHARE;
    return share < LEAST_PART ? LEAST_PART : share > MOST_PART ? MOST_PART : share;
}

/* One part; `*more` says whether the inputs go on behind it. */
static bool take_part(reading *r, uint32_t number, bool *more)
{
    pile *p = r->p;
    uint64_t most = part_bytes(p);
    part_work w = {.a = arena_sub(p->mem)};
    buf_init(&w.skips, w.a);
    bool goes_on = true;
    *more = true;
    while (*more && w.n_bytes < most && goes_on) {
        *more = take_some(r, &w, most - w.n_bytes);
        goes_on = pile_goes_on(p, "reading", r->n_bytes, p->n_bytes);
    }
    if (goes_on)
        write_part(p, &w, r, number);
    arena_release(w.a);
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
    r->path = head.next_path;
    r->n_bytes = head.n_bytes;
    if (n && head.opened && r->path < r->p->n_paths) {
        uint32_t n_skips = r->read.skips.n;
        r->stream = read_open(r->a, r->p->paths[r->path], &r->p->o->read, &r->read);
        if (r->stream)
            read_seek(r->stream, r->a, head.next);
        r->read.skips.n = n_skips; // they are in the earlier parts
    }
    return n;
}

static void say_skips(pile *p, uint32_t number)
{
    arena *tmp = arena_sub(p->mem);
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

bool pile_take(pile *p)
{
    reading r = {.p = p, .a = arena_sub(p->mem)};
    uint32_t n = find_place(&r);
    bool more = n == 0 || r.path < p->n_paths, goes_on = true;
    for (; more && goes_on; n++)
        goes_on = take_part(&r, n, &more);
    for (uint32_t i = 0; i < n && goes_on && p->o->skipped; i++)
        say_skips(p, i);
    arena_release(r.a);
    return goes_on && pile_goes_on(p, "reading", r.n_bytes, p->n_bytes);
}
