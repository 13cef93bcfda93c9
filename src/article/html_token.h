/* Tags and text of a page, in the order of its bytes (HTML standard, 13.2.5). What takes
 * no part in an article is passed over: comments, declarations, the text of scripts and
 * styles, which stays one piece with its tag. */
#ifndef STEMMA_ARTICLE_HTML_TOKEN_H
#define STEMMA_ARTICLE_HTML_TOKEN_H

#include "base/slice.h"

/* What the tree rules say of an element. */
enum {
    TAG_SPECIAL = 1 << 0,    // ends the search for what an end tag closes
    TAG_VOID = 1 << 1,       // has no end
    TAG_RAW = 1 << 2,        // up to its end tag there are no tags in it
    TAG_FORMATTING = 1 << 3, // <b>, <a> …: goes on where boxes end
    TAG_INLINE = 1 << 4,     // neither ends a block nor parts words
    TAG_CLOSES_P = 1 << 5,
    TAG_IMPLIED = 1 << 6, // its end tag may be left out
    TAG_MARKER = 1 << 7,  // no end tag reaches beyond it; formatting stops here
    TAG_SILENT = 1 << 8,  // its content is no text for readers
    TAG_IN_HEAD = 1 << 9, // may stand in <head>
};

#define P_BOX (TAG_SPECIAL | TAG_CLOSES_P)
#define LINE_FORMAT (TAG_FORMATTING | TAG_INLINE)
#define HEAD_VOID (TAG_SPECIAL | TAG_VOID | TAG_IN_HEAD)

#define HTML_TAGS(T)                                                 \
    T(a, LINE_FORMAT)                                                \
    T(abbr, TAG_INLINE)                                              \
    T(acronym, TAG_INLINE)                                           \
    T(address, P_BOX)                                                \
    T(applet, TAG_SPECIAL | TAG_MARKER | TAG_SILENT)                 \
    T(area, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                     \
    T(article, P_BOX)                                                \
    T(aside, P_BOX)                                                  \
    T(audio, TAG_SILENT)                                             \
    T(b, LINE_FORMAT)                                                \
    T(base, HEAD_VOID)                                               \
    T(bdi, TAG_INLINE)                                               \
    T(bdo, TAG_INLINE)                                               \
    T(big, LINE_FORMAT)                                              \
    T(blockquote, P_BOX)                                             \
    T(body, TAG_SPECIAL)                                             \
    T(br, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                       \
    T(button, TAG_SPECIAL)                                           \
    T(canvas, TAG_SILENT)                                            \
    T(caption, TAG_SPECIAL | TAG_MARKER)                             \
    T(center, P_BOX)                                                 \
    T(cite, TAG_INLINE)                                              \
    T(code, LINE_FORMAT)                                             \
    T(col, TAG_SPECIAL | TAG_VOID)                                   \
    T(colgroup, TAG_SPECIAL)                                         \
    T(data, TAG_INLINE)                                              \
    T(dd, TAG_SPECIAL | TAG_IMPLIED | TAG_CLOSES_P)                  \
    T(del, TAG_INLINE)                                               \
    T(details, P_BOX)                                                \
    T(dfn, TAG_INLINE)                                               \
    T(dialog, TAG_CLOSES_P)                                          \
    T(dir, P_BOX)                                                    \
    T(div, P_BOX)                                                    \
    T(dl, P_BOX)                                                     \
    T(dt, TAG_SPECIAL | TAG_IMPLIED | TAG_CLOSES_P)                  \
    T(em, LINE_FORMAT)                                               \
    T(embed, TAG_SPECIAL | TAG_VOID)                                 \
    T(fieldset, P_BOX)                                               \
    T(figcaption, P_BOX)                                             \
    T(figure, P_BOX)                                                 \
    T(font, LINE_FORMAT)                                             \
    T(footer, P_BOX)                                                 \
    T(form, P_BOX)                                                   \
    T(frame, TAG_SPECIAL | TAG_VOID)                                 \
    T(frameset, TAG_SPECIAL)                                         \
    T(h1, P_BOX)                                                     \
    T(h2, P_BOX)                                                     \
    T(h3, P_BOX)                                                     \
    T(h4, P_BOX)                                                     \
    T(h5, P_BOX)                                                     \
    T(h6, P_BOX)                                                     \
    T(head, TAG_SPECIAL | TAG_SILENT)                                \
    T(header, P_BOX)                                                 \
    T(hgroup, P_BOX)                                                 \
    T(hr, P_BOX | TAG_VOID)                                          \
    T(html, TAG_SPECIAL | TAG_MARKER)                                \
    T(i, LINE_FORMAT)                                                \
    T(iframe, TAG_SPECIAL | TAG_RAW)                                 \
    T(img, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                      \
    T(input, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                    \
    T(ins, TAG_INLINE)                                               \
    T(kbd, TAG_INLINE)                                               \
    T(label, TAG_INLINE)                                             \
    T(li, TAG_SPECIAL | TAG_IMPLIED | TAG_CLOSES_P)                  \
    T(link, HEAD_VOID | TAG_INLINE)                                  \
    T(listing, P_BOX)                                                \
    T(main, P_BOX)                                                   \
    T(mark, TAG_INLINE)                                              \
    T(marquee, TAG_SPECIAL | TAG_MARKER)                             \
    T(math, TAG_SILENT)                                              \
    T(menu, P_BOX)                                                   \
    T(meta, HEAD_VOID | TAG_INLINE)                                  \
    T(nav, P_BOX)                                                    \
    T(nobr, LINE_FORMAT)                                             \
    T(noembed, TAG_SPECIAL | TAG_RAW)                                \
    T(noframes, TAG_SPECIAL | TAG_RAW | TAG_IN_HEAD)                 \
    T(noscript, TAG_SPECIAL | TAG_RAW | TAG_IN_HEAD | TAG_INLINE)    \
    T(object, TAG_SPECIAL | TAG_MARKER | TAG_SILENT)                 \
    T(ol, P_BOX)                                                     \
    T(optgroup, TAG_IMPLIED)                                         \
    T(option, TAG_IMPLIED)                                           \
    T(p, P_BOX | TAG_IMPLIED)                                        \
    T(param, TAG_SPECIAL | TAG_VOID)                                 \
    T(pre, P_BOX)                                                    \
    T(q, TAG_INLINE)                                                 \
    T(rp, TAG_INLINE | TAG_IMPLIED)                                  \
    T(rt, TAG_INLINE | TAG_IMPLIED)                                  \
    T(ruby, TAG_INLINE)                                              \
    T(s, LINE_FORMAT)                                                \
    T(samp, TAG_INLINE)                                              \
    T(script, TAG_SPECIAL | TAG_RAW | TAG_IN_HEAD | TAG_INLINE)      \
    T(search, P_BOX)                                                 \
    T(section, P_BOX)                                                \
    T(select, TAG_SPECIAL | TAG_SILENT)                              \
    T(small, LINE_FORMAT)                                            \
    T(source, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                   \
    T(span, TAG_INLINE)                                              \
    T(strike, LINE_FORMAT)                                           \
    T(strong, LINE_FORMAT)                                           \
    T(style, TAG_SPECIAL | TAG_RAW | TAG_IN_HEAD | TAG_INLINE)       \
    T(sub, TAG_INLINE)                                               \
    T(summary, P_BOX)                                                \
    T(sup, TAG_INLINE)                                               \
    T(svg, TAG_SILENT)                                               \
    T(table, P_BOX | TAG_MARKER)                                     \
    T(tbody, TAG_SPECIAL)                                            \
    T(td, TAG_SPECIAL | TAG_MARKER)                                  \
    T(template, TAG_SPECIAL | TAG_MARKER | TAG_SILENT | TAG_IN_HEAD) \
    T(textarea, TAG_SPECIAL | TAG_RAW)                               \
    T(tfoot, TAG_SPECIAL)                                            \
    T(th, TAG_SPECIAL | TAG_MARKER)                                  \
    T(thead, TAG_SPECIAL)                                            \
    T(time, TAG_INLINE)                                              \
    T(title, TAG_SPECIAL | TAG_RAW | TAG_IN_HEAD)                    \
    T(tr, TAG_SPECIAL)                                               \
    T(track, TAG_SPECIAL | TAG_VOID)                                 \
    T(tt, LINE_FORMAT)                                               \
    T(u, LINE_FORMAT)                                                \
    T(ul, P_BOX)                                                     \
    T(var, TAG_INLINE)                                               \
    T(video, TAG_SILENT)                                             \
    T(wbr, TAG_SPECIAL | TAG_VOID | TAG_INLINE)                      \
    T(xmp, P_BOX | TAG_RAW)

typedef enum {
    TAG_other, // of a name not listed
#define HTML_TAG_NAME(name, flags) TAG_##name,
    HTML_TAGS(HTML_TAG_NAME)
#undef HTML_TAG_NAME
        N_TAGS
} html_tag;

extern const uint16_t html_tag_flags[N_TAGS];

enum { MOST_ATTRIBUTES = 48, TAG_SLOTS = 512 };

/* As written: names in any case, character references in values. */
typedef struct {
    slice name, value;
} html_attribute;

typedef enum { TOKEN_END_OF_PAGE, TOKEN_TEXT, TOKEN_START, TOKEN_CLOSE } token_kind;

typedef struct {
    token_kind kind;
    html_tag tag;
    uint32_t name;       // hash of the name
    uint32_t start, end; // bytes of the page
    bool empty;          // "/>"
    slice raw;           // text of an element with TAG_RAW
    unsigned n_attributes;
    html_attribute attributes[MOST_ATTRIBUTES];
} html_token;

typedef struct {
    slice page;
    size_t at;
    uint8_t tags[TAG_SLOTS]; // by hash of the name
    uint64_t no_end;         // bit by tag: its end tag does not come any more
    uint64_t no_end_high;
} html_tokens;

void html_tokens_init(html_tokens *t, slice page);
void html_tokens_next(html_tokens *t, html_token *to);
/* The value; an empty slice with ptr NULL if there is no such attribute. `name` is in
 * small letters. */
slice html_attribute_get(const html_token *token, const char *name);

#endif
