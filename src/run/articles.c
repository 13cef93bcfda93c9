/* Documents to articles: put in an order of their own, repeats taken out, ids made
 * unique. */
#include "run/run.h"

#include "article/repeat.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static slice take_digits(slice *rest)
{
    while (rest->len > 1 && rest->ptr[0] == '0' && is_digit(rest->ptr[1]))
        *rest = slice_of(rest->ptr + 1, rest->len - 1);
    size_t n = 0;
    while (n < rest->len && is_digit(rest->ptr[n]))
        n++;
    slice digits = slice_of(rest->ptr, n);
    *rest = slice_of(rest->ptr + n, rest->len - n);
    return digits;
}

/* As people sort names: runs of digits by their value ("a:2" before "a:10"). */
int run_compare_names(slice a, slice b)
{
    slice left = a, right = b;
    while (left.len && right.len) {
        if (is_digit(left.ptr[0]) && is_digit(right.ptr[0])) {
            slice x = take_digits(&left), y = take_digits(&right);
            if (x.len != y.len)
                return x.len < y.len ? -1 : 1;
            int order = memcmp(x.ptr, y.ptr, x.len);
            if (order)
                return order;
            continue;
        }
        if (left.ptr[0] != right.ptr[0])
            return (unsigned char)left.ptr[0] < (unsigned char)right.ptr[0] ? -1 : 1;
        left = slice_of(left.ptr + 1, left.len - 1);
        right = slice_of(right.ptr + 1, right.len - 1);
    }
    if (left.len || right.len)
        return left.len ? 1 : -1;
    return slice_cmp(a, b); // "a01" and "a1" are not the same name
}

static int compare_documents(const void *x, const void *y)
{
    const document *a = x, *b = y;
    int order = run_compare_names(a->input, b->input);
    const slice left[] = {a->bytes, a->id, a->url, a->title, a->date, a->outlet};
    const slice right[] = {b->bytes, b->id, b->url, b->title, b->date, b->outlet};
    for (size_t i = 0; i < sizeof left / sizeof *left && !order; i++)
        order = slice_cmp(left[i], right[i]);
    return order;
}

static int compare_skips(const void *x, const void *y)
{
    const read_skip *a = x, *b = y;
    int order = run_compare_names(a->input, b->input);
    if (!order)
        order = (a->position > b->position) - (a->position < b->position);
    return order ? order : slice_cmp(a->reason, b->reason);
}

/* The order of the user's inputs must not show, and an input that was named twice (by
 * itself and by its folder) is still one. */
static void sort_documents(stemma_run *run)
{
    document *v = run->read.documents.v;
    uint32_t n = run->read.documents.n, kept = 0;
    if (n)
        qsort(v, n, sizeof *v, compare_documents);
    for (uint32_t i = 0; i < n; i++) {
        if (kept && compare_documents(&v[kept - 1], &v[i]) == 0)
            run_skip(run, v[i].input, 0, SLICE("named twice, taken once"));
        else
            v[kept++] = v[i];
    }
    run->read.documents.n = kept;
}

typedef struct {
    stemma_run *run;
    repeat_note *notes;
    const repeats *outlets;
} extraction;

static void extract(void *job, size_t i, arena *own)
{
    extraction *e = job;
    stemma_run *run = e->run;
    const document *doc = &run->read.documents.v[i];
    if (doc->bytes.len > ARTICLE_LONGEST) {
        run->articles[i] = (article){.input = doc->input};
        return;
    }
    article_extract(own, doc, run->options.plain, slice_of_str(run->options.language),
                    &run->articles[i]);
    if (!run->options.plain)
        repeat_note_take(own, doc, &run->articles[i], &e->notes[i]);
}

static void extract_again(void *job, size_t i, arena *own)
{
    extraction *e = job;
    const repeat_set *again = repeats_of(e->outlets, &e->notes[i]);
    if (again)
        article_extract_again(own, &e->run->read.documents.v[i],
                              slice_of_str(e->run->options.language), again,
                              &e->run->articles[i]);
}

/* What stands on many pages of an outlet is only known when all were seen. */
static bool extract_all(stemma_run *run)
{
    arena *tmp = arena_sub(&run->mem);
    uint32_t n = run->n_articles;
    extraction e = {.run = run};
    bool plain = run->options.plain, go_on;
    if (!plain)
        e.notes = arena_array(tmp, repeat_note, n);
    go_on = run_each(run, "articles", n, extract, &e);
    if (go_on && !plain) {
        repeats *outlets = repeats_new(tmp, n);
        for (uint32_t i = 0; i < n; i++)
            repeats_add(outlets, &e.notes[i]);
        repeats_settle(outlets);
        e.outlets = outlets;
        go_on = run_each(run, "articles", n, extract_again, &e);
    }
    arena_release(tmp);
    return go_on;
}

static void drop_empty(stemma_run *run)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < run->n_articles; i++) {
        const article *a = &run->articles[i];
        bool too_long = run->read.documents.v[i].bytes.len > ARTICLE_LONGEST;
        if (slice_trim(a->text).len == 0)
            run_skip(run, a->input, 0,
                     too_long ? SLICE(ARTICLE_TOO_LONG) : SLICE("no article text in it"));
        else
            run->articles[kept++] = *a;
    }
    run->n_articles = kept;
}

/* Gives the second and later articles of one id "-2", "-3" …, in order. */
static void make_ids_unique(stemma_run *run)
{
    arena *tmp = arena_sub(&run->mem);
    hash_table seen;
    hash_table_init(&seen, tmp, run->n_articles);
    for (uint32_t i = 0; i < run->n_articles; i++)
        *hash_table_put(&seen, hash_bytes(run->articles[i].id), NULL) += 1;
    hash_table next;
    hash_table_init(&next, tmp, run->n_articles);
    for (uint32_t i = 0; i < run->n_articles; i++) {
        article *a = &run->articles[i];
        // The count of an id says from where its next number is sought: no id is tried
        // twice, however many articles share one.
        uint64_t key = hash_bytes(a->id);
        uint32_t number = ++*hash_table_put(&next, key, NULL);
        if (number == 1)
            continue;
        slice id;
        do {
            id = arena_format(&run->mem, "%.*s-%u", (int)a->id.len, a->id.ptr, number++);
        } while (hash_table_get(&seen, hash_bytes(id)));
        *hash_table_put(&next, key, NULL) = number - 1;
        *hash_table_put(&seen, hash_bytes(id), NULL) = 1;
        a->id = id;
    }
    arena_release(tmp);
}

void run_count_words(text_rules *rules, arena *mem, slice bytes, text *to)
{
    arena *tmp = arena_sub(mem);
    text all;
    text_tokens(rules, tmp, bytes, &all);
    *to = (text){.bytes = bytes, .n_words = all.n_words};
    arena_release(tmp);
}

enum { SPLIT_TOGETHER = 32 }; // articles that one opening of the break rules serves

static void split(void *job, size_t share, arena *own)
{
    stemma_run *run = job;
    arena *tmp = arena_sub(own);
    text_rules *rules = text_rules_open(tmp);
    size_t last = (share + 1) * SPLIT_TOGETHER;
    for (size_t i = share * SPLIT_TOGETHER; i < last && i < run->n_articles; i++) {
        const article *a = &run->articles[i];
        run->article_owners[i] = run_owner(run, own, a->outlet);
        utf8_index_init(&run->points[i], a->text, own);
        if (run->up_to == STEMMA_STAGE_ARTICLE) {
            run_count_words(rules, tmp, a->text, &run->texts[i]);
            continue;
        }
        text_split_with(rules, own, a->text, a->paragraphs.v, a->paragraphs.n,
                        a->language, &run->texts[i]);
    }
    arena_release(tmp);
}

bool run_articles(stemma_run *run)
{
    sort_documents(run);
    run->n_articles = run->read.documents.n;
    run->articles = arena_array(&run->mem, article, run->n_articles);
    if (!extract_all(run))
        return false;
    drop_empty(run);
    if (run->skips.n)
        qsort(run->skips.v, run->skips.n, sizeof *run->skips.v, compare_skips);
    make_ids_unique(run);
    run_versions(run);
    run->texts = arena_array(&run->mem, text, run->n_articles);
    run->points = arena_array(&run->mem, utf8_index, run->n_articles);
    run->article_owners = arena_array(&run->mem, slice, run->n_articles);
    uint32_t n_shares = (run->n_articles + SPLIT_TOGETHER - 1) / SPLIT_TOGETHER;
    return run_each(run, "words", n_shares, split, run);
}
