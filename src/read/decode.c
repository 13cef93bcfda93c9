#include "base/buf.h"
#include "base/utf8.h"
#include "read/parts.h"

#include <string.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

enum { CHUNK = 16 << 10, META_BYTES = 4096, GUESS_BYTES = 256 << 10 };

/* Eight bytes at once: the top bit of each that is `c`. */
static inline uint64_t bytes_that_are(uint64_t word, unsigned char c)
{
    const uint64_t ones = 0x0101010101010101u, rest = ones * 0x7f;
    uint64_t other = word ^ (ones * c);
    return ~(((other & rest) + rest) | other | rest);
}

/* Is any of eight bytes below 0x20 and no tab or line end, or 0x7f? */
static inline bool has_controls(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
    uint64_t rest = word & ~tops;
    uint64_t high = ((rest + ones * 0x60) | word) & tops; // of those that are not below
    if ((high & ~(rest + ones)) == tops)
        return false;
    uint64_t good = high | bytes_that_are(word, '\t') | bytes_that_are(word, '\n') |
                    bytes_that_are(word, '\r');
    return good != tops || bytes_that_are(word, 0x7f);
}

size_t decode_next_control(const char *bytes, size_t len, size_t at)
{
    for (; at < len; at++) {
        uint64_t word;
        while (len - at > sizeof word &&
               (memcpy(&word, bytes + at, sizeof word), !has_controls(word)))
            at += sizeof word;
        unsigned char c = (unsigned char)bytes[at];
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
            break;
    }
    return at;
}

void decode_blank_controls(char *bytes, size_t len)
{
    for (size_t at = 0; (at = decode_next_control(bytes, len, at)) < len; at++)
        bytes[at] = ' ';
}

/* Names as browsers take them (WHATWG Encoding): what is called Latin-1 is windows-1252,
 * and so on; ICU's name on the right. */
static const char *browser_name(const char *label)
{
    static const struct {
        const char *label, *name;
    } names[] = {
        {"iso-8859-1", "windows-1252"},
        {"iso8859-1", "windows-1252"},
        {"iso_8859-1", "windows-1252"},
        {"latin1", "windows-1252"},
        {"latin-1", "windows-1252"},
        {"ascii", "windows-1252"},
        {"us-ascii", "windows-1252"},
        {"cp1252", "windows-1252"},
        {"ansi_x3.4-1968", "windows-1252"},
        {"iso-8859-9", "windows-1254"},
        {"iso-8859-11", "windows-874"},
        {"tis-620", "windows-874"},
        {"gb2312", "gb18030"},
        {"gbk", "gb18030"},
        {"x-gbk", "gb18030"},
        {"shift_jis", "windows-31j"},
        {"shift-jis", "windows-31j"},
        {"sjis", "windows-31j"},
        {"x-sjis", "windows-31j"},
        {"euc-kr", "windows-949"},
        {"ks_c_5601-1987", "windows-949"},
        {"uhc", "windows-949"},
        {"mac-cyrillic", "x-mac-cyrillic"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_nocase(slice_of_str(label), slice_of_str(names[i].label)))
            return names[i].name;
    return label;
}

static void close_converter(void *what)
{
    ucnv_close(what);
}

/* Units of UTF-16 to UTF-8; a surrogate without its partner waits in *high. */
static void add_units(buf *to, const UChar *units, size_t n, uint32_t *high)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t c = units[i];
        char bytes[4];
        if (*high) {
            bool pair = c >= 0xdc00 && c <= 0xdfff;
            uint32_t point =
                pair ? 0x10000 + ((*high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd;
            buf_add(to, slice_of(bytes, utf8_put(point, bytes)));
            *high = 0;
            if (pair)
                continue;
        }
        if (c >= 0xd800 && c <= 0xdbff) {
            *high = c;
            continue;
        }
        if (c >= 0xdc00 && c <= 0xdfff)
            c = 0xfffd;
        buf_add(to, slice_of(bytes, utf8_put(c, bytes)));
    }
}

/* False where ICU does not know the encoding. *bad: byte of the first sequence that does
 * not exist in it, SIZE_MAX if all do. */
static bool convert(arena *out, slice from, const char *encoding, slice *to, size_t *bad)
{
    arena *tmp = arena_sub(out);
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(encoding, &error);
    if (U_FAILURE(error)) {
        arena_release(tmp);
        if (error == U_MEMORY_ALLOCATION_ERROR)
            arena_fail(out);
        return false;
    }
    arena_defer(tmp, close_converter, converter);
    UChar *units = arena_array(tmp, UChar, CHUNK);
    int32_t *offsets = arena_array(tmp, int32_t, CHUNK);
    buf text;
    buf_init(&text, out);
    uint32_t high = 0;
    *bad = SIZE_MAX;
    size_t done = 0;
    while (done < from.len) {
        const char *start = from.ptr + done, *next = start;
        size_t left = from.len - done;
        const char *end = start + (left < CHUNK ? left : CHUNK);
        bool last = end == from.ptr + from.len;
        do {
            UChar *target = units;
            const char *here = next;
            error = U_ZERO_ERROR;
            ucnv_toUnicode(converter, &target, units + CHUNK, &next, end, offsets, last,
                           &error);
            size_t n = (size_t)(target - units);
            for (size_t i = 0; i < n && *bad == SIZE_MAX; i++)
                if (units[i] == 0xfffd)
                    *bad = (size_t)(here - from.ptr) +
                           (offsets[i] > 0 ? (size_t)offsets[i] : 0);
            add_units(&text, units, n, &high);
        } while (error == U_BUFFER_OVERFLOW_ERROR);
        if (U_FAILURE(error))
            break;
        done = (size_t)(end - from.ptr);
    }
    if (high)
        buf_add_str(&text, "\xef\xbf\xbd");
    arena_release(tmp);
    *to = buf_slice(&text);
    return true;
}

/* UTF-8 with each maximal broken part replaced by U+FFFD. */
static slice repair(arena *out, slice from, size_t first_bad)
{
    buf text;
    buf_init(&text, out);
    size_t done = 0;
    for (size_t at = first_bad; at < from.len;) {
        buf_add(&text, slice_of(from.ptr + done, at - done));
        buf_add_str(&text, "\xef\xbf\xbd");
        slice rest = slice_of(from.ptr + at, from.len - at);
        size_t skip = 0;
        utf8_next(rest, &skip);
        done = at + skip;
        at = done + utf8_check(slice_of(from.ptr + done, from.len - done));
    }
    buf_add(&text, slice_of(from.ptr + done, from.len - done));
    return buf_slice(&text);
}

/* Of an input that is not UTF-8: does it look like UTF-8 with a few broken places? Then
 * it has more good sequences of several bytes than bad bytes. */
static bool mostly_utf8(slice bytes, size_t first_bad)
{
    size_t good = 0, broken = 0;
    for (size_t at = 0; at < bytes.len;) {
        if (!((unsigned char)bytes.ptr[at] & 0x80)) {
            at++;
            continue;
        }
        size_t here = at;
        uint32_t c = utf8_next(bytes, &at);
        if (here >= first_bad && c == 0xfffd && at - here < 3)
            broken++;
        else
            good++;
    }
    return good > broken;
}

/* What <meta charset> says in the head of a page; empty if nothing. */
static slice meta_charset(slice bytes)
{
    slice head = slice_of(bytes.ptr, bytes.len < META_BYTES ? bytes.len : META_BYTES);
    for (size_t at = 0; (at = slice_find_nocase(head, SLICE("<meta"), at)) < head.len;) {
        size_t end = slice_find(head, SLICE(">"), at);
        slice tag = slice_of(head.ptr + at, end - at);
        size_t hit = slice_find_nocase(tag, SLICE("charset"), 0);
        at = end;
        if (hit == tag.len)
            continue;
        hit += 7;
        while (hit < tag.len && strchr(" =\"'\t\n\r", tag.ptr[hit]) && tag.ptr[hit])
            hit++;
        size_t start = hit;
        while (hit < tag.len && !strchr(" \"';/>\t\n\r", tag.ptr[hit]))
            hit++;
        if (hit > start && hit - start < 40)
            return slice_of(tag.ptr + start, hit - start);
    }
    return slice_of("", 0);
}

/* encoding="…" of an XML declaration; empty where there is none. */
static slice xml_encoding(slice bytes)
{
    slice head = slice_of(bytes.ptr, bytes.len < META_BYTES ? bytes.len : META_BYTES);
    if (!slice_starts(head, SLICE("<?xml")))
        return slice_of("", 0);
    head.len = slice_find(head, SLICE("?>"), 0);
    size_t at = slice_find(head, SLICE("encoding"), 0);
    at += at < head.len ? 8 : 0;
    while (at < head.len && (head.ptr[at] == '=' || head.ptr[at] == ' '))
        at++;
    if (at == head.len || (head.ptr[at] != '"' && head.ptr[at] != '\''))
        return slice_of("", 0);
    size_t end = slice_find(head, slice_of(head.ptr + at, 1), at + 1);
    bool named = end < head.len && end - at < 40;
    return named ? slice_of(head.ptr + at + 1, end - at - 1) : slice_of("", 0);
}

/* What the document says of itself. */
static slice own_charset(slice bytes)
{
    slice label = xml_encoding(bytes);
    return label.len || !kind_looks_html(bytes) ? label : meta_charset(bytes);
}

static void delete_guesser(void *what)
{
    uchardet_delete(what);
}

static slice guess_charset(arena *out, slice bytes)
{
    arena *tmp = arena_sub(out);
    uchardet_t guesser = uchardet_new();
    if (!guesser)
        arena_fail(out);
    arena_defer(tmp, delete_guesser, guesser);
    slice name = slice_of("", 0);
    size_t n = bytes.len < GUESS_BYTES ? bytes.len : GUESS_BYTES;
    if (uchardet_handle_data(guesser, bytes.ptr, n) == 0) {
        uchardet_data_end(guesser);
        name = arena_slice(out, slice_of_str(uchardet_get_charset(guesser)));
    }
    arena_release(tmp);
    return name;
}

static slice lower_name(arena *out, const char *name)
{
    char *to = arena_str(out, slice_of_str(name));
    for (char *c = to; *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c + ('a' - 'A'));
    return slice_of_str(to);
}

static bool as_encoding(arena *out, slice bytes, const char *name, const char *how,
                        decoded *to)
{
    size_t bad;
    if (!convert(out, bytes, name, &to->bytes, &bad))
        return false;
    to->encoding = lower_name(out, name);
    if (bad != SIZE_MAX)
        to->note = arena_format(out, "invalid %s at byte %zu replaced", name, bad);
    else if (how)
        to->note = arena_format(out, "read as %.*s, %s", (int)to->encoding.len,
                                to->encoding.ptr, how);
    return true;
}

static void as_utf8(arena *out, slice bytes, uint64_t skipped, size_t bad, decoded *to)
{
    to->encoding = SLICE("utf-8");
    if (bad == bytes.len) {
        to->bytes = arena_slice(out, bytes);
        return;
    }
    to->bytes = repair(out, bytes, bad);
    to->note = arena_format(out, "invalid UTF-8 at byte %llu replaced",
                            (unsigned long long)(bad + skipped));
}

static bool has_escape(slice bytes)
{
    return bytes.len && memchr(bytes.ptr, 0x1b, bytes.len);
}

static bool is_utf8_label(slice label)
{
    return slice_starts_nocase(label, SLICE("utf")) ||
           slice_starts_nocase(label, SLICE("unicode"));
}

static const char a_guess[] = "a guess: it is not UTF-8 and does not say what it is";

/* Not UTF-8 throughout: what it is then, by what the page says, or by a guess. */
static void as_guessed(arena *out, slice bytes, size_t bad, slice meta, decoded *to)
{
    if (meta.len && !is_utf8_label(meta) &&
        as_encoding(out, bytes, browser_name(arena_str(out, meta)), NULL, to))
        return;
    if (mostly_utf8(bytes, bad)) {
        as_utf8(out, bytes, 0, bad, to);
        return;
    }
    slice guess = guess_charset(out, bytes);
    if (guess.len && !is_utf8_label(guess) &&
        as_encoding(out, bytes, browser_name(guess.ptr), a_guess, to))
        return;
    if (!as_encoding(out, bytes, "windows-1252", a_guess, to))
        as_utf8(out, bytes, 0, bad, to);
}

decoded decode_bytes(arena *out, slice bytes, slice charset)
{
    decoded to = {0};
    size_t mark;
    const char *wide = kind_wide_encoding(bytes, &mark);
    if (wide &&
        as_encoding(out, slice_of(bytes.ptr + mark, bytes.len - mark), wide, NULL, &to)) {
        // A mark may stand before the text a second time
        if (slice_starts(to.bytes, SLICE("\xef\xbb\xbf")))
            to.bytes = slice_of(to.bytes.ptr + 3, to.bytes.len - 3);
    } else if (slice_starts(bytes, SLICE("\xef\xbb\xbf"))) {
        slice rest = slice_of(bytes.ptr + 3, bytes.len - 3);
        as_utf8(out, rest, 3, utf8_check(rest), &to);
    } else {
        size_t bad = utf8_check(bytes);
        slice label = charset;
        if (!label.len || is_utf8_label(label))
            label = own_charset(bytes);
        // Good UTF-8 does not come about by chance, whatever the page says; only the
        // encodings that switch by escape sequences look like plain ASCII
        if (bad == bytes.len &&
            !(label.len && !is_utf8_label(label) && has_escape(bytes)))
            as_utf8(out, bytes, 0, bad, &to);
        else
            as_guessed(out, bytes, bad, label, &to);
    }
    // The bytes are our own copy in `out`
    decode_blank_controls((char *)(uintptr_t)to.bytes.ptr, to.bytes.len);
    return to;
}

decoded decode_line(arena *out, slice line, uint64_t offset, slice charset)
{
    decoded to = {0};
    size_t bad = utf8_check(line);
    // One line is too little to guess by, and guessing costs more than reading
    if (bad == line.len || mostly_utf8(line, bad) ||
        !as_encoding(out, line, charset.len ? arena_str(out, charset) : "windows-1252",
                     a_guess, &to))
        as_utf8(out, line, offset, bad, &to);
    decode_blank_controls((char *)(uintptr_t)to.bytes.ptr, to.bytes.len);
    return to;
}

slice decode_charset(arena *out, slice head)
{
    size_t bad = utf8_check(head);
    // A character may be cut in two where the head ends
    if (bad + 4 > head.len || mostly_utf8(head, bad))
        return slice_of("", 0);
    slice guess = guess_charset(out, head);
    return guess.len && !is_utf8_label(guess) ? slice_of_str(browser_name(guess.ptr))
                                              : SLICE("windows-1252");
}
