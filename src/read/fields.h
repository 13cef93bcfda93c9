/* What the readers of news formats share: the fields of a document put together. */
#ifndef STEMMA_READ_FIELDS_H
#define STEMMA_READ_FIELDS_H

#include "base/buf.h"
#include "read/read.h"

/* The members of document.extra: begin with an empty buf; empty values are left out. The
 * second takes a key that is there already for said. */
void extra_add(buf *to, slice key, slice value);
void extra_add_str(buf *to, const char *key, slice value);
slice extra_end(buf *to);

/* "Jane Roe; Max Foe" */
void names_add(buf *to, slice name);
/* On one line, white space folded. */
slice one_line_of(arena *out, slice text);
/* Has tags or references of HTML. */
bool has_markup(slice text);
/* A title that may be HTML: tags out, the usual references resolved, one line. */
slice title_of(arena *out, slice text);
/* Dates as IPTC's older formats write them ("20190503T101500Z") in the form with hyphens;
 * all others as they are. */
slice iso_date(arena *out, slice text);
/* The body of a document: HTML where it has markup. Copied; controls become spaces. */
void set_body(arena *out, document *doc, slice text, bool html);
/* Skips of the parts of one block: after many only their number is told, so that a file
 * of nothing but faults does not fill the memory with reasons. */
typedef struct {
    arena *out;
    slice name; // of the block
    read_result *result;
    uint64_t n;
} part_skips;
/* False where the part is only counted. */
bool part_skip_begin(part_skips *s);
void part_skips_end(part_skips *s);

/* Appends to the note, "; " between two. */
void add_note(arena *out, document *doc, slice note);

#endif
