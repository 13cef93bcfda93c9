#include "match/numbers.h"

enum {
    FARTHEST = 12, // words without a common one that are skipped at once
    BESIDE = 2,    // words from one place to another that may be the same one
    MARKED = 4,    // bits of a word that shows by itself where the texts meet again
    BETWEEN = 30,  // words between two stretches, at most, that are looked at
};

typedef struct {
    const word_run *a, *b;
    uint32_t i, j, i_end, j_end;
    number_count found;
} walk;

static bool is_same(const walk *w, uint32_t i, uint32_t j)
{
    return i < w->i_end && j < w->j_end && w->a->keys[i] == w->b->keys[j];
}

/* Whether the texts go on together from there: by more than a word that could be there
 * by chance. */
static bool is_meeting(const walk *w, uint32_t i, uint32_t j)
{
    return is_same(w, i, j) &&
           ((w->a->words[i] & WORD_WEIGHT) >= MARKED || is_same(w, i + 1, j + 1));
}

// The first number among words [from, to), or `to`.
static uint32_t next_number(const word_run *x, uint32_t from, uint32_t to)
{
    while (from < to && !(x->words[from] & WORD_NUMBER))
        from++;
    return from;
}

/* Numbers of both texts in the same order. Where as many words here as there were
 * replaced one by one, a number has the other one in its place or next to it. */
static uint32_t count_others(const walk *w, uint32_t n_a, uint32_t n_b)
{
    uint32_t n = 0, i_end = w->i + n_a, j_end = w->j + n_b;
    uint32_t i = next_number(w->a, w->i, i_end), j = next_number(w->b, w->j, j_end);
    while (i < i_end && j < j_end) {
        uint32_t in_a = i - w->i, in_b = j - w->j;
        bool before = n_a == n_b && in_a + BESIDE < in_b,
             behind = n_a == n_b && in_b + BESIDE < in_a;
        n += !before && !behind;
        if (!behind)
            i = next_number(w->a, i + 1, i_end);
        if (!before)
            j = next_number(w->b, j + 1, j_end);
    }
    return n;
}

static void skip(walk *w, uint32_t n_a, uint32_t n_b)
{
    n_a = n_a < w->i_end - w->i ? n_a : w->i_end - w->i;
    n_b = n_b < w->j_end - w->j ? n_b : w->j_end - w->j;
    w->found.n_other += count_others(w, n_a, n_b);
    w->i += n_a;
    w->j += n_b;
}

/* Over the words up to the next place where both go on together, the nearest one. What
 * is the same behind as many words here as there needs no other sign. */
static void step_over(walk *w)
{
    for (uint32_t most = 1; most <= FARTHEST; most++) {
        if (is_same(w, w->i + most, w->j + most)) {
            skip(w, most, most);
            return;
        }
        for (uint32_t less = 0; less < most; less++) {
            bool in_a = is_meeting(w, w->i + most, w->j + less);
            if (in_a || is_meeting(w, w->i + less, w->j + most)) {
                skip(w, in_a ? most : less, in_a ? less : most);
                return;
            }
        }
    }
    skip(w, FARTHEST, FARTHEST);
}

static void go_on(walk *w, uint32_t i_end, uint32_t j_end)
{
    w->i_end = i_end;
    w->j_end = j_end;
    while (w->i < i_end && w->j < j_end) {
        if (!is_same(w, w->i, w->j)) {
            step_over(w);
            continue;
        }
        uint32_t number = weights_number(w->a->words[w->i]);
        w->found.n_same += number > 0;
        w->found.said += number;
        w->i++;
        w->j++;
    }
}

number_count numbers_compare(const word_run *a, const word_run *b,
                             const stretch *stretches, uint32_t n)
{
    walk w = {.a = a, .b = b};
    for (uint32_t k = 0; k < n; k++) {
        const stretch *s = &stretches[k];
        bool near = k > 0 && s->a_first - stretches[k - 1].a_last <= BETWEEN &&
                    s->b_first >= stretches[k - 1].b_last &&
                    s->b_first - stretches[k - 1].b_last <= BETWEEN;
        if (near) {
            w.i = stretches[k - 1].a_last;
            w.j = stretches[k - 1].b_last;
        } else {
            w.i = s->a_first;
            w.j = s->b_first;
        }
        go_on(&w, s->a_last, s->b_last);
    }
    return w.found;
}
