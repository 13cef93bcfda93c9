// The order in which members are aligned: a tree that spans them, each hung on the one it
// shares most words with.
#include "family/profile.h"

#include <stdlib.h>

enum {
    ALL_WORDS = 60,      // members of which all words are compared; of more, samples
    SAMPLED_WORDS = 512, // of a member of middling length
};

typedef struct {
    uint64_t *v; // hashes of the content words, ascending
    uint32_t n;
} word_set;

static int by_number(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* The words whose hash is a multiple of `step`: the same words of every text. */
static word_set content_words(arena *tmp, const text *t, uint64_t step)
{
    word_set set = {arena_array(tmp, uint64_t, (size_t)t->n_tokens + 1), 0};
    for (uint32_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind != TOKEN_PUNCT && !(t->tokens[i].flags & TOKEN_FUNCTION) &&
            (step < 2 || hash_mix(t->tokens[i].hash, 1) % step == 0))
            set.v[set.n++] = t->tokens[i].hash;
    qsort(set.v, set.n, sizeof *set.v, by_number);
    return set;
}

static uint32_t n_shared(const word_set *a, const word_set *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
        uint64_t x = a->v[i], y = b->v[k];
        n += x == y;
        i += x <= y;
        k += y <= x;
    }
    return n;
}

static uint64_t sampling_step(const profile *p)
{
    uint64_t n_tokens = 0;
    for (uint32_t m = 0; m < p->n_members; m++)
        n_tokens += p->texts[m]->n_tokens;
    return p->n_members <= ALL_WORDS
               ? 1
               : n_tokens / ((uint64_t)p->n_members * SAMPLED_WORDS);
}

/* Members' numbers are the order of their texts' bytes: of equals the first is taken,
 * whatever order the witnesses came in. */
uint32_t *profile_guide(arena *out, profile *p)
{
    const uint32_t n = p->n_members;
    uint32_t *order = arena_array(out, uint32_t, (size_t)n + 1);
    arena *tmp = arena_sub(out);
    word_set *sets = arena_array(tmp, word_set, (size_t)n + 1);
    uint64_t *total = arena_array(tmp, uint64_t, (size_t)n + 1);
    uint32_t *best = arena_array(tmp, uint32_t, (size_t)n + 1); // shared with nearest
    bool *in = arena_array(tmp, bool, (size_t)n + 1);
    const uint64_t step = sampling_step(p);
    for (uint32_t m = 0; m < n; m++)
        sets[m] = content_words(tmp, p->texts[m], step);
    uint32_t *shared = arena_array(tmp, uint32_t, (size_t)n * n + 1);
    for (uint32_t a = 0; a < n; a++)
        for (uint32_t b = 0; b < a; b++) {
            uint32_t s = n_shared(&sets[a], &sets[b]);
            shared[(size_t)a * n + b] = shared[(size_t)b * n + a] = s;
            total[a] += s;
            total[b] += s;
        }
    for (uint32_t k = 0; k < n; k++) {
        uint32_t next = PROFILE_NONE;
        for (uint32_t m = 0; m < n; m++)
            if (!in[m] && (next == PROFILE_NONE ||
                           (k ? best[m] > best[next] : total[m] > total[next])))
                next = m;
        order[k] = next;
        in[next] = true;
        if (k == 0)
            for (uint32_t m = 0; m < n; m++)
                p->nearest[m] = next;
        for (uint32_t m = 0; m < n; m++)
            if (!in[m] && shared[(size_t)next * n + m] > best[m]) {
                best[m] = shared[(size_t)next * n + m];
                p->nearest[m] = next;
            }
    }
    if (n > 1)
        p->nearest[order[0]] = order[1];
    arena_release(tmp);
    return order;
}
