#include "base/vec.h"

#include <string.h>

void *vec_room(arena *a, void *v, uint32_t n, uint32_t *cap, size_t size)
{
    if (n < *cap)
        return v;
    if (n > UINT32_MAX / 2 - 8)
        arena_fail(a);
    *cap = n ? n * 2 : 8;
    void *wider = arena_alloc_array(a, *cap, size);
    if (n)
        memcpy(wider, v, n * size);
    return wider;
}
