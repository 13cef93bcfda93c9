/* The rows of a table as blocks and as documents. Every block begins with the table's
 * header, so that each can be read by itself. */
#include "read/fields.h"
#include "read/table.h"

#include <string.h>

enum { BLOCK_BYTES = 1 << 20 };

static uint64_t count_lines(slice text, size_t from, size_t to)
{
    uint64_t n = 0;
    for (size_t i = from; i < to; i++)
        n += text.ptr[i] == '\n' ||
             (text.ptr[i] == '\r' && !(i + 1 < text.len && text.ptr[i + 1] == '\n'));
    return n;
}

/* ---- blocks ---- */

/* How many of these bytes are whole records. */
static size_t whole_rows(arena *tmp, const table *t, slice bytes, bool last)
{
    rows r;
    size_t at = 0;
    rows_init(&r, t, bytes, tmp);
    while (at < bytes.len && next_row(&r, at, last) != ROW_MORE)
        at = r.now.end;
    return at;
}

static size_t measure(read_stream *s, const table *t, slice *seen)
{
    for (size_t want = BLOCK_BYTES;; want *= 2) {
        *seen = flow_peek(s->flow, want);
        bool end = seen->len < want;
        // Where the input is damaged, its last record is none
        size_t n = whole_rows(s->tmp, t, *seen, end && !s->flow->reason.len);
        if (n || end)
            return n;
    }
}

static bool has_text(const table *t)
{
    return t->known[COLUMN_TEXT] >= 0 || t->known[COLUMN_HTML] >= 0;
}

static slice why_no_text(arena *out, const table *t, slice charset)
{
    buf names;
    buf_init(&names, out);
    for (uint32_t i = 0; i < t->n_columns && names.len < 200; i++) {
        if (i)
            buf_add_str(&names, ", ");
        buf_add(&names, decode_line(out, t->names[i], 0, charset).bytes);
    }
    return arena_format(out, "a table without a column text or html; it has %.*s",
                        (int)names.len, names.ptr);
}

bool table_begin(read_stream *s)
{
    slice head = flow_peek(s->flow, KIND_BYTES);
    size_t mark = slice_starts(head, SLICE("\xef\xbb\xbf")) ? 3 : 0, len = 0;
    head = slice_of(head.ptr + mark, head.len - mark);
    const table *t = table_open(s->tmp, head, &len);
    if (!t || !has_text(t)) {
        stream_skip(
            s, s->input, 0,
            t ? why_no_text(s->tmp, t, s->charset)
              : arena_format(s->tmp, "a table of more than %d columns", MOST_COLUMNS));
        return false;
    }
    s->header = arena_slice(s->mem, slice_of(head.ptr, len));
    s->position = 1 + count_lines(s->header, 0, len);
    flow_take(s->flow, mark + len);
    return true;
}

/* Behind damage, up to the next line. */
static void drop_line(flow *f)
{
    for (;;) {
        slice seen = flow_peek(f, BLOCK_BYTES);
        const char *hit = seen.len ? memchr(seen.ptr, '\n', seen.len) : NULL;
        flow_take(f, hit ? (size_t)(hit - seen.ptr) + 1 : seen.len);
        if (hit || !seen.len)
            return;
    }
}

static bool say_no_rows(read_stream *s)
{
    if (!s->n_skips && s->position == 1 + count_lines(s->header, 0, s->header.len))
        stream_skip(s, s->input, 0, SLICE("a table without rows"));
    return false;
}

bool table_next(read_stream *s, arena *out, read_block *block)
{
    size_t len, n;
    slice seen;
    const table *t = table_open(s->tmp, s->header, &len);
    if (!t)
        return false;
    while ((n = measure(s, t, &seen)) == 0) {
        flow_take(s->flow, seen.len);
        if (!stream_resume(s))
            return say_no_rows(s);
        drop_line(s->flow);
    }
    char *bytes = arena_alloc(out, s->header.len + n);
    memcpy(bytes, s->header.ptr, s->header.len);
    memcpy(bytes + s->header.len, seen.ptr, n);
    *block = (read_block){.input = s->input,
                          .kind = s->kind,
                          .position = s->position,
                          .offset = s->flow->position,
                          .bytes = slice_of(bytes, s->header.len + n),
                          .charset = s->charset};
    // A last line without an end is one, too
    bool open = seen.ptr[n - 1] != '\n' && seen.ptr[n - 1] != '\r';
    s->position += count_lines(seen, 0, n) + open;
    flow_take(s->flow, n);
    return true;
}

/* ---- documents ---- */

typedef struct {
    arena *out, *tmp;
    const read_block *block;
    const read_options *options;
    const table *t;
    size_t header_len;
    rows rows;
    read_result *result;
    part_skips skips;
} job;

static decoded decode_field(const job *j, uint32_t column)
{
    const row *now = &j->rows.now;
    slice field = now->fields[column];
    uint64_t at = j->block->offset + (uint64_t)(field.ptr - j->rows.text.ptr);
    return decode_line(j->tmp, unescape(j->tmp, field, now->doubled[column]), at,
                       j->block->charset);
}

static decoded field_of(const job *j, known_column which)
{
    int32_t i = j->t->known[which];
    if (i < 0 || (uint32_t)i >= j->rows.now.n)
        return (decoded){.bytes = slice_of("", 0)};
    return decode_field(j, (uint32_t)i);
}

static slice line_of(const job *j, known_column which)
{
    return one_line_of(j->out, field_of(j, which).bytes);
}

static slice extra_of(const job *j)
{
    buf extra;
    buf_init(&extra, j->out);
    for (uint32_t i = 0; i < j->t->n_columns && i < j->rows.now.n; i++)
        if (!j->t->is_known[i])
            extra_add(&extra,
                      decode_line(j->tmp, j->t->names[i], 0, j->block->charset).bytes,
                      decode_field(j, i).bytes);
    return extra_end(&extra);
}

static const char *take_row(const job *j, slice input)
{
    arena *out = j->out;
    decoded text = field_of(j, COLUMN_TEXT), html = field_of(j, COLUMN_HTML);
    bool plain = slice_trim(text.bytes).len > 0;
    if (!plain && !slice_trim(html.bytes).len)
        return "neither text nor html in the row";
    const decoded *body = plain ? &text : &html;
    document doc = {
        .input = arena_slice(out, input),
        .kind = plain ? DOCUMENT_TEXT : DOCUMENT_HTML,
        .bytes = arena_slice(out, body->bytes),
        .encoding = arena_slice(out, body->encoding),
        .note = arena_slice(out, body->note),
        .id = line_of(j, COLUMN_ID),
        .url = line_of(j, COLUMN_URL),
        .title = line_of(j, COLUMN_TITLE),
        .date = line_of(j, COLUMN_DATE),
        .outlet = line_of(j, COLUMN_OUTLET),
        .author = line_of(j, COLUMN_AUTHOR),
        .lang = line_of(j, COLUMN_LANG),
    };
    if (!j->options || !j->options->without_extra)
        doc.extra = extra_of(j);
    if (j->rows.now.n < j->t->n_columns)
        add_note(out, &doc,
                 arena_format(j->tmp, "%u of %u fields in the row", j->rows.now.n,
                              j->t->n_columns));
    vec_push(out, &j->result->documents, doc);
    return NULL;
}

static void take_rows(job *j, uint64_t line)
{
    slice bytes = j->rows.text;
    for (size_t at = 0; at < bytes.len; at = j->rows.now.end) {
        row_kind kind = next_row(&j->rows, at, true);
        slice input = record_input(j->tmp, j->block->input, line), why = slice_of("", 0);
        uint64_t next = line + count_lines(bytes, at, j->rows.now.end);
        if (kind == ROW_GOOD)
            why = slice_of_str(take_row(j, input));
        else if (kind == ROW_COUNT)
            why = arena_format(j->tmp, "%u fields, the header has %u", j->rows.now.n,
                               j->t->n_columns);
        else if (kind == ROW_BROKEN && j->rows.now.end < bytes.len)
            why = arena_format(j->tmp, "a quote that never closes; read on at line %llu",
                               (unsigned long long)next);
        else if (kind == ROW_BROKEN)
            why = SLICE("a quote that never closes; nothing can be read behind it");
        if (why.len && part_skip_begin(&j->skips))
            add_skip(j->out, input, line,
                     arena_format(j->out, "line %llu: %.*s", (unsigned long long)line,
                                  (int)why.len, why.ptr),
                     j->result);
        line = next;
        arena_release(j->tmp);
    }
    part_skips_end(&j->skips);
}

void table_documents(arena *out, const read_block *block, const read_options *options,
                     read_result *result)
{
    arena *scratch = arena_sub(out);
    slice bytes = block->bytes;
    if (slice_starts(bytes, SLICE("\xef\xbb\xbf")))
        bytes = slice_of(bytes.ptr + 3, bytes.len - 3);
    job j = {.out = out,
             .tmp = arena_sub(scratch),
             .block = block,
             .options = options,
             .result = result,
             .skips = {out, block->input, result, 0}};
    j.t = table_open(scratch, bytes, &j.header_len);
    uint32_t n_before = result->documents.n, n_skips = result->skips.n;
    if (j.t && has_text(j.t)) {
        uint64_t line = block->position > 1 ? block->position
                                            : 1 + count_lines(bytes, 0, j.header_len);
        rows_init(&j.rows, j.t,
                  slice_of(bytes.ptr + j.header_len, bytes.len - j.header_len), scratch);
        take_rows(&j, line);
    } else if (j.t) {
        add_skip(out, block->input, 0, why_no_text(out, j.t, block->charset), result);
    }
    if (result->documents.n == n_before && result->skips.n == n_skips)
        add_skip(out, block->input, 0, SLICE("a table without rows"), result);
    arena_release(scratch);
}
