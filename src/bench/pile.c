#include "bench/pile.h"

#include <string.h>

static const char *const names[N_KINDS][2] = {
    {"base", "an article as it was first written"},
    {"substitution", "words replaced by random ones at the rate"},
    {"rename", "every name spelled otherwise or replaced"},
    {"house", "an outlet's spelling: -ise, -our, numbers, quotes, dashes, percent"},
    {"sentences", "synonyms, clauses turned round, adverbs, attributions, in a share of "
                  "the sentences"},
    {"abridged", "cut from the end; the rate is what is kept"},
    {"insertion", "new paragraphs; the rate is their share of the base"},
    {"splice", "parts of two bases; the rate is the second part's share of the first"},
    {"moved", "a block put elsewhere"},
    {"boilerplate", "the same lines on all articles of an outlet"},
    {"background", "the same paragraph in articles on different events of a topic"},
    {"noise", "characters misread, lost, joined and split at the rate"},
    {"exact", "the same text once more"},
    {"mixed", "several edits at once, as in news"},
    {"negative-rewrite", "the same facts in other sentences: no copy"},
    {"negative-template", "an outlet's mould with other figures: no copy"},
    {"negative-list", "lists, calendars, tables: no copy"},
    {"same-paragraph", "one paragraph in every article of the pile"},
    {"one-article", "one article again and again"},
    {"equal-words", "one word again and again"},
    {"near-equal", "one article again and again with a few random words changed"},
};

const char *kind_name(copy_kind kind)
{
    return names[kind][0];
}

bool stemma_bench_kind(size_t i, const char **name, const char **about)
{
    if (i >= N_KINDS)
        return false;
    *name = names[i][0];
    *about = names[i][1];
    return true;
}

/* A shuffle of [0, 2^bits) that can be undone: four rounds of Feistel; numbers that fall
 * outside of the pile are shuffled again until they do not. */
static uint64_t half_bits(uint64_t n)
{
    uint64_t half = 1;
    while (half < 32 && (1ull << (2 * half)) < n)
        half++;
    return half;
}

static uint64_t feistel(const pile *p, uint64_t x, bool back)
{
    uint64_t half = half_bits(p->n), mask = (1ull << half) - 1;
    uint64_t left = x >> half, right = x & mask;
    for (uint64_t i = 0; i < 4; i++) {
        uint64_t round = back ? 3 - i : i;
        uint64_t key = hash_mix(p->seed ^ 0x534855464645u, round);
        if (back) {
            uint64_t l = right ^ (hash_mix(key, left) & mask);
            right = left;
            left = l;
        } else {
            uint64_t r = left ^ (hash_mix(key, right) & mask);
            left = right;
            right = r;
        }
    }
    return left << half | right;
}

uint64_t plan_number_at(const pile *p, uint64_t position)
{
    do
        position = feistel(p, position, false);
    while (position >= p->n);
    return position;
}

uint64_t plan_position_of(const pile *p, uint64_t number)
{
    do
        number = feistel(p, number, true);
    while (number >= p->n);
    return number;
}

slice plan_id(const pile *p, arena *a, uint64_t number)
{
    return arena_format(a, "%s%0*llu", p->prefix, p->id_digits,
                        (unsigned long long)plan_position_of(p, number));
}

uint64_t unit_key(const pile *p, uint64_t block, uint32_t unit)
{
    return hash_mix(hash_mix(p->seed, block), 0x554e4954u + unit);
}

uint32_t make_length(const pile *p, dice *d)
{
    // The 1/32 steps of a lognormal distribution, median 350, sigma 0.78
    static const uint16_t steps[] = {60,  82,  106, 125,  143,  159, 175, 191, 207,
                                     223, 239, 256, 273,  291,  310, 329, 350, 372,
                                     396, 421, 449, 479,  512,  550, 592, 641, 699,
                                     769, 859, 978, 1158, 1496, 2610};
    if (p->most_words)
        return dice_between(d, p->least_words, p->most_words);
    uint32_t i = dice_below(d, 32);
    return dice_between(d, steps[i], steps[i + 1] - 1u);
}

/* How many copies a base has: one, mostly; some are taken by many. */
static uint32_t n_copies(const pile *p, dice *d)
{
    uint32_t how = dice_below(d, 100);
    if (p->copy_share >= 500000)
        return how < 80 ? 1 : how < 95 ? 2 : dice_between(d, 3, 5);
    if (how < 62)
        return 1;
    if (how < 84)
        return 2;
    return how < 95 ? dice_between(d, 3, 4) : dice_between(d, 5, 14);
}

/* The chance that a unit is a family, so that copies come to copy_share in all: with c
 * copies in a family and share s, chance = s / (c (1 - s)). */
static uint32_t family_chance(const pile *p)
{
    uint64_t mean = p->copy_share >= 500000 ? 1300000 : 1920000;
    if (p->copy_share >= MILLION)
        return MILLION;
    uint64_t chance = (uint64_t)p->copy_share * MILLION / (MILLION - p->copy_share);
    chance = chance * MILLION / mean;
    return chance > MILLION ? MILLION : (uint32_t)chance;
}

static choice one_choice(const pile *p, dice *d)
{
    static const choice news[] = {
        {KIND_MIXED, 0}, {KIND_MIXED, 0},   {KIND_MIXED, 0},       {KIND_MIXED, 0},
        {KIND_MIXED, 0}, {KIND_EXACT, 0},   {KIND_SPLICE, 500000}, {KIND_MIXED, 0},
        {KIND_MIXED, 0}, {KIND_REWRITE, 0}, {KIND_TEMPLATE, 0},    {KIND_LIST, 0},
    };
    if (p->news)
        return news[dice_below(d, sizeof news / sizeof *news)];
    return p->choices[dice_below(d, p->n_choices)];
}

static bool is_copy_kind(copy_kind kind)
{
    return kind >= KIND_SUBSTITUTION && kind <= KIND_MIXED && kind != KIND_BACKGROUND;
}

static choice copy_choice(const pile *p, choice first, dice *d)
{
    for (int i = 0; i < 8; i++) {
        choice c = one_choice(p, d);
        if (is_copy_kind(c.kind))
            return c;
    }
    return first;
}

static void add_slot(block_plan *plan, slot s, uint32_t n)
{
    for (uint32_t i = 0; i < n && plan->n < BLOCK; i++) {
        s.is_copy = i > 0 && is_copy_kind(s.what.kind);
        plan->slots[plan->n++] = s;
    }
}

static void add_unit(const pile *p, block_plan *plan, uint32_t chance, dice *d)
{
    slot s = {.unit = (uint8_t)plan->n_units++, .first = (uint8_t)plan->n};
    choice what = one_choice(p, d);
    if (what.kind >= KIND_SAME_PARAGRAPH || what.kind == KIND_BACKGROUND) {
        s.what = what;
        add_slot(plan, s, 1);
        return;
    }
    if (!dice_chance(d, chance)) {
        add_slot(plan, s, 1);
        return;
    }
    s.what = what;
    if (is_negative(what.kind)) {
        add_slot(plan, s, dice_between(d, 2, 4));
        return;
    }
    uint32_t start = plan->n;
    add_slot(plan, s, 1 + n_copies(p, d));
    plan->slots[start].what = (choice){KIND_BASE, 0};
    for (uint32_t i = start + 2; i < plan->n; i++)
        plan->slots[i].what = copy_choice(p, what, d);
}

static void choose_seconds(block_plan *plan, dice *d)
{
    for (uint32_t i = 0; i < plan->n; i++) {
        slot *s = &plan->slots[i];
        s->second = s->first;
        if (!s->is_copy || s->what.kind != KIND_SPLICE)
            continue;
        for (int tries = 0; tries < 200 && s->second == s->first; tries++) {
            const slot *other = &plan->slots[dice_below(d, plan->n)];
            if (other->unit != s->unit && other->what.kind == KIND_BASE &&
                !other->is_copy)
                s->second = other->first;
        }
        plan->slots[s->second].is_second |= s->second != s->first;
        if (s->second == s->first)
            s->what = (choice){KIND_EXACT, 0};
    }
}

void plan_block(const pile *p, uint64_t block, block_plan *plan)
{
    dice d = dice_of(p->seed, 0x504c414eu, block);
    uint32_t chance = family_chance(p);
    *plan = (block_plan){0};
    uint64_t left = p->n - block * BLOCK;
    uint32_t most = left < BLOCK ? (uint32_t)left : BLOCK;
    while (plan->n < most)
        add_unit(p, plan, chance, &d);
    plan->n = most;
    for (uint32_t i = 0; i < plan->n; i++) {
        uint32_t n = 0;
        for (uint32_t j = 0; j < plan->n; j++)
            n += plan->slots[j].unit == plan->slots[i].unit;
        plan->slots[i].n_in_unit = (uint8_t)n;
    }
    choose_seconds(plan, &d);
}

void make_base(const pile *p, uint64_t block, uint32_t unit, arena *a, draft *to,
               event *e)
{
    uint64_t key = unit_key(p, block, unit);
    if (e->key != key)
        *e = event_make(&p->world, key);
    if (p->base) {
        slice text, title;
        uint64_t i = p->trees ? block : p->units_before[block] + unit;
        base_file_get(p->base, a, i % p->base->lines.n, &text, &title);
        draft_of(a, text, NO_SOURCE, to);
        return;
    }
    dice d = dice_of(key, 0x42415345u, 0);
    pen text;
    pen_init(&text, a);
    uint32_t n = make_length(p, &d);
    tell_article(&text, &p->world, e, TELL_WHOLE, 0, n, &d);
    draft_of(a, pen_slice(&text), NO_SOURCE, to);
}
