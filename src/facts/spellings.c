/* Spellings: mentions that differ in case, hyphens and articles only, taken
 * together.
 *
 * How far they are taken together depends on the name. Stories that have many
 * rare names in common are one setting (the same war, the same trial), in which
 * a name means one thing. But a surname that two people of a setting have means
 * one of them in each story or article. */
#include "facts/arabic.h"
#include "facts/names.h"

#include "base/buf.h"
#include "base/lists.h"
#include "base/utf8.h"

#include <unicode/uchar.h>

#include <stdlib.h>

uint32_t name_story(const facts_input *in, uint32_t article_index)
{
    return in->stories ? in->stories->of_article[article_index] : 0;
}

static bool is_stripped_article(const text *t, uint32_t i, uint32_t last, uint32_t bits)
{
    if (i + 1 >= last)
        return false;
    if (text_is(t, i, "the"))
        return true;
    if (!(bits & WORD_ARTICLE))
        return false;
    bool hyphen = t->tokens[i + 1].kind == TOKEN_PUNCT && text_is(t, i + 1, "-");
    return hyphen ? i + 2 < last
                  : text_is(t, i, "al") || text_is(t, i, "el") || text_is(t, i, "ez") ||
                        text_is(t, i, "es");
}

// "l'Iran", "d'Artois": the article that a language glues to a name.
slice name_without_elision(slice written, slice folded)
{
    size_t at = 0;
    uint32_t first = utf8_next(written, &at);
    if (written.len < 4 ||
        !(first == 'l' || first == 'd' || first == 'L' || first == 'D'))
        return folded;
    uint32_t mark = utf8_next(written, &at);
    if ((mark != '\'' && mark != 0x2019) || at >= written.len)
        return folded;
    UChar32 next = (UChar32)utf8_next(written, &at);
    size_t behind = slice_find(folded, SLICE("'"), 0);
    return u_isUUppercase(next) && behind + 1 < folded.len
               ? slice_of(folded.ptr + behind + 1, folded.len - behind - 1)
               : folded;
}

static slice letters_of(arena *out, slice folded)
{
    char *to = arena_alloc(out, folded.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.len; i++)
        if (((unsigned char)folded.ptr[i] & 0x80) ||
            (folded.ptr[i] >= 'a' && folded.ptr[i] <= 'z') ||
            (folded.ptr[i] >= '0' && folded.ptr[i] <= '9'))
            to[n++] = folded.ptr[i];
    return slice_of(to, n);
}

typedef enum { IN_ANY, IN_GERMAN, IN_TURKISH } name_language;

static name_language language_of(const facts_input *in, uint32_t which)
{
    slice language = in->articles ? in->articles[which].language : (slice){0};
    return slice_starts_nocase(language, SLICE("de"))   ? IN_GERMAN
           : slice_starts_nocase(language, SLICE("tr")) ? IN_TURKISH
                                                        : IN_ANY;
}

/* Word i as the name itself has it: without what its language or its case adds. */
static slice own_form(const name_words *words, const text *t, uint32_t first,
                      uint32_t last, uint32_t i, name_language in)
{
    if (arabic_is(t->tokens[i].folded)) {
        slice own = t->tokens[i].folded;
        if (i == first)
            own = arabic_bare(words->gazetteer, words, own);
        return slice_starts(own, SLICE("ال")) && own.len > 8
                   ? slice_of(own.ptr + 4, own.len - 4)
                   : own;
    }
    slice base = name_case_of(words->cases, t, first, last, i, in == IN_GERMAN);
    if (base.len)
        return base;
    slice folded = name_without_elision(text_token(t, i), t->tokens[i].folded);
    if (in == IN_TURKISH && i + 1 == last)
        folded.len = name_turkish_end(folded);
    return folded;
}

static void read_words(arena *out, const name_words *words, const text *t, uint32_t first,
                       uint32_t last, name_language in, name_spelling *s)
{
    buf key;
    buf_init(&key, out);
    s->n_words = 0;
    s->other_script = false;
    for (uint32_t i = first; i < last; i++) {
        if (t->tokens[i].kind == TOKEN_PUNCT || text_is(t, i, "'s"))
            continue;
        if (is_stripped_article(t, i, last, name_words_of(words, t->tokens[i].hash)))
            continue;
        slice word = name_latin_of(
            words->latin, out, letters_of(out, own_form(words, t, first, last, i, in)));
        if (!word.len)
            continue;
        if (s->n_words == 0 && i + 1 < last && slice_eq_str(word, "st"))
            word = SLICE("saint");
        if (i + 1 < last && slice_eq_str(word, "mt"))
            word = SLICE("mount");
        s->other_script = s->other_script || name_latin_is_other(t->tokens[i].folded);
        buf_add(&key, word);
        if (s->n_words < NAME_MOST_WORDS)
            s->words[s->n_words++] = word;
    }
    s->key = buf_slice(&key);
}

slice name_key(arena *out, text_rules *rules, const name_words *words, slice name)
{
    text t;
    name_spelling s;
    if (!name.len || name.len > 1000)
        return (slice){0};
    text_tokens(rules, out, name, &t);
    read_words(out, words, &t, 0, t.n_tokens, IN_ANY, &s);
    return s.key;
}

static bool is_acronym_token(const text *t, const name_mention *m)
{
    const token *w = &t->tokens[m->first];
    return m->last == m->first + 1 && (w->flags & TOKEN_ALL_CAPS) && w->folded.len >= 2 &&
           w->folded.len <= 6;
}

static void look_at_words(name_set *set, name_spelling *s)
{
    uint32_t generic = WORD_ORGANISATION | WORD_PLACE | WORD_COMPANY | WORD_TOPIC |
                       WORD_DIRECTION | WORD_PEOPLE;
    if (s->n_words > 1)
        generic |= WORD_BUSINESS;
    for (uint32_t i = 0; i < s->n_words; i++)
        if (name_words_of(&set->words, hash_bytes(s->words[i])) & generic)
            s->generic = true;
    s->country = name_words_country(&set->words, s->key);
    s->agency = (name_words_of(&set->words, hash_bytes(s->key)) & WORD_AGENCY) != 0;
}

/* Settings */

typedef struct {
    uint64_t key;
    uint32_t story;
} story_key;

typedef struct {
    uint32_t a, b; // stories
} story_pair;

static int by_key_and_story(const void *x, const void *y)
{
    const story_key *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->story < b->story ? -1 : a->story > b->story;
}

static int by_stories(const void *x, const void *y)
{
    const story_pair *a = x, *b = y;
    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return a->b < b->b ? -1 : a->b > b->b;
}

static uint32_t setting_of(uint32_t *parent, uint32_t which)
{
    while (parent[which] != which) {
        parent[which] = parent[parent[which]];
        which = parent[which];
    }
    return which;
}

enum {
    RARE_NAME = 8,    // stories that have it, at most
    SHARED_NAMES = 4, // rare names that two stories of a setting share, at least …
    SHARED_PART = 5,  // … and one in five of those of the story with fewer
};

typedef VEC(story_key) story_keys;
typedef VEC(story_pair) story_pairs;

// Names that say where a story plays: no countries, no short words.
static void collect_telling(const name_set *set, arena *tmp, story_keys *keys,
                            uint32_t *n_telling)
{
    for (uint32_t i = 0; i < set->spellings.n; i++) {
        const name_spelling *s = &set->spellings.v[i];
        uint32_t which = name_story(set->in, set->mentions.v[s->first_mention].article);
        if (s->country || s->agency || s->key.len < 4)
            continue;
        n_telling[which]++;
        vec_push(tmp, keys, (story_key){hash_bytes(s->key), which});
    }
    if (keys->n)
        qsort(keys->v, keys->n, sizeof *keys->v, by_key_and_story);
}

static void pair_stories(const story_keys *keys, arena *tmp, story_pairs *pairs)
{
    for (uint32_t i = 0, end; i < keys->n; i = end) {
        for (end = i; end < keys->n && keys->v[end].key == keys->v[i].key;)
            end++;
        for (uint32_t x = i; x < end && end - i <= RARE_NAME; x++)
            for (uint32_t y = x + 1; y < end; y++)
                vec_push(tmp, pairs, (story_pair){keys->v[x].story, keys->v[y].story});
    }
    if (pairs->n)
        qsort(pairs->v, pairs->n, sizeof *pairs->v, by_stories);
}

static uint32_t count_stories(const facts_input *in)
{
    uint32_t n = 1;
    for (uint32_t a = 0; a < in->n_articles; a++)
        n = name_story(in, a) >= n ? name_story(in, a) + 1 : n;
    return n;
}

// True when stories fell together.
static bool find_settings(name_set *set)
{
    arena *tmp = arena_sub(set->tmp);
    uint32_t n = count_stories(set->in);
    uint32_t *parent = arena_array(tmp, uint32_t, n);
    uint32_t *n_telling = arena_array(tmp, uint32_t, n);
    story_keys keys = {0};
    story_pairs pairs = {0};
    bool any = false;
    for (uint32_t i = 0; i < n; i++)
        parent[i] = i;
    collect_telling(set, tmp, &keys, n_telling);
    pair_stories(&keys, tmp, &pairs);
    for (uint32_t i = 0, end; i < pairs.n; i = end) {
        story_pair p = pairs.v[i];
        for (end = i; end < pairs.n && pairs.v[end].a == p.a && pairs.v[end].b == p.b;)
            end++;
        uint32_t shared = end - i, fewer = n_telling[p.a] < n_telling[p.b]
                                               ? n_telling[p.a]
                                               : n_telling[p.b];
        uint32_t a = setting_of(parent, p.a), b = setting_of(parent, p.b);
        if (shared < SHARED_NAMES || shared * SHARED_PART < fewer || a == b)
            continue;
        parent[a < b ? b : a] = a < b ? a : b;
        any = true;
    }
    for (uint32_t a = 0; a < set->in->n_articles; a++)
        set->setting[a] = setting_of(parent, name_story(set->in, a));
    arena_release(tmp);
    return any;
}

/* Surnames of several people */

enum { SEVERAL_IN_SETTING = 1, SEVERAL_IN_STORY = 2, IN_ARTICLE = 3 };

typedef struct {
    hash_table people; // scope and person ─► seen
    hash_table counts; // scope and surname ─► how many people
} surname_use;

static uint64_t in_scope(int level, uint32_t scope, uint64_t key)
{
    return hash_mix(hash_mix((uint64_t)level, scope), key);
}

static void count_person(surname_use *use, int level, uint32_t scope, uint64_t person,
                         uint64_t surname)
{
    bool is_new;
    hash_table_put(&use->people, in_scope(level, scope, person), &is_new);
    if (is_new)
        ++*hash_table_put(&use->counts, in_scope(level, scope, surname), NULL);
}

// Two full names are of one person where the first and the last word are the
// same.
static void count_people(const name_set *set, surname_use *use)
{
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const name_spelling *s = &set->spellings.v[m->spelling];
        if (!kinds_person_shaped(set, s))
            continue;
        uint64_t surname = hash_bytes(s->words[s->n_words - 1]),
                 person = hash_mix(hash_bytes(s->words[0]), surname);
        count_person(use, SEVERAL_IN_SETTING, set->setting[m->article], person, surname);
        count_person(use, SEVERAL_IN_STORY, name_story(set->in, m->article), person,
                     surname);
        count_person(use, IN_ARTICLE, m->article, person, surname);
    }
}

static bool has_several(const surname_use *use, int level, uint32_t scope, uint64_t key)
{
    const uint32_t *n = hash_table_get(&use->counts, in_scope(level, scope, key));
    return n && *n > 1;
}

// Two people where the titles are two; "Mr" and no title may be one, "Ms" is not.
static uint64_t title_of(const text *t, const name_mention *m)
{
    static const char *const women[] = {"ms",   "mrs",  "miss", "mme",
                                        "frau", "lady", "sra"};
    uint64_t title = name_title(t, m);
    for (uint32_t i = m->title; i < m->first && !title; i++)
        if (IN_LIST(t->tokens[i].folded, women))
            title = 2;
    return title;
}

// What a name must share with another of the same key to be taken together with
// it.
static uint64_t scope_of(const name_set *set, const surname_use *use,
                         uint32_t article_index, const name_spelling *s, bool titled,
                         uint64_t title)
{
    uint32_t setting = set->setting[article_index],
             in_story = name_story(set->in, article_index);
    uint64_t key = hash_bytes(s->key);
    // "Sen. Tarvon" in a pile that has the town of Tarvon
    if (titled && hash_table_get(&set->as_place, in_scope(0, setting, key)))
        return in_scope(3, article_index, key);
    if (!use || s->n_words > 1 || !has_several(use, SEVERAL_IN_SETTING, setting, key))
        return in_scope(0, setting, key);
    if (!has_several(use, SEVERAL_IN_STORY, in_story, key))
        return in_scope(1, in_story, key);
    // "General Tarvon" and "Speaker Tarvon" in an article with the full name of one
    bool any = hash_table_get(&use->counts, in_scope(IN_ARTICLE, article_index, key));
    return in_scope(2, article_index, any ? hash_mix(key, title) : key);
}

/* Offices of several states */

typedef struct {
    hash_table owners;  // setting and office ─► hash of the one owner, 1: several
    hash_table current; // article and office ─► the owner that it named last
} office_use;

// "Foreign Ministry", "Supreme Court": what every state has.
static bool is_office(const name_set *set, const name_spelling *s)
{
    static const char *const heads[] = {
        "ministry", "parliament", "court",      "assembly",   "army",  "navy",
        "senate",   "cabinet",    "department", "bank",       "guard", "guards",
        "agency",   "forces",     "police",     "government", "house", "service",
        "services", "council",    "force",      "commission"};
    bool headed = false;
    if (s->n_words < 2)
        return false;
    for (uint32_t i = 0; i < s->n_words; i++) {
        uint32_t bits = name_words_of(&set->words, hash_bytes(s->words[i]));
        bool small =
            text_is_function_word(s->words[i]) || slice_eq_str(s->words[i], "of");
        if (!small && !(bits & (WORD_TOPIC | WORD_ORGANISATION)))
            return false;
        headed = headed || IN_LIST(s->words[i], heads);
    }
    bool security = slice_eq_str(s->key, "securitycouncil") ||
                    slice_eq_str(s->key, "worldbank") ||
                    slice_eq_str(s->key, "unitednationssecuritycouncil");
    return headed && !security;
}

// "Ruritania's Foreign Ministry": the hash of the owner, which is 0 for "the Foreign
// Ministry".
static uint32_t owner_of(const text *t, const name_mention *m)
{
    uint32_t i = m->title;
    if (i < 2 || t->tokens[i - 1].sentence != t->tokens[m->first].sentence)
        return 0;
    bool owned =
        text_is(t, i - 1, "'s") ||
        (text_is(t, i - 1, "'") && !(t->tokens[i - 1].flags & TOKEN_SPACE_BEFORE));
    const token *w = &t->tokens[i - 2];
    return owned && w->kind == TOKEN_WORD && (w->flags & TOKEN_CAPITAL) &&
                   !(w->flags & TOKEN_FUNCTION)
               ? (uint32_t)w->hash | 2
               : 0;
}

static uint64_t office_key(uint32_t scope, slice key)
{
    return hash_mix(hash_mix(7, scope), hash_bytes(key));
}

static void note_owners(name_set *set, office_use *use)
{
    hash_table_init(&use->owners, set->tmp, 64);
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const name_spelling *s = &set->spellings.v[m->spelling];
        const text *t = &set->in->texts[m->article];
        uint32_t owner = 0;
        slice key = s->key;
        if (is_office(set, s)) {
            owner = owner_of(t, m);
        } else if (s->n_words > 2 && name_words_demonym(&set->words, s->words[0])) {
            // "Ruritanian Foreign Ministry"
            owner = (uint32_t)hash_bytes(s->words[0]) | 2;
            key = slice_of(key.ptr + s->words[0].len, key.len - s->words[0].len);
        }
        if (!owner)
            continue;
        uint32_t *at =
            hash_table_put(&use->owners, office_key(set->setting[m->article], key), NULL);
        *at = *at && *at != owner ? 1 : owner;
    }
}

/* A part of the key of a mention: whose office it is. 0 where the pile knows of one owner
 * at most, or nobody knows. */
static uint64_t office_scope(name_set *set, office_use *use, const text *t,
                             const name_mention *m, const name_spelling *s)
{
    if (!use || !use->owners.n || !is_office(set, s))
        return 0;
    const uint32_t *several =
        hash_table_get(&use->owners, office_key(set->setting[m->article], s->key));
    if (!several || *several != 1)
        return 0;
    uint32_t owner = owner_of(t, m);
    uint32_t *last = hash_table_put(&use->current, office_key(m->article, s->key), NULL);
    *last = owner ? owner : *last;
    return *last ? hash_mix(5, *last) : hash_mix(6, m->article);
}

/* Spellings */

// "in Tarvon", "Tarvon, Ruritania", "the town of Tarvon".
static bool stands_as_place(const name_set *set, const text *t, const name_mention *m)
{
    uint32_t i = m->first;
    if (m->title < m->first)
        return false;
    if (text_is(t, m->last, ",") && m->last + 1 < t->n_tokens &&
        name_words_country(&set->words, t->tokens[m->last + 1].folded))
        return true;
    if (i == 0)
        return false;
    if (text_is(t, i - 1, "in"))
        return true;
    return i > 1 && text_is(t, i - 1, "of") &&
           (name_words_of(&set->words, t->tokens[i - 2].hash) & WORD_PLACE_NOUN);
}

// "crossed the Rother", not "the Rother region".
static bool has_own_the(const text *t, const name_mention *m)
{
    if (m->first == 0 || !text_is(t, m->first - 1, "the"))
        return false;
    uint32_t i = m->last;
    return i >= t->n_tokens || t->tokens[i].kind != TOKEN_WORD ||
           (t->tokens[i].flags & (TOKEN_FUNCTION | TOKEN_CAPITAL));
}

static void add_mention(name_set *set, hash_table *by_scope, const surname_use *use,
                        office_use *offices, name_mention m, uint32_t as)
{
    const text *t = &set->in->texts[m.article];
    name_spelling s = {.story = set->setting[m.article], .first_mention = as};
    read_words(set->tmp, &set->words, t, m.first, m.last, language_of(set->in, m.article),
               &s);
    bool is_new, titled = s.n_words == 1 && m.title < m.first;
    if (s.n_words == 1 && stands_as_place(set, t, &m))
        *hash_table_put(&set->as_place, in_scope(0, s.story, hash_bytes(s.key)), NULL) =
            1;
    uint64_t office = office_scope(set, offices, t, &m, &s),
             scope = scope_of(set, use, m.article, &s, titled, title_of(t, &m));
    uint32_t *at =
        hash_table_put(by_scope, office ? hash_mix(scope, office) : scope, &is_new);
    if (is_new) {
        *at = set->spellings.n;
        look_at_words(set, &s);
        s.owner = office;
        vec_push(set->tmp, &set->spellings, s);
    }
    name_spelling *one = &set->spellings.v[*at];
    one->acronym = one->acronym || is_acronym_token(t, &m);
    one->with_the = one->with_the || has_own_the(t, &m);
    one->n_mentions++;
    vec_push(set->tmp, &one->mentions, as);
    m.spelling = *at;
    set->mentions.v[as] = m;
}

static void group_mentions(name_set *set, const surname_use *use, office_use *offices)
{
    arena *tmp = arena_sub(set->tmp);
    hash_table by_scope;
    hash_table_init(&by_scope, tmp, set->mentions.n);
    set->spellings.n = 0;
    for (uint32_t i = 0; i < set->mentions.n; i++)
        add_mention(set, &by_scope, use, offices, set->mentions.v[i], i);
    arena_release(tmp);
}

// Mentions of marks only have no key and name nothing.
static void drop_empty(name_set *set)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        name_mention m = set->mentions.v[i];
        const text *t = &set->in->texts[m.article];
        bool any = false;
        for (uint32_t k = m.first; k < m.last && !any; k++)
            any = t->tokens[k].kind != TOKEN_PUNCT &&
                  letters_of(set->tmp, t->tokens[k].folded).len > 0;
        if (any)
            set->mentions.v[kept++] = m;
    }
    set->mentions.n = kept;
    uint32_t a = 0;
    for (uint32_t i = 0; i <= kept; i++)
        for (uint32_t end = i < kept ? set->mentions.v[i].article : set->in->n_articles;
             a <= end; a++)
            set->first_of[a] = i;
}

void spellings_make(name_set *set)
{
    hash_table_init(&set->as_place, set->tmp, 64);
    set->setting = arena_array(set->tmp, uint32_t, (size_t)set->in->n_articles + 1);
    for (uint32_t a = 0; a < set->in->n_articles; a++)
        set->setting[a] = name_story(set->in, a);
    name_cases_find(set);
    drop_empty(set);
    group_mentions(set, NULL, NULL);
    if (find_settings(set))
        group_mentions(set, NULL, NULL);
    surname_use use = {0};
    hash_table_init(&use.people, set->tmp, 256);
    hash_table_init(&use.counts, set->tmp, 256);
    count_people(set, &use);
    office_use offices = {0};
    hash_table_init(&offices.current, set->tmp, 64);
    note_owners(set, &offices);
    group_mentions(set, &use, &offices);
}

bool name_is_place(const name_set *set, const name_spelling *s)
{
    return hash_table_get(&set->as_place, in_scope(0, s->story, hash_bytes(s->key))) !=
           NULL;
}
