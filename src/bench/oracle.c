/* stemma_bench_oracle(): every pair of a sample aligned in full.
 *
 *   all texts ─► words, weights           as stage pile has them
 *   sample    ─► bound for each pair      what the words that both have say: no alignment
 *                                         can say more
 *             ─► those that could reach the share of a copy, and the score of a single
 *                stretch (reach.h): aligned (match/align_all.h)
 *
 * Both bounds are exact: they leave out only pairs that cannot be copies. */
#include "bench/lines.h"
#include "bench/outcome.h"
#include "bench/pairs.h"
#include "bench/random.h"
#include "bench/reach.h"

#include "base/workers.h"
#include "match/align_all.h"
#include "match/index.h"
#include "match/weights.h"
#include "text/quick.h"

#include <stemma/bench.h>

#include <stdlib.h>
#include <string.h>

enum {
    ROWS = 16,   // of one piece of work
    SECONDS = 4, // second sources of an article that count
};

typedef struct {
    slice id;
    uint32_t *keys;
    uint8_t *words;
    uint32_t n;
    word_sums sums;
    uint32_t found;            // family
    uint32_t seconds[SECONDS]; // numbers of articles + 1
    word_place *places;
    reach_text reach;
    bool sampled;
    bool is_repeat; // of an earlier text: counts once, as in stage pile
} oracle_text;

/* A word that a text has. */
typedef struct {
    uint32_t key, text, count;
    uint32_t weight; // the most it weighs there
} posting;

typedef struct {
    uint32_t a, b;
    double share;
    uint32_t n_same;
} copy_pair;
typedef VEC(copy_pair) copy_pairs;

typedef struct {
    const char *const *inputs;
    size_t n_inputs;
    const char *families;
    uint32_t sample;
    unsigned n_threads;
    bool json;
    stemma_sink sink;
    void *ctx;
    outcome done;

    arena *a;
    text_rules *rules;
    quick_words words;
    VEC(oracle_text) texts;
    hash_table number_of; // hash of an id to number + 1
    hash_table seen;      // hashes of texts
    hash_table labels;
    uint32_t n_labels;
    uint32_t *sampled, n_sampled;
    posting *own;       // by text, then key: of sampled texts
    uint32_t *own_at;   // for each sampled text
    posting *lists;     // the same by key, then text
    copy_pairs *copies; // for each piece of work
    uint64_t *n_aligned;
} job;

static bool take_text(void *ctx, const json_t *object, uint64_t line)
{
    job *j = ctx;
    const json_t *body = json_object_get(object, "text");
    oracle_text t = {.id = member_slice(j->a, object, "id")};
    bool is_new;
    uint32_t *number = hash_table_put(&j->number_of, hash_bytes(t.id), &is_new);
    if (!t.id.len || !is_new || !json_is_string(body))
        return outcome_fail(&j->done, STEMMA_ERROR_INPUT,
                            arena_format(j->a,
                                         "line %llu: no id, an id twice, or no text",
                                         (unsigned long long)line));
    *number = j->texts.n + 1;
    quick_split(j->rules, &j->words,
                slice_of(json_string_value(body), json_string_length(body)));
    t.n = j->words.n;
    t.keys = arena_copy(j->a, j->words.keys, t.n * sizeof *t.keys);
    t.words = arena_alloc(j->a, t.n + 1u);
    for (uint32_t i = 0; i < t.n; i++) {
        uint8_t f = j->words.flags[i];
        t.words[i] = (uint8_t)((f & (WORD_FUNCTION | WORD_NAME | WORD_NUMBER)) |
                               (f & TOKEN_IN_QUOTES ? WORD_QUOTED : 0));
    }
    hash_table_put(&j->seen,
                   hash_bytes(slice_of((const char *)t.keys, t.n * sizeof *t.keys)),
                   &is_new);
    t.is_repeat = !is_new;
    vec_push(j->a, &j->texts, t);
    return true;
}

static bool take_family(void *ctx, const json_t *object, uint64_t line)
{
    (void)line;
    job *j = ctx;
    arena *tmp = arena_sub(j->a);
    slice family = member_slice(tmp, object, "family");
    uint32_t *number =
        hash_table_get(&j->number_of, hash_bytes(member_slice(tmp, object, "id")));
    bool is_new;
    if (number && family.len) {
        uint32_t *label = hash_table_put(&j->labels, hash_bytes(family), &is_new);
        if (is_new)
            *label = ++j->n_labels;
        j->texts.v[*number - 1].found = *label;
    }
    const json_t *list = json_object_get(object, "second");
    for (size_t i = 0; number && i < SECONDS && i < json_array_size(list); i++) {
        const json_t *id = json_array_get(list, i);
        slice name = slice_of(json_string_value(id), json_string_length(id));
        uint32_t *of =
            json_is_string(id) ? hash_table_get(&j->number_of, hash_bytes(name)) : NULL;
        j->texts.v[*number - 1].seconds[i] = of ? *of : 0;
    }
    arena_release(tmp);
    return true;
}

typedef struct {
    uint64_t key;
    uint32_t text;
} gram_at;

static int by_gram_at(const void *x, const void *y)
{
    const gram_at *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->text < b->text ? -1 : a->text > b->text;
}

/* The grams that so many texts have that their words say nothing. */
static void find_common(job *j, common_grams *common)
{
    arena *tmp = arena_sub(j->a);
    size_t n = 0, n_common = 0;
    for (uint32_t i = 0; i < j->texts.n; i++)
        n += 2 * (size_t)j->texts.v[i].n;
    gram_at *all = arena_array(tmp, gram_at, n + 1);
    gram *grams = arena_array(tmp, gram, n + 1);
    n = 0;
    for (uint32_t i = 0; i < j->texts.n; i++) {
        const oracle_text *t = &j->texts.v[i];
        if (t->is_repeat)
            continue;
        uint32_t n_grams = grams_take(t->keys, t->words, t->n, grams);
        for (uint32_t g = 0; g < n_grams; g++) {
            uint32_t part = index_part(grams[g].hash);
            seed s = index_seed(grams[g].hash, i);
            all[n++] = (gram_at){index_key(part, s.gram), i};
        }
    }
    if (n > 1)
        qsort(all, n, sizeof *all, by_gram_at);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0, end; i < n; i = end) {
            uint32_t n_texts = 1;
            for (end = i + 1; end < n && all[end].key == all[i].key; end++)
                n_texts += all[end].text != all[end - 1].text;
            if (n_texts < INDEX_COMMON)
                continue;
            if (pass)
                common_put(common, all[i].key, n_texts);
            n_common++;
        }
        if (!pass && n_common)
            common_init(common, j->a, n_common);
    }
    arena_release(tmp);
}

static void weigh(job *j)
{
    arena *tmp = arena_sub(j->a);
    common_grams common = {0};
    word_weights weights = {.n_texts = arena_array(tmp, uint32_t, WEIGHT_SLOTS),
                            .bits = arena_array(tmp, uint8_t, WEIGHT_SLOTS)};
    find_common(j, &common);
    uint32_t longest = 0;
    for (uint32_t i = 0; i < j->texts.n; i++) {
        const oracle_text *t = &j->texts.v[i];
        longest = t->n > longest ? t->n : longest;
        if (weights_sample(i) && !t->is_repeat)
            weights_count(&weights, t->keys, t->n, weights_sample(i));
    }
    weights_settle(&weights);
    gram *grams = arena_array(tmp, gram, 2 * (size_t)longest + 1);
    for (uint32_t i = 0; i < j->texts.n; i++) {
        oracle_text *t = &j->texts.v[i];
        t->sums = weights_weigh(&weights, &common, t->keys, t->words, t->n, grams);
    }
    arena_release(tmp);
}

/* By a hash of the id: the same articles, whatever their order. */
static void choose_sample(job *j)
{
    uint32_t n = j->texts.n;
    gram_at *order = arena_array(j->a, gram_at, n + 1u);
    for (uint32_t i = 0; i < n; i++)
        order[i] = (gram_at){hash_mix(hash_bytes(j->texts.v[i].id), 0x53414d50u), i};
    if (n > 1)
        qsort(order, n, sizeof *order, by_gram_at);
    j->n_sampled = j->sample && j->sample < n ? j->sample : n;
    for (uint32_t i = 0; i < j->n_sampled; i++)
        j->texts.v[order[i].text].sampled = true;
    j->sampled = arena_array(j->a, uint32_t, j->n_sampled + 1u);
    uint32_t at = 0;
    for (uint32_t i = 0; i < n; i++)
        if (j->texts.v[i].sampled)
            j->sampled[at++] = i;
}

static int by_key(const void *x, const void *y)
{
    const posting *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->text < b->text ? -1 : a->text > b->text;
}

static uint32_t unite(posting *p, uint32_t n)
{
    uint32_t kept = 0;
    if (n > 1)
        qsort(p, n, sizeof *p, by_key);
    for (uint32_t i = 0; i < n; i++) {
        if (kept && p[kept - 1].key == p[i].key) {
            p[kept - 1].count++;
            if (p[i].weight > p[kept - 1].weight)
                p[kept - 1].weight = p[i].weight;
        } else {
            p[kept++] = p[i];
        }
    }
    return kept;
}

static word_run run_of(const oracle_text *t)
{
    return (word_run){t->keys, t->words, t->n, t->sums};
}

/* Which texts of the sample have which words, and how often. */
static void make_lists(job *j)
{
    size_t n = 0;
    for (uint32_t s = 0; s < j->n_sampled; s++)
        n += j->texts.v[j->sampled[s]].n;
    j->own = arena_array(j->a, posting, n + 1);
    j->own_at = arena_array(j->a, uint32_t, j->n_sampled + 1u);
    n = 0;
    for (uint32_t s = 0; s < j->n_sampled; s++) {
        const oracle_text *t = &j->texts.v[j->sampled[s]];
        word_run run = run_of(t);
        j->own_at[s] = (uint32_t)n;
        j->texts.v[j->sampled[s]].places = arena_array(j->a, word_place, t->n + 1u);
        word_places(&run, j->texts.v[j->sampled[s]].places);
        reach_init(j->a, &run, &j->texts.v[j->sampled[s]].reach);
        for (uint32_t i = 0; i < t->n; i++)
            j->own[n + i] = (posting){t->keys[i], s, 1, t->words[i] & WORD_WEIGHT};
        n += unite(j->own + n, t->n);
    }
    j->own_at[j->n_sampled] = (uint32_t)n;
    j->lists = arena_copy(j->a, j->own, n * sizeof *j->own);
    if (n > 1)
        qsort(j->lists, n, sizeof *j->lists, by_key);
}

/* The first posting of the key behind a text. */
static size_t list_after(const job *j, uint32_t key, uint32_t behind)
{
    size_t low = 0, high = j->own_at[j->n_sampled];
    while (low < high) {
        size_t middle = (low + high) / 2;
        const posting *p = &j->lists[middle];
        if (p->key < key || (p->key == key && p->text <= behind))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What two texts have in common at most: their words, in whatever order. */
typedef struct {
    uint32_t bits, n;
} in_common;

/* So much must the words say that both have, or so many must they be, or no alignment
 * makes the two copies. */
static bool could_be(const oracle_text *a, const oracle_text *b, in_common most)
{
    uint64_t least = a->sums.bits < b->sums.bits ? a->sums.bits : b->sums.bits;
    uint32_t n = a->n < b->n ? a->n : b->n;
    return most.bits >= PAIR_LEAST_BITS &&
           ((double)most.bits >= PAIR_LOOK_SHARE * (double)least ||
            (double)most.n >= PAIR_HALF_COVERAGE * (double)n);
}

/* Scratch memory of one thread. */
typedef struct {
    aligner full;
    reach_scratch reach;
} scratch;

static void compare(job *j, size_t item, arena *own, scratch *x, uint32_t s, uint32_t t)
{
    uint32_t a = j->sampled[s], b = j->sampled[t];
    j->n_aligned[item]++;
    if (!reach_could(&x->reach, &j->texts.v[a].reach, &j->texts.v[b].reach,
                     PAIR_LEAST_BITS))
        return;
    word_run run_a = run_of(&j->texts.v[a]), run_b = run_of(&j->texts.v[b]);
    pair_result r;
    align_all(&x->full, &run_a, &run_b, j->texts.v[a].places, j->texts.v[b].places, &r);
    double share = pair_tie(&r);
    uint32_t n_same = 0;
    for (uint32_t i = 0; i < r.n_stretches; i++)
        n_same += r.stretches[i].n_same;
    if (share > 0 && !r.is_passage)
        vec_push(own, &j->copies[item], (copy_pair){a, b, share, n_same});
}

static void compare_rows(void *arg, size_t item, arena *own)
{
    job *j = arg;
    arena *tmp = arena_sub(own);
    scratch x = {.full = {.a = tmp}, .reach = {.a = tmp}};
    in_common *shared = arena_array(tmp, in_common, j->n_sampled);
    uint32_t last = ((uint32_t)item + 1) * ROWS;
    for (uint32_t s = (uint32_t)item * ROWS; s < last && s < j->n_sampled; s++) {
        memset(shared, 0, j->n_sampled * sizeof *shared);
        for (uint32_t k = j->own_at[s]; k < j->own_at[s + 1]; k++) {
            const posting *mine = &j->own[k];
            size_t end = j->own_at[j->n_sampled];
            for (size_t i = list_after(j, mine->key, s);
                 i < end && j->lists[i].key == mine->key; i++) {
                uint32_t n = j->lists[i].count;
                n = n < mine->count ? n : mine->count;
                shared[j->lists[i].text].n += n;
                shared[j->lists[i].text].bits += n * mine->weight;
            }
        }
        for (uint32_t t = s + 1; t < j->n_sampled; t++)
            if (could_be(&j->texts.v[j->sampled[s]], &j->texts.v[j->sampled[t]],
                         shared[t]))
                compare(j, item, own, &x, s, t);
    }
    arena_release(tmp);
}

static bool is_second(const job *j, uint32_t which, uint32_t source)
{
    const oracle_text *t = &j->texts.v[which], *s = &j->texts.v[source];
    for (int i = 0; i < SECONDS; i++) {
        uint32_t number = t->seconds[i];
        if (number == source + 1 ||
            (number && s->found && j->texts.v[number - 1].found == s->found))
            return true;
    }
    return false;
}

/* In one family, or the one is named as a source of the other, or both have a third one
 * as their second source. */
static bool is_told(const job *j, uint32_t a, uint32_t b)
{
    const oracle_text *x = &j->texts.v[a], *y = &j->texts.v[b];
    if ((x->found && x->found == y->found) || is_second(j, a, b) || is_second(j, b, a))
        return true;
    for (int i = 0; i < SECONDS; i++)
        if (y->seconds[i] && (is_second(j, a, y->seconds[i] - 1)))
            return true;
    return false;
}

static bool write_pairs(const job *j, size_t n_items)
{
    pen to;
    pen_init(&to, j->a);
    for (size_t i = 0; i < n_items; i++) {
        to.len = 0;
        for (uint32_t k = 0; k < j->copies[i].n; k++) {
            const copy_pair *c = &j->copies[i].v[k];
            pen_str(&to, "{\"a\":");
            pen_json(&to, j->texts.v[c->a].id);
            pen_str(&to, ",\"b\":");
            pen_json(&to, j->texts.v[c->b].id);
            pen_str(&to, ",\"share\":");
            pen_real(&to, c->share, 4);
            pen_str(&to, ",\"same\":");
            pen_number(&to, c->n_same);
            pen_str(&to, "}\n");
        }
        if (!j->sink(j->ctx, to.ptr, to.len))
            return false;
    }
    return true;
}

static void put(pen *to, bool json, const char *name, const char *words, uint64_t n)
{
    pen_str(to, json ? name : words);
    pen_number(to, n);
}

/* How many of the pairs stand in one family, and how many pairs stand there in all. */
static bool write_recall(const job *j, size_t n_items)
{
    uint64_t n = j->n_sampled, n_pairs = 0, n_found = 0, n_together = 0, n_aligned = 0,
             n_tied = 0;
    uint32_t *size = arena_array(j->a, uint32_t, j->n_labels + 1u);
    for (size_t i = 0; i < n_items; i++) {
        n_aligned += j->n_aligned[i];
        n_pairs += j->copies[i].n;
        for (uint32_t k = 0; k < j->copies[i].n; k++) {
            const copy_pair *c = &j->copies[i].v[k];
            uint32_t family = j->texts.v[c->a].found;
            n_together += family && family == j->texts.v[c->b].found;
            n_found += is_told(j, c->a, c->b);
        }
    }
    for (uint32_t s = 0; s < j->n_sampled; s++)
        size[j->texts.v[j->sampled[s]].found]++;
    for (uint32_t f = 1; f <= j->n_labels; f++)
        n_tied += (uint64_t)size[f] * (size[f] - (size[f] > 0)) / 2;
    pen to;
    pen_init(&to, j->a);
    put(&to, j->json, "{\"articles\":", "articles compared       ", n);
    put(&to, j->json, ",\"pairs\":", "\npairs                   ", n * (n - (n > 0)) / 2);
    put(&to, j->json, ",\"aligned\":", "\nthat could be copies    ", n_aligned);
    put(&to, j->json, ",\"copies\":", "\nthat are, aligned       ", n_pairs);
    put(&to, j->json, ",\"in_one_family\":", "\nof these in one family  ", n_together);
    put(&to, j->json, ",\"told\":", "\nor told as sources      ", n_found);
    pen_str(&to, j->json ? ",\"recall\":" : "\nrecall                  ");
    n_pairs || !j->json ? pen_ratio(&to, n_found, n_pairs, 6) : pen_str(&to, "null");
    put(&to, j->json, ",\"tied\":", "\npairs in one family     ", n_tied);
    pen_str(&to, j->json ? "}\n" : "\n");
    return j->sink(j->ctx, to.ptr, to.len);
}

static void look_at_all(void *arg)
{
    job *j = arg;
    slice reason = {"", 0};
    hash_table_init(&j->number_of, j->a, 1024);
    hash_table_init(&j->seen, j->a, 1024);
    hash_table_init(&j->labels, j->a, 1024);
    j->rules = text_rules_open(j->a);
    quick_words_init(&j->words, j->a);
    bool good = true;
    for (size_t i = 0; good && i < j->n_inputs; i++)
        good = lines_each(j->a, j->inputs[i], take_text, j, &reason);
    if (good && j->families)
        good = lines_each(j->a, j->families, take_family, j, &reason);
    if (!good) {
        if (!j->done.status)
            outcome_fail(&j->done, STEMMA_ERROR_READ, reason);
        return;
    }
    weigh(j);
    choose_sample(j);
    make_lists(j);
    size_t n_items = (j->n_sampled + ROWS - 1) / ROWS;
    j->copies = arena_array(j->a, copy_pairs, n_items + 1);
    j->n_aligned = arena_array(j->a, uint64_t, n_items + 1);
    workers_each(j->a, n_items, j->n_threads, compare_rows, j);
    if (!(j->families ? write_recall(j, n_items) : write_pairs(j, n_items)))
        outcome_fail(&j->done, STEMMA_ERROR_WRITE, SLICE("the output was refused"));
}

stemma_status stemma_bench_oracle(const char *const *inputs, size_t n_inputs,
                                  const char *families, uint32_t sample,
                                  unsigned n_threads, bool json, stemma_sink sink,
                                  void *ctx, stemma_error *error)
{
    arena a;
    arena_init(&a);
    job j = {.inputs = inputs,
             .n_inputs = n_inputs,
             .families = families,
             .sample = sample,
             .n_threads = n_threads,
             .json = json,
             .sink = sink,
             .ctx = ctx,
             .a = &a};
    if (!arena_guard(&a, look_at_all, &j))
        outcome_fail(&j.done, STEMMA_ERROR_MEMORY, SLICE("out of memory"));
    outcome_tell(&j.done, error);
    arena_deinit(&a);
    return j.done.status;
}
