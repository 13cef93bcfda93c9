/* Prints the blocks of HTML pages with their features, for bench/html_train.py:
 *
 *     html-blocks PAGES…
 *
 * One JSON line a page: {"input", "blocks": [{"text", "features": […]}]}. */
#include "article/html.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *page_object(html_page *h)
{
    page *p = h->p;
    uint32_t body = html_pick_body(h), heading = html_pick_heading(h);
    html_features *f = html_features_new(h, body, heading);
    json_t *blocks = json_array();
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        int16_t values[N_FEATURES];
        if (!html_features_worth(h, i))
            continue;
        html_features_get(f, i, values);
        json_t *row = json_array(), *one = json_object();
        for (unsigned k = 0; k < N_FEATURES; k++)
            json_array_append_new(row, json_integer(values[k]));
        slice text = page_slice(p, &p->blocks.v[i]);
        json_object_set_new(one, "text", json_stringn(text.ptr, text.len));
        json_object_set_new(one, "features", row);
        json_array_append_new(blocks, one);
    }
    return blocks;
}

static void print_page(arena *out, const document *doc)
{
    arena *tmp = arena_sub(out);
    page p = {.out = out, .tmp = tmp, .doc = doc, .html = true};
    buf_init(&p.text, tmp);
    html_page *h = arena_new(tmp, html_page);
    h->p = &p;
    html_read(h);
    json_t *o = json_object();
    json_object_set_new(o, "input", json_stringn(doc->input.ptr, doc->input.len));
    json_object_set_new(o, "blocks", page_object(h));
    char *line = json_dumps(o, JSON_COMPACT);
    if (line)
        puts(line);
    free(line);
    json_decref(o);
    arena_release(tmp);
}

int main(int n, char **paths)
{
    for (int i = 1; i < n; i++) {
        arena a;
        arena_init(&a);
        read_options options = {.largest_bytes = (size_t)1 << 28};
        read_result result = {0};
        read_path(&a, slice_of_str(paths[i]), &options, &result);
        for (uint32_t k = 0; k < result.documents.n; k++)
            if (result.documents.v[k].kind == DOCUMENT_HTML)
                print_page(&a, &result.documents.v[k]);
        arena_deinit(&a);
    }
    return 0;
}
