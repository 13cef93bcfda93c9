/* robots.txt as RFC 9309 has it: what a crawler may fetch from a site. */
#ifndef STEMMA_READ_ROBOTS_H
#define STEMMA_READ_ROBOTS_H

#include "base/vec.h"

enum { ROBOTS_BYTES = 500 << 10 }; // what is read of the file, as the RFC asks at least

typedef struct {
    slice pattern; // percent-encoded alike
    bool allow;
} robots_rule;

typedef struct {
    VEC(robots_rule) rules;
    unsigned delay_ms; // "Crawl-delay", which is no part of the RFC; 0: none
} robots;

/* The rules for a crawler of that name ("stemma"), or else those for all. */
robots robots_parse(arena *out, slice text, const char *name);
/* `target`: path and query, beginning with '/'. */
bool robots_allow(arena *tmp, const robots *r, slice target);

#endif
