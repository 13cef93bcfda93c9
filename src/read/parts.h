/* What the steps of stage read hand to each other. Nothing here leaves the stage. */
#ifndef STEMMA_READ_PARTS_H
#define STEMMA_READ_PARTS_H

#include "read/read.h"

/* source.c: bytes of a file. */
typedef enum { SOURCE_FILE, SOURCE_FOLDER, SOURCE_FAILED } source_kind;

typedef struct {
    source_kind kind;
    slice bytes;
    slice reason; // SOURCE_FAILED: why
    uint64_t device, inode;
} source;

/* Opens a path, never waiting for a pipe or a device, and reads a regular file whole.
 * "-" is standard input, whatever it is. */
source source_read(arena *out, slice path, size_t largest_bytes);

typedef struct {
    VEC(slice) names; // sorted bytewise, hidden ones left out
    slice reason;     // not empty: the folder cannot be listed
} source_listing;

source_listing source_list(arena *out, slice path);

/* kind.c: what the bytes are. */
typedef enum { KIND_TEXT, KIND_HTML, KIND_RECORDS } content_kind;

/* False for bytes that are no text; then where and why. */
bool kind_is_text(arena *out, slice bytes, uint64_t *position, slice *reason);
bool kind_looks_html(slice head); // raw bytes or UTF-8
/* The root element's name of XML that is not HTML; empty otherwise. */
slice kind_xml_root(slice head);
content_kind kind_of(slice utf8);
/* UTF-16 or UTF-32 told by a byte order mark or by where the zeros are; NULL if it is
 * neither. */
const char *kind_wide_encoding(slice bytes, size_t *mark);

/* decode.c: any encoding to clean UTF-8. */
typedef struct {
    slice bytes, encoding, note;
} decoded;

decoded decode_bytes(arena *out, slice bytes);
/* In place: control characters other than tab, LF and CR become spaces. */
void decode_blank_controls(char *bytes, size_t len);

/* records.c: a document a line. */
void records_read(arena *out, slice name, const decoded *from, read_result *result);
bool records_is_object(slice line);

#endif
