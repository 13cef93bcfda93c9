/* Files of the user's that are used as they lie on the disk. */
#ifndef STEMMA_RUN_MAP_H
#define STEMMA_RUN_MAP_H

#include "base/arena.h"

/* The file's bytes, at the start of a page, as long as `out` lives. False, with errno,
 * where they cannot be had. */
bool run_map_file(arena *out, const char *path, slice *bytes);

#endif
