/* Runs files, or the files of folders, through a fuzz target: the way a corpus is tried
 * without a fuzzer. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned n_run;

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    size_t len = 0, cap = 0, got = 1;
    if (!file) {
        perror(path);
        return 1;
    }
    while (got > 0) {
        if (len == cap) {
            cap = cap ? cap * 2 : 4096;
            uint8_t *wider = realloc(bytes, cap);
            if (!wider) {
                free(bytes);
                fclose(file);
                return 1;
            }
            bytes = wider;
        }
        got = fread(bytes + len, 1, cap - len, file);
        len += got;
    }
    fclose(file);
    // A copy of exactly this size, so that a sanitizer sees a read beyond it
    uint8_t *exact = malloc(len ? len : 1);
    if (exact) {
        for (size_t i = 0; i < len; i++)
            exact[i] = bytes[i];
        LLVMFuzzerTestOneInput(exact, len);
        n_run++;
    }
    free(exact);
    free(bytes);
    return exact ? 0 : 1;
}

static int run_folder(const char *path)
{
    DIR *folder = opendir(path);
    int failed = 0;
    if (!folder) {
        perror(path);
        return 1;
    }
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char inner[4096];
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name) <
            (int)sizeof inner)
            failed |= run_file(inner);
    }
    closedir(folder);
    return failed;
}

int main(int n_args, char **args)
{
    int failed = 0;
    for (int i = 1; i < n_args; i++) {
        struct stat about;
        if (stat(args[i], &about) == 0 && S_ISDIR(about.st_mode))
            failed |= run_folder(args[i]);
        else
            failed |= run_file(args[i]);
    }
    printf("%u inputs\n", n_run);
    // A corpus that is gone must not look like one that holds
    return failed || n_run == 0;
}
