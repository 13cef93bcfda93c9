#include "base/utf8.h"
#include "read/parts.h"

bool decode_block(arena *out, const read_block *block, read_result *result, decoded *text)
{
    *text = decode_bytes(out, block->bytes, block->charset);
    if (slice_trim(text->bytes).len > 0)
        return true;
    add_skip(out, block->input, 0, SLICE("empty: nothing but white space"), result);
    return false;
}

void page_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result)
{
    (void)options;
    decoded text;
    if (!decode_block(out, block, result, &text))
        return;
    slice note = text.note;
    if (block->note.len)
        note = note.len ? arena_format(out, "%.*s; %.*s", (int)block->note.len,
                                       block->note.ptr, (int)note.len, note.ptr)
                        : arena_slice(out, block->note);
    vec_push(out, &result->documents,
             (document){.input = arena_slice(out, block->input),
                        .kind = block->kind == READ_HTML ? DOCUMENT_HTML : DOCUMENT_TEXT,
                        .bytes = text.bytes,
                        .encoding = text.encoding,
                        .note = note,
                        .url = arena_slice(out, block->url),
                        .fetched = arena_slice(out, block->fetched)});
}

void xml_documents(arena *out, const read_block *block, const read_options *options,
                   read_result *result)
{
    (void)options;
    decoded text;
    if (!decode_block(out, block, result, &text))
        return;
    slice root = kind_xml_root(text.bytes);
    add_skip(out, block->input, 0,
             arena_format(out, "XML with root element <%.*s>, not an article",
                          (int)(root.len < 60 ? root.len : 60), root.ptr),
             result);
}
