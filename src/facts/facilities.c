/* Places that go by what they are: "the old bridge", "Tarvon station", "the south gate".
 *
 *   the + one or two words + head     a place of its own, where its sentence says that it
 *                                     was taken, held, closed, opened or left
 *   a place's name + head             the same; in that place
 *   the head alone, later             the last one of that head in the article
 *
 * One name is one place within a story. Where it lies is what the text says (the name
 * before it); coordinates are not established. */
#include "facts/bodies.h"
#include "facts/more_names.h"

#include "base/lists.h"

#include <stdlib.h>

enum { TOWN_REACH = 80 }; // tokens back to the place that it lies in

// A word that a facility goes by.
static const char *const heads[] = {
    "airfield",   "airport",  "bank",     "barracks", "base",     "bridge",   "camp",
    "checkpoint", "crossing", "dam",      "depot",    "district", "gate",     "harbor",
    "harbour",    "hill",     "hospital", "market",   "plant",    "port",     "prison",
    "quarter",    "refinery", "road",     "square",   "station",  "terminal", "tunnel"};

// These alone may stand for a town or a region ("the port"): that is told elsewhere.
static const char *const for_towns[] = {"base",     "camp",   "crossing", "dam",
                                        "district", "harbor", "harbour",  "port"};

// What is said of a place that somebody has or that is open or not.
static const char *const states[] = {
    "abandon", "block",    "captur", "clos",  "control", "enter",   "evacuat", "fall",
    "fell",    "hands",    "held",   "hold",  "left",    "liberat", "lost",    "occup",
    "open",    "recaptur", "reopen", "retak", "retook",  "seal",    "seiz",    "shut",
    "storm",   "surround", "taken",  "takes", "took",    "withdr"};

static bool is_head(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_WORD &&
           !(t->tokens[i].flags & TOKEN_CAPITAL) && IN_LIST(t->tokens[i].folded, heads);
}

// "the bridge [master]": more of a phrase, whose head is another word.
static bool goes_on(const name_set *set, const text *t, uint32_t i)
{
    static const char *const verbs[] = {"again",  "also",  "came",  "early", "fell",
                                        "held",   "late",  "later", "lies",  "now",
                                        "stands", "stood", "there", "today", "yesterday"};
    if (i >= t->n_tokens || t->tokens[i].sentence != t->tokens[i - 1].sentence)
        return false;
    const token *w = &t->tokens[i];
    return text_is(t, i, "-") ||
           (w->kind == TOKEN_WORD && !(w->flags & TOKEN_FUNCTION) &&
            !slice_ends(w->folded, SLICE("ed")) && !slice_ends(w->folded, SLICE("ly")) &&
            !(name_words_of(&set->words, w->hash) & WORD_SAYS) &&
            !IN_LIST(w->folded, verbs));
}

static bool has_state(const text *t, uint32_t i)
{
    enum { REACH = 40 }; // tokens: a sentence may be as long as somebody likes
    const sentence *s = &t->sentences[t->tokens[i].sentence];
    uint32_t first = i > s->first + REACH ? i - REACH : s->first;
    for (uint32_t k = first; k < s->last && k < i + REACH; k++)
        for (size_t x = 0; x < sizeof states / sizeof *states; x++)
            if (slice_starts(t->tokens[k].folded, slice_of_str(states[x])))
                return true;
    return false;
}

// A word that can tell one bridge from another.
static bool tells(const text *t, uint32_t i)
{
    static const char *const not_one[] = {"entire", "last", "next",   "only",
                                          "other",  "same", "second", "whole"};
    const token *w = &t->tokens[i];
    return w->kind == TOKEN_WORD && !(w->flags & (TOKEN_FUNCTION | TOKEN_CAPITAL)) &&
           !IN_LIST(w->folded, not_one) && !slice_ends(w->folded, SLICE("ed")) &&
           !slice_ends(w->folded, SLICE("s")); // "the rebels [base]"
}

typedef struct {
    uint64_t key;
    slice name, of; // as written; the place it is in, or empty
    uint32_t article, first, last;
    uint32_t known; // an entity that has the name already, or FACTS_NONE
} facility;

typedef VEC(facility) facility_vec;

typedef struct {
    arena *out, *tmp;
    const name_set *set;
    const names_result *names;
    facility_vec found; // by article, then first
    hash_table known;   // folded name of a place ─► 1 + entity
} finder;

static uint64_t words_key(const text *t, uint32_t first, uint32_t last, uint64_t key)
{
    for (uint32_t i = first; i < last; i++)
        key = hash_mix(key, t->tokens[i].hash);
    return key;
}

static const entity *place_before(const finder *f, uint32_t m, uint32_t a, uint32_t i)
{
    while (m-- > f->names->first_of[a]) {
        const mention *at = &f->names->mentions[m];
        if (i - at->at.last > TOWN_REACH)
            return NULL;
        if (f->names->entities[at->entity].kind == ENTITY_PLACE)
            return &f->names->entities[at->entity];
    }
    return NULL;
}

// "the old bridge", "the main border crossing": where it begins, or the head itself.
static uint32_t described_from(const text *t, uint32_t head)
{
    for (uint32_t n = 1; n <= 2 && head >= n + 1 && tells(t, head - n); n++)
        if (text_is(t, head - n - 1, "the") &&
            t->tokens[head - n - 1].sentence == t->tokens[head].sentence)
            return head - n - 1;
    return head;
}

/* The last facility of the article with the head: what "the bridge" is. */
static const facility *last_with(const finder *f, uint32_t a, const text *t,
                                 uint32_t head)
{
    enum { LOOK_BACK = 32 };
    for (uint32_t n = 0; n < f->found.n && n < LOOK_BACK; n++) {
        const facility *one = &f->found.v[f->found.n - 1 - n];
        if (one->article != a)
            break;
        if (t->tokens[one->last - 1].hash == t->tokens[head].hash)
            return one;
    }
    return NULL;
}

// "the …", also where it begins a sentence.
static slice described(arena *out, const text *t, uint32_t first, uint32_t last)
{
    slice rest = name_written(out, t, first + 1, last);
    return arena_format(out, "the %.*s", (int)rest.len, rest.ptr);
}

/* The facility whose head is token i, `m` being the first mention that ends behind it. */
static bool facility_at(const finder *f, uint32_t a, uint32_t m, uint32_t i, facility *to)
{
    const text *t = &f->set->in->texts[a];
    uint64_t of_story = hash_mix(0x666163u, name_story(f->set->in, a));
    const mention *before = m > f->names->first_of[a] ? &f->names->mentions[m - 1] : NULL;
    *to = (facility){.article = a, .first = i, .last = i + 1, .known = FACTS_NONE};
    bool named = before && before->at.last == i &&
                 f->names->entities[before->entity].kind == ENTITY_PLACE;
    if (named) { // "Tarvon station"
        const entity *e = &f->names->entities[before->entity];
        to->key = hash_mix(words_key(t, i, i + 1, of_story), before->entity);
        to->name = name_written(f->out, t, before->at.first, i + 1);
        to->of = e->label;
        const uint32_t *known =
            hash_table_get(&f->known, hash_bytes(text_fold(f->tmp, to->name)));
        to->known = known ? *known - 1 : FACTS_NONE; // "Tarvon dam", "Tarvon Dam"
        return has_state(t, i);
    }
    if (before && before->at.last > (i > 3 ? i - 3 : 0) && before->at.last <= i) {
        if (described_from(t, i) < before->at.last)
            return false;
    }
    uint32_t first = described_from(t, i);
    if (first < i) {
        const entity *in = place_before(f, m, a, first);
        if (!has_state(t, i))
            return false;
        to->first = first;
        to->key = words_key(t, first + 1, i + 1, of_story);
        to->name = described(f->out, t, first, i + 1);
        to->of = in ? in->label : (slice){0};
        return true;
    }
    const facility *same =
        i > 0 && text_is(t, i - 1, "the") && !IN_LIST(t->tokens[i].folded, for_towns)
            ? last_with(f, a, t, i)
            : NULL;
    if (!same || !has_state(t, i))
        return false;
    *to = *same;
    to->first = i - 1;
    to->last = i + 1;
    to->name = described(f->out, t, i - 1, i + 1);
    return true;
}

static void find_in_article(finder *f, uint32_t a)
{
    const text *t = &f->set->in->texts[a];
    uint32_t m = f->names->first_of[a], end = f->names->first_of[a + 1];
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        if (!is_head(t, i) || goes_on(f->set, t, i + 1))
            continue;
        while (m < end && f->names->mentions[m].at.last <= i)
            m++;
        facility one;
        bool taken = m < end && f->names->mentions[m].at.first <= i;
        if (!taken && facility_at(f, a, m, i, &one))
            vec_push(f->tmp, &f->found, one);
    }
}

static void make_entity(arena *out, const told_name *of, uint32_t n, entity *e)
{
    *e = (entity){.kind = ENTITY_PLACE};
    slice in = {0};
    told_count(out, of, n, e);
    for (uint32_t k = 0; k < e->names.n; k++)
        if (e->names.v[k].name.len > e->label.len)
            e->label = e->names.v[k].name;
    for (uint32_t i = 0; i < n && !in.len; i++)
        in = ((const facility *)of[i].from)->of;
    if (in.len)
        vec_push(
            out, &e->why,
            arena_format(out, "in %.*s, by the words around it", (int)in.len, in.ptr));
}

void facilities_add(arena *out, const name_set *set, names_result *names)
{
    finder f = {.out = out, .tmp = arena_sub(out), .set = set, .names = names};
    hash_table_init(&f.known, f.tmp, names->n_entities);
    for (uint32_t e = 0; e < names->n_entities; e++)
        for (uint32_t k = 0; k < names->entities[e].names.n; k++)
            if (names->entities[e].kind == ENTITY_PLACE)
                *hash_table_put(
                    &f.known,
                    hash_bytes(text_fold(f.tmp, names->entities[e].names.v[k].name)),
                    NULL) = e + 1;
    for (uint32_t a = 0; a < set->in->n_articles; a++)
        find_in_article(&f, a);
    names_more more = {0};
    told_name *told = arena_array(f.tmp, told_name, f.found.n + 1);
    for (uint32_t i = 0; i < f.found.n; i++) {
        const facility *one = &f.found.v[i];
        told[i] =
            (told_name){one->key, one->name, one->article, one->first, one->last, one};
    }
    told_sort(told, f.found.n);
    for (uint32_t i = 0, end; i < f.found.n; i = end) {
        entity e;
        uint32_t known = ((const facility *)told[i].from)->known;
        uint32_t number =
            known != FACTS_NONE ? known : names->n_entities + more.entities.n;
        for (end = i; end < f.found.n && told[end].group == told[i].group; end++)
            vec_push(
                f.tmp, &more.mentions,
                (mention){{told[end].article, told[end].first, told[end].last}, number});
        if (known != FACTS_NONE)
            continue;
        make_entity(out, &told[i], end - i, &e);
        vec_push(f.tmp, &more.entities, e);
    }
    names_extend(out, set->in->n_articles, names, &more);
    arena_release(f.tmp);
}
