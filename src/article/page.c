#include "article/page.h"
#include "base/utf8.h"

#include <string.h>

enum { NO_BREAK_SPACE = 0xa0, SOFT_HYPHEN = 0xad };

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= 9 && c <= 13) || c == NO_BREAK_SPACE || c == 0x85 ||
           c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 ||
           c == 0x202f || c == 0x205f || c == 0x3000;
}

/* Characters that show nothing and only part what belongs together. */
static bool is_nothing(uint32_t c)
{
    return c == SOFT_HYPHEN || c == 0x200b || c == 0xfeff || c == 0x2060;
}

void runs_add(arena *out, map_runs *runs, uint32_t n_first, map_run run, const char *text,
              const char *input)
{
    bool copy = run.len == run.input_len && memcmp(text, input, run.len) == 0;
    // Equal lengths say "a copy": a run that is none must not look like one
    if (!copy && run.len == run.input_len)
        run.input_len = 0;
    if (copy && runs->n > n_first) {
        map_run *last = vec_last(runs);
        if (last->len == last->input_len && last->text + last->len == run.text &&
            last->input + last->input_len == run.input) {
            last->len += run.len;
            last->input_len += run.input_len;
            return;
        }
    }
    vec_push(out, runs, run);
}

static void add_run(page *p, slice text, uint32_t start, uint32_t end)
{
    uint32_t at = (uint32_t)p->text.len;
    buf_add(&p->text, text);
    runs_add(p->tmp, &p->runs, vec_last(&p->blocks)->first_run,
             (map_run){at, (uint32_t)text.len, start, end - start}, text.ptr,
             p->doc->bytes.ptr + start);
}

void page_begin(page *p, block_kind kind)
{
    block *b = vec_add(p->tmp, &p->blocks);
    b->kind = kind;
    b->text.start = (uint32_t)p->text.len;
    b->first_run = p->runs.n;
    p->in_block = true;
    p->gap_chars = 0;
}

void page_space(page *p, uint32_t start, uint32_t end)
{
    if (p->gap_chars++ == 0)
        p->gap_start = start;
    p->gap_end = end;
}

/* The white space before a word: one space, or as it was if that was one space. */
static void flush_gap(page *p)
{
    if (p->gap_chars && p->text.len > vec_last(&p->blocks)->text.start) {
        slice was = slice_of(p->doc->bytes.ptr + p->gap_start, p->gap_end - p->gap_start);
        bool keep = p->gap_chars == 1 && slice_eq(was, SLICE("\xc2\xa0"));
        add_run(p, keep ? was : SLICE(" "), p->gap_start, p->gap_end);
    }
    p->gap_chars = 0;
}

/* Neither white space nor beyond ASCII: nothing to decide. */
static bool is_plain(char c)
{
    return (c > ' ' || (c >= 0 && c < 9) || (c > 13 && c < ' ')) && !(c & '\x80');
}

void page_add(page *p, uint32_t start, uint32_t end)
{
    slice bytes = p->doc->bytes;
    size_t from = start, at = start;
    while (at < end) {
        size_t here = at;
        if (is_plain(bytes.ptr[at])) {
            if (p->gap_chars)
                flush_gap(p);
            // Words with one space between them are copied as they are
            do {
                size_t tidy = shape_tidy(slice_of(bytes.ptr, end), at);
                at += tidy ? tidy : is_plain(bytes.ptr[at]) ? 1 : 2;
            } while (at < end &&
                     (is_plain(bytes.ptr[at]) || (bytes.ptr[at] == ' ' && at + 1 < end &&
                                                  is_plain(bytes.ptr[at + 1]))));
            continue;
        }
        unsigned char first = (unsigned char)bytes.ptr[at];
        uint32_t c = first < 0x80 ? (at++, first) : utf8_next(bytes, &at);
        bool space = is_space(c);
        if (!space && !is_nothing(c)) {
            if (p->gap_chars)
                flush_gap(p);
            continue;
        }
        if (here > from)
            add_run(p, slice_of(bytes.ptr + from, here - from), (uint32_t)from,
                    (uint32_t)here);
        from = at;
        if (space)
            page_space(p, (uint32_t)here, (uint32_t)at);
    }
    if (end > from)
        add_run(p, slice_of(bytes.ptr + from, end - from), (uint32_t)from, end);
}

void page_add_for(page *p, slice text, uint32_t start, uint32_t end)
{
    for (size_t at = 0; at < text.len;) {
        size_t here = at;
        uint32_t c = utf8_next(text, &at);
        // A parser may make anything of "&#x1;" and "&#xd800;"
        if (is_space(c) || c < 0x20 || c == 0x7f) {
            page_space(p, start, end);
            continue;
        }
        if (is_nothing(c))
            continue;
        flush_gap(p);
        char bytes[4];
        // The first character stands for the whole source, the others for nothing more
        add_run(p, slice_of(bytes, utf8_put(c, bytes)), here ? end : start, end);
    }
}

block *page_end(page *p)
{
    block *b = vec_last(&p->blocks);
    p->in_block = false;
    p->gap_chars = 0;
    b->text.end = (uint32_t)p->text.len;
    b->n_runs = p->runs.n - b->first_run;
    if (b->text.end == b->text.start) {
        p->blocks.n--;
        return NULL;
    }
    b->shape = shape_scan_in(page_slice(p, b), p->text.ptr + p->text.cap, &b->counts);
    return b;
}

slice page_slice(const page *p, const block *b)
{
    return slice_of(p->text.ptr + b->text.start, b->text.end - b->text.start);
}

void page_furniture(block *b, const char *why)
{
    b->role = ROLE_FURNITURE;
    b->why = slice_of_str(why);
}
