#include "article/reprint.h"
#include "read/url.h"

#include <string.h>

/* Whose text a page shows that is not its own: aggregators, and papers that print what
 * another has published. What says so: a line ("Originally published by …"), the
 * provider in JSON-LD, a canonical address on another site, the source of a feed's item.
 * The one who wrote it is the outlet, the one who shows it is kept beside it. */

enum { LONGEST_LINE = 400, LONGEST_NAME = 80, MOST_WORDS = 40, NAME_WORDS = 7 };

/* Who shows what others publish. `writes`: some of it is its own, so that a page without
 * another source is. */
static const struct {
    const char *host, *name;
    bool writes;
} aggregators[] = {
    {"msn.com", "MSN", false},
    {"news.yahoo.com", "Yahoo News", true},
    {"yahoo.com", "Yahoo", true},
    {"news.google.com", "Google News", false},
    {"flipboard.com", "Flipboard", false},
    {"newsbreak.com", "NewsBreak", false},
    {"smartnews.com", "SmartNews", false},
    {"apple.news", "Apple News", false},
    {"pressreader.com", "PressReader", false},
    {"dailyhunt.in", "Dailyhunt", false},
    {"allafrica.com", "allAfrica", true},
    {"ground.news", "Ground News", false},
    {"upday.com", "upday", false},
    {"headtopics.com", "Head Topics", false},
    {"biztoc.com", "BizToc", false},
    {"newsnow.co.uk", "NewsNow", false},
    {"feedly.com", "Feedly", false},
    {"inoreader.com", "Inoreader", false},
    {"news.aol.com", "AOL News", true},
    {"aol.com", "AOL", true},
    {"toutiao.com", "Toutiao", false},
    {"onet.pl", "Onet", true},
    {"news.mail.ru", "Mail.ru", true},
    {"dzen.ru", "Dzen", false},
    {"menafn.com", "MENAFN", true},
    {"nabd.com", "Nabd", false},
    {"web.archive.org", "Internet Archive", false},
    {"archive.ph", "archive.today", false},
    {"archive.today", "archive.today", false},
};

enum { N_AGGREGATORS = sizeof aggregators / sizeof *aggregators };

static int aggregator_at(arena *tmp, slice url)
{
    slice host = url_host(tmp, url);
    for (int i = 0; host.len && i < N_AGGREGATORS; i++) {
        slice known = slice_of_str(aggregators[i].host);
        if (slice_eq(host, known) ||
            (slice_ends(host, known) && host.ptr[host.len - known.len - 1] == '.'))
            return i;
    }
    return -1;
}

static int aggregator_named(slice name)
{
    for (int i = 0; name.len && i < N_AGGREGATORS; i++) {
        slice known = slice_of_str(aggregators[i].name);
        if (slice_eq_nocase(name, known) ||
            slice_eq_nocase(name, slice_of_str(aggregators[i].host)))
            return i;
    }
    return -1;
}

/* ---- lines that name the one who published it first ---- */

/* All of a line that has one is about that; the name stands behind it. */
static const struct {
    const char *anchor;
    const char *phrases[14];
} telling[] = {
    {"publi",
     {"originally published by ", "originally published on ", "originally published in ",
      "originally published at ", "first published by ", "first published on ",
      "first published in ", "republished from ", "publié à l'origine par ",
      "publié à l'origine sur ", "initialement publié par ", "initialement publié sur ",
      "publicado originalmente por ", "publicado originalmente en "}},
    {"pubblicat",
     {"originariamente pubblicato su ", "pubblicato originariamente su ",
      "pubblicato originariamente da "}},
    {"publi", {"publicado originalmente no ", "publicado originalmente na "}},
    {"appear",
     {"originally appeared on ", "originally appeared in ", "originally appeared at ",
      "first appeared on ", "first appeared in ", "first appeared at "}},
    {"apareci", {"apareció originalmente en "}},
    {"erschien",
     {"zuerst erschienen bei ", "zuerst erschienen in ", "zuerst erschienen auf ",
      "ursprünglich erschienen bei ", "ursprünglich erschienen in ",
      "ursprünglich erschienen auf ", "erschien zuerst bei ", "erschien zuerst in ",
      "erschien zuerst auf "}},
    {"printed", {"reprinted from "}},
    {"syndicated", {"syndicated from "}},
    {"read the",
     {"read the original article on ", "read the original article at ",
      "read the original story on ", "read the original story at ",
      "read the full article on ", "read the full article at ", "read the full story on ",
      "read the full story at "}},
    {"provided by",
     {"article provided by ", "story provided by ", "content provided by "}},
    {"опубликован",
     {"первые опубликовано в ", "ервоначально опубликовано в ", "первые опубликовано на ",
      "ервоначально опубликовано на "}},
    {"نشر", {"نشر أولا في ", "نشرت أولا في ", "نشر لأول مرة في "}},
};

/* A line that begins so may name anything, figures for a chart among them. */
static const char *const labels[] = {
    "source: ",   "source : ", "quelle: ",  "fuente: ", "fonte: ",  "bron: ",
    "källa: ",    "kilde: ",   "kaynak: ",  "źródło: ", "Źródło: ", "источник: ",
    "Источник: ", "джерело: ", "Джерело: ", "المصدر: ", "نقلا عن ", "via: "};

/* "The Bay Mirror", of "The Bay Mirror and is republished here …". */
static slice name_at(slice rest)
{
    static const char *const ends[] = {". ",
                                       ", ",
                                       "; ",
                                       " (",
                                       " |",
                                       " and is ",
                                       " and has ",
                                       " under ",
                                       " with permission",
                                       " as part ",
                                       " on ",
                                       " in ",
                                       " und ",
                                       " et est ",
                                       " y se ",
                                       " unter ",
                                       " am ",
                                       " le ",
                                       " el ",
                                       ": ",
                                       " \xe2\x80\x93 ",
                                       " \xe2\x80\x94 ",
                                       " - "};
    rest = slice_trim(rest);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        rest.len = slice_find(rest, slice_of_str(ends[i]), 0);
    while (rest.len && strchr(".,;:!)\"'*", rest.ptr[rest.len - 1]))
        rest.len--;
    while (rest.len && strchr("\"'(*", rest.ptr[0]))
        rest = slice_of(rest.ptr + 1, rest.len - 1);
    if (rest.len < 3 || rest.len > LONGEST_NAME)
        return slice_of("", 0);
    shape s = shape_of(rest);
    bool capital = shape_is_capital(rest) || (rest.ptr[0] >= '0' && rest.ptr[0] <= '9') ||
                   (unsigned char)rest.ptr[0] >= 0xd8; // scripts without capitals
    bool domain = s.words == 1 && slice_find(rest, SLICE("."), 0) < rest.len;
    return s.words <= NAME_WORDS && (capital || domain) ? rest : slice_of("", 0);
}

/* "This story first appeared in …", but not "The novel was first published in London". */
static bool speaks_of_itself(slice before)
{
    enum { MOST_BEFORE = 5 };
    static const char *const firsts[] = {
        "this",     "article", "story",  "report",  "column",  "originally",
        "dieser",   "diese",   "text",   "beitrag", "artikel", "cet",
        "cette",    "texte",   "este",   "esta",    "texto",   "nota",
        "artículo", "artigo",  "questo", "articolo"};
    slice word, first = {0};
    unsigned n = 0;
    for (size_t at = 0; shape_next_word(before, &at, &word); n++)
        if (n == 0)
            first = shape_core(word);
    if (n == 0 || (unsigned char)before.ptr[0] >= 0xd0)
        return n <= MOST_BEFORE;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (slice_eq_nocase(first, slice_of_str(firsts[i])))
            return n <= MOST_BEFORE;
    return false;
}

static bool is_time(slice name)
{
    date_found date;
    int weekday;
    slice word;
    size_t at = 0;
    return date_find(name, 0, &date) ||
           (shape_next_word(name, &at, &word) && date_weekday_word(word, &weekday));
}

static slice told_in(slice text, slice folded)
{
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        slice anchor = slice_of_str(telling[i].anchor);
        if (slice_find(folded, anchor, 0) == folded.len)
            continue;
        for (size_t k = 0; k < 14 && telling[i].phrases[k]; k++) {
            slice phrase = slice_of_str(telling[i].phrases[k]);
            size_t at = slice_find_nocase(text, phrase, 0);
            if (at == text.len || !speaks_of_itself(slice_of(text.ptr, at)))
                continue;
            slice name =
                name_at(slice_of(text.ptr + at + phrase.len, text.len - at - phrase.len));
            return is_time(name) ? slice_of("", 0) : name;
        }
    }
    return slice_of("", 0);
}

static slice labelled_in(slice text)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        slice label = slice_of_str(labels[i]);
        if (slice_starts_nocase(text, label))
            return name_at(slice_of(text.ptr + label.len, text.len - label.len));
    }
    return slice_of("", 0);
}

/* "Source: agencies" */
static bool is_nobody(slice name)
{
    static const char *const names[] = {
        "agencies", "agenturen", "agences",  "agencias",  "agenzie",
        "wires",    "وكالات",    "الوكالات", "агентства", "press release"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_eq_nocase(name, slice_of_str(names[i])))
            return true;
    return false;
}

static void take_line(page *p, block *b, slice name, slice line, bool sure)
{
    slice agency;
    if (agency_at(name, &agency) == name.len) {
        agency_add(p, agency, line, "furniture");
        name = sure ? agency : slice_of("", 0);
    }
    if (name.len && !p->source.len) {
        p->source = arena_slice(p->out, name);
        p->source_why =
            arena_format(p->out, "the line \"%.*s\"", (int)line.len, line.ptr);
    }
    if (b->role == ROLE_OPEN || b->role == ROLE_BODY)
        page_furniture(b, "says where it was published first");
}

static void look_at(page *p, uint32_t i)
{
    block *b = &p->blocks.v[i];
    slice line = page_slice(p, b);
    if (b->role == ROLE_HEADLINE || b->shape.words > MOST_WORDS || b->shape.words < 2 ||
        line.len > LONGEST_LINE)
        return;
    slice folded = shape_fold(p->tmp, line, LONGEST_LINE);
    slice name = told_in(line, folded);
    if (name.len) {
        take_line(p, b, name, line, true);
        return;
    }
    slice agency;
    name = labelled_in(line);
    if (name.len && !is_nobody(name) && b->shape.words <= NAME_WORDS + 2 &&
        (cue_is_newspaper_word(name) || outlet_is_masthead(name) ||
         slice_find(name, SLICE("."), 0) < name.len ||
         (unsigned char)name.ptr[0] >= 0xd0 || agency_at(name, &agency) == name.len))
        take_line(p, b, name, line, false);
}

void reprint_lines(page *p)
{
    enum { ABOVE = 8, INSIDE = 2, BELOW = 16 };
    uint32_t n = p->blocks.n, first = n, last = n;
    for (uint32_t i = 0; i < n; i++) {
        block_role role = p->blocks.v[i].role;
        if (role != ROLE_OPEN && role != ROLE_BODY)
            continue;
        if (first == n)
            first = i;
        last = i;
    }
    for (uint32_t i = first > ABOVE ? first - ABOVE : 0; i < n && i < first + INSIDE; i++)
        look_at(p, i);
    uint32_t from = last > INSIDE ? last - INSIDE + 1 : 0;
    for (uint32_t i = from > first + INSIDE ? from : first + INSIDE;
         i < n && i <= last + BELOW; i++)
        look_at(p, i);
}

/* ---- who it is ---- */

static bool same_name(arena *tmp, slice a, slice b)
{
    return a.len && b.len && shape_key(tmp, a) == shape_key(tmp, b);
}

static void set_outlet(page *p, slice name, slice why)
{
    p->outlet = arena_slice(p->out, name);
    p->outlet_why = why;
}

/* A canonical address on another site than the one the page came from. */
static void source_by_address(page *p, slice address)
{
    slice own = url_host(p->tmp, address), other = url_host(p->tmp, p->canonical);
    if (p->source.len || !own.len || !other.len || url_same_site(own, other) ||
        aggregator_at(p->tmp, p->canonical) >= 0)
        return;
    p->source = arena_slice(p->out, other);
    p->source_why = SLICE("the canonical address is on another site");
}

static void source_by_provider(page *p, int which)
{
    if (p->source.len || !p->provider.len || aggregator_named(p->provider) >= 0 ||
        which < 0)
        return;
    p->source = p->provider;
    p->source_why = p->provider_why;
}

void reprint_settle(page *p)
{
    const document *doc = p->doc;
    slice address = doc->url.len ? doc->url : p->url, shower = p->outlet;
    int which = aggregator_at(p->tmp, address);
    slice why = which >= 0 ? SLICE("its address") : SLICE("its name");
    if (which < 0)
        which = aggregator_named(p->outlet);
    source_by_provider(p, which);
    source_by_address(p, doc->url);
    if (doc->via.len && !same_name(p->tmp, doc->via, p->outlet)) {
        p->via = doc->via;
        p->via_why = SLICE("the feed it is listed in");
    }
    if (same_name(p->tmp, p->source, shower))
        p->source = slice_of("", 0);
    if (which >= 0) {
        bool is_own = !shower.len || aggregator_named(shower) >= 0;
        p->via = slice_of_str(aggregators[which].name);
        p->via_why = why;
        if (is_own && p->source.len)
            set_outlet(p, p->source, p->source_why);
        else if (is_own && aggregators[which].writes)
            p->via = slice_of("", 0); // of its own, as far as anything says
        else if (is_own)
            set_outlet(p, slice_of("", 0),
                       SLICE("shown by an aggregator that does not name the outlet"));
    } else if (p->source.len && p->outlet_rank < 100) {
        if (shower.len) {
            p->via = shower;
            p->via_why = p->source_why;
        }
        set_outlet(p, p->source, p->source_why);
    }
    slice host = url_host(p->tmp, address);
    if (which < 0 && !p->outlet.len && host.len)
        set_outlet(p, host, SLICE("the address"));
    if (!p->via.len)
        p->via_why = slice_of("", 0);
}

slice reprint_address(const page *p)
{
    url_parts to;
    if (!url_split(p->canonical, &to) || to.path.len < 2)
        return p->url;
    slice own = url_host(p->tmp, p->url), other = url_host(p->tmp, p->canonical);
    return !p->url.len || url_same_site(own, other) ? p->canonical : p->url;
}

/* ---- rights ---- */

static bool speaks_of_rights(slice folded)
{
    static const char *const cues[] = {"\xc2\xa9",
                                       "(c) ",
                                       "copyright",
                                       "creative commons",
                                       "cc by",
                                       "cc-by",
                                       "rights reserved",
                                       "alle rechte",
                                       "tous droits",
                                       "derechos reservados",
                                       "все права",
                                       "جميع الحقوق",
                                       "diritti riservati",
                                       "direitos reservados"};
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (slice_find(folded, slice_of_str(cues[i]), 0) < folded.len)
            return true;
    return false;
}

void rights_set(page *p, slice text, const char *why, int rank)
{
    text = slice_trim(text);
    if (!text.len || text.len > LONGEST_LINE || rank <= p->rights_rank)
        return;
    p->rights = arena_slice(p->out, text);
    p->rights_why = slice_of_str(why);
    p->rights_rank = rank;
}

void rights_lines(page *p)
{
    enum { RANK_NOTICE = 50, RANK_LINE = 40 };
    if (p->rights_rank >= RANK_NOTICE)
        return;
    for (uint32_t i = 0; i < p->blocks.n; i++) {
        const block *b = &p->blocks.v[i];
        slice line = page_slice(p, b);
        if (b->role != ROLE_FURNITURE || line.len > LONGEST_LINE || line.len < 4)
            continue;
        bool notice = slice_eq_str(b->why, "copyright notice");
        bool reprint = slice_eq_str(b->why, "says where it was published first");
        if ((notice || reprint) &&
            speaks_of_rights(shape_fold(p->tmp, line, LONGEST_LINE)))
            rights_set(p, line, "a line of the page", notice ? RANK_NOTICE : RANK_LINE);
    }
}
