#include "family/passage.h"

#include "base/hash.h"
#include "family/evidence.h"

#include <string.h>

enum {
    EXCERPT = 120,
    LEAST_SHOWN = 3,    // words that only one has
    LEAST_TRIGRAMS = 5, // of a sentence that is said twice
    LEAST_PASSAGE = 8,  // words
};

typedef struct {
    arena *out;
    const article *articles;
    const text *texts;
    const family *f;
    const rooted_tree *tree;
    const taken_block *block;
    span tokens; // of the witness: the passage, in whole sentences
    bool again;  // it is what is said twice
} passage_view;

static const text *text_of(const passage_view *v, uint32_t w)
{
    return &v->texts[v->f->witnesses[w]];
}

static bool is_word(const token *t)
{
    return t->kind != TOKEN_PUNCT;
}

static bool is_at_or_below(const rooted_tree *t, uint32_t v, uint32_t top)
{
    while (v != top && v != t->root)
        v = t->parent[v];
    return v == top;
}

/* same[k]: token k of the witness stands in x, too, in its column. */
static void compare(const passage_view *v, uint32_t x, bool *same)
{
    const uint32_t w = v->block->to;
    const text *own = text_of(v, w), *other = text_of(v, x);
    const uint32_t *here = v->f->collated.columns[w], *there = v->f->collated.columns[x];
    uint32_t k = 0;
    for (uint32_t i = 0; i < own->n_tokens; i++) {
        while (k < other->n_tokens && there[k] < here[i])
            k++;
        same[i] = k < other->n_tokens && there[k] == here[i] &&
                  own->tokens[i].hash == other->tokens[k].hash;
    }
}

// Words of the witness that are marked, in the block or, with `outside`, around it.
static uint32_t count_words(const passage_view *v, const bool *marked, bool outside)
{
    const text *own = text_of(v, v->block->to);
    const span block = v->tokens;
    uint32_t n = 0;
    for (uint32_t i = 0; i < own->n_tokens; i++)
        n += (!marked || marked[i]) && is_word(&own->tokens[i]) &&
             outside != (i >= block.start && i < block.end);
    return n;
}

/* The witness that has most of the words (in the block, or around it), of those at or
 * below `top` and not at or below the one that took the passage. */
static uint32_t nearest(const passage_view *v, uint32_t top, uint32_t but, bool outside,
                        bool *same)
{
    uint32_t best = FAMILY_NONE, n_best = 0;
    for (uint32_t x = 0; x < v->f->n_witnesses; x++) {
        if (x == but || is_at_or_below(v->tree, x, v->block->to) ||
            !is_at_or_below(v->tree, x, top))
            continue;
        compare(v, x, same);
        uint32_t n = count_words(v, same, outside);
        if (best == FAMILY_NONE || n > n_best) {
            best = x;
            n_best = n;
        }
    }
    return best;
}

// The longest run of tokens of the block that the one has and the other has not.
static span only_there(const passage_view *v, const bool *there, const bool *here)
{
    const text *own = text_of(v, v->block->to);
    span best = {0, 0};
    uint32_t n_best = 0;
    for (uint32_t i = v->tokens.start; i < v->tokens.end;) {
        uint32_t to = i, n = 0;
        for (; to < v->tokens.end && there[to] && !here[to]; to++)
            n += is_word(&own->tokens[to]);
        if (n > n_best) {
            n_best = n;
            best = (span){i, to};
        }
        i = to > i ? to : i + 1;
    }
    return n_best >= LEAST_SHOWN ? best : (span){0, 0};
}

static slice quote(const passage_view *v, span tokens)
{
    const text *own = text_of(v, v->block->to);
    // not from the middle of a mark
    while (tokens.start < tokens.end && !is_word(&own->tokens[tokens.start]))
        tokens.start++;
    if (tokens.end <= tokens.start)
        return SLICE("");
    slice words = evidence_excerpt(
        v->out, slice_in(own->bytes, text_span(own, tokens.start, tokens.end)), EXCERPT);
    return arena_format(v->out, "\xe2\x80\x9c%.*s\xe2\x80\x9d", (int)words.len,
                        words.ptr);
}

static slice label(const passage_view *v, uint32_t w)
{
    return evidence_label(v->out, &v->articles[v->f->witnesses[w]]);
}

static void add(const passage_view *v, stemma_edge *edge, const char *cue, slice words)
{
    vec_push(v->out, &edge->why, (evidence){slice_of_str(cue), words});
}

/* The lost copy is known by the witness that has most of what is from it. */
static slice where_from(const passage_view *v, uint32_t x)
{
    slice who = label(v, x);
    if (v->block->from < v->f->n_witnesses)
        return who;
    return arena_format(v->out, "a lost copy, known from %.*s", (int)who.len, who.ptr);
}

static void tell_shared(const passage_view *v, stemma_edge *edge)
{
    const taken_block *b = v->block;
    const text *own = text_of(v, b->to);
    bool *there = arena_array(v->out, bool, own->n_tokens + 1);
    bool *here = arena_array(v->out, bool, own->n_tokens + 1);
    uint32_t x = b->from < v->f->n_witnesses
                     ? b->from
                     : nearest(v, b->from, FAMILY_NONE, false, there);
    uint32_t parent = v->tree->parent[b->to];
    uint32_t main =
        parent < v->f->n_witnesses ? parent : nearest(v, v->tree->root, x, true, here);
    if (x == FAMILY_NONE || main == FAMILY_NONE)
        return;
    compare(v, x, there);
    compare(v, main, here);
    slice from = where_from(v, x), words = quote(v, v->tokens), who = label(v, x),
          rest = label(v, main), added = quote(v, only_there(v, there, here));
    uint32_t n = count_words(v, NULL, false);
    add(v, edge, "second source",
        arena_format(v->out, "a passage of %u words is from %.*s: %.*s", n, (int)from.len,
                     from.ptr, (int)words.len, words.ptr));
    slice only = SLICE("");
    if (added.len)
        only = arena_format(v->out, "; %.*s stands in the first and not in the second",
                            (int)added.len, added.ptr);
    add(v, edge, "shared words",
        arena_format(v->out,
                     "%u of these %u words stand in %.*s, %u in %.*s, which the rest of "
                     "the text %s%.*s",
                     count_words(v, there, false), n, (int)who.len, who.ptr,
                     count_words(v, here, false), (int)rest.len, rest.ptr,
                     parent < v->f->n_witnesses ? "follows" : "is nearest to",
                     (int)only.len, only.ptr));
}

/* The sentence of which one before it, not the last, has half of the runs of three words;
 * they are noted for those to come. */
static uint32_t said_before(arena *tmp, const text *t, uint32_t k, hash_table *runs,
                            uint32_t *votes)
{
    const sentence *s = &t->sentences[k];
    uint32_t *seen = arena_array(tmp, uint32_t, s->last - s->first + 1), n_seen = 0;
    uint32_t n = 0, best = k, most = 0;
    uint64_t last[3] = {0};
    for (uint32_t i = s->first, n_words = 0; i < s->last; i++) {
        if (!is_word(&t->tokens[i]))
            continue;
        last[0] = last[1];
        last[1] = last[2];
        last[2] = t->tokens[i].hash;
        if (++n_words < 3)
            continue;
        n++;
        uint32_t *of =
            hash_table_put(runs, hash_mix(hash_mix(last[0], last[1]), last[2]), NULL);
        if (*of == 0)
            *of = k + 1;
        if (*of >= k) // in this sentence or the one before it
            continue;
        if (votes[*of - 1]++ == 0)
            seen[n_seen++] = *of - 1;
        if (votes[*of - 1] > most) {
            most = votes[*of - 1];
            best = *of - 1;
        }
    }
    for (uint32_t i = 0; i < n_seen; i++)
        votes[seen[i]] = 0;
    return n >= LEAST_TRIGRAMS && 2 * most >= n ? best : k;
}

static void tell_again(const passage_view *v, stemma_edge *edge)
{
    slice words = quote(v, v->tokens);
    add(v, edge, "said twice",
        arena_format(v->out,
                     "a passage of %u words tells again what stands further up in the "
                     "same text, as if put in from another copy: %.*s",
                     count_words(v, NULL, false), (int)words.len, words.ptr));
}

static void tell_passage(const passage_view *v, stemma_edge *edge)
{
    slice words = quote(v, v->tokens);
    add(v, edge, "second source",
        arena_format(v->out,
                     "a passage of %u words reads as there, not as in the text that the "
                     "rest is copied from: %.*s",
                     count_words(v, NULL, false), (int)words.len, words.ptr));
}

/* Sentences [first, last): from the first to the last that were said before. */
static span find_twice(const passage_view *v)
{
    const text *own = text_of(v, v->block->to);
    arena *tmp = arena_sub(v->out);
    span found = {0, 0};
    hash_table runs;
    hash_table_init(&runs, tmp, own->n_tokens);
    uint32_t *votes = arena_array(tmp, uint32_t, (size_t)own->n_sentences + 1);
    for (uint32_t k = 0; k < own->n_sentences; k++) {
        arena *one = arena_sub(tmp);
        bool twice = said_before(one, own, k, &runs, votes) < k;
        arena_release(one);
        if (twice)
            found = (span){found.end ? found.start : k, k + 1};
    }
    arena_release(tmp);
    return found;
}

static void tell_twice(const passage_view *v, span twice, stemma_edge *edge)
{
    const text *own = text_of(v, v->block->to);
    if (twice.end == 0)
        return;
    const sentence *s = &own->sentences[twice.start];
    slice words = quote(v, (span){s->first, s->last});
    add(v, edge, "said twice",
        arena_format(v->out,
                     "%.*s repeats a sentence that stands further up in the same text",
                     (int)words.len, words.ptr));
}

/* Passages are taken in whole sentences, at least as far as those say that differ; where
 * next to nothing differs, it is what is said twice. */
static void set_passage(passage_view *v, span twice)
{
    const text *own = text_of(v, v->block->to);
    v->tokens = v->block->tokens;
    v->again = count_words(v, NULL, false) < LEAST_PASSAGE && twice.end;
    if (v->again)
        v->tokens =
            (span){own->sentences[twice.start].first, own->sentences[twice.end - 1].last};
    if (v->tokens.end <= v->tokens.start)
        return;
    for (uint32_t k = 0; k < own->n_sentences; k++) {
        const sentence *s = &own->sentences[k];
        if (s->first < v->tokens.start && s->last > v->tokens.start)
            v->tokens.start = s->first;
        if (s->first < v->tokens.end && s->last > v->tokens.end)
            v->tokens.end = s->last;
    }
}

void passage_tell(arena *out, const article *articles, const text *texts, const family *f,
                  const rooted_tree *tree, const taken_block *block, stemma_edge *edge)
{
    passage_view v = {out, articles, texts, f, tree, block, {0, 0}, false};
    span twice = find_twice(&v);
    set_passage(&v, twice);
    edge->blocks = arena_new(out, span);
    *edge->blocks = v.tokens;
    edge->n_blocks = 1;
    if (v.again)
        tell_again(&v, edge);
    else if (f->collated.columns && f->n_witnesses <= FULL_MOST)
        tell_shared(&v, edge);
    if (edge->why.n == 0) // of a family too large to be collated as one
        tell_passage(&v, edge);
    if (!v.again)
        tell_twice(&v, twice, edge);
}
