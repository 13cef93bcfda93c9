/* The labeller on a toy language, its weights file, and its chains against trying all. */
#include "base/hash.h"
#include "label/candidates.h"
#include "label/learn.h"
#include "label/weights.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Chains
 * -------------------------------------------------------------------------------------
 */

enum { SHORT = 4 };

static float random_score(dice *d)
{
    return (float)dice_below(d, 8001) / 1000 - 4;
}

/* All chains of n labels, one after the other. */
static bool next_chain(uint8_t *labels, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (++labels[i] < N_LABELS)
            return true;
        labels[i] = 0;
    }
    return false;
}

static bool allowed(const uint8_t *labels, uint32_t n)
{
    bool ok =
        label_follows(LABEL_OUT, labels[0]) && label_follows(labels[n - 1], LABEL_OUT);
    for (uint32_t i = 1; i < n; i++)
        ok = ok && label_follows(labels[i - 1], labels[i]);
    return ok;
}

static double score_chain(const chain_steps *steps, const float *scores,
                          const uint8_t *labels, uint32_t n)
{
    double sum = 0;
    for (uint32_t i = 0; i < n; i++) {
        sum += (double)scores[i * CHAIN_WIDTH + labels[i]];
        if (i > 0)
            sum += (double)steps->step[labels[i - 1]][labels[i]];
    }
    return sum;
}

typedef double span_sums[N_PARTS][SHORT][SHORT + 1];

static void count_spans(const uint8_t *labels, uint32_t n, double by, span_sums to)
{
    for (uint32_t i = 0, from = 0; i < n; i++) {
        if (labels[i] == LABEL_OUT)
            continue;
        label_at at = label_at_of(labels[i]);
        from = at == AT_BEGIN || at == AT_SINGLE ? i : from;
        if (at == AT_END || at == AT_SINGLE)
            to[label_part_of(labels[i])][from][i + 1] += by;
    }
}

/* Every span that is likely enough is there, and as likely as all chains say.
 */
static void check_candidates(arena *a, const chain_steps *steps, const float *scores,
                             uint32_t n, const double *by, span_sums spans, double all)
{
    span_candidates found = {0};
    four likely[SHORT];
    candidates_of_chain(a, steps, scores, n, likely, &found);
    for (uint32_t i = 0; i < n; i++) {
        double of[1 + N_PARTS] = {0};
        for (uint32_t k = 0; k < N_LABELS; k++)
            of[k == LABEL_OUT ? 0 : 1 + (uint32_t)label_part_of(k)] +=
                by[i * CHAIN_WIDTH + k];
        for (uint32_t k = 0; k <= N_PARTS; k++)
            assert_true(fabs((double)likely[i][k] - of[k] / all) < 1e-3);
    }
    for (uint32_t k = 0; k < found.n; k++) {
        const span_candidate *c = &found.v[k];
        double *sum = &spans[c->part][c->first][c->last];
        assert_true(k == 0 || found.v[k - 1].first <= c->first);
        assert_true(fabs((double)c->likely - *sum / all) < 1e-3);
        *sum = 0; // each once
    }
    for (uint32_t p = 0; p < N_PARTS; p++)
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = i + 1; j <= n; j++)
                assert_true(spans[p][i][j] / all < (double)likely_least * 1.1 + 1e-3);
}

static void test_chains_against_all(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    dice d = {77};
    for (uint32_t round = 0; round < 12; round++) {
        uint32_t n = 1 + round % SHORT;
        chain_steps steps = {0};
        float scores[SHORT * CHAIN_WIDTH], likely[SHORT * CHAIN_WIDTH];
        for (uint32_t x = 0; x < N_LABELS; x++)
            for (uint32_t y = 0; y < N_LABELS; y++)
                steps.step[x][y] = random_score(&d);
        chain_forbid(&steps);
        for (uint32_t i = 0; i < n * CHAIN_WIDTH; i++)
            scores[i] = i % CHAIN_WIDTH < N_LABELS ? random_score(&d) : chain_never;
        uint8_t labels[SHORT] = {0}, best[SHORT] = {0}, found[SHORT];
        double top = -INFINITY, all = 0, by[SHORT * CHAIN_WIDTH] = {0};
        span_sums spans = {{{0}}};
        do {
            if (!allowed(labels, n))
                continue;
            double sum = score_chain(&steps, scores, labels, n);
            if (sum > top) {
                top = sum;
                memcpy(best, labels, n);
            }
            all += exp(sum);
            count_spans(labels, n, exp(sum), spans);
            for (uint32_t i = 0; i < n; i++)
                by[i * CHAIN_WIDTH + labels[i]] += exp(sum);
        } while (next_chain(labels, n));
        chain_best(&a, &steps, scores, n, found);
        assert_memory_equal(found, best, n);
        chain_likely(&a, &steps, scores, n, likely, NULL);
        for (uint32_t i = 0; i < n * CHAIN_WIDTH; i++)
            assert_true(fabs((double)likely[i] - by[i] / all) < 1e-3);
        check_candidates(&a, &steps, scores, n, by, spans, all);
    }
    arena_deinit(&a);
}

static bool overlap(const span_candidate *a, const span_candidate *b)
{
    return a->first < b->last && b->first < a->last;
}

/* The choice against all sets of spans. */
static void test_choice_against_all(void **state)
{
    (void)state;
    enum { TOKENS = 7, SPANS = 9 };
    const float least[N_PARTS] = {0.2f, 0.3f, 0.4f};
    dice d = {21};
    for (uint32_t round = 0; round < 200; round++) {
        arena a;
        arena_init(&a);
        span_candidates all = {0};
        for (uint32_t first = 0; first < TOKENS; first++)
            for (uint32_t last = first + 1; last <= TOKENS; last++)
                if (all.n < SPANS && dice_below(&d, 3) == 0)
                    vec_push(&a, &all,
                             (span_candidate){(label_part)dice_below(&d, N_PARTS), first,
                                              last, (float)dice_below(&d, 1001) / 1000});
        float top = 0;
        for (uint32_t set = 0; set < 1u << all.n; set++) {
            float sum = 0;
            bool fits = true;
            for (uint32_t k = 0; k < all.n && fits; k++) {
                if (!(set >> k & 1))
                    continue;
                sum += all.v[k].likely - least[all.v[k].part];
                for (uint32_t j = 0; j < k; j++)
                    fits = fits && !((set >> j & 1) && overlap(&all.v[j], &all.v[k]));
            }
            top = fits && sum > top ? sum : top;
        }
        uint8_t labels[TOKENS];
        float gains[SPANS];
        candidates_share(&all, 0, gains);
        candidates_choose(&a, &all, TOKENS, gains, least, labels);
        float got = 0;
        for (uint32_t i = 0; i < TOKENS; i++) {
            if (labels[i] == LABEL_OUT)
                continue;
            uint32_t last = i + 1;
            while (label_at_of(labels[last - 1]) == AT_BEGIN ||
                   label_at_of(labels[last - 1]) == AT_INSIDE)
                last++;
            float best = -1;
            for (uint32_t k = 0; k < all.n; k++)
                if (all.v[k].first == i && all.v[k].last == last &&
                    all.v[k].part == label_part_of(labels[i]))
                    best = all.v[k].likely - least[all.v[k].part] > best
                               ? all.v[k].likely - least[all.v[k].part]
                               : best;
            assert_true(best > 0);
            got += best;
            i = last - 1;
        }
        assert_true(fabsf(got - top) < 1e-4f);
        arena_deinit(&a);
    }
}

/* Numbers
 * -------------------------------------------------------------------------------------
 */

static void test_powers(void **state)
{
    (void)state;
    for (float x = -84; x < 84; x += 0.037f)
        assert_true(fabs((double)power_of_e(x) / exp((double)x) - 1) < 1e-5);
    for (float x = 1e-4f; x < 1e4f; x *= 1.01f)
        assert_true(fabs((double)logarithm(x) - log((double)x)) < 1e-5);
    assert_true(power_of_e(0) == 1);
    assert_true(power_of_e(-1000) > 0 && power_of_e(1000) < 1e38f);
}

/* Shipped rows, added up many at once, against one weight after the other. */
static void test_sums(void **state)
{
    (void)state;
    enum { ROWS = 300, MOST = 70 };
    static const struct {
        uint32_t n_classes, width;
    } shapes[] = {{1, 1}, {3, 4}, {13, 16}, {16, 16}, {45, 48}, {48, 48}};
    arena a;
    arena_init(&a);
    dice d = {23};
    for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++) {
        linear m = {.n_rows = ROWS,
                    .n_classes = shapes[k].n_classes,
                    .width = shapes[k].width,
                    .scale = 0.5f};
        int8_t *weights = arena_array(&a, int8_t, linear_size(&m));
        for (size_t i = 0; i < linear_size(&m); i++)
            weights[i] = (int8_t)((int)dice_below(&d, 255) - 127);
        m.rows = weights;
        for (uint32_t round = 0; round < MOST; round++) {
            uint32_t rows[MOST];
            for (uint32_t i = 0; i < round; i++)
                rows[i] = feature_row(&m, i, dice_below(&d, 1000), dice_below(&d, 9));
            float scores[LINEAR_WIDEST];
            if (m.width > 1)
                linear_scores(&m, rows, round, scores);
            for (uint32_t c = 0; c < m.n_classes; c++) {
                int sum = 0;
                for (uint32_t i = 0; i < round; i++)
                    sum += weights[rows[i] * m.n_classes + c];
                assert_true(m.width == 1 || scores[c] == (float)sum * m.scale);
                assert_true(linear_score(&m, rows, round, c) == (float)sum * m.scale);
            }
        }
    }
    arena_deinit(&a);
}

/* A toy language
 * -------------------------------------------------------------------------------------
 */

enum { TOY_ARTICLES = 24, TOY_SENTENCES = 8 };

static const char *const toy_people[] = {"miller", "baker", "sailor", "weaver"};
static const char *const toy_cues[] = {"said", "claimed", "wrote"};
static const char *const toy_things[] = {"bridge", "mill", "boat", "kiln"};
static const char *const toy_deeds[] = {"fell", "burned", "sank", "closed"};

static void add_tags(lesson *l, uint32_t first, const char *tags, tag_names *names)
{
    for (uint32_t i = 0; tags[i]; i++) {
        char name[TAG_NAME] = {tags[i] == 'V' ? 'V' : tags[i], 0};
        uint32_t k = 0;
        while (k < names->n && strcmp(names->names[k], name) != 0)
            k++;
        if (k == names->n)
            memcpy(names->names[names->n++], name, TAG_NAME);
        l->gold_tags[first + i] = (uint8_t)k;
    }
}

/* "The miller said the mill burned." or "The mill burned." */
static lesson *toy_lesson(arena *a, text_rules *rules, dice *d, tag_names *names)
{
    buf b;
    buf_init(&b, a);
    bool says[TOY_SENTENCES];
    for (uint32_t k = 0; k < TOY_SENTENCES; k++) {
        says[k] = dice_below(d, 3) > 0;
        if (says[k])
            buf_printf(&b, "The %s %s the %s %s.\n", toy_people[dice_below(d, 4)],
                       toy_cues[dice_below(d, 3)], toy_things[dice_below(d, 4)],
                       toy_deeds[dice_below(d, 4)]);
        else
            buf_printf(&b, "The %s %s.\n", toy_things[dice_below(d, 4)],
                       toy_deeds[dice_below(d, 4)]);
    }
    slice bytes = buf_slice(&b);
    span *paragraphs = arena_array(a, span, TOY_SENTENCES);
    size_t at = 0;
    for (uint32_t k = 0; k < TOY_SENTENCES; k++) {
        size_t end = slice_find(bytes, SLICE("\n"), at);
        paragraphs[k] = (span){(uint32_t)at, (uint32_t)end};
        at = end + 1;
    }
    lesson *l = arena_new(a, lesson);
    text_split_with(rules, a, bytes, paragraphs, TOY_SENTENCES, SLICE("en"), &l->t);
    assert_int_equal(l->t.n_sentences, TOY_SENTENCES);
    size_t n = (size_t)l->t.n_tokens + 1;
    l->gold_tags = arena_array(a, uint8_t, n);
    l->gold_heads = arena_array(a, uint16_t, n);
    l->gold_arcs = arena_array(a, uint8_t, n);
    gold_attribution *gold = arena_array(a, gold_attribution, TOY_SENTENCES);
    for (uint32_t k = 0; k < TOY_SENTENCES; k++) {
        uint32_t f = l->t.sentences[k].first, len = l->t.sentences[k].last - f;
        add_tags(l, f, says[k] ? "DNVDNV." : "DNV.", names);
        for (uint32_t i = 0; i < len; i++) {
            l->gold_heads[f + i] = (uint16_t)(i < 2 ? 2 - (i == 0) : i == 2 ? len : 2);
            l->gold_arcs[f + i] = (uint8_t)(i == 1 ? ARC_SUBJECT : ARC_OTHER);
        }
        if (!says[k])
            continue;
        l->gold_heads[f + 3] = 4;
        l->gold_heads[f + 4] = 5;
        l->gold_arcs[f + 5] = ARC_CLAUSE;
        gold[l->n_gold++] = (gold_attribution){.source = {f, f + 2},
                                               .cue = {f + 2, f + 3},
                                               .content = {{f + 3, f + 6}},
                                               .n_content = 1};
    }
    l->gold = gold;
    return l;
}

static const learn_plan toy_plan = {.sift_taught = 1,
                                    .sift_found = 1,
                                    .tag_rounds = 3,
                                    .parse_rounds = 3,
                                    .span_rounds = 6,
                                    .link_rounds = 3,
                                    .span_rows = 2000,
                                    .rate = 0.1f,
                                    .drop = 64,
                                    .judge_rows = 2000,
                                    .judge_rounds = 4,
                                    .judge_rate = 0.1f,
                                    .least = {0.3f, 0.3f, 0.3f}};

typedef struct {
    arena mem;
    lesson *lessons[2 * TOY_ARTICLES];
    tag_names names;
} toy;

static slice learn_toy(toy *t)
{
    label_model m;
    lesson_list from = {t->lessons, TOY_ARTICLES};
    assert_true(learn_model(&t->mem, from, &t->names, &toy_plan, NULL, NULL, &m));
    m.notes = SLICE("a toy\n");
    slice bytes = label_model_write(&t->mem, &m);
    char *room = arena_alloc(&t->mem, bytes.len + WEIGHTS_ALIGN);
    room += (WEIGHTS_ALIGN - (uintptr_t)room % WEIGHTS_ALIGN) % WEIGHTS_ALIGN;
    memcpy(room, bytes.ptr, bytes.len);
    return slice_of(room, bytes.len);
}

static void open_toy(toy *t)
{
    *t = (toy){0};
    arena_init(&t->mem);
    dice d = {5};
    text_rules *rules = text_rules_open(&t->mem);
    for (uint32_t i = 0; i < 2 * TOY_ARTICLES; i++)
        t->lessons[i] = toy_lesson(&t->mem, rules, &d, &t->names);
}

static label_score score_toy(toy *t, const label_model *m)
{
    label_score score = {0};
    for (uint32_t i = TOY_ARTICLES; i < 2 * TOY_ARTICLES; i++) {
        label_attributions found = {0};
        label_find(&t->mem, m, &t->lessons[i]->t, NULL, &found);
        label_score_add(&t->mem, &score, t->lessons[i], &found);
    }
    return score;
}

static void test_learns_a_toy(void **state)
{
    (void)state;
    toy t;
    open_toy(&t);
    slice bytes = learn_toy(&t), again = learn_toy(&t);
    assert_int_equal(bytes.len, again.len);
    assert_memory_equal(bytes.ptr, again.ptr,
                        bytes.len); // the same files, the same bytes
    label_model m;
    const char *why;
    assert_true(label_model_read(&m, bytes, &why));
    assert_true(slice_eq_str(m.notes, "a toy\n"));
    label_score s = score_toy(&t, &m);
    for (label_part p = PART_SOURCE; p < N_PARTS; p++)
        assert_true(label_f1(s.right[p], s.found[p], s.gold[p]) > 0.95);
    assert_true(label_f1(s.triples_right, s.triples_found, s.triples_gold) > 0.95);
    // Sentences without a cue are not looked at any further.
    uint32_t kept = 0, all = 0, said = 0;
    for (uint32_t i = TOY_ARTICLES; i < 2 * TOY_ARTICLES; i++) {
        label_work w;
        label_work_open(&t.mem, &t.lessons[i]->t, NULL, &w);
        label_sift(&m, &t.lessons[i]->t, &w);
        for (uint32_t k = 0; k < t.lessons[i]->t.n_sentences; k++)
            kept += w.keep[k];
        all += t.lessons[i]->t.n_sentences;
        said += t.lessons[i]->n_gold;
    }
    assert_true(kept >= said && kept < said + (all - said) / 4);
    arena_deinit(&t.mem);
}

/* Weights that are not what they should be
 * -------------------------------------------------------------------------------------
 */

static void set_hash(char *bytes, size_t len)
{
    weights_head head;
    memcpy(&head, bytes, sizeof head);
    head.size = len;
    head.hash = hash_bytes(slice_of(bytes + sizeof head, len - sizeof head));
    memcpy(bytes, &head, sizeof head);
}

static void test_hostile_weights(void **state)
{
    (void)state;
    toy t;
    open_toy(&t);
    slice good = learn_toy(&t);
    label_model m;
    const char *why = NULL;
    char *copy = (char *)(uintptr_t)good.ptr; // lies at a multiple of 64
    char *saved = arena_copy(&t.mem, good.ptr, good.len);
    for (size_t len = 0; len < good.len; len += len < 4096 ? 1 : 6151) {
        why = NULL;
        assert_false(label_model_read(&m, slice_of(copy, len), &why));
        assert_non_null(why);
    }
    assert_false(label_model_read(&m, slice_of(copy + 1, good.len - 1), &why));
    dice d = {9};
    uint32_t n_read = 0;
    for (uint32_t round = 0; round < 400; round++) {
        memcpy(copy, saved, good.len);
        // Half of the changes in the heads of parts and small parts, half anywhere.
        uint32_t reach = round % 2 ? (uint32_t)good.len : 16384;
        for (uint32_t k = 0; k < 1 + round % 7; k++)
            copy[dice_below(&d, reach)] = (char)dice_below(&d, 256);
        assert_true(memcmp(copy, saved, good.len) == 0 ||
                    !label_model_read(&m, slice_of(copy, good.len), &why));
        set_hash(copy, good.len); // as one who means it would
        if (!label_model_read(&m, slice_of(copy, good.len), &why))
            continue;
        n_read++;
        label_attributions found = {0};
        label_find(&t.mem, &m, &t.lessons[round % TOY_ARTICLES]->t, NULL, &found);
    }
    assert_true(n_read > 0);
    arena_deinit(&t.mem);
}

/* Whatever the text, spans stay in it. */
static void test_odd_texts(void **state)
{
    (void)state;
    slice bytes = label_built_in();
    label_model m;
    const char *why;
    if (!label_model_read(&m, bytes, &why))
        skip();
    arena a;
    arena_init(&a);
    static const char *const pieces[] = {
        "said ", "“",          "”",     "\n\n",
        "\"",    "The mayor ", "that ", ", ",
        ". ",    "''",         "he ",   "1,200 ",
        "told ", "по ",        "—",     "\xf0\x9f\x8c\x8a"};
    dice d = {11};
    for (uint32_t round = 0; round < 60; round++) {
        buf b;
        buf_init(&b, &a);
        uint32_t n = dice_below(&d, 1200);
        for (uint32_t i = 0; i < n; i++)
            buf_add_str(&b, pieces[dice_below(&d, 16)]);
        text t;
        text_split(&a, buf_slice(&b), NULL, 0, SLICE("en"), &t);
        label_attributions found = {0};
        label_find(&a, &m, &t, NULL, &found);
        for (uint32_t k = 0; k < found.n; k++) {
            const label_attribution *f = &found.v[k];
            assert_true(f->cue.first < f->cue.last && f->cue.last <= t.n_tokens);
            assert_true(f->source.first <= f->source.last &&
                        f->source.last <= t.n_tokens);
            for (uint32_t p = 0; p < f->n_content; p++)
                assert_true(f->content[p].first < f->content[p].last &&
                            f->content[p].last <= t.n_tokens);
        }
    }
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chains_against_all),
        cmocka_unit_test(test_choice_against_all),
        cmocka_unit_test(test_powers),
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_learns_a_toy),
        cmocka_unit_test(test_hostile_weights),
        cmocka_unit_test(test_odd_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
