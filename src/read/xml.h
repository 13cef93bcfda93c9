/* XML to small trees, a record (feed item, news item) at a time.
 *
 *   <rss><channel>             header: kept until the end
 *     <title>…</title>
 *     <item>…</item>           record: a tree, handed over when it closes, then dropped
 *     <item>…</item>
 *
 * The reader is our own because the input is anybody's: it takes time linear in the bytes
 * whatever stands there (start tags with a million attributes, a million declared
 * namespaces), all its memory is in the arena, and what real feeds get wrong (a bare '&',
 * an end tag too many, "&nbsp;") costs nothing but a count. References are the five of
 * XML and numbers; any other stays as it is written. No DTD is read; one that declares
 * entities ends the reading. */
#ifndef STEMMA_READ_XML_H
#define STEMMA_READ_XML_H

#include "base/buf.h"

enum {
    XML_DEEPEST = 256,
    XML_MOST_NODES = 400000, // of a record
    XML_MOST_HEADER = 512,   // of the header; what comes later in it is not kept
    XML_MOST_ATTRIBUTES = 64
};

/* Vocabularies that are told apart, by their namespace or, undeclared, by the prefix that
 * everybody uses. */
typedef enum {
    XML_PLAIN, // no namespace
    XML_OTHER, // one that is not in the list
    XML_XML,   // xml:lang, xml:base
    XML_ATOM,
    XML_RSS,
    XML_RDF,
    XML_DC,
    XML_CONTENT,
    XML_FEEDBURNER,
    XML_MEDIA,
    XML_XHTML,
    XML_NAR, // NewsML-G2
    XML_NITF,
    XML_SITEMAP,
    XML_NEWS // of a sitemap
} xml_space;

typedef struct {
    slice name, value;
    xml_space space;
} xml_attribute;

typedef struct xml_node {
    struct xml_node *parent, *first, *last, *next;
    slice name; // without prefix; empty: a text
    slice text;
    xml_attribute *attributes;
    uint32_t n_attributes;
    xml_space space;
    uint64_t line;
} xml_node;

typedef struct {
    void *ctx;
    bool (*is_record)(void *ctx, const xml_node *node); // no attributes or children yet
    /* `why` is NULL for a whole record; otherwise why it is not. What it points to is
     * gone after the call; `tmp`, too. */
    void (*record)(void *ctx, arena *tmp, const xml_node *record, const char *why);
} xml_handler;

typedef struct {
    slice why;     // empty: read to the end; otherwise why not
    uint64_t line; // where it stopped
    uint32_t n_faults;
    bool in_record; // it stopped inside a record, which was handed over with the reason
} xml_result;

/* `utf8` is borrowed by the nodes. */
xml_result xml_read(arena *tmp, slice utf8, const xml_handler *handler);

/* The first child of that name; NULL when there is none (or no parent). */
const xml_node *xml_child(const xml_node *parent, xml_space space, const char *name);
const xml_node *xml_next(const xml_node *node); // the next of the same name
/* The next node in the order of the text, inside `top`; NULL at its end. */
const xml_node *xml_after(const xml_node *top, const xml_node *node, bool inside);
slice xml_attr(const xml_node *node, const char *name); // without namespace; or empty
/* xml:NAME of the node or of the nearest one around it. */
slice xml_inherited(const xml_node *node, const char *name);
/* All text inside, as it stands. */
slice xml_text(arena *out, const xml_node *node);
/* The same on one line: white space folded, none at the ends. */
slice xml_line(arena *out, const xml_node *node);
/* What is inside as HTML, texts escaped. `as` gives an element's name there: "" for its
 * content alone, NULL to leave it out. */
typedef const char *xml_rename(arena *tmp, const xml_node *node);
void xml_html(buf *to, const xml_node *node, xml_rename *as);
const char *xml_own_name(arena *tmp, const xml_node *node); // XHTML is HTML already
void xml_escape(buf *to, slice text);

#endif
