/* Stage read: from what the user named to documents, UTF-8 text with where it came from.
 *
 *   path ─► source (bytes) ─► kind told from the content ─► documents, skips
 *
 * A JSON Lines file gives a document a line; every other file gives one. */
#ifndef STEMMA_READ_READ_H
#define STEMMA_READ_READ_H

#include "base/arena.h"
#include "base/vec.h"

typedef enum { DOCUMENT_TEXT, DOCUMENT_HTML } document_kind;

typedef struct {
    slice input; // the path as given, or "PATH:LINE" for a record in a file
    document_kind kind;
    slice bytes;    // well-formed UTF-8 (U+FFFD where the input was broken), no BOM
    slice encoding; // what the bytes were decoded from, e.g. "utf-8", "windows-1252"
    slice note; // what a reader should know: "invalid UTF-8 at byte 17 replaced"; may be
                // empty
    /* What a record says about itself; empty where it says nothing. */
    slice id, url, title, date, outlet, author, lang;
    slice
        extra; // every other field of the record, as the text of a JSON object, or empty
} document;

typedef struct {
    slice input;
    uint64_t position; // byte offset, or line for a record
    slice reason;
} read_skip;

typedef struct {
    VEC(document) documents;
    VEC(read_skip) skips;
} read_result;

typedef struct {
    size_t largest_bytes; // longer inputs are skipped
} read_options;

/* Reads a path (file, folder, "-") into `result`; everything lives in `out`. Nothing
 * fails: what cannot be used becomes a skip. */
void read_path(arena *out, slice path, const read_options *options, read_result *result);
/* The same for bytes in memory. `bytes` may be freed afterwards. */
void read_bytes(arena *out, slice name, slice bytes, const read_options *options,
                read_result *result);

#endif
