#include "facts/arabic_says.h"

#include "base/lists.h"

/* Words as text_fold() leaves them: no hamza on a letter, "ان" for all of its kinds. */

typedef struct {
    const char *base, *other; // he said; a form that the endings do not make, or NULL
    stance is;
} said_verb;

static const said_verb verbs[] = {
    {"قال", "يقول", STANCE_ASSERTS},  {"اعلن", "يعلن", STANCE_ASSERTS},
    {"اكد", "يوكد", STANCE_ASSERTS},  {"صرح", NULL, STANCE_ASSERTS},
    {"ذكر", NULL, STANCE_ASSERTS},    {"اضاف", "يضيف", STANCE_ASSERTS},
    {"اوضح", "يوضح", STANCE_ASSERTS}, {"افاد", "يفيد", STANCE_ASSERTS},
    {"اشار", "يشير", STANCE_ASSERTS}, {"كشف", NULL, STANCE_ASSERTS},
    {"شدد", NULL, STANCE_ASSERTS},    {"حذر", "يحذر", STANCE_ASSERTS},
    {"ابلغ", NULL, STANCE_ASSERTS},   {"اعتبر", "يعتبر", STANCE_ASSERTS},
    {"لفت", NULL, STANCE_ASSERTS},    {"تابع", NULL, STANCE_ASSERTS},
    {"كتب", NULL, STANCE_ASSERTS},    {"راى", "رات", STANCE_ASSERTS},
    {"اعترف", NULL, STANCE_CONFIRMS}, {"اقر", NULL, STANCE_CONFIRMS},
    {"زعم", "يزعم", STANCE_HEDGES},   {"ادعى", "ادعت", STANCE_HEDGES},
    {"توقع", NULL, STANCE_HEDGES},    {"رجح", NULL, STANCE_HEDGES},
    {"نفى", "نفت", STANCE_DENIES},    {"انكر", NULL, STANCE_DENIES},
};

static const char *const endings[] = {"", "ت", "وا", "ا", "تا"};

// "ان", "انه", "بانها": what is said follows.
static const char *const that_words[] = {"ان",  "انه",  "انها",  "انهم",  "اننا",
                                         "بان", "بانه", "بانها", "باننا", "انني"};

// What a verb without "ان" speaks of: a deed, as a noun.
static const char *const deeds[] = {
    "مقتل",    "اصابة",   "وفاة",     "سقوط",      "ارتفاع", "صحة",   "استهداف", "وجود",
    "السيطرة", "سيطرته",  "تحرير",    "استعادة",   "فتح",    "اغلاق", "وقف",     "دخول",
    "انسحاب",  "مسوولية", "مسووليته", "مسووليتها", "اي",     "بدء",   "انتهاء",  "قصف",
    "توقيف",   "اعتقال",  "العثور",   "خسارة",     "حدوث",   "تورط",  "رفض",     "الغاء"};

// Behind the source: when, where, how and to whom it was said.
static const char *const behind_source[] = {
    "اليوم",  "امس",    "غدا",   "الاحد",  "الاثنين",  "الثلاثاء", "الاربعاء",
    "الخميس", "الجمعة", "السبت", "مساء",   "صباح",     "للصحفيين", "للصحافيين",
    "لوكالة", "لصحيفة", "لقناة", "لاذاعة", "لتلفزيون", "لموقع",    "لاحقا",
    "ايضا",   "ردا",    "خلال",  "عقب",    "بعد",      "قبل",      "عبر",
    "يوم",    "في",     "فيما",  "بينما",  "قوله",     "قولها",    "على"};

static const char *const joins[] = {"فيما", "بينما", "كما", "لكن", "وقد", "حين", "حيث"};

bool arabic_is_text(const text *t)
{
    enum { LOOK = 200 };
    uint32_t n = 0, n_words = 0;
    for (uint32_t i = 0; i < t->n_tokens && n_words < LOOK; i++) {
        if (t->tokens[i].kind != TOKEN_WORD)
            continue;
        n_words++;
        n += arabic_is(t->tokens[i].folded);
    }
    return n * 2 > n_words;
}

static slice word_at(const scan *s, uint32_t i)
{
    return i < s->t->n_tokens ? s->t->tokens[i].folded : SLICE("");
}

static bool is_form(slice w, const said_verb *v)
{
    slice base = slice_of_str(v->base);
    if (v->other && slice_eq_str(w, v->other))
        return true;
    // "يقول", "تقول"
    if (v->other && slice_starts(w, SLICE("ت")) &&
        slice_eq(slice_of(w.ptr + 2, w.len - 2),
                 slice_of(v->other + 2, strlen(v->other) - 2)))
        return true;
    if (!slice_starts(w, base))
        return false;
    slice rest = slice_of(w.ptr + base.len, w.len - base.len);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_eq_str(rest, endings[i]))
            return true;
    return false;
}

/* The verb of saying that a word is, with "and" before it or not. */
static const said_verb *verb_of(slice w, bool *and)
{
    enum { LETTER = 2 };
    *and = false;
    for (int bare = 0; bare < 2; bare++) {
        for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
            if (is_form(w, &verbs[i]))
                return &verbs[i];
        bool clitic = slice_starts(w, SLICE("و")) || slice_starts(w, SLICE("ف"));
        if (bare || !clitic || w.len <= LETTER)
            break;
        w = slice_of(w.ptr + LETTER, w.len - LETTER);
        *and = true;
    }
    return NULL;
}

static const said_verb *verb_at(const scan *s, uint32_t i, bool *and)
{
    *and = false;
    return token_is_word(s, i) && arabic_is(word_at(s, i)) && !s->quote_of[i]
               ? verb_of(word_at(s, i), and)
               : NULL;
}

static bool is_comma(const scan *s, uint32_t i)
{
    return token_is_comma(s, i) || slice_eq(word_at(s, i), SLICE("،"));
}

// The source within [from, last): up to what tells when, where and to whom.
static range source_in(const scan *s, uint32_t from, uint32_t last)
{
    enum { LONGEST = 14 };
    range r = {from, from};
    while (r.last < last && r.last - from <= LONGEST && !is_comma(s, r.last) &&
           !s->quote_of[r.last] && token_is_word(s, r.last) &&
           !(r.last > from && IN_LIST(word_at(s, r.last), behind_source)))
        r.last++;
    bool none = r.last == from || IN_LIST(word_at(s, from), behind_source);
    return none || r.last - from > LONGEST ? (range){from, from} : r;
}

// Where what is said begins behind the verb at v; last: nowhere.
static uint32_t content_start(const scan *s, uint32_t v, uint32_t last, bool deeds_too)
{
    enum { REACH = 28 };
    uint32_t end = v + REACH < last ? v + REACH : last;
    for (uint32_t i = v + 1; i < end; i++) {
        bool other;
        if (IN_LIST(word_at(s, i), that_words) || token_opens(s, i))
            return i;
        if (token_is(s, i, ":"))
            return i + 1;
        if (deeds_too && i > v + 1 && IN_LIST(word_at(s, i), deeds))
            return i;
        if (verb_at(s, i, &other))
            break;
    }
    return last;
}

// Another voice takes over: "…، فيما قال", "… وقال".
static uint32_t content_end(const scan *s, uint32_t from, uint32_t last)
{
    for (uint32_t i = from + 1; i < last; i++) {
        bool and;
        if (!verb_at(s, i, &and))
            continue;
        uint32_t end = i;
        if (IN_LIST(word_at(s, i - 1), joins))
            end = i - 1;
        else if (!and)
            continue;
        if (end > from && IN_LIST(word_at(s, end - 1), joins)) // "في حين"
            end--;
        while (end > from + 1 && is_comma(s, end - 1))
            end--;
        return end;
    }
    while (last > from + 1 && !token_is_word(s, last - 1) && !token_closes(s, last - 1))
        last--;
    return last;
}

static attribution *add(arena *out, attribution_vec *to, attribution_kind kind,
                        range source, uint32_t cue, range content)
{
    attribution *a = vec_add(out, to);
    *a = (attribution){.kind = kind,
                       .source = source,
                       .cue = {cue, cue + 1},
                       .verb = cue,
                       .n_content = 1};
    a->content[0] = content;
    a->zone = a->cue;
    if (!range_empty(source) && source.first > cue)
        a->zone.last = source.last;
    return a;
}

/* «…», قالت X: the quotation that ends before the verb at v. */
static bool try_trailing(arena *out, const scan *s, uint32_t v, range unit,
                         attribution_vec *to)
{
    uint32_t k = v;
    if (k > unit.first && slice_eq(word_at(s, k - 1), SLICE("كما")))
        k--;
    while (k > unit.first && is_comma(s, k - 1))
        k--;
    uint32_t q = k > unit.first ? s->quote_of[k - 1] : 0;
    range source = source_in(s, v + 1, unit.last);
    if (!q || range_empty(source))
        return false;
    add(out, to, ATTRIBUTION_TRAILING, source, v, s->quotes[q - 1].at);
    return true;
}

static uint32_t try_verb(arena *out, const scan *s, uint32_t v, range unit, range *spoke,
                         attribution_vec *to)
{
    bool and;
    const said_verb *verb = verb_at(s, v, &and);
    if (!verb)
        return v + 1;
    bool deeds_too = verb->is == STANCE_DENIES ||
                     slice_starts(word_at(s, v), SLICE("اعلن")) ||
                     slice_starts(word_at(s, v), SLICE("واعلن"));
    uint32_t at = content_start(s, v, unit.last, deeds_too);
    if (at >= unit.last)
        return try_trailing(out, s, v, unit, to) ? unit.last : v + 1;
    range source = source_in(s, v + 1, at);
    if (range_empty(source) && !and&&v > unit.first)
        return v + 1; // "كما قال ان": of nobody known
    if (range_empty(source))
        source = *spoke; // "واضاف ان": whoever spoke before
    range content = {at, content_end(s, at, unit.last)};
    if (content.last <= content.first + 1)
        return v + 1;
    add(out, to, ATTRIBUTION_FORWARD, source, v, content);
    if (!range_empty(source))
        *spoke = source;
    return content.last;
}

// "بحسب X", "وفقا لX", "نقلا عن X": where X begins, or i.
static uint32_t according_at(const scan *s, uint32_t i)
{
    static const char *const one[] = {"بحسب", "وبحسب", "حسب", "وحسب", "وفق", "ووفق"};
    static const char *const before_to[] = {"وفقا", "ووفقا", "طبقا"};
    static const char *const before_of[] = {"نقلا", "ونقلا"};
    if (IN_LIST(word_at(s, i), one))
        return i + 1;
    if (IN_LIST(word_at(s, i), before_to) && slice_starts(word_at(s, i + 1), SLICE("ل")))
        return i + 1;
    if (IN_LIST(word_at(s, i), before_of) && slice_eq(word_at(s, i + 1), SLICE("عن")))
        return i + 2;
    return i;
}

static uint32_t try_according(arena *out, const scan *s, uint32_t i, range unit,
                              range *spoke, attribution_vec *to)
{
    enum { REACH = 28 };
    uint32_t from = according_at(s, i), end = from;
    static const char *const so[] = {"فان", "فانه", "فانها"};
    if (from == i)
        return i;
    while (end < unit.last && end < from + REACH && !IN_LIST(word_at(s, end), so) &&
           !IN_LIST(word_at(s, end), that_words))
        end++;
    range source = source_in(s, from, end);
    if (range_empty(source))
        return i;
    uint32_t next = source.last;
    while (next < unit.last && is_comma(s, next))
        next++;
    bool first = i == unit.first;
    range content =
        first ? (range){next, content_end(s, next, unit.last)} : (range){unit.first, i};
    while (content.last > content.first && is_comma(s, content.last - 1))
        content.last--;
    if (content.last <= content.first + 1)
        return i;
    add(out, to, first ? ATTRIBUTION_FORWARD : ATTRIBUTION_TRAILING, source, i, content);
    *spoke = source;
    return first ? content.last : unit.last;
}

void arabic_attributions_find(arena *out, const scan *s, attribution_vec *to)
{
    range spoke = {0, 0};
    for (uint32_t u = 0; u < s->n_units; u++) {
        range unit = s->units[u];
        for (uint32_t i = unit.first; i < unit.last;) {
            uint32_t next = try_according(out, s, i, unit, &spoke, to);
            i = next > i ? next : try_verb(out, s, i, unit, &spoke, to);
        }
    }
}

bool arabic_stance(const scan *s, const attribution *a, stance *to)
{
    bool and;
    if (!arabic_is(word_at(s, a->verb)))
        return false;
    const said_verb *verb = verb_of(word_at(s, a->verb), &and);
    *to = verb ? verb->is : STANCE_ASSERTS;
    // "لم يوكد ان": neither yes nor no
    bool negated = a->verb > 0 && (slice_eq(word_at(s, a->verb - 1), SLICE("لم")) ||
                                   slice_eq(word_at(s, a->verb - 1), SLICE("لا")));
    if (verb && negated)
        *to = verb->is == STANCE_DENIES ? STANCE_ASSERTS : STANCE_HEDGES;
    return true;
}

uint32_t arabic_source_entity(const names_result *names, uint32_t of_article,
                              range source)
{
    uint32_t low = names->first_of[of_article], high = names->first_of[of_article + 1];
    const uint32_t end = high;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (names->mentions[mid].at.last <= source.first)
            low = mid + 1;
        else
            high = mid;
    }
    return low < end && names->mentions[low].at.first < source.last
               ? names->mentions[low].entity
               : FACTS_NONE;
}
