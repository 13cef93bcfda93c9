/* stemma_bench_rand(): clusterings of others, in the formats they are kept in. */
#include "bench/lines.h"
#include "bench/outcome.h"
#include "bench/pairs.h"

#include <stemma/bench.h>

#include <string.h>

typedef struct {
    arena *a;
    hash_table numbers; // hash of an id to number + 1
    uint32_t n;
    outcome done;
} ids;

/* One file's clusters: a forest of articles, or labels. */
typedef struct {
    ids *all;
    const char *path;
    VEC(uint32_t) above; // for each article its parent in the forest, + 1; 0: itself
    VEC(uint32_t) label; // 0: none
    hash_table labels;
    uint32_t n_labels;
    bool names_only; // the file only tells which articles there are
} clusters;

static bool wrong(clusters *c, const char *why)
{
    return outcome_fail(&c->all->done, STEMMA_ERROR_INPUT,
                        arena_format(c->all->a, "%s: %s", c->path, why));
}

static uint32_t number_of(clusters *c, slice id)
{
    bool is_new;
    uint32_t *number = hash_table_put(&c->all->numbers, hash_bytes(id), &is_new);
    if (is_new)
        *number = ++c->all->n;
    return *number - 1;
}

static void make_room(clusters *c, uint32_t number)
{
    while (c->above.n <= number) {
        vec_push(c->all->a, &c->above, 0);
        vec_push(c->all->a, &c->label, 0);
    }
}

static uint32_t top_of(clusters *c, uint32_t i)
{
    while (c->above.v[i]) {
        uint32_t above = c->above.v[i] - 1;
        if (c->above.v[above])
            c->above.v[i] = c->above.v[above];
        i = above;
    }
    return i;
}

static void add_pair(clusters *c, slice x, slice y)
{
    uint32_t a = number_of(c, x), b = number_of(c, y);
    make_room(c, a > b ? a : b);
    a = top_of(c, a);
    b = top_of(c, b);
    if (a != b)
        c->above.v[a > b ? a : b] = (a > b ? b : a) + 1;
}

/* No cluster, and what density clustering calls noise, is a cluster of its own. */
static void add_label(clusters *c, slice id, slice cluster)
{
    uint32_t number = number_of(c, id);
    make_room(c, number);
    if (!cluster.len || slice_eq_str(cluster, "-1") || slice_eq_str(cluster, "null"))
        return;
    bool is_new;
    uint32_t *label = hash_table_put(&c->labels, hash_bytes(cluster), &is_new);
    if (is_new)
        *label = ++c->n_labels;
    c->label.v[number] = *label;
}

static slice text_of(arena *a, const json_t *value)
{
    if (json_is_integer(value))
        return arena_format(a, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    if (json_is_real(value))
        return arena_format(a, "%.0f", json_real_value(value));
    if (json_is_string(value))
        return slice_of(json_string_value(value), json_string_length(value));
    return (slice){"", 0};
}

static bool take_object(clusters *c, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        slice name = slice_of_str(key);
        if (c->names_only) {
            number_of(c, name);
        } else if (json_is_array(value)) {
            for (size_t i = 0; i < json_array_size(value); i++)
                add_label(c, text_of(c->all->a, json_array_get(value, i)), name);
        } else if (json_is_object(value)) {
            const json_t *own = json_object_get(value, "cluster");
            add_label(c, name, text_of(c->all->a, own));
        } else {
            add_label(c, name, text_of(c->all->a, value));
        }
    }
    return true;
}

static bool take_array(clusters *c, const json_t *array)
{
    for (size_t i = 0; i < json_array_size(array); i++) {
        const json_t *item = json_array_get(array, i);
        if (c->names_only && !json_is_array(item) && !json_is_object(item)) {
            number_of(c, text_of(c->all->a, item));
            continue;
        }
        slice x = text_of(c->all->a, json_array_get(item, 0));
        slice y = text_of(c->all->a, json_array_get(item, 1));
        if (!x.len || !y.len)
            return wrong(c, "an array of pairs has something else in it");
        add_pair(c, x, y);
    }
    return true;
}

static bool take_line(void *ctx, const json_t *object, uint64_t number)
{
    (void)number;
    clusters *c = ctx;
    arena *a = c->all->a;
    const json_t *id = json_object_get(object, "id");
    const json_t *cluster = json_object_get(object, "family");
    if (!cluster)
        cluster = json_object_get(object, "cluster");
    if (!id)
        return wrong(c, "a line without an id");
    if (c->names_only)
        number_of(c, text_of(a, id));
    else
        add_label(c, text_of(a, id), text_of(a, cluster));
    return true;
}

enum { MOST_COLUMNS = 64 };

/* The fields of one CSV line; "" in quotes is a quote. Fields do not go over lines: ids
 * and clusters have none. */
static uint32_t split(arena *a, slice line, slice *fields)
{
    uint32_t n = 0;
    for (size_t at = 0; n < MOST_COLUMNS; at++) {
        char *to = arena_alloc(a, line.len + 1);
        size_t len = 0;
        bool quoted = at < line.len && line.ptr[at] == '"';
        for (at += quoted; at < line.len; at++) {
            char ch = line.ptr[at];
            if (quoted && ch == '"' && at + 1 < line.len && line.ptr[at + 1] == '"')
                at++;
            else if (quoted && ch == '"')
                quoted = false;
            else if (!quoted && ch == ',')
                break;
            if (ch != '"' || quoted)
                to[len++] = ch;
        }
        fields[n++] = slice_trim(slice_of(to, len));
        if (at >= line.len)
            break;
    }
    return n;
}

static bool take_csv(clusters *c, slice text)
{
    slice line, fields[MOST_COLUMNS];
    arena *tmp = arena_sub(c->all->a);
    if (!slice_next_line(&text, &line))
        return wrong(c, "is empty");
    uint32_t n = split(tmp, line, fields), id = 0, cluster = n;
    bool head = false;
    for (uint32_t i = 0; i < n; i++) {
        if (slice_eq_str(fields[i], "id"))
            id = i;
        else if (slice_eq_str(fields[i], "cluster") || slice_eq_str(fields[i], "family"))
            cluster = i;
        else
            continue;
        head = true;
    }
    bool pairs = cluster == n;
    if (n < 2 && !c->names_only)
        return wrong(c, "is neither JSON nor CSV with two columns");
    for (bool first = true; first || slice_next_line(&text, &line); first = false) {
        uint32_t got = split(tmp, line, fields);
        bool blank = slice_trim(line).len == 0 || (first && head);
        if (!blank && c->names_only && got > id)
            number_of(c, fields[id]);
        else if (!blank && pairs && got > 1)
            add_pair(c, fields[0], fields[1]);
        else if (!blank && got > cluster && got > id)
            add_label(c, fields[id], fields[cluster]);
        arena_release(tmp);
    }
    return true;
}

static void drop_json(void *what)
{
    json_decref(what);
}

static bool read_clusters(clusters *c)
{
    slice text, reason;
    arena *a = c->all->a;
    if (!file_map(a, c->path, &text, &reason))
        return outcome_fail(&c->all->done, STEMMA_ERROR_READ, reason);
    hash_table_init(&c->labels, a, 1024);
    slice body = slice_trim(text);
    if (!body.len || (body.ptr[0] != '{' && body.ptr[0] != '['))
        return take_csv(c, body);
    json_error_t error;
    json_t *whole = json_loadb(body.ptr, body.len, 0, &error);
    if (whole)
        arena_defer(a, drop_json, whole);
    if (json_is_array(whole))
        return take_array(c, whole);
    bool record = whole && json_object_get(whole, "id") &&
                  (json_object_get(whole, "family") || json_object_get(whole, "cluster"));
    if (whole && !record)
        return take_object(c, whole);
    if (lines_each(a, c->path, take_line, c, &reason))
        return true;
    return c->all->done.status ? false
                               : outcome_fail(&c->all->done, STEMMA_ERROR_INPUT, reason);
}

/* Pairs and labels to one label each, + 1; 0: in no cluster. */
static uint32_t cluster_of(clusters *c, uint32_t i)
{
    if (i >= c->above.n)
        return 0;
    if (c->label.v[i])
        return c->label.v[i];
    return c->n_labels + 1 + top_of(c, i);
}

typedef struct {
    const char *truth, *found, *ids;
    bool json;
    stemma_sink sink;
    void *ctx;
    ids all;
} job;

static void write_result(job *j, const pair_item *items, uint32_t n, pen *to)
{
    pair_counts all, none;
    pair_item *copy = arena_copy(j->all.a, items, sizeof *items * n);
    for (uint32_t i = 0; i < n; i++)
        copy[i].of_class = 0;
    double rand = pairs_adjusted_rand(j->all.a, items, n, UINT32_MAX);
    pairs_count(j->all.a, copy, n, 1, &all, &none);
    pen_str(to, j->json ? "{\"adjusted_rand\":" : "adjusted Rand index  ");
    pen_real(to, rand, 6);
    pen_str(to, j->json ? ",\"articles\":" : "\narticles             ");
    pen_number(to, n);
    pen_str(to, j->json ? ",\"pairs_true\":" : "\npairs, true          ");
    pen_number(to, all.required);
    pen_str(to, j->json ? ",\"pairs_found\":" : "\npairs, found         ");
    pen_number(to, all.tied);
    pen_str(to, j->json ? ",\"pairs_both\":" : "\npairs, both          ");
    pen_number(to, all.right);
    pen_str(to, j->json ? "}\n" : "\n");
}

static void compare(void *arg)
{
    job *j = arg;
    arena *a = j->all.a;
    hash_table_init(&j->all.numbers, a, 1024);
    clusters universe = {.all = &j->all, .path = j->ids, .names_only = true};
    clusters truth = {.all = &j->all, .path = j->truth};
    clusters found = {.all = &j->all, .path = j->found};
    if (j->ids && !read_clusters(&universe))
        return;
    uint32_t n_known = j->all.n;
    if (!read_clusters(&truth) || !read_clusters(&found))
        return;
    if (j->ids && j->all.n > n_known) {
        outcome_fail(&j->all.done, STEMMA_ERROR_INPUT,
                     arena_format(a, "%s lacks %u ids of the other files", j->ids,
                                  j->all.n - n_known));
        return;
    }
    pair_item *items = arena_array(a, pair_item, j->all.n + 1u);
    for (uint32_t i = 0; i < j->all.n; i++)
        items[i] =
            (pair_item){.family = cluster_of(&truth, i), .found = cluster_of(&found, i)};
    pen text;
    pen_init(&text, a);
    write_result(j, items, j->all.n, &text);
    if (!j->sink(j->ctx, text.ptr, text.len))
        outcome_fail(&j->all.done, STEMMA_ERROR_WRITE, SLICE("the output was refused"));
}

stemma_status stemma_bench_rand(const char *truth, const char *found, const char *id_file,
                                bool json, stemma_sink sink, void *ctx,
                                stemma_error *error)
{
    arena a;
    arena_init(&a);
    job j = {.truth = truth,
             .found = found,
             .ids = id_file,
             .json = json,
             .sink = sink,
             .ctx = ctx,
             .all = {.a = &a}};
    if (!arena_guard(&a, compare, &j))
        outcome_fail(&j.all.done, STEMMA_ERROR_MEMORY, SLICE("out of memory"));
    outcome_tell(&j.all.done, error);
    arena_deinit(&a);
    return j.all.done.status;
}
