#include "family/taking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    NEAR_COLUMNS =
        4, // changes of the same witnesses so close are one change, more or less
};

static const double EVENT = 5.0;          // bits: a word changed
static const double EVENT_MARK = 3.0;     // a mark, a capital
static const double CHOICE_MARK = 0.5;    // the same mark again
static const double CHOICE_LETTERS = 2.0; // the same slip of the pen again, and …
static const double CHOICE_LETTER = 1.0;  // … for each letter
static const double CHOICE_MOST = 9.0;    // the same word again
static const double CHOICE_NEWS = 3.0;    // … by people who write news every day
static const double CHOICE_NOTHING = 2.0; // the same word left out again
static const double EVENT_MEND = 2.5;     // a slip mended
static const double CHOICE_MEND = 0.5;
static const double NOT_A_WORD = 2.0; // the first text has a slip rather than the word
static const double ECHO_LEAST = 0.02;
static const double STYLE = 0.35; // of the cost, where editors change things alike

const token *taking_token(const taking *t, uint32_t column, uint32_t i)
{
    uint32_t k = t->tokens[(size_t)column * t->n + i];
    return k == UINT32_MAX ? NULL : &t->texts[i]->tokens[k];
}

site *taking_site(taking *t, uint32_t column)
{
    site s = {.states = arena_alloc(t->out, t->n), .column = column, .n_words = 1};
    memset(s.states, SITE_UNKNOWN, t->n);
    vec_push(t->tmp, &t->found, s);
    return vec_last(&t->found);
}

int32_t taking_units(double bits)
{
    return (int32_t)lround(bits * SITE_UNITS);
}

void taking_scale(site *s, double by)
{
    for (uint32_t k = 0; k < s->n_states; k++) {
        s->event[k] = (int32_t)(s->event[k] * by);
        s->choice[k] = (int32_t)(s->choice[k] * by);
        s->first[k] = (int32_t)(s->first[k] * by);
    }
}

// What stands in a place of the row that is looked at.
static const token *word_at(const taking *t, uint32_t place, uint32_t i)
{
    uint32_t k = t->places[(size_t)place * t->n + i];
    return k == UINT32_MAX ? NULL : &t->texts[i]->tokens[k];
}

slice taking_written(const taking *t, uint32_t place, uint32_t i)
{
    return text_token(t->texts[i], t->places[(size_t)place * t->n + i]);
}

/* Words
 * -------------------------------------------------------------------------------------
 */

static double word_count(const taking *t, uint64_t hash)
{
    const uint32_t *n = hash_table_get(&t->counts, hash);
    return n ? *n : 0;
}

/* Letters to change one into the other, counted in bytes; at most `most`. */
static uint32_t letters_between(slice a, slice b, uint32_t most)
{
    enum { LONGEST = 32 };
    if (a.len > LONGEST || b.len > LONGEST)
        return most;
    uint32_t row[LONGEST + 1];
    for (uint32_t k = 0; k <= b.len; k++)
        row[k] = k;
    for (uint32_t i = 1; i <= a.len; i++) {
        uint32_t corner = row[0];
        row[0] = i;
        for (uint32_t k = 1; k <= b.len; k++) {
            uint32_t change = corner + (a.ptr[i - 1] != b.ptr[k - 1]);
            corner = row[k];
            uint32_t gap = (row[k] < row[k - 1] ? row[k] : row[k - 1]) + 1;
            row[k] = change < gap ? change : gap;
        }
    }
    return row[b.len] < most ? row[b.len] : most;
}

/* Sites of one column
 * ------------------------------------------------------------------------------- */

/* Numbers what the witnesses that are not out of the row have in one column: by the
 * folded word, or by what is written. */
static uint32_t unit_at(const taking *t, uint32_t place, uint32_t i)
{
    uint32_t k = t->places[(size_t)place * t->n + i];
    return k == UINT32_MAX ? k : t->unit_of[i][t->texts[i]->tokens[k].sentence];
}

/* Words of a sentence are compared among those that have the sentence. The one that a
 * place belongs to: most of its words do. */
static uint32_t unit_of_place(const taking *t, uint32_t place)
{
    uint32_t best = UINT32_MAX, n_best = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        uint32_t u = unit_at(t, place, i), n = 0;
        if (u == UINT32_MAX || u == best)
            continue;
        for (uint32_t k = i; k < t->n; k++)
            n += unit_at(t, place, k) == u;
        if (n > n_best) {
            n_best = n;
            best = u;
        }
    }
    return best;
}

static bool says_nothing(const taking *t, uint32_t unit, uint32_t place, uint32_t i)
{
    if (unit == UINT32_MAX)
        return false;
    if (word_at(t, place, i))
        return unit_at(t, place, i) != unit;
    return !t->has_unit[(size_t)unit * t->n + i];
}

static void number_readings(taking *t, const collation_row *row, uint32_t place,
                            bool as_written, readings *r)
{
    slice written[SITE_STATES] = {{0}};
    uint32_t unit = t->unit_of ? unit_of_place(t, place) : UINT32_MAX;
    for (uint32_t i = 0; i < t->n; i++) {
        if (says_nothing(t, unit, place, i))
            continue;
        if (row->cells[t->order[i]].out || taking_masked(t, r->s->column, i))
            continue;
        const token *here = word_at(t, place, i);
        uint32_t k = 0;
        for (; k < r->s->n_states; k++) {
            if (!here || !r->words[k])
                if (here == r->words[k])
                    break;
            if (here && r->words[k] && here->hash == r->words[k]->hash &&
                (!as_written || slice_eq(written[k], taking_written(t, place, i))))
                break;
        }
        if (k == r->s->n_states && k < SITE_STATES) {
            r->words[k] = here;
            if (here)
                written[k] = taking_written(t, place, i);
            r->s->n_states++;
        }
        k = k < SITE_STATES ? k : SITE_STATES - 1;
        r->n_with[k]++;
        r->s->states[i] = (uint8_t)k;
    }
}

// What it costs to come to a word by chance: from another that looks like it, or as one
// of all words.
static double choice_of_word(const taking *t, const readings *r, uint32_t k)
{
    const token *word = r->words[k];
    double count = word_count(t, word->hash);
    double best = fmin(t->news ? CHOICE_NEWS : CHOICE_MOST,
                       log2((double)t->n_tokens / (count + 1)));
    for (uint32_t o = 0; o < r->s->n_states; o++) {
        if (o == k || !r->words[o] || r->words[o]->kind == TOKEN_PUNCT)
            continue;
        uint32_t most = (uint32_t)CHOICE_MOST;
        uint32_t letters = letters_between(word->folded, r->words[o]->folded, most);
        best = fmin(best, CHOICE_LETTERS + CHOICE_LETTER * letters);
    }
    return best;
}

/* A reading that stands nowhere else in any witness, looks like another here that does
 * and is had by fewer: a slip. */
static bool is_slip(const taking *t, const readings *r, uint32_t k)
{
    if (!r->words[k] || word_count(t, r->words[k]->hash) > r->n_with[k])
        return false;
    for (uint32_t o = 0; o < r->s->n_states; o++)
        if (o != k && r->words[o] && r->n_with[o] > r->n_with[k] &&
            letters_between(r->words[k]->folded, r->words[o]->folded, 3) < 3)
            return true;
    return false;
}

static bool is_style(edit_class edit)
{
    return edit == EDIT_NAME || edit == EDIT_SPELLING || edit == EDIT_TYPOGRAPHIC ||
           edit == EDIT_DATE;
}

static void set_costs(const taking *t, const collation_row *row, readings *r,
                      bool as_written)
{
    site *s = r->s;
    bool marks = true, slips = false;
    for (uint32_t k = 0; k < s->n_states; k++) {
        marks &= !r->words[k] || r->words[k]->kind == TOKEN_PUNCT;
        slips |= is_slip(t, r, k);
    }
    for (uint32_t k = 0; k < s->n_states; k++) {
        double event = EVENT, choice;
        if (marks || as_written) {
            event = EVENT_MARK;
            choice = CHOICE_MARK;
        } else if (!r->words[k]) {
            choice = CHOICE_NOTHING;
        } else {
            choice = choice_of_word(t, r, k);
            if (is_slip(t, r, k)) {
                choice += NOT_A_WORD;
                s->first[k] = taking_units(EVENT * (is_style(row->edit) ? STYLE : 1));
            } else if (slips) { // what a slip is mended to
                choice = fmin(choice, CHOICE_MEND);
                event = EVENT_MEND;
            }
        }
        double scale =
            (is_style(row->edit) || habit_of_numbers(r)) && !as_written ? STYLE : 1;
        s->kind = as_written || marks   ? SITE_MARK
                  : is_style(row->edit) ? SITE_SPELLED
                                        : SITE_WORD;
        s->event[k] = taking_units(event * scale);
        s->choice[k] = taking_units(choice * scale);
    }
}

static bool same_partition(const site *a, const site *b, uint32_t n)
{
    uint8_t to[SITE_STATES + 1], from[SITE_STATES + 1];
    memset(to, 254, sizeof to);
    memset(from, 254, sizeof from);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t x = a->states[i], y = b->states[i];
        if ((x == SITE_UNKNOWN) != (y == SITE_UNKNOWN))
            return false;
        if (x == SITE_UNKNOWN)
            continue;
        if (to[x] == 254 && from[y] == 254) {
            to[x] = y;
            from[y] = x;
        } else if (to[x] != y || from[y] != x) {
            return false;
        }
    }
    return true;
}

// A site so close to one of the same witnesses is hardly a change of its own.
static void damp_echo(taking *t)
{
    site *last = vec_last(&t->found);
    double scale = 1;
    for (uint32_t k = t->found.n - 1; k-- > 0;) {
        const site *before = &t->found.v[k];
        if (before->scattered)
            continue;
        if (before->column + NEAR_COLUMNS < last->column)
            break;
        if (same_partition(before, last, t->n)) {
            scale *= ECHO;
            if (!t->news)
                break;
        }
    }
    if (scale < 1)
        taking_scale(last, fmax(scale, ECHO_LEAST));
}

static void take_place(taking *t, const collation_row *row, uint32_t column,
                       uint32_t place)
{
    readings r = {.s = taking_site(t, column)};
    bool as_written = false;
    number_readings(t, row, place, false, &r);
    if (r.s->n_states < 2) {
        as_written = true;
        site *again = r.s;
        memset(again->states, SITE_UNKNOWN, t->n);
        again->n_states = 0;
        r = (readings){.s = again};
        number_readings(t, row, place, true, &r);
    }
    if (r.s->n_states < 2) {
        t->found.n--;
        return;
    }
    if (t->news && !as_written && (numbers_take(t, &r) || letters_take(t, &r)))
        return;
    set_costs(t, row, &r, as_written);
    if (t->news && letters_is_percent(&r))
        letters_as_style(r.s);
    damp_echo(t);
    if (!t->apart)
        habits_damp(t, place, &r, as_written);
}

/* The places of a row: words that no alignment puts into one column, because they are
 * quite different, stand in one place all the same if they are the first, the second …
 * that each witness has there. Columns go to the first place behind all places of their
 * witnesses. */
static void take_row(taking *t, const collation_row *row, uint32_t from, uint32_t to)
{
    arena *tmp = arena_sub(t->tmp);
    uint32_t *next[2] = {arena_array(tmp, uint32_t, t->n),
                         arena_array(tmp, uint32_t, t->n)};
    uint32_t n_places = 0; // marks stand behind the words

    t->places = arena_array(tmp, uint32_t, (size_t)(to - from) * t->n + 1);
    memset(t->places, 0xff, (size_t)(to - from) * t->n * sizeof *t->places);
    for (int marks = 0; marks < 2; marks++) {
        uint32_t before = n_places;
        for (uint32_t column = from; column < to; column++) {
            uint32_t place = 0, first = 0;
            while (!taking_token(t, column, first))
                first++;
            if ((taking_token(t, column, first)->kind == TOKEN_PUNCT) != marks)
                continue;
            for (uint32_t i = 0; i < t->n; i++)
                if (taking_token(t, column, i) && next[marks][i] > place)
                    place = next[marks][i];
            for (uint32_t i = 0; i < t->n; i++) {
                uint32_t k = t->tokens[(size_t)column * t->n + i];
                if (k == UINT32_MAX)
                    continue;
                t->places[(size_t)(before + place) * t->n + i] = k;
                next[marks][i] = place + 1;
            }
            n_places = before + place + 1 > n_places ? before + place + 1 : n_places;
        }
    }
    for (uint32_t place = 0; place < n_places; place++)
        take_place(t, row, from + place, place);
    arena_release(tmp);
}

/* All
 * ---------------------------------------------------------------------------------------
 */

static void index_tokens(taking *t)
{
    const collation *c = t->c;
    t->tokens = arena_array(t->tmp, uint32_t, (size_t)c->n_columns * t->n + 1);
    memset(t->tokens, 0xff, (size_t)c->n_columns * t->n * sizeof *t->tokens);
    hash_table_init(&t->counts, t->tmp, 4096);
    hash_table_init(&t->pairs, t->tmp, 256);
    hash_table_init(&t->habits, t->tmp, 64);
    rules_init(t);
    for (uint32_t i = 0; i < t->n; i++)
        for (uint32_t k = 0; k < t->texts[i]->n_tokens; k++) {
            t->tokens[(size_t)c->columns[t->order[i]][k] * t->n + i] = k;
            ++*hash_table_put(&t->counts, t->texts[i]->tokens[k].hash, NULL);
            t->n_tokens++;
        }
}

// Where a row's columns begin: at the first column that a witness has there.
static uint32_t first_column(const taking *t, uint32_t row)
{
    const collation *c = t->c;
    uint32_t first = c->n_columns;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        const cell *here = &c->rows[row].cells[w];
        if (here->last > here->first && c->columns[w][here->first] < first)
            first = c->columns[w][here->first];
    }
    return first;
}

bool taking_masked(const taking *t, uint32_t column, uint32_t i)
{
    return t->masked && column >= t->masked[i].start && column < t->masked[i].end;
}

void sites_take(arena *out, const text *texts, const family *f,
                const site_options *options, site_set *set)
{
    const uint32_t *order = options->order;
    const bool news = options->news;
    arena *tmp = arena_sub(out);
    taking t = {.c = &f->collated, .order = order, .n = f->n_witnesses, .news = news};
    t.apart = options->apart;
    t.masked = options->masked;
    t.end = options->apart ? arena_array(out, uint32_t, t.n + 1) : NULL;
    t.out = out;
    t.tmp = tmp;
    const text **in_order = arena_array(tmp, const text *, t.n);
    for (uint32_t i = 0; i < t.n; i++)
        in_order[i] = &texts[f->witnesses[order[i]]];
    t.texts = in_order;
    index_tokens(&t);
    if (news)
        units_take(&t);
    for (uint32_t r = 0, to = 0; r < t.c->n_rows; r++) {
        uint32_t from = to;
        to = r + 1 < t.c->n_rows ? first_column(&t, r + 1) : t.c->n_columns;
        if (t.c->rows[r].n_readings < 2)
            continue;
        take_row(&t, &t.c->rows[r], from, to);
    }
    if (!news)
        stretches_take(&t);
    *set = (site_set){arena_copy(out, t.found.v, t.found.n * sizeof *t.found.v),
                      t.found.n,
                      t.n,
                      news ? t.end : NULL,
                      t.twice,
                      t.twice ? t.n_units : 0};
    arena_release(tmp);
}
