/* Edits of single words: other words, other names, the errors of scanners. */
#include "bench/edit.h"

#include <string.h>

enum { LONGEST_WORD = 60 };

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

void edit_substitute(const bench_desk *k, draft *d, uint32_t rate, dice *by)
{
    for (uint32_t i = 0; i < d->n; i++) {
        slice core = word_core(&d->v[i]);
        if (!core.len || !dice_chance(by, rate))
            continue;
        slice other = k->vocabulary[dice_below(by, k->n_vocabulary)];
        char text[LONGEST_WORD];
        if (other.len >= sizeof text || !other.len)
            continue;
        memcpy(text, other.ptr, other.len);
        if (is_upper(core.ptr[0]) && is_lower(text[0]))
            text[0] = (char)(text[0] - 'a' + 'A');
        word_replace(k->a, &d->v[i], slice_of(text, other.len));
    }
}

static uint64_t lower_hash(slice core)
{
    char text[LONGEST_WORD];
    size_t len = core.len < sizeof text ? core.len : sizeof text;
    for (size_t i = 0; i < len; i++)
        text[i] = is_upper(core.ptr[i]) ? (char)(core.ptr[i] + 32) : core.ptr[i];
    return hash_bytes(slice_of(text, len));
}

/* "Karim's" is about Karim. */
static slice without_genitive(slice core)
{
    if (slice_ends(core, SLICE("'s")))
        core.len -= 2;
    else if (slice_ends(core, SLICE("\xe2\x80\x99s")))
        core.len -= 4;
    return core;
}

/* Two capitals or more at the front tell a name everywhere, one does so inside of a
 * sentence or for a word that no list and no other sentence has in small letters. */
static bool is_name(const bench_desk *k, const draft *d, uint32_t i, slice core)
{
    (void)d;
    (void)i;
    if (core.len < 2 || !is_upper(core.ptr[0]))
        return false;
    return hash_table_get(k->ordinary, lower_hash(core)) == NULL;
}

static bool all_upper(slice core)
{
    for (size_t i = 0; i < core.len; i++)
        if (is_lower(core.ptr[i]))
            return false;
    return true;
}

typedef struct {
    const char *from, *to;
} respelling;

/* How one name gets many spellings: long vowels, gutturals, sibilants, articles. */
static const respelling spellings[] = {
    {"kh", "h"},  {"q", "k"},    {"dh", "z"}, {"ou", "u"}, {"ee", "i"}, {"sh", "ch"},
    {"ei", "ai"}, {"iya", "ia"}, {"aa", "a"}, {"j", "dj"}, {"v", "w"},  {"ts", "tz"},
    {"sk", "sc"}, {"y", "i"},    {"gh", "g"}, {"u", "ou"}, {"i", "y"},  {"o", "u"},
    {"k", "c"},   {"ai", "ay"},  {"e", "a"},  {"s", "ss"}, {"a", "e"},  {"d", "t"},
};
enum { N_SPELLINGS = sizeof spellings / sizeof *spellings };

/* Applies those rules whose bit is set; gives the length in `to`. */
static size_t respell(slice name, uint32_t rules, unsigned most, char *to, size_t cap)
{
    size_t len = 0, at = 0;
    unsigned done = 0;
    while (at < name.len && len + 4 < cap) {
        bool hit = false;
        for (size_t r = 0; at > 0 && done < most && r < N_SPELLINGS && !hit; r++) {
            slice from = slice_of_str(spellings[r].from);
            if (!(rules >> r & 1) || at + from.len > name.len ||
                memcmp(name.ptr + at, from.ptr, from.len) != 0)
                continue;
            size_t n = strlen(spellings[r].to);
            memcpy(to + len, spellings[r].to, n);
            len += n;
            at += from.len;
            done++;
            hit = true;
        }
        if (!hit)
            to[len++] = name.ptr[at++];
    }
    return len;
}

/* Three or four rules of the 24 by an outlet's habits; some outlet has none. */
static uint32_t rules_of(uint64_t style)
{
    uint32_t rules = 0;
    uint32_t n = (uint32_t)(style >> 40) % 5;
    for (uint32_t i = 0; i < n; i++)
        rules |= 1u << (hash_mix(style, 100 + i) % N_SPELLINGS);
    return rules;
}

static slice other_name(const bench_desk *k, slice core, uint64_t salt, uint64_t style)
{
    char text[LONGEST_WORD * 2];
    size_t len;
    uint64_t key = hash_mix(hash_bytes(core), salt);
    if (style) {
        len = respell(core, rules_of(style), 4, text, sizeof text);
    } else if (key % 2) {
        len = respell(core, 0xffffff ^ (uint32_t)(key >> 9), 3, text, sizeof text);
    } else {
        made_name name = name_word(key);
        len = strlen(name.text);
        memcpy(text, name.text, len);
    }
    if (!style && len == core.len && memcmp(text, core.ptr, len) == 0)
        text[len++] = 'e';
    for (size_t i = 0; all_upper(core) && i < len; i++)
        if (is_lower(text[i]))
            text[i] = (char)(text[i] - 'a' + 'A');
    return arena_slice(k->a, slice_of(text, len));
}

void edit_rename(const bench_desk *k, draft *d, uint64_t style, dice *by)
{
    uint64_t salt = style ? style : dice_bits(by);
    for (uint32_t i = 0; i < d->n; i++) {
        word *w = &d->v[i];
        slice whole = word_core(w), core = without_genitive(whole);
        if (core.len >= LONGEST_WORD || !is_name(k, d, i, core))
            continue;
        // Capitals of a dateline are the same name as in the text: keyed by small
        // letters.
        slice other = other_name(k, core, salt, style);
        if (slice_eq(other, core))
            continue;
        if (whole.len > core.len)
            other = arena_format(k->a, "%.*s%.*s", (int)other.len, other.ptr,
                                 (int)(whole.len - core.len), core.ptr + core.len);
        word_replace(k->a, w, other);
    }
}

void edit_numbers(const bench_desk *k, draft *d, uint32_t rate, dice *by)
{
    for (uint32_t i = 0; i < d->n; i++) {
        slice core = word_core(&d->v[i]);
        uint64_t n = 0;
        bool number = core.len > 0 && core.len < 8;
        for (size_t j = 0; number && j < core.len; j++) {
            number = core.ptr[j] >= '0' && core.ptr[j] <= '9';
            n = n * 10 + (uint64_t)(core.ptr[j] - '0');
        }
        bool year = core.len == 4 && n > 1900 && n < 2100;
        if (number && !year && dice_chance(by, rate))
            word_replace(
                k->a, &d->v[i],
                arena_format(
                    k->a, "%llu",
                    (unsigned long long)(n + 1 + dice_below(by, (uint32_t)n + 2))));
    }
}

static char confused(char c, dice *by)
{
    static const char pairs[] = "eccooceclI1ll1i;nuunhbbhatrnvyyvfttfqgS55SO00Omnwvkx";
    for (size_t i = 0; i + 1 < sizeof pairs - 1; i += 2)
        if (pairs[i] == c && dice_below(by, 4))
            return pairs[i + 1];
    static const char any[] = "abcdefghijklmnopqrstuvwxyz.,:;-'10|~";
    return any[dice_below(by, sizeof any - 1)];
}

/* A wrong letter, one that is lost, one too many. */
static void misread(const bench_desk *k, word *w, uint32_t rate, dice *by)
{
    char *to = NULL;
    size_t len = 0;
    for (uint32_t i = 0; i < w->len; i++) {
        bool plain = (unsigned char)w->ptr[i] < 0x80;
        if (!plain || !dice_chance(by, rate)) {
            if (to)
                to[len++] = w->ptr[i];
            continue;
        }
        if (!to) {
            to = arena_alloc(k->a, (size_t)w->len * 2 + 1);
            memcpy(to, w->ptr, i);
            len = i;
        }
        uint32_t how = dice_below(by, 10);
        if (how == 0 && w->len > 1)
            continue;
        to[len++] = confused(w->ptr[i], by);
        if (how == 1)
            to[len++] = confused(w->ptr[i], by);
    }
    if (to && len) {
        w->ptr = to;
        w->len = (uint32_t)len;
        w->marks |= WORD_CHANGED;
    }
}

/* A blank is a character, too: it is lost or comes in where none was. */
void edit_noise(const bench_desk *k, draft *d, uint32_t rate, dice *by)
{
    draft to = {0};
    for (uint32_t i = 0; i < d->n; i++) {
        word w = d->v[i];
        misread(k, &w, rate - rate / 8, by);
        if (to.n && vec_last(&to)->gap == GAP_SPACE && dice_chance(by, rate / 2)) {
            word *last = vec_last(&to);
            slice both = arena_format(k->a, "%.*s%.*s", (int)last->len, last->ptr,
                                      (int)w.len, w.ptr);
            last->ptr = both.ptr;
            last->len = (uint32_t)both.len;
            last->gap = w.gap;
            last->marks |= WORD_CHANGED;
            continue;
        }
        bool plain = true;
        for (uint32_t j = 0; j < w.len; j++)
            plain &= (unsigned char)w.ptr[j] < 0x80;
        if (plain && w.len > 3 && dice_chance(by, rate / 2)) {
            uint32_t cut = dice_between(by, 1, w.len - 1);
            word first = w;
            first.len = cut;
            first.gap = GAP_SPACE;
            first.marks |= WORD_CHANGED;
            w.ptr += cut;
            w.len -= cut;
            w.marks |= WORD_CHANGED;
            vec_push(k->a, &to, first);
        }
        vec_push(k->a, &to, w);
    }
    *d = to;
}
