#include "article/page.h"
#include "article/words.h"

/* Lines in which the page speaks to its reader: offers, thanks, quizzes, polls. No single
 * word gives them away, so words of several kinds are counted. */

/* Kinds of words, what a word of them counts, and how much of it is counted. */
static const struct {
    uint64_t kind;
    unsigned weight, most;
} classes[] = {{WORD_READER, 1, 2}, {WORD_OFFER, 2, 4}, {WORD_SITE, 1, 3}};

/* Reports quote and attribute; the page's own voice does neither. */
static bool is_report(slice folded)
{
    static const char *const marks[] = {
        "\"",    " said",     " says",   " told ",  " sagte",   " teilte",     " a dit",
        " dijo", " erklärte", " selon ", " según ", "\xc2\xab", "\xe2\x80\x9e"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_find(folded, slice_of_str(marks[i]), 0) < folded.len)
            return true;
    return false;
}

/* "Gull Quiz: how well do you know your islands?" */
static bool is_game(const shape *s, bool named, bool reader_named, bool question)
{
    enum { MOST_WORDS = 16 };
    return named && question && reader_named && s->words <= MOST_WORDS;
}

bool appeal_is(slice folded, const shape *s, uint64_t kinds)
{
    enum { ENOUGH = 4, MOST_WORDS = 26 };
    unsigned got[sizeof classes / sizeof *classes] = {0};
    slice word;
    bool start = true, question = false, order = false, game = false;
    // Neither an offer nor a game: nothing below can make it an appeal
    if (s->words < 3 || s->words > MOST_WORDS || !(kinds & (WORD_OFFER | WORD_GAME)) ||
        is_report(folded))
        return false;
    for (size_t at = 0; shape_next_word(folded, &at, &word);) {
        slice core = shape_core(word);
        uint64_t here = word_kinds(core);
        if (slice_ends(core, SLICE("-vous"))) // "prendrez-vous"
            got[0]++;
        for (size_t k = 0; k < sizeof classes / sizeof *classes; k++)
            if (got[k] < classes[k].most && (here & classes[k].kind))
                got[k] += classes[k].weight;
        order |= start && (here & WORD_ORDER);
        game |= (here & WORD_GAME) != 0;
        char last = word.ptr[word.len - 1];
        question |= last == '?';
        start = last == '.' || last == '?' || last == '!' || last == ':';
    }
    if (is_game(s, game, got[0] > 0, question))
        return true;
    // A report may speak of newsletters and of their readers, but not to them
    if (got[1] == 0 || (got[0] == 0 && !order))
        return false;
    return got[0] + got[1] + got[2] + (order ? 1u : 0u) + (question ? 1u : 0u) >= ENOUGH;
}
