#include "read/xml.h"

#include "base/utf8.h"

#include <string.h>

enum { MOST_BINDINGS = 64, LONGEST_NAME = 60 };

typedef struct {
    slice prefix;
    xml_space space;
    uint32_t depth;
} binding;

typedef struct {
    slice name; // as written, with its prefix
    xml_node *node;
    uint32_t n_bindings; // before it
} open_element;

typedef struct {
    slice text;
    size_t at;
    size_t counted; // up to where lines are counted
    uint64_t line;
    const xml_handler *handler;
    arena *header, *scratch; // the second: of the record that is open
    open_element open[XML_DEEPEST];
    uint32_t n_open;
    binding bindings[MOST_BINDINGS];
    uint32_t n_bindings;
    xml_node *record;      // open, or NULL
    uint32_t record_depth; // of `open`
    uint32_t n_nodes[2];   // of the header, of the record
    xml_result result;
} reader;

/* ---- vocabularies ---- */

static xml_space space_of_uri(slice uri)
{
    static const struct {
        const char *uri;
        xml_space space;
    } known[] = {{"http://www.w3.org/2005/Atom", XML_ATOM},
                 {"http://purl.org/atom/ns#", XML_ATOM},
                 {"http://purl.org/rss/1.0/", XML_RSS},
                 {"http://my.netscape.com/rdf/simple/0.9/", XML_RSS},
                 {"http://channel.netscape.com/rdf/simple/0.9/", XML_RSS},
                 {"http://backend.userland.com/rss2", XML_RSS},
                 {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", XML_RDF},
                 {"http://purl.org/dc/elements/1.1/", XML_DC},
                 {"http://purl.org/dc/terms/", XML_DC},
                 {"http://purl.org/rss/1.0/modules/content/", XML_CONTENT},
                 {"http://rssnamespace.org/feedburner/ext/1.0", XML_FEEDBURNER},
                 {"http://search.yahoo.com/mrss/", XML_MEDIA},
                 {"http://www.w3.org/1999/xhtml", XML_XHTML},
                 {"http://iptc.org/std/nar/2006-10-01/", XML_NAR},
                 {"http://iptc.org/std/NITF/2006-10-18/", XML_NITF},
                 {"http://www.sitemaps.org/schemas/sitemap/0.9", XML_SITEMAP},
                 {"http://www.google.com/schemas/sitemap-news/0.9", XML_NEWS},
                 {"http://www.w3.org/XML/1998/namespace", XML_XML}};
    uri = slice_trim(uri);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (slice_eq_nocase(uri, slice_of_str(known[i].uri)))
            return known[i].space;
    return uri.len ? XML_OTHER : XML_PLAIN;
}

static xml_space space_of_prefix(const reader *r, slice prefix, bool attribute)
{
    static const struct {
        const char *prefix;
        xml_space space;
    } usual[] = {
        {"atom", XML_ATOM},   {"rdf", XML_RDF},         {"dc", XML_DC},
        {"dcterms", XML_DC},  {"content", XML_CONTENT}, {"feedburner", XML_FEEDBURNER},
        {"media", XML_MEDIA}, {"xhtml", XML_XHTML},     {"nitf", XML_NITF},
        {"news", XML_NEWS},
    };
    if (attribute && !prefix.len)
        return XML_PLAIN;
    if (slice_eq_str(prefix, "xml"))
        return XML_XML;
    for (uint32_t i = r->n_bindings; i-- > 0;)
        if (slice_eq(r->bindings[i].prefix, prefix))
            return r->bindings[i].space;
    if (!prefix.len)
        return XML_PLAIN;
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (slice_eq_str(prefix, usual[i].prefix))
            return usual[i].space;
    return XML_OTHER;
}

static slice split_name(slice name, slice *prefix)
{
    size_t colon = slice_find(name, SLICE(":"), 0);
    if (colon == 0 || colon + 1 >= name.len) {
        *prefix = slice_of("", 0);
        return name;
    }
    *prefix = slice_of(name.ptr, colon);
    return slice_of(name.ptr + colon + 1, name.len - colon - 1);
}

/* ---- texts ---- */

/* A reference at text[at] ('&'): its bytes in `to`, and how long it is as written; 0
 * where it is none that we take. */
static size_t reference(slice text, size_t at, char to[4], size_t *n)
{
    static const struct {
        const char *name;
        char c;
    } five[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    slice rest = slice_of(text.ptr + at, text.len - at);
    *n = 1;
    for (size_t i = 0; i < sizeof five / sizeof *five; i++)
        if (slice_starts(rest, slice_of_str(five[i].name))) {
            to[0] = five[i].c;
            return strlen(five[i].name);
        }
    if (rest.len < 4 || rest.ptr[1] != '#')
        return 0;
    bool hex = rest.ptr[2] == 'x' || rest.ptr[2] == 'X';
    size_t i = hex ? 3 : 2, first = i;
    uint32_t c = 0;
    for (; i < rest.len && i < first + 10; i++) {
        char d = rest.ptr[i];
        uint32_t digit;
        if (d >= '0' && d <= '9')
            digit = (uint32_t)(d - '0');
        else if (hex && ((d | 32) >= 'a' && (d | 32) <= 'f'))
            digit = (uint32_t)((d | 32) - 'a' + 10);
        else
            break;
        c = c > 0x10ffff ? c : c * (hex ? 16 : 10) + digit;
    }
    if (i == first || i >= rest.len || rest.ptr[i] != ';')
        return 0;
    if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        c = 0xfffd;
    else if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r'))
        c = ' ';
    *n = utf8_put(c, to);
    return i + 1;
}

typedef enum { TEXT_CDATA, TEXT_PLAIN, TEXT_ATTRIBUTE } text_kind;

/* References resolved, line ends made LF; in attributes white space is a space. Never
 * longer than what is written. */
static slice decode_text(reader *r, arena *out, slice text, text_kind kind)
{
    bool attribute = kind == TEXT_ATTRIBUTE;
    bool plain = !memchr(text.ptr, '\r', text.len) &&
                 (kind == TEXT_CDATA || !memchr(text.ptr, '&', text.len));
    if (plain && attribute)
        plain = !memchr(text.ptr, '\n', text.len) && !memchr(text.ptr, '\t', text.len);
    if (plain)
        return text;
    char *to = arena_alloc(out, text.len + 4);
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        char c = text.ptr[at];
        size_t len = 0, written = 0;
        if (c == '&' && kind != TEXT_CDATA)
            len = reference(text, at, to + n, &written);
        if (len) {
            at += len;
            n += written;
            continue;
        }
        r->result.n_faults += c == '&' && kind != TEXT_CDATA;
        at++;
        if (c == '\r') {
            if (at < text.len && text.ptr[at] == '\n')
                at++;
            c = '\n';
        }
        to[n++] = attribute && (c == '\n' || c == '\t') ? ' ' : c;
    }
    return slice_of(to, n);
}

/* ---- the tree ---- */

static void count_lines(reader *r, size_t to)
{
    while (r->counted < to) {
        const char *hit = memchr(r->text.ptr + r->counted, '\n', to - r->counted);
        if (!hit)
            break;
        r->line++;
        r->counted = (size_t)(hit - r->text.ptr) + 1;
    }
    r->counted = to;
}

/* A node inside the one that is open (a record is not linked to it); NULL where that is
 * not kept or there are too many. */
static xml_node *add_node(reader *r, bool link)
{
    bool inside = r->record || !link;
    xml_node *parent = r->n_open ? r->open[r->n_open - 1].node : NULL;
    if (r->n_open && !parent)
        return NULL;
    if (r->n_nodes[inside] >= (inside ? XML_MOST_NODES : XML_MOST_HEADER))
        return NULL;
    r->n_nodes[inside]++;
    xml_node *node = arena_new(inside ? r->scratch : r->header, xml_node);
    node->parent = parent;
    if (parent && link) {
        if (parent->last)
            parent->last->next = node;
        else
            parent->first = node;
        parent->last = node;
    }
    return node;
}

static void add_text(reader *r, slice text, text_kind kind)
{
    if (!text.len || !r->n_open)
        return;
    // Layout between the header's elements need not be kept
    if (!r->record && !slice_trim(text).len)
        return;
    xml_node *node = add_node(r, true);
    if (node)
        node->text = decode_text(r, r->record ? r->scratch : r->header, text, kind);
}

static void bind(reader *r, slice prefix, slice uri, uint32_t depth)
{
    if (r->n_bindings < MOST_BINDINGS)
        r->bindings[r->n_bindings++] = (binding){prefix, space_of_uri(uri), depth};
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_spaces(reader *r)
{
    while (r->at < r->text.len && is_space(r->text.ptr[r->at]))
        r->at++;
}

static slice take_name(reader *r)
{
    size_t start = r->at;
    while (r->at < r->text.len) {
        char c = r->text.ptr[r->at];
        if (is_space(c) || c == '/' || c == '>' || c == '=' || c == '<')
            break;
        r->at++;
    }
    return slice_of(r->text.ptr + start, r->at - start);
}

typedef struct {
    xml_attribute v[XML_MOST_ATTRIBUTES];
    slice prefix[XML_MOST_ATTRIBUTES];
    uint32_t n;
    bool empty; // <name/>
} tag;

/* A value behind '='; false where the text ends in it. */
static bool take_value(reader *r, slice *value)
{
    skip_spaces(r);
    if (r->at >= r->text.len)
        return false;
    char quote = r->text.ptr[r->at];
    if (quote != '"' && quote != '\'') {
        size_t start = r->at;
        while (r->at < r->text.len && !is_space(r->text.ptr[r->at]) &&
               r->text.ptr[r->at] != '>')
            r->at++;
        *value = slice_of(r->text.ptr + start, r->at - start);
        r->result.n_faults++;
        return true;
    }
    size_t start = ++r->at;
    const char *end = memchr(r->text.ptr + start, quote, r->text.len - start);
    if (!end)
        return false;
    *value = slice_of(r->text.ptr + start, (size_t)(end - r->text.ptr) - start);
    r->at = start + value->len + 1;
    return true;
}

/* The attributes up to behind '>'; false where the text ends before. */
static bool take_tag(reader *r, tag *t, arena *out)
{
    for (;;) {
        skip_spaces(r);
        if (r->at >= r->text.len)
            return false;
        char c = r->text.ptr[r->at];
        t->empty = c == '/' && r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == '>';
        if (c == '>' || t->empty) {
            r->at += t->empty ? 2 : 1;
            return true;
        }
        if (c == '<') { // the next tag begins: this one lacks its end
            r->result.n_faults++;
            return true;
        }
        slice name = take_name(r), value = slice_of("", 0);
        if (!name.len) {
            r->at++;
            r->result.n_faults++;
            continue;
        }
        skip_spaces(r);
        if (r->at < r->text.len && r->text.ptr[r->at] == '=') {
            r->at++;
            if (!take_value(r, &value))
                return false;
        }
        if (t->n < XML_MOST_ATTRIBUTES) {
            slice local = split_name(name, &t->prefix[t->n]);
            t->v[t->n++] = (xml_attribute){
                .name = local, .value = decode_text(r, out, value, TEXT_ATTRIBUTE)};
        }
    }
}

static void stop(reader *r, slice why)
{
    count_lines(r, r->at < r->text.len ? r->at : r->text.len);
    r->result.why = why;
    r->result.line = r->line;
    r->at = r->text.len;
}

/* ---- events ---- */

static void end_record(reader *r, const char *why)
{
    if (!why && r->n_nodes[1] >= XML_MOST_NODES)
        why = "more elements and texts than are read";
    xml_node *record = r->record;
    r->record = NULL;
    r->handler->record(r->handler->ctx, r->scratch, record, why);
    arena_release(r->scratch);
    r->n_nodes[1] = 0;
}

static void close_top(reader *r)
{
    open_element *top = &r->open[--r->n_open];
    r->n_bindings = top->n_bindings;
    if (r->record && r->n_open == r->record_depth)
        end_record(r, NULL);
}

static void start_element(reader *r)
{
    size_t start = r->at - 1;
    slice prefix, name = take_name(r);
    uint32_t n_bindings = r->n_bindings;
    tag t = {.n = 0};
    count_lines(r, start);
    uint64_t line = r->line;
    slice local = split_name(name, &prefix);
    bool known = r->record || !r->n_open || r->open[r->n_open - 1].node;
    if (!take_tag(r, &t, known && r->record ? r->scratch : r->header)) {
        r->at = start;
        stop(r, SLICE("ends inside a tag"));
        return;
    }
    if (r->n_open == XML_DEEPEST) {
        r->at = start;
        stop(r, SLICE("nested deeper than 256 elements"));
        return;
    }
    for (uint32_t i = 0; i < t.n; i++)
        if (slice_eq_str(t.prefix[i], "xmlns"))
            bind(r, t.v[i].name, t.v[i].value, r->n_open);
        else if (!t.prefix[i].len && slice_eq_str(t.v[i].name, "xmlns"))
            bind(r, slice_of("", 0), t.v[i].value, r->n_open);
    xml_node about = {.parent = r->n_open ? r->open[r->n_open - 1].node : NULL,
                      .name = local,
                      .space = space_of_prefix(r, prefix, false),
                      .line = line};
    bool record = !r->record && r->handler->is_record(r->handler->ctx, &about);
    xml_node *node = add_node(r, !record);
    if (node) {
        *node = about;
        node->attributes = arena_copy(r->record || record ? r->scratch : r->header, t.v,
                                      t.n * sizeof *t.v);
        node->n_attributes = t.n;
        for (uint32_t i = 0; i < t.n; i++)
            node->attributes[i].space = space_of_prefix(r, t.prefix[i], true);
    }
    if (record && node) {
        r->record = node;
        r->record_depth = r->n_open;
    }
    r->open[r->n_open++] = (open_element){name, node, n_bindings};
    if (t.empty)
        close_top(r);
}

static void end_element(reader *r)
{
    r->at++;
    slice name = take_name(r);
    while (r->at < r->text.len && r->text.ptr[r->at] != '>' && r->text.ptr[r->at] != '<')
        r->at++;
    if (r->at < r->text.len && r->text.ptr[r->at] == '>')
        r->at++;
    uint32_t i = r->n_open;
    while (i > 0 && !slice_eq(r->open[i - 1].name, name))
        i--;
    if (i != r->n_open)
        r->result.n_faults++;
    if (i > 0)
        while (r->n_open >= i)
            close_top(r);
}

/* Behind `end`, or the end of the text with why reading stops there. */
static void skip_to(reader *r, slice end, size_t from, const char *what)
{
    size_t hit = slice_find(r->text, end, from);
    if (hit < r->text.len)
        r->at = hit + end.len;
    else
        stop(r, arena_format(r->header, "ends inside %s", what));
}

/* <!DOCTYPE …> with quotes and an inner part in brackets. */
static void skip_declaration(reader *r)
{
    size_t at = r->at, depth = 0;
    char quote = 0;
    for (; at < r->text.len; at++) {
        char c = r->text.ptr[at];
        slice rest = slice_of(r->text.ptr + at, r->text.len - at);
        if (quote) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (depth && slice_starts(rest, SLICE("<!--"))) {
            at = slice_find(r->text, SLICE("-->"), at + 4);
            at = at < r->text.len ? at + 2 : at;
        } else if (slice_starts_nocase(rest, SLICE("<!ENTITY"))) {
            r->at = at;
            stop(r, SLICE("declares entities of its own, which are not read"));
            return;
        } else if (c == '[') {
            depth++;
        } else if (c == ']') {
            depth -= depth > 0;
        } else if (c == '>' && !depth) {
            r->at = at + 1;
            return;
        }
    }
    stop(r, SLICE("ends inside a declaration"));
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           (unsigned char)c >= 0x80;
}

/* At '<'. */
static void markup(reader *r)
{
    slice rest = slice_of(r->text.ptr + r->at, r->text.len - r->at);
    char next = rest.len > 1 ? rest.ptr[1] : 0;
    if (slice_starts(rest, SLICE("<!--"))) {
        skip_to(r, SLICE("-->"), r->at + 4, "a comment");
    } else if (slice_starts(rest, SLICE("<![CDATA["))) {
        size_t start = r->at + 9;
        skip_to(r, SLICE("]]>"), start, "CDATA");
        if (!r->result.why.len)
            add_text(r, slice_of(r->text.ptr + start, r->at - 3 - start), TEXT_CDATA);
    } else if (next == '?') {
        skip_to(r, SLICE("?>"), r->at + 2, "a processing instruction");
    } else if (next == '!') {
        r->at += 2;
        skip_declaration(r);
    } else if (next == '/') {
        r->at++;
        end_element(r);
    } else if (is_name_start(next)) {
        r->at++;
        start_element(r);
    } else { // a bare '<'
        r->result.n_faults++;
        add_text(r, slice_of(rest.ptr, 1), TEXT_CDATA);
        r->at++;
    }
}

/* For a message: the first characters. */
static slice cut_name(slice name)
{
    size_t n = name.len < LONGEST_NAME ? name.len : LONGEST_NAME;
    while (n < name.len && n > 0 && ((unsigned char)name.ptr[n] & 0xc0) == 0x80)
        n--;
    return slice_of(name.ptr, n);
}

xml_result xml_read(arena *tmp, slice utf8, const xml_handler *handler)
{
    reader *r = arena_new(tmp, reader);
    *r = (reader){.text = utf8, .line = 1, .handler = handler, .header = tmp};
    r->scratch = arena_sub(tmp);
    while (r->at < utf8.len) {
        const char *hit = memchr(utf8.ptr + r->at, '<', utf8.len - r->at);
        size_t end = hit ? (size_t)(hit - utf8.ptr) : utf8.len;
        if (end > r->at)
            add_text(r, slice_of(utf8.ptr + r->at, end - r->at), TEXT_PLAIN);
        r->at = end;
        if (hit)
            markup(r);
    }
    if (!r->result.why.len && r->n_open) {
        slice name = cut_name(r->open[r->n_open - 1].name);
        stop(r,
             arena_format(tmp, "ends before <%.*s> is closed", (int)name.len, name.ptr));
    }
    r->result.in_record = r->record != NULL;
    if (r->record)
        end_record(r, arena_str(tmp, r->result.why));
    arena_release(r->scratch);
    return r->result;
}
