/* Stage article: a document's own text and what it says about itself.
 *
 *   document ─► blocks (paragraph, heading, line …) ─► furniture out, with the reason
 *            ─► headline, byline, outlet, agency credits, dates, each with its evidence
 *            ─► text: the paragraphs that are left, a blank line ("\n\n") between two
 *
 * The headline is not part of the text, unless there is nothing else. `map` leads every
 * byte of the text back to the document. */
#ifndef STEMMA_ARTICLE_ARTICLE_H
#define STEMMA_ARTICLE_ARTICLE_H

#include "base/vec.h"
#include "read/read.h"

typedef struct {
    slice text;
    slice why; // "share or reading control", "caption printed twice", …
} furniture;

typedef struct {
    slice name;   // full name: "Associated Press", "Reuters", "Agence France-Presse", …
    bool in_text; // then `at` is where in the text
    span at;      // bytes of the article's text
    slice evidence; // the words that say so: "via AP"
    slice where;    // "text", "furniture", "byline" or "metadata"
} agency_credit;

typedef struct {
    slice value;   // ISO 8601, as precise as known
    slice where;   // "JSON-LD datePublished", "line 'Updated: …'", …
    slice why_not; // why it was not taken; empty for the one that was
} date_candidate;

typedef enum { PUBLISHED_UNKNOWN, PUBLISHED_STATED, PUBLISHED_INFERRED } published_how;

typedef struct {
    slice value; // ISO 8601: "2017-05-09", "2017-05-09T11:57Z", "2017-05"; empty: unknown
    published_how how;
    slice evidence;
    VEC(date_candidate) candidates;
} publication;

/* text[text, text + len) is a copy of document.bytes[input, input + len) when len is the
 * same on both sides (input_len == len); otherwise it stands for those bytes (an entity,
 * folded space). */
typedef struct {
    uint32_t text, len;
    uint32_t input, input_len;
} map_run;

typedef struct {
    slice id;    // the record's own, or a hash of address and text in 16 hex digits
    slice input; // see document
    slice url, encoding, note, extra;
    slice address; // what the page calls its own address, or else `url`
    slice fetched; // when it was fetched, if that is known
    slice outlet, outlet_why;
    slice via, via_why;       // an aggregator or another outlet that shows it
    slice rights, rights_why; // copyright or licence, as it is written
    slice headline;
    slice language;       // BCP 47; empty: not known
    slice text;           // UTF-8
    VEC(span) paragraphs; // of the text, in order, not empty
    VEC(slice) bylines;   // names: "Jane Roe"
    VEC(agency_credit) credits;
    VEC(furniture) removed;
    VEC(map_run) map;      // in order of text
    publication published; // as stated; stage facts infers it where nothing is stated
    /* The place and agency before the first sentence ("PORT ELSE, March 3 (Reuters) -"):
     * kept in the text; empty where there is none. A filing place is not the place of the
     * event. */
    span dateline;
    slice dateline_place;
    slice dateline_date; // ISO as far as known (may lack the year: "--03-03"), or empty
} article;

/* Longer documents are no articles: taking one apart needs some six times its length. */
enum { ARTICLE_LONGEST = 32 << 20 };
#define ARTICLE_TOO_LONG "longer than 32 MB, which no article is"

/* `plain`: the text is clean; the whole document is the text, no headline, no furniture.
 * `language` is the user's word for the language, or empty. */
void article_extract(arena *out, const document *doc, bool plain, slice language,
                     article *to);

/* Once more, now that it is known which lines stand on many pages of the outlet
 * (repeat.h): they are furniture. */
typedef struct repeat_set repeat_set;
void article_extract_again(arena *out, const document *doc, slice language,
                           const repeat_set *again, article *to);

/* Only the text, which is the document's, and the id, as article_extract() gives them for
 * a plain text. */
void article_plain(arena *out, const document *doc, article *to);

#endif
