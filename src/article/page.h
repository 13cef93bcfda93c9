/* A document taken apart: its blocks in order, what each of them is, and what was found
 * on the way. The steps of stage article fill it one after the other.
 *
 *   lines.c or html_*.c ─► blocks ─► classify.c (roles, with shape, cues, dates, bylines)
 *                       ─► agency.c, published.c ─► compose.c (the article) */
#ifndef STEMMA_ARTICLE_PAGE_H
#define STEMMA_ARTICLE_PAGE_H

#include "article/article.h"
#include "base/buf.h"

typedef enum { BLOCK_LINE, BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM } block_kind;

typedef enum {
    ROLE_OPEN, // not decided yet; the text in the end
    ROLE_BODY,
    ROLE_HEADLINE,
    ROLE_FURNITURE
} block_role;

/* What a line looks like, whatever it says. */
typedef struct {
    uint32_t words, chars;
    uint32_t capital;  // words that begin with a capital (function words left out)
    uint32_t upper;    // words of two letters and more, all capitals
    uint32_t lower;    // words that begin with a small letter, function words left out
    uint32_t function; // articles, prepositions … in small letters
    uint32_t digits;   // words that begin with a digit
    uint32_t stops;    // sentence ends inside
    bool ends_stop;    // . ! ? … at the end, closing quotes and brackets aside
    bool ends_colon;
    bool ends_open; // breaks off: ends in a comma, a dash, or a function word
    bool starts_lower;
    bool starts_bullet;
} shape;

/* What else the words of a text tell. */
typedef struct {
    uint64_t kinds;     // of all its words, folded (words.h)
    uint64_t languages; // how many are of each language, SHAPE_LANE bits a language
    uint32_t pieces;    // between white space
} word_counts;
enum { SHAPE_LANE = 9, SHAPE_MOST_PIECES = (1 << SHAPE_LANE) - 1 }; // more: not counted

/* What the letters of a line hint at: looked for once, asked for often. */
typedef struct {
    uint16_t kinds;        // cue_table.h; CUE_ALL_HINTS where nobody looked
    uint8_t n, anchors[6]; // of cues inside the line, told by their number
} line_hints;

typedef struct {
    span text; // of page.text
    uint32_t first_run, n_runs;
    block_kind kind;
    block_role role;
    uint8_t level;    // of a heading
    bool after_blank; // an empty line before it
    bool full;        // reads like a paragraph
    bool link;        // all of it is a link
    bool doubt;       // furniture, unless it is found to say who or when
    bool sure;        // the page as a whole says it is text
    shape shape;
    word_counts counts;
    uint8_t date_line; // top_is_date_line(): 0 not asked yet, 1 no, 2 yes
    line_hints hints;  // of its letters
    slice why;
} block;

typedef struct {
    slice value, where, evidence;
    int rank;           // how far the place where it stands is to be trusted
    int64_t day;        // days since 1970-01-01, INT64_MIN if not to the day
    const char *refuse; // why it cannot be the publication date; NULL if it can
} stated_date;

enum { N_LANGUAGES = 7, LANGUAGE_BYTES = 8000 };
typedef struct {
    unsigned hits[N_LANGUAGES], words;
} language_counts;

typedef VEC(map_run) map_runs;

typedef struct {
    arena *out, *tmp;
    const document *doc;
    const repeat_set *again; // what stands on many of the outlet's pages; may be NULL
    buf text;
    VEC(block) blocks;
    map_runs runs;
    /* While a block is written: white space seen and not yet written. */
    bool in_block;
    uint32_t gap_chars, gap_start, gap_end;
    /* Found on the way. */
    bool html;
    slice headline, headline_block; // the words, and where they come from if a block
    slice outlet, outlet_why;
    int outlet_rank;
    slice language;
    slice url;
    slice canonical;              // the address the page calls its own
    slice provider, provider_why; // who provided the text, as JSON-LD has it
    slice source, source_why;     // who published it first (reprint.c)
    slice via, via_why;           // who shows what another has published
    slice rights, rights_why;
    int rights_rank;
    VEC(slice) bylines;
    bool author_taken;          // the record's author was read as names or agencies
    VEC(agency_credit) credits; // not those in the text
    VEC(stated_date) dates;
    language_counts languages; // of the text
    VEC(span) credit_places;   // of the text: where a credit may stand
} page;

/* page.c: writing blocks. White space is folded; soft hyphens and the like are left
 * out. */
void page_begin(page *p, block_kind kind);
/* document.bytes[start, end) as they are. */
void page_add(page *p, uint32_t start, uint32_t end);
/* `text` stands for document.bytes[start, end). */
void page_add_for(page *p, slice text, uint32_t start, uint32_t end);
void page_space(page *p, uint32_t start, uint32_t end);
block *page_end(page *p); // NULL when there was nothing in it
slice page_slice(const page *p, const block *b);
void page_furniture(block *b, const char *why);
/* Appends a run, merged with the last when both are copies that go on. `n_first`: runs
 * before that index are not touched. */
void runs_add(arena *out, map_runs *runs, uint32_t n_first, map_run run, const char *text,
              const char *input);

/* shape.c */
shape shape_of(slice text);
shape shape_scan(slice text, word_counts *counts);
/* The same, faster where bytes behind the text can be read, up to `readable`. */
shape shape_scan_in(slice text, const char *readable, word_counts *counts);
/* The kinds of a word in any case. */
uint64_t shape_word_kinds(slice core);
bool shape_is_function(slice word); // "of", "the" … in any case
/* The next word from *at on (white space parts them), or false. */
bool shape_next_word(slice text, size_t *at, slice *word);
/* Without the punctuation around it. */
slice shape_core(slice word);
bool shape_is_capital(slice word);
bool shape_is_upper(slice word); // two letters and more, none of them small
/* Small letters, curly quotes made straight, white space folded: for lists and for
 * comparing lines. At most `most` bytes are looked at. */
slice shape_fold(arena *tmp, slice text, size_t most);
/* The same into room of SHAPE_FOLD_ROOM(most) bytes: a byte that is no character becomes
 * three. */
#define SHAPE_FOLD_ROOM(most) (3 * (most) + 12)
slice shape_fold_to(slice text, size_t most, char *to);
/* How many bytes from `at` on are ASCII without control signs and without two spaces side
 * by side; not all of them, and the last of them is no space. */
size_t shape_tidy(slice text, size_t at);
/* The first bytes, at most `most`, whole characters only. */
slice shape_cut(slice text, size_t most);
uint64_t shape_key(arena *tmp, slice text); // equal for lines that read the same
uint64_t shape_folded_key(slice folded);    // the same of a line that is folded already

/* lines.c */
void lines_split(page *p);
void lines_plain(const document *doc, arena *out, article *to);

/* cues.c: what a line says that no report says. */
enum { CUE_ALL_HINTS = 0xffff, CUE_MANY_ANCHORS = 255 };
enum { CUE_MOST_WORDS = 90 }; // longer lines are neither captions nor furniture
line_hints cue_hints(slice folded);
/* `hints` may be NULL. */
const char *cue_furniture(slice folded, const shape *s, uint64_t kinds,
                          const line_hints *hints, bool *opens_list);
bool cue_is_comments(slice folded); // from here on readers talk
const char *cue_caption(slice text, slice folded, const shape *s, unsigned hints,
                        bool in_head);
bool cue_has_photo_credit(slice text, slice folded, unsigned hints);
bool cue_is_newspaper_word(slice word);
bool cue_is_section_word(slice word);
bool cue_is_navigation(slice text);
bool cue_is_clock(slice folded); // "11:48"
bool cue_is_arrow(slice text);   // "« Back to front page"
bool cue_is_motto(slice folded); // "The harbour's own paper since 1871"

/* appeal.c: the page speaks to its reader. */
/* `kinds`: of its words. */
bool appeal_is(slice folded, const shape *s, uint64_t kinds);

/* dates.c */
typedef struct {
    span at;     // of the text that was looked through
    slice value; // ISO 8601
    bool has_time, ambiguous, has_year;
    int weekday; // 0 Monday … 6, as written; -1 if it is not
    int64_t day;
} date_found;

bool date_next(arena *out, slice text, size_t from, date_found *to);
bool date_find(slice text, size_t from, date_found *to); // the same without the value
/* One value of a machine: ISO 8601, RFC 2822, epoch seconds; or anything a person
 * writes. */
bool date_value(arena *out, slice text, date_found *to);
int64_t date_day(int year, int month, int day);
int date_weekday(int64_t day); // 0 Monday
/* A line that says when: label, date, zone and nothing else. The rest of its words go
 * into `rest`; several dates go into page.dates by their labels. */
typedef enum { DATE_LINE_NOT, DATE_LINE_ALONE, DATE_LINE_WITH_REST } date_line_kind;
date_line_kind date_line(slice text, slice *rest, bool *glued);
typedef enum { LABEL_NONE, LABEL_PUBLISHED, LABEL_UPDATED, LABEL_OTHER } date_label;
date_label date_label_of(arena *tmp, slice before);
bool date_is_label_only(arena *tmp, slice text); // "Published: Updated:"
bool date_is_relative(arena *tmp, slice text);   // "2 hours ago"
bool date_weekday_word(slice word, int *weekday);

/* published.c */
void published_add(page *p, slice value, int64_t day, slice where, slice evidence,
                   int rank, const char *refuse);
extern const char published_no_year[]; // why a date is refused, compared by address
/* Why the order of day and month is not known; NULL if it is, and then `date` has them in
 * that order. */
const char *published_order(const page *p, date_found *date);
void published_add_line(page *p, slice line, bool before_headline, bool glued);
void published_choose(page *p, slice body, article *to);

/* byline.c */
/* "By Jane Roe in Town": takes the names and agencies of a byline; false if the line is
 * none. `loose`: names without "By" count, the place of the line speaks for it. */
bool byline_take(page *p, slice line, bool loose);
bool byline_names(page *p, slice names, const char *where); // "Jane Roe and Max Foe"
bool byline_looks_name(slice text);
bool byline_is_credit(page *p, slice text); // "From our staff and agencies"
/* Does byline_names() take it? Nothing is taken. */
bool byline_are_names(page *p, slice names);
/* "Words by Jane Roe. Photographs by Max Foe": takes the writers. */
bool byline_take_roles(page *p, slice line, unsigned hints);

/* agency.c */
/* The agency that `text` names from its start on; 0 if none, else the bytes. */
size_t agency_at(slice text, slice *name);
/* The same, or an agency that no list knows, told by its form. */
size_t agency_any_at(slice text, slice *name);
bool agency_is_whole(arena *out, slice text, slice *name);
void agency_add(page *p, slice name, slice evidence, const char *where);
/* Credits in a line that is no text: captions, sign-offs, bylines. */
void agency_in_line(page *p, slice line, const char *where);
bool agency_is_sign_off(page *p, slice line, unsigned hints);
void agency_in_text(page *p, article *to);
void agency_unify(page *p, article *to);

/* dateline.c */
void dateline_find(page *p, article *to);

/* classify.c */
void classify(page *p);

/* language.c */
slice language_guess(slice text);
/* The same from the counts of the text's parts, as far as language_add() got them. */
void language_add(language_counts *c, slice text, size_t start, const word_counts *part);
slice language_tell(const language_counts *c, slice text);

/* html.c */
void html_split(page *p);
void html_settle(page *p); // after classify()

/* compose.c */
void compose(page *p, article *to);
void compose_identify(page *p, article *to); // by address and text

#endif
