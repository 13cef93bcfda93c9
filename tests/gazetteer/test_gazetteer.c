// The gazetteer: lines to a file, names to places, and nothing trusted. All places are
// invented.
#include "base/hash.h"
#include "gazetteer/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const lines[] = {
    ("11\tTárvon\tTarvon\tTarwon,Тарвон,TRV\t10.5\t-20."
     "25\tP\tPPL\tZZ\t\t01\t7\t\t\t40000\t\t\t\t"),
    "12\tTarvon\tTarvon\t\t-3.00001\t99.5\tP\tPPLC\tYY\t\t02\t\t\t\t900000\t\t\t\t",
    "13\tTarvon Mill\tTarvon Mill\t\t10.7\t-20.25\tP\tPPL\tZZ\t\t01\t8\t\t\t200\t\t\t\t",
    "14\tVelbury Water\tVelbury Water\t\t1\t2\tH\tSTM\tZZ\t\t01\t\t\t\t0\t\t\t\t",
    "ZZ\tZZZ\t900\tZZ\tZedland\tTarvon\t1\t40200\tEU\t\t\t\t\t\t\t\t15\t\t",
    "ZZ.01\tSalt Coast\tSalt Coast\t16",
    "ZZ.01.7\tTarvon County\tTarvon County\t17",
    "1\t11\tde\tTarvonstadt\t\t\t\t\t\t",
    "2\t11\tlink\thttps://example.org/Tarvon\t\t\t\t\t\t",
    "3\t9999\ten\tNowhere\t\t\t\t\t\t",
    "# a note",
};
enum { N_LINES = sizeof lines / sizeof *lines };

static slice built(arena *a, bool backwards)
{
    gazetteer_builder *b = gazetteer_builder_new(a);
    for (int i = 0; i < N_LINES; i++)
        assert_true(gazetteer_builder_line(
            b, slice_of_str(lines[backwards ? N_LINES - 1 - i : i])));
    return gazetteer_builder_end(b, a, SLICE("invented"));
}

static void opened(gazetteer *g, slice bytes)
{
    const char *why = NULL;
    if (!gazetteer_open(g, bytes, &why))
        fail_msg("%s", why);
}

static const gazetteer_place *nth(const gazetteer *g, arena *a, const char *name,
                                  uint32_t i)
{
    uint32_t first,
        n = gazetteer_find(g, gazetteer_key_of(a, slice_of_str(name)), &first);
    return i < n ? gazetteer_at(g, first + i) : NULL;
}

static void names_lead_to_places(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    gazetteer g;
    opened(&g, built(&a, false));
    const gazetteer_place *p = nth(&g, &a, "TARVON", 0);
    assert_non_null(p);
    assert_int_equal(p->id, 12); // the capital before the other
    assert_int_equal(p->lat, -300001);
    assert_int_equal(p->lon, 9950000);
    assert_int_equal(p->seat, 3);
    p = nth(&g, &a, "Tarvon", 1);
    assert_int_equal(p->id, 11);
    assert_int_equal(p->population, 40000);
    assert_null(nth(&g, &a, "Tarvon", 2));
    static const char *const others[] = {"Tarwon", "Тарвон", "ТАРВОН", "Tarvonstadt"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(nth(&g, &a, others[i], 0)->id, 11);
    assert_int_equal(nth(&g, &a, "tarvon-mill", 0)->id, 13);
    assert_null(nth(&g, &a, "TRV", 0)); // a code, not a name
    assert_null(nth(&g, &a, "Nowhere", 0));
    assert_null(nth(&g, &a, "Velbury Water", 0)); // rivers are left out
    assert_null(nth(&g, &a, "", 0));
    assert_true(slice_eq_str(gazetteer_name(&g, nth(&g, &a, "Tarvon", 1)), "Tárvon"));
    assert_true(slice_eq_str(g.notes, "invented"));
    arena_deinit(&a);
}

static void divisions_lie_amid_their_towns(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    gazetteer g;
    opened(&g, built(&a, false));
    const gazetteer_place *region = nth(&g, &a, "Salt Coast", 0),
                          *county = nth(&g, &a, "Tarvon County", 0),
                          *country = nth(&g, &a, "Zedland", 0),
                          *town = nth(&g, &a, "Tarvon Mill", 0);
    assert_int_equal(region->kind, PLACE_REGION);
    assert_true(region->lat > 1050000 && region->lat < 1070000);
    assert_int_equal(region->population, 40200);
    assert_int_equal(county->kind, PLACE_DISTRICT);
    assert_int_equal(county->lat, 1050000);
    assert_int_equal(country->kind, PLACE_COUNTRY);
    assert_int_equal(country->lon, -2025000);
    assert_int_equal(region->region, town->region);
    assert_int_not_equal(county->district, town->district);
    assert_ptr_equal(nth(&g, &a, "code ZZ", 0), country);
    assert_ptr_equal(nth(&g, &a, "code ZZ.01", 0), region);
    arena_deinit(&a);
}

static void the_order_of_lines_does_not_show(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice one = built(&a, false), other = built(&a, true);
    assert_true(slice_eq(one, other));
    arena_deinit(&a);
}

static void other_lines_are_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "11\tTarvon",
        "x\tTarvon\tTarvon\t\t1\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "0\tTarvon\tTarvon\t\t1\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "1\tTarvon\tTarvon\t\t91\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "1\tTarvon\tTarvon\t\t1\t-180.1\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "1\tTarvon\tTarvon\t\t1..1\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "1\tTarvon\tTarvon\t\t\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "1\tTar\xffvon\tTarvon\t\t1\t2\tP\tPPL\tZZ\t\t01\t\t\t\t5\t\t\t\t",
        "ZZ.01\tSalt Coast\tSalt Coast\tx",
        "Zz.01\tSalt Coast\tSalt Coast\t5",
        "ZZ\tSalt Coast\tSalt Coast\t5",
    };
    arena a;
    arena_init(&a);
    gazetteer_builder *b = gazetteer_builder_new(&a);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(gazetteer_builder_line(b, slice_of_str(wrong[i])));
    assert_int_equal(gazetteer_builder_n_places(b), 0);
    gazetteer g;
    opened(&g, gazetteer_builder_end(b, &a, SLICE("")));
    assert_int_equal(g.n_keys, 0);
    assert_null(nth(&g, &a, "Tarvon", 0));
    arena_deinit(&a);
}

static void files_cut_short_are_refused(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    slice file = built(&a, false);
    for (size_t len = 0; len < file.len; len++) {
        gazetteer g;
        const char *why = NULL;
        char *bytes = arena_alloc(&a, len + 1);
        memcpy(bytes, file.ptr, len);
        assert_false(gazetteer_open(&g, slice_of(bytes, len), &why));
        assert_non_null(why);
    }
    arena_deinit(&a);
}

// What a linear search over all keys finds, for keys that are there and others.
static void as_the_slow_way(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    gazetteer_builder *b = gazetteer_builder_new(&a);
    uint64_t seed = 17;
    for (uint32_t i = 1; i <= 5000; i++) {
        char line[200];
        seed = hash_mix(seed, i);
        snprintf(line, sizeof line,
                 "%u\tKarst%u\tKarst%u\t\t%u.5\t%u\tP\tPPL\tZZ\t\t01\t\t\t\t%u\t\t\t\t",
                 i, (unsigned)(seed % 900), (unsigned)(seed % 900), (unsigned)(seed % 90),
                 (unsigned)(seed % 180), (unsigned)(seed % 100000));
        assert_true(gazetteer_builder_line(b, slice_of_str(line)));
    }
    gazetteer g;
    opened(&g, gazetteer_builder_end(b, &a, SLICE("")));
    assert_int_equal(g.n_keys, 5000);
    for (unsigned i = 0; i < 1000; i++) {
        char name[32];
        snprintf(name, sizeof name, "karst %u", i);
        uint64_t key = gazetteer_key_of(&a, slice_of_str(name));
        uint32_t first = 0, n = gazetteer_find(&g, key, &first), count = 0;
        for (uint32_t k = 0; k < g.n_keys; k++)
            count += g.keys[k] == key;
        assert_int_equal(n, count);
        for (uint32_t k = 0; k < n; k++) {
            const gazetteer_place *p = gazetteer_at(&g, first + k);
            uint64_t own = gazetteer_key_of(&a, gazetteer_name(&g, p));
            assert_true(own == key);
            if (k)
                assert_true(gazetteer_at(&g, first + k - 1)->population >= p->population);
        }
    }
    arena_deinit(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lead_to_places),
        cmocka_unit_test(divisions_lie_amid_their_towns),
        cmocka_unit_test(the_order_of_lines_does_not_show),
        cmocka_unit_test(other_lines_are_refused),
        cmocka_unit_test(files_cut_short_are_refused),
        cmocka_unit_test(as_the_slow_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
