// The tables of the quick splitter, out of ICU's and our own rules: nothing is known here
// that they do not say.
#include "base/hash.h"
#include "base/utf8.h"
#include "text/quick_parts.h"
#include "text/split.h"

#include <unicode/uchar.h>

uint32_t quick_key(slice folded)
{
    uint64_t so_far = 0;
    for (size_t at = 0; at == 0 || at < folded.len; at += KEY_BLOCK) {
        char block[KEY_BLOCK] = {0};
        size_t n = folded.len - at < KEY_BLOCK ? folded.len - at : KEY_BLOCK;
        if (n)
            memcpy(block, folded.ptr + at, n);
        if (at)
            so_far = key_next(so_far);
        so_far = key_add(so_far, key_load(block), key_load(block + 8));
    }
    return key_end(so_far);
}

static bool key_set_put(key_set *set, uint32_t key)
{
    uint32_t place = key_set_place(set, key);
    for (int i = 0; i < KEY_SET_WAYS; i++) {
        uint32_t *in = &set->keys[place][i];
        if (key_set_place(set, *in) == place && *in != key)
            continue; // taken
        *in = key;
        return true;
    }
    return false;
}

// Tries multipliers until every word finds a place. Free places hold a key that does not
// lead to them, so that nothing is found there.
static void key_set_fill(key_set *set, const char *const *words, uint32_t n)
{
    bool all = false;
    for (set->by = 0x9e3779b1u; !all; set->by = set->by * 0x85ebca6bu + 2) {
        uint32_t elsewhere[2] = {0, 0};
        while (key_set_place(set, elsewhere[1]) == key_set_place(set, 0))
            elsewhere[1]++;
        for (uint32_t p = 0; p < 1u << KEY_SET_BITS; p++)
            for (int i = 0; i < KEY_SET_WAYS; i++)
                set->keys[p][i] = elsewhere[key_set_place(set, 0) == p];
        all = true;
        for (uint32_t i = 0; all && i < n; i++)
            all = key_set_put(set, quick_key(slice_of_str(words[i])));
        if (all)
            break;
    }
}

void quick_tables_init(quick_tables *tables, text_rules *rules, arena *a)
{
    tables->rules = rules;
    tables->a = a;
    quick_words_init(&tables->words, a);
    uint32_t n;
    const char *const *words = text_function_words(&n);
    key_set_fill(&tables->function, words, n);
    for (uint32_t i = 0; i < n; i++) {
        slice word = slice_of_str(words[i]);
        uint32_t at = key_set_find(&tables->function, quick_key(word));
        tables->function_hashes[at / KEY_SET_WAYS][at % KEY_SET_WAYS] = hash_bytes(word);
    }
    words = words_before_name(&n);
    key_set_fill(&tables->before_name, words, n);
    quick_names_init(tables);
}

// Do the rules let the code point stand between two of `side`, in one word?
static bool joins(quick_tables *tables, char side, uint32_t c)
{
    char bytes[8] = {side};
    size_t n = 1 + utf8_put(c, bytes + 1);
    bytes[n++] = side;
    UErrorCode status = U_ZERO_ERROR;
    UText *source = utext_openUTF8(NULL, bytes, (int64_t)n, &status);
    if (U_FAILURE(status))
        arena_fail(tables->a);
    UBreakIterator *breaks = rules_words(tables->rules);
    ubrk_setUText(breaks, source, &status);
    utext_close(source);
    if (U_FAILURE(status))
        arena_fail(tables->a);
    (void)ubrk_first(breaks);
    return ubrk_next(breaks) == (int32_t)n;
}

static uint8_t kind_of(uint32_t c)
{
    if (c >= 0x1100 && c < 0x1200) // Hangul by its letters
        return POINT_SLOW;
    if ((c >= 0x2e80 && c < POINTS_LOW) || (c >= 0x1f200 && c < 0x1f300)) // of Han, Kana
        return POINT_SLOW;
    if (u_getIntPropertyValue((UChar32)c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
        return POINT_SLOW;
    switch (u_getIntPropertyValue((UChar32)c, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
        return POINT_LETTER;
    case U_WB_NUMERIC:
        return POINT_DIGIT;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
        return POINT_MARK;
    case U_WB_MIDLETTER:
    case U_WB_MIDNUM:
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
        return POINT_JOINER;
    case U_WB_OTHER:
    case U_WB_WSEGSPACE:
    case U_WB_DOUBLE_QUOTE:
    case U_WB_REGIONAL_INDICATOR:
        return POINT_OTHER;
    default:
        return POINT_SLOW;
    }
}

static bool is_dropped(uint32_t c)
{
    int8_t type = u_charType((UChar32)c);
    return type == U_NON_SPACING_MARK || type == U_FORMAT_CHAR;
}

static void fill_point(quick_tables *tables, arena *tmp, uint32_t c, point *p)
{
    char bytes[4];
    slice folded = text_fold(tmp, slice_of(bytes, utf8_put(c, bytes)));
    p->kind = kind_of(c);
    // marks that stay are put in order by their class; that is left to the slow rules
    if (folded.len > POINT_FOLD || (u_getCombiningClass((UChar32)c) && !is_dropped(c)))
        p->kind = POINT_SLOW;
    // ICU takes some marks for letters that Unicode does not: @
    if (p->kind == POINT_OTHER && c < 0x80 && joins(tables, 'a', c))
        p->kind = joins(tables, '1', c) ? POINT_LETTER : POINT_SLOW;
    if (p->kind == POINT_SLOW)
        return;
    p->n_fold = (uint8_t)folded.len;
    if (folded.len)
        memcpy(p->fold, folded.ptr, folded.len);
    if (u_isalpha((UChar32)c))
        p->is |= POINT_IS_ALPHA;
    if (u_isdigit((UChar32)c))
        p->is |= POINT_IS_DIGIT;
    if (u_isULowercase((UChar32)c))
        p->is |= POINT_IS_LOWER;
    if (u_isUUppercase((UChar32)c) || u_istitle((UChar32)c))
        p->is |= POINT_IS_UPPER;
    if ((p->is & POINT_IS_ALPHA) && u_toupper((UChar32)c) == u_tolower((UChar32)c))
        p->is |= POINT_IS_CASELESS;
    if (is_unseen(c))
        p->is |= POINT_IS_SPACE;
    if (p->kind == POINT_JOINER && joins(tables, 'a', c))
        p->is |= POINT_JOINS_LETTERS;
    if (p->kind == POINT_JOINER && joins(tables, '1', c))
        p->is |= POINT_JOINS_DIGITS;
}

const point *quick_page(quick_tables *tables, uint32_t page)
{
    arena *tmp = arena_sub(tables->a);
    point *points = arena_array(tables->a, point, POINT_PAGE);
    uint32_t first = page * POINT_PAGE;
    if (first >= POINTS_LOW)
        first += POINTS_EMOJI - POINTS_LOW;
    for (uint32_t i = 0; i < POINT_PAGE; i++)
        fill_point(tables, tmp, first + i, &points[i]);
    arena_release(tmp);
    tables->pages[page] = points;
    return points;
}
