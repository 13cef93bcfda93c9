#include "article/date_ranks.h"
#include "article/html.h"
#include "article/reprint.h"
#include "base/utf8.h"

#include <string.h>

/* What a page says about itself outside its text. */

static const struct {
    const char *name;
    int rank;
} date_names[] = {
    {"article:published_time", RANK_META},
    {"og:article:published_time", RANK_META},
    {"datepublished", RANK_META},
    {"article.published", RANK_META},
    {"dc.date.issued", RANK_META_OTHER},
    {"dcterms.issued", RANK_META_OTHER},
    {"dcterms.created", RANK_META_OTHER},
    {"dc.date", RANK_META_VAGUE},
    {"dcterms.date", RANK_META_VAGUE},
    {"dc.date.created", RANK_META_OTHER},
    {"sailthru.date", RANK_META_OTHER},
    {"parsely-pub-date", RANK_META_OTHER},
    {"pubdate", RANK_META_OTHER},
    {"publishdate", RANK_META_OTHER},
    {"publish-date", RANK_META_OTHER},
    {"publish_date", RANK_META_OTHER},
    {"published_time", RANK_META_OTHER},
    {"publication_date", RANK_META_OTHER},
    {"ptime", RANK_META_OTHER},
    {"cxenseparse:recs:publishtime", RANK_META_OTHER},
    {"date", RANK_META_VAGUE},
    {"article:published", RANK_META},
    {"og:pubdate", RANK_META},
    {"article.created", RANK_META_OTHER},
    {"publication-date", RANK_META_OTHER},
    {"publicationdate", RANK_META_OTHER},
    {"bt:pubdate", RANK_META_OTHER},
    {"pdate", RANK_META_OTHER},
    {"rbpubdate", RANK_META_OTHER},
    {"release_date", RANK_META_OTHER},
    {"datecreated", RANK_META_OTHER},
    {"article_date", RANK_META_OTHER},
    {"news_publication_date", RANK_META_OTHER},
    {"dcterms.available", RANK_META_OTHER},
    {"article_date_original", RANK_META_OTHER},
    {"displaydate", RANK_META_OTHER},
    {"originalpublicationdate", RANK_META_OTHER},
    {"citation_publication_date", RANK_META_OTHER},
    {"og:published_time", RANK_META_OTHER},
    {"rnews:datepublished", RANK_META_OTHER},
    {"vr:published_time", RANK_META_OTHER},
    {"article:modified_time", RANK_META_MODIFIED},
    {"og:updated_time", RANK_META_MODIFIED},
    {"datemodified", RANK_META_MODIFIED},
    {"lastmod", RANK_META_MODIFIED},
    {"last-modified", RANK_META_MODIFIED},
    {"dcterms.modified", RANK_META_MODIFIED},
};

void html_add_date(page *p, slice text, slice where, int rank)
{
    date_found date;
    if (date_value(p->out, text, &date))
        published_add(
            p, date.value, date.day, where, arena_slice(p->out, slice_trim(text)), rank,
            date.ambiguous ? "day and month may be meant the other way round" : NULL);
}

void html_set_outlet(page *p, slice name, const char *why, int rank)
{
    name = slice_trim(name);
    if (name.len == 0 || name.len > 100 || rank <= p->outlet_rank)
        return;
    p->outlet = arena_slice(p->out, name);
    p->outlet_why = slice_of_str(why);
    p->outlet_rank = rank;
}

static void take_author(page *p, slice name, const char *where)
{
    if (slice_find(name, SLICE("://"), 0) < name.len || name.len > 200)
        return;
    byline_names(p, slice_trim(name), where);
}

static void take_meta(html_page *h, const html_token *token)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    page *p = h->p;
    slice key = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names && !key.len; i++)
        key = slice_trim(html_attribute_get(token, names[i]));
    slice value = html_decode(p->out, html_attribute_get(token, "content"), true);
    if (key.len == 0 || value.len == 0)
        return;
    for (size_t i = 0; i < sizeof date_names / sizeof *date_names; i++)
        if (slice_eq_nocase(key, slice_of_str(date_names[i].name)))
            html_add_date(p, value, arena_format(p->out, "meta %s", date_names[i].name),
                          date_names[i].rank);
    if (slice_eq_nocase(key, SLICE("og:title")) && !h->og_title.len)
        h->og_title = arena_slice(p->out, value);
    else if (slice_eq_nocase(key, SLICE("og:site_name")))
        html_set_outlet(p, value, "og:site_name", 70);
    else if (slice_eq_nocase(key, SLICE("application-name")))
        html_set_outlet(p, value, "meta application-name", 45);
    else if (slice_eq_nocase(key, SLICE("dc.publisher")) ||
             slice_eq_nocase(key, SLICE("publisher")))
        html_set_outlet(p, value, "meta publisher", 50);
    else if (slice_eq_nocase(key, SLICE("author")) ||
             slice_eq_nocase(key, SLICE("dc.creator")) ||
             slice_eq_nocase(key, SLICE("sailthru.author")) ||
             slice_eq_nocase(key, SLICE("parsely-author")) ||
             slice_eq_nocase(key, SLICE("byl")) ||
             slice_eq_nocase(key, SLICE("article:author")))
        take_author(p,
                    slice_starts_nocase(value, SLICE("by "))
                        ? slice_of(value.ptr + 3, value.len - 3)
                        : value,
                    "metadata");
    else if (slice_eq_nocase(key, SLICE("dcterms.rights")) ||
             slice_eq_nocase(key, SLICE("dc.rights")) ||
             slice_eq_nocase(key, SLICE("rights")) ||
             slice_eq_nocase(key, SLICE("copyright")))
        rights_set(p, value, "meta copyright", 60);
    else if (slice_eq_nocase(key, SLICE("og:image")) && !h->og_image.len)
        h->og_image = value;
    else if (slice_eq_nocase(key, SLICE("description")) && !h->description.len)
        h->description = value;
    else if (slice_eq_nocase(key, SLICE("og:url")) && !p->url.len)
        p->url = arena_slice(p->out, value);
    else if (slice_eq_nocase(key, SLICE("og:locale")) && !p->language.len)
        p->language = arena_slice(p->out, value);
}

void html_meta_token(html_page *h, const html_token *token)
{
    page *p = h->p;
    slice type;
    switch (token->tag) {
    case TAG_meta:
        take_meta(h, token);
        break;
    case TAG_title:
        if (!h->title.len)
            h->title = html_decode(p->out, token->raw, false);
        break;
    case TAG_html:
        if (!p->language.len)
            p->language = html_decode(p->out, html_attribute_get(token, "lang"), true);
        break;
    case TAG_link:
        if (slice_eq_nocase(html_attribute_get(token, "rel"), SLICE("canonical")) &&
            !h->canonical.len)
            h->canonical = html_decode(p->out, html_attribute_get(token, "href"), true);
        if (slice_eq_nocase(html_attribute_get(token, "rel"), SLICE("license")))
            rights_set(p, html_decode(p->out, html_attribute_get(token, "href"), true),
                       "link rel=license", 70);
        break;
    case TAG_script:
        type = html_attribute_get(token, "type");
        if (slice_find_nocase(type, SLICE("ld+json"), 0) < type.len)
            html_json_ld(h, token->raw);
        break;
    default:
        break;
    }
}

/* The words of an element, a space between its blocks. */
static slice words_of(const html_page *h, const element *e)
{
    const page *p = h->p;
    buf text;
    buf_init(&text, p->out);
    for (uint32_t i = e->first_block; i < e->end_block && text.len < 2000; i++) {
        if (text.len)
            buf_add_byte(&text, ' ');
        buf_add(&text, page_slice(p, &p->blocks.v[i]));
    }
    return buf_slice(&text);
}

static void take_headings(html_page *h)
{
    for (uint32_t i = 0; i < h->elements.n; i++) {
        if (h->elements.v[i].tag != TAG_h1)
            continue;
        slice text = words_of(h, &h->elements.v[i]);
        if (shape_of(text).words < 2)
            continue;
        if (h->n_h1++ == 0 || shape_of(h->h1).words < 3)
            h->h1 = text;
    }
}

static bool same_words(const page *p, slice a, slice b)
{
    return a.len && b.len && shape_key(p->tmp, a) == shape_key(p->tmp, b);
}

/* "Army enters town - Harbour Courier": the site's name off, and taken where no other is
 * known. */
static slice bare_title(html_page *h, slice title)
{
    static const char *const bars[] = {
        " | ",  " - ",        " \xe2\x80\x93 ", " \xe2\x80\x94 ",
        " :: ", " \xc2\xbb ", " \xc2\xb7 ",     " \xe2\x80\xa2 "};
    page *p = h->p;
    slice known[] = {h->h1, h->og_title, h->ld_headline};
    size_t last = 0, width = 0;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        slice bar = slice_of_str(bars[i]);
        for (size_t at = 0; (at = slice_find(title, bar, at)) < title.len;
             at += bar.len) {
            slice head = slice_trim(slice_of(title.ptr, at));
            for (size_t k = 0; k < 3; k++)
                if (same_words(p, head, known[k])) {
                    html_set_outlet(
                        p, slice_of(title.ptr + at + bar.len, title.len - at - bar.len),
                        "the title behind the headline", 40);
                    return head;
                }
            if (at >= last) {
                last = at;
                width = bar.len;
            }
        }
    }
    slice tail = slice_of(title.ptr + last + width, title.len - last - width);
    shape s = shape_of(tail), whole = shape_of(title);
    bool is_outlet = p->outlet.len && slice_eq_nocase(slice_trim(tail), p->outlet);
    if (last == 0 || (!is_outlet && (s.words > 5 || s.words * 2 >= whole.words)))
        return title;
    html_set_outlet(p, tail, "the title behind the headline", 30);
    return slice_trim(slice_of(title.ptr, last));
}

/* "Opinion | …", "Harbour Courier - …": a section, or the site's name, in front; and the
 * same behind. */
static slice without_section(const page *p, slice title)
{
    slice bar = SLICE(" | ");
    size_t at = slice_find(title, bar, 0);
    if (at < title.len) {
        slice head = slice_of(title.ptr, at);
        slice rest = slice_of(title.ptr + at + bar.len, title.len - at - bar.len);
        if (shape_of(head).words <= 2 && shape_of(rest).words >= 4)
            return without_section(p, slice_trim(rest));
        size_t last = at;
        while ((at = slice_find(title, bar, last + 1)) < title.len)
            last = at;
        slice tail = slice_of(title.ptr + last + bar.len, title.len - last - bar.len);
        if (shape_of(tail).words <= 2 && shape_of(slice_of(title.ptr, last)).words >= 4)
            return slice_trim(slice_of(title.ptr, last));
    }
    static const char *const dashes[] = {" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", ": "};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        slice dash = slice_of_str(dashes[i]);
        at = slice_find(title, dash, 0);
        if (at < title.len && p->outlet.len &&
            slice_eq_nocase(slice_trim(slice_of(title.ptr, at)), p->outlet))
            return slice_trim(
                slice_of(title.ptr + at + dash.len, title.len - at - dash.len));
    }
    return title;
}

/* The headline with a label in its element: "News Army enters town". */
static bool is_label_before(const page *p, slice h1, slice title)
{
    shape s = shape_of(title);
    if (s.words < 4 || h1.len <= title.len)
        return false;
    slice tail = slice_of(h1.ptr + h1.len - title.len, title.len);
    slice label = slice_trim(slice_of(h1.ptr, h1.len - title.len));
    if (label.len == 0 || label.ptr[label.len - 1] == ':')
        return false;
    return (h1.ptr[h1.len - title.len - 1] == ' ') && same_words(p, tail, title) &&
           shape_of(slice_of(h1.ptr, h1.len - title.len)).words <= 2;
}

static slice one_space(arena *out, slice text)
{
    buf words;
    buf_init(&words, out);
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        if (words.len)
            buf_add_byte(&words, ' ');
        buf_add(&words, word);
    }
    return buf_slice(&words);
}

static void settle_headline(html_page *h)
{
    page *p = h->p;
    slice title = h->title.len ? bare_title(h, h->title) : h->title;
    slice og = h->og_title.len ? bare_title(h, h->og_title) : h->og_title;
    if (p->headline.len)
        return;
    title = without_section(p, title);
    og = without_section(p, og);
    slice h1 = is_label_before(p, h->h1, og)      ? og
               : is_label_before(p, h->h1, title) ? title
                                                  : h->h1;
    // What readers see goes first, if the page's own words do not speak against it
    bool h1_good = shape_of(h1).words >= 3 &&
                   (h->n_h1 == 1 || same_words(p, h1, og) ||
                    same_words(p, h1, h->ld_headline) || same_words(p, h1, title));
    slice choices[] = {h1_good ? h1 : slice_of("", 0), h->ld_headline, og, h1, title};
    for (size_t i = 0; i < sizeof choices / sizeof *choices && !p->headline.len; i++)
        p->headline = one_space(p->out, without_section(p, slice_trim(choices[i])));
}

void html_meta_settle(html_page *h)
{
    page *p = h->p;
    p->canonical = h->canonical;
    if (!p->url.len)
        p->url = h->canonical;
    take_headings(h);
    settle_headline(h);
    // Locales are written with "_", tags with "-"
    char *tag = arena_str(p->out, p->language);
    for (char *c = tag; *c; c++)
        if (*c == '_')
            *c = '-';
    p->language.ptr = tag;
}
