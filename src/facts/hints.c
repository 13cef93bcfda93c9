// What a mention is by the few words around it, where they leave no doubt: the place at
// the head of a report, who is "identified as", who told reporters, a spokesman by name.
#include "facts/names.h"

#include "base/lists.h"

typedef struct {
    const name_set *set;
    const text *t;
    const article *article; // or NULL
} hinter;

static uint32_t bits_at(const hinter *h, uint32_t i)
{
    return i < h->t->n_tokens ? name_words_of(&h->set->words, h->t->tokens[i].hash) : 0;
}

static bool is(const hinter *h, uint32_t i, const char *word)
{
    return i < h->t->n_tokens && text_is(h->t, i, word);
}

static bool lower(const hinter *h, uint32_t i)
{
    return i < h->t->n_tokens && h->t->tokens[i].kind == TOKEN_WORD &&
           !(h->t->tokens[i].flags & TOKEN_CAPITAL);
}

static const sentence *sentence_of(const hinter *h, uint32_t i)
{
    return &h->t->sentences[h->t->tokens[i].sentence];
}

/* Two to four words, none of them one that bodies or places have in their names. */
static bool is_full_name(const hinter *h, const name_mention *m)
{
    enum { MOST = 4 };
    const uint32_t other = WORD_ORGANISATION | WORD_PLACE | WORD_COMPANY | WORD_BUSINESS |
                           WORD_TOPIC | WORD_DEMONYM | WORD_DIRECTION | WORD_AGENCY |
                           WORD_COMMON | WORD_PEOPLE;
    uint32_t n = 0;
    for (uint32_t i = m->first; i < m->last; i++) {
        const token *w = &h->t->tokens[i];
        if (w->kind == TOKEN_NUMBER)
            return false;
        if (w->kind != TOKEN_WORD)
            continue;
        bool title = i == m->first && (bits_at(h, i) & (WORD_TITLE | WORD_WEAK_TITLE));
        if ((bits_at(h, i) & other) && !(bits_at(h, i) & WORD_GIVEN) && !title)
            return false;
        if (w->flags & TOKEN_ALL_CAPS && w->folded.len > 1)
            return false;
        if (i > m->first && text_is(h->t, i, "of"))
            return false;
        n += !(bits_at(h, i) & (WORD_ARTICLE | WORD_PARTICLE));
    }
    return n >= 2 && n <= MOST;
}

/* "TARVON —", "TARVON: Farmers", and where the article knows its dateline. */
static bool is_at_head(const hinter *h, const name_mention *m)
{
    const text *t = h->t;
    const sentence *s = sentence_of(h, m->first);
    uint32_t which = t->tokens[m->first].sentence;
    bool begins = which == 0 || t->sentences[which - 1].paragraph != s->paragraph;
    if (!begins || m->first != s->first || m->title < m->first)
        return false;
    if (h->article && h->article->dateline.end > t->tokens[m->first].start &&
        h->article->dateline.start <= t->tokens[m->first].start)
        return true;
    for (uint32_t i = m->first; i < m->last; i++)
        if (t->tokens[i].kind == TOKEN_WORD && !(t->tokens[i].flags & TOKEN_ALL_CAPS))
            return false;
    uint32_t next = m->last;
    if (next + 1 >= s->last || t->tokens[next + 1].kind != TOKEN_WORD ||
        t->tokens[m->first].folded.len < 4)
        return false;
    bool dash = is(h, next, "-") && (t->tokens[next].flags & TOKEN_SPACE_BEFORE);
    return dash || is(h, next, ":");
}

/* "told reporters", "told the paper", "told Xinhua". */
static bool tells(const hinter *h, const name_mention *m)
{
    return lower(h, m->last) && is(h, m->last, "told");
}

/* "identified as X and Y", "a man named X". */
static bool is_introduced(const hinter *h, const name_mention *m)
{
    uint32_t i = m->title;
    if (i < 2)
        return false;
    if (is(h, i - 1, "as") && (is(h, i - 2, "identified") || is(h, i - 2, "named")))
        return true;
    uint32_t before = bits_at(h, i - 2);
    return (is(h, i - 1, "named") || is(h, i - 1, "called")) && lower(h, i - 2) &&
           ((before & WORD_ROLE) || is(h, i - 2, "man") || is(h, i - 2, "woman"));
}

/* "X, the Tarvon governor's spokesman,", "X, an adviser to": the apposition ends in a
 * word for what a person is. */
static bool is_role_behind(const hinter *h, const name_mention *m)
{
    enum { REACH = 8 };
    const sentence *s = sentence_of(h, m->first);
    uint32_t i = m->last + 1;
    if (!is(h, m->last, ",") || i >= s->last || !lower(h, i) ||
        !(is(h, i, "the") || is(h, i, "a") || is(h, i, "an")))
        return false;
    for (uint32_t k = i + 1; k < s->last && k - i < REACH; k++) {
        if (is(h, k, ",") || is(h, k, "of") || is(h, k, "in") || is(h, k, "for") ||
            is(h, k, "who") || is(h, k, "and"))
            return false;
        bool ends = is(h, k + 1, ",") || is(h, k + 1, "of") || is(h, k + 1, "for") ||
                    is(h, k + 1, "to") || is(h, k + 1, "in") || is(h, k + 1, "with");
        if ((bits_at(h, k) & WORD_ROLE) && lower(h, k) && ends)
            return true;
    }
    return false;
}

/* "X, a ticket seller, told", "X, who commands": whoever speaks between commas is
 * somebody, if no body. */
static bool speaks_behind(const hinter *h, const name_mention *m)
{
    enum { REACH = 9 };
    static const char *const bodies[] = {
        "group",   "militia", "faction",  "firm",    "monitor",  "watchdog",
        "charity", "website", "site",     "outfit",  "alliance", "coalition",
        "body",    "band",    "town",     "village", "city",     "state",
        "region",  "paper",   "monitors", "operator"};
    static const char *const speaks[] = {"said",  "told",  "says",
                                         "tells", "added", "recalled"};
    const sentence *s = sentence_of(h, m->first);
    uint32_t i = m->last + 1;
    if (!is(h, m->last, ",") || i + 2 >= s->last)
        return false;
    if (is(h, i, "who"))
        return !(m->title > 0 && (bits_at(h, m->title - 1) & WORD_PLACE_BEFORE));
    if (!is(h, i, "a") && !is(h, i, "an") && !is(h, i, "the"))
        return false;
    for (uint32_t k = i + 1; k + 1 < s->last && k - i < REACH; k++) {
        if (is(h, k, ","))
            return IN_LIST(h->t->tokens[k + 1].folded, speaks);
        if (!lower(h, k) || IN_LIST(h->t->tokens[k].folded, bodies) ||
            (bits_at(h, k) & (WORD_ORGANISATION | WORD_COMPANY | WORD_PLACE_NOUN)))
            return false;
    }
    return false;
}

/* "The mayor of Tarvon, X, has written": a role and what it is of, then the name. */
static bool is_behind_office(const hinter *h, const name_mention *m)
{
    enum { REACH = 9 };
    const sentence *s = sentence_of(h, m->first);
    if (m->title < s->first + 4 || !is(h, m->title - 1, ",") || !is(h, m->last, ","))
        return false;
    for (uint32_t k = m->title - 1; k > s->first && m->title - k < REACH; k--) {
        uint32_t i = k - 1;
        if (is(h, i, ",") || is(h, i, "and"))
            return false;
        if (lower(h, i) && (bits_at(h, i) & (WORD_ROLE | WORD_TITLE)))
            return is(h, i + 1, "of") || is(h, i + 1, "for") || is(h, i + 1, "in");
    }
    return false;
}

/* "one of the survivors, X, told": somebody said who it is before the name. */
static bool speaks_between_commas(const hinter *h, const name_mention *m)
{
    static const char *const speaks[] = {"said", "told", "says", "tells", "added"};
    const sentence *s = sentence_of(h, m->first);
    return m->title > s->first + 1 && is(h, m->title - 1, ",") &&
           lower(h, m->title - 2) && is(h, m->last, ",") && m->last + 1 < s->last &&
           IN_LIST(h->t->tokens[m->last + 1].folded, speaks);
}

static bool has_given_name(const hinter *h, const name_mention *m)
{
    for (uint32_t i = m->first; i + 1 < m->last && i < m->first + 2; i++)
        if (bits_at(h, i) & WORD_GIVEN)
            return true;
    return false;
}

static bool is_person(const hinter *h, const name_mention *m)
{
    if (!is_full_name(h, m))
        return false;
    bool role = m->title > 0 && lower(h, m->title - 1) &&
                (bits_at(h, m->title - 1) & WORD_ROLE) && has_given_name(h, m);
    return role || tells(h, m) || is_introduced(h, m) || is_role_behind(h, m) ||
           speaks_behind(h, m) || speaks_between_commas(h, m) || is_behind_office(h, m);
}

void hints_give(name_set *set)
{
    const facts_input *in = set->in;
    for (uint32_t a = 0; a < in->n_articles; a++) {
        hinter h = {set, &in->texts[a], in->articles ? &in->articles[a] : NULL};
        for (uint32_t i = set->first_of[a]; i < set->first_of[a + 1]; i++) {
            name_mention *m = &set->mentions.v[i];
            if (m->hint)
                continue;
            const name_mention *before = i > set->first_of[a] ? m - 1 : NULL;
            bool and_x = before && before->last + 1 == m->title &&
                         before->hint == ENTITY_PERSON + 1 &&
                         is(&h, before->last, "and") && is_introduced(&h, before);
            if (is_at_head(&h, m))
                m->hint = ENTITY_PLACE + 1;
            else if (is_person(&h, m) || (and_x && is_full_name(&h, m)))
                m->hint = ENTITY_PERSON + 1;
        }
    }
}
