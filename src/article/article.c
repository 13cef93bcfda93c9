#include "article/article.h"

#include "article/date_ranks.h"
#include "article/page.h"
#include "article/reprint.h"

enum { LONGEST_CREDIT = 100 };

static slice one_of(slice first, slice second)
{
    return first.len ? first : second;
}

/* "record field date", "feed: date" */
static slice said_by(const page *p, const char *field)
{
    slice who = p->doc->said_by;
    return who.len ? arena_format(p->out, "%.*s: %s", (int)who.len, who.ptr, field)
                   : arena_format(p->out, "record field %s", field);
}

static void take_date(page *p, slice stated, const char *field, int rank)
{
    date_found date;
    if (stated.len && date_value(p->out, stated, &date))
        published_add(p, date.value, date.day, said_by(p, field), stated, rank,
                      date.ambiguous ? "day and month may be meant the other way round"
                                     : NULL);
    else if (stated.len)
        published_add(p, stated, INT64_MIN, said_by(p, field), stated, rank,
                      "not a date that can be read");
}

/* An agency that no list knows is one where the format has a field for it; a publisher
 * who credits himself is none. */
static void take_credit(page *p)
{
    const document *doc = p->doc;
    slice agency;
    if (!doc->credit.len || doc->credit.len > LONGEST_CREDIT)
        return;
    if (agency_any_at(doc->credit, &agency) == doc->credit.len)
        agency_add(p, agency, doc->credit, "metadata");
    else if (!slice_eq_nocase(doc->credit, doc->outlet))
        agency_add(p, doc->credit, doc->credit, "metadata");
}

/* What the record says about itself goes before what the page shows. */
static void take_record(page *p)
{
    const document *doc = p->doc;
    p->headline = slice_trim(doc->title);
    if (doc->outlet.len) {
        p->outlet = doc->outlet;
        p->outlet_why = said_by(p, "outlet");
        p->outlet_rank = 100;
    }
    p->url = doc->url;
    // "By Jane Roe" comes with news formats, names alone with records
    if (doc->author.len)
        p->author_taken = (doc->said_by.len && byline_take(p, doc->author, false)) ||
                          byline_names(p, doc->author, "metadata");
    take_date(p, doc->date, "date", RANK_RECORD);
    take_date(p, doc->updated, "updated", RANK_UPDATED);
    take_credit(p);
    rights_set(p, doc->rights, "stated beside the text", 100);
}

/* An author that is the name of an agency credited in the text. */
static void author_is_agency(page *p, article *to)
{
    slice author = slice_trim(p->doc->author);
    if (!author.len || p->bylines.n || p->author_taken)
        return;
    for (uint32_t i = 0; i < to->credits.n; i++) {
        slice name = to->credits.v[i].name;
        if (name.len >= author.len && slice_starts_nocase(name, author)) {
            agency_add(p, name, author, "metadata");
            return;
        }
    }
    shape s = shape_of(author);
    // One word is rather a pen name than an agency; it is kept as it stands
    if (s.words >= 1)
        vec_push(p->out, &p->bylines, arena_slice(p->out, author));
}

/* A tag such as "en-GB", whatever was written there. */
static slice language_tag(slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
        if (!good || i > 34)
            return slice_of("", 0);
    }
    return text.len > 1 ? text : slice_of("", 0);
}

static void fill(page *p, article *to)
{
    to->headline = p->headline;
    to->outlet = p->outlet;
    to->outlet_why = p->outlet_why;
    to->via = p->via;
    to->via_why = p->via_why;
    to->rights = p->rights;
    to->rights_why = p->rights_why;
    to->url = p->url;
    to->address = reprint_address(p);
    to->fetched = p->doc->fetched;
    for (uint32_t i = 0; i < p->bylines.n; i++)
        vec_push(p->out, &to->bylines, p->bylines.v[i]);
}

void article_plain(arena *out, const document *doc, article *to)
{
    page p = {.out = out, .doc = doc};
    *to = (article){.input = doc->input, .url = doc->url, .text = doc->bytes};
    compose_identify(&p, to);
}

static void extract(arena *out, const document *doc, bool plain, slice language,
                    const repeat_set *again, article *to)
{
    arena *tmp = arena_sub(out);
    page p = {.out = out, .tmp = tmp, .doc = doc, .again = again};
    *to = (article){.input = doc->input,
                    .encoding = doc->encoding,
                    .note = doc->note,
                    .extra = doc->extra};
    buf_init(&p.text, tmp);
    p.language = one_of(language, doc->lang);
    take_record(&p);
    if (plain) {
        lines_plain(doc, out, to);
        vec_push(tmp, &p.credit_places, (span){0, (uint32_t)to->text.len});
    } else {
        p.html = doc->kind == DOCUMENT_HTML;
        if (p.html)
            html_split(&p);
        else
            lines_split(&p);
        classify(&p);
        if (p.html)
            html_settle(&p);
        reprint_lines(&p);
        rights_lines(&p);
        compose(&p, to);
    }
    to->language = language_tag(p.language);
    if (!to->language.len)
        to->language =
            plain ? language_guess(to->text) : language_tell(&p.languages, to->text);
    p.language = to->language;
    dateline_find(&p, to);
    if (!to->dateline_place.len)
        to->dateline_place = doc->dateline;
    agency_in_text(&p, to);
    author_is_agency(&p, to);
    reprint_settle(&p);
    fill(&p, to);
    agency_unify(&p, to);
    published_choose(&p, to->text, to);
    compose_identify(&p, to);
    arena_release(tmp);
}

void article_extract(arena *out, const document *doc, bool plain, slice language,
                     article *to)
{
    extract(out, doc, plain, language, NULL, to);
}

void article_extract_again(arena *out, const document *doc, slice language,
                           const repeat_set *again, article *to)
{
    extract(out, doc, false, language, again, to);
}
