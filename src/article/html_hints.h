/* What class, id and other names of an element tell about it: words that web editors
 * everywhere use. */
#ifndef STEMMA_ARTICLE_HTML_HINTS_H
#define STEMMA_ARTICLE_HTML_HINTS_H

#include "base/arena.h"

enum {
    HINT_SHARE = 1 << 0,
    HINT_RELATED = 1 << 1,
    HINT_LETTER = 1 << 2, // newsletter, subscription, donation
    HINT_ADS = 1 << 3,
    HINT_TALK = 1 << 4, // readers' comments
    HINT_NAV = 1 << 5,
    HINT_CAPTION = 1 << 6,
    HINT_COOKIES = 1 << 7,
    HINT_ABOUT = 1 << 8, // the author
    HINT_HIDDEN = 1 << 9,
    HINT_RIGHTS = 1 << 10,
    HINT_SIDE = 1 << 11,
    HINT_HEAD = 1 << 12, // of the page
    HINT_FOOT = 1 << 13,
    HINT_TAGS = 1 << 14,
    HINT_BODY = 1 << 15, // of the article
    HINT_CONTENT = 1 << 16,
    HINT_BYLINE = 1 << 17,
    HINT_DATE = 1 << 18,
    HINT_PUBLISHED = 1 << 19,
    HINT_UPDATED = 1 << 20,
    HINT_STANDFIRST = 1 << 21,
    HINT_TITLE = 1 << 22,
    HINT_GALLERY = 1 << 23,
    HINT_EMBED = 1 << 24,
    HINT_LIST = 1 << 25, // teasers, cards
    HINT_PAYWALL = 1 << 26,
    HINT_INFO = 1 << 27, // boxes of facts
    HINT_META = 1 << 28,
    HINT_ARTICLE = 1 << 29,
    HINT_WIDGET = 1 << 30,
    /* Those that speak against the article's text. */
    HINT_DROP = HINT_SHARE | HINT_RELATED | HINT_LETTER | HINT_ADS | HINT_TALK |
                HINT_NAV | HINT_CAPTION | HINT_COOKIES | HINT_ABOUT | HINT_HIDDEN |
                HINT_RIGHTS | HINT_SIDE | HINT_HEAD | HINT_FOOT | HINT_TAGS
};

typedef struct hint_table hint_table;

const hint_table *hint_table_new(arena *out);
uint32_t hint_names(const hint_table *table, slice names);
/* Why it is no part of the article; NULL where nothing says so. */
const char *hint_reason(uint32_t hints);

#endif
