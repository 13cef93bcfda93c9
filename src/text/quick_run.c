// Runs that are not plain: letters beyond ASCII, apostrophes, dots and commas within
// words. The same steps as words.c and fold.c, by table.
#include "base/utf8.h"
#include "text/quick_parts.h"
#include "text/split.h"

enum {
    MOST_FOLDED = 256, // bytes; from there on fold.c leaves a word as it is
    ASCII_BITS = 0x7f,
};

static const point slow_point = {.kind = POINT_SLOW};

static uint32_t page_of(uint32_t c)
{
    return c < POINTS_LOW ? c / POINT_PAGE : (c - POINTS_EMOJI + POINTS_LOW) / POINT_PAGE;
}

static const point *point_of(quick_tables *tables, uint32_t c)
{
    if (c >= POINTS_LOW && (c < POINTS_EMOJI || c >= POINTS_EMOJI + N_EMOJI))
        return &slow_point;
    uint32_t page = page_of(c);
    const point *points = tables->pages[page];
    return &(points ? points : quick_page(tables, page))[c % POINT_PAGE];
}

const point *quick_point(quick_tables *tables, slice bytes, uint32_t *at)
{
    const uint8_t *here = (const uint8_t *)bytes.ptr + *at;
    size_t left = bytes.len - *at;
    if (here[0] < 0x80) {
        *at += 1;
        return point_of(tables, here[0]);
    }
    if (here[0] >= 0xc2 && here[0] < 0xe0 && left > 1 && (here[1] & 0xc0) == 0x80) {
        *at += 2;
        return point_of(tables, (here[0] & 0x1fu) << 6 | (here[1] & 0x3fu));
    }
    size_t next = *at;
    uint32_t c = utf8_next(bytes, &next); // U+FFFD for what is malformed: slow
    *at = (uint32_t)next;
    return point_of(tables, c);
}

static const point *point_at(const quick_splitter *s, uint32_t at)
{
    return quick_point(s->tables, s->bytes, &at);
}

static void put(quick_splitter *s, uint32_t start, uint32_t end, uint32_t key,
                uint8_t flags)
{
    quick_words *to = s->to;
    to->starts[to->n] = start;
    to->ends[to->n] = end;
    to->keys[to->n] = key;
    to->flags[to->n++] = flags;
}

/* One word being made: its folded form and how it is written. */
typedef struct {
    char folded[MOST_FOLDED * POINT_FOLD + POINT_FOLD];
    uint32_t n, n_letters, n_upper;
    bool capital;
} word_form;

static void form_word(quick_splitter *s, uint32_t start, uint32_t end, bool abbreviation,
                      word_form *f)
{
    f->n = f->n_letters = f->n_upper = 0;
    f->capital = false;
    for (uint32_t at = start; at < end;) {
        const point *p = quick_point(s->tables, s->bytes, &at);
        if (abbreviation && s->bytes.ptr[at - 1] == '.')
            continue;
        memcpy(f->folded + f->n, p->fold, POINT_FOLD);
        f->n += p->n_fold;
        if (!(p->is & POINT_IS_ALPHA))
            continue;
        bool upper = (p->is & POINT_IS_UPPER) != 0;
        f->capital |= f->n_letters == 0 && upper;
        f->n_letters++;
        f->n_upper += upper;
    }
}

// A word as it stands; false when it is too long for these rules.
static bool put_word(quick_splitter *s, uint32_t start, uint32_t end, bool number,
                     bool abbreviation, uint8_t *flags)
{
    word_form f;
    if (end - start >= MOST_FOLDED)
        return false;
    form_word(s, start, end, abbreviation, &f);
    uint32_t key = quick_key(slice_of(f.folded, f.n));
    uint8_t is = *flags;
    if (number) {
        is |= QUICK_NUMBER;
    } else {
        if (f.capital)
            is |= TOKEN_CAPITAL;
        if (f.n_letters > 1 && f.n_upper == f.n_letters)
            is |= TOKEN_ALL_CAPS;
        if (!abbreviation && key_set_has(&s->tables->function, key))
            is |= TOKEN_FUNCTION;
    }
    put(s, start, end, key, is);
    *flags = is & TOKEN_IN_QUOTES;
    return true;
}

// "U.N": single letters with dots between them.
static bool is_dotted(const quick_splitter *s, uint32_t start, uint32_t end)
{
    if (end - start < 3)
        return false;
    bool letter = false;
    for (uint32_t at = start; at < end;) {
        const point *p = quick_point(s->tables, s->bytes, &at);
        if (letter ? s->bytes.ptr[at - 1] != '.' : !(p->is & POINT_IS_ALPHA))
            return false;
        letter = !letter;
    }
    return letter;
}

static bool is_apostrophe(const quick_splitter *s, uint32_t at, uint32_t n)
{
    const uint8_t *c = (const uint8_t *)s->bytes.ptr + at;
    if (n == 1)
        return c[0] == '\'';
    if (n == 2)
        return c[0] == 0xca && c[1] == 0xbc;
    return c[0] == 0xe2 && c[1] == 0x80 && (c[2] == 0x98 || c[2] == 0x99);
}

// Bytes of a possessive ending, or 0.
static uint32_t possessive(const quick_splitter *s, uint32_t start, uint32_t end)
{
    const char *bytes = s->bytes.ptr;
    if (end - start < 3 || (bytes[end - 1] != 's' && bytes[end - 1] != 'S'))
        return 0;
    for (uint32_t n = 1; n <= 3 && start + n + 1 < end; n++)
        if (is_apostrophe(s, end - 1 - n, n))
            return n + 1;
    return 0;
}

static uint32_t point_before(slice bytes, uint32_t at)
{
    do
        at--;
    while (at > 0 && ((uint8_t)bytes.ptr[at] & 0xc0) == 0x80);
    return at;
}

// Where "town.It" runs two sentences together: the offset of the dot, or 0.
static uint32_t glued_dot(const quick_splitter *s, uint32_t start, uint32_t end)
{
    for (uint32_t i = start + 2; i + 2 < end; i++) {
        if (s->bytes.ptr[i] != '.')
            continue;
        uint32_t before = point_before(s->bytes, i), next = i + 1;
        if (before <= start || !(point_at(s, before)->is & POINT_IS_LOWER))
            continue;
        const point *before2 = point_at(s, point_before(s->bytes, before));
        if (!(before2->is & POINT_IS_LOWER) || i - start < 3)
            continue;
        const point *upper = quick_point(s->tables, s->bytes, &next);
        if ((upper->is & POINT_IS_UPPER) && next < end &&
            (point_at(s, next)->is & POINT_IS_LOWER))
            return i;
    }
    return 0;
}

typedef struct {
    uint32_t start, end;
    bool digit, dot, tail; // has a digit, a dot; may have a possessive ending
} piece;

// Puts a word by the rules as the tokens it makes; `*end` moves behind the last dot of an
// abbreviation.
static bool put_piece(quick_splitter *s, piece w, uint32_t *end, uint8_t *flags)
{
    *end = w.end;
    uint32_t dot = w.dot ? glued_dot(s, w.start, w.end) : 0, after;
    if (dot) {
        piece left = {.start = w.start, .end = dot, .tail = w.tail};
        for (uint32_t at = left.start; at < left.end;)
            left.digit |=
                (quick_point(s->tables, s->bytes, &at)->is & POINT_IS_DIGIT) != 0;
        if (!put_piece(s, left, &after, flags))
            return false;
        *flags |= TOKEN_SENTENCE_START;
        w.start = dot + 1;
        w.digit = false;
        for (uint32_t at = w.start; at < w.end;)
            w.digit |= (quick_point(s->tables, s->bytes, &at)->is & POINT_IS_DIGIT) != 0;
    }
    uint32_t tail = w.tail ? possessive(s, w.start, w.end) : 0;
    bool abbreviation = !tail && w.end < s->bytes.len && s->bytes.ptr[w.end] == '.' &&
                        is_dotted(s, w.start, w.end);
    if (abbreviation) {
        // a mark on the dot, or "'s" behind it
        after = w.end + 1;
        char c = after < s->bytes.len ? s->bytes.ptr[after] : ' ';
        if (c == '\'' || c == '`' || (uint8_t)c > ASCII_BITS)
            return false;
        *end = after;
        w.end = after;
        w.digit = false;
    }
    if (!put_word(s, w.start, w.end - tail, w.digit, abbreviation, flags))
        return false;
    return !tail || put_word(s, w.end - tail, w.end, false, false, flags);
}

// The word by the rules that starts at w->start; false when the slow rules are needed.
static bool find_piece(const quick_splitter *s, uint32_t limit, const point *first,
                       uint32_t at, piece *w)
{
    uint8_t last = first->kind;
    w->digit = (first->is & POINT_IS_DIGIT) != 0;
    while (at < limit) {
        uint32_t after = at;
        const point *p = quick_point(s->tables, s->bytes, &after);
        if (p->kind == POINT_OTHER)
            break;
        if (p->kind == POINT_SLOW)
            return false;
        if (p->kind == POINT_JOINER) {
            uint32_t behind = after;
            const point *q =
                after < limit ? quick_point(s->tables, s->bytes, &behind) : NULL;
            if (q && (q->kind == POINT_SLOW || q->kind == POINT_MARK))
                return false;
            uint8_t joins =
                last == POINT_LETTER ? POINT_JOINS_LETTERS : POINT_JOINS_DIGITS;
            if (!q || q->kind != last || !(p->is & joins))
                break;
            w->dot |= s->bytes.ptr[at] == '.';
            w->tail = true;
            w->digit |= ((p->is | q->is) & POINT_IS_DIGIT) != 0;
            at = behind;
            continue;
        }
        if (p->kind != POINT_MARK)
            last = p->kind;
        w->digit |= (p->is & POINT_IS_DIGIT) != 0;
        at = after;
        // U+02BC is a letter by the rules and an apostrophe by ours
        w->tail |= s->bytes.ptr[at - 1] == (char)0xbc;
    }
    w->end = at;
    return true;
}

static bool put_run(quick_splitter *s, uint32_t start, uint32_t end, uint8_t flags)
{
    for (uint32_t at = start; at < end;) {
        uint32_t after = at;
        const point *p = quick_point(s->tables, s->bytes, &after);
        if (p->kind == POINT_MARK || p->kind == POINT_SLOW)
            return false;
        if (p->kind == POINT_OTHER || p->kind == POINT_JOINER) {
            if (p->n_fold == 1 && p->fold[0] == '"') {
                flags ^= TOKEN_IN_QUOTES;
                flags |= flags & TOKEN_IN_QUOTES ? TOKEN_SENTENCE_START : 0;
            }
            if (p->n_fold == 1 && p->fold[0] == '.')
                flags |= TOKEN_SENTENCE_START;
            at = after;
            continue;
        }
        piece w = {.start = at};
        if (!find_piece(s, end, p, after, &w) || !put_piece(s, w, &at, &flags))
            return false;
    }
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// No word goes across ASCII white space, so what stands between two of it can be split by
// itself.
static void put_by_rules(quick_splitter *s, uint32_t start, uint8_t flags)
{
    quick_words *to = s->to;
    uint32_t end = start;
    while (start > s->done && !is_blank(s->bytes.ptr[start - 1]))
        start--;
    uint32_t from = start;
    // a mark may belong to the space before it
    while (start > s->done && (uint8_t)s->bytes.ptr[from] > ASCII_BITS &&
           is_blank(s->bytes.ptr[start - 1]))
        start--;
    while (end < s->bytes.len && !is_blank(s->bytes.ptr[end]))
        end++;
    while (to->n && to->starts[to->n - 1] >= start)
        flags |= to->flags[--to->n] & (TOKEN_SENTENCE_START | TOKEN_IN_QUOTES);
    arena *tmp = arena_sub(to->a);
    token_vec tokens = {0};
    split_words_by_rules(s->tables->rules, tmp,
                         slice_of(s->bytes.ptr + start, end - start), &tokens);
    quick_reserve(to, tokens.n);
    for (uint32_t i = 0; i < tokens.n; i++) {
        const token *t = &tokens.v[i];
        if (t->kind == TOKEN_PUNCT)
            continue;
        uint8_t is = flags | (t->flags & (TOKEN_FUNCTION | TOKEN_ALL_CAPS));
        if (t->kind == TOKEN_NUMBER)
            is |= QUICK_NUMBER;
        else if (!slice_eq(slice_of(s->bytes.ptr + start + t->start, t->end - t->start),
                           t->folded))
            is |= t->flags & TOKEN_CAPITAL; // not for scripts without case
        put(s, start + t->start, start + t->end, quick_key(t->folded), is);
        flags &= TOKEN_IN_QUOTES;
    }
    arena_release(tmp);
    s->done = end;
}

void quick_run(quick_splitter *s, uint32_t start, uint32_t end, uint8_t flags)
{
    if (start < s->done)
        return; // went with a run before it
    uint32_t n = s->to->n;
    quick_reserve(s->to, end - start);
    if (put_run(s, start, end, flags))
        return;
    s->to->n = n;
    put_by_rules(s, start, flags);
}
