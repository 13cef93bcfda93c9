/* Looking things up in a tree that xml_read() handed over. */
#include "read/xml.h"

#include <string.h>

static const xml_node *same(const xml_node *node, xml_space space, slice name)
{
    while (node && !(node->space == space && slice_eq(node->name, name)))
        node = node->next;
    return node;
}

const xml_node *xml_child(const xml_node *parent, xml_space space, const char *name)
{
    return parent ? same(parent->first, space, slice_of_str(name)) : NULL;
}

const xml_node *xml_next(const xml_node *node)
{
    return same(node->next, node->space, node->name);
}

const xml_node *xml_after(const xml_node *top, const xml_node *node, bool inside)
{
    if (inside && node->first)
        return node->first;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

slice xml_attr(const xml_node *node, const char *name)
{
    for (uint32_t i = 0; node && i < node->n_attributes; i++)
        if (node->attributes[i].space == XML_PLAIN &&
            slice_eq_str(node->attributes[i].name, name))
            return node->attributes[i].value;
    return slice_of("", 0);
}

slice xml_inherited(const xml_node *node, const char *name)
{
    for (; node; node = node->parent)
        for (uint32_t i = 0; i < node->n_attributes; i++)
            if (node->attributes[i].space == XML_XML &&
                slice_eq_str(node->attributes[i].name, name))
                return node->attributes[i].value;
    return slice_of("", 0);
}

slice xml_text(arena *out, const xml_node *node)
{
    buf to;
    buf_init(&to, out);
    for (const xml_node *n = node; n; n = xml_after(node, n, true))
        buf_add(&to, n->text);
    return to.len ? buf_slice(&to) : slice_of("", 0);
}

slice xml_line(arena *out, const xml_node *node)
{
    slice text = xml_text(out, node);
    char *bytes = (char *)(uintptr_t)text.ptr; // xml_text() made a copy
    size_t n = 0;
    bool gap = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            gap = true;
            continue;
        }
        if (gap && n)
            bytes[n++] = ' ';
        gap = false;
        bytes[n++] = c;
    }
    return slice_trim(slice_of(text.ptr, n));
}

void xml_escape(buf *to, slice text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        const char *as = NULL;
        switch (text.ptr[i]) {
        case '&':
            as = "&amp;";
            break;
        case '<':
            as = "&lt;";
            break;
        case '>':
            as = "&gt;";
            break;
        case '"':
            as = "&quot;";
            break;
        default:
            continue;
        }
        buf_add(to, slice_of(text.ptr + done, i - done));
        buf_add_str(to, as);
        done = i + 1;
    }
    buf_add(to, slice_of(text.ptr + done, text.len - done));
}

static bool is_void(slice name)
{
    static const char *const names[] = {"br",   "img",    "hr",    "wbr",   "col",
                                        "meta", "source", "track", "input", "link"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_nocase(name, slice_of_str(names[i])))
            return true;
    return false;
}

const char *xml_own_name(arena *tmp, const xml_node *node)
{
    buf name;
    buf_init(&name, tmp);
    xml_escape(&name, node->name);
    return arena_str(tmp, buf_slice(&name));
}

static void open_tag(buf *to, const xml_node *node, const char *name)
{
    if (!*name)
        return;
    buf_add_byte(to, '<');
    buf_add_str(to, name);
    for (uint32_t i = 0; i < node->n_attributes; i++) {
        const xml_attribute *a = &node->attributes[i];
        if (a->space != XML_PLAIN || !a->name.len)
            continue;
        buf_add_byte(to, ' ');
        xml_escape(to, a->name);
        buf_add_str(to, "=\"");
        xml_escape(to, a->value);
        buf_add_byte(to, '"');
    }
    buf_add_byte(to, '>');
}

static void close_tag(buf *to, const char *name)
{
    if (!*name || is_void(slice_of_str(name)))
        return;
    buf_add_str(to, "</");
    buf_add_str(to, name);
    buf_add_byte(to, '>');
}

void xml_html(buf *to, const xml_node *top, xml_rename *as)
{
    const char *open[XML_DEEPEST + 1]; // names of the elements that are open
    size_t depth = 0;
    const xml_node *node = top->first;
    while (node) {
        const char *name = "";
        if (node->name.len)
            name = as(to->a, node);
        else
            xml_escape(to, node->text);
        if (name && node->name.len)
            open_tag(to, node, name);
        if (name && node->first && depth < XML_DEEPEST) {
            open[depth++] = name;
            node = node->first;
            continue;
        }
        if (name && node->name.len)
            close_tag(to, name);
        while (!node->next && node->parent != top) {
            node = node->parent;
            close_tag(to, open[--depth]);
        }
        node = node->next;
    }
}
