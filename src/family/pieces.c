#include "family/pieces.h"

/* Parts of which less than this is common are different pieces, and a tie that shares
 * less than that with the main piece is of another. */
static const float APART = 0.34f, OF_THE_PIECE = 0.6f;
/* A text of which so much is in another one may be no more than an excerpt of it. */
static const float EXCERPT = 0.8f;
/* The pieces of a plain splice make up so much of it. */
static const float COVERED = 0.75f;

enum {
    N_PARTS = 32,
    MOST_LOOKED_AT = 64, // ties of one text: the strongest
    MOST_ROUNDS = 6,
};

// Who refuses a tie.
enum { REFUSED_BY_A = 1, REFUSED_BY_B = 2, REFUSED_BY_BOTH = 4 };

typedef struct {
    const tied_input *in;
    text_pieces *p;
    size_t *first;   // of each text's ties in `ties`
    uint32_t *ties;  // strongest first
    bool plain_only; // the first round: where there is no doubt which one is the splice
} finder;

static uint32_t count(uint32_t parts)
{
    return (uint32_t)__builtin_popcount(parts);
}

float pieces_overlap(uint32_t x, uint32_t y)
{
    uint32_t n = count(x), m = count(y), least = n < m ? n : m;
    return least ? (float)count(x & y) / (float)least : 0;
}

static uint32_t parts_in(const text_tie *t, uint32_t text)
{
    return text == t->a ? t->in_a : t->in_b;
}

static bool other_refuses(const finder *f, uint32_t tie, uint32_t text)
{
    bool is_a = text == f->in->ties[tie].a;
    return f->p->refused[tie] & (is_a ? REFUSED_BY_B : REFUSED_BY_A);
}

static bool is_excerpt(const text_tie *t, uint32_t of)
{
    return (float)count(of == t->a ? t->in_b : t->in_a) >= EXCERPT * N_PARTS;
}

/* Whether two ties of a text show it to be put together. */
static bool are_pieces(const finder *f, const text_tie *t, const text_tie *u,
                       uint32_t text)
{
    uint32_t x = parts_in(t, text), y = parts_in(u, text);
    if (pieces_overlap(x, y) >= APART)
        return false;
    bool excerpt_t = is_excerpt(t, text), excerpt_u = is_excerpt(u, text);
    if (f->plain_only)
        return !excerpt_t && !excerpt_u && (float)count(x | y) >= COVERED * N_PARTS;
    return !excerpt_t || !excerpt_u;
}

/* The largest part that a text has in common with another, and next to nothing of which
 * it has in common with a third. */
static uint32_t main_piece(const finder *f, uint32_t text)
{
    const text_tie *ties[MOST_LOOKED_AT];
    uint32_t n = 0, main = 0;
    for (size_t i = f->first[text]; i < f->first[text + 1] && n < MOST_LOOKED_AT; i++)
        if (!other_refuses(f, f->ties[i], text))
            ties[n++] = &f->in->ties[f->ties[i]];
    for (uint32_t i = 0; i < n; i++) {
        uint32_t parts = parts_in(ties[i], text);
        if (count(parts) <= count(main))
            continue;
        for (uint32_t k = 0; k < n; k++)
            if (k != i && are_pieces(f, ties[i], ties[k], text)) {
                main = parts;
                break;
            }
    }
    return main ? main : PIECES_ALL;
}

static bool is_main(const finder *f, const text_tie *t, uint32_t text)
{
    uint32_t main = f->p->main[text];
    return main == PIECES_ALL || pieces_overlap(parts_in(t, text), main) >= OF_THE_PIECE;
}

/* Two splices may have the same two sources, and each more of the other one. */
static bool same_piece(const finder *f, const text_tie *t)
{
    uint32_t x = f->p->main[t->a], y = f->p->main[t->b];
    if (x == PIECES_ALL || y == PIECES_ALL)
        return true;
    return f->in->common(f->in->ctx, t->a, x, t->b, y) >= 0.5f;
}

/* One round: main pieces by what the others did not refuse, and what is refused then.
 * False when that is what it was before. */
static bool look(finder *f)
{
    bool changed = false;
    for (uint32_t i = 0; i < f->in->n_texts; i++)
        if (f->first[i + 1] - f->first[i] > 1)
            f->p->main[i] = main_piece(f, i);
    for (size_t i = 0; i < f->in->n_ties; i++) {
        const text_tie *t = &f->in->ties[i];
        if (t->passage)
            continue;
        uint8_t refused = (uint8_t)((is_main(f, t, t->a) ? 0 : REFUSED_BY_A) |
                                    (is_main(f, t, t->b) ? 0 : REFUSED_BY_B));
        changed |= refused != f->p->refused[i];
        f->p->refused[i] = refused;
    }
    return changed;
}

/* The ties of each text, in the order in which they stand. */
static void list_ties(arena *tmp, finder *f)
{
    const tied_input *in = f->in;
    f->first = arena_array(tmp, size_t, in->n_texts + 2);
    f->ties = arena_array(tmp, uint32_t, 2 * in->n_ties + 1);
    for (size_t i = 0; i < in->n_ties; i++)
        if (!in->ties[i].passage) {
            f->first[in->ties[i].a + 1]++;
            f->first[in->ties[i].b + 1]++;
        }
    for (uint32_t i = 0; i < in->n_texts; i++)
        f->first[i + 1] += f->first[i];
    size_t *fill = arena_copy(tmp, f->first, (in->n_texts + 1u) * sizeof *fill);
    for (size_t i = 0; i < in->n_ties; i++)
        if (!in->ties[i].passage) {
            f->ties[fill[in->ties[i].a]++] = (uint32_t)i;
            f->ties[fill[in->ties[i].b]++] = (uint32_t)i;
        }
}

void pieces_find(arena *out, const tied_input *in, text_pieces *p)
{
    p->main = arena_array(out, uint32_t, in->n_texts + 1);
    p->refused = arena_array(out, uint8_t, in->n_ties + 1);
    for (uint32_t i = 0; i < in->n_texts; i++)
        p->main[i] = PIECES_ALL;
    arena *tmp = arena_sub(out);
    finder f = {.in = in, .p = p, .plain_only = true};
    list_ties(tmp, &f);
    look(&f);
    f.plain_only = false;
    for (int round = 0; round < MOST_ROUNDS && look(&f); round++)
        ;
    for (size_t i = 0; i < in->n_ties; i++)
        if (!in->ties[i].passage && !p->refused[i] && !same_piece(&f, &in->ties[i]))
            p->refused[i] = REFUSED_BY_BOTH;
    arena_release(tmp);
}
