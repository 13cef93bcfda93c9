/* What each block of a page is: by its shape, by where it stands, by what it says. When
 * in doubt it is text.
 *
 *   classify.c       lines that say what they are; where the report begins and ends
 *   classify_top.c   headline, byline, date and what else stands above the report
 *   classify_rest.c  inside the report and behind it
 *   outlet.c         names of outlets
 *   masthead.c       the outlet's name told by where it stands, not by its words
 *   strip.c          "By Jane Roe | 7 May 2014 | 2 min read"
 *   repeat_mark.c    what stands on many of the outlet's pages
 *   topic.c          what the report speaks of
 */
#ifndef STEMMA_ARTICLE_CLASSIFY_H
#define STEMMA_ARTICLE_CLASSIFY_H

#include "article/page.h"
#include "base/hash.h"

enum { SHORT_BYTES = 1200, HEADLINE_WORDS = 34, LINK_WORDS = 16 };

/* Words of the report, filled when they are first asked for. */
typedef struct {
    bool filled;
    bool *in_report; // of the blocks from `first` on, as things stood at topic_init()
    uint32_t first, n;
    hash_table words;
} topic;

typedef struct {
    page *p;
    block *v;
    uint32_t n;
    slice *folded;     // of short blocks, empty for long ones
    uint64_t *keys;    // block_key(); 0: not asked for yet
    uint32_t first;    // the first and the last paragraph of the report
    uint32_t last;     // (first == n: there is none)
    uint32_t headline; // n: no block is it
    slice *body;       // the report's blocks folded, once they were asked for
    uint32_t n_body;
    uint32_t n_asked;
    topic *topic;
} classifier;

typedef enum {
    HEADER_NONE,
    HEADER_TITLE,
    HEADER_OUTLET,
    HEADER_URL,
    HEADER_OTHER
} header;

slice block_text(const classifier *c, uint32_t i);
bool block_open(const classifier *c, uint32_t i);
/* The block folded, no more than `most` bytes of it where it is long. */
slice block_folded(const classifier *c, uint32_t i, size_t most);
/* Equal for blocks that read the same. */
uint64_t block_key(const classifier *c, uint32_t i);
/* Reads like a paragraph of a report. */
bool block_full(const shape *s, bool html_paragraph);
/* Ends in a question or an exclamation mark. */
bool block_question(slice text);
/* One of the next few blocks is the same line again. */
bool repeats_near(const classifier *c, uint32_t i, uint32_t *other);
void mark_twins(classifier *c, uint32_t i);
void mark_caption(classifier *c, uint32_t i, const char *why);
bool could_be_headline(const classifier *c, uint32_t i);
header header_field(slice text, slice *value);

/* outlet.c */
void outlet_set(page *p, slice name, const char *why, int rank);
bool outlet_is_masthead(slice text);
slice outlet_before_bar(slice text);
slice outlet_behind_bar(slice text);
bool outlet_is_label(const shape *s);
bool outlet_is_section(slice text);
bool outlet_has_word(slice text);
bool outlet_named_at_end(const classifier *c, uint32_t line);
void outlet_from_rights(classifier *c);

/* topic.c */
void topic_init(classifier *c);
/* How many of the line's words come in the report, how many of them are names. */
unsigned topic_shared(const classifier *c, slice line, unsigned *names);
bool topic_names_common(const classifier *c, uint32_t line, uint32_t other);

/* masthead.c */
/* "Gull Bay Herald > World": the outlet of a trail through the site. */
void masthead_from_trail(classifier *c, slice line);
void masthead_find(classifier *c);
/* A slogan below the outlet's name. `end`: where the report begins. */
bool masthead_is_motto(const classifier *c, uint32_t i, uint32_t end);

/* strip.c */
/* Byline, date and controls on one line, parted by bars or dots. */
bool strip_take(classifier *c, uint32_t i, slice line, bool before_headline);

/* repeat_mark.c: what stands on many of the outlet's pages. */
void repeat_mark(classifier *c);

/* classify_top.c */
bool top_is_date_line(const classifier *c, uint32_t i);
void top_take_date_line(classifier *c, uint32_t i, bool before_headline);
bool top_is_loose_byline(classifier *c, uint32_t i, bool date_near);
void top_find_headline(classifier *c);
void top_take_headline(classifier *c);
void top_drop_again(classifier *c);
void top_mark_above(classifier *c);
void top_mark_below(classifier *c);

/* classify_rest.c */
void rest_mark_inside(classifier *c);
void rest_mark_tail(classifier *c);

#endif
