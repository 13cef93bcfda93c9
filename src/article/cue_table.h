/* Finding the few cues of cue_lists.h that a line can hold, without asking for each.
 *
 * A cue at a line's start is told by its first two bytes. A cue inside a line is told by
 * its rarest three letters: one look per byte in a table of five bits a letter, which
 * takes capitals and small letters (and some other signs) for the same. What is found so
 * is a candidate; it is then compared in full. */
#ifndef STEMMA_ARTICLE_CUE_TABLE_H
#define STEMMA_ARTICLE_CUE_TABLE_H

#include "base/slice.h"

/* How a cue is looked for in the folded line. */
enum {
    CUE_WHOLE = 1,  // the line is the cue, punctuation aside
    CUE_START = 2,  // the line begins with it, at a word's end
    CUE_INSIDE = 4, // anywhere, at word ends
    CUE_OPEN = 8,   // only in a line that does not end like a sentence
    CUE_LIST = 16,  // what follows it up to the next paragraph is a list of links
    CUE_COLON = 32  // only where a colon, a bar or the line's end comes behind it
};

/* What else the letters of a line may hint at. */
enum {
    HINT_PHOTO = 1, // a photo credit
    HINT_VIA = 2,   // "via "
    HINT_SHORT = 4, // a cue inside a line of at most CUE_SHORT_WORDS
    HINT_LONG = 8,  // of a longer line
    HINT_CONTRIBUTED = 16,
    HINT_TOLD = 32, // or "tells", "speaking to", "interview with"
    HINT_THIS = 64,
    HINT_REPORT = 128, // or "dispatch", or "berichtet"
    HINT_AGO = 256
};
enum { CUE_SHORT_WORDS = 20 };

enum { CUE_STARTS = 1024, CUE_TRIGRAMS = 32768 };

typedef struct {
    const char *text;
    uint8_t len, how, most_words, group;
} cue_entry;

static inline uint32_t cue_start_slot(char first, char second)
{
    return ((unsigned char)first & 31u) << 5 | ((unsigned char)second & 31u);
}

static inline uint32_t cue_next_trigram(uint32_t trigram, char c)
{
    return (trigram << 5 | ((unsigned char)c & 31u)) % CUE_TRIGRAMS;
}

#endif
