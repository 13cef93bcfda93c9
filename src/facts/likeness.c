/* Likeness: what the names alone say about being one: spelling, a word more or
 * less, the user's list. */
#include "facts/names.h"

#include "base/lists.h"
#include "facts/spelling.h"

#include <stdlib.h>
#include <string.h>

uint32_t name_bits(const name_set *set, slice word)
{
    return name_words_of(&set->words, hash_bytes(word));
}

static bool has_digit(slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9')
            return true;
    return false;
}

static slice without_last_vowels(slice word)
{
    while (word.len && strchr("aeiouy", word.ptr[word.len - 1]))
        word.len--;
    return word;
}

// "Paul" and "Paula", "Mario" and "Maria": a last vowel makes another name of
// them.
static bool only_last_vowel(slice a, slice b)
{
    slice bare_a = without_last_vowels(a), bare_b = without_last_vowels(b);
    if (!slice_eq(bare_a, bare_b))
        return false;
    bool one_without = (bare_a.len == a.len) != (bare_b.len == b.len);
    char x = a.ptr[a.len - 1], y = b.ptr[b.len - 1];
    bool sexes = a.len == b.len && ((x == 'a' && y == 'o') || (x == 'o' && y == 'a'));
    return one_without || sexes;
}

static double word_distance(slice a, slice b)
{
    spelling x, y;
    spelling_read(a, &x);
    spelling_read(b, &y);
    return spelling_distance(&x, &y);
}

// Word by word: false when one pair of words cannot be one word.
bool name_words_agree(const name_set *set, const name_spelling *a, const name_spelling *b,
                      double *worst)
{
    *worst = 0;
    for (uint32_t i = 0; i < a->n_words; i++) {
        slice x = a->words[i], y = b->words[i];
        if (slice_eq(x, y))
            continue;
        double d = word_distance(x, y);
        uint32_t bits = name_bits(set, x) | name_bits(set, y);
        bool fixed = bits & ~(uint32_t)(WORD_ARTICLE | WORD_PARTICLE | WORD_GIVEN);
        if (has_digit(x) || has_digit(y) || (fixed && d > 0.1) || d > SPELLING_NEAR ||
            (!fixed && only_last_vowel(x, y)))
            return false;
        *worst = d > *worst ? d : *worst;
    }
    return true;
}

double name_words_cost(const name_spelling *a, const name_spelling *b)
{
    double cost = 0;
    for (uint32_t i = 0; i < a->n_words; i++) {
        spelling x, y;
        spelling_read(a->words[i], &x);
        spelling_read(b->words[i], &y);
        cost += spelling_cost(&x, &y);
    }
    return cost;
}

// A name without a glued article: "albusarah" as "busarah"; empty when there is
// none.
static slice without_article(slice key)
{
    bool glued = key.len > 6 &&
                 (slice_starts(key, SLICE("al")) || slice_starts(key, SLICE("el"))) &&
                 !strchr("aeiouy", key.ptr[2]);
    return glued ? slice_of(key.ptr + 2, key.len - 2) : (slice){0};
}

static double key_points(slice a, slice b, bool worded, double worst)
{
    spelling x, y;
    uint32_t n, m;
    spelling_read(a, &x);
    spelling_read(b, &y);
    bool same = spelling_skeleton(&x, &n) == spelling_skeleton(&y, &m) && n == m;
    double d = spelling_distance(&x, &y);
    if (!worded)
        return same && n >= 4 && d <= 0.1 ? 3 : 0;
    if (same && n >= 4 && d <= 0.25 && worst <= SPELLING_NEAR)
        return d <= 0.09 ? 3 : 2;
    if (same && n == 3)
        return d <= 0.12 ? 2 : 1;
    if (same)
        return d <= 0.1 ? 1 : 0;
    uint32_t fewer = n < m ? n : m;
    return fewer >= 5 && d <= 0.15 ? 2 : fewer >= 3 && d <= 0.25 ? 1 : 0;
}

// "Port Elsa" and "Portelsa", not "Otto Maar" and "Otto Maar III".
static double glued_points(slice a, slice b)
{
    size_t more = a.len > b.len ? a.len - b.len : b.len - a.len;
    return a.len && b.len && more <= 2 ? key_points(a, b, false, 0) : 0;
}

double spelling_points(const name_set *set, const name_spelling *a,
                       const name_spelling *b)
{
    if (a->acronym || b->acronym || a->story != b->story || (a->country && b->country))
        return 0;
    if (slice_eq(a->key, b->key))
        return NAME_ENOUGH;
    double worst = 0, best = 0;
    bool as_many = a->n_words == b->n_words;
    if (as_many && name_words_agree(set, a, b, &worst))
        return key_points(a->key, b->key, true, worst);
    if (a->generic || b->generic || a->n_words + 2 < b->n_words ||
        b->n_words + 2 < a->n_words || (as_many && a->n_words > 1))
        return 0;
    if (!as_many)
        best = glued_points(a->key, b->key);
    if (best < NAME_ENOUGH)
        best = glued_points(without_article(a->key), b->key);
    if (best < NAME_ENOUGH)
        best = glued_points(a->key, without_article(b->key));
    return best;
}

typedef struct {
    uint64_t bucket;
    uint32_t spelling;
} bucket_entry;

static int by_bucket(const void *x, const void *y)
{
    const bucket_entry *a = x, *b = y;
    if (a->bucket != b->bucket)
        return a->bucket < b->bucket ? -1 : 1;
    return a->spelling < b->spelling ? -1 : a->spelling > b->spelling;
}

typedef VEC(bucket_entry) bucket_entries;

static void add_skeleton(name_set *set, bucket_entries *entries, uint32_t s, slice key)
{
    spelling read;
    uint32_t n;
    if (!key.len)
        return;
    spelling_read(key, &read);
    uint64_t skeleton = spelling_skeleton(&read, &n);
    if (n >= 3)
        vec_push(set->tmp, entries,
                 (bucket_entry){hash_mix(skeleton, set->spellings.v[s].story), s});
}

enum { BUCKET_MOST = 40 }; // spellings of one skeleton that are compared with one another

static void add_join(name_set *set, name_joins *joins, uint32_t a, uint32_t b,
                     join_kind kind, double points)
{
    if (a == b)
        return;
    vec_push(set->tmp, joins, (name_join){a < b ? a : b, a < b ? b : a, kind, points, 1});
}

static void compare_bucket(name_set *set, name_joins *joins, const bucket_entry *entries,
                           uint32_t n)
{
    const name_spelling *v = set->spellings.v;
    for (uint32_t x = 0; x < n && x < BUCKET_MOST; x++)
        for (uint32_t y = x + 1; y < n && y < BUCKET_MOST; y++) {
            // the same key twice: a surname of two people, kept apart on purpose
            bool same = slice_eq(v[entries[x].spelling].key, v[entries[y].spelling].key);
            double points = same ? 0
                                 : spelling_points(set, &v[entries[x].spelling],
                                                   &v[entries[y].spelling]);
            // one article spells a name one way
            if (points > 0 && !names_share_article(set, &v[entries[x].spelling],
                                                   &v[entries[y].spelling]))
                add_join(set, joins, entries[x].spelling, entries[y].spelling,
                         JOIN_SPELLING, points);
        }
}

/* "Иван Петров" and "Ivan Petrov": all words of a full name, in two scripts. */
static double script_points(const name_set *set, const name_spelling *a,
                            const name_spelling *b)
{
    double worst;
    if (a->other_script == b->other_script || a->n_words != b->n_words ||
        a->n_words < 2 || kinds_clash(a, b) || !name_words_agree(set, a, b, &worst))
        return 0;
    for (uint32_t i = 0; i < a->n_words; i++) {
        spelling x, y;
        spelling_read(a->words[i], &x);
        spelling_read(b->words[i], &y);
        if (spelling_same(&x, &y) < 0)
            return 0;
    }
    return NAME_ENOUGH;
}

// Names of other scripts with those of any story whose consonants are theirs.
static void find_across_scripts(name_set *set, name_joins *joins)
{
    bucket_entries entries = {0};
    bool any = false;
    for (uint32_t s = 0; s < set->spellings.n; s++)
        any = any || set->spellings.v[s].other_script;
    for (uint32_t s = 0; any && s < set->spellings.n; s++) {
        spelling read;
        uint32_t n;
        if (set->spellings.v[s].n_words < 2)
            continue;
        spelling_read(set->spellings.v[s].key, &read);
        uint64_t skeleton = spelling_skeleton(&read, &n);
        if (n >= 4)
            vec_push(set->tmp, &entries, (bucket_entry){skeleton, s});
    }
    if (entries.n)
        qsort(entries.v, entries.n, sizeof *entries.v, by_bucket);
    const bucket_entry *v = entries.v;
    for (uint32_t i = 0, end; i < entries.n; i = end) {
        for (end = i; end < entries.n && v[end].bucket == v[i].bucket;)
            end++;
        for (uint32_t x = i; x < end && x < i + BUCKET_MOST; x++)
            for (uint32_t y = x + 1; y < end && y < i + BUCKET_MOST; y++) {
                double points = script_points(set, &set->spellings.v[v[x].spelling],
                                              &set->spellings.v[v[y].spelling]);
                if (points > 0)
                    add_join(set, joins, v[x].spelling, v[y].spelling, JOIN_SCRIPTS,
                             points);
            }
    }
}

static void find_near_spellings(name_set *set, name_joins *joins)
{
    bucket_entries entries = {0};
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *one = &set->spellings.v[s];
        if (one->acronym)
            continue;
        add_skeleton(set, &entries, s, one->key);
        add_skeleton(set, &entries, s, without_article(one->key));
    }
    if (entries.n)
        qsort(entries.v, entries.n, sizeof *entries.v, by_bucket);
    for (uint32_t i = 0, end; i < entries.n; i = end) {
        for (end = i; end < entries.n && entries.v[end].bucket == entries.v[i].bucket;)
            end++;
        compare_bucket(set, joins, entries.v + i, end - i);
    }
}

uint64_t name_title(const text *t, const name_mention *m)
{
    static const char *const shorts[][2] = {
        {"gen", "general"},  {"prof", "professor"}, {"lt", "lieutenant"},
        {"col", "colonel"},  {"gov", "governor"},   {"sen", "senator"},
        {"capt", "captain"}, {"sgt", "sergeant"},   {"mr", NULL},
        {"mrs", NULL},       {"ms", NULL},          {"miss", NULL},
        {"m", NULL},         {"herr", NULL},        {"frau", NULL},
        {"sir", NULL}};
    uint32_t i = m->first;
    while (i > m->title && t->tokens[i - 1].kind == TOKEN_PUNCT)
        i--;
    if (i == m->title)
        return 0;
    const token *w = &t->tokens[i - 1];
    for (size_t k = 0; k < sizeof shorts / sizeof *shorts; k++)
        if (slice_eq_str(w->folded, shorts[k][0]))
            return shorts[k][1] ? hash_bytes(slice_of_str(shorts[k][1])) : 0;
    return w->hash;
}

bool names_share_title(const name_set *set, const name_spelling *a,
                       const name_spelling *b)
{
    enum { LOOKED_AT = 16 };
    for (uint32_t i = 0; i < a->mentions.n && i < LOOKED_AT; i++) {
        const name_mention *m = &set->mentions.v[a->mentions.v[i]];
        uint64_t title = name_title(&set->in->texts[m->article], m);
        for (uint32_t k = 0; title && k < b->mentions.n && k < LOOKED_AT; k++) {
            const name_mention *n = &set->mentions.v[b->mentions.v[k]];
            if (name_title(&set->in->texts[n->article], n) == title)
                return true;
        }
    }
    return false;
}

bool names_share_article(const name_set *set, const name_spelling *a,
                         const name_spelling *b)
{
    uint32_t x = 0, y = 0;
    while (x < a->n_mentions && y < b->n_mentions) {
        uint32_t in_a = set->mentions.v[a->mentions.v[x]].article,
                 in_b = set->mentions.v[b->mentions.v[y]].article;
        if (in_a == in_b)
            return true;
        x += in_a < in_b;
        y += in_b < in_a;
    }
    return false;
}

/* One name and a word more */

uint64_t name_words_key(const name_spelling *s, uint32_t first, uint32_t last)
{
    uint64_t key = hash_mix(s->story, last - first);
    for (uint32_t i = first; i < last; i++)
        key = hash_mix(key, hash_bytes(s->words[i]));
    return key;
}

static void index_words(name_set *set, hash_table *by_words)
{
    hash_table_init(by_words, set->tmp, set->spellings.n);
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *one = &set->spellings.v[s];
        uint32_t *at =
            hash_table_put(by_words, name_words_key(one, 0, one->n_words), NULL);
        if (!*at)
            *at = s + 1;
    }
}

// "the river Rother".
static bool stands_behind(const name_set *set, const name_spelling *s, slice word)
{
    for (uint32_t i = 0; i < s->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[s->mentions.v[i]];
        const text *t = &set->in->texts[m->article];
        if (m->title > 0 && slice_eq(t->tokens[m->title - 1].folded, word))
            return true;
    }
    return false;
}

/* "Ruritanian Free Press" and "Free Press", unless the story knows a
 * Graustarkian one, too; "Acme Ltd" and "Acme"; "the Rother River" and "the
 * Rother". */
static void find_longer(name_set *set, name_joins *joins)
{
    hash_table by_words, fronts;
    index_words(set, &by_words);
    hash_table_init(&fronts, set->tmp,
                    64); // rest of a name ─► how many words stand before it
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t s = 0; s < set->spellings.n; s++) {
            const name_spelling *one = &set->spellings.v[s];
            if (one->n_words < 2)
                continue;
            uint32_t last = one->n_words - 1;
            uint32_t end_bits = name_bits(set, one->words[last]);
            uint64_t rest = name_words_key(one, 1, one->n_words);
            bool demonym = name_words_demonym(&set->words, one->words[0]);
            if (pass == 0) {
                ++*hash_table_put(&fronts, rest, NULL);
                continue;
            }
            if (demonym && last >= 2 && *hash_table_get(&fronts, rest) == 1) {
                const uint32_t *at = hash_table_get(&by_words, rest);
                if (at)
                    add_join(set, joins, s, *at - 1, JOIN_LONGER, 4);
            }
            const uint32_t *at = hash_table_get(&by_words, name_words_key(one, 0, last));
            if (!at)
                continue;
            const name_spelling *shorter = &set->spellings.v[*at - 1];
            bool water = slice_eq_str(one->words[last], "river") ||
                         slice_eq_str(one->words[last], "lake");
            bool river = water && (shorter->with_the ||
                                   stands_behind(set, shorter, one->words[last]));
            bool brand = slice_eq_str(one->words[last], "agency") ||
                         slice_eq_str(one->words[last], "tv");
            bool company =
                (end_bits & WORD_COMPANY) && !slice_eq_str(one->words[last], "group");
            bool place = company && kinds_best(shorter->score) == ENTITY_PLACE;
            if ((river || brand || company) && !shorter->country && !place)
                add_join(set, joins, s, *at - 1, JOIN_LONGER, 4);
        }
}

static bool share_sentence(const name_set *set, const name_spelling *a,
                           const name_spelling *b)
{
    uint32_t x = 0, y = 0;
    while (x < a->n_mentions && y < b->n_mentions) {
        const name_mention *m = &set->mentions.v[a->mentions.v[x]],
                           *n = &set->mentions.v[b->mentions.v[y]];
        const text *t = &set->in->texts[m->article];
        if (m->article == n->article &&
            t->tokens[m->first].sentence == t->tokens[n->first].sentence)
            return true;
        bool a_first = a->mentions.v[x] < b->mentions.v[y];
        x += a_first;
        y += !a_first;
    }
    return false;
}

// Whether some article first has the long form and then the short one, and how
// many articles with the short form have the long one nowhere.
static bool follows_in_article(const name_set *set, const name_spelling *longer,
                               const name_spelling *shorter, uint32_t *n_without)
{
    uint32_t x = 0, y = 0;
    bool follows = false;
    *n_without = 0;
    while (y < shorter->n_mentions) {
        const name_mention *m = &set->mentions.v[shorter->mentions.v[y]];
        while (x < longer->n_mentions &&
               set->mentions.v[longer->mentions.v[x]].article < m->article)
            x++;
        bool both = x < longer->n_mentions &&
                    set->mentions.v[longer->mentions.v[x]].article == m->article;
        *n_without += !both;
        while (y < shorter->n_mentions &&
               set->mentions.v[shorter->mentions.v[y]].article == m->article) {
            follows = follows || (both && shorter->mentions.v[y] > longer->mentions.v[x]);
            y++;
        }
    }
    return follows;
}

static bool has_acronym(const hash_table *acronyms, const name_spelling *s)
{
    char letters[NAME_MOST_WORDS];
    size_t n = 0;
    for (uint32_t i = 0; i < s->n_words; i++)
        if (!text_is_function_word(s->words[i]))
            letters[n++] = s->words[i].ptr[0];
    return hash_table_get(acronyms,
                          hash_mix(s->story, hash_bytes(slice_of(letters, n)))) != NULL;
}

typedef struct {
    hash_table by_words;
    hash_table n_starting; // first words of a name ─► how many longer names start so
    hash_table n_ending;
    hash_table acronyms;
} part_index;

static void index_parts(name_set *set, part_index *parts)
{
    index_words(set, &parts->by_words);
    hash_table_init(&parts->n_starting, set->tmp, set->spellings.n);
    hash_table_init(&parts->n_ending, set->tmp, set->spellings.n);
    hash_table_init(&parts->acronyms, set->tmp, 64);
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *one = &set->spellings.v[s];
        if (one->acronym)
            *hash_table_put(&parts->acronyms, hash_mix(one->story, hash_bytes(one->key)),
                            NULL) = 1;
        for (uint32_t n = 1; n < one->n_words; n++) {
            ++*hash_table_put(&parts->n_starting, name_words_key(one, 0, n), NULL);
            ++*hash_table_put(&parts->n_ending,
                              name_words_key(one, one->n_words - n, one->n_words), NULL);
        }
    }
}

// "Ann Marlow Foundation", "Tarvon University": named after somebody or somewhere else.
static bool is_named_after(slice last)
{
    static const char *const words[] = {
        "foundation", "institute", "institution", "trust",    "fund",    "school",
        "university", "college",   "academy",     "hospital", "clinic",  "centre",
        "center",     "library",   "museum",      "church",   "society", "gallery",
        "court",      "party",     "theatre"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq_str(last, words[i]))
            return true;
    return false;
}

// "Marlow-Tandy Shipping" as "Marlow-Tandy", where nothing else starts so.
static bool is_first_part(const name_set *set, const part_index *parts,
                          const name_spelling *longer, const name_spelling *shorter)
{
    uint32_t last = name_bits(set, longer->words[longer->n_words - 1]);
    uint32_t n_without;
    entity_kind kind = kinds_best(shorter->score);
    if (!(last & (WORD_BUSINESS | WORD_COMPANY | WORD_ORGANISATION)) ||
        is_named_after(longer->words[longer->n_words - 1]) ||
        *hash_table_get(&parts->n_starting,
                        name_words_key(shorter, 0, shorter->n_words)) > 1 ||
        !follows_in_article(set, longer, shorter, &n_without))
        return false;
    // a word that may be a town or a person alone has to be explained in each
    // article
    return shorter->n_words > 1 ? kind != ENTITY_PLACE
                                : n_without == 0 && last & WORD_BUSINESS &&
                                      shorter->score[ENTITY_PLACE] == 0 &&
                                      shorter->score[ENTITY_PERSON] == 0;
}

// "Democratic Party", "Supreme Court": there are as many of them as places.
static bool is_common_body(const name_set *set, const name_spelling *s)
{
    const uint32_t common =
        WORD_TOPIC | WORD_ORGANISATION | WORD_DEMONYM | WORD_COMMON | WORD_PEOPLE;
    for (uint32_t i = 0; i < s->n_words; i++)
        if (!(name_bits(set, s->words[i]) & common))
            return false;
    return true;
}

// "Tarvon Hill Guard" as "Hill Guard".
static bool is_last_part(const name_set *set, const part_index *parts,
                         const name_spelling *longer, const name_spelling *shorter)
{
    uint32_t last = name_bits(set, longer->words[longer->n_words - 1]);
    uint32_t first = name_bits(set, longer->words[0]), n_without;
    if (shorter->n_words < 2 || is_common_body(set, shorter) ||
        !(last & WORD_ORGANISATION) || first & WORD_PREFIX ||
        *hash_table_get(&parts->n_ending, name_words_key(shorter, 0, shorter->n_words)) >
            1 ||
        !follows_in_article(set, longer, shorter, &n_without))
        return false;
    return n_without * 2 <= shorter->n_mentions &&
           !(has_acronym(&parts->acronyms, longer) &&
             has_acronym(&parts->acronyms, shorter));
}

static void find_parts(name_set *set, name_joins *joins)
{
    part_index parts;
    index_parts(set, &parts);
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *longer = &set->spellings.v[s];
        if (longer->n_words < 2 || longer->n_words == NAME_MOST_WORDS)
            continue;
        for (int tail = 0; tail < 2; tail++) {
            uint32_t n = longer->n_words - 1;
            const uint32_t *at =
                hash_table_get(&parts.by_words, name_words_key(longer, (uint32_t)tail,
                                                               n + (uint32_t)tail));
            if (!at)
                continue;
            const name_spelling *shorter = &set->spellings.v[*at - 1];
            bool two = (tail || shorter->n_words == 1) &&
                       (names_side_by_side(set, longer, shorter) ||
                        share_sentence(set, longer, shorter));
            if (shorter->country || shorter->acronym || shorter->agency || two)
                continue;
            if (tail ? is_last_part(set, &parts, longer, shorter)
                     : is_first_part(set, &parts, longer, shorter))
                add_join(set, joins, s, *at - 1, JOIN_LONGER, 4);
        }
    }
}

/* "Ministry of Health" and "Health Ministry"; not "University of Tarvon" and
 * "Tarvon University", which may be two. */
static void find_reordered(name_set *set, name_joins *joins)
{
    static const char *const heads[] = {"ministry",    "department", "directorate",
                                        "secretariat", "bureau",     "committee",
                                        "office",      "commission", "parliament",
                                        "agency",      "authority",  "inspectorate"};
    hash_table by_words;
    index_words(set, &by_words);
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *one = &set->spellings.v[s];
        bool headed = false;
        for (size_t k = 0; k < sizeof heads / sizeof *heads; k++)
            headed = headed || slice_eq_str(one->words[0], heads[k]);
        if (!headed || one->n_words < 3 || one->n_words == NAME_MOST_WORDS ||
            !slice_eq_str(one->words[1], "of"))
            continue;
        uint32_t first = slice_eq_str(one->words[2], "the") ? 3 : 2;
        if (first >= one->n_words)
            continue;
        name_spelling turned = {.story = one->story};
        for (uint32_t i = first; i < one->n_words; i++)
            turned.words[turned.n_words++] = one->words[i];
        turned.words[turned.n_words++] = one->words[0];
        const uint32_t *at =
            hash_table_get(&by_words, name_words_key(&turned, 0, turned.n_words));
        if (at)
            add_join(set, joins, s, *at - 1, JOIN_ORDER, 4);
    }
}

static void find_aliases(name_set *set, name_joins *joins)
{
    const facts_input *in = set->in;
    if (!in->n_aliases)
        return;
    text_rules *rules = text_rules_open(set->tmp);
    hash_table by_key_hash;
    hash_table_init(&by_key_hash, set->tmp, set->spellings.n);
    for (uint32_t i = 0; i < in->n_aliases; i++) {
        for (int side = 0; side < 2 && !in->aliases[i].apart; side++) {
            slice key = name_key(set->tmp, rules, &set->words,
                                 side ? in->aliases[i].b : in->aliases[i].a);
            *hash_table_put(&by_key_hash, hash_bytes(key), NULL) |= 1;
        }
    }
    // first spelling with each key, all others with that key joined to it
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        uint32_t *at = hash_table_get(&by_key_hash, hash_bytes(set->spellings.v[s].key));
        if (!at)
            continue;
        if (*at >> 1)
            add_join(set, joins, (*at >> 1) - 1, s, JOIN_ALIAS, 1000);
        else
            *at = (s + 1) << 1 | 1;
    }
    for (uint32_t i = 0; i < in->n_aliases; i++) {
        if (in->aliases[i].apart)
            continue;
        const uint32_t *a = hash_table_get(
            &by_key_hash,
            hash_bytes(name_key(set->tmp, rules, &set->words, in->aliases[i].a)));
        const uint32_t *b = hash_table_get(
            &by_key_hash,
            hash_bytes(name_key(set->tmp, rules, &set->words, in->aliases[i].b)));
        if (*a >> 1 && *b >> 1)
            add_join(set, joins, (*a >> 1) - 1, (*b >> 1) - 1, JOIN_ALIAS, 1000);
    }
}

/* "President Ilse Tarvon" and "President Ilse Tharvonn": one office, one first name, and
 * surnames that are near. */

// Of the words before the name; 0 where none of them is an office that one person holds.
static uint64_t office_of(const name_set *set, const name_spelling *s)
{
    static const char *const offices[] = {"president", "minister", "chancellor",
                                          "premier",   "king",     "queen",
                                          "emir",      "sultan",   "pope"};
    enum { LOOKED_AT = 8 };
    for (uint32_t i = 0; i < s->mentions.n && i < LOOKED_AT; i++) {
        const name_mention *m = &set->mentions.v[s->mentions.v[i]];
        const text *t = &set->in->texts[m->article];
        if (m->title == m->first || !IN_LIST(t->tokens[m->first - 1].folded, offices))
            continue;
        uint64_t office = t->tokens[m->first - 1].hash;
        bool what = m->first > m->title + 1; // "Foreign Minister", not any minister
        if (what)
            office = hash_mix(office, t->tokens[m->first - 2].hash);
        if (what || !text_is(t, m->first - 1, "minister"))
            return office;
    }
    return 0;
}

static void find_same_office(name_set *set, name_joins *joins)
{
    bucket_entries entries = {0};
    for (uint32_t s = 0; s < set->spellings.n; s++) {
        const name_spelling *one = &set->spellings.v[s];
        uint64_t office = kinds_person_shaped(set, one) ? office_of(set, one) : 0;
        if (office)
            vec_push(set->tmp, &entries,
                     (bucket_entry){hash_mix(office, name_words_key(one, 0, 1)), s});
    }
    if (entries.n)
        qsort(entries.v, entries.n, sizeof *entries.v, by_bucket);
    for (uint32_t i = 0, end; i < entries.n; i = end) {
        for (end = i + 1; end < entries.n && entries.v[end].bucket == entries.v[i].bucket;
             end++) {
            const name_spelling *a = &set->spellings.v[entries.v[i].spelling],
                                *b = &set->spellings.v[entries.v[end].spelling];
            double worst;
            spelling x, y;
            spelling_read(a->words[a->n_words - 1], &x);
            spelling_read(b->words[b->n_words - 1], &y);
            if (a->n_words == b->n_words && !slice_eq(a->key, b->key) &&
                name_words_agree(set, a, b, &worst) && spelling_same(&x, &y) > 0 &&
                !names_share_article(set, a, b))
                add_join(set, joins, entries.v[i].spelling, entries.v[end].spelling,
                         JOIN_SPELLING, NAME_ENOUGH);
        }
    }
}

void likeness_find(name_set *set, name_joins *joins)
{
    find_aliases(set, joins);
    find_near_spellings(set, joins);
    find_across_scripts(set, joins);
    find_same_office(set, joins);
    find_longer(set, joins);
    find_parts(set, joins);
    find_reordered(set, joins);
}
