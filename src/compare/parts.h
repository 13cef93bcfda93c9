// What the steps of stage compare share.
//
//   statement ─► view       its terms (names as entities, words as stems), its verbs with
//   their sign
//             ─► groups     statements of the same thing: aligned in a collation, or told
//             alike ─► claims     groups with their support ─► conflicts  between two
//             groups
#ifndef STEMMA_COMPARE_PARTS_H
#define STEMMA_COMPARE_PARTS_H

#include "compare/compare.h"

/* A word that tells what happens. */
typedef struct {
    uint64_t stem;   // stem_of(): a hash
    uint8_t meaning; // predicate
    bool negative;   // what the statement denies, or says did not happen
    bool unreal;     // may, would, is to: not said to have happened
} sense;

typedef struct {
    uint64_t *terms; // ascending, each once
    uint32_t n_terms;
    sense *senses; // in order of the text
    uint32_t n_senses;
    uint32_t *entities; // ascending, each once; "the town" counts as the town meant
    uint32_t n_entities;
    uint32_t n_words;
    uint32_t *speakers; // entities named in its source
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
} compare_job;

void views_take(compare_job *job);
/* Puts the statements into groups; what stands in one slot of a family and cannot both
 * hold goes into two groups and a conflict. */
void groups_make(compare_job *job);
/* The conflicts that groups of one story have besides. */
void conflicts_find(compare_job *job);
void conflicts_add(compare_job *job, uint32_t group_a, uint32_t group_b,
                   disagreement_kind kind, slice about, slice why);
/* Who holds which place; two holders of one place on one day are a conflict, too. */
void places_find(compare_job *job, compare_result *result);

const statement *statement_at(const compare_job *job, uint32_t i);
/* The words of a statement's content, on one line. */
slice statement_content(const compare_job *job, uint32_t i, size_t most_bytes);
/* Its source as written, or "the outlet itself". */
slice statement_source(const compare_job *job, uint32_t i);
slice statement_outlet(const compare_job *job, uint32_t i);
/* Is token t of the statement's article inside its content? */
bool statement_holds(const statement *s, uint32_t t);
/* The entity of the name that token t of an article belongs to, or FACTS_NONE. */
uint32_t entity_at(const facts_result *facts, uint32_t of_article, uint32_t t);
/* Does token i of a text make what follows unreal: may, would, to (but not "to have")? */
bool is_unreal_at(const text *t, uint32_t i);
/* Do two statements name the same source, as far as that can be told? */
bool same_source(const compare_job *job, uint32_t a, uint32_t b);
/* The town that "the town" at token t of an article means, or FACTS_NONE. */
uint32_t town_meant(const compare_job *job, uint32_t of_article, uint32_t t);

static inline bool has_entity(const statement_view *v, uint32_t e)
{
    for (uint32_t i = 0; i < v->n_entities; i++)
        if (v->entities[i] == e)
            return true;
    return false;
}

#endif
