#include "article/classify.h"
#include "article/words.h"

#include <string.h>

/* The outlet's name where no newspaper word tells it: it stands at the top, the report
 * does not speak of it, or the page says it again. */

enum {
    TOP_BLOCKS = 14,
    TAIL_BLOCKS = 40,
    LEAST_NAME = 5,
    MOTTO_WORDS = 10,
    MOST_BLOCKS = 200
};

/* Kickers: a label above the headline that is no name. */
static bool is_kicker_word(slice core)
{
    return (word_kinds(core) & WORD_KICKER) != 0;
}

static bool has_kicker_word(slice text)
{
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        if (is_kicker_word(core) || cue_is_section_word(core))
            return true;
    }
    return false;
}

void masthead_from_trail(classifier *c, slice line)
{
    static const char *const arrows[] = {" \xe2\x80\xba ", " > ", " \xc2\xbb ", " / ",
                                         " \xe2\x86\x92 ", " | "};
    size_t end = line.len, len = 0;
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        size_t at = slice_find(line, slice_of_str(arrows[i]), 0);
        if (at < end) {
            end = at;
            len = strlen(arrows[i]);
        }
    }
    if (!len)
        return;
    slice name = slice_trim(slice_of(line.ptr, end)), rest = line;
    rest = slice_of(line.ptr + end + len, line.len - end - len);
    shape s = shape_of(name);
    bool named = outlet_is_masthead(name);
    bool like_name = s.words >= 2 && s.words <= 4 && s.lower <= 1 && s.capital > 0 &&
                     shape_is_capital(name) && !s.digits && !has_kicker_word(name);
    if (!named && !like_name)
        return;
    // "Log in | Register | My Chronicle": only sections go on a trail
    rest.len = slice_find(rest, SLICE(" \xe2\x80\xba "), 0);
    rest.len = slice_find(rest, SLICE(" > "), 0);
    rest.len = slice_find(rest, SLICE(" \xc2\xbb "), 0);
    rest.len = slice_find(rest, SLICE(" / "), 0);
    rest.len = slice_find(rest, SLICE(" | "), 0);
    if (outlet_is_section(rest))
        outlet_set(c->p, name, "the first step of the trail at the top of the page",
                   named ? 38 : 26);
}

static bool has_date(const classifier *c, uint32_t i)
{
    slice text = block_text(c, i);
    date_found date;
    return text.len < 240 &&
           (date_find(text, 0, &date) || date_is_relative(c->p->tmp, text));
}

/* A name next to a date is a byline rather. */
static bool next_to_date(const classifier *c, uint32_t i)
{
    return (i > 0 && !c->v[i].after_blank && has_date(c, i - 1)) ||
           (i + 1 < c->n && !c->v[i + 1].after_blank && has_date(c, i + 1));
}

static bool could_be_name(const classifier *c, uint32_t i)
{
    const block *b = &c->v[i];
    slice text = block_text(c, i);
    return block_open(c, i) && !(b->kind == BLOCK_HEADING && b->level == 1) &&
           b->shape.words <= 4 && outlet_is_label(&b->shape) && text.len < 60 &&
           slice_find(text, SLICE(","), 0) == text.len &&
           slice_find(text, SLICE(":"), 0) == text.len && !has_kicker_word(text) &&
           c->folded[i].len >= LEAST_NAME && !next_to_date(c, i);
}

/* "told Harbour Now", "Harbour Now has seen": the outlet speaking of itself. */
static bool speaks_of_itself(const classifier *c, uint32_t i)
{
    static const char *const before[] = {
        "told ",      "sent to ",     "seen by ",      "spoke to ",
        "bought by ", "obtained by ", "statement to ", "interview with "};
    static const char *const behind[] = {" has seen",    " has learned",  " has learnt",
                                         " understands", " has obtained", " has asked"};
    slice name = c->folded[i];
    bool found = false;
    for (uint32_t k = c->first;
         k < c->n && k <= c->last && k - c->first < MOST_BLOCKS && !found; k++) {
        if (!block_open(c, k) || k == i)
            continue;
        slice text = block_folded(c, k, 4000);
        for (size_t at = 0; !found && (at = slice_find(text, name, at)) < text.len;
             at += name.len) {
            slice left = slice_of(text.ptr, at);
            slice right = slice_of(text.ptr + at + name.len, text.len - at - name.len);
            for (size_t j = 0; j < sizeof before / sizeof *before; j++)
                found |= slice_ends(left, slice_of_str(before[j]));
            for (size_t j = 0; j < sizeof behind / sizeof *behind; j++)
                found |= slice_starts(right, slice_of_str(behind[j]));
        }
    }
    return found;
}

static slice first_name(slice text)
{
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        if (core.len >= LEAST_NAME && !shape_is_function(core))
            return core;
    }
    return slice_of("", 0);
}

typedef enum { RECURS_NOT, RECURS_PART, RECURS_WHOLE, RECURS_PERSON } recurrence;

/* "Jane Roe reports from Port Else." */
static bool is_about_person(slice behind)
{
    static const char *const verbs[] = {" reports", " writes",    " is a",   " is the",
                                        " covers",  " berichtet", " ist ",   " est ",
                                        " es ",     " was ",      " can be", " joined"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (slice_starts(behind, slice_of_str(verbs[i])))
            return true;
    return false;
}

/* Does the page's furniture, or what stands behind the report, say the name again? */
static recurrence recurs(const classifier *c, uint32_t i)
{
    recurrence best = RECURS_NOT;
    enum { LOOK = 60 };
    char room[SHAPE_FOLD_ROOM(LOOK)];
    slice name = c->folded[i], first = first_name(block_text(c, i));
    first = shape_fold_to(first, LOOK, room);
    for (uint32_t k = 0; k < c->n && best < RECURS_WHOLE; k++) {
        bool tail = k > c->last && c->n - k <= TAIL_BLOCKS;
        bool near = k < TOP_BLOCKS && c->v[k].role == ROLE_FURNITURE;
        if (k == i || (!tail && !near))
            continue;
        slice text = c->folded[k];
        size_t at = slice_find(text, name, 0);
        if (at < text.len && (at == 0 || text.ptr[at - 1] == ' '))
            best = is_about_person(
                       slice_of(text.ptr + at + name.len, text.len - at - name.len))
                       ? RECURS_PERSON
                       : RECURS_WHOLE;
        at = first.len ? slice_find(text, first, 0) : text.len;
        if (best == RECURS_NOT && at < text.len && (at == 0 || text.ptr[at - 1] == ' '))
            best = RECURS_PART;
    }
    return best;
}

/* Is there a line below that can be the headline? */
static bool headline_follows(const classifier *c, uint32_t i)
{
    for (uint32_t k = i + 1; k < c->first && k < c->n; k++)
        if (block_open(c, k) && could_be_headline(c, k) && c->v[k].shape.words >= 4)
            return true;
    return c->headline < c->n && c->headline > i;
}

/* A motto in so many words. Without a year it must not speak of the report's matter. */
static bool says_motto(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    unsigned names;
    if (s->words > MOTTO_WORDS || !cue_is_motto(c->folded[i]))
        return false;
    return s->digits || (topic_shared(c, block_text(c, i), &names) <= 1 && names == 0);
}

void masthead_find(classifier *c)
{
    bool at_top = true;
    for (uint32_t i = 0; i < c->first && i < c->n && i < TOP_BLOCKS; i++) {
        if (!block_open(c, i))
            continue;
        bool first = at_top;
        at_top = false;
        slice text = block_text(c, i);
        unsigned names, words = c->v[i].shape.words;
        if (!could_be_name(c, i) || outlet_is_masthead(text))
            continue;
        if (i + 1 < c->n && !c->v[i + 1].after_blank && says_motto(c, i + 1)) {
            outlet_set(c->p, text, "a name at the top with a motto below it", 36);
            page_furniture(&c->v[i], "name of the outlet");
            continue;
        }
        if (speaks_of_itself(c, i)) {
            outlet_set(c->p, text, "a name at the top that the report calls itself by",
                       34);
            page_furniture(&c->v[i], "name of the outlet");
            continue;
        }
        if (topic_shared(c, text, &names) || (words < 2 && !first))
            continue;
        recurrence again = recurs(c, i);
        bool alone = first && words >= 2 && !c->p->html && headline_follows(c, i);
        bool person = !first && byline_looks_name(text);
        if (person || again == RECURS_PERSON)
            continue;
        if (again == RECURS_WHOLE)
            outlet_set(c->p, text, "a name at the top and at the end of the page", 30);
        else if (again == RECURS_PART && words >= 2)
            outlet_set(c->p, text, "a name at the top, and part of it elsewhere", 28);
        else if (alone)
            outlet_set(c->p, text,
                       "a name alone at the top of which the report does not speak", 22);
        else
            continue;
        page_furniture(&c->v[i], "name of the outlet");
    }
}

bool masthead_is_motto(const classifier *c, uint32_t i, uint32_t end)
{
    enum { CLOSE = 6 };
    const block *b = &c->v[i];
    slice value;
    if (header_field(block_text(c, i), &value) != HEADER_NONE)
        return false;
    if (b->shape.words > MOTTO_WORDS || i > CLOSE || b->kind == BLOCK_HEADING)
        return false;
    bool below_name = i > 0 && !b->after_blank && c->v[i - 1].shape.words <= 5;
    if (says_motto(c, i) && (below_name || i == 0))
        return true;
    unsigned names, other;
    if (!below_name || topic_shared(c, block_text(c, i), &names))
        return false;
    slice above = block_text(c, i - 1);
    if (c->v[i - 1].role != ROLE_FURNITURE && !outlet_is_masthead(above))
        return false;
    for (uint32_t k = i + 1; k < end && k < c->n; k++)
        if ((block_open(c, k) || k == c->headline) && could_be_headline(c, k) &&
            c->v[k].shape.words >= 3 && !top_is_date_line(c, k) &&
            (topic_shared(c, block_text(c, k), &other) >= 2 || other >= 1))
            return true;
    return false;
}
