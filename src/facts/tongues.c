/* What languages other than English do with names: nouns that all have a capital, endings
 * put to a name, articles glued to it. */
#include "base/lists.h"
#include "facts/mentions.h"

// "Генералу": what it is in the nominative.
uint32_t tongue_bits(const finder *f, slice folded)
{
    slice bases[CASE_BASES];
    uint32_t bits = 0;
    if (!folded.len || (unsigned char)folded.ptr[0] < 0xd0 ||
        (unsigned char)folded.ptr[0] > 0xd3)
        return 0;
    uint32_t n = name_case_bases(f->tmp, folded, bases);
    for (uint32_t i = 0; i < n; i++)
        bits |= name_words_of(&f->set->words, hash_bytes(bases[i])) &
                (WORD_TITLE | WORD_COMMON);
    return bits;
}

void tongue_look(finder *f, slice language)
{
    const text *t = f->t;
    bool turkish = slice_starts_nocase(language, SLICE("tr")),
         elides = slice_starts_nocase(language, SLICE("fr")) ||
                  slice_starts_nocase(language, SLICE("it"));
    f->own = NULL;
    if (!turkish && !elides)
        return;
    f->own = (slice *)arena_alloc_array(f->tmp, t->n_tokens + 1, sizeof *f->own);
    for (uint32_t i = 0; i < t->n_tokens; i++) {
        slice folded = t->tokens[i].folded;
        f->own[i] = elides ? name_without_elision(text_token(t, i), folded) : folded;
        if (turkish)
            f->own[i].len = name_turkish_end(folded);
    }
}

slice tongue_form(const finder *f, uint32_t i)
{
    return f->own ? f->own[i] : f->t->tokens[i].folded;
}

uint64_t tongue_hash(const finder *f, uint32_t i)
{
    return f->own ? hash_bytes(f->own[i]) : f->t->tokens[i].hash;
}

// "Präsident Ilse Tarvon": a noun of a language that gives all nouns a capital is a name
// behind a title or a first name.
bool tongue_names(const finder *f, uint32_t i)
{
    const uint32_t any = WORD_TITLE | WORD_GIVEN;
    if (!f->nouns || i == 0 || !is_plain_capital(f, i - 1) || is_acronym(f, i) ||
        !(f->t->tokens[i].flags & TOKEN_SPACE_BEFORE) ||
        (f->bits[i] & ~(uint32_t)WORD_GIVEN))
        return false;
    return (f->bits[i - 1] & any) ||
           (i > 1 && is_plain_capital(f, i - 2) && (f->bits[i - 2] & WORD_TITLE));
}

// "Tarvons Truppen", in a pile that has Tarvon.
bool tongue_genitive(const finder *f, uint32_t i)
{
    slice folded = f->t->tokens[i].folded;
    if (!f->nouns || folded.len < 5 || folded.ptr[folded.len - 1] != 's' ||
        word_is_seen(word_use_of(f, tongue_hash(f, i))))
        return false;
    slice base = slice_of(folded.ptr, folded.len - 1);
    return word_is_seen(word_use_of(f, hash_bytes(base))) ||
           name_words_country(&f->set->words, base);
}

// "in Tarvon", where the gazetteer has a town of that name and no small one.
bool tongue_town(const finder *f, uint32_t i)
{
    static const char *const before[] = {"in", "nach", "aus", "bei", "um"};
    const uint32_t large = 50000;
    const gazetteer *g = f->set->in->gazetteer;
    if (!f->nouns || !g || i == 0 || !IN_LIST(f->t->tokens[i - 1].folded, before))
        return false;
    gazetteer_key key = {.n = 0};
    uint32_t first;
    gazetteer_key_add(&key, f->t->tokens[i].folded);
    uint64_t hash = gazetteer_key_hash(&key);
    const gazetteer_place *p =
        hash && gazetteer_find(g, hash, &first) ? gazetteer_at(g, first) : NULL;
    return p && (p->population >= large || p->kind <= PLACE_REGION);
}

// "Erdoğan Ankara'da konuştu": what is said to be in, at or from there is a name of its
// own.
bool tongue_in_place(const finder *f, uint32_t i)
{
    static const char *const endings[] = {"da",  "de",  "ta",  "te",
                                          "dan", "den", "tan", "ten"};
    slice folded = f->t->tokens[i].folded;
    if (!f->own || f->own[i].len + 1 >= folded.len || f->own[i].ptr != folded.ptr)
        return false;
    return IN_LIST(
        slice_of(folded.ptr + f->own[i].len + 1, folded.len - f->own[i].len - 1),
        endings);
}
