/* Which articles a pile has: a plan from which each article can be made alone.
 *
 *   position in the file ◄─ shuffled ─► number ─► block of 64 ─► family, kind, rate
 *
 * Nothing is kept of articles that were written: the base of a copy is made once more
 * where it is needed. So memory does not grow with the pile, threads need no order, and
 * the pile is the same however many there are. */
#ifndef STEMMA_BENCH_PILE_H
#define STEMMA_BENCH_PILE_H

#include "bench/base_file.h"
#include "bench/edit.h"

#include <stemma/bench.h>

typedef enum {
    KIND_BASE,
    KIND_SUBSTITUTION,
    KIND_RENAME,
    KIND_HOUSE,
    KIND_SENTENCES,
    KIND_ABRIDGED,
    KIND_INSERTION,
    KIND_SPLICE,
    KIND_MOVED,
    KIND_BOILERPLATE,
    KIND_BACKGROUND,
    KIND_NOISE,
    KIND_EXACT,
    KIND_MIXED,
    KIND_REWRITE, // from here on: hard negatives
    KIND_TEMPLATE,
    KIND_LIST,
    KIND_SAME_PARAGRAPH, // from here on: crafted piles
    KIND_ONE_ARTICLE,
    KIND_EQUAL_WORDS,
    KIND_NEAR_EQUAL,
    N_KINDS
} copy_kind;

const char *kind_name(copy_kind kind);

static inline bool is_negative(copy_kind kind)
{
    return kind >= KIND_REWRITE && kind <= KIND_LIST;
}

typedef struct {
    copy_kind kind;
    uint32_t rate; // in parts of a million
} choice;

enum { BLOCK = 64, MOST_CHOICES = 64, MOST_SETTINGS = 16 };

typedef struct {
    uint64_t n, seed;
    uint32_t copy_share, least_words, most_words;
    bool news; // a mixture as in news, with what outlets and topics add
    bool trees;
    choice choices[MOST_CHOICES];
    uint32_t n_choices;
    uint64_t *units_before; // for each block: families and single articles before it
    const base_file *base;  // or NULL
    bench_desk desk;
    world world;
    uint16_t *length_ranks;
    const char *prefix;
    int id_digits;

    uint32_t witnesses[MOST_SETTINGS], n_witnesses;
    uint32_t seconds[MOST_SETTINGS], n_seconds;
    uint32_t lost, ancestors, undated, misdated;
} pile;

/* Which article stands at a position, and the other way. */
uint64_t plan_number_at(const pile *p, uint64_t position);
uint64_t plan_position_of(const pile *p, uint64_t number);

/* What an article of a block is. */
typedef struct {
    uint8_t unit;   // family or single article in the block
    uint8_t first;  // slot of the unit's base
    uint8_t second; // slot of a splice's other base
    uint8_t n_in_unit;
    bool is_copy;
    bool is_second; // base of a splice of another family
    choice what;
} slot;

typedef struct {
    slot slots[BLOCK];
    uint32_t n, n_units;
} block_plan;

void plan_block(const pile *p, uint64_t block, block_plan *plan);

/* A made article. */
typedef struct {
    slice id;          // of an article, or of a lost text
    const draft *text; // for places in it
} source_text;

enum { MOST_SOURCES = 512 };

typedef struct {
    event about;
    draft text;
    slice title;
    uint32_t outlet;
    int64_t minute; // since 1970; -1: no date
    copy_kind kind;
    slice family, group; // empty: none
    slice node;          // in trees: which one it is
    VEC(slice) parents;
    VEC(choice) edits;
    source_text sources[MOST_SOURCES];
    uint32_t n_sources;
} made_article;

void make_article(const pile *p, uint64_t number, arena *a, made_article *m);
slice plan_id(const pile *p, arena *a, uint64_t number);

/* The pile's base text for a unit; `e` is made unless it is the unit's already. */
void make_base(const pile *p, uint64_t block, uint32_t unit, arena *a, draft *to,
               event *e);
uint32_t make_length(const pile *p, dice *d);
uint64_t unit_key(const pile *p, uint64_t block, uint32_t unit);

/* outlets.c: who prints. */
enum { N_OUTLETS = 240 };
uint32_t outlet_by_chance(dice *d);
slice outlet_name(arena *a, uint32_t outlet);
uint64_t outlet_style(uint32_t outlet);
/* The lines that an outlet has on every page; either may be empty. */
slice outlet_head(const pile *p, arena *a, uint32_t outlet);
slice outlet_foot(const pile *p, arena *a, uint32_t outlet);
/* A time on the day of an event, and so many minutes later. */
int64_t event_minute(const event *e, uint64_t key);

/* tables.c: texts of one mould. `mould` tells the outlet's own, `key` what fills it. */
void make_template(const pile *p, uint64_t mould, uint64_t key, pen *to);
void make_list(const pile *p, uint64_t mould, uint64_t key, pen *to);

/* trees.c: families with known descent. */
uint64_t trees_count(const pile *p, uint64_t at_least);
void make_witness(const pile *p, uint64_t number, arena *a, made_article *m);
uint64_t trees_n_families(const pile *p);
void write_tree(const pile *p, uint64_t family, arena *a, pen *to);

/* truth.c: lines of the two files. */
void pen_share(pen *to, uint32_t share); // 0.25
void pen_date(pen *to, int64_t minute);  // in quotes
void write_article(const pile *p, const made_article *m, slice id, pen *scratch,
                   pen *articles, pen *truth, arena *a);

#endif
