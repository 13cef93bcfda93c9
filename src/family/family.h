/* Stage family: which articles are copies of one report, how they differ, who copied
 * whom.
 *
 *   passages ─► families (tied by coverage, not by chains of weak links)
 *            ─► collation of each family (witnesses aligned word by word: rows, slots,
 * readings) ─► stemma (origin, lost nodes, witnesses, second sources; evidence on every
 * edge)
 */
#ifndef STEMMA_FAMILY_FAMILY_H
#define STEMMA_FAMILY_FAMILY_H

#include "article/article.h"
#include "family/tied.h"
#include "match/match.h"

#define FAMILY_NONE UINT32_MAX

typedef enum {
    EDIT_NAME,
    EDIT_NUMBER,
    EDIT_DATE,
    EDIT_HEDGE,
    EDIT_ATTRIBUTION,
    EDIT_POLARITY,
    EDIT_WORDING,
    EDIT_SPELLING,
    EDIT_TYPOGRAPHIC,
    EDIT_CUT,
    EDIT_ADDITION,
    EDIT_MOVED,
    EDIT_HEADLINE,
} edit_class;

const char *edit_class_name(edit_class c); // as in the JSON: "name", "number", …

/* What one witness has in one row. All its cells together, in order of the rows, are its
 * text byte for byte: a cell's bytes run up to the next cell's. */
typedef struct {
    span bytes;           // of the article's text, with the white space that follows
    uint32_t first, last; // tokens [first, last); equal: nothing here
    uint32_t reading;     // which of the row's readings it has, from 0
    bool out; // nothing here because a long stretch is cut (or others have added one)
} cell;

typedef struct {
    cell *cells;         // one for each witness
    uint32_t n_readings; // 1: all agree
    edit_class edit;     // what kind of difference, where n_readings > 1: a slot
    uint32_t lacuna; // rows of one cut (or one long addition) have one number; 0: none
} collation_row;

typedef struct {
    collation_row *rows;
    uint32_t n_rows;
    uint32_t n_witnesses;
    /* columns[w][t]: the column of token t of witness w. Tokens of two witnesses are
     * aligned where their columns are the same; columns grow along each witness. */
    uint32_t **columns;
    uint32_t n_columns;
} collation;

typedef struct {
    slice cue;  // "cut", "shared reading", "time", "agency credit", …
    slice text; // one sentence a reader can check
} evidence;

typedef enum { EDGE_MAIN, EDGE_SECOND } edge_kind;

typedef struct {
    uint32_t from, to; // nodes
    edge_kind kind;
    double support; // share of resampled collations that have it, 0 to 1
    VEC(evidence) why;
    span *blocks; // second: the tokens [start, end) of the witness that were taken from
                  // there
    uint32_t n_blocks;
} stemma_edge;

typedef struct {
    uint32_t witness; // index in the family, or FAMILY_NONE for a lost node
    uint32_t family; // FAMILY_NONE, or the other family that this node stands for (second
                     // source)
    uint32_t generation; // edges from the origin
    uint32_t outside;    // FAMILY_NONE, or an article in no family that it stands for
} stemma_node;

/* A text that nobody has, put together from its copies. */
typedef struct {
    slice text;
    span *doubtful; // bytes of it that another reading may have stood for
    uint32_t n_doubtful;
} lost_text;

typedef struct {
    uint32_t *witnesses; // articles, ascending
    uint32_t n_witnesses;
    collation collated;
    stemma_node *nodes; // nodes[0] is the origin
    uint32_t n_nodes;
    stemma_edge *edges;
    uint32_t n_edges;
    slice agency; // who wrote the origin, or empty
    slice origin_why;
    lost_text origin_text; // of a lost origin, or empty
    double overlap_min,
        overlap_median; // of the pairs inside: comparer_overlap()
} family;

typedef struct {
    family *families; // in order of their first witness
    uint32_t n_families;
    uint32_t *of_article;         // family of each article, or FAMILY_NONE
    const second_source *seconds; // by text
    uint32_t n_seconds;
    unsigned n_threads; // for what is done at once inside a large family; 0: one per core
} family_result;

/* Groups n articles; with `one_family` all of them into one. Trees and collations not
 * yet. */
void family_group(arena *out, uint32_t n, const match_result *matched, bool one_family,
                  family_result *result);
/* One family of n articles that nothing is known of but that they are to be collated. */
void family_of_all(arena *out, uint32_t n, family_result *result);
/* Fills in f->collated. */
void family_collate(arena *out, const text *texts, family *f);
/* Fills in nodes, edges, agency, origin_why of family number `which`; needs its
 * collation. */
void family_stemma(arena *out, const article *articles, const text *texts,
                   const match_result *matched, family_result *result, uint32_t which);

/* Index of an article among f's witnesses, or FAMILY_NONE. */
uint32_t family_witness(const family *f, uint32_t article_index);

#endif
