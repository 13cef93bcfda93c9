/* Stage read: from what the user named to documents, UTF-8 text with where it came from.
 *
 *   path ─► read_list ─► read_open ─► read_next ─► blocks ─► read_block_documents
 *           files         kind told     one after    raw       documents, skips;
 *                         from the      the other    bytes     on any thread
 *                         content
 *
 * An input is read as a stream of blocks, so that its size does not matter: what is held
 * is a block and some buffers. read_path() and read_bytes() do all of it and keep every
 * document. Nothing fails: what cannot be used becomes a skip. */
#ifndef STEMMA_READ_READ_H
#define STEMMA_READ_READ_H

#include "base/arena.h"
#include "base/vec.h"

typedef enum { DOCUMENT_TEXT, DOCUMENT_HTML } document_kind;

typedef struct {
    slice input; // the path as given; "PATH:17" for a line or a record of an archive,
                 // "PATH:3:17" for one in the third member of a WACZ file
    document_kind kind;
    slice bytes;    // well-formed UTF-8 (U+FFFD where the input was broken), no BOM
    slice encoding; // what the bytes were decoded from, e.g. "utf-8", "windows-1252"
    slice note; // what a reader should know: "invalid UTF-8 at byte 17 replaced"; may be
                // empty
    /* What a record says about itself; empty where it says nothing. */
    slice id, url, title, date, outlet, author, lang;
    slice updated;  // the last change it tells of; empty where it is `date`
    slice dateline; // "GULL BAY, May 3", where it stands apart from the text
    slice said_by;  // the format that says so, "NITF"; empty for a record's own fields
    slice credit;   // who provided the report, where that is told apart from the outlet
    slice via;      // a feed that lists what others publish
    slice rights;   // copyright or licence, as the format tells it
    slice fetched;  // when a crawler fetched it (ISO 8601): never the day of publication
    slice
        extra; // every other field of the record, as the text of a JSON object, or empty
} document;

typedef struct {
    slice input;
    uint64_t position; // byte offset, or line for a record
    slice reason;
} read_skip;

/* What an archive holds beside articles. It is no fault, so it is counted, not told. */
typedef enum {
    PASSED_RECORD_TYPE, // request, metadata, warcinfo, what is not from the web
    PASSED_REVISIT,     // the page as it was before
    PASSED_STATUS,      // not "200 OK"
    PASSED_MEDIA_TYPE,  // no text: pictures, scripts, style sheets
    PASSED_MEMBER,      // of a ZIP file: indexes, lists of pages
    N_PASSED
} read_passed;

/* "pictures, scripts and other files that are no text" */
const char *read_passed_what(read_passed kind);

typedef struct {
    VEC(document) documents;
    VEC(read_skip) skips;
    uint64_t passed[N_PASSED];
    uint32_t first_skip; // of this input
    uint64_t untold;     // records of this input left out beyond the first many
} read_result;

/* Lines that are no records could fill the memory with their own faults: after many of an
 * input they are only counted. */
enum { READ_MOST_SKIPS = 10000 };

typedef struct {
    size_t largest_bytes;  // longer documents and lines are skipped
    bool without_extra;    // leave document.extra empty
    struct fetcher *fetch; // fetch.h; NULL: lists of web addresses are not fetched
} read_options;

/* What an input, or a part of one, is. The order is that of the table in kind.c. */
typedef enum {
    READ_WARC, // WARC and WACZ: records of a web archive
    READ_NINJS,
    READ_RECORDS, // JSON Lines
    READ_FEED,    // RSS, Atom
    READ_NEWSML,  // NewsML-G2, NITF
    READ_TABLE,   // CSV and the like
    READ_XML,     // of no kind that is known
    READ_HTML,
    READ_ADDRESSES, // web addresses, one a line
    READ_TEXT,
    N_READ_KINDS
} read_kind;

/* A stretch of an input that can be worked on by itself, by any thread: some whole lines
 * of JSON Lines, one page, one record of an archive. Blocks depend on the input alone:
 * every run cuts it at the same places. */
typedef struct {
    slice input; // the path as given, "PATH:17" for the 17th record of an archive
    read_kind kind;
    uint64_t position; // number of its first line or of its record, from 1; 0: the whole
    uint64_t offset;   // of its first byte in the stream, after decompression
    slice bytes;       // as they are in the stream: in any encoding
    /* What the container says; empty where it says nothing. */
    slice charset, url, fetched;
    slice note; // for the documents in it
    bool http;  // bytes are a message of HTTP: head and body
} read_block;

/* Where reading can go on: behind the block that read_next() gave last. */
typedef struct {
    uint32_t member; // of a ZIP file; of the page at an address, how many blocks are done
    uint64_t offset, position;
} read_place;

typedef struct read_stream read_stream;

/* Opens a file or "-". NULL, and a skip, where there is nothing to read. The stream and
 * its skips live in `a` and are closed with it. `result` gets skips and counts until the
 * last read_next(); no documents. */
read_stream *read_open(arena *a, slice path, const read_options *options,
                       read_result *result);
/* The same for bytes in memory, which must outlive the stream. */
read_stream *read_open_bytes(arena *a, slice name, slice bytes,
                             const read_options *options, read_result *result);
/* The next block, which lasts as long as both `out` and the stream; false at the end.
 * Damage becomes a skip, and reading goes on behind it where the format allows. Memory
 * that runs out leaves the guard around `out`. */
bool read_next(read_stream *stream, arena *out, read_block *block);
read_place read_tell(const read_stream *stream);
/* For a stream just opened: goes to a place that an earlier run was told. */
void read_seek(read_stream *stream, arena *out, read_place place);

/* Parses and decodes a block into documents and skips. What it gives lives in `out` and
 * does not point into the block. Any thread. */
void read_block_documents(arena *out, const read_block *block,
                          const read_options *options, read_result *result);

typedef VEC(slice) read_files;
/* A path as the files to open: itself, or a folder's files at any depth, in the order of
 * their names, without hidden ones. What cannot be listed becomes a skip. */
void read_list(arena *out, slice path, read_files *files, read_result *result);

/* Reads a path (file, folder, "-") into `result`; everything lives in `out`. */
void read_path(arena *out, slice path, const read_options *options, read_result *result);
/* The same for bytes in memory. `bytes` may be freed afterwards. */
void read_bytes(arena *out, slice name, slice bytes, const read_options *options,
                read_result *result);

#endif
