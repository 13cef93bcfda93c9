/* CSV and its relatives (RFC 4180): fields parted by commas, tabs or semicolons, quoted
 * where they hold the separator, a line end or a quote (written twice).
 *
 * What goes wrong is a quote that is not closed: it swallows what comes behind it up to
 * the next quote that looks like an end. Such a record is told by its stray quotes and
 * its count of fields; then the next line is sought from where a record of the right
 * number of fields begins, what is before it is one skip. Seeking has a budget in
 * proportion to the input, so that time stays linear. */
#include "read/table.h"

#include "read/fields.h"

#include <string.h>

enum {
    LONGEST_NAME = 80,
    LONGEST_RECORD = 16 << 20,
    SEEK_FACTOR = 4, // bytes looked at in seeking, per byte of input
    SEEK_LEAST = 1 << 20
};

static const char *const known_names[N_KNOWN] = {
    "id", "text", "html", "title", "url", "date", "outlet", "author", "lang"};

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static size_t after_line_end(slice text, size_t at)
{
    if (at < text.len && text.ptr[at] == '\r' && at + 1 < text.len &&
        text.ptr[at + 1] == '\n')
        return at + 2;
    return at < text.len ? at + 1 : at;
}

static size_t next_line(slice text, size_t at)
{
    while (at < text.len && !is_line_end(text.ptr[at]))
        at++;
    return after_line_end(text, at);
}

/* ---- one record ---- */

static void add_field(row *r, uint32_t n_columns, slice field, bool doubled)
{
    if (r->n < n_columns) {
        r->fields[r->n] = field;
        r->doubled[r->n] = doubled;
    } else if (slice_trim(field).len) {
        r->more_empty = false;
    }
    r->n++;
}

/* A quoted field from behind its first quote on; gives where its last quote stands, or
 * text.len. */
static size_t quoted_end(slice text, size_t at, char separator, bool *doubled,
                         bool *stray)
{
    while (at < text.len) {
        const char *hit = memchr(text.ptr + at, '"', text.len - at);
        if (!hit)
            break;
        at = (size_t)(hit - text.ptr);
        char next = at + 1 < text.len ? text.ptr[at + 1] : '\n';
        if (next == '"') {
            *doubled = true;
            at += 2;
        } else if (next == separator || is_line_end(next)) {
            return at;
        } else {
            *stray = true;
            at++;
        }
    }
    return text.len;
}

/* The record at text[at]. Without `quotes` a quote is a letter like any other. */
static void parse(slice text, size_t at, char separator, uint32_t n_columns, bool quotes,
                  row *r)
{
    r->n = 0;
    r->closed = r->more_empty = true;
    r->stray = r->quoted = false;
    for (;;) {
        size_t start = at;
        while (quotes && start < text.len && text.ptr[start] == ' ')
            start++;
        if (quotes && start < text.len && text.ptr[start] == '"') {
            bool doubled = false;
            size_t end = quoted_end(text, start + 1, separator, &doubled, &r->stray);
            r->quoted = true;
            r->closed = end < text.len;
            add_field(r, n_columns, slice_of(text.ptr + start + 1, end - start - 1),
                      doubled);
            at = r->closed ? end + 1 : end;
        } else {
            size_t end = at;
            while (end < text.len && text.ptr[end] != separator &&
                   !is_line_end(text.ptr[end]))
                end++;
            add_field(r, n_columns, slice_of(text.ptr + at, end - at), false);
            at = end;
        }
        if (at >= text.len || text.ptr[at] != separator)
            break;
        at++;
    }
    r->end = after_line_end(text, at);
}

/* ---- one record, whatever is wrong with it ---- */

void rows_init(rows *r, const table *t, slice text, arena *tmp)
{
    *r = (rows){.t = t, .text = text, .budget = SEEK_FACTOR * text.len + SEEK_LEAST};
    r->now.fields = arena_array(tmp, slice, t->n_columns);
    r->now.doubled = arena_array(tmp, bool, t->n_columns);
    r->other.fields = arena_array(tmp, slice, t->n_columns);
    r->other.doubled = arena_array(tmp, bool, t->n_columns);
}

static slice within(const rows *r, size_t at)
{
    size_t left = r->text.len - at;
    return slice_of(r->text.ptr, at + (left < LONGEST_RECORD ? left : LONGEST_RECORD));
}

static bool spend(rows *r, size_t n)
{
    if (r->budget < n) {
        r->budget = 0;
        return false;
    }
    r->budget -= n;
    return true;
}

/* The first line in (at, end) from where a record of the right number of fields begins,
 * or `end`. `inside`: only one that stands on one line and has a quoted field, which
 * cannot come in a field where every quote is written twice. */
static size_t seek(rows *r, size_t at, size_t end, bool inside)
{
    const table *t = r->t;
    for (size_t line = next_line(r->text, at); line < end;
         line = next_line(r->text, line)) {
        slice text =
            inside ? slice_of(r->text.ptr, next_line(r->text, line)) : within(r, line);
        parse(text, line, t->separator, t->n_columns, true, &r->other);
        if (!spend(r, r->other.end - line))
            return end;
        bool whole = r->other.closed && r->other.n == t->n_columns;
        if (whole && (!inside || r->other.quoted))
            return line;
    }
    return end;
}

static bool has_pairs(slice text, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += text.ptr[i] == '"';
    return n % 2 == 0;
}

/* Quotes as letters: the line alone has the right number of fields. Where commas part
 * them, one quote alone is rather a field that is not closed than a letter. */
static bool as_letters(rows *r, size_t at)
{
    const table *t = r->t;
    parse(within(r, at), at, t->separator, t->n_columns, false, &r->other);
    if (r->other.n != t->n_columns ||
        (t->separator != '\t' && !has_pairs(r->text, at, r->other.end)))
        return false;
    row keep = r->now;
    r->now = r->other;
    r->other = keep;
    return true;
}

row_kind next_row(rows *r, size_t at, bool last)
{
    const table *t = r->t;
    slice text = within(r, at);
    bool cut = text.len < r->text.len || last; // no more is to come for this record
    parse(text, at, t->separator, t->n_columns, true, &r->now);
    if (!cut && r->now.end >= text.len)
        return ROW_MORE;
    if (!r->now.closed) {
        if (as_letters(r, at))
            return ROW_GOOD;
        r->now.end = seek(r, at, text.len, false);
        return ROW_BROKEN;
    }
    if (r->now.n == 1 && !slice_trim(r->now.fields[0]).len)
        return ROW_BLANK;
    bool lines = next_line(text, at) < r->now.end;
    bool right = r->now.n == t->n_columns;
    if (lines && r->now.stray) {
        if (!right && as_letters(r, at))
            return ROW_GOOD;
        size_t found = seek(r, at, r->now.end, right);
        if (found < r->now.end || !right) {
            r->now.end = found;
            return ROW_BROKEN;
        }
    }
    if (!right && r->now.quoted && !lines && as_letters(r, at))
        return ROW_GOOD;
    return r->now.n > t->n_columns && !r->now.more_empty ? ROW_COUNT : ROW_GOOD;
}

/* ---- the header ---- */

static int32_t known_column_of(slice name)
{
    name = slice_trim(name);
    for (int32_t i = 0; i < N_KNOWN; i++)
        if (slice_eq_nocase(name, slice_of_str(known_names[i])))
            return i;
    return -1;
}

/* The columns by their separators that make the most of them known. */
typedef struct {
    char separator;
    uint32_t n_columns, n_known;
    bool has_text;
    size_t start, end; // of the header record
} header;

/* "sep=;" before the header, as spreadsheets write it. */
static size_t header_start(slice head, char *separator)
{
    size_t at = 0;
    *separator = 0;
    if (slice_starts_nocase(head, SLICE("sep=")) && head.len > 5 &&
        is_line_end(head.ptr[5])) {
        *separator = head.ptr[4];
        at = after_line_end(head, 5);
    }
    while (at < head.len && (is_line_end(head.ptr[at]) || head.ptr[at] == ' '))
        at++;
    return at;
}

static bool is_phrase(slice name)
{
    size_t spaces = 0;
    for (size_t i = 0; i < name.len; i++)
        spaces += name.ptr[i] == ' ';
    return spaces > 2 || (name.len && strchr(".!?", name.ptr[name.len - 1]));
}

/* Whether the first name ends at the separator, as far as can be told without reading the
 * whole record: a page may stand on one line. */
static bool may_be_header(slice head, size_t at, char separator)
{
    if (at < head.len && head.ptr[at] == '"')
        return true;
    for (size_t n = 0; at < head.len && n <= LONGEST_NAME; at++, n++)
        if (head.ptr[at] == separator || is_line_end(head.ptr[at]))
            return head.ptr[at] == separator;
    return false;
}

static header find_header(slice head)
{
    static const char separators[] = ",\t;|";
    slice fields[MOST_COLUMNS];
    bool doubled[MOST_COLUMNS];
    header best = {0};
    char stated;
    size_t start = header_start(head, &stated);
    for (const char *s = separators; *s; s++) {
        if ((stated && *s != stated) || !may_be_header(head, start, *s))
            continue;
        row r = {.fields = fields, .doubled = doubled};
        parse(head, start, *s, MOST_COLUMNS, true, &r);
        header h = {.separator = *s, .n_columns = r.n, .start = start, .end = r.end};
        if (!r.closed || r.n < 2)
            continue;
        bool names = true, phrases = false;
        for (uint32_t i = 0; i < r.n && i < MOST_COLUMNS; i++) {
            int32_t column = known_column_of(fields[i]);
            h.n_known += column >= 0;
            h.has_text |= column == COLUMN_TEXT || column == COLUMN_HTML;
            names &= fields[i].len <= LONGEST_NAME;
            phrases |= is_phrase(slice_trim(fields[i]));
        }
        // One word among phrases, "Text, title and date were missing.", is prose
        if (!names || h.n_known < 1 || (h.n_known == 1 && (phrases || !h.has_text)))
            continue;
        if (h.n_known > best.n_known)
            best = h;
    }
    return best;
}

bool table_is(slice head, bool whole)
{
    (void)whole;
    return find_header(head).n_columns > 0;
}

/* Two quotes to one. */
slice unescape(arena *out, slice field, bool doubled)
{
    if (!doubled)
        return field;
    char *to = arena_alloc(out, field.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < field.len; i++) {
        to[n++] = field.ptr[i];
        if (field.ptr[i] == '"' && i + 1 < field.len && field.ptr[i + 1] == '"')
            i++;
    }
    return slice_of(to, n);
}

static void name_columns(arena *out, table *t, const row *r)
{
    for (uint32_t i = 0; i < t->n_columns; i++) {
        slice name = one_line_of(out, unescape(out, r->fields[i], r->doubled[i]));
        int32_t column = known_column_of(name);
        if (column >= 0 && t->known[column] < 0) {
            t->known[column] = (int32_t)i;
            t->is_known[i] = true;
        }
        if (!name.len)
            name = arena_format(out, "column %u", i + 1);
        // A second one of that name: JSON objects have a key once
        for (uint32_t k = 0; k < i; k++)
            if (slice_eq(t->names[k], name)) {
                name =
                    arena_format(out, "%.*s, column %u", (int)name.len, name.ptr, i + 1);
                break;
            }
        t->names[i] = name;
    }
}

table *table_open(arena *out, slice head, size_t *len)
{
    header h = find_header(head);
    if (!h.n_columns || h.n_columns > MOST_COLUMNS)
        return NULL;
    table *t = arena_new(out, table);
    *t = (table){.separator = h.separator,
                 .n_columns = h.n_columns,
                 .names = arena_array(out, slice, h.n_columns),
                 .is_known = arena_array(out, bool, h.n_columns)};
    for (int i = 0; i < N_KNOWN; i++)
        t->known[i] = -1;
    row r = {.fields = arena_array(out, slice, h.n_columns),
             .doubled = arena_array(out, bool, h.n_columns)};
    parse(head, h.start, h.separator, h.n_columns, true, &r);
    name_columns(out, t, &r);
    *len = h.end;
    return t;
}
