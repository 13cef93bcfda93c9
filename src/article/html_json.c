#include "article/date_ranks.h"
#include "article/html.h"
#include "article/reprint.h"

#include <jansson.h>
#include <string.h>

/* schema.org in JSON-LD: the object that is an article, wherever it stands. */

enum { DEEPEST = 8, MOST_NODES = 2000 };

static void drop_json(void *what)
{
    json_decref(what);
}

static slice string_of(arena *out, const json_t *value)
{
    return json_is_string(value)
               ? slice_trim(arena_slice(
                     out, slice_of(json_string_value(value), json_string_length(value))))
               : slice_of("", 0);
}

static bool type_ends(const json_t *type, const char *end)
{
    if (json_is_string(type))
        return slice_ends(slice_of_str(json_string_value(type)), slice_of_str(end));
    for (size_t i = 0; i < json_array_size(type); i++)
        if (type_ends(json_array_get(type, i), end))
            return true;
    return false;
}

static bool is_article(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    return type_ends(type, "Article") || type_ends(type, "Posting") ||
           type_ends(type, "Report");
}

/* A page or a review as a whole, with the day on which it was published. */
static bool is_dated_page(const json_t *object)
{
    const json_t *type = json_object_get(object, "@type");
    return json_is_string(json_object_get(object, "datePublished")) &&
           (!type || type_ends(type, "Page") || type_ends(type, "Review") ||
            type_ends(type, "Recipe"));
}

/* The first such object in the tree; lists, @graph and mainEntity are looked into. */
static const json_t *find_object(const json_t *value, bool (*is)(const json_t *),
                                 int depth, int *budget)
{
    if (depth > DEEPEST || --*budget < 0)
        return NULL;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            const json_t *found =
                find_object(json_array_get(value, i), is, depth + 1, budget);
            if (found)
                return found;
        }
        return NULL;
    }
    if (!json_is_object(value))
        return NULL;
    if (is(value))
        return value;
    static const char *const inner[] = {"@graph", "mainEntity", "mainEntityOfPage",
                                        "item"};
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++) {
        const json_t *found =
            find_object(json_object_get(value, inner[i]), is, depth + 1, budget);
        if (found)
            return found;
    }
    return NULL;
}

static void take_people(page *p, const json_t *value, int depth)
{
    if (depth > 2)
        return;
    for (size_t i = 0; i < json_array_size(value) && i < 12; i++)
        take_people(p, json_array_get(value, i), depth + 1);
    slice name =
        string_of(p->out, json_is_object(value) ? json_object_get(value, "name") : value);
    if (json_is_object(value) && json_is_array(json_object_get(value, "name")))
        take_people(p, json_object_get(value, "name"), depth + 1);
    if (name.len && name.len < 200 && slice_find(name, SLICE("://"), 0) == name.len)
        byline_names(p, name, "metadata");
}

static slice name_of(page *p, const json_t *value)
{
    if (json_is_array(value))
        value = json_array_get(value, 0);
    return string_of(p->out,
                     json_is_object(value) ? json_object_get(value, "name") : value);
}

static const struct {
    const char *key, *where;
    int rank;
} date_keys[] = {{"datePublished", "JSON-LD datePublished", RANK_JSON},
                 {"dateCreated", "JSON-LD dateCreated", RANK_JSON_CREATED},
                 {"dateModified", "JSON-LD dateModified", RANK_JSON_MODIFIED}};

/* The page's day is the article's more often than not. */
static void take_page(page *p, const json_t *object)
{
    html_add_date(p, string_of(p->out, json_object_get(object, "datePublished")),
                  SLICE("JSON-LD datePublished of the page"), RANK_JSON_PAGE);
    html_add_date(p, string_of(p->out, json_object_get(object, "dateModified")),
                  SLICE("JSON-LD dateModified of the page"), RANK_JSON_PAGE_MODIFIED);
}

static void take_article(html_page *h, const json_t *object)
{
    page *p = h->p;
    for (size_t i = 0; i < sizeof date_keys / sizeof *date_keys; i++)
        html_add_date(p, string_of(p->out, json_object_get(object, date_keys[i].key)),
                      slice_of_str(date_keys[i].where), date_keys[i].rank);
    if (!h->ld_body.len)
        h->ld_body = string_of(p->out, json_object_get(object, "articleBody"));
    if (!h->ld_headline.len)
        h->ld_headline = html_decode(
            p->out, string_of(p->out, json_object_get(object, "headline")), false);
    html_set_outlet(p, name_of(p, json_object_get(object, "publisher")),
                    "JSON-LD publisher", 80);
    take_people(p, json_object_get(object, "author"), 0);
    slice language = string_of(p->out, json_object_get(object, "inLanguage"));
    if (!p->language.len)
        p->language = language;
    static const char *const credits[] = {"creditText", "sourceOrganization", "provider"};
    for (size_t i = 0; i < sizeof credits / sizeof *credits; i++) {
        slice name = name_of(p, json_object_get(object, credits[i])), agency;
        if (name.len && name.len < 100 && agency_at(name, &agency) == name.len)
            agency_add(p, agency, name, "metadata");
        if (name.len && name.len < 100 && !p->provider.len) {
            p->provider = name;
            p->provider_why = arena_format(p->out, "JSON-LD %s", credits[i]);
        }
    }
    slice rights = string_of(p->out, json_object_get(object, "copyrightNotice"));
    rights_set(p, rights, "JSON-LD copyrightNotice", 80);
    rights = string_of(p->out, json_object_get(object, "license"));
    rights_set(p, rights, "JSON-LD license", 75);
}

/* The string behind a key, wherever it stands first. */
static slice string_behind(slice text, const char *key)
{
    slice name = slice_of_str(key);
    size_t at = slice_find(text, name, 0) + name.len, end;
    if (at >= text.len || text.ptr[at] != '"')
        return slice_of("", 0);
    for (at++; at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == ':');)
        at++;
    if (at >= text.len || text.ptr[at] != '"')
        return slice_of("", 0);
    end = slice_find(text, SLICE("\""), ++at);
    return slice_of(text.ptr + at, end - at);
}

/* JSON that is none, often for a quotation mark in a text: the dates can be read still.
 */
static void take_broken(html_page *h, slice text)
{
    page *p = h->p;
    for (size_t i = 0; i < sizeof date_keys / sizeof *date_keys; i++) {
        slice value = string_behind(text, date_keys[i].key);
        if (value.len && value.len < 60)
            html_add_date(p, arena_slice(p->out, value), slice_of_str(date_keys[i].where),
                          date_keys[i].rank);
    }
}

void html_json_ld(html_page *h, slice text)
{
    page *p = h->p;
    arena *tmp = arena_sub(p->tmp);
    char *bytes = arena_str(tmp, text);
    // Raw line ends inside strings are no JSON, but common
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)bytes[i] < 0x20)
            bytes[i] = ' ';
    // Comments and CDATA marks around it
    size_t start = 0, end = text.len;
    while (start < end && bytes[start] != '{' && bytes[start] != '[')
        start++;
    if (slice_starts(slice_of(bytes + start, end - start), SLICE("[CDATA[")))
        for (start += 7; start < end && bytes[start] != '{' && bytes[start] != '[';)
            start++;
    while (end > start && bytes[end - 1] != '}' && bytes[end - 1] != ']')
        end--;
    while (end > start + 1 && bytes[end - 1] == ']' && bytes[start] == '{')
        for (end--; end > start && bytes[end - 1] != '}' && bytes[end - 1] != ']';)
            end--;
    json_error_t error;
    json_t *root = json_loadb(bytes + start, end - start, 0, &error);
    if (!root && json_error_code(&error) == json_error_out_of_memory)
        arena_fail(tmp);
    if (!root)
        take_broken(h, slice_of(bytes + start, end - start));
    if (root) {
        arena_defer(tmp, drop_json, root);
        int budget = MOST_NODES;
        const json_t *found = find_object(root, is_article, 0, &budget);
        if (found)
            take_article(h, found);
        budget = MOST_NODES;
        if (!found && (found = find_object(root, is_dated_page, 0, &budget)))
            take_page(h->p, found);
    }
    arena_release(tmp);
}
