/* Figures: what is read as a number, its interval, and what it counts. */
#include "base/buf.h"
#include "facts/facts.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *text;
    const char *figures; // "words [low,high] of; …", "~" before the interval for about
} figure_case;

static const figure_case cases[] = {
    // digits
    {"They saw 2,500 whales.", "2,500 [2500,2500] whales"},
    {"They saw 1 500 whales.", "1 500 [1500,1500] whales"},
    {"It cost 1.5 million crowns.", "1.5 million [1500000,1500000] crowns"},
    {"It cost $3bn to build.", "$3bn [3000000000,3000000000] dollars"},
    {"It cost £40m to build.", "£40m [40000000,40000000] pounds"},
    {"It cost €2.5 to mend.", "€2.5 [2.5,2.5] euros"},
    {"The mast is 40m tall.", "40m [40,40] m"},
    {"About 57% of voters stayed.", "About 57% ~[57,57] percent of voters"},
    {"Some 12 per cent left.", "Some 12 per cent ~[12,12] percent"},
    {"It lies 12 km off the coast.", "12 [12,12] km"},
    {"It lies 12km off the coast.", "12km [12,12] km"},
    // words
    {"Forty-two sheep died.", "Forty-two [42,42] sheep died"},
    {"Three hundred and five boats sailed.", "Three hundred and five [305,305] boats"},
    {"Two dozen boats sailed.", "Two dozen [24,24] boats"},
    {"Half a million crowns went.", "Half a million [500000,500000] crowns"},
    {"Dozens of sailors were rescued.", "Dozens [24,inf] sailors rescued"},
    {"Hundreds of thousands of fish died.",
     "Hundreds of thousands [200000,inf] fish died"},
    {"Several boats sank.", "Several [3,inf] boats"},
    {"A third of the houses burned.", "A third [33.3,33.3] percent of houses"},
    {"Half of the houses burned.", "Half [50,50] percent of houses"},
    // ranges and relations
    {"There were between 2,500 and 3,500 rebels there.",
     "between 2,500 and 3,500 [2500,3500] rebels"},
    {"It took 10 to 15 boats.", "10 to 15 [10,15] boats"},
    {"It took 10-15 boats.", "10-15 [10,15] boats"},
    {"It cost 2 to 3 million crowns.", "2 to 3 million [2000000,3000000] crowns"},
    {"The fee rose from 10 to 15 crowns.", "10 [10,10] ; 15 [15,15] crowns"},
    {"At least 111 boats sank.", "At least 111 [111,inf] boats"},
    {"More than 40 boats sank.", "More than 40 [40,inf] boats"},
    {"No fewer than 40 boats sank.", "No fewer than 40 [40,inf] boats"},
    {"Up to 40 boats sank.", "Up to 40 [0,40] boats"},
    {"As many as 40 boats sank.", "As many as 40 [0,40] boats"},
    {"Fewer than 40 boats sank.", "Fewer than 40 [0,40] boats"},
    {"Nearly 40 boats sank.", "Nearly 40 ~[40,40] boats"},
    {"Up to about 40 boats sank.", "Up to about 40 [0,40] boats"},
    {"Some 40 or more boats sank.", "Some 40 or more ~[40,40] boats"},
    {"The dispute over 3 islands went on.", "3 [3,3] islands"},
    // what is counted, and what befell it
    {"Police detained at least 111 suspected smugglers in raids on around 250 addresses.",
     "at least 111 [111,inf] suspected smugglers detained; around 250 ~[250,250] "
     "addresses"},
    {"A storm killed 12 people and 60 wounded lay about.",
     "12 [12,12] people killed; 60 [60,60] people wounded"},
    {"12 people were killed and 60 injured, it said.",
     "12 [12,12] people killed; 60 [60,60] people injured"},
    {"The blast killed 12 people and wounded about 60 others.",
     "12 [12,12] people killed; about 60 ~[60,60] people wounded"},
    {"Of those, 11 were killed.", "11 [11,11] killed"},
    {"Hundreds marched.", "Hundreds [200,inf] "},
    {"More than 300,000 came last year.", "More than 300,000 [300000,inf] "},
    {"Half the houses burned.", "Half [50,50] percent of houses"},
    {"Dead: 12 Injured: 70", "12 [12,12] Dead; 70 [70,70] Injured"},
    {"Jane Roe, 44, of Port Else, won.", "44 [44,44] years old"},
    {"12 wounded sailors came home.", "12 [12,12] wounded sailors"},
    {"It involves 1,500 coast-guard and customs personnel.",
     "1,500 [1500,1500] coast-guard and customs personnel"},
    {"For a total of 245 people, it is home.", "245 [245,245] people"},
    {"The death toll rose to 45, it said.", "45 [45,45] death toll"},
    {"The number of dead in the flood that followed the breach of the wall rose to 34.",
     "34 [34,34] dead"},
    {"The death toll from the flood that followed the breach of the old wall rose to 34.",
     "34 [34,34] death toll"},
    {"The number of people confirmed killed in a storm on the coast has risen to 27.",
     "27 [27,27] people killed"},
    {"It raised its count of the wounded to 70, from 61 a day earlier.",
     "70 [70,70] wounded; 61 [61,61] wounded"},
    {"It said 12,000 people sailed. The union put the number at 40,000.",
     "12,000 [12000,12000] people; 40,000 [40000,40000] people"},
    {"It stands by its figure of 12,000 rowers and the union by its 40,000.",
     "12,000 [12000,12000] rowers; 40,000 [40000,40000] rowers"},
    {"There were 6,000 people in the town. About 5,200 of them have been taken away.",
     "6,000 [6000,6000] people; About 5,200 ~[5200,5200] people"},
    {"About 5,200 of the town's traders left.", "About 5,200 ~[5200,5200] traders"},
    {"The wounded were taken to a clinic. Doctors said 17 of them were in danger.",
     "17 [17,17] wounded"},
    {"Shares fell 11 percent to 14.20 crowns.",
     "11 percent [11,11] percent; 14.20 [14.2,14.2] crowns"},
    {"Prices rose 4.5 percent to $3.2 million.",
     "4.5 percent [4.5,4.5] percent; $3.2 million [3200000,3200000] dollars"},
    {"One sailor was killed.", ""},
    {"One soldier was killed.", "One [1,1] soldier killed"},
    {"A 40-year-old man fell.", "40-year-old [40,40] years old"},
    // not figures
    {"One of them said one should wait.", ""},
    {"Unit 4 met Flight 370 on Route 66 at gate B12.", ""},
    {"The F-16 and the G7 and COVID-19 and 24/7 news.", ""},
    {"The Harrow 737 landed.", ""},
    {"It won 3-1 on the first day of the 5th round.", ""},
    {"On May 8, 2031, at 10 p.m. or 05:18 GMT, in 2015, it rained.", ""},
    {"Call 020 7946 0000 or 555-123-4567.", ""},
    {"He lives at 14 Harbour Street.", ""},
    {"A five-day visit by the two countries.", ""},
};

static slice figures_of(arena *a, const char *words, const char *language,
                        figures_result *r)
{
    article *art = arena_new(a, article);
    text *t = arena_new(a, text);
    span all = {0, (uint32_t)strlen(words)};
    art->text = slice_of_str(words);
    art->language = slice_of_str(language);
    text_split(a, art->text, &all, 1, art->language, t);
    facts_input in = {.articles = art, .texts = t, .n_articles = 1};
    dates_result dates;
    facts_dates(a, &in, &dates);
    facts_figures(a, &in, &dates, r);
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < r->n_figures; i++) {
        const figure *f = &r->figures[i];
        if (i)
            buf_add_str(&b, "; ");
        buf_add(&b, slice_in(t->bytes, text_span(t, f->at.first, f->at.last)));
        buf_printf(&b, " %s[%.*g,", f->relation == FIGURE_ABOUT ? "~" : "",
                   f->low < 100 ? 3 : 10, f->low);
        if (isinf(f->high))
            buf_add_str(&b, "inf] ");
        else
            buf_printf(&b, "%.*g] ", f->high < 100 ? 3 : 10, f->high);
        buf_add(&b, f->of);
        assert_true(f->low <= f->high);
        assert_true(f->at.first < f->at.last && f->at.last <= t->n_tokens);
        assert_true(f->of_at.first <= f->of_at.last && f->of_at.last <= t->n_tokens);
    }
    return buf_slice(&b);
}

static void reads_every_case(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        arena a;
        arena_init(&a);
        figures_result r;
        const char *got = arena_str(&a, figures_of(&a, cases[i].text, "en", &r));
        if (strcmp(got, cases[i].figures) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", cases[i].text, cases[i].figures,
                        got);
            bad++;
        }
        arena_deinit(&a);
    }
    assert_int_equal(bad, 0);
}

static void reads_other_languages(void **state)
{
    (void)state;
    int bad = 0;
    static const struct {
        const char *language, *text, *figures;
    } list[] = {
        {"de", "Mindestens 2.500 junge Menschen kamen.",
         "Mindestens 2.500 [2500,inf] junge Menschen"},
        {"de", "Etwa 3,5 Prozent stimmten zu.", "Etwa 3,5 Prozent ~[3.5,3.5] percent"},
        {"fr", "Au moins 1 500 marins sont venus.", "Au moins 1 500 [1500,inf] marins"},
        {"es", "Unos 40 barcos llegaron.", "Unos 40 ~[40,40] barcos"},
        {"de", "Mindestens 45 Menschen wurden getötet und 120 verletzt.",
         "Mindestens 45 [45,inf] Menschen getotet; 120 [120,120] Menschen verletzt"},
        {"de", "Zwischen 20 und 30 Boote sanken, knapp 40 Menschen kamen.",
         "Zwischen 20 und 30 [20,30] Boote; knapp 40 ~[40,40] Menschen"},
        {"de", "Bis zu 1,5 Millionen Euro kostet es, 12,5 Prozent mehr.",
         "Bis zu 1,5 Millionen [0,1500000] Euro; 12,5 Prozent [12.5,12.5] percent"},
        {"fr", "Au moins 45 personnes ont été tuées et 120 blessées.",
         "Au moins 45 [45,inf] personnes tuees; 120 [120,120] personnes blessees"},
        {"fr", "Douze morts et 40 blessés.", "Douze [12,12] morts; 40 [40,40] blesses"},
        {"fr", "Quelque 300 manifestants, entre 20 et 30 bateaux.",
         "Quelque 300 ~[300,300] manifestants; entre 20 et 30 [20,30] bateaux"},
        {"es", "Doce muertos y 40 heridos.", "Doce [12,12] muertos; 40 [40,40] heridos"},
        {"es", "Entre 20 y 30 barcos, unas 300 personas.",
         "Entre 20 y 30 [20,30] barcos; unas 300 ~[300,300] personas"},
        {"es", "Por lo menos 45 personas, un 12,5 por ciento.",
         "Por lo menos 45 [45,inf] personas; 12,5 por ciento [12.5,12.5] percent"},
        {"ru", "Не менее 45 человек погибли и 120 ранены.",
         "Не менее 45 [45,inf] человек погибли; 120 [120,120] человек ранены"},
        {"ru", "Около 300 домов, от 20 до 30 лодок.",
         "Около 300 ~[300,300] домов; от 20 до 30 [20,30] лодок"},
        {"ar", "قتل ما لا يقل عن 45 شخصا", "ما لا يقل عن 45 [45,inf] شخصا قتلوا"},
        {"ar", "مقتل ٧٠ مدنيا وإصابة 112 آخرين في البلدة",
         "٧٠ [70,70] مدنيا قتلوا; 112 [112,112] آخرين جرحوا"},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        arena a;
        arena_init(&a);
        figures_result r;
        const char *got =
            arena_str(&a, figures_of(&a, list[i].text, list[i].language, &r));
        if (strcmp(got, list[i].figures) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", list[i].text, list[i].figures, got);
            bad++;
        }
        arena_deinit(&a);
    }
    assert_int_equal(bad, 0);
}

static void spans_lead_to_what_is_counted(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    const char *words = "Police detained at least 111 suspected smugglers in raids.";
    figures_result r;
    figures_of(&a, words, "en", &r);
    assert_int_equal(r.n_figures, 1);
    assert_int_equal(r.figures[0].relation, FIGURE_AT_LEAST);
    text t;
    span all = {0, (uint32_t)strlen(words)};
    text_split(&a, slice_of_str(words), &all, 1, SLICE("en"), &t);
    span of = text_span(&t, r.figures[0].of_at.first, r.figures[0].of_at.last);
    assert_true(slice_eq_str(slice_in(t.bytes, of), "suspected smugglers"));
    arena_deinit(&a);
}

static void survives_runs_of_numbers(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "1 ",         "1,", "100 000 ",  "two hundred ",
        "a million ", "9-", "between ",  "half ",
        "of ",        "$",  "at least ", "99999999999999999999 "};
    for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        arena a;
        arena_init(&a);
        buf b;
        buf_init(&b, &a);
        for (int i = 0; i < 20000; i++)
            buf_add_str(&b, parts[p]);
        figures_result r;
        figures_of(&a, arena_str(&a, buf_slice(&b)), "en", &r);
        arena_deinit(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_case),
        cmocka_unit_test(reads_other_languages),
        cmocka_unit_test(spans_lead_to_what_is_counted),
        cmocka_unit_test(survives_runs_of_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
