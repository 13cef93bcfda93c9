#include "facts/people.h"

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

static const mention *mention_in(const people *p, range r, bool last)
{
    const mention *found = NULL;
    uint32_t low = p->first_mention, high = p->last_mention;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (p->names->mentions[mid].at.last <= r.first)
            low = mid + 1;
        else
            high = mid;
    }
    for (uint32_t m = low; m < p->last_mention; m++) {
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
    if (token_has(s, head, WORD_GROUP) || token_has(s, r.last - 1, WORD_GROUP))
        return true;
    const mention *m = mention_in(p, (range){head, head + 1}, false);
    if (m && m->entity < p->names->n_entities)
        return p->names->entities[m->entity].kind == ENTITY_ORGANISATION;
    for (uint32_t i = r.first; i < r.last; i++)
        if (token_has(s, i, WORD_PERSON))
            return false;
    return token_is(s, r.first, "the") && token_is_capital(s, head);
}

/* Antecedents
 * -------------------------------------------------------------------------------------
 */

typedef enum { WANT_PERSON, WANT_GROUP, WANT_PLURAL } wanted;

static bool fits(const people *p, range r, wanted want)
{
    bool plural = is_plural(p->s, r), group = is_group(p, r);
    switch (want) {
    case WANT_PERSON:
        return !plural && !group;
    case WANT_GROUP:
        return group || (!plural && token_is(p->s, r.first, "the") &&
                         !token_has(p->s, head_of(p->s, r), WORD_PERSON));
    default:
        return plural;
    }
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

static range by_pronoun(const people *p, range source, wanted want)
{
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        range r = p->said.v[p->said.n - 1 - n];
        if (r.last <= source.first && fits(p, r, want))
            return r;
    }
    if (want == WANT_PLURAL)
        return by_pronoun(p, source, WANT_GROUP);
    if (want != WANT_PERSON)
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
    return range_empty(r) ? source : r;
}

/* The official, the commander: the last fuller source with the same head. */
static range by_head(const people *p, range source)
{
    const scan *s = p->s;
    slice head = s->t->tokens[head_of(s, source)].folded;
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        range r = p->said.v[p->said.n - 1 - n];
        if (r.last > source.first || r.last - r.first <= source.last - source.first)
            continue;
        if (slice_eq(s->t->tokens[head_of(s, r)].folded, head))
            return r;
        // "a war monitor, the X": heads of what stands in apposition count too
        for (uint32_t i = r.first + 1; i + 1 < r.last; i++)
            if (token_is_comma(s, i) && head_of(s, (range){i + 1, r.last}) < r.last &&
                slice_eq(s->t->tokens[head_of(s, (range){i + 1, r.last})].folded, head))
                return r;
    }
    return source;
}

static range by_surname(const people *p, range source)
{
    const scan *s = p->s;
    slice w = s->t->tokens[source.first].folded;
    for (uint32_t n = 0; n < p->said.n && n < LOOK_BACK; n++) {
        range r = p->said.v[p->said.n - 1 - n];
        if (r.last > source.first || r.last - r.first < 2)
            continue;
        for (uint32_t i = r.first; i < r.last; i++)
            if (slice_eq(s->t->tokens[i].folded, w) && token_is_capital(s, i))
                return r;
    }
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
    // Mr. Roe: the name is what counts
    uint32_t last = source.last - 1;
    if (source.last - source.first <= 3 && token_is_capital(s, last) &&
        token_is_capital(s, source.first) && !token_has(s, source.first, WORD_DET)) {
        range r = by_surname(p, (range){last, source.last});
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
    bool known = full.first != source.first || !wanted_by(p->s, source.first, &want) ||
                 source.last - source.first > 1;
    if (known)
        vec_push(out, &p->said, full);
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

uint32_t people_entity(const people *p, range source)
{
    const scan *s = p->s;
    if (range_empty(source) || p->first_mention == p->last_mention)
        return FACTS_NONE;
    // The head, then the heads in apposition: a monitor, the X.
    for (uint32_t i = source.first; i < source.last;) {
        uint32_t head = head_of(s, (range){i, source.last});
        const mention *m = mention_in(p, (range){head, head + 1}, false);
        if (m)
            return m->entity;
        if (speaks_for_another(s, head) && (m = mention_in(p, source, true)))
            return m->entity;
        while (i < source.last && !token_is_comma(s, i))
            i++;
        i++;
        while (i < source.last && !token_is_word(s, i))
            i++;
    }
    return FACTS_NONE;
}
