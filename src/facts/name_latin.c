#include "facts/name_latin.h"

#include "base/utf8.h"
#include "facts/arabic.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

struct name_latin {
    arena *a;
    UTransliterator *how;
    bool tried;
};

enum { LONGEST = 256 }; // code units of a word

name_latin *name_latin_new(arena *a)
{
    name_latin *l = arena_new(a, name_latin);
    l->a = a;
    return l;
}

static void close_how(void *how)
{
    utrans_close(how);
}

/* Russian as newspapers write it ("zh", "kh"), then what is left. */
static void open_how(name_latin *l)
{
    static const char id[] = "Russian-Latin/BGN; Any-Latin; Latin-ASCII; Any-Lower";
    UChar wide[sizeof id];
    UErrorCode status = U_ZERO_ERROR;
    l->tried = true;
    u_charsToUChars(id, wide, (int32_t)sizeof id);
    l->how = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        l->how = NULL;
    else
        arena_defer(l->a, close_how, l->how);
}

static bool is_ascii(slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.ptr[i] & 0x80)
            return false;
    return true;
}

// Letters and digits only: apostrophes stand for signs that nobody writes.
static slice tidy(char *bytes, int32_t len)
{
    size_t n = 0;
    for (int32_t i = 0; i < len; i++) {
        char c = bytes[i];
        if (((unsigned char)c & 0x80) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            bytes[n++] = c;
    }
    return slice_of(bytes, n);
}

slice name_latin_of(name_latin *l, arena *out, slice folded)
{
    UChar wide[LONGEST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0, len = 0;
    if (is_ascii(folded) || folded.len > LONGEST / 2)
        return folded;
    if (arabic_is(folded))
        return arabic_latin(out, folded);
    if (!l->tried)
        open_how(l);
    if (!l->how)
        return folded;
    u_strFromUTF8(wide, LONGEST, &n, folded.ptr, (int32_t)folded.len, &status);
    if (U_FAILURE(status))
        return folded;
    int32_t limit = n;
    utrans_transUChars(l->how, wide, &n, LONGEST, 0, &limit, &status);
    if (U_FAILURE(status) || n > LONGEST)
        return folded;
    char *bytes = arena_alloc(out, (size_t)n * 3 + 1);
    u_strToUTF8(bytes, n * 3 + 1, &len, wide, n, &status);
    if (U_FAILURE(status))
        return folded;
    slice latin = tidy(bytes, len);
    return latin.len ? latin : folded;
}

bool name_latin_is_other(slice name)
{
    for (size_t at = 0; at < name.len;) {
        uint32_t c = utf8_next(name, &at);
        if (c >= 0x370 && (c < 0x1e00 || c >= 0x2c80) && c != 0xfffd)
            return true;
    }
    return false;
}
