/* Feeds as they come, and inside an item; and XML against libxml2: what that finds
 * well-formed, and has no document type, must give the same elements, attributes and
 * texts here. */
#include "fuzz_check.h"
#include "read/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

static bool whole_tree(void *ctx, const xml_node *node)
{
    (void)ctx;
    return !node->parent;
}

static void add_line(buf *to, const char *kind, slice text)
{
    buf_add_str(to, kind);
    buf_add(to, text);
    buf_add_byte(to, '\n');
}

typedef struct {
    buf ours;
    bool whole;
} dump;

/* Texts beside each other are one. */
static void dump_ours(void *ctx, arena *tmp, const xml_node *record, const char *why)
{
    dump *d = ctx;
    (void)tmp;
    d->whole = !why;
    for (const xml_node *n = record; n; n = xml_after(record, n, true)) {
        if (!n->name.len) {
            add_line(&d->ours, "text ", n->text);
            continue;
        }
        add_line(&d->ours, "element ", n->name);
        for (uint32_t i = 0; i < n->n_attributes; i++)
            if (n->attributes[i].space == XML_PLAIN &&
                !slice_eq_str(n->attributes[i].name, "xmlns")) {
                add_line(&d->ours, "name ", n->attributes[i].name);
                add_line(&d->ours, "value ", n->attributes[i].value);
            }
    }
}

static bool is_text(const xmlNode *n)
{
    return n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE;
}

static void dump_theirs(buf *to, const xmlNode *top, unsigned *n_nodes)
{
    const xmlNode *n = top;
    while (n) {
        ++*n_nodes;
        if (is_text(n) && n->content && *n->content)
            add_line(to, "text ", slice_of_str((const char *)n->content));
        if (n->type == XML_ELEMENT_NODE) {
            add_line(to, "element ", slice_of_str((const char *)n->name));
            for (const xmlAttr *a = n->properties; a; a = a->next)
                if (!a->ns) {
                    xmlChar *value = xmlNodeListGetString(top->doc, a->children, 1);
                    add_line(to, "name ", slice_of_str((const char *)a->name));
                    add_line(to, "value ", slice_of_str((const char *)value));
                    xmlFree(value);
                }
        }
        if (n->children && n->type == XML_ELEMENT_NODE) {
            n = n->children;
            continue;
        }
        while (n != top && !n->next)
            n = n->parent;
        n = n == top ? NULL : n->next;
    }
}

static void check_xml(slice text)
{
    // Control characters and the like are taken out before our reader sees the bytes
    if (utf8_check(text) < text.len || memchr(text.ptr, 0x7f, text.len) ||
        slice_find(text, SLICE("<!DOCTYPE"), 0) < text.len || text.len > 100000)
        return;
    xmlDoc *doc = xmlReadMemory(text.ptr, (int)text.len, NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_NOERROR |
                                    XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
    if (!doc)
        return;
    arena a;
    dump d = {.whole = false};
    buf theirs;
    unsigned n_nodes = 0;
    arena_init(&a);
    buf_init(&d.ours, &a);
    buf_init(&theirs, &a);
    xml_handler handler = {&d, whole_tree, dump_ours};
    xml_result result = xml_read(&a, text, &handler);
    dump_theirs(&theirs, xmlDocGetRootElement(doc), &n_nodes);
    // A colon at an end of a name, or two, are names in XML but none with namespaces
    if (slice_find(text, SLICE(":"), 0) == text.len) {
        HOLDS(result.why.len == 0 && result.n_faults == 0 && d.whole);
        HOLDS(slice_eq(buf_slice(&d.ours), buf_slice(&theirs)));
    }
    xmlFreeDoc(doc);
    arena_deinit(&a);
}

static void check_inside(const char *before, slice bytes, const char *after)
{
    arena a;
    buf text;
    arena_init(&a);
    buf_init(&text, &a);
    buf_add_str(&text, before);
    buf_add(&text, bytes);
    buf_add_str(&text, after);
    check_bytes(buf_slice(&text), false);
    check_xml(buf_slice(&text));
    arena_deinit(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    slice bytes = slice_of((const char *)data, size);
    // The size chooses what is around the bytes: a seed is tried as it is
    if (size % 3 == 0)
        check_inside("<?xml version='1.0'?>", bytes, "");
    else if (size % 3 == 1)
        check_inside("<rss><channel><title>Gull Bay Courier</title><item>", bytes,
                     "</item></channel></rss>");
    else
        check_inside("<feed xmlns='http://www.w3.org/2005/Atom'><entry>", bytes,
                     "</entry></feed>");
    return 0;
}
