/* What was found, as lines of JSON. */
#include "pile/parts.h"
#include "report/json.h"

#include <math.h>
#include <string.h>

typedef struct {
    const pile *p;
    js *j;
    arena *tmp;
} out;

static void write_id(const out *o, uint32_t which)
{
    slice id = pile_id(o->p, which);
    if (o->p->id_numbers[which] == 0) {
        js_text(o->j, id);
        return;
    }
    arena *tmp = arena_sub(o->tmp);
    js_text(o->j,
            arena_format(tmp, "%.*s-%u", (int)id.len, id.ptr, o->p->id_numbers[which]));
    arena_release(tmp);
}

static double rounded(double x)
{
    return floor(x * 1000 + 0.5) / 1000;
}

static void write_family(const out *o, uint32_t f)
{
    js_id(o->j, "f", f + 1);
    js_key_open(o->j, "witnesses", '[');
    uint32_t n = o->p->found.sizes[f];
    for (uint32_t i = 0; i < n && i < PILE_MOST_LISTED; i++)
        write_id(o, o->p->found.members[o->p->found.first_of[f] + i]);
    js_close(o->j, ']');
    js_key_uint(o->j, "size", n);
    js_key_real(o->j, "overlap", rounded(o->p->found.least_share[f]));
}

/* The names of the inputs, a part at a time. */
typedef struct {
    arena *a;
    uint32_t part;
    slice rest;
    bool begun;
} input_names;

/* Of the next text; empty, and the spool says why, where it cannot be read. */
static slice next_input(const pile *p, input_names *names, uint32_t which)
{
    uint32_t len, part = p->texts[which].part;
    if (!names->begun || names->part != part) {
        arena_release(names->a);
        const spool_piece *from = spool_find(p->spool, (piece){"inputs", part});
        const char *all =
            from ? spool_read(from, names->a, 0, spool_size(from), NULL) : NULL;
        names->rest = all ? slice_of(all, spool_size(from)) : slice_of("", 0);
        names->part = part;
        names->begun = true;
    }
    if (names->rest.len < sizeof len)
        return slice_of("", 0);
    memcpy(&len, names->rest.ptr, sizeof len);
    if (len > names->rest.len - sizeof len)
        return slice_of("", 0);
    slice name = slice_of(names->rest.ptr + sizeof len, len);
    names->rest = slice_of(name.ptr + len, names->rest.len - sizeof len - len);
    return name;
}

static void write_text(const out *o, uint32_t which, slice input, uint32_t *second)
{
    const tied_result *found = &o->p->found;
    js *j = o->j;
    js_open(j, '{');
    js_key(j, "id");
    write_id(o, which);
    js_key(j, "input");
    js_text(j, input);
    js_key(j, "family");
    if (found->family_of[which] == TIED_NONE) {
        js_null(j);
        js_key_open(j, "witnesses", '[');
        js_close(j, ']');
    } else {
        write_family(o, found->family_of[which]);
    }
    if (*second < found->n_seconds && found->seconds[*second].text == which) {
        js_key_open(j, "second", '[');
        for (; *second < found->n_seconds && found->seconds[*second].text == which;
             ++*second)
            write_id(o, found->seconds[*second].of);
        js_close(j, ']');
    }
    js_close(j, '}');
    js_line(j);
}

bool pile_write_families(const pile *p, writer_sink sink, void *ctx)
{
    arena *tmp = arena_sub(p->mem);
    writer w;
    writer_init(&w, tmp, sink, ctx);
    js j = {.w = &w};
    out o = {p, &j, tmp};
    input_names names = {.a = arena_sub(tmp)};
    for (uint32_t i = 0, second = 0; i < p->n_texts; i++)
        write_text(&o, i, next_input(p, &names, i), &second);
    bool good = writer_end(&w) && !spool_error(p->spool).len;
    arena_release(tmp);
    return good;
}

static void write_passage(const out *o, const pile_passage *s)
{
    static const char *const kinds[] = {[PASSAGE_COPY] = "copy",
                                        [PASSAGE_BACKGROUND] = "background",
                                        [PASSAGE_QUOTE] = "quote"};
    js *j = o->j;
    js_open(j, '{');
    js_key(j, "a");
    write_id(o, s->a);
    js_key_uint(j, "a_start", s->a_start);
    js_key_uint(j, "a_end", s->a_end);
    js_key(j, "b");
    write_id(o, s->b);
    js_key_uint(j, "b_start", s->b_start);
    js_key_uint(j, "b_end", s->b_end);
    js_key_uint(j, "words", s->n_words);
    js_key_real(j, "identity", s->n_words ? rounded((double)s->n_same / s->n_words) : 0);
    js_key_str(j, "kind", kinds[s->kind]);
    js_close(j, '}');
    js_line(j);
}

/* An equal text's one passage: all of it. */
static void write_equal(const out *o, uint32_t which)
{
    const pile_text *t = &o->p->texts[which], *first = &o->p->texts[t->same_as];
    const pile_text *both[] = {first, t};
    pile_passage s = {.a = t->same_as,
                      .b = which,
                      .n_same = t->n_words,
                      .n_words = t->n_words,
                      .kind = PASSAGE_COPY};
    uint32_t *starts[] = {&s.a_start, &s.b_start}, *ends[] = {&s.a_end, &s.b_end};
    for (int i = 0; i < 2; i++) {
        const spool_piece *from = o->p->parts[both[i]->part].places;
        span one;
        const span *got =
            spool_read(from, NULL, both[i]->first * sizeof one, sizeof one, &one);
        if (got)
            *starts[i] = got->start;
        got = spool_read(from, NULL,
                         (both[i]->first + (uint64_t)both[i]->n_words - 1) * sizeof one,
                         sizeof one, &one);
        if (got)
            *ends[i] = got->end;
    }
    write_passage(o, &s);
}

bool pile_write_passages(const pile *p, writer_sink sink, void *ctx)
{
    arena *tmp = arena_sub(p->mem);
    writer w;
    writer_init(&w, tmp, sink, ctx);
    js j = {.w = &w};
    out o = {p, &j, tmp};
    for (uint32_t b = 0; b < p->n_buckets; b++) {
        arena *own = arena_sub(tmp);
        const spool_piece *from = spool_find(p->spool, (piece){"passages", b});
        const pile_passage *all =
            from ? spool_read(from, own, 0, spool_size(from), NULL) : NULL;
        for (size_t i = 0; all && i < spool_size(from) / sizeof *all; i++)
            write_passage(&o, &all[i]);
        arena_release(own);
    }
    for (uint32_t i = 0; i < p->n_texts; i++)
        if (p->texts[i].same_as != i)
            write_equal(&o, i);
    bool good = writer_end(&w) && !spool_error(p->spool).len;
    arena_release(tmp);
    return good;
}
