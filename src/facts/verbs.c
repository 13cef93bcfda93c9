#include "facts/verbs.h"

#include <string.h>

enum { MAX_ADJUNCTS = 4, MAX_GROUP = 12 };

/* The verb group
 * -------------------------------------------------------------------------------------
 */

static bool noun_context(const scan *s, uint32_t i)
{
    if (i == 0)
        return false;
    if (token_is(s, i - 1, "'s") && !token_has(s, i - 1, WORD_BE))
        return true;
    if (token_has(s, i - 1, WORD_SUBJECT))
        return false;
    return token_has(s, i - 1, WORD_DET | WORD_PREP | WORD_NUMBER | WORD_CONJ);
}

/* "in 2013", "May 2013". */
static bool is_year(const scan *s, uint32_t i)
{
    return i > 0 && s->t->tokens[i].kind == TOKEN_NUMBER &&
           s->t->tokens[i].folded.len == 4 &&
           token_has(s, i - 1, WORD_PREP | WORD_TIME | WORD_TIME_LEAD);
}

/* A base or -s form that is a noun as often: a verb only where a subject stands before
 * it. */
static bool is_noun_here(const scan *s, uint32_t i, bool auxiliary)
{
    uint8_t forms = s->words[i].forms;
    if (forms & (FORM_PAST | FORM_PARTICIPLE)) {
        // the reported attack; a called strike
        // but "a study in 2013 said"
        bool modifier = i > 0 && token_has(s, i - 1, WORD_DET | WORD_NUMBER) &&
                        !token_has(s, i - 1, WORD_PRON) && !is_year(s, i - 1);
        return modifier && !auxiliary;
    }
    if (auxiliary && (forms & FORM_S || (i > 0 && token_has(s, i - 1, WORD_BE))))
        return !(forms & FORM_ING); // there were reports
    if (auxiliary || (i > 0 && token_is(s, i - 1, "to")))
        return false;
    if (noun_context(s, i))
        return true;
    if (!(cue_verbs[s->words[i].verb - 1].flags & CUE_NOUN_TOO))
        return false;
    // southern states, their campaign remarks: nothing follows that they could say
    bool speaker = i > 0 && (token_is_capital(s, i - 1) || token_closes(s, i - 1) ||
                             token_has(s, i - 1,
                                       WORD_SUBJECT | WORD_PERSON | WORD_GROUP |
                                           WORD_PLURAL | WORD_PRON | WORD_REL));
    bool ends = !token_is_word(s, i + 1) && !token_opens(s, i + 1) &&
                !token_is(s, i + 1, ":") && !token_is(s, i + 1, "$");
    if (!speaker && (ends || token_has(s, i + 1, WORD_PREP | WORD_CONJ | WORD_REL) ||
                     token_is_finite(s, i + 1)))
        return true;
    return i == 0 || !token_is_word(s, i - 1) || token_has(s, i - 1, WORD_ADJ);
}

/* The auxiliary that "have in recent weeks reported" begins with; i when none. */
static uint32_t over_gap(const scan *s, uint32_t i, uint32_t first)
{
    uint32_t from = time_start(s, i, first);
    if (from < i && from > first && token_has(s, from - 1, WORD_AUX))
        return from;
    return i;
}

static void walk_left(const scan *s, uint32_t first, verb_group *g)
{
    uint32_t j = g->first, firm = j; // `firm`: what belongs to the group for certain
    uint8_t forms = s->words[g->verb].forms;
    while (j > first && g->verb - j < MAX_GROUP) {
        uint32_t p = j - 1;
        if (token_has(s, p, WORD_AUX) && token_has(s, p, WORD_SUBJECT)) {
            g->auxiliary = true; // they've | said
            break;
        }
        if (token_has(s, p, WORD_AUX)) {
            g->auxiliary = true;
            g->modal |= token_has(s, p, WORD_MODAL) && !token_is(s, p, "will") &&
                        !token_is(s, p, "would");
            g->negated |= token_has(s, p, WORD_NEG);
            if (token_has(s, p, WORD_BE) && j == firm) {
                g->passive |= (forms & FORM_PARTICIPLE) && !g->passive;
                g->participle = false;
            }
            firm = j = p;
        } else if (token_has(s, p, WORD_NEG) && token_has(s, p, WORD_ADV)) {
            g->negated = true;
            firm = j = p;
        } else if (token_is(s, p, "to")) {
            g->infinitive = !g->auxiliary || !token_has(s, j, WORD_MODAL);
            break;
        } else if (token_has(s, p, WORD_ADV) && !token_has(s, p, WORD_PRON)) {
            firm = j = p;
        } else {
            uint32_t over = over_gap(s, j, first);
            if (over == j)
                break;
            firm = j = over;
        }
    }
    // "has been said": the auxiliary nearest to the verb decides; later ones keep it.
    g->first = firm;
}

static bool nearest_is_be(const scan *s, const verb_group *g)
{
    for (uint32_t j = g->verb; j > g->first; j--)
        if (token_has(s, j - 1, WORD_AUX))
            return token_has(s, j - 1, WORD_BE);
    return false;
}

bool verb_group_at(const scan *s, uint32_t i, uint32_t first, verb_group *g)
{
    const cue_verb *cue = cue_of(s, i);
    if (!cue || (s->t->tokens[i].flags & TOKEN_NAME_LIKE))
        return false;
    *g = (verb_group){.first = i, .verb = i, .last = i + 1, .cue = cue};
    uint8_t forms = s->words[i].forms;
    g->participle = (forms & FORM_ING) != 0;
    walk_left(s, first, g);
    bool be = nearest_is_be(s, g);
    g->passive = be && (forms & FORM_PARTICIPLE);
    g->participle = (forms & FORM_ING) && !be;
    if (!g->participle && is_noun_here(s, i, g->auxiliary))
        return false;
    if (g->participle && i > 0 && token_has(s, i - 1, WORD_DET) &&
        !token_has(s, i - 1, WORD_PRON))
        return false;
    // people confirmed dead, five reported missing
    if (!g->auxiliary && (forms & FORM_PARTICIPLE) && !token_opens(s, i + 1) &&
        (token_is(s, i + 1, "dead") || token_is(s, i + 1, "missing") ||
         token_is(s, i + 1, "killed") || token_is(s, i + 1, "injured") ||
         token_is(s, i + 1, "wounded") || token_is(s, i + 1, "drowned") ||
         token_is(s, i + 1, "infected")))
        return false;
    // A bare participle that only ever is one (written, seen) needs its auxiliary.
    if (forms == FORM_PARTICIPLE && !g->auxiliary)
        return false;
    // Leading adverbs without an auxiliary: "also said" belongs, a sentence adverb
    // ("however") does not.
    while (g->first < i && !token_has(s, g->first, WORD_AUX | WORD_NEG) &&
           (token_is(s, g->first, "however") || token_is(s, g->first, "meanwhile") ||
            token_is(s, g->first, "here") || token_is(s, g->first, "there")))
        g->first++;
    return true;
}

/* What follows
 * -------------------------------------------------------------------------------------
 */

static bool has_particle(const cue_verb *cue, const scan *s, uint32_t i)
{
    if (!cue->particles || !token_is_word(s, i))
        return false;
    const char *p = cue->particles;
    slice w = s->t->tokens[i].folded;
    while (*p) {
        size_t len = strcspn(p, "|");
        if (slice_eq(w, slice_of(p, len)))
            return true;
        p += len + (p[len] == '|');
    }
    return false;
}

/* "told [the agency] that": where the hearer ends, i when nobody is told. */
static uint32_t hearer_end(const scan *s, uint32_t i, uint32_t last)
{
    if (!token_is_word(s, i) || token_is(s, i, "that") || token_opens(s, i) ||
        token_has(s, i, WORD_SUBORD | WORD_SUBJECT) || !token_begins_noun(s, i)) {
        // "it" and "you" are hearers too: told it that
        if (!(token_is(s, i, "it") || token_is(s, i, "you")))
            return i;
    }
    uint32_t end = token_has(s, i, WORD_PRON) && !token_has(s, i, WORD_DET)
                       ? i + 1
                       : chunk_end(s, i, last);
    while (end < last && token_is(s, end, "of")) {
        uint32_t more = chunk_end(s, end + 1, last);
        if (more == end + 1)
            break;
        end = more;
    }
    // told [reporters in the capital] …: adjuncts follow. A finite verb right behind
    // shows that it was a subject: warned [the dam] could break.
    if (end < last && token_is_finite(s, end))
        return i;
    return end;
}

static uint32_t skip_adjuncts(const scan *s, uint32_t i, uint32_t last)
{
    for (int n = 0; n < MAX_ADJUNCTS; n++) {
        uint32_t end = adjunct_end(s, i, last);
        if (end == i || (end < last && token_is_finite(s, end) &&
                         !token_has(s, i, WORD_TIME | WORD_ADV)))
            break;
        i = end;
    }
    return i;
}

static next_kind kind_at(const scan *s, uint32_t i, uint32_t last)
{
    if (i >= last || token_is_stop(s, i))
        return NEXT_END;
    if (token_opens(s, i))
        return NEXT_QUOTE;
    if (token_is(s, i, ":"))
        return NEXT_COLON;
    if (token_is_comma(s, i))
        return token_opens(s, i + 1) ? NEXT_COMMA_QUOTE : NEXT_COMMA;
    if (s->t->tokens[i].kind == TOKEN_PUNCT && !token_is(s, i, "$"))
        return token_is(s, i, "(") ? NEXT_OTHER : NEXT_END;
    if (token_is(s, i, "as") && token_is(s, i + 2, "as")) // as many as 40 people
        return NEXT_NOUN;
    if (token_is(s, i, "that") || token_is(s, i, "whether") || token_is(s, i, "how") ||
        token_is(s, i, "why") || token_is(s, i, "what") || token_is(s, i, "if"))
        return NEXT_THAT;
    if (token_is(s, i, "to") ||
        (token_has(s, i, WORD_NEG) && token_is(s, i + 1, "to"))) // not to go
        return NEXT_TO;
    if (count_begins(s, i, last) ||
        (token_has(s, i, WORD_NEG) && token_has(s, i + 1, WORD_DET | WORD_NUMBER)))
        return NEXT_NOUN;
    return token_begins_noun(s, i) || token_has(s, i, WORD_PRON) ||
                   token_is(s, i, "there") || token_has(s, i, WORD_ING) ||
                   token_is(s, i, "$")
               ? NEXT_NOUN
               : NEXT_OTHER;
}

/* said …, doing this and that: “quotation”. The colon may stand further on. */
static bool later_colon(const scan *s, uint32_t i, uint32_t last, uint32_t *at)
{
    for (uint32_t j = i; j + 1 < last && j - i < 40; j++) {
        if (token_is(s, j, ":") && token_opens(s, j + 1)) {
            *at = j + 1;
            return true;
        }
        if (token_is_stop(s, j) || token_is(s, j, "that") ||
            (cue_of(s, j) && token_is_finite(s, j)) || token_opens(s, j))
            return false;
    }
    return false;
}

static bool particle_after(const scan *s, const verb_group *g, uint32_t last,
                           uint32_t *at)
{
    uint32_t i = g->last;
    if (!has_particle(g->cue, s, i)) {
        // pointed, in an interview, to
        if (!token_is_comma(s, i))
            return false;
        uint32_t end = adjunct_end(s, i + 1, last);
        if (end == i + 1 || !token_is_comma(s, end) || !has_particle(g->cue, s, end + 1))
            return false;
        i = end + 1;
    }
    if (i + 1 >= last || token_is_comma(s, i + 1) || token_is_stop(s, i + 1))
        return false;
    *at = i;
    return true;
}

next_part next_after(const scan *s, const verb_group *g, uint32_t last)
{
    next_part next = {.cue_last = g->last};
    uint32_t particle;
    if (particle_after(s, g, last, &particle)) {
        bool word = token_is(s, particle, "whether") || token_is(s, particle, "why") ||
                    token_is(s, particle, "how") || token_is(s, particle, "if");
        next.particle = true;
        next.at = next.zone_end = word ? particle : particle + 1;
        next.cue_last = particle == g->last && !word ? particle + 1 : g->last;
        next.kind = kind_at(s, next.at, last);
        return next;
    }
    uint32_t i = g->last;
    if (g->cue->flags & CUE_TELL) {
        i = skip_adjuncts(s, i, last);
        i = hearer_end(s, i, last);
        if (i > g->last && has_particle(g->cue, s, i)) { // warned the town of floods
            next.at = next.zone_end = i + 1;
            next.particle = true;
            next.kind = kind_at(s, next.at, last);
            return next;
        }
    }
    if (g->cue->flags & (CUE_CLAUSE | CUE_THAT | CUE_QUOTE))
        i = skip_adjuncts(s, i, last);
    // Adjuncts between commas: said, in a rare interview, that …
    if (token_is_comma(s, i) && i + 1 < last) {
        uint32_t end = skip_adjuncts(s, i + 1, last);
        if (end > i + 1 && token_is_comma(s, end) &&
            (token_is(s, end + 1, "that") || token_opens(s, end + 1)))
            i = end + 1;
    }
    next.at = next.zone_end = i;
    next.kind = kind_at(s, i, last);
    if (next.kind == NEXT_COLON || next.kind == NEXT_COMMA_QUOTE)
        next.at = i + 1;
    uint32_t at;
    if ((g->cue->flags & CUE_QUOTE) &&
        (next.kind == NEXT_COMMA || next.kind == NEXT_OTHER || next.kind == NEXT_NOUN) &&
        later_colon(s, i, last, &at)) {
        next.kind = NEXT_COLON;
        next.at = at;
    }
    return next;
}

static uint32_t words_in(const scan *s, range r)
{
    uint32_t n = 0;
    for (uint32_t i = r.first; i < r.last; i++)
        n += token_is_word(s, i);
    return n;
}

/* called the raid illegal, described A as B, called it “a crime”. */
static bool has_complement(const scan *s, uint32_t i, uint32_t last)
{
    uint32_t end = chunk_end(s, i, last);
    for (int n = 0; n < 3 && end < last; n++) {
        if (token_is(s, end, "as") || token_opens(s, end))
            return true;
        if (token_is(s, end, "a") || token_is(s, end, "an"))
            return true;
        uint32_t more = adjunct_end(s, end, last);
        if (more == end && (token_has(s, end, WORD_ING | WORD_ED | WORD_REL)))
            more = end + 1;
        if (more == end && end > i && !token_is_comma(s, end) &&
            token_begins_noun(s, end))
            more = chunk_end(s, end, last);
        if (more == end)
            break;
        end = more;
    }
    if (end > i + 1 && token_has(s, end - 1, WORD_ADJ))
        return true;
    for (uint32_t j = end; j < last && j - end < 12; j++)
        if (token_is(s, j, "as") || token_opens(s, j))
            return true;
    return false;
}

static bool is_clause(const scan *s, range r)
{
    return has_finite(s, r) || words_in(s, r) >= 5;
}

static bool is_count(const scan *s, uint32_t i)
{
    static const char *const words[] = {"number", "toll",  "figure",   "total",
                                        "count",  "tally", "estimate", "forecast",
                                        "death",  "cost",  "damage",   "losses"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(s, i, words[k]))
            return true;
    return false;
}

/* put [the number of dead] at about 40; raised [its count of the missing] to 70; stands
 * by [its figure]. */
static bool takes_count(const scan *s, uint32_t i, uint32_t last, bool by)
{
    enum { REACH = 16, NEAR = 5 };
    bool count = false;
    for (uint32_t j = i; j < last && j - i < REACH; j++) {
        if (j > i && (token_is_comma(s, j) || token_is_finite(s, j)))
            return false;
        count = count || is_count(s, j) || (by && token_is_claim(s, j));
        if (count && by)
            return j - i < NEAR;
        if (!count || !(token_is(s, j, "at") || token_is(s, j, "to")))
            continue;
        for (uint32_t n = j + 1; n < last && n - j <= NEAR; n++)
            if (token_has(s, n, WORD_NUMBER))
                return true;
    }
    return false;
}

bool takes_content(const scan *s, const verb_group *g, const next_part *next,
                   uint32_t last)
{
    uint32_t flags = g->cue->flags;
    if (next->at >= last)
        return false;
    if (flags & CUE_COUNTS)
        return next->kind == NEXT_NOUN && (next->particle || !g->cue->particles) &&
               takes_count(s, next->at, last, next->particle);
    if (next->particle)
        return next->kind == NEXT_NOUN || next->kind == NEXT_THAT ||
               next->kind == NEXT_QUOTE ||
               (next->kind == NEXT_OTHER && !token_has(s, next->at, WORD_PREP));
    switch (next->kind) {
    case NEXT_THAT: // rejected that account
        return flags & (CUE_CLAUSE | CUE_THAT) ||
               ((flags & CUE_OBJECT) && next->at == g->last &&
                token_is(s, next->at, "that") && token_is_claim(s, next->at + 1));
    case NEXT_QUOTE:
    case NEXT_COLON:
    case NEXT_COMMA_QUOTE:
        return flags & (CUE_QUOTE | CUE_CLAUSE | CUE_THAT) ||
               (next->kind == NEXT_QUOTE && (flags & CUE_OBJECT));
    case NEXT_TO:
        return flags & CUE_TO ||
               ((flags & CUE_TELL) && next->zone_end > g->last && !g->passive);
    case NEXT_NOUN: {
        range rest = content_forward(s, next->at, last);
        if ((flags & CUE_OBJECT) && next->at == g->last)
            return flags & CUE_AS ? has_complement(s, next->at, last) : true;
        if (flags & CUE_CLAUSE)
            return is_clause(s, rest);
        bool thing = (flags & CUE_EVIDENCE) && next->at == g->last; // polls show X leads
        return (flags & CUE_THAT) && has_finite(s, rest) &&
               (thing || token_has(s, next->at, WORD_SUBJECT));
    }
    case NEXT_OTHER: // said in the north fighting went on
        return (flags & CUE_CLAUSE) &&
               !token_has(s, next->at, WORD_CONJ | WORD_REL | WORD_SUBORD) &&
               has_finite(s, content_forward(s, next->at, last));
    default:
        return false;
    }
}
