#include "each_page.h"

#include <stdio.h>
#include <stdlib.h>

static void print_page(arena *out, const document *doc, const char *name,
                       say_of_page *say)
{
    arena *tmp = arena_sub(out);
    page p = {.out = out, .tmp = tmp, .doc = doc, .html = true};
    buf_init(&p.text, tmp);
    json_t *o = json_object();
    json_object_set_new(o, "input", json_stringn(doc->input.ptr, doc->input.len));
    json_object_set_new(o, name, say(&p));
    char *line = json_dumps(o, JSON_COMPACT);
    if (line)
        puts(line);
    free(line);
    json_decref(o);
    arena_release(tmp);
}

void each_page(int n_paths, char **paths, const char *name, say_of_page *say)
{
    for (int i = 0; i < n_paths; i++) {
        arena a;
        arena_init(&a);
        read_options options = {.largest_bytes = (size_t)1 << 28};
        read_result result = {0};
        read_path(&a, slice_of_str(paths[i]), &options, &result);
        for (uint32_t k = 0; k < result.documents.n; k++)
            if (result.documents.v[k].kind == DOCUMENT_HTML)
                print_page(&a, &result.documents.v[k], name, say);
        arena_deinit(&a);
    }
}
