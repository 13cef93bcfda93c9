// Names to entities: spellings from mentions, evidence, joins, then what a
// reader sees.
#include "facts/names.h"
#include "facts/more_names.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "facts/arabic.h"
#include "facts/bodies.h"

#include <unicode/uchar.h>

#include <stdlib.h>
#include <string.h>

/* What a reader sees */

static bool is_straight(slice bytes, size_t at, char *mark, size_t *len)
{
    if (at + 3 > bytes.len || memcmp(bytes.ptr + at, "\xe2\x80", 2) != 0)
        return false;
    unsigned char third = (unsigned char)bytes.ptr[at + 2];
    if (third < 0x98 || third > 0x9f)
        return false;
    *mark = third < 0x9c ? '\'' : '"';
    *len = 3;
    return true;
}

slice name_written(arena *out, const text *t, uint32_t first, uint32_t last)
{
    slice bytes = slice_in(t->bytes, text_span(t, first, last));
    char *to = arena_alloc(out, bytes.len + 1), mark;
    size_t n = 0, len;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (is_straight(bytes, i, &mark, &len)) {
            to[n++] = mark;
            i += len - 1;
        } else if ((unsigned char)c == 0xc2 && i + 1 < bytes.len &&
                   (unsigned char)bytes.ptr[i + 1] == 0xa0) {
            if (n && to[n - 1] != ' ')
                to[n++] = ' ';
            i++;
        } else if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            if (n && to[n - 1] != ' ')
                to[n++] = ' ';
        } else {
            to[n++] = c;
        }
    }
    return slice_of(to, n);
}

// One way of writing, while it is counted.
typedef struct {
    uint32_t group;
    slice name;
    uint32_t article;
    uint32_t spelling; // FACTS_NONE for a name with its title
} written;

static int by_group_and_name(const void *x, const void *y)
{
    const written *a = x, *b = y;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    int c = slice_cmp(a->name, b->name);
    if (c)
        return c;
    if (a->spelling != b->spelling)
        return a->spelling < b->spelling ? -1 : 1;
    return a->article < b->article ? -1 : a->article > b->article;
}

typedef struct {
    entity e;
    uint32_t group, first_mention;
    uint32_t label_rank, label_count;
} draft;

// How good a way of writing is as a label, apart from how common it is.
static uint32_t label_rank(const name_set *set, const name_spelling *s, entity_kind kind)
{
    if (s->acronym)
        return 1;
    bool title = name_bits(set, s->words[0]) & WORD_WEAK_TITLE; // "King Olaf"
    return kind == ENTITY_PERSON && s->n_words > 1 ? 4 - title : 2;
}

static bool has_upper(slice name)
{
    for (size_t at = 0; at < name.len;) {
        UChar32 c = (UChar32)utf8_next(name, &at);
        if (u_isUUppercase(c) || u_istitle(c))
            return true;
    }
    return false;
}

static void count_name(arena *out, const name_set *set, draft *d, const written *w,
                       uint32_t n)
{
    entity_name name = {.name = w[0].name, .count = n};
    name.articles = arena_array(out, uint32_t, n);
    for (uint32_t i = 0; i < n; i++)
        if (i == 0 || w[i].article != w[i - 1].article)
            name.articles[name.n_articles++] = w[i].article;
    vec_push(out, &d->e.names, name);
    if (w[0].spelling == FACTS_NONE)
        return;
    uint32_t rank = label_rank(set, &set->spellings.v[w[0].spelling], d->e.kind);
    if (!has_upper(name.name))
        rank = 0; // "the ministry of health", where others write it with capitals
    if (!d->e.label.len || rank > d->label_rank ||
        (rank == d->label_rank && n > d->label_count)) {
        d->e.label = name.name;
        d->label_rank = rank;
        d->label_count = n;
    }
}

typedef VEC(written) writings;

// The mention as it is written, without what an Arabic name has before it ("and").
static slice written_name(arena *out, const name_set *set, const text *t,
                          const name_mention *m)
{
    slice name = name_written(out, t, m->first, m->last),
          first = t->tokens[m->first].folded;
    if (!arabic_is(first))
        return name;
    size_t more = first.len - arabic_bare(set->words.gazetteer, &set->words, first).len;
    return slice_of(name.ptr + more, name.len - more);
}

static void collect_writings(arena *out, name_set *set, const uint32_t *group,
                             writings *all)
{
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        const text *t = &set->in->texts[m->article];
        uint32_t g = group[m->spelling];
        vec_push(set->tmp, all,
                 (written){g, written_name(out, set, t, m), m->article, m->spelling});
        if (m->title < m->first)
            vec_push(set->tmp, all,
                     (written){g, name_written(out, t, m->title, m->last), m->article,
                               FACTS_NONE});
    }
    if (all->n)
        qsort(all->v, all->n, sizeof *all->v, by_group_and_name);
}

static slice folding_line(arena *out, slice a, slice b)
{
    bool scripts = name_latin_is_other(a) != name_latin_is_other(b);
    return arena_format(out, "'%.*s' and '%.*s' %s", (int)a.len, a.ptr, (int)b.len, b.ptr,
                        scripts ? "are the same letters in two scripts"
                                : "differ in case, hyphens, apostrophes, spaces or "
                                  "article only");
}

// Lines for ways of writing that one spelling takes together; `first` has room
// for all spellings and keeps where each was met first, plus one.
static void explain_folding(arena *out, const written *w, uint32_t n, uint32_t *first,
                            draft *d)
{
    for (uint32_t i = 0; i < n; i++) {
        if (w[i].spelling == FACTS_NONE || (i && slice_eq(w[i].name, w[i - 1].name)))
            continue;
        uint32_t *at = &first[w[i].spelling];
        if (*at)
            vec_push(out, &d->e.why, folding_line(out, w[*at - 1].name, w[i].name));
        else
            *at = i + 1;
    }
}

static int by_label(const void *x, const void *y)
{
    const draft *a = x, *b = y;
    int c = slice_cmp(a->e.label, b->e.label);
    if (c)
        return c;
    return a->first_mention < b->first_mention ? -1 : a->first_mention > b->first_mention;
}

// The scores of all spellings of each group together.
static int (*score_groups(name_set *set, const uint32_t *group))[3]
{
    int(*scores)[3] = arena_alloc_array(set->tmp, set->spellings.n + 1, sizeof *scores);
    for (uint32_t s = 0; s < set->spellings.n; s++)
        for (int k = 0; k < 3; k++)
            scores[group[s]][k] += set->spellings.v[s].score[k];
    return scores;
}

// The shape of a full name alone makes nobody a person.
static entity_kind kind_of(const int score[3])
{
    entity_kind kind = kinds_best(score);
    return kind == ENTITY_PERSON && score[kind] < 2 ? ENTITY_OTHER : kind;
}

enum { LOOK_BACK = 16 };

// The same reason in another story: once is enough.
static bool said_before(const draft *d, slice line)
{
    uint32_t n = d->e.why.n;
    for (uint32_t i = n > LOOK_BACK ? n - LOOK_BACK : 0; i < n; i++)
        if (slice_eq(d->e.why.v[i], line))
            return true;
    return false;
}

static void make_entities(arena *out, name_set *set, const uint32_t *group, name_why *why,
                          names_result *names)
{
    writings all = {0};
    VEC(draft) drafts = {0};
    int(*scores)[3] = score_groups(set, group);
    uint32_t *first_written = arena_array(set->tmp, uint32_t, set->spellings.n + 1);
    collect_writings(out, set, group, &all);
    for (uint32_t i = 0, end; i < all.n; i = end) {
        uint32_t g = all.v[i].group;
        for (end = i; end < all.n && all.v[end].group == g;)
            end++;
        draft *d = vec_add(set->tmp, &drafts);
        d->group = g;
        d->first_mention = set->spellings.v[g].first_mention;
        d->e.kind = kind_of(scores[g]);
        for (uint32_t k = i, last; k < end; k = last) {
            for (last = k; last < end && slice_eq(all.v[last].name, all.v[k].name);)
                last++;
            count_name(out, set, d, &all.v[k], last - k);
        }
        explain_folding(out, &all.v[i], end - i, first_written, d);
        for (uint32_t k = 0; k < why[g].n; k++)
            if (!said_before(d, why[g].v[k]))
                vec_push(out, &d->e.why, why[g].v[k]);
        entity_names_sort(&d->e);
    }
    if (drafts.n)
        qsort(drafts.v, drafts.n, sizeof *drafts.v, by_label);
    names->n_entities = drafts.n;
    names->entities = arena_array(out, entity, drafts.n + 1);
    uint32_t *of_group = arena_array(set->tmp, uint32_t, set->spellings.n + 1);
    for (uint32_t i = 0; i < drafts.n; i++) {
        names->entities[i] = drafts.v[i].e;
        of_group[drafts.v[i].group] = i;
    }
    names->n_mentions = set->mentions.n;
    names->mentions = arena_array(out, mention, set->mentions.n + 1);
    for (uint32_t i = 0; i < set->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[i];
        names->mentions[i] =
            (mention){{m->article, m->first, m->last}, of_group[group[m->spelling]]};
    }
}

void facts_names(arena *out, const facts_input *in, names_result *names)
{
    arena *tmp = arena_sub(out);
    name_set set = {.in = in, .tmp = tmp};
    name_joins joins = {0};
    *names = (names_result){0};
    names->first_of = arena_array(out, uint32_t, (size_t)in->n_articles + 1);
    set.first_of = names->first_of;
    name_words_init(tmp, &set.words);
    mentions_find(&set);
    hints_give(&set);
    spellings_make(&set);
    kinds_score(&set);
    likeness_find(&set, &joins);
    glosses_find(&set, &joins);
    slots_find(&set, &joins);
    uint32_t *group = arena_array(tmp, uint32_t, set.spellings.n + 1);
    name_why *why = (name_why *)arena_alloc_array(tmp, set.spellings.n + 1, sizeof *why);
    joins_apply(out, &set, &joins, group, why);
    make_entities(out, &set, group, why, names);
    bodies_add(out, &set, names);
    facilities_add(out, &set, names);
    arena_release(tmp);
}
