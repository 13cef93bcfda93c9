#include "facts/arabic_figures.h"

#include "base/lists.h"

/* What befell those counted, by the noun or verb before the number: "مقتل 34 شخصا". */
static const struct {
    const char *word, *fate;
} befell[] = {
    {"مقتل", "قتلوا"},     {"قتل", "قتلوا"},      {"مصرع", "قتلوا"},
    {"وفاة", "توفوا"},     {"توفي", "توفوا"},     {"استشهاد", "قتلوا"},
    {"اصابة", "جرحوا"},    {"اصيب", "جرحوا"},     {"جرح", "جرحوا"},
    {"فقدان", "فقدوا"},    {"اعتقال", "اعتقلوا"}, {"توقيف", "اعتقلوا"},
    {"اعتقلت", "اعتقلوا"}, {"احتجاز", "اعتقلوا"},
};

// "الى 34", "نحو 34": between the word and its number.
static const char *const between[] = {"نحو", "حوالي", "اكثر", "اقل", "من",
                                      "عن",  "ما",    "لا",   "يقل", "قرابة"};
static const char *const no_nouns[] = {"في",   "على", "من", "الى", "عن",
                                       "خلال", "او",  "ان", "مع",  "منذ"};

static bool word_at(const text *t, uint32_t i)
{
    return i < t->n_tokens && t->tokens[i].kind == TOKEN_WORD &&
           arabic_is(t->tokens[i].folded);
}

static slice fate_before(const text *t, uint32_t first)
{
    enum { REACH = 5, LETTER = 2 };
    for (uint32_t i = first; i > 0 && first - i < REACH; i--) {
        slice w = t->tokens[i - 1].folded;
        if (!word_at(t, i - 1) || t->tokens[i - 1].sentence != t->tokens[first].sentence)
            break;
        for (int bare = 0; bare < 2; bare++) {
            for (size_t k = 0; k < sizeof befell / sizeof *befell; k++)
                if (slice_eq_str(w, befell[k].word))
                    return slice_of_str(befell[k].fate);
            if (w.len <= LETTER || !slice_starts(w, SLICE("و")))
                break;
            w = slice_of(w.ptr + LETTER, w.len - LETTER); // "and the wounding of"
        }
        if (!IN_LIST(t->tokens[i - 1].folded, between))
            break;
    }
    return SLICE("");
}

bool arabic_counted(const figure_text *f, uint32_t before, uint32_t at, counted *to)
{
    const text *t = f->t;
    bool noun = word_at(t, at) && t->tokens[at].sentence == t->tokens[before].sentence;
    slice fate = fate_before(t, before);
    if (!noun && !(fate.len && before > 0 && word_at(t, before - 1)))
        return false;
    *to = (counted){.first = at, .last = at, .fate = fate};
    if (noun && !IN_LIST(t->tokens[at].folded, no_nouns))
        to->last = at + 1;
    return true;
}
