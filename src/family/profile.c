#include "family/profile.h"

#include "match/words.h"

#include <stdlib.h>
#include <string.h>

enum { MARK_SAME = 1, MARK_OTHER = -2 };

// Cells of tables for a whole family: some seconds, whatever the texts are like.
static const uint64_t MOST_CELLS = (uint64_t)1 << 29;

/* Members
 * ------------------------------------------------------------------------------- */

typedef struct {
    const text *t;
    uint32_t witness;
} witness_text;

// Equal bytes may be cut into other tokens, in another language or with other paragraphs.
static int compare_texts(const text *a, const text *b)
{
    int by_bytes = slice_cmp(a->bytes, b->bytes);
    if (by_bytes || a->n_tokens != b->n_tokens)
        return by_bytes ? by_bytes : a->n_tokens < b->n_tokens ? -1 : 1;
    for (uint32_t i = 0; i < a->n_tokens; i++) {
        const token *x = &a->tokens[i], *y = &b->tokens[i];
        if (x->start != y->start)
            return x->start < y->start ? -1 : 1;
        if (x->end != y->end)
            return x->end < y->end ? -1 : 1;
    }
    return 0;
}

static int by_text(const void *left, const void *right)
{
    const witness_text *a = left, *b = right;
    int order = compare_texts(a->t, b->t);
    return order ? order : (a->witness > b->witness) - (a->witness < b->witness);
}

static size_t take_members(arena *out, profile *p, const text *texts,
                           const uint32_t *articles)
{
    arena *tmp = arena_sub(out);
    const uint32_t n = p->n_witnesses;
    size_t n_tokens = 0;
    witness_text *list = arena_array(tmp, witness_text, n + 1);
    for (uint32_t w = 0; w < n; w++)
        list[w] = (witness_text){&texts[articles[w]], w};
    qsort(list, n, sizeof *list, by_text);
    p->texts = arena_array(out, const text *, n + 1);
    p->member_of = arena_array(out, uint32_t, n + 1);
    for (uint32_t k = 0; k < n; k++) {
        if (k == 0 || compare_texts(list[k - 1].t, list[k].t) != 0) {
            p->texts[p->n_members++] = list[k].t;
            n_tokens += list[k].t->n_tokens;
        }
        p->member_of[list[k].witness] = p->n_members - 1;
    }
    arena_release(tmp);
    return n_tokens;
}

void profile_init(arena *out, profile *p, const text *texts, const uint32_t *articles,
                  uint32_t n_witnesses)
{
    *p = (profile){.out = out, .n_witnesses = n_witnesses, .cells_left = MOST_CELLS};
    p->free_columns = p->free_variants = PROFILE_NONE;
    size_t n = take_members(out, p, texts, articles) + 1; // no column without a token
    if (n >= PROFILE_NONE)
        arena_fail(out);
    p->nearest = arena_array(out, uint32_t, p->n_members + 1);
    p->columns = arena_array(out, uint32_t *, p->n_members + 1);
    for (uint32_t m = 0; m < p->n_members; m++)
        p->columns[m] = arena_array(out, uint32_t, p->texts[m]->n_tokens + 1);
    p->all = arena_array(out, profile_column, n);
    p->variants = arena_array(out, column_variant, n);
    p->order = arena_array(out, uint32_t, n);
    p->place = arena_array(out, uint32_t, n);
    hash_table_init(&p->gram_of, out, 1024);
}

/* Columns
 * ------------------------------------------------------------------------------- */

static uint32_t new_column(profile *p)
{
    uint32_t id = p->free_columns;
    if (id != PROFILE_NONE)
        p->free_columns = p->all[id].first;
    else
        id = p->n_all++;
    p->all[id] = (profile_column){PROFILE_NONE, 0, PROFILE_NONE};
    return id;
}

static void put_token(profile *p, uint32_t id, const token *word)
{
    profile_column *c = &p->all[id];
    uint32_t *at = &c->first;
    c->n_members++;
    for (; *at != PROFILE_NONE; at = &p->variants[*at].next)
        if (p->variants[*at].word->hash == word->hash) {
            p->variants[*at].n++;
            return;
        }
    uint32_t v = p->free_variants;
    if (v != PROFILE_NONE)
        p->free_variants = p->variants[v].next;
    else
        v = p->n_variants++;
    p->variants[v] = (column_variant){word, 1, PROFILE_NONE};
    *at = v;
}

static void take_token(profile *p, uint32_t id, const token *word)
{
    profile_column *c = &p->all[id];
    c->n_members--;
    for (uint32_t *at = &c->first;; at = &p->variants[*at].next) {
        column_variant *v = &p->variants[*at];
        if (v->word->hash != word->hash)
            continue;
        if (--v->n == 0) {
            uint32_t gone = *at;
            *at = v->next;
            v->next = p->free_variants;
            p->free_variants = gone;
        }
        break;
    }
    if (c->n_members == 0) {
        c->first = p->free_columns;
        p->free_columns = id;
    }
}

static int score_tokens(const token *a, const token *b)
{
    bool mark_a = a->kind == TOKEN_PUNCT, mark_b = b->kind == TOKEN_PUNCT;
    if (mark_a || mark_b)
        return mark_a && mark_b && a->hash == b->hash ? MARK_SAME : MARK_OTHER;
    return words_score(a, b);
}

uint32_t profile_words(const profile *p, uint32_t place, const token **words)
{
    uint32_t n = 0;
    for (uint32_t v = p->all[p->order[place]].first;
         v != PROFILE_NONE && n < PROFILE_WORDS; v = p->variants[v].next)
        words[n++] = p->variants[v].word;
    return n;
}

int profile_score_words(const token *const *words, uint32_t n, const token *t)
{
    int best = INT32_MIN;
    for (uint32_t k = 0; k < n; k++) {
        int score = score_tokens(words[k], t);
        best = score > best ? score : best;
    }
    return best;
}

int profile_score(const profile *p, uint32_t place, const token *t)
{
    const token *words[PROFILE_WORDS];
    return profile_score_words(words, profile_words(p, place, words), t);
}

uint32_t profile_weight(const profile *p, uint32_t place)
{
    uint32_t n = p->all[p->order[place]].n_members;
    return (uint32_t)((uint64_t)n * WEIGHT_ONE / p->n_in);
}

static void number_places(profile *p)
{
    for (uint32_t at = 0; at < p->n_columns; at++)
        p->place[p->order[at]] = at;
}

/* In and out
 * ------------------------------------------------------------------------------ */

static void align_member(arena *tmp, profile *p, uint32_t m, profile_pairs *pairs)
{
    profile_pairs anchors = {0};
    profile_anchors(tmp, p, m, &anchors);
    uint32_t i = 0, j = 0;
    for (uint32_t k = 0; k <= anchors.n; k++) {
        profile_pair to = {p->n_columns, p->texts[m]->n_tokens, true};
        if (k < anchors.n)
            to = anchors.v[k];
        profile_fill(tmp, p, m, (profile_gap){i, to.i, j, to.j}, pairs);
        if (k < anchors.n)
            vec_push(tmp, pairs, to);
        i = to.i + 1;
        j = to.j + 1;
    }
    profile_tidy(tmp, p, m, pairs);
}

void profile_add(profile *p, uint32_t m)
{
    arena *tmp = arena_sub(p->out);
    const text *t = p->texts[m];
    profile_pairs pairs = {0};
    if (p->n_in)
        align_member(tmp, p, m, &pairs);
    uint32_t *order = arena_array(tmp, uint32_t, (size_t)p->n_columns + t->n_tokens + 1);
    uint32_t n = 0, i = 0, j = 0;
    for (uint32_t k = 0; k <= pairs.n; k++) {
        bool end = k == pairs.n;
        uint32_t to_i = end ? p->n_columns : pairs.v[k].i;
        uint32_t to_j = end ? t->n_tokens : pairs.v[k].j;
        while (i < to_i)
            order[n++] = p->order[i++];
        while (j < to_j)
            order[n++] = p->columns[m][j++] = new_column(p);
        if (end)
            break;
        order[n++] = p->order[i++];
        uint32_t here = order[n - 1];
        p->columns[m][j] = pairs.v[k].same ? here : new_column(p);
        if (!pairs.v[k].same) {
            order[n++] = p->columns[m][j];
            p->all[p->columns[m][j]].beside = p->order[profile_head(p, pairs.v[k].i)];
        }
        j++;
    }
    p->n_columns = n;
    memcpy(p->order, order, n * sizeof *order);
    number_places(p);
    for (j = 0; j < t->n_tokens; j++)
        put_token(p, p->columns[m][j], &t->tokens[j]);
    p->n_in++;
    profile_note_grams(p, m);
    arena_release(tmp);
}

uint32_t profile_head(const profile *p, uint32_t place)
{
    enum { MOST_NAMES = 16 };
    uint32_t head = p->all[p->order[place]].beside;
    if (head == PROFILE_NONE)
        return place;
    // words that were put between the two part them
    uint32_t at = p->place[head];
    bool there = at < place && place - at <= MOST_NAMES && p->order[at] == head;
    return there ? at : place;
}

/* The first column of a place goes: the next one takes its part. */
static void pass_on(profile *p, uint32_t at)
{
    uint32_t gone = p->order[at], heir = PROFILE_NONE;
    for (uint32_t k = at + 1; k < p->n_columns && p->all[p->order[k]].beside == gone;
         k++) {
        p->all[p->order[k]].beside = heir;
        heir = heir == PROFILE_NONE ? p->order[k] : heir;
    }
}

void profile_remove(profile *p, uint32_t m)
{
    const text *t = p->texts[m];
    profile_forget_grams(p, m);
    for (uint32_t j = 0; j < t->n_tokens; j++)
        take_token(p, p->columns[m][j], &t->tokens[j]);
    uint32_t n = 0;
    for (uint32_t at = 0; at < p->n_columns; at++)
        if (p->all[p->order[at]].n_members)
            p->order[n++] = p->order[at];
        else
            pass_on(p, at);
    p->n_columns = n;
    p->n_in--;
    number_places(p);
}
