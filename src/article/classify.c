#include "article/page.h"
#include "base/hash.h"

#include <string.h>

/* What each block of a page is: by its shape, by where it stands, by what it says. When
 * in doubt it is text. */

enum { SHORT_BYTES = 1200, HEADLINE_WORDS = 34, LINK_WORDS = 16 };

typedef struct {
    page *p;
    block *v;
    uint32_t n;
    slice *folded;     // of short blocks, empty for long ones
    uint64_t *keys;    // equal for blocks that read the same
    uint32_t first;    // the first and the last paragraph of the report
    uint32_t last;     // (first == n: there is none)
    uint32_t headline; // n: no block is it
} classifier;

static slice text_of(const classifier *c, uint32_t i)
{
    return page_slice(c->p, &c->v[i]);
}

static bool is_open(const classifier *c, uint32_t i)
{
    return c->v[i].role == ROLE_OPEN;
}

/* Reads like a paragraph of a report. */
static bool is_full(const shape *s, bool html_paragraph)
{
    if (s->words >= 25)
        return true;
    if (!s->ends_stop && !s->ends_colon)
        return html_paragraph && s->words >= 16;
    return s->words >= (html_paragraph ? 6 : 8) || (s->stops >= 2 && s->words >= 6);
}

static bool is_question(slice text)
{
    while (text.len && strchr("\"')", text.ptr[text.len - 1]))
        text.len--;
    return text.len && strchr("?!", text.ptr[text.len - 1]);
}

/* ---- 1: lines that say what they are ---- */

typedef enum {
    HEADER_NONE,
    HEADER_TITLE,
    HEADER_OUTLET,
    HEADER_URL,
    HEADER_OTHER
} header;

/* "Title: Ferry sinks": the fields that archives print above an article. */
static header header_of(slice text, slice *value)
{
    static const struct {
        const char *label;
        header kind;
    } labels[] = {{"title:", HEADER_TITLE},
                  {"headline:", HEADER_TITLE},
                  {"subject:", HEADER_TITLE},
                  {"titel:", HEADER_TITLE},
                  {"titre :", HEADER_TITLE},
                  {"source:", HEADER_OUTLET},
                  {"publication:", HEADER_OUTLET},
                  {"newspaper:", HEADER_OUTLET},
                  {"outlet:", HEADER_OUTLET},
                  {"publisher:", HEADER_OUTLET},
                  {"url:", HEADER_URL},
                  {"link:", HEADER_URL},
                  {"section:", HEADER_OTHER},
                  {"length:", HEADER_OTHER},
                  {"language:", HEADER_OTHER},
                  {"page:", HEADER_OTHER},
                  {"body:", HEADER_OTHER},
                  {"full text:", HEADER_OTHER},
                  {"document type:", HEADER_OTHER},
                  {"edition:", HEADER_OTHER}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        slice label = slice_of_str(labels[i].label);
        if (!slice_starts_nocase(text, label))
            continue;
        *value = slice_trim(slice_of(text.ptr + label.len, text.len - label.len));
        return labels[i].kind;
    }
    return HEADER_NONE;
}

static slice raw_line(const classifier *c, const block *b)
{
    const map_run *first = &c->p->runs.v[b->first_run];
    const map_run *last = &c->p->runs.v[b->first_run + b->n_runs - 1];
    uint32_t end = last->input + last->input_len;
    return end > first->input
               ? slice_of(c->p->doc->bytes.ptr + first->input, end - first->input)
               : page_slice(c->p, b);
}

static void close_with_comments(classifier *c, uint32_t from)
{
    for (uint32_t i = from; i < c->n; i++)
        if (is_open(c, i))
            page_furniture(&c->v[i], "readers' comments");
}

/* How much text has gone by before block i, and how much comes after. */
static bool in_last_part(const classifier *c, uint32_t i)
{
    return c->v[i].text.start * (uint64_t)10 > c->p->text.len * (uint64_t)4;
}

static void mark_cues(classifier *c)
{
    bool list = false, any_full = false, opens;
    for (uint32_t i = 0; i < c->n; i++) {
        block *b = &c->v[i];
        if (!is_open(c, i))
            continue;
        slice folded = c->folded[i];
        bool full = is_full(&b->shape, b->kind == BLOCK_PARAGRAPH);
        if (any_full && in_last_part(c, i) && cue_is_comments(folded)) {
            close_with_comments(c, i);
            return;
        }
        const char *why = b->kind == BLOCK_HEADING && b->level == 1
                              ? NULL
                              : cue_furniture(folded, &b->shape, &opens);
        if (why) {
            page_furniture(b, why);
            list = opens || (list && !full);
        } else if (date_is_label_only(c->p->tmp, text_of(c, i))) {
            page_furniture(b, "label of a date that is missing");
        } else if (date_is_relative(c->p->tmp, text_of(c, i))) {
            page_furniture(b, "time of publication counted from the visit");
        } else if (!c->p->html && cue_is_navigation(raw_line(c, b))) {
            page_furniture(b, "site navigation");
        } else if (list && !full && !b->shape.ends_stop && b->shape.words <= 20) {
            page_furniture(b, "link to other articles");
        } else {
            list = false;
            any_full |= full;
        }
    }
}

/* ---- 2: where the report begins and ends ---- */

static bool repeats_near(const classifier *c, uint32_t i, uint32_t *other)
{
    for (uint32_t k = i + 1; k < c->n && k <= i + 4; k++)
        if (c->keys[k] == c->keys[i] && slice_eq(c->folded[k], c->folded[i])) {
            *other = k;
            return true;
        }
    return false;
}

/* A caption printed twice, as pages do that show a picture small and large. */
static void mark_twins(classifier *c, uint32_t i)
{
    for (uint32_t k = i; k < c->n && k <= i + 8; k++)
        if (is_open(c, k) && c->keys[k] == c->keys[i])
            page_furniture(&c->v[k], "caption printed twice");
    agency_in_line(c->p, text_of(c, i), "furniture");
}

static void mark_caption(classifier *c, uint32_t i, const char *why)
{
    page_furniture(&c->v[i], why);
    agency_in_line(c->p, text_of(c, i), "furniture");
}

static bool could_be_headline(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    return s->words <= HEADLINE_WORDS && !s->ends_colon &&
           (!s->ends_stop || (is_question(text_of(c, i)) && s->stops <= 2));
}

static void find_first(classifier *c)
{
    bool line_before = false;
    c->first = c->n;
    for (uint32_t i = 0; i < c->n; i++) {
        block *b = &c->v[i];
        uint32_t other;
        if (!is_open(c, i))
            continue;
        bool headline_like = could_be_headline(c, i);
        if (line_before && repeats_near(c, i, &other) &&
            !cue_is_newspaper_word(text_of(c, i)) && b->shape.words >= 4) {
            // The headline may be printed again, too: then it is the line before
            if (!headline_like || b->shape.words > 12 ||
                cue_has_photo_credit(text_of(c, i), c->folded[i])) {
                mark_twins(c, i);
                continue;
            }
        }
        const char *why = cue_caption(text_of(c, i), c->folded[i], &b->shape, true);
        if (why && line_before) {
            mark_caption(c, i, why);
            continue;
        }
        if (is_full(&b->shape, b->kind == BLOCK_PARAGRAPH) &&
            !(headline_like && !line_before)) {
            c->first = i;
            break;
        }
        line_before = true;
    }
    c->last = c->first;
}

static bool closes_text(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    return (s->ends_stop && s->words >= 3) || s->words > 18 ||
           (c->v[i].kind == BLOCK_ITEM && c->p->html);
}

static void find_last(classifier *c)
{
    for (uint32_t i = c->n; i-- > c->first;)
        if (is_open(c, i) && closes_text(c, i) &&
            !agency_is_sign_off(c->p, text_of(c, i))) {
            c->last = i;
            return;
        }
}

/* ---- 3: the top of the page ---- */

static bool is_label(const shape *s)
{
    return s->words <= 5 && s->words > 0 && s->lower == 0 && s->digits == 0 &&
           !s->ends_stop && !s->ends_open && s->capital + s->function == s->words;
}

static bool has_newspaper_word(slice text)
{
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);)
        if (cue_is_newspaper_word(word))
            return true;
    return false;
}

static bool all_section_words(slice text)
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

static void set_outlet(page *p, slice name, const char *why, int rank)
{
    name = slice_trim(name);
    if (name.len == 0 || rank <= p->outlet_rank)
        return;
    p->outlet = outlet_case(p->out, name);
    p->outlet_why = slice_of_str(why);
    p->outlet_rank = rank;
}

/* The name in front of a bar or dash: "SOUTHERN LEDGER | World". */
static slice before_bar(slice text)
{
    static const char *const bars[] = {" | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ",
                                       " / ", " > ", " \xc2\xbb ",     " : "};
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        text.len = slice_find(text, slice_of_str(bars[i]), 0);
    return slice_trim(text);
}

static slice after_bar(slice text)
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

static bool is_masthead(slice text)
{
    shape s = shape_of(text);
    return is_label(&s) && s.words <= 5 && !all_section_words(text) &&
           (has_newspaper_word(text) || (s.words <= 3 && starts_with_article(text)));
}

/* Does a line at the end of the page name it again ("© The Plainsman")? */
static bool named_at_end(const classifier *c, uint32_t line)
{
    slice name = c->folded[line];
    if (name.len < 5)
        return false;
    for (uint32_t i = c->n; i-- > c->last + 1 && c->n - i < 40;)
        if (slice_find(c->folded[i], name, 0) < c->folded[i].len)
            return true;
    return false;
}

static void take_date_line(classifier *c, uint32_t i, bool before_headline)
{
    page *p = c->p;
    slice text = text_of(c, i), rest;
    bool glued;
    date_line_kind kind = date_line(p->tmp, text, &rest, &glued);
    if (kind == DATE_LINE_NOT)
        return;
    const char *why = "date line";
    if (kind == DATE_LINE_WITH_REST) {
        if (byline_take(p, rest, !before_headline && !has_newspaper_word(rest))) {
            why = "byline and date line";
            glued = false;
        } else if (is_masthead(before_bar(rest)) && before_headline) {
            set_outlet(p, before_bar(rest), "the name at the top of the page", 40);
            why = "name of the outlet with the day's date";
            glued = true;
        } else if (date_label_of(p->tmp, text) == LABEL_NONE) {
            glued = before_headline || glued;
            why = glued ? "place and date at the top of the page" : "date line";
        }
    }
    page_furniture(&c->v[i], why);
    published_add_line(p, text, before_headline, glued);
}

static bool is_date_line(const classifier *c, uint32_t i)
{
    slice rest;
    bool glued;
    return c->v[i].shape.words <= 22 &&
           date_line(c->p->tmp, text_of(c, i), &rest, &glued) != DATE_LINE_NOT;
}

static bool is_byline_cue(const classifier *c, uint32_t i)
{
    slice folded = c->folded[i];
    return slice_starts(folded, SLICE("by ")) || slice_starts(folded, SLICE("von ")) ||
           slice_starts(folded, SLICE("par ")) || slice_starts(folded, SLICE("por "));
}

/* The first line that reads like a headline; labels above it only where nothing better
 * comes. */
static void find_headline(classifier *c)
{
    uint32_t label = c->n, end = c->first;
    for (uint32_t i = 0; i < c->n; i++)
        if (is_open(c, i) && c->v[i].kind == BLOCK_HEADING && c->v[i].level == 1) {
            c->headline = i;
            return;
        }
    for (uint32_t i = 0; i < end; i++) {
        const block *b = &c->v[i];
        if (!is_open(c, i) || !could_be_headline(c, i) || is_date_line(c, i) ||
            is_byline_cue(c, i))
            continue;
        slice text = text_of(c, i), value;
        header field = header_of(text, &value);
        if (field == HEADER_TITLE) {
            c->headline = i;
            return;
        }
        if (field != HEADER_NONE)
            continue;
        bool name =
            is_masthead(before_bar(text)) ||
            (is_label(&b->shape) &&
             (b->shape.words <= 2 || all_section_words(text) || named_at_end(c, i)));
        if (!name &&
            (b->shape.words >= 4 || (b->shape.words == 3 && !is_label(&b->shape)))) {
            c->headline = i;
            return;
        }
        if (!name && label == c->n)
            label = i;
        else if (label == c->n && b->shape.words >= 2 && !is_masthead(before_bar(text)) &&
                 !all_section_words(text) && !named_at_end(c, i))
            label = i;
    }
    c->headline = label;
}

static bool same_text(const classifier *c, uint32_t i, slice text)
{
    return c->keys[i] == shape_key(c->p->tmp, text);
}

/* "Army enters town | Harbour Courier": the name behind the bar is the outlet's. */
static void take_headline(classifier *c)
{
    page *p = c->p;
    if (c->headline == c->n)
        return;
    block *b = &c->v[c->headline];
    slice text = text_of(c, c->headline), value;
    if (header_of(text, &value) == HEADER_TITLE)
        text = value;
    slice site = after_bar(text);
    b->role = ROLE_HEADLINE;
    if (site.len && is_masthead(site)) {
        set_outlet(p, site, "the name behind the headline", 35);
        slice bare = slice_of(text.ptr, (size_t)(site.ptr - text.ptr));
        while (bare.len && !(bare.ptr[bare.len - 1] == ' '))
            bare.len--;
        bare = slice_trim(bare);
        while (bare.len && strchr(" |-", bare.ptr[bare.len - 1]))
            bare.len--;
        if (slice_ends(bare, SLICE("\xe2\x80\x93")) ||
            slice_ends(bare, SLICE("\xe2\x80\x94")))
            bare.len -= 3;
        text = slice_trim(bare);
    }
    if (p->headline.len == 0)
        p->headline = arena_slice(p->out, text);
}

static void drop_headline_again(classifier *c)
{
    if (c->p->headline.len == 0)
        return;
    bool is_new = c->headline == c->n;
    for (uint32_t i = 0; i < c->n; i++) {
        if (!is_open(c, i) || c->v[i].shape.words > HEADLINE_WORDS + 6)
            continue;
        bool same = same_text(c, i, c->p->headline) ||
                    (c->headline < c->n && c->keys[i] == c->keys[c->headline]);
        if (same && is_new)
            c->v[i].role = ROLE_HEADLINE;
        else if (same)
            page_furniture(&c->v[i], "headline repeated");
        is_new &= !same;
    }
}

/* A field of an archive's header, above or below the headline. */
static bool take_header(classifier *c, uint32_t i)
{
    slice value, agency;
    page *p = c->p;
    header field = header_of(text_of(c, i), &value);
    if (field == HEADER_NONE || (field == HEADER_TITLE && c->headline < c->n))
        return false;
    if (field == HEADER_OUTLET && value.len < 80) {
        if (agency_any_at(value, &agency) == value.len && value.len)
            agency_add(p, agency, text_of(c, i), "furniture");
        set_outlet(p, value, "a field above the text", 60);
    }
    if (field == HEADER_URL && !p->url.len)
        p->url = arena_slice(p->out, value);
    page_furniture(&c->v[i], "field above the text");
    return true;
}

/* Lines above the headline: outlet, section, date, whatever the page shows there. */
static void mark_above(classifier *c)
{
    uint32_t end = c->headline < c->n ? c->headline : c->first;
    for (uint32_t i = 0; i < end; i++) {
        if (!is_open(c, i))
            continue;
        slice text = text_of(c, i), name = before_bar(text);
        const shape *s = &c->v[i].shape;
        if (take_header(c, i))
            continue;
        if (is_date_line(c, i)) {
            take_date_line(c, i, true);
        } else if (byline_take(c->p, text, false)) {
            page_furniture(&c->v[i], "byline");
        } else if (is_masthead(name)) {
            set_outlet(c->p, name, "the name at the top of the page", 40);
            page_furniture(&c->v[i], "name of the outlet");
        } else if (is_label(s) && named_at_end(c, i)) {
            set_outlet(c->p, text, "a name at the top and at the end of the page", 30);
            page_furniture(&c->v[i], "name of the outlet");
        } else if (s->words <= 4 && !s->ends_stop && c->headline < c->n) {
            page_furniture(&c->v[i], "label above the headline");
        }
    }
}

static bool occurs_in_text(const classifier *c, uint32_t line)
{
    slice name = c->folded[line];
    unsigned looked = 0;
    for (uint32_t i = c->first; i < c->n && looked < 60; i++, looked++)
        if (is_open(c, i)) {
            slice text = shape_fold(c->p->tmp, text_of(c, i), 4000);
            if (slice_find(text, name, 0) < text.len)
                return true;
        }
    return false;
}

/* A name alone on its line, where bylines stand. */
static bool is_loose_byline(classifier *c, uint32_t i, bool date_near)
{
    const shape *s = &c->v[i].shape;
    slice text = text_of(c, i);
    if (s->words > 8 || s->ends_stop || all_section_words(text) || occurs_in_text(c, i))
        return false;
    if (!date_near && s->words > 4 && !slice_find(c->folded[i], SLICE(" in "), 0))
        return false;
    return byline_take(c->p, text, true);
}

/* Between the headline and the first paragraph: standfirst (text), byline, date, caption.
 */
static void mark_below(classifier *c)
{
    bool standfirst = false, signed_or_dated = false;
    uint32_t start = c->headline < c->n ? c->headline + 1 : 0;
    for (uint32_t i = start; i < c->first; i++) {
        if (!is_open(c, i))
            continue;
        const shape *s = &c->v[i].shape;
        slice text = text_of(c, i);
        bool date_near = (i + 1 < c->n && is_open(c, i + 1) && is_date_line(c, i + 1)) ||
                         (i > start && signed_or_dated);
        if (take_header(c, i))
            continue;
        if (is_date_line(c, i)) {
            take_date_line(c, i, c->headline == c->n);
            signed_or_dated = true;
        } else if (byline_take(c->p, text, false)) {
            page_furniture(&c->v[i], "byline");
            signed_or_dated = true;
        } else if (agency_is_sign_off(c->p, text)) {
            agency_in_line(c->p, text, "byline");
            page_furniture(&c->v[i], "credit of the agency");
            signed_or_dated = true;
        } else if (c->headline < c->n && is_loose_byline(c, i, date_near)) {
            page_furniture(&c->v[i], "byline");
            signed_or_dated = true;
        } else if (is_label(s) && (all_section_words(text) || is_masthead(text))) {
            if (is_masthead(text))
                set_outlet(c->p, text, "a name below the headline", 20);
            page_furniture(&c->v[i], "label of the section or the outlet");
        } else if (signed_or_dated && standfirst && !s->ends_stop && s->words <= 30 &&
                   c->v[i].kind != BLOCK_HEADING) {
            mark_caption(c, i, "caption below byline and date");
        } else {
            standfirst = c->headline < c->n;
        }
    }
}

/* ---- 4: inside the report ---- */

static bool has_word(slice text, slice word)
{
    slice other;
    for (size_t at = 0; shape_next_word(text, &at, &other);)
        if (slice_eq(shape_core(other), word))
            return true;
    return false;
}

/* How many in ten of a line's content words come in the paragraph below it: a subhead
 * announces what follows, a link does not. */
static unsigned echo(const classifier *c, uint32_t line, uint32_t next)
{
    slice below = shape_fold(c->p->tmp, text_of(c, next), 3000), word;
    unsigned words = 0, hits = 0;
    for (size_t at = 0; shape_next_word(c->folded[line], &at, &word);) {
        slice core = shape_core(word);
        if (core.len < 4 || shape_is_function(core))
            continue;
        words++;
        hits += has_word(below, core);
    }
    return words ? hits * 10 / words : 10;
}

static uint32_t next_open(const classifier *c, uint32_t i)
{
    do
        i++;
    while (i < c->n && !is_open(c, i));
    return i;
}

static uint32_t open_before(const classifier *c, uint32_t i)
{
    while (i > 0)
        if (is_open(c, --i))
            return i;
    return c->n;
}

/* An unfinished line between paragraphs: headline of another article, or a subhead? */
static bool is_inner_link(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    uint32_t next = next_open(c, i), before = open_before(c, i);
    if (s->ends_stop || s->ends_colon || s->ends_open || s->starts_lower ||
        s->starts_bullet || s->words < 5 || s->words > LINK_WORDS)
        return false;
    if (next >= c->n || before >= c->n || c->v[next].shape.starts_lower)
        return false;
    const shape *b = &c->v[before].shape;
    if (b->ends_colon || (b->starts_bullet && !c->v[i].after_blank) ||
        (!b->ends_stop && b->words > LINK_WORDS))
        return false;
    slice text = text_of(c, i);
    if (text.ptr[0] == '"' || slice_starts(text, SLICE("\xe2\x80\x9c")))
        return false; // a quotation set apart
    return echo(c, i, next) < 5;
}

static void mark_inside(classifier *c)
{
    for (uint32_t i = c->first; i < c->n && i <= c->last; i++) {
        block *b = &c->v[i];
        if (!is_open(c, i))
            continue;
        uint32_t other;
        const char *why = cue_caption(text_of(c, i), c->folded[i], &b->shape, false);
        if (why) {
            mark_caption(c, i, why);
        } else if (repeats_near(c, i, &other) && other == i + 1 && b->shape.words >= 4) {
            mark_twins(c, i);
        } else if (b->shape.words <= 22 && !b->shape.ends_stop && is_date_line(c, i)) {
            take_date_line(c, i, false);
        } else if (b->shape.words <= 14 && !b->shape.ends_stop &&
                   byline_take(c->p, text_of(c, i), false)) {
            page_furniture(b, "byline");
        } else if (c->p->html ? b->link && is_inner_link(c, i) : is_inner_link(c, i)) {
            page_furniture(b, "headline of another article");
        }
    }
}

/* ---- 5: the end of the page ---- */

static void mark_tail(classifier *c)
{
    if (c->first == c->n)
        return;
    bool goes_on = c->v[c->last].shape.ends_colon;
    for (uint32_t i = c->last + 1; i < c->n; i++) {
        if (!is_open(c, i))
            continue;
        slice text = text_of(c, i);
        const shape *s = &c->v[i].shape;
        if (agency_is_sign_off(c->p, text)) {
            agency_in_line(c->p, text, "furniture");
            page_furniture(&c->v[i], "credit at the end");
        } else if (is_date_line(c, i)) {
            take_date_line(c, i, false);
        } else if (byline_take(c->p, text, false) || is_loose_byline(c, i, false)) {
            page_furniture(&c->v[i], "byline");
        } else if (cue_caption(text, c->folded[i], s, false)) {
            mark_caption(c, i, "caption of a picture or video");
        } else if (!goes_on && !s->starts_bullet && !s->starts_lower && !s->ends_stop) {
            page_furniture(&c->v[i], "line after the end of the report");
        }
    }
    // A credit may close the text as a sentence: "Agencies contributed to this report."
    for (uint32_t i = c->first + 1; i <= c->last && i < c->n; i++)
        if (is_open(c, i) && c->v[i].shape.words <= 40 &&
            agency_is_sign_off(c->p, text_of(c, i))) {
            agency_in_line(c->p, text_of(c, i), "furniture");
            page_furniture(&c->v[i], "credit at the end");
        }
}

/* "© 2019 The Plainsman. All rights reserved." */
static void outlet_from_rights(classifier *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        slice text = text_of(c, i), word;
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
            set_outlet(c->p, name, "the copyright notice", 25);
    }
}

void classify(page *p)
{
    classifier c = {.p = p, .v = p->blocks.v, .n = p->blocks.n};
    c.folded = arena_array(p->tmp, slice, c.n + 1);
    c.keys = arena_array(p->tmp, uint64_t, c.n + 1);
    for (uint32_t i = 0; i < c.n; i++) {
        slice text = page_slice(p, &c.v[i]);
        bool is_short = text.len <= SHORT_BYTES;
        c.folded[i] = is_short ? shape_fold(p->tmp, text, SHORT_BYTES) : slice_of("", 0);
        c.keys[i] = is_short ? shape_key(p->tmp, text) : hash_bytes(text);
    }
    c.headline = c.n;
    mark_cues(&c);
    find_first(&c);
    find_last(&c);
    if (p->headline.len == 0) {
        find_headline(&c);
        take_headline(&c);
    }
    drop_headline_again(&c);
    mark_above(&c);
    mark_below(&c);
    mark_inside(&c);
    mark_tail(&c);
    outlet_from_rights(&c);
}
