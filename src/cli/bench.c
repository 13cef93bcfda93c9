/* stemma bench: piles with known copies, and how well they are found. */
#include "command.h"

#include <stemma/bench.h>

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char **next;
    const char *name, *value; // of the option at hand; value is that of "--name=value"
    char own[40];
} words_reader;

static const char usage[] =
    "stemma bench generate --out DIR --articles N [--seed S] [option...]\n"
    "stemma bench score DIR --families FILE [--passages FILE] [--json]\n"
    "stemma bench oracle FILE... [--families FILE] [--sample N] [--threads N] [--json]\n"
    "stemma bench rand TRUTH FOUND [--ids FILE] [--json]\n"
    "\n"
    "score compares the output of `stemma families --plain DIR/articles.jsonl` with the\n"
    "truth, for each kind and rate of copy: pairs, adjusted Rand index, hard negatives\n"
    "tied, splices, passages.\n"
    "oracle aligns every pair of articles in JSON Lines files in full, without an "
    "index:\n"
    "the pairs that are copies or, with --families, how many of them stand in one "
    "family\n"
    "there. --sample takes N articles; words are weighed over all.\n"
    "rand gives the adjusted Rand index of two clusterings: JSON {id: cluster} or\n"
    "{cluster: [ids]}, a JSON array of pairs of ids, JSON Lines with id and cluster or\n"
    "family, or CSV. --ids names a file with all ids there are.\n"
    "\n"
    "generate writes DIR/articles.jsonl and DIR/truth.jsonl: articles and which of them\n"
    "are copies of which, the same for the same options.\n"
    "\n"
    "  --out DIR          the folder; made where it is missing\n"
    "  --articles N       how many\n"
    "  --seed S           another number gives another pile\n"
    "  --base FILE        JSON Lines with articles to copy from, instead of made-up "
    "ones\n"
    "  --kinds LIST       kinds of copies, each may have a rate: "
    "substitution=0.3,rename;\n"
    "                     without it a mixture as in news\n"
    "  --rate LIST        rates for kinds that take one, each in turn: 0.1,0.2\n"
    "  --copy-rate SHARE  share of articles that are copies (0.3)\n"
    "  --words LOW-HIGH   length of base articles (as in news, median 350)\n"
    "  --prefix TEXT      before every id\n"
    "  --trees            families of known descent, told in DIR/trees.jsonl as well\n"
    "  --witnesses LIST   their sizes (5,10,20,40)\n"
    "  --second LIST      shares of witnesses with a second source (0,0.1,0.25)\n"
    "  --lost RATIO       lost copies for each that is kept (0.786)\n"
    "  --ancestors SHARE  share of witnesses that others were copied from (0.096)\n"
    "  --undated SHARE    share of witnesses without a time (0)\n"
    "  --misdated SHARE   share of witnesses with a wrong time (0)\n"
    "  --threads N        threads (0, the default: one per core); the result is the "
    "same\n"
    "\n"
    "Kinds:\n";

void print_bench_help(FILE *to)
{
    fputs(usage, to);
    const char *name, *about;
    for (size_t i = 0; stemma_bench_kind(i, &name, &about); i++)
        fprintf(to, "  %-18s %s\n", name, about);
}

/* The next word as an option; "--name=value" is taken apart. */
static void read_word(words_reader *r)
{
    const char *word = *r->next++, *equals = strchr(word, '=');
    size_t len = equals && word[0] == '-' ? (size_t)(equals - word) : strlen(word);
    r->value = len < strlen(word) ? equals + 1 : NULL;
    r->name = word;
    if (r->value) {
        snprintf(r->own, sizeof r->own, "%.*s", (int)len, word);
        r->name = r->own;
    }
}

static bool is(const words_reader *r, const char *name)
{
    return strcmp(r->name, name) == 0;
}

static bool take_text(words_reader *r, const char **value)
{
    if (!r->value && *r->next)
        r->value = *r->next++;
    if (!r->value)
        complain("bench: %s needs a value", r->name);
    *value = r->value;
    r->value = NULL;
    return *value != NULL;
}

static bool take_number(words_reader *r, uint64_t most, uint64_t *n)
{
    const char *text;
    if (!take_text(r, &text))
        return false;
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || errno || value > most) {
        complain("bench: %s: expected a whole number, not '%s'", r->name, text);
        return false;
    }
    *n = value;
    return true;
}

/* "0.25" in parts of a million, whatever the locale. */
static bool take_share(words_reader *r, uint32_t most, uint32_t *share)
{
    const char *text;
    if (!take_text(r, &text))
        return false;
    const char *at = text;
    uint64_t n = 0, scale = 1;
    bool point = false, digits = false;
    for (; *at && n < 1000000000; at++) {
        if (*at == '.' && !point) {
            point = true;
        } else if (isdigit((unsigned char)*at) && scale < STEMMA_BENCH_ONE) {
            n = n * 10 + (uint64_t)(*at - '0');
            scale *= point ? 10 : 1;
            digits = true;
        } else {
            break;
        }
    }
    n = n * STEMMA_BENCH_ONE / scale;
    if (*at || !digits || n > most) {
        complain("bench: %s: expected a number up to %u, not '%s'", r->name,
                 most / STEMMA_BENCH_ONE, text);
        return false;
    }
    *share = (uint32_t)n;
    return true;
}

static bool take_words(words_reader *r, stemma_bench_pile *pile)
{
    const char *text;
    if (!take_text(r, &text))
        return false;
    unsigned low, high;
    char more;
    if (sscanf(text, "%6u-%6u%c", &low, &high, &more) != 2 || low > high || high == 0) {
        complain("bench: --words: expected LOW-HIGH, not '%s'", text);
        return false;
    }
    pile->least_words = low;
    pile->most_words = high;
    return true;
}

static bool take_option(words_reader *r, stemma_bench_pile *pile)
{
    uint64_t n;
    if (is(r, "--out"))
        return take_text(r, &pile->folder);
    if (is(r, "--articles"))
        return take_number(r, UINT64_MAX, &pile->n_articles);
    if (is(r, "--seed"))
        return take_number(r, UINT64_MAX, &pile->seed);
    if (is(r, "--base"))
        return take_text(r, &pile->base);
    if (is(r, "--kinds"))
        return take_text(r, &pile->kinds);
    if (is(r, "--rate"))
        return take_text(r, &pile->rates);
    if (is(r, "--copy-rate"))
        return take_share(r, STEMMA_BENCH_ONE, &pile->copy_share);
    if (is(r, "--words"))
        return take_words(r, pile);
    if (is(r, "--prefix"))
        return take_text(r, &pile->prefix);
    if (is(r, "--trees"))
        return pile->trees = true;
    if (is(r, "--witnesses"))
        return take_text(r, &pile->witnesses);
    if (is(r, "--second"))
        return take_text(r, &pile->seconds);
    if (is(r, "--lost"))
        return take_share(r, 4 * STEMMA_BENCH_ONE, &pile->lost);
    if (is(r, "--ancestors"))
        return take_share(r, STEMMA_BENCH_ONE, &pile->ancestors);
    if (is(r, "--undated"))
        return take_share(r, STEMMA_BENCH_ONE, &pile->undated);
    if (is(r, "--misdated"))
        return take_share(r, STEMMA_BENCH_ONE, &pile->misdated);
    if (is(r, "--threads")) {
        if (!take_number(r, 256, &n))
            return false;
        pile->n_threads = (unsigned)n;
        return true;
    }
    complain("bench generate: no option %s; 'stemma help bench' lists them", r->name);
    return false;
}

static int tell_status(stemma_status status, const stemma_error *error)
{
    if (status)
        complain("%s", error->message);
    return status == STEMMA_ERROR_ARGUMENT ? EXIT_USAGE
           : status                        ? EXIT_FAILED
                                           : EXIT_DONE;
}

static int generate(char **words)
{
    stemma_bench_pile pile = {0};
    words_reader r = {.next = words};
    while (*r.next) {
        read_word(&r);
        if (is(&r, "--help") || is(&r, "-h")) {
            print_bench_help(stdout);
            return EXIT_DONE;
        }
        if (!take_option(&r, &pile))
            return EXIT_USAGE;
        if (r.value) {
            complain("bench: %s takes no value", r.name);
            return EXIT_USAGE;
        }
    }
    if (!pile.folder) {
        complain("bench generate: no --out DIR; for example: stemma bench generate --out "
                 "pile --articles 10000 --seed 1");
        return EXIT_USAGE;
    }
    stemma_error error;
    return tell_status(stemma_bench_generate(&pile, &error), &error);
}

/* Options and files of the others. */
typedef struct {
    const char **files;
    size_t n_files, most_files;
    const char *families, *passages, *ids;
    uint64_t sample, n_threads;
    bool json, help;
} comparison;

static bool take_comparison(words_reader *r, comparison *c)
{
    if (is(r, "--families"))
        return take_text(r, &c->families);
    if (is(r, "--passages"))
        return take_text(r, &c->passages);
    if (is(r, "--ids"))
        return take_text(r, &c->ids);
    if (is(r, "--sample"))
        return take_number(r, UINT32_MAX, &c->sample);
    if (is(r, "--threads"))
        return take_number(r, 256, &c->n_threads);
    if (is(r, "--json"))
        return c->json = true;
    if (is(r, "--help") || is(r, "-h"))
        return c->help = true;
    if (r->name[0] == '-' || c->n_files == c->most_files) {
        complain(
            "bench: %s is no option and no input here; 'stemma help bench' lists them",
            r->name);
        return false;
    }
    c->files[c->n_files++] = r->name;
    return true;
}

static bool read_comparison(char **words, comparison *c)
{
    words_reader r = {.next = words};
    size_t n = 0;
    while (words[n])
        n++;
    c->files = calloc(n + 1, sizeof *c->files);
    if (!c->files) {
        complain("out of memory");
        return false;
    }
    while (*r.next) {
        read_word(&r);
        if (!take_comparison(&r, c))
            return false;
        if (r.value) {
            complain("bench: %s takes no value", r.name);
            return false;
        }
    }
    return true;
}

static int run_score(const comparison *c)
{
    stemma_error error;
    if (c->n_files != 1 || !c->families) {
        complain("bench score: expected DIR --families FILE");
        return EXIT_USAGE;
    }
    return tell_status(stemma_bench_score(c->files[0], c->families, c->passages, c->json,
                                          stemma_write_file, stdout, &error),
                       &error);
}

static int run_rand(const comparison *c)
{
    stemma_error error;
    if (c->n_files != 2) {
        complain("bench rand: expected TRUTH FOUND");
        return EXIT_USAGE;
    }
    return tell_status(stemma_bench_rand(c->files[0], c->files[1], c->ids, c->json,
                                         stemma_write_file, stdout, &error),
                       &error);
}

static int run_oracle(const comparison *c)
{
    stemma_error error;
    if (c->n_files == 0) {
        complain("bench oracle: no JSON Lines file named");
        return EXIT_USAGE;
    }
    return tell_status(stemma_bench_oracle(c->files, c->n_files, c->families,
                                           (uint32_t)c->sample, (unsigned)c->n_threads,
                                           c->json, stemma_write_file, stdout, &error),
                       &error);
}

static int compare(char **words, size_t most_files, int (*run)(const comparison *))
{
    comparison c = {.most_files = most_files};
    int status = EXIT_USAGE;
    if (read_comparison(words, &c)) {
        status = EXIT_DONE;
        if (c.help)
            print_bench_help(stdout);
        else
            status = run(&c);
    }
    free(c.files);
    return status;
}

int run_bench(const command *self, const arguments *args)
{
    (void)self;
    char **words = args->words;
    if (!words[0]) {
        complain("bench: what to do is missing: generate, score, oracle or rand");
        return EXIT_USAGE;
    }
    if (strcmp(words[0], "--help") == 0 || strcmp(words[0], "-h") == 0) {
        print_bench_help(stdout);
        return EXIT_DONE;
    }
    if (strcmp(words[0], "generate") == 0)
        return generate(words + 1);
    if (strcmp(words[0], "score") == 0)
        return compare(words + 1, 1, run_score);
    if (strcmp(words[0], "rand") == 0)
        return compare(words + 1, 2, run_rand);
    if (strcmp(words[0], "oracle") == 0)
        return compare(words + 1, SIZE_MAX, run_oracle);
    complain("bench: no '%s'; there are generate, score, oracle and rand", words[0]);
    return EXIT_USAGE;
}
