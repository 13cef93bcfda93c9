#include "facts/numbers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum {
    ROLE_UNIT,    // 0 to 19: ends a number below a hundred
    ROLE_TEN,     // 20, 30 …
    ROLE_HUNDRED, // multiplies what stands before
    ROLE_SCALE,
    ROLE_DOZEN,
    ROLE_MANY, // a plural that stands for an open number: "hundreds"
    ROLE_FEW,
    ROLE_ARTICLE, // "a" before hundred, dozen, million
    ROLE_AND,
    ROLE_OF,
    ROLE_PART, // "third", "quarter": a fraction's lower number
} number_role;

typedef struct {
    const char *word;
    unsigned tongues;
    number_role role;
    double value;
} number_word;

enum { EN = TONGUE_EN, DE = TONGUE_DE, FR = TONGUE_FR, ES = TONGUE_ES };

/* By first letter, then by language and role; folded forms (no accents). */
static const number_word words[] = {
    {"a", EN, ROLE_ARTICLE, 1},
    {"an", EN, ROLE_ARTICLE, 1},
    {"and", EN, ROLE_AND, 0},
    {"acht", DE, ROLE_UNIT, 8},
    {"billion", EN, ROLE_SCALE, 1e9},
    {"bn", EN, ROLE_SCALE, 1e9},
    {"bln", EN, ROLE_SCALE, 1e9},
    {"billions", EN, ROLE_MANY, 1e9},
    {"crore", EN, ROLE_SCALE, 1e7},
    {"couple", EN, ROLE_FEW, 2},
    {"cinq", FR, ROLE_UNIT, 5},
    {"cinquante", FR, ROLE_TEN, 50},
    {"cent", FR, ROLE_HUNDRED, 100},
    {"centaines", FR, ROLE_MANY, 100},
    {"cuatro", ES, ROLE_UNIT, 4},
    {"cinco", ES, ROLE_UNIT, 5},
    {"cuarenta", ES, ROLE_TEN, 40},
    {"cincuenta", ES, ROLE_TEN, 50},
    {"cien", ES, ROLE_HUNDRED, 100},
    {"cientos", ES, ROLE_MANY, 100},
    {"dozen", EN, ROLE_DOZEN, 12},
    {"dozens", EN, ROLE_MANY, 12},
    {"drei", DE, ROLE_UNIT, 3},
    {"dreissig", DE, ROLE_TEN, 30},
    {"dutzend", DE, ROLE_DOZEN, 12},
    {"dutzende", DE, ROLE_MANY, 12},
    {"deux", FR, ROLE_UNIT, 2},
    {"dix", FR, ROLE_UNIT, 10},
    {"douze", FR, ROLE_UNIT, 12},
    {"dizaines", FR, ROLE_MANY, 10},
    {"dos", ES, ROLE_UNIT, 2},
    {"diez", ES, ROLE_UNIT, 10},
    {"doce", ES, ROLE_UNIT, 12},
    {"docena", ES, ROLE_DOZEN, 12},
    {"decenas", ES, ROLE_MANY, 10},
    {"docenas", ES, ROLE_MANY, 12},
    {"eight", EN, ROLE_UNIT, 8},
    {"eleven", EN, ROLE_UNIT, 11},
    {"eighteen", EN, ROLE_UNIT, 18},
    {"eighty", EN, ROLE_TEN, 80},
    {"eins", DE, ROLE_UNIT, 1},
    {"ein", DE, ROLE_UNIT, 1},
    {"eine", DE, ROLE_UNIT, 1},
    {"einem", DE, ROLE_UNIT, 1},
    {"einer", DE, ROLE_UNIT, 1},
    {"einen", DE, ROLE_UNIT, 1},
    {"elf", DE, ROLE_UNIT, 11},
    {"einige", DE, ROLE_FEW, 2},
    {"four", EN, ROLE_UNIT, 4},
    {"five", EN, ROLE_UNIT, 5},
    {"fourteen", EN, ROLE_UNIT, 14},
    {"fifteen", EN, ROLE_UNIT, 15},
    {"forty", EN, ROLE_TEN, 40},
    {"fifty", EN, ROLE_TEN, 50},
    {"few", EN, ROLE_FEW, 2},
    {"fourth", EN, ROLE_PART, 4},
    {"fourths", EN, ROLE_PART, 4},
    {"fifth", EN, ROLE_PART, 5},
    {"fifths", EN, ROLE_PART, 5},
    {"funf", DE, ROLE_UNIT, 5},
    {"funfzig", DE, ROLE_TEN, 50},
    {"hundred", EN, ROLE_HUNDRED, 100},
    {"hundreds", EN, ROLE_MANY, 100},
    {"hundert", DE, ROLE_HUNDRED, 100},
    {"hunderte", DE, ROLE_MANY, 100},
    {"huit", FR, ROLE_UNIT, 8},
    {"lakh", EN, ROLE_SCALE, 1e5},
    {"million", EN | DE | FR, ROLE_SCALE, 1e6},
    {"mln", EN, ROLE_SCALE, 1e6},
    {"millions", EN, ROLE_MANY, 1e6},
    {"millionen", DE, ROLE_SCALE, 1e6},
    {"milliarde", DE, ROLE_SCALE, 1e9},
    {"milliarden", DE, ROLE_SCALE, 1e9},
    {"mehrere", DE, ROLE_FEW, 3},
    {"mille", FR, ROLE_SCALE, 1e3},
    {"millions", FR, ROLE_SCALE, 1e6},
    {"milliard", FR, ROLE_SCALE, 1e9},
    {"milliards", FR, ROLE_SCALE, 1e9},
    {"milliers", FR, ROLE_MANY, 1e3},
    {"mil", ES, ROLE_SCALE, 1e3},
    {"millon", ES, ROLE_SCALE, 1e6},
    {"millones", ES, ROLE_SCALE, 1e6},
    {"miles", ES, ROLE_MANY, 1e3},
    {"nine", EN, ROLE_UNIT, 9},
    {"nineteen", EN, ROLE_UNIT, 19},
    {"ninety", EN, ROLE_TEN, 90},
    {"neun", DE, ROLE_UNIT, 9},
    {"neuf", FR, ROLE_UNIT, 9},
    {"nueve", ES, ROLE_UNIT, 9},
    {"one", EN, ROLE_UNIT, 1},
    {"of", EN, ROLE_OF, 0},
    {"onze", FR, ROLE_UNIT, 11},
    {"ocho", ES, ROLE_UNIT, 8},
    {"once", ES, ROLE_UNIT, 11},
    {"plusieurs", FR, ROLE_FEW, 3},
    {"quarter", EN, ROLE_PART, 4},
    {"quarters", EN, ROLE_PART, 4},
    {"quatre", FR, ROLE_UNIT, 4},
    {"quinze", FR, ROLE_UNIT, 15},
    {"quarante", FR, ROLE_TEN, 40},
    {"quelques", FR, ROLE_FEW, 2},
    {"quince", ES, ROLE_UNIT, 15},
    {"six", EN | FR, ROLE_UNIT, 6},
    {"seven", EN, ROLE_UNIT, 7},
    {"sixteen", EN, ROLE_UNIT, 16},
    {"seventeen", EN, ROLE_UNIT, 17},
    {"sixty", EN, ROLE_TEN, 60},
    {"seventy", EN, ROLE_TEN, 70},
    {"score", EN, ROLE_DOZEN, 20},
    {"scores", EN, ROLE_MANY, 20},
    {"several", EN, ROLE_FEW, 3},
    {"sixth", EN, ROLE_PART, 6},
    {"sechs", DE, ROLE_UNIT, 6},
    {"sieben", DE, ROLE_UNIT, 7},
    {"sept", FR, ROLE_UNIT, 7},
    {"soixante", FR, ROLE_TEN, 60},
    {"seis", ES, ROLE_UNIT, 6},
    {"siete", ES, ROLE_UNIT, 7},
    {"two", EN, ROLE_UNIT, 2},
    {"three", EN, ROLE_UNIT, 3},
    {"ten", EN, ROLE_UNIT, 10},
    {"twelve", EN, ROLE_UNIT, 12},
    {"thirteen", EN, ROLE_UNIT, 13},
    {"twenty", EN, ROLE_TEN, 20},
    {"thirty", EN, ROLE_TEN, 30},
    {"thousand", EN, ROLE_SCALE, 1e3},
    {"trillion", EN, ROLE_SCALE, 1e12},
    {"tens", EN, ROLE_MANY, 10},
    {"thousands", EN, ROLE_MANY, 1e3},
    {"third", EN, ROLE_PART, 3},
    {"thirds", EN, ROLE_PART, 3},
    {"tenth", EN, ROLE_PART, 10},
    {"tenths", EN, ROLE_PART, 10},
    {"tausend", DE, ROLE_SCALE, 1e3},
    {"tausende", DE, ROLE_MANY, 1e3},
    {"trois", FR, ROLE_UNIT, 3},
    {"trente", FR, ROLE_TEN, 30},
    {"tres", ES, ROLE_UNIT, 3},
    {"treinta", ES, ROLE_TEN, 30},
    {"un", FR | ES, ROLE_UNIT, 1},
    {"une", FR, ROLE_UNIT, 1},
    {"uno", ES, ROLE_UNIT, 1},
    {"una", ES, ROLE_UNIT, 1},
    {"vier", DE, ROLE_UNIT, 4},
    {"vierzig", DE, ROLE_TEN, 40},
    {"vingt", FR, ROLE_TEN, 20},
    {"veinte", ES, ROLE_TEN, 20},
    {"varios", ES, ROLE_FEW, 3},
    {"varias", ES, ROLE_FEW, 3},
    {"wenige", DE, ROLE_FEW, 2},
    {"zero", EN, ROLE_UNIT, 0},
    {"zwei", DE, ROLE_UNIT, 2},
    {"zehn", DE, ROLE_UNIT, 10},
    {"zwolf", DE, ROLE_UNIT, 12},
    {"zwanzig", DE, ROLE_TEN, 20},
};

enum { N_WORDS = sizeof words / sizeof words[0], LONGEST_WORD = 12 };
_Static_assert(N_WORDS < UINT8_MAX, "a word is told by one byte");

tongue tongue_of(slice tag)
{
    static const struct {
        const char *tag;
        tongue is;
    } tags[] = {{"de", TONGUE_DE}, {"fr", TONGUE_FR}, {"es", TONGUE_ES}};
    slice base = tag.len > 2 && (tag.ptr[2] == '-' || tag.ptr[2] == '_')
                     ? slice_of(tag.ptr, 2)
                     : tag;
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
        if (slice_eq_nocase(base, slice_of_str(tags[i].tag)))
            return tags[i].is;
    return TONGUE_EN;
}

/* Where the words that begin with a letter stand in the list, and what stands second in
 * them. */
typedef struct {
    uint8_t first, last;
    uint32_t seconds; // bit of each letter; bit 0: nothing stands there
} letter_words;

static uint32_t second_bit(char c)
{
    return (uint32_t)1 << (c >= 'a' && c <= 'z' ? c - 'a' + 1 : 0);
}

static void index_words(letter_words *letters, tongue in)
{
    for (uint32_t k = 0; k < N_WORDS; k++) {
        letter_words *l = &letters[words[k].word[0] - 'a'];
        if (l->last == 0)
            l->first = (uint8_t)k;
        l->last = (uint8_t)(k + 1);
        if (words[k].tongues & in)
            l->seconds |= second_bit(words[k].word[1]);
    }
}

static uint8_t word_of(const letter_words *letters, slice w, tongue in)
{
    if (!w.len || w.len > LONGEST_WORD || w.ptr[0] < 'a' || w.ptr[0] > 'z')
        return 0;
    const letter_words *l = &letters[w.ptr[0] - 'a'];
    char second = w.len > 1 ? w.ptr[1] : 0;
    if (!(l->seconds & second_bit(second)))
        return 0;
    for (uint8_t k = l->first; k < l->last; k++)
        if (words[k].word[1] == second && // mostly enough
            (words[k].tongues & in) && slice_eq_str(w, words[k].word))
            return (uint8_t)(k + 1);
    return 0;
}

number_text number_text_of(arena *out, const text *t, tongue in)
{
    letter_words letters[26] = {{0}};
    uint8_t *of = arena_array(out, uint8_t, (size_t)t->n_tokens + 1);
    index_words(letters, in);
    for (uint32_t i = 0; i < t->n_tokens; i++)
        if (t->tokens[i].kind == TOKEN_WORD)
            of[i] = word_of(letters, t->tokens[i].folded, in);
    return (number_text){t, in, of};
}

static const number_word *word_at(const number_text *t, uint32_t i)
{
    return i < t->t->n_tokens && t->words[i] ? &words[t->words[i] - 1] : NULL;
}

static bool is_role(const number_word *w, number_role role)
{
    return w && w->role == role;
}

static bool glued(const text *t, uint32_t i)
{
    return i < t->n_tokens && !(t->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static bool is_hyphen(const text *t, uint32_t i)
{
    return text_is(t, i, "-") && glued(t, i) && glued(t, i + 1);
}

/* Digits with grouping marks. A mark with three digits behind it that could be either is
 * read by the language's habit. Gives how many bytes were used. */
static size_t read_digits(slice s, tongue in, double *value, bool *plain)
{
    char group = in == TONGUE_EN ? ',' : '.', point = in == TONGUE_EN ? '.' : ',';
    double v = 0, unit = 1;
    size_t i = 0;
    bool fraction = false;
    *plain = true;
    for (; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= '0' && c <= '9') {
            if (fraction)
                v += (unit /= 10) * (c - '0');
            else
                v = v * 10 + (c - '0');
            continue;
        }
        bool next_digit = i + 1 < s.len && s.ptr[i + 1] >= '0' && s.ptr[i + 1] <= '9';
        if (!next_digit || (c != group && c != point && c != '\''))
            break;
        *plain = false;
        // no group has one or two digits: "12,5" is a fraction in any language
        size_t behind = 1;
        while (i + behind < s.len && s.ptr[i + behind] >= '0' && s.ptr[i + behind] <= '9')
            behind++;
        bool rest = i + behind == s.len && behind < 4 && c == ',' && group == ',';
        if (c == point || (rest && !fraction)) {
            if (fraction)
                break;
            fraction = true;
        }
    }
    *value = v;
    return i;
}

/* "bn", "m", "k" glued to digits. */
static double suffix_scale(slice s)
{
    static const struct {
        const char *word;
        double scale;
    } list[] = {{"k", 1e3},  {"m", 1e6},   {"mn", 1e6},  {"mln", 1e6}, {"b", 1e9},
                {"bn", 1e9}, {"bln", 1e9}, {"tn", 1e12}, {"trn", 1e12}};
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++)
        if (slice_eq_nocase(s, slice_of_str(list[i].word)))
            return list[i].scale;
    return 0;
}

/* "1 500 000": groups of three behind single spaces. */
static void read_spaced_groups(const text *t, number *n)
{
    slice head = t->tokens[n->first].folded;
    if (head.len > 3 || head.ptr[0] == '0' || !n->plain)
        return;
    enum { MOST_GROUPS = 5 }; // up to quadrillions
    while (n->last < t->n_tokens && n->last <= n->first + MOST_GROUPS) {
        const token *k = &t->tokens[n->last];
        slice s = k->folded;
        uint32_t gap = k->start - t->tokens[n->last - 1].end;
        if (k->kind != TOKEN_NUMBER || s.len != 3 || gap == 0 || gap > 3)
            return;
        for (size_t i = 0; i < 3; i++)
            if (s.ptr[i] < '0' || s.ptr[i] > '9')
                return;
        int v = (s.ptr[0] - '0') * 100 + (s.ptr[1] - '0') * 10 + (s.ptr[2] - '0');
        n->low = n->low * 1000 + v;
        n->plain = false;
        n->last++;
    }
}

static bool read_digit_number(const number_text *nt, uint32_t i, number *n)
{
    const text *t = nt->t;
    slice s = t->tokens[i].folded;
    if (!s.len || s.ptr[0] < '0' || s.ptr[0] > '9')
        return false;
    *n = (number){.first = i, .last = i + 1, .scale = 1, .digits = true};
    size_t used = read_digits(s, nt->in, &n->low, &n->plain);
    slice rest = slice_of(s.ptr + used, s.len - used);
    if (rest.len) {
        n->plain = false;
        double scale = suffix_scale(rest);
        if (scale > 0)
            n->scale = scale;
        else
            n->suffix = rest;
    } else {
        read_spaced_groups(t, n);
    }
    return true;
}

/* "seven", "forty-two", "forty two" */
static bool read_below_hundred(const number_text *nt, uint32_t i, number *n)
{
    const text *t = nt->t;
    const number_word *w = word_at(nt, i);
    if (!is_role(w, ROLE_UNIT) && !is_role(w, ROLE_TEN))
        return false;
    *n = (number){.first = i, .last = i + 1, .low = w->value, .scale = 1};
    if (w->role == ROLE_UNIT)
        return true;
    uint32_t at = is_hyphen(t, n->last) ? n->last + 1 : n->last;
    const number_word *unit = word_at(nt, at);
    if (is_role(unit, ROLE_UNIT) && unit->value > 0 && unit->value < 10) {
        n->low += unit->value;
        n->last = at + 1;
    }
    return true;
}

/* Words below a thousand: "three hundred and five", "two dozen", "a hundred". */
static bool read_small_words(const number_text *nt, uint32_t i, number *n)
{
    if (!read_below_hundred(nt, i, n)) {
        const number_word *w = word_at(nt, i);
        bool article = is_role(w, ROLE_ARTICLE);
        const number_word *next = article ? word_at(nt, i + 1) : w;
        if (!next || !(next->role == ROLE_HUNDRED || next->role == ROLE_SCALE ||
                       (article && next->role == ROLE_DOZEN)))
            return false;
        if (!article && nt->in == TONGUE_EN) // "hundred" alone is no number in English
            return false;
        *n = (number){.first = i, .last = article ? i + 1 : i, .low = 1, .scale = 1};
    }
    const number_word *w = word_at(nt, n->last);
    if (!is_role(w, ROLE_HUNDRED) && !is_role(w, ROLE_DOZEN))
        return true;
    n->low *= w->value;
    n->last++;
    number rest;
    uint32_t at = n->last + (is_role(word_at(nt, n->last), ROLE_AND) ? 1 : 0);
    if (w->role == ROLE_HUNDRED && read_below_hundred(nt, at, &rest)) {
        n->low += rest.low;
        n->last = rest.last;
    }
    return true;
}

/* "hundreds of thousands", "several dozen", "a few", "a couple of hundred". */
static bool read_vague(const number_text *nt, uint32_t i, number *n)
{
    const text *t = nt->t;
    uint32_t at = i;
    const number_word *w = word_at(nt, at);
    bool article = is_role(w, ROLE_ARTICLE);
    if (article)
        w = word_at(nt, ++at);
    if (!w || (w->role != ROLE_MANY && w->role != ROLE_FEW) ||
        (article && w->role == ROLE_MANY))
        return false;
    if (w->role == ROLE_FEW && !article && text_is(t, at, "couple"))
        return false;
    double v = w->role == ROLE_MANY ? 2 * w->value : w->value;
    at++;
    bool of = is_role(word_at(nt, at), ROLE_OF);
    const number_word *next = word_at(nt, at + of);
    if (next && ((w->role == ROLE_MANY && of && next->role == ROLE_MANY) ||
                 (w->role == ROLE_FEW &&
                  (next->role == ROLE_HUNDRED || next->role == ROLE_SCALE ||
                   next->role == ROLE_DOZEN)))) {
        v *= next->value;
        at += of + 1u;
    }
    *n = (number){.first = i, .last = at, .low = v, .high = INFINITY, .scale = 1};
    n->vague = true;
    return true;
}

/* Whether token i begins "half a million", "half a dozen". */
static bool read_half(const number_text *nt, uint32_t i, number *n)
{
    const text *t = nt->t;
    if (nt->in != TONGUE_EN || !text_is(t, i, "half"))
        return false;
    uint32_t at = is_role(word_at(nt, i + 1), ROLE_ARTICLE) ? i + 2 : i + 1;
    const number_word *w = word_at(nt, at);
    if (!w || (w->role != ROLE_SCALE && w->role != ROLE_DOZEN && w->role != ROLE_HUNDRED))
        return false;
    *n = (number){.first = i, .last = at + 1, .low = w->value / 2, .scale = w->value};
    n->high = n->low;
    return true;
}

bool number_may_begin(const number_text *nt, uint32_t i)
{
    const text *t = nt->t;
    if (i >= t->n_tokens)
        return false;
    const token *k = &t->tokens[i];
    return k->kind != TOKEN_WORD ||
           (k->folded.len && (unsigned char)k->folded.ptr[0] <= '9') || nt->words[i] ||
           text_is(t, i, "half");
}

bool number_read(const number_text *nt, uint32_t i, number *to)
{
    const text *t = nt->t;
    if (!number_may_begin(nt, i))
        return false;
    if (read_vague(nt, i, to) || read_half(nt, i, to))
        return true;
    if (!read_digit_number(nt, i, to) && !read_small_words(nt, i, to))
        return false;
    if (text_is(t, to->last, "and") && text_is(t, to->last + 1, "a") &&
        text_is(t, to->last + 2, "half")) {
        to->low += 0.5;
        to->last += 3;
    }
    double total = 0, part = to->low * to->scale;
    for (;;) {
        uint32_t at = to->last;
        const number_word *w = word_at(nt, at);
        if (to->suffix.len || !is_role(w, ROLE_SCALE) || to->scale >= w->value * 1e3)
            break;
        if (total > 0 && w->value >= to->scale)
            break;
        total += part * w->value;
        part = 0;
        to->scale = w->value;
        to->last++;
        number rest; // "two thousand five hundred"; digits do not go on
        uint32_t next = to->last + (is_role(word_at(nt, to->last), ROLE_AND) ? 1 : 0);
        if (to->digits || !read_below_hundred(nt, next, &rest))
            break;
        if (is_role(word_at(nt, rest.last), ROLE_HUNDRED) &&
            !read_small_words(nt, next, &rest))
            break;
        part = rest.low;
        to->last = rest.last;
    }
    if (to->scale > 1)
        to->plain = false;
    to->low = to->high = total + part;
    return true;
}

bool number_fraction(const number_text *nt, uint32_t i, number *to)
{
    const number_word *top = word_at(nt, i);
    if (!top || (top->role != ROLE_ARTICLE && top->role != ROLE_UNIT) || top->value < 1)
        return false;
    uint32_t at = is_hyphen(nt->t, i + 1) ? i + 2 : i + 1;
    const number_word *part = word_at(nt, at);
    if (!is_role(part, ROLE_PART) || top->value >= part->value)
        return false;
    bool plural = part->word[strlen(part->word) - 1] == 's';
    if (plural != (top->value > 1))
        return false;
    double v = top->value / part->value;
    *to = (number){.first = i, .last = at + 1, .low = v, .high = v, .scale = 1};
    return true;
}
