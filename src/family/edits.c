// Edit classes: what kind of difference a slot is, told from the words that differ.
#include "base/buf.h"
#include "base/lists.h"
#include "family/collate.h"

#include <string.h>

const char *edit_class_name(edit_class c)
{
    static const char *const names[] = {
        [EDIT_NAME] = "name",
        [EDIT_NUMBER] = "number",
        [EDIT_DATE] = "date",
        [EDIT_HEDGE] = "hedge",
        [EDIT_ATTRIBUTION] = "attribution",
        [EDIT_POLARITY] = "polarity",
        [EDIT_WORDING] = "wording",
        [EDIT_SPELLING] = "spelling",
        [EDIT_TYPOGRAPHIC] = "typographic",
        [EDIT_CUT] = "cut",
        [EDIT_ADDITION] = "addition",
        [EDIT_MOVED] = "moved",
        [EDIT_HEADLINE] = "headline",
    };
    return names[c];
}

/* Word classes
 * ------------------------------------------------------------------------------ */

static const char *const hedges[] = {
    "about",       "alleged",     "allegedly",  "almost",   "apparent",
    "apparently",  "appear",      "appeared",   "appears",  "approximately",
    "around",      "believed",    "claimed",    "could",    "estimated",
    "expected",    "feared",      "likely",     "may",      "might",
    "nearly",      "perhaps",     "possible",   "possibly", "potential",
    "potentially", "presumed",    "probable",   "probably", "purported",
    "purportedly", "reported",    "reportedly", "roughly",  "seem",
    "seemed",      "seemingly",   "seems",      "some",     "suspected",
    "thought",     "unconfirmed", "unverified",
};
static const char *const negations[] = {
    "cannot", "denied", "denies", "deny", "neither", "never",   "no",
    "nobody", "none",   "nor",    "not",  "nothing", "without",
};
static const char *const date_words[] = {
    "afternoon", "ago",      "apr",      "april",     "aug",      "august",  "day",
    "days",      "dec",      "december", "earlier",   "evening",  "feb",     "february",
    "friday",    "jan",      "january",  "july",      "june",     "late",    "later",
    "mar",       "march",    "may",      "monday",    "month",    "morning", "night",
    "nov",       "november", "oct",      "october",   "saturday", "sept",    "september",
    "sunday",    "thursday", "today",    "tomorrow",  "tonight",  "tuesday", "wednesday",
    "week",      "weekend",  "year",     "yesterday",
};
static const char *const cues[] = {
    "according", "added",   "adding",    "announced",    "asserted",    "cited",
    "citing",    "claimed", "confirmed", "confirms",     "declared",    "declares",
    "insisted",  "quoted",  "quoting",   "reported",     "reports",     "said",
    "saying",    "says",    "spokesman", "spokesperson", "spokeswoman", "stated",
    "told",      "wrote",
};
static const char *const number_words[] = {
    "billion", "dozen",     "dozens",  "eight",    "eighteen",  "eighty",   "eleven",
    "fifteen", "fifty",     "five",    "forty",    "four",      "fourteen", "half",
    "hundred", "hundreds",  "million", "nine",     "nineteen",  "ninety",   "one",
    "seven",   "seventeen", "seventy", "six",      "sixteen",   "sixty",    "ten",
    "third",   "thirteen",  "thirty",  "thousand", "thousands", "three",    "twelve",
    "twenty",  "two",
};

/* What the readings have in common and what not
 * ---------------------------------------------- */

typedef struct {
    const text *const *texts;
    const collation_row *row;
    uint32_t n_witnesses;
    arena *tmp;
    uint32_t *first; // the first witness of each reading
    uint32_t n_readings;
} slot_view;

/* One witness for each reading. Those that are out of the row say nothing about how the
 * others differ. */
static void find_readings(slot_view *s)
{
    s->first = arena_array(s->tmp, uint32_t, s->row->n_readings);
    bool *seen = arena_array(s->tmp, bool, s->row->n_readings);
    for (uint32_t w = 0; w < s->n_witnesses; w++) {
        const cell *here = &s->row->cells[w];
        if (here->out || seen[here->reading])
            continue;
        seen[here->reading] = true;
        s->first[s->n_readings++] = w;
    }
}

/* In how many readings each word is. */
typedef struct {
    hash_table index;
    uint32_t *last; // the last reading, from 1
    uint32_t *n;
} word_spread;

static void spread_words(const slot_view *s, word_spread *spread)
{
    uint32_t n_tokens = 0, n = 0;
    for (uint32_t k = 0; k < s->n_readings; k++) {
        const cell *c = &s->row->cells[s->first[k]];
        n_tokens += c->last - c->first;
    }
    hash_table_init(&spread->index, s->tmp, n_tokens);
    spread->last = arena_array(s->tmp, uint32_t, (size_t)n_tokens + 1);
    spread->n = arena_array(s->tmp, uint32_t, (size_t)n_tokens + 1);
    for (uint32_t k = 0; k < s->n_readings; k++) {
        const cell *c = &s->row->cells[s->first[k]];
        for (uint32_t i = c->first; i < c->last; i++) {
            bool is_new;
            uint32_t *at = hash_table_put(&spread->index,
                                          s->texts[s->first[k]]->tokens[i].hash, &is_new);
            if (is_new)
                *at = n++;
            spread->n[*at] += spread->last[*at] != k + 1;
            spread->last[*at] = k + 1;
        }
    }
}

typedef struct {
    uint32_t n_words; // not in every reading
    uint32_t n_content, n_names, n_numbers, n_dates, n_hedges, n_cues, n_negations;
    bool any_empty;
} differences;

// "al-" before a name: a function word by itself, here a piece of the name.
static bool is_name_prefix(const text *t, uint32_t i)
{
    return i + 2 < t->n_tokens && (t->tokens[i].flags & TOKEN_FUNCTION) &&
           slice_eq(t->tokens[i + 1].folded, SLICE("-")) &&
           !(t->tokens[i + 1].flags & TOKEN_SPACE_BEFORE) &&
           !(t->tokens[i + 2].flags & TOKEN_SPACE_BEFORE) &&
           (t->tokens[i + 2].flags & TOKEN_NAME_LIKE);
}

/* The consonants of a word as most spellings of one name have them in common, or 0 where
 * there are too few to tell: Jemir, Djemir, Dzhemir. */
static uint64_t consonants(slice word)
{
    uint64_t key = 0;
    uint32_t n = 0;
    char last = 0;
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i], next = i + 1 < word.len ? word.ptr[i + 1] : 0;
        if (c < 'a' || c > 'z' || strchr("aeiouyhw", c))
            continue;
        if (c == 'd' && (next == 'z' || next == 'j')) {
            c = 'j';
            i++;
        } else if (c == 'q' || c == 'c') {
            c = 'k';
        }
        if (c != last) {
            key = hash_mix(key, (uint64_t)c);
            n++;
        }
        last = c;
    }
    return n > 1 ? key : 0;
}

/* How many words with a capital have the same consonants, by these. */
static void count_spellings(const slot_view *s, hash_table *spellings)
{
    hash_table_init(spellings, s->tmp, 16);
    for (uint32_t k = 0; k < s->n_readings; k++) {
        const cell *c = &s->row->cells[s->first[k]];
        for (uint32_t i = c->first; i < c->last; i++) {
            const token *t = &s->texts[s->first[k]]->tokens[i];
            bool name = t->flags & TOKEN_CAPITAL && t->kind == TOKEN_WORD, is_new = false;
            uint64_t key = name ? consonants(t->folded) : 0;
            if (key)
                hash_table_put(spellings, hash_mix(key, t->hash), &is_new);
            if (is_new)
                ++*hash_table_put(spellings, key, NULL);
        }
    }
}

/* A capital that begins a sentence tells nothing, but where two outlets spell the word in
 * two ways it is a name. */
static bool is_name(const hash_table *spellings, const token *t)
{
    enum { FIRST = TOKEN_CAPITAL | TOKEN_SENTENCE_START };
    if (t->flags & TOKEN_NAME_LIKE)
        return true;
    if ((t->flags & FIRST) != FIRST || t->kind != TOKEN_WORD ||
        (t->flags & TOKEN_FUNCTION))
        return false;
    uint64_t key = consonants(t->folded);
    const uint32_t *n = key ? hash_table_get(spellings, key) : NULL;
    return n && *n > 1;
}

static void count_word(const text *text_of, uint32_t i, bool is_name, differences *d)
{
    const token *t = &text_of->tokens[i];
    bool prefix = is_name_prefix(text_of, i);
    d->n_words++;
    bool number = t->kind == TOKEN_NUMBER || IN_LIST(t->folded, number_words);
    // "may" and "march" are months only with a capital
    bool verb =
        (slice_eq(t->folded, SLICE("may")) || slice_eq(t->folded, SLICE("march"))) &&
        !(t->flags & TOKEN_CAPITAL);
    bool date = !verb && IN_LIST(t->folded, date_words);
    d->n_content += !(t->flags & TOKEN_FUNCTION) || number || date || prefix;
    d->n_names += (is_name && !date) || prefix;
    d->n_numbers += number;
    d->n_dates += date;
    d->n_hedges += IN_LIST(t->folded, hedges);
    d->n_cues += IN_LIST(t->folded, cues);
    d->n_negations +=
        IN_LIST(t->folded, negations) || slice_ends(t->folded, SLICE("n't"));
}

static differences find_differences(const slot_view *s)
{
    differences d = {0};
    word_spread spread;
    spread_words(s, &spread);
    hash_table spellings;
    count_spellings(s, &spellings);
    for (uint32_t k = 0; k < s->n_readings; k++) {
        const text *t = s->texts[s->first[k]];
        const cell *c = &s->row->cells[s->first[k]];
        d.any_empty |= c->first == c->last;
        for (uint32_t i = c->first; i < c->last; i++)
            if (t->tokens[i].kind != TOKEN_PUNCT &&
                spread.n[*hash_table_get(&spread.index, t->tokens[i].hash)] <
                    s->n_readings)
                count_word(t, i, is_name(&spellings, &t->tokens[i]), &d);
    }
    return d;
}

/* Spelling
 * ----------------------------------------------------------------------------------- */

// Long and short forms of one title, as house styles choose between them.
static const char *const short_forms[][2] = {
    {"captain", "capt"},       {"colonel", "col"},   {"commander", "cmdr"},
    {"corporal", "cpl"},       {"doctor", "dr"},     {"general", "gen"},
    {"governor", "gov"},       {"lieutenant", "lt"}, {"major", "maj"},
    {"percent", "%"},          {"per", ""},          {"cent", "%"},
    {"professor", "prof"},     {"sergeant", "sgt"},  {"senator", "sen"},
    {"representative", "rep"},
};

static slice short_form(slice word)
{
    for (size_t i = 0; i < sizeof short_forms / sizeof *short_forms; i++)
        if (slice_eq_str(word, short_forms[i][0]))
            return slice_of_str(short_forms[i][1]);
    return word;
}

static bool ends_or_holds(slice word, size_t at, const char *part)
{
    return slice_starts(slice_of(word.ptr + at, word.len - at), slice_of_str(part));
}

/* A word with what British and American spelling do differently levelled: -ise and -ize,
 * -our and -or, -re and -er, ae and e, doubled consonants. */
static void add_levelled(buf *b, slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (i > 1 && (ends_or_holds(word, i, "is") || ends_or_holds(word, i, "ys"))) {
            buf_add_str(b, word.ptr[i] == 'i' ? "iz" : "yz");
            i++;
        } else if (i > 0 && ends_or_holds(word, i, "our")) {
            buf_add_str(b, "or");
            i += 2;
        } else if (i > 1 && i + 2 == word.len && ends_or_holds(word, i, "re")) {
            buf_add_str(b, "er");
            i++;
        } else if (ends_or_holds(word, i, "ae") || ends_or_holds(word, i, "oe")) {
            buf_add_byte(b, 'e');
            i++;
        } else if (i > 0 && word.ptr[i] == word.ptr[i - 1] && word.ptr[i] >= 'a') {
            continue;
        } else if (word.ptr[i] != '\'') {
            buf_add_byte(b, word.ptr[i]);
        }
    }
}

// All words of a reading run together, levelled; hyphens and spaces do not count.
static slice levelled(const slot_view *s, uint32_t w)
{
    buf b;
    buf_init(&b, s->tmp);
    const cell *c = &s->row->cells[w];
    for (uint32_t i = c->first; i < c->last; i++) {
        const token *t = &s->texts[w]->tokens[i];
        if (t->kind == TOKEN_PUNCT && !slice_eq(t->folded, SLICE("%")))
            continue;
        add_levelled(&b, short_form(t->folded));
    }
    return buf_slice(&b);
}

// The same letters when spelling is levelled, however they are hyphenated, run together
// or split.
static bool same_spelling(const slot_view *s)
{
    slice letters = levelled(s, s->first[0]);
    for (uint32_t k = 1; k < s->n_readings; k++)
        if (!slice_eq(letters, levelled(s, s->first[k])))
            return false;
    return true;
}

// Do two readings have the same words, marks aside?
static bool same_words_in(const slot_view *s, uint32_t v, uint32_t w)
{
    const cell *a = &s->row->cells[v], *b = &s->row->cells[w];
    uint32_t i = a->first, k = b->first;
    for (;;) {
        while (i < a->last && s->texts[v]->tokens[i].kind == TOKEN_PUNCT)
            i++;
        while (k < b->last && s->texts[w]->tokens[k].kind == TOKEN_PUNCT)
            k++;
        if (i == a->last || k == b->last)
            return i == a->last && k == b->last;
        if (s->texts[v]->tokens[i++].hash != s->texts[w]->tokens[k++].hash)
            return false;
    }
}

static bool same_words(const slot_view *s)
{
    for (uint32_t k = 1; k < s->n_readings; k++)
        if (!same_words_in(s, s->first[0], s->first[k]))
            return false;
    return true;
}

enum { MOST_CLASSED = 14 }; // words that differ

/* The class
 * ---------------------------------------------------------------------------------- */

/* More witnesses have something here than nothing: then the others cut it. Those that are
 * out of the row count only where all the others have the same. */
static bool is_cut(const slot_view *s)
{
    uint32_t n_empty = 0, n_with = 0;
    for (uint32_t w = 0; w < s->n_witnesses; w++) {
        const cell *here = &s->row->cells[w];
        if (here->last > here->first)
            n_with++;
        else if (!here->out || s->n_readings < 2)
            n_empty++;
    }
    return n_empty <= n_with;
}

static edit_class class_of(const slot_view *s, const differences *d)
{
    edit_class gap = is_cut(s) ? EDIT_CUT : EDIT_ADDITION;
    if (s->n_readings < 2)
        return gap;
    if (same_words(s))
        return EDIT_TYPOGRAPHIC;
    if (same_spelling(s))
        return EDIT_SPELLING;
    edit_class long_class = d->any_empty ? gap : EDIT_WORDING;
    // a long stretch is what it is, whatever words stand in it
    if (d->n_words > MOST_CLASSED)
        return long_class;
    if (d->n_negations)
        return EDIT_POLARITY;
    if (d->n_dates && (d->n_dates + d->n_numbers) * 4 >= d->n_content * 3)
        return EDIT_DATE;
    if (d->n_numbers && d->n_numbers * 2 >= d->n_content)
        return EDIT_NUMBER;
    if (d->n_hedges)
        return EDIT_HEDGE;
    // "up with the Northerners", left out, is more than a name
    if (d->n_names && d->n_names == d->n_content &&
        (!d->any_empty || d->n_words <= 2 * d->n_names))
        return EDIT_NAME;
    if (d->n_cues)
        return EDIT_ATTRIBUTION;
    if (d->n_numbers)
        return EDIT_NUMBER;
    // a name against a common word in its place is still about how the thing is called
    if (d->n_names * 2 >= d->n_content && d->n_content && !d->any_empty)
        return EDIT_NAME;
    return long_class;
}

edit_class collate_class(arena *out, const text *const *texts, const collation_row *row,
                         uint32_t n_witnesses)
{
    arena *tmp = arena_sub(out);
    slot_view s = {texts, row, n_witnesses, tmp, NULL, 0};
    find_readings(&s);
    differences d = find_differences(&s);
    edit_class edit = class_of(&s, &d);
    arena_release(tmp);
    return edit;
}
