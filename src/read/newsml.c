/* NewsML-G2 (newsItem, alone or in a newsMessage) and NITF, by IPTC's public standards.
 *
 *   newsItem ─ itemMeta     who provides it, when it was made, whether it may be used
 *            ─ contentMeta  headline, byline, place, credit
 *            ─ contentSet   the text: XHTML, NITF or plain
 *   nitf     ─ head         dates, the publication
 *            ─ body         headline, byline, dateline; the text; the sign-off */
#include "read/fields.h"
#include "read/formats.h"
#include "read/xml.h"

typedef struct {
    arena *out;
    slice name;
    const decoded *from;
    read_result *result;
    part_skips skips;
    uint64_t number; // of the item in a message
    bool message;
} news;

bool newsml_is_root(slice root)
{
    static const char *const roots[] = {"newsItem",    "newsMessage",   "packageItem",
                                        "conceptItem", "knowledgeItem", "planningItem",
                                        "catalogItem", "nitf"};
    size_t colon = slice_find(root, SLICE(":"), 0);
    if (colon < root.len)
        root = slice_of(root.ptr + colon + 1, root.len - colon - 1);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (slice_eq_str(root, roots[i]))
            return true;
    return false;
}

/* ---- looking things up ---- */

/* The first child of that name, whatever its namespace: items are written with and
 * without. */
static const xml_node *child(const xml_node *parent, const char *name)
{
    const xml_node *n = parent ? parent->first : NULL;
    while (n && !slice_eq_str(n->name, name))
        n = n->next;
    return n;
}

static const xml_node *next_of(const xml_node *node)
{
    slice name = node->name;
    for (node = node->next; node && !slice_eq(node->name, name);)
        node = node->next;
    return node;
}

static slice line(arena *tmp, const xml_node *node)
{
    return node ? xml_line(tmp, node) : slice_of("", 0);
}

static slice one_of(slice first, slice second)
{
    return first.len ? first : second;
}

/* The last part of a code: "REUTERS" of "nprov:REUTERS". */
static slice code_value(slice code)
{
    size_t colon = slice_find(code, SLICE(":"), 0);
    return colon < code.len ? slice_of(code.ptr + colon + 1, code.len - colon - 1) : code;
}

/* A party or a place: <name>, or what stands in the element, or its code. */
static slice party(arena *tmp, const xml_node *node)
{
    if (!node)
        return slice_of("", 0);
    slice name = line(tmp, child(node, "name"));
    if (!name.len && !node->first)
        name = one_of(xml_attr(node, "literal"), code_value(xml_attr(node, "qcode")));
    if (!name.len)
        for (const xml_node *n = node->first; n && !name.len; n = n->next)
            if (!n->name.len)
                name = one_line_of(tmp, n->text);
    if (!name.len)
        name = one_of(xml_attr(node, "literal"), code_value(xml_attr(node, "qcode")));
    return name;
}

/* ---- NITF ---- */

static const char *nitf_name(arena *tmp, const xml_node *node)
{
    static const struct {
        const char *nitf, *html;
    } names[] = {
        {"p", "p"},
        {"block", "div"},
        {"hl1", "h2"},
        {"hl2", "h2"},
        {"bq", "blockquote"},
        {"media", "figure"},
        {"media-caption", "figcaption"},
        {"media-producer", "figcaption"},
        {"media-reference", NULL},
        {"media-metadata", NULL},
        {"media-object", NULL},
        {"nitf-table-metadata", NULL},
        {"custom-table", NULL},
        {"note", "div"},
        {"byline", "p"},
        {"dateline", "p"},
        {"tagline", "p"},
        {"datasource", "p"},
        {"abstract", "p"},
        {"ol", "ol"},
        {"ul", "ul"},
        {"li", "li"},
        {"dl", "dl"},
        {"dt", "dt"},
        {"dd", "dd"},
        {"table", "table"},
        {"tr", "tr"},
        {"td", "td"},
        {"th", "th"},
        {"caption", "caption"},
        {"pre", "pre"},
        {"br", "br"},
        {"hr", "hr"},
        {"a", "a"},
    };
    (void)tmp;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_str(node->name, names[i].nitf))
            return names[i].html;
    return ""; // marks a name, a place, a sum: its words stay
}

static void take_nitf_body(arena *out, arena *tmp, const xml_node *nitf, document *doc)
{
    const xml_node *body = child(nitf, "body");
    const xml_node *content = child(body, "body.content"), *end = child(body, "body.end");
    const xml_node *abstract = child(child(body, "body.head"), "abstract");
    buf html;
    buf_init(&html, tmp);
    if (content)
        xml_html(&html, content, nitf_name);
    if (!slice_trim(buf_slice(&html)).len && abstract) {
        xml_html(&html, abstract, nitf_name);
        add_note(out, doc, SLICE("an abstract only"));
    }
    if (html.len && child(end, "tagline")) {
        buf_add_str(&html, "<p>");
        xml_escape(&html, line(tmp, child(end, "tagline")));
        buf_add_str(&html, "</p>");
    }
    if (html.len)
        set_body(out, doc, buf_slice(&html), true);
}

/* What a NITF text says, where nothing else has said it. */
static void take_nitf_fields(arena *out, arena *tmp, const xml_node *nitf, document *doc,
                             buf *extra)
{
    const xml_node *head = child(nitf, "head"), *body = child(nitf, "body");
    const xml_node *data = child(head, "docdata"), *print = child(head, "pubdata");
    const xml_node *top = child(body, "body.head"), *hedline = child(top, "hedline");
    const xml_node *dateline = child(top, "dateline");
    if (!doc->title.len)
        doc->title =
            one_of(line(out, child(hedline, "hl1")), line(out, child(head, "title")));
    if (!doc->author.len)
        doc->author = line(out, child(top, "byline"));
    slice date = xml_attr(child(data, "date.issue"), "norm");
    date = one_of(date, xml_attr(child(dateline, "story.date"), "norm"));
    date = one_of(date, xml_attr(print, "date.publication"));
    if (!doc->date.len && date.len)
        doc->date = arena_slice(out, iso_date(out, date));
    if (!doc->dateline.len)
        doc->dateline = line(out, child(dateline, "location"));
    slice distributor = line(out, child(top, "distributor"));
    if (!doc->credit.len)
        doc->credit = distributor;
    if (!doc->outlet.len)
        doc->outlet = one_of(arena_slice(out, xml_attr(print, "name")), distributor);
    if (!doc->id.len)
        doc->id = arena_slice(out, xml_attr(child(data, "doc-id"), "id-string"));
    if (!doc->lang.len)
        doc->lang = arena_slice(out, xml_inherited(body ? body : nitf, "lang"));
    extra_add_str(extra, "subtitle", line(tmp, child(hedline, "hl2")));
    extra_add_str(extra, "released", xml_attr(child(data, "date.release"), "norm"));
    extra_add_str(extra, "copyright", xml_attr(child(data, "doc.copyright"), "holder"));
    extra_add_str(extra, "rights", line(tmp, child(top, "rights")));
    doc->rights =
        one_of(line(out, child(top, "rights")),
               arena_slice(out, xml_attr(child(data, "doc.copyright"), "holder")));
}

/* ---- NewsML-G2 ---- */

/* The main headline, or the first. */
static slice headline(arena *out, const xml_node *meta)
{
    const xml_node *first = child(meta, "headline");
    for (const xml_node *n = first; n; n = next_of(n))
        if (slice_eq_str(code_value(xml_attr(n, "role")), "main"))
            return line(out, n);
    return line(out, first);
}

static slice byline(arena *out, arena *tmp, const xml_node *meta)
{
    slice by = line(out, child(meta, "by"));
    if (by.len)
        return by;
    buf names;
    buf_init(&names, out);
    for (const xml_node *n = child(meta, "creator"); n; n = next_of(n)) {
        // A code without a name is no byline
        slice name = line(tmp, child(n, "name"));
        names_add(&names, one_of(name, xml_attr(n, "literal")));
    }
    return names.len ? buf_slice(&names) : slice_of("", 0);
}

/* The text as XHTML, NITF or plain; false where there is none. */
static bool take_content(arena *out, arena *tmp, const xml_node *set, document *doc,
                         buf *extra)
{
    for (const xml_node *n = child(set, "inlineXML"); n; n = next_of(n)) {
        const xml_node *html = child(n, "html"), *nitf = child(n, "nitf");
        if (nitf) {
            take_nitf_body(out, tmp, nitf, doc);
            take_nitf_fields(out, tmp, nitf, doc, extra);
        } else {
            buf text;
            buf_init(&text, tmp);
            const xml_node *body = html ? child(html, "body") : n;
            xml_html(&text, body ? body : html, xml_own_name);
            set_body(out, doc, buf_slice(&text), true);
        }
        if (slice_trim(doc->bytes).len)
            return true;
    }
    for (const xml_node *n = child(set, "inlineData"); n; n = next_of(n)) {
        slice type = xml_attr(n, "contenttype");
        bool coded = xml_attr(n, "encoding").len > 0; // base64 of a picture
        if (coded || (type.len && !slice_starts(type, SLICE("text/"))))
            continue;
        set_body(out, doc, xml_text(tmp, n),
                 slice_find(type, SLICE("html"), 0) < type.len);
        if (slice_trim(doc->bytes).len)
            return true;
    }
    const xml_node *plain = child(set, "bodytext");
    if (plain)
        set_body(out, doc, xml_text(tmp, plain), true);
    return plain && slice_trim(doc->bytes).len > 0;
}

static void take_item_meta(arena *out, arena *tmp, const xml_node *item, document *doc,
                           buf *extra)
{
    const xml_node *meta = child(item, "itemMeta"), *content = child(item, "contentMeta");
    const xml_node *rights = child(item, "rightsInfo");
    slice provider = party(tmp, child(meta, "provider"));
    slice credit = one_of(line(tmp, child(content, "creditline")),
                          party(tmp, child(content, "infoSource")));
    slice made = one_of(line(out, child(content, "contentCreated")),
                        line(out, child(content, "contentModified")));
    slice version = line(out, child(meta, "versionCreated"));
    doc->id = arena_slice(out, xml_attr(item, "guid"));
    doc->title = headline(out, content);
    doc->author = byline(out, tmp, content);
    doc->date = one_of(line(out, child(meta, "firstCreated")), one_of(made, version));
    doc->updated = slice_eq(version, doc->date) ? slice_of("", 0) : version;
    doc->outlet = arena_slice(out, provider);
    doc->credit = arena_slice(out, one_of(credit, provider));
    doc->dateline = arena_slice(out, one_of(line(tmp, child(content, "dateline")),
                                            party(tmp, child(content, "located"))));
    doc->lang = arena_slice(out, one_of(xml_attr(child(content, "language"), "tag"),
                                        xml_inherited(item, "lang")));
    slice embargo = line(tmp, child(meta, "embargoed"));
    if (embargo.len)
        add_note(
            out, doc,
            arena_format(tmp, "embargoed until %.*s", (int)embargo.len, embargo.ptr));
    extra_add_str(extra, "version", xml_attr(item, "version"));
    extra_add_str(extra, "embargoed", embargo);
    extra_add_str(extra, "slugline", line(tmp, child(content, "slugline")));
    extra_add_str(extra, "copyright",
                  one_of(line(tmp, child(rights, "copyrightNotice")),
                         party(tmp, child(rights, "copyrightHolder"))));
    extra_add_str(extra, "usageterms", line(tmp, child(rights, "usageTerms")));
    doc->rights =
        arena_slice(out, one_of(line(tmp, child(rights, "copyrightNotice")),
                                one_of(party(tmp, child(rights, "copyrightHolder")),
                                       line(tmp, child(rights, "usageTerms")))));
}

/* Why an item has nothing to read, as far as it says so itself. */
static const char *why_empty(const xml_node *item)
{
    const xml_node *meta = child(item, "itemMeta"), *set = child(item, "contentSet");
    slice kind = code_value(xml_attr(child(meta, "itemClass"), "qcode"));
    if (child(set, "remoteContent"))
        return kind.len && !slice_eq_str(kind, "text")
                   ? "a picture, recording or the like, kept elsewhere"
                   : "its text is kept elsewhere";
    return "no text in it";
}

static void say(news *n, slice input, const xml_node *item, const char *why)
{
    if (!part_skip_begin(&n->skips))
        return;
    add_skip(n->out, input, item->line,
             arena_format(n->out, "%.*s, line %llu: %s", (int)item->name.len,
                          item->name.ptr, (unsigned long long)item->line, why),
             n->result);
}

static bool is_news(void *ctx, const xml_node *node)
{
    static const char *const items[] = {"newsItem",      "packageItem",  "conceptItem",
                                        "knowledgeItem", "planningItem", "catalogItem",
                                        "nitf"};
    news *n = ctx;
    if (!node->parent)
        n->message = slice_eq_str(node->name, "newsMessage");
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        if (slice_eq_str(node->name, items[i]))
            return true;
    return false;
}

static void take_news(void *ctx, arena *tmp, const xml_node *item, const char *why)
{
    news *n = ctx;
    arena *out = n->out;
    n->number++;
    slice input = n->message ? record_input(tmp, n->name, n->number) : n->name;
    document doc = {.input = input, .encoding = n->from->encoding, .note = n->from->note};
    buf extra;
    buf_init(&extra, out);
    bool is_nitf = slice_eq_str(item->name, "nitf");
    if (!why && is_nitf) {
        doc.said_by = SLICE("NITF");
        take_nitf_body(out, tmp, item, &doc);
        take_nitf_fields(out, tmp, item, &doc, &extra);
        if (!slice_trim(doc.bytes).len)
            why = "no text in it";
    } else if (!why && !slice_eq_str(item->name, "newsItem")) {
        why = "points to other items, has no text of its own";
    } else if (!why) {
        slice status = xml_attr(child(child(item, "itemMeta"), "pubStatus"), "qcode");
        doc.said_by = SLICE("NewsML-G2");
        if (slice_eq_str(code_value(status), "canceled"))
            why = "withdrawn by its provider";
        take_item_meta(out, tmp, item, &doc, &extra);
        if (!why && !take_content(out, tmp, child(item, "contentSet"), &doc, &extra))
            why = why_empty(item);
    }
    if (why) {
        say(n, input, item, why);
        return;
    }
    doc.input = arena_slice(out, input);
    doc.extra = extra_end(&extra);
    vec_push(out, &n->result->documents, doc);
}

void newsml_read(arena *out, const read_block *block, const decoded *from,
                 read_result *result)
{
    const slice name = arena_slice(out, block->input);
    arena *tmp = arena_sub(out);
    news n = {.out = out, .name = name, .from = from, .result = result};
    n.skips = (part_skips){out, name, result, 0};
    xml_handler handler = {&n, is_news, take_news};
    xml_result read = xml_read(tmp, from->bytes, &handler);
    part_skips_end(&n.skips);
    if (!n.number && !read.why.len)
        add_skip(out, name, 0, SLICE("a news message without items"), result);
    if (read.why.len && !read.in_record)
        add_skip(out, name, read.line,
                 arena_format(out, "line %llu: %.*s", (unsigned long long)read.line,
                              (int)read.why.len, read.why.ptr),
                 result);
    arena_release(tmp);
}
