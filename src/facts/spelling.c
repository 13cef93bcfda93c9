#include "facts/spelling.h"

#include "base/hash.h"
#include "base/utf8.h"

#include <string.h>

// Several letters for one sound; the longest first.
static const struct {
    const char *letters;
    char sound;
} combined[] = {
    {"tsch", 'C'}, {"tch", 'C'}, {"sch", 'S'}, {"dzh", 'j'}, {"dj", 'j'}, {"sh", 'S'},
    {"ch", 'C'},   {"kh", 'X'},  {"gh", 'G'},  {"th", 'T'},  {"dh", 'D'}, {"ph", 'f'},
    {"zh", 'Z'},   {"ck", 'k'},  {"ou", 'u'},  {"oo", 'u'},  {"ee", 'i'}, {"ie", 'i'},
    {"ei", 'i'},   {"ts", 'c'},  {"tz", 'c'},
};

bool spelling_is_vowel(uint32_t sound)
{
    return sound < 128 && sound && strchr("aeiouy", (int)sound) != NULL;
}

static void add_sound(spelling *s, uint32_t sound)
{
    bool doubled = s->n && s->sounds[s->n - 1] == sound;
    if (!doubled && s->n < SPELLING_MOST)
        s->sounds[s->n++] = sound;
}

static uint32_t letter_after(slice folded, size_t at)
{
    return at < folded.len ? (unsigned char)folded.ptr[at] : 0;
}

// One letter that stands for no other sound than its own, or depends on the
// next.
static void add_letter(spelling *s, uint32_t letter, uint32_t next)
{
    switch (letter) {
    case 'q':
        add_sound(s, 'k');
        return;
    case 'c':
        add_sound(s, next == 'e' || next == 'i' || next == 'y' ? 's' : 'k');
        return;
    case 'x':
        add_sound(s, 'k');
        add_sound(s, 's');
        return;
    default:
        add_sound(s, letter);
    }
}

static size_t add_combined(spelling *s, slice rest)
{
    for (size_t i = 0; i < sizeof combined / sizeof *combined; i++) {
        if (!rest.len || combined[i].letters[0] != rest.ptr[0])
            continue;
        slice letters = slice_of_str(combined[i].letters);
        if (slice_starts(rest, letters)) {
            add_sound(s, (unsigned char)combined[i].sound);
            return letters.len;
        }
    }
    return 0;
}

void spelling_read(slice folded, spelling *s)
{
    memset(s, 0, sizeof *s);
    for (size_t at = 0; at < folded.len;) {
        size_t taken = add_combined(s, slice_of(folded.ptr + at, folded.len - at));
        at += taken;
        if (taken)
            continue;
        uint32_t letter = utf8_next(folded, &at);
        if (letter > 127 || (letter >= 'a' && letter <= 'z') ||
            (letter >= '0' && letter <= '9'))
            add_letter(s, letter, letter_after(folded, at));
    }
}

// Prices in hundredths, found on one half of a list of name pairs
// (bench/name_variants).
#ifndef PRICES_ELSEWHERE
enum {
    PRICE_VOWEL = 35,       // one vowel for another
    PRICE_VOWEL_EXTRA = 28, // a vowel more
    PRICE_FIRST_VOWEL = 15, // more at the start of a name
    PRICE_LAST_VOWEL = 45,  // more at the end, where it may be another name
    PRICE_FAINT = 30,       // a sound more that is often not written: h, w, y …
    PRICE_CONSONANT = 100,  // any other more or changed
    WEIGHT_VOWEL = 70,      // of a vowel in the length of a name
};

static const struct {
    char a, b;
    int price;
} close_sounds[] = {
    {'k', 'g', 45}, {'k', 'G', 30}, {'k', 'X', 25}, {'g', 'G', 10}, {'X', 'h', 25},
    {'X', 'G', 30}, {'g', 'j', 30}, {'s', 'z', 15}, {'s', 'S', 40}, {'S', 'C', 35},
    {'C', 'j', 45}, {'t', 'd', 45}, {'t', 'T', 10}, {'d', 'D', 10}, {'D', 'z', 25},
    {'T', 's', 35}, {'b', 'p', 25}, {'b', 'v', 35}, {'v', 'w', 15}, {'f', 'v', 25},
    {'f', 'p', 45}, {'j', 'y', 20}, {'m', 'n', 60}, {'k', 'C', 45}, {'s', 'C', 45},
    {'c', 's', 15}, {'c', 'z', 25}, {'c', 'C', 30}, {'Z', 'j', 20}, {'Z', 'z', 25},
    {'S', 'j', 50}, {'w', 'u', 15}, {'y', 'i', 5},  {'d', 'z', 60}, {'l', 'r', 80},
    {'g', 'h', 30}, {'w', 'o', 25}, {'Z', 'S', 40}, {'j', 'i', 20}, {'c', 'k', 60},
    {'w', 'f', 40},
};
#endif

uint32_t spelling_close(uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < sizeof close_sounds / sizeof *close_sounds; i++) {
        uint32_t one = (unsigned char)close_sounds[i].a,
                 other = (unsigned char)close_sounds[i].b;
        if ((a == one && b == other) || (a == other && b == one))
            return i;
    }
    return SPELLING_CLOSE;
}

double spelling_changed(uint32_t a, uint32_t b)
{
    _Static_assert(sizeof close_sounds / sizeof *close_sounds == SPELLING_CLOSE,
                   "the weights of spelling_weights.c are by their order");
    if (a == b)
        return 0;
    uint32_t close = spelling_close(a, b);
    if (close < SPELLING_CLOSE)
        return close_sounds[close].price / 100.0;
    return (spelling_is_vowel(a) && spelling_is_vowel(b) ? PRICE_VOWEL
                                                         : PRICE_CONSONANT) /
           100.0;
}

double spelling_extra(const spelling *s, uint32_t i)
{
    uint32_t sound = s->sounds[i];
    if (spelling_is_vowel(sound))
        return (i == 0          ? PRICE_FIRST_VOWEL
                : i + 1 == s->n ? PRICE_LAST_VOWEL
                                : PRICE_VOWEL_EXTRA) /
               100.0;
    return (sound == 'h' || sound == 'w' || sound == '\'' ? PRICE_FAINT
                                                          : PRICE_CONSONANT) /
           100.0;
}

double spelling_length(const spelling *s)
{
    double sum = 0;
    for (uint32_t i = 0; i < s->n; i++)
        sum += spelling_is_vowel(s->sounds[i]) ? WEIGHT_VOWEL / 100.0 : 1;
    return sum;
}

static double least(double a, double b, double c)
{
    double ab = a < b ? a : b;
    return ab < c ? ab : c;
}

double spelling_cost(const spelling *a, const spelling *b)
{
    double row[SPELLING_MOST + 1] = {0};
    for (uint32_t j = 0; j < b->n; j++)
        row[j + 1] = row[j] + spelling_extra(b, j);
    for (uint32_t i = 0; i < a->n; i++) {
        double diagonal = row[0];
        row[0] += spelling_extra(a, i);
        for (uint32_t j = 0; j < b->n; j++) {
            double up = row[j + 1];
            row[j + 1] = least(diagonal + spelling_changed(a->sounds[i], b->sounds[j]),
                               up + spelling_extra(a, i), row[j] + spelling_extra(b, j));
            diagonal = up;
        }
    }
    return row[b->n];
}

double spelling_distance(const spelling *a, const spelling *b)
{
    double la = spelling_length(a), lb = spelling_length(b), longer = la > lb ? la : lb;
    if (longer <= 0)
        return a->n == b->n ? 0 : 1;
    double d = spelling_cost(a, b) / longer;
    return d < 1 ? d : 1;
}

// Sounds that transliterations take for one another, by one of them; 0: none is
// left.
uint32_t spelling_group(uint32_t sound)
{
    if (spelling_is_vowel(sound) || sound == 'h' || sound == 'w')
        return 0;
    static const char groups[] = "kgGXq dDtT szZSCcj bpvf";
    if (sound > 127)
        return sound;
    const char *at = strchr(groups, (int)sound);
    if (!at || sound == ' ')
        return sound;
    while (at > groups && at[-1] != ' ')
        at--;
    return (unsigned char)*at;
}

uint64_t spelling_skeleton(const spelling *s, uint32_t *n_consonants)
{
    uint64_t hash = 0;
    uint32_t n = 0, last = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        uint32_t group = spelling_group(s->sounds[i]);
        if (group && (group != last || spelling_is_vowel(s->sounds[i - 1]))) {
            hash = hash_mix(hash, group);
            n++;
        }
        last = group;
    }
    *n_consonants = n;
    return hash;
}
