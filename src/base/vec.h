/* Growing arrays in an arena.
 *
 *   VEC(uint32_t) ids = {0};
 *   vec_push(out, &ids, 7);
 *   for (uint32_t i = 0; i < ids.n; i++) use(ids.v[i]);
 *
 * Growing copies; the old place stays in the arena until it goes, so at most twice the
 * memory is used. Pointers into v do not outlive the next push. */
#ifndef STEMMA_BASE_VEC_H
#define STEMMA_BASE_VEC_H

#include "base/arena.h"

#define VEC(type)        \
    struct {             \
        type *v;         \
        uint32_t n, cap; \
    }

/* A slot at the end of `vec`, zeroed. */
#define vec_add(a, vec)                                                           \
    ((vec)->v = vec_room((a), (vec)->v, (vec)->n, &(vec)->cap, sizeof *(vec)->v), \
     &(vec)->v[(vec)->n++])
#define vec_push(a, vec, ...) (*vec_add((a), (vec)) = (__VA_ARGS__))
#define vec_last(vec) (&(vec)->v[(vec)->n - 1])

/* The array, moved when there is no room for one more. */
void *vec_room(arena *a, void *v, uint32_t n, uint32_t *cap, size_t size);

#endif
