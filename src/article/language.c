#include "article/page.h"
#include "base/utf8.h"

#include <string.h>

/* A light guess: which language's function words the text is full of. */

enum { LOOK_BYTES = 8000, N_LANGUAGES = 7 };

static const struct {
    const char *tag;
    const char *words[24];
} languages[N_LANGUAGES] = {
    {"en", {"the",  "of",    "and", "to",   "in",  "that", "is",   "was",
            "for",  "with",  "his", "said", "are", "have", "were", "from",
            "they", "which", "had", "not",  "by",  "been"}},
    {"de", {"der",  "die", "das",  "und",    "den", "von",  "zu",    "mit",
            "sich", "des", "auf",  "ist",    "im",  "dem",  "nicht", "ein",
            "eine", "als", "auch", "werden", "hat", "wurde"}},
    {"fr",
     {"le",  "les", "des", "et",   "est", "une", "du",    "dans", "que", "qui", "pour",
      "sur", "pas", "au",  "avec", "par", "ont", "cette", "sont", "été", "aux", "il"}},
    {"es",
     {"el", "los",  "las", "del", "que",  "y",    "una", "por", "con",   "para",  "se",
      "su", "como", "más", "fue", "este", "pero", "han", "sus", "según", "entre", "al"}},
    {"it", {"il",    "di",    "che", "della", "e",    "un",  "per", "con",
            "non",   "sono",  "nel", "gli",   "alla", "dei", "una", "è",
            "delle", "anche", "ha",  "stato", "dal",  "più"}},
    {"pt", {"o",   "os",  "do", "da", "dos", "das", "que",  "e",   "um",  "uma", "para",
            "com", "não", "em", "no", "na",  "por", "mais", "são", "foi", "ao",  "pela"}},
    {"nl", {"de",   "het",  "een",  "van",  "en",    "dat",  "op", "te",
            "zijn", "voor", "met",  "niet", "aan",   "er",   "om", "ook",
            "bij",  "werd", "naar", "uit",  "heeft", "wordt"}},
};

static slice by_script(slice text)
{
    unsigned letters = 0, cyrillic = 0, arabic = 0, han = 0, kana = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t c = utf8_next(text, &at);
        letters += (c | 0x20) - 'a' < 26 || c > 0xbf;
        cyrillic += c >= 0x400 && c < 0x530;
        arabic += c >= 0x600 && c < 0x700;
        han += c >= 0x4e00 && c < 0xa000;
        kana += c >= 0x3040 && c < 0x3100;
    }
    if (cyrillic * 2 > letters)
        return SLICE("ru");
    if (arabic * 2 > letters)
        return SLICE("ar");
    if (kana * 10 > letters)
        return SLICE("ja");
    return han * 2 > letters ? SLICE("zh") : slice_of("", 0);
}

slice language_guess(slice text)
{
    if (text.len > LOOK_BYTES)
        text.len = LOOK_BYTES;
    slice script = by_script(text);
    if (script.len)
        return script;
    unsigned hits[N_LANGUAGES] = {0}, words = 0;
    slice word;
    for (size_t at = 0; shape_next_word(text, &at, &word);) {
        slice core = shape_core(word);
        words++;
        for (size_t l = 0; l < N_LANGUAGES && core.len < 8; l++)
            for (size_t i = 0; languages[l].words[i]; i++)
                hits[l] += slice_eq_nocase(core, slice_of_str(languages[l].words[i]));
    }
    size_t best = 0, second = 1;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (hits[l] > hits[best])
            best = l;
    second = best == 0;
    for (size_t l = 0; l < N_LANGUAGES; l++)
        if (l != best && hits[l] > hits[second])
            second = l;
    // Nine words in a hundred, and clearly more than of the next language
    if (words < 8 || hits[best] * 11 < words || hits[best] * 4 < hits[second] * 5)
        return slice_of("", 0);
    return slice_of_str(languages[best].tag);
}
