// Whose words: the source of one attribution, where rules and model together give it to
// another or to nobody.
#include "facts/mends.h"

/* Leaves out of the content what lies in `r`. */
void mends_leave_out(attribution *a, range r)
{
    uint32_t n = 0;
    for (uint32_t p = 0; p < a->n_content; p++) {
        range c = a->content[p];
        if (c.first < r.first && c.last > r.first)
            c.last = r.first;
        else if (c.first < r.last && c.last > r.last)
            c.first = r.last;
        if (!ranges_overlap(c, r) && !range_empty(c))
            a->content[n++] = c;
    }
    a->n_content = n;
}

/* The clause of the sentence before the comma at which the zone of a trailing cue begins.
 */
bool mends_clause_before(const scan *s, range unit, uint32_t comma)
{
    enum { FURTHEST = 200 };
    if (comma <= unit.first + 2 || !token_is_comma(s, comma))
        return false;
    uint32_t first = comma - unit.first > FURTHEST ? comma - FURTHEST : unit.first;
    return has_finite(s, (range){first, comma});
}

/* The army has not spoken, [which holds the town,] said: a finite verb has a subject. */
static void find_source(const scan *s, attribution *a)
{
    verb_group g;
    range unit = unit_at(s, a->verb);
    if (!range_empty(a->source) || a->kind == ATTRIBUTION_NOUN || s->quote_of[a->verb] ||
        !verb_group_at(s, a->verb, unit.first, &g) || g.passive || g.participle ||
        g.infinitive || g.cue != cue_of(s, a->verb))
        return;
    range who = source_before(s, unit.first, g.first);
    if (range_empty(who) || token_has(s, who.first, WORD_REL | WORD_PRON))
        return;
    bool inside = false, piece = false; // a piece that is the subject and no more
    for (uint32_t p = 0; p < a->n_content; p++) {
        range c = a->content[p];
        inside = inside || ranges_overlap(c, who);
        piece = piece || (a->n_content > 1 && ranges_overlap(c, who) &&
                          c.first >= who.first && c.last <= who.last + 1);
    }
    if (inside && !piece && !mends_clause_before(s, unit, who.first - 1))
        return;
    mends_leave_out(a, (range){inside && !piece ? who.first - 1 : who.first, who.last});
    a->source = who;
    if (a->kind == ATTRIBUTION_PASSIVE)
        a->kind = a->content[0].first < a->cue.first ? ATTRIBUTION_TRAILING
                                                     : ATTRIBUTION_FORWARD;
    a->zone.first = who.first < a->zone.first ? who.first : a->zone.first;
}

/* S denied A after [T announced B]; S denied A and [said B], reported the paper: the
 * source is the one that the verb has, not another of the sentence. */
static void take_nearer(const scan *s, attribution *a, const attribution *before)
{
    verb_group g;
    range unit = unit_at(s, a->verb);
    if (range_empty(a->source) || a->n_content != 1 || s->quote_of[a->verb] ||
        !verb_group_at(s, a->verb, unit.first, &g) || g.passive || g.participle ||
        g.infinitive || a->content[0].first < a->cue.last || g.first <= unit.first)
        return;
    if (a->source.last + 3 < g.first) {
        range who = source_before(s, unit.first, g.first);
        uint32_t at = who.first > unit.first ? who.first - 1 : unit.first;
        bool clause = (token_has(s, at, WORD_SUBORD) && !token_is(s, at, "as")) ||
                      token_is(s, at, "after") || token_is(s, at, "before");
        if (!range_empty(who) && who.last == g.first && who.first > a->source.last &&
            clause && !token_has(s, who.first, WORD_PRON | WORD_REL))
            a->source = who;
        return;
    }
    bool behind =
        a->source.first >= a->content[0].last && token_is(s, g.first - 1, "and");
    if (behind && before && before->verb >= unit.first && !range_empty(before->source) &&
        before->source.last <= before->cue.first && before->verb < a->verb)
        a->source = before->source;
}

/* "an area [the army] says is safe": the model took in what the clause is about. */
static void cut_source(const scan *s, attribution *a)
{
    enum { SHORT = 6 };
    range r = a->source;
    if (r.last > a->cue.first || r.last < r.first + SHORT || a->cue.first > r.last + 1)
        return;
    bool clause = false;
    uint32_t best = 0;
    for (uint32_t i = r.first + 1; i < r.last; i++) {
        if (token_is_comma(s, i))
            return;
        clause = clause || (token_is(s, i, "that") && i + 1 < r.last);
        bool begins =
            token_is(s, i, "the") || token_is(s, i, "a") || token_is(s, i, "an");
        if (clause && begins && token_is_word(s, i - 1) && !token_is_finite(s, i - 1) &&
            !token_has(s, i - 1,
                       WORD_PREP | WORD_CONJ | WORD_REL | WORD_SUBORD | WORD_DET |
                           WORD_ADV | WORD_ING | WORD_ED) &&
            !token_is(s, i - 1, "that"))
            best = i;
    }
    if (best)
        a->source.first = best;
}

/* according to [the radio] as the town fell; the radio as [the town] said: one source. */
static void cut_link(const scan *s, attribution *a)
{
    range *r = &a->source;
    for (uint32_t i = r->first + 1; i + 1 < r->last; i++) {
        bool link =
            token_is(s, i, "as") || token_is(s, i, "while") || token_is(s, i, "when");
        if (!link || !token_is(s, i + 1, "the") || token_is_comma(s, i - 1))
            continue;
        if (a->cue.last <= r->first)
            r->last = i;
        else if (a->cue.first >= r->last)
            r->first = i + 1;
        return;
    }
}

/* The northern armed [group] claimed …: the noun phrase that the source is the end of. */
static void widen_source(const scan *s, attribution *a)
{
    enum { MOST = 10 };
    range r = a->source, unit = unit_at(s, a->verb);
    if (range_empty(r) || r.first <= unit.first || r.last != a->cue.first ||
        r.last - r.first > 1 ||
        (token_is_capital(s, r.first) && token_is_capital(s, r.first - 1)) ||
        token_has(s, r.first, WORD_DET | WORD_PRON | WORD_REL | WORD_NUMBER) ||
        !token_is_word(s, r.first - 1) ||
        token_has(s, r.first - 1, WORD_PREP | WORD_CONJ | WORD_SUBORD | WORD_REL))
        return;
    range wide = source_before(s, unit.first, a->cue.first);
    if (wide.last != r.last || wide.first >= r.first || r.last - wide.first > MOST ||
        !token_has(s, wide.first, WORD_DET))
        return;
    bool of = false; // "an official in the occupied [north]"
    for (uint32_t i = wide.first; i < r.first; i++) {
        if (token_is_comma(s, i) || token_has(s, i, WORD_CONJ))
            return;
        of = of || token_has(s, i, WORD_PREP);
    }
    if (token_is_capital(s, r.first) && !of)
        return;
    for (uint32_t p = 0; p < a->n_content; p++)
        if (ranges_overlap(a->content[p], wide))
            return;
    a->source = wide;
}

/* "[14:32] The ministry", "a nurse [yesterday]" told. */
static void trim_source(const scan *s, attribution *a)
{
    range *r = &a->source;
    uint32_t at = r->first;
    bool clock = false;
    while (at < r->last && at - r->first < 4 &&
           (s->t->tokens[at].kind == TOKEN_NUMBER || token_is(s, at, ":"))) {
        clock = clock || token_is(s, at, ":");
        at++;
    }
    if (at < r->last && r->first == unit_at(s, a->verb).first &&
        (clock || token_is(s, r->first - (r->first > 0), ":")))
        r->first = at;
    if (r->last > r->first + 1 && !token_is_capital(s, r->last - 1) &&
        (token_is(s, r->last - 1, "yesterday") || token_is(s, r->last - 1, "today")))
        r->last--;
}

/* "the state's [army at once denied]": source and cue were parted in the noun phrase. */
static void mend_owner(const scan *s, attribution *a)
{
    if (range_empty(a->source) || !token_is(s, a->source.last - 1, "'s"))
        return;
    uint32_t i = a->source.last;
    if (a->cue.first != i) {
        a->n_content = 0; // words of an owner, and no cue of his
        return;
    }
    while (i < a->verb && token_is_word(s, i) && !cue_of(s, i) &&
           !token_has(s, i, WORD_ADV | WORD_AUX | WORD_NEG) && !token_is_finite(s, i) &&
           !slice_ends(s->t->tokens[i].folded, SLICE("ly")))
        i++;
    a->source.last = a->cue.first = i;
}

/* A, according to S: S belongs to that cue and to no other. */
static void give_to_according(const scan *s, attribution *a)
{
    uint32_t to = a->source.first;
    range unit = unit_at(s, a->verb);
    if (range_empty(a->source) || to < unit.first + 5 || !token_is(s, to - 1, "to") ||
        !token_is(s, to - 2, "according") || a->cue.last > to - 2 ||
        !mends_clause_before(s, unit, to - 3))
        return;
    a->kind = ATTRIBUTION_TRAILING;
    a->cue = (range){to - 2, to};
    a->verb = to - 2;
    a->n_content = 0;
    a->negated = a->modal = false;
    a->zone = (range){to - 3, a->source.last};
    finder_add_piece(a, content_backward(s, to - 3));
}

/* …, when the boats left, said [a docker who saw it]: the model took the docker's clause
 * for the source, and the docker for what was said. */
static void turn_round(const scan *s, attribution *a)
{
    range unit = unit_at(s, a->verb);
    if (range_empty(a->source) || a->n_content != 1 || s->quote_of[a->verb] ||
        a->cue.first <= unit.first || !token_is_comma(s, a->cue.first - 1) ||
        a->source.last + 1 < a->cue.first || a->content[0].first != a->cue.last ||
        a->source.last > a->cue.first || !has_finite(s, a->source))
        return;
    range who = a->content[0];
    if (!token_begins_noun(s, who.first) || has_finite(s, who) ||
        !mends_clause_before(s, unit, a->cue.first - 1))
        return;
    bool person = false;
    for (uint32_t i = who.first; i < who.last && i < who.first + 5; i++)
        person = person || token_has(s, i, WORD_PERSON) || token_is_capital(s, i);
    if (!person)
        return;
    a->source = who;
    a->kind = ATTRIBUTION_TRAILING;
    a->n_content = 0;
    a->zone = (range){a->cue.first - 1, who.last};
    finder_add_piece(a, content_backward(s, a->cue.first - 1));
}

/* According to [the paper], the troops moved | in on Monday: the clause is what it says.
 */
static void cut_clause(const scan *s, attribution *a)
{
    range *r = &a->source;
    if (!token_is(s, a->cue.first, "according") || a->cue.last > r->first ||
        a->n_content == 0 || a->content[0].first < r->last ||
        a->content[0].first > r->last + 1)
        return;
    for (uint32_t i = r->first + 1; i + 1 < r->last; i++) {
        if (!token_is_comma(s, i))
            continue;
        // "according to figures, raids in the north, …": no apposition
        uint32_t at = i + 1;
        bool role = token_has(s, at, WORD_DET | WORD_REL | WORD_PERSON) ||
                    token_has(s, at + 1, WORD_PERSON) || token_is_capital(s, at);
        if (role && a->content[0].first != r->last)
            return;
        a->content[0].first = at;
        r->last = i;
        return;
    }
}

static bool is_name_word(const scan *s, uint32_t i)
{
    return token_is_capital(s, i) || (token_is(s, i, ".") && !token_is_stop(s, i) &&
                                      i > 0 && token_is_capital(s, i - 1));
}

/* “A,” [Jan Maar, a] union official, told: the name before the comma belongs to the
 * source, wherever the model left it. */
static void take_name_before(const scan *s, attribution *a)
{
    enum { MOST = 8 };
    uint32_t comma = a->source.first - (a->source.first > 0);
    range unit = unit_at(s, a->verb);
    bool det = token_is(s, a->source.first, "a") || token_is(s, a->source.first, "an") ||
               token_is(s, a->source.first, "the");
    if (range_empty(a->source) || !det || comma <= unit.first ||
        !token_is_comma(s, comma) || a->source.last > a->cue.first)
        return;
    uint32_t name = comma;
    while (name > unit.first && comma - name < MOST && is_name_word(s, name - 1))
        name--;
    bool begins = name == unit.first || token_closes(s, name - 1);
    for (uint32_t i = name; i < comma; i++)
        if (token_has(s, i, WORD_PREP | WORD_TIME | WORD_SUBORD | WORD_ADV))
            return; // "On Saturday, the spokesman"
    if (name + 2 > comma || !begins || !token_is_capital(s, name))
        return;
    for (uint32_t p = 0; p < a->n_content; p++)
        if (ranges_overlap(a->content[p], (range){name, comma}) &&
            !(a->content[p].last <= comma && a->content[p].first < name))
            return;
    mends_leave_out(a, (range){name, comma});
    a->source.first = name;
}

/* said the ministry's spokesman, [Col. Jan Maar]. */
static void take_name_behind(const scan *s, attribution *a)
{
    enum { MOST = 8 };
    uint32_t comma = a->source.last;
    range unit = unit_at(s, a->verb);
    if (range_empty(a->source) || a->cue.last > a->source.first ||
        comma + 2 >= unit.last || !token_is_comma(s, comma) ||
        !token_has(s, comma - 1, WORD_PERSON) || token_is_capital(s, comma - 1))
        return;
    uint32_t end = comma + 1;
    while (end < unit.last && end - comma <= MOST && is_name_word(s, end))
        end++;
    if (end < comma + 3 || token_is_finite(s, end))
        return;
    for (uint32_t p = 0; p < a->n_content; p++)
        if (ranges_overlap(a->content[p], (range){comma, end}))
            return;
    a->source.last = end;
}

void mend_source(const scan *s, attribution *a, const attribution *before)
{
    find_source(s, a);
    take_nearer(s, a, before);
    turn_round(s, a);
    cut_source(s, a);
    cut_link(s, a);
    cut_clause(s, a);
    widen_source(s, a);
    mend_owner(s, a);
    trim_source(s, a);
    give_to_according(s, a);
    take_name_before(s, a);
    take_name_behind(s, a);
}
