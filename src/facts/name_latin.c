#include "facts/name_latin.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "facts/arabic.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

typedef struct {
    slice word, latin;
} known_word;

struct name_latin {
    arena *a;
    UTransliterator *how;
    bool tried;
    hash_table at; // hash of a word -> its place in `known`, from 1
    VEC(known_word) known;
};

enum { LONGEST = 256 }; // code units of a word

name_latin *name_latin_new(arena *a)
{
    name_latin *l = arena_new(a, name_latin);
    l->a = a;
    hash_table_init(&l->at, a, 64);
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

static slice transliterate(const name_latin *l, arena *out, slice folded)
{
    UChar wide[LONGEST];
    UErrorCode status = U_ZERO_ERROR;
    int32_t n = 0, len = 0;
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

/* ICU takes a microsecond a letter, and a name is asked for again and again. */
slice name_latin_of(name_latin *l, arena *out, slice folded)
{
    if (is_ascii(folded) || folded.len > LONGEST / 2)
        return folded;
    if (arabic_is(folded))
        return arabic_latin(out, folded);
    if (!l->tried)
        open_how(l);
    if (!l->how)
        return folded;
    bool is_new;
    uint32_t *at = hash_table_put(&l->at, hash_bytes(folded), &is_new);
    if (is_new) {
        slice word = arena_slice(l->a, folded);
        known_word known = {word, transliterate(l, l->a, word)};
        vec_push(l->a, &l->known, known);
        *at = l->known.n;
    }
    const known_word *known = &l->known.v[*at - 1];
    return slice_eq(known->word, folded) ? arena_slice(out, known->latin)
                                         : transliterate(l, out, folded);
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
