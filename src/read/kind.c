#include "read/parts.h"

#include <string.h>

slice kind_head(slice bytes)
{
    return slice_of(bytes.ptr, bytes.len < KIND_HEAD_BYTES ? bytes.len : KIND_HEAD_BYTES);
}

typedef struct {
    const char *magic;
    size_t len;
    const char *reason;
} signature;

static const signature signatures[] = {
    {"\x1f\x8b", 2, "gzip of a kind that is not read; unpack it first"},
    {"BZh", 3, "bzip2: compressed input is not read; unpack it first"},
    {"\xfd"
     "7zXZ",
     5, "xz: compressed input is not read; unpack it first"},
    {"PK\x03\x04", 4, "a ZIP archive or office document, not text"},
    {"%PDF-", 5, "a PDF document, not text"},
    {"\x89PNG", 4, "a picture (PNG), not text"},
    {"\xff\xd8\xff", 3, "a picture (JPEG), not text"},
    {"GIF8", 4, "a picture (GIF), not text"},
    {"\x7f"
     "ELF",
     4, "a program, not text"},
};

/* Of those that decode_next_control() finds. */
static bool is_binary(char c)
{
    return c != '\f' && c != 0x1b && c != 0x7f;
}

bool kind_is_text(arena *out, slice bytes, uint64_t *position, slice *reason)
{
    *position = 0;
    size_t mark;
    if (kind_wide_encoding(bytes, &mark))
        return true;
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        const signature *s = &signatures[i];
        if (slice_starts(bytes, slice_of(s->magic, s->len))) {
            *reason = slice_of_str(s->reason);
            return false;
        }
    }
    slice head = kind_head(bytes);
    size_t n_controls = 0, first = 0;
    for (size_t i = 0; (i = decode_next_control(head.ptr, head.len, i)) < head.len; i++)
        if (is_binary(head.ptr[i]) && n_controls++ == 0)
            first = i;
    // A stray control character is a typing accident; one in fifty is no text
    if (n_controls * 50 <= head.len)
        return true;
    *position = first;
    *reason = arena_format(out, "binary: byte 0x%02x at byte %zu",
                           (unsigned)(unsigned char)head.ptr[first], first);
    return false;
}

const char *kind_wide_encoding(slice bytes, size_t *mark)
{
    static const struct {
        const char *mark;
        size_t len;
        const char *name;
    } marks[] = {{"\xff\xfe\0\0", 4, "UTF-32LE"},
                 {"\0\0\xfe\xff", 4, "UTF-32BE"},
                 {"\xff\xfe", 2, "UTF-16LE"},
                 {"\xfe\xff", 2, "UTF-16BE"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (slice_starts(bytes, slice_of(marks[i].mark, marks[i].len))) {
            *mark = marks[i].len;
            return marks[i].name;
        }
    *mark = 0;
    // Without a mark: European text in UTF-16 has a zero in nearly every other byte
    slice head = kind_head(bytes);
    if (head.len < 16 || bytes.len % 2 || !memchr(head.ptr, 0, head.len))
        return NULL;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < head.len; i++)
        zeros[i % 2] += head.ptr[i] == 0;
    size_t half = head.len / 2;
    if (zeros[1] * 10 > half * 7 && zeros[0] * 50 < half)
        return "UTF-16LE";
    if (zeros[0] * 10 > half * 7 && zeros[1] * 50 < half)
        return "UTF-16BE";
    return NULL;
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == ':' || c == '_';
}

static slice name_at(slice head, size_t at)
{
    size_t start = at;
    while (at < head.len && is_name_byte(head.ptr[at]))
        at++;
    return slice_of(head.ptr + start, at - start);
}

/* A document type with declarations of its own, in brackets. */
static bool has_subset(slice doctype)
{
    slice tag = slice_of(doctype.ptr, slice_find(doctype, SLICE(">"), 0));
    return slice_find(tag, SLICE("["), 0) < tag.len;
}

/* The name of the first element, behind white space, comments and declarations. */
static slice first_element(slice head)
{
    size_t at = 0;
    if (slice_starts(head, SLICE("\xef\xbb\xbf")))
        at = 3;
    for (;;) {
        while (at < head.len && strchr(" \t\r\n\f", head.ptr[at]) && head.ptr[at])
            at++;
        slice rest = slice_of(head.ptr + at, head.len - at);
        if (slice_starts(rest, SLICE("<!--"))) {
            at += slice_find(rest, SLICE("-->"), 4);
            at = at + 3 < head.len ? at + 3 : head.len;
        } else if (slice_starts_nocase(rest, SLICE("<!doctype html"))) {
            return SLICE("html");
        } else if (slice_starts_nocase(rest, SLICE("<!doctype")) && has_subset(rest)) {
            at += 9; // its declarations would have to be read; it names the root, too
            while (at < head.len && strchr(" \t\r\n\f", head.ptr[at]) && head.ptr[at])
                at++;
            return name_at(head, at);
        } else if (slice_starts(rest, SLICE("<?")) || slice_starts(rest, SLICE("<!"))) {
            at += slice_find(rest, SLICE(">"), 2);
            at = at + 1 < head.len ? at + 1 : head.len;
        } else {
            break;
        }
    }
    if (at >= head.len || head.ptr[at] != '<')
        return slice_of("", 0);
    return name_at(head, at + 1);
}

static bool is_html_name(slice name)
{
    static const char *const names[] = {
        "html", "head", "body",   "title", "meta",    "link", "script", "style",
        "div",  "p",    "main",   "table", "article", "h1",   "h2",     "h3",
        "span", "a",    "ul",     "ol",    "section", "img",  "center", "font",
        "b",    "i",    "strong", "em",    "header",  "nav",  "br",     "blockquote"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_nocase(name, slice_of_str(names[i])))
            return true;
    return false;
}

bool kind_looks_html(slice bytes)
{
    slice head = kind_head(bytes);
    slice first = first_element(head);
    if (first.len)
        return is_html_name(first);
    // A fragment may begin with words; then closing tags must be frequent
    static const char *const ends[] = {"</p>",    "</div>", "</h1>", "</h2>",
                                       "</span>", "</a>",   "</td>", "</li>"};
    size_t n = 0;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        slice end = slice_of_str(ends[i]);
        for (size_t at = 0; (at = slice_find_nocase(head, end, at)) < head.len;
             at += end.len)
            n++;
    }
    return n >= 3 && n * 4000 > head.len;
}

slice kind_root(slice bytes)
{
    return first_element(kind_head(bytes));
}

slice kind_xml_root(slice bytes)
{
    slice head = kind_head(bytes);
    slice first = first_element(head);
    slice start = slice_trim(head);
    if (slice_starts(start, SLICE("\xef\xbb\xbf")))
        start = slice_of(start.ptr + 3, start.len - 3);
    return slice_starts(start, SLICE("<?xml")) && first.len && !is_html_name(first)
               ? first
               : slice_of("", 0);
}

static bool is_xml(slice head, bool whole)
{
    (void)whole;
    return kind_xml_root(head).len > 0;
}

static bool is_html(slice head, bool whole)
{
    (void)whole;
    return kind_looks_html(head);
}

static bool is_anything(slice head, bool whole)
{
    (void)head;
    (void)whole;
    return true;
}

const kind_reader kind_readers[N_READ_KINDS] = {
    [READ_WARC] = {CUT_ARCHIVE, warc_is, warc_documents},
    [READ_NINJS] = {CUT_WHOLE, ninjs_is, ninjs_documents},
    [READ_RECORDS] = {CUT_LINES, records_is, records_documents},
    [READ_FEED] = {CUT_WHOLE, feed_is, feed_documents},
    [READ_NEWSML] = {CUT_WHOLE, newsml_is, newsml_documents},
    [READ_TABLE] = {CUT_ROWS, table_is, table_documents},
    [READ_XML] = {CUT_WHOLE, is_xml, xml_documents},
    [READ_HTML] = {CUT_WHOLE, is_html, page_documents},
    [READ_ADDRESSES] = {CUT_ADDRESSES, addresses_is, addresses_documents},
    [READ_TEXT] = {CUT_WHOLE, is_anything, page_documents},
};

read_kind kind_of(slice head, bool whole)
{
    for (size_t i = 0; i < N_READ_KINDS; i++)
        if (kind_readers[i].is(head, whole))
            return (read_kind)i;
    return READ_TEXT;
}
