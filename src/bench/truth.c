/* The lines of articles.jsonl and truth.jsonl. */
#include "bench/outcome.h"
#include "bench/pile.h"

static void member(pen *to, const char *name, bool first)
{
    pen_str(to, first ? "\"" : ",\"");
    pen_str(to, name);
    pen_str(to, "\":");
}

static void member_text(pen *to, const char *name, slice text)
{
    member(to, name, false);
    if (text.len)
        pen_json(to, text);
    else
        pen_str(to, "null");
}

static void member_number(pen *to, const char *name, uint64_t n)
{
    member(to, name, false);
    pen_number(to, n);
}

/* Days since 1970 to the civil calendar (proleptic Gregorian). */
void pen_date(pen *to, int64_t minute)
{
    uint64_t day = (uint64_t)(minute / 1440), of_day = (uint64_t)(minute % 1440);
    uint64_t z = day + 719468, era = z / 146097, doe = z % 146097;
    uint64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    uint64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    uint64_t month = mp < 10 ? mp + 3 : mp - 9;
    pen_str(to, "\"");
    pen_padded(to, yoe + era * 400 + (month <= 2), 4);
    pen_str(to, "-");
    pen_padded(to, month, 2);
    pen_str(to, "-");
    pen_padded(to, doy - (153 * mp + 2) / 5 + 1, 2);
    pen_str(to, "T");
    pen_padded(to, of_day / 60, 2);
    pen_str(to, ":");
    pen_padded(to, of_day % 60, 2);
    pen_str(to, ":00Z\"");
}

/* Where each word starts and ends, in code points. */
static span *places(arena *a, const draft *d)
{
    static const uint32_t gap_points[] = {0, 1, 1, 2};
    span *to = arena_array(a, span, d->n + 1u);
    uint32_t at = 0;
    for (uint32_t i = 0; i < d->n; i++) {
        uint32_t n = 0;
        for (uint32_t j = 0; j < d->v[i].len; j++)
            n += ((unsigned char)d->v[i].ptr[j] & 0xc0) != 0x80;
        to[i] = (span){at, at + n};
        at += n + gap_points[d->v[i].gap];
    }
    return to;
}

void pen_share(pen *to, uint32_t share)
{
    int digits = 6;
    pen_number(to, share / MILLION);
    share %= MILLION;
    if (!share)
        return;
    for (; share % 10 == 0; share /= 10)
        digits--;
    pen_str(to, ".");
    pen_padded(to, share, digits);
}

static void write_edits(const made_article *m, pen *to)
{
    member(to, "edits", false);
    pen_str(to, "[");
    for (uint32_t i = 0; i < m->edits.n; i++) {
        pen_str(to, i ? ",{\"kind\":\"" : "{\"kind\":\"");
        pen_str(to, kind_name(m->edits.v[i].kind));
        pen_str(to, "\",\"rate\":");
        pen_share(to, m->edits.v[i].rate);
        pen_str(to, "}");
    }
    pen_str(to, "]");
}

static void write_passages(const made_article *m, const span *at, pen *to, arena *a)
{
    stretches all = {0};
    draft_stretches(a, &m->text, &all);
    span *of[MOST_SOURCES] = {0};
    member(to, "passages", false);
    pen_str(to, "[");
    for (uint32_t i = 0; i < all.n; i++) {
        const stretch *s = &all.v[i];
        const source_text *from = &m->sources[s->source];
        if (!of[s->source])
            of[s->source] = places(a, from->text);
        pen_str(to, i ? ",{\"of\":" : "{\"of\":");
        pen_json(to, from->id);
        member_number(to, "start", at[s->start].start);
        member_number(to, "end", at[s->end - 1].end);
        member_number(to, "parent_start", of[s->source][s->from].start);
        member_number(to, "parent_end", of[s->source][s->to - 1].end);
        pen_str(to, "}");
    }
    pen_str(to, "]");
}

/* Runs of words that outlets or topics add: no passages of copies. */
static void write_marked(const made_article *m, const span *at, const char *name,
                         uint8_t mark, pen *to)
{
    member(to, name, false);
    pen_str(to, "[");
    bool any = false;
    for (uint32_t i = 0, end; i < m->text.n; i = end) {
        end = i + 1;
        if (!(m->text.v[i].marks & mark))
            continue;
        while (end < m->text.n && m->text.v[end].marks & mark)
            end++;
        pen_str(to, any ? ",{\"start\":" : "{\"start\":");
        pen_number(to, at[i].start);
        member_number(to, "end", at[end - 1].end);
        pen_str(to, "}");
        any = true;
    }
    pen_str(to, "]");
}

static void write_truth(const made_article *m, slice id, pen *to, arena *a)
{
    span *at = places(a, &m->text);
    pen_str(to, "{\"id\":");
    pen_json(to, id);
    member_text(to, "family", m->family);
    if (m->node.len)
        member_text(to, "node", m->node);
    if (m->group.len)
        member_text(to, "group", m->group);
    member(to, "parents", false);
    pen_str(to, "[");
    for (uint32_t i = 0; i < m->parents.n; i++) {
        if (i)
            pen_str(to, ",");
        pen_json(to, m->parents.v[i]);
    }
    pen_str(to, "]");
    member_text(to, "kind", slice_of_str(kind_name(m->kind)));
    write_edits(m, to);
    member_number(to, "words", m->text.n);
    write_passages(m, at, to, a);
    write_marked(m, at, "boilerplate", WORD_BOILERPLATE, to);
    write_marked(m, at, "background", WORD_BACKGROUND, to);
    pen_str(to, "}\n");
}

void write_article(const pile *p, const made_article *m, slice id, pen *scratch,
                   pen *articles, pen *truth, arena *a)
{
    (void)p;
    scratch->len = 0;
    pen_str(articles, "{\"id\":");
    pen_json(articles, id);
    if (m->minute >= 0) {
        member(articles, "date", false);
        pen_date(articles, m->minute);
    }
    member_text(articles, "outlet", outlet_name(a, m->outlet));
    member_text(articles, "title", m->title);
    member_text(articles, "text", draft_text(&m->text, scratch));
    pen_str(articles, "}\n");
    write_truth(m, id, truth, a);
}
