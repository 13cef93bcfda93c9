/* From the plan to an article. */
#include "bench/pile.h"

static void keep_choice(made_article *m, arena *a, copy_kind kind, uint32_t rate)
{
    vec_push(a, &m->edits, (choice){kind, rate});
}

static void insert_share(const pile *p, arena *a, draft *d, uint32_t share, dice *by)
{
    bench_desk desk = p->desk;
    desk.a = a;
    uint32_t want = (uint32_t)((uint64_t)d->n * share / MILLION), before = d->n;
    event other = event_make(&p->world, dice_bits(by));
    for (uint32_t i = 0; i < 200 && d->n < before + want; i++)
        edit_insert(&desk, d, &other, 1, by);
}

/* One edit, noted in the article's list. */
static void apply(const pile *p, arena *a, made_article *m, choice c, dice *by)
{
    bench_desk desk = p->desk;
    desk.a = a;
    draft *d = &m->text;
    switch (c.kind) {
    case KIND_SUBSTITUTION:
        edit_substitute(&desk, d, c.rate, by);
        break;
    case KIND_RENAME:
        edit_rename(&desk, d, 0, by);
        break;
    case KIND_HOUSE:
        edit_house_style(&desk, d, outlet_style(m->outlet));
        break;
    case KIND_SENTENCES:
        edit_sentences(&desk, d, c.rate, by);
        break;
    case KIND_ABRIDGED:
        edit_abridge(d, c.rate);
        break;
    case KIND_INSERTION:
        insert_share(p, a, d, c.rate, by);
        break;
    case KIND_MOVED:
        edit_move(&desk, d, by);
        break;
    case KIND_NOISE:
        edit_noise(&desk, d, c.rate, by);
        break;
    default:
        break;
    }
    keep_choice(m, a, c.kind, c.rate);
}

/* What the editors of news do to a report, some of it each time. */
static void edit_as_in_news(const pile *p, arena *a, made_article *m, dice *by)
{
    bench_desk desk = p->desk;
    desk.a = a;
    static const struct {
        copy_kind kind;
        uint32_t chance, low, high;
    } habits[] = {
        {KIND_ABRIDGED, 450000, 25, 90}, {KIND_SENTENCES, 550000, 10, 60},
        {KIND_HOUSE, 600000, 100, 100},  {KIND_INSERTION, 250000, 5, 60},
        {KIND_MOVED, 100000, 100, 100},  {KIND_SUBSTITUTION, 150000, 1, 5},
        {KIND_NOISE, 30000, 1, 3},
    };
    if (dice_chance(by, 300000)) {
        edit_rename(&desk, &m->text, outlet_style(m->outlet), by);
        keep_choice(m, a, KIND_RENAME, MILLION);
    }
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (dice_chance(by, habits[i].chance)) {
            uint32_t percent = dice_between(by, habits[i].low, habits[i].high);
            apply(p, a, m, (choice){habits[i].kind, percent * 10000}, by);
        }
}

static void add_background(const pile *p, arena *a, draft *d, const event *e, dice *by)
{
    bench_desk desk = p->desk;
    desk.a = a;
    // The topic's own paragraph, the same for every event of the topic
    uint64_t key = hash_mix(0x4241434bu, e->topic % 60);
    event standing = event_make(&p->world, key);
    dice own = dice_of(key, 1, 0);
    pen text;
    pen_init(&text, a);
    tell_paragraph(&text, &p->world, &standing, dice_between(&own, 35, 75), &own);
    uint32_t *starts;
    uint32_t n = draft_blocks(a, d, &starts);
    edit_add_paragraph(&desk, d, starts[dice_between(by, 1, n)], pen_slice(&text),
                       WORD_BACKGROUND);
}

static void add_boilerplate(const pile *p, arena *a, made_article *m)
{
    bench_desk desk = p->desk;
    desk.a = a;
    slice head = outlet_head(p, a, m->outlet), foot = outlet_foot(p, a, m->outlet);
    if (head.len)
        edit_add_paragraph(&desk, &m->text, 0, head, WORD_BOILERPLATE);
    if (foot.len)
        edit_add_paragraph(&desk, &m->text, m->text.n, foot, WORD_BOILERPLATE);
}

static bool has_kind(const pile *p, copy_kind kind)
{
    for (uint32_t i = 0; i < p->n_choices; i++)
        if (p->choices[i].kind == kind)
            return true;
    return false;
}

static bool prints_boilerplate(const pile *p, uint32_t outlet)
{
    return p->news ? hash_mix(outlet, 11) % 3 == 0 : has_kind(p, KIND_BOILERPLATE);
}

/* A base as it was printed. */
static void print_base(const pile *p, uint64_t block, const slot *s, uint32_t at,
                       arena *a, made_article *m)
{
    make_base(p, block, s->unit, a, &m->text, &m->about);
    dice by = dice_of(unit_key(p, block, s->unit), 0x5052494eu, at);
    m->outlet = outlet_by_chance(&by);
    m->minute = event_minute(&m->about, unit_key(p, block, s->unit));
    bool background =
        p->news ? dice_chance(&by, 150000) : s->what.kind == KIND_BACKGROUND;
    if (background)
        add_background(p, a, &m->text, &m->about, &by);
    if (prints_boilerplate(p, m->outlet))
        add_boilerplate(p, a, m);
}

/* The printed base as source `n` of the article. */
static void add_source(const pile *p, uint64_t block, const block_plan *plan, uint32_t at,
                       arena *a, made_article *m, draft *text)
{
    made_article base = {.about = m->about};
    print_base(p, block, &plan->slots[at], at, a, &base);
    draft *kept = arena_new(a, draft);
    *kept = base.text;
    draft_as_source(kept, (uint16_t)m->n_sources);
    slice id = plan_id(p, a, block * BLOCK + at);
    m->sources[m->n_sources++] = (source_text){id, kept};
    vec_push(a, &m->parents, id);
    for (uint32_t i = 0; i < kept->n; i++)
        if (!(kept->v[i].marks & WORD_BOILERPLATE))
            vec_push(a, text, kept->v[i]);
}

static void copy_article(const pile *p, uint64_t block, const block_plan *plan,
                         uint32_t at, arena *a, made_article *m)
{
    const slot *s = &plan->slots[at];
    dice by = dice_of(unit_key(p, block, s->unit), 0x434f5059u, at);
    m->kind = s->what.kind;
    m->outlet = outlet_by_chance(&by);
    event e = event_make(&p->world, unit_key(p, block, s->unit));
    m->minute =
        event_minute(&e, unit_key(p, block, s->unit)) + dice_between(&by, 5, 2000);
    add_source(p, block, plan, s->first, a, m, &m->text);
    if (s->what.kind == KIND_SPLICE) {
        draft second = {0};
        bench_desk desk = p->desk;
        desk.a = a;
        add_source(p, block, plan, s->second, a, m, &second);
        edit_splice(&desk, &m->text, &second, 600000, s->what.rate, &by);
        keep_choice(m, a, KIND_SPLICE, s->what.rate);
    } else if (s->what.kind == KIND_MIXED) {
        edit_as_in_news(p, a, m, &by);
    } else {
        apply(p, a, m, s->what, &by);
    }
    if (prints_boilerplate(p, m->outlet))
        add_boilerplate(p, a, m);
}

/* The same facts again, the same mould again: everything by hand, nothing copied. */
static void negative_article(const pile *p, uint64_t block, const slot *s, uint32_t at,
                             arena *a, made_article *m)
{
    uint64_t key = unit_key(p, block, s->unit), own = hash_mix(key, at);
    dice by = dice_of(own, 0x4e454741u, 0);
    event e = event_make(&p->world, key);
    pen text;
    pen_init(&text, a);
    m->kind = s->what.kind;
    m->minute = event_minute(&e, key) + dice_between(&by, 0, 600);
    m->group =
        arena_format(a, "%sg%llu-%u", p->prefix, (unsigned long long)block, s->unit);
    // An outlet prints its table day after day; rewriters are of different houses.
    dice house = dice_of(key, 0x484f5553u, 0);
    m->outlet = outlet_by_chance(s->what.kind == KIND_REWRITE ? &by : &house);
    uint64_t mould = hash_mix(m->outlet, hash_mix(key, 12) % 4);
    uint32_t n_words = make_length(p, &by);
    if (s->what.kind == KIND_REWRITE)
        tell_article(&text, &p->world, &e, TELL_PART, at - s->first, n_words, &by);
    else if (s->what.kind == KIND_TEMPLATE)
        make_template(p, mould, own, &text);
    else
        make_list(p, mould, own, &text);
    draft_of(a, pen_slice(&text), NO_SOURCE, &m->text);
    if (p->news && prints_boilerplate(p, m->outlet))
        add_boilerplate(p, a, m);
}

/* Piles that only a rival would make. */
static void crafted_article(const pile *p, uint64_t block, const slot *s, uint32_t at,
                            arena *a, made_article *m)
{
    bench_desk desk = p->desk;
    desk.a = a;
    dice by = dice_of(unit_key(p, block, s->unit), 0x43524146u, at);
    event e = {0};
    pen text;
    pen_init(&text, a);
    m->kind = s->what.kind;
    m->outlet = outlet_by_chance(&by);
    dice one = dice_of(p->seed, 0x4f4e45u, 0);
    switch (s->what.kind) {
    case KIND_SAME_PARAGRAPH:
        make_base(p, block, s->unit, a, &m->text, &e);
        edit_abridge(&m->text, MILLION / 4);
        e = event_make(&p->world, p->seed);
        tell_paragraph(&text, &p->world, &e, 70, &one);
        edit_add_paragraph(&desk, &m->text, m->text.n, pen_slice(&text), WORD_BACKGROUND);
        break;
    case KIND_EQUAL_WORDS:
        for (uint32_t n = dice_between(&by, 100, 400); n; n--)
            pen_str(&text, n > 1 ? "again " : "again");
        draft_of(a, pen_slice(&text), NO_SOURCE, &m->text);
        break;
    default:
        m->family = arena_format(a, "%sone", p->prefix);
        make_base(p, 0, 0, a, &m->text, &e);
        if (s->what.kind == KIND_NEAR_EQUAL)
            edit_substitute(&desk, &m->text, s->what.rate, &by);
    }
    m->minute = event_minute(&e, p->seed) + dice_between(&by, 0, 2000);
}

static bool has_family(const slot *s)
{
    return (s->n_in_unit > 1 || s->is_second) && !is_negative(s->what.kind);
}

static void make_title(const pile *p, uint64_t block, const slot *s, uint32_t at,
                       arena *a, made_article *m)
{
    uint64_t key = unit_key(p, block, s->unit);
    if (m->about.key != key)
        m->about = event_make(&p->world, key);
    bool own = is_negative(s->what.kind) || hash_mix(key, at) % 2;
    dice d = dice_of(key, 0x5449544cu, own ? at : s->first);
    pen text;
    pen_init(&text, a);
    tell_title(&text, &p->world, &m->about, &d);
    m->title = pen_slice(&text);
}

void make_article(const pile *p, uint64_t number, arena *a, made_article *m)
{
    if (p->trees) {
        make_witness(p, number, a, m);
        return;
    }
    uint64_t block = number / BLOCK;
    uint32_t at = (uint32_t)(number % BLOCK);
    block_plan plan;
    plan_block(p, block, &plan);
    const slot *s = &plan.slots[at];
    *m = (made_article){.kind = KIND_BASE, .minute = -1};
    if (has_family(s))
        m->family =
            arena_format(a, "%sf%llu-%u", p->prefix, (unsigned long long)block, s->unit);
    if (s->is_copy) {
        copy_article(p, block, &plan, at, a, m);
    } else if (is_negative(s->what.kind)) {
        negative_article(p, block, s, at, a, m);
    } else if (s->what.kind >= KIND_SAME_PARAGRAPH) {
        crafted_article(p, block, s, at, a, m);
    } else {
        print_base(p, block, s, at, a, m);
        m->kind = s->what.kind == KIND_BACKGROUND ? KIND_BACKGROUND : KIND_BASE;
    }
    make_title(p, block, s, at, a, m);
}
