/* stemma_bench_score(): the table and its JSON. */
#include "bench/score.h"

#include "bench/grammar.h"
#include "bench/outcome.h"

#include <stemma/bench.h>

typedef struct {
    const char *folder, *families, *passages;
    bool json;
    stemma_sink sink;
    void *ctx;
    outcome done;
    score_data data;
} job;

/* What stands in one row. */
typedef struct {
    slice kind;
    uint32_t rate;
    uint64_t n, n_single, n_single_tied; // articles; those in no family; of them tied
    pair_counts pairs;
    double rand;
    passage_score passages;
} row;

/* The whole family of each article of the class; nothing else. */
static double rand_of_class(score_data *s, const pair_item *items, uint32_t of_class)
{
    arena *tmp = arena_sub(s->a);
    uint32_t n = s->articles.n;
    pair_item *copy = arena_copy(tmp, items, sizeof *items * n);
    uint8_t *has = arena_array(tmp, uint8_t, s->n_labels + 1u);
    for (uint32_t i = 0; i < n; i++)
        if (items[i].of_class == of_class)
            has[items[i].family] = 1;
    has[0] = 0;
    for (uint32_t i = 0; i < n; i++)
        copy[i].of_class = has[items[i].family] || items[i].of_class == of_class;
    double rand = pairs_adjusted_rand(tmp, copy, n, 1);
    arena_release(tmp);
    return rand;
}

static pair_item *items_of(score_data *s)
{
    pair_item *items = arena_array(s->a, pair_item, s->articles.n + 1u);
    for (uint32_t i = 0; i < s->articles.n; i++) {
        const scored *a = &s->articles.v[i];
        items[i] = (pair_item){a->family, a->second, a->found, a->of_class};
    }
    return items;
}

static void count_singles(score_data *s, row *rows)
{
    uint32_t *size = arena_array(s->a, uint32_t, s->n_labels + 1u);
    for (uint32_t i = 0; i < s->articles.n; i++)
        size[s->articles.v[i].found]++;
    for (uint32_t i = 0; i < s->articles.n; i++) {
        const scored *a = &s->articles.v[i];
        for (uint32_t r = a->of_class;; r = s->classes.n) {
            rows[r].n++;
            rows[r].n_single += !a->family;
            rows[r].n_single_tied += !a->family && a->found && size[a->found] > 1;
            if (r == s->classes.n)
                break;
        }
    }
}

/* A row a class, one for all at the end. */
static row *make_rows(score_data *s, const passage_score *passages)
{
    uint32_t n = s->classes.n;
    row *rows = arena_array(s->a, row, n + 1u);
    pair_counts *counts = arena_array(s->a, pair_counts, n + 1u);
    pair_item *items = items_of(s);
    pairs_count(s->a, items, s->articles.n, n, &counts[n], counts);
    for (uint32_t c = 0; c <= n; c++) {
        if (c < n)
            rows[c] = (row){.kind = s->classes.v[c].kind, .rate = s->classes.v[c].rate};
        else
            rows[c].kind = SLICE("all");
        rows[c].pairs = counts[c];
        rows[c].passages = passages[c];
        rows[c].rand = c == n
                           ? pairs_adjusted_rand(s->a, items, s->articles.n, UINT32_MAX)
                           : rand_of_class(s, items, c);
    }
    count_singles(s, rows);
    // By name and rate, so that rows of two runs stand side by side; `all` stays last.
    for (uint32_t i = 1; i < n; i++)
        for (uint32_t j = i; j > 0; j--) {
            int order = slice_cmp(rows[j - 1].kind, rows[j].kind);
            if (order < 0 || (order == 0 && rows[j - 1].rate <= rows[j].rate))
                break;
            row swap = rows[j];
            rows[j] = rows[j - 1];
            rows[j - 1] = swap;
        }
    return rows;
}

enum { N_COLUMNS = 13 };
static const char *const heads[2][N_COLUMNS] = {
    {"kind", "rate", "articles", "pair", "pair", "adjusted", "singles tied", "splices",
     "both", "char", "char", "ends of", "cut in"},
    {"", "", "", "recall", "precision", "Rand", "per 1,000", "", "found", "recall",
     "precision", "passages", "words"},
};
static const uint8_t widths[N_COLUMNS] = {18, 6, 9, 8, 10, 9, 13, 8, 7, 8, 10, 9, 8};

/* What was put at `start` is made as wide as the column. */
static void align(pen *to, size_t start, int column)
{
    static const char blanks[] = "                    ";
    size_t len = to->len - start, pad = len < widths[column] ? widths[column] - len : 0;
    pen_add(to, blanks, pad);
    if (column == 0 || !pad)
        return;
    for (size_t i = to->len; i-- > start;)
        to->ptr[i] = i >= start + pad ? to->ptr[i - pad] : ' ';
}

static void put_cell(pen *to, const row *r, int column)
{
    const pair_counts *p = &r->pairs;
    const passage_score *c = &r->passages;
    switch (column) {
    case 0:
        pen_add(to, r->kind.ptr, r->kind.len);
        break;
    case 1:
        r->rate ? pen_ratio(to, r->rate, MILLION, 3) : pen_str(to, "");
        break;
    case 2:
        pen_number(to, r->n);
        break;
    case 3:
        pen_ratio(to, p->reached, p->required, 4);
        break;
    case 4:
        pen_ratio(to, p->right, p->tied, 4);
        break;
    case 5:
        r->n_single < r->n ? pen_real(to, r->rand, 4) : pen_str(to, "-");
        break;
    case 6:
        pen_ratio(to, r->n_single_tied * 1000, r->n_single, 2);
        break;
    case 7:
        c->splices ? pen_number(to, c->splices) : pen_str(to, "-");
        break;
    case 8:
        pen_ratio(to, c->both, c->splices, 4);
        break;
    case 9:
        pen_ratio(to, c->reached, c->copied, 4);
        break;
    case 10:
        pen_ratio(to, c->right, c->found, 4);
        break;
    case 11:
        c->n ? pen_number(to, c->n) : pen_str(to, "-");
        break;
    default:
        c->n ? pen_number(to, c->n_cut) : pen_str(to, "-");
    }
}

static void write_table(const row *rows, uint32_t n, pen *to)
{
    for (int h = 0; h < 2; h++) {
        for (int column = 0; column < N_COLUMNS; column++) {
            size_t start = to->len;
            pen_str(to, heads[h][column]);
            align(to, start, column);
        }
        pen_str(to, "\n");
    }
    for (uint32_t i = 0; i < n; i++) {
        for (int column = 0; column < N_COLUMNS; column++) {
            size_t start = to->len;
            put_cell(to, &rows[i], column);
            align(to, start, column);
        }
        pen_str(to, "\n");
    }
}

static void put_count(pen *to, const char *name, uint64_t n)
{
    pen_str(to, ",\"");
    pen_str(to, name);
    pen_str(to, "\":");
    pen_number(to, n);
}

static void put_ratio(pen *to, const char *name, uint64_t part, uint64_t all)
{
    pen_str(to, ",\"");
    pen_str(to, name);
    pen_str(to, "\":");
    all ? pen_ratio(to, part, all, 6) : pen_str(to, "null");
}

static void write_json(const row *r, pen *to)
{
    const pair_counts *p = &r->pairs;
    const passage_score *c = &r->passages;
    pen_str(to, "{\"kind\":\"");
    pen_add(to, r->kind.ptr, r->kind.len);
    pen_str(to, "\",\"rate\":");
    r->rate ? pen_ratio(to, r->rate, MILLION, 6) : pen_str(to, "null");
    put_count(to, "articles", r->n);
    put_count(to, "pairs", p->required);
    put_count(to, "pairs_reached", p->reached);
    put_count(to, "pairs_tied", p->tied);
    put_count(to, "pairs_right", p->right);
    put_ratio(to, "pair_recall", p->reached, p->required);
    put_ratio(to, "pair_precision", p->right, p->tied);
    pen_str(to, ",\"adjusted_rand\":");
    r->n_single < r->n ? pen_real(to, r->rand, 6) : pen_str(to, "null");
    put_count(to, "singles", r->n_single);
    put_count(to, "singles_tied", r->n_single_tied);
    put_count(to, "splices", c->splices);
    put_count(to, "splices_both_found", c->both);
    put_count(to, "characters_copied", c->copied);
    put_count(to, "characters_reached", c->reached);
    put_count(to, "characters_found", c->found);
    put_count(to, "characters_right", c->right);
    put_ratio(to, "character_recall", c->reached, c->copied);
    put_ratio(to, "character_precision", c->right, c->found);
    put_count(to, "passage_ends", c->n);
    put_count(to, "passage_ends_in_words", c->n_cut);
    pen_str(to, "}");
}

static void score(void *arg)
{
    job *j = arg;
    score_data *s = &j->data;
    slice reason;
    if (!score_read(s, j->folder, j->families, j->passages, &reason)) {
        outcome_fail(&j->done, STEMMA_ERROR_READ, reason);
        return;
    }
    uint32_t n = s->classes.n + 1;
    passage_score *passages = arena_array(s->a, passage_score, n);
    if (!score_passages(s, j->folder, passages, &reason)) {
        outcome_fail(&j->done, STEMMA_ERROR_READ, reason);
        return;
    }
    row *rows = make_rows(s, passages);
    uint64_t unlisted = 0;
    for (uint32_t i = 0; i < s->articles.n; i++)
        unlisted += !s->articles.v[i].listed;
    pen text;
    pen_init(&text, s->a);
    if (j->json) {
        pen_str(&text, "{\"rows\":[");
        for (uint32_t i = 0; i < n; i++) {
            pen_str(&text, i ? ",\n" : "\n");
            write_json(&rows[i], &text);
        }
        pen_str(&text, "]");
        put_count(&text, "unlisted", unlisted);
        put_count(&text, "unknown", s->n_unknown);
        pen_str(&text, "}\n");
    } else {
        write_table(rows, n, &text);
        if (unlisted || s->n_unknown) {
            pen_number(&text, unlisted);
            pen_str(&text, " articles without a line of families, ");
            pen_number(&text, s->n_unknown);
            pen_str(&text, " lines about articles that are not in the truth\n");
        }
    }
    if (!j->sink(j->ctx, text.ptr, text.len))
        outcome_fail(&j->done, STEMMA_ERROR_WRITE, SLICE("the output was refused"));
}

stemma_status stemma_bench_score(const char *folder, const char *families,
                                 const char *passages, bool json, stemma_sink sink,
                                 void *ctx, stemma_error *error)
{
    arena a;
    arena_init(&a);
    job j = {.folder = folder,
             .families = families,
             .passages = passages,
             .json = json,
             .sink = sink,
             .ctx = ctx,
             .data = {.a = &a}};
    if (!arena_guard(&a, score, &j))
        outcome_fail(&j.done, STEMMA_ERROR_MEMORY, SLICE("out of memory"));
    outcome_tell(&j.done, error);
    arena_deinit(&a);
    return j.done.status;
}
