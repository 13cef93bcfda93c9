/* Prints the blocks of HTML pages with their features, for bench/html_train.py:
 *
 *     html-blocks PAGES…
 *
 * One JSON line a page: {"input", "blocks": [{"text", "features": […]}]}. */
#include "each_page.h"

static json_t *blocks_of(page *p)
{
    html_page *h = arena_new(p->tmp, html_page);
    h->p = p;
    html_read(h);
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

int main(int n, char **paths)
{
    each_page(n - 1, paths + 1, "blocks", blocks_of);
    return 0;
}
