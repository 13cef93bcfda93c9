/* What `stemma families` makes of each text, its words and their grams, against the
 * counting of its words.
 *
 *   sketch [FILE]     without FILE a text of invented words is made
 *
 * The text is cut into articles of some 3,000 bytes; each is split into words, and the
 * words give their grams (src/match/grams.h). `wc -w` in the C locale works on the same
 * bytes. User times, the least of a few rounds, taken in turn; prints one JSON line:
 * ratios under 1 are faster than wc. Skips, saying so, where FILE or wc is not there. */
#include "match/words.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    ROUNDS = 7,
    ARTICLE = 3000,
    MADE_BYTES = 24 << 20,
    SKIP = 77, // Meson's exit code for it
};

typedef struct {
    char *bytes;
    size_t len;
    char path[64]; // of the same bytes, for wc
} bench_text;

typedef struct {
    size_t n_words, n_grams;
} counts;

static double user_seconds(int who)
{
    struct rusage used;
    (void)getrusage(who, &used);
    return (double)used.ru_utime.tv_sec + (double)used.ru_utime.tv_usec * 1e-6;
}

static uint32_t random_below(uint64_t *state, uint32_t n)
{
    *state = *state * 0x5851f42d4c957f2du + 0x14057b7ef767814fu;
    return (uint32_t)((*state >> 33) % n);
}

// Words of one to five syllables, the short ones oftener; one in ten as a name.
static size_t make_word(char *to, uint64_t *seed)
{
    static const char *const function[] = {"the", "of",  "and", "to",
                                           "in",  "was", "on",  "a"};
    static const char *const syllables[] = {"ba",  "ke", "lor", "mi",  "nu",
                                            "pas", "re", "so",  "tal", "vin"};
    if (random_below(seed, 5) < 2) {
        const char *word = function[random_below(seed, 8)];
        memcpy(to, word, strlen(word));
        return strlen(word);
    }
    if (random_below(seed, 25) == 0)
        return (size_t)sprintf(to, "%u", random_below(seed, 3000));
    uint32_t n_syllables = 1 + (random_below(seed, 5) + random_below(seed, 5)) / 2;
    size_t n = 0;
    for (uint32_t i = 0; i < n_syllables; i++) {
        const char *syllable = syllables[random_below(seed, 10)];
        memcpy(to + n, syllable, strlen(syllable));
        n += strlen(syllable);
    }
    if (random_below(seed, 8) == 0)
        to[0] = (char)(to[0] - 'a' + 'A');
    if (random_below(seed, 40) == 0)
        n += (size_t)sprintf(to + n, "'s");
    return n;
}

static bool make_text(bench_text *t)
{
    uint64_t seed = 1;
    t->bytes = malloc(MADE_BYTES + 256);
    if (!t->bytes)
        return false;
    while (t->len < MADE_BYTES) {
        t->len += make_word(t->bytes + t->len, &seed);
        uint32_t mark = random_below(&seed, 24);
        if (mark < 2)
            t->bytes[t->len++] = mark ? ',' : '.';
        t->bytes[t->len++] = random_below(&seed, 60) ? ' ' : '\n';
    }
    return true;
}

static bool read_text(bench_text *t, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    bool ok = fseek(in, 0, SEEK_END) == 0;
    long len = ok ? ftell(in) : -1;
    if (len > 0 && (uint64_t)len < UINT32_MAX && fseek(in, 0, SEEK_SET) == 0) {
        t->bytes = malloc((size_t)len);
        t->len = t->bytes ? fread(t->bytes, 1, (size_t)len, in) : 0;
    }
    (void)fclose(in);
    return t->len > 0;
}

static bool write_text(bench_text *t)
{
    (void)strcpy(t->path, "/tmp/stemma-sketch-XXXXXX");
    int to = mkstemp(t->path);
    if (to < 0)
        return false;
    FILE *out = fdopen(to, "wb");
    bool ok = out && fwrite(t->bytes, 1, t->len, out) == t->len;
    return out && fclose(out) == 0 && ok;
}

// User seconds of wc, or less than 0.
static double time_wc(const bench_text *t)
{
    double before = user_seconds(RUSAGE_CHILDREN);
    pid_t child = fork();
    if (child == 0) {
        int null = open("/dev/null", O_WRONLY);
        if (null < 0 || dup2(null, STDOUT_FILENO) < 0 || setenv("LC_ALL", "C", 1) != 0)
            _exit(1);
        execlp("wc", "wc", "-w", t->path, (char *)NULL);
        _exit(1);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        return -1;
    return user_seconds(RUSAGE_CHILDREN) - before;
}

// Articles end at line ends where there are any.
static size_t article_end(const bench_text *t, size_t at)
{
    size_t end = t->len - at < ARTICLE ? t->len : at + ARTICLE;
    while (end < t->len && end - at < 2 * ARTICLE && t->bytes[end - 1] != '\n')
        end++;
    return end;
}

typedef struct {
    text_rules *rules;
    quick_words split;
    uint32_t *keys;
    uint8_t *words;
    gram *grams;
    bool grams_too;
} worker;

static double time_round(const bench_text *t, worker *w, counts *to)
{
    double before = user_seconds(RUSAGE_SELF);
    to->n_words = to->n_grams = 0;
    for (size_t at = 0; at < t->len;) {
        size_t end = article_end(t, at);
        slice article = slice_of(t->bytes + at, end - at);
        quick_split(w->rules, &w->split, article);
        uint32_t n = w->split.n;
        if (w->grams_too) {
            words_take(&w->split, article, w->keys, w->words);
            to->n_grams += grams_take(w->keys, w->words, n, w->grams);
        }
        to->n_words += n;
        at = end;
    }
    return user_seconds(RUSAGE_SELF) - before;
}

static void keep_least(double *least, double now, int round)
{
    if (round == 0 || now < *least)
        *least = now;
}

static int run(const bench_text *t)
{
    arena a;
    arena_init(&a);
    worker w = {.rules = text_rules_open(&a)};
    quick_words_init(&w.split, &a);
    w.keys = arena_array(&a, uint32_t, 2 * ARTICLE + 1); // no more words than bytes
    w.words = arena_array(&a, uint8_t, 2 * ARTICLE + 1);
    w.grams = arena_array(&a, gram, 4 * ARTICLE + 1);
    double wc = 0, split = 0, all = 0;
    counts counted = {0};
    for (int round = 0; round < ROUNDS; round++) {
        double one = time_wc(t);
        if (one < 0) {
            arena_deinit(&a);
            return SKIP;
        }
        keep_least(&wc, one, round);
        w.grams_too = false;
        keep_least(&split, time_round(t, &w, &counted), round);
        w.grams_too = true;
        keep_least(&all, time_round(t, &w, &counted), round);
    }
    double bytes = (double)t->len;
    printf("{\"bench\": \"sketch\", \"bytes\": %zu, \"words\": %zu, \"grams\": %zu, "
           "\"wc_ns_byte\": %.2f, \"words_ns_byte\": %.2f, \"grams_ns_byte\": %.2f, "
           "\"words_to_wc\": %.3f, \"to_wc\": %.3f}\n",
           t->len, counted.n_words, counted.n_grams, wc * 1e9 / bytes,
           split * 1e9 / bytes, (all - split) * 1e9 / bytes, split / wc, all / wc);
    arena_deinit(&a);
    return 0;
}

int main(int argc, char **argv)
{
    bench_text t = {0};
    bool made = argc < 2;
    if (made ? !make_text(&t) || !write_text(&t) : !read_text(&t, argv[1])) {
        fprintf(stderr, "sketch: skipped: no text\n");
        free(t.bytes);
        return SKIP;
    }
    // wc gets the bytes that were read, wherever they came from
    if (!made && !write_text(&t)) {
        fprintf(stderr, "sketch: skipped: no room for a copy\n");
        free(t.bytes);
        return SKIP;
    }
    int status = run(&t);
    if (status == SKIP)
        fprintf(stderr, "sketch: skipped: no wc\n");
    (void)unlink(t.path);
    free(t.bytes);
    return status;
}
