#include "article/date_ranks.h"
#include "article/html.h"

#include <string.h>

/* When the page was published, from its body and its address: elements that name a time,
 * short lines with a date, what the scripts know. Meta and JSON-LD are taken before
 * (html_meta.c, html_json.c). Everything found is kept as a candidate; the rank says how
 * far its place is to be trusted. */

enum {
    LINE_BYTES = 200,
    SHORT_LINE = 60,
    NEAR_ABOVE = 8,
    NEAR_BELOW = 12,
    MOST_LINES = 400
};
enum { FIRST_YEAR = 1995, LAST_YEAR = 2050 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int number_at(slice text, size_t at, size_t n)
{
    int value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (i >= text.len || !is_digit(text.ptr[i]))
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

static void add_day(page *p, int year, int month, int day, slice evidence,
                    const char *where, int rank)
{
    published_add(p, arena_format(p->out, "%04d-%02d-%02d", year, month, day),
                  date_day(year, month, day), slice_of_str(where),
                  arena_slice(p->out, evidence), rank, NULL);
}

static bool is_good(int year, int month, int day)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 &&
           day >= 1 && day <= days[month - 1];
}

/* ---- The address ---- */

static int month_named(slice text, size_t at)
{
    static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    for (int i = 0; i < 12; i++)
        if (slice_starts_nocase(slice_of(text.ptr + at, text.len - at),
                                slice_of(names[i], 3)))
            return i + 1;
    return 0;
}

/* "/2017/11/09/", "-20171109-", "/2017/nov/9/", "09-11-2017",
 * "09112017", "/2017/11/" at a digit that
 * no other stands before; the number of bytes used, or 0. */
static size_t address_date(slice url, size_t at, int *year, int *month, int *day)
{
    size_t n = 0;
    while (at + n < url.len && is_digit(url.ptr[at + n]))
        n++;
    if (n == 8) {
        *year = number_at(url, at, 4);
        *month = number_at(url, at + 4, 2);
        *day = number_at(url, at + 6, 2);
        if (is_good(*year, *month, *day))
            return 8;
        *day = number_at(url, at, 2);
        *month = number_at(url, at + 2, 2);
        *year = number_at(url, at + 4, 4);
        return is_good(*year, *month, *day) ? 8 : 0;
    }
    char sign = at + n < url.len ? url.ptr[at + n] : 0;
    if (!sign || !strchr("/-_.", sign))
        return 0;
    size_t next = at + n + 1, digits = 0;
    while (next + digits < url.len && digits < 3 && is_digit(url.ptr[next + digits]))
        digits++;
    bool same = next + digits < url.len && url.ptr[next + digits] == sign;
    if (n == 4 && number_at(url, at, 4) >= FIRST_YEAR) {
        *year = number_at(url, at, 4);
        *month = digits ? number_at(url, next, digits) : month_named(url, next);
        if (!digits) {
            digits = 3;
            same = next + 3 < url.len && url.ptr[next + 3] == sign;
        }
        size_t third = next + digits + 1, left = 0;
        while (same && third + left < url.len && left < 3 &&
               is_digit(url.ptr[third + left]))
            left++;
        *day = left == 1 || left == 2 ? number_at(url, third, left) : 0;
        if (*day && is_good(*year, *month, *day))
            return third + left - at;
        *day = 0;
        return same && sign == '/' && is_good(*year, *month, 1) ? third - at : 0;
    }
    if ((n == 1 || n == 2) && same && sign != '/' && digits && digits < 3) {
        size_t third = next + digits + 1;
        *day = number_at(url, at, n);
        *month = number_at(url, next, digits);
        *year = number_at(url, third, 4);
        bool ends = third + 4 >= url.len || !is_digit(url.ptr[third + 4]);
        return ends && is_good(*year, *month, *day) ? third + 4 - at : 0;
    }
    return 0;
}

static void take_address(page *p, slice url, const char *where, int rank)
{
    if (url.len > 2000)
        return;
    for (size_t at = 0; at < url.len; at++) {
        if (!is_digit(url.ptr[at]) || (at && is_digit(url.ptr[at - 1])))
            continue;
        int year, month, day;
        size_t len = address_date(url, at, &year, &month, &day);
        if (!len)
            continue;
        slice evidence = slice_of(url.ptr + at, len);
        if (day) {
            add_day(p, year, month, day, evidence, where, rank);
            return;
        }
        if (rank != RANK_URL)
            return;
        published_add(p, arena_format(p->out, "%04d-%02d", year, month), INT64_MIN,
                      SLICE("address of the page"), arena_slice(p->out, evidence),
                      RANK_MONTH, NULL);
        at += len;
    }
}

/* ---- Elements and lines ---- */

typedef enum { PLACE_NEAR, PLACE_BODY, PLACE_FAR, PLACE_ELSEWHERE } date_place;

typedef struct {
    html_page *h;
    uint32_t heading, body; // block, element
    uint32_t *links;        // blocks before each that are links to something to read
} dates_job;

/* Links of a few words and more, counted up block by block. */
static uint32_t *count_links(const html_page *h)
{
    enum { LINK_BYTES = 20 };
    uint32_t *links = arena_array(h->p->tmp, uint32_t, h->places.n + 1);
    for (uint32_t i = 0; i < h->places.n; i++)
        links[i + 1] = links[i] + (h->places.v[i].link_bytes >= LINK_BYTES);
    return links;
}

static const char in_comments[] = "among readers' comments"; // compared by address

/* Why a date in this one box is not the article's; NULL if it may be. A box that calls
 * itself a list or a teaser and leads nowhere is none. */
static const char *refuse_one(const dates_job *job, const element *e)
{
    bool leads = job->links[e->end_block] > job->links[e->first_block];
    if (e->hints & HINT_TALK)
        return in_comments;
    if (e->hints & (HINT_RELATED | HINT_LIST) && leads)
        return "beside a link to another article";
    // Beside the headline the article's own data stand in such a box as well
    bool near =
        e->first_block > job->heading && e->first_block - job->heading <= NEAR_BELOW;
    if ((e->hints & HINT_SIDE && leads) || (e->tag == TAG_aside && (leads || !near)))
        return "in a box beside the article";
    if (e->tag == TAG_nav)
        return "in the site's navigation";
    return NULL;
}

/* The same for a box and all around it, up to what the headline or the body stands in as
 * well: that says nothing. Only a footer of the article itself may say when it was made.
 * */
static const char *refuse_box(const dates_job *job, uint32_t at)
{
    const html_page *h = job->h;
    bool foot = false, own = false;
    for (; at != NO_ELEMENT; at = h->elements.v[at].parent) {
        const element *e = &h->elements.v[at];
        if ((at <= job->body && job->body < e->end) ||
            (job->heading >= e->first_block && job->heading < e->end_block)) {
            own =
                e->tag == TAG_article || (e->hints & HINT_ARTICLE && e->tag != TAG_body);
            break;
        }
        const char *why = refuse_one(job, e);
        if (why)
            return why;
        // "bottom" names the foot of a picture as well
        foot |= e->tag == TAG_footer ||
                (e->hints & HINT_FOOT &&
                 e->first_block >= h->elements.v[job->body].end_block);
    }
    return foot && !own ? "in a footer" : NULL;
}

static date_place place_of(const dates_job *job, uint32_t block_at, uint32_t box)
{
    const html_page *h = job->h;
    const element *body = &h->elements.v[job->body];
    if (refuse_box(job, box))
        return PLACE_ELSEWHERE;
    int64_t below = (int64_t)block_at - job->heading;
    int64_t above = (int64_t)body->first_block - block_at;
    if ((job->heading < h->p->blocks.n && below >= -NEAR_ABOVE && below <= NEAR_BELOW) ||
        (above >= 0 && above <= NEAR_ABOVE))
        return PLACE_NEAR;
    if (job->heading == h->p->blocks.n && above < 0 && above >= -NEAR_BELOW / 2)
        return PLACE_NEAR;
    if (block_at + 3 >= body->first_block && block_at < body->end_block + 6)
        return PLACE_BODY;
    return PLACE_FAR;
}

/* "30.10.23" where an element says that it is a date. */
static bool short_year(page *p, slice text, date_found *to)
{
    for (size_t at = 0; at + 8 <= text.len; at++) {
        slice t = slice_of(text.ptr + at, 8);
        int day = number_at(t, 0, 2), month = number_at(t, 3, 2),
            year = number_at(t, 6, 2);
        if ((at && is_digit(text.ptr[at - 1])) || t.ptr[2] != '.' || t.ptr[5] != '.' ||
            year < 0 || !is_good(2000 + year, month, day) ||
            (at + 8 < text.len && is_digit(text.ptr[at + 8])))
            continue;
        *to = (date_found){.at = {(uint32_t)at, (uint32_t)at + 8},
                           .has_year = true,
                           .weekday = -1,
                           .day = date_day(2000 + year, month, day)};
        to->value = arena_format(p->out, "%04d-%02d-%02d", 2000 + year, month, day);
        return true;
    }
    return false;
}

static void take_mark(const dates_job *job, const date_mark *mark)
{
    page *p = job->h->p;
    const element *e = &job->h->elements.v[mark->element];
    slice text = html_decode(p->out, mark->when, true);
    if (!text.len) {
        if (e->text_end <= e->text_start || e->text_end - e->text_start > LINE_BYTES)
            return;
        text = slice_trim(
            slice_of(p->text.ptr + e->text_start, e->text_end - e->text_start));
    }
    bool timed = e->tag == TAG_time || mark->when.len;
    date_place place = place_of(job, e->first_block, mark->element);
    date_found date;
    if (!date_value(p->out, text, &date) &&
        !(text.len <= LINE_BYTES &&
          (date_next(p->out, text, 0, &date) || short_year(p, text, &date))))
        return;
    date_label label = date_label_of(p->tmp, slice_of(text.ptr, date.at.start));
    if (label == LABEL_NONE && mark->when.len && e->text_end > e->text_start &&
        e->text_end - e->text_start <= LINE_BYTES)
        label = date_label_of(
            p->tmp, slice_of(p->text.ptr + e->text_start, e->text_end - e->text_start));
    bool published = mark->published && !mark->modified;
    bool modified = mark->modified || label == LABEL_UPDATED;
    const char *refuse = place == PLACE_ELSEWHERE ? refuse_box(job, mark->element)
                                                  : published_order(p, &date);
    if (!date.has_year && !refuse)
        refuse = published_no_year;
    if (label == LABEL_OTHER && !published)
        refuse = "the day on which the page was made or opened";
    int rank = modified              ? RANK_UPDATED
               : place == PLACE_FAR  ? RANK_FAR
               : published           ? timed ? RANK_TIME_PUBLISHED : RANK_MARK_PUBLISHED
               : place == PLACE_NEAR ? timed ? RANK_TIME_NEAR : RANK_MARK_NEAR
               : timed               ? RANK_TIME
                                     : RANK_MARK;
    published_add(p, date.value, date.day,
                  e->tag == TAG_time ? published  ? SLICE("time element, published")
                                       : modified ? SLICE("time element, updated")
                                                  : SLICE("time element")
                                     : SLICE("element named after a date"),
                  arena_slice(p->out, text), rank, refuse);
}

/* Four digits of a year, or a day and a month with a year of two. */
static bool may_hold_date(slice text)
{
    unsigned digits = 0;
    for (size_t i = 0; i < text.len; i++)
        digits += is_digit(text.ptr[i]);
    return digits >= 4 && digits <= 40;
}

/* "Date:26 January 2022", "Posted on26.01.2022": where the date behind a label begins,
 * if nothing parts the two; else 0. */
static size_t behind_label(arena *tmp, slice line)
{
    enum { LABEL_BYTES = 40 };
    size_t at = 0;
    while (at < line.len && !is_digit(line.ptr[at]))
        at++;
    if (at == 0 || at > LABEL_BYTES || at == line.len ||
        strchr(" .,/-", line.ptr[at - 1]))
        return 0;
    return date_label_of(tmp, slice_of(line.ptr, at)) == LABEL_PUBLISHED ? at : 0;
}

/* "Oct 17, 20235 min read": a space behind the year; the line itself if it has no such
 * place. */
static slice part_year(arena *out, slice line)
{
    slice sign = SLICE(", ");
    for (size_t at = 0; (at = slice_find(line, sign, at)) < line.len; at++) {
        int year = number_at(line, at + 2, 4);
        if (at == 0 || !is_digit(line.ptr[at - 1]) || year < FIRST_YEAR ||
            year > LAST_YEAR || number_at(line, at + 6, 1) < 0)
            continue;
        return arena_format(out, "%.*s %.*s", (int)(at + 6), line.ptr,
                            (int)(line.len - at - 6), line.ptr + at + 6);
    }
    return line;
}

/* What a line says is told as it was before it was cut. */
static slice cut_label(page *p, slice line, date_label *label)
{
    size_t at = behind_label(p->tmp, line);
    *label = at ? LABEL_PUBLISHED : LABEL_NONE;
    return slice_of(line.ptr + at, line.len - at);
}

/* "29.11.2022 - The ferries", "HARBOURTOWN, 3 May 2021 (Agency) - The ferries",
 * "Press release of 25 January 2022 | Harbourtown - The ferries": the date that a report
 * begins with. */
static void take_dateline(const dates_job *job, uint32_t i, slice text)
{
    enum { LOOK = 120, BEFORE = 60, BEHIND = 24 };
    page *p = job->h->p;
    date_found date;
    slice head = shape_cut(text, LOOK);
    if (!date_next(p->out, head, 0, &date) || !date.has_year || date.day == INT64_MIN ||
        date.at.start > BEFORE)
        return;
    shape before = shape_of(slice_of(head.ptr, date.at.start));
    if (before.words > 6 || before.stops)
        return;
    // The sign that parts it from the report, an agency in brackets before it
    size_t at = date.at.end, most = at + BEHIND;
    while (at < head.len && strchr(" .)", head.ptr[at]))
        at++;
    if (at < head.len && strchr("(/", head.ptr[at])) {
        char end = head.ptr[at] == '(' ? ')' : '/';
        for (at++; at < head.len && at < most && head.ptr[at] != end;)
            at++;
        at++;
        while (at < head.len && head.ptr[at] == ' ')
            at++;
    }
    slice rest = at < head.len ? slice_of(head.ptr + at, head.len - at) : slice_of("", 0);
    if (!slice_starts(rest, SLICE("-")) && !slice_starts(rest, SLICE("|")) &&
        !slice_starts(rest, SLICE(":")) && !slice_starts(rest, SLICE("\xe2\x80\x93")) &&
        !slice_starts(rest, SLICE("\xe2\x80\x94")))
        return;
    const char *refuse = refuse_box(job, job->h->places.v[i].owner);
    published_add(p, date.value, date.day, SLICE("line at the head of the report"),
                  arena_slice(p->out, head), RANK_DATELINE,
                  refuse ? refuse : published_order(p, &date));
}

static void take_line(const dates_job *job, uint32_t i, slice whole)
{
    page *p = job->h->p;
    date_place place = place_of(job, i, job->h->places.v[i].owner);
    size_t from = 0;
    date_label first;
    slice line = cut_label(p, part_year(p->tmp, whole), &first);
    date_found date;
    unsigned n = 0;
    bool near = place == PLACE_NEAR || first == LABEL_PUBLISHED;
    while (n++ < 3 &&
           (date_next(p->out, line, from, &date) ||
            (n == 1 && near && line.len < SHORT_LINE && short_year(p, line, &date)))) {
        slice before = slice_of(line.ptr + from, date.at.start - from);
        from = date.at.end;
        date_label label = first ? first : date_label_of(p->tmp, before);
        first = LABEL_NONE;
        const char *refuse = place == PLACE_ELSEWHERE
                                 ? refuse_box(job, job->h->places.v[i].owner)
                                 : published_order(p, &date);
        if (label == LABEL_OTHER)
            refuse = "the day on which the page was made or opened";
        if (!date.has_year || date.day == INT64_MIN)
            continue;
        // In running text a date is what the report speaks of
        bool alone = line.len < 90 || label == LABEL_PUBLISHED;
        int rank = label == LABEL_UPDATED     ? RANK_LINE_UPDATED
                   : place == PLACE_FAR       ? RANK_FAR
                   : label == LABEL_PUBLISHED ? RANK_LABEL
                   : !alone                   ? RANK_LONG_LINE
                   : place == PLACE_NEAR      ? RANK_LINE_NEAR
                                              : RANK_LINE;
        slice shown = shape_cut(whole, 120);
        published_add(p, date.value, date.day,
                      arena_format(p->out, "line \xe2\x80\x9c%.*s\xe2\x80\x9d",
                                   (int)shown.len, shown.ptr),
                      arena_slice(p->out, line), rank, refuse);
    }
}

/* ---- Scripts ---- */

/* What the key before a date in a script says of it: a rank, or 0. */
static int key_rank(slice before)
{
    static const struct {
        const char *word;
        int rank;
    } words[] = {{"modif", 0},
                 {"updat", 0},
                 {"expir", 0},
                 {"birth", 0},
                 {"publi", RANK_SCRIPT},
                 {"pubdate", RANK_SCRIPT},
                 {"pub_date", RANK_SCRIPT},
                 {"release", RANK_SCRIPT_ISSUED},
                 {"creat", RANK_SCRIPT_CREATED},
                 {"issued", RANK_SCRIPT_ISSUED},
                 {"date", RANK_SCRIPT_DATE}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_find_nocase(before, slice_of_str(words[i].word), 0) < before.len)
            return words[i].rank;
    return 0;
}

static const char *refused_day(const page *p, int64_t day)
{
    for (uint32_t i = 0; i < p->dates.n; i++)
        if (p->dates.v[i].day == day && p->dates.v[i].refuse == in_comments)
            return in_comments;
    return NULL;
}

/* "publishedAt":"2019-05-09T…" anywhere in the page's source. */
static void take_scripts(html_page *h)
{
    enum { KEY_BYTES = 40, MOST = 24 };
    page *p = h->p;
    slice all = p->doc->bytes;
    unsigned found = 0;
    for (size_t at = 0; found < MOST && (at = slice_find(all, SLICE("-"), at)) < all.len;
         at++) {
        if (at < 5 || at + 6 > all.len || all.ptr[at + 3] != '-' ||
            is_digit(all.ptr[at - 5]) || (at + 6 < all.len && is_digit(all.ptr[at + 6])))
            continue;
        int year = number_at(all, at - 4, 4), month = number_at(all, at + 1, 2),
            day = number_at(all, at + 4, 2);
        if (!is_good(year, month, day))
            continue;
        size_t from = at > 4 + KEY_BYTES ? at - 4 - KEY_BYTES : 0;
        slice before = slice_of(all.ptr + from, at - 4 - from);
        // The key alone: what stands behind the last comma or brace; JSON in an
        // attribute has its quotation marks written as references
        slice quote = SLICE("&quot;");
        while (slice_ends(before, quote) || slice_ends(before, SLICE(":")))
            before.len -= slice_ends(before, quote) ? quote.len : 1;
        for (size_t k = before.len; k-- > 0;)
            if (strchr(",{;<>", before.ptr[k])) {
                before = slice_of(before.ptr + k + 1, before.len - k - 1);
                break;
            }
        int rank = key_rank(before);
        if (!rank)
            continue;
        found++;
        // The day of a comment is in the source for the comment's sake
        published_add(p, arena_format(p->out, "%04d-%02d-%02d", year, month, day),
                      date_day(year, month, day),
                      SLICE("the page's source, beside a name for a date"),
                      arena_slice(p->out, slice_of(all.ptr + at - 4, 10)), rank,
                      refused_day(p, date_day(year, month, day)));
    }
}

static bool any_good(const page *p, int rank)
{
    for (uint32_t i = 0; i < p->dates.n; i++)
        if (!p->dates.v[i].refuse && p->dates.v[i].rank >= rank &&
            p->dates.v[i].day != INT64_MIN)
            return true;
    return false;
}

/* "Ferry runs aground (9 May 2019)": the last resort but one. A date inside a sentence is
 * what the report speaks of. */
static void take_words(page *p, slice text, const char *where)
{
    enum { EDGE = 3 };
    date_found date;
    if (date_next(p->out, text, 0, &date) && date.has_year && date.day != INT64_MIN &&
        (date.at.start < EDGE || date.at.end + EDGE >= text.len))
        published_add(p, date.value, date.day, slice_of_str(where), text, RANK_WORDS,
                      published_order(p, &date));
}

void html_dates_settle(html_page *h, uint32_t body, uint32_t heading)
{
    page *p = h->p;
    dates_job job = {.h = h, .heading = heading, .body = body, .links = count_links(h)};
    for (uint32_t i = 0; i < h->times.n && i < MOST_LINES; i++)
        take_mark(&job, &h->times.v[i]);
    take_address(p, p->url, "address of the page", RANK_URL);
    enum { DATELINES = 6 };
    uint32_t first = h->elements.v[body].first_block;
    unsigned lines = 0;
    for (uint32_t i = 0; i < p->blocks.n && lines < MOST_LINES; i++) {
        slice line = page_slice(p, &p->blocks.v[i]);
        if ((i + 2 >= first && i < first + DATELINES) ||
            (i > heading && i - heading <= DATELINES))
            take_dateline(&job, i, line);
        if (line.len > LINE_BYTES || !may_hold_date(line))
            continue;
        lines++;
        take_line(&job, i, line);
    }
    if (any_good(p, RANK_LINE))
        return;
    take_scripts(h);
    take_words(p, h->title, "title of the page");
    take_words(p, h->description, "description of the page");
    take_address(p, h->og_image, "address of the page's picture", RANK_PICTURE);
}
