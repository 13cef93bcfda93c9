/* Readers of one format each: a whole block, decoded, to documents and skips.
 * Each can be given anything: what is no such file becomes a skip. What they give lives
 * in `out` and does not point into `block` or `from`. */
#ifndef STEMMA_READ_FORMATS_H
#define STEMMA_READ_FORMATS_H

#include "read/parts.h"

/* feed.c: RSS 0.9x, 1.0, 2.0 and Atom, an item each. Sitemaps are told, not read. */
bool feed_is_root(slice root); // name of the root element
void feed_read(arena *out, const read_block *block, const decoded *from,
               read_result *result);

/* newsml.c: NewsML-G2 items and messages, NITF. */
bool newsml_is_root(slice root);
void newsml_read(arena *out, const read_block *block, const decoded *from,
                 read_result *result);

/* ninjs.c: one object, an array of them, or one after the other. */
bool ninjs_is(slice head, bool whole);
void ninjs_read(arena *out, const read_block *block, const decoded *from,
                read_result *result);

#endif
