/* Joins: from pieces of evidence to entities.
 *
 *   evidence for a pair of spellings ─► points ─► unions, best first
 *   against it: both in one sentence as different things, kinds that clash, two
 * countries
 *
 * The check against is made between all members of both sides at every union,
 * so that a chain of weak joins cannot tie two names together that an article
 * tells apart. */
#include "facts/joins.h"

#include <stdlib.h>

static uint32_t root_of(joiner *j, uint32_t s)
{
    while (j->parent[s] != s) {
        j->parent[s] = j->parent[j->parent[s]];
        s = j->parent[s];
    }
    return s;
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

/* Unions */

static void note_apart(joiner *j, const uint32_t *names, const uint8_t *quoted,
                       uint32_t n)
{
    for (uint32_t x = 0; x < n; x++)
        for (uint32_t y = x + 1; y < n; y++)
            if (names[x] != names[y] && quoted[x] == quoted[y])
                ++*hash_table_put(&j->apart, pair_key(names[x], names[y]), NULL);
}

enum { SENTENCE_MOST = 24 };

static void find_apart(joiner *j)
{
    const name_set *set = j->set;
    hash_table_init(&j->apart, j->tmp, set->mentions.n);
    for (uint32_t a = 0; a < set->in->n_articles; a++) {
        const text *t = &set->in->texts[a];
        uint32_t names[SENTENCE_MOST], n = 0, sentence_at = FACTS_NONE;
        uint8_t quoted[SENTENCE_MOST];
        for (uint32_t m = set->first_of[a]; m < set->first_of[a + 1]; m++) {
            const name_mention *one = &set->mentions.v[m];
            if (t->tokens[one->first].sentence != sentence_at) {
                note_apart(j, names, quoted, n);
                n = 0;
                sentence_at = t->tokens[one->first].sentence;
            }
            uint8_t in_quotes = t->tokens[one->first].flags & TOKEN_IN_QUOTES;
            bool again = n == SENTENCE_MOST;
            for (uint32_t k = 0; k < n && !again; k++)
                again = names[k] == one->spelling && quoted[k] == in_quotes;
            if (again)
                continue;
            names[n] = one->spelling;
            quoted[n++] = in_quotes;
        }
        note_apart(j, names, quoted, n);
    }
    // what an article says to be one thing is not told apart by standing together
    for (uint32_t i = 0; i < j->joins->n; i++) {
        const name_join *one = &j->joins->v[i];
        if (one->kind != JOIN_GLOSS && one->kind != JOIN_BRACKET)
            continue;
        uint32_t *n = hash_table_get(&j->apart, pair_key(one->a, one->b));
        if (n && one->kind == JOIN_GLOSS)
            *n = 0;
        else if (n && *n)
            --*n;
    }
}

bool names_side_by_side(const name_set *set, const name_spelling *a,
                        const name_spelling *b)
{
    uint32_t x = 0, y = 0;
    while (x < a->n_mentions && y < b->n_mentions) {
        uint32_t in_a = set->mentions.v[a->mentions.v[x]].article,
                 in_b = set->mentions.v[b->mentions.v[y]].article;
        if (in_a != in_b) {
            x += in_a < in_b;
            y += in_b < in_a;
            continue;
        }
        uint32_t n_a = 0, n_b = 0;
        const text *t = &set->in->texts[in_a];
        for (; x < a->n_mentions; x++) {
            const name_mention *m = &set->mentions.v[a->mentions.v[x]];
            if (m->article != in_a)
                break;
            n_a += !(t->tokens[m->first].flags & TOKEN_IN_QUOTES);
        }
        for (; y < b->n_mentions; y++) {
            const name_mention *m = &set->mentions.v[b->mentions.v[y]];
            if (m->article != in_a)
                break;
            n_b += !(t->tokens[m->first].flags & TOKEN_IN_QUOTES);
        }
        if (n_a > 1 && n_b > 1)
            return true;
    }
    return false;
}

static bool is_weak(join_kind kind)
{
    return kind == JOIN_SLOT || kind == JOIN_SPELLING || kind == JOIN_BRACKET;
}

enum { CHECKS_MOST = 4096 };

static uint64_t keys_pair(slice a, slice b)
{
    uint64_t x = hash_bytes(a), y = hash_bytes(b);
    return x < y ? hash_mix(x, y) : hash_mix(y, x);
}

static void read_kept_apart(joiner *j)
{
    const facts_input *in = j->set->in;
    hash_table_init(&j->kept_apart, j->tmp, in->n_aliases);
    text_rules *rules = NULL;
    for (uint32_t i = 0; i < in->n_aliases; i++) {
        if (!in->aliases[i].apart)
            continue;
        rules = rules ? rules : text_rules_open(j->tmp);
        slice a = name_key(j->tmp, rules, &j->set->words, in->aliases[i].a),
              b = name_key(j->tmp, rules, &j->set->words, in->aliases[i].b);
        hash_table_put(&j->kept_apart, keys_pair(a, b), NULL);
    }
}

/* Has the user said that a member of the one is not a member of the other? */
static bool user_keeps_apart(joiner *j, uint32_t a, uint32_t b)
{
    if (!j->kept_apart.n)
        return false;
    if ((uint64_t)j->size[a] * j->size[b] > CHECKS_MOST)
        return true;
    const name_spelling *v = j->set->spellings.v;
    uint32_t x = a;
    do {
        uint32_t y = b;
        do {
            if (hash_table_get(&j->kept_apart, keys_pair(v[x].key, v[y].key)))
                return true;
            y = j->next[y];
        } while (y != b);
        x = j->next[x];
    } while (x != a);
    return false;
}

// What speaks against one group of all members of both.
static bool must_stay_apart(joiner *j, uint32_t a, uint32_t b, const name_join *by)
{
    if (by->kind == JOIN_ALIAS)
        return user_keeps_apart(j, a, b);
    if ((uint64_t)j->size[a] * j->size[b] > CHECKS_MOST)
        return true;
    const name_spelling *v = j->set->spellings.v;
    uint32_t together = 0, x = a;
    if (user_keeps_apart(j, a, b))
        return true;
    do {
        uint32_t y = b;
        do {
            bool direct = pair_key(x, y) == pair_key(by->a, by->b);
            const uint32_t *n = hash_table_get(&j->apart, pair_key(x, y));
            if (n && !(direct && !is_weak(by->kind)))
                together += *n;
            if (is_weak(by->kind) &&
                (kinds_clash(&v[x], &v[y]) || (v[x].agency && v[y].agency)))
                return true;
            if (by->kind != JOIN_INITIALS && by->kind != JOIN_GLOSS && v[x].country &&
                v[y].country && v[x].country != v[y].country)
                return true;
            y = j->next[y];
        } while (y != b);
        x = j->next[x];
    } while (x != a);
    return by->kind == JOIN_GLOSS ? together > 3 : together > 0;
}

static slice shown(joiner *j, uint32_t s)
{
    const name_spelling *one = &j->set->spellings.v[s];
    const name_mention *m = &j->set->mentions.v[one->first_mention];
    return name_written(j->out, &j->set->in->texts[m->article], m->first, m->last);
}

#define SHOWN(s) (int)(s).len, (s).ptr

static slice reason(joiner *j, const name_join *by)
{
    slice a = shown(j, by->a), b = shown(j, by->b);
    switch (by->kind) {
    case JOIN_ALIAS:
        return arena_format(j->out,
                            "'%.*s' and '%.*s' are one by the list of names given",
                            SHOWN(a), SHOWN(b));
    case JOIN_GLOSS:
        return arena_format(j->out, "an article says that '%.*s' and '%.*s' are one",
                            SHOWN(a), SHOWN(b));
    case JOIN_BRACKET:
        return arena_format(j->out, "'%.*s' and '%.*s': one in brackets after the other",
                            SHOWN(a), SHOWN(b));
    case JOIN_SLOT:
    case JOIN_SIDE:
        return arena_format(
            j->out, "'%.*s' stands where '%.*s' stands in an aligned copy (%u %s)",
            SHOWN(a), SHOWN(b), by->n, by->n == 1 ? "place" : "places");
    case JOIN_SPELLING:
        return arena_format(j->out,
                            "'%.*s' and '%.*s': the same name spelled another way",
                            SHOWN(a), SHOWN(b));
    case JOIN_TEAM:
    case JOIN_LONGER:
        return arena_format(j->out, "'%.*s' and '%.*s': the same name, shorter", SHOWN(a),
                            SHOWN(b));
    case JOIN_ORDER:
        return arena_format(j->out, "'%.*s' and '%.*s': the same words in another order",
                            SHOWN(a), SHOWN(b));
    case JOIN_INITIALS:
        return arena_format(j->out, "'%.*s' and '%.*s': initials", SHOWN(a), SHOWN(b));
    case JOIN_SURNAME:
        return arena_format(j->out, "'%.*s' and '%.*s': surname after the full name",
                            SHOWN(a), SHOWN(b));
    case JOIN_GIVEN:
        return arena_format(j->out, "'%.*s' and '%.*s': first name after the full name",
                            SHOWN(a), SHOWN(b));
    case JOIN_COUNTRY:
        return arena_format(j->out, "'%.*s' and '%.*s' are names of one country",
                            SHOWN(a), SHOWN(b));
    case JOIN_SCRIPTS:
        return arena_format(j->out, "'%.*s' and '%.*s': the same name in two scripts",
                            SHOWN(a), SHOWN(b));
    case JOIN_STORIES:
        return arena_format(j->out, "'%.*s' and '%.*s': the same name in two stories",
                            SHOWN(a), SHOWN(b));
    }
    return (slice){0};
}

static void unite(joiner *j, uint32_t a, uint32_t b)
{
    uint32_t keep = a < b ? a : b, gone = a < b ? b : a;
    j->parent[gone] = keep;
    j->size[keep] += j->size[gone];
    uint32_t swap = j->next[keep];
    j->next[keep] = j->next[gone];
    j->next[gone] = swap;
    for (uint32_t i = 0; i < j->why[gone].n; i++)
        vec_push(j->out, &j->why[keep], j->why[gone].v[i]);
}

static bool try_join(joiner *j, const name_join *by)
{
    uint32_t a = root_of(j, by->a), b = root_of(j, by->b);
    if (a == b || must_stay_apart(j, a, b, by))
        return false;
    unite(j, a, b);
    if (by->kind != JOIN_STORIES)
        vec_push(j->out, &j->why[a < b ? a : b], reason(j, by));
    return true;
}

/* Pairs: all evidence for one pair together */

static int by_names(const void *x, const void *y)
{
    const name_join *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    if (a->b != b->b)
        return a->b < b->b ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return a->points > b->points ? -1 : a->points < b->points;
}

static int by_points(const void *x, const void *y)
{
    const name_join *a = x, *b = y;
    if (a->points != b->points)
        return a->points > b->points ? -1 : 1;
    return by_names(x, y);
}

// Two names that share a word and differ in another have that other word for a
// reason.
static bool differs_in_a_word(const name_set *set, const name_spelling *a,
                              const name_spelling *b)
{
    double worst;
    if (a->n_words != b->n_words || a->n_words < 2)
        return false;
    bool shares = false;
    for (uint32_t i = 0; i < a->n_words; i++)
        shares = shares || slice_eq(a->words[i], b->words[i]);
    return shares && !name_words_agree(set, a, b, &worst);
}

static bool slots_count(const joiner *j, const name_join *slot, double other_points)
{
    const name_spelling *a = &j->set->spellings.v[slot->a],
                        *b = &j->set->spellings.v[slot->b];
    if (a->agency || b->agency || differs_in_a_word(j->set, a, b))
        return false;
    if (other_points > 0)
        return true;
    // without any likeness: no country, and no article that has both
    if (a->country || b->country)
        return false;
    return !names_side_by_side(j->set, a, b);
}

/* "Vartin" and "Wartin": one outlet's way with one sound. At one aligned place
 * that is enough, where no article has both. */
static bool one_sound_apart(const name_set *set, const name_join *by)
{
    const name_spelling *a = &set->spellings.v[by->a], *b = &set->spellings.v[by->b];
    double worst;
    return !a->acronym && !b->acronym && !(a->country && b->country) &&
           a->n_words == b->n_words && a->key.len >= 5 && b->key.len >= 5 &&
           name_words_agree(set, a, b, &worst) && worst <= 0.15 &&
           name_words_cost(a, b) <= 0.6 && !names_share_article(set, a, b);
}

/* One join for each pair, with the points of its kinds added up; slots bring a
 * look at the spelling along that the skeleton alone did not. */
static void add_up(joiner *j, name_joins *pairs)
{
    if (j->joins->n)
        qsort(j->joins->v, j->joins->n, sizeof *j->joins->v, by_names);
    for (uint32_t i = 0, end; i < j->joins->n; i = end) {
        name_join sum = j->joins->v[i];
        const name_join *slot = NULL, *side = NULL;
        double best[JOIN_STORIES + 1] = {0};
        for (end = i; end < j->joins->n && j->joins->v[end].a == sum.a &&
                      j->joins->v[end].b == sum.b;
             end++) {
            const name_join *one = &j->joins->v[end];
            bool adds = one->kind == JOIN_BRACKET && best[one->kind] < NAME_ENOUGH;
            best[one->kind] = adds ? best[one->kind] + one->points
                              : one->points > best[one->kind] ? one->points
                                                              : best[one->kind];
            slot = one->kind == JOIN_SLOT ? one : slot;
            side = one->kind == JOIN_SIDE ? one : side;
        }
        if (best[JOIN_SPELLING] == 0)
            best[JOIN_SPELLING] = spelling_points(j->set, &j->set->spellings.v[sum.a],
                                                  &j->set->spellings.v[sum.b]);
        double others = 0;
        for (int k = 0; k <= JOIN_STORIES; k++)
            others += k == JOIN_SLOT ? 0 : best[k];
        bool counts = slot && slots_count(j, slot, others);
        sum.points = others + (counts ? slot->points : 0);
        if (counts && (sum.kind == JOIN_SLOT || is_weak(sum.kind)))
            sum = (name_join){sum.a, sum.b, JOIN_SLOT, sum.points, slot->n};
        const name_join *place = slot ? slot : side;
        if (place && sum.points < NAME_ENOUGH && one_sound_apart(j->set, &sum))
            sum = (name_join){sum.a, sum.b, JOIN_SLOT, NAME_ENOUGH, place->n};
        vec_push(j->tmp, pairs, sum);
    }
}

static void join_pairs(joiner *j, name_joins *pairs)
{
    if (pairs->n)
        qsort(pairs->v, pairs->n, sizeof *pairs->v, by_points);
    for (uint32_t i = 0; i < pairs->n && pairs->v[i].points >= NAME_ENOUGH; i++)
        try_join(j, &pairs->v[i]);
    // what single pairs do not show, groups may show together
    name_joins rest = {0};
    for (uint32_t i = 0; i < pairs->n; i++) {
        name_join one = pairs->v[i];
        one.a = root_of(j, one.a);
        one.b = root_of(j, one.b);
        if (one.a == one.b || one.points >= NAME_ENOUGH || one.points <= 0)
            continue;
        if (one.a > one.b) {
            uint32_t swap = one.a;
            one.a = one.b;
            one.b = swap;
        }
        vec_push(j->tmp, &rest, one);
    }
    if (rest.n)
        qsort(rest.v, rest.n, sizeof *rest.v, by_names);
    for (uint32_t i = 0, end; i < rest.n; i = end) {
        name_join sum = rest.v[i];
        for (end = i + 1;
             end < rest.n && rest.v[end].a == sum.a && rest.v[end].b == sum.b; end++)
            // two likenesses of spelling are one piece of evidence, two places are
            // two
            sum.points = rest.v[end].kind == JOIN_SPELLING && sum.kind == JOIN_SPELLING
                             ? sum.points
                             : sum.points + rest.v[end].points;
        if (sum.points >= NAME_ENOUGH)
            try_join(j, &sum);
    }
}

/* Short forms that need to know the groups: initials and surnames */

static int by_key(const void *x, const void *y)
{
    const short_form *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    if (a->to_full != b->to_full)
        return a->to_full ? -1 : 1;
    return a->spelling < b->spelling ? -1 : a->spelling > b->spelling;
}

enum { FULL_MOST = 32 };

/* The one group of those long forms that have the title of `s`: "President Tarvon" is
 * President Ilse Tarvon, and no other Tarvon of the article. */
static uint32_t only_titled(joiner *j, uint32_t s, const uint32_t *full, uint32_t n)
{
    const name_spelling *one = &j->set->spellings.v[s];
    uint32_t found = FACTS_NONE;
    for (uint32_t k = 0; k < n; k++) {
        if (!names_share_title(j->set, one, &j->set->spellings.v[full[k]]))
            continue;
        if (found != FACTS_NONE && root_of(j, found) != root_of(j, full[k]))
            return FACTS_NONE;
        found = full[k];
    }
    return found;
}

/* The one group that the long forms are of which `s` can be short; those of its
 * own articles go first. FACTS_NONE when there are several or none. */
static uint32_t only_full(joiner *j, uint32_t s, const uint32_t *full, uint32_t n,
                          bool *near)
{
    const name_spelling *one = &j->set->spellings.v[s];
    uint32_t close = FACTS_NONE, any = FACTS_NONE;
    bool several_close = false, several = false;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t root = root_of(j, full[k]);
        several = several || (any != FACTS_NONE && root_of(j, any) != root);
        any = any == FACTS_NONE ? full[k] : any;
        if (!names_share_article(j->set, one, &j->set->spellings.v[full[k]]))
            continue;
        several_close =
            several_close || (close != FACTS_NONE && root_of(j, close) != root);
        close = close == FACTS_NONE ? full[k] : close;
    }
    *near = close != FACTS_NONE;
    if (*near)
        return several_close ? FACTS_NONE : close;
    return several ? FACTS_NONE : any;
}

// Each short form to its long form, where there is but one.
static void join_short_forms(joiner *j, short_forms *forms, join_kind kind)
{
    if (forms->n)
        qsort(forms->v, forms->n, sizeof *forms->v, by_key);
    for (uint32_t i = 0, end; i < forms->n; i = end) {
        uint32_t full[FULL_MOST], n_full = 0;
        for (end = i; end < forms->n && forms->v[end].key == forms->v[i].key; end++) {
            uint32_t s = forms->v[end].spelling;
            if (forms->v[end].to_full) {
                if (n_full < FULL_MOST)
                    full[n_full] = s;
                n_full++;
                continue;
            }
            bool near = true;
            uint32_t of = n_full <= FULL_MOST && kind == JOIN_SURNAME
                              ? only_titled(j, s, full, n_full)
                              : FACTS_NONE;
            if (of == FACTS_NONE && n_full <= FULL_MOST)
                of = only_full(j, s, full, n_full, &near);
            if (of == FACTS_NONE ||
                (!near && (kind == JOIN_SURNAME || kind == JOIN_TEAM)) ||
                (kind == JOIN_GIVEN && (!near || !joins_given_convinces(j, s, of))) ||
                (kind == JOIN_TEAM && !joins_given_convinces(j, s, of)) ||
                (kind == JOIN_INITIALS && !joins_initials_convince(j, s, of, near)))
                continue;
            name_join by = {s < of ? s : of, s < of ? of : s, kind, 4, 1};
            if (try_join(j, &by) && (kind == JOIN_SURNAME || kind == JOIN_GIVEN))
                j->set->spellings.v[of].score[ENTITY_PERSON] += 2;
        }
    }
}

/* "John Fitz Marlow" and "John Marlow": first and last the same, in one story.
 */
static void join_middle_names(joiner *j)
{
    short_forms forms = {0};
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        bool initial = one->n_words == 3 && one->words[1].len == 1;
        if (!kinds_person_shaped(j->set, one) ||
            kinds_best(one->score) != ENTITY_PERSON ||
            (one->n_words > 2 && !initial && one->score[ENTITY_PERSON] < 3))
            continue;
        uint64_t key = hash_mix(name_words_key(one, 0, 1),
                                name_words_key(one, one->n_words - 1, one->n_words));
        vec_push(j->tmp, &forms, (short_form){key, s, one->n_words > 2});
    }
    join_short_forms(j, &forms, JOIN_LONGER);
}

// Words that are the first or the last of some person's full name anywhere in
// the pile.
static void collect_people_words(joiner *j, hash_table *words)
{
    hash_table_init(words, j->tmp, 256);
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        if (!kinds_person_shaped(j->set, one) || !joins_is_person(one))
            continue;
        hash_table_put(words, hash_bytes(one->words[0]), NULL);
        hash_table_put(words, hash_bytes(one->words[one->n_words - 1]), NULL);
    }
}

static bool is_clear(const name_spelling *s, const hash_table *people)
{
    entity_kind kind = kinds_best(s->score);
    if (s->n_words > 1 || s->country || s->agency || kind == ENTITY_PLACE ||
        kind == ENTITY_ORGANISATION)
        return true;
    if (s->acronym)
        return s->key.len > 2;
    return kind == ENTITY_OTHER && !hash_table_get(people, hash_bytes(s->key));
}

// The long form in the group of an acronym: one of several words, or none.
static const name_spelling *long_form(const joiner *j, uint32_t s)
{
    uint32_t x = s;
    do {
        if (j->set->spellings.v[x].n_words > 1)
            return &j->set->spellings.v[x];
        x = j->next[x];
    } while (x != s);
    return NULL;
}

// "TNC" is the Tarvon National Committee in one story and its Convention in another.
static bool stand_for_two(const joiner *j, const name_spelling *acronym, uint32_t a,
                          uint32_t b)
{
    const name_spelling *x, *y;
    if (!acronym->acronym || !(x = long_form(j, a)) || !(y = long_form(j, b)))
        return false;
    return !slice_ends(x->key, y->key) && !slice_ends(y->key, x->key);
}

/* The same name in two stories is one, but for single words that may be names
 * of two people. */
static void join_stories(joiner *j)
{
    short_forms forms = {0};
    hash_table people;
    collect_people_words(j, &people);
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        if (is_clear(one, &people))
            vec_push(j->tmp, &forms,
                     (short_form){one->country
                                      ? hash_mix(9, one->country)
                                      : hash_mix(one->owner, hash_bytes(one->key)),
                                  s, true});
    }
    if (forms.n)
        qsort(forms.v, forms.n, sizeof *forms.v, by_key);
    for (uint32_t i = 1; i < forms.n; i++) {
        short_form a = forms.v[i - 1], b = forms.v[i];
        uint32_t x = root_of(j, a.spelling), y = root_of(j, b.spelling);
        if (a.key != b.key || x == y || user_keeps_apart(j, x, y) ||
            stand_for_two(j, &j->set->spellings.v[a.spelling], x, y))
            continue;
        unite(j, x, y);
        const name_spelling *v = j->set->spellings.v;
        if (v[a.spelling].country && !slice_eq(v[a.spelling].key, v[b.spelling].key)) {
            name_join by = {a.spelling, b.spelling, JOIN_COUNTRY, NAME_ENOUGH, 1};
            vec_push(j->out, &j->why[root_of(j, x)], reason(j, &by));
            continue;
        }
        if (v[a.spelling].other_script != v[b.spelling].other_script) {
            name_join by = {a.spelling, b.spelling, JOIN_SCRIPTS, NAME_ENOUGH, 1};
            vec_push(j->out, &j->why[root_of(j, x)], reason(j, &by));
        }
    }
}

void joins_apply(arena *out, name_set *set, name_joins *joins, uint32_t *group,
                 name_why *why)
{
    uint32_t n = set->spellings.n;
    joiner j = {.out = out,
                .tmp = arena_sub(set->tmp),
                .set = set,
                .joins = joins,
                .parent = group,
                .why = why};
    j.next = arena_array(j.tmp, uint32_t, n + 1);
    j.size = arena_array(j.tmp, uint32_t, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        j.parent[i] = j.next[i] = i;
        j.size[i] = 1;
    }
    find_apart(&j);
    read_kept_apart(&j);
    name_joins pairs = {0};
    add_up(&j, &pairs);
    join_pairs(&j, &pairs);
    short_forms initials = {0}, surnames = {0}, given = {0}, teams = {0};
    joins_collect_initials(&j, &initials);
    join_short_forms(&j, &initials, JOIN_INITIALS);
    join_middle_names(&j);
    joins_collect_surnames(&j, &surnames);
    join_short_forms(&j, &surnames, JOIN_SURNAME);
    joins_collect_teams(&j, &teams);
    join_short_forms(&j, &teams, JOIN_TEAM);
    joins_collect_given(&j, &given);
    join_short_forms(&j, &given, JOIN_GIVEN);
    join_stories(&j);
    for (uint32_t i = 0; i < n; i++)
        group[i] = root_of(&j, i);
    arena_release(j.tmp);
}
