/* Articles about events that never happened.
 *
 *   event ─► lead and fact sentences (the same facts in one of several wordings)
 *         └► what is said around them, clause by clause from the word lists
 *
 * A template is text with codes behind '$' (grammar.c lists them) and choices as
 * "[this|that|]". Everything follows from the dice handed in. */
#ifndef STEMMA_BENCH_GRAMMAR_H
#define STEMMA_BENCH_GRAMMAR_H

#include "bench/lexicon.h"

/* Text that grows in an arena and is used again for the next article. */
typedef struct {
    arena *a;
    char *ptr;
    size_t len, cap;
} pen;

void pen_init(pen *p, arena *a);
void pen_add(pen *p, const char *bytes, size_t len);
void pen_str(pen *p, const char *str);
void pen_number(pen *p, uint64_t n);             // 1234567
void pen_grouped(pen *p, uint64_t n);            // 1,234,567
void pen_padded(pen *p, uint64_t n, int digits); // 000123
static inline slice pen_slice(const pen *p)
{
    return slice_of(p->ptr, p->len);
}

/* What an article is about. */
enum { N_OWN_NOUNS = 14, N_OWN_VERBS = 6, N_OWN_ADJECTIVES = 6, N_PEOPLE = 4 };
typedef struct {
    uint64_t key;
    uint32_t beat;
    uint64_t topic; // events of one topic may share a background paragraph
    made_name town[2], country[2], group[2], company[2], office[2], person[N_PEOPLE];
    const char *role[N_PEOPLE];
    uint32_t day, month, year, weekday;
    uint32_t few[2], hundreds, money, percent, tenth;
    uint16_t nouns[N_OWN_NOUNS], verbs[N_OWN_VERBS], adjectives[N_OWN_ADJECTIVES];
} event;

typedef enum {
    FRAME_THING,
    FRAME_DOES,
    FRAME_SENTENCE,
    FRAME_TIME,
    FRAME_WHERE,
    FRAME_SAYS,
    FRAME_QUOTE,
    FRAME_OPENER,
    FRAME_TITLE,
    FRAME_AMOUNT,
    FRAME_ROLE,
    FRAME_PLAIN_THING,
    FRAME_PLAIN_DOES,
    N_FRAME_KINDS
} frame_kind;

/* Templates of one kind. */
typedef struct {
    slice *list;
    uint32_t n;
} frame_list;

/* Names that many articles share, so that words have their frequencies of news. */
typedef struct {
    const lexicon *words;
    uint16_t *places, *people, *topics, *phrases; // zipf tables
    frame_list frames[N_FRAME_KINDS];
    event *standing; // what stock phrases are about
} world;
void world_make(world *w, const lexicon *words, arena *out);

event event_make(const world *w, uint64_t key);

typedef enum {
    TELL_WHOLE, // all lead and fact templates may be used
    TELL_PART   // only those of share `part` of TELL_PARTS: other wordings of the facts
} telling;
enum { TELL_PARTS = 4 };

/* Writes an article of about `n_words`; paragraphs are parted by an empty line. */
void tell_article(pen *to, const world *w, const event *e, telling how, uint32_t part,
                  uint32_t n_words, dice *d);
/* One paragraph of about n_words, without a lead. */
void tell_paragraph(pen *to, const world *w, const event *e, uint32_t n_words, dice *d);
void tell_lead(pen *to, const world *w, const event *e, dice *d);
void tell_sentence(pen *to, const world *w, const event *e, dice *d);
void tell_title(pen *to, const world *w, const event *e, dice *d);
/* Any template of the caller's. */
void tell(pen *to, const world *w, const event *e, const char *template, dice *d);

extern const char *const bench_weekdays[7];
extern const char *const bench_months[12];

#endif
