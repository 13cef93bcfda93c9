/* RSS and Atom. What an item says about itself goes into the fields of its document.
 *
 * The outlet is who published the item: its <source>, or else the site its link leads to.
 * The feed's own title is the outlet's name only where the link stays on the feed's
 * site. */
#include "read/fields.h"
#include "read/formats.h"
#include "read/url.h"
#include "read/xml.h"

#include <string.h>

enum { LONGEST_NAME = 300 };

typedef struct {
    arena *out;
    slice name;
    slice url; // of the feed itself, where that is known
    const decoded *from;
    read_result *result;
    part_skips skips;
    uint64_t number;  // of the item
    uint64_t n_pages; // of a sitemap
    uint32_t n_taken;
} feed;

bool feed_is_root(slice root)
{
    static const char *const roots[] = {"rss",   "rdf:RDF", "RDF",          "feed",
                                        "entry", "urlset",  "sitemapindex", "channel"};
    size_t colon = slice_find(root, SLICE(":"), 0);
    slice local =
        colon < root.len ? slice_of(root.ptr + colon + 1, root.len - colon - 1) : root;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (slice_eq_str(local, roots[i]))
            return true;
    return false;
}

/* ---- looking things up ---- */

static const xml_node *own(const xml_node *node, const char *name)
{
    return node ? xml_child(node, node->space, name) : NULL;
}

static slice line(arena *tmp, const xml_node *node)
{
    return node ? xml_line(tmp, node) : slice_of("", 0);
}

static slice first_of(arena *tmp, const xml_node *item, const xml_space *spaces,
                      const char *const *names, size_t n)
{
    slice text = slice_of("", 0);
    for (size_t i = 0; i < n && !text.len; i++)
        text = line(tmp, xml_child(item, spaces[i], names[i]));
    return text;
}

static const xml_node *header_of(const xml_node *item)
{
    const xml_node *around = item->parent;
    if (around && slice_eq_str(around->name, "RDF")) // RSS 1.0: items beside the channel
        for (const xml_node *n = around->first; n; n = n->next)
            if (slice_eq_str(n->name, "channel"))
                return n;
    return around;
}

/* The text of a title, which may be HTML (Atom says so, RSS does not). */
static slice title_text(arena *out, arena *tmp, const xml_node *title)
{
    if (!title)
        return slice_of("", 0);
    slice type = xml_attr(title, "type");
    bool literal = title->space == XML_ATOM && (!type.len || slice_eq_str(type, "text") ||
                                                slice_eq_str(type, "xhtml"));
    slice text = xml_text(tmp, title);
    return literal ? one_line_of(out, text) : title_of(out, text);
}

/* ---- links ---- */

static slice web_address(arena *out, const xml_node *at, slice address, slice home)
{
    url_parts parts;
    slice base = xml_inherited(at, "base");
    address = slice_trim(address);
    if (!address.len)
        return address;
    address = url_resolve(out, base.len ? base : home, address);
    return url_split(address, &parts) ? arena_slice(out, address) : slice_of("", 0);
}

/* <link rel="…" href="…"/> of Atom, also inside RSS. */
static slice atom_link(arena *out, const xml_node *node, const char *rel, slice home)
{
    slice found = slice_of("", 0);
    for (const xml_node *n = xml_child(node, XML_ATOM, "link"); n; n = xml_next(n)) {
        slice is = xml_attr(n, "rel"), type = xml_attr(n, "type");
        if (!is.len)
            is = SLICE("alternate");
        bool page = !type.len || slice_find(type, SLICE("html"), 0) < type.len;
        if (slice_eq_str(is, rel) && (page || !found.len)) {
            slice address = web_address(out, n, xml_attr(n, "href"), home);
            if (address.len && (page || !found.len))
                found = address;
            if (page && found.len)
                break;
        }
    }
    return found;
}

static slice header_link(arena *tmp, const xml_node *header)
{
    const slice none = slice_of("", 0);
    slice found = atom_link(tmp, header, "alternate", none);
    if (!found.len && header && header->space != XML_ATOM)
        found = web_address(tmp, header, line(tmp, own(header, "link")), none);
    return found.len ? found : atom_link(tmp, header, "self", none);
}

/* `home`: what addresses without a host are meant from. */
static slice item_link(arena *out, arena *tmp, const xml_node *item, slice home)
{
    slice found = atom_link(out, item, "canonical", home);
    const xml_node *original = xml_child(item, XML_FEEDBURNER, "origLink");
    if (!found.len && original)
        found = web_address(out, original, line(tmp, original), home);
    if (!found.len && item->space != XML_ATOM)
        found = web_address(out, own(item, "link"), line(tmp, own(item, "link")), home);
    if (!found.len)
        found = atom_link(out, item, "alternate", home);
    const xml_node *guid = own(item, "guid");
    if (!found.len && guid && !slice_eq_str(xml_attr(guid, "isPermaLink"), "false"))
        found = web_address(out, guid, line(tmp, guid), home);
    const xml_node *content = item->space == XML_ATOM ? own(item, "content") : NULL;
    if (!found.len && content) // kept elsewhere
        found = web_address(out, content, xml_attr(content, "src"), home);
    return found;
}

/* ---- the outlet ---- */

static size_t fold_letters(char *to, size_t room, slice text)
{
    size_t n = 0;
    for (size_t i = 0; i < text.len && n < room; i++) {
        char c = text.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80)
            to[n++] = c;
    }
    return n;
}

/* Do a name and the label of a host ("gullbaycourier") hold each other? */
static bool names_site(slice name, slice label)
{
    char a[64], b[64];
    size_t n = fold_letters(a, sizeof a, name), m = fold_letters(b, sizeof b, label);
    slice x = slice_of(a, n), y = slice_of(b, m);
    return n > 2 && m > 2 && (slice_find(x, y, 0) < x.len || slice_find(y, x, 0) < y.len);
}

/* "World news | Gull Bay Courier": the part that the site is named after, or all of it.
 */
static slice outlet_in_title(slice title, slice host)
{
    static const char *const bars[] = {
        " - ",           " | ", " > ", " \xc2\xbb ", " :: ", ": ", " \xe2\x80\x93 ",
        " \xe2\x80\x94 "};
    slice label = url_site_label(host), rest = title;
    if (title.len > LONGEST_NAME)
        return title;
    while (rest.len) {
        size_t end = rest.len, bar = 0;
        for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
            size_t at = slice_find(rest, slice_of_str(bars[i]), 0);
            if (at < end) {
                end = at;
                bar = strlen(bars[i]);
            }
        }
        slice part = slice_trim(slice_of(rest.ptr, end));
        if (names_site(part, label))
            return part;
        rest = slice_of(rest.ptr + end + bar, rest.len - end - bar);
    }
    return title;
}

static slice item_outlet(arena *out, arena *tmp, const xml_node *item, slice link)
{
    const xml_node *stated = own(item, "source"), *header = header_of(item);
    if (stated && item->space == XML_ATOM) {
        slice name = title_text(out, tmp, own(stated, "title"));
        if (name.len)
            return name;
        slice host = url_host(out, atom_link(tmp, stated, "alternate", slice_of("", 0)));
        if (host.len)
            return host;
    } else if (stated) {
        slice name = title_of(out, xml_text(tmp, stated));
        slice host = url_host(out, xml_attr(stated, "url"));
        if (name.len || host.len)
            return name.len ? name : host;
    }
    slice publisher = line(out, xml_child(item, XML_DC, "publisher"));
    if (publisher.len)
        return publisher;
    slice title = title_text(out, tmp, own(header, "title"));
    slice host = url_host(out, link), home = url_host(tmp, header_link(tmp, header));
    if (!host.len || url_same_site(host, home))
        return outlet_in_title(title, host.len ? host : home);
    return host;
}

/* The feed's name, where the item is another site's. */
static slice item_via(arena *out, arena *tmp, const xml_node *item, slice link)
{
    const xml_node *stated = own(item, "source"), *header = header_of(item);
    slice home = url_host(tmp, header_link(tmp, header)), other = url_host(tmp, link);
    if (stated)
        other = url_host(tmp, item->space == XML_ATOM
                                  ? atom_link(tmp, stated, "alternate", slice_of("", 0))
                                  : xml_attr(stated, "url"));
    if (!home.len || !other.len || url_same_site(home, other))
        return slice_of("", 0);
    return outlet_in_title(title_text(out, tmp, own(header, "title")), home);
}

/* ---- people and times ---- */

/* "desk@gullbay.example (Jane Roe)" is Jane Roe; an address alone is nobody. */
static slice person(arena *out, slice text)
{
    size_t at = slice_find(text, SLICE("@"), 0);
    if (at == text.len)
        return arena_slice(out, text);
    size_t open = slice_find(text, SLICE("("), at),
           close = slice_find(text, SLICE(")"), open);
    return close < text.len
               ? arena_slice(out,
                             slice_trim(slice_of(text.ptr + open + 1, close - open - 1)))
               : slice_of("", 0);
}

static void add_atom_authors(arena *tmp, buf *to, const xml_node *node)
{
    for (const xml_node *n = xml_child(node, XML_ATOM, "author"); n; n = xml_next(n))
        names_add(to, line(tmp, xml_child(n, XML_ATOM, "name")));
}

/* The feed's own author counts for what stands on the feed's own site. */
static slice item_authors(arena *out, arena *tmp, const xml_node *item, slice link)
{
    slice home = url_host(tmp, header_link(tmp, header_of(item)));
    buf to;
    buf_init(&to, out);
    for (const xml_node *n = xml_child(item, XML_DC, "creator"); n; n = xml_next(n))
        names_add(&to, line(tmp, n));
    if (!to.len)
        add_atom_authors(tmp, &to, item);
    if (!to.len && item->space == XML_ATOM)
        add_atom_authors(tmp, &to, own(item, "source"));
    if (!to.len && item->space == XML_ATOM && url_same_site(url_host(tmp, link), home))
        add_atom_authors(tmp, &to, item->parent);
    if (!to.len && item->space != XML_ATOM)
        for (const xml_node *n = own(item, "author"); n; n = xml_next(n))
            names_add(&to, person(tmp, line(tmp, n)));
    return to.len ? buf_slice(&to) : slice_of("", 0);
}

static void take_times(arena *out, arena *tmp, const xml_node *item, document *doc)
{
    static const char *const published[] = {"pubDate", "published", "issued", "published",
                                            "date",    "issued",    "created"};
    static const char *const updated[] = {"updated", "modified", "updated", "modified"};
    const xml_space here = item->space;
    const xml_space spaces[] = {here, here, here, XML_ATOM, XML_DC, XML_DC, XML_DC};
    const xml_space later[] = {here, here, XML_ATOM, XML_DC};
    doc->date = arena_slice(out, first_of(tmp, item, spaces, published, 7));
    doc->updated = arena_slice(out, first_of(tmp, item, later, updated, 4));
    if (slice_eq(doc->date, doc->updated))
        doc->updated = slice_of("", 0);
}

/* ---- the body ---- */

static bool has_elements(const xml_node *node)
{
    for (const xml_node *n = node->first; n; n = n->next)
        if (n->name.len)
            return true;
    return false;
}

/* True when there was something in it. */
static bool take_body(arena *out, arena *tmp, const xml_node *node, document *doc)
{
    if (!node)
        return false;
    slice type = xml_attr(node, "type");
    if (slice_starts(type, SLICE("image/")) || slice_starts(type, SLICE("audio/")) ||
        slice_starts(type, SLICE("video/")) || slice_starts(type, SLICE("application/")))
        return false;
    if (has_elements(node)) { // XHTML, or HTML that nobody escaped
        buf html;
        buf_init(&html, tmp);
        xml_html(&html, node, xml_own_name);
        set_body(out, doc, buf_slice(&html), true);
    } else {
        bool literal =
            node->space == XML_ATOM &&
            (!type.len || slice_eq_str(type, "text") || slice_eq_str(type, "text/plain"));
        set_body(out, doc, xml_text(tmp, node), !literal);
    }
    return slice_trim(doc->bytes).len > 0;
}

static bool find_body(arena *out, arena *tmp, const xml_node *item, document *doc)
{
    const xml_space here = item->space;
    if (take_body(out, tmp, xml_child(item, XML_CONTENT, "encoded"), doc) ||
        take_body(out, tmp, xml_child(item, XML_XHTML, "body"), doc) ||
        take_body(out, tmp, xml_child(item, XML_XHTML, "div"), doc) ||
        take_body(out, tmp, xml_child(item, XML_ATOM, "content"), doc) ||
        (here != XML_ATOM && take_body(out, tmp, xml_child(item, here, "content"), doc)))
        return true;
    static const char *const summaries[] = {"description", "summary", "summary",
                                            "description", "description"};
    const xml_space spaces[] = {here, here, XML_ATOM, XML_DC, XML_MEDIA};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (take_body(out, tmp, xml_child(item, spaces[i], summaries[i]), doc)) {
            add_note(out, doc, SLICE("the feed gives a summary only"));
            return true;
        }
    return false;
}

/* ---- items ---- */

static bool is_item(void *ctx, const xml_node *node)
{
    feed *f = ctx;
    const xml_node *around = node->parent;
    if (slice_eq_str(node->name, "url") || slice_eq_str(node->name, "sitemap")) {
        bool page = around && (slice_eq_str(around->name, "urlset") ||
                               slice_eq_str(around->name, "sitemapindex"));
        f->n_pages += page;
        return page;
    }
    if (slice_eq_str(node->name, "entry"))
        return !around || slice_eq_str(around->name, "feed");
    return slice_eq_str(node->name, "item") && around &&
           (slice_eq_str(around->name, "channel") || slice_eq_str(around->name, "RDF") ||
            slice_eq_str(around->name, "rss"));
}

static slice take_extra(arena *out, arena *tmp, const xml_node *item, document *doc)
{
    const xml_node *header = header_of(item);
    buf extra;
    buf_init(&extra, out);
    slice id = line(tmp, own(item, item->space == XML_ATOM ? "id" : "guid"));
    slice rights = line(tmp, xml_child(item, XML_DC, "rights"));
    if (!rights.len)
        rights = line(tmp, own(item, "rights"));
    if (!rights.len)
        rights = line(tmp, own(header, item->space == XML_ATOM ? "rights" : "copyright"));
    extra_add_str(&extra, "guid", id);
    extra_add_str(&extra, "rights", title_of(tmp, rights));
    doc->rights = title_of(out, rights);
    extra_add_str(&extra, "feed", title_text(tmp, tmp, own(header, "title")));
    return extra_end(&extra);
}

static slice item_language(arena *out, arena *tmp, const xml_node *item)
{
    slice lang = xml_inherited(item, "lang");
    if (!lang.len)
        lang = line(tmp, xml_child(item, XML_DC, "language"));
    const xml_node *header = header_of(item);
    if (!lang.len)
        lang = line(tmp, own(header, "language"));
    if (!lang.len)
        lang = line(tmp, xml_child(header, XML_DC, "language"));
    return arena_slice(out, lang);
}

static void take_item(void *ctx, arena *tmp, const xml_node *item, const char *why)
{
    feed *f = ctx;
    if (!slice_eq_str(item->name, "item") && !slice_eq_str(item->name, "entry"))
        return; // of a sitemap
    f->number++;
    slice input = arena_format(tmp, "%.*s:%llu", (int)f->name.len, f->name.ptr,
                               (unsigned long long)f->number);
    document doc = {.input = input,
                    .encoding = f->from->encoding,
                    .note = f->from->note,
                    .said_by = SLICE("feed")};
    if (!why && !find_body(f->out, tmp, item, &doc))
        why = "neither content nor description";
    if (why) {
        if (!part_skip_begin(&f->skips))
            return;
        add_skip(f->out, input, item->line,
                 arena_format(f->out, "item %llu, line %llu: %s",
                              (unsigned long long)f->number,
                              (unsigned long long)item->line, why),
                 f->result);
        return;
    }
    const xml_node *title = own(item, "title");
    doc.title = title_text(f->out, tmp, title ? title : xml_child(item, XML_DC, "title"));
    slice home = header_link(tmp, header_of(item));
    doc.url = item_link(f->out, tmp, item, home.len ? home : f->url);
    doc.outlet = item_outlet(f->out, tmp, item, doc.url);
    doc.via = item_via(f->out, tmp, item, doc.url);
    doc.author = item_authors(f->out, tmp, item, doc.url);
    doc.lang = item_language(f->out, tmp, item);
    doc.extra = take_extra(f->out, tmp, item, &doc);
    take_times(f->out, tmp, item, &doc);
    doc.input = arena_slice(f->out, input);
    vec_push(f->out, &f->result->documents, doc);
    f->n_taken++;
}

void feed_read(arena *out, const read_block *block, const decoded *from,
               read_result *result)
{
    const slice name = arena_slice(out, block->input);
    arena *tmp = arena_sub(out);
    feed f = {
        .out = out, .name = name, .url = block->url, .from = from, .result = result};
    f.skips = (part_skips){out, name, result, 0};
    xml_handler handler = {&f, is_item, take_item};
    xml_result read = xml_read(tmp, from->bytes, &handler);
    part_skips_end(&f.skips);
    if (f.n_pages)
        add_skip(out, name, 0,
                 arena_format(out, "a sitemap: %llu addresses without text",
                              (unsigned long long)f.n_pages),
                 result);
    else if (!f.number && !read.why.len)
        add_skip(out, name, 0, SLICE("a feed without items"), result);
    if (read.why.len && !read.in_record)
        add_skip(out, name, read.line,
                 arena_format(out, "line %llu: %.*s", (unsigned long long)read.line,
                              (int)read.why.len, read.why.ptr),
                 result);
    arena_release(tmp);
}
