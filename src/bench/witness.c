/* The text of a witness: the origin's, and what each newsroom on the way made of it. */
#include "bench/trees.h"

enum { LEAST_TO_CUT = 120 }; // words

typedef struct {
    const pile *p;
    const tree *t;
    arena *a;
    made_article *m;
    event e;
    draft *texts[MOST_NODES];      // made so far
    int16_t source_of[MOST_NODES]; // -1: none yet
} newsroom;

static slice node_name(const newsroom *r, int node)
{
    const tree_node *v = &r->t->nodes[node];
    if (v->witness >= 0)
        return plan_id(r->p, r->a,
                       tree_first_of(r->p, r->t->family) + (uint64_t)v->witness);
    return arena_format(r->a, "%st%llu.n%d", r->p->prefix,
                        (unsigned long long)r->t->family, node);
}

/* What this node wrote itself is from here on copied from it. */
static void become_source(newsroom *r, int node, draft *text)
{
    uint32_t fresh = 0;
    for (uint32_t i = 0; i < text->n; i++)
        fresh += text->v[i].source == NO_SOURCE;
    if (!fresh || r->m->n_sources == MOST_SOURCES)
        return;
    uint16_t source = (uint16_t)r->m->n_sources++;
    for (uint32_t i = 0; i < text->n; i++)
        if (text->v[i].source == NO_SOURCE) {
            text->v[i].source = source;
            text->v[i].at = i;
            text->v[i].marks &= (uint8_t)~WORD_CHANGED;
        }
    r->m->sources[source] = (source_text){node_name(r, node), text};
}

static void note(newsroom *r, bool last, copy_kind kind, uint32_t rate)
{
    if (last)
        vec_push(r->a, &r->m->edits, (choice){kind, rate});
}

/* The first sentence is written anew, about the same event. */
static void new_lead(newsroom *r, const bench_desk *k, draft *d, dice *by)
{
    uint32_t end = 0;
    while (end < d->n && !word_ends_sentence(&d->v[end]))
        end++;
    if (end + 1 >= d->n)
        return;
    pen text;
    pen_init(&text, r->a);
    if (r->p->base)
        tell_sentence(&text, k->w, &r->e, by);
    else
        tell_lead(&text, k->w, &r->e, by);
    draft rest = {0};
    for (uint32_t i = end + 1; i < d->n; i++)
        vec_push(r->a, &rest, d->v[i]);
    *d = rest;
    edit_add_paragraph(k, d, 0, pen_slice(&text), 0);
}

static void cut_inside(newsroom *r, draft *d, dice *by)
{
    uint32_t *starts;
    uint32_t n = draft_blocks(r->a, d, &starts);
    if (n < 4)
        return;
    uint32_t i = dice_between(by, 1, n - 2);
    draft to = {0};
    for (uint32_t w = 0; w < d->n; w++)
        if (w < starts[i] || w >= starts[i + 1])
            vec_push(r->a, &to, d->v[w]);
    *d = to;
}

static void edit_as_agency(newsroom *r, const bench_desk *k, draft *d, bool last,
                           dice *by)
{
    if (dice_chance(by, 600000))
        new_lead(r, k, d, by);
    edit_numbers(k, d, 300000, by);
    if (dice_chance(by, 700000)) {
        edit_insert(k, d, &r->e, dice_between(by, 1, 3), by);
        note(r, last, KIND_INSERTION, MILLION);
    }
    edit_sentences(k, d, 80000, by);
    note(r, last, KIND_SENTENCES, 80000);
}

static void edit_as_outlet(newsroom *r, const bench_desk *k, draft *d, uint32_t outlet,
                           bool last, dice *by)
{
    if (d->n > LEAST_TO_CUT && dice_chance(by, 450000)) {
        uint32_t keep = dice_between(by, 40, 95) * 10000;
        edit_abridge(d, keep);
        note(r, last, KIND_ABRIDGED, keep);
    }
    if (d->n > LEAST_TO_CUT && dice_chance(by, 300000))
        cut_inside(r, d, by);
    if (dice_chance(by, 250000))
        new_lead(r, k, d, by);
    if (dice_chance(by, 800000)) {
        uint32_t rate = dice_between(by, 5, 30) * 10000;
        edit_sentences(k, d, rate, by);
        note(r, last, KIND_SENTENCES, rate);
    }
    if (dice_chance(by, 300000)) {
        edit_insert(k, d, &r->e, dice_between(by, 1, 2), by);
        note(r, last, KIND_INSERTION, MILLION);
    }
    if (dice_chance(by, 80000))
        edit_move(k, d, by);
    if (dice_chance(by, 500000))
        edit_substitute(k, d, dice_between(by, 2, 10) * 1000, by);
    edit_rename(k, d, outlet_style(outlet), by);
    edit_house_style(k, d, outlet_style(outlet));
    note(r, last, KIND_HOUSE, MILLION);
}

static bool within(const word *w, const word *first, const word *last)
{
    return w->source == first->source && w->at >= first->at && w->at <= last->at;
}

/* A block of the second source's text, in the place of the same block of the main one or,
 * where that has none, between two paragraphs. */
static void take_block(newsroom *r, draft *d, const draft *second, dice *by)
{
    uint32_t *starts;
    uint32_t n = draft_blocks(r->a, second, &starts);
    uint32_t want = (uint32_t)((uint64_t)second->n * dice_between(by, 20, 45) / 100);
    uint32_t from = n > 1 ? dice_below(by, n - 1) : 0, to = from + 1;
    while (to < n && starts[to] - starts[from] < want)
        to++;
    while (from > 0 && starts[to] - starts[from] < want)
        from--;
    uint32_t a = starts[from], b = starts[to], low = d->n, high = 0;
    while (a < b && second->v[a].source == NO_SOURCE)
        a++;
    uint32_t last = b;
    while (last > a + 1 && second->v[last - 1].source != second->v[a].source)
        last--;
    for (uint32_t i = 0; a < b && i < d->n; i++)
        if (within(&d->v[i], &second->v[a], &second->v[last - 1])) {
            low = i < low ? i : low;
            high = i + 1;
        }
    if (high == 0 || high - low > 2 * (b - starts[from]) + 10) {
        n = draft_blocks(r->a, d, &starts);
        low = high = starts[dice_between(by, 1, n)];
        a = a < b ? a : b;
    }
    draft out = {0};
    for (uint32_t i = 0; i < low; i++)
        vec_push(r->a, &out, d->v[i]);
    for (uint32_t i = a; i < b; i++)
        vec_push(r->a, &out, second->v[i]);
    for (uint32_t i = high; i < d->n; i++)
        vec_push(r->a, &out, d->v[i]);
    if (out.n)
        *d = out;
}

static const draft *text_of(newsroom *r, int node, bool last);

static void copy_of(newsroom *r, int node, draft *to)
{
    const draft *from = text_of(r, node, false);
    *to = (draft){0};
    for (uint32_t i = 0; i < from->n; i++)
        vec_push(r->a, to, from->v[i]);
}

/* Recursion goes up the tree: no deeper than its generations. */
static const draft *text_of(newsroom *r, int node, bool last)
{
    if (r->texts[node])
        return r->texts[node];
    const tree_node *v = &r->t->nodes[node];
    draft *text = arena_new(r->a, draft);
    dice by = dice_of(unit_key(r->p, r->t->family, 0), 0x4e4f4445u, (uint64_t)node);
    if (v->parent < 0) {
        event e = {0};
        make_base(r->p, r->t->family, 0, r->a, text, &e);
    } else {
        bench_desk k = r->p->desk;
        k.a = r->a;
        copy_of(r, v->parent, text);
        if (v->second >= 0) {
            take_block(r, text, text_of(r, v->second, false), &by);
            note(r, last, KIND_SPLICE, MILLION);
        }
        if (v->agency)
            edit_as_agency(r, &k, text, last, &by);
        else
            edit_as_outlet(r, &k, text, v->outlet, last, &by);
    }
    r->texts[node] = text;
    if (!last)
        become_source(r, node, text);
    return text;
}

/* Words that are not in both of two texts, in order (Myers 1986: the shortest script). */
static uint32_t words_apart(arena *a, const draft *x, const draft *y)
{
    const int64_t n = x->n, m = y->n, most = n + m;
    int64_t *far = arena_array(a, int64_t, (size_t)(2 * most + 3)), *at = far + most + 1;
    for (int64_t d = 0; d <= most; d++)
        for (int64_t k = -d; k <= d; k += 2) {
            bool down = k == -d || (k != d && at[k - 1] < at[k + 1]);
            int64_t i = down ? at[k + 1] : at[k - 1] + 1;
            while (i < n && i - k < m &&
                   slice_eq(slice_of(x->v[i].ptr, x->v[i].len),
                            slice_of(y->v[i - k].ptr, y->v[i - k].len)))
                i++;
            at[k] = i;
            if (i >= n && i - k >= m)
                return (uint32_t)d;
        }
    return (uint32_t)most;
}

void tree_edits(const pile *p, const tree *t, arena *a, uint32_t *edits)
{
    newsroom *r = arena_new(a, newsroom);
    made_article *m = arena_new(a, made_article);
    *r = (newsroom){.p = p, .t = t, .a = a, .m = m};
    r->e = event_make(&p->world, unit_key(p, t->family, 0));
    for (uint32_t i = 0; i < t->n; i++) {
        const draft *own = text_of(r, (int)i, false);
        edits[i] = 0;
        if (t->nodes[i].parent < 0)
            continue;
        arena *tmp = arena_sub(a);
        edits[i] = words_apart(tmp, text_of(r, t->nodes[i].parent, false), own);
        arena_release(tmp);
    }
}

/* What stands as the time of the article. */
static int64_t printed_minute(const pile *p, const tree_node *v, dice *by)
{
    if (dice_chance(by, p->undated))
        return -1;
    if (!dice_chance(by, p->misdated))
        return v->minute;
    switch (dice_below(by, 3)) {
    case 0: // another zone's clock
        return v->minute + 60 * (int64_t)dice_between(by, 1, 11) -
               (dice_below(by, 2) ? 720 : 0);
    case 1: // the day the page was changed
        return v->minute + (int64_t)dice_between(by, 1440, 20160);
    default: // the day of the event, at midnight
        return v->minute / 1440 * 1440 - (int64_t)dice_below(by, 2) * 1440;
    }
}

void make_witness(const pile *p, uint64_t number, arena *a, made_article *m)
{
    *m = (made_article){.kind = KIND_MIXED};
    uint32_t witness;
    tree *t = arena_new(a, tree);
    tree_grow(p, tree_family_of(p, number, &witness), t);
    newsroom *r = arena_new(a, newsroom);
    *r = (newsroom){.p = p, .t = t, .a = a, .m = m};
    r->e = event_make(&p->world, unit_key(p, t->family, 0));
    int node = t->node_of[witness];
    const tree_node *v = &t->nodes[node];
    m->family = arena_format(a, "%st%llu", p->prefix, (unsigned long long)t->family);
    m->node = arena_format(a, "%s.n%d", m->family.ptr, node);
    m->outlet = v->outlet;
    m->text = *text_of(r, node, true);
    if (v->parent < 0)
        m->kind = KIND_BASE;
    else
        vec_push(a, &m->parents, node_name(r, v->parent));
    if (v->second >= 0)
        vec_push(a, &m->parents, node_name(r, v->second));
    dice by = dice_of(p->seed, 0x44415445u, number);
    m->minute = printed_minute(p, v, &by);
    dice titles = dice_of(unit_key(p, t->family, 0), 0x5449544cu,
                          dice_below(&by, 2) ? (uint64_t)node : 0);
    pen title;
    pen_init(&title, a);
    tell_title(&title, &p->world, &r->e, &titles);
    m->title = pen_slice(&title);
}
