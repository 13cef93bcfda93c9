/* The table against the slow and obvious way: a list of pairs. */
#include "base/hash.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <setjmp.h>

#include <cmocka.h>

enum { N_OPERATIONS = 20000, N_KEYS = 700 };

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static void test_against_a_list(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    hash_table table;
    hash_table_init(&table, &a, 0);
    uint64_t seed = 20310508;
    print_message("# seed %llu\n", (unsigned long long)seed);
    static uint64_t keys[N_KEYS];
    static uint32_t values[N_KEYS];
    uint32_t n = 0;
    for (uint32_t i = 0; i < N_OPERATIONS; i++) {
        // few and bad keys: neighbours, zero, and ones that differ in high bits alone
        uint64_t k = next_random(&seed) % 500;
        uint64_t key = k % 3 ? k : k << 48;
        uint32_t at = 0;
        while (at < n && keys[at] != key)
            at++;
        uint32_t *got = hash_table_get(&table, key);
        assert_int_equal(got != NULL, at < n);
        if (got)
            assert_int_equal(*got, values[at]);
        bool is_new;
        uint32_t *put = hash_table_put(&table, key, &is_new);
        assert_int_equal(is_new, at == n);
        if (at == n) {
            assert_int_equal(*put, 0);
            keys[n++] = key;
        }
        *put = values[at] = i;
    }
    assert_int_equal(table.n, n);
    arena_deinit(&a);
}

static void test_mix_minds_the_order(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_not_equal(hash_mix(i, i + 1), hash_mix(i + 1, i));
}

static void test_bytes(void **state)
{
    (void)state;
    assert_int_equal(hash_bytes(SLICE("witness")), hash_bytes(SLICE("witness")));
    assert_int_not_equal(hash_bytes(SLICE("witness")), hash_bytes(SLICE("witnesS")));
    assert_int_equal(hash_bytes(slice_of("", 0)), hash_bytes(slice_of("x", 0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_a_list),
        cmocka_unit_test(test_mix_minds_the_order),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
