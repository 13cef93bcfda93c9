#include "bench/pairs.h"

#include <stdlib.h>

/* Products of pair counts at a million articles do not fit 64 bits. */
__extension__ typedef __int128 wide;

static uint64_t choose_2(uint64_t n)
{
    return n ? n * (n - 1) / 2 : 0;
}

/* What is counted together: a key of two labels and the item's class. */
typedef struct {
    uint64_t key;
    uint32_t low; // a second part of the key
    uint32_t of_class;
} entry;

static int by_key(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->low != b->low)
        return a->low < b->low ? -1 : 1;
    return a->of_class < b->of_class ? -1 : a->of_class > b->of_class;
}

/* Adds (or takes away) the pairs inside of each run of equal keys: to `all`, and to each
 * class those with an article of it. */
static void count_runs(entry *e, size_t n, bool minus, uint64_t *all, uint64_t *classes,
                       size_t stride)
{
    if (n > 1)
        qsort(e, n, sizeof *e, by_key);
    uint64_t sign = minus ? UINT64_MAX : 1; // modulo 2^64
    for (size_t i = 0, end; i < n; i = end) {
        end = i;
        while (end < n && e[end].key == e[i].key && e[end].low == e[i].low)
            end++;
        uint64_t pairs = choose_2(end - i);
        *all += sign * pairs;
        for (size_t j = i, stop; j < end; j = stop) {
            stop = j;
            while (stop < end && e[stop].of_class == e[j].of_class)
                stop++;
            uint64_t without = choose_2(end - i - (stop - j));
            classes[e[j].of_class * stride] += sign * (pairs - without);
        }
    }
}

typedef struct {
    entry *entries;
    size_t n;
} table;

static void add(table *t, uint64_t high, uint64_t middle, uint32_t low, uint32_t of_class)
{
    t->entries[t->n++] = (entry){high << 32 | middle, low, of_class};
}

#define FIELD(of, name) \
    &(of).name, &classes[0].name, sizeof(pair_counts) / sizeof(uint64_t)

void pairs_count(arena *a, pair_item *items, size_t n, uint32_t n_classes,
                 pair_counts *all, pair_counts *classes)
{
    arena *tmp = arena_sub(a);
    table t = {.entries = arena_array(tmp, entry, 2 * n + 1)};
    *all = (pair_counts){0};
    for (uint32_t c = 0; c < n_classes; c++)
        classes[c] = (pair_counts){0};
    for (size_t i = 0; i < n; i++)
        if (items[i].family)
            add(&t, 0, items[i].family, 0, items[i].of_class);
    count_runs(t.entries, t.n, false, FIELD(*all, required));
    t.n = 0;
    for (size_t i = 0; i < n; i++)
        if (items[i].family && items[i].found)
            add(&t, items[i].found, items[i].family, 0, items[i].of_class);
    count_runs(t.entries, t.n, false, FIELD(*all, reached));
    t.n = 0;
    for (size_t i = 0; i < n; i++)
        if (items[i].found)
            add(&t, 0, items[i].found, 0, items[i].of_class);
    count_runs(t.entries, t.n, false, FIELD(*all, tied));
    // Two articles share a true family: those that share two were counted twice.
    t.n = 0;
    for (size_t i = 0; i < n; i++) {
        if (items[i].found && items[i].family)
            add(&t, items[i].found, items[i].family, 0, items[i].of_class);
        if (items[i].found && items[i].second)
            add(&t, items[i].found, items[i].second, 0, items[i].of_class);
    }
    count_runs(t.entries, t.n, false, FIELD(*all, right));
    t.n = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t x = items[i].family, y = items[i].second;
        if (items[i].found && x && y)
            add(&t, items[i].found, x < y ? x : y, x < y ? y : x, items[i].of_class);
    }
    count_runs(t.entries, t.n, true, FIELD(*all, right));
    arena_release(tmp);
}

static uint64_t count_one(entry *e, size_t n)
{
    uint64_t all = 0, none[1] = {0};
    for (size_t i = 0; i < n; i++)
        e[i].of_class = 0;
    count_runs(e, n, false, &all, none, 0);
    return all;
}

double pairs_adjusted_rand(arena *a, const pair_item *items, size_t n, uint32_t only)
{
    arena *tmp = arena_sub(a);
    entry *e = arena_array(tmp, entry, n + 1);
    uint64_t both, rows, columns, n_items = 0;
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        bool counts = only == UINT32_MAX || items[i].of_class == only;
        n_items += counts;
        if (counts && items[i].family && items[i].found)
            e[m++] = (entry){(uint64_t)items[i].family << 32 | items[i].found, 0, 0};
    }
    both = count_one(e, m);
    m = 0;
    for (size_t i = 0; i < n; i++)
        if ((only == UINT32_MAX || items[i].of_class == only) && items[i].family)
            e[m++] = (entry){items[i].family, 0, 0};
    rows = count_one(e, m);
    m = 0;
    for (size_t i = 0; i < n; i++)
        if ((only == UINT32_MAX || items[i].of_class == only) && items[i].found)
            e[m++] = (entry){items[i].found, 0, 0};
    columns = count_one(e, m);
    arena_release(tmp);
    // (both - rows columns / all) / ((rows + columns) / 2 - rows columns / all), all
    // parts made whole by 2 all
    wide all = (wide)choose_2(n_items), chance = (wide)rows * columns;
    wide over = 2 * ((wide)both * all - chance);
    wide under = ((wide)rows + columns) * all - 2 * chance;
    return under == 0 ? 1 : (double)over / (double)under;
}
