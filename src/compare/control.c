#include "compare/control.h"

#include "base/lists.h"
#include "family/evidence.h"

enum {
    NEAR = 5,        // tokens between a verb and its place
    MOST_HOLDER = 9, // tokens of a holder's name
    BE_REACH = 3,    // tokens between a form of "be" and its participle
    DATE_REACH = 64, // tokens between a verb and its date
};

typedef struct {
    const compare_job *job;
    const statement *s;
    const text *t;
    uint32_t first, last; // the piece of content
    uint32_t index;       // of the statement
} clause;

static bool is_clause_end(const token *w)
{
    static const char *const ends[] = {
        ",",   ";",    ":",    ".",     "after", "as",  "because", "before",
        "but", "that", "when", "while", "which", "who", "where",   "\""};
    // a dash, not the hyphen of "pro-government"
    return IN_LIST(w->folded, ends) ||
           (slice_eq(w->folded, SLICE("-")) && (w->flags & TOKEN_SPACE_BEFORE));
}

static bool is_be(slice w)
{
    static const char *const forms[] = {"are", "be",   "been",   "being",    "is",
                                        "was", "were", "remain", "remained", "remains"};
    return IN_LIST(w, forms);
}

// Stands between a subject and its verb, or between a verb and its object.
static bool is_between(const token *w)
{
    static const char *const words[] = {
        "a",    "again",      "all",     "almost", "already", "also",  "an",
        "been", "completely", "finally", "fully",  "had",     "has",   "have",
        "its",  "largely",    "later",   "not",    "now",     "since", "still",
        "the",  "their",      "then",    "there",  "whole"};
    return IN_LIST(w->folded, words) || is_be(w->folded);
}

static bool is_possessive(slice w)
{
    static const char *const words[] = {"he",  "his", "it",    "its",  "our", "ours",
                                        "she", "her", "their", "they", "us",  "we"};
    return IN_LIST(w, words);
}

// The first date of the article that ends behind token i; dates do not overlap.
static uint32_t date_from(const clause *c, uint32_t i)
{
    const dates_result *d = &c->job->facts->dates;
    uint32_t low = d->first_of[c->s->article], high = d->first_of[c->s->article + 1];
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (d->dates[mid].at.last <= i)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool in_date(const clause *c, uint32_t i)
{
    const dates_result *d = &c->job->facts->dates;
    uint32_t k = date_from(c, i);
    return k < d->first_of[c->s->article + 1] && d->dates[k].at.first <= i;
}

/* Places
 * --------------------------------------------------------------------------------------
 */

static uint32_t place_at(const clause *c, uint32_t i)
{
    uint32_t e = entity_at(c->job->facts, c->s->article, i);
    if (e != FACTS_NONE)
        return c->job->facts->names.entities[e].kind == ENTITY_PLACE ? e : FACTS_NONE;
    return town_meant(c->job, c->s->article, i);
}

// "X station", "X hospital": a thing in X, not X. A town word ("X city") or an adverb may
// follow.
static bool names_a_thing(const clause *c, uint32_t i, uint32_t e)
{
    static const char *const adverbs[] = {"again",   "also",     "early",     "late",
                                          "later",   "now",      "overnight", "today",
                                          "tonight", "yesterday"};
    while (i + 1 < c->t->n_tokens && entity_at(c->job->facts, c->s->article, i + 1) == e)
        i++;
    if (i + 1 >= c->t->n_tokens)
        return false;
    const token *w = &c->t->tokens[i + 1];
    return w->kind == TOKEN_WORD &&
           !(w->flags & (TOKEN_FUNCTION | TOKEN_CAPITAL | TOKEN_SENTENCE_START)) &&
           !is_town_word(w->folded) && !may_be_verb(w->folded) && !is_unreal(w->folded) &&
           !is_between(w) && !IN_LIST(w->folded, adverbs) &&
           !slice_ends(w->folded, SLICE("ly"));
}

// The place that a name stands for: X, the station of "X station", or none for "X ships".
static uint32_t meant_by_name(const clause *c, uint32_t k, uint32_t e)
{
    if (!names_a_thing(c, k, e))
        return e;
    while (k + 1 < c->t->n_tokens && entity_at(c->job->facts, c->s->article, k + 1) == e)
        k++;
    uint32_t thing = entity_at(c->job->facts, c->s->article, k + 1);
    bool place =
        thing != FACTS_NONE && c->job->facts->names.entities[thing].kind == ENTITY_PLACE;
    return place ? thing : FACTS_NONE;
}

static bool is_share_word(slice w)
{
    static const char *const some[] = {"all",  "half",  "most", "much",
                                       "part", "parts", "some"};
    return IN_LIST(w, some);
}

// "'s", or the same with the wrong quotation mark before it, which is a token of its own.
static bool is_possession(const text *t, uint32_t i)
{
    bool mark = text_is(t, i, "'") && text_is(t, i + 1, "s");
    return mark || text_is(t, i, "'s") ||
           (i > 0 && text_is(t, i, "s") && text_is(t, i - 1, "'"));
}

// The object behind token i: only small words, or "control of", or "the town of",
// between.
static uint32_t object_place(const clause *c, uint32_t i, bool from)
{
    for (uint32_t k = i + 1; k < c->last && k <= i + NEAR; k++) {
        const token *w = &c->t->tokens[k];
        uint32_t e = place_at(c, k);
        if (e != FACTS_NONE)
            return meant_by_name(c, k, e);
        bool of = slice_eq(w->folded, SLICE("of")) &&
                  (is_town_word(c->t->tokens[k - 1].folded) ||
                   text_is(c->t, k - 1, "control") ||
                   is_share_word(c->t->tokens[k - 1].folded));
        bool out_of = from && (slice_eq(w->folded, SLICE("from")) ||
                               slice_eq(w->folded, SLICE("in")) ||
                               slice_eq(w->folded, SLICE("of")));
        bool owner = is_possession(c->t, k) || is_possession(c->t, k + 1);
        bool adjective =
            w->kind == TOKEN_WORD && !(w->flags & (TOKEN_FUNCTION | TOKEN_NAME_LIKE));
        if (is_clause_end(w) || !(of || out_of || adjective || is_between(w) || owner ||
                                  is_share_word(w->folded)))
            return FACTS_NONE;
    }
    return FACTS_NONE;
}

static bool is_part_word(slice w)
{
    static const char *const parts[] = {
        "bank",      "block",   "blocks",   "bridge",    "bridges",  "centre",
        "center",    "citadel", "district", "districts", "half",     "market",
        "outskirts", "part",    "parts",    "quarter",   "quarters", "square",
        "station",   "street",  "streets",  "suburb",    "suburbs",  "side"};
    return IN_LIST(w, parts);
}

/* "still held the grain market and the northern quarter": a part of the place that is
 * spoken of, the one of what was read last in the article. */
static uint32_t place_of_part(const clause *c, uint32_t i, const holding_vec *before)
{
    enum { REACH = 4, PHRASE = 5 };
    if (!text_is(c->t, i + 1, "the") || !before->n)
        return FACTS_NONE;
    const holding *h = vec_last(before);
    const statement *s = statement_at(c->job, h->statement);
    if (s->article != c->s->article || c->index - h->statement > REACH)
        return FACTS_NONE;
    for (uint32_t k = i + 2; k < c->last && k <= i + PHRASE; k++) {
        if (is_part_word(c->t->tokens[k].folded))
            return h->place;
        if (is_clause_end(&c->t->tokens[k]) ||
            (c->t->tokens[k].flags & (TOKEN_NAME_LIKE | TOKEN_FUNCTION)))
            return FACTS_NONE;
    }
    return FACTS_NONE;
}

// "most of X", "parts of X" behind token i.
static bool takes_part(const clause *c, uint32_t i)
{
    static const char *const some[] = {"most", "much", "half", "part", "parts", "some"};
    for (uint32_t k = i + 1; k < c->last && k <= i + 3; k++)
        if (IN_LIST(c->t->tokens[k].folded, some) && text_is(c->t, k + 1, "of"))
            return true;
    return false;
}

static bool goes_on_at(const clause *c, uint32_t first, uint32_t last)
{
    static const char *const still[] = {"still", "remain", "remains", "remained",
                                        "remaining"};
    for (uint32_t k = first; k < last; k++)
        if (IN_LIST(c->t->tokens[k].folded, still))
            return true;
    return false;
}

// "X has come home, and every street of it is under …": the place that "it" stands for.
static uint32_t place_of_it(const clause *c, uint32_t i)
{
    enum { REACH = 24 };
    if (!text_is(c->t, i, "it") || i <= c->first || !text_is(c->t, i - 1, "of"))
        return FACTS_NONE;
    for (uint32_t k = i; k-- > c->first && i - k <= REACH;) {
        uint32_t e = place_at(c, k);
        if (e != FACTS_NONE)
            return e;
    }
    return FACTS_NONE;
}

// "the road bridge there": the last town named before token i.
static uint32_t sentence_town(const clause *c, uint32_t i)
{
    enum { REACH = 40 };
    for (uint32_t k = i; k-- > 0 && i - k <= REACH;) {
        uint32_t e = place_at(c, k);
        if (e != FACTS_NONE &&
            !slice_starts(c->job->facts->names.entities[e].label, SLICE("the ")))
            return e;
    }
    return FACTS_NONE;
}

// The subject before token i: only small words between, and the place no part of a longer
// phrase.
static uint32_t subject_place(const clause *c, uint32_t i)
{
    for (uint32_t k = i; k-- > c->first && i - k <= NEAR;) {
        uint32_t e = place_at(c, k);
        if (e == FACTS_NONE && (e = place_of_it(c, k)) != FACTS_NONE)
            return e;
        if (e == FACTS_NONE) {
            if (!is_between(&c->t->tokens[k]) &&
                !slice_eq(c->t->tokens[k].folded, SLICE(",")))
                return FACTS_NONE;
            continue;
        }
        if (meant_by_name(c, k, e) != e)
            return meant_by_name(c, k, e);
        uint32_t start = k;
        while (start > c->first && place_at(c, start - 1) == e)
            start--;
        static const char *const inside[] = {"around", "at", "from",    "in",
                                             "near",   "of", "outside", "to"};
        bool part = start > c->first && IN_LIST(c->t->tokens[start - 1].folded, inside);
        bool town_of =
            part && start > c->first + 1 && is_town_word(c->t->tokens[start - 2].folded);
        return part && !town_of ? FACTS_NONE : e;
    }
    return FACTS_NONE;
}

/* "X, a town of shops that has been [under …]", "X, which the front has [held] since":
 * the place that the pronoun before token i stands for; *pronoun is where it stands. */
static uint32_t relative_place(const clause *c, uint32_t i, uint32_t *pronoun)
{
    enum { SUBJECT = 8, ANTECEDENT = 16 };
    uint32_t r = i;
    while (r > c->first && i - r <= SUBJECT &&
           !(text_is(c->t, r - 1, "which") || text_is(c->t, r - 1, "that")))
        r--;
    if (r == c->first || i - r > SUBJECT)
        return FACTS_NONE;
    r--;
    for (uint32_t k = r; k-- > c->first && r - k <= ANTECEDENT;) {
        uint32_t e = place_at(c, k);
        // "X said that", "X, 14 kilometres north of Y, which": the first of two is meant
        if (e == FACTS_NONE || c->t->tokens[k].sentence != c->t->tokens[r].sentence)
            continue;
        static const char *const beside[] = {"from", "in", "near", "of", "to"};
        bool town_of = k > c->first + 1 && text_is(c->t, k - 1, "of") &&
                       is_town_word(c->t->tokens[k - 2].folded);
        if (k > c->first && !town_of && IN_LIST(c->t->tokens[k - 1].folded, beside))
            continue;
        *pronoun = r;
        return e;
    }
    return FACTS_NONE;
}

/* "X, a market town, was cleared on Tuesday and remained [closed]": the place that the
 * sentence begins with, where nothing between is another subject. */
static uint32_t sentence_subject(const clause *c, uint32_t i)
{
    enum { LONGEST = 24 };
    const sentence *whole = &c->t->sentences[c->t->tokens[i].sentence];
    uint32_t k = whole->first > c->first ? whole->first : c->first;
    if (text_is(c->t, k, "the"))
        k++;
    uint32_t e = k < i ? place_at(c, k) : FACTS_NONE;
    if (e == FACTS_NONE || i - k > LONGEST || meant_by_name(c, k, e) != e)
        return FACTS_NONE;
    while (k < i && place_at(c, k) == e)
        k++;
    if (text_is(c->t, k, ",")) { // the apposition
        for (k++; k < i && !text_is(c->t, k, ",");)
            k++;
        k++;
    }
    // verbs of its own before "and": nothing that a new subject could be
    for (; k < i; k++) {
        const token *w = &c->t->tokens[k];
        bool verb = slice_ends(w->folded, SLICE("ed"));
        if (!is_between(w) && !in_date(c, k) && !verb && !text_is(c->t, k, "and") &&
            !text_is(c->t, k, "on"))
            return FACTS_NONE;
    }
    return e;
}

/* Holders
 * -------------------------------------------------------------------------------------
 */

// The noun phrase that ends before token i, back to the clause's start.
static void holder_before(const clause *c, uint32_t i, holding *h)
{
    uint32_t last = i;
    while (last > c->first &&
           (in_date(c, last - 1) || text_is(c->t, last - 1, "on") ||
            (is_between(&c->t->tokens[last - 1]) && !text_is(c->t, last - 1, "the"))))
        last--;
    // "the liberated X": an adjective, no holder
    if (last == c->first || text_is(c->t, last - 1, "the") ||
        text_is(c->t, last - 1, "newly") || text_is(c->t, last - 1, "and") ||
        text_is(c->t, last - 1, "to"))
        return;
    uint32_t first = last;
    while (first > c->first && last - first < MOST_HOLDER &&
           !is_clause_end(&c->t->tokens[first - 1]))
        first--;
    if (last - first == MOST_HOLDER)
        return; // more than a name: who it is is not established
    while (first < last && (in_date(c, first) || c->t->tokens[first].kind == TOKEN_PUNCT))
        first++; // "Yesterday morning our troops"
    h->holder_first = first;
    h->holder_last = last;
}

static void holder_after(const clause *c, uint32_t i, holding *h)
{
    bool fell = slice_starts(c->t->tokens[i].folded, SLICE("fall")) ||
                slice_starts(c->t->tokens[i].folded, SLICE("fell"));
    for (uint32_t k = i + 1; k < c->last && k <= i + 3; k++) {
        if (!text_is(c->t, k, "by") && !(fell && text_is(c->t, k, "to")))
            continue;
        uint32_t end = k + 1;
        while (end < c->last && end - k <= MOST_HOLDER &&
               !is_clause_end(&c->t->tokens[end]) && !text_is(c->t, end, "in") &&
               !text_is(c->t, end, "on") && !in_date(c, end))
            end++;
        h->holder_first = k + 1;
        h->holder_last = end;
        return;
    }
}

/* "claimed to have captured X": who claims it. "The army declared X liberated": by the
 * army, where an army or rebels say it. */
static void holder_is_source(const clause *c, holding *h)
{
    static const char *const forces[] = {"army",     "forces", "military", "militia",
                                         "fighters", "rebels", "troops",   "front"};
    bool to_have = h->verb >= c->first + 2 && text_is(c->t, h->verb - 1, "have") &&
                   text_is(c->t, h->verb - 2, "to");
    // "declared it freed after a battle": no enemy's work
    static const char *const own[] = {"cleared",    "freed",    "liberated",
                                      "recaptured", "regained", "retaken"};
    bool taken = h->what == PREDICATE_TAKEN &&
                 (h->verb + 1 >= c->last || IN_LIST(c->t->tokens[h->verb].folded, own));
    if (c->s->own_voice || h->holder_last > h->holder_first || !(to_have || taken))
        return;
    uint32_t first = c->s->source_first, last = c->s->source_last;
    if (last <= first || last - first > MOST_HOLDER)
        return;
    bool force = false;
    for (uint32_t i = first; i < last; i++)
        force |= IN_LIST(c->t->tokens[i].folded, forces) ||
                 (c->t->tokens[i].flags & TOKEN_ALL_CAPS);
    if ((!to_have && !force) || is_possessive(c->t->tokens[first].folded))
        return;
    h->holder_first = first;
    h->holder_last = last;
}

/* "Army spokesman X", "X, a spokesman for the front": the body that somebody speaks for,
 * where the words for him say so; else he himself. */
static uint32_t speaks_for(const clause *c, uint32_t own)
{
    static const char *const voices[] = {"chief",      "commander", "general",
                                         "leader",     "spokesman", "spokesperson",
                                         "spokeswoman"};
    const entity *entities = c->job->facts->names.entities;
    bool voice = false;
    uint32_t body = FACTS_NONE;
    if (own != FACTS_NONE && entities[own].kind == ENTITY_ORGANISATION)
        return own;
    for (uint32_t i = c->s->full_first; i < c->s->full_last; i++) {
        uint32_t e = entity_at(c->job->facts, c->s->article, i);
        voice |= IN_LIST(c->t->tokens[i].folded, voices);
        if (e != FACTS_NONE && entities[e].kind == ENTITY_ORGANISATION &&
            body == FACTS_NONE)
            body = e;
    }
    return voice && body != FACTS_NONE ? body : own;
}

/* Whose side the source is on. "Its spokesman, X": that of whoever spoke before. */
static uint32_t source_side(const clause *c)
{
    enum { REACH = 3 };
    uint32_t own = c->s->source_entity;
    if (c->s->own_voice || c->s->source_last <= c->s->source_first ||
        !(text_is(c->t, c->s->source_first, "its") ||
          text_is(c->t, c->s->source_first, "their")))
        return speaks_for(c, own);
    for (uint32_t i = c->index; i-- > 0 && c->index - i <= REACH;) {
        const statement *s = statement_at(c->job, i);
        if (s->article != c->s->article)
            break;
        if (!s->own_voice && s->source_entity != FACTS_NONE && s->source_entity != own)
            return s->source_entity;
    }
    return own;
}

static void find_side(const clause *c, holding *h)
{
    h->side = FACTS_NONE;
    holder_is_source(c, h);
    for (uint32_t i = h->holder_first; i < h->holder_last; i++) {
        uint32_t e = entity_at(c->job->facts, c->s->article, i);
        if (e != FACTS_NONE && c->job->facts->names.entities[e].kind != ENTITY_PLACE) {
            h->side = e;
            return;
        }
    }
    h->of_source = h->holder_last > h->holder_first &&
                   is_possessive(c->t->tokens[h->holder_first].folded);
    // "denied that it had lost X": whoever denies it is meant
    h->of_source |= h->what == PREDICATE_LEFT && h->denied && !c->s->own_voice &&
                    h->holder_last == h->holder_first;
    if (h->of_source)
        h->side = source_side(c);
}

slice control_state(const compare_job *job, const holding *h)
{
    static const char *const states[PREDICATE_LAST + 1] = {
        [PREDICATE_TAKEN] = "taken",         [PREDICATE_HELD] = "held",
        [PREDICATE_LEFT] = "left",           [PREDICATE_ENTERED] = "entered",
        [PREDICATE_CLOSED] = "closed",       [PREDICATE_OPENED] = "open",
        [PREDICATE_EVACUATED] = "evacuated", [PREDICATE_SURROUNDED] = "surrounded"};
    const text *t = &job->in->texts[statement_at(job, h->statement)->article];
    slice w = t->tokens[h->verb].folded;
    slice state = slice_of_str(states[h->what] ? states[h->what] : "");
    if (slice_starts(w, SLICE("reopen")))
        state = SLICE("reopened");
    if (slice_starts(w, SLICE("abandon")))
        state = SLICE("abandoned");
    if (slice_starts(w, SLICE("ret")) || slice_starts(w, SLICE("recaptur")))
        state = h->what == PREDICATE_TAKEN ? SLICE("retaken") : state;
    if (h->part == FACTS_NONE)
        return state;
    slice part = job->facts->names.entities[h->part].label;
    return arena_format(job->out, "%.*s: %.*s", (int)state.len, state.ptr, (int)part.len,
                        part.ptr);
}

slice control_holder(const compare_job *job, const holding *h)
{
    if (h->holder_last <= h->holder_first)
        return SLICE("");
    const text *t = &job->in->texts[statement_at(job, h->statement)->article];
    slice words = evidence_excerpt(
        job->out, slice_in(t->bytes, text_span(t, h->holder_first, h->holder_last)), 80);
    if (!is_possessive(t->tokens[h->holder_first].folded))
        return words;
    if (h->side == FACTS_NONE)
        return SLICE(""); // "they" says nothing to a reader
    slice side = job->facts->names.entities[h->side].label;
    return arena_format(job->out, "%.*s (%.*s)", (int)side.len, side.ptr, (int)words.len,
                        words.ptr);
}

/* Verbs
 * ---------------------------------------------------------------------------------------
 */

static bool is_unreal_here(const clause *c, uint32_t i)
{
    bool open;
    (void)is_negated_at(c->t, i, c->first, &open);
    return open || c->s->stance == STANCE_HEDGES || is_unreal_before(c->t, i, c->first);
}

static bool is_passive(const clause *c, uint32_t i)
{
    for (uint32_t k = 1; k <= BE_REACH && i >= c->first + k; k++) {
        if (is_be(c->t->tokens[i - k].folded))
            return true;
        if (!is_between(&c->t->tokens[i - k]))
            return false;
    }
    return false;
}

/* When: the date in the verb's own clause, the nearest one; else that of the statement,
 * unless the date it was taken from belongs to another clause. */
static slice when_of(const clause *c, uint32_t verb)
{
    const dates_result *d = &c->job->facts->dates;
    const date_mention *best = NULL;
    uint32_t least = DATE_REACH, end = d->first_of[c->s->article + 1];
    bool any = false;
    for (uint32_t k = 0; k < c->s->n_content && !any; k++) {
        uint32_t first = date_from(c, c->s->content[k].first);
        any = first < end && d->dates[first].at.first < c->s->content[k].last;
    }
    uint32_t from = verb > DATE_REACH ? verb - DATE_REACH : 0;
    for (uint32_t k = any ? date_from(c, from) : end; k < end; k++) {
        const date_mention *m = &d->dates[k];
        uint32_t low = m->at.first < verb ? m->at.last : verb;
        uint32_t high = m->at.first < verb ? verb : m->at.first;
        if (m->at.first > verb && high - low >= least)
            break;
        if (!m->value.len || high - low >= least || !statement_holds(c->s, m->at.first))
            continue;
        bool crosses = false, aside = false; // ", a town that was cleared,": closed again
        for (uint32_t i = low; i < high; i++) {
            bool pronoun = text_is(c->t, i, "that") || text_is(c->t, i, "which");
            aside = (aside && !text_is(c->t, i, ",")) || (pronoun && m->at.first > verb);
            crosses |= is_clause_end(&c->t->tokens[i]) && !text_is(c->t, i, ",") &&
                       !(pronoun && aside);
        }
        if (!crosses && !aside) {
            least = high - low;
            best = m;
        }
    }
    return best ? best->value : any ? SLICE("") : c->s->time;
}

// "free of", "clear of", "fell to": other words behind them make another sense.
static bool has_right_form(const clause *c, uint32_t i)
{
    slice w = c->t->tokens[i].folded;
    bool of = text_is(c->t, i + 1, "of") || text_is(c->t, i + 1, "from");
    if (slice_eq(w, SLICE("free")) || slice_eq(w, SLICE("clear")))
        return of;
    if (slice_eq(w, SLICE("fell")) || slice_eq(w, SLICE("fallen")) ||
        slice_eq(w, SLICE("falls")))
        return text_is(c->t, i + 1, "to") || i + 1 >= c->last ||
               is_clause_end(&c->t->tokens[i + 1]);
    if (slice_eq(w, SLICE("taken")) || slice_eq(w, SLICE("took")) ||
        slice_eq(w, SLICE("take")))
        return !text_is(c->t, i + 1, "to") && !text_is(c->t, i + 1, "by") &&
               !text_is(c->t, i + 1, "place");
    return predicate_is_verb(w);
}

static bool is_perfect(const token *w)
{
    static const char *const forms[] = {"had", "has", "have"};
    return IN_LIST(w->folded, forms);
}

static bool read_verb(const clause *c, uint32_t i, const holding_vec *before, holding *h)
{
    const token *w = &c->t->tokens[i];
    bool compound = i > 0 && text_is(c->t, i - 1, "-");
    if (w->kind != TOKEN_WORD || compound || (w->flags & TOKEN_NAME_LIKE))
        return false;
    h->what = predicate_of(w->folded);
    if (h->what == PREDICATE_NONE || h->what == PREDICATE_KILLED ||
        !has_right_form(c, i) || is_unreal_here(c, i))
        return false;
    bool complement =
        slice_eq(w->folded, SLICE("free")) || slice_eq(w->folded, SLICE("clear"));
    bool seated =
        h->what == PREDICATE_HELD && text_is(c->t, i + 1, "in"); // entrenched in
    bool passive =
        !seated && (is_passive(c, i) || text_is(c->t, i + 1, "by") || complement);
    h->place = FACTS_NONE;
    if (!passive)
        h->place =
            object_place(c, i, h->what == PREDICATE_LEFT || h->what == PREDICATE_HELD);
    h->partial = !passive && takes_part(c, i);
    if (!passive && h->place == FACTS_NONE && h->what == PREDICATE_HELD) {
        h->place = place_of_part(c, i, before);
        h->partial = true;
    }
    uint32_t pronoun;
    if (!passive && h->place == FACTS_NONE &&
        (h->what == PREDICATE_HELD || h->what == PREDICATE_TAKEN) && i > c->first &&
        is_perfect(&c->t->tokens[i - 1]) &&
        (h->place = relative_place(c, i, &pronoun)) != FACTS_NONE) {
        h->holder_first = pronoun + 1;
        h->holder_last = i - 1;
        return true;
    }
    if (h->place != FACTS_NONE) {
        h->goes_on = i > c->first && goes_on_at(c, i - 1, i);
        holder_before(c, i, h);
        return true;
    }
    // "declared X liberated": a participle with its place before it and none behind
    bool fell =
        slice_starts(w->folded, SLICE("fell")) || slice_starts(w->folded, SLICE("fall"));
    bool participle = slice_ends(w->folded, SLICE("ed")) || passive || fell ||
                      slice_ends(w->folded, SLICE("en"));
    bool perfect = !passive && !fell && i > c->first && is_perfect(&c->t->tokens[i - 1]);
    if (!participle || perfect || h->what == PREDICATE_LEFT)
        return false;
    h->place = subject_place(c, i);
    if (h->place == FACTS_NONE && passive)
        h->place = sentence_subject(c, i);
    holder_after(c, i, h);
    return h->place != FACTS_NONE;
}

// "X is open", "X remains open": a state, no verb.
static bool read_opening(const clause *c, uint32_t i, holding *h)
{
    if (!text_is(c->t, i, "open") || !is_passive(c, i) || is_unreal_here(c, i))
        return false;
    h->what = PREDICATE_OPENED;
    h->place = subject_place(c, i);
    return h->place != FACTS_NONE;
}

// "in the hands of X", "in our hands", "under X's control".
static bool read_hands(const clause *c, uint32_t i, holding *h)
{
    bool hands = text_is(c->t, i, "hands"), control = text_is(c->t, i, "control");
    uint32_t start = i;
    while (start > c->first && i - start < NEAR &&
           !text_is(c->t, start, hands ? "in" : "under"))
        start--;
    if ((!hands && !control) || !text_is(c->t, start, hands ? "in" : "under"))
        return false;
    h->what = PREDICATE_HELD;
    uint32_t subject = start; // "was calm and under the control of"
    if (start >= c->first + 3 && text_is(c->t, start - 1, "and") &&
        is_be(c->t->tokens[start - 3].folded))
        subject = start - 2;
    h->place = subject_place(c, subject);
    uint32_t pronoun;
    if (h->place == FACTS_NONE)
        h->place = relative_place(c, subject, &pronoun);
    h->whole = text_is(c->t, start + 1, "full") || text_is(c->t, start + 2, "full");
    enum { WHOLE_REACH = 24 };
    for (uint32_t k = subject > c->first + WHOLE_REACH ? subject - WHOLE_REACH : c->first;
         k < subject; k++)
        h->whole |= text_is(c->t, k, "every") || text_is(c->t, k, "whole");
    if (h->place == FACTS_NONE || is_unreal_here(c, start))
        return false;
    h->goes_on = start > c->first && goes_on_at(c, start - 1, start);
    h->holder_first = start + 1;
    h->holder_last = i;
    if (text_is(c->t, i + 1, "of")) {
        h->holder_first = i + 2;
        h->holder_last = i + 2;
        while (h->holder_last < c->last && h->holder_last - i <= MOST_HOLDER &&
               !is_clause_end(&c->t->tokens[h->holder_last]) &&
               !text_is(c->t, h->holder_last, "since") && !in_date(c, h->holder_last))
            h->holder_last++;
    }
    return true;
}

// "is open", "holds", "still held": it is so when it is said.
static bool is_now(const clause *c, const holding *h)
{
    static const char *const now[] = {"are", "is", "remain", "remains", "still"};
    static const char *const forms[] = {"control", "controls", "hold", "holds"};
    slice w = c->t->tokens[h->verb].folded;
    bool lasts = h->what == PREDICATE_HELD || h->what == PREDICATE_CLOSED ||
                 h->what == PREDICATE_OPENED || h->what == PREDICATE_TAKEN;
    uint32_t from = h->verb > c->first + BE_REACH ? h->verb - BE_REACH - 1 : c->first;
    bool any = h->goes_on || IN_LIST(w, forms);
    bool hands = slice_eq(w, SLICE("hands")) || slice_eq(w, SLICE("control"));
    if (hands && from > c->first + BE_REACH)
        from -= BE_REACH;
    for (uint32_t i = from; i < h->verb; i++)
        any |= IN_LIST(c->t->tokens[i].folded, now);
    return lasts && any && (h->what != PREDICATE_TAKEN || is_passive(c, h->verb));
}

/* The day it was said: copies of one report said it on the day of the first of them. */
static slice day_said(const clause *c)
{
    const facts_input *in = c->job->in;
    const publication *published = c->job->facts->dates.published;
    uint32_t f = in->families ? in->families->of_article[c->s->article] : FAMILY_NONE;
    const publication *own = &published[c->s->article];
    slice day = own->value;
    if (c->s->time.len >= 10 && !c->s->own_voice)
        return slice_of(c->s->time.ptr, 10);
    for (uint32_t w = 0; f != FAMILY_NONE && w < in->families->families[f].n_witnesses;
         w++) {
        const publication *other = &published[in->families->families[f].witnesses[w]];
        bool earlier = day.len < 10 || own->how != PUBLISHED_STATED ||
                       slice_cmp(other->value, day) < 0;
        if (other->how == PUBLISHED_STATED && other->value.len >= 10 && earlier) {
            day = other->value;
            own = other;
        }
    }
    return day.len >= 10 ? slice_of(day.ptr, 10) : SLICE("");
}

static bool is_part_of_town(const compare_job *job, uint32_t e)
{
    return slice_starts(job->facts->names.entities[e].label, SLICE("the "));
}

/* "the eastern bank and the old bridge": each is held. What is said of a part is said of
 * a part of its town, too. */
static void add_parts(const clause *c, holding h, holding_vec *found, uint32_t n_before)
{
    enum { REACH = 8 };
    const compare_job *job = c->job;
    if (!is_part_of_town(job, h.place))
        return;
    holding_vec before = {.v = found->v, .n = n_before};
    uint32_t own = h.place, town = place_of_part(c, h.verb, &before);
    bool joined = false, there = false;
    for (uint32_t i = h.verb + 1; i < c->last && i <= h.verb + REACH; i++) {
        uint32_t e = entity_at(job->facts, c->s->article, i);
        joined |= text_is(c->t, i, "and");
        if (is_clause_end(&c->t->tokens[i]))
            break;
        if (!joined || e == FACTS_NONE || e == h.place || !is_part_of_town(job, e) ||
            job->facts->names.entities[e].kind != ENTITY_PLACE)
            continue;
        h.place = e;
        vec_push(job->tmp, found, h);
    }
    for (uint32_t i = h.verb > c->first + 2 ? h.verb - 2 : c->first; i < h.verb; i++)
        there |= text_is(c->t, i, "there");
    if (town == FACTS_NONE && there)
        town = sentence_town(c, h.verb);
    if (town == FACTS_NONE)
        return;
    h.place = town;
    h.part = own;
    h.partial = true;
    vec_push(job->tmp, found, h);
}

void control_read(const compare_job *job, uint32_t statement_index, holding_vec *found)
{
    const statement *s = statement_at(job, statement_index);
    const text *t = &job->in->texts[s->article];
    for (uint32_t k = 0; k < s->n_content; k++) {
        clause c = {job, s, t, s->content[k].first, s->content[k].last, statement_index};
        for (uint32_t i = c.first; i < c.last; i++) {
            holding h = {.statement = statement_index, .verb = i, .part = FACTS_NONE};
            if (!read_verb(&c, i, found, &h) && !read_hands(&c, i, &h) &&
                !read_opening(&c, i, &h))
                continue;
            bool open, negated = is_negated_at(t, i, c.first, &open);
            h.denied = negated || s->stance == STANCE_DENIES;
            find_side(&c, &h);
            h.from = when_of(&c, i);
            if (!h.from.len && !h.denied && is_now(&c, &h))
                h.from = day_said(&c);
            uint32_t n_before = found->n;
            vec_push(job->tmp, found, h);
            add_parts(&c, h, found, n_before);
        }
    }
}
