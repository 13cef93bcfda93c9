// Place, person or organisation: by the words in a name and the words around
// it.
#include "facts/names.h"

#include "base/lists.h"

typedef struct {
    const name_set *set;
    const text *t;
    const name_mention *m;
    name_spelling *s;
    uint32_t before;      // token before the name, its title and "the", or FACTS_NONE
    uint32_t after;       // token behind it and its "'s"
    uint32_t first, last; // of the sentence
} view;

static uint32_t bits_at(const view *v, uint32_t i)
{
    if (i < v->first || i >= v->last)
        return 0;
    return name_words_of(&v->set->words, v->t->tokens[i].hash);
}

static bool lower_at(const view *v, uint32_t i)
{
    return i >= v->first && i < v->last && v->t->tokens[i].kind == TOKEN_WORD &&
           !(v->t->tokens[i].flags & TOKEN_CAPITAL);
}

static bool at_is(const view *v, uint32_t i, const char *word)
{
    return i >= v->first && i < v->last && text_is(v->t, i, word);
}

// "X, a senior adviser", "X, the old town": whether the apposition has a word
// of that kind.
static bool is_described_as(const view *v, uint32_t bits)
{
    static const char *const verbs[] = {"will", "would", "has", "have", "had",   "is",
                                        "was",  "were",  "are", "to",   "but",   "said",
                                        "met",  "left",  "who", "and",  "which", "where"};
    if (!at_is(v, v->after, ","))
        return false;
    for (uint32_t k = v->after + 1;
         k < v->after + 6 && (lower_at(v, k) || (bits_at(v, k) & WORD_DEMONYM)); k++) {
        if (IN_LIST(v->t->tokens[k].folded, verbs))
            return false; // "X, will visit the camp"
        if (bits_at(v, k) & bits)
            return !at_is(v, k + 1, "'s"); // "X, the state's historian"
    }
    return false;
}

static bool describes_person(const view *v)
{
    if (!at_is(v, v->after, ","))
        return false;
    uint32_t i = v->after + 1;
    // "from Rasma, who came": those who came from there
    if (at_is(v, i, "who"))
        return !(lower_at(v, v->before) && (bits_at(v, v->before) & WORD_PLACE_BEFORE));
    if (i < v->last && v->t->tokens[i].kind == TOKEN_NUMBER &&
        v->t->tokens[i].folded.len <= 2 && i + 1 < v->last &&
        v->t->tokens[i + 1].kind == TOKEN_PUNCT)
        return true; // an age
    return is_described_as(v, WORD_ROLE);
}

// "The baker, Ilse Tarvon, said", "his cousin, Ilse, said"; not "president, Tarvon Bank".
static bool is_behind_role(const view *v)
{
    if (!at_is(v, v->before, ",") || v->before < v->first + 2 ||
        !lower_at(v, v->before - 1) ||
        !(bits_at(v, v->before - 1) & (WORD_ROLE | WORD_TITLE)))
        return false;
    bool owned = v->t->tokens[v->before - 2].flags & TOKEN_FUNCTION;
    return kinds_person_shaped(v->set, v->s) ||
           (v->s->n_words == 1 && !v->s->country && owned);
}

static int person_score(const view *v)
{
    int score = 0;
    if (v->m->title < v->m->first)
        score += 4;
    if (describes_person(v))
        score += 3;
    if (lower_at(v, v->before) && (bits_at(v, v->before) & WORD_ROLE))
        score += 2;
    if (is_behind_role(v))
        score += 3;
    if (at_is(v, v->after, "who"))
        score += 1;
    if (v->s->n_words > 1 && !v->s->generic && (bits_at(v, v->after) & WORD_SAYS))
        score += 1;
    // "recalls Ilse Tarvon"
    if (kinds_person_shaped(v->set, v->s) && (bits_at(v, v->before) & WORD_SAYS) &&
        lower_at(v, v->before) && v->before + 1 == v->m->first)
        score += 1;
    for (uint32_t i = 1; i + 1 < v->s->n_words && !v->s->generic; i++)
        if (v->s->words[i].len == 1)
            score += 3; // a middle initial
    return score;
}

// "a pass from Ilse Tarvon", "between Jan Maar and": people are there, too.
static bool is_from(const view *v)
{
    static const char *const words[] = {"from",    "at",      "between", "via",
                                        "around",  "inside",  "into",    "toward",
                                        "towards", "leaving", "у",       "от"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (at_is(v, v->before, words[k]))
            return true;
    return false;
}

// "TARVON, May 6 (AP) - Farmers", "TARVON (AP) -": where a report was written.
static bool is_dateline(const view *v)
{
    enum { LONGEST = 14 };
    if (v->m->first != v->first || v->m->title != v->m->first ||
        !(at_is(v, v->m->last, ",") || at_is(v, v->m->last, "(")))
        return false;
    for (uint32_t i = v->m->first; i < v->m->last; i++)
        if (v->t->tokens[i].kind == TOKEN_WORD &&
            !(v->t->tokens[i].flags & TOKEN_ALL_CAPS))
            return false;
    bool closed = false;
    for (uint32_t i = v->m->last; i < v->last && i < v->m->last + LONGEST; i++) {
        closed = closed || at_is(v, i, ")");
        if (at_is(v, i, "-"))
            return closed && (v->t->tokens[i].flags & TOKEN_SPACE_BEFORE);
    }
    return false;
}

static int place_score(const view *v)
{
    int score = 0;
    if (is_dateline(v))
        score += 4;
    uint32_t before = bits_at(v, v->before);
    if (lower_at(v, v->before) && (before & WORD_PLACE_NOUN))
        score += 2;
    if ((at_is(v, v->before, "of") || at_is(v, v->before, ",")) && v->before > v->first &&
        lower_at(v, v->before - 1) && (bits_at(v, v->before - 1) & WORD_PLACE_NOUN))
        score += 3;
    if (before & WORD_PLACE_BEFORE &&
        !(v->t->tokens[v->before].flags & TOKEN_CAPITAL && v->before != v->first) &&
        !(is_from(v) && kinds_person_shaped(v->set, v->s)) &&
        !(v->s->acronym && v->before + 1 < v->m->title)) // "in the TLP"
        score += 1;
    if (lower_at(v, v->after) && (bits_at(v, v->after) & WORD_PLACE_NOUN))
        score += 1;
    if (is_described_as(v, WORD_PLACE_NOUN))
        score += 3;
    // "Rasma, Ruritania"
    if (at_is(v, v->after, ",") && v->after + 1 < v->last &&
        name_words_country(&v->set->words, v->t->tokens[v->after + 1].folded))
        score += 2;
    if (at_is(v, v->after, "-") && at_is(v, v->after + 1, "based"))
        score += 2;
    return score;
}

// A word for one body of people: "group", not "officials".
static bool is_body(const view *v, uint32_t i)
{
    static const char *const words[] = {
        "group",       "company",      "firm",     "militia",   "party",
        "movement",    "organisation", "agency",   "bank",      "organization",
        "network",     "union",        "charity",  "newspaper", "broadcaster",
        "website",     "coalition",    "alliance", "club",      "faction",
        "association", "airline",      "operator"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (at_is(v, i, words[k]))
            return true;
    return false;
}

// "a militia that", "a monitoring group based"; not "a newspaper publisher".
static bool ends_phrase(const view *v, uint32_t i)
{
    if (i >= v->last || v->t->tokens[i].kind != TOKEN_WORD)
        return true;
    slice word = v->t->tokens[i].folded;
    return (v->t->tokens[i].flags & TOKEN_FUNCTION) || slice_ends(word, SLICE("ed")) ||
           slice_ends(word, SLICE("ing"));
}

// "Tarvon Hill Guard, a militia that …"; not "…, the union's leader", "…, a company
// lawyer".
static bool is_described_as_body(const view *v)
{
    if (!at_is(v, v->after, ","))
        return false;
    bool found = false;
    for (uint32_t k = v->after + 1; k < v->after + 8 && k < v->last; k++) {
        if (at_is(v, k, "'s") || (bits_at(v, k) & WORD_ROLE))
            return false;
        if (!lower_at(v, k) || at_is(v, k, "of") || at_is(v, k, "in") ||
            at_is(v, k, "for"))
            break;
        found = found || (is_body(v, k) && ends_phrase(v, k + 1));
    }
    return found;
}

static int organisation_score(const view *v)
{
    int score = 0;
    if (lower_at(v, v->after) && (bits_at(v, v->after) & WORD_PEOPLE))
        score += 1;
    // "shipping group Marlow-Tandy"
    if (lower_at(v, v->before) && is_body(v, v->before))
        score += 2;
    if (is_described_as_body(v))
        score += 3;
    if (at_is(v, v->before, "of") || at_is(v, v->before, "for"))
        if (v->before > v->first &&
            (bits_at(v, v->before - 1) & (WORD_PEOPLE | WORD_ROLE)))
            score += 1;
    return score;
}

// "haemorrhagic fever (HF)": the short form of a common noun, no body of people.
static bool is_short_for_noun(const view *v)
{
    enum { MOST_LETTERS = 6 };
    uint32_t open = v->m->first - 1;
    if (!v->s->acronym || v->s->country || v->m->first < v->first + 2 ||
        v->m->title != v->m->first || !at_is(v, open, "(") ||
        !at_is(v, v->m->last, ")") || !lower_at(v, open - 1))
        return false;
    size_t letters = v->s->key.len < MOST_LETTERS ? v->s->key.len : MOST_LETTERS;
    for (uint32_t k = 1; k <= letters && open >= v->first + k; k++) {
        uint32_t i = open - k;
        if ((bits_at(v, i) & (WORD_ORGANISATION | WORD_COMPANY | WORD_PEOPLE)) ||
            is_body(v, i))
            return false;
    }
    return true;
}

static bool is_place_or_surname(slice last)
{
    static const char *const words[] = {"hill", "hills",  "park",   "bridge", "castle",
                                        "lane", "road",   "street", "bay",    "falls",
                                        "camp", "forest", "lake",   "base",   "field"};
    return IN_LIST(last, words);
}

// "the Tarvon Miners", "the Tarvon Hill Bears": a body that goes by a plural.
static bool is_team(const name_set *set, const name_spelling *s)
{
    uint32_t n_the = 0;
    slice last = s->words[s->n_words ? s->n_words - 1 : 0];
    if (s->n_words < 2 || s->generic || last.len < 4 || !slice_ends(last, SLICE("s")) ||
        slice_ends(last, SLICE("ss")) || s->country || !s->with_the)
        return false;
    for (uint32_t i = 0; i < s->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[s->mentions.v[i]];
        const text *t = &set->in->texts[m->article];
        if (m->title < m->first)
            return false;
        n_the += m->first > 0 && text_is(t, m->first - 1, "the");
    }
    return n_the * 3 >= s->mentions.n;
}

// What the name itself says, once for each spelling.
static void score_words(const name_set *set, name_spelling *s)
{
    uint32_t all = 0, last = 0, first = 0;
    for (uint32_t i = 0; i < s->n_words; i++) {
        uint32_t bits = name_words_of(&set->words, hash_bytes(s->words[i]));
        first = i == 0 ? bits : first;
        last = bits;
        all |= bits;
    }
    if (s->country)
        s->score[ENTITY_PLACE] += 12;
    // "Hill" and "Park" are surnames, too
    bool surname = s->n_words == 2 && is_place_or_surname(s->words[1]) &&
                   !(first & (WORD_PLACE | WORD_DIRECTION | WORD_DEMONYM | WORD_COMMON));
    if (s->n_words > 1 && (last & WORD_PLACE || first & WORD_PLACE))
        s->score[ENTITY_PLACE] += surname && !s->with_the ? 1 : 5;
    if ((first & WORD_GIVEN) && kinds_person_shaped(set, s))
        s->score[ENTITY_PERSON] += 2;
    s->team = is_team(set, s);
    if (s->team)
        s->score[ENTITY_ORGANISATION] += 5;
    if (s->n_words > 1 && (last & (WORD_ORGANISATION | WORD_COMPANY | WORD_BUSINESS)))
        s->score[ENTITY_ORGANISATION] += 6;
    else if (s->n_words > 1 && (all & (WORD_ORGANISATION | WORD_TOPIC)))
        s->score[ENTITY_ORGANISATION] += 4;
    if (s->acronym && !s->country)
        s->score[ENTITY_ORGANISATION] += 2;
    if (s->agency)
        s->score[ENTITY_ORGANISATION] += 6;
}

static void score_mention(name_set *set, const name_mention *m)
{
    const text *t = &set->in->texts[m->article];
    const sentence *s = &t->sentences[t->tokens[m->first].sentence];
    view v = {set,        t,       m,        &set->spellings.v[m->spelling],
              FACTS_NONE, m->last, s->first, s->last};
    if (m->title > s->first)
        v.before = m->title - 1;
    if (v.before != FACTS_NONE && v.before > s->first && text_is(t, v.before, "the"))
        v.before--;
    if (v.after < s->last && text_is(t, v.after, "'s"))
        v.after++;
    if (is_short_for_noun(&v))
        v.s->score[ENTITY_ORGANISATION] -= 3; // more than capitals alone tell
    if (m->hint)
        v.s->score[m->hint - 1] += 4;
    v.s->score[ENTITY_PERSON] += person_score(&v);
    v.s->score[ENTITY_PLACE] += place_score(&v);
    v.s->score[ENTITY_ORGANISATION] += organisation_score(&v);
}

bool kinds_person_shaped(const name_set *set, const name_spelling *s)
{
    // "van Dorp" and "Los Robles" are no full names, "Abu Jamil Tarvoni" is
    bool part = name_bits(set, s->words[0]) & WORD_PARTICLE;
    bool kunya = s->n_words > 2 &&
                 (slice_eq_str(s->words[0], "abu") || slice_eq_str(s->words[0], "umm") ||
                  slice_eq_str(s->words[0], "abou"));
    for (uint32_t i = 0; i < s->n_words; i++)
        if (s->words[i].len && s->words[i].ptr[0] <= '9')
            return false; // "Gate 3"
    return s->n_words >= 2 && (!part || kunya) && s->n_words <= 5 && !s->generic &&
           !s->country && !s->agency;
}

/* A surname that the setting has in full names, and that stands behind "in" now and then
 * only ("trust in Tarvon"), is no place. */
static void settle_surnames(name_set *set)
{
    hash_table surnames;
    hash_table_init(&surnames, set->tmp, 256);
    for (uint32_t i = 0; i < set->spellings.n; i++) {
        const name_spelling *s = &set->spellings.v[i];
        if (kinds_person_shaped(set, s) && kinds_best(s->score) == ENTITY_PERSON &&
            s->score[ENTITY_PERSON] > 1)
            hash_table_put(&surnames, name_words_key(s, s->n_words - 1, s->n_words),
                           NULL);
    }
    for (uint32_t i = 0; i < set->spellings.n; i++) {
        name_spelling *s = &set->spellings.v[i];
        const int seldom = 4;
        if (s->n_words != 1 || s->country || s->acronym ||
            s->score[ENTITY_PLACE] * seldom > (int)s->n_mentions || s->n_mentions < 4 ||
            !hash_table_get(&surnames, name_words_key(s, 0, 1)))
            continue;
        s->score[ENTITY_PLACE] = 0;
        s->score[ENTITY_PERSON] += 3;
    }
}

void kinds_score(name_set *set)
{
    for (uint32_t i = 0; i < set->spellings.n; i++)
        score_words(set, &set->spellings.v[i]);
    for (uint32_t i = 0; i < set->mentions.n; i++)
        score_mention(set, &set->mentions.v[i]);
    for (uint32_t i = 0; i < set->spellings.n; i++) {
        name_spelling *s = &set->spellings.v[i];
        bool other = s->score[ENTITY_PLACE] > 0 || s->score[ENTITY_ORGANISATION] > 0;
        if (kinds_person_shaped(set, s) && !other)
            s->score[ENTITY_PERSON] += 1;
    }
    settle_surnames(set);
}

entity_kind kinds_best(const int score[3])
{
    int best = 0;
    for (int i = 1; i < 3; i++)
        if (score[i] > score[best])
            best = i;
    for (int i = 0; i < 3; i++)
        if (i != best && score[i] == score[best])
            return ENTITY_OTHER; // nothing to choose by
    return (entity_kind)best;
}

static bool sure(const int score[3], entity_kind kind)
{
    if (kind == ENTITY_OTHER || score[kind] < 4)
        return false;
    for (int i = 0; i < 3; i++)
        if (i != (int)kind && score[i] * 3 > score[kind])
            return false;
    return true;
}

bool kinds_clash(const name_spelling *a, const name_spelling *b)
{
    entity_kind ka = kinds_best(a->score), kb = kinds_best(b->score);
    return ka != kb && (ka == ENTITY_PERSON || kb == ENTITY_PERSON) &&
           sure(a->score, ka) && sure(b->score, kb);
}
