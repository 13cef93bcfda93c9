#include "report/habits.h"

#include "base/buf.h"
#include "base/hash.h"
#include "report/slots.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    MOST_FORMS = 12,    // of an outlet
    MOST_INSTEAD = 4,   // of a form
    MOST_WORDS = 4,     // of a form
    MOST_READINGS = 12, // of a slot; where there are more, forms say nothing
    LEAST_PLACES = 2,   // once is no habit
};

/* One way to write a thing and another, by the outlet that chose. */
typedef struct {
    uint32_t outlet;
    slice a, b; // a before b in byte order
    uint32_t n_a, n_b;
} choice;

typedef struct {
    arena *out, *tmp;
    const findings *f;
    habits *to;
    uint32_t *outlet_of; // of each article
    hash_table choice_of;
    VEC(choice) choices;
} taking;

/* Outlets
 * --------------------------------------------------------------------------------- */

// An article without an outlet stands for itself.
static slice outlet_name(const article *a)
{
    if (a->outlet.len)
        return a->outlet;
    size_t start = a->input.len;
    while (start > 0 && a->input.ptr[start - 1] != '/')
        start--;
    return slice_of(a->input.ptr + start, a->input.len - start);
}

typedef struct {
    slice name;
    uint32_t number;
} named;

static int by_name(const void *left, const void *right)
{
    const named *a = left, *b = right;
    int order = slice_cmp(a->name, b->name);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static void take_outlets(taking *t)
{
    const findings *f = t->f;
    uint32_t n = 0;
    named *list = arena_array(t->tmp, named, (size_t)f->n_articles + 1);
    for (uint32_t i = 0; i < f->n_articles; i++)
        if (f->families->of_article[i] != FAMILY_NONE)
            list[n++] = (named){outlet_name(&f->articles[i]), i};
    qsort(list, n, sizeof *list, by_name);
    t->outlet_of = arena_array(t->tmp, uint32_t, (size_t)f->n_articles + 1);
    t->to->v = arena_array(t->out, outlet_habits, (size_t)n + 1);
    for (uint32_t k = 0; k < n; k++) {
        if (k == 0 || !slice_eq(list[k].name, list[k - 1].name))
            t->to->v[t->to->n++].outlet = list[k].name;
        outlet_habits *h = &t->to->v[t->to->n - 1];
        vec_push(t->out, &h->articles, list[k].number);
        t->outlet_of[list[k].number] = t->to->n - 1;
    }
}

/* Slots
 * ------------------------------------------------------------------------------------ */

/* The nearest witness that each goes back to by the tree, or FAMILY_NONE. */
static uint32_t *find_models(arena *tmp, const family *fam)
{
    uint32_t *parent = arena_array(tmp, uint32_t, (size_t)fam->n_nodes + 1);
    uint32_t *models = arena_array(tmp, uint32_t, (size_t)fam->n_witnesses + 1);
    for (uint32_t i = 0; i < fam->n_nodes; i++)
        parent[i] = FAMILY_NONE;
    for (uint32_t i = 0; i < fam->n_edges; i++)
        if (fam->edges[i].kind == EDGE_MAIN)
            parent[fam->edges[i].to] = fam->edges[i].from;
    for (uint32_t w = 0; w < fam->n_witnesses; w++)
        models[w] = FAMILY_NONE;
    for (uint32_t i = 0; i < fam->n_nodes; i++) {
        if (fam->nodes[i].witness == FAMILY_NONE)
            continue;
        uint32_t up = parent[i];
        while (up != FAMILY_NONE && fam->nodes[up].witness == FAMILY_NONE)
            up = parent[up];
        if (up != FAMILY_NONE)
            models[fam->nodes[i].witness] = fam->nodes[up].witness;
    }
    return models;
}

/* The reading that witness w had before it: its model's, or the one that more of the
 * others have than any other; SLOT_ABSENT where that cannot be told. */
static uint32_t reading_before(const slots *s, uint32_t w, const uint32_t *models)
{
    if (models[w] != FAMILY_NONE)
        return s->readings[models[w]];
    uint32_t best = SLOT_ABSENT, n_best = 0;
    bool tied = false;
    for (uint32_t r = 0; r < s->n_readings; r++) {
        uint32_t n = s->counts[r] - (r == s->readings[w]);
        tied = n == n_best || (tied && n < n_best);
        if (n > n_best) {
            best = r;
            n_best = n;
            tied = false;
        }
    }
    return tied ? SLOT_ABSENT : best;
}

static bool has_text(const slots *s, uint32_t reading)
{
    return s->at[s->first[reading]].end > s->at[s->first[reading]].start;
}

static void count_classes(const taking *t, const slots *s, const uint32_t *models)
{
    for (uint32_t w = 0; w < s->fam->n_witnesses; w++) {
        uint32_t mine = s->readings[w];
        if (mine == SLOT_ABSENT)
            continue;
        uint32_t before = reading_before(s, w, models);
        if (before == SLOT_ABSENT)
            continue;
        outlet_habits *h = &t->to->v[t->outlet_of[s->fam->witnesses[w]]];
        h->places[s->edit]++;
        h->had[s->edit] += has_text(s, before);
        h->changed[s->edit] += mine != before;
        h->dropped[s->edit] += mine != before && !has_text(s, mine);
        h->added[s->edit] += mine != before && !has_text(s, before);
    }
}

/* Forms
 * ------------------------------------------------------------------------------------ */

// A byte of a letter, a number or a percent sign, not of a quote or a dash.
static bool is_letter(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '%' || c > 0xe2 || (c >= 0xc3 && c <= 0xdf);
}

// A reading short enough to be a way of writing; empty where it is not.
static slice form_of(const taking *t, const slots *s, uint32_t reading)
{
    slice form = slice_trim(parts_bytes(t->f, s->fam->witnesses[s->first[reading]],
                                        s->at[s->first[reading]]));
    uint32_t n_words = 1;
    for (size_t i = 0; i < form.len; i++)
        n_words += form.ptr[i] == ' ' || form.ptr[i] == '\n';
    bool letters = false;
    for (size_t i = 0; i < form.len; i++)
        letters |= is_letter((unsigned char)form.ptr[i]);
    return n_words <= MOST_WORDS && letters ? form : (slice){0};
}

static void note_choice(taking *t, uint32_t outlet, slice mine, slice other)
{
    bool first = slice_cmp(mine, other) < 0;
    slice a = first ? mine : other, b = first ? other : mine;
    uint64_t key = hash_mix(hash_mix(hash_bytes(a), hash_bytes(b)), outlet);
    bool is_new;
    uint32_t *index = hash_table_put(&t->choice_of, key, &is_new);
    if (is_new) {
        *index = t->choices.n;
        vec_push(t->tmp, &t->choices, (choice){outlet, a, b, 0, 0});
    }
    choice *c = &t->choices.v[*index];
    c->n_a += first;
    c->n_b += !first;
}

static void note_forms(taking *t, const slots *s)
{
    slice forms[MOST_READINGS];
    if (s->n_readings > MOST_READINGS || s->stretch)
        return;
    for (uint32_t r = 0; r < s->n_readings; r++)
        forms[r] = form_of(t, s, r);
    for (uint32_t w = 0; w < s->fam->n_witnesses; w++) {
        uint32_t mine = s->readings[w];
        if (mine == SLOT_ABSENT || forms[mine].len == 0)
            continue;
        for (uint32_t r = 0; r < s->n_readings; r++)
            if (r != mine && forms[r].len && !slice_eq(forms[r], forms[mine]))
                note_choice(t, t->outlet_of[s->fam->witnesses[w]], forms[mine], forms[r]);
    }
}

// What an outlet writes far more often than the other way.
typedef struct {
    uint32_t outlet;
    slice form, other;
    uint32_t n, of;
} won_choice;

static int by_form(const void *left, const void *right)
{
    const won_choice *a = left, *b = right;
    if (a->outlet != b->outlet)
        return a->outlet < b->outlet ? -1 : 1;
    int order = slice_cmp(a->form, b->form);
    if (order || a->n != b->n)
        return order ? order : a->n > b->n ? -1 : 1;
    return slice_cmp(a->other, b->other);
}

static int by_places(const void *left, const void *right)
{
    const habit_form *a = left, *b = right;
    return a->n != b->n ? (a->n > b->n ? -1 : 1) : slice_cmp(a->form, b->form);
}

static uint32_t choose(const taking *t, won_choice *won)
{
    uint32_t n_won = 0;
    for (uint32_t k = 0; k < t->choices.n; k++) {
        const choice *c = &t->choices.v[k];
        bool a = c->n_a > c->n_b;
        uint32_t n = a ? c->n_a : c->n_b, of = c->n_a + c->n_b;
        if (n >= LEAST_PLACES && n * 4 >= of * 3)
            won[n_won++] =
                (won_choice){c->outlet, a ? c->a : c->b, a ? c->b : c->a, n, of};
    }
    qsort(won, n_won, sizeof *won, by_form);
    return n_won;
}

static void take_forms(taking *t)
{
    won_choice *won = arena_array(t->tmp, won_choice, (size_t)t->choices.n + 1);
    const uint32_t n = choose(t, won);
    for (uint32_t k = 0, to; k < n; k = to) {
        outlet_habits *h = &t->to->v[won[k].outlet];
        for (to = k; to < n && won[to].outlet == won[k].outlet;)
            to++;
        h->forms = arena_array(t->out, habit_form, (size_t)(to - k) + 1);
        for (uint32_t x = k; x < to; x++) {
            habit_form *last = h->n_forms ? &h->forms[h->n_forms - 1] : NULL;
            if (!last || !slice_eq(last->form, won[x].form)) {
                last = &h->forms[h->n_forms++];
                *last = (habit_form){.form = won[x].form, .n = won[x].n, .of = won[x].of};
            }
            if (last->instead.n < MOST_INSTEAD)
                vec_push(t->out, &last->instead, won[x].other);
            last->of = won[x].of - won[x].n > last->of - last->n
                           ? last->n + won[x].of - won[x].n
                           : last->of;
        }
        qsort(h->forms, h->n_forms, sizeof *h->forms, by_places);
        h->n_forms = h->n_forms < MOST_FORMS ? h->n_forms : MOST_FORMS;
    }
}

void habits_take(arena *out, const findings *f, habits *to)
{
    arena *tmp = arena_sub(out);
    *to = (habits){0};
    taking t = {.out = out, .tmp = tmp, .f = f, .to = to};
    hash_table_init(&t.choice_of, tmp, 64);
    take_outlets(&t);
    for (uint32_t i = 0; i < f->families->n_families; i++) {
        const family *fam = &f->families->families[i];
        arena *own = arena_sub(tmp);
        const uint32_t *models = find_models(own, fam);
        slots list = slots_of(own, f, fam);
        while (slots_next(&list)) {
            count_classes(&t, &list, models);
            note_forms(&t, &list);
        }
        arena_release(own);
    }
    take_forms(&t);
    arena_release(tmp);
}

/* Sentences
 * -------------------------------------------------------------------------------- */

slice habits_of_class(arena *out, const outlet_habits *h, edit_class c)
{
    static const char *const what[HABIT_CLASSES] = {
        [EDIT_NAME] = "a name",
        [EDIT_NUMBER] = "a number",
        [EDIT_DATE] = "a date",
        [EDIT_HEDGE] = "the hedge",
        [EDIT_ATTRIBUTION] = "the attribution",
        [EDIT_POLARITY] = "a yes or no",
        [EDIT_WORDING] = "the wording",
        [EDIT_SPELLING] = "the spelling",
        [EDIT_TYPOGRAPHIC] = "the typography",
        [EDIT_CUT] = "a passage",
        [EDIT_ADDITION] = "a passage",
        [EDIT_MOVED] = "a passage",
        [EDIT_HEADLINE] = "the headline",
    };
    const char *verb = "changed";
    uint32_t n = h->changed[c], of = h->places[c];
    if (c == EDIT_CUT) { // one thing, seen from two sides
        verb = "left out";
        n = h->dropped[EDIT_CUT] + h->dropped[EDIT_ADDITION];
        of = h->had[EDIT_CUT] + h->had[EDIT_ADDITION];
    } else if (c == EDIT_ADDITION) {
        verb = "added";
        n = h->added[EDIT_CUT] + h->added[EDIT_ADDITION];
        of = h->places[EDIT_CUT] + h->places[EDIT_ADDITION] - h->had[EDIT_CUT] -
             h->had[EDIT_ADDITION];
    } else if (c == EDIT_MOVED) {
        verb = "moved";
    } else if (c == EDIT_SPELLING || c == EDIT_TYPOGRAPHIC) {
        // commas come and go
    } else if (h->dropped[c] && h->dropped[c] * 2 >= n) {
        verb = "dropped";
        n = h->dropped[c];
        of = h->had[c];
    } else if (h->added[c] && h->added[c] * 2 >= n) {
        verb = "added";
        n = h->added[c];
        of -= h->had[c];
    }
    if (n < LEAST_PLACES)
        return (slice){0};
    return arena_format(out, "%s %s in %" PRIu32 " of %" PRIu32, verb, what[c], n, of);
}

slice habits_of_form(arena *out, const habit_form *form)
{
    buf b;
    buf_init(&b, out);
    buf_add_str(&b, form->n == form->of ? "always writes “" : "mostly writes “");
    buf_add(&b, form->form);
    buf_add_str(&b, "” where others have ");
    for (uint32_t k = 0; k < form->instead.n; k++) {
        buf_add_str(&b, k == 0 ? "“" : k + 1 == form->instead.n ? " or “" : ", “");
        buf_add(&b, form->instead.v[k]);
        buf_add_str(&b, "”");
    }
    slice count =
        form->n == form->of
            ? arena_format(out, " (%" PRIu32 " times)", form->n)
            : arena_format(out, " (%" PRIu32 " of %" PRIu32 " times)", form->n, form->of);
    buf_add(&b, count);
    return buf_slice(&b);
}

/* JSON
 * -------------------------------------------------------------------------------------
 */

static void write_forms(js *j, const outlet_habits *h)
{
    js_key_open(j, "forms", '[');
    for (uint32_t k = 0; k < h->n_forms; k++) {
        js_open(j, '{');
        js_key_text(j, "form", h->forms[k].form);
        parts_texts(j, "instead_of", h->forms[k].instead.v, h->forms[k].instead.n);
        js_key_uint(j, "count", h->forms[k].n);
        js_key_uint(j, "of", h->forms[k].of);
        js_close(j, '}');
    }
    js_close(j, ']');
}

static void write_changes(js *j, const outlet_habits *h)
{
    js_key_open(j, "changes", '[');
    for (int c = 0; c < HABIT_CLASSES; c++) {
        if (h->changed[c] == 0)
            continue;
        js_open(j, '{');
        js_key_str(j, "class", edit_class_name((edit_class)c));
        js_key_uint(j, "count", h->changed[c]);
        js_key_uint(j, "dropped", h->dropped[c]);
        js_key_uint(j, "added", h->added[c]);
        js_key_uint(j, "of", h->places[c]);
        js_close(j, '}');
    }
    js_close(j, ']');
}

void habits_json(arena *tmp, js *j, const findings *f)
{
    habits all;
    habits_take(tmp, f, &all);
    js_key_open(j, "habits", '[');
    for (uint32_t o = 0; o < all.n; o++) {
        const outlet_habits *h = &all.v[o];
        js_open(j, '{');
        js_key_text(j, "outlet", h->outlet);
        parts_article_ids(j, "articles", f, h->articles.v, h->articles.n);
        write_changes(j, h);
        write_forms(j, h);
        js_key_open(j, "text", '[');
        for (uint32_t k = 0; k < h->n_forms; k++)
            js_text(j, habits_of_form(tmp, &h->forms[k]));
        for (int c = 0; c < HABIT_CLASSES; c++) {
            slice line = habits_of_class(tmp, h, (edit_class)c);
            if (line.len)
                js_text(j, line);
        }
        js_close(j, ']');
        js_close(j, '}');
    }
    js_close(j, ']');
}
