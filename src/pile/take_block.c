#include "article/article.h"
#include "base/hash.h"
#include "match/words.h"
#include "pile/taken.h"

#include <string.h>

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
    seed *seeds;
    uint16_t *parts; // of the index, of each seed
    size_t n_texts, n_words, n_seeds, cap_texts, cap_words, cap_bytes, cap_places,
        cap_seeds, cap_parts;
    buf ids, inputs;
    taken_skips skips;
};

static void put_u64(buf *b, uint64_t x)
{
    buf_add(b, slice_of((const char *)&x, sizeof x));
}

void take_skip(taken_skips *to, slice input, uint64_t position, slice reason)
{
    if (to->n == READ_MOST_SKIPS) {
        to->n_untold++;
        return;
    }
    to->n++;
    put_u64(&to->bytes, position);
    put_u64(&to->bytes, input.len);
    put_u64(&to->bytes, reason.len);
    buf_add(&to->bytes, input);
    buf_add(&to->bytes, reason);
}

void take_read_skips(taken_skips *to, const read_result *read, uint32_t first)
{
    for (uint32_t i = first; i < read->skips.n; i++) {
        const read_skip *s = &read->skips.v[i];
        take_skip(to, s->input, s->position, s->reason);
    }
    to->n_untold += read->untold;
    for (size_t i = 0; i < N_PASSED; i++)
        to->passed[i] += read->passed[i];
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
    ROOM(s, parts, n_seeds, cap_parts, n_grams);
    seed *to = s->seeds + s->n_seeds;
    uint16_t *parts = s->parts + s->n_seeds;
    uint64_t before = 0;
    uint32_t n_seeds = 0;
    for (uint32_t i = 0; i < n_grams; i++) {
        uint64_t hash = s->grams[i].hash;
        to[n_seeds] = index_seed(hash, (uint32_t)s->n_texts);
        parts[n_seeds] = (uint16_t)index_part(hash);
        n_seeds += hash != before || i == 0; // one word again and again: once
        before = hash;
    }
    s->n_seeds += n_seeds;
}

static void take_text(take_scratch *s, const article *a)
{
    quick_split(s->rules, &s->words, a->text);
    uint32_t n = s->words.n;
    ROOM(s, keys, n_words, cap_words, n);
    ROOM(s, bytes, n_words, cap_bytes, n);
    uint32_t *keys = s->keys + s->n_words;
    uint8_t *bytes = s->bytes + s->n_words;
    words_take(&s->words, a->text, keys, bytes);
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
    uint32_t n_input = (uint32_t)a->input.len;
    buf_add(&s->inputs, slice_of((const char *)&n_input, sizeof n_input));
    buf_add(&s->inputs, a->input);
    s->n_words += n;
}

// A counting sort by index part; seeds of one part stay in the order of their texts.
static void sort_seeds(arena *own, const take_scratch *s, taken_block *to)
{
    uint32_t *first = arena_array(own, uint32_t, INDEX_PARTS + 1), fill[INDEX_PARTS];
    to->grams = arena_raw(own, uint32_t, s->n_seeds + 1);
    to->texts_of = arena_raw(own, uint32_t, s->n_seeds + 1);
    to->first_seed = first;
    for (size_t i = 0; i < s->n_seeds; i++)
        first[s->parts[i] + 1]++;
    for (uint32_t i = 0; i < INDEX_PARTS; i++) {
        fill[i] = first[i];
        first[i + 1] += first[i];
    }
    for (size_t i = 0; i < s->n_seeds; i++) {
        uint32_t at = fill[s->parts[i]]++;
        to->grams[at] = s->seeds[i].gram;
        to->texts_of[at] = s->seeds[i].text;
    }
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
    copy_buf(own, &to->inputs, &s->inputs);
    to->skips = s->skips;
    copy_buf(own, &to->skips.bytes, &s->skips.bytes);
    sort_seeds(own, s, to);
}

static void take_documents(take_scratch *s, const read_block *block)
{
    const pile_options *o = s->p->o;
    read_result read = {0};
    read_block_documents(s->block, block, &o->read, &read);
    for (uint32_t i = 0; i < read.documents.n; i++) {
        const document *doc = &read.documents.v[i];
        bool too_long = doc->bytes.len > ARTICLE_LONGEST;
        article a = {.input = doc->input};
        if (o->plain && !too_long)
            article_plain(s->one, doc, &a);
        else if (!too_long)
            article_extract(s->one, doc, false, o->language, &a);
        if (slice_trim(a.text).len)
            take_text(s, &a);
        else
            take_skip(&s->skips, a.input, 0,
                      too_long ? SLICE(ARTICLE_TOO_LONG)
                               : SLICE("no article text in it"));
        arena_reset(s->one);
    }
    take_read_skips(&s->skips, &read, 0);
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
    buf_init(&s->inputs, s->block);
    s->skips = (taken_skips){.n = 0};
    buf_init(&s->skips.bytes, s->block);
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
