/* How far a place is to be trusted with the day of publication: one ladder for all who
 * find dates, and no two kinds of places on one step. date_days.c tells the kinds of
 * places by it. */
#ifndef STEMMA_ARTICLE_DATE_RANKS_H
#define STEMMA_ARTICLE_DATE_RANKS_H

enum {
    RANK_RECORD = 100, // beside the text, in the record or the feed that it came with
    RANK_JSON = 90,    // JSON-LD of an article
    RANK_META = 85,
    RANK_URL = 84, // to the day
    RANK_TIME_PUBLISHED = 78,
    RANK_META_OTHER = 75,
    RANK_MARK_PUBLISHED = 72,
    RANK_LABEL = 70,     // "Published 9 May 2019"
    RANK_JSON_PAGE = 68, // JSON-LD of the page around the article
    RANK_TIME_NEAR = 66, // near the headline
    RANK_MARK_NEAR = 64,
    RANK_META_VAGUE = 62, // as often as not the day the page was made anew
    RANK_LINE_NEAR = 61,
    RANK_NEAR = 60, // a line of the article's head; below it, places that are no such
    RANK_JSON_CREATED = 59,
    RANK_JSON_MODIFIED = 53,
    RANK_META_MODIFIED = 52,
    RANK_JSON_PAGE_MODIFIED = 51,
    RANK_UPDATED = 50,
    RANK_LINE_UPDATED = 49,
    RANK_DATELINE = 45, // what the report begins with
    RANK_TIME = 42,
    RANK_MARK = 41,
    RANK_LINE = 38,
    RANK_SCRIPT = 36, // in the page's source, beside a name for such a day
    RANK_SCRIPT_ISSUED = 35,
    RANK_SCRIPT_CREATED = 34,
    RANK_WORDS = 33,   // of the title or the description
    RANK_PICTURE = 31, // the address of the page's picture
    RANK_TOP = 30,     // above the headline, where the day of the visit stands too
    RANK_SCRIPT_DATE = 29,
    RANK_MONTH = 20, // the month in the address
    RANK_LONG_LINE = 16,
    RANK_FAR = 15,
    RANK_GLUED = 10
};

#endif
