#include "command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { EVERY_MS = 100, WAIT_MS = 500 };

// What stands on the terminal is one for the process.
static bool shown;
static int64_t started_ms = -1, last_ms;

static int64_t now_ms(void)
{
    struct timespec t;
    if (clock_gettime(CLOCK_MONOTONIC, &t))
        return 0;
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool terminal_takes_it(void)
{
    const char *term = getenv("TERM");
    return isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0;
}

bool show_progress(void *ctx, const char *stage, uint64_t done, uint64_t total)
{
    (void)ctx;
    int64_t now = now_ms();
    if (started_ms < 0)
        started_ms = now;
    // What is over in a blink needs no line about it.
    if (now - started_ms < WAIT_MS || now - last_ms < EVERY_MS || !terminal_takes_it())
        return true;
    last_ms = now;
    shown = true;
    fprintf(stderr, "\r\033[K%s", stage);
    if (total)
        fprintf(stderr, " %" PRIu64 "/%" PRIu64, done, total);
    fflush(stderr);
    return true;
}

void end_progress(void)
{
    if (shown) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
    shown = false;
}
