// Folding: what two outlets' spellings of one word have in common by rule, without
// knowing words.
#include "base/utf8.h"
#include "text/split.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

enum { MOST_UTF16 = 256 };

// One kind of apostrophe, quotation mark, dash, comma and digit, whatever the outlet's
// typography.
static uint32_t plain_mark(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032:
    case 0x02bc:
    case '`':
    case 0x00b4:
    case 0x02bb:
    case 0x02bf:
    case 0x2039:
    case 0x203a:
        return '\'';
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x00ab:
    case 0x00bb:
    case 0x2033:
        return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return '-';
    case 0x060c:
        return ',';
    case 0x061b:
        return ';';
    case 0x061f:
        return '?';
    default:
        break;
    }
    // the digits that Arabic and Persian print
    if (c >= 0x0660 && c <= 0x0669)
        return '0' + (c - 0x0660);
    if (c >= 0x06f0 && c <= 0x06f9)
        return '0' + (c - 0x06f0);
    return c;
}

static slice fold_ascii(arena *out, slice bytes, bool abbreviation)
{
    char *to = arena_alloc(out, bytes.len + 1);
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        char c = bytes.ptr[i];
        if (c == '.' && abbreviation)
            continue;
        if (c == '`')
            c = '\'';
        to[n++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    return slice_of(to, n);
}

// Code points of the compatibility decomposition, marks dropped, case folded.
static slice fold_unicode(arena *out, slice bytes, bool abbreviation)
{
    UChar from[MOST_UTF16], wide[MOST_UTF16 * 4];
    int32_t n_from = 0, n_wide = 0;
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfkd = unorm2_getNFKDInstance(&status);
    u_strFromUTF8(from, MOST_UTF16, &n_from, bytes.ptr, (int32_t)bytes.len, &status);
    if (U_SUCCESS(status))
        n_wide = unorm2_normalize(nfkd, from, n_from, wide, MOST_UTF16 * 4, &status);
    if (U_FAILURE(status))
        return fold_ascii(out, bytes, abbreviation);
    char *to = arena_alloc(out, (size_t)n_wide * 4 + 1);
    size_t n = 0;
    for (int32_t i = 0; i < n_wide;) {
        uint32_t c = wide[i++];
        if (U16_IS_LEAD(c) && i < n_wide)
            c = (uint32_t)U16_GET_SUPPLEMENTARY(c, wide[i++]);
        if (u_charType((UChar32)c) == U_NON_SPACING_MARK ||
            u_charType((UChar32)c) == U_FORMAT_CHAR || (c == '.' && abbreviation))
            continue;
        n += utf8_put((uint32_t)u_foldCase((UChar32)plain_mark(c), U_FOLD_CASE_DEFAULT),
                      to + n);
    }
    return slice_of(to, n);
}

slice fold_word(arena *out, slice bytes, bool abbreviation)
{
    for (size_t i = 0; i < bytes.len; i++)
        if ((unsigned char)bytes.ptr[i] & 0x80)
            // a word longer than any word is left as it is
            return bytes.len < MOST_UTF16 ? fold_unicode(out, bytes, abbreviation)
                                          : fold_ascii(out, bytes, abbreviation);
    return fold_ascii(out, bytes, abbreviation);
}

slice text_fold(arena *out, slice bytes)
{
    return fold_word(out, bytes, false);
}
