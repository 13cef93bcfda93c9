/* What an outlet prints on many of its pages is furniture.
 *
 *   article ─► repeat_note()  what of it could be furniture, and what it is about
 *           ─► repeats_add()  a sample of each outlet's articles
 *           ─► repeats_of()   the lines that stand in many of them
 *           ─► article_extract_again() takes them out, with the reason
 *
 * Versions of one story count once: what they have in common is their story, not the
 * outlet's frame. The sample is the articles with the smallest hashes, so that neither
 * the order of the articles nor the number of threads shows, and what is held does not
 * grow with the pile. */
#ifndef STEMMA_ARTICLE_REPEAT_H
#define STEMMA_ARTICLE_REPEAT_H

#include "article/article.h"

enum {
    REPEAT_LINES = 32,  // of an article that are looked at
    REPEAT_SKETCH = 24, // of its words
    REPEAT_TITLE = 8,   // words of the headline
    REPEAT_HEAD = 6,    // paragraphs at its beginning and at its end
    REPEAT_TAIL = 10,
    REPEAT_WORDS = 60, // longer ones are text
    REPEAT_LABEL = 12  // words of a line that may be furniture between paragraphs, too
};

typedef enum {
    REPEAT_IS_LABEL,   // no sentence
    REPEAT_IS_PROSE,   // a sentence of which the report may speak
    REPEAT_IS_HEADLINE // taken as the headline of a plain text
} repeat_kind;

typedef struct {
    uint64_t key;
    repeat_kind kind;
} repeat_line;

typedef struct {
    uint64_t outlet, rank;
    uint64_t
        top; // of a line taken as the headline, as if it were the outlet's name; or 0
    bool no_outlet;
    uint32_t n_lines, n_sketch;
    repeat_line lines[REPEAT_LINES];
    uint64_t sketch[REPEAT_SKETCH]; // the smallest hashes, in order
    uint32_t n_title;
    uint64_t title[REPEAT_TITLE]; // words of the headline
} repeat_note;

typedef struct {
    uint64_t key;
    uint32_t articles;
} repeat_found;

/* Of one outlet; in the order of the keys. */
struct repeat_set {
    uint64_t outlet; // hash of its name, folded
    repeat_found *lines;
    uint32_t n_lines, of; // how many articles were compared
    bool all, no_outlet;  // `of` is all of them
};

/* Of a name, whatever its case. */
uint64_t repeat_outlet_key(slice name);

/* Do they tell one story, as far as a sketch shows? */
bool repeat_same_story(const repeat_note *a, const repeat_note *b);

/* Any thread; `mem` is scratch. */
void repeat_note_take(arena *mem, const document *doc, const article *a, repeat_note *to);

/* NULL: not one of them. */
const repeat_found *repeat_set_get(const repeat_set *set, uint64_t key);

typedef struct repeats repeats;
/* Lives in `a`; at most `most` articles are kept of all outlets together. */
repeats *repeats_new(arena *a, uint32_t most);
void repeats_add(repeats *r, const repeat_note *note);
/* After all were added. */
void repeats_settle(repeats *r);
/* The lines to take out of this article; NULL: none. Any thread. */
const repeat_set *repeats_of(const repeats *r, const repeat_note *note);

#endif
