/* Folders and files for tests of bench. */
#ifndef STEMMA_TESTS_BENCH_FILES_H
#define STEMMA_TESTS_BENCH_FILES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char folder[64];
} place;

static inline place new_place(void)
{
    place p;
    strcpy(p.folder, "/tmp/stemma-bench-XXXXXX");
    assert_non_null(mkdtemp(p.folder));
    return p;
}

static inline const char *path_in(const place *p, const char *name, char *to, size_t size)
{
    snprintf(to, size, "%s/%s", p->folder, name);
    return to;
}
#define PATH(p, name) path_in((p), (name), (char[160]){0}, 160)

static inline void remove_place(const place *p)
{
    static const char *const names[] = {
        "articles.jsonl", "truth.jsonl", "trees.jsonl", "a", "b", "c"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unlink(PATH(p, names[i]));
    assert_int_equal(rmdir(p->folder), 0);
}

static inline void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fputs(text, file) < 0, 0);
    assert_int_equal(fclose(file), 0);
}

/* The file's bytes with a NUL behind; the caller frees. */
static inline char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t len = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(len + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, len, file), len);
    text[len] = '\0';
    fclose(file);
    return text;
}

/* The lines of a file as a JSON array; the caller drops it. */
static inline json_t *read_lines(const char *path)
{
    char *text = read_text(path);
    json_t *all = json_array();
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
        json_t *object = json_loads(line, 0, NULL);
        assert_non_null(object);
        json_array_append_new(all, object);
    }
    free(text);
    return all;
}

static inline const char *text_at(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

static inline size_t number_at(const json_t *object, const char *name)
{
    return (size_t)json_integer_value(json_object_get(object, name));
}

#endif
