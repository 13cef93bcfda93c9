#include "article/page.h"

#include <string.h>

/* Credits inside the text: "told Reuters", "(AP)" at the end, "this Halyard report". */

/* More say no more, and a text made of nothing else must not take long. */
enum { MOST_CREDITS = 100 };

typedef struct {
    page *p;
    article *to;
} finder;

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & '\x80');
}

static void add(finder *f, slice name, size_t start, size_t end)
{
    article *to = f->to;
    if (to->credits.n >= MOST_CREDITS)
        return;
    for (uint32_t i = 0; i < to->credits.n; i++)
        if (to->credits.v[i].in_text && to->credits.v[i].at.start == start)
            return;
    vec_push(f->p->out, &to->credits,
             (agency_credit){.name = arena_slice(f->p->out, name),
                             .in_text = true,
                             .at = {(uint32_t)start, (uint32_t)end},
                             .evidence = slice_of(to->text.ptr + start, end - start),
                             .where = SLICE("text")});
}

/* What may stand before or behind an agency's name, in the order in which they are looked
 * at. */
enum { TOLD, TELLS, SPEAKING, INTERVIEW, THIS, CONTRIBUTED, N_CUES };

static const slice cues[N_CUES] = {{"told ", 5},
                                   {"tells ", 6},
                                   {"speaking to ", 12},
                                   {"interview with ", 15},
                                   {"this ", 5}, // capitals or not
                                   {" contributed to this", 20}};

typedef VEC(uint32_t) places;

static void note(arena *tmp, places *at, slice rest, unsigned cue, size_t i)
{
    if (cue == THIS ? slice_starts_nocase(rest, cues[cue])
                    : slice_starts(rest, cues[cue]))
        vec_push(tmp, at, (uint32_t)i);
}

/* Three bytes as one number, letters made small. */
#define THREE(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* Where each cue stands in a part of the text, at a word's beginning. */
static void find_cues(arena *tmp, slice text, span part, places at[N_CUES])
{
    uint32_t last = 0;
    for (size_t end = part.start; end < part.end; end++) {
        last = (last << 8 | (unsigned char)text.ptr[end] | 0x20) & 0xffffff;
        size_t i = end - 2;
        unsigned cue;
        switch (last) {
        case THREE('t', 'o', 'l'):
            cue = TOLD;
            break;
        case THREE('t', 'e', 'l'):
            cue = TELLS;
            break;
        case THREE('s', 'p', 'e'):
            cue = SPEAKING;
            break;
        case THREE('i', 'n', 't'):
            cue = INTERVIEW;
            break;
        case THREE('t', 'h', 'i'):
            cue = THIS;
            break;
        case THREE(' ', 'c', 'o'):
            cue = CONTRIBUTED;
            break;
        default:
            continue;
        }
        if (cue == CONTRIBUTED || i == 0 || !is_letter(text.ptr[i - 1]))
            note(tmp, &at[cue], slice_of(text.ptr + i, text.len - i), cue, i);
    }
}

/* "told The Associated Press": the reporter was the agency's. */
static void take_told(finder *f, size_t at, slice cue)
{
    slice text = f->to->text, name;
    size_t start = at + cue.len;
    slice rest = shape_cut(slice_of(text.ptr + start, text.len - start), 200);
    size_t n = agency_any_at(rest, &name);
    if (n)
        add(f, name, at, start + n);
}

/* "this Halyard report". */
static void take_report(finder *f, size_t at)
{
    slice text = f->to->text, word, name;
    size_t from = at + cues[THIS].len, end = 0;
    unsigned names = 0;
    slice rest = slice_of(text.ptr + from, text.len - from < 80 ? text.len - from : 80);
    size_t i = 0;
    while (names < 4 && shape_next_word(rest, &i, &word) && shape_is_capital(word) &&
           shape_core(word).len == word.len) {
        end = i;
        names++;
    }
    if (!names || !shape_next_word(rest, &end, &word) ||
        !(slice_eq_str(shape_core(word), "report") ||
          slice_eq_str(shape_core(word), "dispatch")))
        return;
    name = slice_trim(slice_of(rest.ptr, (size_t)(word.ptr - rest.ptr)));
    slice known;
    if (agency_at(name, &known) == name.len)
        name = known;
    add(f, name, at,
        from + (size_t)(shape_core(word).ptr - rest.ptr) + shape_core(word).len);
}

/* "The Associated Press contributed to this report". */
static void take_contributed(finder *f, size_t at)
{
    slice text = f->to->text, name;
    for (size_t i = at > 60 ? at - 60 : 0; i < at; i++) {
        if (i > 0 && is_letter(text.ptr[i - 1]))
            continue;
        size_t n = agency_any_at(slice_of(text.ptr + i, at - i), &name);
        if (n && i + n == at) {
            add(f, name, i, at + cues[CONTRIBUTED].len);
            break;
        }
    }
}

/* "(AP)" or "- AFP" closing one of the last two paragraphs. */
static void find_closing(finder *f)
{
    article *to = f->to;
    uint32_t n = to->paragraphs.n;
    for (uint32_t i = n > 2 ? n - 2 : 0; i < n; i++) {
        span at = to->paragraphs.v[i];
        slice paragraph = slice_in(to->text, at), name;
        if (paragraph.len < 4 || paragraph.ptr[paragraph.len - 1] != ')')
            continue;
        size_t open = paragraph.len - 1;
        while (open > 0 && paragraph.ptr[open] != '(')
            open--;
        slice inside = slice_of(paragraph.ptr + open + 1, paragraph.len - open - 2);
        if (inside.len && agency_at(inside, &name) == inside.len)
            add(f, name, at.start + open, at.end);
    }
}

void agency_in_text(page *p, article *to)
{
    finder f = {p, to};
    places at[N_CUES] = {0};
    // From the last to the first
    for (uint32_t i = p->credit_places.n; i-- > 0;)
        find_cues(p->tmp, to->text, p->credit_places.v[i], at);
    for (unsigned cue = 0; cue < N_CUES; cue++)
        for (uint32_t i = 0; i < at[cue].n; i++)
            if (cue == THIS)
                take_report(&f, at[cue].v[i]);
            else if (cue == CONTRIBUTED)
                take_contributed(&f, at[cue].v[i]);
            else
                take_told(&f, at[cue].v[i], cues[cue]);
    find_closing(&f);
}

/* A short name is the beginning of a long one in the same article: one agency. */
static bool is_short_for(slice shorter, slice longer)
{
    return longer.len > shorter.len && slice_starts(longer, shorter) &&
           longer.ptr[shorter.len] == ' ';
}

static int by_place(const agency_credit *a, const agency_credit *b)
{
    if (a->in_text != b->in_text)
        return a->in_text ? -1 : 1;
    if (a->in_text && a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    return 0;
}

void agency_unify(page *p, article *to)
{
    for (uint32_t i = 0; i < p->credits.n; i++)
        vec_push(p->out, &to->credits, p->credits.v[i]);
    for (uint32_t i = 0; i < to->credits.n; i++)
        for (uint32_t k = 0; k < to->credits.n; k++)
            if (is_short_for(to->credits.v[i].name, to->credits.v[k].name))
                to->credits.v[i].name = to->credits.v[k].name;
    // In the order of the text, then those outside it; stable
    for (uint32_t i = 1; i < to->credits.n; i++) {
        agency_credit moved = to->credits.v[i];
        uint32_t k = i;
        for (; k > 0 && by_place(&moved, &to->credits.v[k - 1]) < 0; k--)
            to->credits.v[k] = to->credits.v[k - 1];
        to->credits.v[k] = moved;
    }
}
