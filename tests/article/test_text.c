/* Plain text: what is the report, what is the page around it. */
#include "check.h"

static void keeps_body(const article *a)
{
    keeps(a, "The ferry Marigold ran aground");
    keeps(a, "We are grateful to the crews.");
    keeps(a, "expected to have passed.");
}

static void test_simple(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n\n" BODY);
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    keeps_body(&a);
    assert_int_equal(a.paragraphs.n, 3);
    assert_int_equal(a.removed.n, 0);
    is_slice(a.language, "en");
    assert_int_equal(a.id.len, 16);
}

static void test_top_of_page(void **state)
{
    (void)state;
    article a = take_text("GULL BAY TIMES\n"
                          "Home   News   Sport   Weather\n\n"
                          "Ferry runs aground off Gull Bay\n\n"
                          "Ferry runs aground off Gull Bay\n\n"
                          "Harbour crews praised for a quick rescue |\n\n"
                          "Ann Stell\n"
                          "Thursday 09 May 2019 11:57 GMT\n"
                          "The Marigold on the rocks below the old light house\n\n" BODY);
    is_slice(a.outlet, "Gull Bay Times");
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    removes(&a, "Home News Sport Weather", "navigation");
    removes(&a, "Ferry runs aground off Gull Bay", "headline repeated");
    removes(&a, "The Marigold on the rocks below the old light house", "caption");
    removes(&a, "Ann Stell", "byline");
    assert_int_equal(a.bylines.n, 1);
    is_slice(a.bylines.v[0], "Ann Stell");
    is_slice(a.published.value, "2019-05-09T11:57Z");
    keeps(&a, "Harbour crews praised for a quick rescue\n\n");
    keeps_body(&a);
}

static void test_title_with_site(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay | Gull Bay Times\n\n"
                          "Ferry runs aground off Gull Bay\n\n" BODY);
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    is_slice(a.outlet, "Gull Bay Times");
    loses(&a, "Ferry runs aground");
    keeps_body(&a);
}

static void test_archive_fields(void **state)
{
    (void)state;
    article a = take_text("Title: Ferry runs aground off Gull Bay\n"
                          "Author: Ann Stell\n"
                          "Date: 9 May 2019\n"
                          "Source: The Daily Gull\n"
                          "URL: https://gull.example/1\n\n" BODY);
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
    is_slice(a.outlet, "The Daily Gull");
    is_slice(a.url, "https://gull.example/1");
    is_slice(a.published.value, "2019-05-09");
    is_slice(a.bylines.v[0], "Ann Stell");
    keeps_body(&a);
}

static void test_caption_twice(void **state)
{
    (void)state;
    article a = take_text("Ferry runs aground off Gull Bay\n\n"
                          "Fishing boats take passengers off the ferry on Tuesday. Gull "
                          "Bay Harbour, via AP\n"
                          "Fishing boats take passengers off the ferry on Tuesday. Gull "
                          "Bay Harbour, via AP\n"
                          "\n" BODY);
    loses(&a, "Fishing boats take");
    keeps_body(&a);
    credits(&a, "Associated Press", "via AP");
}

static void test_captions(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n"
                  "Photo: Max Foe/AFP\n\n" BODY "\n"
                  "The crew of the Marigold on Monday (Reuters/Jane Roe)\n\n"
                  "The inquiry will take weeks, the ministry said on Thursday.\n");
    removes(&a, "Photo: Max Foe/AFP", "caption");
    removes(&a, "The crew of the Marigold on Monday (Reuters/Jane Roe)", "caption");
    keeps_body(&a);
    keeps(&a, "The inquiry will take weeks");
    credits(&a, "Agence France-Presse", "AFP");
    credits(&a, "Reuters", "Reuters");
}

static void test_reading_controls(void **state)
{
    (void)state;
    static const char *const lines[] = {"4 min read",
                                        "Read Mode",
                                        "100% Font Size",
                                        "Share this story on Chatterbox",
                                        "Listen to this article",
                                        "Print",
                                        "Lesezeit: 3 Minuten",
                                        "Temps de lecture : 3 min",
                                        "Tiempo de lectura: 2 min",
                                        "12 shares",
                                        "Teilen",
                                        "1 of 4",
                                        "Advertisement",
                                        "Published: Updated:",
                                        "2 hours ago"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text = arena_format(&out, "Ferry runs aground off Gull Bay\n\n%s\n\n" BODY,
                                  lines[i]);
        article a = take_text(text.ptr);
        loses(&a, lines[i]);
        keeps_body(&a);
        assert_int_equal(a.removed.n, 1);
        assert_true(a.removed.v[0].why.len > 0);
    }
}

static void test_tail(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Sign up to our newsletter.",
        "Subscribe to The Morning Tide for more.",
        "Be the first to comment",
        "We use cookies to improve your experience.",
        "\xc2\xa9 2019 Gull Media. All rights reserved.",
        "Melden Sie sich f\xc3\xbcr unseren Newsletter an",
        "Abonnez-vous \xc3\xa0 notre lettre du matin.",
        ("Suscr\xc3\xad"
         "bete a nuestro bolet\xc3\xadn."),
        "Most read",
        "More from the harbour desk",
        "Other papers of the county",
        "Please log in to continue.",
        "Already a subscriber? Sign in here.",
        "Related: Ten ferries that sank",
        "Tags: ferry, harbour, storm"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text = arena_format(
            &out, "Ferry runs aground off Gull Bay\n\n" BODY "\n%s\n", lines[i]);
        article a = take_text(text.ptr);
        loses(&a, lines[i]);
        keeps_body(&a);
    }
}

/* Sentences of a report that look a little like furniture. */
static void test_nothing_lost(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "Heavy rain is forecast until Friday.",
        "The company denied it.",
        "Related charges were dropped in March.",
        "Share prices fell by a tenth on Wednesday.",
        "\"Sign up now,\" the leaflet said, and many islanders did.",
        "By Friday the crews had pumped out most of the oil.",
        "Follow-up inspections will begin in June.",
        "Comments by the minister were welcomed by the union.",
        "Correction: an earlier version of this report gave the number as 43.",
        "Where the money went",
        "A crew in trouble",
        "Read one way, the order was a mistake.",
        "Video of the rescue was shown on television in the evening.",
        "May 3 was the worst day of the storm."};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        slice text =
            arena_format(&out,
                         "Ferry runs aground off Gull Bay\n\n" BODY "\n%s\n\n"
                         "The inquiry will take weeks, the ministry said on Thursday.\n",
                         lines[i]);
        article a = take_text(text.ptr);
        keeps(&a, lines[i]);
        assert_int_equal(a.removed.n, 0);
    }
}

static void test_inner_links(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                  "Minister completely rules out tax on island homes\n\n"
                  "The coast guard said two more boats had been sent from Bayford "
                  "to look for wreckage.\n\n"
                  "Wreckage on the beach\n\n"
                  "Planks and life jackets were found by walkers in the morning.\n\n"
                  "ALSO READ: Ten ferries that sank\n\n"
                  "The inquiry will take weeks, the ministry said on Thursday.\n");
    removes(&a, "Minister completely rules out tax on island homes", "another article");
    removes(&a, "ALSO READ: Ten ferries that sank", "other articles");
    keeps(&a, "Wreckage on the beach"); // a subhead
    keeps_body(&a);
}

static void test_list(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                  "The harbour office asked for these things:\n"
                  "- life jackets in every boat and ferry\n"
                  "- a second pilot on all large ships\n\n"
                  "The inquiry will take weeks, the ministry said on Thursday.\n");
    keeps(&a, "- a second pilot on all large ships");
    assert_int_equal(a.removed.n, 0);
}

static void test_related_list(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                  "Top stories\n"
                  "Senate splits on grain tariff\n"
                  "Two held after theft\n\n"
                  "The inquiry will take weeks, the ministry said on Thursday.\n");
    loses(&a, "Senate splits");
    loses(&a, "Two held after theft");
    keeps(&a, "The inquiry will take weeks");
}

static void test_comments(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n" BODY "\n"
                  "3 Comments\n\n"
                  "I always knew that this would happen one day, the ferry is old.\n\n"
                  "Nobody asked you about it, and you never sailed on her.\n");
    loses(&a, "I always knew");
    loses(&a, "Nobody asked you");
    keeps_body(&a);
}

/* A paragraph that lost its end is a paragraph. */
static void test_broken_paragraph(void **state)
{
    (void)state;
    article a = take_text(
        "Ferry runs aground off Gull Bay\n\n" BODY "\n"
        "The owners of the ferry have been fined several times in the last ten years by "
        "inspectors of the Harbourbacked\n\n"
        "Union of Pilots and by the ministry, according to court papers.\n");
    keeps(&a, "inspectors of the Harbourbacked");
    keeps(&a, "Union of Pilots and by the ministry");
    assert_int_equal(a.removed.n, 0);
}

static void test_hard_wrapped(void **state)
{
    (void)state;
    article a =
        take_text("Ferry runs aground off Gull Bay\n\n"
                  "The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214\n"
                  "passengers were taken off by fishing boats, the coast guard said in\n"
                  "a statement that was read on the state-\n"
                  "run radio in the evening.\n"
                  "   Nobody is missing, said the harbour master, who was not on duty\n"
                  "when the ship struck the rocks and came by car from Bayford.\n\n"
                  "Divers will look at the hull on Friday, when the storm is expected\n"
                  "to have passed.\n");
    assert_int_equal(a.paragraphs.n, 3);
    keeps(&a,
          "all 214 passengers were taken off by fishing boats, the coast guard said in a "
          "statement that was read on the state-run radio in the evening.\n\n"
          "Nobody is missing");
    keeps(&a, "is expected to have passed.");
    is_slice(a.headline, "Ferry runs aground off Gull Bay");
}

static void test_bylines(void **state)
{
    (void)state;
    static const struct {
        const char *line;
        const char *names[3];
    } cases[] = {
        {"By Ann Stell", {"Ann Stell"}},
        {"By ANN STELL and Max van der Foe, Political Editor",
         {"Ann Stell", "Max van der Foe"}},
        {"By Ann Stell in Bayford", {"Ann Stell"}},
        {"By Ann Stell, Max Foe and J. R. Low", {"Ann Stell", "Max Foe", "J. R. Low"}},
        {"By Ann Stell and agencies", {"Ann Stell"}},
        {"Von Ann Stell, Bayford", {"Ann Stell"}},
        {"Par Ann Stell et Max Foe", {"Ann Stell", "Max Foe"}},
        {"Por Ann Stell", {"Ann Stell"}},
        {"By our harbour correspondent", {NULL}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        slice text = arena_format(&out, "Ferry runs aground off Gull Bay\n\n%s\n\n" BODY,
                                  cases[i].line);
        article a = take_text(text.ptr);
        uint32_t n = 0;
        for (; n < 3 && cases[i].names[n]; n++)
            if (n < a.bylines.n)
                is_slice(a.bylines.v[n], cases[i].names[n]);
        if (a.bylines.n != n)
            fail_msg("%u names in \"%s\"", a.bylines.n, cases[i].line);
        loses(&a, cases[i].line);
        keeps_body(&a);
    }
}

static void test_languages(void **state)
{
    (void)state;
    static const struct {
        const char *text, *tag;
    } cases[] = {
        {"Die F\xc3\xa4hre ist am Dienstag vor der K\xc3\xbcste auf Grund gelaufen, und "
         "alle "
         "wurden von den Fischern gerettet, sagte der Hafenmeister.",
         "de"},
        {"Le ferry s'est \xc3\xa9"
         "chou\xc3\xa9 mardi au large de la baie et les passagers "
         "ont \xc3\xa9t\xc3\xa9 \xc3\xa9vacu\xc3\xa9s par des p\xc3\xaa"
         "cheurs.",
         "fr"},
        {"El ferry encall\xc3\xb3 el martes frente a la bah\xc3\xad"
         "a y los pasajeros fueron "
         "rescatados por los pescadores, seg\xc3\xban las autoridades del puerto.",
         "es"},
        {"Il traghetto si \xc3\xa8 arenato nella baia e i passeggeri sono stati salvati "
         "dai "
         "pescatori, secondo il comandante della capitaneria di porto.",
         "it"},
        {"O ferry encalhou na ter\xc3\xa7"
         "a-feira e os passageiros foram salvos por "
         "pescadores, disse a capitania do porto, que n\xc3\xa3o deu mais "
         "informa\xc3\xa7\xc3\xb5"
         "es.",
         "pt"},
        {"De veerboot liep dinsdag vast voor de kust en alle passagiers zijn door "
         "vissers van "
         "boord gehaald, zei de havenmeester in een verklaring.",
         "nl"},
        {"\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc \xd1\x81\xd0\xb5\xd0\xbb "
         "\xd0\xbd\xd0\xb0 "
         "\xd0\xbc\xd0\xb5\xd0\xbb\xd1\x8c \xd0\xb2\xd0\xbe "
         "\xd0\xb2\xd1\x82\xd0\xbe\xd1\x80"
         "\xd0\xbd\xd0\xb8\xd0\xba.",
         "ru"},
        {"Ferry 12 34", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        article a = take_text(cases[i].text);
        is_slice(a.language, cases[i].tag);
    }
}

static void test_odd_sizes(void **state)
{
    (void)state;
    article a = take_text("Ferry");
    is_slice(a.text, "Ferry");
    a = take_text("Home");
    is_slice(a.text, "Home");
    a = take_text("Ferry runs aground off Gull Bay");
    is_slice(a.text, "Ferry runs aground off Gull Bay");
    a = take_text("  \n\n");
    is_slice(a.text, "");
    a = take_text(
        "Ferry runs aground\r\n\r\nThe ferry sank\xc2\xa0off  the\tbay, she said.\r\n");
    is_slice(a.text, "The ferry sank\xc2\xa0off the bay, she said.");
}

static void test_plain(void **state)
{
    (void)state;
    const char *text =
        "Share\n\nGull Bay Times  \n\n" BODY "\nSign up to our newsletter\n";
    document doc = {.input = SLICE("in"), .bytes = slice_of_str(text)};
    article a;
    article_extract(&out, &doc, true, SLICE("en-GB"), &a);
    is_slice(a.text, text);
    is_slice(a.headline, "");
    is_slice(a.language, "en-GB");
    assert_int_equal(a.removed.n, 0);
    assert_int_equal(a.paragraphs.n, 6);
    check_map(&doc, &a);
}

static void test_record(void **state)
{
    (void)state;
    article a =
        take((document){.input = SLICE("in:1"),
                        .bytes = slice_of_str("Ferry runs aground\n\n" BODY "\nShare\n"),
                        .id = SLICE("x-1"),
                        .title = SLICE("Ferry runs aground"),
                        .date = SLICE("2019-05-09"),
                        .outlet = SLICE("Gull Bay Times"),
                        .author = SLICE("Ann Stell; Max Foe"),
                        .url = SLICE("https://gull.example/1"),
                        .lang = SLICE("en"),
                        .extra = SLICE("{\"n\":1}")});
    is_slice(a.id, "x-1");
    is_slice(a.headline, "Ferry runs aground");
    is_slice(a.published.value, "2019-05-09");
    is_slice(a.published.candidates.v[0].where, "record field date");
    is_slice(a.outlet, "Gull Bay Times");
    assert_int_equal(a.bylines.n, 2);
    is_slice(a.extra, "{\"n\":1}");
    loses(&a, "Share");
    loses(&a, "Ferry runs aground");
    keeps_body(&a);
}

static void test_identity(void **state)
{
    (void)state;
    document doc = {.input = SLICE("a"), .bytes = slice_of_str(BODY)};
    article a = take(doc);
    doc.input = SLICE("b");
    article b = take(doc);
    is_slice(b.id, a.id.ptr);
    doc.url = SLICE("https://gull.example/1");
    b = take(doc);
    assert_false(slice_eq(a.id, b.id));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_simple),
        TEST(test_top_of_page),
        TEST(test_title_with_site),
        TEST(test_archive_fields),
        TEST(test_caption_twice),
        TEST(test_captions),
        TEST(test_reading_controls),
        TEST(test_tail),
        TEST(test_nothing_lost),
        TEST(test_inner_links),
        TEST(test_list),
        TEST(test_related_list),
        TEST(test_comments),
        TEST(test_broken_paragraph),
        TEST(test_hard_wrapped),
        TEST(test_bylines),
        TEST(test_languages),
        TEST(test_odd_sizes),
        TEST(test_plain),
        TEST(test_record),
        TEST(test_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
