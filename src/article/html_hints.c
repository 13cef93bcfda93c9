#include "article/html_hints.h"

#include <string.h>

/* A word is looked for at the start of a part of the name ("share-bar" has the parts
 * "share" and "bar", "relatedLinks" has two as well), so that "ad" is not found in
 * "read". One that ends in "$" must be the whole part. */
typedef struct {
    const char *word;
    uint32_t means;
} hint;

static const hint hints[] = {
    {"a2a$", HINT_SHARE},
    {"abbinder", HINT_ABOUT},
    {"about-author", HINT_ABOUT},
    {"about-the-author", HINT_ABOUT},
    {"abo-", HINT_LETTER},
    {"abonn", HINT_LETTER},
    {"actions$", HINT_SHARE},
    {"actualidad", HINT_LIST},
    {"ad$", HINT_ADS},
    {"adbox", HINT_ADS},
    {"addthis", HINT_SHARE},
    {"addtoany", HINT_SHARE},
    {"ads$", HINT_ADS},
    {"adsby", HINT_ADS},
    {"advert", HINT_ADS},
    {"affiliate", HINT_ADS},
    {"also-read", HINT_RELATED},
    {"also-like", HINT_RELATED},
    {"anzeige", HINT_ADS},
    {"archiv", HINT_SIDE},
    {"artikel", HINT_ARTICLE},
    {"article$", HINT_ARTICLE},
    {"article-body", HINT_BODY},
    {"article-content", HINT_BODY},
    {"article-copy", HINT_BODY},
    {"article-detail", HINT_BODY},
    {"article-main", HINT_BODY},
    {"article-page", HINT_BODY},
    {"article-text", HINT_BODY},
    {"articlebody", HINT_BODY},
    {"articlecontent", HINT_BODY},
    {"articletext", HINT_BODY},
    {"artikel-text", HINT_BODY},
    {"artikeltext", HINT_BODY},
    {"audio", HINT_EMBED},
    {"auteur", HINT_BYLINE},
    {"author", HINT_BYLINE},
    {"author-bio", HINT_ABOUT},
    {"author-box", HINT_ABOUT},
    {"author-card", HINT_ABOUT},
    {"author-desc", HINT_ABOUT},
    {"author-info", HINT_ABOUT},
    {"author-profile", HINT_ABOUT},
    {"authorbox", HINT_ABOUT},
    {"autor", HINT_BYLINE},
    {"autor-info", HINT_ABOUT},
    {"autorbox", HINT_ABOUT},
    {"bajada", HINT_STANDFIRST},
    {"banner", HINT_ADS},
    {"bildunterschrift", HINT_CAPTION},
    {"bio$", HINT_ABOUT},
    {"blogroll", HINT_SIDE},
    {"body-content", HINT_BODY},
    {"body-text", HINT_BODY},
    {"bodytext", HINT_BODY},
    {"bookmark", HINT_SHARE},
    {"bottom", HINT_FOOT},
    {"breadcrumb", HINT_NAV},
    {"brotkrumen", HINT_NAV},
    {"button", HINT_WIDGET},
    {"byline", HINT_BYLINE},
    {"calendar", HINT_WIDGET},
    {"caption", HINT_CAPTION},
    {"card", HINT_LIST},
    {"carousel", HINT_GALLERY},
    {"categor", HINT_TAGS},
    {"chapo", HINT_STANDFIRST},
    {"cintillo", HINT_RELATED},
    {"cmp$", HINT_COOKIES},
    {"coauthor", HINT_BYLINE},
    {"comment$", HINT_TALK},
    {"comment-", HINT_TALK},
    {"comments", HINT_TALK},
    {"commentary", HINT_ARTICLE},
    {"comentario", HINT_TALK},
    {"commentaire", HINT_TALK},
    {"kommentar", HINT_TALK},
    {"communaute", HINT_TALK},
    {"condividi", HINT_SHARE},
    {"consent", HINT_COOKIES},
    {"contact", HINT_FOOT},
    {"content", HINT_CONTENT},
    {"content-body", HINT_BODY},
    {"contenido", HINT_CONTENT},
    {"contenu", HINT_CONTENT},
    {"contributor", HINT_BYLINE},
    {"cookie", HINT_COOKIES},
    {"copyright", HINT_RIGHTS},
    {"credit$", HINT_CAPTION},
    {"credits$", HINT_CAPTION},
    {"cta$", HINT_LETTER},
    {"cuerpo", HINT_BODY},
    {"date", HINT_DATE},
    {"datum", HINT_DATE},
    {"dateline", HINT_DATE},
    {"datemodified", HINT_UPDATED},
    {"datepublished", HINT_PUBLISHED},
    {"dek$", HINT_STANDFIRST},
    {"dfp$", HINT_ADS},
    {"dialog", HINT_WIDGET},
    {"disclaimer", HINT_RIGHTS},
    {"disclosure", HINT_RIGHTS},
    {"discuss", HINT_TALK},
    {"disqus", HINT_TALK},
    {"donat", HINT_LETTER},
    {"drucken", HINT_SHARE},
    {"embed", HINT_EMBED},
    {"entradilla", HINT_STANDFIRST},
    {"entry", HINT_CONTENT},
    {"entry-content", HINT_BODY},
    {"entry-date", HINT_PUBLISHED},
    {"entry-footer", HINT_META},
    {"entry-meta", HINT_META},
    {"entry-utility", HINT_META},
    {"etiquet", HINT_TAGS},
    {"excerpt", HINT_LIST},
    {"eyebrow", HINT_META},
    {"fact-box", HINT_INFO},
    {"factbox", HINT_INFO},
    {"faktenbox", HINT_INFO},
    {"fb-", HINT_SHARE},
    {"fecha", HINT_DATE},
    {"feedback", HINT_TALK},
    {"figcaption", HINT_CAPTION},
    {"filed-under", HINT_TAGS},
    {"follow$", HINT_LETTER},
    {"follow-us", HINT_LETTER},
    {"foot$", HINT_FOOT},
    {"footer", HINT_FOOT},
    {"footnote", HINT_CONTENT},
    {"gallery", HINT_GALLERY},
    {"galerie", HINT_GALLERY},
    {"gdpr", HINT_COOKIES},
    {"hashtag", HINT_TAGS},
    {"header$", HINT_HEAD},
    {"headline", HINT_TITLE},
    {"hidden$", HINT_HIDDEN},
    {"invisible", HINT_HIDDEN},
    {"visuallyhidden", HINT_HIDDEN},
    {"icons$", HINT_SHARE},
    {"image-credit", HINT_CAPTION},
    {"imagecaption", HINT_CAPTION},
    {"impressum", HINT_FOOT},
    {"info-box", HINT_INFO},
    {"infobox", HINT_INFO},
    {"inline-links", HINT_RELATED},
    {"inscri", HINT_LETTER},
    {"interstitial", HINT_ADS},
    {"intro", HINT_STANDFIRST},
    {"jp-relatedposts", HINT_RELATED},
    {"keyword", HINT_TAGS},
    {"kicker", HINT_META},
    {"kategori", HINT_TAGS},
    {"label", HINT_META},
    {"latest", HINT_RELATED},
    {"latest-news", HINT_RELATED},
    {"lead$", HINT_STANDFIRST},
    {"leggi-anche", HINT_RELATED},
    {"legal", HINT_RIGHTS},
    {"lesen-sie", HINT_RELATED},
    {"license", HINT_RIGHTS},
    {"like$", HINT_SHARE},
    {"likes$", HINT_SHARE},
    {"lire-aussi", HINT_RELATED},
    {"list", HINT_LIST},
    {"login", HINT_LETTER},
    {"main-article", HINT_BODY},
    {"main-content", HINT_CONTENT},
    {"main-text", HINT_BODY},
    {"mainbody", HINT_BODY},
    {"maincontent", HINT_CONTENT},
    {"marginalia", HINT_SIDE},
    {"masthead", HINT_HEAD},
    {"media", HINT_EMBED},
    {"menu", HINT_NAV},
    {"merken", HINT_SHARE},
    {"meta$", HINT_META},
    {"meta-nav", HINT_NAV},
    {"metadata", HINT_META},
    {"mid-content", HINT_ADS},
    {"modal", HINT_ADS},
    {"modified", HINT_UPDATED},
    {"more-from", HINT_RELATED},
    {"more-on", HINT_RELATED},
    {"more-stories", HINT_RELATED},
    {"most-popular", HINT_RELATED},
    {"most-read", HINT_RELATED},
    {"mostread", HINT_RELATED},
    {"nav$", HINT_NAV},
    {"navbar", HINT_NAV},
    {"navi$", HINT_NAV},
    {"navigation", HINT_NAV},
    {"news-body", HINT_BODY},
    {"news-content", HINT_BODY},
    {"news-text", HINT_BODY},
    {"newsletter", HINT_LETTER},
    {"nl-", HINT_LETTER},
    {"noprint", HINT_SHARE},
    {"no-print", HINT_SHARE},
    {"notice", HINT_COOKIES},
    {"notification", HINT_LETTER},
    {"opt-in", HINT_LETTER},
    {"outbrain", HINT_RELATED},
    {"overlay", HINT_ADS},
    {"page-header", HINT_TITLE},
    {"pager$", HINT_NAV},
    {"paginat", HINT_NAV},
    {"paid", HINT_ADS},
    {"partner", HINT_ADS},
    {"paywall", HINT_PAYWALL},
    {"piano", HINT_PAYWALL},
    {"photo-credit", HINT_CAPTION},
    {"player", HINT_EMBED},
    {"poll$", HINT_WIDGET},
    {"popular", HINT_RELATED},
    {"popup", HINT_ADS},
    {"post$", HINT_ARTICLE},
    {"post-body", HINT_BODY},
    {"post-content", HINT_BODY},
    {"post-date", HINT_PUBLISHED},
    {"post-entry", HINT_BODY},
    {"post-footer", HINT_META},
    {"post-info", HINT_META},
    {"post-list", HINT_RELATED},
    {"post-meta", HINT_META},
    {"post-nav", HINT_NAV},
    {"post-text", HINT_BODY},
    {"post-title", HINT_TITLE},
    {"postbody", HINT_BODY},
    {"postcontent", HINT_BODY},
    {"posted-on", HINT_PUBLISHED},
    {"postmeta", HINT_META},
    {"prev$", HINT_NAV},
    {"previous", HINT_NAV},
    {"print$", HINT_SHARE},
    {"print-only", HINT_HIDDEN},
    {"privacy", HINT_COOKIES},
    {"profile", HINT_ABOUT},
    {"promo", HINT_LETTER},
    {"promoted", HINT_ADS},
    {"pub-date", HINT_PUBLISHED},
    {"pubdate", HINT_PUBLISHED},
    {"publication-date", HINT_PUBLISHED},
    {"publicad", HINT_PUBLISHED},
    {"publicidad", HINT_ADS},
    {"publicite", HINT_ADS},
    {"publish-date", HINT_PUBLISHED},
    {"published", HINT_PUBLISHED},
    {"pubblicita", HINT_ADS},
    {"puff", HINT_RELATED},
    {"quote", HINT_CONTENT},
    {"rail$", HINT_SIDE},
    {"rating", HINT_WIDGET},
    {"reaction", HINT_TALK},
    {"read-also", HINT_RELATED},
    {"read-more", HINT_RELATED},
    {"read-next", HINT_RELATED},
    {"readmore", HINT_RELATED},
    {"recent-posts", HINT_RELATED},
    {"recirc", HINT_RELATED},
    {"recommend", HINT_RELATED},
    {"redaktion", HINT_BYLINE},
    {"register", HINT_LETTER},
    {"reklama", HINT_ADS},
    {"related", HINT_RELATED},
    {"relacionad", HINT_RELATED},
    {"replies", HINT_TALK},
    {"reply", HINT_TALK},
    {"respond$", HINT_TALK},
    {"review", HINT_TALK},
    {"rich-text", HINT_BODY},
    {"richtext", HINT_BODY},
    {"right-col", HINT_SIDE},
    {"role-author", HINT_BYLINE},
    {"screen-reader", HINT_HIDDEN},
    {"search", HINT_NAV},
    {"section-name", HINT_META},
    {"see-also", HINT_RELATED},
    {"series", HINT_RELATED},
    {"share", HINT_SHARE},
    {"sharing", HINT_SHARE},
    {"shariff", HINT_SHARE},
    {"shop", HINT_ADS},
    {"sidebar", HINT_SIDE},
    {"sidepanel", HINT_SIDE},
    {"sign-up", HINT_LETTER},
    {"signature", HINT_ABOUT},
    {"signup", HINT_LETTER},
    {"single-content", HINT_BODY},
    {"site-header", HINT_HEAD},
    {"site-info", HINT_FOOT},
    {"skip-link", HINT_NAV},
    {"slider", HINT_GALLERY},
    {"slideshow", HINT_GALLERY},
    {"social", HINT_SHARE},
    {"source$", HINT_CAPTION},
    {"sponsor", HINT_ADS},
    {"sr-only", HINT_HIDDEN},
    {"standfirst", HINT_STANDFIRST},
    {"sticky", HINT_WIDGET},
    {"story-body", HINT_BODY},
    {"story-content", HINT_BODY},
    {"story-list", HINT_RELATED},
    {"story-text", HINT_BODY},
    {"storybody", HINT_BODY},
    {"strapline", HINT_STANDFIRST},
    {"sub-head", HINT_STANDFIRST},
    {"sub-title", HINT_STANDFIRST},
    {"subhead", HINT_STANDFIRST},
    {"submeta", HINT_META},
    {"subscri", HINT_LETTER},
    {"subtitle", HINT_STANDFIRST},
    {"summary", HINT_STANDFIRST},
    {"swiper", HINT_GALLERY},
    {"syndic", HINT_SHARE},
    {"taboola", HINT_RELATED},
    {"tag$", HINT_TAGS},
    {"tag-cloud", HINT_TAGS},
    {"tag-list", HINT_TAGS},
    {"tagcloud", HINT_TAGS},
    {"taglist", HINT_TAGS},
    {"tags", HINT_TAGS},
    {"tease", HINT_RELATED},
    {"td-post-content", HINT_BODY},
    {"teilen", HINT_SHARE},
    {"text-content", HINT_BODY},
    {"text-body", HINT_BODY},
    {"thumbnail", HINT_GALLERY},
    {"time", HINT_DATE},
    {"timestamp", HINT_DATE},
    {"toc$", HINT_NAV},
    {"tool$", HINT_SHARE},
    {"toolbar", HINT_SHARE},
    {"tools", HINT_SHARE},
    {"tooltip", HINT_WIDGET},
    {"top-bar", HINT_HEAD},
    {"topbar", HINT_HEAD},
    {"topic", HINT_TAGS},
    {"topics", HINT_TAGS},
    {"trackback", HINT_TALK},
    {"transcript", HINT_CONTENT},
    {"trending", HINT_RELATED},
    {"tweet", HINT_EMBED},
    {"twitter", HINT_EMBED},
    {"up-next", HINT_RELATED},
    {"updated", HINT_UPDATED},
    {"username", HINT_BYLINE},
    {"user-info", HINT_ABOUT},
    {"veroeffentlicht", HINT_PUBLISHED},
    {"verwandt", HINT_RELATED},
    {"viafoura", HINT_TALK},
    {"video", HINT_EMBED},
    {"visually-hidden", HINT_HIDDEN},
    {"vorspann", HINT_STANDFIRST},
    {"werbung", HINT_ADS},
    {"widget", HINT_WIDGET},
    {"wp-caption", HINT_CAPTION},
    {"writer", HINT_BYLINE},
    {"you-may", HINT_RELATED},
    {"you-might", HINT_RELATED},
    {"youtube", HINT_EMBED},
    {"zoom", HINT_CAPTION},
};

enum { N_HINTS = sizeof hints / sizeof *hints, N_SLOTS = 1024, MOST_BYTES = 500 };

/* By the first two characters: the hints that begin with them stand one after another. */
struct hint_table {
    uint16_t order[N_HINTS];
    uint16_t start[N_SLOTS + 1];
};

static unsigned slot_of(const char *word)
{
    return ((unsigned)(unsigned char)word[0] * 31 + (unsigned char)word[1]) % N_SLOTS;
}

const hint_table *hint_table_new(arena *out)
{
    hint_table *t = arena_new(out, hint_table);
    for (unsigned i = 0; i < N_HINTS; i++)
        t->start[slot_of(hints[i].word) + 1]++;
    for (unsigned i = 0; i < N_SLOTS; i++)
        t->start[i + 1] = (uint16_t)(t->start[i + 1] + t->start[i]);
    uint16_t *next = arena_copy(out, t->start, sizeof t->start);
    for (unsigned i = 0; i < N_HINTS; i++)
        t->order[next[slot_of(hints[i].word)]++] = (uint16_t)i;
    return t;
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Small letters, "-" between the parts, NUL at the end. */
static size_t lower_names(slice names, char to[MOST_BYTES])
{
    size_t n = 0;
    bool small = false;
    for (size_t i = 0; i < names.len && n < MOST_BYTES - 3; i++) {
        char c = names.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        if (upper && small)
            to[n++] = '-';
        small = c >= 'a' && c <= 'z';
        c = upper ? (char)(c + ('a' - 'A')) : c;
        if (is_word(c))
            to[n++] = c;
        else if (n && to[n - 1] != '-' && to[n - 1] != ' ')
            to[n++] = c == ' ' ? ' ' : '-';
        else if (n && c == ' ')
            to[n - 1] = ' ';
    }
    to[n] = to[n + 1] = 0;
    return n;
}

static bool starts_with(const char *text, const char *word)
{
    size_t i = 0;
    for (; word[i] && word[i] != '$'; i++)
        if (text[i] != word[i])
            return false;
    return word[i] != '$' || !is_word(text[i]);
}

uint32_t hint_names(const hint_table *t, slice names)
{
    char lower[MOST_BYTES];
    size_t n = lower_names(names, lower);
    uint32_t found = 0;
    for (size_t at = 0; at < n; at++) {
        if (!is_word(lower[at]) || (at && is_word(lower[at - 1])))
            continue;
        unsigned slot = slot_of(lower + at);
        for (unsigned i = t->start[slot]; i < t->start[slot + 1]; i++) {
            const hint *h = &hints[t->order[i]];
            if (starts_with(lower + at, h->word))
                found |= h->means;
        }
    }
    return found;
}

const char *hint_reason(uint32_t names)
{
    static const struct {
        uint32_t hint;
        const char *why;
    } reasons[] = {{HINT_HIDDEN, "hidden on the page"},
                   {HINT_TALK, "readers' comments"},
                   {HINT_COOKIES, "notice about cookies or privacy"},
                   {HINT_LETTER, "invitation to subscribe or follow"},
                   {HINT_SHARE, "share or reading control"},
                   {HINT_RELATED, "links to other articles"},
                   {HINT_SIDE, "links to other articles"},
                   {HINT_ADS, "advertising"},
                   {HINT_NAV, "site navigation"},
                   {HINT_TAGS, "site navigation"},
                   {HINT_CAPTION, "caption of a picture or video"},
                   {HINT_ABOUT, "about the author"},
                   {HINT_RIGHTS, "copyright notice"},
                   {HINT_FOOT, "page footer"},
                   {HINT_HEAD, "page header"}};
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (names & reasons[i].hint)
            return reasons[i].why;
    return NULL;
}
