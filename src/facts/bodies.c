/* Bodies without a name of their own: "the army", "the military", "the general command",
 * "police", "government troops".
 *
 *   phrase ─► class (army, police, troops) and owner ("Syria's", "Syrian", or none)
 *          ─► owner of one without: the only one of its class that the article has, else
 *             what stands in its place in an aligned copy, else the only one of its
 *             family, of its story
 *          ─► one entity for each class and owner
 *
 * Two things must speak for one body: a word of one class, and one owner or one aligned
 * place. Where an article has the armies of two states, "the army" belongs to neither
 * unless a copy says so. Police are of a town: beyond an article and its copies, police
 * without an owner are nobody's. */
#include "facts/bodies.h"
#include "facts/more_names.h"

#include "base/lists.h"

#include <stdlib.h>

typedef enum { BODY_NONE, BODY_ARMY, BODY_POLICE, BODY_TROOPS, BODY_CLASSES } body_class;

typedef struct {
    uint32_t article, first, last, head; // tokens; the class word
    uint32_t full;                       // where it begins with its owner
    body_class kind;
    bool command; // "the general command": says nothing of whose without an army
    uint64_t owner, group;
    slice name; // with its owner, where it has one
} body;

typedef VEC(body) body_vec;

typedef struct {
    arena *out, *tmp;
    const name_set *set;
    names_result *names;
    hash_table places;  // folded names of one word of places of the pile
    body_vec found;     // by article, then first
    uint32_t *first_of; // of each article, into found
} bodies;

/* Phrases
 * ------------------------------------------------------------------------------------ */

static bool lower_pair(const text *t, uint32_t i, const char *a, const char *b)
{
    return text_is(t, i, a) && text_is(t, i + 1, b) &&
           !(t->tokens[i].flags & TOKEN_NAME_LIKE);
}

// The class of what begins at i, and where it ends.
static body_class class_at(const text *t, uint32_t i, uint32_t *last, bool *command)
{
    *last = i + 1;
    *command = false;
    if (text_is(t, i, "army") || text_is(t, i, "military")) {
        bool general = text_is(t, i + 1, "general") || text_is(t, i + 1, "high");
        if (general && text_is(t, i + 2, "command"))
            *last = i + 3;
        else if (text_is(t, i + 1, "command") || text_is(t, i + 1, "headquarters"))
            *last = i + 2;
        return BODY_ARMY;
    }
    if (text_is(t, i, "police"))
        return BODY_POLICE;
    *last = i + 2;
    if (lower_pair(t, i, "armed", "forces"))
        return BODY_ARMY;
    if (lower_pair(t, i, "government", "forces") ||
        lower_pair(t, i, "government", "troops"))
        return BODY_TROOPS;
    *command = true;
    if (lower_pair(t, i, "general", "command") || lower_pair(t, i, "high", "command") ||
        lower_pair(t, i, "general", "staff"))
        return BODY_ARMY;
    return BODY_NONE;
}

// "the army [said]", "army [spokesman]" – and not "the military [hospital]".
static bool stands_for_body(const name_set *set, const text *t, uint32_t head,
                            uint32_t last)
{
    static const char *const speaks[] = {"spokesman",    "spokesmen",    "spokeswoman",
                                         "spokesperson", "spokespeople", "statement"};
    if (last >= t->n_tokens || t->tokens[last].sentence != t->tokens[head].sentence)
        return true;
    const token *w = &t->tokens[last];
    if (text_is(t, last, "of") || text_is(t, last, "-") || text_is(t, last, "in") ||
        (w->flags & TOKEN_NAME_LIKE))
        return false; // "of the front": its own; "police in Tarvon", "police Captain X"
    if (w->kind != TOKEN_WORD || (w->flags & TOKEN_FUNCTION) ||
        slice_eq(w->folded, SLICE("'s")) || IN_LIST(w->folded, speaks))
        return true;
    static const char *const did[] = {"began", "came",  "fell", "fought", "held", "left",
                                      "lost",  "spoke", "took", "went",   "won"};
    return (name_words_of(&set->words, w->hash) & WORD_SAYS) ||
           slice_ends(w->folded, SLICE("ed")) || IN_LIST(w->folded, did);
}

/* Owners
 * ------------------------------------------------------------------------------------ */

static uint64_t place_key(const bodies *b, slice folded)
{
    const name_words *words = &b->set->words;
    uint16_t country = name_words_country(words, folded);
    if (country)
        return hash_mix(1, country);
    uint64_t key = hash_bytes(folded);
    return hash_table_get(&b->places, key) ? hash_mix(2, key) : 0;
}

/* "Ruritanian", "Ruritania" ─► one key: the first way of taking an ending off that leaves
 * a country or a place of the pile; else the word itself. */
static uint64_t owner_key(const bodies *b, slice folded)
{
    static const struct {
        const char *ending, *instead;
    } ways[] = {{"", ""},        {"n", ""},   {"i", ""},    {"ian", ""},  {"an", ""},
                {"ese", ""},     {"ish", ""}, {"ian", "e"}, {"ian", "y"}, {"ish", "ey"},
                {"ish", "land"}, {"an", "o"}, {"an", "e"},  {"ese", "a"}};
    char room[64];
    size_t n = 0;
    for (size_t i = 0; i < folded.len && n + 8 < sizeof room; i++)
        if (folded.ptr[i] != '.')
            room[n++] = folded.ptr[i];
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        slice ending = slice_of_str(ways[w].ending),
              instead = slice_of_str(ways[w].instead);
        if (n < ending.len + 2 || !slice_ends(slice_of(room, n), ending))
            continue;
        char name[72];
        size_t len = n - ending.len;
        memcpy(name, room, len);
        memcpy(name + len, instead.ptr, instead.len);
        uint64_t key = place_key(b, slice_of(name, len + instead.len));
        if (key)
            return key;
    }
    return hash_mix(3, hash_bytes(slice_of(room, n)));
}

static bool is_owner_word(const bodies *b, const text *t, uint32_t i)
{
    const token *w = &t->tokens[i];
    if (w->kind != TOKEN_WORD || !(w->flags & TOKEN_CAPITAL) ||
        (w->flags & TOKEN_FUNCTION))
        return false;
    return (w->flags & TOKEN_NAME_LIKE) || name_words_demonym(&b->set->words, w->folded);
}

/* What stands before the class word: whose it is, and where the phrase begins. False
 * where it is no body by itself ("a rebel army", "their army"). `from`: the end of the
 * name before it. */
static bool take_owner(const bodies *b, const text *t, uint32_t from, body *one)
{
    uint32_t i = one->head;
    one->first = one->full = i;
    one->owner = 0;
    if (i == 0 || t->tokens[i - 1].sentence != t->tokens[i].sentence)
        return true;
    uint32_t k = i - 1;
    if (text_is(t, k, "'s") && k > 0 && is_owner_word(b, t, k - 1)) {
        one->owner = owner_key(b, t->tokens[k - 1].folded);
        one->full = k - 1;
        return true;
    }
    if (is_owner_word(b, t, k)) {
        one->owner = owner_key(b, t->tokens[k].folded);
        bool two = k > 0 && is_owner_word(b, t, k - 1) &&
                   (name_bits(b->set, t->tokens[k - 1].folded) & WORD_DIRECTION);
        if (two) // "North Ruritanian"
            one->owner = hash_mix(one->owner, t->tokens[k - 1].hash);
        k -= two;
        one->full = k;
        one->first = k < from ? i : k;
        return true;
    }
    static const char *const not_one[] = {"a",   "an",    "her", "his", "its", "my",
                                          "our", "their", "no",  "any", "your"};
    const token *w = &t->tokens[k];
    bool compound = one->last > one->head + 1 ||
                    (one->last < t->n_tokens &&
                     slice_starts(t->tokens[one->last].folded, SLICE("s")));
    if (IN_LIST(w->folded, not_one))
        return compound && (text_is(t, k, "a") || text_is(t, k, "an"));
    return w->kind == TOKEN_PUNCT ? !text_is(t, k, "-") && !text_is(t, k, "'s")
                                  : (w->flags & TOKEN_FUNCTION) != 0;
}

static uint64_t group_of(body_class kind, uint64_t owner)
{
    return hash_mix(hash_mix(0x626f6479u, (uint64_t)kind), owner);
}

static void find_in_article(bodies *b, uint32_t a)
{
    const text *t = &b->set->in->texts[a];
    uint32_t m = b->names->first_of[a], end = b->names->first_of[a + 1], from = 0;
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        while (m < end && b->names->mentions[m].at.last <= i) {
            from = b->names->mentions[m].at.last;
            m++;
        }
        if (m < end && b->names->mentions[m].at.first <= i)
            continue;
        body one = {.article = a, .head = i};
        one.kind = class_at(t, i, &one.last, &one.command);
        if (one.kind == BODY_NONE ||
            (m < end && b->names->mentions[m].at.first < one.last) ||
            !stands_for_body(b->set, t, i, one.last) || !take_owner(b, t, from, &one))
            continue;
        // whose army somebody means who is quoted is for him to say
        if (!one.owner && (t->tokens[i].flags & TOKEN_IN_QUOTES))
            continue;
        one.name = name_written(b->out, t, one.full, one.last);
        vec_push(b->tmp, &b->found, one);
        i = one.last - 1;
    }
}

/* Whose: articles, copies, families, stories
 * ------------------------------------------------------------------------------------ */

enum { SEVERAL = 1 }; // no key of an owner

// The only owner that bodies of a class have somewhere; 0: none, SEVERAL: more.
typedef struct {
    uint64_t of[BODY_CLASSES];
} owners;

static void note_owner(owners *o, const body *one)
{
    uint64_t *of = &o->of[one->kind];
    if (one->owner)
        *of = *of == 0 || *of == one->owner ? one->owner : SEVERAL;
}

// The owner of the body of one class that stands there in an aligned copy.
static uint64_t owner_in_copies(const bodies *b, const body *one)
{
    enum { MOST_COPIES = 16 };
    const family_result *families = b->set->in->families;
    uint32_t f = families ? families->of_article[one->article] : FAMILY_NONE;
    uint64_t found = 0;
    if (f == FAMILY_NONE)
        return 0;
    const family *of = &families->families[f];
    for (uint32_t w = 0; w < of->n_witnesses && w < MOST_COPIES; w++) {
        uint32_t other = of->witnesses[w];
        uint32_t y = other == one->article
                         ? FACTS_NONE
                         : facts_aligned(b->set->in, one->article, one->head, other);
        uint32_t low = b->first_of[other], high = b->first_of[other + 1];
        while (y != FACTS_NONE && low < high) {
            uint32_t mid = low + (high - low) / 2;
            if (b->found.v[mid].last <= y)
                low = mid + 1;
            else
                high = mid;
        }
        if (y == FACTS_NONE || low == b->first_of[other + 1])
            continue;
        const body *there = &b->found.v[low];
        if (there->first > y || there->kind != one->kind || !there->owner)
            continue;
        if (found && found != there->owner)
            return 0;
        found = there->owner;
    }
    return found;
}

static uint64_t nobodys(const body *one, uint64_t where, uint32_t which)
{
    return group_of(one->kind, hash_mix(where, which));
}

static uint64_t group_for(const bodies *b, const body *one, const owners *of_article,
                          const owners *of_family, const owners *of_story)
{
    enum { OF_ARTICLE = 11, OF_FAMILY, OF_STORY };
    const facts_input *in = b->set->in;
    uint32_t a = one->article,
             f = in->families ? in->families->of_article[a] : FAMILY_NONE;
    uint64_t own = one->owner ? one->owner : of_article[a].of[one->kind];
    if (own == SEVERAL || own == 0) {
        uint64_t there = owner_in_copies(b, one);
        if (there)
            return group_of(one->kind, there);
    }
    if (own > SEVERAL)
        return group_of(one->kind, own);
    if (own == SEVERAL)
        return nobodys(one, OF_ARTICLE, a);
    if (f != FAMILY_NONE && (own = of_family[f].of[one->kind]) != 0)
        return own == SEVERAL ? nobodys(one, OF_ARTICLE, a) : group_of(one->kind, own);
    uint32_t of_which = name_story(in, a);
    own = in->stories && one->kind != BODY_POLICE ? of_story[of_which].of[one->kind]
                                                  : SEVERAL;
    if (own > SEVERAL)
        return group_of(one->kind, own);
    if (own == 0)
        return nobodys(one, OF_STORY, of_which);
    return f != FAMILY_NONE ? nobodys(one, OF_FAMILY, f) : nobodys(one, OF_ARTICLE, a);
}

static void find_groups(bodies *b)
{
    const facts_input *in = b->set->in;
    uint32_t n_stories = 1, n_families = in->families ? in->families->n_families : 0;
    for (uint32_t a = 0; a < in->n_articles; a++)
        n_stories = name_story(in, a) >= n_stories ? name_story(in, a) + 1 : n_stories;
    owners *of_article = arena_array(b->tmp, owners, in->n_articles + 1);
    owners *of_family = arena_array(b->tmp, owners, n_families + 1);
    owners *of_story = arena_array(b->tmp, owners, n_stories + 1);
    for (uint32_t i = 0; i < b->found.n; i++) {
        const body *one = &b->found.v[i];
        note_owner(&of_article[one->article], one);
        note_owner(&of_story[name_story(in, one->article)], one);
        uint32_t f = in->families ? in->families->of_article[one->article] : FAMILY_NONE;
        if (f != FAMILY_NONE)
            note_owner(&of_family[f], one);
    }
    for (uint32_t i = 0; i < b->found.n; i++)
        b->found.v[i].group =
            group_for(b, &b->found.v[i], of_article, of_family, of_story);
}

/* Entities
 * ------------------------------------------------------------------------------------ */

// All bodies of one group, by name: one entity. False where nothing but commands are in
// it.
static bool make_entity(bodies *b, const told_name *of, uint32_t n, entity *e)
{
    bool any = false, labelled = false;
    uint32_t most = 0;
    *e = (entity){.kind = ENTITY_ORGANISATION};
    for (uint32_t i = 0; i < n; i++)
        any |= !((const body *)of[i].from)->command;
    if (!any)
        return false;
    told_count(b->out, of, n, e);
    for (uint32_t i = 0, k = 0; k < e->names.n; i += e->names.v[k++].count) {
        const entity_name *name = &e->names.v[k];
        const body *first = of[i].from;
        bool owned = first->full < first->head;
        if (!e->label.len || owned > labelled ||
            (owned == labelled && name->count > most)) {
            e->label = name->name;
            labelled = owned;
            most = name->count;
        }
    }
    entity_names_sort(e);
    for (uint32_t i = 0; i < e->names.n; i++)
        if (!slice_eq(e->names.v[i].name, e->label))
            vec_push(b->out, &e->why,
                     arena_format(b->out,
                                  "'%.*s' and '%.*s': words for one kind of body, and no "
                                  "other owner of one is named there",
                                  (int)e->label.len, e->label.ptr,
                                  (int)e->names.v[i].name.len, e->names.v[i].name.ptr));
    return true;
}

static void add_groups(bodies *b, names_more *more)
{
    told_name *told = arena_array(b->tmp, told_name, b->found.n + 1);
    for (uint32_t i = 0; i < b->found.n; i++) {
        const body *one = &b->found.v[i];
        told[i] =
            (told_name){one->group, one->name, one->article, one->first, one->last, one};
    }
    told_sort(told, b->found.n);
    for (uint32_t i = 0, end; i < b->found.n; i = end) {
        for (end = i; end < b->found.n && told[end].group == told[i].group;)
            end++;
        entity e;
        if (!make_entity(b, &told[i], end - i, &e))
            continue;
        for (uint32_t k = i; k < end; k++)
            vec_push(b->tmp, &more->mentions,
                     (mention){{told[k].article, told[k].first, told[k].last},
                               b->names->n_entities + more->entities.n});
        vec_push(b->tmp, &more->entities, e);
    }
}

static void note_places(bodies *b)
{
    hash_table_init(&b->places, b->tmp, b->names->n_entities);
    for (uint32_t e = 0; e < b->names->n_entities; e++) {
        const entity *one = &b->names->entities[e];
        if (one->kind == ENTITY_PLACE)
            hash_table_put(&b->places, hash_bytes(text_fold(b->tmp, one->label)), NULL);
    }
}

void bodies_add(arena *out, const name_set *set, names_result *names)
{
    const uint32_t n_articles = set->in->n_articles;
    bodies b = {.out = out, .tmp = arena_sub(out), .set = set, .names = names};
    note_places(&b);
    b.first_of = arena_array(b.tmp, uint32_t, n_articles + 1);
    for (uint32_t a = 0; a < n_articles; a++) {
        b.first_of[a] = b.found.n;
        find_in_article(&b, a);
    }
    b.first_of[n_articles] = b.found.n;
    if (b.found.n) {
        names_more more = {0};
        find_groups(&b);
        add_groups(&b, &more);
        names_extend(out, n_articles, names, &more);
    }
    arena_release(b.tmp);
}
