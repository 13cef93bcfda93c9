#include "facts/people.h"

#include "facts/given_names.h"

enum { LOOK_BACK = 64 };

/* The word that a noun phrase turns on: the [military], a [commander] in the alliance. */
static uint32_t head_of(const scan *s, range r)
{
    uint32_t end = chunk_end(s, r.first, r.last);
    if (end == r.first)
        end = r.first + 1;
    while (end > r.first + 1 && !token_is_word(s, end - 1))
        end--;
    return end - 1;
}

static bool is_plural(const scan *s, range r)
{
    uint32_t head = head_of(s, r);
    if (token_has(s, head, WORD_PLURAL))
        return true;
    for (uint32_t i = r.first; i < r.last; i++)
        if (token_is(s, i, "and"))
            return true;
    slice w = s->t->tokens[head].folded;
    return !token_is_capital(s, head) && slice_ends(w, SLICE("s")) &&
           !slice_ends(w, SLICE("ss"));
}

/* The first mention that ends behind token i, or last_mention. */
static uint32_t mention_from(const people *p, uint32_t i)
{
    uint32_t low = p->first_mention, high = p->last_mention;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (p->names->mentions[mid].at.last <= i)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static const mention *mention_in(const people *p, range r, bool last)
{
    const mention *found = NULL;
    for (uint32_t m = mention_from(p, r.first); m < p->last_mention; m++) {
        const mention *at = &p->names->mentions[m];
        if (at->at.first >= r.last)
            break;
        found = at;
        if (!last)
            break;
    }
    return found;
}

static bool is_group(const people *p, range r)
{
    const scan *s = p->s;
    uint32_t head = head_of(s, r);
    if (token_has(s, head, WORD_PERSON))
        return false;
    if (token_has(s, head, WORD_GROUP))
        return true;
    // Jane Roe, a spokeswoman for the group, is none, whatever it ends with.
    for (uint32_t i = r.first; i < r.last; i++)
        if (token_has(s, i, WORD_PERSON))
            return false;
    const mention *m = mention_in(p, (range){head, head + 1}, false);
    if (m && m->entity < p->names->n_entities)
        return p->names->entities[m->entity].kind == ENTITY_ORGANISATION;
    if (token_has(s, r.last - 1, WORD_GROUP))
        return true;
    return token_is(s, r.first, "the") && token_is_capital(s, head);
}

/* He or she
 * -------------------------------------------------------------------------------------
 */

static gender gender_of_word(const scan *s, uint32_t i)
{
    static const char *const he[] = {
        "he",          "his",         "him",         "mr",        "sir",
        "lord",        "king",        "prince",      "father",    "son",
        "man",         "boy",         "husband",     "brother",   "uncle",
        "spokesman",   "chairman",    "businessman", "policeman", "fisherman",
        "grandfather", "congressman", "salesman",    "gunman",    "fireman"};
    static const char *const she[] = {
        "she",           "her",        "mrs",           "ms",          "miss",
        "lady",          "queen",      "princess",      "mother",      "daughter",
        "woman",         "girl",       "wife",          "sister",      "aunt",
        "spokeswoman",   "chairwoman", "businesswoman", "policewoman", "grandmother",
        "congresswoman", "actress",    "nun",           "widow",       "saleswoman"};
    for (size_t k = 0; k < sizeof he / sizeof *he; k++)
        if (token_is(s, i, he[k]))
            return GENDER_HE;
    for (size_t k = 0; k < sizeof she / sizeof *she; k++)
        if (token_is(s, i, she[k]))
            return GENDER_SHE;
    return GENDER_NONE;
}

/* By the first name of the one whom the phrase is about: not of "an aide to Anna Tarvon"
 * or "Anna Tarvon's lawyer". */
static gender gender_of_name(const scan *s, range r)
{
    bool below = false; // behind a preposition
    for (uint32_t i = r.first; i < r.last; i++) {
        below = (below || token_has(s, i, WORD_PREP)) && !token_is_comma(s, i);
        if (below || !token_is_capital(s, i) || i + 1 >= r.last ||
            !token_is_capital(s, i + 1))
            continue;
        char sex = given_name_sex(s->t->tokens[i].folded);
        uint32_t end = i + 1;
        while (end < r.last && token_is_capital(s, end))
            end++;
        if (token_is(s, end, "'s"))
            return GENDER_NONE;
        if (sex)
            return sex == 'f' ? GENDER_SHE : GENDER_HE;
    }
    return GENDER_NONE;
}

/* The first word that tells; "the minister's wife" is no minister, and "his lawyer" or
 * "her neighbour" tells nothing of who that is. */
static gender gender_of(const scan *s, range r)
{
    for (uint32_t i = r.first; i < r.last; i++) {
        gender g = gender_of_word(s, i);
        bool others = i == r.first && (token_is(s, i, "his") || token_is(s, i, "her"));
        if (g != GENDER_NONE && !others && !token_is(s, i + 1, "'s"))
            return g;
    }
    return gender_of_name(s, r);
}

/* Antecedents
 * -------------------------------------------------------------------------------------
 */

typedef enum { WANT_PERSON, WANT_GROUP, WANT_PLURAL } wanted;

/* An actress, a policeman, a journalist: by how the word ends. */
static bool is_person_noun(const scan *s, uint32_t i)
{
    static const char *const ends[] = {"man", "woman", "ist", "ress", "ician", "eer"};
    if (token_has(s, i, WORD_PERSON))
        return true;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (slice_ends(s->t->tokens[i].folded, slice_of_str(ends[k])))
            return true;
    return false;
}

/* A body or a place by its name, with no word for a person before it. */
static bool is_named_thing(const people *p, range r)
{
    uint32_t head = head_of(p->s, r);
    for (uint32_t i = r.first; i < r.last; i++)
        if (token_has(p->s, i, WORD_PERSON))
            return false;
    const mention *m = mention_in(p, (range){head, head + 1}, false);
    if (!m || m->entity >= p->names->n_entities)
        return false;
    entity_kind kind = p->names->entities[m->entity].kind;
    return kind == ENTITY_ORGANISATION || kind == ENTITY_PLACE;
}

static bool fits(const people *p, range r, wanted want)
{
    bool plural = is_plural(p->s, r), group = is_group(p, r);
    switch (want) {
    case WANT_PERSON:
        return !plural && !group && !is_named_thing(p, r);
    case WANT_GROUP:
        return group || (!plural && token_is(p->s, r.first, "the") &&
                         !is_person_noun(p->s, head_of(p->s, r)));
    default:
        return plural;
    }
}

static bool agree(gender a, gender b)
{
    return a == GENDER_NONE || b == GENDER_NONE || a == b;
}

static bool wanted_by(const scan *s, uint32_t i, wanted *want)
{
    static const struct {
        const char *word;
        wanted want;
    } pronouns[] = {{"he", WANT_PERSON},  {"she", WANT_PERSON},  {"his", WANT_PERSON},
                    {"her", WANT_PERSON}, {"him", WANT_PERSON},  {"it", WANT_GROUP},
                    {"its", WANT_GROUP},  {"they", WANT_PLURAL}, {"their", WANT_PLURAL},
                    {"them", WANT_PLURAL}};
    for (size_t k = 0; k < sizeof pronouns / sizeof *pronouns; k++)
        if (token_is(s, i, pronouns[k].word)) {
            *want = pronouns[k].want;
            return true;
        }
    return false;
}

/* The subject of a sentence, where its first verb is not said by somebody. */
static range subject_of_unit(const scan *s, range unit)
{
    enum { REACH = 40 };
    for (uint32_t v = unit.first; v < unit.last && v - unit.first < REACH; v++) {
        if (s->quote_of[v])
            break;
        if (!token_is_finite(s, v) || token_has(s, v - (v > unit.first), WORD_REL))
            continue;
        range r = source_before(s, unit.first, v);
        if (!range_empty(r) && !token_has(s, r.first, WORD_REL))
            return r;
    }
    return (range){unit.first, unit.first};
}

/* Somebody or some body by the words for it, not only by what it is not. */
static bool is_certain(const people *p, range r, wanted want)
{
    const scan *s = p->s;
    uint32_t head = head_of(s, r);
    const mention *m = mention_in(p, (range){head, head + 1}, false);
    entity_kind kind = m && m->entity < p->names->n_entities
                           ? p->names->entities[m->entity].kind
                           : ENTITY_OTHER;
    bool name = kind == ENTITY_OTHER && head > r.first && token_is_capital(s, head) &&
                token_is_capital(s, head - 1) && token_is_capital(s, r.first);
    if (want == WANT_PERSON)
        return kind == ENTITY_PERSON || token_has(s, head, WORD_PERSON) || name;
    if (want == WANT_GROUP)
        return kind == ENTITY_ORGANISATION || token_has(s, head, WORD_GROUP);
    return token_has(s, head, WORD_PERSON | WORD_PLURAL);
}

static range by_surname(const people *p, range source);

/* Back from sentence to sentence: who spoke last or, nearer still, whom the sentence
 * before is about. */
static bool by_sentence(const people *p, range source, wanted want, gender g,
                        range *found)
{
    enum { SENTENCES = 4 };
    const scan *s = p->s;
    uint32_t u = s->unit_of[source.first], n_said = p->said.n;
    for (uint32_t n = 0; n < SENTENCES; n++) {
        range unit = s->units[u];
        for (; n_said > 0 && p->said.v[n_said - 1].at.first >= unit.first; n_said--) {
            const speaker *sp = &p->said.v[n_said - 1];
            if (sp->at.last <= source.first && fits(p, sp->full, want) &&
                agree(sp->gender, g)) {
                *found = sp->full;
                return true;
            }
        }
        if (n > 0) {
            range r = subject_of_unit(s, unit);
            if (!range_empty(r) && fits(p, r, want) && is_certain(p, r, want) &&
                agree(gender_of(s, r), g)) {
                *found = r.last - r.first == 1 ? by_surname(p, r) : r;
                return true;
            }
        }
        if (u == 0)
            break;
        u--;
    }
    return false;
}

static range by_pronoun(const people *p, range source, wanted want)
{
    range found;
    gender g = want == WANT_PERSON ? gender_of_word(p->s, source.first) : GENDER_NONE;
    if (by_sentence(p, source, want, g, &found))
        return found;
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        const speaker *sp = &p->said.v[p->said.n - 1 - n];
        if (sp->full.last <= source.first && fits(p, sp->full, want) &&
            agree(sp->gender, g))
            return sp->full;
    }
    if (want == WANT_PLURAL)
        return by_pronoun(p, source, WANT_GROUP);
    if (want != WANT_PERSON || p->said.n > 0)
        return source;
    // Nobody spoke yet: the last person named.
    for (uint32_t m = p->last_mention; m > p->first_mention; m--) {
        const mention *at = &p->names->mentions[m - 1];
        if (at->at.last <= source.first && at->entity < p->names->n_entities &&
            p->names->entities[at->entity].kind == ENTITY_PERSON)
            return (range){at->at.first, at->at.last};
    }
    return source;
}

/* The noun phrase before "who". */
static range by_relative(const scan *s, range source)
{
    uint32_t end = source.first;
    range unit = unit_at(s, end);
    if (end > unit.first && token_is_comma(s, end - 1))
        end--;
    range r = source_before(s, unit.first, end);
    enum { SHORT = 8 };
    for (uint32_t i = end; range_empty(r) && i > unit.first && end - i < SHORT; i--)
        if (token_is(s, i - 1, "by") && i < end)
            r = (range){i, end};
    if (range_empty(r))
        return source;
    if (token_is(s, r.first, "according") && r.first + 2 < r.last)
        r.first += 2;
    // "the claim was denied by [the union], which said"
    uint32_t verb = r.last, by = r.last;
    for (uint32_t i = r.first; i < r.last; i++) {
        if (token_is_finite(s, i))
            verb = i;
        if (verb < i && token_is(s, i, "by") && i + 1 < r.last)
            by = i;
    }
    if (by < r.last)
        r.first = by + 1;
    return r;
}

/* Has `r` every word of the source but its determiner? The Defence Ministry is not the
 * Ministry of Health. */
static bool has_words_of(const scan *s, range r, range source)
{
    for (uint32_t i = source.first; i < source.last; i++) {
        if (!token_is_word(s, i) || (i == source.first && token_has(s, i, WORD_DET)))
            continue;
        bool found = false;
        for (uint32_t k = r.first; k < r.last && !found; k++)
            found = slice_eq(s->t->tokens[k].folded, s->t->tokens[i].folded);
        if (!found)
            return false;
    }
    return true;
}

/* The ministry: the last body named whose name has that word, "the Ministry of Salt". */
static range by_body(const people *p, range source)
{
    enum { MENTIONS = 40, FURTHEST = 400 };
    const scan *s = p->s;
    slice head = s->t->tokens[head_of(s, source)].folded;
    uint32_t n = 0;
    if (source.last - source.first != 2 || !token_has(s, source.last - 1, WORD_GROUP))
        return source;
    for (uint32_t m = mention_from(p, source.first); m > p->first_mention && n < MENTIONS;
         m--) {
        const mention *at = &p->names->mentions[m - 1];
        n++;
        if (source.first - at->at.first > FURTHEST)
            break;
        bool body = at->entity < p->names->n_entities &&
                    p->names->entities[at->entity].kind == ENTITY_ORGANISATION;
        if (!body || at->at.last - at->at.first < 2)
            continue;
        for (uint32_t i = at->at.first; i < at->at.last; i++)
            if (slice_eq(s->t->tokens[i].folded, head))
                return (range){at->at.first, at->at.last};
    }
    return source;
}

/* The official, the commander: the last fuller source with the same head. */
static range by_head(const people *p, range source)
{
    const scan *s = p->s;
    slice head = s->t->tokens[head_of(s, source)].folded;
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        range r = p->said.v[p->said.n - 1 - n].full;
        if (r.last > source.first || r.last - r.first <= source.last - source.first ||
            !has_words_of(s, r, source))
            continue;
        if (slice_eq(s->t->tokens[head_of(s, r)].folded, head))
            return r;
        // "a war monitor, the X": heads of what stands in apposition count too
        for (uint32_t i = r.first + 1; i + 1 < r.last; i++)
            if (token_is_comma(s, i) && head_of(s, (range){i + 1, r.last}) < r.last &&
                slice_eq(s->t->tokens[head_of(s, (range){i + 1, r.last})].folded, head))
                return r;
    }
    return by_body(p, source);
}

/* A rank or a form of address before a name. */
static bool is_address(const scan *s, uint32_t i)
{
    static const char *const words[] = {
        "mr",       "mrs",     "ms",       "miss",       "dr",        "sir",
        "lady",     "lord",    "prof",     "rev",        "lt",        "col",
        "gen",      "brig",    "maj",      "capt",       "sgt",       "cpl",
        "pte",      "adm",     "sen",      "rep",        "gov",       "pres",
        "hon",      "st",      "fr",       "judge",      "president", "general",
        "colonel",  "captain", "major",    "lieutenant", "sergeant",  "admiral",
        "minister", "mayor",   "governor", "senator",    "doctor",    "professor",
        "brigadier"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(s, i, words[k]))
            return true;
    return !token_is_word(s, i);
}

/* Does a name in `r` end with the word, as the name of whom `r` speaks for? Not as in
 * "Roe's lawyer", "an aide of Roe", "Roe-Hart Lines". */
static bool names_by(const scan *s, range r, slice word)
{
    bool below = false; // behind a preposition: somebody or something else
    for (uint32_t i = r.first; i < r.last; i++) {
        below = (below || token_has(s, i, WORD_PREP)) && !token_is_comma(s, i);
        if (below || !token_is_capital(s, i) || !slice_eq(s->t->tokens[i].folded, word))
            continue;
        bool goes_on = token_is(s, i + 1, "'s") || token_is(s, i + 1, "-") ||
                       (token_is_capital(s, i + 1) && i + 1 < r.last);
        if (!goes_on && !(i > r.first && token_is(s, i - 1, "-")))
            return true;
    }
    return false;
}

/* The given name before a surname, or FACTS_NONE. */
static uint32_t given_name(const scan *s, range r, slice surname)
{
    for (uint32_t i = r.first + 1; i < r.last; i++)
        if (slice_eq(s->t->tokens[i].folded, surname) && token_is_capital(s, i - 1) &&
            !is_address(s, i - 1))
            return i - 1;
    return FACTS_NONE;
}

/* Two of one surname: nobody is led back to either, unless rank or given name tells. */
static range by_surname(const people *p, range source)
{
    const scan *s = p->s;
    slice w = s->t->tokens[source.last - 1].folded;
    gender g = gender_of(s, source);
    range best = source;
    uint32_t given = FACTS_NONE;
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        const speaker *sp = &p->said.v[p->said.n - 1 - n];
        range r = sp->full;
        if (r.last > source.first || r.last - r.first < 2 || !names_by(s, r, w) ||
            !agree(sp->gender, g))
            continue;
        if (source.last - source.first > 1 && has_words_of(s, r, source))
            return r;
        uint32_t theirs = given_name(s, r, w);
        if (range_empty(best) || best.first != source.first) {
            if (theirs != FACTS_NONE && given != FACTS_NONE &&
                !slice_eq(s->t->tokens[theirs].folded, s->t->tokens[given].folded))
                return source;
            continue;
        }
        best = r;
        given = theirs;
    }
    if (best.first != source.first)
        return best;
    const uint32_t *at = hash_table_get(&p->surname, hash_bytes(w));
    if (!at || *at >= source.first)
        return source;
    uint32_t first = *at;
    while (first > 0 && *at - first < 6 &&
           (s->t->tokens[first - 1].flags & TOKEN_CAPITAL) &&
           s->t->tokens[first - 1].kind == TOKEN_WORD && token_is_capital(s, first - 1))
        first--;
    return (range){first, *at + 1};
}

void people_init(people *p, arena *out, const scan *s, const names_result *names,
                 uint32_t index)
{
    *p = (people){.s = s, .names = names};
    if (names && names->first_of) {
        p->first_mention = names->first_of[index];
        p->last_mention = names->first_of[index + 1];
    }
    hash_table_init(&p->surname, out, 64);
    const token *tok = s->t->tokens;
    for (uint32_t i = 1; i < s->t->n_tokens; i++) {
        if (!(tok[i].flags & TOKEN_NAME_LIKE) || !token_is_capital(s, i - 1) ||
            tok[i].sentence != tok[i - 1].sentence)
            continue;
        bool is_new;
        uint32_t *at = hash_table_put(&p->surname, hash_bytes(tok[i].folded), &is_new);
        if (is_new)
            *at = i;
    }
}

static range full_source(const people *p, range source, uint32_t verb)
{
    const scan *s = p->s;
    wanted want;
    (void)verb;
    if (source.last - source.first == 1) {
        if (wanted_by(s, source.first, &want))
            return by_pronoun(p, source, want);
        if (token_has(s, source.first, WORD_REL) || token_is(s, source.first, "that"))
            return by_relative(s, source);
        if (token_is_capital(s, source.first))
            return by_surname(p, source);
    }
    // Mr. Roe: the name is what counts. A name with its given name is full.
    uint32_t last = source.last - 1;
    bool addressed = source.last - source.first <= 4 && token_is_capital(s, last);
    for (uint32_t i = source.first; i < last; i++)
        addressed = addressed && is_address(s, i);
    if (addressed) {
        range r = by_surname(p, source);
        if (r.last - r.first > source.last - source.first && r.last <= source.first)
            return r;
    }
    if (source.last - source.first <= 4 &&
        (token_is(s, source.first, "the") || token_is(s, source.first, "this")))
        return by_head(p, source);
    return source;
}

range people_resolve(people *p, arena *out, range source, uint32_t verb)
{
    if (range_empty(source))
        return source;
    range full = full_source(p, source, verb);
    wanted want;
    bool pronoun =
        source.last - source.first == 1 && wanted_by(p->s, source.first, &want);
    if (full.first != source.first || !pronoun) {
        speaker sp = {.at = source, .full = full, .gender = gender_of(p->s, full)};
        if (sp.gender == GENDER_NONE && pronoun)
            sp.gender = gender_of_word(p->s, source.first);
        for (uint32_t n = 0; sp.gender != GENDER_NONE && n < p->said.n && n < LOOK_BACK;
             n++) {
            speaker *earlier = &p->said.v[p->said.n - 1 - n];
            if (earlier->full.first == full.first && earlier->gender == GENDER_NONE)
                earlier->gender = sp.gender;
        }
        vec_push(out, &p->said, sp);
    }
    return full;
}

/* Entities
 * -------------------------------------------------------------------------------------
 */

static bool speaks_for_another(const scan *s, uint32_t head)
{
    static const char *const words[] = {"spokesman",  "spokeswoman", "spokesperson",
                                        "journalist", "reporter",    "correspondent",
                                        "statement",  "spokesmen",   "spokespeople"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(s, head, words[i]))
            return true;
    return false;
}

static bool is_a_person(const people *p, const mention *m)
{
    return m && m->entity < p->names->n_entities &&
           p->names->entities[m->entity].kind == ENTITY_PERSON;
}

/* Whose spokesman: the first body that is named; else what is named last. Not who prints
 * what he said: "a statement carried by the Herald". */
static const mention *spoken_for(const people *p, range source)
{
    const scan *s = p->s;
    for (uint32_t i = source.first + 1; i < source.last; i++)
        if ((token_is(s, i, "by") || token_is(s, i, "on") || token_is(s, i, "in")) &&
            token_has(s, i - 1, WORD_ED)) {
            source.last = i;
            break;
        }
    const mention *last = mention_in(p, source, true);
    if (!last)
        return NULL;
    // "a spokesman of the ministry Ilse Tarvon"
    uint32_t name = last->at.first;
    while (name > source.first && token_is_capital(s, name - 1))
        name--;
    if (last->at.last == source.last && is_a_person(p, last) && name > source.first &&
        !token_has(s, name - 1, WORD_PREP))
        return last;
    const mention *m = mention_in(p, source, false);
    for (; m < last; m++)
        if (m->entity < p->names->n_entities &&
            p->names->entities[m->entity].kind == ENTITY_ORGANISATION)
            return m;
    return last;
}

/* What a part of the source up to a comma is of: the head of its phrase. */
static const mention *of_part(const people *p, range part)
{
    uint32_t head = head_of(p->s, part);
    return mention_in(p, (range){head, head + 1}, false);
}

/* Nothing but ranks before the name: "the army's spokesman, [Col. Jan Maar]". */
static bool stands_alone(const scan *s, uint32_t first, const mention *m)
{
    for (uint32_t i = first; i < m->at.first; i++)
        if (!token_is_capital(s, i) && token_is_word(s, i))
            return false;
    return m->at.first >= first;
}

uint32_t people_entity(const people *p, range source)
{
    const scan *s = p->s;
    if (range_empty(source) || p->first_mention == p->last_mention)
        return FACTS_NONE;
    // The head, then the heads in apposition: a monitor, the X. What stands there by
    // itself and is a person is meant before anything else: the Institute's director, X.
    const mention *best = NULL;
    for (uint32_t i = source.first; i < source.last;) {
        uint32_t head = head_of(s, (range){i, source.last});
        const mention *m = of_part(p, (range){i, source.last});
        if (!best)
            best = m;
        else if (m && stands_alone(s, i, m) && is_a_person(p, m) && !is_a_person(p, best))
            return m->entity;
        if (!best && speaks_for_another(s, head))
            best = spoken_for(p, source);
        if (is_a_person(p, best))
            break;
        while (i < source.last && !token_is_comma(s, i))
            i++;
        i++;
        while (i < source.last && !token_is_word(s, i))
            i++;
    }
    // "the Bay and Port Union (BPU) spokesman Jan Maar": the person, whatever the head
    const mention *m = is_a_person(p, best) ? NULL : mention_in(p, source, false);
    for (uint32_t n = 0; m && n < 8 && m < p->names->mentions + p->last_mention &&
                         m->at.last <= source.last;
         m++, n++) {
        uint32_t name = m->at.first;
        while (name > source.first && token_is_capital(s, name - 1))
            name--;
        if (is_a_person(p, m) && name > source.first && !token_is_capital(s, name - 1) &&
            token_has(s, name - 1, WORD_PERSON))
            return m->entity;
    }
    // "Secretary of State X": the name at the end
    if (!best) {
        const mention *end = mention_in(p, (range){source.last - 1, source.last}, true);
        bool titled = end && end->at.first > source.first &&
                      !token_has(s, end->at.first - 1, WORD_PREP);
        best = titled && is_a_person(p, end) ? end : NULL;
    }
    return best ? best->entity : FACTS_NONE;
}

uint32_t people_entity_of(const people *p, range source, range full)
{
    uint32_t own = people_entity(p, source);
    bool other = full.first != source.first || full.last != source.last;
    // "Tarvon", led back to "the adviser, Ilse Tarvon": she, whoever else has the name
    uint32_t fuller = other ? people_entity(p, full) : own;
    if (own == FACTS_NONE || fuller == FACTS_NONE)
        return own == FACTS_NONE ? fuller : own;
    // "the army spokesman", led back to "the army spokesman, Ilse Tarvon"
    if (p->names->entities[fuller].kind == ENTITY_PERSON &&
        p->names->entities[own].kind != ENTITY_PERSON &&
        token_has(p->s, head_of(p->s, source), WORD_PERSON))
        return fuller;
    if (source.last != source.first + 1 || source.first < full.first ||
        p->names->entities[fuller].kind != ENTITY_PERSON)
        return own;
    // its surname, and not whose adviser she is
    const text *t = p->s->t;
    for (uint32_t m = p->first_mention; m < p->last_mention; m++) {
        const mention *at = &p->names->mentions[m];
        if (at->at.first >= full.last)
            break;
        if (at->entity == fuller && at->at.first >= full.first &&
            t->tokens[at->at.last - 1].hash == t->tokens[source.first].hash)
            return fuller;
    }
    return own;
}
