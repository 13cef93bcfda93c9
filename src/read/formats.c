/* Blocks of the formats that are read whole. */
#include "read/formats.h"

#include "read/fields.h"

typedef void reader(arena *out, const read_block *block, const decoded *from,
                    read_result *result);

/* What the container says goes to each document of the block. */
static void fill(arena *out, const read_block *block, const read_options *options,
                 document *doc)
{
    doc->fetched = arena_slice(out, block->fetched);
    if (block->note.len)
        add_note(out, doc, block->note);
    if (options && options->without_extra)
        doc->extra = slice_of("", 0);
}

static void documents_of(arena *out, const read_block *block, const read_options *options,
                         reader *read, read_result *result)
{
    arena *tmp = arena_sub(out);
    decoded text = decode_bytes(tmp, block->bytes, block->charset);
    uint32_t n = result->documents.n;
    text.encoding = arena_slice(out, text.encoding);
    text.note = arena_slice(out, text.note);
    read(out, block, &text, result);
    for (; n < result->documents.n; n++)
        fill(out, block, options, &result->documents.v[n]);
    arena_release(tmp);
}

bool feed_is(slice head, bool whole)
{
    (void)whole;
    return feed_is_root(kind_root(head));
}

void feed_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result)
{
    documents_of(out, block, options, feed_read, result);
}

bool newsml_is(slice head, bool whole)
{
    (void)whole;
    return newsml_is_root(kind_root(head));
}

void newsml_documents(arena *out, const read_block *block, const read_options *options,
                      read_result *result)
{
    documents_of(out, block, options, newsml_read, result);
}

void ninjs_documents(arena *out, const read_block *block, const read_options *options,
                     read_result *result)
{
    documents_of(out, block, options, ninjs_read, result);
}
