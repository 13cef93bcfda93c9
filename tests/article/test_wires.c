/* Agencies and datelines in several languages. A filing place is not where it happened:
 * it stays a field of its own. */
#include "check.h"

#define FRENCH                                                                            \
    "Le ferry Marigold s'est échoué mardi au large de l'île et les 214 passagers ont " \
    "été évacués par des bateaux de pêche, ont indiqué les garde-côtes.\n\n"       \
    "Des plongeurs examineront la coque vendredi, lorsque la tempête sera passée.\n"
#define GERMAN                                                                            \
    "Die Fähre Marigold ist am Dienstag auf Grund gelaufen, alle 214 Passagiere wurden " \
    "von Fischerbooten geborgen, teilte die Küstenwache mit.\n\n"                        \
    "Taucher sollen den Rumpf am Freitag untersuchen, wenn der Sturm vorüber ist.\n"
#define SPANISH                                                                          \
    "El transbordador Marigold encalló el martes y los 214 pasajeros fueron evacuados " \
    "por barcos de pesca, informó la guardia costera.\n\n"                              \
    "Los buzos examinarán el casco el viernes, cuando haya pasado la tormenta.\n"
#define ARABIC                                                                                                                                           \
    "جنحت العبارة ماريغولد يوم الثلاثاء وتم إجلاء جميع الركاب البالغ عددهم 214 بواسطة " \
    "قوارب الصيد، بحسب خفر السواحل.\n\nسيفحص الغواصون الهيكل يوم الجمعة عندما تمر "         \
    "العاصفة.\n"
#define RUSSIAN                                                                                                                                    \
    "Паром «Мариголд» сел на мель во вторник, все 214 пассажиров были сняты "               \
    "рыболовными судами, сообщила береговая охрана.\n\nВодолазы осмотрят корпус в " \
    "пятницу, когда пройдёт шторм.\n"

static bool has_credit(const article *a, const char *name)
{
    for (uint32_t i = 0; i < a->credits.n; i++)
        if (slice_eq_str(a->credits.v[i].name, name))
            return true;
    return false;
}

static void test_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *agency, *place, *date;
    } cases[] = {
        {"GULL BAY, March 3 (Xinhua) -- " BODY, "Xinhua", "GULL BAY", "--03-03"},
        {"GULL BAY (AP) — " BODY, "Associated Press", "GULL BAY", ""},
        {"Gull Bay (AFP) - " FRENCH, "Agence France-Presse", "Gull Bay", ""},
        {"Gull Bay, 3 mars 2031 (AFP) – " FRENCH, "Agence France-Presse", "Gull Bay",
         "2031-03-03"},
        {"Gull Bay (dpa) - " GERMAN, "Deutsche Presse-Agentur", "Gull Bay", ""},
        {"Gull Bay (dpa/AFP) – " GERMAN, "Deutsche Presse-Agentur", "Gull Bay", ""},
        {"Gull Bay, 3 mar (EFE).- " SPANISH, "EFE", "Gull Bay", "--03-03"},
        {"Gull Bay (EFE) " SPANISH, "EFE", "Gull Bay", ""},
        {"Gull Bay, 3 mar (Lusa) - " SPANISH, "Lusa", "Gull Bay", "--03-03"},
        {"(ANSA) - GULL BAY, 3 MAR - " SPANISH, "ANSA", "GULL BAY", "--03-03"},
        {"خليج النورس (رويترز) - " ARABIC, "Reuters", "خليج النورس", ""},
        {"خليج النورس (أ ف ب) - " ARABIC, "Agence France-Presse", "خليج النورس", ""},
        {"خليج النورس 3 مارس (شينخوا) -- " ARABIC, "Xinhua", "خليج النورس", "--03-03"},
        {"ГАЛЛ-БЭЙ, 3 марта /ТАСС/. " RUSSIAN, "TASS", "ГАЛЛ-БЭЙ", "--03-03"},
        {"ГАЛЛ-БЭЙ, 3 мар - РИА Новости. " RUSSIAN, "RIA Novosti", "ГАЛЛ-БЭЙ", "--03-03"},
        {"ГАЛЛ-БЭЙ (Рейтер) - " RUSSIAN, "Reuters", "ГАЛЛ-БЭЙ", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = take_text(cases[i].text);
        if (!has_credit(&a, cases[i].agency))
            fail_msg("no credit of %s: \"%.40s\"", cases[i].agency, cases[i].text);
        is_slice(a.dateline_place, cases[i].place);
        is_slice(a.dateline_date, cases[i].date);
        // It is kept in the text, and the text goes on behind it
        assert_int_equal(a.dateline.start, 0);
        assert_true(a.dateline.end > 5 && a.dateline.end < 80);
        for (uint32_t k = 0; k < a.credits.n; k++)
            assert_true(!a.credits.v[k].in_text ||
                        a.credits.v[k].at.end <= a.dateline.end);
    }
}

static void test_lines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line, *agency; // NULL: nobody by name
    } cases[] = {
        {FRENCH "\nAvec AFP\n", "Avec AFP", "Agence France-Presse"},
        {FRENCH "\n(avec agences)\n", "(avec agences)", NULL},
        {"Par Le Phare avec AFP et Reuters\n\n" FRENCH,
         "Par Le Phare avec AFP et Reuters", "Reuters"},
        {GERMAN "\nQuelle: dpa\n", "Quelle: dpa", "Deutsche Presse-Agentur"},
        {GERMAN "\nMit Material von dpa und AFP\n", "Mit Material von dpa und AFP",
         "Agence France-Presse"},
        {GERMAN "\n(dpa)\n", "(dpa)", "Deutsche Presse-Agentur"},
        {"Von Jana Rohe, dpa\n\n" GERMAN, "Von Jana Rohe, dpa",
         "Deutsche Presse-Agentur"},
        {"Por Agencias\n\n" SPANISH, "Por Agencias", NULL},
        {SPANISH "\nCon información de EFE y AFP\n", "Con información de EFE y AFP",
         "EFE"},
        {ARABIC "\nالمصدر: وكالات\n", "المصدر: وكالات", NULL},
        {ARABIC "\nالمصدر: رويترز\n", "المصدر: رويترز", "Reuters"},
        {ARABIC "\nرويترز\n", "رويترز", "Reuters"},
        {RUSSIAN "\nИсточник: Интерфакс\n", "Источник: Интерфакс", "Interfax"},
        {RUSSIAN "\nпо материалам агентств\n", "по материалам агентств", NULL},
        {BODY "\nAgencies contributed to this report.\n",
         "Agencies contributed to this report.", NULL},
        {BODY "\nWith wire reports\n", "With wire reports", NULL},
        {BODY "\nvia Xinhua\n", "via Xinhua", "Xinhua"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = take_text(cases[i].text);
        removes(&a, cases[i].line, "");
        is_slice(a.outlet, "");
        if (cases[i].agency && !has_credit(&a, cases[i].agency))
            fail_msg("no credit of %s by \"%s\"", cases[i].agency, cases[i].line);
        if (!cases[i].agency)
            assert_int_equal(a.credits.n, 0);
    }
}

/* Below the byline stands who wrote it, not who printed it. */
static void test_agency_below_byline(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off island\n\nBy JANE ROE\nAssociated "
                          "Press\n\n" BODY);
    is_slice(a.outlet, "");
    assert_true(has_credit(&a, "Associated Press"));
    is_slice(a.bylines.v[0], "Jane Roe");
}

/* A word of the report is no agency, and a bracket no dateline. */
static void test_no_wires(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "The ferry company (AFP of Gull Bay) said on Tuesday that nobody was hurt when "
        "the "
        "Marigold ran aground.\n",
        "Gull Bay (pop. 4,000) The town lies on the sea and has a harbour for fishing "
        "boats.\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        article a = take_text(texts[i]);
        is_slice(a.dateline_place, "");
        assert_int_equal(a.dateline.end, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_datelines),
        TEST(test_lines),
        TEST(test_agency_below_byline),
        TEST(test_no_wires),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
