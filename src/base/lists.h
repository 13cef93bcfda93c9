/* Short word lists that are searched from front to back. */
#ifndef STEMMA_BASE_LISTS_H
#define STEMMA_BASE_LISTS_H

#include "base/slice.h"

static inline bool slice_in_list(slice s, const char *const *list, size_t n)
{
    for (size_t i = 0; s.len && i < n; i++)
        if (list[i][0] == s.ptr[0] && slice_eq_str(s, list[i]))
            return true;
    return false;
}

#define IN_LIST(s, list) slice_in_list((s), (list), sizeof(list) / sizeof((list)[0]))

#endif
