#include "article/cue_table.h"
#include "article/made_cues.h"
#include "article/page.h"
#include "article/words.h"

#include <string.h>

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & '\x80');
}

static slice without_marks(slice folded)
{
    while (folded.len && strchr(" .:|!?>*-+\xc2\xbb", folded.ptr[folded.len - 1]))
        folded.len--;
    while (folded.len && strchr(" .:|!?<>*-+#", folded.ptr[0]))
        folded = slice_of(folded.ptr + 1, folded.len - 1);
    return folded;
}

/* Offset of `what` at word ends, or text.len. */
static size_t find_words(slice text, slice what)
{
    for (size_t at = 0; (at = slice_find(text, what, at)) < text.len; at++) {
        size_t end = at + what.len;
        bool left =
            at == 0 || !is_word_byte(text.ptr[at - 1]) || !is_word_byte(*what.ptr);
        bool right = end == text.len || !is_word_byte(text.ptr[end]) ||
                     !is_word_byte(what.ptr[what.len - 1]);
        if (left && right)
            return at;
    }
    return text.len;
}

/* `bare` is `folded` without the marks around it. */
static bool matches(const cue_entry *c, slice folded, slice bare, const shape *s)
{
    if (c->most_words && s->words > c->most_words)
        return false;
    if ((c->how & CUE_OPEN) && s->ends_stop)
        return false;
    slice what = slice_of(c->text, c->len);
    if (c->how & CUE_WHOLE)
        return slice_eq(bare, what);
    if (c->how & CUE_INSIDE)
        return find_words(folded, what) < folded.len;
    if (!slice_starts(bare, what))
        return slice_starts(folded, what) && !is_word_byte(what.ptr[0]);
    slice rest = slice_of(bare.ptr + what.len, bare.len - what.len);
    if (rest.len && is_word_byte(what.ptr[what.len - 1]) && is_word_byte(rest.ptr[0]))
        return false;
    if (!(c->how & CUE_COLON))
        return true;
    rest = slice_trim(rest);
    return rest.len == 0 || strchr(":|>-", rest.ptr[0]);
}

/* A line on its way through the cues: the first of the lists wins. */
typedef struct {
    slice folded, bare;
    const shape *s;
    uint32_t best; // number of the cue
} search;

enum { NO_CUE = sizeof cue_entries / sizeof *cue_entries };
enum { N_ANCHORS = sizeof anchor_hints / sizeof *anchor_hints };

static void try_cues(search *in, const uint16_t *ids, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to && ids[i] < in->best; i++)
        if (matches(&cue_entries[ids[i]], in->folded, in->bare, in->s))
            in->best = ids[i];
}

static void try_start(search *in, slice text)
{
    if (text.len < 2)
        return;
    uint32_t slot = cue_start_slot(text.ptr[0], text.ptr[1]);
    for (uint32_t i = cue_start_first[slot]; i < cue_start_first[slot + 1]; i++) {
        const cue_entry *c = &cue_entries[cue_start_ids[i]];
        if (c->len <= text.len && (c->len == 2 || c->text[2] == text.ptr[2]))
            try_cues(in, cue_start_ids, i, i + 1);
    }
}

/* The number of the trigram's anchor, 0 for most. */
static uint32_t anchor_of(uint32_t trigram)
{
    return anchor_bits[trigram / 32] >> trigram % 32 & 1 ? anchor_numbers[trigram] : 0;
}

/* Notes the anchor of a cue inside the line, once. */
static void note_anchor(line_hints *h, uint32_t anchor)
{
    for (uint8_t i = 0; i < h->n && h->n != CUE_MANY_ANCHORS; i++)
        if (h->anchors[i] == anchor)
            return;
    if (h->n < sizeof h->anchors)
        h->anchors[h->n++] = (uint8_t)anchor;
    else
        h->n = CUE_MANY_ANCHORS;
}

line_hints cue_hints(slice folded)
{
    enum { CREDIT_NEAR_END = 240 }; // twice of what captions.c looks at
    line_hints h = {0};
    uint32_t trigram = 0;
    for (size_t i = 0; i < folded.len; i++) {
        trigram = cue_next_trigram(trigram, folded.ptr[i]);
        uint32_t anchor = anchor_of(trigram);
        if (!anchor)
            continue;
        bool near_end = folded.len - i <= CREDIT_NEAR_END;
        unsigned here = anchor_hints[anchor];
        if (!near_end)
            here &= ~(unsigned)(HINT_PHOTO | HINT_VIA);
        h.kinds = (uint16_t)(h.kinds | here);
        if (anchor_first[anchor] < anchor_first[anchor + 1])
            note_anchor(&h, anchor);
    }
    return h;
}

static void try_anchor(search *in, uint32_t anchor)
{
    try_cues(in, anchor_ids, anchor_first[anchor], anchor_first[anchor + 1]);
}

static void try_inside(search *in, const line_hints *h)
{
    for (uint32_t i = 0; h->n != CUE_MANY_ANCHORS && i < h->n; i++)
        try_anchor(in, h->anchors[i]);
    // Too many to be kept: try all there are
    for (uint32_t i = 1; h->n == CUE_MANY_ANCHORS && i < N_ANCHORS; i++)
        try_anchor(in, i);
}

/* "12 comments", "1 of 4", "3 shares". */
static const char *counter(slice bare)
{
    size_t at = 0;
    while (at < bare.len && bare.ptr[at] >= '0' && bare.ptr[at] <= '9')
        at++;
    if (at == 0 || at > 6)
        return NULL;
    slice rest = slice_trim(slice_of(bare.ptr + at, bare.len - at));
    static const char *const things[] = {"comment",    "comments",    "kommentar",
                                         "kommentare", "commentaire", "commentaires",
                                         "comentario", "comentarios", "replies"};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (slice_eq_str(rest, things[i]))
            return "readers' comments";
    static const char *const shares[] = {"share", "shares", "likes", "views", "reads"};
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        if (slice_eq_str(rest, shares[i]))
            return "share or reading control";
    static const char *const of[] = {"of ", "/", "von ", "sur ", "de ", "di "};
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        slice word = slice_of_str(of[i]);
        if (!slice_starts(rest, word))
            continue;
        size_t n = word.len;
        while (n < rest.len &&
               (rest.ptr[n] == ' ' || (rest.ptr[n] >= '0' && rest.ptr[n] <= '9')))
            n++;
        if (n == rest.len && n > word.len)
            return "counter of a picture gallery";
    }
    return NULL;
}

/* "Facebook Twitter Email Copy link": every word is a button. */
static bool is_buttons(slice bare)
{
    slice word;
    unsigned n = 0;
    for (size_t at = 0; shape_next_word(bare, &at, &word); n++) {
        slice core = shape_core(word);
        bool known = core.len == 0 || (word_kinds(core) & WORD_BUTTON);
        if (!known || n > 12)
            return false;
    }
    return n >= 2;
}

const char *cue_furniture(slice folded, const shape *s, uint64_t kinds,
                          const line_hints *h, bool *opens_list)
{
    *opens_list = false;
    if (folded.len == 0 || s->words > 80)
        return NULL;
    slice bare = without_marks(folded);
    const char *why = counter(bare);
    if (why)
        return why;
    search in = {folded, bare, s, NO_CUE};
    try_start(&in, bare);
    if (bare.ptr != folded.ptr)
        try_start(&in, folded);
    line_hints found;
    if (!h) {
        found = cue_hints(folded);
        h = &found;
    }
    if ((h->kinds & HINT_LONG) ||
        ((h->kinds & HINT_SHORT) && s->words <= CUE_SHORT_WORDS))
        try_inside(&in, h);
    if (in.best < NO_CUE) {
        *opens_list = (cue_entries[in.best].how & CUE_LIST) && s->words <= 5;
        return cue_whys[cue_entries[in.best].group];
    }
    if (is_buttons(bare))
        return "share or reading control";
    return appeal_is(folded, s, kinds) ? "words to the reader, no report" : NULL;
}

bool cue_is_comments(slice folded)
{
    static const char *const heads[] = {"comments",           "leave a reply",
                                        "leave a comment",    "post a comment",
                                        "kommentare",         "commentaires",
                                        "comentarios",        "readers' comments",
                                        "reader comments",    "join the discussion",
                                        "deja un comentario", "laisser un commentaire"};
    slice bare = without_marks(folded);
    for (size_t i = 0; bare.len && i < sizeof heads / sizeof *heads; i++) {
        if (*heads[i] != bare.ptr[0])
            continue;
        slice head = slice_of_str(heads[i]);
        if (!slice_starts(bare, head))
            continue;
        slice rest = slice_trim(slice_of(bare.ptr + head.len, bare.len - head.len));
        if (rest.len == 0 || rest.ptr[0] == '(')
            return true;
    }
    const char *why = counter(bare);
    return why && strcmp(why, "readers' comments") == 0;
}
