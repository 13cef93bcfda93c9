#include "article/page.h"
#include "article/words.h"
#include "base/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

enum { MOST_NAMES = 12 };

static bool is_particle(slice core)
{
    return (word_kinds(core) & WORD_PARTICLE) != 0;
}

/* Words of a job or of a house, not of a name. */
static bool is_role_word(slice core)
{
    return (word_kinds(core) & WORD_ROLE) != 0;
}

/* "Jane Roe", "J. R. van der Foe": two to five words, names and particles. */
bool byline_looks_name(slice text)
{
    slice word;
    unsigned names = 0, words = 0;
    if (text.len > 60)
        return false;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        words++;
        if (core.len == 0)
            return false;
        for (size_t i = 0; i < core.len; i++)
            if ((core.ptr[i] >= '0' && core.ptr[i] <= '9') || strchr("/@:|", core.ptr[i]))
                return false;
        if (is_role_word(core) || cue_is_newspaper_word(core))
            return false;
        char last = word.ptr[word.len - 1];
        bool initial = utf8_count(core) <= 2 && last == '.';
        if (strchr(",;:?!", last) ||
            (last == '.' && !initial && !slice_eq_str(core, "Jr") &&
             !slice_eq_str(core, "Sr")))
            return false;
        if (shape_is_capital(core))
            names++;
        else if (!is_particle(core) && !slice_starts_nocase(core, SLICE("al-")) &&
                 !slice_starts_nocase(core, SLICE("el-")))
            return false;
    }
    return names >= 2 && words <= 5;
}

/* "JANE ROE" to "Jane Roe"; other names stay as written. */
static slice name_case(arena *out, slice name)
{
    bool any_small = false;
    for (size_t at = 0; at < name.len;)
        any_small |= u_islower((UChar32)utf8_next(name, &at)) != 0;
    if (any_small)
        return arena_slice(out, name);
    buf to;
    buf_init(&to, out);
    bool start = true;
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        char bytes[4];
        if (!start)
            c = (uint32_t)u_tolower((UChar32)c);
        start = !u_isalpha((UChar32)c);
        buf_add(&to, slice_of(bytes, utf8_put(c, bytes)));
    }
    return buf_slice(&to);
}

static void add_name(page *p, slice name)
{
    name = name_case(p->out, name);
    for (uint32_t i = 0; i < p->bylines.n; i++)
        if (slice_eq_nocase(p->bylines.v[i], name))
            return;
    if (p->bylines.n < MOST_NAMES)
        vec_push(p->out, &p->bylines, name);
}

/* What stands behind a name: "in Town", "for The Paper", "(Agency)", an address. */
static slice without_place(slice part)
{
    static const char *const words[] = {
        " in ",   " for ",          " at ",           " from ", " (",
        " - ",    " aus ",          " \xc3\xa0 ",     " en ",   " @",
        " with ", " \xe2\x80\x94 ", " \xe2\x80\x93 ", " near "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        part.len = slice_find(part, slice_of_str(words[i]), 0);
    return slice_trim(part);
}

typedef struct {
    slice text;
    size_t at;
} splitter;

/* The next part of a list of names: commas, "and", bars, slashes part them. */
static bool next_part(splitter *s, slice *part)
{
    static const char *const gaps[] = {
        ",",    ";",   " and ", " & ", " und ",          " et ",       " y ",  " e ",
        " en ", " | ", "|",     "/",   " \xe2\x80\xa2 ", " \xc2\xb7 ", " AND "};
    if (s->at >= s->text.len)
        return false;
    size_t end = s->text.len, next = end;
    for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
        slice gap = slice_of_str(gaps[i]);
        size_t hit = slice_find(s->text, gap, s->at);
        // " en Ville" is a place, " en Jan Foe" another name: only names are parted there
        bool word = slice_eq_str(gap, " en ") || slice_eq_str(gap, " e ") ||
                    slice_eq_str(gap, " y ");
        if (word && hit < s->text.len &&
            !byline_looks_name(
                slice_of(s->text.ptr + hit + gap.len, s->text.len - hit - gap.len)))
            continue;
        if (hit < end || (hit == end && hit < s->text.len && hit + gap.len > next)) {
            end = hit;
            next = hit + gap.len;
        }
    }
    *part = slice_trim(slice_of(s->text.ptr + s->at, end - s->at));
    s->at = next;
    return true;
}

static bool is_role(slice part)
{
    slice word;
    for (size_t at = 0; shape_next_word(part, &at, &word);) {
        slice core = shape_core(word);
        bool small = core.len <= 3 && !slice_eq_nocase(core, SLICE("web"));
        if ((is_role_word(core) && !small) || cue_is_newspaper_word(core))
            return true;
    }
    return false;
}

/* Said of other things as well: "News", "Special", "Business". */
static bool is_weak_role(slice core)
{
    return (word_kinds(core) & WORD_WEAK_ROLE) != 0;
}

/* Credits that name nobody: words of jobs and houses, and what joins them. */
bool byline_is_credit(page *p, slice text)
{
    static const char *const cues[] = {"from ",    "by ",    "von ",
                                       "par ",     "por ",   "unserem ",
                                       "unserer ", "notre ", "nuestro "};
    slice folded = shape_fold(p->tmp, text, 100), word;
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        slice cue = slice_of_str(cues[i]);
        if (slice_starts(folded, cue))
            folded = slice_of(folded.ptr + cue.len, folded.len - cue.len);
    }
    folded.len = slice_find(folded, SLICE(" in "), 0);
    unsigned words = 0, roles = 0;
    for (size_t at = 0; shape_next_word(folded, &at, &word); words++) {
        slice core = shape_core(word);
        bool role = is_role_word(core);
        if (!role && !shape_is_function(core) && !slice_eq_str(core, "&"))
            return false;
        roles += role && !is_weak_role(core);
    }
    return roles > 0 && words <= 7 && text.len < 90;
}

/* How a part of a byline reads. */
typedef enum { PART_NOTHING, PART_NAME, PART_AGENCY, PART_ROLE } part_kind;

static part_kind take_part(page *p, slice part, slice whole, const char *where,
                           bool store)
{
    slice agency;
    while (part.len && strchr(".:", part.ptr[part.len - 1]))
        part.len--;
    if (part.len == 0)
        return PART_ROLE;
    size_t n = agency_any_at(part, &agency);
    slice behind = slice_trim(slice_of(part.ptr + n, part.len - n));
    if (n && (behind.len == 0 || is_role(behind) || behind.ptr[0] == '(')) {
        if (store)
            agency_add(p, agency, whole, where);
        return PART_AGENCY;
    }
    slice name = without_place(part);
    if (name.len < part.len && store) {
        slice rest = slice_of(part.ptr + name.len, part.len - name.len), word;
        for (size_t at = 0; shape_next_word(rest, &at, &word);) {
            slice core = shape_core(word);
            if (core.len &&
                (n = agency_at(
                     slice_of(core.ptr, (size_t)(rest.ptr + rest.len - core.ptr)),
                     &agency)) > 0) {
                agency_add(p, agency, whole, where);
                break;
            }
        }
    }
    if (byline_looks_name(name)) {
        if (store)
            add_name(p, name);
        return PART_NAME;
    }
    return is_role(part) ? PART_ROLE : PART_NOTHING;
}

bool byline_are_names(page *p, slice names)
{
    splitter s = {names, 0};
    slice part;
    unsigned good = 0, n_names = 0, parts = 0;
    while (next_part(&s, &part)) {
        part_kind kind = take_part(p, part, names, "byline", false);
        // Behind a name anything may stand: a job, a town
        if (kind == PART_NOTHING && n_names == 0)
            return false;
        n_names += kind == PART_NAME;
        good += kind == PART_NAME || kind == PART_AGENCY || kind == PART_ROLE;
        if (++parts > MOST_NAMES)
            return false;
    }
    return good > 0;
}

bool byline_names(page *p, slice names, const char *where)
{
    splitter s = {names, 0};
    slice part;
    if (!byline_are_names(p, names))
        return false;
    while (next_part(&s, &part))
        take_part(p, part, names, where, true);
    return true;
}

/* Behind "By": bytes of the cue; 0 if there is none. *strict: the word means other things
 * as well, so only names may follow. */
static size_t cue_length(slice line, bool *strict)
{
    static const struct {
        const char *cue;
        bool strict;
    } cues[] = {{"by ", false},
                {"by: ", false},
                {"byline: ", false},
                {"written by ", false},
                {"words by ", false},
                {"reported by ", false},
                {"story by ", false},
                {"text by ", false},
                {"author: ", false},
                {"autor: ", false},
                {"autorin: ", false},
                {"auteur : ", false},
                {"von ", true},
                {"par ", true},
                {"por ", true},
                {"di ", true},
                {"door ", true},
                {"from ", true},
                {"propos recueillis par ", true}};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (!line.len || *cues[i].cue != (line.ptr[0] | 0x20))
            continue;
        slice cue = slice_of_str(cues[i].cue);
        if (!slice_starts_nocase(line, cue))
            continue;
        *strict = cues[i].strict;
        return cue.len;
    }
    return 0;
}

/* A pen name of one word, or names in an unusual form: only right behind "By". */
static bool take_unusual(page *p, slice rest)
{
    shape s = shape_of(rest);
    if (s.words > 4 || s.capital < s.words || s.digits || s.ends_stop)
        return false;
    add_name(p, without_place(rest));
    return true;
}

/* "Par Le Phare avec AFP" */
static bool take_with_agency(page *p, slice rest, slice line)
{
    static const char *const joins[] = {" avec ", " mit ", " con ", " com ", " met "};
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        slice join = slice_of_str(joins[i]), agency;
        size_t at = slice_find(rest, join, 0);
        if (at == rest.len)
            continue;
        slice behind = slice_of(rest.ptr + at + join.len, rest.len - at - join.len);
        slice name = slice_of(rest.ptr, at);
        if (!agency_at(behind, &agency))
            continue;
        if (byline_looks_name(name))
            add_name(p, name);
        agency_in_line(p, line, "byline");
        return true;
    }
    return false;
}

bool byline_take(page *p, slice line, bool loose)
{
    bool strict = false;
    line = slice_trim(line);
    size_t n = cue_length(line, &strict);
    if (line.len > 160 || (!n && !loose))
        return false;
    slice rest = slice_trim(slice_of(line.ptr + n, line.len - n));
    shape s = shape_of(rest);
    if (rest.len == 0 || s.words > 18 || !shape_is_capital(slice_trim(rest))) {
        slice folded = shape_fold(p->tmp, rest, 60);
        return n && !strict &&
               (slice_starts(folded, SLICE("our ")) ||
                slice_starts(folded, SLICE("staff")) ||
                slice_starts(folded, SLICE("agencies")));
    }
    // "By Friday the troops had reached …"
    if (s.lower > 4 || (s.ends_stop && s.lower > 0))
        return false;
    if (!n && s.lower > 2)
        return false;
    if (!n) {
        slice name = without_place(rest);
        slice first = slice_of(rest.ptr, slice_find(rest, SLICE(","), 0)), agency;
        bool names = byline_looks_name(name) || byline_looks_name(slice_trim(first)) ||
                     is_role(rest) || agency_at(rest, &agency);
        slice word;
        for (size_t at = 0; shape_next_word(name, &at, &word);)
            if (cue_is_section_word(word))
                return false;
        if (!names)
            return false;
    }
    if (byline_names(p, rest, "byline"))
        return true;
    if (n && strict)
        return take_with_agency(p, rest, line);
    return n && !strict && take_unusual(p, rest);
}
