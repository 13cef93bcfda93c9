/* Passages against the truth, character by character.
 *
 * A character of an article is copied where another article of the pile has the same
 * stretch of the same source. A found passage is right where both its ends stand on such
 * a stretch: the truth of two copies of one lost text follows from where each has it. */
#include "bench/lines.h"
#include "bench/score.h"

#include "base/utf8.h"

#include <stdlib.h>

static int by_source(const void *x, const void *y)
{
    const copied *a = x, *b = y;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return a->to < b->to ? -1 : a->to > b->to;
}

static int by_article(const void *x, const void *y)
{
    const copied *a = x, *b = y;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

static int by_place(const void *x, const void *y)
{
    const stain *a = x, *b = y;
    if (a->article != b->article)
        return a->article < b->article ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

/* Between the two lengths of a stretch: edits inside are taken as evenly spread. */
static uint32_t place_in(uint32_t at, uint32_t from, uint32_t to, uint32_t start,
                         uint32_t end)
{
    if (at <= from)
        return start;
    if (at >= to)
        return end;
    return start + (uint32_t)((uint64_t)(at - from) * (end - start) / (to - from));
}

static uint32_t to_article(const copied *c, uint32_t at)
{
    return place_in(at, c->from, c->to, c->start, c->end);
}

static uint32_t to_source(const copied *c, uint32_t at)
{
    return place_in(at, c->start, c->end, c->from, c->to);
}

/* Sorted and without overlaps. */
static void unite(stains *s)
{
    uint32_t n = 0;
    if (s->n > 1)
        qsort(s->v, s->n, sizeof *s->v, by_place);
    for (uint32_t i = 0; i < s->n; i++) {
        stain x = s->v[i];
        if (x.end <= x.start)
            continue;
        if (n && s->v[n - 1].article == x.article && x.start <= s->v[n - 1].end) {
            if (x.end > s->v[n - 1].end)
                s->v[n - 1].end = x.end;
        } else {
            s->v[n++] = x;
        }
    }
    s->n = n;
}

typedef struct {
    uint32_t at;
    int step;
} turn;

static int by_turn(const void *x, const void *y)
{
    const turn *a = x, *b = y;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->step - b->step;
}

/* The parts of one source that two stretches or more have, as characters of each. */
static void shared_parts(arena *tmp, const copied *c, uint32_t n, stains *truth,
                         arena *out)
{
    turn *turns = arena_array(tmp, turn, 2 * (size_t)n);
    span *parts = arena_array(tmp, span, n + 1u);
    uint32_t n_parts = 0, depth = 0;
    for (uint32_t i = 0; i < n; i++) {
        turns[2 * i] = (turn){c[i].from, 1};
        turns[2 * i + 1] = (turn){c[i].to, -1};
    }
    qsort(turns, 2 * (size_t)n, sizeof *turns, by_turn);
    for (uint32_t i = 0; i < 2 * n; i++) {
        if (turns[i].step > 0 && ++depth == 2)
            parts[n_parts].start = turns[i].at;
        if (turns[i].step < 0 && depth-- == 2)
            parts[n_parts++].end = turns[i].at;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t low = 0, high = n_parts;
        while (low < high) {
            uint32_t middle = (low + high) / 2;
            if (parts[middle].end <= c[i].from)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < n_parts && parts[low].start < c[i].to; low++)
            vec_push(out, truth,
                     (stain){c[i].article, to_article(&c[i], parts[low].start),
                             to_article(&c[i], parts[low].end)});
    }
}

static void true_stains(score_data *s, stains *truth)
{
    arena *tmp = arena_sub(s->a);
    if (s->copies.n > 1)
        qsort(s->copies.v, s->copies.n, sizeof *s->copies.v, by_source);
    for (uint32_t i = 0, end; i < s->copies.n; i = end) {
        end = i;
        while (end < s->copies.n && s->copies.v[end].source == s->copies.v[i].source)
            end++;
        shared_parts(tmp, &s->copies.v[i], end - i, truth, s->a);
        arena_release(tmp);
    }
    unite(truth);
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static void right_part(score_data *s, const found_passage *p, const copied *a,
                       const copied *b, stains *right)
{
    uint32_t from = larger(to_source(a, larger(p->a_start, a->start)),
                           to_source(b, larger(p->b_start, b->start)));
    uint32_t to = smaller(to_source(a, smaller(p->a_end, a->end)),
                          to_source(b, smaller(p->b_end, b->end)));
    if (from >= to)
        return;
    vec_push(s->a, right, (stain){p->a, to_article(a, from), to_article(a, to)});
    vec_push(s->a, right, (stain){p->b, to_article(b, from), to_article(b, to)});
}

static void found_stains(score_data *s, const uint32_t *first, stains *found,
                         stains *right)
{
    for (uint32_t i = 0; i < s->passages.n; i++) {
        const found_passage *p = &s->passages.v[i];
        vec_push(s->a, found, (stain){p->a, p->a_start, p->a_end});
        vec_push(s->a, found, (stain){p->b, p->b_start, p->b_end});
        for (uint32_t x = first[p->a]; x < first[p->a + 1]; x++)
            for (uint32_t y = first[p->b]; y < first[p->b + 1]; y++)
                if (s->copies.v[x].source == s->copies.v[y].source)
                    right_part(s, p, &s->copies.v[x], &s->copies.v[y], right);
    }
    unite(found);
    unite(right);
}

/* Both lists united: the characters in both go to each class's `reached`. */
static void add_common(const score_data *s, const stains *a, const stains *b,
                       passage_score *to)
{
    for (uint32_t i = 0, j = 0; i < a->n && j < b->n;) {
        const stain *x = &a->v[i], *y = &b->v[j];
        if (x->article == y->article && x->start < y->end && y->start < x->end) {
            uint32_t n = smaller(x->end, y->end) - larger(x->start, y->start);
            to[s->articles.v[x->article].of_class].reached += n;
        }
        if (x->article != y->article ? x->article < y->article : x->end < y->end)
            i++;
        else
            j++;
    }
}

#define ADD_LENGTHS(list, field)                             \
    for (uint32_t i = 0; i < (list).n; i++)                  \
    to[s->articles.v[(list).v[i].article].of_class].field += \
        (list).v[i].end - (list).v[i].start

/* Ends of passages by article, for one pass over the texts. */
typedef struct {
    score_data *s;
    uint32_t *first; // for each article, in `at`
    uint32_t *at;
    passage_score *to;
    slice *reason;
    arena *tmp;
} cut_check;

static bool is_letter(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xc0 && c < 0x2000 && c != 0xd7 && c != 0xf7);
}

static int by_number(const void *x, const void *y)
{
    const uint32_t *a = x, *b = y;
    return *a < *b ? -1 : *a > *b;
}

static void check_text(const cut_check *k, uint32_t article, slice text)
{
    uint32_t *at = k->at + k->first[article],
             n = k->first[article + 1] - k->first[article];
    passage_score *to = &k->to[k->s->articles.v[article].of_class];
    uint32_t before = 0, point = 0, i = 0;
    if (n > 1)
        qsort(at, n, sizeof *at, by_number);
    for (size_t byte = 0; byte < text.len && i < n; point++) {
        uint32_t c = utf8_next(text, &byte);
        for (; i < n && at[i] <= point; i++)
            to->n_cut += at[i] == point && is_letter(before) && is_letter(c);
        before = c;
    }
    to->n += n;
}

static bool take_text(void *ctx, const json_t *object, uint64_t line)
{
    (void)line;
    cut_check *k = ctx;
    slice id = member_slice(k->tmp, object, "id");
    const uint32_t *number = hash_table_get(&k->s->number_of, hash_bytes(id));
    const json_t *text = json_object_get(object, "text");
    if (number && json_is_string(text))
        check_text(k, *number - 1,
                   slice_of(json_string_value(text), json_string_length(text)));
    arena_release(k->tmp);
    return true;
}

static bool check_cuts(score_data *s, const char *folder, passage_score *to,
                       slice *reason)
{
    cut_check k = {.s = s, .to = to, .reason = reason, .tmp = arena_sub(s->a)};
    uint32_t n = s->articles.n;
    k.first = arena_array(s->a, uint32_t, n + 2u);
    for (uint32_t i = 0; i < s->passages.n; i++) {
        k.first[s->passages.v[i].a + 2] += 2;
        k.first[s->passages.v[i].b + 2] += 2;
    }
    for (uint32_t i = 2; i < n + 2; i++)
        k.first[i] += k.first[i - 1];
    k.at = arena_array(s->a, uint32_t, k.first[n + 1] + 1u);
    for (uint32_t i = 0; i < s->passages.n; i++) {
        const found_passage *p = &s->passages.v[i];
        k.at[k.first[p->a + 1]++] = p->a_start;
        k.at[k.first[p->a + 1]++] = p->a_end;
        k.at[k.first[p->b + 1]++] = p->b_start;
        k.at[k.first[p->b + 1]++] = p->b_end;
    }
    const char *path = arena_format(s->a, "%s/articles.jsonl", folder).ptr;
    return lines_each(s->a, path, take_text, &k, reason);
}

/* Whether the article is told to be of the parent's family, by its own or by its second
 * source. */
static bool names(const score_data *s, const scored *a, uint32_t parent)
{
    uint32_t family = s->articles.v[parent - 1].found;
    if (family && a->found == family)
        return true;
    for (int i = 0; i < SCORE_SECONDS; i++) {
        uint32_t second = a->found_seconds[i];
        if (second == parent ||
            (second && family && s->articles.v[second - 1].found == family))
            return true;
    }
    return false;
}

/* Which of a splice's two parents some passage leads to; a family line that names both
 * does as well. */
static void score_splices(const score_data *s, passage_score *to)
{
    uint8_t *seen = arena_array(s->a, uint8_t, s->articles.n + 1u);
    for (uint32_t i = 0; i < s->passages.n; i++)
        for (int side = 0; side < 2; side++) {
            const found_passage *p = &s->passages.v[i];
            uint32_t me = side ? p->b : p->a, other = side ? p->a : p->b;
            const scored *a = &s->articles.v[me], *b = &s->articles.v[other];
            bool first =
                other + 1 == a->parents[0] || (b->family && b->family == a->family);
            bool second =
                other + 1 == a->parents[1] || (b->family && b->family == a->second);
            seen[me] |= (uint8_t)(first | second << 1);
        }
    for (uint32_t i = 0; i < s->articles.n; i++) {
        const scored *a = &s->articles.v[i];
        if (!a->second || !a->parents[0] || !a->parents[1])
            continue;
        bool named = names(s, a, a->parents[0]) && names(s, a, a->parents[1]);
        to[a->of_class].splices++;
        to[a->of_class].both += seen[i] == 3 || named;
    }
}

static void add_up(const score_data *s, passage_score *to)
{
    passage_score *all = &to[s->classes.n];
    for (uint32_t c = 0; c < s->classes.n; c++) {
        all->copied += to[c].copied;
        all->reached += to[c].reached;
        all->found += to[c].found;
        all->right += to[c].right;
        all->n += to[c].n;
        all->n_cut += to[c].n_cut;
        all->splices += to[c].splices;
        all->both += to[c].both;
    }
}

bool score_passages(score_data *s, const char *folder, passage_score *to, slice *reason)
{
    for (uint32_t c = 0; c <= s->classes.n; c++)
        to[c] = (passage_score){0};
    score_splices(s, to);
    if (s->has_passages) {
        stains truth = {0}, found = {0}, right = {0};
        true_stains(s, &truth);
        uint32_t *first = arena_array(s->a, uint32_t, s->articles.n + 2u);
        if (s->copies.n > 1)
            qsort(s->copies.v, s->copies.n, sizeof *s->copies.v, by_article);
        for (uint32_t i = 0; i < s->copies.n; i++)
            first[s->copies.v[i].article + 1]++;
        for (uint32_t i = 1; i <= s->articles.n; i++)
            first[i] += first[i - 1];
        found_stains(s, first, &found, &right);
        ADD_LENGTHS(truth, copied);
        ADD_LENGTHS(found, found);
        ADD_LENGTHS(right, right);
        add_common(s, &truth, &right, to);
        if (!check_cuts(s, folder, to, reason))
            return false;
    }
    add_up(s, to);
    return true;
}
