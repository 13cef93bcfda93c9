/* gzip and zstd: members, frames, damage and traps. */
#include "base/buf.h"
#include "read/packed.h"

#include "support.h"

#include <sys/resource.h>

static slice line(arena *a, uint32_t number)
{
    uint64_t seed = number;
    buf b;
    buf_init(&b, a);
    buf_printf(&b, "{\"id\": %u, \"text\": \"", number);
    for (int i = 0; i < 200; i++)
        buf_printf(&b, "%x ", next_random(&seed));
    buf_add_str(&b, "\"}\n");
    return buf_slice(&b);
}

static slice lines(arena *a, uint32_t first, uint32_t n)
{
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < n; i++)
        buf_add(&b, line(a, first + i));
    return buf_slice(&b);
}

typedef slice packer(arena *a, slice plain);
static packer *const packers[] = {gzipped, zstd_packed};
enum { N_PACKERS = 2 };

static void test_the_same_as_plain(void **state)
{
    arena *a = *state;
    slice inputs[] = {SLICE("The ferry sank."), lines(a, 0, 3000),
                      SLICE("<!doctype html><p>x</p>")};
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < N_PACKERS; k++) {
            read_result plain = read_all_of(a, inputs[i]);
            read_result small = read_all_of(a, packers[k](a, inputs[i]));
            assert_int_equal(small.skips.n, 0);
            assert_int_equal(small.documents.n, plain.documents.n);
            for (uint32_t j = 0; j < plain.documents.n; j++) {
                const document *x = &plain.documents.v[j], *y = &small.documents.v[j];
                assert_true(slice_eq(x->bytes, y->bytes) && slice_eq(x->id, y->id));
                assert_true(slice_eq(x->input, y->input) && x->kind == y->kind);
            }
        }
}

static void test_many_members(void **state)
{
    arena *a = *state;
    for (size_t k = 0; k < N_PACKERS; k++) {
        slice whole = slice_of("", 0), two = lines(a, 0, 2);
        for (size_t at = 0; at < two.len; at += 100) // a line is in many members
            whole =
                joined(a, whole,
                       packers[k](a, slice_of(two.ptr + at,
                                              two.len - at < 100 ? two.len - at : 100)));
        read_result r = read_all_of(a, whole);
        assert_int_equal(r.skips.n, 0);
        assert_int_equal(r.documents.n, 2);
        read_result none = read_all_of(a, packers[k](a, slice_of("", 0)));
        assert_int_equal(none.documents.n, 0);
        is_slice(none.skips.v[0].reason, "empty");
    }
    // Zeros behind the last member are padding
    char zeros[100] = {0};
    read_result r =
        read_all_of(a, joined(a, gzipped(a, lines(a, 0, 3)), slice_of(zeros, 100)));
    assert_int_equal(r.documents.n, 3);
    assert_int_equal(r.skips.n, 0);
    r = read_all_of(a, joined(a, gzipped(a, lines(a, 0, 3)), SLICE("trailing words")));
    assert_int_equal(r.documents.n, 3);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.skips.v[0].reason, "what follows is not packed");
}

static void test_packed_again(void **state)
{
    arena *a = *state;
    slice bytes = lines(a, 0, 3);
    for (int depth = 0; depth <= PACKED_DEPTH; depth++) {
        assert_int_equal(read_all_of(a, bytes).documents.n, 3);
        bytes = packers[depth % N_PACKERS](a, bytes);
    }
    read_result r = read_all_of(a, bytes);
    assert_int_equal(r.documents.n, 0);
    assert_int_equal(r.skips.n, 1);
    is_slice(r.skips.v[0].reason, "packed more than 3 times over");
}

/* ---- damage ---- */

static void test_breaking_off_anywhere(void **state)
{
    slice plain = lines(*state, 0, 6);
    for (size_t k = 0; k < N_PACKERS; k++) {
        slice small = packers[k](*state, plain);
        uint32_t before = 0;
        for (size_t len = 4; len < small.len; len++) {
            arena *a = arena_sub(*state);
            read_result r = read_all_of(a, slice_of(small.ptr, len));
            assert_int_equal(r.skips.n, 1); // says that it breaks off
            // Of "{" alone nobody can tell that it is a record
            uint32_t n = 0;
            for (uint32_t i = 0; i < r.documents.n; i++)
                n += r.documents.v[i].id.len > 0;
            assert_true(n >= before && n <= 6);
            before = n;
            arena_release(a);
        }
        assert_int_equal(read_all_of(*state, small).documents.n, 6);
    }
}

/* A damaged member costs its lines alone, wherever the damage is. */
static void test_damage_anywhere(void **state)
{
    for (size_t k = 0; k < N_PACKERS; k++) {
        slice members[3], whole = slice_of("", 0);
        for (uint32_t i = 0; i < 3; i++) {
            members[i] = packers[k](*state, lines(*state, 2 * i, 2));
            whole = joined(*state, whole, members[i]);
        }
        size_t start = members[0].len, end = start + members[1].len;
        for (size_t at = start; at < end; at++) {
            arena *a = arena_sub(*state);
            char *bytes = arena_str(a, whole);
            bytes[at] ^= (char)(1 << at % 8);
            read_result r = read_all_of(a, slice_of(bytes, whole.len));
            uint32_t found = 0; // bits by id
            for (uint32_t i = 0; i < r.documents.n; i++)
                if (r.documents.v[i].id.len == 1)
                    found |= 1u << (r.documents.v[i].id.ptr[0] - '0');
            if ((found & 0x33) != 0x33)
                fail_msg("packer %zu, byte %zu: lines %x are left", k, at - start, found);
            arena_release(a);
        }
    }
}

static void test_a_damaged_page_is_not_used(void **state)
{
    arena *a = *state;
    slice page = joined(a, SLICE("<!doctype html><p>"), lines(a, 0, 20));
    slice small = gzipped(a, page);
    char *bytes = arena_str(a, small);
    bytes[small.len - 6] ^= 1; // the checksum
    read_result r = read_all_of(a, slice_of(bytes, small.len));
    assert_int_equal(r.documents.n, 0);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.skips.v[0].reason, "incorrect data check");
    // The beginning of one that breaks off is good, and the note says what it is
    r = read_all_of(a, slice_of(small.ptr, small.len / 2));
    assert_int_equal(r.documents.n, 1);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.documents.v[0].note, "breaks off");
}

/* ---- traps ---- */

static slice bomb(arena *a, const char *start, size_t n_mib, char filler, bool zstd)
{
    static char many[1 << 20];
    memset(many, filler, sizeof many);
    size_t cap = 16 << 20, len = 0;
    char *to = arena_alloc(a, cap);
    if (zstd) {
        ZSTD_CCtx *context = ZSTD_createCCtx();
        ZSTD_outBuffer out = {to, cap, 0};
        ZSTD_inBuffer head = {start, strlen(start), 0};
        ZSTD_compressStream2(context, &out, &head, ZSTD_e_continue);
        for (size_t i = 0; i < n_mib; i++) {
            ZSTD_inBuffer in = {many, sizeof many, 0};
            ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue);
        }
        ZSTD_inBuffer none = {NULL, 0, 0};
        ZSTD_compressStream2(context, &out, &none, ZSTD_e_end);
        ZSTD_freeCCtx(context);
        len = out.pos;
    } else {
        z_stream z = {0};
        deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
        z.next_out = (Bytef *)to;
        z.avail_out = (uInt)cap;
        z.next_in = (z_const Bytef *)(uintptr_t)start;
        z.avail_in = (uInt)strlen(start);
        deflate(&z, Z_NO_FLUSH);
        for (size_t i = 0; i < n_mib; i++) {
            z.next_in = (Bytef *)many;
            z.avail_in = sizeof many;
            deflate(&z, i + 1 < n_mib ? Z_NO_FLUSH : Z_FINISH);
        }
        len = cap - z.avail_out;
        deflateEnd(&z);
    }
    return slice_of(to, len);
}

static void test_bombs(void **state)
{
    static const char *const starts[] = {"",
                                         "{\"text\": \"",
                                         "{\"text\": \"x\"}\n",
                                         "<!doctype html><p>",
                                         "WARC/1.0\r\n",
                                         "a,b\n"};
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        for (int zstd = 0; zstd < 2; zstd++) {
            arena *a = arena_sub(*state);
            read_result r = read_all_of(a, bomb(a, starts[i], 100, ' ', zstd));
            assert_true(r.documents.n <= 1);
            // A head of a record without an end is a fault of its own
            if (r.skips.n != (starts[i][0] == 'W' ? 2 : 1))
                fail_msg("%u skips of \"%s\"", r.skips.n, starts[i]);
            arena_release(a);
        }
    getrusage(RUSAGE_SELF, &after);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
    assert_true(after.ru_maxrss - before.ru_maxrss < 150 << 10); // KiB
#endif
    arena *a = *state;
    // Packed twice a gigabyte is a few kilobytes
    slice twice = gzipped(a, bomb(a, "{\"text\": \"x\"}\n", 100, '\n', false));
    assert_true(twice.len < 50000);
    read_result r = read_all_of(a, twice);
    assert_int_equal(r.skips.n, 1);
    has_slice(r.skips.v[0].reason, "more than 200 times its size");
}

static void test_large_but_honest(void **state)
{
    // 30 MiB that pack to a seventh: the caps must not bite
    slice part = lines(*state, 0, 2000), whole = slice_of("", 0);
    for (int i = 0; i < 16; i++)
        whole = joined(*state, whole, gzipped(*state, part));
    read_result r = read_all_of(*state, whole);
    assert_int_equal(r.documents.n, 16 * 2000);
    assert_int_equal(r.skips.n, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {READ_TEST(test_the_same_as_plain),
                                       READ_TEST(test_many_members),
                                       READ_TEST(test_packed_again),
                                       READ_TEST(test_breaking_off_anywhere),
                                       READ_TEST(test_damage_anywhere),
                                       READ_TEST(test_a_damaged_page_is_not_used),
                                       READ_TEST(test_bombs),
                                       READ_TEST(test_large_but_honest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
