/* What the steps of stage compare share.
 *
 *   statement ─► view       its terms (names as entities, words as stems), its verbs with
 *                           their sign, its figures
 *             ─► groups     statements of the same thing: aligned in a collation, or told
 *                           alike
 *             ─► claims     groups with their support
 *             ─► conflicts  between two groups */
#ifndef STEMMA_COMPARE_PARTS_H
#define STEMMA_COMPARE_PARTS_H

#include "base/hash.h"
#include "compare/compare.h"
#include "compare/predicates.h"

/* A verb of a statement's, with what it says by it; it may say it and its opposite. */
typedef struct {
    uint64_t stem; // stem_of(): a hash
    bool said;     // that it happened
    bool unreal;   // where it is said first: may, would, is to
    bool negative; // that it did not, or the statement denies it
} sense;

/* Whether a statement says that something of a kind happened. */
typedef enum { NOT_SAID, SAID, SAID_UNREAL } saying;

typedef struct {
    uint64_t *terms; // ascending, each once
    uint32_t n_terms;
    sense *senses; // by stem, each once
    uint32_t n_senses;
    uint8_t says[PREDICATE_LAST + 1]; // saying, of each predicate, where it comes first
    uint32_t *entities; // ascending, each once; "the town" counts as the town meant
    uint32_t n_entities;
    uint32_t n_words;
    uint32_t *figures; // indexes, in order, of the first so many
    uint32_t n_figures;
    uint64_t source_head; // stem of the word that its source is called by, or 0
    uint32_t *speakers;   // entities named in its source
    uint32_t n_speakers;
    bool of_self; // "it had crossed", "his men": what the source does
    bool bare;    // "this was a lie", "the charge": what it is about stands before it
} statement_view;

typedef struct {
    arena *out, *tmp;
    const facts_input *in;
    const facts_result *facts;
    statement_view *views; // of each statement
    uint32_t *main_towns;  // of each article, TOWN_KINDS each: an entity or FACTS_NONE
    uint32_t *town_kinds;  // of each entity: what it is called somewhere (town_kind())
    uint32_t *group_of;    // of each statement
    uint32_t n_groups;
    VEC(disagreement) conflicts; // between groups, later claims
    hash_table in_conflict;      // of pairs of groups: 1 + its index in conflicts
} compare_job;

enum {
    /* What one statement is compared with at most among those of a story that share a
     * verb, a place or what they count: keeps the cost linear whatever comes in. */
    MOST_COMPARED = 500,
    MOST_FOR_ONE = 6, // new conflicts told for one statement by one rule
    ABOUT_BYTES = 60, // what a conflict is about, at most
    SOURCE_BYTES = 80,
};

void views_take(compare_job *job);
/* Puts the statements into groups; what stands in one slot of a family and cannot both
 * hold goes into two groups and a conflict. */
void groups_make(compare_job *job);
/* The conflicts that groups of one story have besides. */
void conflicts_find(compare_job *job);
/* Those by opposed states: withdrawn and on the table. */
void opposites_find(compare_job *job);
/* "Only the oil terminal" against "two terminals". */
void only_find(compare_job *job);
/* Counts of one thing that exclude each other. */
void counts_find(compare_job *job);
/* Terms that both have. */
uint32_t n_shared_terms(const statement_view *a, const statement_view *b);
/* No value fits both: "about 40" and 42 are no conflict, 40 and 42 are. */
bool figures_exclude(const figure *a, const figure *b);
/* False when there is one between the two already. */
bool conflicts_add(compare_job *job, uint32_t group_a, uint32_t group_b,
                   disagreement_kind kind, slice about, slice why);
bool conflicts_known(const compare_job *job, uint32_t group_a, uint32_t group_b);
/* Who holds which place; two holders of one place on one day are a conflict, too. */
void places_find(compare_job *job, compare_result *result);

const statement *statement_at(const compare_job *job, uint32_t i);
uint32_t statement_story(const compare_job *job, uint32_t i);
/* The words of a statement's content, on one line. */
slice statement_content(const compare_job *job, uint32_t i, size_t most_bytes);
/* Its source as written, or "the outlet itself". */
slice statement_source(const compare_job *job, uint32_t i);
slice statement_outlet(const compare_job *job, uint32_t i);
/* Is token t of the statement's article inside its content? */
bool statement_holds(const statement *s, uint32_t t);
/* The entity of the name that token t of an article belongs to, or FACTS_NONE. */
uint32_t entity_at(const facts_result *facts, uint32_t of_article, uint32_t t);
/* Is the verb at token i of a text negated, within what begins at token `first`: by "not"
 * close before it, or by a "no" that starts its subject? "It is not clear whether" sets
 * *open instead. */
bool is_negated_at(const text *t, uint32_t i, uint32_t first, bool *open);
/* Is it unreal: may, would, to (but not "to have"), whether? */
bool is_unreal_before(const text *t, uint32_t i, uint32_t first);
/* Do two statements name the same source, as far as that can be told? */
bool same_source(const compare_job *job, uint32_t a, uint32_t b);
/* The town that "the town" at token t of an article means, or FACTS_NONE. */
uint32_t town_meant(const compare_job *job, uint32_t of_article, uint32_t t);

/* Is the entity in its content? */
bool has_entity(const statement_view *v, uint32_t e);
/* Each names a town, and no town is in both: two different matters. */
bool views_name_other_town(const compare_job *job, const statement_view *a,
                           const statement_view *b);
/* What a statement says with a verb; NULL: nothing. */
const sense *sense_of(const statement_view *v, uint64_t stem);

#endif
