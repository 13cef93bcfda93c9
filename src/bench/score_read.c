#include "bench/score.h"

#include "bench/lines.h"

#include <string.h>

typedef struct {
    score_data *s;
    slice *reason;
    arena *tmp;
} reading;

static uint32_t label_of(score_data *s, slice name)
{
    if (!name.len)
        return 0;
    bool is_new;
    uint32_t *label = hash_table_put(&s->label_of, hash_bytes(name), &is_new);
    if (is_new)
        *label = ++s->n_labels;
    return *label;
}

/* Number + 1; 0 for an article that the truth does not have. */
static uint32_t number_of(const score_data *s, slice id)
{
    const uint32_t *number = hash_table_get(&s->number_of, hash_bytes(id));
    return number ? *number : 0;
}

static uint32_t class_of(score_data *s, slice kind, uint32_t rate)
{
    for (uint32_t i = 0; i < s->classes.n; i++)
        if (s->classes.v[i].rate == rate && slice_eq(s->classes.v[i].kind, kind))
            return i;
    bool negative = slice_starts(kind, SLICE("negative"));
    vec_push(s->a, &s->classes, (score_class){arena_slice(s->a, kind), rate, negative});
    return s->classes.n - 1;
}

/* The rate of the edit that the kind is named after. */
static uint32_t rate_of(arena *tmp, const json_t *object, slice kind)
{
    const json_t *edits = json_object_get(object, "edits");
    const json_t *first = json_array_get(edits, 0);
    if (json_array_size(edits) != 1 || !slice_eq(member_slice(tmp, first, "kind"), kind))
        return 0;
    double rate = json_number_value(json_object_get(first, "rate"));
    return rate > 0 && rate < 1 ? (uint32_t)(rate * 1e6 + 0.5) : 0;
}

static void read_copies(score_data *s, arena *tmp, const json_t *object, uint32_t article)
{
    const json_t *list = json_object_get(object, "passages");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *p = json_array_get(list, i);
        copied c = {.source = hash_bytes(member_slice(tmp, p, "of")),
                    .article = article,
                    .start = (uint32_t)member_count(p, "start"),
                    .end = (uint32_t)member_count(p, "end"),
                    .from = (uint32_t)member_count(p, "parent_start"),
                    .to = (uint32_t)member_count(p, "parent_end")};
        if (c.end > c.start && c.to > c.from)
            vec_push(s->a, &s->copies, c);
    }
}

static bool take_truth(void *ctx, const json_t *object, uint64_t line)
{
    reading *r = ctx;
    score_data *s = r->s;
    slice id = member_slice(r->tmp, object, "id");
    slice kind = member_slice(r->tmp, object, "kind");
    bool is_new;
    uint32_t *number = hash_table_put(&s->number_of, hash_bytes(id), &is_new);
    if (!id.len || !kind.len || !is_new) {
        *r->reason =
            arena_format(s->a, "truth, line %llu: no id, no kind, or an id twice",
                         (unsigned long long)line);
        return false;
    }
    *number = s->articles.n + 1;
    scored *a = vec_add(s->a, &s->articles);
    a->family = label_of(s, member_slice(r->tmp, object, "family"));
    a->of_class = class_of(s, kind, rate_of(r->tmp, object, kind));
    read_copies(s, r->tmp, object, s->articles.n - 1);
    arena_release(r->tmp);
    return true;
}

/* Parents may come later in the file: a second time over it. */
static bool take_parents(void *ctx, const json_t *object, uint64_t line)
{
    (void)line;
    reading *r = ctx;
    score_data *s = r->s;
    const json_t *list = json_object_get(object, "parents");
    uint32_t number = number_of(s, member_slice(r->tmp, object, "id"));
    scored *a = &s->articles.v[number - 1];
    for (size_t i = 0; i < 2 && i < json_array_size(list); i++) {
        const json_t *id = json_array_get(list, i);
        if (json_is_string(id))
            a->parents[i] =
                number_of(s, slice_of(json_string_value(id), json_string_length(id)));
    }
    if (a->parents[1]) {
        uint32_t other = s->articles.v[a->parents[1] - 1].family;
        a->second = other == a->family ? 0 : other;
    }
    arena_release(r->tmp);
    return true;
}

static bool take_family(void *ctx, const json_t *object, uint64_t line)
{
    (void)line;
    reading *r = ctx;
    score_data *s = r->s;
    uint32_t number = number_of(s, member_slice(r->tmp, object, "id"));
    if (number) {
        scored *a = &s->articles.v[number - 1];
        a->listed = true;
        a->found = label_of(s, member_slice(r->tmp, object, "family"));
        // ids of articles outside the family, the strongest first
        const json_t *list = json_object_get(object, "second");
        for (size_t i = 0; i < SCORE_SECONDS && i < json_array_size(list); i++) {
            const json_t *id = json_array_get(list, i);
            if (json_is_string(id))
                a->found_seconds[i] =
                    number_of(s, slice_of(json_string_value(id), json_string_length(id)));
        }
    } else {
        s->n_unknown++;
    }
    arena_release(r->tmp);
    return true;
}

static bool take_passage(void *ctx, const json_t *object, uint64_t line)
{
    (void)line;
    reading *r = ctx;
    score_data *s = r->s;
    slice kind = member_slice(r->tmp, object, "kind");
    uint32_t a = number_of(s, member_slice(r->tmp, object, "a"));
    uint32_t b = number_of(s, member_slice(r->tmp, object, "b"));
    if (a && b && slice_eq_str(kind, "copy"))
        vec_push(s->a, &s->passages,
                 (found_passage){a - 1, b - 1, (uint32_t)member_count(object, "a_start"),
                                 (uint32_t)member_count(object, "a_end"),
                                 (uint32_t)member_count(object, "b_start"),
                                 (uint32_t)member_count(object, "b_end")});
    s->n_unknown += !a || !b;
    arena_release(r->tmp);
    return true;
}

/* An article that others were copied from is a source, too: of itself, whole. */
static void add_sources(score_data *s)
{
    VEC(copied) own = {0};
    hash_table seen;
    hash_table_init(&seen, s->a, s->copies.n);
    for (uint32_t i = 0; i < s->copies.n; i++) {
        const copied *c = &s->copies.v[i];
        bool is_new;
        uint32_t *number = hash_table_get(&s->number_of, c->source);
        if (!number)
            continue;
        hash_table_put(&seen, c->source, &is_new);
        if (is_new)
            vec_push(s->a, &own,
                     (copied){c->source, 0, UINT32_MAX, *number - 1, 0, UINT32_MAX});
    }
    for (uint32_t i = 0; i < own.n; i++)
        vec_push(s->a, &s->copies, own.v[i]);
}

bool score_read(score_data *s, const char *folder, const char *families,
                const char *passages, slice *reason)
{
    hash_table_init(&s->number_of, s->a, 1024);
    hash_table_init(&s->label_of, s->a, 1024);
    reading r = {s, reason, arena_sub(s->a)};
    const char *truth = arena_format(s->a, "%s/truth.jsonl", folder).ptr;
    if (!lines_each(s->a, truth, take_truth, &r, reason) ||
        !lines_each(s->a, truth, take_parents, &r, reason) ||
        !lines_each(s->a, families, take_family, &r, reason))
        return false;
    s->has_passages = passages != NULL;
    if (passages && !lines_each(s->a, passages, take_passage, &r, reason))
        return false;
    add_sources(s);
    return true;
}
