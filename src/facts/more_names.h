/* Private to the finding of names: those that are found when the others are known. */
#ifndef STEMMA_FACTS_MORE_NAMES_H
#define STEMMA_FACTS_MORE_NAMES_H

#include "facts/names.h"

/* The commonest name first. */
void entity_names_sort(entity *e);

/* A name as it stands somewhere; those of one group are of one entity. */
typedef struct {
    uint64_t group;
    slice name;
    uint32_t article, first, last; // tokens [first, last)
    const void *from;              // what it was made of
} told_name;

/* By group, name and place. */
void told_sort(told_name *all, uint32_t n);
/* Counts the names of one group, sorted, into e->names, in their order. */
void told_count(arena *out, const told_name *of, uint32_t n, entity *e);

/* Entities and mentions that come to those found: entity k of them goes by the number
 * names->n_entities + k in the mentions. */
typedef struct {
    VEC(entity) entities;
    VEC(mention) mentions;
} names_more;

/* Merges them in, and brings both lists into their order. */
void names_extend(arena *out, uint32_t n_articles, names_result *names, names_more *more);

#endif
