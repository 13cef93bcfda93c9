// The tagger's and the parser's lessons.
#include "label/learn.h"

#include "base/hash.h"

#include <string.h>

uint32_t dice_below(dice *d, uint32_t n)
{
    uint64_t x = d->state += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return (uint32_t)(((x >> 32) * n) >> 32);
}

void linear_open(linear *m, arena *out, uint32_t n_rows, uint32_t n_classes,
                 uint32_t width)
{
    *m = (linear){.n_rows = n_rows, .n_classes = n_classes, .width = width, .scale = 1};
    m->live = arena_array(out, float, (size_t)width *n_rows);
}

void perceptron_open(perceptron *p, arena *out, linear *m, uint32_t n_rows,
                     uint32_t n_classes, uint32_t width)
{
    linear_open(m, out, n_rows, n_classes, width);
    *p = (perceptron){.m = m, .now = 1};
    p->sums = arena_array(out, float, (size_t)width *n_rows);
}

void perceptron_update(perceptron *p, const uint32_t *rows, uint32_t n, uint32_t right,
                       uint32_t wrong)
{
    for (uint32_t i = 0; i < n; i++) {
        size_t row = (size_t)rows[i] * p->m->width;
        p->m->live[row + right] += 1;
        p->sums[row + right] += p->now;
        p->m->live[row + wrong] -= 1;
        p->sums[row + wrong] -= p->now;
    }
}

void perceptron_close(perceptron *p)
{
    size_t n = (size_t)p->m->width * p->m->n_rows;
    for (size_t i = 0; i < n; i++)
        p->m->live[i] -= p->sums[i] / p->now;
}

void dice_shuffle(dice *d, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = dice_below(d, i);
        uint32_t swap = order[i - 1];
        order[i - 1] = order[k];
        order[k] = swap;
    }
}

uint32_t *first_order(arena *tmp, uint32_t n)
{
    uint32_t *order = arena_array(tmp, uint32_t, (size_t)n + 1);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    return order;
}

/* Tags
 * -------------------------------------------------------------------------------------
 */

/* Words seen often and nearly always with one tag. */
static void find_known(arena *out, lesson_list from, uint32_t n_tags, tag_words *to)
{
    enum { OFTEN = 20, PERCENT = 98 };
    arena *tmp = arena_sub(out);
    hash_table index;
    hash_table_init(&index, tmp, 1 << 16);
    VEC(uint32_t) words = {0};
    VEC(uint32_t *) counts = {0};
    for (uint32_t a = 0; a < from.n; a++)
        for (uint32_t i = 0; i < from.lessons[a]->t.n_tokens; i++) {
            uint32_t tag = from.lessons[a]->gold_tags[i];
            bool is_new;
            uint32_t *at =
                hash_table_put(&index, from.lessons[a]->work.looks[i].word, &is_new);
            if (is_new) {
                *at = words.n;
                vec_push(tmp, &words, from.lessons[a]->work.looks[i].word);
                vec_push(tmp, &counts, arena_array(tmp, uint32_t, MAX_TAGS));
            }
            if (tag < n_tags)
                counts.v[*at][tag]++;
        }
    uint32_t n = 0;
    uint8_t *tags = arena_array(tmp, uint8_t, words.n + 1);
    for (uint32_t w = 0; w < words.n; w++) {
        uint32_t best = 0, all = 0;
        for (uint32_t k = 0; k < n_tags; k++) {
            all += counts.v[w][k];
            best = counts.v[w][k] > counts.v[w][best] ? k : best;
        }
        bool known = words.v[w] && all >= OFTEN &&
                     (uint64_t)counts.v[w][best] * 100 >= (uint64_t)all * PERCENT;
        tags[w] = known ? (uint8_t)best : MAX_TAGS;
        n += known;
    }
    to->bits = 6;
    while ((1u << to->bits) < n * 2)
        to->bits++;
    uint32_t mask = (1u << to->bits) - 1;
    uint32_t *places = arena_array(out, uint32_t, (size_t)mask + 1);
    uint8_t *tag_at = arena_array(out, uint8_t, (size_t)mask + 1);
    for (uint32_t w = 0; w < words.n; w++) {
        if (tags[w] == MAX_TAGS)
            continue;
        uint32_t i = words.v[w] & mask;
        while (places[i])
            i = (i + 1) & mask;
        places[i] = words.v[w];
        tag_at[i] = tags[w];
    }
    to->words = places;
    to->tags = tag_at;
    arena_release(tmp);
}

static void learn_tags_of(perceptron *p, const tag_words *known, const lesson *l,
                          uint8_t *tags)
{
    uint32_t rows[TAG_FEATURES];
    float scores[LINEAR_WIDEST];
    for (uint32_t s = 0; s < l->t.n_sentences; s++) {
        uint32_t first = l->t.sentences[s].first, last = l->t.sentences[s].last;
        for (uint32_t i = first; i < last; i++) {
            uint32_t gold = l->gold_tags[i];
            uint32_t fixed = tag_known(known, l->work.looks[i].word);
            if (fixed < MAX_TAGS) {
                tags[i] = (uint8_t)fixed;
                continue;
            }
            uint32_t n = tag_features(p->m, l->work.looks, first, last, i, tags, rows);
            linear_scores(p->m, rows, n, scores);
            uint32_t best = 0;
            for (uint32_t k = 1; k < p->m->n_classes; k++)
                best = scores[k] > scores[best] ? k : best;
            p->now += 1;
            if (gold < MAX_TAGS && best != gold)
                perceptron_update(p, rows, n, gold, best);
            tags[i] = (uint8_t)best;
        }
    }
}

void learn_tags(arena *out, lesson_list from, uint32_t n_tags, uint32_t rounds,
                tagger *to)
{
    enum { ROWS = 16000 };
    arena *tmp = arena_sub(out);
    find_known(out, from, n_tags, &to->known);
    perceptron p;
    perceptron_open(&p, out, &to->weights, ROWS, n_tags, 48);
    uint32_t *order = first_order(tmp, from.n), most = 0;
    for (uint32_t a = 0; a < from.n; a++)
        most = from.lessons[a]->t.n_tokens > most ? from.lessons[a]->t.n_tokens : most;
    uint8_t *tags = arena_array(tmp, uint8_t, (size_t)most + 1);
    dice d = {1};
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&d, order, from.n);
        for (uint32_t a = 0; a < from.n; a++)
            learn_tags_of(&p, &to->known, from.lessons[order[a]], tags);
    }
    perceptron_close(&p);
    arena_release(tmp);
}

/* Heads
 * -------------------------------------------------------------------------------------
 */

/* Which moves lose no arc of the gold tree that can still be had. */
static void good_moves(const parse_state *s, const uint16_t *gold, bool good[N_MOVES])
{
    for (parse_move m = MOVE_SHIFT; m < N_MOVES; m++)
        good[m] = parse_allows(s, m);
    if (s->depth == 0)
        return;
    uint32_t s0 = s->stack[s->depth - 1], n0 = s->next;
    if (good[MOVE_SHIFT] && gold[n0] == s0) {
        good[MOVE_RIGHT] = good[MOVE_LEFT] = false;
        return;
    }
    if (gold[s0] == n0) {
        good[MOVE_SHIFT] = good[MOVE_RIGHT] = false;
        return;
    }
    if (s->depth >= 2 && gold[s0] == s->stack[s->depth - 2])
        good[MOVE_LEFT] = false;
    for (uint32_t k = 0; good[MOVE_SHIFT] && k < s->depth; k++)
        if (gold[s->stack[k]] == n0 || (k + 1 < s->depth && gold[n0] == s->stack[k]))
            good[MOVE_SHIFT] = false;
    bool lost = gold[s0] > n0; // its head is still to come
    for (uint32_t i = n0; i < s->n && !lost; i++)
        lost = gold[i] == s0;
    if (lost)
        good[MOVE_LEFT] = good[MOVE_RIGHT] = false;
}

static void learn_heads_of(perceptron *p, const lesson *l, uint32_t which, parse_state *s,
                           uint16_t *heads)
{
    uint32_t first = l->t.sentences[which].first, last = l->t.sentences[which].last;
    uint32_t n = last - first, rows[PARSE_FEATURES];
    float scores[LINEAR_WIDEST];
    if (n == 0 || n > PARSE_LONGEST || l->gold_arcs[first] == N_ARCS)
        return;
    parse_begin(s, l->work.looks + first, l->work.tags + first, heads, n);
    while (!parse_done(s)) {
        uint32_t k = parse_features(p->m, s, rows);
        linear_scores(p->m, rows, k, scores);
        bool good[N_MOVES];
        good_moves(s, l->gold_heads + first, good);
        parse_move best = N_MOVES, right = N_MOVES;
        for (parse_move m = MOVE_SHIFT; m < N_MOVES; m++) {
            if (!parse_allows(s, m))
                continue;
            if (best == N_MOVES || scores[m] > scores[best])
                best = m;
            if (good[m] && (right == N_MOVES || scores[m] > scores[right]))
                right = m;
        }
        p->now += 1;
        if (right != N_MOVES && !good[best])
            perceptron_update(p, rows, k, right, best);
        parse_apply(s, best);
    }
}

static void learn_arcs_of(perceptron *p, const lesson *l, uint32_t which, parse_state *s,
                          uint16_t *heads)
{
    uint32_t first = l->t.sentences[which].first, last = l->t.sentences[which].last;
    uint32_t n = last - first, rows[ARC_FEATURES];
    float scores[LINEAR_WIDEST];
    if (n == 0 || n > PARSE_LONGEST || l->gold_arcs[first] == N_ARCS)
        return;
    parse_begin(s, l->work.looks + first, l->work.tags + first, heads, n);
    // Children come to their head outermost last, as the parser adds them.
    for (uint32_t i = n; i-- > 0;)
        heads[i] = l->gold_heads[first + i];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t h = heads[i];
        if (h < i) {
            s->right[h][1] = s->right[h][0];
            s->right[h][0] = (uint16_t)i;
            s->n_right[h]++;
        }
    }
    for (uint32_t i = n; i-- > 0;) {
        uint32_t h = heads[i];
        if (h > i) {
            s->left[h][1] = s->left[h][0];
            s->left[h][0] = (uint16_t)i;
            s->n_left[h]++;
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        uint32_t gold = l->gold_arcs[first + i];
        if (heads[i] == n)
            continue;
        uint32_t k = arc_features(p->m, s, i, rows);
        linear_scores(p->m, rows, k, scores);
        uint32_t best = 0;
        for (uint32_t c = 1; c < p->m->n_classes; c++)
            best = scores[c] > scores[best] ? c : best;
        p->now += 1;
        if (best != gold)
            perceptron_update(p, rows, k, gold, best);
    }
}

void learn_parser(arena *out, lesson_list from, uint32_t rounds, parser *to)
{
    enum { MOVE_ROWS = 300000, ARC_ROWS = 20000 };
    arena *tmp = arena_sub(out);
    perceptron moves, arcs;
    perceptron_open(&moves, out, &to->moves, MOVE_ROWS, N_MOVES, 4);
    perceptron_open(&arcs, out, &to->arcs, ARC_ROWS, N_ARCS, 16);
    uint32_t *order = first_order(tmp, from.n);
    parse_state *s = arena_new(tmp, parse_state);
    uint16_t *heads = arena_array(tmp, uint16_t, PARSE_LONGEST + 1);
    dice d = {2};
    for (uint32_t r = 0; r < rounds; r++) {
        dice_shuffle(&d, order, from.n);
        for (uint32_t a = 0; a < from.n; a++) {
            const lesson *l = from.lessons[order[a]];
            for (uint32_t k = 0; k < l->t.n_sentences; k++) {
                learn_heads_of(&moves, l, k, s, heads);
                if (r < 4)
                    learn_arcs_of(&arcs, l, k, s, heads);
            }
        }
    }
    perceptron_close(&moves);
    perceptron_close(&arcs);
    arena_release(tmp);
}
