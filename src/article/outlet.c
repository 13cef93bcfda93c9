#include "article/classify.h"
#include "article/words.h"

#include <string.h>

bool outlet_is_label(const shape *s)
{
    return s->words <= 5 && s->words > 0 && s->lower == 0 && s->digits == 0 &&
           !s->ends_stop && !s->ends_open && s->capital + s->function == s->words;
}

bool outlet_has_word(slice text)
{
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);)
        if (cue_is_newspaper_word(word))
            return true;
    return false;
}

bool outlet_is_section(slice text)
{
    slice word;
    unsigned n = 0;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        if (core.len && !cue_is_section_word(core) && !shape_is_function(core))
            return false;
        n += core.len > 0;
    }
    return n > 0;
}

/* "BBC" stays, "BAY" does not. */
static bool is_initials(slice core)
{
    static const char *const words[] = {"USA", "UAE", "UK",  "US", "EU", "ABC",
                                        "ITV", "RTE", "TVE", "AP", "UN"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_eq_str(core, words[i]))
            return true;
    if (core.len > 4)
        return false;
    for (size_t i = 0; i < core.len; i++)
        if (strchr("AEIOUY", core.ptr[i]))
            return false;
    return true;
}

/* "GULL BAY TIMES" as its readers write it. */
static slice outlet_case(arena *out, slice name)
{
    shape s = shape_of(name);
    name = arena_slice(out, name);
    if (s.upper + s.function < s.words)
        return name;
    char *to = (char *)(uintptr_t)name.ptr;
    slice word;
    for (size_t at = 0; shape_next_word(name, &at, &word);) {
        slice core = shape_core(word);
        bool short_name = is_initials(core);
        for (size_t i = 1; i < core.len && !short_name; i++) {
            char *b = to + (core.ptr - name.ptr) + i;
            if (*b >= 'A' && *b <= 'Z')
                *b = (char)(*b + ('a' - 'A'));
        }
    }
    return name;
}

void outlet_set(page *p, slice name, const char *why, int rank)
{
    name = slice_trim(name);
    slice agency;
    if (name.len == 0 || rank <= p->outlet_rank)
        return;
    // Its own masthead stands at the top; below a byline it is who wrote the report
    if (rank < 30 && agency_at(name, &agency) == name.len) {
        agency_add(p, agency, name, "byline");
        return;
    }
    p->outlet = outlet_case(p->out, name);
    p->outlet_why = slice_of_str(why);
    p->outlet_rank = rank;
}

/* The name in front of a bar or dash: "SOUTHERN LEDGER | World". */
slice outlet_before_bar(slice text)
{
    static const char *const bars[] = {
        " | ",        " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " / ",           " > ",
        " \xc2\xbb ", " : ", " \xe2\x80\xba ", " \xc2\xb7 ",     " \xe2\x80\xa2 "};
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        text.len = slice_find(text, slice_of_str(bars[i]), 0);
    return slice_trim(text);
}

slice outlet_behind_bar(slice text)
{
    static const char *const bars[] = {" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
    size_t best = 0;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        slice bar = slice_of_str(bars[i]);
        for (size_t at = 0; (at = slice_find(text, bar, at)) < text.len; at += bar.len)
            if (at + bar.len > best)
                best = at + bar.len;
    }
    return best ? slice_trim(slice_of(text.ptr + best, text.len - best))
                : slice_of("", 0);
}

static bool starts_with_article(slice text)
{
    static const char *const words[] = {"The ", "THE ", "Le ",  "La ", "El ",
                                        "Il ",  "Der ", "Die ", "Das "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_starts(text, slice_of_str(words[i])))
            return true;
    return false;
}

/* "Castellan Press Writer" is somebody's job. */
static bool ends_with_job(slice text)
{
    slice word, last = {0};
    for (size_t at = 0; shape_next_word(text, &at, &word);)
        last = shape_core(word);
    return (word_kinds(last) & WORD_JOB) != 0;
}

bool outlet_is_masthead(slice text)
{
    shape s = shape_of(text);
    return outlet_is_label(&s) && s.words <= 5 &&
           slice_find(text, SLICE(","), 0) == text.len && !ends_with_job(text) &&
           !outlet_is_section(text) &&
           (outlet_has_word(text) || (s.words <= 3 && starts_with_article(text)));
}

/* Does a line at the end of the page name it again ("© Gull Bay Post")? */
bool outlet_named_at_end(const classifier *c, uint32_t line)
{
    slice name = c->folded[line];
    if (name.len < 5)
        return false;
    for (uint32_t i = c->n; i-- > c->last + 1 && c->n - i < 40;)
        if (slice_find(c->folded[i], name, 0) < c->folded[i].len)
            return true;
    return false;
}

/* "© 2019 Gull Bay Post. All rights reserved." */
void outlet_from_rights(classifier *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        slice text = block_text(c, i), word;
        if (c->v[i].role != ROLE_FURNITURE ||
            !slice_eq_str(c->v[i].why, "copyright notice"))
            continue;
        size_t start = SIZE_MAX, end = 0;
        for (size_t at = 0; shape_next_word(text, &at, &word);) {
            slice core = shape_core(word);
            bool skip = core.len == 0 || (core.ptr[0] >= '0' && core.ptr[0] <= '9') ||
                        slice_eq_nocase(core, SLICE("copyright")) ||
                        slice_eq_str(core, "c") || slice_eq_str(core, "by");
            if (start == SIZE_MAX && skip)
                continue;
            if (skip || !(shape_is_capital(core) || shape_is_function(core)) ||
                slice_eq_str(core, "All"))
                break;
            if (start == SIZE_MAX)
                start = (size_t)(core.ptr - text.ptr);
            end = (size_t)(core.ptr - text.ptr) + core.len;
            if (core.len < word.len && strchr(".,;|", word.ptr[word.len - 1]))
                break;
        }
        slice name = start == SIZE_MAX ? slice_of("", 0)
                                       : slice_of(text.ptr + start, end - start),
              agency;
        shape s = shape_of(name);
        if (name.len && s.words <= 5 && agency_at(name, &agency) != name.len)
            outlet_set(c->p, name, "the copyright notice", 25);
    }
}
