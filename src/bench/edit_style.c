/* House style: what an outlet does to every text it prints, always in the same way. */
#include "bench/edit.h"

#include "base/lists.h"

#include <string.h>

/* Habits in the bits of a style. */
static bool wants_z(uint64_t style)
{
    return style & 1;
}

static bool drops_u(uint64_t style)
{
    return style >> 1 & 1;
}

static unsigned quotes_of(uint64_t style)
{
    return style >> 2 & 3; // 0 as they are, 1 curly, 2 single, 3 single and curly
}

static unsigned dashes_of(uint64_t style)
{
    return (style >> 4 & 7) % 3;
}

static unsigned percent_of(uint64_t style)
{
    return style >> 7 & 3;
}

static bool spells_numbers(uint64_t style)
{
    return style >> 9 & 1;
}

static bool shortens_months(uint64_t style)
{
    return style >> 10 & 1;
}

static bool ungroups(uint64_t style)
{
    return style >> 11 & 1;
}

static const char *const pairs[][2] = {
    {"colour", "color"},        {"labour", "labor"},
    {"labourer", "laborer"},    {"harbour", "harbor"},
    {"neighbour", "neighbor"},  {"neighbourhood", "neighborhood"},
    {"honour", "honor"},        {"favour", "favor"},
    {"armour", "armor"},        {"rumour", "rumor"},
    {"behaviour", "behavior"},  {"humour", "humor"},
    {"centre", "center"},       {"theatre", "theater"},
    {"metre", "meter"},         {"kilometre", "kilometer"},
    {"defence", "defense"},     {"offence", "offense"},
    {"licence", "license"},     {"programme", "program"},
    {"travelled", "traveled"},  {"cancelled", "canceled"},
    {"labelled", "labeled"},    {"jewellery", "jewelry"},
    {"grey", "gray"},           {"tyre", "tire"},
    {"cheque", "check"},        {"plough", "plow"},
    {"sceptical", "skeptical"}, {"mould", "mold"},
    {"storey", "story"},        {"fulfil", "fulfill"},
    {"enrol", "enroll"},        {"ageing", "aging"},
    {"towards", "toward"},      {"analyse", "analyze"},
    {"analysed", "analyzed"},   {"catalogue", "catalog"},
    {"manoeuvre", "maneuver"},  {"aeroplane", "airplane"},
    {"draught", "draft"},       {"favourite", "favorite"},
};

/* Words in -ise that no house spells with z. */
static const char *const always_s[] = {
    "rise",      "arise",      "promise",   "exercise",    "otherwise",  "advise",
    "surprise",  "raise",      "praise",    "precise",     "wise",       "franchise",
    "premise",   "compromise", "noise",     "disguise",    "enterprise", "revise",
    "supervise", "cruise",     "expertise", "likewise",    "excise",     "concise",
    "demise",    "devise",     "bruise",    "merchandise",
};

static bool swap_tail(const bench_desk *k, word *w, slice core, const char *tail,
                      const char *with)
{
    slice t = slice_of_str(tail);
    if (core.len <= t.len + 3 || !slice_ends(core, t))
        return false;
    word_replace(k->a, w,
                 arena_format(k->a, "%.*s%s", (int)(core.len - t.len), core.ptr, with));
    return true;
}

static bool keeps_s(slice core)
{
    static const char *const tails[] = {"s", "d", "r", "rs"};
    if (IN_LIST(core, always_s))
        return true;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        slice tail = slice_of_str(tails[i]);
        if (slice_ends(core, tail) &&
            IN_LIST(slice_of(core.ptr, core.len - tail.len), always_s))
            return true;
    }
    if (!slice_ends(core, SLICE("ing")) || core.len > 20)
        return false;
    char base[20]; // "rising": the word without the ending
    memcpy(base, core.ptr, core.len - 3);
    base[core.len - 3] = 'e';
    return IN_LIST(slice_of(base, core.len - 2), always_s);
}

static void spell_z(const bench_desk *k, word *w, bool z)
{
    static const char *const tails[][2] = {
        {"ise", "ize"},     {"ised", "ized"},       {"ises", "izes"},
        {"ising", "izing"}, {"isation", "ization"}, {"isations", "izations"},
    };
    slice core = word_core(w);
    if (core.len < 6 || keeps_s(core))
        return;
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (swap_tail(k, w, core, tails[i][!z], tails[i][z]))
            return;
}

static void spell_u(const bench_desk *k, word *w, bool american)
{
    slice core = word_core(w);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        slice from = slice_of_str(pairs[i][!american]);
        if (core.len < from.len || core.len > from.len + 2 ||
            core.ptr[0] != from.ptr[0] || !slice_starts(core, from))
            continue;
        slice rest = slice_of(core.ptr + from.len, core.len - from.len);
        if (rest.len && !slice_eq_str(rest, "s") && !slice_eq_str(rest, "ed"))
            continue;
        word_replace(
            k->a, w,
            arena_format(k->a, "%s%.*s", pairs[i][american], (int)rest.len, rest.ptr));
        return;
    }
}

static void spell_number(const bench_desk *k, word *w)
{
    static const char *const names[] = {
        "two",     "three",     "four",     "five",     "six",      "seven",    "eight",
        "nine",    "ten",       "eleven",   "twelve",   "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    };
    slice core = word_core(w);
    unsigned n = 0;
    if (core.len == 0 || core.len > 2 || core.len != w->len)
        return;
    for (size_t i = 0; i < core.len; i++) {
        if (core.ptr[i] < '0' || core.ptr[i] > '9')
            return;
        n = n * 10 + (unsigned)(core.ptr[i] - '0');
    }
    if (n >= 2 && n <= 20)
        word_replace(k->a, w, slice_of_str(names[n - 2]));
}

static void ungroup(const bench_desk *k, word *w)
{
    slice core = word_core(w);
    if (core.len < 5 || core.ptr[0] < '0' || core.ptr[0] > '9' ||
        !memchr(core.ptr, ',', core.len))
        return;
    char text[32];
    size_t n = 0;
    for (size_t i = 0; i < core.len && n < sizeof text; i++)
        if (core.ptr[i] != ',')
            text[n++] = core.ptr[i];
    word_replace(k->a, w, slice_of(text, n));
}

static void shorten_month(const bench_desk *k, word *w)
{
    slice core = word_core(w);
    if (core.len < 6)
        return;
    for (size_t i = 0; i < 12; i++)
        if (slice_eq_str(core, bench_months[i]))
            word_replace(k->a, w, arena_format(k->a, "%.3s.", bench_months[i]));
}

static void set_percent(const bench_desk *k, draft *d, uint32_t i, unsigned how)
{
    static const char *const forms[] = {"percent", "per cent", "%", "pct"};
    word *w = &d->v[i];
    slice core = word_core(w);
    if (!slice_eq_str(core, "percent") && !slice_eq_str(core, "pct"))
        return;
    slice before = i ? word_core(&d->v[i - 1]) : (slice){0};
    bool number = before.len && before.ptr[0] >= '0' && before.ptr[0] <= '9';
    if (how == 2 && !number)
        return;
    word_replace(k->a, w, slice_of_str(forms[how]));
    if (how == 2)
        d->v[i - 1].gap = GAP_NONE;
}

static void set_dash(word *w, unsigned how)
{
    static const char *const forms[] = {"-", "\xe2\x80\x93", "\xe2\x80\x94"};
    bool dash = (w->len == 1 && w->ptr[0] == '-') ||
                (w->len == 2 && w->ptr[0] == '-' && w->ptr[1] == '-');
    if (!dash)
        return;
    w->ptr = forms[how];
    w->len = how ? 3 : 1;
    w->marks |= WORD_CHANGED;
}

static void set_quotes(const bench_desk *k, word *w, unsigned how)
{
    static const char *const open[] = {"\"", "\xe2\x80\x9c", "'", "\xe2\x80\x98"};
    static const char *const shut[] = {"\"", "\xe2\x80\x9d", "'", "\xe2\x80\x99"};
    if (!memchr(w->ptr, '"', w->len))
        return;
    char *to = arena_alloc(k->a, (size_t)w->len * 3);
    size_t len = 0;
    for (uint32_t i = 0; i < w->len; i++) {
        if (w->ptr[i] != '"') {
            to[len++] = w->ptr[i];
            continue;
        }
        const char *mark = i == 0 || w->ptr[i - 1] == '(' ? open[how] : shut[how];
        size_t n = strlen(mark);
        memcpy(to + len, mark, n);
        len += n;
    }
    w->ptr = to;
    w->len = (uint32_t)len;
}

void edit_house_style(const bench_desk *k, draft *d, uint64_t style)
{
    for (uint32_t i = 0; i < d->n; i++) {
        word *w = &d->v[i];
        spell_z(k, w, wants_z(style));
        spell_u(k, w, drops_u(style));
        if (spells_numbers(style))
            spell_number(k, w);
        if (ungroups(style))
            ungroup(k, w);
        if (shortens_months(style))
            shorten_month(k, w);
        set_percent(k, d, i, percent_of(style));
        set_dash(w, dashes_of(style));
        if (quotes_of(style))
            set_quotes(k, w, quotes_of(style));
    }
}
