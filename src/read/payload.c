/* A record of a web archive as documents: its page as the server meant it. */
#include "read/http.h"
#include "read/parts.h"

static void lose(arena *out, const read_block *block, slice why, read_result *result)
{
    add_skip(out, block->input, block->position, why, result);
}

static slice join(arena *out, slice a, slice b)
{
    if (a.len == 0 || b.len == 0)
        return a.len ? a : b;
    return arena_format(out, "%.*s; %.*s", (int)a.len, a.ptr, (int)b.len, b.ptr);
}

/* What the bytes are, whatever the server calls them. False: no text. */
static bool tell_kind(arena *tmp, slice bytes, read_kind *kind)
{
    uint64_t position;
    slice reason;
    size_t mark = 0;
    if (!kind_is_text(tmp, bytes, &position, &reason))
        return false;
    slice head = slice_of(bytes.ptr, bytes.len < KIND_BYTES ? bytes.len : KIND_BYTES);
    if (kind_wide_encoding(bytes, &mark))
        head = decode_bytes(tmp, kind_head(bytes), slice_of("", 0)).bytes;
    else if (slice_starts(head, SLICE("\xef\xbb\xbf")))
        head = slice_of(head.ptr + 3, head.len - 3);
    *kind = kind_of(head, head.len == bytes.len);
    return *kind != READ_WARC;
}

void warc_documents(arena *out, const read_block *block, const read_options *options,
                    read_result *result)
{
    arena *tmp = arena_sub(out);
    read_block page = *block;
    slice media_type = slice_of("", 0), why, note = slice_of("", 0);
    if (block->http) {
        http_head head = http_parse(tmp, block->bytes);
        if (!http_body(tmp, &head, block->bytes, largest_of(options), &page.bytes, &note,
                       &why)) {
            lose(out, block, arena_slice(out, why), result);
            arena_release(tmp);
            return;
        }
        media_type = head.media_type;
        page.charset = head.charset;
    }
    page.note = join(tmp, block->note, note);
    page.http = false;
    page.offset = 0;
    read_result got = {0};
    bool text = slice_trim(page.bytes).len > 0 && tell_kind(tmp, page.bytes, &page.kind);
    bool json = slice_find_nocase(media_type, SLICE("json"), 0) < media_type.len;
    if (text && !(json && page.kind == READ_TEXT)) {
        page.position = kind_readers[page.kind].cut == CUT_WHOLE ? 0 : 1;
        kind_readers[page.kind].documents(out, &page, options, &got);
    }
    for (uint32_t i = 0; i < got.documents.n; i++) {
        document *doc = vec_add(out, &result->documents);
        *doc = got.documents.v[i];
        doc->fetched = arena_slice(out, block->fetched);
        if (got.documents.n == 1 && doc->url.len == 0)
            doc->url = arena_slice(out, block->url);
    }
    // Data for scripts and XML of all sorts: a page that holds no article is no fault
    bool page_kind = page.kind == READ_HTML || page.kind == READ_TEXT;
    if (got.documents.n == 0 && (!text || !page_kind))
        result->passed[PASSED_MEDIA_TYPE]++;
    for (uint32_t i = 0; i < got.skips.n && (got.documents.n || page_kind); i++)
        vec_push(out, &result->skips, got.skips.v[i]);
    if (got.documents.n == 0 && text && page_kind && got.skips.n == 0)
        result->passed[PASSED_MEDIA_TYPE]++;
    arena_release(tmp);
}
