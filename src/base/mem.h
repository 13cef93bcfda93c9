/* The only door to malloc. Tests make the n-th request fail here. */
#ifndef STEMMA_BASE_MEM_H
#define STEMMA_BASE_MEM_H

#include <stddef.h>

void *mem_get(size_t size); // zeroed; NULL when there is none
void *mem_resize(void *old,
                 size_t size); // new part not zeroed; NULL leaves `old` as it was
void mem_free(void *ptr);

/* For tests: the request number `n` from now on (0 is the next) and all after it fail; -1
 * turns that off. Not safe to call while other threads allocate. */
void mem_fail_after(long n);

#endif
