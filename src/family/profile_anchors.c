// Anchors: rare runs of words. Function words and marks carry none by themselves.
#include "family/profile.h"

static bool carries(const token *t)
{
    return t->kind != TOKEN_PUNCT && !(t->flags & TOKEN_FUNCTION);
}

// The key of the run at token t; 0 where too few of its words may carry an anchor.
static uint64_t key_at(const text *of, uint32_t t)
{
    uint64_t key = 1;
    uint32_t n_carriers = 0;
    for (uint32_t k = 0; k < PROFILE_GRAM; k++) {
        n_carriers += carries(&of->tokens[t + k]);
        key = hash_mix(key, of->tokens[t + k].hash);
    }
    return n_carriers < PROFILE_CARRIERS ? 0 : key ? key : 1;
}

static bool is_at(const profile_gram *g, const uint32_t *columns)
{
    for (uint32_t k = 0; k < PROFILE_GRAM; k++)
        if (g->columns[k] != columns[k])
            return false;
    return true;
}

void profile_note_grams(profile *p, uint32_t m)
{
    const text *t = p->texts[m];
    for (uint32_t j = 0; j + PROFILE_GRAM <= t->n_tokens; j++) {
        uint64_t key = key_at(t, j);
        if (!key)
            continue;
        bool is_new;
        uint32_t *index = hash_table_put(&p->gram_of, key, &is_new);
        if (is_new) {
            *index = p->grams.n;
            (void)vec_add(p->out, &p->grams);
        }
        profile_gram *g = &p->grams.v[*index];
        if (g->n == 0 && g->n_other == 0)
            for (uint32_t k = 0; k < PROFILE_GRAM; k++)
                g->columns[k] = p->columns[m][j + k];
        if (is_at(g, &p->columns[m][j]))
            g->n++;
        else
            g->n_other++;
    }
}

void profile_forget_grams(profile *p, uint32_t m)
{
    const text *t = p->texts[m];
    for (uint32_t j = 0; j + PROFILE_GRAM <= t->n_tokens; j++) {
        uint64_t key = key_at(t, j);
        if (!key)
            continue;
        profile_gram *g = &p->grams.v[*hash_table_get(&p->gram_of, key)];
        // what is left of a run whose place is gone stays ambiguous
        if (g->n > 0 && is_at(g, &p->columns[m][j]))
            g->n--;
        else
            g->n_other--;
    }
}

/* Runs of words that stand in one place only, each word with its column; ascending in j.
 */
static void find_unique(arena *tmp, const profile *p, uint32_t m, profile_pairs *found)
{
    const text *t = p->texts[m];
    const uint32_t n = t->n_tokens;
    uint32_t *index = arena_array(tmp, uint32_t, (size_t)n + 1); // from 1
    uint8_t *times = arena_alloc(tmp, (size_t)p->grams.n + 1);
    for (uint32_t j = 0; j + PROFILE_GRAM <= n; j++) {
        uint64_t key = key_at(t, j);
        const uint32_t *known = key ? hash_table_get(&p->gram_of, key) : NULL;
        if (!known)
            continue;
        index[j] = *known + 1;
        times[*known] = times[*known] ? 2 : 1;
    }
    for (uint32_t j = 0; j < n; j++)
        for (uint32_t k = 0; k < PROFILE_GRAM && k <= j; k++) {
            uint32_t which = index[j - k];
            if (!which || times[which - 1] != 1)
                continue;
            const profile_gram *g = &p->grams.v[which - 1];
            if (g->n == 0 || g->n_other)
                continue;
            vec_push(tmp, found, (profile_pair){p->place[g->columns[k]], j, true});
            break;
        }
}

void profile_ascent(arena *tmp, profile_pairs *pairs)
{
    uint32_t n = pairs->n, n_piles = 0;
    uint32_t *tops = arena_array(tmp, uint32_t, (size_t)n + 1);
    uint32_t *below = arena_array(tmp, uint32_t, (size_t)n + 1);
    for (uint32_t x = 0; x < n; x++) {
        uint32_t low = 0, high = n_piles;
        while (low < high) {
            uint32_t mid = (low + high) / 2;
            if (pairs->v[tops[mid]].i < pairs->v[x].i)
                low = mid + 1;
            else
                high = mid;
        }
        below[x] = low ? tops[low - 1] : PROFILE_NONE;
        tops[low] = x;
        n_piles += low == n_piles;
    }
    profile_pair *kept = arena_array(tmp, profile_pair, (size_t)n_piles + 1);
    uint32_t at = n_piles ? tops[n_piles - 1] : PROFILE_NONE;
    for (uint32_t k = n_piles; k-- > 0; at = below[at])
        kept[k] = pairs->v[at];
    for (uint32_t k = 0; k < n_piles; k++)
        pairs->v[k] = kept[k];
    pairs->n = n_piles;
}

void profile_anchors(arena *tmp, const profile *p, uint32_t m, profile_pairs *anchors)
{
    find_unique(tmp, p, m, anchors);
    profile_ascent(tmp, anchors);
}
