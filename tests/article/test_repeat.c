/* What stands on many pages of an outlet. */
#include "check.h"

#include "article/repeat.h"
#include "base/buf.h"

#include <stdlib.h>

enum { MOST = 16 };

static const char *const leads[] = {
    "The ferry Marigold ran aground off Gull Bay on Tuesday, and all 214 passengers were "
    "taken off by fishing boats, the coast guard said.",
    "The council of Port Else voted by nine to four for a second bridge over the Sarn, "
    "which is to open in three years' time.",
    "Bakers in Castellan, many of them with families in Port Else, went back to work on "
    "Monday after eleven days of strike.",
    "Firefighters from Port Else said on Sunday that the blaze near Hill Fort, which had "
    "burned 900 hectares of pine, was under control.",
    "The Westmark Philharmonic has named Dana Ruel as its chief conductor, the first "
    "woman to lead it since it was founded.",
};
static const char *const titles[] = {
    "Ferry runs aground off Gull Bay", "Council votes for a new bridge",
    "Castellan bakers end their strike", "Wildfire near Hill Fort under control",
    "Orchestra names its first woman conductor"};

static unsigned next_random(unsigned *state)
{
    *state = *state * 1103515245u + 12345u;
    return *state >> 16;
}

/* Two sentences of no sense, others for each seed. */
static void add_words(buf *b, unsigned seed)
{
    static const char *const words[] = {
        "harbour", "council", "storm",  "school", "price",   "market",  "road",
        "winter",  "report",  "member", "street", "house",   "water",   "power",
        "train",   "city",    "money",  "week",   "month",   "morning", "river",
        "field",   "doctor",  "judge",  "police", "driver",  "owner",   "company",
        "hotel",   "guest",   "ship",   "sailor", "teacher", "patient", "bank",
        "library", "bakery",  "coal",   "timber", "garden"};
    unsigned state = seed * 2654435761u + 17;
    for (unsigned i = 0; i < 40; i++)
        buf_printf(b, "%s%s%s",
                   i % 20 ? " "
                   : i    ? " The "
                          : "The ",
                   words[next_random(&state) % (sizeof words / sizeof *words)],
                   i % 20 == 19 ? "." : "");
}

static slice page_text(unsigned which, unsigned seed, const char *head,
                       const char *middle, const char *tail)
{
    buf b;
    buf_init(&b, &out);
    if (head)
        buf_printf(&b, "%s\n\n", head);
    buf_printf(&b, "%s\n\n%s\n\n", titles[which], leads[which]);
    for (unsigned i = 0; i < 6; i++) {
        add_words(&b, seed * 100 + i);
        buf_printf(&b, "\n\n");
        if (i == 2 && middle)
            buf_printf(&b, "%s\n\n", middle);
    }
    if (tail)
        buf_printf(&b, "%s\n", tail);
    return arena_slice(&out, buf_slice(&b));
}

/* The articles of these documents after both looks at them. */
static void take_all(const document *docs, unsigned n, article *to)
{
    repeat_note notes[MOST];
    repeats *r = repeats_new(&out, 1000);
    for (unsigned i = 0; i < n; i++) {
        article_extract(&out, &docs[i], false, SLICE("en"), &to[i]);
        repeat_note_take(&out, &docs[i], &to[i], &notes[i]);
        repeats_add(r, &notes[i]);
    }
    repeats_settle(r);
    for (unsigned i = 0; i < n; i++) {
        const repeat_set *again = repeats_of(r, &notes[i]);
        if (again)
            article_extract_again(&out, &docs[i], SLICE("en"), again, &to[i]);
        check_map(&docs[i], &to[i]);
    }
}

static document doc_of(slice text, const char *outlet)
{
    return (document){
        .input = SLICE("in"), .bytes = text, .outlet = slice_of_str(outlet)};
}

static const char tail_line[] =
    "Every gift helps our small newsroom to keep the lamps lit through the long winter.";
static const char background[] =
    "The Sarn valley war, which began in 2031, has driven half a million people from "
    "their homes, most of them to Port Else.";

static void test_frame_goes_background_stays(void **state)
{
    (void)state;
    document docs[5];
    article got[5];
    for (unsigned i = 0; i < 5; i++) {
        bool told = i >= 1 && i <= 3;
        char tail[512];
        snprintf(tail, sizeof tail, "%s%s%s", told ? background : "", told ? "\n\n" : "",
                 tail_line);
        docs[i] = doc_of(page_text(i, i, "Brought to 40,000 islanders at every dawn",
                                   "Sunlit corner of the coast", tail),
                         "The Bay Mirror");
    }
    take_all(docs, 5, got);
    for (unsigned i = 0; i < 5; i++) {
        is_slice(got[i].headline, titles[i]);
        keeps(&got[i], leads[i]);
        removes(&got[i], tail_line, "stands in 5 of 5 articles of this outlet");
        loses(&got[i], "Brought to");
        loses(&got[i], "Sunlit corner");
        if (i >= 1 && i <= 3)
            keeps(&got[i], background);
    }
}

/* Two are not many, and neither are four versions of one story. */
static void test_versions_are_one_story(void **state)
{
    (void)state;
    document docs[5];
    article got[5];
    for (unsigned i = 0; i < 5; i++)
        docs[i] = doc_of(page_text(i < 4 ? 0 : 1, i < 4 ? 0 : 9, NULL, NULL, tail_line),
                         "Mirror");
    take_all(docs, 5, got);
    for (unsigned i = 0; i < 5; i++) {
        keeps(&got[i], tail_line);
        keeps(&got[i], leads[i < 4 ? 0 : 1]);
    }
}

/* Of other outlets, the same line is no frame. */
static void test_each_outlet_by_itself(void **state)
{
    (void)state;
    static const char *const names[] = {"Mirror", "Mirror", "Ledger", "Ledger", "Post"};
    document docs[5];
    article got[5];
    for (unsigned i = 0; i < 5; i++)
        docs[i] = doc_of(page_text(i, i, NULL, NULL, tail_line), names[i]);
    take_all(docs, 5, got);
    for (unsigned i = 0; i < 5; i++)
        keeps(&got[i], tail_line);
}

/* A name that nothing gives away, known from the other articles. */
static void test_name_at_the_top(void **state)
{
    (void)state;
    document docs[5];
    article got[5];
    for (unsigned i = 0; i < 5; i++)
        docs[i] = doc_of(page_text(i, i, "Bay Windows and Doors", NULL, NULL), "");
    take_all(docs, 5, got);
    for (unsigned i = 0; i < 5; i++) {
        is_slice(got[i].outlet, "Bay Windows and Doors");
        is_slice(got[i].headline, titles[i]);
    }
}

/* ---- properties ---- */

static repeat_note random_note(unsigned *state, unsigned n_outlets)
{
    repeat_note note = {.rank = (uint64_t)next_random(state) << 20 | next_random(state)};
    note.outlet = UINT64_MAX / n_outlets * (next_random(state) % n_outlets) + 1;
    note.n_lines = next_random(state) % 8;
    for (uint32_t i = 0; i < note.n_lines; i++)
        note.lines[i] = (repeat_line){i * 100 + 1 + next_random(state) % (1 + i * 2),
                                      i % 2 ? REPEAT_IS_PROSE : REPEAT_IS_LABEL};
    note.n_sketch = REPEAT_SKETCH;
    for (uint32_t i = 0; i < REPEAT_SKETCH; i++)
        note.sketch[i] = (uint64_t)i << 40 | next_random(state);
    return note;
}

static bool same_set(const repeat_set *a, const repeat_set *b)
{
    if (!a || !b)
        return a == b;
    return a->n_lines == b->n_lines && a->of == b->of && a->all == b->all &&
           (a->n_lines == 0 ||
            memcmp(a->lines, b->lines, a->n_lines * sizeof *a->lines) == 0);
}

/* However few are kept, what comes out does not depend on the order. */
static void test_order_does_not_show(void **state)
{
    (void)state;
    enum { N = 400 };
    for (unsigned seed = 1; seed <= 60; seed++) {
        unsigned random = seed, most = 10 + seed * 8;
        repeat_note *notes = arena_array(&out, repeat_note, N);
        for (unsigned i = 0; i < N; i++)
            notes[i] = random_note(&random, 1 + seed % 40);
        repeats *there = repeats_new(&out, most), *back = repeats_new(&out, most);
        for (unsigned i = 0; i < N; i++)
            repeats_add(there, &notes[i]);
        for (unsigned i = N; i-- > 0;)
            repeats_add(back, &notes[i * 7 % N]); // 7 and 400 share no factor
        repeats_settle(there);
        repeats_settle(back);
        for (unsigned i = 0; i < N; i++)
            if (!same_set(repeats_of(there, &notes[i]), repeats_of(back, &notes[i])))
                fail_msg("seed %u, note %u", seed, i);
    }
}

/* The slow and obvious count, where everything is kept and every article a story. */
static void test_counts(void **state)
{
    (void)state;
    enum { N = 50 };
    for (unsigned seed = 1; seed <= 100; seed++) {
        unsigned random = seed * 77;
        repeat_note notes[N];
        repeats *r = repeats_new(&out, N);
        for (unsigned i = 0; i < N; i++) {
            notes[i] = random_note(&random, 1);
            notes[i].rank = i;
            for (uint32_t k = 0; k < REPEAT_SKETCH; k++)
                notes[i].sketch[k] = (uint64_t)k << 40 | i << 8;
            repeats_add(r, &notes[i]);
        }
        repeats_settle(r);
        for (unsigned i = 0; i < N; i++)
            for (uint32_t k = 0; k < notes[i].n_lines; k++) {
                unsigned count = 0;
                for (unsigned j = 0; j < N; j++)
                    for (uint32_t m = 0; m < notes[j].n_lines; m++)
                        count += notes[j].lines[m].key == notes[i].lines[k].key;
                bool many = count >= 3 && (k % 2 ? count * 2 >= N : count * 5 >= N);
                const repeat_set *set = repeats_of(r, &notes[i]);
                const repeat_found *found =
                    set ? repeat_set_get(set, notes[i].lines[k].key) : NULL;
                assert_int_equal(found != NULL, many);
                if (found)
                    assert_int_equal(found->articles, count);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_frame_goes_background_stays), TEST(test_versions_are_one_story),
        TEST(test_each_outlet_by_itself),       TEST(test_name_at_the_top),
        TEST(test_order_does_not_show),         TEST(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
