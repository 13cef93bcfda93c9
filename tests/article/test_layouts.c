/* Layouts of many kinds: what is the headline, whose page it is, who wrote it. */
#include "check.h"

#define MORE "The inquiry will take weeks, the ministry said on Thursday.\n"

static void test_questions_and_answers(void **state)
{
    (void)state;
    article a =
        take_text("Coastline\n"
                  "The islands' own newspaper since 1871\n"
                  "\n"
                  "INTERVIEW\n"
                  "\n"
                  "“We will not raise the Marigold before spring”\n"
                  "\n"
                  "Ilse Varga, harbour master of Gull Bay, on the wreck, the oil "
                  "and the long winter ahead\n"
                  "\n"
                  "Interview: Ann Stell. Photographs: Max Foe\n"
                  "\n"
                  "14 May 2019 · 8 min read\n"
                  "\n"
                  "The ferry Marigold has been lying on the rocks off Gull Bay for "
                  "five days, and the harbour master has slept for about nine "
                  "hours, she says.\n"
                  "\n"
                  "Q: How much oil is left in the ship?\n"
                  "\n"
                  "A: About 40 tonnes. Divers counted the tanks on Sunday and two "
                  "of the five were open to the sea.\n"
                  "\n"
                  "Q: Will the islands have a ferry in June?\n"
                  "\n"
                  "A: Not from this company. We have asked the ministry for two "
                  "smaller boats, and nobody has answered.\n"
                  "\n"
                  "Enjoyed this interview? Coastline members read it a day "
                  "earlier. Join from 2 crowns a week.\n");
    is_slice(a.headline, "“We will not raise the Marigold before spring”");
    is_slice(a.outlet, "Coastline");
    is_slice(a.published.value, "2019-05-14");
    assert_int_equal(a.bylines.n, 1); // not the photographer
    is_slice(a.bylines.v[0], "Ann Stell");
    removes(&a, "The islands' own newspaper since 1871", "motto");
    removes(&a, "INTERVIEW", "label");
    loses(&a, "Enjoyed this interview?");
    keeps(&a, "Ilse Varga, harbour master of Gull Bay, on the wreck"); // standfirst
    keeps(&a, "Q: Will the islands have a ferry in June?");
    keeps(&a, "A: Not from this company.");
}

static void test_live_page(void **state)
{
    (void)state;
    article a =
        take_text("The Bay Mirror\n"
                  "LIVE UPDATES\n"
                  "\n"
                  "Ferry aground off Gull Bay: all passengers safe, says coast "
                  "guard – live\n"
                  "\n"
                  "Summary\n"
                  "Ferry Marigold runs aground in fog\n"
                  "All 214 passengers taken off by fishing boats\n"
                  "Inquiry opened into the harbour light\n"
                  "\n"
                  "By Ann Stell and Max Foe, 9 May 2019, 18:40\n"
                  "\n"
                  "16:20\n"
                  "All passengers are off\n"
                  "\n"
                  "The coast guard says that all 214 passengers of the Marigold "
                  "have been taken off by fishing boats. Two of them were treated "
                  "for cold.\n"
                  "\n"
                  "Share this update\n"
                  "\n"
                  "14:05 GMT\n"
                  "What the fishermen saw\n"
                  "\n"
                  "Three fishermen told The Bay Mirror that the harbour light was "
                  "out when the Marigold came in. \"It was as dark as a sack,\" "
                  "said one of them, Piet Low.\n"
                  "\n"
                  "Share this update\n"
                  "\n"
                  "That is all for today. Thank you for reading.\n");
    is_slice(a.outlet, "The Bay Mirror");
    is_slice(a.published.value, "2019-05-09T18:40");
    assert_int_equal(a.bylines.n, 2);
    removes(&a, "LIVE UPDATES", "live page");
    removes(&a, "16:20", "time of an entry");
    removes(&a, "14:05 GMT", "time of an entry");
    loses(&a, "Share this update");
    loses(&a, "Thank you for reading");
    keeps(&a, "Inquiry opened into the harbour light");
    keeps(&a, "What the fishermen saw\n\nThree fishermen told");
    keeps(&a, "All passengers are off\n\nThe coast guard");
}

static void test_press_release(void **state)
{
    (void)state;
    article a =
        take_text("FOR IMMEDIATE RELEASE\n"
                  "9 May 2019\n"
                  "\n"
                  "Gull Bay Harbour Board opens inquiry into the Marigold\n"
                  "\n"
                  "GULL BAY - The Gull Bay Harbour Board has opened an inquiry "
                  "into the grounding of the ferry Marigold on Tuesday, its "
                  "chairman, Otto Brenn, announced today.\n"
                  "\n"
                  "\"The light was tested on Monday and it worked,\" Brenn said. "
                  "\"We have asked three engineers from the mainland to tell us "
                  "why it was dark on Tuesday.\"\n"
                  "\n"
                  "The board expects the engineers to report by the end of June.\n"
                  "\n"
                  "###\n"
                  "\n"
                  "Media contact: Lena Roe, press@harbour.example, 555 0100\n");
    is_slice(a.headline, "Gull Bay Harbour Board opens inquiry into the Marigold");
    is_slice(a.dateline_place, "GULL BAY");
    is_slice(a.published.value, "2019-05-09");
    removes(&a, "FOR IMMEDIATE RELEASE", "live page, a mail or a wire");
    loses(&a, "Media contact");
    keeps(&a, "by the end of June.");
    assert_int_equal(a.outlet.len, 0);
    assert_int_equal(a.bylines.n, 0);
}

static void test_wire_copy(void **state)
{
    (void)state;
    article a = take_text("AM-Ferry,3rd Ld-Writethru,0412\n"
                          "^Ferry runs aground off Gull Bay; 214 taken off by fishing "
                          "boats<\n"
                          "^Eds: UPDATES with quotes from harbour master.<\n"
                          "^By ANN STELL=\n"
                          "^Castellan Press Writer=\n"
                          "GULL BAY, May 9 (Castellan Press) _ The ferry Marigold ran "
                          "aground off Gull Bay on Thursday, and all 214 passengers were "
                          "taken off by fishing boats, the coast guard said.\n"
                          "\"Nobody is missing,\" harbour master Ilse Varga said in a "
                          "statement read on the radio.\n"
                          "Divers will look at the hull on Saturday, when the storm is "
                          "expected to have passed.\n"
                          "(MORE)\n");
    is_slice(a.headline,
             "Ferry runs aground off Gull Bay; 214 taken off by fishing boats");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Ann Stell");
    assert_int_equal(a.outlet.len, 0);
    credits(&a, "Castellan Press", "(Castellan Press)");
    is_slice(a.dateline_place, "GULL BAY");
    is_slice(a.dateline_date, "--05-09");
    removes(&a, "AM-Ferry,3rd Ld-Writethru,0412", "wire");
    removes(&a, "(MORE)", "wire");
    assert_int_equal(a.paragraphs.n, 3);
}

static void test_forwarded_mail(void **state)
{
    (void)state;
    article a =
        take_text("---------- Forwarded message ---------\n"
                  "From: Lena Roe <lena@desk.example>\n"
                  "To: desk@desk.example\n"
                  "Date: Thu, 9 May 2019 18:12:00 +0000\n"
                  "Subject: Fwd: Ferry runs aground off Gull Bay\n"
                  "\n"
                  "> The ferry Marigold ran aground off Gull Bay on Thursday, and "
                  "all 214\n"
                  "> passengers were taken off by fishing boats, the coast guard "
                  "said. Two\n"
                  "> of them were treated for cold.\n"
                  ">\n"
                  "> \"Nobody is missing,\" harbour master Ilse Varga said in a "
                  "statement\n"
                  "> read on the radio. \"We are grateful to the crews.\"\n"
                  ">\n"
                  "> Divers will look at the hull on Saturday, when the storm is "
                  "expected\n"
                  "> to have passed.\n"
                  "\n"
                  "--\n"
                  "Lena Roe\n"
                  "Night desk\n");
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    assert_int_equal(a.bylines.n, 0); // who passed it on did not write it
    removes(&a, "Lena Roe", "signature");
    loses(&a, "desk.example");
    loses(&a, ">");
    keeps(&a, "all 214 passengers were taken off by fishing boats");
    assert_int_equal(a.paragraphs.n, 3);
}

static void test_german_page(void **state)
{
    (void)state;
    article a =
        take_text("Möwenbucht aktuell › Panorama\n"
                  "Abo   Anmelden   Suche\n"
                  "\n"
                  "HAVARIE\n"
                  "\n"
                  "Fähre „Marigold“ vor der Möwenbucht auf Grund gelaufen\n"
                  "\n"
                  "Alle 214 Passagiere gerettet – Hafenmeisterin kündigt "
                  "Untersuchung an\n"
                  "\n"
                  "Von Anna Stell, Möwenbucht | 9. Mai 2019, 18:40 Uhr | Lesezeit: "
                  "3 Min.\n"
                  "\n"
                  "Text: Anna Stell  Fotos: Max Fuchs\n"
                  "\n"
                  "Die Fähre „Marigold“ ist am Donnerstag vor der Möwenbucht auf "
                  "Grund gelaufen. Alle 214 Passagiere wurden von Fischerbooten "
                  "geborgen, teilte die Küstenwache mit.\n"
                  "\n"
                  "„Es wird niemand vermisst“, sagte Hafenmeisterin Ilse Varga im "
                  "Radio. „Wir danken den Mannschaften.“\n"
                  "\n"
                  "Sie haben diesen Monat noch 2 Artikel frei. Jetzt Abo testen "
                  "und unbegrenzt weiterlesen.\n"
                  "\n"
                  "Was über die Fähre Marigold bekannt ist\n"
                  "\n"
                  "Die Marigold wurde 1987 gebaut und fährt seit drei Jahren für "
                  "die Reederei Low. Taucher sollen den Rumpf am Samstag "
                  "untersuchen.\n"
                  "\n"
                  "Lesen Sie auch: Zehn Fähren, die sanken\n"
                  "Wie finden Sie diesen Artikel?\n"
                  "© 2019 Möwenbucht aktuell\n");
    is_slice(a.headline, "Fähre „Marigold“ vor der Möwenbucht auf Grund gelaufen");
    is_slice(a.outlet, "Möwenbucht aktuell");
    is_slice(a.published.value, "2019-05-09T18:40");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Anna Stell");
    removes(&a, "HAVARIE", "label");
    loses(&a, "Sie haben diesen Monat");
    loses(&a, "Wie finden Sie");
    loses(&a, "Lesen Sie auch");
    keeps(&a, "Alle 214 Passagiere gerettet");            // standfirst
    keeps(&a, "Was über die Fähre Marigold bekannt ist"); // subhead
}

static void test_french_page(void **state)
{
    (void)state;
    article a =
        take_text("La Baie\n"
                  "Accueil   Politique   Sport   Connexion\n"
                  "\n"
                  "« Nous avons eu de la chance », disent les passagers du Marigold\n"
                  "\n"
                  "Reportage d'Anne Stell à Port-aux-Goélands\n"
                  "Publié le 9 mai 2019 à 18h40 • Mis à jour le 10 mai 2019 à 9h15\n"
                  "\n"
                  "Le ferry Marigold s'est échoué jeudi devant la baie des "
                  "Goélands et ses 214 passagers ont été évacués par des bateaux "
                  "de pêche, selon les garde-côtes.\n"
                  "\n"
                  "« Personne ne manque », a dit Ilse Varga, la cheffe du port, à "
                  "la radio.\n"
                  "\n"
                  "Il vous reste 2 articles gratuits ce mois-ci. Abonnez-vous pour "
                  "un accès illimité.\n"
                  "\n"
                  "Des plongeurs examineront la coque samedi, quand la tempête "
                  "sera passée.\n"
                  "\n"
                  "Sondage : prendrez-vous encore le ferry ?\n");
    is_slice(a.headline,
             "« Nous avons eu de la chance », disent les passagers du Marigold");
    is_slice(a.outlet, "La Baie");
    is_slice(a.bylines.v[0], "Anne Stell");
    is_slice(a.published.value, "2019-05-09T18:40");
    loses(&a, "Abonnez-vous");
    loses(&a, "Sondage");
    assert_int_equal(a.paragraphs.n, 3);
}

static void test_opinion(void **state)
{
    (void)state;
    article a =
        take_text("Gull Bay Post · Opinion\n"
                  "\n"
                  "The light that nobody tends\n"
                  "\n"
                  "Jane Roe\n"
                  "\n"
                  "Updated 3 hours ago\n"
                  "\n"
                  "A ferry lies on the rocks of Gull Bay because the harbour light "
                  "was dark, and the light was dark because nobody in the ministry "
                  "has read a letter since March.\n"
                  "\n"
                  "You may wonder who is to pay for that. The harbour master does "
                  "not, and nor do the fishermen who took 214 people off the "
                  "Marigold on Tuesday night.\n"
                  "\n"
                  "If you read one report this year, let it be the one on harbour "
                  "lights that your own member of parliament has never opened, the "
                  "harbour master says.\n"
                  "\n"
                  "Jane Roe reports from Gull Bay.\n");
    is_slice(a.headline, "The light that nobody tends");
    is_slice(a.outlet, "Gull Bay Post");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Jane Roe");
    assert_int_equal(a.published.value.len, 0); // "3 hours ago" is no date
    assert_int_equal(a.paragraphs.n, 3);
}

/* What stands between the masthead and the headline, and is neither. */
static void test_near_masthead(void **state)
{
    (void)state;
    static const char *const lines[] = {"The paper of the islands",
                                        "Independent journalism since 1904",
                                        "Die Tageszeitung seit 1890",
                                        "Slow reads for curious people",
                                        "From our staff and agencies",
                                        "Our foreign correspondent",
                                        "Staff and agencies",
                                        "« Back to front page",
                                        "‹ All news",
                                        "← Back",
                                        "Home › News",
                                        "ANALYSIS"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text = arena_format(
            &out, "THE GULL HERALD\n%s\n\nFerry runs aground off Gull Bay\n\n" BODY,
            lines[i]);
        article a = take_text(text.ptr);
        if (!slice_eq_str(a.headline, "Ferry runs aground off Gull Bay"))
            fail_msg("headline \"%.*s\" with \"%s\"", (int)a.headline.len, a.headline.ptr,
                     lines[i]);
        is_slice(a.outlet, "The Gull Herald");
        loses(&a, lines[i]);
        assert_int_equal(a.paragraphs.n, 3);
    }
}

/* Headlines that look a little like mottos and arrows. */
static void test_headlines_stay(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Worst ferry accident since 1904 in Gull Bay", "Gone in a night",
        "« Nous avons eu de la chance », dit la capitaine",
        "Marigold: what is known about the ferry"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text = arena_format(&out, "THE GULL HERALD\n%s\n\n" BODY, lines[i]);
        article a = take_text(text.ptr);
        is_slice(a.headline, lines[i]);
    }
}

static void test_mastheads(void **state)
{
    (void)state;
    static const struct {
        const char *before, *behind, *outlet;
    } cases[] = {
        {"Eastern Light\n", "", "Eastern Light"},
        {"LANTERN NOW\n", "Get Lantern alerts: tap the bell\n", "Lantern Now"},
        {"Eastern Light › World › Ferries\n\n", "", "Eastern Light"},
        {"Eastern Herald › World › Conflicts\n\n", "", "Eastern Herald"},
        {"Eastern Herald — World\n\n", "", "Eastern Herald"},
        {"The Bay Examiner\n", "© 2014 Bay Examiner Media\n", "The Bay Examiner"},
        {"", "© 2014 Bay Examiner Media\n", "Bay Examiner Media"},
        {"GULL BAY\n", "", ""},
        {"Ann Stell\n9 May 2019\n\n", "", ""},
        {"CLIMATE CRISIS\n", "", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slice text =
            arena_format(&out, "%sFerry runs aground off Gull Bay\n\n" BODY "\n%s",
                         cases[i].before, cases[i].behind);
        article a = take_text(text.ptr);
        if (!slice_eq_str(a.outlet, cases[i].outlet))
            fail_msg("outlet \"%.*s\" of \"%s\"", (int)a.outlet.len,
                     a.outlet.len ? a.outlet.ptr : "", cases[i].before);
        is_slice(a.headline, "Ferry runs aground off Gull Bay");
    }
}

static void test_strips(void **state)
{
    (void)state;
    static const struct {
        const char *line, *name, *date;
    } cases[] = {
        {"By Ann Stell | Published 7 May 2019 | 2 min read", "Ann Stell", "2019-05-07"},
        {"By Ann Stell, 7 May 2019, 18:40", "Ann Stell", "2019-05-07T18:40"},
        {"Ann Stell • 7 May 2019 • 6:40pm", "Ann Stell", "2019-05-07T18:40"},
        {"7 May 2019 • 6:40pm", NULL, "2019-05-07T18:40"},
        {"First published 7 May 2019 at 18:40", NULL, "2019-05-07T18:40"},
        {"Last modified: May 7, 2019 9:26 PM", NULL, "2019-05-07T21:26"},
        {"Published 3 hours ago", NULL, ""},
        {"Monday, November 23, 2020 41°F Partly cloudy", NULL, ""},
        {"Words by Ann Stell. Photographs by Max Foe", "Ann Stell", ""},
        {"Text: Ann Stell  Photos: Max Foe", "Ann Stell", ""},
        {"Reporting from Gull Bay by Ann Stell", "Ann Stell", ""},
        {"Ann Stell reports from Gull Bay", "Ann Stell", ""},
        {"Additional reporting by Ann Stell", "Ann Stell", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slice text = arena_format(&out, "Ferry runs aground off Gull Bay\n\n%s\n\n" BODY,
                                  cases[i].line);
        article a = take_text(text.ptr);
        is_slice(a.published.value, cases[i].date);
        if (a.bylines.n != (cases[i].name ? 1 : 0))
            fail_msg("%u names in \"%s\"", a.bylines.n, cases[i].line);
        if (cases[i].name)
            is_slice(a.bylines.v[0], cases[i].name);
        loses(&a, cases[i].line);
        assert_int_equal(a.paragraphs.n, 3);
    }
}

static void test_words_to_the_reader(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Herald subscribers get this newsletter first. Start your free month today.",
        "You have 2 free articles left this month. Subscribe for unlimited access.",
        "Gull Quiz: how well do you know your islands?",
        "This live page is now closed. Thanks for reading.",
        "Il vous reste 2 articles gratuits. Abonnez-vous pour un accès illimité.",
        "Le quedan 2 artículos gratuitos este mes. Suscríbase para un acceso ilimitado."};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text = arena_format(
            &out, "Ferry runs aground off Gull Bay\n\n" BODY "\n%s\n\n" MORE, lines[i]);
        article a = take_text(text.ptr);
        loses(&a, lines[i]);
        assert_int_equal(a.paragraphs.n, 4);
    }
    static const char *const kept[] = {
        "The ferry company has 9,000 subscribers, and its newsletter is free this month.",
        "A poll found that support for a second harbour has grown every month.",
        "Would you take the ferry again? You would, most of the passengers answered."};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
        slice text = arena_format(
            &out, "Ferry runs aground off Gull Bay\n\n" BODY "\n%s\n\n" MORE, kept[i]);
        article a = take_text(text.ptr);
        keeps(&a, kept[i]);
    }
}

static void test_bullets_stay_together(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n"
                          "7 May 2019\n"
                          "By Ann Stell\n\n"
                          "* All passengers taken off by fishing boats\n"
                          "* Harbour light was dark on Tuesday\n"
                          "* Inquiry will take weeks\n\n" BODY);
    keeps(&a, "* All passengers taken off by fishing boats");
    keeps(&a, "* Harbour light was dark on Tuesday");
    keeps(&a, "* Inquiry will take weeks");
}

static void test_lists_are_not_joined(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n\n"
                          "Key events\n"
                          "All passengers of the Marigold are off\n"
                          "Satellite pictures show the wreck there\n"
                          "Minister calls for an inquiry now\n\n" BODY);
    removes(&a, "All passengers of the Marigold are off", "other articles");
    removes(&a, "Minister calls for an inquiry now", "other articles");
    assert_int_equal(a.paragraphs.n, 3);
}

static void test_agency_before_the_text(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n\n(Halyard) " BODY);
    credits(&a, "Halyard", "(Halyard)");
    is_slice(slice_in(a.text, a.dateline), "(Halyard)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_questions_and_answers),
                                       TEST(test_live_page),
                                       TEST(test_press_release),
                                       TEST(test_wire_copy),
                                       TEST(test_forwarded_mail),
                                       TEST(test_german_page),
                                       TEST(test_french_page),
                                       TEST(test_opinion),
                                       TEST(test_near_masthead),
                                       TEST(test_headlines_stay),
                                       TEST(test_mastheads),
                                       TEST(test_strips),
                                       TEST(test_words_to_the_reader),
                                       TEST(test_bullets_stay_together),
                                       TEST(test_lists_are_not_joined),
                                       TEST(test_agency_before_the_text)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
