#include "article/cue_table.h"
#include "article/made_agencies.h"
#include "article/page.h"
#include "article/words.h"
#include "base/utf8.h"

#include <string.h>

enum { MOST_CREDITS = 100 };

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c & '\x80');
}

static bool ends_word(slice text, size_t at)
{
    if (at >= text.len || !is_word_byte(text.ptr[at]))
        return true;
    // Quotes, dashes and no-break spaces are bytes above 0x7f, too
    slice rest = slice_of(text.ptr + at, text.len - at);
    return slice_starts(rest, SLICE("\xe2\x80")) ||
           slice_starts(rest, SLICE("\xc2\xa0")) ||
           slice_starts(rest, SLICE("\xc2\xbb")) || slice_starts(rest, SLICE("\xc2\xb7"));
}

size_t agency_at(slice text, slice *name)
{
    size_t skip = slice_starts_nocase(text, SLICE("the ")) ? 4 : 0, best = 0;
    slice rest = slice_of(text.ptr + skip, text.len - skip);
    if (!rest.len)
        return 0;
    unsigned char first = (unsigned char)rest.ptr[0];
    for (size_t i = agency_first[first]; i < agency_first[first + 1]; i++) {
        slice form = agency_forms[i].form;
        bool here =
            form.len <= 5 ? slice_starts(rest, form) : slice_starts_nocase(rest, form);
        if (!here || !ends_word(rest, form.len) || form.len <= best)
            continue;
        best = form.len;
        *name = agency_forms[i].name;
    }
    return best ? best + skip : 0;
}

bool agency_is_whole(arena *out, slice text, slice *name)
{
    text = slice_trim(text);
    while (text.len && strchr(".,;:)", text.ptr[text.len - 1]))
        text.len--;
    (void)out;
    return text.len && agency_at(text, name) == text.len;
}

void agency_add(page *p, slice name, slice evidence, const char *where)
{
    if (p->credits.n >= MOST_CREDITS)
        return;
    for (uint32_t i = 0; i < p->credits.n; i++)
        if (slice_eq(p->credits.v[i].evidence, evidence) &&
            slice_eq(p->credits.v[i].name, name))
            return;
    vec_push(p->out, &p->credits,
             (agency_credit){.name = arena_slice(p->out, name),
                             .evidence = arena_slice(p->out, evidence),
                             .where = slice_of_str(where)});
}

static bool is_agency_word(slice word)
{
    return (word_kinds(shape_core(word)) & WORD_AGENCY) != 0;
}

/* An agency that no list knows, told by its form: names, then "News Agency", "Press" and
 * the like. Bytes of it from the start of `text`, "the" included, or 0. */
static size_t unknown_at(slice text, slice *name)
{
    size_t at = slice_starts_nocase(text, SLICE("the ")) ? 4 : 0, end = 0;
    size_t start = at;
    unsigned names = 0;
    slice word;
    bool news = false;
    while (names <= 5 && shape_next_word(text, &at, &word)) {
        slice core = shape_core(word);
        bool kind = is_agency_word(core);
        bool small_news =
            slice_eq_nocase(core, SLICE("news")) || slice_eq_nocase(core, SLICE("press"));
        // "Press" alone must be part of the name; "news agency" may be in small letters
        if (names && kind && (shape_is_capital(core) || news)) {
            bool government = slice_eq_nocase(core, SLICE("agency")) && !news;
            if (!government) {
                end = (size_t)(core.ptr - text.ptr) + core.len;
                *name = slice_of(text.ptr + start, end - start);
            }
        }
        news = small_news;
        if (core.len < word.len && strchr(",.;:)", word.ptr[word.len - 1]))
            break;
        if (!shape_is_capital(core) && !small_news)
            break;
        if (slice_eq_str(core, "Free") || slice_eq_str(core, "Daily"))
            return 0; // newspapers
        names++;
    }
    return end;
}

static bool is_small_generic(slice core)
{
    if (!(word_kinds(core) & WORD_GENERIC))
        return false;
    for (size_t i = 0; i < core.len; i++)
        if (core.ptr[i] >= 'A' && core.ptr[i] <= 'Z')
            return false;
    return true;
}

/* "the news agency Halyard": the name follows what it is. */
static size_t named_behind_at(slice text, slice *name)
{
    size_t at = 0, start = 0, end = 0;
    unsigned names = 0;
    bool kind = false;
    slice word;
    while (shape_next_word(text, &at, &word)) {
        slice core = shape_core(word);
        bool small = is_small_generic(core);
        if (names == 0 && small) {
            kind = is_agency_word(core);
            if (core.len < word.len)
                return 0;
            continue;
        }
        if (!kind || !shape_is_capital(core) || names == 4)
            break;
        if (names++ == 0)
            start = (size_t)(core.ptr - text.ptr);
        end = (size_t)(core.ptr - text.ptr) + core.len;
        if (core.len < word.len)
            break;
    }
    if (!names)
        return 0;
    slice known;
    *name = slice_of(text.ptr + start, end - start);
    if (agency_at(*name, &known) == name->len)
        *name = known;
    return end;
}

/* "Halyard news agency" is called Halyard; "Halyard News Agency" is its name. */
static slice without_generic(slice name)
{
    slice word, kept = name;
    kept.len = 0;
    bool whole = true;
    for (size_t at = 0; shape_next_word(name, &at, &word);) {
        slice core = shape_core(word);
        whole = whole && !is_small_generic(core);
        if (whole)
            kept.len = (size_t)(core.ptr - name.ptr) + core.len;
    }
    return kept;
}

size_t agency_any_at(slice text, slice *name)
{
    size_t n = agency_at(text, name);
    if (n)
        return n;
    n = named_behind_at(text, name);
    if (n)
        return n;
    slice found;
    n = unknown_at(text, &found);
    found = n ? without_generic(found) : slice_of("", 0);
    if (!found.len)
        return 0;
    *name = found;
    return n;
}

static slice from_to(slice text, size_t start, size_t end)
{
    return slice_of(text.ptr + start, end - start);
}

static bool is_platform(slice name)
{
    static const char *const names[] = {"Getty",     "Twitter", "X",           "Facebook",
                                        "Instagram", "YouTube", "Telegram",    "WhatsApp",
                                        "TikTok",    "Zoom",    "Video",       "Social",
                                        "Skype",     "Email",   "Shutterstock"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_starts_nocase(name, slice_of_str(names[i])))
            return true;
    return false;
}

/* "via Halyard": whoever stands behind "via" passed it on. */
static void via_in_line(page *p, slice line, const char *where)
{
    size_t at = 0;
    while ((at = slice_find_nocase(line, SLICE("via "), at)) < line.len) {
        size_t start = at;
        at += 4;
        if (start > 0 && is_word_byte(line.ptr[start - 1]))
            continue;
        slice rest = from_to(line, at, line.len), name, word;
        size_t n = agency_any_at(rest, &name);
        if (!n) {
            size_t i = 0;
            while (shape_next_word(rest, &i, &word) && shape_is_capital(word)) {
                slice core = shape_core(word);
                n = (size_t)(core.ptr - rest.ptr) + core.len;
                if (core.len < word.len)
                    break;
            }
            name = slice_of(rest.ptr, n);
        }
        if (n && !is_platform(name))
            agency_add(p, name, from_to(line, start, at + n), where);
    }
}

/* An unknown one in brackets at the end: "(Castellan Press)". */
static void bracket_in_line(page *p, slice line, const char *where)
{
    size_t at = 0;
    while ((at = slice_find(line, SLICE("("), at)) < line.len) {
        size_t end = slice_find(line, SLICE(")"), at);
        slice inside = from_to(line, at + 1, end < line.len ? end : line.len), name;
        size_t n = end < line.len ? agency_any_at(inside, &name) : 0;
        if (n && n == inside.len)
            agency_add(p, name, from_to(line, at, end + 1), where);
        at++;
    }
}

/* "Compiled from Halyard and Castellan Press reports", "contributed to this Halyard
 * report": names in front of "report". */
static void reports_in_line(page *p, slice line, const char *where)
{
    slice folded = shape_fold(p->tmp, line, 200), word, name = {0};
    static const char *const cues[] = {
        "compiled from",  "compiled by", "contributed to this",
        "with reporting", "from wire",   "with files",
        "with inputs",    "with input",  "with material"};
    bool cue = false;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        cue |= slice_find(folded, slice_of_str(cues[i]), 0) < folded.len;
    if (!cue)
        return;
    size_t behind = 0;
    static const char *const starts[] = {" from ", " this ", " by "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts && !behind; i++) {
        size_t at = slice_find_nocase(line, slice_of_str(starts[i]), 0);
        if (at < line.len)
            behind = at + strlen(starts[i]);
    }
    size_t start = SIZE_MAX, end = 0;
    for (size_t at = behind; shape_next_word(line, &at, &word);) {
        slice core = shape_core(word);
        bool last = core.len < word.len && strchr(",.;)", word.ptr[word.len - 1]);
        if (shape_is_capital(core)) {
            if (start == SIZE_MAX)
                start = (size_t)(core.ptr - line.ptr);
            end = (size_t)(core.ptr - line.ptr) + core.len;
        }
        if (start != SIZE_MAX && (last || !shape_is_capital(core))) {
            name = from_to(line, start, end);
            slice known;
            if (agency_at(name, &known) == name.len)
                name = known;
            agency_add(p, name, line, where);
            start = SIZE_MAX;
        }
        if (slice_starts_nocase(core, SLICE("report")))
            break;
    }
}

void agency_in_line(page *p, slice line, const char *where)
{
    uint32_t before = p->credits.n;
    if (line.len > 1000)
        return;
    reports_in_line(p, line, where);
    if (p->credits.n > before)
        return;
    via_in_line(p, line, where);
    bracket_in_line(p, line, where);
    if (p->credits.n > before)
        return;
    slice word, name;
    for (size_t at = 0; shape_next_word(line, &at, &word);) {
        // "army/AP", "(AP", "AFP/Getty"
        for (size_t i = 0; i < word.len; i++) {
            if (i > 0 && is_word_byte(word.ptr[i - 1]))
                continue;
            size_t start = (size_t)(word.ptr - line.ptr) + i;
            size_t n = agency_at(from_to(line, start, line.len), &name);
            if (!n)
                continue;
            agency_add(p, name, from_to(line, start, start + n), where);
            at = start + n; // behind a slash the next may follow
            break;
        }
    }
}

/* Can the line, folded, begin with one of them? Told by its first bytes: but for two
 * letters, what is ASCII folded is ASCII unfolded. */
static bool could_start(slice line, const char *const *starts, size_t n)
{
    enum { LOOK = 3 };
    if (line.len <= LOOK || (unsigned char)line.ptr[0] >= 0xd0)
        return true;
    for (size_t i = 0; i < LOOK; i++)
        if (line.ptr[i] == '\xc4' || (line.ptr[i] == '\xe2' && line.ptr[i + 1] == '\x84'))
            return true; // a dotted I, a sign for Kelvin
    char first = line.ptr[0] | 0x20;
    for (size_t i = 0; i < n; i++)
        if (*starts[i] == first && slice_starts_nocase(line, slice_of(starts[i], LOOK)))
            return true;
    return false;
}

/* Can all of the line be the name of an agency? A long one that no list knows begins or
 * ends with what agencies are. */
static bool could_be_name(slice line)
{
    enum { LONGEST_KNOWN = 60 };
    if (line.len <= LONGEST_KNOWN)
        return line.len > 0;
    slice first, last;
    size_t at = 0, start = line.len;
    shape_next_word(line, &at, &first);
    if (word_kinds(shape_core(first)) & WORD_GENERIC)
        return true;
    while (start > 0 && line.len - start < LONGEST_KNOWN && line.ptr[start - 1] != ' ')
        start--;
    last = shape_core(from_to(line, start, line.len));
    return (word_kinds(last) & WORD_AGENCY) || line.len - start == LONGEST_KNOWN;
}

/* Words of a sign-off: what is left of it when they and the names are gone is nothing. */
bool agency_is_sign_off(page *p, slice line, unsigned hints)
{
    slice text = slice_trim(line), name;
    static const char *const starts[] = {"reporting by",
                                         "additional reporting",
                                         "writing by",
                                         "editing by",
                                         "with agencies",
                                         "with inputs from",
                                         "with input from",
                                         "with agency inputs",
                                         "with reporting by",
                                         "with reporting from",
                                         "with files from",
                                         "with material from",
                                         "agencies contributed",
                                         "compiled from",
                                         "compiled by",
                                         "source:",
                                         "sources:",
                                         "quelle:",
                                         "quellen:",
                                         "source :",
                                         "fuente:",
                                         "fonte:",
                                         "mit material",
                                         "avec ",
                                         "con información de",
                                         "avec agences",
                                         "avec les agences",
                                         "con agencias",
                                         "agencias",
                                         "redacción / agencias",
                                         "redacción/agencias",
                                         "mit agenturen",
                                         "con agenzie",
                                         "по материалам агентств",
                                         "по сообщениям агентств",
                                         "по материалам информагентств",
                                         "وكالات",
                                         "الوكالات",
                                         "المصدر: وكالات",
                                         "from wire reports",
                                         "from agencies",
                                         "wire reports",
                                         "staff and agencies",
                                         "agencies",
                                         "staff and wire",
                                         "originally published",
                                         "this article was first published",
                                         "this story was first published",
                                         "this article originally appeared"};
    if (text.len == 0 || text.len > 300)
        return false;
    size_t lead = 0;
    while (lead < text.len && strchr("-(/[ ", text.ptr[lead]))
        lead++;
    if (slice_starts(text, SLICE("\xe2\x80\x94")) ||
        slice_starts(text, SLICE("\xe2\x80\x93")))
        lead = 3;
    slice bare = slice_trim(from_to(text, lead, text.len));
    while (bare.len && strchr(")]/. ", bare.ptr[bare.len - 1]))
        bare.len--;
    if (could_be_name(bare) && agency_any_at(bare, &name) == bare.len)
        return true;
    // "AFP/Reuters", "Reuters, AP"
    size_t at = 0, n = 0, parts = 0;
    while (at < bare.len && (n = agency_at(from_to(bare, at, bare.len), &name)) > 0) {
        at += n;
        parts++;
        while (at < bare.len && strchr(",/&+ -", bare.ptr[at]))
            at++;
        if (slice_starts(from_to(bare, at, bare.len), SLICE("and ")))
            at += 4;
    }
    if (parts && at >= bare.len)
        return true;
    // Most lines are told by their first letters and the lack of one word
    bool contributed = hints & HINT_CONTRIBUTED;
    bool starting = could_start(bare, starts, sizeof starts / sizeof *starts);
    if (!starting && !contributed)
        return false;
    shape s = shape_of(text);
    if (s.words > 40)
        return false;
    slice plain = shape_fold(p->tmp, bare, 300);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        slice start = slice_of_str(starts[i]);
        if (!slice_starts(plain, start))
            continue;
        // "Source:" and "avec" stand before other things as well
        slice behind = slice_trim(from_to(bare, start.len, bare.len));
        bool weak = start.ptr[start.len - 1] == ':' || slice_eq_str(start, "avec ");
        if (!weak || agency_any_at(behind, &name))
            return s.lower <= s.words / 2 || plain.len == start.len ||
                   slice_starts(plain, SLICE("agencies"));
    }
    slice mark = SLICE("contributed to this"), folded = shape_fold(p->tmp, text, 300);
    return slice_find(folded, mark, 0) < folded.len && s.words <= 25;
}
