// Place, person or organisation: by the words in a name and the words around
// it.
#include "facts/names.h"

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
    if (!at_is(v, v->after, ","))
        return false;
    for (uint32_t k = v->after + 1; k < v->after + 6 && lower_at(v, k); k++)
        if (bits_at(v, k) & bits)
            return true;
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
    for (uint32_t i = 1; i + 1 < v->s->n_words; i++)
        if (v->s->words[i].len == 1)
            score += 3; // a middle initial
    return score;
}

static int place_score(const view *v)
{
    int score = 0;
    uint32_t before = bits_at(v, v->before);
    if (lower_at(v, v->before) && (before & WORD_PLACE_NOUN))
        score += 2;
    if ((at_is(v, v->before, "of") || at_is(v, v->before, ",")) && v->before > v->first &&
        lower_at(v, v->before - 1) && (bits_at(v, v->before - 1) & WORD_PLACE_NOUN))
        score += 3;
    if (before & WORD_PLACE_BEFORE &&
        !(v->t->tokens[v->before].flags & TOKEN_CAPITAL && v->before != v->first))
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
    if (s->n_words > 1 && (last & WORD_PLACE || first & WORD_PLACE))
        s->score[ENTITY_PLACE] += 5;
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
    v.s->score[ENTITY_PERSON] += person_score(&v);
    v.s->score[ENTITY_PLACE] += place_score(&v);
    v.s->score[ENTITY_ORGANISATION] += organisation_score(&v);
}

bool kinds_person_shaped(const name_set *set, const name_spelling *s)
{
    // "van Dorp" and "Los Robles" are no full names
    return s->n_words >= 2 && !(name_bits(set, s->words[0]) & WORD_PARTICLE) &&
           s->n_words <= 5 && !s->generic && !s->country && !s->agency;
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
