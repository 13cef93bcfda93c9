#include "bench/lexicon.h"

#include "base/vec.h"

#include <string.h>

typedef VEC(slice) words;

static void add_list(arena *out, words *to, const char *list)
{
    while (*list) {
        size_t len = strcspn(list, " ");
        if (len)
            vec_push(out, to, slice_of(list, len));
        list += len + (list[len] == ' ');
    }
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c);
}

static slice joined(arena *out, slice stem, size_t cut, const char *end)
{
    return arena_format(out, "%.*s%s", (int)(stem.len - cut), stem.ptr, end);
}

/* "plan", not "open": one syllable that ends in one vowel and one consonant. */
static bool doubles(slice w)
{
    if (w.len < 3 || !strchr("bdgklmnprt", w.ptr[w.len - 1]) ||
        !is_vowel(w.ptr[w.len - 2]) || is_vowel(w.ptr[w.len - 3]))
        return false;
    for (size_t i = 0; i + 3 < w.len; i++)
        if (is_vowel(w.ptr[i]))
            return false;
    return w.ptr[w.len - 1] != 'k';
}

static bool ends_in_consonant_y(slice w)
{
    return w.len > 2 && w.ptr[w.len - 1] == 'y' && !is_vowel(w.ptr[w.len - 2]);
}

static slice past_of(arena *out, slice w)
{
    if (w.ptr[w.len - 1] == 'e')
        return joined(out, w, 0, "d");
    if (ends_in_consonant_y(w))
        return joined(out, w, 1, "ied");
    if (doubles(w))
        return arena_format(out, "%.*s%ced", (int)w.len, w.ptr, w.ptr[w.len - 1]);
    return joined(out, w, 0, "ed");
}

static slice ing_of(arena *out, slice w)
{
    if (w.len > 2 && slice_ends(w, SLICE("ie")))
        return joined(out, w, 2, "ying");
    if (w.ptr[w.len - 1] == 'e' && !slice_ends(w, SLICE("ee")))
        return joined(out, w, 1, "ing");
    if (doubles(w))
        return arena_format(out, "%.*s%cing", (int)w.len, w.ptr, w.ptr[w.len - 1]);
    return joined(out, w, 0, "ing");
}

static slice plural_of(arena *out, slice w)
{
    static const char *const odd[][2] = {
        {"man", "men"},       {"woman", "women"},       {"child", "children"},
        {"foot", "feet"},     {"life", "lives"},        {"wife", "wives"},
        {"half", "halves"},   {"knife", "knives"},      {"tooth", "teeth"},
        {"crisis", "crises"}, {"aircraft", "aircraft"}, {"species", "species"},
        {"series", "series"}, {"thief", "thieves"},     {"hypothesis", "hypotheses"},
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        slice one = slice_of_str(odd[i][0]);
        if (slice_eq(w, one) || (one.len == 3 && w.len > 5 && slice_ends(w, one)))
            return joined(out, w, one.len, odd[i][1]);
    }
    if (ends_in_consonant_y(w))
        return joined(out, w, 1, "ies");
    char last = w.ptr[w.len - 1];
    bool hisses = last == 's' || last == 'x' || last == 'z' ||
                  slice_ends(w, SLICE("ch")) || slice_ends(w, SLICE("sh"));
    return joined(out, w, 0, hisses ? "es" : "s");
}

uint16_t *zipf_table(arena *out, uint32_t n, uint32_t flat)
{
    enum { SIZE = 1 << ZIPF_BITS };
    uint16_t *table = arena_array(out, uint16_t, SIZE);
    uint64_t sum = 0, before = 0;
    for (uint32_t r = 0; r < n; r++)
        sum += (1u << 26) / (r + flat);
    uint32_t at = 0;
    for (uint32_t r = 0; r < n; r++) {
        before += (1u << 26) / (r + flat);
        uint32_t end = (uint32_t)(before * SIZE / sum);
        while (at < end)
            table[at++] = (uint16_t)r;
    }
    return table;
}

/* The lists are written by theme; ranks are dealt. */
static void deal(words *w)
{
    dice d = {0x5354454d4d41u};
    for (uint32_t i = w->n; i > 1; i--) {
        uint32_t j = dice_below(&d, i);
        slice swap = w->v[i - 1];
        w->v[i - 1] = w->v[j];
        w->v[j] = swap;
    }
}

static words without_repeats(arena *out, const words *from)
{
    hash_table seen;
    words kept = {0};
    hash_table_init(&seen, out, from->n);
    for (uint32_t i = 0; i < from->n; i++) {
        bool is_new;
        hash_table_put(&seen, hash_bytes(from->v[i]), &is_new);
        if (is_new)
            vec_push(out, &kept, from->v[i]);
    }
    return kept;
}

static void finish(arena *out, word_class *c, words *w, uint32_t flat)
{
    c->n = w->n;
    c->by_chance = zipf_table(out, w->n, flat);
    c->forms[FORM_BASE] = w->v;
}

static void make_nouns(arena *out, word_class *c, words *w, uint32_t flat)
{
    finish(out, c, w, flat);
    c->forms[FORM_PLURAL] = arena_array(out, slice, w->n);
    for (uint32_t i = 0; i < w->n; i++)
        c->forms[FORM_PLURAL][i] = plural_of(out, w->v[i]);
}

static void make_verbs(arena *out, word_class *c, words *w, uint32_t flat)
{
    finish(out, c, w, flat);
    for (form f = FORM_PAST; f <= FORM_ING; f++)
        c->forms[f] = arena_array(out, slice, w->n);
    for (uint32_t i = 0; i < w->n; i++) {
        slice verb = w->v[i];
        size_t first = slice_find(verb, SLICE("/"), 0);
        slice base = slice_of(verb.ptr, first);
        c->forms[FORM_BASE][i] = base;
        c->forms[FORM_ING][i] = ing_of(out, base);
        if (first == verb.len) {
            c->forms[FORM_PAST][i] = c->forms[FORM_PARTICIPLE][i] = past_of(out, base);
            continue;
        }
        size_t second = slice_find(verb, SLICE("/"), first + 1);
        c->forms[FORM_PAST][i] = slice_of(verb.ptr + first + 1, second - first - 1);
        c->forms[FORM_PARTICIPLE][i] =
            slice_of(verb.ptr + second + 1, verb.len - second - 1);
    }
}

static words gather(arena *out, const char *const *lists)
{
    words all = {0};
    for (; *lists; lists++)
        add_list(out, &all, *lists);
    words kept = without_repeats(out, &all);
    deal(&kept);
    return kept;
}

/* Rare words by rule, behind the common ones: "co-owner", "bridge-builder", "boldness".
 */
static void add_derived(arena *out, words *nouns, const lexicon *l)
{
    static const char *const before[] = {"ex-",   "co-",    "anti-", "non-",
                                         "vice-", "super-", "sub-",  "counter-"};
    dice d = {0x44455249u};
    uint32_t plain = nouns->n;
    for (uint32_t i = 0; i < l->adjectives.n; i++) {
        slice w = l->adjectives.forms[FORM_BASE][i];
        if (w.len < 9 && !slice_ends(w, SLICE("y")))
            vec_push(out, nouns, joined(out, w, 0, "ness"));
    }
    for (uint32_t i = 0; i < l->verbs.n; i++) {
        slice w = l->verbs.forms[FORM_ING][i];
        slice of = nouns->v[dice_below(&d, plain)];
        vec_push(out, nouns, w);
        vec_push(out, nouns,
                 arena_format(out, "%.*s-%.*s", (int)of.len, of.ptr, (int)w.len, w.ptr));
    }
    for (uint32_t i = 0; i < 3000; i++) {
        slice a = nouns->v[dice_below(&d, plain)], b = nouns->v[dice_below(&d, plain)];
        uint32_t how = dice_below(&d, 12);
        const char *prefix = how < 8 ? before[how] : "";
        if (how < 8)
            vec_push(out, nouns, arena_format(out, "%s%.*s", prefix, (int)b.len, b.ptr));
        else
            vec_push(
                out, nouns,
                arena_format(out, "%.*s-%.*s", (int)a.len, a.ptr, (int)b.len, b.ptr));
    }
}

static void add_adjectives(arena *out, words *adjectives, const lexicon *l)
{
    static const char *const ends[] = {"-based", "-related", "-free", "-owned", "-like"};
    dice d = {0x41444a45u};
    for (uint32_t i = 0; i < 500; i++) {
        slice n = l->nouns.forms[FORM_BASE][dice_below(&d, 900)];
        vec_push(out, adjectives, joined(out, n, 0, ends[dice_below(&d, 5)]));
    }
    for (uint32_t i = 0; i < l->verbs.n; i++)
        vec_push(out, adjectives, l->verbs.forms[FORM_PARTICIPLE][i]);
}

static void add_all(arena *out, words *all, const word_class *c)
{
    for (int f = 0; f < N_FORMS; f++)
        for (uint32_t i = 0; c->forms[f] && i < c->n; i++)
            vec_push(out, all, c->forms[f][i]);
}

static words beat_words(arena *out, const char *list)
{
    const char *const lists[] = {list, NULL};
    return gather(out, lists);
}

void lexicon_make(lexicon *l, arena *out)
{
    enum { FLAT = 14, FLAT_BEAT = 6 };
    words verbs = gather(out, bench_verbs), nouns = gather(out, bench_nouns);
    words without = gather(out, bench_verbs_without);
    words adjectives = gather(out, bench_adjectives);
    words adverbs = gather(out, bench_adverbs);
    *l = (lexicon){0};
    make_verbs(out, &l->verbs, &verbs, FLAT);
    make_verbs(out, &l->verbs_without, &without, FLAT);
    finish(out, &l->adjectives, &adjectives, FLAT);
    finish(out, &l->nouns, &nouns, FLAT);
    add_adjectives(out, &adjectives, l);
    add_derived(out, &nouns, l);
    finish(out, &l->adjectives, &adjectives, FLAT);
    finish(out, &l->adverbs, &adverbs, FLAT);
    make_nouns(out, &l->nouns, &nouns, FLAT);
    for (int b = 0; b < N_BEATS; b++) {
        words n = beat_words(out, bench_beat_nouns[b]);
        words v = beat_words(out, bench_beat_verbs[b]);
        words a = beat_words(out, bench_beat_adjectives[b]);
        make_nouns(out, &l->beat_nouns[b], &n, FLAT_BEAT);
        make_verbs(out, &l->beat_verbs[b], &v, FLAT_BEAT);
        finish(out, &l->beat_adjectives[b], &a, FLAT_BEAT);
    }
    words all = {0};
    add_all(out, &all, &l->nouns);
    add_all(out, &all, &l->verbs);
    add_all(out, &all, &l->verbs_without);
    add_all(out, &all, &l->adjectives);
    add_all(out, &all, &l->adverbs);
    all = without_repeats(out, &all);
    l->all = all.v;
    l->n_all = all.n;
}
