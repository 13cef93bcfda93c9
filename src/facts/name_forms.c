/* Forms that the pile itself shows to be names: long forms before their short
 * form in brackets, names with "and" inside, offices that some article writes
 * with capitals. */
#include "facts/mentions.h"

static uint32_t known_at(const finder *f, uint32_t i)
{
    const text *t = f->t;
    const uint32_t *at = hash_table_get(&f->known_by_first, t->tokens[i].hash);
    uint32_t best = 0;
    for (uint32_t k = at ? *at : 0, tries = 0; k && tries < 64;
         k = f->known_next.v[k - 1], tries++) {
        const known_form *form = &f->known.v[k - 1];
        uint32_t n = 0;
        while (n < form->n && i + n < t->n_tokens &&
               t->tokens[i + n].hash == f->known_words.v[form->first + n])
            n++;
        if (n == form->n && n > best && f->upper[i + n - 1])
            best = n;
    }
    return best;
}

static void add_known(finder *f, const text *t, uint32_t first, uint32_t last)
{
    known_form form = {f->known_words.n, last - first};
    for (uint32_t i = first; i < last; i++)
        vec_push(f->tmp, &f->known_words, t->tokens[i].hash);
    vec_push(f->tmp, &f->known, form);
    uint32_t *head = hash_table_put(&f->known_by_first, t->tokens[first].hash, NULL);
    vec_push(f->tmp, &f->known_next, *head);
    *head = f->known.n;
}

/* "Long Form of It (LFI)": where the long form starts, going back from `last`
 * word by word; each letter is the initial of a word, words with a small letter
 * may be left out (Schwartz and Hearst 2003). `last` when there is none. */
static uint32_t long_form_start(const finder *f, uint32_t last, slice letters,
                                bool skip_small)
{
    const text *t = f->t;
    size_t left = letters.len;
    uint32_t floor_at = t->sentences[t->tokens[last].sentence].first, i = last;
    while (left > 0 && i > floor_at && last - i < 24) {
        i--;
        if (t->tokens[i].kind == TOKEN_PUNCT) {
            if (!is_mark(t, i, "-"))
                return last;
            continue;
        }
        slice word = t->tokens[i].folded;
        bool small = !f->upper[i] && (t->tokens[i].flags & TOKEN_FUNCTION);
        if (word.len && word.ptr[0] == letters.ptr[left - 1] && !(small && skip_small))
            left--;
        else if (!small)
            return last;
    }
    return left == 0 && f->upper[i] ? i : last;
}

// Long forms with "and" inside, which no rule for runs can tell from two names.
static void find_known(finder *f)
{
    const text *t = f->t;
    for (uint32_t i = 1; i + 2 < t->n_tokens; i++) {
        if (!is_mark(t, i, "(") || !is_mark(t, i + 2, ")") || !is_acronym(f, i + 1))
            continue;
        slice letters = t->tokens[i + 1].folded;
        if (letters.len < 2 || letters.len > 10)
            continue;
        uint32_t start = long_form_start(f, i, letters, true);
        if (start == i)
            start = long_form_start(f, i, letters, false); // "DoT": Department of Trade
        if (start < i && i - start > 1)
            add_known(f, t, start, i);
    }
}

/* "X of A and B" */

static bool is_capital_part(const finder *f, uint32_t i)
{
    return is_plain_capital(f, i) && !(f->t->tokens[i].flags & TOKEN_FUNCTION) &&
           !(f->bits[i] & WORD_CALENDAR);
}

static bool ends_as_adjective(slice word)
{
    static const char *const endings[] = {"ic", "al", "ive", "ary", "ous"};
    for (size_t i = 0; word.len > 5 && i < sizeof endings / sizeof *endings; i++)
        if (slice_ends(word, slice_of_str(endings[i])))
            return true;
    return false;
}

// A word that is no name by itself, as far as one can know without the pile.
static bool is_known_noun(const finder *f, uint32_t i)
{
    uint32_t nouns = WORD_TOPIC | WORD_COMMON | WORD_ORGANISATION | WORD_PEOPLE |
                     WORD_BUSINESS | WORD_PLACE_NOUN | WORD_ROLE;
    return (f->bits[i] & nouns) || ends_as_adjective(f->t->tokens[i].folded);
}

static void add_initial(char *letters, size_t *n, slice word)
{
    if (word.len && *n < 10 && !text_is_function_word(word))
        letters[(*n)++] = word.ptr[0];
}

static uint64_t initials_of(const finder *f, uint32_t first, uint32_t last)
{
    char letters[10];
    size_t n = 0;
    for (uint32_t i = first; i < last; i++)
        if (f->t->tokens[i].kind == TOKEN_WORD)
            add_initial(letters, &n, f->t->tokens[i].folded);
    return hash_bytes(slice_of(letters, n));
}

// Where the run of capitals that ends right before `last` starts.
static uint32_t capitals_before(const finder *f, uint32_t last, uint32_t floor_at)
{
    uint32_t i = last;
    while (i > floor_at && last - i < 6 && is_capital_part(f, i - 1))
        i--;
    return i;
}

/* The word that heads "Institute of Salt": given where "Salt" starts;
 * FACTS_NONE where nothing like that stands before it. */
static uint32_t head_before(const finder *f, uint32_t start, uint32_t floor_at)
{
    const text *t = f->t;
    uint32_t i = start;
    if (i > floor_at && text_is(t, i - 1, "the"))
        i--;
    if (i < floor_at + 2 || !(text_is(t, i - 1, "of") || text_is(t, i - 1, "for")))
        return FACTS_NONE;
    uint32_t head = i - 2;
    return is_capital_part(f, head) && (f->bits[head] & WORD_ORGANISATION) ? head
                                                                           : FACTS_NONE;
}

static void look_at_and(finder *f, uint32_t link)
{
    const text *t = f->t;
    const sentence *s = &t->sentences[t->tokens[link].sentence];
    if (f->styled[t->tokens[link].sentence] || !is_capital_part(f, link - 1) ||
        !is_capital_part(f, link + 1) || link + 1 >= s->last)
        return;
    uint32_t end = link + 1;
    name_coordination c = {.before = t->tokens[link - 1].hash};
    while (end < s->last && is_capital_part(f, end) && c.n_behind < COORDINATED_MOST)
        c.behind[c.n_behind++] = t->tokens[end++].hash;
    uint32_t start = capitals_before(f, link, s->first),
             head = head_before(f, start, s->first), last = end - 1;
    c.headed = head != FACTS_NONE;
    uint32_t from = c.headed ? capitals_before(f, head, s->first) : start;
    uint32_t named = WORD_TITLE | WORD_WEAK_TITLE | WORD_DEMONYM;
    if ((f->bits[link + 1] & named && !(f->bits[link + 1] & WORD_TOPIC)) ||
        (f->bits[link - 1] & WORD_DEMONYM) ||
        name_words_country(&f->set->words, t->tokens[link + 1].folded) ||
        name_words_country(&f->set->words, t->tokens[link - 1].folded) ||
        is_acronym(f, link + 1) || is_acronym(f, link - 1))
        return;
    bool closed = f->bits[last] & WORD_ORGANISATION;
    // "and Co-operation": only a part of a word
    bool half = end < s->last && is_mark(t, end, "-") &&
                !(t->tokens[end].flags & TOKEN_SPACE_BEFORE);
    if (half || (c.headed ? closed && c.n_behind > 1 : !closed || c.n_behind < 2))
        return;
    c.initials[0] = initials_of(f, from, end);
    c.initials[1] = c.headed ? initials_of(f, head, end) : c.initials[0];
    slice word = t->tokens[last].folded;
    c.known_noun = is_known_noun(f, last);
    c.plural = word.len > 4 && word.ptr[word.len - 1] == 's';
    c.first_common = is_known_noun(f, link + 1) && is_known_noun(f, link - 1);
    vec_push(f->tmp, &f->coordinations, c);
}

// The part behind "and" is met without it.
static bool has_own_life(const finder *f, const name_coordination *c)
{
    for (uint32_t i = 0; i < c->n_behind; i++) {
        word_use use = word_use_of(f, c->behind[i]);
        if (use.n_capital > use.n_behind_and && use.n_capital > use.n_lower)
            return true;
    }
    return false;
}

static bool is_one_name(const finder *f, const name_coordination *c)
{
    for (int i = 0; i < 2; i++)
        if (word_use_of(f, c->initials[i]).n_acronym > 0)
            return true;
    if (has_own_life(f, c))
        return false;
    if (!c->headed)
        return c->first_common && word_use_of(f, c->before).n_alone == 0;
    return c->known_noun || word_use_of(f, c->behind[c->n_behind - 1]).n_lower > 0 ||
           (c->plural && c->n_behind == 1);
}

bool forms_linked(const finder *f, uint32_t head, uint32_t next)
{
    uint64_t pair = hash_mix(f->t->tokens[head].hash, f->t->tokens[next].hash);
    return hash_table_get(&f->linked, pair) != NULL;
}

/* Offices */

static const char *const office_nouns[] = {"ministry", "department"};

enum { N_OFFICES = sizeof office_nouns / sizeof *office_nouns };

static uint32_t office_noun(const text *t, uint32_t i)
{
    for (uint32_t k = 0; k < N_OFFICES; k++)
        if (text_is(t, i, office_nouns[k]))
            return k;
    return N_OFFICES;
}

/* "Health Ministry", "ministry of health" at i: how many tokens, and what for;
 * 0 when no such thing stands there. All capitals or, where `upper` is false,
 * none. */
static uint32_t office_at(const finder *f, uint32_t i, bool upper, uint64_t *what)
{
    const text *t = f->t;
    uint32_t end = t->sentences[t->tokens[i].sentence].last, topic = i, noun = i + 1;
    uint32_t n = 2, kind = office_noun(t, i);
    if (kind < N_OFFICES) {
        if (i + 2 >= end || !text_is(t, i + 1, "of"))
            return 0;
        noun = i;
        topic = i + 2;
        n = 3;
    } else if (i + 1 >= end || (kind = office_noun(t, i + 1)) == N_OFFICES) {
        return 0;
    }
    if (!(f->bits[topic] & WORD_TOPIC) || !f->upper[topic] == upper ||
        !f->upper[noun] == upper)
        return 0;
    *what = hash_mix(kind, t->tokens[topic].hash);
    return n;
}

static void look_at_offices(finder *f)
{
    uint64_t what;
    for (uint32_t i = 0; i < f->t->n_tokens; i++)
        if (f->upper[i] && !f->styled[f->t->tokens[i].sentence] &&
            office_at(f, i, true, &what))
            *hash_table_put(&f->offices, what, NULL) = 1;
}

// "the health ministry", in a pile in which others write "the Health Ministry".
static uint32_t lower_office_at(const finder *f, uint32_t i)
{
    const text *t = f->t;
    uint64_t what;
    if (i == 0 || f->upper[i] || !text_is(t, i - 1, "the") ||
        t->tokens[i - 1].sentence != t->tokens[i].sentence)
        return 0;
    uint32_t n = office_at(f, i, false, &what);
    return n && hash_table_get(&f->offices, what) ? n : 0;
}

static void add_user_names(finder *f)
{
    const facts_input *in = f->set->in;
    for (uint32_t i = 0; i < in->n_aliases; i++)
        for (int side = 0; side < 2; side++) {
            slice name = side ? in->aliases[i].b : in->aliases[i].a;
            span all = {0, (uint32_t)name.len};
            text t;
            if (!name.len || name.len > 1000)
                continue;
            text_split(f->tmp, name, &all, 1, SLICE("en"), &t);
            if (t.n_tokens)
                add_known(f, &t, 0, t.n_tokens);
        }
}

void forms_init(finder *f)
{
    hash_table_init(&f->known_by_first, f->tmp, 64);
    hash_table_init(&f->linked, f->tmp, 64);
    hash_table_init(&f->offices, f->tmp, 16);
    add_user_names(f);
}

void forms_look(finder *f)
{
    find_known(f);
    for (uint32_t i = 1; i + 1 < f->t->n_tokens; i++)
        if (text_is(f->t, i, "and"))
            look_at_and(f, i);
    if (f->english)
        look_at_offices(f);
}

void forms_settle(finder *f)
{
    for (uint32_t i = 0; i < f->coordinations.n; i++) {
        const name_coordination *c = &f->coordinations.v[i];
        if (is_one_name(f, c))
            *hash_table_put(&f->linked, hash_mix(c->before, c->behind[0]), NULL) = 1;
    }
}

uint32_t forms_at(const finder *f, uint32_t i)
{
    uint32_t n = known_at(f, i);
    return n || !f->english ? n : lower_office_at(f, i);
}
