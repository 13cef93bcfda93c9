/* The tables against the lists that they are made of. */
#include "article/cue_lists.h"
#include "article/page.h"
#include "article/word_lists.h"
#include "check.h"

static uint64_t kinds_by_list(slice word)
{
    uint64_t kinds = 0;
    for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++)
        for (size_t k = 0; k < word_lists[i].n; k++)
            if (slice_eq_nocase(word, slice_of_str(word_lists[i].words[k])))
                kinds |= word_lists[i].kind;
    for (size_t i = 0; i < sizeof month_names / sizeof *month_names; i++)
        if (slice_eq_nocase(word, slice_of_str(month_names[i].name)))
            kinds |= (uint64_t)month_names[i].number << WORD_MONTH_AT;
    for (size_t i = 0; i < sizeof weekday_names / sizeof *weekday_names; i++)
        if (slice_eq_nocase(word, slice_of_str(weekday_names[i].name)))
            kinds |= (uint64_t)weekday_names[i].number << WORD_WEEKDAY_AT;
    return kinds;
}

/* As it stands, with and without room behind it, in capitals, and with a byte changed,
 * added or missing. */
static void check_word(const char *listed)
{
    char room[WORD_LONGEST * 2 + 8] = {0};
    size_t len = strlen(listed);
    for (int form = 0; form < 5; form++) {
        memcpy(room, listed, len + 1);
        slice word = slice_of(room, len);
        if (form == 1)
            for (size_t i = 0; i < len; i += 2)
                room[i] =
                    (char)(room[i] >= 'a' && room[i] <= 'z' ? room[i] - 32 : room[i]);
        if (form == 2)
            room[len / 2] = 'q';
        if (form == 3)
            room[word.len++] = 's';
        if (form == 4)
            word.len--;
        uint64_t want = kinds_by_list(word);
        assert_true(word_kinds(word) == want);
        assert_true(word_kinds_in(word, sizeof room) == want);
        assert_true(word_kinds_in(word, word.len) == want);
    }
}

static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++)
        for (size_t k = 0; k < word_lists[i].n; k++)
            check_word(word_lists[i].words[k]);
    for (size_t i = 0; i < sizeof month_names / sizeof *month_names; i++)
        check_word(month_names[i].name);
    for (size_t i = 0; i < sizeof weekday_names / sizeof *weekday_names; i++)
        check_word(weekday_names[i].name);
    assert_true(word_kinds(SLICE("")) == 0);
    assert_true(word_kinds(SLICE("a word that is longer than any of the lists")) == 0);
}

/* The reason of a line that has the cue in it, as pages have it. */
static const char *why_of(const char *before, const char *what, const char *behind)
{
    bool list;
    word_counts counts;
    slice line = arena_format(&out, "%s%s%s", before, what, behind);
    shape s = shape_scan(line, &counts);
    line_hints hints = cue_hints(shape_fold(&out, line, SIZE_MAX));
    const char *why =
        cue_furniture(shape_fold(&out, line, SIZE_MAX), &s, counts.kinds, &hints, &list);
    bool again;
    const char *unasked =
        cue_furniture(shape_fold(&out, line, SIZE_MAX), &s, counts.kinds, NULL, &again);
    assert_true(why == unasked && list == again);
    return why;
}

/* No cue is lost by its anchor or its first letters. */
static void test_cues(void **state)
{
    (void)state;
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].n; i++) {
            const cue *c = &groups[g].cues[i];
            // Marks at a line's end are taken off before it is looked at
            bool marked = strchr(":?-", c->text[strlen(c->text) - 1]) != NULL;
            if (!marked && !why_of("", c->text, ""))
                fail_msg("lost: \"%s\"", c->text);
            if ((c->how & CUE_INSIDE) && !why_of("Zzyzx ", c->text, " zzyzx"))
                fail_msg("lost inside a line: \"%s\"", c->text);
            if ((c->how & CUE_START) && !(c->how & CUE_COLON) &&
                !why_of("", c->text, " zzyzx"))
                fail_msg("lost at the start: \"%s\"", c->text);
        }
    assert_null(why_of("", "The ferry ran aground off the bay", ""));
}

static void test_captions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof photo_credits / sizeof *photo_credits; i++) {
        slice line =
            arena_format(&out, "The ferry in the bay %s zzyzx", photo_credits[i]);
        assert_true(cue_has_photo_credit(line, line, cue_hints(line).kinds));
    }
    for (size_t i = 0; i < sizeof caption_starts / sizeof *caption_starts; i++) {
        slice line = arena_format(&out, "%s the ferry", caption_starts[i]);
        shape s = shape_of(line);
        assert_non_null(cue_caption(line, line, &s, cue_hints(line).kinds, false));
    }
}

/* The language of the counts of paragraphs is that of the whole text. */
static void test_languages(void **state)
{
    (void)state;
    static const char body[] = BODY;
    static const char russian[] = "\xd0\x9f\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbc"
                                  " \xd1\x81\xd0\xb5\xd0\xbb\n";
    static const char *const texts[] = {
        body, "Die F\xc3\xa4hre ist auf dem Weg in die Bucht nicht mit der Flut da.\n",
        "Le ferry est dans la baie et les passagers ont dit non.\n", russian, "Zzyzx.\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t n = 1; n <= 64; n *= 4) {
            slice text = slice_of("", 0);
            for (size_t k = 0; k < n; k++)
                text = arena_format(&out, "%.*s%s\n", (int)text.len, text.ptr, texts[i]);
            article a = take((document){.input = SLICE("in"), .bytes = text});
            slice guess = language_guess(a.text);
            assert_true(slice_eq(a.language, guess));
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_words), TEST(test_cues),
                                       TEST(test_captions), TEST(test_languages)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
