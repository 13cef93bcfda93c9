#include "article/classify.h"
#include "article/cue_table.h"
#include "base/hash.h"

#include <string.h>

slice block_text(const classifier *c, uint32_t i)
{
    return page_slice(c->p, &c->v[i]);
}

bool block_open(const classifier *c, uint32_t i)
{
    return c->v[i].role == ROLE_OPEN;
}

slice block_folded(const classifier *c, uint32_t i, size_t most)
{
    slice text = block_text(c, i);
    return text.len <= SHORT_BYTES ? c->folded[i] : shape_fold(c->p->tmp, text, most);
}

uint64_t block_key(const classifier *c, uint32_t i)
{
    slice text = block_text(c, i);
    if (!c->keys[i])
        c->keys[i] =
            text.len <= SHORT_BYTES ? shape_folded_key(c->folded[i]) : hash_bytes(text);
    return c->keys[i];
}

/* Reads like a paragraph of a report. */
bool block_full(const shape *s, bool html_paragraph)
{
    if (s->words >= 25)
        return true;
    if (!s->ends_stop && !s->ends_colon)
        return html_paragraph && s->words >= 16;
    return s->words >= (html_paragraph ? 6 : 8) || (s->stops >= 2 && s->words >= 6);
}

bool block_question(slice text)
{
    while (text.len && strchr("\"')", text.ptr[text.len - 1]))
        text.len--;
    return text.len && strchr("?!", text.ptr[text.len - 1]);
}

/* ---- 1: lines that say what they are ---- */

/* "Title: Ferry sinks": the fields that archives print above an article. */
header header_field(slice text, slice *value)
{
    static const struct {
        const char *label;
        header kind;
    } labels[] = {{"title:", HEADER_TITLE},      {"headline:", HEADER_TITLE},
                  {"subject:", HEADER_TITLE},    {"betreff:", HEADER_TITLE},
                  {"objet :", HEADER_TITLE},     {"asunto:", HEADER_TITLE},
                  {"titel:", HEADER_TITLE},      {"titre :", HEADER_TITLE},
                  {"source:", HEADER_OUTLET},    {"publication:", HEADER_OUTLET},
                  {"newspaper:", HEADER_OUTLET}, {"outlet:", HEADER_OUTLET},
                  {"publisher:", HEADER_OUTLET}, {"url:", HEADER_URL},
                  {"link:", HEADER_URL},         {"section:", HEADER_OTHER},
                  {"length:", HEADER_OTHER},     {"language:", HEADER_OTHER},
                  {"page:", HEADER_OTHER},       {"body:", HEADER_OTHER},
                  {"full text:", HEADER_OTHER},  {"document type:", HEADER_OTHER},
                  {"edition:", HEADER_OTHER}};
    // Of a letter, where an address follows
    static const char *const letter[] = {
        "from:", "to:",  "cc:",        "reply-to:",  "von:", "an:",
        "de:",   "de :", "\xc3\x80 :", "\xc3\xa0 :", "para:"};
    if (!text.len)
        return HEADER_NONE;
    char first = text.ptr[0];
    if (first >= 'A' && first <= 'Z')
        first = (char)(first + ('a' - 'A'));
    for (size_t i = 0; i < sizeof letter / sizeof *letter; i++)
        if (*letter[i] == first && slice_starts_nocase(text, slice_of_str(letter[i])) &&
            slice_find(text, SLICE("@"), 0) < text.len && text.len < 300)
            return HEADER_OTHER;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (*labels[i].label != first)
            continue;
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
    const map_run *last = first + b->n_runs - 1;
    uint32_t end = last->input + last->input_len;
    return end > first->input
               ? slice_of(c->p->doc->bytes.ptr + first->input, end - first->input)
               : page_slice(c->p, b);
}

static void close_with_comments(classifier *c, uint32_t from)
{
    for (uint32_t i = from; i < c->n; i++)
        if (block_open(c, i))
            page_furniture(&c->v[i], "readers' comments");
}

/* How much text has gone by before block i, and how much comes after. */
static bool in_last_part(const classifier *c, uint32_t i)
{
    return c->v[i].text.start * (uint64_t)10 > c->p->text.len * (uint64_t)4;
}

/* "--" and a few short lines: whoever sent it. */
static bool close_with_signature(classifier *c, uint32_t from)
{
    enum { MOST_LINES = 8 };
    if (!slice_eq_str(c->folded[from], "--") || c->n - from > MOST_LINES)
        return false;
    for (uint32_t i = from; i < c->n; i++)
        if (block_full(&c->v[i].shape, false))
            return false;
    for (uint32_t i = from; i < c->n; i++)
        if (block_open(c, i))
            page_furniture(&c->v[i], "signature of the sender");
    return true;
}

static void mark_cues(classifier *c)
{
    // More than a few are a list, and a page of them must not take long
    enum { MOST_SIGNED = 40 };
    unsigned signed_lines = 0;
    bool list = false, any_full = false, any_line = false, opens;
    for (uint32_t i = 0; i < c->n; i++) {
        block *b = &c->v[i];
        if (!block_open(c, i))
            continue;
        slice folded = c->folded[i];
        slice raw = c->p->html ? block_text(c, i) : raw_line(c, b);
        if (!list && signed_lines < MOST_SIGNED && b->shape.words <= 24 &&
            strip_take(c, i, raw, !any_line)) {
            signed_lines++;
            continue;
        }
        // What they did stands on the line, not under a picture
        if (signed_lines < MOST_SIGNED && b->shape.words <= 24 &&
            byline_take_roles(c->p, raw, b->hints.kinds)) {
            signed_lines++;
            agency_in_line(c->p, block_text(c, i), "byline");
            page_furniture(b, "byline");
            continue;
        }
        bool full = block_full(&b->shape, b->kind == BLOCK_PARAGRAPH);
        if (any_full && in_last_part(c, i) && cue_is_comments(folded)) {
            close_with_comments(c, i);
            return;
        }
        if (any_full && !c->p->html && close_with_signature(c, i))
            return;
        const char *why =
            b->kind == BLOCK_HEADING && b->level == 1
                ? NULL
                : cue_furniture(folded, &b->shape, b->counts.kinds, &b->hints, &opens);
        if (why) {
            page_furniture(b, why);
            list = opens || (list && !full);
        } else if (date_is_label_only(c->p->tmp, block_text(c, i))) {
            page_furniture(b, "label of a date that is missing");
        } else if ((b->hints.kinds & HINT_AGO) &&
                   date_is_relative(c->p->tmp, block_text(c, i))) {
            page_furniture(b, "time of publication counted from the visit");
        } else if (cue_is_clock(folded)) {
            page_furniture(b, "time of an entry");
        } else if (cue_is_arrow(block_text(c, i)) && b->level != 1) {
            page_furniture(b, "site navigation");
        } else if (!c->p->html && b->shape.words <= 8 && !b->shape.ends_stop &&
                   slice_find(raw, SLICE(" \xe2\x80\xba "), 0) < raw.len) {
            if (!any_full)
                masthead_from_trail(c, raw);
            page_furniture(b, "site navigation");
        } else if (!c->p->html && cue_is_navigation(raw)) {
            if (!any_full)
                masthead_from_trail(c, raw);
            page_furniture(b, "site navigation");
        } else if (list && !full && !b->shape.ends_stop && b->shape.words <= 20 &&
                   !(!any_full && top_is_date_line(c, i))) {
            page_furniture(b, "link to other articles");
        } else {
            list = false;
            any_full |= full;
            any_line |= b->shape.words >= 4;
        }
    }
}

/* ---- 2: where the report begins and ends ---- */

bool repeats_near(const classifier *c, uint32_t i, uint32_t *other)
{
    for (uint32_t k = i + 1; k < c->n && k <= i + 4; k++)
        // What reads the same has as many characters
        if (c->v[k].shape.chars == c->v[i].shape.chars &&
            slice_eq(c->folded[k], c->folded[i]) && block_key(c, k) == block_key(c, i)) {
            *other = k;
            return true;
        }
    return false;
}

/* A caption printed twice, as pages do that show a picture small and large. */
void mark_twins(classifier *c, uint32_t i)
{
    for (uint32_t k = i; k < c->n && k <= i + 8; k++)
        if (block_open(c, k) && block_key(c, k) == block_key(c, i))
            page_furniture(&c->v[k], "caption printed twice");
    agency_in_line(c->p, block_text(c, i), "furniture");
}

void mark_caption(classifier *c, uint32_t i, const char *why)
{
    page_furniture(&c->v[i], why);
    agency_in_line(c->p, block_text(c, i), "furniture");
}

bool could_be_headline(const classifier *c, uint32_t i)
{
    const shape *s = &c->v[i].shape;
    return s->words <= HEADLINE_WORDS && !s->ends_colon &&
           (!s->ends_stop || (block_question(block_text(c, i)) && s->stops <= 2));
}

static void find_first(classifier *c)
{
    bool line_before = false;
    c->first = c->n;
    for (uint32_t i = 0; i < c->n; i++) {
        block *b = &c->v[i];
        uint32_t other;
        if (!block_open(c, i))
            continue;
        bool headline_like = could_be_headline(c, i);
        if (line_before && repeats_near(c, i, &other) &&
            !cue_is_newspaper_word(block_text(c, i)) && b->shape.words >= 4) {
            // The headline may be printed again, too: then it is the line before
            if (!headline_like || b->shape.words > 12 ||
                cue_has_photo_credit(block_text(c, i), c->folded[i], b->hints.kinds)) {
                mark_twins(c, i);
                continue;
            }
        }
        const char *why =
            cue_caption(block_text(c, i), c->folded[i], &b->shape, b->hints.kinds, true);
        if (why && line_before) {
            mark_caption(c, i, why);
            continue;
        }
        if (block_full(&b->shape, b->kind == BLOCK_PARAGRAPH) &&
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
        if (block_open(c, i) && closes_text(c, i) &&
            !agency_is_sign_off(c->p, block_text(c, i), c->v[i].hints.kinds)) {
            c->last = i;
            return;
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
        // Longer ones are no captions and no furniture
        bool asked = is_short && c.v[i].shape.words <= CUE_MOST_WORDS;
        c.v[i].hints = asked
                           ? cue_hints(c.folded[i])
                           : (line_hints){.kinds = CUE_ALL_HINTS, .n = CUE_MANY_ANCHORS};
    }
    c.headline = c.n;
    mark_cues(&c);
    if (p->again)
        repeat_mark(&c);
    find_first(&c);
    find_last(&c);
    topic_init(&c);
    masthead_find(&c);
    if (p->headline.len == 0) {
        top_find_headline(&c);
        top_take_headline(&c);
    }
    top_drop_again(&c);
    top_mark_above(&c);
    top_mark_below(&c);
    rest_mark_inside(&c);
    rest_mark_tail(&c);
    outlet_from_rights(&c);
}
