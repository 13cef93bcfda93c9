/* Lines of JSON from a file, one after the other, without holding the file. */
#ifndef STEMMA_BENCH_LINES_H
#define STEMMA_BENCH_LINES_H

#include "base/vec.h"

#include <jansson.h>

/* The whole file, mapped until the arena goes; false with a reason. */
bool file_map(arena *a, const char *path, slice *bytes, slice *reason);

/* Calls take(ctx, object, number) for each line that is a JSON object; blank ones are
 * passed over. False with a reason at the first line that is none, or when take() says
 * false (then the reason is its own). */
typedef bool (*line_taker)(void *ctx, const json_t *object, uint64_t number);
bool lines_each(arena *a, const char *path, line_taker take, void *ctx, slice *reason);

/* Members of an object; empty or 0 where there is none of that type. A whole number
 * stands for its digits. */
slice member_slice(arena *a, const json_t *object, const char *name);
uint64_t member_count(const json_t *object, const char *name);

#endif
