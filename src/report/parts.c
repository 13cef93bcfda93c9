#include "report/parts.h"

span parts_span(const findings *f, uint32_t number, uint32_t first, uint32_t last)
{
    const text *t = &f->texts[number];
    if (first < last)
        return text_span(t, first, last);
    uint32_t at = first < t->n_tokens ? t->tokens[first].start : (uint32_t)t->bytes.len;
    return (span){at, at};
}

slice parts_bytes(const findings *f, uint32_t number, span at)
{
    return slice_in(f->texts[number].bytes, at);
}

void parts_place(js *j, const findings *f, uint32_t number, span at)
{
    js_key_uint(j, "start", utf8_index_point(&f->points[number], at.start));
    js_key_uint(j, "end", utf8_index_point(&f->points[number], at.end));
}

void parts_article_id(js *j, const findings *f, uint32_t number)
{
    js_text(j, f->articles[number].id);
}

void parts_article_ids(js *j, const char *key, const findings *f,
                       const uint32_t *articles, uint32_t n)
{
    js_key_open(j, key, '[');
    for (uint32_t i = 0; i < n; i++)
        parts_article_id(j, f, articles[i]);
    js_close(j, ']');
}

void parts_texts(js *j, const char *key, const slice *texts, uint32_t n)
{
    js_key_open(j, key, '[');
    for (uint32_t i = 0; i < n; i++)
        js_text(j, texts[i]);
    js_close(j, ']');
}

const publication *parts_published(const findings *f, uint32_t number)
{
    if (f->facts && f->facts->dates.published)
        return &f->facts->dates.published[number];
    return &f->articles[number].published;
}
