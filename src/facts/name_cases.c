#include "facts/name_cases.h"

#include "base/lists.h"
#include "base/utf8.h"
#include "facts/names.h"

#include <string.h>

/* Endings as they are once folded (й and ё are и and е, ї is і), and what stands in their
 * place in the nominative. Russian first, then what Ukrainian has of its own. */
static const struct {
    const char *ending, *base;
} rules[] = {
    {"ского", "скии"},
    {"скому", "скии"},
    {"ским", "скии"},
    {"ском", "скии"},
    {"скои", "ская"},
    {"скую", "ская"},
    {"ого", "ыи"},
    {"ому", "ыи"},
    {"ого", "ои"},
    {"ому", "ои"},
    {"ца", "ец"},
    {"цу", "ец"},
    {"цом", "ец"},
    {"це", "ец"},
    {"вла", "вел"},
    {"влу", "вел"},
    {"влом", "вел"},
    {"ии", "ия"},
    {"ию", "ия"},
    {"иеи", "ия"},
    {"ью", "ь"},
    {"ах", "ы"},
    {"ах", "и"},
    {"ам", "ы"},
    {"ами", "ы"},
    {"ом", ""},
    {"ом", "о"},
    {"ем", ""},
    {"ем", "ь"},
    {"ем", "и"},
    {"ым", ""},
    {"ои", "а"},
    {"еи", "а"},
    {"еи", "я"},
    {"ою", "а"},
    {"а", ""},
    {"а", "о"},
    {"у", ""},
    {"у", "а"},
    {"у", "о"},
    {"е", ""},
    {"е", "а"},
    {"е", "о"},
    {"е", "ь"},
    {"е", "и"},
    {"е", "я"},
    {"ы", "а"},
    {"и", "а"},
    {"и", "ь"},
    {"и", "я"},
    {"я", "ь"},
    {"я", "и"},
    {"ю", "ь"},
    {"ю", "и"},
    {"ю", "я"},
    // Ukrainian
    {"ського", "ськии"},
    {"ському", "ськии"},
    {"ським", "ськии"},
    {"ська", "ськ"},
    {"ова", "ів"},
    {"ову", "ів"},
    {"ові", "ів"},
    {"овом", "ів"},
    {"ева", "ів"},
    {"еві", "ів"},
    {"єва", "ів"},
    {"єві", "ів"},
    {"єву", "ів"},
    {"ові", ""},
    {"еві", ""},
    {"еві", "ь"},
    {"іі", "ія"},
    {"ію", "ія"},
    {"ією", "ія"},
    {"єю", "я"},
    {"і", ""},
    {"і", "а"},
    {"і", "о"},
    {"і", "ь"},
    {"ею", "а"},
};

static bool is_cyrillic(slice word)
{
    bool any = false;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at);
        if (c != '-' && c != '\'' && (c < 0x400 || c >= 0x530))
            return false;
        any = any || c >= 0x400;
    }
    return any;
}

uint32_t name_case_bases(arena *out, slice folded, slice bases[CASE_BASES])
{
    enum { SHORTEST = 3 * 2, LONGEST = 80 }; // of a base, in bytes
    uint32_t n = 0;
    if (folded.len < SHORTEST || folded.len > LONGEST || !is_cyrillic(folded))
        return 0;
    for (size_t i = 0; i < sizeof rules / sizeof *rules && n < CASE_BASES; i++) {
        slice ending = slice_of_str(rules[i].ending), base = slice_of_str(rules[i].base);
        if (!slice_ends(folded, ending) ||
            folded.len - ending.len + base.len < SHORTEST || folded.len < ending.len + 4)
            continue;
        size_t stem = folded.len - ending.len;
        char *to = arena_alloc(out, stem + base.len + 1);
        memcpy(to, folded.ptr, stem);
        memcpy(to + stem, base.ptr, base.len);
        bases[n++] = slice_of(to, stem + base.len);
    }
    return n;
}

/* What the pile shows
 * ------------------------------------------------------------------------------------ */

typedef struct {
    slice base;
    bool ambiguous; // "Иванова": of Иванов, or a woman
} case_base;

struct name_cases {
    hash_table of; // hash of the form (a German one: mixed) ─► index + 1
    VEC(case_base) v;
    hash_table
        women; // hashes of forms that stand behind a first name that no rule changes
};

enum { GERMAN = 1 };

// How a form is met: anywhere, with й at its end, as a name of one word without a title.
enum { MET = 1, SHORT_I = 2, ALONE = 4 };

// Names of women that are also forms of names of men.
static bool is_either_given(slice folded)
{
    static const char *const words[] = {
        "александра", "валентина",  "евгения",    "валерия",   "юлия",
        "ярослава",   "станислава", "владислава", "мирослава", "богдана",
        "руслана",    "вячеслава",  "олександра", "євгенія",   "валерія"};
    return IN_LIST(folded, words);
}

static bool is_either_surname(slice folded)
{
    static const char *const endings[] = {"ова", "ева", "ина", "ына", "іна", "єва",
                                          "ову", "еву", "ину", "ыну", "іну", "єву"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends(folded, slice_of_str(endings[i])))
            return true;
    return false;
}

typedef struct {
    name_set *set;
    name_cases *cases;
    hash_table forms; // Cyrillic words of names ─► how they are met
    hash_table latin; // words of Latin names
    hash_table ends;  // last words of names in any language, as written and folded
    hash_table firsts, lasts; // words of Cyrillic names of several
} case_finder;

static bool in_gazetteer(const case_finder *f, slice folded)
{
    const gazetteer *g = f->set->in->gazetteer;
    gazetteer_key key = {.n = 0};
    uint32_t first;
    if (!g)
        return false;
    gazetteer_key_add(&key, folded);
    uint64_t hash = gazetteer_key_hash(&key);
    return hash && gazetteer_find(g, hash, &first) > 0;
}

static bool is_latin_name(const case_finder *f, arena *tmp, slice folded)
{
    slice latin = name_latin_of(f->set->words.latin, tmp, folded);
    return latin.len && hash_table_get(&f->latin, hash_bytes(latin));
}

// How much shows that there is such a name: the pile has it in this script, or in Latin
// letters or as a country, or the gazetteer has it.
static int level_of(const case_finder *f, arena *tmp, slice base, bool places)
{
    // what a rule makes end in и is one in й
    const uint32_t *own = hash_table_get(&f->forms, hash_bytes(base));
    if (own && (*own & SHORT_I || !slice_ends(base, SLICE("и"))))
        return 3;
    if (is_latin_name(f, tmp, base) || name_words_country(&f->set->words, base))
        return 2;
    return places && in_gazetteer(f, base);
}

static bool comes_from(arena *tmp, slice form, slice base)
{
    slice bases[CASE_BASES];
    uint32_t n = name_case_bases(tmp, form, bases);
    for (uint32_t i = 0; i < n; i++)
        if (slice_eq(bases[i], base))
            return true;
    return false;
}

/* The form that most shows of those that rules allow; of several the one that the others
 * come from. Empty when there is none, or no such one. */
static slice cyrillic_base(const case_finder *f, arena *tmp, slice form, bool alone)
{
    slice bases[CASE_BASES];
    int levels[CASE_BASES], most = 1;
    uint32_t n = name_case_bases(f->set->tmp, form, bases);
    if (!n || is_latin_name(f, tmp, form) || name_words_country(&f->set->words, form))
        return (slice){0};
    // the gazetteer has a village for every first name
    bool place = !alone || in_gazetteer(f, form);
    for (uint32_t i = 0; i < n; i++) {
        levels[i] = level_of(f, tmp, bases[i], !place);
        most = levels[i] > most ? levels[i] : most;
    }
    for (uint32_t i = 0; i < n; i++) {
        bool all = levels[i] == most;
        for (uint32_t k = 0; k < n && all; k++)
            all = levels[k] != most || slice_eq(bases[k], bases[i]) ||
                  comes_from(tmp, bases[k], bases[i]);
        if (all)
            return bases[i];
    }
    return (slice){0};
}

static void add_case(case_finder *f, uint64_t form, slice base, bool ambiguous)
{
    uint32_t *at = hash_table_put(&f->cases->of, form, NULL);
    if (*at)
        return;
    vec_push(f->set->tmp, &f->cases->v, (case_base){base, ambiguous});
    *at = f->cases->v.n;
}

static bool is_german(const name_set *set, uint32_t which)
{
    return set->in->articles &&
           slice_starts_nocase(set->in->articles[which].language, SLICE("de"));
}

static void read_forms(case_finder *f, bool *any)
{
    const name_set *set = f->set;
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const text *t = &set->in->texts[m->article];
        *any = *any || is_german(set, m->article);
        for (uint32_t k = m->first; k < m->last; k++) {
            const token *w = &t->tokens[k];
            if (w->kind != TOKEN_WORD)
                continue;
            bool cyrillic = is_cyrillic(w->folded);
            *any = *any || cyrillic;
            uint32_t *flags =
                hash_table_put(cyrillic ? &f->forms : &f->latin, w->hash, NULL);
            *flags |= MET;
            if (slice_ends(text_token(t, k), SLICE("й")))
                *flags |= SHORT_I;
            if (m->last == m->first + 1 && m->title == m->first)
                *flags |= ALONE;
            if (k + 1 == m->last)
                hash_table_put(&f->ends, w->hash, NULL);
            if (cyrillic && m->last > m->first + 1)
                hash_table_put(k == m->first ? &f->firsts : &f->lasts, w->hash, NULL);
        }
    }
}

static void find_bases(case_finder *f)
{
    const name_set *set = f->set;
    arena *tmp = arena_sub(set->tmp);
    hash_table seen;
    hash_table_init(&seen, tmp, 256);
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const text *t = &set->in->texts[m->article];
        bool german = is_german(set, m->article);
        for (uint32_t k = m->first; k < m->last; k++) {
            const token *w = &t->tokens[k];
            slice form = w->folded;
            uint64_t key = german ? hash_mix(w->hash, GERMAN) : w->hash;
            bool is_new;
            if (w->kind != TOKEN_WORD || !hash_table_put(&seen, key, &is_new) || !is_new)
                continue;
            if (german) {
                slice base = slice_of(form.ptr, form.len - 1);
                if (k + 1 == m->last && form.len > 4 && slice_ends(form, SLICE("s")) &&
                    !slice_ends(form, SLICE("ss")) &&
                    (hash_table_get(&f->ends, hash_bytes(base)) ||
                     name_words_country(&set->words, base)))
                    add_case(f, key, base, false);
                continue;
            }
            const uint32_t *flags = hash_table_get(&f->forms, w->hash);
            bool alone = flags && *flags & ALONE;
            bool adjective =
                flags && *flags & SHORT_I &&
                (slice_ends(form, SLICE("ии")) || slice_ends(form, SLICE("ыи")));
            slice base = adjective ? (slice){0} : cyrillic_base(f, tmp, form, alone);
            if (base.len)
                add_case(f, key, base, is_either_given(form) || is_either_surname(form));
        }
    }
    arena_release(tmp);
}

static const case_base *case_at(const name_cases *c, const token *w, bool german)
{
    const uint32_t *at =
        w->kind == TOKEN_WORD
            ? hash_table_get(&c->of, german ? hash_mix(w->hash, GERMAN) : w->hash)
            : NULL;
    return at ? &c->v.v[*at - 1] : NULL;
}

// The nominative and the accusative.
static void note_woman(case_finder *f, slice folded)
{
    size_t stem = folded.len - 2;
    char *other = arena_alloc(f->set->tmp, folded.len + 1);
    memcpy(other, folded.ptr, stem);
    memcpy(other + stem, "у", 2);
    hash_table_put(&f->cases->women, hash_bytes(folded), NULL);
    hash_table_put(&f->cases->women, hash_bytes(slice_of(other, folded.len)), NULL);
}

// "Анна Иванова": a first name that is a form of nothing shows that the surname is none.
static void find_women(case_finder *f)
{
    const name_set *set = f->set;
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const text *t = &set->in->texts[m->article];
        const token *w = &t->tokens[m->last - 1], *given = &t->tokens[m->first];
        bool a = slice_ends(given->folded, SLICE("а")) ||
                 slice_ends(given->folded, SLICE("я"));
        if (m->last - m->first > 1 && a && is_either_surname(w->folded) &&
            !case_at(f->cases, given, false))
            note_woman(f, w->folded);
    }
}

// "в Харькове Путина": a place and, behind it, the surname of somebody.
static bool is_place_and_person(const case_finder *f, const text *t, uint32_t k)
{
    static const char *const in[] = {"в", "во", "у", "на", "из", "під"};
    const case_base *own = case_at(f->cases, &t->tokens[k], false),
                    *next = case_at(f->cases, &t->tokens[k + 1], false);
    return k > 0 && own && next && IN_LIST(t->tokens[k - 1].folded, in) &&
           !hash_table_get(&f->firsts, hash_bytes(own->base)) &&
           hash_table_get(&f->lasts, hash_bytes(next->base));
}

static bool are_two(const case_finder *f, const text *t, const name_mention *m,
                    uint32_t k)
{
    const case_base *own = case_at(f->cases, &t->tokens[k], false);
    const token *next = &t->tokens[k + 1];
    if (!own || next->kind != TOKEN_WORD || !is_cyrillic(next->folded))
        return false;
    if (k == m->first && is_place_and_person(f, t, k))
        return true;
    // "Иванова Глеб" is no woman
    bool man =
        !slice_ends(next->folded, SLICE("а")) && !slice_ends(next->folded, SLICE("я"));
    return (!own->ambiguous || man) && !case_at(f->cases, next, false);
}

/* "Путина Дмитрий Песков": what is in another case than what follows is another name. */
static void split_mentions(case_finder *f)
{
    name_set *set = f->set;
    VEC(name_mention) all = {0};
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        name_mention m = set->mentions.v[i];
        const text *t = &set->in->texts[m.article];
        for (uint32_t k = m.first; k + 1 < m.last; k++) {
            if (!are_two(f, t, &m, k))
                continue;
            vec_push(set->tmp, &all,
                     (name_mention){m.article, m.title, m.first, k + 1, 0, 0});
            m.title = m.first = k + 1;
        }
        vec_push(set->tmp, &all, m);
    }
    set->mentions.n = 0;
    for (uint32_t i = 0; i < all.n; i++)
        vec_push(set->tmp, &set->mentions, all.v[i]);
}

void name_cases_find(name_set *set)
{
    case_finder f = {.set = set, .cases = arena_new(set->tmp, name_cases)};
    bool any = false;
    hash_table_init(&f.forms, set->tmp, 256);
    hash_table_init(&f.latin, set->tmp, 256);
    hash_table_init(&f.ends, set->tmp, 256);
    hash_table_init(&f.firsts, set->tmp, 64);
    hash_table_init(&f.lasts, set->tmp, 64);
    hash_table_init(&f.cases->of, set->tmp, 64);
    hash_table_init(&f.cases->women, set->tmp, 16);
    read_forms(&f, &any);
    if (!any)
        return;
    find_bases(&f);
    find_women(&f);
    split_mentions(&f);
    set->words.cases = f.cases;
}

/* What one mention shows
 * ------------------------------------------------------------------------------------ */

// A word that takes the genitive, so that what follows it is no nominative.
static bool governs(const text *t, uint32_t i)
{
    static const char *const words[] = {
        "от",         "у",        "для",      "против",       "из",          "до",
        "без",        "около",    "возле",    "вокруг",       "после",       "кроме",
        "президента", "министра", "главы",    "премьера",     "губернатора", "генерала",
        "мэра",       "лидера",   "депутата", "командующего", "директора",   "господина",
        "від",        "проти",    "біля",     "після",        "міністра",    "генерала"};
    return IN_LIST(t->tokens[i].folded, words);
}

static bool is_of_woman(const name_cases *c, const text *t, uint32_t last, const token *w)
{
    bool past = last < t->n_tokens && t->tokens[last].kind == TOKEN_WORD &&
                slice_ends(t->tokens[last].folded, SLICE("ла"));
    return past || is_either_given(w->folded) || hash_table_get(&c->women, w->hash);
}

slice name_case_of(const name_cases *cases, const text *t, uint32_t first, uint32_t last,
                   uint32_t i, bool german)
{
    const case_base *own = cases ? case_at(cases, &t->tokens[i], german) : NULL;
    if (!own)
        return (slice){0};
    bool sure = !own->ambiguous || (first > 0 && governs(t, first - 1));
    for (uint32_t k = first; k < last && !sure; k++) {
        const case_base *other = k == i ? NULL : case_at(cases, &t->tokens[k], german);
        sure = other && !other->ambiguous;
    }
    if (!sure && last == first + 1)
        sure = !is_of_woman(cases, t, last, &t->tokens[i]);
    return sure ? own->base : (slice){0};
}

size_t name_turkish_end(slice folded)
{
    static const char *const endings[] = {
        "a",    "e",    "i",    "ı",   "u",   "ya",   "ye",   "yi", "yı",  "yu",  "da",
        "de",   "ta",   "te",   "dan", "den", "tan",  "ten",  "in", "ın",  "un",  "nin",
        "nın",  "nun",  "na",   "ne",  "ni",  "nı",   "la",   "le", "yla", "yle", "daki",
        "deki", "taki", "teki", "nda", "nde", "ndan", "nden", "lı", "li"};
    size_t at = slice_find(folded, SLICE("'"), 0);
    if (at < 2 || at + 1 >= folded.len)
        return folded.len;
    slice end = slice_of(folded.ptr + at + 1, folded.len - at - 1);
    return IN_LIST(end, endings) ? at : folded.len;
}
