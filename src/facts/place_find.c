/* Spots: where a text has a name that the gazetteer knows, and whether it is a place
 * there. A surname is a town somewhere and "Reading" is one, too: what stands around a
 * name decides, weighed by a model that was fitted on articles in which people marked the
 * places (bench/places_train.py). */
#include "facts/arabic.h"
#include "facts/places.h"

#include "base/lists.h"

#include <math.h>

static bool is_capital(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_WORD &&
           (t->tokens[i].flags & TOKEN_CAPITAL) && !arabic_is(t->tokens[i].folded);
}

static bool is_spaced(const text *t, uint32_t i)
{
    return i >= t->n_tokens || (t->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static uint32_t bits_of(const place_finder *f, uint32_t i)
{
    return i < f->t->n_tokens ? name_words_of(f->words, f->t->tokens[i].hash) : 0;
}

static bool in_sentence(const text *t, uint32_t i, uint32_t with)
{
    return i < t->n_tokens && t->tokens[i].sentence == t->tokens[with].sentence;
}

// "of", "upon", "de": between the words of a name.
static bool is_inner(const text *t, uint32_t i)
{
    static const char *const words[] = {"of",  "on", "upon", "de", "la", "le",  "del",
                                        "du",  "am", "an",   "al", "el", "ez",  "es",
                                        "der", "do", "da",   "in", "di", "sur", "les"};
    return IN_LIST(t->tokens[i].folded, words);
}

// A mark that does not end a name: "Stratford-upon-Avon", "St. Louis", "Coeur d'Alene".
static bool is_joint(const text *t, uint32_t i)
{
    if (text_is(t, i, "-") || text_is(t, i, "'"))
        return !is_spaced(t, i) && !is_spaced(t, i + 1);
    bool short_word = i > 0 && t->tokens[i - 1].folded.len <= 3;
    return text_is(t, i, ".") && !is_spaced(t, i) && short_word;
}

/* The longest name from token i on; its end, or i. */
static uint32_t longest_name(const place_finder *f, uint32_t i, uint64_t *found)
{
    const text *t = f->t;
    gazetteer_key key = {.n = 0};
    uint32_t end = i, n_words = 0;
    for (uint32_t k = i; k < i + 2 * PLACE_WORDS && in_sentence(t, k, i); k++) {
        if (t->tokens[k].kind != TOKEN_WORD) {
            if (k > i && is_joint(t, k))
                continue;
            break;
        }
        bool capital = is_capital(t, k);
        if (!capital && !(k > i && is_inner(t, k)))
            break;
        if (text_is(t, k, "'s"))
            break;
        slice word = t->tokens[k].folded;
        if (f->turkish) // "Ankara'da"
            word.len = name_turkish_end(word);
        gazetteer_key_add(&key, word);
        uint32_t first;
        uint64_t hash = capital ? gazetteer_key_hash(&key) : 0;
        if (hash && gazetteer_find(f->gazetteer, hash, &first)) {
            end = k + 1;
            *found = hash;
        }
        if (++n_words == PLACE_WORDS)
            break;
    }
    return end;
}

// "Rasma and Tarvon counties": the key of "Rasma County", if there is one.
static uint64_t shared_county(const place_finder *f, uint32_t first, uint32_t last)
{
    enum { AHEAD = 14 };
    const text *t = f->t;
    uint32_t k = last, entry;
    for (; k < last + AHEAD && in_sentence(t, k, first); k++) {
        if (text_is(t, k, "counties"))
            break;
        if (!is_capital(t, k) && !text_is(t, k, "and") && !text_is(t, k, ","))
            return 0;
    }
    if (k == last || !text_is(t, k, "counties"))
        return 0;
    gazetteer_key key = {.n = 0};
    for (uint32_t i = first; i < last; i++)
        if (t->tokens[i].kind == TOKEN_WORD)
            gazetteer_key_add(&key, t->tokens[i].folded);
    gazetteer_key_add(&key, SLICE("county"));
    uint64_t hash = gazetteer_key_hash(&key);
    return gazetteer_find(f->gazetteer, hash, &entry) ? hash : 0;
}

// "Ruritanian", "North Tarvonian": the key of their country, or 0.
static uint64_t people_at(const text *t, uint32_t i, uint32_t *last)
{
    char both[48];
    slice word = t->tokens[i].folded;
    if (is_capital(t, i + 1) && is_spaced(t, i + 1) && in_sentence(t, i + 1, i)) {
        slice next = t->tokens[i + 1].folded;
        if (word.len + next.len <= sizeof both) {
            memcpy(both, word.ptr, word.len);
            memcpy(both + word.len, next.ptr, next.len);
            uint64_t key = place_of_people(slice_of(both, word.len + next.len));
            if (key) {
                *last = i + 2;
                return key;
            }
        }
    }
    *last = i + 1;
    return place_of_people(word);
}

// "Russie": the key of the country, whose names in other languages the gazetteer may not
// have.
static uint64_t country_at(const place_finder *f, slice folded)
{
    const char *code = name_words_code(name_words_country(f->words, folded));
    uint64_t key = code ? place_code_key(code) : 0;
    uint32_t entry;
    return key && gazetteer_find(f->gazetteer, key, &entry) ? key : 0;
}

/* "в Харькове": the name of a town in another case; the most important one that it may be
 * a form of. */
static uint64_t in_nominative(const place_finder *f, uint32_t i)
{
    slice folded = f->t->tokens[i].folded, bases[CASE_BASES];
    if (!folded.len || (unsigned char)folded.ptr[0] < 0xd0 ||
        (unsigned char)folded.ptr[0] > 0xd3)
        return 0;
    uint64_t best = 0;
    uint32_t n = name_case_bases(f->tmp, folded, bases), people = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint64_t country = country_at(f, bases[k]);
        if (country)
            return country;
        gazetteer_key key = {.n = 0};
        uint32_t first;
        gazetteer_key_add(&key, bases[k]);
        uint64_t hash = gazetteer_key_hash(&key);
        const gazetteer_place *p = hash && gazetteer_find(f->gazetteer, hash, &first)
                                       ? gazetteer_at(f->gazetteer, first)
                                       : NULL;
        if (p && (!best || p->population > people)) {
            best = hash;
            people = p->population;
        }
    }
    return best;
}

static bool take_spot(const place_finder *f, uint32_t i, spot *s)
{
    const text *t = f->t;
    const token *w = &t->tokens[i];
    uint32_t entry;
    *s = (spot){.first = i, .last = i + 1};
    bool behind_comma = i > 0 && text_is(t, i - 1, ",");
    bool caps = w->flags & TOKEN_ALL_CAPS,
         dotted = text_is(t, i + 1, ".") && !is_spaced(t, i + 1);
    slice written = text_token(t, i);
    dotted = dotted || (written.len > 2 && written.ptr[written.len - 1] == '.');
    if (behind_comma && (caps || dotted) && (s->key = place_of_short(w->folded, true))) {
        s->last += text_is(t, i + 1, ".") && !is_spaced(t, i + 1);
        s->form = SPOT_SHORT;
        return gazetteer_find(f->gazetteer, s->key, &entry) > 0;
    }
    if ((caps || dotted) && (s->key = place_of_short(w->folded, false))) {
        s->form = SPOT_SHORT;
        return gazetteer_find(f->gazetteer, s->key, &entry) > 0;
    }
    s->last = longest_name(f, i, &s->key);
    if (s->last <= i + 1) {
        uint32_t last;
        uint64_t people = people_at(t, i, &last);
        if (people && gazetteer_find(f->gazetteer, people, &entry)) {
            *s = (spot){.first = i, .last = last, .key = people, .form = SPOT_PEOPLE};
            return true;
        }
    }
    if (s->last == i && ((s->key = country_at(f, t->tokens[i].folded)) != 0 ||
                         (s->key = in_nominative(f, i)) != 0))
        s->last = i + 1;
    if (s->last > i) {
        uint64_t county = shared_county(f, s->first, s->last);
        s->key = county ? county : s->key;
    }
    return s->last > i;
}

/* What speaks for a place
 * ------------------------------------------------------------------------------------ */

typedef struct {
    hash_table lower;    // words that the article has in lower case
    hash_table as_part;  // keys met inside a longer row of capitals
    hash_table as_place; // keys met behind "in" or before a comma and a state
} article_use;

typedef enum { IN_NOTHING, IN_PLACE, IN_PERSON, IN_ORGANISATION, IN_OTHER } inside;

static inside mention_around(const place_finder *f, const spot *s, uint32_t *m)
{
    const names_result *names = f->names;
    uint32_t end = names->first_of[f->article + 1];
    while (*m < end && names->mentions[*m].at.last <= s->first)
        ++*m;
    if (*m >= end || names->mentions[*m].at.first >= s->last)
        return IN_NOTHING;
    static const inside of_kind[] = {IN_PLACE, IN_PERSON, IN_ORGANISATION, IN_OTHER};
    return of_kind[names->entities[names->mentions[*m].entity].kind];
}

static const gazetteer_place *most_important(const place_finder *f, uint64_t key,
                                             uint32_t *n)
{
    uint32_t first;
    *n = gazetteer_find(f->gazetteer, key, &first);
    return *n ? gazetteer_at(f->gazetteer, first) : NULL;
}

// The word before, over "the"; n_tokens where the sentence begins.
static uint32_t word_before(const text *t, uint32_t i)
{
    if (i == 0 || t->tokens[i - 1].sentence != t->tokens[i].sentence)
        return t->n_tokens;
    return i - 1;
}

static bool is_generic_capital(const place_finder *f, uint32_t i)
{
    uint32_t generic = WORD_ORGANISATION | WORD_PLACE | WORD_TITLE | WORD_TITLE_PART |
                       WORD_ROLE | WORD_TOPIC | WORD_PEOPLE | WORD_BUSINESS |
                       WORD_PLACE_NOUN | WORD_COMMON | WORD_COMPANY | WORD_DIRECTION |
                       WORD_WEAK_TITLE;
    return (bits_of(f, i) & generic) != 0;
}

static void look_before(place_finder *f, spot *s)
{
    const text *t = f->t;
    uint32_t b = word_before(t, s->first);
    if (b == t->n_tokens) {
        s->features[1] = 1;
        return;
    }
    bool lower = t->tokens[b].kind == TOKEN_WORD && !is_capital(t, b);
    uint32_t bits = bits_of(f, b);
    s->features[2] = lower && (bits & WORD_PLACE_BEFORE);
    s->features[3] = text_is(t, b, "of");
    s->features[4] = text_is(t, b, "the");
    s->features[5] = lower && (bits & (WORD_ROLE | WORD_TITLE));
    bool capital =
        is_capital(t, b) || (text_is(t, b, ".") && b > 0 && is_capital(t, b - 1));
    uint32_t cap = is_capital(t, b) ? b : b - 1;
    if (capital && (bits_of(f, cap) & (WORD_TITLE | WORD_WEAK_TITLE)))
        s->features[6] = 1;
    else if (capital && !is_generic_capital(f, cap) && is_spaced(t, s->first) &&
             !(t->tokens[cap].flags & TOKEN_SENTENCE_START && bits_of(f, cap)))
        s->features[7] = 1;
    else if (capital)
        s->features[8] = 1;
    s->features[9] = text_is(t, b, ",");
    s->features[30] = text_is(t, b, "and") || text_is(t, b, "or");
    s->features[31] = text_is(t, b, "-") && !is_spaced(t, s->first);
}

static void look_behind(place_finder *f, spot *s)
{
    const text *t = f->t;
    uint32_t n = s->last;
    if (!in_sentence(t, n, s->first)) {
        s->features[10] = 1;
        return;
    }
    bool lower = t->tokens[n].kind == TOKEN_WORD && !is_capital(t, n);
    uint32_t bits = bits_of(f, n);
    if (is_capital(t, n) && is_spaced(t, n)) {
        if (place_is_street(t->tokens[n].folded))
            s->features[11] = 1;
        else if (is_generic_capital(f, n))
            s->features[12] = 1;
        else
            s->features[13] = 1;
    }
    s->features[14] = lower && (bits & (WORD_PLACE_NOUN | WORD_PEOPLE));
    s->features[15] = lower && (bits & WORD_SAYS);
    s->features[16] = text_is(t, n, "'s");
    s->features[17] = text_is(t, n, ",");
    s->features[18] = text_is(t, n, "-") && !is_spaced(t, n);
    s->features[19] = lower && !(t->tokens[n].flags & TOKEN_FUNCTION) && !bits;
    s->features[32] = text_is(t, n, "(") || (text_is(t, n, "-") && is_spaced(t, n));
}

static void look_at_name(place_finder *f, spot *s, const article_use *use, uint32_t *m)
{
    const text *t = f->t;
    uint32_t n;
    const gazetteer_place *best = most_important(f, s->key, &n);
    inside in = mention_around(f, s, m);
    uint32_t n_words = 0;
    for (uint32_t i = s->first; i < s->last; i++)
        n_words += t->tokens[i].kind == TOKEN_WORD;
    s->features[0] = 1;
    s->features[20] = s->form == SPOT_PEOPLE;
    s->features[21] = s->form == SPOT_SHORT;
    s->features[22] = best && best->kind <= PLACE_REGION;
    s->features[23] = best ? (float)log10((double)best->population + 1) / 7 : 0;
    s->features[24] = n_words > 1;
    s->features[25] = in == IN_PERSON;
    s->features[26] = in == IN_ORGANISATION;
    s->features[27] = in == IN_PLACE;
    s->features[28] = in == IN_NOTHING && s->form == SPOT_NAME;
    s->features[29] = hash_table_get(&use->lower, t->tokens[s->first].hash) ||
                      (n_words == 1 && ((t->tokens[s->first].flags & TOKEN_FUNCTION) ||
                                        bits_of(f, s->first)));
    s->features[33] = best && best->kind == PLACE_DISTRICT;
}

// What the article does with a name elsewhere counts here, too.
static void look_elsewhere(place_finder *f, const article_use *use)
{
    for (uint32_t i = 0; i < f->spots.n; i++) {
        spot *s = &f->spots.v[i];
        bool here_place = s->features[2] > 0, here_part = s->features[7] > 0;
        const uint32_t *place = hash_table_get(&use->as_place, s->key);
        const uint32_t *part = hash_table_get(&use->as_part, s->key);
        // a feature that is the surroundings' own goes to the half of what it says there
        if (place && !here_place)
            s->features[2] = 0.5f;
        if (part && !here_part)
            s->features[7] = 0.5f;
    }
}

static void link_containers(place_finder *f)
{
    for (uint32_t i = 0; i < f->spots.n; i++) {
        spot *s = &f->spots.v[i];
        s->container = i;
        if (i + 1 == f->spots.n)
            continue;
        const spot *next = &f->spots.v[i + 1];
        bool comma = text_is(f->t, s->last, ",") && next->first == s->last + 1;
        if (comma && next->form != SPOT_PEOPLE && s->form == SPOT_NAME)
            s->container = i + 1;
    }
}

// "Rasma, Ohio": the part behind the comma holds one of the first part's namesakes.
static bool is_contained(const place_finder *f, const spot *s, const spot *in)
{
    uint32_t first, of, n = gazetteer_find(f->gazetteer, s->key, &first),
                        m = gazetteer_find(f->gazetteer, in->key, &of);
    enum { LOOKED_AT = 4 };
    for (uint32_t k = 0; k < m && k < LOOKED_AT; k++) {
        const gazetteer_place *outer = gazetteer_at(f->gazetteer, of + k);
        for (uint32_t i = 0; outer && i < n; i++) {
            const gazetteer_place *p = gazetteer_at(f->gazetteer, first + i);
            if (p && p != outer && place_is_in(p, outer))
                return true;
        }
    }
    return false;
}

static void read_uses(const place_finder *f, article_use *use)
{
    const text *t = f->t;
    hash_table_init(&use->lower, f->tmp, t->n_tokens / 4 + 16);
    hash_table_init(&use->as_part, f->tmp, 64);
    hash_table_init(&use->as_place, f->tmp, 64);
    for (uint32_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind == TOKEN_WORD && !is_capital(t, i))
            hash_table_put(&use->lower, t->tokens[i].hash, NULL);
}

static float weigh(const spot *s)
{
    float sum = 0;
    for (int i = 0; i < SPOT_FEATURES; i++)
        sum += spot_weights[i] * s->features[i];
    return sum;
}

static void drop_weak(place_finder *f)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < f->spots.n; i++)
        if (f->spots.v[i].score > 0)
            f->spots.v[kept++] = f->spots.v[i];
    f->spots.n = kept;
}

// What stands around the spots, first each by itself, then by what the others show.
static void look_around(place_finder *f)
{
    article_use use;
    read_uses(f, &use);
    link_containers(f);
    uint32_t m = f->names->first_of[f->article];
    for (uint32_t i = 0; i < f->spots.n; i++) {
        spot *s = &f->spots.v[i];
        look_before(f, s);
        look_behind(f, s);
        look_at_name(f, s, &use, &m);
        if (s->container != i && is_contained(f, s, &f->spots.v[s->container])) {
            s->features[17] = 3;
            f->spots.v[s->container].features[9] = 3;
        }
        if (s->features[2] > 0 || s->features[17] > 2)
            hash_table_put(&use.as_place, s->key, NULL);
        if (s->features[7] > 0 && s->last == s->first + 1)
            hash_table_put(&use.as_part, s->key, NULL);
    }
    look_elsewhere(f, &use);
    for (uint32_t i = 0; i < f->spots.n; i++)
        f->spots.v[i].score = weigh(&f->spots.v[i]);
}

/* A name in Arabic script, which has no capitals to start a search: where a mention is
 * that may be a place. */
static bool take_arabic(const place_finder *f, uint32_t i, spot *s, uint32_t *m)
{
    const names_result *names = f->names;
    uint32_t end = names->first_of[f->article + 1];
    while (*m < end && names->mentions[*m].at.first < i)
        ++*m;
    if (*m >= end || names->mentions[*m].at.first != i ||
        names->entities[names->mentions[*m].entity].kind == ENTITY_PERSON)
        return false;
    gazetteer_key key = {.n = 0};
    uint32_t entry;
    *s = (spot){.first = i, .last = names->mentions[*m].at.last};
    for (uint32_t k = i; k < s->last; k++)
        gazetteer_key_add(
            &key, k > i ? f->t->tokens[k].folded
                        : arabic_bare(f->gazetteer, f->words, f->t->tokens[k].folded));
    s->key = gazetteer_key_hash(&key);
    if (s->key && gazetteer_find(f->gazetteer, s->key, &entry) > 0)
        return true;
    s->key = country_at(f, slice_of(key.letters, key.n));
    return s->key != 0;
}

void spots_find(place_finder *f, bool all)
{
    const text *t = f->t;
    uint32_t m = f->names->first_of[f->article];
    for (uint32_t i = 0; i < t->n_tokens;) {
        spot s;
        bool found =
            arabic_is(t->tokens[i].folded)
                ? take_arabic(f, i, &s, &m)
                : is_capital(t, i) && !text_is(t, i, "'s") && take_spot(f, i, &s);
        if (!found) {
            i++;
            continue;
        }
        vec_push(f->tmp, &f->spots, s);
        i = s.last;
    }
    look_around(f);
    if (!all)
        drop_weak(f);
    link_containers(f);
}

void spots_find_at(place_finder *f, const token_span *at, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        spot s = {.first = at[i].first, .last = at[i].first};
        if (!take_spot(f, at[i].first, &s) || s.last != at[i].last) {
            gazetteer_key key = {.n = 0};
            for (uint32_t k = at[i].first; k < at[i].last; k++)
                if (f->t->tokens[k].kind != TOKEN_PUNCT)
                    gazetteer_key_add(&key, f->t->tokens[k].folded);
            s = (spot){.first = at[i].first,
                       .last = at[i].last,
                       .key = gazetteer_key_hash(&key)};
        }
        vec_push(f->tmp, &f->spots, s);
    }
    look_around(f);
}
