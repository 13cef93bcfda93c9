#include "article/page.h"
#include "article/repeat.h"
#include "base/hash.h"

/* The outlet, or the site the page stands on. */
static slice whose(const article *a)
{
    if (a->outlet.len)
        return a->outlet;
    size_t from = slice_find(a->url, SLICE("://"), 0);
    if (from == a->url.len)
        return slice_of("", 0);
    slice host = slice_of(a->url.ptr + from + 3, a->url.len - from - 3);
    for (size_t i = 0; i < host.len; i++)
        if (host.ptr[i] == '/' || host.ptr[i] == '?' || host.ptr[i] == ':')
            host.len = i;
    return host;
}

/* Keeps the smallest hashes, in order, each once. */
static void sketch_add(repeat_note *to, uint64_t hash)
{
    uint32_t n = to->n_sketch;
    if (n == REPEAT_SKETCH && hash >= to->sketch[n - 1])
        return;
    uint32_t at = n;
    while (at > 0 && to->sketch[at - 1] > hash)
        at--;
    if (at > 0 && to->sketch[at - 1] == hash)
        return;
    if (n < REPEAT_SKETCH)
        to->n_sketch = ++n;
    for (uint32_t i = n - 1; i > at; i--)
        to->sketch[i] = to->sketch[i - 1];
    to->sketch[at] = hash;
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 31)) * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 29)) * UINT64_C(0xbf58476d1ce4e5b9);
    return x ^ (x >> 32);
}

/* Three words in a row, ASCII letters in any case. */
static void sketch_take(slice text, repeat_note *to)
{
    uint64_t word = 0, one = 0, two = 0;
    for (size_t i = 0; i <= text.len; i++) {
        unsigned char c = i < text.len ? (unsigned char)text.ptr[i] : ' ';
        if (c > ' ') {
            unsigned char low = c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
            word = (word ^ low) * UINT64_C(0x100000001b3) + 1;
            continue;
        }
        if (!word)
            continue;
        if (two)
            sketch_add(to, mix(two * 31 + mix(one * 17 + mix(word))));
        two = one;
        one = word;
        word = 0;
    }
}

static void title_take(slice title, repeat_note *to)
{
    enum { LEAST = 4, LONGEST_WORD = 40 };
    slice word;
    for (size_t at = 0;
         to->n_title < REPEAT_TITLE && shape_next_word(title, &at, &word);) {
        char room[SHAPE_FOLD_ROOM(LONGEST_WORD)];
        slice core = shape_core(word);
        if (core.len >= LEAST && !shape_is_function(core))
            to->title[to->n_title++] =
                hash_bytes(shape_fold_to(core, LONGEST_WORD, room));
    }
}

static void add_line(arena *tmp, slice line, repeat_kind kind, repeat_note *to)
{
    uint64_t key = shape_key(tmp, line);
    for (uint32_t i = 0; i < to->n_lines; i++)
        if (to->lines[i].key == key)
            return;
    if (to->n_lines < REPEAT_LINES)
        to->lines[to->n_lines++] = (repeat_line){key, kind};
}

static void lines_take(const article *a, arena *tmp, repeat_note *to)
{
    enum { LONGEST = 1200 };
    uint32_t n = a->paragraphs.n;
    // The edges first: there is room for them
    for (unsigned pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < n; i++) {
            bool edge = i < REPEAT_HEAD || n - i <= REPEAT_TAIL;
            slice line = slice_in(a->text, a->paragraphs.v[i]);
            if (edge != (pass == 0) || line.len > LONGEST)
                continue;
            if (to->n_lines == REPEAT_LINES)
                return;
            shape s = shape_of(line);
            bool label = !s.ends_stop && !s.ends_colon && s.words <= REPEAT_LABEL;
            if (label || (edge && s.words <= REPEAT_WORDS))
                add_line(tmp, line, label ? REPEAT_IS_LABEL : REPEAT_IS_PROSE, to);
        }
}

enum { LONGEST_NAME = 200 };

uint64_t repeat_outlet_key(slice name)
{
    char room[SHAPE_FOLD_ROOM(LONGEST_NAME)];
    return hash_bytes(shape_fold_to(name, LONGEST_NAME, room));
}

void repeat_note_take(arena *mem, const document *doc, const article *a, repeat_note *to)
{
    arena *tmp = arena_sub(mem);
    *to = (repeat_note){0};
    slice name = whose(a), top = a->headline;
    to->no_outlet = name.len == 0;
    to->outlet = repeat_outlet_key(name);
    to->rank =
        hash_mix(hash_bytes(a->text), hash_mix(hash_bytes(a->url), hash_bytes(top)));
    if (doc->kind == DOCUMENT_TEXT && !doc->title.len && top.len &&
        top.len < LONGEST_NAME && shape_of(top).words <= REPEAT_LABEL) {
        add_line(tmp, top, REPEAT_IS_HEADLINE, to);
        to->top = repeat_outlet_key(top);
    }
    if (top.len)
        title_take(top, to);
    lines_take(a, tmp, to);
    sketch_take(a->text, to);
    arena_release(tmp);
}
