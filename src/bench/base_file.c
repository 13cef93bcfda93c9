#include "bench/base_file.h"

#include "bench/lines.h"

#include <string.h>

enum { MOST_VOCABULARY = 60000, LONGEST_WORD = 30, SAMPLE_BYTES = 8 << 20 };

static void drop_json(void *what)
{
    json_decref(what);
}

static slice field(arena *a, const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value))
        return (slice){"", 0};
    return arena_slice(a, slice_of(json_string_value(value), json_string_length(value)));
}

static void read_line(arena *a, slice line, slice *text, slice *title)
{
    json_error_t error;
    json_t *object = json_loadb(line.ptr, line.len, 0, &error);
    *text = *title = (slice){"", 0};
    if (!object)
        return;
    arena_defer(a, drop_json, object);
    *text = field(a, object, "text");
    *title = field(a, object, "title");
}

static slice line_at(const base_file *f, uint64_t at)
{
    slice rest = slice_of(f->bytes.ptr + at, f->bytes.len - at);
    const char *end = memchr(rest.ptr, '\n', rest.len);
    return end ? slice_of(rest.ptr, (size_t)(end - rest.ptr)) : rest;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static uint32_t n_words(slice text)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.ptr[i] == ' ' || text.ptr[i] == '\n';
        n += !blank && (i == 0 || text.ptr[i - 1] == ' ' || text.ptr[i - 1] == '\n');
    }
    return n;
}

typedef VEC(slice) word_list;

/* Words of letters alone, each once; those written small are no names. */
static void learn_words(base_file *f, arena *a, slice text, hash_table *seen,
                        word_list *list)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        while (at < text.len && is_letter(text.ptr[at]))
            at++;
        slice w = slice_of(text.ptr + start, at - start);
        at += at == start;
        if (w.len < 2 || w.len > LONGEST_WORD)
            continue;
        uint64_t key = hash_bytes(w);
        bool is_new;
        if (w.ptr[0] >= 'a')
            hash_table_put(&f->ordinary, key, NULL);
        hash_table_put(seen, key, &is_new);
        if (is_new && list->n < MOST_VOCABULARY)
            vec_push(a, list, arena_slice(a, w));
    }
}

bool base_file_open(base_file *f, arena *a, const char *path, uint32_t least_words,
                    uint32_t most_words, slice *reason)
{
    *f = (base_file){0};
    hash_table_init(&f->ordinary, a, MOST_VOCABULARY);
    if (!file_map(a, path, &f->bytes, reason))
        return false;
    arena *tmp = arena_sub(a);
    hash_table seen;
    hash_table_init(&seen, tmp, MOST_VOCABULARY);
    word_list list = {0};
    arena *own = arena_sub(tmp); // for one line after the other
    for (uint64_t at = 0; at < f->bytes.len;) {
        slice line = line_at(f, at), text, title;
        read_line(own, line, &text, &title);
        uint32_t n = n_words(text);
        if (n && n >= least_words && (!most_words || n <= most_words))
            vec_push(a, &f->lines, at);
        if (at < SAMPLE_BYTES)
            learn_words(f, a, text, &seen, &list);
        arena_release(own);
        at += line.len + 1;
    }
    arena_release(tmp);
    f->vocabulary = list.v;
    f->n_vocabulary = list.n;
    if (f->lines.n == 0 || list.n == 0) {
        *reason = arena_format(a, "%s: no line with a text of that length", path);
        return false;
    }
    return true;
}

void base_file_get(const base_file *f, arena *a, uint64_t i, slice *text, slice *title)
{
    read_line(a, line_at(f, f->lines.v[i]), text, title);
}
