/* One name or two: the cheapest way from one spelling to the other, told as counts of its
 * steps, and weighed. */
#include "facts/spelling.h"

#include <math.h>
#include <string.h>

/* Where in the features what is. */
enum {
    F_ALWAYS,
    F_DISTANCE,
    F_DISTANCE_SQUARED,
    F_COST,
    F_SKELETON, // consonants agree by their groups
    F_SKELETON_LONGER,
    F_SKELETON_LENGTH,
    F_SKELETON_SHORT,
    F_FIRST,
    F_LAST,
    F_SHORT,
    F_LONGER,
    F_EQUAL,
    F_VOWELS,
    F_RUN, // the longest row of sounds that are the same
    F_CONSONANTS,
    F_TWO_CONSONANTS,
    F_ONE_CONSONANT,
    F_VOWEL_CHANGED,
    F_CLOSE_CHANGED,
    F_GROUP_CHANGED,
    F_HARD_CHANGED,
    F_FIRST_VOWEL,
    F_FIRST_CLOSE,
    F_FIRST_HARD,
    F_PLACES,                    // one more: first, within, last; vowel or not
    F_VOWEL_PAIR = F_PLACES + 6, // 6 by 6, the upper half
    F_CLOSE_PAIR = F_VOWEL_PAIR + 15,
    F_EXTRA = F_CLOSE_PAIR + SPELLING_CLOSE,
    F_END = F_EXTRA + 35
};

_Static_assert((int)F_END == (int)SPELLING_FEATURES, "as many weights as features");

static const char vowels[] = "aeiouy", extras[] = "aeiouyhwrnlstdjmkgpbfvzSCXGTDc'ZqW";

typedef struct {
    const spelling *a, *b;
    float *f;
    float per; // one by the length of the longer
    uint32_t run, longest, n_consonants;
} steps;

static uint32_t similar_group(uint32_t sound)
{
    static const char *const groups[] = {"kgGXqh", "dDtT", "szZSCcj",
                                         "bpvfw",  "mn",   "lr"};
    for (uint32_t i = 0; sound && sound < 128 && i < 6; i++)
        if (strchr(groups[i], (int)sound))
            return i + 1;
    return 0;
}

static void step_changed(steps *s, uint32_t i, uint32_t j)
{
    uint32_t a = s->a->sounds[i], b = s->b->sounds[j];
    if (a == b) {
        s->run++;
        s->longest = s->run > s->longest ? s->run : s->longest;
        return;
    }
    s->run = 0;
    uint32_t close = spelling_close(a, b);
    bool first = i == 0 && j == 0, both = spelling_is_vowel(a) && spelling_is_vowel(b);
    if (both) {
        uint32_t x = (uint32_t)(strchr(vowels, (int)a) - vowels),
                 y = (uint32_t)(strchr(vowels, (int)b) - vowels);
        uint32_t low = x < y ? x : y, high = x < y ? y : x;
        s->f[F_VOWEL_PAIR + high * (high - 1) / 2 + low] += s->per;
        s->f[F_VOWEL_CHANGED] += s->per;
        s->f[F_FIRST_VOWEL] += first;
        return;
    }
    s->n_consonants++;
    if (close < SPELLING_CLOSE) {
        s->f[F_CLOSE_PAIR + close] += s->per;
        s->f[F_CLOSE_CHANGED] += s->per;
        s->f[F_FIRST_CLOSE] += first;
        return;
    }
    bool similar = similar_group(a) && similar_group(a) == similar_group(b);
    s->f[similar ? F_GROUP_CHANGED : F_HARD_CHANGED] += s->per;
    s->f[F_FIRST_HARD] += first;
}

static void step_extra(steps *s, const spelling *of, uint32_t i)
{
    uint32_t sound = of->sounds[i];
    const char *at = sound && sound < 128 ? strchr(extras, (int)sound) : NULL;
    uint32_t which = at ? (uint32_t)(at - extras) : (uint32_t)sizeof extras - 1;
    uint32_t where = i == 0 ? 0 : i + 1 == of->n ? 2 : 1;
    bool vowel = spelling_is_vowel(sound);
    s->run = 0;
    s->n_consonants += !vowel;
    s->f[F_EXTRA + which] += s->per;
    s->f[F_PLACES + where * 2 + vowel] += s->per;
}

_Static_assert(sizeof extras == 35, "each sound and one for all others");

typedef struct {
    float cost[SPELLING_MOST + 1][SPELLING_MOST + 1];
    uint8_t from[SPELLING_MOST + 1][SPELLING_MOST + 1]; // 1 changed, 2 more in a, 3 in b
} table;

static double fill(const spelling *a, const spelling *b, table *t)
{
    t->cost[0][0] = 0;
    for (uint32_t i = 0; i <= a->n; i++)
        for (uint32_t j = 0; j <= b->n; j++) {
            float best = i + j ? INFINITY : 0;
            uint8_t from = 0;
            if (i && j) {
                best = t->cost[i - 1][j - 1] +
                       (float)spelling_changed(a->sounds[i - 1], b->sounds[j - 1]);
                from = 1;
            }
            float up = i ? t->cost[i - 1][j] + (float)spelling_extra(a, i - 1) : INFINITY;
            float left =
                j ? t->cost[i][j - 1] + (float)spelling_extra(b, j - 1) : INFINITY;
            if (up < best) {
                best = up;
                from = 2;
            }
            if (left < best) {
                best = left;
                from = 3;
            }
            t->cost[i][j] = best;
            t->from[i][j] = from;
        }
    return t->cost[a->n][b->n];
}

static void walk_back(steps *s, const table *t)
{
    uint32_t i = s->a->n, j = s->b->n;
    while (i || j) {
        uint8_t from = t->from[i][j];
        if (from == 1)
            step_changed(s, --i, --j);
        else if (from == 2)
            step_extra(s, s->a, --i);
        else
            step_extra(s, s->b, --j);
    }
}

static uint32_t n_vowels(const spelling *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        n += spelling_is_vowel(s->sounds[i]);
    return n;
}

static float apart(double a, double b)
{
    return (float)fabs(a - b);
}

static void look_at_skeletons(const spelling *a, const spelling *b, float *f)
{
    uint32_t n, m;
    bool same = spelling_skeleton(a, &n) == spelling_skeleton(b, &m) && n == m;
    uint32_t less = n < m ? n : m, more = n < m ? m : n;
    f[F_SKELETON] = same;
    f[F_SKELETON_LONGER] = more ? (float)(more - less) / (float)more : 0;
    f[F_SKELETON_LENGTH] = (float)less / 5;
    f[F_SKELETON_SHORT] = same && n <= 2;
}

// The same whichever of two stands first.
static bool stands_first(const spelling *a, const spelling *b)
{
    if (a->n != b->n)
        return a->n < b->n;
    return memcmp(a->sounds, b->sounds, a->n * sizeof *a->sounds) <= 0;
}

void spelling_features(const spelling *x, const spelling *y, float *f)
{
    const spelling *a = stands_first(x, y) ? x : y, *b = a == x ? y : x;
    table t;
    double cost = fill(a, b, &t), la = spelling_length(a), lb = spelling_length(b);
    double longer = la > lb ? la : lb;
    longer = longer > 0 ? longer : 1;
    steps s = {.a = a, .b = b, .f = f, .per = (float)(1 / longer)};
    memset(f, 0, SPELLING_FEATURES * sizeof *f);
    walk_back(&s, &t);
    look_at_skeletons(a, b, f);
    float d = (float)(cost / longer);
    f[F_ALWAYS] = 1;
    f[F_DISTANCE] = d;
    f[F_DISTANCE_SQUARED] = d * d;
    f[F_COST] = (float)cost;
    f[F_FIRST] = a->n && b->n && a->sounds[0] == b->sounds[0];
    f[F_LAST] = a->n && b->n && a->sounds[a->n - 1] == b->sounds[b->n - 1];
    f[F_SHORT] = s.per;
    f[F_LONGER] = apart(la, lb) * s.per;
    f[F_EQUAL] =
        a->n == b->n && memcmp(a->sounds, b->sounds, a->n * sizeof *a->sounds) == 0;
    f[F_VOWELS] = apart(n_vowels(a), n_vowels(b)) * s.per;
    f[F_RUN] = (float)s.longest * s.per;
    f[F_CONSONANTS] = (float)s.n_consonants * s.per;
    f[F_TWO_CONSONANTS] = s.n_consonants >= 2;
    f[F_ONE_CONSONANT] = s.n_consonants >= 1;
}

double spelling_same(const spelling *a, const spelling *b)
{
    float f[SPELLING_FEATURES];
    double sum = 0;
    spelling_features(a, b, f);
    for (uint32_t i = 0; i < SPELLING_FEATURES; i++)
        sum += (double)spelling_weights[i] * (double)f[i];
    return sum;
}
