/* What the steps of stage read hand to each other. Nothing here leaves the stage. */
#ifndef STEMMA_READ_PARTS_H
#define STEMMA_READ_PARTS_H

#include "read/flow.h"
#include "read/read.h"

/* Positions in texts are 32-bit; decoding may make a text three times as long. */
enum { LARGEST_EVER = 1 << 30 };

static inline size_t largest_of(const read_options *options)
{
    size_t n = options ? options->largest_bytes : LARGEST_EVER;
    return n && n < LARGEST_EVER ? n : LARGEST_EVER;
}

/* The input's name is copied, the reason lives in `out` or for ever. */
void add_skip(arena *out, slice input, uint64_t position, slice reason,
              read_result *result);
/* Are there so many that this one is only counted? To be asked before it is described. */
static inline bool skips_enough(read_result *result)
{
    bool enough = result->skips.n - result->first_skip >= READ_MOST_SKIPS;
    result->untold += enough;
    return enough;
}

/* "cannot open: No such file or directory" */
slice error_text(arena *out, const char *what, int error);

/* source.c: files and folders. */
typedef struct {
    int fd; // -1: failed; closed with the arena it was opened in
    slice reason;
    bool regular;
    uint64_t size; // of a regular file; a hint, since files grow
} source;

/* Opens a regular file, never waiting for a pipe or a device. "-" is standard input,
 * whatever it is. */
source source_open(arena *mem, slice path);
/* False for what is no folder, "-" and what does not exist. */
bool source_is_folder(slice path, arena *tmp, uint64_t *device, uint64_t *inode);

typedef struct {
    VEC(slice) names; // sorted bytewise, hidden ones left out
    slice reason;     // not empty: the folder cannot be listed
} source_listing;

source_listing source_list(arena *out, slice path);
/* Is every line the path of something that is there? */
bool source_lists_files(arena *tmp, slice text);

/* kind.c: what the bytes are. */

/* How an input of a kind is cut into blocks. */
typedef enum { CUT_WHOLE, CUT_LINES, CUT_ROWS, CUT_ADDRESSES, CUT_ARCHIVE } kind_cut;

typedef struct {
    kind_cut cut;
    /* `head` is how the input begins: UTF-8, or an encoding that has ASCII where ASCII
     * stands; no byte order mark. `whole`: nothing comes after it. */
    bool (*is)(slice head, bool whole);
    void (*documents)(arena *out, const read_block *block, const read_options *options,
                      read_result *result);
} kind_reader;

extern const kind_reader kind_readers[N_READ_KINDS]; // by read_kind
read_kind kind_of(slice head, bool whole);           // the first that says yes

/* How much of the input is looked at to tell what it is. */
enum { KIND_BYTES = 1 << 20, KIND_HEAD_BYTES = 64 << 10 };
slice kind_head(slice bytes); // at most KIND_HEAD_BYTES
/* False for bytes that are no text; then where and why. */
bool kind_is_text(arena *out, slice bytes, uint64_t *position, slice *reason);
bool kind_looks_html(slice head); // raw bytes or UTF-8
/* The root element's name of XML that is not HTML; empty otherwise. */
slice kind_xml_root(slice head);
slice kind_root(slice head); // of anything that begins with an element
/* UTF-16 or UTF-32 told by a byte order mark or by where the zeros are; NULL if it is
 * neither. */
const char *kind_wide_encoding(slice bytes, size_t *mark);

/* decode.c: any encoding to clean UTF-8. */
typedef struct {
    slice bytes, encoding, note;
} decoded;

/* A whole document. `charset`: what its container says, or empty. */
decoded decode_bytes(arena *out, slice bytes, slice charset);
/* One of many lines; it stands at `offset` in the stream. `charset`: of the stream. */
decoded decode_line(arena *out, slice line, uint64_t offset, slice charset);
/* The encoding of lines that begin like this, as ICU knows it; empty for UTF-8. */
slice decode_charset(arena *out, slice head);
/* In place: control characters other than tab, LF and CR become spaces. */
void decode_blank_controls(char *bytes, size_t len);
/* Where the next of them is, from `at` on; `len`: nowhere. */
size_t decode_next_control(const char *bytes, size_t len, size_t at);
/* The same bytes as UTF-8. `encoding` is one of kind_wide_encoding(). */
flow *flow_of_wide(arena *mem, flow *from, const char *encoding, size_t mark);

/* page.c: an input that is one document. */
/* The block's text; false, and a skip, where there is none. */
bool decode_block(arena *out, const read_block *block, read_result *result,
                  decoded *text);
void page_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result);
void xml_documents(arena *out, const read_block *block, const read_options *options,
                   read_result *result);

/* records.c: a document a line. */
bool records_is(slice head, bool whole);
void records_documents(arena *out, const read_block *block, const read_options *options,
                       read_result *result);

/* formats.c: feeds, news messages, ninjs. */
bool feed_is(slice head, bool whole);
void feed_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result);
bool newsml_is(slice head, bool whole);
void newsml_documents(arena *out, const read_block *block, const read_options *options,
                      read_result *result);
bool ninjs_is(slice head, bool whole);
void ninjs_documents(arena *out, const read_block *block, const read_options *options,
                     read_result *result);

/* table.c, table_rows.c: a document a row. Every block begins with the header. */
bool table_is(slice head, bool whole);
void table_documents(arena *out, const read_block *block, const read_options *options,
                     read_result *result);

/* addresses.c: a list of web addresses, fetched where that is allowed. */
bool addresses_is(slice head, bool whole);
void addresses_documents(arena *out, const read_block *block, const read_options *options,
                         read_result *result);

/* The same; `by_jansson`: without scan.c, which must not show. */
void records_read(arena *out, const read_block *block, const read_options *options,
                  bool by_jansson, read_result *result);
/* "PATH:17" */
slice record_input(arena *out, slice input, uint64_t number);
slice records_too_long(arena *out, uint64_t number, size_t largest);

/* A record's members as they are written. */
typedef struct {
    slice bytes;  // without quotes; UTF-8
    bool escaped; // still with its backslashes, all of them good
} record_string;

typedef struct {
    record_string id, text, html, title, url, date, outlet, author, lang;
    slice extra;
} record;

/* scan.c: the members of a usual record; false where Jansson must be asked. Strings point
 * into `line`, which is well-formed UTF-8 without control characters other than tabs;
 * `extra` is put into `out`. */
bool scan_record(arena *out, slice line, bool without_extra, record *to);
slice scan_unescape(arena *out, slice raw);
/* Does a line that may be cut begin like an object? */
bool scan_is_beginning(slice line);
bool record_knows(slice key); // one of the members of `record`, extra apart

/* lines.c: the lines of a stream as blocks. */

typedef struct zip_state zip_state;

/* A page of a list of addresses, read as a stream of its own. */
typedef struct {
    arena *mem;
    read_stream *stream;
    read_result result;
    uint32_t n_told;
    slice url, charset, fetched;
    read_place line; // where its address stands; `member`: blocks of the page so far
} inner_stream;

struct read_stream {
    /* Under the guard of whoever calls. `told`: skips, which outlive the stream. */
    arena *mem, *tmp, *told;
    slice input;
    size_t largest;
    read_result *result;
    flow *flow;
    uint64_t size; // of the flow, where it is known; a hint
    read_kind kind;
    bool (*next)(read_stream *s, arena *out, read_block *block);
    uint64_t position; // of the next line or record
    uint32_t member;   // of a ZIP file, from 1; of a page, blocks to be passed
    slice charset;
    slice header; // of a table
    struct fetcher *fetch;
    inner_stream *inner;
    uint32_t n_skips;
    bool lost;  // between records: what stands here was told of
    bool named; // by the user: a file or standard input
    zip_state *zip;
};

bool lines_next(read_stream *s, arena *out, read_block *block);
bool table_begin(read_stream *s); // takes the header; false, and a skip: no use
bool table_next(read_stream *s, arena *out, read_block *block);
bool addresses_begin(read_stream *s); // false, and a skip: no leave to fetch
bool addresses_next(read_stream *s, arena *out, read_block *block);
/* warc.c and payload.c; zip.c, which hands its members to warc_next(). */
bool warc_is(slice head, bool whole);
bool warc_in(slice head); // though it does not begin with a good record
bool warc_next(read_stream *s, arena *out, read_block *block);
void warc_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result);
bool zip_is(slice head);
void zip_begin(read_stream *s);
bool zip_next(read_stream *s, arena *out, read_block *block);
void zip_seek(read_stream *s, read_place place);

/* A skip found on the way; after many of them only their number is told. */
void stream_skip(read_stream *s, slice input, uint64_t position, slice reason);
/* The end, or damage. True: reading goes on behind the damage, which is told. */
bool stream_resume(read_stream *s);

#endif
