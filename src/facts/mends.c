// What rules and model together leave wrong, mended when both are done: deeds taken for
// words, words given to the one who carries them, and statements that neither has seen.
// The model's training does not see this.
#include "facts/mends.h"

/* Deeds
 * -------------------------------------------------------------------------------------
 */

static bool is_quoted(const scan *s, const attribution *a)
{
    for (uint32_t p = 0; p < a->n_content; p++)
        if (s->quote_of[a->content[p].first])
            return true;
    return false;
}

/* Verbs of blows and moves, which a model of speech takes for one now and then. */
static bool is_blow(const scan *s, const attribution *a)
{
    static const char *const words[] = {
        "shelled",      "shelling", "bombed",   "bombarded", "boarded",   "seized",
        "captured",     "stormed",  "raided",   "fired",     "struck",    "hit",
        "shot",         "killed",   "wounded",  "injured",   "destroyed", "recaptured",
        "retook",       "overran",  "ambushed", "repelled",  "repulsed",  "intercepted",
        "evacuated",    "deployed", "arrested", "detained",  "besieged",  "encircled",
        "launched",     "downed",   "looted",   "torched",   "scored",    "pirates",
        "unidentified", "shells",   "bombs",    "clashed",   "fought"};
    for (uint32_t i = a->cue.first; i < a->cue.last; i++)
        if (cue_of(s, i))
            return false;
    for (uint32_t p = 0; p < a->n_content; p++)
        for (uint32_t i = a->content[p].first; i < a->content[p].last; i++)
            if (token_is(s, i, "as") && i - a->content[p].first < 12)
                return false; // attacked him as weak
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(s, a->verb, words[k]))
            return true;
    return false;
}

/* "added 12 points", "pledged four lorries": figures that somebody made or gave. */
static bool is_count(const scan *s, const attribution *a)
{
    const cue_verb *cue = cue_of(s, a->verb);
    if (!cue || a->n_content != 1 || !slice_eq_str(slice_of_str(cue->lemma), "add"))
        return false;
    range c = a->content[0];
    return c.first >= a->cue.last && token_has(s, c.first, WORD_NUMBER) &&
           !has_finite(s, c);
}

/* "[Taking the town] allows …": what was done says nothing. */
static bool is_doing(const scan *s, const attribution *a)
{
    const cue_verb *cue = cue_of(s, a->verb);
    bool evidence = cue && (cue->flags & (CUE_EVIDENCE | CUE_CLAUSE | CUE_THAT));
    return !range_empty(a->source) && !evidence &&
           token_has(s, a->source.first, WORD_ING) &&
           (token_has(s, a->source.first + 1, WORD_DET) ||
            token_is_capital(s, a->source.first + 1) ||
            token_is(s, a->source.first + 2, "-"));
}

static void drop_empty(finder *f)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->to->n; k++)
        if (f->to->v[k].n_content)
            f->to->v[n++] = f->to->v[k];
    f->to->n = n;
}

/* "an ambush by | suspected raiders": a participle before its noun. */
static bool is_before_noun(const scan *s, const attribution *a)
{
    return !range_empty(a->source) && a->source.last == a->cue.first &&
           a->cue.last == a->cue.first + 1 &&
           token_has(s, a->source.last - 1, WORD_PREP) &&
           a->source.last > a->source.first + 1 &&
           (token_has(s, a->cue.first, WORD_ED) ||
            (s->words[a->cue.first].forms & FORM_PARTICIPLE));
}

/* "claiming the lives of 20": a deed of shells. */
static bool is_of_lives(const scan *s, const attribution *a)
{
    const cue_verb *cue = cue_of(s, a->verb);
    uint32_t at = a->n_content ? a->content[0].first : 0;
    if (!cue || !slice_eq_str(slice_of_str(cue->lemma), "claim") || at < a->cue.last)
        return false;
    at += token_has(s, at, WORD_DET | WORD_NUMBER);
    return token_is(s, at, "lives") || token_is(s, at, "life");
}

/* Asked [whether they would leave], he said: the question is nobody's word. */
static bool is_asked(const scan *s, const attribution *a)
{
    uint32_t at = a->verb + 1;
    return range_empty(a->source) && a->cue.first == unit_at(s, a->verb).first &&
           token_is(s, a->verb, "asked") &&
           (token_is(s, at, "whether") || token_is(s, at, "if") ||
            token_is(s, at, "about") || token_is(s, at, "how"));
}

static bool is_inside(const attribution *in, const attribution *of)
{
    for (uint32_t p = 0; p < of->n_content; p++)
        if (range_holds(of->content[p], in->verb))
            return true;
    return false;
}

static bool says_a_cue(const scan *s, const attribution *a);

static void drop_deeds(finder *f)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < f->to->n; k++) {
        const attribution *a = &f->to->v[k];
        if (!is_quoted(f->s, a) && is_asked(f->s, a)) {
            k += k + 1 < f->to->n && is_inside(a + 1, a); // with what it asks
            continue;
        }
        bool deed =
            !is_quoted(f->s, a) &&
            (is_blow(f->s, a) || is_count(f->s, a) || is_doing(f->s, a) ||
             is_before_noun(f->s, a) || is_of_lives(f->s, a) || says_a_cue(f->s, a));
        if (!deed)
            f->to->v[n++] = f->to->v[k];
    }
    f->to->n = n;
}

/* Whose words
 * -------------------------------------------------------------------------------------
 */

static bool is_quoting(const scan *s, uint32_t i)
{
    static const char *const words[] = {"quoted", "quoting", "quotes", "citing",
                                        "cited",  "cites",   "quote"};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (token_is(s, i, words[k]))
            return true;
    return false;
}

static bool is_saying(const scan *s, uint32_t i)
{
    const cue_verb *cue = cue_of(s, i);
    return cue && (s->words[i].forms & FORM_ING) &&
           (cue->flags & (CUE_CLAUSE | CUE_THAT | CUE_QUOTE));
}

/* "quoted S as saying": where "as" is; 0 when the word at i is none such. */
static uint32_t as_saying(const scan *s, uint32_t i, uint32_t last)
{
    enum { REACH = 30 };
    if (!is_quoting(s, i))
        return 0;
    for (uint32_t k = i + 1; k + 1 < last && k - i < REACH; k++) {
        if (token_is(s, k, "as") && is_saying(s, k + 1))
            return k;
        if (token_is_stop(s, k) || token_opens(s, k) || is_quoting(s, k))
            return 0;
    }
    return 0;
}

static range without_commas(const scan *s, range r)
{
    while (r.first < r.last && !token_is_word(s, r.first) && !s->quote_of[r.first])
        r.first++;
    while (r.last > r.first && token_is_comma(s, r.last - 1))
        r.last--;
    return r;
}

/* Token of a cue's verb -> its attribution, counted from 1. */
typedef struct {
    finder *f;
    uint32_t *at_verb;
} mender;

static attribution *cue_within(const mender *m, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i < last; i++)
        if (m->at_verb[i])
            return &m->f->to->v[m->at_verb[i] - 1];
    return NULL;
}

/* Does something said end right before the clause at i: at a comma or with a quotation?
 */
static bool ends_before(const scan *s, range unit, uint32_t i)
{
    return i > unit.first + 2 && (token_is_comma(s, i - 1) || token_closes(s, i - 1));
}

static range content_before(const scan *s, uint32_t i)
{
    return content_backward(s, token_is_comma(s, i - 1) ? i - 1 : i);
}

/* The paper quoted S as saying C; C, the paper quoted S as saying; S was quoted as
 * telling the agency C: they are the words of S. */
static void give_to_quoted(const mender *m, uint32_t i, range unit)
{
    const scan *s = m->f->s;
    uint32_t as = as_saying(s, i, unit.last);
    if (!as)
        return;
    uint32_t be = i; // "was quoted on Friday by the paper as saying"
    while (be > unit.first && token_has(s, be - 1, WORD_AUX | WORD_ADV))
        be--;
    bool passive = as == i + 1;
    for (uint32_t k = be; k < i; k++)
        passive = passive || token_has(s, k, WORD_BE);
    range who = {i + 1, as};
    uint32_t carrier = i; // where the clause of the one who quotes begins
    if (passive) {
        who = source_before(s, unit.first, be);
        carrier = who.first;
    } else {
        range quoting = source_before(s, unit.first, i);
        carrier = range_empty(quoting) ? i : quoting.first;
    }
    who = without_commas(s, who);
    if (range_empty(who))
        return;
    attribution *a = cue_within(m, i, as + 2);
    if (!a) {
        bool trails = ends_before(s, unit, carrier) &&
                      has_finite(s, (range){unit.first, carrier - 1});
        if (!trails)
            return;
        a = finder_add(m->f, ATTRIBUTION_TRAILING, who, (range){i, as + 2}, as + 1);
    }
    a->source = who;
    mends_leave_out(a, (range){carrier, as + 2});
    if (a->n_content == 0 && ends_before(s, unit, carrier)) {
        a->cue = (range){as, as + 2};
        a->verb = as + 1;
        finder_add_piece(a, content_before(s, carrier));
    }
    a->zone = (range){carrier < a->cue.first ? carrier : a->cue.first, as + 2};
}

/* The first paragraph is this one sentence, and others follow. */
static bool is_headline(const text *t, uint32_t i)
{
    uint32_t which = t->tokens[i].sentence;
    return which == 0 && t->n_sentences > 1 &&
           t->sentences[1].paragraph != t->sentences[0].paragraph;
}

/* "TARVON: Farmers blocked the road." at the head of a report: no speaker. Further down
 * it is one, in an interview as it was spoken ("HARREL: We left at noon."), and so it is
 * in a headline ("Harrel: Farmers will be heard"). */
static bool is_head_of_report(const scan *s, const attribution *a)
{
    enum { FIRST_UNITS = 3, TOWN = 2 };
    if (!token_is(s, a->verb, ":") || a->n_content == 0 || range_empty(a->source) ||
        s->unit_of[a->verb] >= FIRST_UNITS ||
        a->source.first != unit_at(s, a->verb).first || s->quote_of[a->content[0].first])
        return false;
    bool capitals = true;
    for (uint32_t i = a->source.first; i < a->source.last; i++)
        capitals &= !token_is_word(s, i) || s->t->tokens[i].flags & TOKEN_ALL_CAPS;
    return capitals || (a->source.last - a->source.first <= TOWN &&
                        !is_headline(s->t, a->source.first));
}

/* "media reports | said on Monday": the cue is a noun, and what is said a cue. */
static bool says_a_cue(const scan *s, const attribution *a)
{
    enum { MOST = 6 };
    range c = a->content[0];
    return a->n_content == 1 && c.last - c.first <= MOST && c.first == a->cue.last &&
           cue_of(s, c.first) && (s->words[c.first].forms & FORM_PAST) &&
           !s->quote_of[c.first] && s->words[a->verb].noun;
}

/* A, officials said, [in yet another raid]: A is what they said. */
static void take_clause_before(const scan *s, attribution *a)
{
    range unit = unit_at(s, a->verb);
    if (range_empty(a->source) || a->n_content != 1 || s->quote_of[a->verb] ||
        a->source.last > a->cue.first || a->source.first <= unit.first + 3)
        return;
    range rest = a->content[0];
    uint32_t comma = a->source.first - 1;
    if (!token_is_comma(s, a->cue.last) || rest.first != a->cue.last + 1 ||
        s->quote_of[rest.first] || !token_has(s, rest.first, WORD_PREP) ||
        has_finite(s, rest) || !mends_clause_before(s, unit, comma) ||
        token_closes(s, comma - 1))
        return;
    a->content[0] = content_backward(s, comma);
    a->kind = ATTRIBUTION_TRAILING;
    finder_add_piece(a, rest);
}

/* told the paper on condition of [anonymity] that …; …, without [giving a figure]. */
static void clip_edges(const scan *s, attribution *a)
{
    enum { NEAR = 4 };
    for (uint32_t p = 0; p < a->n_content; p++) {
        range *c = &a->content[p];
        if (c->first == 0 || s->quote_of[c->first] ||
            !token_has(s, c->first - 1, WORD_PREP))
            continue;
        for (uint32_t i = c->first + 1; i < c->last && i - c->first <= NEAR; i++) {
            if (token_is_finite(s, i) || token_is_comma(s, i))
                break;
            if (token_is(s, i, "that") && token_is(s, i - 1, "anonymity"))
                c->first = i;
        }
    }
    uint32_t last = a->n_content;
    if (last > 1 && token_is(s, a->content[last - 1].first - 1, "without"))
        a->n_content--;
}

/* [The army shelled] the road, officials said: the model began in the middle of a clause
 * of which nobody else said the first part. */
static void begin_at_clause(const scan *s, attribution *a, const bool *covered)
{
    enum { LEAST = 5, MOST = 40 };
    range c = a->content[0], unit = unit_at(s, a->verb);
    if (a->n_content != 1 || a->cue.first < c.last || c.first <= unit.first ||
        c.last - c.first < LEAST || a->source.first < c.last ||
        c.first - unit.first > MOST || s->quote_of[c.first] || range_empty(a->source) ||
        c.last > unit.last || token_is_capital(s, c.first))
        return;
    if (!token_is_word(s, c.first - 1) ||
        token_has(s, c.first - 1, WORD_CONJ | WORD_SUBORD | WORD_REL))
        return;
    for (uint32_t i = unit.first; i < c.first; i++)
        if (covered[i] || range_holds(a->source, i) || s->quote_of[i])
            return;
    a->content[0].first = content_backward(s, c.last).first;
    if (a->content[0].first > c.first || a->content[0].first < unit.first)
        a->content[0].first = c.first;
}

/* What neither has seen
 * -------------------------------------------------------------------------------------
 */

static bool is_taken(const bool *covered, range r)
{
    for (uint32_t i = r.first; i < r.last; i++)
        if (covered[i])
            return true;
    return false;
}

/* "Two boats attacked the pier" is a deed where somebody says that they did. */
static void leave_out_deeds(const mender *m, range in, bool *covered)
{
    const scan *s = m->f->s;
    for (uint32_t k = in.first; k < in.last; k++) {
        attribution *a = m->at_verb[k] ? &m->f->to->v[m->at_verb[k] - 1] : NULL;
        if (!a || a->verb != k || cue_of(s, k) || s->words[k].noun || is_quoted(s, a))
            continue;
        for (uint32_t i = a->cue.first; i < a->cue.last; i++)
            covered[i] = false;
        for (uint32_t p = 0; p < a->n_content; p++)
            for (uint32_t i = a->content[p].first; i < a->content[p].last; i++)
                covered[i] = false;
        a->n_content = 0;
    }
}

/* A, an officer said in a report [shown by the state's television on Sunday]. */
static void find_trailing(const mender *m, uint32_t i, range unit, bool *covered)
{
    enum { MOST_BEHIND = 30, LONGEST = 150 };
    finder *f = m->f;
    const scan *s = f->s;
    verb_group g;
    const cue_verb *cue = cue_of(s, i);
    if (!cue || unit.last - i > MOST_BEHIND || covered[i] || s->quote_of[i] ||
        !(cue->flags & CUE_CLAUSE) ||
        !(s->words[i].forms & (FORM_PAST | FORM_S | FORM_BASE)) ||
        !verb_group_at(s, i, unit.first, &g) || g.passive || g.participle ||
        g.infinitive || g.auxiliary ||
        !(i + 1 >= unit.last || token_is_stop(s, i + 1) ||
          token_has(s, i + 1, WORD_PREP | WORD_TIME | WORD_ADV)))
        return;
    range who = source_before(s, unit.first, g.first);
    if (range_empty(who) || token_has(s, who.first, WORD_REL) ||
        !mends_clause_before(s, unit, who.first - 1))
        return;
    range rest = {i + 1, unit.last};
    while (rest.last > rest.first && !token_is_word(s, rest.last - 1))
        rest.last--;
    for (uint32_t k = rest.first; k < rest.last; k++)
        if (token_is_comma(s, k) || token_opens(s, k) || token_is(s, k, "that") ||
            token_has(s, k, WORD_REL))
            return;
    range content = content_backward(s, who.first - 1);
    if (range_empty(content) || has_finite(s, rest) ||
        content.last - content.first > LONGEST)
        return;
    leave_out_deeds(m, content, covered);
    if (is_taken(covered, (range){content.first, rest.last}))
        return;
    attribution *a =
        finder_add(f, ATTRIBUTION_TRAILING, who, (range){g.first, g.last}, g.verb);
    a->zone = (range){who.first - 1, rest.last};
    finder_add_piece(a, content);
}

/* A, the statement read. */
static void find_read(finder *f, uint32_t i, range unit, const bool *covered)
{
    const scan *s = f->s;
    if (!(token_is(s, i, "read") || token_is(s, i, "reads")) || i < unit.first + 5 ||
        covered[i] || s->quote_of[i] || !token_has(s, i - 1, WORD_SPEECH) ||
        !(i + 1 >= unit.last || token_is_stop(s, i + 1)))
        return;
    range who = source_before(s, unit.first, i);
    if (range_empty(who) || who.first < unit.first + 3 ||
        !(mends_clause_before(s, unit, who.first - 1) || token_closes(s, who.first - 1)))
        return;
    range content = content_before(s, who.first);
    if (range_empty(content) || is_taken(covered, content))
        return;
    attribution *a = finder_add(f, ATTRIBUTION_TRAILING, who, (range){i, i + 1}, i);
    a->zone = (range){content.last, i + 1};
    finder_add_piece(a, content);
}

/* As explained by S, … */
static void find_leading(finder *f, range unit, const bool *covered)
{
    const scan *s = f->s;
    uint32_t i = unit.first;
    const cue_verb *cue = cue_of(s, i + 1);
    if (!token_is(s, i, "as") || !cue || !(s->words[i + 1].forms & FORM_PARTICIPLE) ||
        !(cue->flags & (CUE_CLAUSE | CUE_THAT | CUE_QUOTE)) || !token_is(s, i + 2, "by"))
        return;
    range who = source_after(s, i + 3, unit.last);
    if (range_empty(who) || !token_is_comma(s, who.last))
        return;
    range content = content_forward(s, who.last + 1, unit.last);
    if (range_empty(content) || !has_finite(s, content) ||
        is_taken(covered, (range){unit.first, content.last}))
        return;
    attribution *a = finder_add(f, ATTRIBUTION_FORWARD, who, (range){i, i + 3}, i + 1);
    a->zone = (range){i, content.first};
    finder_add_piece(a, content);
}

/* According to S, …, where another statement of the sentence stood in the way. */
static void find_according(finder *f, range unit, const bool *covered)
{
    enum { LEAST = 4 };
    const scan *s = f->s;
    uint32_t i = unit.first;
    if (!token_is(s, i, "according") || !token_is(s, i + 1, "to") || covered[i])
        return;
    range who = source_after(s, i + 2, unit.last);
    if (range_empty(who) || !token_is_comma(s, who.last))
        return;
    range content = content_forward(s, who.last + 1, unit.last);
    for (uint32_t k = i; k < content.last; k++)
        if (covered[k]) {
            if (k < content.first)
                return;
            content.last = k;
            while (content.last > content.first &&
                   (token_is_comma(s, content.last - 1) ||
                    token_has(s, content.last - 1,
                              WORD_REL | WORD_PRON | WORD_SUBORD | WORD_CONJ)))
                content.last--;
        }
    if (content.last < content.first + LEAST || !has_finite(s, content))
        return;
    attribution *a = finder_add(f, ATTRIBUTION_FORWARD, who, (range){i, i + 2}, i);
    a->zone = (range){i, content.first};
    finder_add_piece(a, content);
}

/* A, according to S, where the model took a deed in A for the saying. */
static void find_trailing_according(const mender *m, uint32_t i, range unit,
                                    bool *covered)
{
    enum { LONGEST = 150 };
    finder *f = m->f;
    const scan *s = f->s;
    if (!token_is(s, i, "according") || !token_is(s, i + 1, "to") || covered[i] ||
        s->quote_of[i] || !mends_clause_before(s, unit, i - 1))
        return;
    range who = source_after(s, i + 2, unit.last);
    range content = content_backward(s, i - 1);
    if (range_empty(who) || range_empty(content) || content.first < unit.first ||
        content.last - content.first > LONGEST)
        return;
    leave_out_deeds(m, content, covered);
    attribution *a = finder_add(f, ATTRIBUTION_TRAILING, who, (range){i, i + 2}, i);
    a->zone = (range){i - 1, who.last};
    finder_add_piece(a, content);
    for (uint32_t k = i; k < who.last; k++)
        covered[k] = true;
}

/* As S said earlier, …: the clause behind the comma is what S said, whatever is in it. */
static void find_as_said(finder *f, range unit, const mender *m)
{
    enum { REACH = 24 };
    const scan *s = f->s;
    if (!token_is(s, unit.first, "as"))
        return;
    for (uint32_t i = unit.first + 2; i + 3 < unit.last && i - unit.first < REACH; i++) {
        verb_group g;
        const cue_verb *cue = cue_of(s, i);
        if (token_is_comma(s, i) || s->quote_of[i])
            return;
        if (!cue || !(cue->flags & CUE_CLAUSE) ||
            !verb_group_at(s, i, unit.first + 1, &g) || g.passive || g.participle ||
            g.infinitive)
            continue;
        range who = source_before(s, unit.first + 1, g.first);
        uint32_t comma = i + 1;
        while (comma < unit.last && adjunct_end(s, comma, unit.last) > comma)
            comma = adjunct_end(s, comma, unit.last);
        if (range_empty(who) || !token_is_comma(s, comma) || m->at_verb[i])
            return;
        range content = content_forward(s, comma + 1, unit.last);
        if (range_empty(content) || !has_finite(s, content))
            return;
        attribution *a =
            finder_add(f, ATTRIBUTION_FORWARD, who, (range){g.first, g.last}, g.verb);
        a->zone = (range){unit.first, content.first};
        finder_add_piece(a, content);
        return;
    }
}

static void cover(bool *covered, const attribution_vec *all)
{
    for (uint32_t k = 0; k < all->n; k++) {
        const attribution *a = &all->v[k];
        for (uint32_t i = a->cue.first; i < a->cue.last; i++)
            covered[i] = true;
        for (uint32_t p = 0; p < a->n_content; p++)
            for (uint32_t i = a->content[p].first; i < a->content[p].last; i++)
                covered[i] = true;
    }
}

void mend_attributions(arena *out, const scan *s, attribution_vec *to)
{
    finder f = {.s = s, .out = out, .to = to};
    for (uint32_t k = 0; k < to->n; k++) {
        attribution *a = &to->v[k];
        mend_source(s, a, k ? a - 1 : NULL);
        if (is_head_of_report(s, a))
            a->n_content = 0;
        take_clause_before(s, a);
        clip_edges(s, a);
    }
    drop_empty(&f);
    drop_deeds(&f);
    mender m = {&f, arena_array(out, uint32_t, (size_t)s->t->n_tokens + 1)};
    for (uint32_t k = to->n; k > 0; k--)
        m.at_verb[to->v[k - 1].verb] = k;
    for (uint32_t u = 0; u < s->n_units; u++)
        for (uint32_t i = s->units[u].first; i < s->units[u].last; i++)
            if (is_quoting(s, i) && !s->quote_of[i])
                give_to_quoted(&m, i, s->units[u]);
    drop_empty(&f);
    for (uint32_t i = 0; i < s->t->n_tokens; i++)
        m.at_verb[i] = 0;
    for (uint32_t k = to->n; k > 0; k--)
        m.at_verb[to->v[k - 1].verb] = k;
    bool *covered = arena_array(out, bool, (size_t)s->t->n_tokens + 1);
    cover(covered, to);
    for (uint32_t k = 0; k < to->n; k++)
        begin_at_clause(s, &to->v[k], covered);
    for (uint32_t u = 0; u < s->n_units; u++) {
        if (unit_is_heading(s, s->units[u]))
            continue;
        find_leading(&f, s->units[u], covered);
        find_as_said(&f, s->units[u], &m);
        find_according(&f, s->units[u], covered);
        for (uint32_t i = s->units[u].first; i < s->units[u].last; i++) {
            find_trailing(&m, i, s->units[u], covered);
            find_read(&f, i, s->units[u], covered);
        }
        for (uint32_t i = s->units[u].first + 3; i < s->units[u].last; i++)
            find_trailing_according(&m, i, s->units[u], covered);
    }
    drop_empty(&f);
}
