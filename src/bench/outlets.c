/* Outlets: their names, their habits and the lines they put on every page. */
#include "bench/pile.h"

uint32_t outlet_by_chance(dice *d)
{
    // A few have much, many have little.
    uint32_t a = dice_below(d, N_OUTLETS), b = dice_below(d, N_OUTLETS);
    uint32_t c = dice_below(d, N_OUTLETS);
    a = a < b ? a : b;
    return a < c ? a : c;
}

slice outlet_name(arena *a, uint32_t outlet)
{
    static const char *const kinds[] = {"Courier", "Gazette",  "Herald",    "Post",
                                        "Times",   "News",     "Chronicle", "Echo",
                                        "Mail",    "Observer", "Dispatch",  "Monitor"};
    dice d = dice_of(0x4f55544cu, 1, outlet);
    made_name town = name_of_town(dice_bits(&d));
    return arena_format(a, "%s %s", town.text, kinds[dice_below(&d, 12)]);
}

uint64_t outlet_style(uint32_t outlet)
{
    return hash_mix(0x5354594cu, outlet) | 1ull << 63;
}

static slice line_of(const pile *p, arena *a, uint32_t outlet, const char *const *lines,
                     uint32_t n, uint64_t what)
{
    dice d = dice_of(0x4c494e45u, what, outlet);
    event e = event_make(&p->world, dice_bits(&d));
    pen text;
    pen_init(&text, a);
    slice name = outlet_name(a, outlet);
    if (dice_below(&d, 3) == 0)
        return (slice){"", 0};
    uint32_t first = dice_below(&d, n), count = dice_between(&d, 1, 3);
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            pen_str(&text, " ");
        pen_add(&text, name.ptr, name.len);
        tell(&text, &p->world, &e, lines[(first + i * 3) % n], &d);
    }
    return pen_slice(&text);
}

slice outlet_head(const pile *p, arena *a, uint32_t outlet)
{
    static const char *const lines[] = {
        " brings you the $n of the day, every day.",
        " | $a $N | $N | $N | $N and $N",
        ": independent and $a since $6. Follow us for $a $N.",
        " needs your support: [give|donate] today and keep the $n [free|open].",
        ". Page one. Today: $N, $N and the $n of $T.",
    };
    return line_of(p, a, outlet, lines, 5, 1);
}

slice outlet_foot(const pile *p, arena *a, uint32_t outlet)
{
    static const char *const lines[] = {
        " keeps all rights to this text. It may not be [printed|sent on|stored] without "
        "our [written |]consent.",
        " newsletter: the $a $N of the week in your inbox every $W. Write to us about "
        "$N.",
        " is published by $K in $T. Editor: $P. Complaints to the $n of $O.",
        " readers also liked: $a $n in $E; why $N $u; $# $N to $i.",
        " uses cookies to $i the $n and to $i $N. Read what we do with your $N.",
        " thanks its partners $L, $K and $O for their $a $n.",
        " corrects errors in the $n of $W. Call $# $# $# to report one.",
    };
    return line_of(p, a, outlet, lines, 7, 2);
}

int64_t event_minute(const event *e, uint64_t key)
{
    // Two years from 1 January 2023, in days and minutes since 1970
    uint64_t day = 19358 + (e->month * 30 + e->day) + hash_mix(key, 8) % 2 * 365;
    return (int64_t)(day * 1440 + hash_mix(key, 9) % 1440);
}
