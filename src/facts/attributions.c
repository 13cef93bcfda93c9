// Rules that join a cue to its source and its content. One rule a function; each is tried
// at each cue, from left to right.
#include "facts/arabic_says.h"
#include "facts/finder.h"

attribution *finder_add(finder *f, attribution_kind kind, range source, range cue,
                        uint32_t verb)
{
    attribution *a = vec_add(f->out, f->to);
    *a = (attribution){.kind = kind, .source = source, .cue = cue, .verb = verb};
    return a;
}

void finder_add_piece(attribution *a, range piece)
{
    if (!range_empty(piece) && a->n_content < MAX_PIECES)
        a->content[a->n_content++] = piece;
}

/* Where the rules may look: the unit, or the quotation inside it that holds the cue. */
static range bounds_at(const scan *s, uint32_t i)
{
    range r = unit_at(s, i);
    if (!s->quote_of[i])
        return r;
    range q = s->quotes[s->quote_of[i] - 1].at;
    if (q.first + 1 > r.first)
        r.first = q.first + 1;
    if (q.last - 1 < r.last && q.last > q.first + 1)
        r.last = q.last - 1;
    return r;
}

/* A quotation that ends right before i, in the same paragraph. */
static bool quote_ends_at(const scan *s, uint32_t i)
{
    if (i == 0)
        return false;
    const text *t = s->t;
    uint32_t here = t->sentences[t->tokens[i].sentence].paragraph;
    uint32_t there = t->sentences[t->tokens[i - 1].sentence].paragraph;
    return here == there && !s->quote_of[i] && token_closes(s, i - 1);
}

/* Trailing: “…,” said S.   …, S said.
 * -------------------------------------------------------------------------------------
 */

/* What goes on behind a trailing attribution is its content too, or the outlet's own. */
static void add_second_piece(finder *f, attribution *a, uint32_t comma, uint32_t last)
{
    const scan *s = f->s;
    uint32_t i = comma + 1;
    if (i >= last || !token_is_comma(s, comma))
        return;
    if (token_opens(s, i)) {
        finder_add_piece(a, content_forward(s, i, last));
        return;
    }
    if (a->n_content == 0 || s->quote_of[a->content[0].last - 1])
        return;
    bool whole = has_finite(s, a->content[0]);
    bool outlets = is_reaction(s, comma, last) || token_has(s, i, WORD_REL) ||
                   token_is(s, i, "as") || token_is(s, i, "while") ||
                   token_is(s, i, "though") || token_is(s, i, "although") ||
                   token_is(s, i, "but") || token_is(s, i, "according");
    if (!whole || (!outlets && !cue_of(s, i)))
        finder_add_piece(a, content_forward(s, i, last));
}

static uint32_t after_adjuncts(const scan *s, uint32_t i, uint32_t last)
{
    for (int n = 0; n < 4; n++) {
        uint32_t end = adjunct_end(s, i, last);
        if (end == i)
            break;
        i = end;
    }
    return i;
}

static bool trailing(finder *f, const verb_group *g, range source, uint32_t zone_first,
                     uint32_t zone_last, range bounds)
{
    const scan *s = f->s;
    range content = content_backward(s, zone_first);
    if (content.first < bounds.first && s->quote_of[g->verb])
        content.first = bounds.first;
    if (range_empty(content))
        return false;
    attribution *a =
        finder_add(f, ATTRIBUTION_TRAILING, source, (range){g->first, g->last}, g->verb);
    a->zone = (range){zone_first, zone_last};
    a->negated = g->negated;
    a->modal = g->modal;
    finder_add_piece(a, content);
    add_second_piece(f, a, zone_last, bounds.last);
    return true;
}

/* “…,” said S. */
static bool try_inverted(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    uint32_t v = g->first;
    if (g->passive || g->participle || g->infinitive || v <= bounds.first ||
        !(g->cue->flags & (CUE_CLAUSE | CUE_THAT | CUE_QUOTE)))
        return false;
    bool comma = token_is_comma(s, v - 1);
    bool quoted = quote_ends_at(s, v) || (comma && quote_ends_at(s, v - 1));
    bool plain = comma && !quoted && (g->cue->flags & CUE_CLAUSE) &&
                 !(g->cue->flags & CUE_TELL) &&
                 has_finite(s, (range){bounds.first, v - 1});
    if (!quoted && !plain)
        return false;
    uint32_t at = g->last;
    while (at < bounds.last && token_has(s, at, WORD_ADV) && !token_begins_noun(s, at))
        at++;
    range source = source_after(s, at, bounds.last);
    if (range_empty(source))
        return false;
    uint32_t end = after_adjuncts(s, source.last, bounds.last);
    if (plain && !(end >= bounds.last || token_is_stop(s, end) || token_is_comma(s, end)))
        return false;
    return trailing(f, g, source, comma ? v - 1 : v, end, bounds);
}

/* …, S said.   “…,” S said, “…” */
static bool try_trailing(finder *f, const verb_group *g, const next_part *next,
                         range source, range bounds)
{
    const scan *s = f->s;
    uint32_t first = source.first;
    bool quoted = quote_ends_at(s, first);
    // “…,” he said when asked about it
    bool circumstance = quoted && next->kind == NEXT_OTHER &&
                        token_has(s, next->at, WORD_SUBORD | WORD_PREP);
    if (!(is_trailing_end(next->kind) || circumstance) || g->passive || next->particle ||
        !(g->cue->flags & (CUE_CLAUSE | CUE_THAT | CUE_QUOTE)))
        return false;
    if (quoted)
        return trailing(f, g, source, first, next->zone_end, bounds);
    if (first <= bounds.first + 1 || !token_is_comma(s, first - 1))
        return false;
    bool clause = has_finite(s, (range){bounds.first, first - 1});
    if (next->kind == NEXT_COMMA_QUOTE && !clause && !quote_ends_at(s, first - 1))
        return false;
    return trailing(f, g, source, first - 1, next->zone_end, bounds);
}

/* Forward: S said …
 * -------------------------------------------------------------------------------------
 */

/* After S said …, X: the clause ends at the comma. */
static uint32_t subordinate_end(const scan *s, range source, range bounds,
                                uint32_t content)
{
    uint32_t lead = source.first;
    bool subordinate = lead > bounds.first && lead - bounds.first <= 2 &&
                       token_has(s, lead - 1, WORD_SUBORD) &&
                       !token_is(s, lead - 1, "that");
    // the market, which the army said was [held], stood empty
    bool relative =
        lead > bounds.first + 1 &&
        (token_has(s, lead - 1, WORD_REL) || token_is(s, lead - 1, "where")) &&
        !token_is(s, lead - 1, "what");
    if (!(subordinate || relative) || token_opens(s, content))
        return bounds.last;
    for (uint32_t i = content; i + 1 < bounds.last; i++)
        if (token_is_comma(s, i) &&
            (subordinate || (token_is_finite(s, i + 1) && !s->quote_of[i])))
            return i;
    return bounds.last;
}

static attribution *forward(finder *f, attribution_kind kind, const verb_group *g,
                            const next_part *next, range source, uint32_t last)
{
    range content = content_forward(f->s, next->at, last);
    // "referred to it" tells nothing; "denied that" does.
    bool bare = content.last - content.first == 1 &&
                token_has(f->s, content.first, WORD_PRON) &&
                !(g->cue->flags & CUE_DENIES);
    if (range_empty(content) || bare)
        return NULL;
    attribution *a =
        finder_add(f, kind, source, (range){g->first, next->cue_last}, g->verb);
    a->zone =
        (range){range_empty(source) || source.first > g->first ? g->first : source.first,
                next->at};
    a->negated = g->negated;
    a->modal = g->modal;
    finder_add_piece(a, content);
    return a;
}

/* "you say" names nobody; "I think" inside a quotation is the speaker again. */
static bool names_nobody(const scan *s, range source, uint32_t verb)
{
    if (source.last - source.first != 1)
        return false;
    return token_is(s, source.first, "you") ||
           (s->quote_of[verb] &&
            (token_is(s, source.first, "i") || token_is(s, source.first, "we")));
}

/* "officials say" but not "the state television": a base form needs a plural subject. */
static bool agrees(const scan *s, const verb_group *g, range source)
{
    if (g->auxiliary || (s->words[g->verb].forms & ~(unsigned)FORM_BASE))
        return true;
    if (token_is(s, source.first, "a") || token_is(s, source.first, "an") ||
        token_is(s, source.first, "this"))
        return false; // a news report
    for (uint32_t i = source.first; i < source.last; i++)
        if (token_is(s, i, "and") || token_is(s, i, "percent") ||
            token_has(s, i, WORD_PLURAL))
            return true;
    if (source.last - source.first == 1)
        return !token_is(s, source.first, "he") && !token_is(s, source.first, "she") &&
               !token_is(s, source.first, "it") &&
               (token_has(s, source.first, WORD_PRON | WORD_REL) ||
                slice_ends(s->t->tokens[source.first].folded, SLICE("s")));
    uint32_t end = chunk_end(s, source.first, source.last);
    end = end > source.first ? end : source.last;
    return slice_ends(s->t->tokens[end - 1].folded, SLICE("s")) ||
           token_has(s, source.first, WORD_NUMBER) ||
           slice_ends(s->t->tokens[source.last - 1].folded, SLICE("s"));
}

/* S denied A and said B: the attribution of A, whose source has said B too. In "said the
 * mayor had left and said", the words between have a subject of their own, but two
 * reporting verbs of one tense go together. */
static attribution *first_half(const finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    uint32_t at = g->first;
    if (at <= bounds.first + 2 ||
        !(token_is(s, at - 1, "and") || token_is(s, at - 1, "but")))
        return NULL;
    for (uint32_t k = f->to->n; k > 0; k--) {
        attribution *a = &f->to->v[k - 1];
        if (a->verb < bounds.first)
            break;
        if (a->kind != ATTRIBUTION_FORWARD || range_empty(a->source) || !a->n_content ||
            a->content[a->n_content - 1].last <= g->verb || a->cue.last >= at ||
            s->quote_of[a->content[0].first] != s->quote_of[g->verb])
            continue;
        if (token_has(s, a->source.first, WORD_REL) ||
            token_has(s, a->source.first - (a->source.first > bounds.first), WORD_REL) ||
            token_is(s, a->source.first - (a->source.first > bounds.first), "what"))
            continue;
        // "has denied A and has called": auxiliaries of one kind go together too
        if (g->auxiliary &&
            (!token_has(s, a->cue.first, WORD_HAVE) ||
             !slice_eq(s->t->tokens[a->cue.first].folded, s->t->tokens[at].folded)))
            continue;
        uint8_t theirs = s->words[a->verb].forms, ours = s->words[g->verb].forms;
        bool tense = a->cue.last - a->cue.first > 1 && !(theirs & FORM_PAST)
                         ? (ours & theirs) != 0
                         : (ours & theirs & (FORM_PAST | FORM_S | FORM_BASE)) != 0;
        if (!tense || ((g->cue->flags & (CUE_TO | CUE_TELL)) &&
                       has_finite(s, (range){a->content[0].first, at - 1})))
            continue;
        return a;
    }
    return NULL;
}

/* Every death [that a laboratory has confirmed] was published: what follows is the verb
 * of "death". After ", which", "the army said was held" is a content. */
static bool is_relative_object(const scan *s, const verb_group *g, const next_part *next,
                               range source, range bounds)
{
    uint32_t at = source.first;
    if (!(g->cue->flags & CUE_OBJECT) || next->kind != NEXT_OTHER || next->particle ||
        at < bounds.first + 2)
        return false;
    bool relative = token_is(s, at - 1, "that") || token_has(s, at - 1, WORD_REL);
    return relative && token_is_word(s, at - 2) && !cue_of(s, at - 2) &&
           token_is_finite(s, next->at);
}

/* All staff agreed to stay: what they did, not what they say. Somebody who speaks for
 * others has to be named, or be a body. */
static bool is_event(const scan *s, const verb_group *g, const next_part *next,
                     range source)
{
    if (!slice_eq_str(slice_of_str(g->cue->lemma), "agree") || next->kind != NEXT_TO)
        return false;
    if (token_is(s, source.first, "all") || token_is(s, source.first, "some") ||
        token_is(s, source.first, "most") || token_is(s, source.first, "many") ||
        token_is(s, source.first, "every") || token_is(s, source.first, "each"))
        return true;
    for (uint32_t i = source.first; i < source.last; i++)
        if (token_has(s, i, WORD_GROUP | WORD_PERSON | WORD_PRON | WORD_REL) ||
            (token_is_capital(s, i) && (!(s->t->tokens[i].flags & TOKEN_SENTENCE_START) ||
                                        (s->t->tokens[i].flags & TOKEN_NAME_LIKE))))
            return false;
    return !token_has(s, next->at + 1, WORD_SPEECH) && !cue_of(s, next->at + 1);
}

static bool try_finite(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    next_part next = next_after(s, g, bounds.last);
    const attribution *half = first_half(f, g, bounds);
    if (half && takes_content(s, g, &next, bounds.last)) {
        uint32_t at = g->first - 1;
        if (token_is_comma(s, at - 1))
            at--;
        attribution *a =
            forward(f, ATTRIBUTION_FORWARD, g, &next, half->source, bounds.last);
        if (a) {
            a->joined = at;
            a->zone.first = at;
            return true;
        }
    }
    range source = source_before(s, bounds.first, g->first);
    if (range_empty(source) || names_nobody(s, source, g->verb) || !agrees(s, g, source))
        return false;
    if (try_looking_back(f, g, &next, source, bounds) ||
        try_trailing(f, g, &next, source, bounds))
        return true;
    if (!takes_content(s, g, &next, bounds.last) ||
        is_relative_object(s, g, &next, source, bounds) || is_event(s, g, &next, source))
        return false;
    uint32_t last = subordinate_end(s, source, bounds, next.at);
    return forward(f, ATTRIBUTION_FORWARD, g, &next, source, last) != NULL;
}

/* Passive: was reported to …, was announced by S
 * -------------------------------------------------------------------------------------
 */

static range agent_after(const scan *s, uint32_t i, uint32_t last)
{
    if (!token_is(s, i, "by"))
        return (range){i, i};
    return source_after(s, i + 1, last);
}

static bool try_agent(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    uint32_t at = g->last;
    uint32_t over = time_end(s, at, bounds.last);
    range source = agent_after(s, over, bounds.last);
    range subject = source_before(s, bounds.first, g->first);
    if (range_empty(source) || range_empty(subject) ||
        token_has(s, source.first, WORD_ING))
        return false;
    attribution *a =
        finder_add(f, ATTRIBUTION_FORWARD, source,
                   (range){g->first, over == at ? source.first : g->last}, g->verb);
    a->zone = (range){g->first, source.last};
    a->negated = g->negated;
    a->modal = g->modal;
    finder_add_piece(a, subject);
    return true;
}

static bool try_passive(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    if ((g->cue->flags & (CUE_OBJECT | CUE_PASSIVE)) && try_agent(f, g, bounds))
        return true;
    if (!(g->cue->flags & CUE_PASSIVE))
        return false;
    range subject = source_before(s, bounds.first, g->first);
    uint32_t i = g->last;
    uint32_t over = time_end(s, i, bounds.last);
    bool that = token_is(s, over, "that");
    bool complement = token_is(s, i, "to") || token_is(s, i, "as") ||
                      token_is(s, i, "of") || token_has(s, i, WORD_ED | WORD_ADJ);
    if (!that && !complement)
        return false;
    attribution *a = finder_add(f, ATTRIBUTION_PASSIVE, (range){i, i},
                                (range){g->first, g->last}, g->verb);
    a->zone = a->cue;
    a->negated = g->negated;
    a->modal = g->modal;
    if (!that && !range_empty(subject) && !token_has(s, subject.first, WORD_REL))
        finder_add_piece(a, subject);
    finder_add_piece(a, content_forward(s, that ? over : i, bounds.last));
    return true;
}

/* was quoted as saying …, quoted S as saying …
 * -------------------------------------------------------------------------------------
 */

static bool try_quoted_as(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    if (!token_is(s, g->verb, "quoted") && !token_is(s, g->verb, "quoting") &&
        !token_is(s, g->verb, "cited") && !token_is(s, g->verb, "quotes"))
        return false;
    uint32_t as = g->last;
    while (as < bounds.last && as - g->last < 30 &&
           !(token_is(s, as, "as") && s->words[as + 1 < bounds.last ? as + 1 : as].verb))
        as++;
    if (as + 1 >= bounds.last || !token_is(s, as, "as") ||
        !(s->words[as + 1].forms & FORM_ING))
        return false;
    range source =
        g->passive ? source_before(s, bounds.first, g->first) : (range){g->last, as};
    if (range_empty(source))
        return false;
    verb_group say = *g;
    say.verb = as + 1;
    say.last = as + 2;
    say.cue = cue_of(s, as + 1);
    next_part next = next_after(s, &say, bounds.last);
    if (!takes_content(s, &say, &next, bounds.last))
        return false;
    if (!g->passive || as > g->last) // the cue in one piece: "as saying"
        say.first = g->passive && as == g->last ? g->first : as;
    attribution *a = forward(f, ATTRIBUTION_FORWARD, &say, &next, source, bounds.last);
    if (a && g->passive)
        a->zone.first = source.first;
    f->skip_to = as + 2;
    return a != NULL;
}

/* Participles: …, adding that …
 * -------------------------------------------------------------------------------------
 */

static range source_of_unit(const finder *f, uint32_t i, range bounds)
{
    for (uint32_t k = f->to->n; k > 0; k--) {
        const attribution *a = &f->to->v[k - 1];
        if (a->verb < bounds.first)
            break;
        if (a->verb < i && !range_empty(a->source))
            return a->source;
    }
    const scan *s = f->s;
    for (uint32_t v = bounds.first; v < i && v - bounds.first < 200; v++)
        if (token_is_finite(s, v)) {
            range r = source_before(s, bounds.first, v);
            if (!range_empty(r) && !token_has(s, r.first, WORD_REL))
                return r;
        }
    return (range){i, i};
}

static bool try_participle(finder *f, const verb_group *g, range bounds)
{
    const scan *s = f->s;
    uint32_t i = g->first;
    if (i <= bounds.first || (g->cue->flags & CUE_EVIDENCE))
        return false;
    bool joined = token_is_comma(s, i - 1) || token_closes(s, i - 1) ||
                  token_is(s, i - 1, "and") || token_has(s, i - 1, WORD_SPEECH);
    if (!joined)
        return false;
    next_part next = next_after(s, g, bounds.last);
    if (!takes_content(s, g, &next, bounds.last))
        return false;
    range source = source_of_unit(f, i, bounds);
    if (range_empty(source))
        return false;
    attribution *a = forward(f, ATTRIBUTION_PARTICIPLE, g, &next, source, bounds.last);
    if (a)
        a->zone.first = i - (token_is_comma(s, i - 1) ? 1 : 0);
    return a != NULL;
}

/* According to S, …
 * -------------------------------------------------------------------------------------
 */

static bool try_according(finder *f, uint32_t i, range bounds)
{
    const scan *s = f->s;
    if (!token_is(s, i, "according") || !token_is(s, i + 1, "to"))
        return false;
    range source = source_after(s, i + 2, bounds.last);
    if (range_empty(source))
        return false;
    uint32_t end = after_adjuncts(s, source.last, bounds.last);
    bool leads = i == bounds.first || (i == bounds.first + 1 && !token_is_comma(s, i));
    attribution *a = finder_add(f, ATTRIBUTION_TRAILING, source, (range){i, i + 2}, i);
    if (leads) {
        a->kind = ATTRIBUTION_FORWARD;
        a->zone = (range){i, end + 1};
        finder_add_piece(
            a, content_forward(s, token_is_comma(s, end) ? end + 1 : end, bounds.last));
    } else {
        uint32_t first = token_is_comma(s, i - 1) ? i - 1 : i;
        a->zone = (range){first, end};
        finder_add_piece(a, content_backward(s, first));
        add_second_piece(f, a, end, bounds.last);
    }
    if (a->n_content == 0)
        f->to->n--;
    return a->n_content > 0;
}

/* S: “…”, and transcripts
 * -------------------------------------------------------------------------------------
 */

/* Is the unit "A Name: …"? */
static bool is_labelled(const scan *s, range unit, uint32_t colon)
{
    enum { LONGEST_NAME = 5 };
    if (!token_is(s, colon, ":") || colon == unit.first ||
        colon - unit.first > LONGEST_NAME || colon + 3 >= unit.last)
        return false;
    for (uint32_t i = unit.first; i < colon; i++)
        if (!token_is_capital(s, i) && !token_is(s, i, "."))
            return false;
    return true;
}

/* A quotation behind the name, or the same name before a colon once more, as in an
 * interview written down. */
static bool is_spoken(const scan *s, range unit, uint32_t colon)
{
    enum { UNITS = 40 };
    if (token_opens(s, colon + 1))
        return true;
    uint32_t here = s->unit_of[unit.first], others = 0;
    bool again = false;
    uint32_t from = here > UNITS ? here - UNITS : 0;
    for (uint32_t u = from; u < s->n_units && u <= here + UNITS; u++) {
        range r = s->units[u];
        uint32_t c = r.first + (colon - unit.first);
        if (u == here)
            continue;
        if (is_labelled(s, r, c) &&
            slice_eq(s->t->tokens[r.first].folded, s->t->tokens[unit.first].folded) &&
            slice_eq(s->t->tokens[c - 1].folded, s->t->tokens[colon - 1].folded))
            again = true;
        for (uint32_t i = r.first + 1; i < r.last && i - r.first < 6; i++)
            others += is_labelled(s, r, i);
    }
    return again && others >= 3;
}

static bool try_colon(finder *f, uint32_t i)
{
    const scan *s = f->s;
    range unit = unit_at(s, i);
    if (!is_labelled(s, unit, i) || s->quote_of[i] || !is_spoken(s, unit, i))
        return false;
    range content = content_forward(s, i + 1, unit.last);
    if (range_empty(content))
        return false;
    attribution *a =
        finder_add(f, ATTRIBUTION_FORWARD, (range){unit.first, i}, (range){i, i + 1}, i);
    a->zone = (range){unit.first, i + 1};
    finder_add_piece(a, content);
    return true;
}

/* Reports that …, S's claim that …
 * -------------------------------------------------------------------------------------
 */

static bool try_noun(finder *f, uint32_t i, range bounds)
{
    const scan *s = f->s;
    if (!s->words[i].noun || !token_is(s, i + 1, "that") || i + 3 >= bounds.last ||
        token_is_finite(s, i + 2) || is_looked_back_on(s, i + 1, bounds.last))
        return false;
    uint32_t j = i;
    while (j > bounds.first && i - j < 3 &&
           (token_has(s, j - 1, WORD_ADJ) || token_has(s, j - 1, WORD_ED)))
        j--;
    range source = {i, i};
    if (j > bounds.first + 1 && token_is(s, j - 1, "'s") &&
        !token_has(s, j - 1, WORD_BE)) {
        uint32_t from = j - 1;
        while (from > bounds.first && j - from < 8 && token_is_word(s, from - 1) &&
               !token_has(s, from - 1, WORD_PREP | WORD_CONJ | WORD_AUX) &&
               !token_is_finite(s, from - 1))
            from--;
        source = (range){from, j};
    } else if (j > bounds.first &&
               (token_is(s, j - 1, "his") || token_is(s, j - 1, "her") ||
                token_is(s, j - 1, "their") || token_is(s, j - 1, "its"))) {
        source = (range){j - 1, j};
    }
    attribution *a = finder_add(f, ATTRIBUTION_NOUN, source, (range){i, i + 1}, i);
    a->zone = a->cue;
    finder_add_piece(a, content_forward(s, i + 1, bounds.last));
    return true;
}

/* All together
 * -------------------------------------------------------------------------------------
 */

static bool try_verb(finder *f, uint32_t i, range bounds)
{
    verb_group g;
    if (!verb_group_at(f->s, i, bounds.first, &g))
        return false;
    if (try_quoted_as(f, &g, bounds))
        return true;
    if (g.infinitive)
        return false;
    if (g.passive)
        return try_passive(f, &g, bounds);
    if (g.participle)
        return try_participle(f, &g, bounds);
    return try_reduced(f, &g, bounds) || try_inverted(f, &g, bounds) ||
           try_finite(f, &g, bounds);
}

void attributions_find(arena *out, const scan *s, const label_attributions *labels,
                       attribution_vec *to)
{
    finder f = {.s = s, .out = out, .to = to};
    if (arabic_is_text(s->t)) {
        arabic_attributions_find(out, s, to);
        return;
    }
    for (uint32_t i = 0; i < s->t->n_tokens; i++) {
        if (i < f.skip_to)
            continue;
        range bounds = bounds_at(s, i);
        if (s->words[i].verb && try_verb(&f, i, bounds))
            continue;
        if (!try_according(&f, i, bounds) && !try_colon(&f, i))
            (void)try_noun(&f, i, bounds);
    }
    clip_contents(&f);
    if (labels)
        join_labels(&f, labels);
    continue_quotes(&f);
    drop_nested(&f);
    drop_headings(&f);
}
