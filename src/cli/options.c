#include "command.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_THREADS = 256, LONGEST_FETCH = 3600 };

typedef struct {
    char **next;       // words that are still to be read
    const char *value; // of --option=value, or NULL
    const char *name;  // of the option, as it was written
} reader;

static bool take_value(reader *r, const char **value)
{
    if (r->value) {
        *value = r->value;
        r->value = NULL;
        return true;
    }
    if (*r->next) {
        *value = *r->next++;
        return true;
    }
    complain("%s needs a value", r->name);
    return false;
}

static bool take_number(reader *r, unsigned most, unsigned *n)
{
    const char *text;
    if (!take_value(r, &text))
        return false;
    char *end;
    errno = 0;
    unsigned long value = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end || errno || value > most) {
        complain("%s: expected a number from 0 to %u, not '%s'", r->name, most, text);
        return false;
    }
    *n = (unsigned)value;
    return true;
}

/* "512M", "2G": bytes. */
static bool take_size(reader *r, size_t *size)
{
    const char *text;
    if (!take_value(r, &text))
        return false;
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    static const char units[] = "KMGT";
    const char *unit = *end ? strchr(units, toupper((unsigned char)*end)) : NULL;
    int shift = unit ? 10 * (int)(unit - units + 1) : 0;
    bool good = isdigit((unsigned char)*text) && !errno && (!*end || (unit && !end[1])) &&
                value <= SIZE_MAX >> shift && value > 0;
    if (!good)
        complain("%s: expected a size such as 512M or 2G, not '%s'", r->name, text);
    else
        *size = (size_t)value << shift;
    return good;
}

static bool is(const reader *r, const char *name)
{
    return strcmp(r->name, name) == 0;
}

static bool take_option(const command *self, reader *r, arguments *args)
{
    if (is(r, "-o") || is(r, "--output"))
        return take_value(r, &args->output);
    if (is(r, "--json")) {
        if (self->takes & TAKES_REPORT_JSON)
            return take_value(r, &args->report_json);
        return args->json = true;
    }
    if (is(r, "--threads"))
        return take_number(r, MOST_THREADS, &args->options.n_threads);
    if (is(r, "--fetch"))
        return args->options.fetch = true;
    if (is(r, "--allow-private"))
        return args->options.fetch_private = true;
    if (is(r, "--fetch-timeout"))
        return take_number(r, LONGEST_FETCH, &args->options.fetch_timeout_s);
    if (is(r, "--fetched"))
        return take_value(r, &args->options.fetched_path);
    if (is(r, "--lang"))
        return take_value(r, &args->options.language);
    if (is(r, "--names"))
        return take_value(r, &args->options.names_path);
    if (is(r, "--model"))
        return take_value(r, &args->options.model_path);
    if (is(r, "--gazetteer"))
        return take_value(r, &args->options.gazetteer_path);
    if (is(r, "--owners"))
        return take_value(r, &args->options.owners_path);
    if (is(r, "--plain"))
        return args->options.plain = true;
    if (is(r, "--quiet") || is(r, "-q"))
        return args->quiet = true;
    if (is(r, "--help") || is(r, "-h"))
        return args->help = true;
    if (is(r, "--passages") && self->takes & TAKES_PASSAGES)
        return take_value(r, &args->passages);
    if (is(r, "--memory") && self->takes & TAKES_WORK)
        return take_size(r, &args->memory);
    if (is(r, "--work") && self->takes & TAKES_WORK)
        return take_value(r, &args->work);
    if (is(r, "--format") && self->takes & TAKES_FORMAT)
        return take_value(r, &args->format);
    complain("%s: no option %s; 'stemma help %s' lists them", self->name, r->name,
             self->name);
    return false;
}

/* One word that begins with '-': "--name", "--name=value", "-o", "-oVALUE". */
static bool read_option(const command *self, const char *word, reader *r, arguments *args)
{
    char name[32];
    const char *equals = strchr(word, '=');
    size_t len = strlen(word);
    r->value = NULL;
    if (word[1] != '-' && len > 2) {
        len = 2;
        r->value = word + 2;
    } else if (word[1] == '-' && equals) {
        len = (size_t)(equals - word);
        r->value = equals + 1;
    }
    if (len >= sizeof name)
        len = sizeof name - 1;
    memcpy(name, word, len);
    name[len] = '\0';
    r->name = name;
    if (!take_option(self, r, args))
        return false;
    if (r->value)
        complain("%s takes no value", name);
    return !r->value;
}

bool read_arguments(const command *self, char **words, arguments *args)
{
    size_t n = 0;
    while (words[n])
        n++;
    *args = (arguments){.inputs = calloc(n + 1, sizeof *args->inputs)};
    if (!args->inputs) {
        complain("out of memory");
        return false;
    }
    reader r = {.next = words};
    bool options = true, good = true;
    while (good && *r.next) {
        const char *word = *r.next++;
        if (options && strcmp(word, "--") == 0)
            options = false;
        else if (options && word[0] == '-' && word[1])
            good = read_option(self, word, &r, args);
        else
            args->inputs[args->n_inputs++] = word;
    }
    if (good && args->n_inputs == 0 && !args->help) {
        complain("%s: no input named; for example: %s", self->name, self->example);
        good = false;
    }
    if (good && args->options.fetched_path && !args->options.fetch) {
        complain("--fetched keeps what --fetch fetches: both are needed");
        good = false;
    }
    if (!good)
        free_arguments(args);
    return good;
}

void free_arguments(arguments *args)
{
    free(args->inputs);
    *args = (arguments){0};
}
