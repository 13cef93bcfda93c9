// Glosses: where an article itself says that two names are one.
#include "facts/names.h"

static bool is_one_of(const text *t, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (text_is(t, i, *words))
            return true;
    return false;
}

// Words that a gloss may consist of besides its cue.
static bool is_gloss_word(const text *t, uint32_t i)
{
    static const char *const words[] = {
        ",",         "-",          "\"",      "'",         "also",      "better",
        "commonly",  "often",      "widely",  "now",       "sometimes", "or",
        "is",        "are",        "was",     "which",     "who",       "that",
        "another",   "other",      "an",      "a",         "the",       "its",
        "his",       "her",        "their",   "used",      "as",        "for",
        "of",        "by",         "in",      "simply",    "name",      "term",
        "former",    "officially", "locally", "once",      "arabic",    "english",
        "popularly", "generally",  "usually", "variously", "it",        NULL};
    return is_one_of(t, i, words);
}

// "formerly" before token i.
static bool is_once(const text *t, uint32_t i)
{
    static const char *const cues[] = {"formerly", "previously", NULL};
    return i > 0 && is_one_of(t, i - 1, cues);
}

// "X [another name for Y]", "X, also known as Y", "X, or in short Y". Tokens before
// `any` may be any words.
static bool says_same(const name_set *set, const text *t, uint32_t first, uint32_t last,
                      uint32_t any)
{
    static const char *const openings[] = {
        ",", "(", "[", "-", "also", "or", "is", "which", "better", "formerly", NULL};
    static const char *const any_cue[] = {"as",    "called", "dubbed", "nicknamed",
                                          "alias", "aka",    NULL};
    static const char *const short_cue[] = {"for", "of", NULL};
    static const char *const active[] = {"who", "which", "that", "he",
                                         "she", "they",  NULL};
    static const char *const calls[] = {"called", "dubbed", "nicknamed", "named", NULL};
    if (last - first < 2 || last - first > 10 || !is_one_of(t, first, openings))
        return false;
    uint32_t end = last, cue = FACTS_NONE;
    while (end > first + 1 && (text_is(t, end - 1, "the") || text_is(t, end - 1, "\"") ||
                               text_is(t, end - 1, "'")))
        end--;
    bool known = false; // "known to its enemies as": anything may stand between
    for (uint32_t i = first; i < end; i++) {
        if (name_words_of(&set->words, t->tokens[i].hash) & WORD_GLOSS)
            cue = i;
        else if (i > first && i >= any && !is_gloss_word(t, i) &&
                 !(known && t->tokens[i].kind == TOKEN_WORD))
            return false;
        known = known || text_is(t, i, "known");
    }
    if (cue == FACTS_NONE)
        return false;
    // "X, who called Y a fool"
    if (cue > first && is_one_of(t, cue - 1, active) && is_one_of(t, cue, calls))
        return false;
    if (is_one_of(t, end - 1, any_cue))
        return cue + 2 >= end || (known && text_is(t, end - 1, "as"));
    // "X, formerly Y,", not "X, formerly Y's minister"
    if (is_once(t, end))
        return cue + 1 == end && cue <= first + 1 && !text_is(t, first, "or");
    bool shortened = text_is(t, cue, "acronym") || text_is(t, cue, "abbreviation") ||
                     text_is(t, cue, "short") || text_is(t, cue, "acronyms");
    return shortened && is_one_of(t, end - 1, short_cue) && cue + 2 == end;
}

// Letters of `name` in order as initials of the words of `of`, small words left
// out.
static bool initials_match(const name_spelling *name, const name_spelling *of)
{
    if (name->n_words != 1 || of->n_words < 2)
        return false;
    slice letters = name->words[0];
    for (uint32_t skip = 0; skip < 2 && skip < of->n_words; skip++) {
        size_t k = 0;
        for (uint32_t i = skip; i < of->n_words && k <= letters.len; i++) {
            slice word = of->words[i];
            if (k < letters.len && word.len && word.ptr[0] == letters.ptr[k])
                k++;
            else if (!text_is_function_word(word))
                k = letters.len + 1;
        }
        if (k == letters.len && letters.len > 1)
            return true;
    }
    return false;
}

// A mark that ends what is said beside a name.
static bool is_closing(const text *t, uint32_t i)
{
    static const char *const marks[] = {",", ")", "]", "-", ".", ";", NULL};
    return i < t->n_tokens && is_one_of(t, i, marks);
}

// "X - Y to its members - …": the name of X among some.
static bool is_name_among(const text *t, uint32_t first, uint32_t last, uint32_t behind)
{
    static const char *const marks[] = {",", "-", "(", NULL};
    static const char *const whose[] = {"its", "his", "her", "their", NULL};
    if (last != first + 1 || !is_one_of(t, first, marks) || behind + 3 >= t->n_tokens)
        return false;
    return text_is(t, behind, "to") && is_one_of(t, behind + 1, whose) &&
           t->tokens[behind + 2].kind == TOKEN_WORD && is_closing(t, behind + 3);
}

// "the Y, as X is known,": what stands behind X.
static bool says_known(const text *t, uint32_t first, uint32_t last, uint32_t behind)
{
    static const char *const are[] = {"is", "are", "was", "were", NULL};
    static const char *const how[] = {"also",     "better",  "widely",    "commonly",
                                      "often",    "usually", "generally", "locally",
                                      "formally", "now",     "popularly", NULL};
    if (last - first < 2 || last - first > 3 || !text_is(t, first, ",") ||
        !text_is(t, first + 1, "as") ||
        (last - first == 3 && !text_is(t, first + 2, "the")) ||
        behind + 1 >= t->n_tokens || !is_one_of(t, behind, are))
        return false;
    uint32_t i = behind + 1;
    if (is_one_of(t, i, how) && i + 1 < t->n_tokens)
        i++;
    return (text_is(t, i, "known") || text_is(t, i, "called")) && is_closing(t, i + 1);
}

// "X, a body [known] as the Y", where "known" is; the token behind X where there is no
// such thing, as in "in X, a body known as the Y".
static uint32_t over_class_noun(const name_set *set, const text *t, const name_mention *m,
                                uint32_t last)
{
    enum { LONGEST = 4 };
    uint32_t i = m->last;
    if (i + 3 >= last || !text_is(t, i, ",") ||
        !(text_is(t, i + 1, "a") || text_is(t, i + 1, "an")))
        return i;
    uint32_t before = m->title;
    if (before > 0 && text_is(t, before - 1, "the"))
        before--;
    if (before > 0 &&
        (name_words_of(&set->words, t->tokens[before - 1].hash) & WORD_PLACE_BEFORE))
        return i;
    uint32_t noun = i + 2;
    while (noun < last && noun - i < LONGEST + 2 && t->tokens[noun].kind == TOKEN_WORD &&
           !(t->tokens[noun].flags & (TOKEN_CAPITAL | TOKEN_FUNCTION)) &&
           !text_is(t, noun, "known"))
        noun++;
    return noun > i + 2 && text_is(t, noun, "known") ? noun : i;
}

// The letters of a short form, of which one at least starts a word of the long one.
static bool shares_initial(const name_spelling *name, const name_spelling *of)
{
    for (size_t k = 0; k < name->key.len; k++)
        for (uint32_t i = 0; i < of->n_words; i++)
            if (of->words[i].len && of->words[i].ptr[0] == name->key.ptr[k])
                return true;
    return false;
}

/* "the Tarvonian Workers' Party (PLT)": the short form in the words of its own country.
 * It is explained where it stands first, and used again. */
static bool defines_short(const name_set *set, const name_spelling *a,
                          const name_spelling *b, const name_mention *n)
{
    if (!b->acronym || b->country || b->key.len < 3 || a->n_words < 2 || !a->generic ||
        a->acronym || kinds_best(a->score) != ENTITY_ORGANISATION ||
        !shares_initial(b, a))
        return false;
    uint32_t before = 0, behind = 0;
    for (uint32_t i = 0; i < b->mentions.n; i++) {
        const name_mention *m = &set->mentions.v[b->mentions.v[i]];
        before += m->article == n->article && m->first < n->first;
        behind += m->article == n->article && m->first > n->first;
    }
    return before == 0 && behind > 0;
}

/* "a group based in X, known as the Y", "a rebel band in X known as Y": the group is. */
static bool is_of_a_group(const name_set *set, const text *t, const name_mention *m,
                          const name_mention *n)
{
    uint32_t before = m->title;
    if (before > 0 && text_is(t, before - 1, "the"))
        before--;
    bool in = before > 1 && (name_words_of(&set->words, t->tokens[before - 1].hash) &
                             WORD_PLACE_BEFORE);
    if (!in)
        return false;
    for (uint32_t i = m->last; i < n->title; i++)
        if (text_is(t, i, "also") || text_is(t, i, "better") ||
            text_is(t, i, "formerly") || text_is(t, i, "(") || text_is(t, i, "["))
            return false;
    const name_spelling *b = &set->spellings.v[n->spelling];
    return b->acronym || text_is(t, before - 2, "based") ||
           text_is(t, n->title - 1, "the");
}

static void look_between(name_set *set, name_joins *joins, hash_table *said,
                         const name_mention *m, const name_mention *n)
{
    const text *t = &set->in->texts[m->article];
    uint32_t first = m->last, last = n->title;
    const name_spelling *a = &set->spellings.v[m->spelling],
                        *b = &set->spellings.v[n->spelling];
    uint32_t low = m->spelling < n->spelling ? m->spelling : n->spelling,
             high = m->spelling < n->spelling ? n->spelling : m->spelling;
    if (first < last && text_is(t, first, "'s"))
        first++;
    if (low == high || first >= last || first + 12 < last)
        return;
    bool square = text_is(t, first, "["), bracket = square || text_is(t, first, "(");
    bool closed = text_is(t, n->last, square ? "]" : ")");
    if (bracket && !closed)
        return;
    bool direct = bracket && last == first + 1;
    uint32_t any = over_class_noun(set, t, m, last);
    if ((direct && (initials_match(b, a) || initials_match(a, b))) ||
        is_name_among(t, first, last, n->last) || says_known(t, first, last, n->last) ||
        (says_same(set, t, first, last, any) && !is_of_a_group(set, t, m, n) &&
         !(is_once(t, last) && !is_closing(t, n->last)))) {
        vec_push(set->tmp, joins, (name_join){low, high, JOIN_GLOSS, 6, 1});
        return;
    }
    // "Member (Party)", "Town (Country)", "TOWN (Agency)" are no glosses
    if (!direct || a->agency || b->agency || b->country || kinds_clash(a, b))
        return;
    if (!square && defines_short(set, a, b, n)) {
        vec_push(set->tmp, joins, (name_join){low, high, JOIN_BRACKET, NAME_ENOUGH, 1});
        return;
    }
    // the copies of one report say it once
    uint32_t which =
        set->in->families ? set->in->families->of_article[m->article] : FAMILY_NONE;
    uint64_t where = which == FAMILY_NONE ? hash_mix(1, m->article) : hash_mix(2, which);
    bool is_new;
    hash_table_put(said, hash_mix(where, (uint64_t)low << 32 | high), &is_new);
    vec_push(set->tmp, joins,
             (name_join){low, high, JOIN_BRACKET,
                         !is_new  ? 0
                         : square ? 2
                                  : 1,
                         1});
}

static bool is_known_to(const text *t, uint32_t first, uint32_t last)
{
    enum { REACH = 8 };
    for (uint32_t i = first; i + 1 < last && i - first < REACH; i++)
        if (text_is(t, i, "known") &&
            (text_is(t, i + 1, "to") || text_is(t, i + 1, "among") ||
             text_is(t, i + 1, "by")))
            return true;
    return false;
}

void glosses_find(name_set *set, name_joins *joins)
{
    hash_table said;
    hash_table_init(&said, set->tmp, 64);
    for (uint32_t a = 0; a < set->in->n_articles; a++) {
        const text *t = &set->in->texts[a];
        for (uint32_t m = set->first_of[a]; m + 1 < set->first_of[a + 1]; m++) {
            const name_mention *one = &set->mentions.v[m], *next = one + 1;
            uint32_t where = t->tokens[one->first].sentence;
            if (where != t->tokens[next->first].sentence)
                continue;
            look_between(set, joins, &said, one, next);
            // "X, known to most [Ruritanians] as the Y"
            if (m + 2 < set->first_of[a + 1] && is_known_to(t, one->last, next->title) &&
                t->tokens[next[1].first].sentence == where)
                look_between(set, joins, &said, one, next + 1);
        }
    }
}
