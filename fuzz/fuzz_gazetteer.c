/* GeoNames dumps and gazetteer files. The bytes are lines of a dump: what comes of them
 * opens, every key leads to a place, and the lines in another order give the same file.
 * Then the file is changed by the bytes, five for one byte of it: it is refused with a
 * reason, or whatever is looked up in it is a place within the file. */
#include "fuzz_check.h"
#include "gazetteer/file.h"

static slice build(arena *a, slice bytes, bool backwards)
{
    VEC(slice) lines = {0};
    slice line;
    gazetteer_builder *b = gazetteer_builder_new(a);
    while (slice_next_line(&bytes, &line))
        vec_push(a, &lines, line);
    for (uint32_t i = 0; i < lines.n; i++)
        (void)gazetteer_builder_line(b, lines.v[backwards ? lines.n - 1 - i : i]);
    return gazetteer_builder_end(b, a, SLICE("notes"));
}

static void look(const gazetteer *g, uint64_t key)
{
    uint32_t first = 0, n = gazetteer_find(g, key, &first);
    HOLDS(n <= GAZETTEER_MOST);
    for (uint32_t i = 0; i < n; i++) {
        const gazetteer_place *p = gazetteer_at(g, first + i);
        if (!p)
            continue;
        HOLDS(p >= g->places && p < g->places + g->n_places);
        check_utf8(gazetteer_name(g, p));
    }
}

static void check_built(slice file)
{
    gazetteer g;
    const char *why = NULL;
    HOLDS(gazetteer_open(&g, file, &why));
    for (uint32_t i = 0; i < g.n_keys; i++) {
        uint32_t first;
        HOLDS(i == 0 || g.keys[i - 1] <= g.keys[i]);
        HOLDS(gazetteer_find(&g, g.keys[i], &first) > 0 && first <= i);
        HOLDS(gazetteer_at(&g, i) != NULL);
    }
}

static void check_changed(arena *a, slice file, const uint8_t *data, size_t size)
{
    char *bytes = arena_alloc(a, file.len + 1);
    memcpy(bytes, file.ptr, file.len);
    for (size_t i = 0; i + 5 <= size; i += 5) {
        uint32_t at;
        memcpy(&at, data + i, sizeof at);
        bytes[at % file.len] = (char)data[i + 4];
    }
    gazetteer g;
    const char *why = NULL;
    if (!gazetteer_open(&g, slice_of(bytes, file.len), &why)) {
        HOLDS(why && *why);
        return;
    }
    for (uint32_t i = 0; i < g.n_keys; i++)
        look(&g, g.keys[i]);
    look(&g, 0);
    look(&g, UINT64_MAX);
}

/* Two lines of one id: the first counts, so that the order shows. */
static bool has_twice(slice bytes)
{
    arena a;
    arena_init(&a);
    slice line;
    bool twice = false;
    gazetteer_builder *b = gazetteer_builder_new(&a);
    while (slice_next_line(&bytes, &line)) {
        uint32_t before = gazetteer_builder_n_places(b);
        bool good = gazetteer_builder_line(b, line);
        twice = twice || (good && gazetteer_builder_n_places(b) == before && line.len);
    }
    arena_deinit(&a);
    return twice;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena a;
    arena_init(&a);
    slice bytes = slice_of((const char *)data, size);
    slice file = build(&a, bytes, false);
    check_built(file);
    if (!has_twice(bytes)) {
        slice other = build(&a, bytes, true);
        HOLDS(slice_eq(file, other));
    }
    check_changed(&a, file, data, size);
    arena_deinit(&a);
    return 0;
}
