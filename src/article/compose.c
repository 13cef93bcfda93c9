#include "article/cue_table.h"
#include "article/page.h"
#include "base/hash.h"

#include <string.h>

typedef struct {
    page *p;
    article *to;
    buf text;
    map_runs map;
    VEC(unsigned) hints; // of the paragraphs
} composer;

static bool is_text(const block *b)
{
    return b->role == ROLE_OPEN || b->role == ROLE_BODY;
}

/* The blank line before a paragraph stands for what lies between the two in the input. */
static void add_gap(composer *c, const block *next)
{
    const map_run *last = vec_last(&c->map);
    uint32_t start = last->input + last->input_len;
    uint32_t end = c->p->runs.v[next->first_run].input;
    uint32_t at = (uint32_t)c->text.len;
    buf_add_str(&c->text, "\n\n");
    runs_add(c->p->out, &c->map, c->map.n,
             (map_run){at, 2, start, end > start ? end - start : 0}, "\n\n",
             c->p->doc->bytes.ptr + start);
}

static void add_block(composer *c, const block *b)
{
    page *p = c->p;
    if (c->text.len)
        add_gap(c, b);
    uint32_t start = (uint32_t)c->text.len;
    buf_add(&c->text, page_slice(p, b));
    for (uint32_t i = 0; i < b->n_runs; i++) {
        map_run run = p->runs.v[b->first_run + i];
        run.text = run.text - b->text.start + start;
        vec_push(p->out, &c->map, run);
    }
    vec_push(p->out, &c->to->paragraphs, (span){start, (uint32_t)c->text.len});
    language_add(&p->languages, buf_slice(&c->text), start, &b->counts);
    vec_push(p->tmp, &c->hints, b->hints.kinds);
}

/* The headline is all there is: then it is the text. */
static void keep_something(page *p)
{
    for (uint32_t i = 0; i < p->blocks.n; i++)
        if (is_text(&p->blocks.v[i]))
            return;
    for (uint32_t i = 0; i < p->blocks.n; i++)
        if (p->blocks.v[i].role == ROLE_HEADLINE)
            p->blocks.v[i].role = ROLE_BODY;
    for (uint32_t i = 0; i < p->blocks.n; i++)
        if (is_text(&p->blocks.v[i]))
            return;
    // A page of nothing but furniture is rather a text that looks like it
    for (uint32_t i = 0; !p->html && i < p->blocks.n; i++)
        p->blocks.v[i].role = ROLE_BODY;
}

/* The paragraphs in which words of a credit can stand: "told", or "this" with "report"
 * not far behind. */
static void find_credit_places(composer *c)
{
    enum { FAR = 100 };
    const article *to = c->to;
    uint64_t report = UINT64_MAX;
    for (uint32_t i = to->paragraphs.n; i-- > 0;) {
        span at = to->paragraphs.v[i];
        unsigned hints = c->hints.v[i];
        if (hints & HINT_REPORT)
            report = at.start;
        if ((hints & (HINT_TOLD | HINT_CONTRIBUTED)) ||
            ((hints & HINT_THIS) && report < (uint64_t)at.end + FAR))
            vec_push(c->p->tmp, &c->p->credit_places, at);
    }
}

void compose(page *p, article *to)
{
    composer c = {.p = p, .to = to};
    buf_init(&c.text, p->out);
    keep_something(p);
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        const block *b = &p->blocks.v[i];
        if (is_text(b))
            add_block(&c, b);
        else if (b->role == ROLE_FURNITURE)
            vec_push(p->out, &to->removed,
                     (furniture){arena_slice(p->out, page_slice(p, b)), b->why});
    }
    to->text = arena_slice(p->out, buf_slice(&c.text));
    find_credit_places(&c);
    to->map.v = c.map.v;
    to->map.n = c.map.n;
    to->map.cap = c.map.cap;
}

void compose_identify(page *p, article *to)
{
    if (p->doc->id.len) {
        to->id = p->doc->id;
        return;
    }
    uint64_t hash = hash_mix(hash_bytes(to->url), hash_bytes(to->text));
    to->id = arena_format(p->out, "%016llx", (unsigned long long)hash);
}
