// The tokens of a text, the quick way: words from the quick splitter, marks out of what
// is left between them.
#include "base/hash.h"
#include "base/utf8.h"
#include "text/quick_parts.h"
#include "text/split.h"

enum {
    ASCII = 0x80,
    LONGEST_FOLDED = 256, // bytes beyond ASCII; from there on fold.c folds otherwise
};

typedef struct {
    quick_tables *tables;
    arena *out;
    slice bytes;
    token_vec *to;
    uint32_t end; // of the last token
} token_writer;

static void add_token(token_writer *w, token t)
{
    if (w->to->n == 0 || w->end < t.start)
        t.flags |= TOKEN_SPACE_BEFORE;
    w->end = t.end;
    vec_push(w->out, w->to, t);
}

// A piece of ASCII: itself where there is nothing to fold.
static slice fold_ascii(arena *out, slice piece, bool abbreviation)
{
    bool plain = !abbreviation;
    for (size_t i = 0; plain && i < piece.len; i++)
        plain = !(piece.ptr[i] >= 'A' && piece.ptr[i] <= 'Z') && piece.ptr[i] != '`';
    return plain ? piece : fold_word(out, piece, abbreviation);
}

// The same as fold_word() for what the table knows.
static slice fold_points(token_writer *w, slice piece, bool abbreviation)
{
    char folded[LONGEST_FOLDED * POINT_FOLD];
    size_t n = 0;
    if (piece.len >= LONGEST_FOLDED)
        return fold_word(w->out, piece, abbreviation);
    for (uint32_t at = 0; at < piece.len;) {
        const point *p = quick_point(w->tables, piece, &at);
        if (p->kind == POINT_SLOW)
            return fold_word(w->out, piece, abbreviation);
        if (abbreviation && piece.ptr[at - 1] == '.')
            continue;
        memcpy(folded + n, p->fold, p->n_fold);
        n += p->n_fold;
    }
    return arena_slice(w->out, slice_of(folded, n));
}

// The same as word_case().
static uint8_t case_of(quick_tables *tables, slice word)
{
    uint32_t n_letters = 0, n_upper = 0;
    uint8_t flags = 0;
    for (uint32_t at = 0; at < word.len;) {
        const point *p = quick_point(tables, word, &at);
        if (p->kind == POINT_SLOW)
            return word_case(word);
        if (!(p->is & POINT_IS_ALPHA))
            continue;
        if (n_letters++ == 0 && (p->is & (POINT_IS_UPPER | POINT_IS_CASELESS)))
            flags |= TOKEN_CAPITAL;
        n_upper += (p->is & POINT_IS_UPPER) != 0;
    }
    if (n_letters > 1 && n_upper == n_letters)
        flags |= TOKEN_ALL_CAPS;
    return flags;
}

static bool is_ascii(slice piece)
{
    uint8_t all = 0;
    for (size_t i = 0; i < piece.len; i++)
        all |= (uint8_t)piece.ptr[i];
    return all < ASCII;
}

static bool is_function(const quick_tables *tables, uint32_t key, uint64_t hash)
{
    uint32_t at = key_set_find(&tables->function, key);
    return at != KEY_SET_NONE &&
           tables->function_hashes[at / KEY_SET_WAYS][at % KEY_SET_WAYS] == hash;
}

static void add_word(token_writer *w, uint32_t i)
{
    const quick_words *q = &w->tables->words;
    uint8_t is = q->flags[i];
    token t = {.start = q->starts[i], .end = q->ends[i], .kind = TOKEN_NUMBER};
    slice word = slice_in(w->bytes, (span){t.start, t.end});
    if (!(is & QUICK_NUMBER)) {
        t.kind = TOKEN_WORD;
        t.flags = is & (TOKEN_CAPITAL | TOKEN_ALL_CAPS);
    }
    bool abbreviation = t.kind == TOKEN_WORD && word.ptr[word.len - 1] == '.';
    if (is_ascii(word)) {
        t.folded = fold_ascii(w->out, word, abbreviation);
    } else {
        t.folded = fold_points(w, word, abbreviation);
        if (t.kind == TOKEN_WORD)
            t.flags = case_of(w->tables, word);
    }
    t.hash = hash_bytes(t.folded);
    // the key may be the same by chance, the hash is what tokens are compared by
    if ((is & TOKEN_FUNCTION) && is_function(w->tables, q->keys[i], t.hash))
        t.flags |= TOKEN_FUNCTION;
    add_token(w, t);
}

// Every mark between two words is a token of its own.
static void add_marks(token_writer *w, uint32_t start, uint32_t end)
{
    for (uint32_t at = start, from = at; at < end; from = at) {
        uint8_t c = (uint8_t)w->bytes.ptr[at];
        slice mark;
        if (c < ASCII) {
            at++;
            if (c <= ' ' || c == 0x7f)
                continue;
            mark = fold_ascii(w->out, slice_of(w->bytes.ptr + from, 1), false);
        } else {
            slice before = slice_of(w->bytes.ptr, end);
            const point *p = quick_point(w->tables, before, &at);
            size_t again = from;
            if (p->kind == POINT_SLOW ? is_unseen(utf8_next(before, &again))
                                      : (p->is & POINT_IS_SPACE) != 0)
                continue;
            mark = fold_points(w, slice_of(w->bytes.ptr + from, at - from), false);
        }
        add_token(w, (token){.start = from,
                             .end = at,
                             .kind = TOKEN_PUNCT,
                             .folded = mark,
                             .hash = hash_bytes(mark)});
    }
}

void split_words(text_rules *rules, arena *out, slice bytes, token_vec *tokens)
{
    token_writer w = {
        .tables = rules_quick(rules), .out = out, .bytes = bytes, .to = tokens};
    quick_words *words = &w.tables->words;
    quick_scan(w.tables, words, bytes);
    tokens->cap = words->n + words->n / 4 + 16;
    tokens->v = arena_array(out, token, tokens->cap);
    uint32_t at = 0;
    for (uint32_t i = 0; i < words->n; i++) {
        add_marks(&w, at, words->starts[i]);
        add_word(&w, i);
        at = words->ends[i];
    }
    add_marks(&w, at, (uint32_t)bytes.len);
}
