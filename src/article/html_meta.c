#include "article/html.h"
#include "base/utf8.h"

#include <string.h>

/* What a page says about itself outside its text. */

enum {
    RANK_JSON_LD = 90,
    RANK_META = 85,
    RANK_TIME_PUBLISHED = 78,
    RANK_META_OTHER = 75,
    RANK_MODIFIED = 52,
    RANK_TIME = 42,
    RANK_URL = 35
};

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
    {"dc.date", RANK_META_OTHER},
    {"dcterms.date", RANK_META_OTHER},
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
    {"date", RANK_META_OTHER - 5},
    {"article_date_original", RANK_META_OTHER},
    {"displaydate", RANK_META_OTHER},
    {"originalpublicationdate", RANK_META_OTHER},
    {"citation_publication_date", RANK_META_OTHER},
    {"og:published_time", RANK_META_OTHER},
    {"rnews:datepublished", RANK_META_OTHER},
    {"vr:published_time", RANK_META_OTHER},
    {"article:modified_time", RANK_MODIFIED},
    {"og:updated_time", RANK_MODIFIED - 1},
    {"datemodified", RANK_MODIFIED},
    {"lastmod", RANK_MODIFIED},
    {"last-modified", RANK_MODIFIED},
    {"dcterms.modified", RANK_MODIFIED},
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

slice html_clean(arena *out, slice text)
{
    buf to;
    buf_init(&to, out);
    for (size_t at = 0; at < text.len;) {
        char bytes[4];
        uint32_t c = utf8_next(text, &at);
        buf_add(&to, slice_of(bytes, utf8_put(c < 0x20 || c == 0x7f ? ' ' : c, bytes)));
    }
    return slice_trim(buf_slice(&to));
}

static void take_author(page *p, slice name, const char *where)
{
    if (slice_find(name, SLICE("://"), 0) < name.len || name.len > 200)
        return;
    byline_names(p, slice_trim(name), where);
}

static void take_meta(html_page *h, const GumboNode *node)
{
    page *p = h->p;
    const char *name = html_attribute(node, "property");
    const char *content = html_attribute(node, "content");
    if (!name)
        name = html_attribute(node, "name");
    if (!name)
        name = html_attribute(node, "itemprop");
    if (!name || !content)
        return;
    slice key = slice_trim(slice_of_str(name));
    slice value = html_clean(p->out, slice_of_str(content));
    if (value.len == 0)
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
    else if (slice_eq_nocase(key, SLICE("og:url")) && !p->url.len)
        p->url = arena_slice(p->out, value);
    else if (slice_eq_nocase(key, SLICE("og:locale")) && !p->language.len)
        p->language = arena_slice(p->out, value);
}

/* The text below a node, inline elements included. */
static slice inner_text(arena *out, const GumboNode *node, size_t most)
{
    typedef struct {
        const GumboNode *node;
        unsigned next;
    } place;
    VEC(place) stack = {0};
    buf text;
    buf_init(&text, out);
    vec_push(out, &stack, (place){node, 0});
    while (stack.n && text.len < most) {
        place *top = vec_last(&stack);
        const GumboVector *children = &top->node->v.element.children;
        if (top->next == children->length) {
            stack.n--;
            continue;
        }
        const GumboNode *child = children->data[top->next++];
        if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_CDATA ||
            child->type == GUMBO_NODE_WHITESPACE)
            buf_add_str(&text, child->v.text.text);
        else if (child->type == GUMBO_NODE_ELEMENT)
            vec_push(out, &stack, (place){child, 0});
    }
    return slice_trim(buf_slice(&text));
}

static bool is_within(const GumboNode *node, const char *word)
{
    for (unsigned up = 0; node && up < 6; node = node->parent, up++) {
        const char *class =
            node->type == GUMBO_NODE_ELEMENT ? html_attribute(node, "class") : NULL;
        if (class &&
            slice_find_nocase(slice_of_str(class), slice_of_str(word), 0) < strlen(class))
            return true;
    }
    return false;
}

static void take_time(html_page *h, const GumboNode *node)
{
    page *p = h->p;
    const char *when = html_attribute(node, "datetime");
    const char *property = html_attribute(node, "itemprop");
    const char *class = html_attribute(node, "class");
    slice about = slice_of_str(property), look = slice_of_str(class);
    slice text = when ? html_clean(p->tmp, slice_of_str(when))
                      : html_clean(p->tmp, inner_text(p->tmp, node, 200));
    bool published = slice_eq_nocase(about, SLICE("datePublished")) ||
                     slice_find_nocase(look, SLICE("publish"), 0) < look.len ||
                     html_attribute(node, "pubdate");
    bool modified = slice_eq_nocase(about, SLICE("dateModified")) ||
                    slice_find_nocase(look, SLICE("updat"), 0) < look.len ||
                    slice_find_nocase(look, SLICE("modif"), 0) < look.len;
    bool other = is_within(node, "related") || is_within(node, "sidebar") ||
                 is_within(node, "comment") || is_within(node, "latest") ||
                 is_within(node, "teaser") || is_within(node, "recommend");
    if (!other)
        html_add_date(p, text,
                      published  ? SLICE("time element, published")
                      : modified ? SLICE("time element, updated")
                                 : SLICE("time element"),
                      published  ? RANK_TIME_PUBLISHED
                      : modified ? RANK_MODIFIED - 2
                                 : RANK_TIME);
}

static void take_heading(html_page *h, const GumboNode *node)
{
    slice text = html_clean(h->p->out, inner_text(h->p->tmp, node, 2000));
    shape s = shape_of(text);
    if (s.words < 2)
        return;
    if (h->n_h1++ == 0 || shape_of(h->h1).words < 3)
        h->h1 = text;
}

static void take_node(html_page *h, const GumboNode *node)
{
    page *p = h->p;
    const char *type;
    switch (node->v.element.tag) {
    case GUMBO_TAG_META:
        take_meta(h, node);
        break;
    case GUMBO_TAG_TITLE:
        if (!h->title.len)
            h->title = html_clean(p->out, inner_text(p->tmp, node, 2000));
        break;
    case GUMBO_TAG_TIME:
        take_time(h, node);
        break;
    case GUMBO_TAG_H1:
        take_heading(h, node);
        break;
    case GUMBO_TAG_HTML:
        if (!p->language.len && html_attribute(node, "lang"))
            p->language = html_clean(p->out, slice_of_str(html_attribute(node, "lang")));
        break;
    case GUMBO_TAG_LINK:
        type = html_attribute(node, "rel");
        if (type && slice_eq_nocase(slice_of_str(type), SLICE("canonical")) &&
            html_attribute(node, "href") && !p->url.len)
            p->url = html_clean(p->out, slice_of_str(html_attribute(node, "href")));
        break;
    case GUMBO_TAG_SCRIPT:
        type = html_attribute(node, "type");
        if (type &&
            slice_find_nocase(slice_of_str(type), SLICE("ld+json"), 0) < strlen(type))
            html_json_ld(h, inner_text(p->tmp, node, SIZE_MAX));
        break;
    default:
        break;
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

static void settle_headline(html_page *h)
{
    page *p = h->p;
    slice title = h->title.len ? bare_title(h, h->title) : h->title;
    slice og = h->og_title.len ? bare_title(h, h->og_title) : h->og_title;
    if (p->headline.len)
        return;
    // What readers see goes first, if the page's own words do not speak against it
    bool h1_good = h->h1.len && shape_of(h->h1).words >= 3 &&
                   (h->n_h1 == 1 || same_words(p, h->h1, og) ||
                    same_words(p, h->h1, h->ld_headline) || same_words(p, h->h1, title));
    slice choices[] = {h1_good ? h->h1 : slice_of("", 0), h->ld_headline, og, h->h1,
                       title};
    for (size_t i = 0; i < sizeof choices / sizeof *choices && !p->headline.len; i++) {
        slice folded = slice_trim(choices[i]);
        buf words;
        buf_init(&words, p->out);
        slice word;
        for (size_t at = 0; shape_next_word(folded, &at, &word);) {
            if (words.len)
                buf_add_byte(&words, ' ');
            buf_add(&words, word);
        }
        p->headline = buf_slice(&words);
    }
}

/* "/2017/11/09/": many addresses carry the day. */
static void date_from_url(page *p)
{
    slice url = p->url;
    for (size_t at = 0; (at = slice_find(url, SLICE("/"), at)) < url.len; at++) {
        slice rest = slice_of(url.ptr + at + 1, url.len - at - 1);
        if (rest.len < 10 || (rest.ptr[4] != '/' && rest.ptr[4] != '-'))
            continue;
        rest.len = 10;
        date_found date;
        if (date_next(p->out, rest, 0, &date) && date.at.start == 0 &&
            date.day != INT64_MIN)
            published_add(p, date.value, date.day, SLICE("address of the page"),
                          arena_slice(p->out, rest), RANK_URL, NULL);
    }
}

void html_meta(html_page *h, const GumboNode *root)
{
    typedef struct {
        const GumboNode *node;
        unsigned next;
    } place;
    VEC(place) stack = {0};
    page *p = h->p;
    vec_push(p->tmp, &stack, (place){root, 0});
    take_node(h, root);
    while (stack.n) {
        place *top = vec_last(&stack);
        const GumboVector *children = &top->node->v.element.children;
        if (top->next == children->length) {
            stack.n--;
            continue;
        }
        const GumboNode *child = children->data[top->next++];
        if (child->type != GUMBO_NODE_ELEMENT)
            continue;
        take_node(h, child);
        vec_push(p->tmp, &stack, (place){child, 0});
    }
    settle_headline(h);
    date_from_url(p);
    // Locales are written with "_", tags with "-"
    char *tag = arena_str(p->out, p->language);
    for (char *c = tag; *c; c++)
        if (*c == '_')
            *c = '-';
    p->language.ptr = tag;
}
