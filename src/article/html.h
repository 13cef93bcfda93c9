/* A page of HTML on its way to blocks.
 *
 *   html_guard.c  blanks what would make the parser slow or deep, same length
 *   html_tree.c   Gumbo's tree to blocks and the elements around them
 *   html_meta.c   what the page says about itself: JSON-LD, meta, time, title
 *   html_pick.c   which blocks are the article
 */
#ifndef STEMMA_ARTICLE_HTML_H
#define STEMMA_ARTICLE_HTML_H

#include "article/page.h"

#include <gumbo.h>

enum { NO_ELEMENT = UINT32_MAX };

/* An element that makes a box of its own. In the order of the page: the elements inside
 * number i are those up to v[i].end. */
typedef struct {
    uint32_t parent, end;
    uint32_t first_block, end_block;
    uint32_t mass;    // bytes of running text in it
    const char *drop; // why it is no part of the article; NULL if it may be
    bool semantic;    // <article>, <main>, itemprop=articleBody, class="story-body"
    bool byline, standfirst, date;
    GumboTag tag;
} element;

typedef struct {
    uint32_t owner; // element
    uint32_t link_bytes, bytes;
} block_place;

typedef struct {
    page *p;
    VEC(element) elements;
    VEC(block_place) places; // by block
    const char *source;      // what Gumbo read; as long as the document
    const GumboNode *html;
    slice title, og_title, ld_headline, h1;
    uint32_t n_h1;
} html_page;

char *html_guard(arena *tmp, slice html);
/* NULL if the page would take too much memory. */
GumboOutput *html_parse(arena *tmp, const char *source, size_t len);
void html_walk(html_page *h, const GumboNode *root);
void html_meta(html_page *h, const GumboNode *root);
void html_json_ld(html_page *h, slice json);
void html_pick(html_page *h);
/* Text of a node to the document's bytes it came from, as runs of the open block. */
void html_add_text(html_page *h, const GumboText *text);
/* A copy that is well-formed and has no control characters: references in a page can make
 * the parser write either. */
slice html_clean(arena *out, slice text);
const char *html_attribute(const GumboNode *node, const char *name); // NULL: none
void html_set_outlet(page *p, slice name, const char *why, int rank);
void html_add_date(page *p, slice text, slice where, int rank);

#endif
