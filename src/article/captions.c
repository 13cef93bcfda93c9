#include "article/cue_table.h"
#include "article/made_captions.h"
#include "article/page.h"
#include "base/utf8.h"

#include <string.h>

/* The last character at which a photo credit may begin, looked for from the end. */
enum { CREDIT_BYTES = 120 };

static slice last_part(slice text, size_t most)
{
    if (text.len <= most)
        return text;
    size_t at = text.len - most;
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
        at++;
    return slice_of(text.ptr + at, text.len - at);
}

/* "Reuters/Jane Roe", "AFP/Getty Images", "Kharvel army/AP": an agency next to a
 * slash. */
static bool has_agency_slash(slice tail)
{
    for (size_t at = 0; (at = slice_find(tail, SLICE("/"), at)) < tail.len; at++) {
        slice name, behind = slice_of(tail.ptr + at + 1, tail.len - at - 1);
        size_t len = agency_at(behind, &name);
        if (len && len < behind.len && behind.ptr[len] == '/')
            return false; // "/TASS/" opens a report
        if (len)
            return true;
        size_t start = at;
        while (start > 0 && at - start < 24) {
            start--;
            slice before = slice_of(tail.ptr + start, at - start);
            size_t n = agency_at(before, &name);
            if (n && slice_trim(slice_of(before.ptr + n, before.len - n)).len == 0 &&
                (start == 0 || strchr(" ([|", tail.ptr[start - 1])))
                return true;
        }
    }
    return false;
}

/* ", via AP" or "via Halyard" at the very end: names only behind "via". */
static bool ends_with_via(slice tail)
{
    size_t at = tail.len, from = 0, hit;
    while ((hit = slice_find_nocase(tail, SLICE("via "), from)) < tail.len) {
        if (hit == 0 || strchr(" (,", tail.ptr[hit - 1]))
            at = hit;
        from = hit + 4;
    }
    if (at == tail.len)
        return false;
    slice rest = slice_of(tail.ptr + at + 4, tail.len - at - 4), word;
    unsigned words = 0;
    for (size_t i = 0; shape_next_word(rest, &i, &word); words++)
        if (!shape_is_capital(word) || words >= 4)
            return false;
    return words > 0;
}

/* "… gave way. (Castellan Press)", "… on Monday. [Jane Roe/Reuters]". */
static bool ends_with_bracket(slice tail)
{
    slice text = slice_trim(tail);
    if (text.len < 4 || !strchr(")]", text.ptr[text.len - 1]))
        return false;
    char opens = text.ptr[text.len - 1] == ')' ? '(' : '[';
    size_t at = text.len - 1;
    while (at > 0 && text.ptr[at] != opens)
        at--;
    if (text.ptr[at] != opens)
        return false;
    slice before = slice_trim(slice_of(text.ptr, at));
    slice inside = slice_of(text.ptr + at + 1, text.len - at - 2), word;
    unsigned words = 0;
    for (size_t i = 0; shape_next_word(inside, &i, &word); words++)
        if (!shape_is_capital(word) && !shape_is_function(word))
            return false;
    return words > 0 && words <= 7 && before.len &&
           (before.ptr[before.len - 1] == '.' || opens == '[');
}

bool cue_has_photo_credit(slice text, slice folded, unsigned hints)
{
    slice tail = last_part(folded, CREDIT_BYTES);
    for (size_t i = 0;
         (hints & HINT_PHOTO) && i < sizeof photo_credits / sizeof *photo_credits; i++)
        if (slice_find(tail, photo_credits[i], 0) < tail.len)
            return true;
    tail = last_part(text, CREDIT_BYTES);
    return has_agency_slash(tail) || ((hints & HINT_VIA) && ends_with_via(tail));
}

static bool starts_like_caption(slice folded)
{
    if (folded.len < 3)
        return false;
    uint32_t slot = cue_start_slot(folded.ptr[0], folded.ptr[1]);
    if (!(caption_start_bits[slot / 32] >> slot % 32 & 1))
        return false;
    for (size_t i = 0; i < sizeof caption_starts / sizeof *caption_starts; i++)
        if (caption_starts[i].ptr[2] == folded.ptr[2] &&
            slice_starts(folded, caption_starts[i]))
            return true;
    return false;
}

const char *cue_caption(slice text, slice folded, const shape *s, unsigned hints,
                        bool in_head)
{
    if (s->words > CUE_MOST_WORDS)
        return NULL;
    bool credit = cue_has_photo_credit(text, folded, hints);
    // A credit in running text ("file photo of …") stands inside a finished sentence
    if (credit && (!s->ends_stop || in_head || s->words <= 45))
        return s->ends_stop && !in_head && s->stops > 2 ? NULL
                                                        : "caption with a photo credit";
    if (in_head && s->words <= 60 && ends_with_bracket(last_part(text, CREDIT_BYTES)))
        return "caption with a photo credit";
    if (starts_like_caption(folded) && (!s->ends_stop || in_head))
        return "caption of a picture or video";
    return NULL;
}
