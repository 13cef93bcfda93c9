#include "compare/opposed.h"

#include "base/lists.h"
#include "compare/predicates.h"

typedef struct {
    axis on;
    uint32_t flags;
    const char *minus, *plus; // words, parted by spaces; any form of them counts
    const char *says_minus, *says_plus;
} entry;

/* The lexicon, by axis. What is meant only beside other words is looked at in
 * is_meant(). */
static const entry lexicon[] = {
    {AXIS_STANDS, AXIS_IS_LOOSE | AXIS_LASTS,
     "withdraw pull retract rescind revoke scrap cancel walk",
     "stand table unchanged changed", "taken back", "still stands"},
    {AXIS_GOES_ON, AXIS_IS_LOOSE | AXIS_LASTS, "suspend pause shelve freeze",
     "unchanged changed", "put off", "as before"},
    {AXIS_AGREED, 0, "refuse spurn", "agree sign accept agreement accord", "not agreed",
     "agreed"},
    {AXIS_FOUND, 0, "missing vanish disappear unaccounted", "find locate rescue",
     "missing", "found"},
    {AXIS_FREE, 0, "detain jail imprison captive hostage custody", "release freed",
     "held", "set free"},
    {AXIS_OFFICE, AXIS_LASTS, "resign quit dismiss oust", "stay", "gone", "in office"},
    {AXIS_RECEIVED, AXIS_IS_LOOSE | AXIS_LASTS, "", "receive hand deliver reach sign",
     "never received", "received"},
    {AXIS_BOMBED, AXIS_IS_LOOSE | AXIS_LASTS, "", "bomb airstrike strike raid bombard",
     "not bombed", "bombed"},
    {AXIS_FIRED, AXIS_IS_LOOSE | AXIS_LASTS, "", "fire gunfire shoot", "not fired",
     "fired"},
    {AXIS_CALM, 0, "clash clashes fighting", "calm quiet", "fighting", "calm"},
    {AXIS_WHOLE, AXIS_LASTS, "destroy damage demolish wreck", "intact undamaged unharmed",
     "damaged", "whole"},
    {AXIS_LET, 0, "ban bar block turn", "allow permit admit", "kept out", "let in"},
    {AXIS_GROWN, 0, "fall drop decline shrink decrease", "rise increase grow climb",
     "fallen", "risen"},
    {AXIS_WORKS, 0, "close shut halt", "open reopen operate work resume", "shut",
     "running"},
    {AXIS_AIRCRAFT, AXIS_IS_LOOSE | AXIS_LASTS, "",
     "aircraft jet plane warplane aeroplane airplane", "no aircraft", "aircraft"},
    {AXIS_ARMS, AXIS_IS_LOOSE | AXIS_LASTS, "",
     "rifle rocket weapon arms ammunition explosives munitions mortar depot gun",
     "no arms", "arms"},
};

// Words for one thing.
static const char *const things[] = {
    "offer bid tender proposal",
    "deal agreement accord pact treaty",
    "report document copy study file dossier",
    "market bazaar",
    "aircraft jet plane warplane aeroplane airplane",
    "rifle gun weapon arms",
    "ship vessel boat",
    "strike raid airstrike bombing",
    "crossing checkpoint",
};

static slice next_word(const char **rest)
{
    size_t n = strcspn(*rest, " ");
    slice word = slice_of(*rest, n);
    *rest += n + ((*rest)[n] == ' ');
    return word;
}

// 2 * axis and the sign, behind the stem and how many axes of it came before.
static void add_words(opposed *o, axis on, const char *words, bool plus)
{
    while (*words) {
        uint64_t stem = stem_of(next_word(&words));
        uint32_t nth = 0;
        while (hash_table_get(&o->poles, hash_mix(stem, nth)))
            nth++;
        *hash_table_put(&o->poles, hash_mix(stem, nth), NULL) = 2 * (uint32_t)on + plus;
    }
}

void opposed_init(arena *a, opposed *o)
{
    hash_table_init(&o->poles, a, 256);
    hash_table_init(&o->things, a, 64);
    for (size_t e = 0; e < sizeof lexicon / sizeof *lexicon; e++) {
        add_words(o, lexicon[e].on, lexicon[e].minus, false);
        add_words(o, lexicon[e].on, lexicon[e].plus, true);
    }
    for (uint32_t i = 0; i < sizeof things / sizeof *things; i++)
        for (const char *rest = things[i]; *rest;)
            *hash_table_put(&o->things, stem_of(next_word(&rest)), NULL) = i + 1;
}

static bool is_one_of(const text *t, uint32_t i, const char *const *list, size_t n)
{
    return i < t->n_tokens && slice_in_list(t->tokens[i].folded, list, n);
}

#define ONE_OF(t, i, list) is_one_of(t, i, list, sizeof(list) / sizeof *(list))

static bool behind_determiner(const text *t, uint32_t i)
{
    static const char *const words[] = {"a",  "an",  "her",   "his", "its",
                                        "my", "our", "their", "the"};
    return i > 0 && ONE_OF(t, i - 1, words);
}

// "stand by", "turn out", "reach the coast": other words beside them, other sense.
static bool is_meant(const text *t, axis on, uint32_t i)
{
    static const char *const not_stands[] = {"accused", "against", "at", "by",    "for",
                                             "in",      "on",      "to", "trial", "up"};
    static const char *const at_whom[] = {"at", "into", "on", "shots", "upon"};
    static const char *const whom[] = {"her", "him", "it", "me", "them", "us"};
    slice w = t->tokens[i].folded;
    bool noun = behind_determiner(t, i);
    switch (on) {
    case AXIS_STANDS:
    case AXIS_GOES_ON:
        if (slice_starts(w, SLICE("st")))
            return !noun && !ONE_OF(t, i + 1, not_stands);
        if (slice_eq(w, SLICE("table")))
            return i > 1 && text_is(t, i - 2, "on");
        if (slice_starts(w, SLICE("chang"))) // "nothing had changed"
            return i > 1 &&
                   (text_is(t, i - 2, "nothing") || text_is(t, i - 1, "nothing"));
        if (slice_starts(w, SLICE("walk")))
            return text_is(t, i + 1, "away");
        return may_be_verb(w) && !noun;
    case AXIS_AGREED:
        return !slice_starts(w, SLICE("sign")) || !text_is(t, i + 1, "for");
    case AXIS_FOUND:
        return !slice_starts(w, SLICE("find"));
    case AXIS_RECEIVED:
        if (slice_starts(w, SLICE("sign")))
            return text_is(t, i + 1, "for");
        if (slice_starts(w, SLICE("reach")))
            return ONE_OF(t, i + 1, whom);
        return may_be_verb(w);
    case AXIS_BOMBED:
        if (slice_starts(w, SLICE("str")))
            return slice_eq(w, SLICE("struck")) || (i > 0 && text_is(t, i - 1, "air")) ||
                   (i > 1 && text_is(t, i - 2, "out"));
        return true;
    case AXIS_FIRED:
        if (slice_starts(w, SLICE("fir")))
            return ONE_OF(t, i + 1, at_whom) || (i > 0 && text_is(t, i - 1, "opened"));
        return true;
    case AXIS_LET:
        if (slice_starts(w, SLICE("turn")))
            return text_is(t, i + 1, "back") || text_is(t, i + 1, "away");
        return may_be_verb(w);
    case AXIS_WORKS:
        return text_is(t, i, "open") ? !noun : may_be_verb(w);
    case AXIS_GROWN:
    case AXIS_OFFICE:
    case AXIS_FREE:
        return !noun;
    default:
        return true;
    }
}

axis opposed_at(const opposed *o, const text *t, uint32_t i, uint32_t nth, int *sign)
{
    const token *w = &t->tokens[i];
    if (w->kind != TOKEN_WORD || (w->flags & TOKEN_NAME_LIKE))
        return AXIS_NONE;
    uint64_t stem = stem_of(w->folded);
    const uint32_t *found;
    for (uint32_t k = 0; (found = hash_table_get(&o->poles, hash_mix(stem, k))); k++) {
        axis on = (axis)(*found / 2);
        if (!is_meant(t, on, i) || nth-- > 0)
            continue;
        *sign = *found % 2 ? 1 : -1;
        return on;
    }
    return AXIS_NONE;
}

static const entry *entry_of(axis a)
{
    return &lexicon[a - 1];
}

uint32_t opposed_flags(axis a)
{
    return a == AXIS_NONE ? 0 : entry_of(a)->flags;
}

const char *opposed_words(axis a, int sign)
{
    return sign > 0 ? entry_of(a)->says_plus : entry_of(a)->says_minus;
}

uint64_t opposed_thing(const opposed *o, slice folded)
{
    uint64_t stem = stem_of(folded);
    const uint32_t *group = hash_table_get(&o->things, stem);
    return group ? hash_mix(0x7468696e67u, *group) : stem;
}

bool opposed_is_anybody(slice folded)
{
    static const char *const words[] = {
        "bodies",  "body",   "children", "civilians", "day",       "days",
        "man",     "men",    "morning",  "night",     "official",  "officials",
        "people",  "person", "place",    "resident",  "residents", "time",
        "victims", "week",   "woman",    "women"};
    return IN_LIST(folded, words);
}
