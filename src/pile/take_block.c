#include "article/article.h"
#include "base/hash.h"
#include "pile/taken.h"
#include "text/quick.h"

#include <string.h>

typedef struct {
    uint64_t hash;
    uint32_t text;
} hashed;

struct take_scratch {
    atomic_flag busy;
    const pile *p;
    arena *kept;  // the rules and the arrays, as long as the crew
    arena *block; // emptied after each block,
    arena *one;   // and after each article
    text_rules *rules;
    quick_words words; // of one text
    gram *grams;
    size_t cap_grams;
    // of a block
    taken_text *texts;
    uint32_t *keys;
    uint8_t *bytes;
    span *places;
    hashed *seeds;
    size_t n_texts, n_words, n_seeds, cap_texts, cap_words, cap_bytes, cap_places,
        cap_seeds;
    buf ids, skips;
};

static void put_u64(buf *b, uint64_t x)
{
    buf_add(b, slice_of((const char *)&x, sizeof x));
}

void take_skip(buf *skips, slice input, uint64_t position, slice reason)
{
    put_u64(skips, position);
    put_u64(skips, input.len);
    put_u64(skips, reason.len);
    buf_add(skips, input);
    buf_add(skips, reason);
}

/* The array with room for so many more; what is outgrown stays until the crew goes. */
static void *room(arena *a, void *v, size_t n, size_t *cap, size_t n_more, size_t size)
{
    if (*cap - n >= n_more)
        return v;
    *cap = (n + n_more) * 2;
    char *wider = arena_alloc_raw(a, *cap, size);
    if (n)
        memcpy(wider, v, n * size);
    return wider;
}

#define ROOM(s, v, n, cap, n_more) \
    ((s)->v = room((s)->kept, (s)->v, (s)->n, &(s)->cap, n_more, sizeof *(s)->v))

static void take_places(take_scratch *s, slice bytes)
{
    ROOM(s, places, n_words, cap_places, s->words.n);
    span *to = s->places + s->n_words;
    uint32_t point = 0, at = 0;
    for (uint32_t i = 0; i < s->words.n; i++) {
        for (; at < s->words.starts[i]; at++)
            point += ((unsigned char)bytes.ptr[at] & 0xc0) != 0x80;
        to[i].start = point;
        for (; at < s->words.ends[i]; at++)
            point += ((unsigned char)bytes.ptr[at] & 0xc0) != 0x80;
        to[i].end = point;
    }
}

static void take_seeds(take_scratch *s, const uint32_t *keys, const uint8_t *words,
                       uint32_t n)
{
    s->grams = room(s->kept, s->grams, 0, &s->cap_grams, 2 * (size_t)n, sizeof(gram));
    uint32_t n_grams = grams_take(keys, words, n, s->grams);
    ROOM(s, seeds, n_seeds, cap_seeds, n_grams);
    hashed *to = s->seeds + s->n_seeds;
    for (uint32_t i = 0; i < n_grams; i++)
        to[i] = (hashed){s->grams[i].hash, (uint32_t)s->n_texts};
    s->n_seeds += n_grams;
}

/* "6,680" in one house is "6680" in the next. */
static void join_digits(quick_words *q, slice bytes)
{
    for (uint32_t i = 0; i < q->n; i++) {
        char digits[32];
        if (!(q->flags[i] & QUICK_NUMBER))
            continue;
        uint32_t len = q->ends[i] - q->starts[i], n = 0;
        const char *number = bytes.ptr + q->starts[i];
        if (len > sizeof digits || !memchr(number, ',', len))
            continue;
        for (uint32_t k = 0; k < len; k++)
            if (number[k] != ',')
                digits[n++] = number[k];
        q->keys[i] = quick_key(slice_of(digits, n));
    }
}

_Static_assert((int)WORD_FUNCTION == (int)TOKEN_FUNCTION &&
                   (int)WORD_NAME == (int)TOKEN_NAME_LIKE &&
                   (int)WORD_NUMBER == (int)QUICK_NUMBER,
               "take_text() copies these bits");

static void take_text(take_scratch *s, const article *a)
{
    quick_split(s->rules, &s->words, a->text);
    join_digits(&s->words, a->text);
    uint32_t n = s->words.n;
    ROOM(s, keys, n_words, cap_words, n);
    ROOM(s, bytes, n_words, cap_bytes, n);
    uint32_t *keys = s->keys + s->n_words;
    uint8_t *bytes = s->bytes + s->n_words;
    const uint8_t *flags = s->words.flags;
    if (n)
        memcpy(keys, s->words.keys, n * sizeof *keys);
    for (uint32_t i = 0; i < n; i++)
        bytes[i] = (uint8_t)((flags[i] & (WORD_FUNCTION | WORD_NAME | WORD_NUMBER)) |
                             (flags[i] & TOKEN_IN_QUOTES ? WORD_QUOTED : 0));
    if (s->p->o->passages)
        take_places(s, a->text);
    take_seeds(s, keys, bytes, n);
    ROOM(s, texts, n_texts, cap_texts, 1);
    s->texts[s->n_texts++] = (taken_text){
        .digest = hash_bytes(slice_of((const char *)keys, n * sizeof(uint32_t))),
        .n_words = n,
        .first = (uint32_t)s->n_words,
        .id = (uint32_t)s->ids.len,
        .id_len = (uint32_t)a->id.len};
    buf_add(&s->ids, a->id);
    s->n_words += n;
}

// A counting sort by index part; seeds of one part stay in the order of their texts.
static void sort_seeds(arena *own, const take_scratch *s, taken_block *to)
{
    uint32_t *first = arena_array(own, uint32_t, INDEX_PARTS + 1), fill[INDEX_PARTS];
    to->seeds = arena_raw(own, seed, s->n_seeds + 1);
    to->first_seed = first;
    for (size_t i = 0; i < s->n_seeds; i++)
        first[index_part(s->seeds[i].hash) + 1]++;
    for (uint32_t i = 0; i < INDEX_PARTS; i++) {
        fill[i] = first[i];
        first[i + 1] += first[i];
    }
    for (size_t i = 0; i < s->n_seeds; i++)
        to->seeds[fill[index_part(s->seeds[i].hash)]++] =
            index_seed(s->seeds[i].hash, s->seeds[i].text);
}

static void copy_buf(arena *own, buf *to, const buf *from)
{
    *to = *from;
    to->ptr = arena_copy(own, from->ptr, from->len);
}

static void keep(arena *own, const take_scratch *s, taken_block *to)
{
    to->n_texts = (uint32_t)s->n_texts;
    to->n_words = (uint32_t)s->n_words;
    to->texts = arena_copy(own, s->texts, s->n_texts * sizeof *s->texts);
    to->keys = arena_copy(own, s->keys, s->n_words * sizeof *s->keys);
    to->words = arena_copy(own, s->bytes, s->n_words);
    if (s->p->o->passages)
        to->places = arena_copy(own, s->places, s->n_words * sizeof *s->places);
    copy_buf(own, &to->ids, &s->ids);
    copy_buf(own, &to->skips, &s->skips);
    sort_seeds(own, s, to);
}

static void take_documents(take_scratch *s, const read_block *block)
{
    const pile_options *o = s->p->o;
    read_result read = {0};
    read_block_documents(s->block, block, &o->read, &read);
    for (uint32_t i = 0; i < read.documents.n; i++) {
        article a = {0};
        if (o->plain)
            article_plain(s->one, &read.documents.v[i], &a);
        else
            article_extract(s->one, &read.documents.v[i], false, o->language, &a);
        if (slice_trim(a.text).len)
            take_text(s, &a);
        else
            take_skip(&s->skips, a.input, 0, SLICE("no article text in it"));
        arena_reset(s->one);
    }
    for (uint32_t i = 0; i < read.skips.n; i++)
        take_skip(&s->skips, read.skips.v[i].input, read.skips.v[i].position,
                  read.skips.v[i].reason);
}

/* There are as many as threads, so that one is free. */
static take_scratch *free_scratch(const take_crew *crew)
{
    for (unsigned i = 0;; i = (i + 1) % crew->n_scratch)
        if (!atomic_flag_test_and_set(&crew->scratch[i]->busy))
            return crew->scratch[i];
}

void take_block(const take_crew *crew, const read_block *block, arena *own,
                jmp_buf *on_failure, taken_block *to)
{
    take_scratch *s = free_scratch(crew);
    own->on_failure = s->kept->on_failure = s->block->on_failure = s->one->on_failure =
        on_failure;
    if (!s->rules)
        s->rules = text_rules_open(s->kept);
    quick_words_init(&s->words, s->block);
    s->n_texts = s->n_words = s->n_seeds = 0;
    buf_init(&s->ids, s->block);
    buf_init(&s->skips, s->block);
    take_documents(s, block);
    keep(own, s, to);
    arena_reset(s->block);
    atomic_flag_clear(&s->busy);
}

void take_crew_init(take_crew *crew, arena *a, const pile *p, unsigned n_threads)
{
    *crew = (take_crew){p, arena_array(a, take_scratch *, n_threads), n_threads};
    for (unsigned i = 0; i < n_threads; i++) {
        take_scratch *s = arena_new(a, take_scratch);
        atomic_flag_clear(&s->busy);
        s->p = p;
        s->kept = arena_sub(a);
        s->block = arena_sub(a);
        s->one = arena_sub(a);
        crew->scratch[i] = s;
    }
}
