/* Mentions: which runs of words are names.
 *
 * A capital says "name" except where its place forces it (start of a sentence,
 * headline style); there, what the rest of the pile does with the word decides.
 */
#include "facts/mentions.h"

#include "base/lists.h"
#include "base/utf8.h"
#include "facts/arabic.h"
#include "facts/spelling.h"

#include <unicode/uchar.h>

#include <string.h>

static bool spaced(const text *t, uint32_t i)
{
    return i >= t->n_tokens || (t->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static bool is_possessive(const text *t, uint32_t i)
{
    return text_is(t, i, "'s") && !spaced(t, i);
}

static bool has_upper_first(slice word)
{
    unsigned char first = word.len ? (unsigned char)word.ptr[0] : 0;
    unsigned char second = word.len > 1 ? (unsigned char)word.ptr[1] : 0;
    if (first >= 'A' && first <= 'Z') // most words, told without asking ICU
        return true;
    if (first >= 'a' && first <= 'z' && second < 0x80 && second != '\'')
        return false;
    for (size_t at = 0; at < word.len;) {
        UChar32 c = (UChar32)utf8_next(word, &at);
        if (u_isalpha(c)) {
            // d'Artois, l'Aquila: the capital stands behind the article
            if (at <= 2 && u_islower(c) && at < word.len) {
                size_t next = at;
                UChar32 mark = (UChar32)utf8_next(word, &next);
                if ((mark == '\'' || mark == 0x2019) && next < word.len)
                    return u_isUUppercase((UChar32)utf8_next(word, &next));
            }
            return u_isUUppercase(c) || u_istitle(c);
        }
    }
    return false;
}

// The last token of sentence i and one more.
static uint32_t sentence_end(const text *t, uint32_t token_index)
{
    return t->sentences[t->tokens[token_index].sentence].last;
}

static void look_at_sentence(finder *f, uint32_t i)
{
    const sentence *s = &f->t->sentences[i];
    uint32_t n = 0, n_upper = 0, n_caps = 0, n_lower = 0;
    size_t longest = 0;
    for (uint32_t k = s->first; k < s->last; k++) {
        const token *w = &f->t->tokens[k];
        if (w->kind != TOKEN_WORD)
            continue;
        n_lower += !f->upper[k];
        if (w->flags & TOKEN_FUNCTION)
            continue;
        n++;
        n_upper += f->upper[k];
        n_caps += (w->flags & TOKEN_ALL_CAPS) != 0;
        longest = w->folded.len > longest ? w->folded.len : longest;
    }
    bool closed = s->last > s->first &&
                  (is_mark(f->t, s->last - 1, ".") || is_mark(f->t, s->last - 1, "\""));
    bool headline = n >= 4 && n_upper * 5 >= n * 4 && !closed;
    // "REPORTAGE" on a line of its own is a heading
    bool shouted = n_caps == n && n_lower == 0 && (n >= 3 || (n == 1 && longest > 6));
    f->styled[i] = headline || shouted;
    f->capitals[i] = n_lower * 3 < n_upper; // a heading inside a text, as like as not
}

static void look_at_article(finder *f, uint32_t which)
{
    const facts_input *in = f->set->in;
    const text *t = &in->texts[which];
    f->article = which;
    f->t = t;
    slice language = in->articles ? in->articles[which].language : (slice){0};
    if (language.len && !slice_starts_nocase(language, SLICE("en")))
        name_words_add_language(f->set->tmp, &f->set->words, language);
    f->spanish = slice_starts_nocase(language, SLICE("es"));
    f->in_arabic = slice_starts_nocase(language, SLICE("ar"));
    f->nouns = slice_starts_nocase(language, SLICE("de")) ||
               slice_starts_nocase(language, SLICE("lb"));
    f->english = !language.len || slice_starts_nocase(language, SLICE("en"));
    f->bits = arena_array(f->tmp, uint32_t, t->n_tokens + 1);
    f->upper = arena_alloc(f->tmp, t->n_tokens + 1);
    f->styled = arena_alloc(f->tmp, t->n_sentences + 1);
    f->capitals = arena_alloc(f->tmp, t->n_sentences + 1);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        f->bits[i] = name_words_of(&f->set->words, w->hash);
        if (w->kind == TOKEN_PUNCT)
            continue;
        f->upper[i] = has_upper_first(text_token(t, i));
        if (f->upper[i] && !f->bits[i])
            f->bits[i] = tongue_bits(f, w->folded);
        if (!(f->bits[i] & WORD_DEMONYM) && f->upper[i] &&
            name_words_demonym(&f->set->words, w->folded))
            f->bits[i] |= WORD_DEMONYM;
    }
    tongue_look(f, language);
    bool french = slice_starts_nocase(language, SLICE("fr"));
    for (uint32_t i = 0; french && i + 1 < t->n_tokens; i++)
        if (f->upper[i] && text_is(t, i, "m") && is_mark(t, i + 1, "."))
            f->bits[i] |= WORD_TITLE;
    for (uint32_t i = 0; i < t->n_sentences; i++)
        look_at_sentence(f, i);
}

// "RASMA, May 6 (AP) - Farmers", "(AP) Farmers": the sentence starts behind that.
static bool follows_dateline(const finder *f, uint32_t i)
{
    const text *t = f->t;
    uint32_t first = t->sentences[t->tokens[i].sentence].first;
    if (i == first || i - first > 16 ||
        !(is_mark(t, i - 1, "-") || is_mark(t, i - 1, ")")))
        return false;
    if (!spaced(t, i))
        return false;
    bool any = false;
    for (uint32_t k = first; k < i; k++) {
        if (t->tokens[k].kind == TOKEN_WORD && !f->upper[k])
            return false;
        any = any || is_mark(t, k, "(") || (t->tokens[k].flags & TOKEN_ALL_CAPS);
    }
    return any;
}

// A place that forces a capital on any word.
static bool is_forced(const finder *f, uint32_t i)
{
    const text *t = f->t;
    if (follows_dateline(f, i) || f->nouns ||
        (t->tokens[i].flags & TOKEN_SENTENCE_START) || f->styled[t->tokens[i].sentence])
        return true;
    return i > 0 && (is_mark(t, i - 1, ":") || is_mark(t, i - 1, "\"") ||
                     (is_mark(t, i - 1, "'") && !spaced(t, i)));
}

static void count_uses(finder *f)
{
    const text *t = f->t;
    uint32_t behind_and = FACTS_NONE;
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        const token *w = &t->tokens[i];
        if (w->kind != TOKEN_WORD ||
            (f->upper[i] && is_forced(f, i) && !tongue_names(f, i)))
            continue;
        bool is_new;
        uint32_t *at = hash_table_put(&f->uses, tongue_hash(f, i), &is_new);
        if (is_new) {
            *at = f->counts.n;
            vec_add(f->tmp, &f->counts);
        }
        word_use *use = &f->counts.v[*at];
        if (!f->upper[i]) {
            use->n_lower++;
            continue;
        }
        use->n_capital++;
        use->n_acronym += is_acronym(f, i);
        if (i > 0 && (text_is(t, i - 1, "and") || behind_and == i - 1))
            behind_and = i;
        use->n_behind_and += behind_and == i;
        bool joined = (i > 0 && is_plain_capital(f, i - 1)) ||
                      is_plain_capital(f, i + 1) || is_mark(t, i + 1, "-") ||
                      (i > 0 && is_mark(t, i - 1, "-"));
        use->n_alone += !joined;
    }
}

static word_use use_of(const finder *f, uint32_t i)
{
    return word_use_of(f, tongue_hash(f, i));
}

static bool seen_as_name(const finder *f, uint32_t i)
{
    return word_is_seen(use_of(f, i)) || tongue_genitive(f, i);
}

// "April Ostrik", "Jan van Dorp", not "in April Ostrik left".
static bool is_month_like_name(const finder *f, uint32_t i)
{
    static const char *const before[] = {"in",   "since", "until", "by",  "on", "last",
                                         "this", "early", "late",  "mid", "of", "next"};
    if (!(f->bits[i] & WORD_MONTH) || !spaced(f->t, i + 1))
        return false;
    for (size_t k = 0; i > 0 && k < sizeof before / sizeof *before; k++)
        if (text_is(f->t, i - 1, before[k]))
            return false;
    bool name = is_plain_capital(f, i + 1) && !(f->bits[i + 1] & WORD_CALENDAR) &&
                !(f->t->tokens[i + 1].flags & TOKEN_FUNCTION);
    return name || (i + 2 < f->t->n_tokens && (f->bits[i + 1] & WORD_PARTICLE) &&
                    (is_plain_capital(f, i + 2) || (f->bits[i + 2] & WORD_PARTICLE)));
}

// "Doctors Without Borders": a small word that somebody gave a capital, between two words
// that have one.
static bool is_inside_name(const finder *f, uint32_t i)
{
    static const char *const inner[] = {"without", "against", "for", "of",
                                        "and",     "sans",    "war", "the"};
    const text *t = f->t;
    return i > 0 && is_plain_capital(f, i - 1) && is_plain_capital(f, i + 1) &&
           !f->capitals[t->tokens[i].sentence] && IN_LIST(t->tokens[i].folded, inner) &&
           !(t->tokens[i - 1].flags & TOKEN_FUNCTION) &&
           !(t->tokens[i + 1].flags & TOKEN_FUNCTION) && t->tokens[i].folded.len > 1 &&
           !(f->bits[i + 1] & WORD_CALENDAR);
}

// A word inside or at the start of a name whose capital nothing forces.
static bool is_name_word(const finder *f, uint32_t i)
{
    const text *t = f->t;
    if (i >= t->n_tokens || t->tokens[i].kind != TOKEN_WORD || !f->upper[i])
        return false;
    if (is_acronym(f, i))
        return !(f->bits[i] & WORD_CALENDAR);
    if (slice_starts(t->tokens[i].folded, SLICE("i'")))
        return false; // "I'm", "I've"
    if (t->tokens[i].flags & TOKEN_FUNCTION)
        return !is_forced(f, i) && is_plain_capital(f, i + 1) &&
               ((f->bits[i] & (WORD_ARTICLE | WORD_PARTICLE)) || is_inside_name(f, i));
    if ((f->bits[i] & WORD_CALENDAR) && !is_month_like_name(f, i))
        return false;
    if (f->styled[t->tokens[i].sentence])
        return seen_as_name(f, i);
    return true;
}

static bool is_article(const finder *f, uint32_t i)
{
    if (!(f->bits[i] & WORD_ARTICLE) || (f->spanish && text_is(f->t, i, "el")))
        return false;
    if (is_mark(f->t, i + 1, "-") && !spaced(f->t, i + 1))
        return true;
    return !(f->t->tokens[i].flags & TOKEN_FUNCTION) || text_is(f->t, i, "al") ||
           text_is(f->t, i, "el");
}

// The token after an article or particle at i, over a hyphen.
static uint32_t after_particle(const finder *f, uint32_t i)
{
    return i + 1 + (is_mark(f->t, i + 1, "-") && !spaced(f->t, i + 1));
}

// "al Rasma", "van der Meulen": lower case, but a name word follows.
static bool starts_with_particle(const finder *f, uint32_t i)
{
    const text *t = f->t;
    if (t->tokens[i].kind != TOKEN_WORD)
        return false;
    bool is_art = is_article(f, i);
    if (!is_art && !((f->bits[i] & WORD_PARTICLE) && f->english && !text_is(t, i, "do") &&
                     !text_is(t, i, "e") && !text_is(t, i, "y")))
        return false;
    uint32_t next = after_particle(f, i), end = sentence_end(t, i);
    if (next < end && (f->bits[next] & (WORD_PARTICLE | WORD_ARTICLE)) && !f->upper[next])
        next = after_particle(f, next);
    return next < end && is_name_word(f, next) && !is_possessive(t, i + 1);
}

// "Salt workers", where the pile has "Salt" as the first part of a name only.
static bool starts_plain_phrase(const finder *f, uint32_t i)
{
    uint32_t next = i + 1;
    return use_of(f, i).n_alone == 0 && next < sentence_end(f->t, i) && !f->upper[next] &&
           (f->bits[next] & WORD_PEOPLE);
}

static bool nearly_same(slice a, slice b)
{
    spelling x, y;
    spelling_read(a, &x);
    spelling_read(b, &y);
    return a.len >= 4 && b.len >= 4 && spelling_distance(&x, &y) <= SPELLING_NEAR;
}

/* A word at the start of a sentence, where an aligned copy has, before the same word, one
 * that is known to be a name and is spelled nearly so. */
static bool sibling_names(const finder *f, uint32_t i)
{
    const facts_input *in = f->set->in;
    uint32_t next = i + 1;
    if (!in->families || next >= sentence_end(f->t, i) ||
        (f->bits[i] & ~(uint32_t)WORD_GIVEN) || use_of(f, i).n_lower > 0)
        return false;
    uint32_t which = in->families->of_article[f->article];
    if (which == FAMILY_NONE)
        return false;
    const family *all = &in->families->families[which];
    for (uint32_t w = 0; w < all->n_witnesses; w++) {
        uint32_t other = all->witnesses[w];
        uint32_t at =
            other == f->article ? FACTS_NONE : facts_aligned(in, f->article, next, other);
        if (at == FACTS_NONE || at == 0)
            continue;
        const token *word = &in->texts[other].tokens[at - 1];
        word_use use = word_use_of(f, word->hash);
        if (use.n_alone > 0 && use.n_lower == 0 &&
            nearly_same(f->t->tokens[i].folded, word->folded))
            return true;
    }
    return false;
}

static bool starts_name(const finder *f, uint32_t i)
{
    const text *t = f->t;
    if (starts_with_particle(f, i))
        return !f->styled[t->tokens[i].sentence];
    if (!is_plain_capital(f, i))
        return false;
    if (!is_forced(f, i))
        return is_name_word(f, i);
    if (is_acronym(f, i))
        return true;
    if ((t->tokens[i].flags & TOKEN_FUNCTION) || (f->bits[i] & WORD_CALENDAR) ||
        slice_starts(t->tokens[i].folded, SLICE("i'")))
        return false;
    if ((seen_as_name(f, i) && !starts_plain_phrase(f, i)) ||
        name_words_country(&f->set->words, tongue_form(f, i)) || tongue_town(f, i) ||
        sibling_names(f, i))
        return true;
    if (f->styled[t->tokens[i].sentence])
        return false;
    uint32_t next = after_particle(f, i); // over a hyphen
    bool goes_on =
        is_plain_capital(f, next) && is_name_word(f, next) && next < sentence_end(t, i);
    bool dotted = is_mark(t, i + 1, ".") && !spaced(t, i + 1) && is_name_word(f, i + 2);
    // "Fares al-Tarvoni"
    if ((f->bits[i] & WORD_GIVEN) && i + 1 < sentence_end(t, i) && !f->upper[i + 1] &&
        starts_with_particle(f, i + 1))
        return true;
    if (f->bits[i] & (WORD_TITLE | WORD_WEAK_TITLE | WORD_DEMONYM))
        return goes_on || dotted;
    // "Doctors Without Borders"
    if ((f->bits[i] & WORD_COMMON) && i + 2 < sentence_end(t, i) &&
        (t->tokens[i + 1].flags & TOKEN_FUNCTION) && is_inside_name(f, i + 1))
        return true;
    // "North Tarvon", but not "New Minister …"
    if (f->bits[i] & WORD_DIRECTION)
        return goes_on && !(f->bits[next] &
                            (WORD_TITLE | WORD_WEAK_TITLE | WORD_DEMONYM | WORD_COMMON));
    return goes_on && use_of(f, i).n_lower == 0 && !(f->bits[i] & WORD_COMMON);
}

// "Ruritania-Graustark border": two names; "Jean-Pierre": one.
static bool hyphen_splits(const finder *f, uint32_t left, uint32_t right)
{
    if (f->bits[left] & (WORD_ARTICLE | WORD_PARTICLE))
        return false;
    if (f->bits[left] & WORD_PREFIX)
        return true;
    const text *t = f->t;
    bool countries = name_words_country(&f->set->words, t->tokens[left].folded) &&
                     name_words_country(&f->set->words, t->tokens[right].folded);
    if (countries || ((f->bits[left] | f->bits[right]) & WORD_DEMONYM))
        return true;
    bool both_alone = use_of(f, left).n_alone > 0 && use_of(f, right).n_alone > 0;
    return both_alone && !is_plain_capital(f, right + 1);
}

// "University of X", "Council for X": the word before is one that takes such an
// addition.
static bool takes_addition(const finder *f, uint32_t head, uint32_t next)
{
    if (f->bits[head] & (WORD_ORGANISATION | WORD_PLACE))
        return true;
    bool title = f->bits[head] & (WORD_TITLE | WORD_WEAK_TITLE | WORD_ROLE);
    return title && (f->bits[next] & WORD_TOPIC);
}

// Where a run goes on behind "of", "for", "and": the token behind, or 0.
static uint32_t over_link(const finder *f, uint32_t head, uint32_t link, uint32_t end)
{
    const text *t = f->t;
    uint32_t next = link + 1;
    if (is_mark(t, link, "&") && next < end && is_name_word(f, next))
        return next + 1;
    bool of = text_is(t, link, "of"), together = text_is(t, link, "for") || of;
    if (together && next < end && text_is(t, next, "the"))
        next++;
    if (next >= end || !is_plain_capital(f, next) || !is_name_word(f, next))
        return 0;
    if (together)
        return takes_addition(f, head, next) ? next + 1 : 0;
    // "Health and Human Services": what ministries are for, and another of them
    if (text_is(t, link, "and") && (f->bits[head] & WORD_TOPIC) &&
        (f->bits[next] & WORD_TOPIC))
        return next + 1;
    if (text_is(t, link, "and") && forms_linked(f, head, next))
        return next + 1;
    return 0;
}

static bool is_dotted_word(const finder *f, uint32_t i)
{
    slice word = f->t->tokens[i].folded;
    return word.len == 1 || slice_eq_str(word, "st") || slice_eq_str(word, "jr") ||
           (f->bits[i] & (WORD_TITLE | WORD_WEAK_TITLE));
}

// A blank line before token i, inside a sentence that a page broke in two.
static bool after_blank_line(const text *t, uint32_t i)
{
    uint32_t n = 0;
    for (uint32_t at = t->tokens[i - 1].end; at < t->tokens[i].start; at++)
        n += t->bytes.ptr[at] == '\n';
    return n > 1;
}

static bool is_saint(const finder *f, uint32_t i)
{
    return (i > 0 && text_is(f->t, i - 1, "st")) ||
           (i > 1 && is_mark(f->t, i - 1, ".") && text_is(f->t, i - 2, "st"));
}

// One step further for a run that ends before e with the word `head`: the new
// end, or 0.
static uint32_t extend_once(const finder *f, uint32_t head, uint32_t e, uint32_t end)
{
    const text *t = f->t;
    if (e >= end || after_blank_line(t, e) || tongue_genitive(f, head))
        return 0;
    if (is_possessive(t, e)) // "People's Party", "St. Anne's Hospital"
        return ((f->bits[head] & WORD_COMMON) || is_saint(f, head)) && e + 1 < end &&
                       is_plain_capital(f, e + 1) && is_name_word(f, e + 1)
                   ? e + 2
                   : 0;
    if (is_mark(t, e, "'")) { // "Tanners' Lane", "Pilots' Association"
        uint32_t of = WORD_PLACE | WORD_ORGANISATION | WORD_BUSINESS;
        return !spaced(t, e) && e + 1 < end && spaced(t, e + 1) &&
                       slice_ends(t->tokens[head].folded, SLICE("s")) &&
                       is_plain_capital(f, e + 1) &&
                       (f->bits[e + 1] & of || text_is(t, e + 1, "lane"))
                   ? e + 2
                   : 0;
    }
    if (is_mark(t, e, "-")) {
        if (spaced(t, e) || spaced(t, e + 1) || e + 1 >= end)
            return 0;
        if (is_plain_capital(f, e + 1) && is_name_word(f, e + 1))
            return hyphen_splits(f, head, e + 1) ? 0 : e + 2;
        bool bridge = t->tokens[e + 1].kind == TOKEN_WORD && is_mark(t, e + 2, "-") &&
                      !spaced(t, e + 2) && e + 3 < end && is_plain_capital(f, e + 3) &&
                      t->tokens[e + 1].folded.len <= 4;
        bool suffix = t->tokens[e + 1].kind == TOKEN_NUMBER;
        return bridge ? e + 4 : suffix ? e + 2 : 0;
    }
    if (is_mark(t, e, "."))
        return !spaced(t, e) && is_dotted_word(f, head) && e + 1 < end &&
                       is_name_word(f, e + 1)
                   ? e + 2
                   : 0;
    if (t->tokens[e].kind == TOKEN_NUMBER)
        return (f->bits[head] & WORD_NUMBERED) && t->tokens[e].folded.len <= 3 ? e + 1
                                                                               : 0;
    if (t->tokens[e].kind == TOKEN_PUNCT)
        return over_link(f, head, e, end) /* "&" */;
    if (is_plain_capital(f, e) && tongue_in_place(f, e))
        return 0;
    bool capital_article = is_plain_capital(f, e) && is_article(f, e) &&
                           is_mark(t, e + 1, "-") && !is_name_word(f, e);
    if (is_plain_capital(f, e) && !capital_article) {
        if ((f->bits[e] & WORD_MONTH) && !(f->bits[head] & WORD_COMMON) && e + 1 < end &&
            t->tokens[e + 1].kind != TOKEN_NUMBER)
            return e + 1; // a surname that is also a month
        return is_name_word(f, e) ? e + 1 : 0;
    }
    if (f->bits[e] & (WORD_ARTICLE | WORD_PARTICLE)) {
        uint32_t next = after_particle(f, e);
        if (next < end && !f->upper[next] && (f->bits[next] & WORD_PARTICLE))
            next = after_particle(f, next);
        bool foreign = is_article(f, e) || !(f->bits[e] & WORD_ARTICLE);
        return foreign && next < end && is_plain_capital(f, next) && is_name_word(f, next)
                   ? next + 1
                   : 0;
    }
    return over_link(f, head, e, end);
}

enum { RUN_MOST = 40 };

// Where the run that starts at i ends.
static uint32_t run_end(const finder *f, uint32_t i)
{
    uint32_t end = sentence_end(f->t, i), e = i + 1;
    if (end > i + RUN_MOST)
        end = i + RUN_MOST;
    if (starts_with_particle(f, i) && !is_name_word(f, i)) {
        e = after_particle(f, i);
        if (!f->upper[e])
            e = after_particle(f, e);
        e++;
    }
    if (f->bits[i] & WORD_PREFIX && is_mark(f->t, i + 1, "-"))
        return i + 1;
    for (uint32_t next; (next = extend_once(f, e - 1, e, end)) != 0;)
        e = next;
    return e;
}

static void emit(finder *f, uint32_t title, uint32_t first, uint32_t last)
{
    vec_push(f->set->tmp, &f->set->mentions,
             (name_mention){f->article, title, first, last, 0, 0});
}

static bool is_word(const finder *f, uint32_t i)
{
    return f->t->tokens[i].kind != TOKEN_PUNCT;
}

// Nothing in [first, last) but words that name no particular thing.
static bool is_generic(const finder *f, uint32_t first, uint32_t last)
{
    uint32_t any = WORD_TITLE | WORD_WEAK_TITLE | WORD_TITLE_PART | WORD_ROLE |
                   WORD_DEMONYM | WORD_DIRECTION | WORD_COMMON | WORD_PREFIX |
                   WORD_PLACE_NOUN;
    uint32_t n = 0, alone = 0;
    for (uint32_t i = first; i < last; i++) {
        if (!is_word(f, i) || (f->t->tokens[i].flags & TOKEN_FUNCTION && !f->upper[i]))
            continue;
        n++;
        alone = i;
        bool head = i + 1 == last && (f->bits[i] & (WORD_ORGANISATION | WORD_PLACE));
        if (head || (!(f->bits[i] & any) && !(f->t->tokens[i].flags & TOKEN_FUNCTION)))
            any = 0; // one word of its own is enough for a name of several words
    }
    if (n == 0 || any)
        return true;
    if (n > 1)
        return false;
    uint32_t single = WORD_ORGANISATION | WORD_PLACE | WORD_COMPANY | WORD_TOPIC |
                      WORD_COMMON | WORD_CALENDAR | WORD_PEOPLE | WORD_ARTICLE |
                      WORD_PARTICLE;
    if (is_acronym(f, alone))
        return false;
    word_use use = use_of(f, alone);
    slice folded = f->t->tokens[alone].folded;
    // "Rotherbacked": two words run together, the second a participle
    bool run_together = folded.len > 8 && slice_ends(folded, SLICE("backed"));
    // "Shipping", a heading: a paper's or company's name when it is written as
    // one
    bool heading =
        (f->bits[alone] & WORD_BUSINESS) && (use.n_alone < 2 || use.n_lower > 0);
    return (f->bits[alone] & single) || heading || folded.len < 2 || run_together ||
           use.n_lower > 3 * use.n_capital + 3;
}

static uint32_t skip_demonyms(const finder *f, uint32_t first, uint32_t last)
{
    while (first < last && (f->bits[first] & (WORD_DEMONYM | WORD_DIRECTION) ||
                            is_mark(f->t, first, "-")))
        first++;
    return first;
}

// "(D-Mass.)", "R-Ohio": a politician's party and state.
static bool is_party(const finder *f, uint32_t first, uint32_t last)
{
    slice one = f->t->tokens[first].folded;
    return last - first > 2 && one.len == 1 && strchr("dri", one.ptr[0]) &&
           is_mark(f->t, first + 1, "-") && first > 0 &&
           (is_mark(f->t, first - 1, "(") || is_mark(f->t, first - 1, ","));
}

static void emit_name(finder *f, uint32_t title, uint32_t first, uint32_t last)
{
    // what a run cannot end with
    while (last > first && !is_word(f, last - 1))
        last--;
    while (first < last && (!is_word(f, first) || (f->bits[first] & WORD_CALENDAR &&
                                                   !(f->bits[first] & WORD_MONTH))))
        first++;
    // "… AP" and below it "Ruritanian forces": an adjective of what follows
    bool before_noun = last < f->t->n_tokens && f->t->tokens[last].kind == TOKEN_WORD &&
                       !f->upper[last] && !(f->t->tokens[last].flags & TOKEN_FUNCTION);
    while (before_noun && last > first &&
           (!is_word(f, last - 1) || f->bits[last - 1] & WORD_DEMONYM))
        last--;
    if (title > first || title + 12 < first)
        title = first;
    if (is_party(f, first, last))
        return;
    if (first >= last || is_generic(f, first, last))
        return;
    // "Ruritanian Rassendyll": the name is the second word
    uint32_t rest = skip_demonyms(f, first, last);
    bool one_left = rest > first && rest + 1 == last && (f->bits[first] & WORD_DEMONYM);
    if (one_left && !is_generic(f, rest, last) && use_of(f, rest).n_alone > 0 &&
        title == first)
        title = first = rest;
    emit(f, title, first, last);
}

// The last word of a title that stands in [first, last) before a person's name,
// or last.
static uint32_t title_end(const finder *f, uint32_t first, uint32_t last)
{
    uint32_t found = last, lead = skip_demonyms(f, first, last);
    bool only_titles = true; // so far
    for (uint32_t i = lead; i + 1 < last; i++) {
        if (!is_word(f, i))
            continue;
        bool part =
            f->bits[i] & (WORD_TITLE | WORD_TITLE_PART | WORD_WEAK_TITLE | WORD_ROLE);
        bool linked = text_is(f->t, i + 1, "of");
        bool weak = (f->bits[i] & WORD_WEAK_TITLE) && only_titles &&
                    (last - i > 2 || use_of(f, i + 1).n_alone > 0) && !linked;
        // "Superior Court Judge Ann Roe", "Tarvon Fire Chief Ann Roe"
        uint32_t before = i > lead ? f->bits[i - 1] : 0;
        weak = weak || ((f->bits[i] & WORD_WEAK_TITLE) && !linked && last - i > 2 &&
                        (before & (WORD_ORGANISATION | WORD_TOPIC | WORD_TITLE_PART)));
        // "NATO Secretary-General Ann Roe"
        weak = weak || ((f->bits[i] & WORD_WEAK_TITLE) && !linked && last - i > 2 &&
                        i > lead + 1 && is_mark(f->t, i - 1, "-") &&
                        (f->bits[i - 2] & WORD_TITLE));
        // "Hassan Sheikh Tarvoni": a rank behind a first name is a name
        bool name = i > lead && (f->bits[i - 1] & WORD_GIVEN);
        if (((f->bits[i] & WORD_TITLE) && !linked && !name) || weak)
            found = i;
        if ((f->bits[i] & (WORD_TITLE | WORD_WEAK_TITLE)) && linked && i + 2 < last) {
            found = i + 2; // "Secretary of State", "Minister of Health and Sport"
            if (text_is(f->t, found, "the") && found + 1 < last)
                found++; // "Secretary of the Interior"
            while (found + 2 < last && (f->bits[found + 1] & WORD_TOPIC))
                found++;
            i = found;
            continue;
        }
        only_titles = only_titles && part;
    }
    if (found == last || found + 1 >= last)
        return last;
    // "President Hotel", "General Assembly": no person
    uint32_t closing = WORD_ORGANISATION | WORD_PLACE | WORD_COMPANY;
    bool given = f->bits[found + 1] & WORD_GIVEN; // "Secretary Linda Park"
    return f->bits[last - 1] & closing && last - found <= 3 && !given ? last : found;
}

static uint32_t title_start(const finder *f, uint32_t first, uint32_t end)
{
    uint32_t bits = WORD_TITLE | WORD_WEAK_TITLE | WORD_TITLE_PART;
    uint32_t start = end;
    while (start > first &&
           (!is_word(f, start - 1) || (f->bits[start - 1] & bits) ||
            text_is(f->t, start - 1, "of")) &&
           !((f->bits[start - 1] & WORD_DEMONYM) && !(f->bits[start - 1] & bits)))
        start--;
    while (start < end && (!is_word(f, start) || text_is(f->t, start, "of")))
        start++;
    return start;
}

// "Acme CEO" without a name behind, "Tarvon County District Attorney": the title and what
// belongs to it; not "Council of Ministers".
static uint32_t without_last_title(const finder *f, uint32_t first, uint32_t last)
{
    static const char *const parts[] = {"district", "deputy",    "assistant",
                                        "vice",     "acting",    "former",
                                        "interim",  "associate", "high"};
    bool any = false;
    while (last > first + 1) {
        uint32_t bits = f->bits[last - 1];
        bool title = bits & WORD_TITLE && !text_is(f->t, last - 2, "of");
        bool part = any && IN_LIST(f->t->tokens[last - 1].folded, parts);
        if (!title && !part && is_word(f, last - 1))
            break;
        any = any || title;
        last--;
    }
    return last;
}

/* "the UN Ilse Tarvon", "head of the Observatory Jan Maar": a body, and behind it without
 * a comma one of its people. Where the person begins, or `first`. */
static uint32_t person_behind_body(const finder *f, uint32_t first, uint32_t last)
{
    static const char *const ships[] = {"uss", "hms", "ins", "hmas", "uscgc", "hmcs"};
    static const char *const states[] = {"un", "eu", "us", "uk"};
    slice body = f->t->tokens[first].folded;
    if (last < first + 3 || !is_word(f, first + 1) || !is_word(f, first + 2) ||
        !(f->bits[first + 1] & WORD_GIVEN) || !f->upper[first + 2])
        return first;
    bool acronym = is_acronym(f, first) && !IN_LIST(body, ships) &&
                   (body.len > 2 || IN_LIST(body, states));
    bool noun = first > 0 && text_is(f->t, first - 1, "the") &&
                (f->bits[first] & WORD_ORGANISATION);
    return acronym || noun ? first + 1 : first;
}

static void emit_run(finder *f, uint32_t first, uint32_t last)
{
    uint32_t person = person_behind_body(f, first, last);
    if (person > first) {
        emit_name(f, first, first, person);
        first = person;
    }
    uint32_t end = title_end(f, first, last);
    if (end < last) {
        uint32_t start = title_start(f, first, end), name = end + 1;
        while (name < last && !is_word(f, name))
            name++;
        if (start > first)
            emit_name(f, first, first, start);
        emit_name(f, start, name, last);
        return;
    }
    emit_name(f, first, first, without_last_title(f, first, last));
}

static void find_in_article(finder *f)
{
    const text *t = f->t;
    for (uint32_t i = 0; i < t->n_tokens;) {
        uint32_t n = forms_at(f, i);
        bool arabic = f->in_arabic && arabic_is(t->tokens[i].folded);
        if (arabic && t->tokens[i].kind == TOKEN_WORD) {
            uint32_t end = arabic_at(f, i);
            i = end > i ? end : i + 1;
        } else if (n) {
            emit(f, i, i, i + n);
            i += n;
        } else if (starts_name(f, i)) {
            uint32_t end = run_end(f, i);
            emit_run(f, i, end);
            i = end;
        } else {
            i++;
        }
    }
}

void mentions_find(name_set *set)
{
    const facts_input *in = set->in;
    arena *tmp = arena_sub(set->tmp);
    finder f = {.set = set, .tmp = tmp};
    hash_table_init(&f.uses, tmp, 4096);
    hash_table_init(&f.arabic, tmp, 64);
    set->words.gazetteer = in->gazetteer;
    forms_init(&f);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t a = 0; a < in->n_articles; a++) {
            arena *own = arena_sub(tmp);
            f.tmp = own;
            look_at_article(&f, a);
            f.tmp = tmp;
            if (pass == 0) {
                count_uses(&f);
                forms_look(&f);
                if (f.in_arabic)
                    arabic_look(&f);
            } else {
                set->first_of[a] = set->mentions.n;
                find_in_article(&f);
            }
            arena_release(own);
        }
        if (pass == 0)
            forms_settle(&f);
    }
    set->first_of[in->n_articles] = set->mentions.n;
    arena_release(tmp);
}
