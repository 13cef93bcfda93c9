/* Numbers that count nothing: parts of names, labels, times, scores, telephone numbers.
 */
#include "base/lists.h"
#include "facts/figures.h"

static bool spaced(const text *t, uint32_t i)
{
    return i >= t->n_tokens || (t->tokens[i].flags & TOKEN_SPACE_BEFORE);
}

static bool is_number(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_NUMBER;
}

/* Glued to something that no figure is glued to: F-16, 9/11, #4, 020-7946-0000, 3:1. */
static bool glued_to_other(const text *t, const number *n)
{
    if (n->first > 0 && !spaced(t, n->first)) {
        uint32_t b = n->first - 1;
        slice s = t->tokens[b].folded;
        static const char *const opening[] = {"(", "[", "\"", "'", "$", "€",
                                              "£", "¥", "₹",  "~", "-", "…"};
        if (t->tokens[b].kind != TOKEN_PUNCT && !slice_eq_str(s, "$"))
            return true;
        if (t->tokens[b].kind == TOKEN_PUNCT && !IN_LIST(s, opening))
            return true;
        if (text_is(t, b, "-") && b > 0 && !spaced(t, b))
            return true; // "F-16"; the upper end of a range is read with its lower end
    }
    if (n->last < t->n_tokens && !spaced(t, n->last)) {
        static const char *const no[] = {"/", ":", "@", "_", "\\", "=", "#", "*", "&"};
        if (IN_LIST(t->tokens[n->last].folded, no) && !spaced(t, n->last + 1))
            return true;
    }
    return false;
}

static bool is_time(const text *t, const number *n)
{
    static const char *const behind[] = {"am",  "pm",  "gmt",  "utc", "o'clock",
                                         "hrs", "a.m", "p.m",  "est", "edt",
                                         "cet", "bst", "local"};
    if (n->last < t->n_tokens && IN_LIST(t->tokens[n->last].folded, behind))
        return true;
    return n->suffix.len && IN_LIST(n->suffix, behind);
}

/* "Unit 4", "No. 7", "article 50", "Boeing 737". */
static bool is_named(const figure_text *f, const number *n)
{
    static const char *const labels[] = {
        "no",      "number",    "page",     "chapter",  "article",    "section",
        "room",    "route",     "highway",  "channel",  "level",      "category",
        "version", "phase",     "unit",     "flight",   "resolution", "group",
        "top",     "act",       "part",     "line",     "gate",       "terminal",
        "block",   "zone",      "area",     "district", "sector",     "stage",
        "grade",   "class",     "division", "brigade",  "battalion",  "formula",
        "apollo",  "age",       "aged",     "ages",     "paragraph",  "clause",
        "volume",  "figure",    "table",    "box",      "platform",   "interstate",
        "track",   "episode",   "season",   "tier",     "band",       "lot",
        "suite",   "apartment", "floor",    "studio",   "model",      "size",
        "type",    "schedule"};
    const text *t = f->t;
    if (n->first == 0 || !n->digits ||
        t->tokens[n->first - 1].sentence != t->tokens[n->first].sentence)
        return false;
    uint32_t b = n->first - 1;
    if (text_is(t, b, ".") && b > 0 && text_is(t, b - 1, "no"))
        return true;
    if (t->tokens[b].kind != TOKEN_WORD)
        return false;
    slice s = t->tokens[b].folded;
    if (IN_LIST(s, labels))
        return true;
    if (!n->plain || !(t->tokens[b].flags & TOKEN_NAME_LIKE) ||
        (t->tokens[b].flags & TOKEN_FUNCTION))
        return false;
    // "In Port Else 40 people …": a plural behind it makes it count
    return !(n->last < t->n_tokens && figure_is_plural(t->tokens[n->last].folded));
}

/* "14 Harbour Street" */
static bool is_address(const figure_text *f, const number *n)
{
    static const char *const streets[] = {
        "street", "st",        "avenue", "ave",    "road",    "rd",     "drive",
        "lane",   "boulevard", "blvd",   "square", "highway", "terrace"};
    const text *t = f->t;
    if (!n->plain)
        return false;
    for (uint32_t i = n->last; i < n->last + 4 && i < t->n_tokens; i++) {
        if (!(t->tokens[i].flags & TOKEN_CAPITAL))
            return false;
        if (i > n->last && IN_LIST(t->tokens[i].folded, streets))
            return true;
    }
    return false;
}

/* A year that the dates step left alone is still no figure: "1984 was …". */
static bool looks_like_year(const figure_text *f, const number *n)
{
    if (!n->plain || !n->digits || n->low < 1900 || n->low > 2099 ||
        n->last != n->first + 1)
        return false;
    const text *t = f->t;
    if (n->last >= t->n_tokens || t->tokens[n->last].kind != TOKEN_WORD)
        return !text_is(t, n->last, "%");
    return t->tokens[n->last].flags & TOKEN_FUNCTION;
}

/* "one" is more often a pronoun than a number. */
static bool is_pronoun(const figure_text *f, const number *n)
{
    static const char *const nouns[] = {
        "person",  "man",       "woman",        "child",      "boy",         "girl",
        "soldier", "civilian",  "officer",      "policeman",  "policewoman", "worker",
        "driver",  "protester", "demonstrator", "journalist", "militant",    "fighter",
        "rebel",   "gunman",    "attacker",     "suspect",    "passenger",   "victim",
        "student", "prisoner",  "hostage",      "body",       "percent",     "million",
        "billion", "thousand",  "patient",      "guard"};
    const text *t = f->t;
    if (n->last != n->first + 1 ||
        (!text_is(t, n->first, "one") && !text_is(t, n->first, "1")))
        return false;
    if (text_is(t, n->first, "1"))
        return false;
    for (uint32_t i = n->last; i < n->last + 3 && i < t->n_tokens; i++) {
        if (t->tokens[i].kind != TOKEN_WORD || (t->tokens[i].flags & TOKEN_FUNCTION))
            break;
        if (IN_LIST(t->tokens[i].folded, nouns))
            return false;
    }
    return true;
}

bool figure_is_label(const figure_text *f, const number *n)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th", "s", "'s"};
    const text *t = f->t;
    if (IN_LIST(n->suffix, ordinals) || glued_to_other(t, n) || is_time(t, n))
        return true;
    slice s = t->tokens[n->first].folded;
    if (n->digits && s.len > 1 && s.ptr[0] == '0' && s.ptr[1] >= '0' && s.ptr[1] <= '9')
        return true; // telephone numbers, times
    if (n->digits && n->plain && s.len > 9)
        return true;
    if (is_number(t, n->last) && spaced(t, n->last) && n->digits)
        return true; // digits in groups that are no thousands
    return is_named(f, n) || is_address(f, n) || looks_like_year(f, n) ||
           is_pronoun(f, n) || (n->vague && text_is(t, n->first, "few"));
}
