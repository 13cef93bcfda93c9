// What a lost original said.
#include "pile.h"

#include "family/lost_text.h"

// A tree laid by hand: parent of each node, the first one at the top; witness or none.
static family *lay(pile *p, const uint32_t *parent, const uint32_t *witness, uint32_t n)
{
    pile_group(p, true);
    family *f = &p->families.families[0];
    family_collate(&p->a, p->texts, f);
    f->nodes = arena_array(&p->a, stemma_node, n);
    f->edges = arena_array(&p->a, stemma_edge, n);
    f->n_nodes = n;
    for (uint32_t i = 0; i < n; i++) {
        f->nodes[i] = (stemma_node){witness[i], FAMILY_NONE, 0, FAMILY_NONE};
        if (i > 0) {
            f->nodes[i].generation = f->nodes[parent[i]].generation + 1;
            f->edges[f->n_edges++] =
                (stemma_edge){.from = parent[i], .to = i, .kind = EDGE_MAIN};
        }
    }
    return f;
}

/* Five copies with changes of their own: what three of them have is the original's. */
static void test_star(void **state)
{
    (void)state;
    enum { COPIES = 5, RUNS = 20 };
    static const uint32_t parent[COPIES + 1] = {0};
    uint32_t n_whole = 0, n_sentences = 0;
    for (uint64_t seed = 1; seed <= RUNS; seed++) {
        uint64_t random = seed;
        pile p;
        pile_init(&p);
        slice origin = random_prose(&p.a, &random, 250, 3000);
        uint32_t witness[COPIES + 1] = {FAMILY_NONE};
        for (uint32_t i = 0; i < COPIES; i++)
            witness[i + 1] =
                pile_add(&p, "", NULL, NULL, edited_copy(&p.a, &random, origin, 5));
        lost_text lost =
            lost_text_of(&p.a, p.texts, lay(&p, parent, witness, COPIES + 1));
        text t = make_text(&p.a, origin);
        for (uint32_t i = 0; i < t.n_sentences; i++) {
            slice one =
                slice_in(origin, (span){t.sentences[i].start, t.sentences[i].end});
            n_whole += slice_find(lost.text, one, 0) < lost.text.len;
            n_sentences++;
        }
        for (uint32_t i = 0; i < lost.n_doubtful; i++) {
            assert_true(lost.doubtful[i].start < lost.doubtful[i].end);
            assert_true(lost.doubtful[i].end <= lost.text.len);
            assert_true(i == 0 || lost.doubtful[i - 1].end < lost.doubtful[i].start);
        }
        arena_deinit(&p.a);
    }
    print_message("# sentences word for word: %u of %u\n", n_whole, n_sentences);
    assert_true(n_whole * 100.0 >= n_sentences * 90.0);
}

static const char *const towns[] = {"Tarvon", "Lorvan", "Orlo"};
enum { TOWNS = 3, LOST = 4, LEAVES = 6, NODES = LOST + LEAVES };

static slice report(arena *a, uint32_t town)
{
    return arena_format(
        a,
        "The mayor closed the old bridge at noon after the flood. He told "
        "the people of %s to stay in their houses until the water had gone "
        "down, and nobody was hurt.",
        towns[town]);
}

/* The fewest changes in the tree when the top has this town, all ways tried. */
static uint32_t fewest(const uint32_t *parent, const uint32_t *town, uint32_t top)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t ways = 0; ways < 27; ways++) {
        uint32_t of[NODES] = {top, ways % 3, ways / 3 % 3, ways / 9}, n = 0;
        for (uint32_t i = LOST; i < NODES; i++)
            of[i] = town[i];
        for (uint32_t i = 1; i < NODES; i++)
            n += of[i] != of[parent[i]];
        best = n < best ? n : best;
    }
    return best;
}

static void test_against_all_ways(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        uint64_t random = seed;
        pile p;
        pile_init(&p);
        uint32_t parent[NODES] = {0}, witness[NODES], town[NODES];
        for (uint32_t i = 0; i < NODES; i++) {
            // each lost node has a copy at least, by the leaf of its number
            parent[i] = i == 0         ? 0
                        : i < LOST     ? random_below(&random, i)
                        : i < 2 * LOST ? i - LOST
                                       : random_below(&random, LOST);
            town[i] = random_below(&random, TOWNS);
            witness[i] = i < LOST ? FAMILY_NONE
                                  : pile_add(&p, "", NULL, NULL, report(&p.a, town[i]));
        }
        lost_text lost = lost_text_of(&p.a, p.texts, lay(&p, parent, witness, NODES));
        uint32_t cost[TOWNS], least = UINT32_MAX, n_least = 0, told = TOWNS;
        for (uint32_t k = 0; k < TOWNS; k++) {
            bool held = false;
            for (uint32_t i = LOST; i < NODES; i++)
                held |= town[i] == k;
            cost[k] = held ? fewest(parent, town, k) : UINT32_MAX;
            least = cost[k] < least ? cost[k] : least;
            if (slice_find(lost.text, slice_of_str(towns[k]), 0) < lost.text.len)
                told = k;
        }
        for (uint32_t k = 0; k < TOWNS; k++)
            n_least += cost[k] == least;
        assert_true(told < TOWNS && cost[told] == least);
        assert_int_equal(lost.n_doubtful, n_least > 1);
        arena_deinit(&p.a);
    }
}

static void test_none(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    const uint32_t parent[] = {0, 0}, witness[] = {0, 1};
    pile_add(&p, "", NULL, NULL, report(&p.a, 0));
    pile_add(&p, "", NULL, NULL, report(&p.a, 1));
    assert_int_equal(lost_text_of(&p.a, p.texts, lay(&p, parent, witness, 2)).text.len,
                     0);
    arena_deinit(&p.a);
}

/* A paragraph that one of four lacks stood there; what one has alone did not. */
static void test_stretches(void **state)
{
    (void)state;
    pile p;
    pile_init(&p);
    slice all = report(&p.a, 0);
    slice more =
        SLICE("Ferries of the valley will run from the old mole until the middle "
              "of the month.");
    slice alone =
        SLICE("A baker in the market square said that he had sold no loaf since "
              "Sunday morning.");
    const uint32_t parent[5] = {0}, witness[5] = {FAMILY_NONE, 0, 1, 2, 3};
    for (uint32_t i = 0; i < 4; i++)
        pile_add(&p, "", NULL, NULL,
                 i == 0 ? all
                 : i == 1
                     ? arena_format(&p.a, "%.*s\n%.*s\n%.*s", (int)all.len, all.ptr,
                                    (int)alone.len, alone.ptr, (int)more.len, more.ptr)
                     : arena_format(&p.a, "%.*s\n%.*s", (int)all.len, all.ptr,
                                    (int)more.len, more.ptr));
    slice lost = lost_text_of(&p.a, p.texts, lay(&p, parent, witness, 5)).text;
    assert_true(slice_find(lost, more, 0) < lost.len);
    assert_true(slice_find(lost, SLICE("baker"), 0) == lost.len);
    arena_deinit(&p.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_star),
        cmocka_unit_test(test_against_all_ways),
        cmocka_unit_test(test_none),
        cmocka_unit_test(test_stretches),
    };
    return cmocka_run_group_tests_name("lost_text", tests, NULL, NULL);
}
