/* Codes in templates.
 *
 * Of the event: $T $E its two towns, $C country, $X another one, $G $J groups, $K $L
 * companies, $O office, $P main person in full, $S by surname, $R role, $Z another
 * person, $D weekday, $1 $2 small numbers, $3 hundreds, $4 money, $5 percentage, $6 year,
 * $7 date. Open: $n noun, $N plural, $v past, $i base, $g -ing, $p participle, $u
 * intransitive past, $a adjective, $A adverb, $x noun phrase, $c clause, $t time, $l
 * place, $w who says, $q quotation, $h opener, $Q person or role, $r role, $o office, $W
 * weekday, $B month, $f day, $k direction or part of day, $y year, $# number, $H larger
 * one, $M money. "a~" is a or an, by what follows; "$$" is a dollar. */
#include "bench/grammar.h"

#include "bench/frames.h"

#include <string.h>

enum {
    DEEPEST = 4,
    N_PLACES = 900,
    N_WORLD_PEOPLE = 6000,
    N_TOPICS = 400,
    N_PHRASES = 60000,
    N_STANDING = 256
};

/* Chances of a stock phrase where one can stand, in parts of a million. */
enum { STOCK_THING = 480000, STOCK_DOES = 420000 };

const char *const bench_weekdays[7] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
const char *const bench_months[12] = {"January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December"};

void pen_init(pen *p, arena *a)
{
    enum { FIRST = 16 << 10 };
    *p = (pen){.a = a, .ptr = arena_alloc(a, FIRST), .cap = FIRST};
}

void pen_add(pen *p, const char *bytes, size_t len)
{
    if (p->cap - p->len < len) {
        size_t cap = p->cap * 2 + len;
        char *wider = arena_alloc(p->a, cap);
        memcpy(wider, p->ptr, p->len);
        p->ptr = wider;
        p->cap = cap;
    }
    memcpy(p->ptr + p->len, bytes, len);
    p->len += len;
}

void pen_str(pen *p, const char *str)
{
    pen_add(p, str, strlen(str));
}

void pen_padded(pen *p, uint64_t n, int digits)
{
    char text[24];
    int at = sizeof text;
    while (n || digits > 0) {
        text[--at] = (char)('0' + n % 10);
        n /= 10;
        digits--;
    }
    pen_add(p, text + at, sizeof text - (size_t)at);
}

void pen_number(pen *p, uint64_t n)
{
    pen_padded(p, n, 1);
}

void pen_grouped(pen *p, uint64_t n)
{
    if (n >= 1000) {
        pen_grouped(p, n / 1000);
        pen_add(p, ",", 1);
        pen_padded(p, n % 1000, 3);
    } else {
        pen_number(p, n);
    }
}

/* The plainest form where templates have nested deep enough. */
static const char *const plain_thing[] = {"the $n", "$N", "a~ $a $n", "$Q", NULL};
static const char *const plain_does[] = {"$v $N", "$u", "was $p", "$v the $n", NULL};

static uint32_t n_of(const char *const *list)
{
    uint32_t n = 0;
    while (list[n])
        n++;
    return n;
}

void world_make(world *w, const lexicon *words, arena *out)
{
    static const char *const *const lists[N_FRAME_KINDS] = {
        frames_thing, frames_does,  frames_sentence, frames_time,  frames_where,
        frames_says,  frames_quote, frames_opener,   frames_title, frames_amount,
        frames_role,  plain_thing,  plain_does};
    w->words = words;
    w->places = zipf_table(out, N_PLACES, 4);
    w->people = zipf_table(out, N_WORLD_PEOPLE, 10);
    w->topics = zipf_table(out, N_TOPICS, 10);
    w->phrases = zipf_table(out, N_PHRASES, 600);
    w->standing = arena_array(out, event, N_STANDING);
    for (int kind = 0; kind < N_FRAME_KINDS; kind++) {
        frame_list *f = &w->frames[kind];
        f->n = n_of(lists[kind]);
        f->list = arena_array(out, slice, f->n);
        for (uint32_t i = 0; i < f->n; i++)
            f->list[i] = slice_of_str(lists[kind][i]);
    }
    for (uint32_t i = 0; i < N_STANDING; i++)
        w->standing[i] = event_make(w, 0x5354414eu + i);
}

/* A name of the world's, or one that only this event has. */
static uint64_t key_of(const uint16_t *known, uint32_t of_a_million, dice *d)
{
    if (dice_chance(d, of_a_million))
        return known[dice_bits(d) >> (64 - ZIPF_BITS)];
    return dice_bits(d);
}

/* What comes first comes most. */
static slice frame(const world *w, frame_kind kind, dice *d)
{
    const frame_list *f = &w->frames[kind];
    uint64_t bits = dice_bits(d);
    uint32_t a = (uint32_t)((bits >> 32) * f->n >> 32);
    uint32_t b = (uint32_t)((bits & UINT32_MAX) * f->n >> 32);
    return f->list[a < b ? a : b];
}

event event_make(const world *w, uint64_t key)
{
    dice d = dice_of(key, 0x4556454eu, 0);
    const lexicon *l = w->words;
    event e = {.key = key, .topic = w->topics[dice_bits(&d) >> (64 - ZIPF_BITS)]};
    e.beat = (uint32_t)(hash_mix(e.topic, 3) % N_BEATS);
    uint64_t country = w->places[dice_bits(&d) >> (64 - ZIPF_BITS)] % 120;
    for (int i = 0; i < 2; i++) {
        e.town[i] = name_of_town(key_of(w->places, 550000, &d));
        e.country[i] = name_of_country(country);
        country = key_of(w->places, 900000, &d) % 120;
        e.group[i] = name_of_group(key_of(w->places, 650000, &d));
        e.company[i] = name_of_company(key_of(w->places, 500000, &d));
        e.office[i] = name_of_office(key_of(w->places, 800000, &d));
        e.few[i] = dice_between(&d, 2, 97);
    }
    uint32_t n_roles = w->frames[FRAME_ROLE].n;
    for (int i = 0; i < N_PEOPLE; i++) {
        e.person[i] = name_of_person(key_of(w->people, 500000, &d));
        e.role[i] = w->frames[FRAME_ROLE].list[dice_below(&d, n_roles)].ptr;
    }
    e.hundreds = dice_between(&d, 101, dice_below(&d, 3) ? 990 : 48000);
    e.money = dice_between(&d, 2, 980);
    e.percent = dice_between(&d, 1, 60);
    e.tenth = dice_below(&d, 10);
    e.year = dice_between(&d, 1978, 2013);
    e.day = dice_between(&d, 1, 28);
    e.month = dice_below(&d, 12);
    e.weekday = dice_below(&d, 7);
    for (int i = 0; i < N_OWN_NOUNS; i++)
        e.nouns[i] = (uint16_t)dice_below(&d, l->nouns.n / 3);
    for (int i = 0; i < N_OWN_VERBS; i++)
        e.verbs[i] = (uint16_t)dice_below(&d, l->verbs.n);
    for (int i = 0; i < N_OWN_ADJECTIVES; i++)
        e.adjectives[i] = (uint16_t)dice_below(&d, l->adjectives.n / 2);
    return e;
}

typedef struct {
    pen *to;
    const world *w;
    const event *e;
    dice *d;
    bool article; // "a" was written and waits for what follows
} writer;

static void put(writer *t, const char *bytes, size_t len)
{
    if (t->article && len && *bytes != ' ') {
        t->article = false;
        char c = (char)(*bytes | 32);
        if (c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u') {
            t->to->len--; // the blank
            pen_add(t->to, "n ", 2);
        }
    }
    pen_add(t->to, bytes, len);
}

static void put_str(writer *t, const char *str)
{
    put(t, str, strlen(str));
}

static void put_slice(writer *t, slice s)
{
    put(t, s.ptr, s.len);
}

static void put_number(writer *t, uint64_t n)
{
    t->article = false;
    pen_grouped(t->to, n);
}

static void expand(writer *t, const char *at, const char *end, int depth);

static void expand_one(writer *t, frame_kind kind, int depth)
{
    slice from = frame(t->w, kind, t->d);
    expand(t, from.ptr, from.ptr + from.len, depth);
}

/* A phrase that many articles have, word for word: each number stands for one phrase. */
static bool put_stock(writer *t, frame_kind kind, uint32_t chance, int depth)
{
    if (!dice_chance(t->d, chance))
        return false;
    uint32_t which = t->w->phrases[dice_bits(t->d) >> (64 - ZIPF_BITS)];
    dice own = dice_of(0x53544f43u, kind, which);
    const event *kept = t->e;
    dice *d = t->d;
    t->e = &t->w->standing[which % N_STANDING];
    t->d = &own;
    expand_one(t, kind, depth);
    t->e = kept;
    t->d = d;
    return true;
}

static void thing(writer *t, int depth)
{
    if (depth > DEEPEST)
        expand_one(t, FRAME_PLAIN_THING, depth);
    else if (depth > DEEPEST - 1 || !put_stock(t, FRAME_THING, STOCK_THING, DEEPEST))
        expand_one(t, FRAME_THING, depth);
}

static void does(writer *t, int depth)
{
    if (depth > DEEPEST)
        expand_one(t, FRAME_PLAIN_DOES, depth);
    else if (depth > DEEPEST - 1 || !put_stock(t, FRAME_DOES, STOCK_DOES, DEEPEST))
        expand_one(t, FRAME_DOES, depth);
}

static slice noun(writer *t, form f)
{
    const lexicon *l = t->w->words;
    uint32_t how = dice_below(t->d, 100);
    const word_class *c = &l->nouns;
    if (how < 30)
        return c->forms[f][t->e->nouns[dice_below(t->d, N_OWN_NOUNS)]];
    if (how < 45)
        c = &l->beat_nouns[t->e->beat];
    return c->forms[f][class_draw(c, t->d)];
}

static slice verb(writer *t, form f)
{
    const lexicon *l = t->w->words;
    uint32_t how = dice_below(t->d, 100);
    const word_class *c = &l->verbs;
    if (how < 15)
        return c->forms[f][t->e->verbs[dice_below(t->d, N_OWN_VERBS)]];
    if (how < 25)
        c = &l->beat_verbs[t->e->beat];
    return c->forms[f][class_draw(c, t->d)];
}

static slice adjective(writer *t)
{
    const lexicon *l = t->w->words;
    uint32_t how = dice_below(t->d, 100);
    const word_class *c = &l->adjectives;
    if (how < 20)
        return c->forms[FORM_BASE][t->e->adjectives[dice_below(t->d, N_OWN_ADJECTIVES)]];
    if (how < 30)
        c = &l->beat_adjectives[t->e->beat];
    return c->forms[FORM_BASE][class_draw(c, t->d)];
}

static void someone(writer *t)
{
    uint32_t i = dice_below(t->d, N_PEOPLE);
    switch (dice_below(t->d, 6)) {
    case 0:
        put_str(t, t->e->person[i].text);
        break;
    case 1:
        put_str(t, "the ");
        put_str(t, t->e->role[i]);
        break;
    case 2:
        put_str(t, dice_below(t->d, 2) ? "he" : "she");
        break;
    default:
        put_str(t, surname_in(&t->e->person[i]));
    }
}

static void put_money(writer *t)
{
    t->article = false;
    pen_add(t->to, "$", 1);
    pen_number(t->to, t->e->money);
    pen_str(t->to, " million");
}

static void put_percent(writer *t)
{
    put_number(t, t->e->percent);
    if (t->e->tenth) {
        pen_add(t->to, ".", 1);
        pen_number(t->to, t->e->tenth);
    }
}

static bool put_fact(writer *t, char code)
{
    const event *e = t->e;
    switch (code) {
    case 'T':
    case 'E':
        return put_str(t, e->town[code == 'E'].text), true;
    case 'C':
    case 'X':
        return put_str(t, e->country[code == 'X'].text), true;
    case 'G':
    case 'J':
        return put_str(t, e->group[code == 'J'].text), true;
    case 'K':
    case 'L':
        return put_str(t, e->company[code == 'L'].text), true;
    case 'O':
        return put_str(t, e->office[0].text), true;
    case 'P':
        return put_str(t, e->person[0].text), true;
    case 'Z':
        return put_str(t, e->person[1].text), true;
    case 'S':
        return put_str(t, surname_in(&e->person[0])), true;
    case 'R':
        return put_str(t, e->role[0]), true;
    case 'D':
        return put_str(t, bench_weekdays[e->weekday]), true;
    case '1':
    case '2':
        return put_number(t, e->few[code == '2']), true;
    case '3':
        return put_number(t, e->hundreds), true;
    case '4':
        return put_money(t), true;
    case '5':
        return put_percent(t), true;
    case '6':
        return pen_number(t->to, e->year), true;
    case '7':
        put_str(t, bench_months[e->month]);
        pen_add(t->to, " ", 1);
        return pen_number(t->to, e->day), true;
    default:
        return false;
    }
}

static bool put_word(writer *t, char code)
{
    const lexicon *l = t->w->words;
    switch (code) {
    case 'n':
        return put_slice(t, noun(t, FORM_BASE)), true;
    case 'N':
        return put_slice(t, noun(t, FORM_PLURAL)), true;
    case 'v':
        return put_slice(t, verb(t, FORM_PAST)), true;
    case 'i':
        return put_slice(t, verb(t, FORM_BASE)), true;
    case 'g':
        return put_slice(t, verb(t, FORM_ING)), true;
    case 'p':
        return put_slice(t, verb(t, FORM_PARTICIPLE)), true;
    case 'u':
        return put_slice(t, l->verbs_without
                                .forms[FORM_PAST][class_draw(&l->verbs_without, t->d)]),
               true;
    case 'a':
        return put_slice(t, adjective(t)), true;
    case 'A':
        return put_slice(t, l->adverbs.forms[FORM_BASE][class_draw(&l->adverbs, t->d)]),
               true;
    default:
        return false;
    }
}

static void put_other(writer *t, char code)
{
    static const char *const parts[] = {"north", "south",   "east",      "west",
                                        "night", "morning", "afternoon", "evening"};
    dice *d = t->d;
    switch (code) {
    case 'Q':
        someone(t);
        break;
    case 'r':
        put_str(t, t->e->role[dice_below(d, N_PEOPLE)]);
        break;
    case 'o':
        put_str(t, t->e->office[dice_below(d, 2)].text);
        break;
    case 'W':
        put_str(t, bench_weekdays[dice_below(d, 7)]);
        break;
    case 'B':
        put_str(t, bench_months[dice_below(d, 12)]);
        break;
    case 'k':
        put_str(t, parts[dice_below(d, 8)]);
        break;
    case 'f':
        put_number(t, dice_between(d, 1, 28));
        break;
    case 'y':
        pen_number(t->to, dice_between(d, 1962, 2019));
        break;
    case '#':
        put_number(t, dice_between(d, 2, dice_below(d, 2) ? 12 : 99));
        break;
    case 'H':
        put_number(t, (uint64_t)dice_between(d, 11, 990) * (dice_below(d, 2) ? 10 : 100));
        break;
    default: // "$$"
        put_str(t, "$");
    }
}

static void put_code(writer *t, char code, int depth)
{
    if (put_word(t, code) || put_fact(t, code))
        return;
    switch (code) {
    case 'x':
        thing(t, depth + 1);
        break;
    case 'c':
        thing(t, depth + 1);
        put_str(t, " ");
        does(t, depth + 1);
        break;
    case 't':
        expand_one(t, FRAME_TIME, depth + 1);
        break;
    case 'l':
        expand_one(t, FRAME_WHERE, depth + 1);
        break;
    case 'w':
        expand_one(t, FRAME_SAYS, depth + 1);
        break;
    case 'q':
        expand_one(t, FRAME_QUOTE, depth + 1);
        break;
    case 'h':
        expand_one(t, FRAME_OPENER, depth + 1);
        break;
    case 'M':
        expand_one(t, FRAME_AMOUNT, depth + 1);
        break;
    default:
        put_other(t, code);
    }
}

/* "[one|two|]" with at[0] == '['; gives what stands behind it. */
static const char *choice(writer *t, const char *at, int depth)
{
    const char *end = strchr(at, ']');
    uint32_t n = 1;
    for (const char *p = at; p < end; p++)
        n += *p == '|';
    uint32_t take = dice_below(t->d, n);
    at++;
    while (take--)
        at = strchr(at, '|') + 1;
    expand(t, at, at + strcspn(at, "|]"), depth);
    return end + 1;
}

static void expand(writer *t, const char *at, const char *end, int depth)
{
    while (at < end) {
        size_t plain = 0;
        while (at + plain < end && at[plain] != '$' && at[plain] != '[' &&
               at[plain] != '~')
            plain++;
        if (plain)
            put(t, at, plain);
        at += plain;
        if (at >= end)
            break;
        if (*at == '[') {
            at = choice(t, at, depth);
        } else if (*at == '~') {
            put(t, " ", 1);
            t->article = true;
            at += at[1] == ' ' ? 2 : 1;
        } else {
            put_code(t, at[1], depth);
            at += 2;
        }
    }
}

/* The first letter behind quotation marks, made a capital. */
static void capital(pen *to, size_t start)
{
    while (start < to->len && strchr("\"'", to->ptr[start]))
        start++;
    if (start < to->len && to->ptr[start] >= 'a' && to->ptr[start] <= 'z')
        to->ptr[start] = (char)(to->ptr[start] - 'a' + 'A');
}

/* Inside a quotation every sentence begins with a capital, too. */
static void capitals(pen *to, size_t start)
{
    capital(to, start);
    for (size_t i = start; i + 2 < to->len; i++)
        if ((to->ptr[i] == '.' && to->ptr[i + 1] == ' ') ||
            (to->ptr[i] == '"' && (i == start || to->ptr[i - 1] == ' ') &&
             to->ptr[i + 1] != ' '))
            capital(to, i + 1 + (to->ptr[i] == '.'));
}

static void tell_template(pen *to, const world *w, const event *e, slice template,
                          dice *d)
{
    writer t = {to, w, e, d, false};
    expand(&t, template.ptr, template.ptr + template.len, 0);
}

void tell(pen *to, const world *w, const event *e, const char *template, dice *d)
{
    tell_template(to, w, e, slice_of_str(template), d);
}

static void tell_closed(pen *to, const world *w, const event *e, slice template, dice *d)
{
    size_t start = to->len;
    tell_template(to, w, e, template, d);
    capitals(to, start);
    char last = to->ptr[to->len - 1];
    bool closed = last == '.' || (last == '"' && to->ptr[to->len - 2] == '.');
    if (!closed)
        pen_add(to, ".", 1);
}

void tell_sentence(pen *to, const world *w, const event *e, dice *d)
{
    tell_closed(to, w, e, frame(w, FRAME_SENTENCE, d), d);
}

void tell_lead(pen *to, const world *w, const event *e, dice *d)
{
    tell_closed(to, w, e, slice_of_str(frames_lead[e->beat][dice_below(d, N_LEADS)]), d);
}

static uint32_t count_words(const pen *p, size_t from)
{
    uint32_t n = from < p->len;
    for (size_t i = from; i < p->len; i++)
        n += p->ptr[i] == ' ' || (p->ptr[i] == '\n' && p->ptr[i - 1] != '\n');
    return n;
}

void tell_paragraph(pen *to, const world *w, const event *e, uint32_t n_words, dice *d)
{
    size_t start = to->len;
    do {
        if (to->len > start)
            pen_add(to, " ", 1);
        tell_sentence(to, w, e, d);
    } while (count_words(to, start) + 8 < n_words);
}

void tell_title(pen *to, const world *w, const event *e, dice *d)
{
    size_t start = to->len;
    tell_template(to, w, e, frame(w, FRAME_TITLE, d), d);
    capital(to, start);
}

static void dateline(pen *to, const event *e, dice *d)
{
    static const char *const ends[] = {" - ", ", ", " (Agency) - ", ": "};
    uint32_t how = dice_below(d, 8);
    if (how >= 5)
        return;
    size_t start = to->len;
    pen_str(to, e->town[0].text);
    for (size_t i = start; i < to->len && how < 3; i++)
        if (to->ptr[i] >= 'a' && to->ptr[i] <= 'z')
            to->ptr[i] = (char)(to->ptr[i] - 'a' + 'A');
    if (how == 1) {
        pen_str(to, ", ");
        pen_str(to, bench_months[e->month]);
        pen_str(to, " ");
        pen_number(to, e->day);
        pen_str(to, " - ");
        return;
    }
    pen_str(to, ends[dice_below(d, 4)]);
}

/* A template of those that this telling may use. */
static uint32_t allowed(uint32_t n, telling how, uint32_t part, dice *d)
{
    uint32_t i = dice_below(d, n);
    if (how == TELL_PART)
        i = i / TELL_PARTS * TELL_PARTS + part % TELL_PARTS;
    return i % n;
}

static void next_sentence(pen *to, uint32_t *left_in_paragraph, dice *d)
{
    if (*left_in_paragraph == 0) {
        pen_str(to, "\n\n");
        *left_in_paragraph = dice_between(d, 1, 3);
    } else {
        pen_add(to, " ", 1);
    }
    --*left_in_paragraph;
}

void tell_article(pen *to, const world *w, const event *e, telling how, uint32_t part,
                  uint32_t n_words, dice *d)
{
    size_t start = to->len;
    uint32_t left = dice_below(d, 2), facts = dice_between(d, 1, 4), used = 0;
    dateline(to, e, d);
    tell_closed(to, w, e,
                slice_of_str(frames_lead[e->beat][allowed(N_LEADS, how, part, d)]), d);
    uint32_t words = count_words(to, start);
    while (words < n_words) {
        size_t before = to->len;
        next_sentence(to, &left, d);
        uint32_t i = allowed(N_FACTS, how, part, d);
        if (facts && dice_below(d, 2) && !(used >> i & 1)) {
            tell_closed(to, w, e, slice_of_str(frames_fact[e->beat][i]), d);
            used |= 1u << i;
            facts--;
        } else {
            tell_sentence(to, w, e, d);
        }
        words += count_words(to, before) - (to->ptr[before] == ' ');
    }
}
