#include "facts/arabic.h"

#include "base/buf.h"
#include "base/lists.h"
#include "base/utf8.h"

/* Words as text_fold() leaves them: no marks, no hamza on a letter. */

// Before a name, with what it is for between: "وزير الخارجية سيرغي".
static const char *const titles[] = {
    "الرييس",    "رييس",    "وزير",     "وزيرة",  "اللواء", "الفريق",  "العميد",
    "العقيد",    "الجنرال", "القايد",   "قايد",   "الملك",  "الامير",  "امير",
    "الشيخ",     "الدكتور", "الدكتورة", "السيد",  "السيدة", "المتحدث", "متحدث",
    "المتحدثة",  "المبعوث", "مبعوث",    "السفير", "سفير",   "النايب",  "المستشار",
    "المستشارة", "الناشط",  "الناشطة",  "الصحفي", "الباحث", "الباحثة", "المحلل",
    "المحافظ",   "محافظ",   "زعيم",     "نظيره",  "الوزير", "الناطق",  "القس",
    "البابا",    "المدير",  "مدير",     "الكاتب", "الخبير", "الرقيب",  "الاميرال",
    "المشير",    "مفوض",    "السيناتور"};

// Heads of bodies: what follows with the article belongs to them.
static const char *const heads[] = {"وزارة", "جيش",   "قوات",   "منظمة", "هيية",  "مجلس",
                                    "محكمة", "وكالة", "شركة",   "جامعة", "لجنة",  "موسسة",
                                    "بنك",   "اتحاد", "مستشفى", "قناة",  "صحيفة", "كتايب",
                                    "حركة",  "حزب",   "جبهة",   "تنظيم", "كتيبة", "لواء"};
// Of these, those that go by one word without the article: "حركة حماس".
static const char *const movements[] = {"حركة", "حزب", "جبهة", "تنظيم", "قناة", "صحيفة"};
// Bodies that have the article themselves.
static const char *const bodies[] = {"الامم",  "الاتحاد", "الجيش", "البنك",
                                     "الصليب", "الهلال",  "الحرس", "الجامعة"};

static const char *const before_places[] = {
    "في",  "من",     "الى",   "شمال",  "جنوب", "شرق",  "غرب", "وسط",  "قرب",
    "نحو", "باتجاه", "شمالي", "جنوبي", "شرقي", "غربي", "بين", "خارج", "داخل"};
static const char *const place_nouns[] = {"مدينة",   "بلدة",  "قرية",  "محافظة",
                                          "منطقة",   "ولاية", "اقليم", "مدينتي",
                                          "العاصمة", "مطار",  "ميناء", "مخيم"};

// What ends a name: small words, verbs, times.
static const char *const stops[] = {
    "في",      "من",      "الى",      "على",      "عن",      "مع",      "ان",
    "إن",      "ما",      "لا",       "لم",       "لن",      "قد",      "كان",
    "كانت",    "هو",      "هي",       "هذا",      "هذه",     "ذلك",     "تلك",
    "الذي",    "التي",    "الذين",    "بعد",      "قبل",     "خلال",    "منذ",
    "حتى",     "حول",     "ضد",       "بين",      "عند",     "لدى",     "غير",
    "كل",      "بعض",     "اي",       "او",       "ثم",      "لكن",     "بل",
    "اذا",     "حيث",     "كما",      "قال",      "قالت",    "اعلن",    "اعلنت",
    "اكد",     "اكدت",    "صرح",      "صرحت",     "اضاف",    "اضافت",   "اوضح",
    "اشار",    "اشارت",   "ذكر",      "ذكرت",     "كشف",     "وصل",     "التقى",
    "بحث",     "دعا",     "دعت",      "زار",      "اجرى",    "رفض",     "نفى",
    "نفت",     "طالب",    "حذر",      "حذرت",     "شدد",     "راى",     "اعتبر",
    "افاد",    "افادت",   "تعهد",     "امر",      "اليوم",   "امس",     "غدا",
    "الاحد",   "الاثنين", "الثلاثاء", "الاربعاء", "الخميس",  "الجمعة",  "السبت",
    "الماضي",  "الماضية", "المقبل",   "المقبلة",  "الجاري",  "الحالي",  "الحالية",
    "السابق",  "السابقة", "الاول",    "الاولى",   "نفسه",    "ايضا",    "شخصيا",
    "امام",    "تحت",     "فوق",      "دون",      "بدون",    "عدة",     "عدد",
    "اكثر",    "اقل",     "نحو",      "جراء",     "عقب",     "بسبب",    "رغم",
    "وفق",     "وفقا",    "بحسب",     "عبر",      "ضمن",     "اثر",     "مصدر",
    "مصادر",   "مسوول",   "مسوولون",  "شهود",     "سكان",    "بيان",    "تصريح",
    "قوات",    "وزير",    "رييس",     "نايب",     "مقتل",    "هجوم",    "لقاء",
    "زيارة",   "اجتماع",  "جديد",     "جديدة",    "كبير",    "كبيرة",   "صغيرة",
    "صغير",    "اخرى",    "اخر",      "عام",      "عاما",    "يوم",     "سنة",
    "شهر",     "ساعة",    "مساء",     "صباح",     "جزء",     "طريق",    "وقت",
    "المدينة", "البلدة",  "القرية",   "المنطقة",  "الولاية", "العاصمة", "الوسط",
    "الشمال",  "الجنوب",  "الشرق",    "الغرب",    "الحدود",  "الدولة",  "البلاد",
    "الحكومة", "الجيش",   "القوات",   "المستشفى"};

// Inside a name, before more of it.
static const char *const particles[] = {"بن", "ابن", "ابو", "ابي", "بو",
                                        "ال", "عبد", "ام",  "بنت"};

// Names that begin like a verb of the present.
static const char *const not_verbs[] = {
    "ياسر",       "يوسف",  "ياسين", "يحيى", "يونس",  "يعقوب",  "يزيد",    "يوري",
    "يانوكوفيتش", "يلماظ", "تيم",   "توني", "توماس", "تشارلز", "تامر",    "تركي",
    "تميم",       "نبيل",  "نادر",  "ناصر", "نوري",  "نزار",   "نتنياهو", "نيكولاس"};

static bool has_article(slice folded)
{
    return folded.len > 6 && slice_starts(folded, SLICE("ال"));
}

static bool is_stop(slice folded)
{
    enum { LETTER = 2, SHORTEST_VERB = 4 * LETTER };
    if (IN_LIST(folded, stops) || folded.len < 2 * LETTER)
        return true;
    bool present = slice_starts(folded, SLICE("ي")) && folded.len >= SHORTEST_VERB;
    return present && !IN_LIST(folded, not_verbs);
}

/* Lookups
 * ------------------------------------------------------------------------------------ */

static const gazetteer_place *place_of(const gazetteer *g, slice folded)
{
    gazetteer_key key = {.n = 0};
    uint32_t first;
    if (!g)
        return NULL;
    gazetteer_key_add(&key, folded);
    uint64_t hash = gazetteer_key_hash(&key);
    return hash && gazetteer_find(g, hash, &first) ? gazetteer_at(g, first) : NULL;
}

static bool is_known_place(const gazetteer *g, const name_words *words, slice folded)
{
    return name_words_country(words, folded) || place_of(g, folded) != NULL;
}

static slice behind(slice folded, size_t n)
{
    return slice_of(folded.ptr + n, folded.len - n);
}

slice arabic_bare(const gazetteer *g, const name_words *words, slice folded)
{
    enum { LETTER = 2, SHORTEST = 3 * LETTER };
    if (!arabic_is(folded) || is_known_place(g, words, folded))
        return folded;
    slice rest = folded;
    bool and = slice_starts(rest, SLICE("و")) || slice_starts(rest, SLICE("ف"));
    for (int clitics = 0; clitics < 2; clitics++) {
        bool one = clitics == 0 ? and
                                : slice_starts(rest, SLICE("ب")) ||
                                      slice_starts(rest, SLICE("ل")) ||
                                      slice_starts(rest, SLICE("ك"));
        if (!one || rest.len < SHORTEST + LETTER)
            continue;
        // "للعراق": two letters for "to" and the article
        rest = behind(rest, LETTER);
        if (is_known_place(g, words, rest))
            return rest;
    }
    return folded;
}

slice arabic_latin(arena *out, slice folded)
{
    static const struct {
        uint32_t letter;
        const char *latin;
    } letters[] = {
        {0x627, "a"},  {0x628, "b"},  {0x62a, "t"},  {0x62b, "th"}, {0x62c, "j"},
        {0x62d, "h"},  {0x62e, "kh"}, {0x62f, "d"},  {0x630, "dh"}, {0x631, "r"},
        {0x632, "z"},  {0x633, "s"},  {0x634, "sh"}, {0x635, "s"},  {0x636, "d"},
        {0x637, "t"},  {0x638, "z"},  {0x639, "a"},  {0x63a, "gh"}, {0x641, "f"},
        {0x642, "q"},  {0x643, "k"},  {0x644, "l"},  {0x645, "m"},  {0x646, "n"},
        {0x647, "h"},  {0x629, "a"},  {0x649, "a"},  {0x621, ""},   {0x67e, "p"},
        {0x686, "ch"}, {0x6a4, "v"},  {0x6af, "g"},  {0x6a9, "k"},  {0x6cc, "i"},
        {0x698, "zh"}, {0x6c1, "h"},  {0x6d5, "a"},  {0x640, ""}};
    buf latin;
    buf_init(&latin, out);
    bool first = true;
    for (size_t at = 0; at < folded.len; first = false) {
        uint32_t c = utf8_next(folded, &at);
        if (c == 0x648 || c == 0x64a) { // long vowels, but at the start
            buf_add(&latin, c == 0x648 ? (first ? SLICE("w") : SLICE("u"))
                                       : (first ? SLICE("y") : SLICE("i")));
            continue;
        }
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            if (letters[i].letter == c)
                buf_add(&latin, slice_of_str(letters[i].latin));
    }
    return buf_slice(&latin);
}

/* What the pile has
 * ------------------------------------------------------------------------------------ */

static bool word_at(const finder *f, uint32_t i)
{
    return i < f->t->n_tokens && f->t->tokens[i].kind == TOKEN_WORD &&
           arabic_is(f->t->tokens[i].folded);
}

static slice at(const finder *f, uint32_t i)
{
    return f->t->tokens[i].folded;
}

static uint64_t pair_of(const finder *f, uint32_t i)
{
    return hash_mix(f->t->tokens[i].hash, f->t->tokens[i + 1].hash);
}

static uint32_t count_of(const finder *f, uint64_t key)
{
    const uint32_t *n = hash_table_get(&f->arabic, key);
    return n ? *n : 0;
}

static bool same_sentence(const finder *f, uint32_t i, uint32_t k)
{
    return k < f->t->n_tokens && f->t->tokens[k].sentence == f->t->tokens[i].sentence;
}

static bool ends_at(const finder *f, uint32_t i, uint32_t k)
{
    return !same_sentence(f, i, k) || !word_at(f, k) || is_stop(at(f, k));
}

// Where the name behind the title at i starts; i where there is none.
static uint32_t behind_title(const finder *f, uint32_t i)
{
    enum { BETWEEN = 5 };
    uint32_t k = i + 1;
    bool of = false; // "المتحدث باسم الحكومة"
    for (; k <= i + BETWEEN && same_sentence(f, i, k) && word_at(f, k); k++) {
        bool name_of = IN_LIST(at(f, k), heads) || slice_eq(at(f, k), SLICE("باسم"));
        of = of || name_of;
        if (!has_article(at(f, k)) && !name_of)
            break;
    }
    // the word before a title says what it is for: never a name itself
    return k > i && same_sentence(f, i, k) && word_at(f, k) && !is_stop(at(f, k)) &&
                   !has_article(at(f, k))
               ? k
               : i;
}

// "زيارة", "الاثنين": no part of a name behind its first word.
static bool is_no_part(const finder *f, uint32_t i)
{
    return is_stop(at(f, i)) || IN_LIST(at(f, i), titles) ||
           slice_ends(at(f, i), SLICE("ة"));
}

// A surname with the article: something ends it, or the pile has it again.
static bool is_surname_with_article(const finder *f, uint32_t k, uint32_t i)
{
    return has_article(at(f, i)) && !is_stop(at(f, i)) &&
           (ends_at(f, k, i + 1) || count_of(f, f->t->tokens[i].hash) > 1);
}

/* The end of the name of a person that starts at k. What runs on for more than three
 * words is more than a name: of that only what the pile has more than once. */
static uint32_t person_end(const finder *f, uint32_t k)
{
    enum { WORDS = 3, LONGEST = 6 };
    uint32_t e = k, n = 0, again = k;
    for (; e < k + LONGEST && same_sentence(f, k, e) && word_at(f, e); e++) {
        bool particle = IN_LIST(at(f, e), particles);
        if (e > k && has_article(at(f, e))) {
            if (is_surname_with_article(f, k, e))
                return e + 1;
            break;
        }
        bool pair = e > k && count_of(f, pair_of(f, e - 1)) > 1;
        if ((e > k ? is_no_part(f, e) : is_stop(at(f, e))) ||
            (e > k && slice_starts(at(f, e), SLICE("و")) && !pair))
            break;
        n += !particle;
        if (pair && again == e)
            again = e + 1;
        again = e == k ? k + 1 : again;
    }
    if (n > WORDS)
        e = again;
    while (e > k && IN_LIST(at(f, e - 1), particles))
        e--;
    bool alone = e == k + 1 && !ends_at(f, k, e) && count_of(f, f->t->tokens[k].hash) < 2;
    return alone ? k : e;
}

// The body headed by the word at i; its end, or i.
static uint32_t body_end(const finder *f, uint32_t i)
{
    enum { WORDS = 3 };
    bool definite = IN_LIST(at(f, i), bodies);
    if (!definite && !IN_LIST(at(f, i), heads))
        return i;
    uint32_t e = i + 1;
    while (e <= i + WORDS && same_sentence(f, i, e) && word_at(f, e) &&
           has_article(at(f, e)) && !is_stop(at(f, e)) && !(definite && e > i + 1))
        e++;
    // "حزب الله" has it in four letters
    if (e == i + 1 && same_sentence(f, i, e) && word_at(f, e) &&
        slice_eq(at(f, e), SLICE("الله")))
        e++;
    bool movement = IN_LIST(at(f, i), movements);
    if (e == i + 1 && movement && same_sentence(f, i, e) && word_at(f, e) &&
        !is_stop(at(f, e)) && count_of(f, pair_of(f, i)) > 1)
        e++;
    return e > i + 1 ? e : i;
}

static bool has_clitic(const finder *f, uint32_t i, slice bare)
{
    return bare.len < at(f, i).len &&
           (slice_starts(at(f, i), SLICE("ب")) || slice_starts(at(f, i), SLICE("وب")));
}

// A place at i; its end, or i.
static uint32_t place_end(const finder *f, uint32_t i)
{
    enum { WORDS = 3 };
    const gazetteer *g = f->set->in->gazetteer;
    const name_words *words = &f->set->words;
    slice bare = arabic_bare(g, words, at(f, i));
    if (is_stop(bare) || bare.len < 6)
        return i;
    if (name_words_country(words, bare))
        return i + 1;
    bool noun = i > 0 && same_sentence(f, i, i - 1) && IN_LIST(at(f, i - 1), place_nouns);
    bool cue = has_clitic(f, i, bare) || (i > 0 && same_sentence(f, i, i - 1) &&
                                          IN_LIST(at(f, i - 1), before_places));
    gazetteer_key key = {.n = 0};
    uint32_t end = i;
    for (uint32_t k = i; g && k < i + WORDS && same_sentence(f, i, k) && word_at(f, k);
         k++) {
        const uint32_t large = 500000, middling = 20000;
        uint32_t first;
        gazetteer_key_add(&key, k == i ? bare : at(f, k));
        uint64_t hash = gazetteer_key_hash(&key);
        const gazetteer_place *p =
            hash && gazetteer_find(g, hash, &first) ? gazetteer_at(g, first) : NULL;
        if (!p)
            continue;
        bool enough = noun || (cue && (k > i || p->population >= middling)) ||
                      (p->population >= large && k == i && bare.len >= 8);
        if (enough)
            end = k + 1;
    }
    return end;
}

void arabic_look(finder *f)
{
    for (uint32_t i = 0; i < f->t->n_tokens; i++) {
        if (!word_at(f, i))
            continue;
        ++*hash_table_put(&f->arabic, f->t->tokens[i].hash, NULL);
        if (word_at(f, i + 1))
            ++*hash_table_put(&f->arabic, pair_of(f, i), NULL);
    }
    for (uint32_t i = 0; i < f->t->n_tokens; i++) {
        if (!word_at(f, i) || !IN_LIST(at(f, i), titles))
            continue;
        uint32_t k = behind_title(f, i), e = k > i ? person_end(f, k) : k;
        if (e > k + 1) // the surname of a full name
            *hash_table_put(&f->arabic, hash_mix(1, f->t->tokens[e - 1].hash), NULL) = 1;
    }
}

static void emit(finder *f, uint32_t title, uint32_t first, uint32_t last,
                 entity_kind kind)
{
    vec_push(f->set->tmp, &f->set->mentions,
             (name_mention){f->article, title, first, last, 0, (uint8_t)(kind + 1)});
}

uint32_t arabic_at(finder *f, uint32_t i)
{
    if (IN_LIST(at(f, i), titles)) {
        uint32_t k = behind_title(f, i), e = k > i ? person_end(f, k) : k;
        if (e > k) {
            emit(f, i, k, e, ENTITY_PERSON);
            return e;
        }
    }
    uint32_t e = body_end(f, i);
    if (e > i) {
        emit(f, i, i, e, ENTITY_ORGANISATION);
        return e;
    }
    // the surname of somebody whom the pile has with a title
    if (at(f, i).len >= 8 && !is_stop(at(f, i)) &&
        count_of(f, hash_mix(1, f->t->tokens[i].hash))) {
        uint32_t first = i;
        emit(f, first, first, i + 1, ENTITY_PERSON);
        return i + 1;
    }
    e = place_end(f, i);
    if (e > i) {
        emit(f, i, i, e, ENTITY_PLACE);
        return e;
    }
    return i;
}
