#include "article/page.h"
#include "article/words.h"
#include "base/utf8.h"

#include <string.h>

/* A light guess: which language's function words the text is full of. */

static const char *const tags[N_LANGUAGES] = {"en", "de", "fr", "es", "it", "pt", "nl"};
/* Is there a letter of a script that by_script() knows? */
static bool has_other_script(slice text)
{
    const uint64_t tops = UINT64_C(0x8080808080808080);
    for (size_t i = 0; i < text.len; i++) {
        uint64_t eight;
        while (i + 8 <= text.len && (memcpy(&eight, text.ptr + i, 8), !(eight & tops)))
            i += 8;
        // U+0400 and on begin with these bytes, quotes and dashes with e2
        if (i < text.len && (unsigned char)text.ptr[i] >= 0xd0 && text.ptr[i] != '\xe2')
            return true;
    }
    return false;
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

static void add_lanes(language_counts *c, const word_counts *part)
{
    for (size_t l = 0; l < N_LANGUAGES; l++)
        c->hits[l] += (unsigned)(part->languages >> l * SHAPE_LANE) & SHAPE_MOST_PIECES;
    c->words += part->pieces;
}

/* A text of any length, in pieces that can be counted. */
static void count(language_counts *c, slice text)
{
    enum { STEP = 512 }; // bytes: fewer words than a lane can count
    for (size_t start = 0; start < text.len;) {
        size_t end = start + STEP;
        word_counts part;
        slice word;
        if (end < text.len) {
            end--; // the word that goes across belongs to this piece
            shape_next_word(text, &end, &word);
        } else {
            end = text.len;
        }
        shape_scan(slice_of(text.ptr + start, end - start), &part);
        add_lanes(c, &part);
        start = end;
    }
}

void language_add(language_counts *c, slice text, size_t start, const word_counts *part)
{
    size_t end = text.len < LANGUAGE_BYTES ? text.len : LANGUAGE_BYTES;
    if (start >= end)
        return;
    if (end == text.len && part->pieces <= SHAPE_MOST_PIECES)
        add_lanes(c, part);
    else
        count(c, slice_of(text.ptr + start, end - start));
}

slice language_tell(const language_counts *c, slice text)
{
    if (text.len > LANGUAGE_BYTES)
        text.len = LANGUAGE_BYTES;
    slice script = by_script(text);
    if (script.len)
        return script;
    const unsigned *hits = c->hits;
    size_t best = 0, second = 1;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (hits[l] > hits[best])
            best = l;
    second = best == 0;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (l != best && hits[l] > hits[second])
            second = l;
    // Nine words in a hundred, and clearly more than of the next language
    if (c->words < 8 || hits[best] * 11 < c->words || hits[best] * 4 < hits[second] * 5)
        return slice_of("", 0);
    return slice_of_str(tags[best]);
}

slice language_guess(slice text)
{
    language_counts c = {0};
    count(&c, slice_of(text.ptr, text.len < LANGUAGE_BYTES ? text.len : LANGUAGE_BYTES));
    return language_tell(&c, text);
}
