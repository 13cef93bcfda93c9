// Words by the rules: Unicode's default word boundaries (UAX 29), then three repairs that
// news text needs. Nearly all words are found quicker (tokens.c); these rules are for the
// rest, and they say what is right.
#include "base/hash.h"
#include "base/utf8.h"
#include "text/split.h"

#include <unicode/uchar.h>

#include <string.h>

static void close_source(void *source)
{
    utext_close(source);
}

static bool is_upper(uint32_t c)
{
    return u_isUUppercase((UChar32)c) || u_istitle((UChar32)c);
}

// "U.N": single letters with dots between them.
static bool is_dotted(slice word)
{
    if (word.len < 3)
        return false;
    bool letter = false;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at);
        if (letter ? c != '.' : !u_isalpha((UChar32)c))
            return false;
        letter = !letter;
    }
    return letter; // ends with a letter
}

uint8_t word_case(slice word)
{
    uint32_t n_letters = 0, n_upper = 0;
    uint8_t flags = 0;
    for (size_t at = 0; at < word.len;) {
        uint32_t c = utf8_next(word, &at);
        if (!u_isalpha((UChar32)c))
            continue;
        bool caseless = u_toupper((UChar32)c) == u_tolower((UChar32)c);
        if (n_letters++ == 0 && (is_upper(c) || caseless))
            flags |= TOKEN_CAPITAL;
        n_upper += is_upper(c);
    }
    if (n_letters > 1 && n_upper == n_letters)
        flags |= TOKEN_ALL_CAPS;
    return flags;
}

static bool has_digit(slice word)
{
    for (size_t at = 0; at < word.len;)
        if (u_isdigit((UChar32)utf8_next(word, &at)))
            return true;
    return false;
}

static void add_token(arena *out, slice bytes, uint32_t start, uint32_t end,
                      token_kind kind, token_vec *tokens)
{
    slice word = slice_of(bytes.ptr + start, end - start);
    bool abbreviation = kind == TOKEN_WORD && word.ptr[word.len - 1] == '.' &&
                        is_dotted(slice_of(word.ptr, word.len - 1));
    token t = {.start = start, .end = end, .kind = (uint8_t)kind};
    t.folded = fold_word(out, word, abbreviation);
    t.hash = hash_bytes(t.folded);
    if (kind == TOKEN_WORD) {
        t.flags = word_case(word);
        if (text_is_function_word(t.folded) && !(abbreviation))
            t.flags |= TOKEN_FUNCTION;
    }
    if (tokens->n == 0 || vec_last(tokens)->end < start)
        t.flags |= TOKEN_SPACE_BEFORE;
    vec_push(out, tokens, t);
}

// Where "town.It" runs two sentences together: the offset of the dot, or 0.
static uint32_t glued_dot(slice word)
{
    for (uint32_t i = 3; i + 2 < word.len; i++) {
        if (word.ptr[i] != '.')
            continue;
        size_t left = i, right = i + 1, after;
        uint32_t before = utf8_prev(word, &left),
                 before2 = left ? utf8_prev(word, &left) : 0;
        uint32_t next = utf8_next(word, &right);
        after = right;
        uint32_t next2 = after < word.len ? utf8_next(word, &after) : 0;
        if (u_isULowercase((UChar32)before) && u_isULowercase((UChar32)before2) &&
            is_upper(next) && u_isULowercase((UChar32)next2))
            return i;
    }
    return 0;
}

// Bytes of a possessive ending ("'s" with any apostrophe), or 0.
static uint32_t possessive(slice word)
{
    size_t at = word.len;
    if (word.len < 3 || (word.ptr[word.len - 1] != 's' && word.ptr[word.len - 1] != 'S'))
        return 0;
    at--;
    uint32_t c = utf8_prev(word, &at);
    bool apostrophe = c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02bc;
    return apostrophe && at > 0 ? (uint32_t)(word.len - at) : 0;
}

static void add_word(arena *out, slice bytes, uint32_t start, uint32_t end,
                     token_vec *tokens)
{
    slice word = slice_of(bytes.ptr + start, end - start);
    uint32_t dot = glued_dot(word);
    if (dot) {
        add_word(out, bytes, start, start + dot, tokens);
        add_token(out, bytes, start + dot, start + dot + 1, TOKEN_PUNCT, tokens);
        start += dot + 1;
        word = slice_of(bytes.ptr + start, end - start);
    }
    uint32_t tail = possessive(word);
    token_kind kind = has_digit(word) ? TOKEN_NUMBER : TOKEN_WORD;
    if (tail) {
        add_token(out, bytes, start, end - tail, kind, tokens);
        add_token(out, bytes, end - tail, end, TOKEN_WORD, tokens);
    } else {
        add_token(out, bytes, start, end, kind, tokens);
    }
}

bool is_unseen(uint32_t c)
{
    return u_isUWhiteSpace((UChar32)c) || u_iscntrl((UChar32)c) || c == 0x200b ||
           c == 0xfeff;
}

static bool is_space(slice piece)
{
    for (size_t at = 0; at < piece.len;)
        if (!is_unseen(utf8_next(piece, &at)))
            return false;
    return true;
}

// Every mark is a token of its own.
static void add_marks(arena *out, slice bytes, uint32_t start, uint32_t end,
                      token_vec *tokens)
{
    for (size_t at = start; at < end;) {
        size_t from = at;
        utf8_next(slice_of(bytes.ptr, end), &at);
        if (!is_space(slice_of(bytes.ptr + from, at - from)))
            add_token(out, bytes, (uint32_t)from, (uint32_t)at, TOKEN_PUNCT, tokens);
    }
}

// The rules see four pieces in "U.N.'s": is this the "s" behind an abbreviation's dot?
static bool ends_possessive(slice bytes, slice piece, const token_vec *tokens)
{
    if (piece.len != 1 || (piece.ptr[0] != 's' && piece.ptr[0] != 'S') || tokens->n < 2)
        return false;
    const token *word = &tokens->v[tokens->n - 2], *mark = vec_last(tokens);
    uint32_t start = (uint32_t)(piece.ptr - bytes.ptr);
    return word->kind == TOKEN_WORD && word->end == mark->start && mark->end == start &&
           slice_eq(mark->folded, SLICE("'")) && bytes.ptr[word->end - 1] == '.';
}

static void add_piece(arena *out, slice bytes, uint32_t start, uint32_t end, int32_t rule,
                      token_vec *tokens)
{
    slice piece = slice_of(bytes.ptr + start, end - start);
    if (rule < UBRK_WORD_NONE_LIMIT) {
        // the last dot of an abbreviation belongs to it
        if (slice_eq(piece, SLICE(".")) && tokens->n && vec_last(tokens)->end == start &&
            is_dotted(slice_in(bytes, (span){vec_last(tokens)->start, start}))) {
            uint32_t first = vec_last(tokens)->start;
            tokens->n--;
            add_token(out, bytes, first, end, TOKEN_WORD, tokens);
        } else if (!is_space(piece)) {
            add_marks(out, bytes, start, end, tokens);
        }
        return;
    }
    if (ends_possessive(bytes, piece, tokens)) {
        uint32_t first = vec_last(tokens)->start;
        tokens->n--;
        add_token(out, bytes, first, end, TOKEN_WORD, tokens);
        return;
    }
    add_word(out, bytes, start, end, tokens);
}

void split_words_by_rules(text_rules *rules, arena *out, slice bytes, token_vec *tokens)
{
    arena *tmp = arena_sub(out);
    UErrorCode status = U_ZERO_ERROR;
    UText *source = utext_openUTF8(NULL, bytes.ptr, (int64_t)bytes.len, &status);
    if (U_FAILURE(status))
        arena_fail(out);
    arena_defer(tmp, close_source, source);
    UBreakIterator *breaks = rules_words(rules);
    ubrk_setUText(breaks, source, &status);
    if (U_FAILURE(status))
        arena_fail(out);
    int32_t start = ubrk_first(breaks);
    for (int32_t end; (end = ubrk_next(breaks)) != UBRK_DONE; start = end)
        add_piece(out, bytes, (uint32_t)start, (uint32_t)end, ubrk_getRuleStatus(breaks),
                  tokens);
    arena_release(tmp);
}
