/* Makes C source of a page: embed PAGE MARKER OUTPUT [NAME]. What stands before and after
 * the marker becomes two arrays, NAME_head and NAME_tail (src/report/page.h; NAME is page
 * where none is given). The marker must be there exactly once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *bytes = NULL;
    size_t n = 0, room = 0;
    do {
        if (n == room) {
            room = room ? room * 2 : 1 << 16;
            char *wider = realloc(bytes, room);
            if (!wider)
                break;
            bytes = wider;
        }
        n += fread(bytes + n, 1, room - n, file);
    } while (!ferror(file) && !feof(file));
    if (ferror(file) || !feof(file)) {
        free(bytes);
        bytes = NULL;
    }
    fclose(file);
    *len = n;
    return bytes;
}

static const char *find(const char *in, size_t len, const char *what)
{
    size_t n = strlen(what);
    for (size_t i = 0; i + n <= len; i++)
        if (memcmp(in + i, what, n) == 0)
            return in + i;
    return NULL;
}

static void write_array(FILE *out, const char *name, const char *part, const char *bytes,
                        size_t len)
{
    fprintf(out, "const unsigned char %s_%s[] = {", name, part);
    for (size_t i = 0; i < len; i++)
        fprintf(out, "%s%u,", i % 20 ? "" : "\n", (unsigned)(unsigned char)bytes[i]);
    fprintf(out, "\n0};\nconst size_t %s_%s_len = %zu;\n", name, part, len);
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: embed PAGE MARKER OUTPUT [NAME]\n");
        return 2;
    }
    size_t len = 0, marker_len = strlen(argv[2]);
    char *page = read_all(argv[1], &len);
    if (!page) {
        fprintf(stderr, "embed: cannot read %s\n", argv[1]);
        return 1;
    }
    const char *marker = find(page, len, argv[2]);
    size_t after = marker ? (size_t)(marker - page) + marker_len : 0;
    if (!marker || find(page + after, len - after, argv[2])) {
        fprintf(stderr, "embed: %s must have %s exactly once\n", argv[1], argv[2]);
        free(page);
        return 1;
    }
    FILE *out = fopen(argv[3], "w");
    if (!out) {
        fprintf(stderr, "embed: cannot write %s\n", argv[3]);
        free(page);
        return 1;
    }
    fprintf(out, "#include \"report/page.h\"\n\n");
    const char *name = argc > 4 ? argv[4] : "page";
    write_array(out, name, "head", page, (size_t)(marker - page));
    write_array(out, name, "tail", page + after, len - after);
    free(page);
    if (fclose(out)) {
        fprintf(stderr, "embed: cannot write %s\n", argv[3]);
        return 1;
    }
    return 0;
}
