/* What the writers of this stage share. */
#ifndef STEMMA_REPORT_PARTS_H
#define STEMMA_REPORT_PARTS_H

#include "report/json.h"
#include "report/report.h"

/* Bytes of tokens [first, last) of an article; an empty range is the place between two.
 */
span parts_span(const findings *f, uint32_t number, uint32_t first, uint32_t last);
slice parts_bytes(const findings *f, uint32_t number, span at);

/* "start" and "end" in code points of the article's text. */
void parts_place(js *j, const findings *f, uint32_t number, span at);
void parts_article_id(js *j, const findings *f, uint32_t number);
/* An array of article ids under a key. */
void parts_article_ids(js *j, const char *key, const findings *f,
                       const uint32_t *articles, uint32_t n);
/* An array of texts under a key. */
void parts_texts(js *j, const char *key, const slice *texts, uint32_t n);

/* When it was published: what stage facts made of it, or what the article states. */
const publication *parts_published(const findings *f, uint32_t number);

/* Elements that more than one view has. */
void parts_article(js *j, const findings *f, uint32_t number);
void parts_passage(js *j, const findings *f, const passage *p);
void parts_family(arena *tmp, js *j, const findings *f, uint32_t which);
void parts_entity(js *j, const findings *f, uint32_t which);
void parts_toponym(js *j, const findings *f, const toponym *t);
/* Dates, and what else tells of time, in one order: writes the next, false at the end. */
typedef struct {
    uint32_t date, time;
} dates_at;
bool parts_next_date(js *j, const findings *f, dates_at *at);
/* `listed_by`: a zeroed place for each entity, the same for all statements. */
void parts_statement(js *j, const findings *f, uint32_t which, uint32_t *listed_by);
void parts_figure(js *j, const findings *f, const figure *x);

/* The whole report as one value. */
void parts_report(arena *tmp, js *j, const findings *f);

#endif
