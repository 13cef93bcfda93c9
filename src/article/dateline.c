#include "article/page.h"

#include <string.h>

/* "PORT ELSE, March 3 (Reuters) - ": the first words of a report, up to the dash. */

enum { LONGEST = 140 };

/* The dash, or the colon, that ends the dateline: where it starts and how long it is. */
static size_t find_end(slice head, size_t *len, bool *colon)
{
    static const slice ends[] = {
        {" \xe2\x80\x94", 4}, {" \xe2\x80\x93", 4}, {"\xe2\x80\x94", 3},
        {" -- ", 4},          {" - ", 3},           {" _ ", 3},
        {").-", 3},           {"). -", 4},          {")-", 2},
        {"/. ", 3},           {"/ - ", 4},          {": ", 2}};
    for (size_t at = 0; at < head.len; at++) {
        char c = head.ptr[at];
        if (c > ':') // a letter
            continue;
        if (c != ' ' && c != '\xe2' && c != ')' && c != '/' && c != ':')
            continue;
        char next = at + 1 < head.len ? head.ptr[at + 1] : 0;
        if (c == ' ' && next != '-' && next != '_' && next != '\xe2')
            continue;
        slice rest = slice_of(head.ptr + at, head.len - at);
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            if (!slice_starts(rest, ends[i]))
                continue;
            // Such a sign belongs to the agency
            size_t sign = c == ')' || c == '/';
            *len = ends[i].len - sign;
            *colon = c == ':';
            return at + sign;
        }
    }
    return head.len;
}

/* Takes "(Reuters)" or "/TASS/" off the end; `whole` has its signs, too. */
static bool take_agency(slice *rest, slice *inside, slice *whole)
{
    slice text = slice_trim(*rest);
    if (text.len < 4)
        return false;
    char last = text.ptr[text.len - 1];
    char opens = last == ')' ? '(' : last == '/' ? '/' : 0;
    if (!opens)
        return false;
    size_t at = text.len - 1;
    while (at > 0 && text.ptr[at - 1] != opens)
        at--;
    if (at == 0)
        return false;
    *whole = slice_of(text.ptr + at - 1, text.len - at + 1);
    *inside = slice_trim(slice_of(text.ptr + at, text.len - 1 - at));
    *rest = slice_trim(slice_of(text.ptr, at - 1));
    shape s = shape_of(*inside);
    return s.words > 0 && s.words <= 5 && s.lower <= 1 && s.digits == 0;
}

/* Does it read like a place: names, commas, a country, no more? *upper: its first word is
 * all capitals. */
static bool is_place(slice text, bool *upper)
{
    slice word;
    unsigned words = 0;
    *upper = false;
    for (size_t at = 0; shape_next_word(text, &at, &word); words++) {
        slice core = shape_core(word);
        if (core.len == 0)
            continue;
        bool caseless = (unsigned char)core.ptr[0] >= 0xd7; // Hebrew, Arabic and on
        if (!shape_is_capital(core) && !shape_is_function(core) && !caseless)
            return false;
        if (words == 0)
            *upper = shape_is_upper(core);
        if (strchr("\"?!()", word.ptr[0]) || strchr("?!;\"", word.ptr[word.len - 1]))
            return false;
    }
    return words <= 8;
}

static slice without_marks(slice text)
{
    text = slice_trim(text);
    while (text.len && strchr(" ,.;/|", text.ptr[text.len - 1]))
        text.len--;
    while (text.len && strchr(" ,.;/|", text.ptr[0]))
        text = slice_of(text.ptr + 1, text.len - 1);
    return text;
}

/* "(Halyard) Rescue teams …": no dash, the report goes on with a capital. */
static size_t bare_agency_end(slice head)
{
    if (!head.len || head.ptr[0] != '(')
        return 0;
    size_t close = slice_find(head, SLICE(")"), 0);
    if (close + 2 >= head.len || head.ptr[close + 1] != ' ' ||
        !shape_is_capital(slice_of(head.ptr + close + 1, head.len - close - 1)))
        return 0;
    slice word, inside = slice_of(head.ptr + 1, close - 1);
    unsigned words = 0;
    for (size_t at = 0; shape_next_word(inside, &at, &word); words++)
        if (!shape_is_capital(word) || shape_core(word).len != word.len)
            return 0;
    return words > 0 && words <= 4 ? close + 1 : 0;
}

/* "Gull Bay (EFE) The ferry …": no dash behind an agency that is known. */
static size_t place_agency_end(slice head, size_t before)
{
    enum { FARTHEST = 60 };
    slice name;
    size_t open = slice_find(head, SLICE("("), 0),
           close = slice_find(head, SLICE(")"), open);
    if (open == 0 || close + 2 >= head.len || close > FARTHEST || close + 1 >= before ||
        head.ptr[close + 1] != ' ')
        return 0;
    slice inside = slice_of(head.ptr + open + 1, close - open - 1);
    slice behind = slice_of(head.ptr + close + 2, head.len - close - 2);
    bool starts = shape_is_capital(behind) || (unsigned char)behind.ptr[0] >= 0xd7;
    return starts && inside.len && agency_at(inside, &name) == inside.len ? close + 1 : 0;
}

/* "(ANSA) - GULL BAY, 3 MAR - ": the place comes behind the agency. */
static void take_place_behind(page *p, article *to, slice paragraph, uint32_t start)
{
    size_t from = to->dateline.end - start, len = 0;
    bool colon = false, upper;
    slice rest = shape_cut(slice_of(paragraph.ptr + from, paragraph.len - from), LONGEST);
    size_t end = find_end(rest, &len, &colon);
    if (end == rest.len || colon)
        return;
    slice segment = slice_of(rest.ptr, end);
    date_found date;
    bool dated = date_next(p->out, segment, 0, &date);
    slice place = without_marks(dated ? slice_of(segment.ptr, date.at.start) : segment);
    if (!place.len || !is_place(place, &upper) || !upper)
        return;
    to->dateline.end += (uint32_t)(end + len);
    while (to->text.ptr[to->dateline.end - 1] == ' ')
        to->dateline.end--;
    to->dateline_place = place;
    if (dated)
        to->dateline_date = date.value;
}

/* "GULL BAY, 3 March - RIA Novosti. The ferry …" */
static void take_agency_behind(page *p, article *to, slice paragraph, uint32_t start)
{
    size_t from = to->dateline.end - start;
    while (from < paragraph.len && paragraph.ptr[from] == ' ')
        from++;
    slice rest = slice_of(paragraph.ptr + from, paragraph.len - from), name;
    size_t n = agency_at(rest, &name);
    if (!n || n + 1 >= rest.len || rest.ptr[n] != '.' || rest.ptr[n + 1] != ' ')
        return;
    uint32_t at = start + (uint32_t)from;
    to->dateline.end = at + (uint32_t)n + 1;
    vec_push(p->out, &to->credits,
             (agency_credit){.name = arena_slice(p->out, name),
                             .in_text = true,
                             .at = {at, at + (uint32_t)n},
                             .evidence = slice_of(rest.ptr, n),
                             .where = SLICE("text")});
}

static bool try_paragraph(page *p, span at, article *to)
{
    slice paragraph = slice_in(to->text, at);
    slice head = shape_cut(paragraph, LONGEST);
    size_t len = 0;
    bool colon = false, upper;
    size_t end = find_end(head, &len, &colon), bare = bare_agency_end(head);
    if (bare && bare + 1 < end) {
        end = bare;
        len = 1;
        colon = false;
    }
    size_t tight = bare ? 0 : place_agency_end(head, end);
    if (tight) {
        end = tight;
        len = 1;
        colon = false;
    }
    if (end == head.len || end == 0)
        return false;
    slice segment = slice_of(head.ptr, end), rest = segment, inside = {0}, whole = {0};
    bool agency = take_agency(&rest, &inside, &whole);
    if (!agency)
        rest = segment;
    date_found date;
    bool dated = date_next(p->out, rest, 0, &date);
    slice place = dated ? slice_of(rest.ptr, date.at.start) : rest;
    if (dated &&
        slice_trim(slice_of(rest.ptr + date.at.end, rest.len - date.at.end)).len > 2)
        return false;
    place = without_marks(place);
    if (!is_place(place, &upper) || (place.len == 0 && !agency))
        return false;
    // A name and a dash alone may begin any sentence
    if (!agency && !dated && !upper)
        return false;
    if (colon && !upper)
        return false;
    if (!agency && !dated && colon && place.len < 4)
        return false;
    to->dateline = (span){at.start, at.start + (uint32_t)(end + len)};
    while (to->dateline.end > to->dateline.start &&
           to->text.ptr[to->dateline.end - 1] == ' ')
        to->dateline.end--;
    to->dateline_place = place;
    to->dateline_date = dated ? date.value : slice_of("", 0);
    if (dated && date.has_year)
        published_add(p, date.value, date.day, SLICE("dateline of the report"), segment,
                      45, NULL);
    if (!agency) {
        take_agency_behind(p, to, paragraph, at.start);
        return true;
    }
    if (!place.len)
        take_place_behind(p, to, paragraph, at.start);
    slice name = inside;
    agency_any_at(inside, &name);
    uint32_t start = (uint32_t)(whole.ptr - to->text.ptr);
    vec_push(p->out, &to->credits,
             (agency_credit){.name = arena_slice(p->out, name),
                             .in_text = true,
                             .at = {start, start + (uint32_t)whole.len},
                             .evidence = whole,
                             .where = SLICE("text")});
    return true;
}

void dateline_find(page *p, article *to)
{
    for (uint32_t i = 0; i < to->paragraphs.n && i < 3; i++)
        if (try_paragraph(p, to->paragraphs.v[i], to))
            return;
}
