/* What a sub-editor does to sentences: another word of the same meaning, clauses the
 * other way round, an adverb or an attribution more or less. */
#include "bench/edit.h"

#include <string.h>

static const char *const synonyms[][2] = {
    {"said", "stated"},
    {"told", "informed"},
    {"about", "around"},
    {"near", "close to"},
    {"after", "following"},
    {"before", "ahead of"},
    {"because", "since"},
    {"but", "yet"},
    {"however", "nevertheless"},
    {"although", "though"},
    {"while", "as"},
    {"killed", "slain"},
    {"dead", "killed"},
    {"injured", "hurt"},
    {"wounded", "injured"},
    {"began", "started"},
    {"ended", "finished"},
    {"bought", "purchased"},
    {"sold", "offloaded"},
    {"gave", "handed"},
    {"took", "seized"},
    {"captured", "seized"},
    {"attacked", "assaulted"},
    {"announced", "declared"},
    {"added", "went on"},
    {"reported", "said"},
    {"explained", "pointed out"},
    {"big", "large"},
    {"large", "big"},
    {"huge", "enormous"},
    {"small", "little"},
    {"new", "fresh"},
    {"old", "ageing"},
    {"quickly", "rapidly"},
    {"slowly", "gradually"},
    {"often", "frequently"},
    {"sometimes", "at times"},
    {"many", "numerous"},
    {"several", "a number of"},
    {"some", "a few"},
    {"most", "the majority of"},
    {"all", "the whole"},
    {"people", "persons"},
    {"house", "home"},
    {"houses", "homes"},
    {"road", "highway"},
    {"city", "town"},
    {"company", "firm"},
    {"firm", "company"},
    {"government", "authorities"},
    {"official", "representative"},
    {"officials", "authorities"},
    {"soldiers", "troops"},
    {"police", "officers"},
    {"fighters", "militants"},
    {"rebels", "insurgents"},
    {"doctor", "physician"},
    {"lawyer", "attorney"},
    {"car", "vehicle"},
    {"plan", "scheme"},
    {"rise", "increase"},
    {"rose", "climbed"},
    {"fell", "dropped"},
    {"fall", "drop"},
    {"help", "aid"},
    {"aid", "assistance"},
    {"try", "attempt"},
    {"tried", "sought"},
    {"stop", "halt"},
    {"stopped", "halted"},
    {"ask", "request"},
    {"asked", "requested"},
    {"show", "indicate"},
    {"showed", "indicated"},
    {"need", "require"},
    {"needed", "required"},
    {"wants", "wishes"},
    {"important", "significant"},
    {"difficult", "hard"},
    {"dangerous", "hazardous"},
    {"angry", "furious"},
    {"happy", "pleased"},
    {"enough", "sufficient"},
    {"next", "coming"},
    {"last", "past"},
    {"least", "a minimum of"},
    {"nearly", "almost"},
    {"almost", "nearly"},
    {"only", "just"},
    {"also", "as well"},
    {"again", "once more"},
    {"still", "even now"},
    {"later", "afterwards"},
    {"damage", "destruction"},
    {"inquiry", "investigation"},
    {"dispute", "row"},
    {"according", "as reported"},
    {"villagers", "locals"},
    {"residents", "inhabitants"},
    {"refused", "declined"},
    {"agreed", "consented"},
    {"expected", "due"},
    {"without", "lacking"},
    {"during", "in the course of"},
    {"until", "up to"},
};
enum { N_SYNONYMS = sizeof synonyms / sizeof *synonyms };

static const char *const additions[] = {
    "reportedly", "allegedly", "apparently", "later", "also", "again", "finally", "then",
};
static const char *const attributions[] = {
    ", officials said",     ", according to local sources",
    ", witnesses reported", ", the agency said",
    ", it was reported",    ", a source confirmed",
    ", residents said",     ", according to early reports",
};

static void swap_words(const bench_desk *k, draft *d, uint32_t from, uint32_t to,
                       dice *by)
{
    for (uint32_t i = from; i < to; i++) {
        slice core = word_core(&d->v[i]);
        if (!dice_below(by, 3))
            continue;
        for (size_t s = 0; s < N_SYNONYMS; s++)
            if (core.len && core.ptr[0] == synonyms[s][0][0] &&
                slice_eq_str(core, synonyms[s][0])) {
                word_replace(k->a, &d->v[i], slice_of_str(synonyms[s][1]));
                break;
            }
    }
}

static bool is_plain(const word *w)
{
    for (uint32_t i = 0; i < w->len; i++)
        if (w->ptr[i] < 'a' || w->ptr[i] > 'z')
            return false;
    return w->gap == GAP_SPACE;
}

static bool is_adverb(const word *w)
{
    return w->len > 5 && memcmp(w->ptr + w->len - 2, "ly", 2) == 0 && is_plain(w);
}

static slice changed_end(const bench_desk *k, slice w, const char *off, const char *on)
{
    if (slice_ends(w, slice_of_str(off)))
        w.len -= strlen(off);
    return arena_format(k->a, "%.*s%s", (int)w.len, w.ptr, on);
}

static void set_first(const bench_desk *k, word *w, bool capital)
{
    char c = w->ptr[0];
    bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
    if ((capital && !lower) || (!capital && !upper))
        return;
    char *copy = arena_copy(k->a, w->ptr, w->len);
    copy[0] = (char)(capital ? c - 32 : c + 32);
    slice small = word_core(w);
    // A name keeps its capital.
    if (!capital &&
        !hash_table_get(k->ordinary, hash_bytes(slice_of(
                                         copy, small.len < w->len ? small.len : w->len))))
        return;
    w->ptr = copy;
}

/* "A, b." to "B, a.": where a comma stands well inside and nothing is quoted. */
static void turn_round(const bench_desk *k, draft *to, const draft *d, uint32_t from,
                       uint32_t end)
{
    uint32_t comma = 0;
    bool quoted = false;
    for (uint32_t i = from; i < end; i++) {
        const word *w = &d->v[i];
        quoted |= memchr(w->ptr, '"', w->len) || (unsigned char)w->ptr[0] == 0xe2;
        if (!comma && i >= from + 2 && i + 3 < end && w->ptr[w->len - 1] == ',')
            comma = i;
    }
    const word *last = &d->v[end - 1];
    bool fits = comma && !quoted && last->ptr[last->len - 1] == '.';
    uint32_t cut = fits ? comma + 1 : from;
    uint32_t at = to->n;
    for (uint32_t i = cut; i < end; i++)
        vec_push(k->a, to, d->v[i]);
    uint32_t middle = to->n;
    for (uint32_t i = from; i < cut; i++)
        vec_push(k->a, to, d->v[i]);
    if (!fits)
        return;
    word *b = &to->v[middle - 1], *a = vec_last(to);
    uint8_t gap_behind = b->gap;
    slice b_text = changed_end(k, slice_of(b->ptr, b->len), ".", ",");
    slice a_text = changed_end(k, slice_of(a->ptr, a->len), ",", ".");
    b->ptr = b_text.ptr;
    b->len = (uint32_t)b_text.len;
    b->gap = GAP_SPACE;
    a->ptr = a_text.ptr;
    a->len = (uint32_t)a_text.len;
    a->gap = gap_behind;
    set_first(k, &to->v[at], true);
    set_first(k, &to->v[middle], false);
}

static void add_words(const bench_desk *k, draft *to, const char *text)
{
    draft added = {0};
    draft_of(k->a, slice_of_str(text), NO_SOURCE, &added);
    for (uint32_t i = 0; i < added.n; i++) {
        added.v[i].gap = GAP_SPACE;
        vec_push(k->a, to, added.v[i]);
    }
}

static void attribute(const bench_desk *k, draft *to, dice *by)
{
    word *last = vec_last(to);
    if (last->len < 2 || last->ptr[last->len - 1] != '.')
        return;
    uint8_t gap_behind = last->gap;
    slice head = slice_of(last->ptr, last->len - 1);
    slice with = arena_format(k->a, "%.*s,", (int)head.len, head.ptr);
    last->ptr = with.ptr;
    last->len = (uint32_t)with.len;
    last->gap = GAP_SPACE;
    const char *text = attributions[dice_below(by, 8)] + 2;
    add_words(k, to, text);
    last = vec_last(to);
    with = arena_format(k->a, "%.*s.", (int)last->len, last->ptr);
    last->ptr = with.ptr;
    last->len = (uint32_t)with.len;
    last->gap = gap_behind;
}

static void copy_words(const bench_desk *k, draft *to, const draft *d, uint32_t from,
                       uint32_t end, bool drop, bool add, dice *by)
{
    for (uint32_t i = from; i < end; i++) {
        const word *w = &d->v[i];
        if (drop && i > from && is_adverb(w))
            continue;
        if (add && i > from && w->len > 4 && is_plain(w) &&
            memcmp(w->ptr + w->len - 2, "ed", 2) == 0) {
            add_words(k, to, additions[dice_below(by, 8)]);
            add = false;
        }
        vec_push(k->a, to, *w);
    }
}

void edit_sentences(const bench_desk *k, draft *d, uint32_t rate, dice *by)
{
    draft to = {0};
    for (uint32_t from = 0, end; from < d->n; from = end) {
        end = from + 1;
        while (end < d->n && !word_ends_sentence(&d->v[end - 1]))
            end++;
        if (!dice_chance(by, rate)) {
            copy_words(k, &to, d, from, end, false, false, by);
            continue;
        }
        uint32_t how = dice_below(by, 8);
        if (how < 6)
            swap_words(k, d, from, end, by);
        if (how == 2 || how == 3)
            turn_round(k, &to, d, from, end);
        else
            copy_words(k, &to, d, from, end, how == 4 || how == 0, how == 5, by);
        if (how == 6 || how == 1)
            attribute(k, &to, by);
    }
    *d = to;
}
