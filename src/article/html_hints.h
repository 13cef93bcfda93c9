/* What class, id and role of an element tell about it. */
#ifndef STEMMA_ARTICLE_HTML_HINTS_H
#define STEMMA_ARTICLE_HTML_HINTS_H

#include "base/buf.h"

/* Why it is no part of the article; NULL where nothing says so. */
const char *hint_drop(arena *tmp, const char *names);
bool hint_body(arena *tmp, const char *names);
bool hint_byline(arena *tmp, const char *names);
bool hint_date(arena *tmp, const char *names);
bool hint_standfirst(arena *tmp, const char *names);

#endif
