/* A page of HTML on its way to blocks.
 *
 *   html_token.c  tags and text
 *   html_build.c  which element each belongs to (the tree rules of the standard)
 *   html_tree.c   elements that make boxes, and the blocks of text in them
 *   html_hints.c  what class and id say of a box
 *   html_meta.c   what the page says about itself: meta, title, JSON-LD (html_json.c)
 *   html_dates.c  dates in time elements, beside the headline, in the address
 *   html_pick.c   which blocks are the article
 *
 * One pass over the bytes: no tree is kept but the list of boxes. */
#ifndef STEMMA_ARTICLE_HTML_H
#define STEMMA_ARTICLE_HTML_H

#include "article/html_hints.h"
#include "article/html_token.h"
#include "article/page.h"

enum { NO_ELEMENT = UINT32_MAX };

/* An element that makes a box of its own, or an inline one that says something of its
 * text (then it is a leaf). In the order of the page: the elements inside number i are
 * those up to v[i].end. */
typedef struct {
    uint32_t parent, end;
    uint32_t first_block, end_block;
    uint32_t text_start, text_end; // of page.text
    uint32_t mass;                 // bytes of running text in it
    uint32_t hints;                // HINT_… of its names
    uint32_t looks;                // equal for elements of one tag and class
    const char *drop;              // why it is no part of the article; NULL if it may be
    bool sure;                     // that it is dropped, whatever else speaks for it
    html_tag tag;
    bool semantic; // <article>, <main>, itemprop=articleBody, class="story-body"
    bool in_line;
} element;

typedef struct {
    uint32_t owner; // element
    uint32_t link_bytes, bold_bytes, bytes;
    uint32_t n_links, n_breaks;
    uint32_t hints; // of inline elements in it
} block_place;

/* An element that names a time. */
typedef struct {
    uint32_t element;
    slice when; // datetime, content or title; empty: its text
    bool published, modified;
} date_mark;

typedef struct {
    page *p;
    VEC(element) elements;
    VEC(block_place) places; // by block
    VEC(date_mark) times;
    const hint_table *hint_words;
    slice title, og_title, ld_headline, ld_body, h1;
    slice canonical, og_image, description;
    uint32_t n_h1;
} html_page;

/* html.c: all but the choice of the article. */
void html_read(html_page *h);

/* html_build.c: calls what follows for each element and text of the page. */
void html_build(html_page *h);

/* html_tree.c */
typedef struct {
    html_page *h;
    uint32_t current; // the innermost box
    bool open;        // a block is
    unsigned breaks;  // <br> in a row
    unsigned silent;  // open elements whose content is no text for readers
    bool link, bold;
    uint32_t hints; // of the open inline elements
} html_tree;

typedef struct {
    uint32_t element; // NO_ELEMENT: none was made
    uint32_t outer;   // the box around it
    bool box, silent;
} html_opened;

html_opened html_open(html_tree *t, const html_token *token);
void html_close(html_tree *t, html_opened what);
void html_text(html_tree *t, uint32_t start, uint32_t end);
void html_break(html_tree *t, uint32_t at); // <br>
void html_end_block(html_tree *t);

/* html_text.c */
/* Text of the document to the open block, references resolved. */
void html_add_text(page *p, uint32_t start, uint32_t end);
/* A copy without references and control characters, white space folded. */
slice html_decode(arena *out, slice text, bool attribute);
/* The reference ("&eacute;") at text.ptr[at]: its bytes, or 0; what it stands for goes to
 * `to`. */
size_t html_reference(slice text, size_t at, bool attribute, char to[8], size_t *to_len);
/* html_entities.c */
bool html_entity(slice name, uint32_t points[2], bool *bare);

/* html_meta.c */
void html_meta_token(html_page *h, const html_token *token);
void html_meta_settle(html_page *h);
void html_set_outlet(page *p, slice name, const char *why, int rank);
void html_add_date(page *p, slice text, slice where, int rank);
/* html_json.c */
void html_json_ld(html_page *h, slice json);
/* html_dates.c */
void html_dates_settle(html_page *h, uint32_t body, uint32_t heading);
/* html_pick.c */
/* The element that holds the article, by the weight of running text. */
uint32_t html_pick_body(html_page *h);
uint32_t html_pick_heading(const html_page *h); // block; p->blocks.n if there is none
void html_pick(html_page *h);

/* html_features.c: what is known of a block, as numbers; order and meaning are the
 * model's (bench/html_train.py). */
enum { N_FEATURES = 136 };
typedef struct html_features html_features;
html_features *html_features_new(html_page *h, uint32_t body, uint32_t heading);
/* Is the block more than a link? Nothing else is asked about those. */
bool html_features_worth(const html_page *h, uint32_t block);
void html_features_get(const html_features *f, uint32_t block, int16_t to[N_FEATURES]);

#endif
