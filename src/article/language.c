#include "article/page.h"
#include "article/words.h"
#include "base/utf8.h"

#include <string.h>

/* A light guess: which language's function words the text is full of. */

enum { LOOK_BYTES = 8000, N_LANGUAGES = 7 };

static const char *const tags[N_LANGUAGES] = {"en", "de", "fr", "es", "it", "pt", "nl"};
static const uint64_t kinds[N_LANGUAGES] = {WORD_EN, WORD_DE, WORD_FR, WORD_ES,
                                            WORD_IT, WORD_PT, WORD_NL};
enum { ANY_LANGUAGE = 0xfe };
_Static_assert(ANY_LANGUAGE ==
                   (WORD_EN | WORD_DE | WORD_FR | WORD_ES | WORD_IT | WORD_PT | WORD_NL),
               "the languages lie side by side");

/* Is there a letter of a script that by_script() knows? */
static bool has_other_script(slice text)
{
    bool has = false; // U+0400 and on begin with these bytes
    for (size_t i = 0; i < text.len; i++)
        has |= (unsigned char)text.ptr[i] >= 0xd0 && text.ptr[i] != '\xe2';
    return has;
}

static slice by_script(slice text)
{
    if (!has_other_script(text))
        return slice_of("", 0);
    unsigned letters = 0, cyrillic = 0, arabic = 0, han = 0, kana = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        letters += (c | 0x20) - 'a' < 26 || c > 0xbf;
        cyrillic += c >= 0x400 && c < 0x530;
        arabic += c >= 0x600 && c < 0x700;
        han += c >= 0x4e00 && c < 0xa000;
        kana += c >= 0x3040 && c < 0x3100;
    }
    if (cyrillic * 2 > letters)
        return SLICE("ru");
    if (arabic * 2 > letters)
        return SLICE("ar");
    if (kana * 10 > letters)
        return SLICE("ja");
    return han * 2 > letters ? SLICE("zh") : slice_of("", 0);
}

slice language_guess(slice text)
{
    if (text.len > LOOK_BYTES)
        text.len = LOOK_BYTES;
    slice script = by_script(text);
    if (script.len)
        return script;
    unsigned hits[N_LANGUAGES] = {0}, words = 0;
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        words++;
        uint64_t here = core.len < 8 ? word_kinds(core) & ANY_LANGUAGE : 0;
        for (size_t l = 0; here && l < N_LANGUAGES; l++)
            hits[l] += (here & kinds[l]) != 0;
    }
    size_t best = 0, second = 1;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (hits[l] > hits[best])
            best = l;
    second = best == 0;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (l != best && hits[l] > hits[second])
            second = l;
    // Nine words in a hundred, and clearly more than of the next language
    if (words < 8 || hits[best] * 11 < words || hits[best] * 4 < hits[second] * 5)
        return slice_of("", 0);
    return slice_of_str(tags[best]);
}
