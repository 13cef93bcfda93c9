#include "article/html_hints.h"

#include <string.h>

/* What class, id and role of an element tell about it: words that web editors everywhere
 * use. A word is looked for at the start of a part of the name ("share-bar" has the parts
 * "share" and "bar"), so that "ad" is not found in "read". */

typedef struct {
    const char *word;
    bool whole; // the part must be the word
    const char *why;
} hint;

static const char *const share = "share or reading control";
static const char *const related = "links to other articles";
static const char *const letter = "invitation to subscribe or follow";
static const char *const ads = "advertising";
static const char *const talk = "readers' comments";
static const char *const nav = "site navigation";
static const char *const caption = "caption of a picture or video";
static const char *const cookies = "notice about cookies or privacy";
static const char *const about = "about the author";
static const char *const hidden = "hidden on the page";

#define HINTS_OF(list) list, sizeof(list) / sizeof *(list)

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static slice lower_names(arena *tmp, const char *names)
{
    buf to;
    buf_init(&to, tmp);
    bool small = false;
    for (const char *c = names; *c && to.len < 600; c++) {
        bool upper = *c >= 'A' && *c <= 'Z';
        // "relatedLinks" has two parts as well
        if (upper && small)
            buf_add_byte(&to, '-');
        small = *c >= 'a' && *c <= 'z';
        buf_add_byte(&to, upper ? (char)(*c + ('a' - 'A')) : *c);
    }
    return buf_slice(&to);
}

static bool has_part(slice names, slice word, bool whole)
{
    for (size_t at = 0; (at = slice_find(names, word, at)) < names.len; at++) {
        size_t end = at + word.len;
        if ((at == 0 || !is_word(names.ptr[at - 1])) &&
            (!whole || end == names.len || !is_word(names.ptr[end])))
            return true;
    }
    return false;
}

const char *hint_drop(arena *tmp, const char *names)
{
    const hint hints[] = {
        {"share", false, share},
        {"sharing", false, share},
        {"social", false, share},
        {"toolbar", false, share},
        {"tools", true, share},
        {"print-only", false, share},
        {"related", false, related},
        {"recommend", false, related},
        {"read-more", false, related},
        {"readmore", false, related},
        {"more-on", false, related},
        {"more-stories", false, related},
        {"most-read", false, related},
        {"mostread", false, related},
        {"most-popular", false, related},
        {"popular", false, related},
        {"trending", false, related},
        {"outbrain", false, related},
        {"taboola", false, related},
        {"teaser", false, related},
        {"see-also", false, related},
        {"also-read", false, related},
        {"inline-links", false, related},
        {"read-next", false, related},
        {"up-next", false, related},
        {"you-may", false, related},
        {"latest-news", false, related},
        {"sidebar", false, related},
        {"rail", true, related},
        {"newsletter", false, letter},
        {"subscribe", false, letter},
        {"subscription", false, letter},
        {"signup", false, letter},
        {"sign-up", false, letter},
        {"promo", false, letter},
        {"donat", false, letter},
        {"paywall-", false, letter},
        {"follow-us", false, letter},
        {"ad", true, ads},
        {"ads", true, ads},
        {"advert", false, ads},
        {"sponsor", false, ads},
        {"dfp", true, ads},
        {"comments", false, talk},
        {"comment", true, talk},
        {"disqus", false, talk},
        {"respond", true, talk},
        {"nav", true, nav},
        {"navbar", false, nav},
        {"navigation", false, nav},
        {"menu", false, nav},
        {"breadcrumb", false, nav},
        {"pagination", false, nav},
        {"pager", true, nav},
        {"footer", false, "page footer"},
        {"masthead", false, "page header"},
        {"site-header", false, "page header"},
        {"tags", true, nav},
        {"tag-list", false, nav},
        {"tag-cloud", false, nav},
        {"topics", true, nav},
        {"skip-link", false, nav},
        {"caption", false, caption},
        {"wp-caption-text", false, caption},
        {"credit", true, caption},
        {"photo-credit", false, caption},
        {"cookie", false, cookies},
        {"consent", false, cookies},
        {"gdpr", false, cookies},
        {"author-bio", false, about},
        {"author-box", false, about},
        {"author-info", false, about},
        {"bio", true, about},
        {"popup", false, ads},
        {"modal", true, ads},
        {"banner", true, ads},
        {"visually-hidden", false, hidden},
        {"sr-only", false, hidden},
        {"screen-reader", false, hidden},
        {"hidden", true, hidden},
        {"copyright", false, "copyright notice"},
    };
    slice lower = lower_names(tmp, names);
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
        if (has_part(lower, slice_of_str(hints[i].word), hints[i].whole))
            return hints[i].why;
    return NULL;
}

static bool any_part(arena *tmp, const char *names, const char *const *words, size_t n)
{
    slice lower = lower_names(tmp, names);
    for (size_t i = 0; i < n; i++)
        if (has_part(lower, slice_of_str(words[i]), false))
            return true;
    return false;
}

bool hint_body(arena *tmp, const char *names)
{
    static const char *const words[] = {
        "article-body",   "articlebody",      "article-content", "article-text",
        "article__body",  "article__content", "story-body",      "storybody",
        "story-content",  "story-text",       "entry-content",   "post-content",
        "post-body",      "postbody",         "body-content",    "content-body",
        "news-content",   "news-body",        "rich-text",       "article-main",
        "single-content", "td-post-content",  "main-article",    "text-content",
        "body-text",      "article_body",     "story_body",      "entry_content",
        "post_content",   "article-detail"};
    return any_part(tmp, names, HINTS_OF(words));
}

bool hint_byline(arena *tmp, const char *names)
{
    static const char *const words[] = {"byline", "author", "writer",
                                        "autor",  "auteur", "contributor"};
    return any_part(tmp, names, HINTS_OF(words));
}

bool hint_date(arena *tmp, const char *names)
{
    static const char *const words[] = {"date",    "time",      "published", "pubdate",
                                        "updated", "timestamp", "datum"};
    return any_part(tmp, names, HINTS_OF(words));
}

bool hint_standfirst(arena *tmp, const char *names)
{
    static const char *const words[] = {
        "standfirst", "subtitle",   "sub-title", "dek",       "subhead",     "sub-head",
        "chapo",      "lead",       "summary",   "strapline", "kicker-text", "intro",
        "vorspann",   "entradilla", "bajada",    "excerpt",   "teaser-text"};
    return any_part(tmp, names, HINTS_OF(words));
}
