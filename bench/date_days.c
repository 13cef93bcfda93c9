/* Prints the days that HTML pages name, with their features, for bench/date_train.py:
 *
 *     date-days PAGES…
 *
 * One JSON line a page: {"input", "days": [{"day", "features": […]}]}, the days counted
 * from 1970-01-01. */
#include "article/date_days.h"
#include "article/html.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static json_t *days_of(const page *p)
{
    page_days days = date_days_of(p);
    json_t *rows = json_array();
    for (uint32_t i = 0; i < days.n; i++) {
        json_t *row = json_array(), *one = json_object();
        for (unsigned k = 0; k < N_DAY_FEATURES; k++)
            json_array_append_new(row, json_integer(days.v[i].has[k]));
        json_object_set_new(one, "day", json_integer(days.v[i].day));
        json_object_set_new(one, "features", row);
        json_array_append_new(rows, one);
    }
    return rows;
}

static void print_page(arena *out, const document *doc)
{
    arena *tmp = arena_sub(out);
    page p = {.out = out, .tmp = tmp, .doc = doc, .html = true};
    buf_init(&p.text, tmp);
    html_split(&p);
    classify(&p);
    html_settle(&p);
    json_t *o = json_object();
    json_object_set_new(o, "input", json_stringn(doc->input.ptr, doc->input.len));
    json_object_set_new(o, "days", days_of(&p));
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
