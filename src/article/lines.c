#include "article/page.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Widths, in code points, that lines broken by a mail program or an editor have. */
enum { NARROWEST = 40, WIDEST = 130 };

typedef struct {
    uint32_t start, end; // without white space at its ends
    uint32_t width, first_word;
    bool after_blank, indented, stop;
    bool capital; // its first letter
    bool wrapped; // in a block whose lines somebody broke at a width
} text_line;

typedef VEC(text_line) text_lines;

static bool ends_with_stop(slice text)
{
    while (text.len && strchr("\"')]", text.ptr[text.len - 1]))
        text.len--;
    if (slice_ends(text, SLICE("\xe2\x80\x9d")) ||
        slice_ends(text, SLICE("\xe2\x80\x99")))
        text.len -= 3;
    return text.len && strchr(".!?:", text.ptr[text.len - 1]);
}

/* A way from line to line. The next of each sign that may end one is looked for once, so
 * that a text with many of one and none of another takes no longer. */
enum { SIGN_LF, SIGN_CR, SIGN_WIDE, N_SIGNS };

typedef struct {
    slice text;
    size_t at, next[N_SIGNS]; // text.len: no more of them
} line_cursor;

static size_t find_sign(slice text, unsigned sign, size_t from)
{
    static const char signs[N_SIGNS] = {'\n', '\r', '\xe2'};
    while (from < text.len) {
        const char *hit = memchr(text.ptr + from, signs[sign], text.len - from);
        if (!hit)
            break;
        size_t at = (size_t)(hit - text.ptr);
        // U+2028 and U+2029 end lines as LF does
        if (sign != SIGN_WIDE || (at + 2 < text.len && hit[1] == '\x80' &&
                                  (hit[2] == '\xa8' || hit[2] == '\xa9')))
            return at;
        from = at + 1;
    }
    return text.len;
}

static line_cursor lines_of(slice text)
{
    line_cursor c = {.text = text};
    for (unsigned sign = 0; sign < N_SIGNS; sign++)
        c.next[sign] = find_sign(text, sign, 0);
    return c;
}

static bool next_line(line_cursor *c, span *line)
{
    if (c->at >= c->text.len)
        return false;
    size_t end = c->text.len, skip = 0;
    for (unsigned sign = 0; sign < N_SIGNS; sign++) {
        if (c->next[sign] < c->at)
            c->next[sign] = find_sign(c->text, sign, c->at);
        if (c->next[sign] < end) {
            end = c->next[sign];
            skip = sign == SIGN_WIDE ? 3 : 1;
        }
    }
    if (skip == 1 && c->text.ptr[end] == '\r' && end + 1 < c->text.len &&
        c->text.ptr[end + 1] == '\n')
        skip = 2;
    *line = (span){(uint32_t)c->at, (uint32_t)end};
    c->at = end + skip;
    return true;
}

/* Bars at a line's end parted it from something that is not there. */
static slice without_bars(slice line)
{
    line = slice_trim(line);
    while (line.len > 1 && line.ptr[line.len - 1] == '|')
        line = slice_trim(slice_of(line.ptr, line.len - 1));
    while (line.len > 1 && line.ptr[0] == '|')
        line = slice_trim(slice_of(line.ptr + 1, line.len - 1));
    return line;
}

/* "^By JANE ROE=": marks that wires set lines with. */
static slice without_wire_marks(slice line)
{
    if (line.len < 3 || line.ptr[0] != '^')
        return line;
    line = slice_of(line.ptr + 1, line.len - 1);
    while (line.len && strchr("<=", line.ptr[line.len - 1]))
        line.len--;
    return slice_trim(line);
}

static slice without_quote_marks(slice line)
{
    while (line.len && strchr("> ", line.ptr[0]))
        line = slice_of(line.ptr + 1, line.len - 1);
    return line;
}

/* Was the text passed on by mail, every line with ">" before it? */
static bool is_mail_quote(slice text)
{
    uint32_t lines = 0, quoted = 0;
    span whole;
    if (!memchr(text.ptr, '>', text.len))
        return false;
    line_cursor c = lines_of(text);
    while (next_line(&c, &whole)) {
        slice line = slice_trim(slice_in(text, whole));
        lines += line.len > 0;
        quoted += line.len > 0 && line.ptr[0] == '>';
    }
    return quoted >= 3 && quoted * 2 > lines;
}

static text_lines find_lines(arena *tmp, slice text)
{
    text_lines lines = {0};
    bool blank = true, mail = is_mail_quote(text);
    span whole;
    line_cursor c = lines_of(text);
    while (next_line(&c, &whole)) {
        slice raw = slice_in(text, whole);
        if (!raw.len) {
            blank = true;
            continue;
        }
        if (mail)
            raw = without_quote_marks(raw);
        slice trimmed = without_wire_marks(without_bars(raw));
        if (trimmed.len == 0) {
            blank = true;
            continue;
        }
        text_line *line = vec_add(tmp, &lines);
        line->start = (uint32_t)(trimmed.ptr - text.ptr);
        line->end = line->start + (uint32_t)trimmed.len;
        line->after_blank = blank;
        line->indented = trimmed.ptr - raw.ptr >= 2 || raw.ptr[0] == '\t';
        line->stop = ends_with_stop(trimmed);
        line->width = (uint32_t)utf8_count(trimmed) + (uint32_t)(trimmed.ptr - raw.ptr);
        slice word;
        size_t from = 0;
        shape_next_word(trimmed, &from, &word);
        line->first_word = (uint32_t)utf8_count(word);
        line->capital = shape_is_capital(word);
        blank = false;
    }
    return lines;
}

/* The widest line that is not the odd one out, of lines that have a next one in their
 * block; 0 if many are wider than anybody breaks lines at. */
static uint32_t common_width(const text_lines *lines)
{
    uint32_t count[WIDEST + 2] = {0}, pairs = 0;
    for (uint32_t i = 0; i + 1 < lines->n; i++) {
        if (lines->v[i + 1].after_blank)
            continue;
        uint32_t width = lines->v[i].width;
        pairs++;
        count[width <= WIDEST ? width : WIDEST + 1]++;
    }
    if (pairs < 2 || count[WIDEST + 1] * 5 > pairs)
        return 0;
    uint32_t width = WIDEST, above = 0;
    while (width > NARROWEST && (above += count[width]) * 50 < pairs)
        width--;
    return above && width > NARROWEST ? width : 0;
}

/* Had the next line's first word hardly any room on this one? Then it was broken here.
 * People who break lines by hand leave an eighth free. */
static bool is_broken(const text_line *line, const text_line *next, uint32_t width)
{
    return line->width + 1 + next->first_word + width / 8 > width;
}

/* Marks the lines of blocks that somebody broke at a width: nearly every line in them
 * that does not end like a sentence is full. Gives that width, 0 if there are no such
 * blocks. */
static uint32_t find_wrapped(text_lines *lines)
{
    uint32_t width = common_width(lines), all = 0, all_small = 0;
    for (uint32_t start = 0, end; width && start < lines->n; start = end) {
        uint32_t open = 0, broken = 0, small = 0;
        for (end = start + 1; end < lines->n && !lines->v[end].after_blank; end++) {
            const text_line *line = &lines->v[end - 1];
            if (line->stop || lines->v[end].indented || line->width * 2 < width)
                continue;
            open++;
            broken += is_broken(line, &lines->v[end], width);
            small += !lines->v[end].capital;
        }
        // Every line starts with a capital: a list, of headlines perhaps
        if (open == 0 || broken * 10 < open * 7 || (open >= 2 && small == 0))
            continue;
        all += broken;
        all_small += small;
        for (uint32_t i = start; i < end; i++)
            lines->v[i].wrapped = true;
    }
    return all >= 3 && all_small * 5 >= all ? width : 0;
}

/* Does the line go on in the next? */
static bool goes_on(const text_line *line, const text_line *next, uint32_t width)
{
    if (!width || !line->wrapped || next->after_blank)
        return false;
    if (next->indented && !line->indented)
        return false;
    return is_broken(line, next, width) || (!line->stop && line->width * 2 > width);
}

static bool is_small_letter(slice text, size_t at)
{
    return at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z';
}

void lines_split(page *p)
{
    slice text = p->doc->bytes;
    text_lines lines = find_lines(p->tmp, text);
    uint32_t width = find_wrapped(&lines);
    for (uint32_t i = 0; i < lines.n;) {
        const text_line *line = &lines.v[i];
        page_begin(p, BLOCK_LINE);
        uint32_t end = line->end;
        page_add(p, line->start, line->end);
        while (i + 1 < lines.n && goes_on(&lines.v[i], &lines.v[i + 1], width)) {
            const text_line *next = &lines.v[++i];
            // A word broken at its hyphen belongs together again
            bool hyphen = end >= 2 && text.ptr[end - 1] == '-' &&
                          is_small_letter(text, end - 2) &&
                          is_small_letter(text, next->start);
            if (!hyphen)
                page_space(p, end, next->start);
            page_add(p, next->start, next->end);
            end = next->end;
        }
        block *b = page_end(p);
        if (b)
            b->after_blank = line->after_blank;
        i++;
    }
}

/* The text is clean: it stays as it is, to the byte. Only its paragraphs are told. */
void lines_plain(const document *doc, arena *out, article *to)
{
    arena *tmp = arena_sub(out);
    slice text = doc->bytes;
    text_lines lines = find_lines(tmp, text);
    uint32_t width = find_wrapped(&lines);
    for (uint32_t i = 0; i < lines.n; i++) {
        span whole = {lines.v[i].start, lines.v[i].end};
        while (i + 1 < lines.n && goes_on(&lines.v[i], &lines.v[i + 1], width))
            whole.end = lines.v[++i].end;
        vec_push(out, &to->paragraphs, whole);
    }
    to->text = arena_slice(out, text);
    if (text.len)
        vec_push(out, &to->map, (map_run){0, (uint32_t)text.len, 0, (uint32_t)text.len});
    arena_release(tmp);
}
