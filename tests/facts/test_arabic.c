// Statements, dates and figures in Arabic. The events are invented.
#include "facts/arabic_dates.h"
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>

typedef struct {
    arena a;
    article one;
    text t;
    uint32_t none[2];
    names_result names;
    dates_result dates;
    statements_result found;
} read;

static void read_text(read *r, const char *words)
{
    *r = (read){0};
    arena_init(&r->a);
    slice bytes = slice_of_str(words);
    span whole = {0, (uint32_t)bytes.len};
    text_split(&r->a, bytes, &whole, 1, SLICE("ar"), &r->t);
    r->names.first_of = r->dates.first_of = r->none;
    facts_input in = {.articles = &r->one, .texts = &r->t, .n_articles = 1};
    facts_statements(&r->a, &in, &r->names, &r->dates, &r->found);
}

static slice words_of(const read *r, uint32_t first, uint32_t last)
{
    return last > first ? slice_in(r->t.bytes, text_span(&r->t, first, last)) : SLICE("");
}

typedef struct {
    const char *text, *source, *cue, *content;
    stance is;
    uint32_t which; // of the attributed ones
} said;

static void who_says_what(void **state)
{
    (void)state;
    static const said list[] = {
        // the verb, who, that
        {"قال المتحدث باسم الميناء رامي فارون، اليوم الخميس، إن السفن عادت إلى الأرصفة.",
         "المتحدث باسم الميناء رامي فارون", "قال", "إن السفن عادت إلى الأرصفة",
         STANCE_ASSERTS, 0},
        // who spoke before goes on
        {"قالت سلمى درويش إن الجسر مفتوح. وأضافت: «لن نغادر بيوتنا».", "سلمى درويش",
         "وأضافت", "«لن نغادر بيوتنا»", STANCE_ASSERTS, 1},
        // a denial
        {"ونفت لجنة الوادي أن تكون قد خسرت البلدة.", "لجنة الوادي", "ونفت",
         "أن تكون قد خسرت البلدة", STANCE_DENIES, 0},
        {"نفى الجيش استهداف السوق.", "الجيش", "نفى", "استهداف السوق", STANCE_DENIES, 0},
        // a deed instead of a clause
        {"أعلنت وزارة الصحة مقتل 34 شخصا.", "وزارة الصحة", "أعلنت", "مقتل 34 شخصا",
         STANCE_ASSERTS, 0},
        // another voice takes over
        {"أكد الحاكم أن الطريق آمن، فيما قال سكان إن الطريق مغلق.", "الحاكم", "أكد",
         "أن الطريق آمن", STANCE_ASSERTS, 0},
        {"أكد الحاكم أن الطريق آمن، فيما قال سكان إن الطريق مغلق.", "سكان", "قال",
         "إن الطريق مغلق", STANCE_ASSERTS, 1},
        // the quotation first; to whom it was said is left out
        {"\"لن نغادر بيوتنا\"، قالت المعلمة سلمى درويش لوكالة هاليارد.",
         "المعلمة سلمى درويش", "قالت", "\"لن نغادر بيوتنا\"", STANCE_ASSERTS, 0},
        // according to
        {"وبحسب مسؤول محلي، فإن المياه وصلت إلى الطابق الثاني.", "مسؤول محلي", "وبحسب",
         "فإن المياه وصلت إلى الطابق الثاني", STANCE_ASSERTS, 0},
        {"وصلت المياه إلى السوق، وفقا لسكان البلدة.", "لسكان البلدة", "وفقا",
         "وصلت المياه إلى السوق", STANCE_ASSERTS, 0},
        // claims
        {"زعم القائد أن رجاله يسيطرون على الجسر.", "القائد", "زعم",
         "أن رجاله يسيطرون على الجسر", STANCE_HEDGES, 0},
        {"لم يؤكد الجيش أن البلدة سقطت.", "الجيش", "يؤكد", "أن البلدة سقطت",
         STANCE_HEDGES, 0},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        read r;
        read_text(&r, list[i].text);
        const statement *s = NULL;
        uint32_t n = 0;
        for (uint32_t k = 0; k < r.found.n_statements && !s; k++)
            if (!r.found.statements[k].own_voice && n++ == list[i].which)
                s = &r.found.statements[k];
        if (!s)
            fail_msg("no statement %u in: %s", list[i].which, list[i].text);
        slice source = words_of(&r, s->source_first, s->source_last);
        slice cue = words_of(&r, s->cue_first, s->cue_last);
        slice content =
            words_of(&r, s->content[0].first, s->content[s->n_content - 1].last);
        if (!slice_eq_str(source, list[i].source) || !slice_eq_str(cue, list[i].cue) ||
            !slice_eq_str(content, list[i].content) || s->stance != list[i].is)
            fail_msg("%s\n  got %.*s | %.*s | %.*s | %d", list[i].text, (int)source.len,
                     source.ptr, (int)cue.len, cue.ptr, (int)content.len, content.ptr,
                     (int)s->stance);
        arena_deinit(&r.a);
    }
}

// Nothing is said here: verbs without "that", nouns that look like verbs.
static void who_says_nothing(void **state)
{
    (void)state;
    static const char *const list[] = {"عادت السفن إلى الأرصفة صباح اليوم.",
                                       "كتب الطالب رسالة طويلة.",
                                       "لفت انتباه الناس.",
                                       "وقال.",
                                       "بحسب",
                                       "أعلن"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        read r;
        read_text(&r, list[i]);
        for (uint32_t k = 0; k < r.found.n_statements; k++)
            if (!r.found.statements[k].own_voice)
                fail_msg("%s", list[i]);
        arena_deinit(&r.a);
    }
}

static void months_and_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        date_kind kind;
        int year, month, day, n;
    } list[] = {
        {"في 14 مارس 2019 وصل الوفد", DATE_DAY, 2019, 3, 14, 0},
        {"في ٢ تشرين الثاني ٢٠٢٠ وصل الوفد", DATE_DAY, 2020, 11, 2, 0},
        {"في 3 كانون الثاني وصل الوفد", DATE_MONTH_DAY, 0, 1, 3, 0},
        {"في 5 آذار/مارس وصل الوفد", DATE_MONTH_DAY, 0, 3, 5, 0},
        {"منذ حزيران 2021 وصل الوفد", DATE_YEAR_MONTH, 2021, 6, 0, 0},
        {"في عام 2017 وصل الوفد", DATE_YEAR, 2017, 0, 0, 0},
        {"يوم 14/3/2019 وصل الوفد", DATE_DAY, 2019, 3, 14, 0},
        {"وصل الوفد أمس الأربعاء", DATE_OFFSET, 0, 0, 0, -1},
        {"وصل الوفد الأسبوع الماضي", DATE_OFFSET, 0, 0, 0, -1},
        {"يصل الوفد الشهر المقبل", DATE_OFFSET, 0, 0, 0, 1},
        {"وصل الوفد الخميس", DATE_WEEKDAY, 0, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        read r;
        date_expressions found = {0};
        read_text(&r, list[i].text);
        arabic_dates_find(&r.a, 0, &r.t, &found);
        if (found.n != 1 || found.v[0].kind != list[i].kind ||
            found.v[0].year != list[i].year || found.v[0].month != list[i].month ||
            found.v[0].day != list[i].day || found.v[0].n != list[i].n)
            fail_msg("%s: %u found, kind %d, %d-%d-%d, %d", list[i].text, found.n,
                     found.n ? (int)found.v[0].kind : -1, found.n ? found.v[0].year : 0,
                     found.n ? found.v[0].month : 0, found.n ? found.v[0].day : 0,
                     found.n ? found.v[0].n : 0);
        arena_deinit(&r.a);
    }
}

// Spans stay within the text and in order, whatever the words are.
static void any_words(void **state)
{
    (void)state;
    static const char *const words[] = {
        "قال", "وقال", "إن",  "أن",   "بحسب", "وفق",   "«",  "»",   "\"",   ":",
        "،",   ".",    "نفى", "مقتل", "فيما", "الجيش", "34", "أمس", "مارس", "كما"};
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        char words_said[1024];
        size_t n = 0;
        for (int k = 0; k < 30; k++) {
            seed = seed * 1664525u + 1013904223u;
            const char *w = words[(seed >> 8) % (sizeof words / sizeof *words)];
            n += (size_t)snprintf(words_said + n, sizeof words_said - n, "%s ", w);
        }
        read r;
        read_text(&r, words_said);
        for (uint32_t k = 0; k < r.found.n_statements; k++) {
            const statement *s = &r.found.statements[k];
            assert_true(s->n_content > 0);
            for (uint32_t p = 0; p < s->n_content; p++)
                assert_true(s->content[p].first < s->content[p].last &&
                            s->content[p].last <= r.t.n_tokens);
            assert_true(s->source_first <= s->source_last &&
                        s->source_last <= r.t.n_tokens);
        }
        arena_deinit(&r.a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_says_what),
        cmocka_unit_test(who_says_nothing),
        cmocka_unit_test(months_and_days),
        cmocka_unit_test(any_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
