#include "text/quick.h"

#include "text/quick_block.h"
#include "text/quick_parts.h"

enum {
    SHORT_LINE = 48,    // bytes; nobody wraps lines at that
    BATCH = 16 * BLOCK, // bytes whose runs are found before their words are made
    // at a run's start: the flags of its first word
    EDGE_FIRST = TOKEN_SENTENCE_START,
    EDGE_SECOND = TOKEN_IN_QUOTES,
    // at a run's end: more than plain letters and digits in it; a digit
    EDGE_HARD = EDGE_FIRST,
    EDGE_DIGIT = EDGE_SECOND,
    EDGE_SLACK = 10,
};

/* Where runs start and end, in turn. */
typedef struct {
    uint32_t at[BATCH + EDGE_SLACK];
    uint8_t is[BATCH + EDGE_SLACK]; // EDGE_…
    uint32_t n;
} edges;

/* What a block has to know of the one before it. */
typedef struct {
    uint64_t core, run;         // its last byte was in a word, in a run
    uint64_t hard, digit, stop; // carries of block_behind()
    uint64_t quoted;            // all bits or none
    uint8_t last[2];            // bytes
    uint32_t line;              // where the line began
} carries;

void quick_words_init(quick_words *words, arena *a)
{
    *words = (quick_words){.a = a};
}

static void *wider(arena *a, const void *old, uint32_t n, uint32_t cap, size_t size)
{
    char *to = arena_alloc_array(a, (size_t)cap + 1, size);
    if (n)
        memcpy(to, old, n * size);
    return to;
}

void quick_reserve(quick_words *to, uint32_t n_more)
{
    if (to->cap - to->n >= n_more)
        return;
    uint32_t least = to->n + n_more, cap = to->cap < UINT32_MAX / 2 ? to->cap * 2 : least;
    cap = cap > least ? cap : least;
    to->keys = wider(to->a, to->keys, to->n, cap, sizeof *to->keys);
    to->starts = wider(to->a, to->starts, to->n, cap, sizeof *to->starts);
    to->ends = wider(to->a, to->ends, to->n, cap, sizeof *to->ends);
    to->flags = wider(to->a, to->flags, to->n, cap, sizeof *to->flags);
    to->cap = cap;
}

// Typographic double quotes: the last byte of “ ” „ and « ».
static uint64_t curly_quotes(const char *bytes, uint64_t high, const uint8_t last[2])
{
    uint64_t found = 0;
    for (; high; high &= high - 1) {
        uint32_t i = block_first(high);
        uint8_t c = (uint8_t)bytes[i], before = i > 0 ? (uint8_t)bytes[i - 1] : last[1];
        if (before == 0xc2 && (c == 0xab || c == 0xbb))
            found |= 1ull << i;
        if (before != 0x80 || c < 0x9c || c > 0x9e)
            continue;
        uint8_t first = i > 1 ? (uint8_t)bytes[i - 2] : last[i];
        if (first == 0xe2)
            found |= 1ull << i;
    }
    return found;
}

// The line ends that end a paragraph: behind a short line, before an empty or an indented
// one. Others are where a long line was wrapped, or said by the marks before them.
static uint64_t paragraph_ends(const char *bytes, uint8_t next, uint32_t base,
                               uint64_t lines, uint32_t *line)
{
    uint64_t found = 0;
    for (; lines; lines &= lines - 1) {
        uint32_t i = block_first(lines);
        uint8_t after = i + 1 < BLOCK ? (uint8_t)bytes[i + 1] : next;
        bool ends = base + i - *line < SHORT_LINE || after <= ' ';
        found |= (uint64_t)ends << i;
        *line = base + i + 1;
    }
    return found;
}

// Inside of quotation marks: an odd number of them since the line began.
static uint64_t quoted_bits(uint64_t quotes, uint64_t lines, uint64_t *carry)
{
    uint64_t inside = *carry;
    if (quotes)
        inside ^= block_odd(quotes);
    if (inside)
        for (; lines; lines &= lines - 1) {
            uint32_t i = block_first(lines);
            if (inside >> i & 1)
                inside ^= ~0ull << i;
        }
    *carry = inside >> (BLOCK - 1) ? ~0ull : 0;
    return inside;
}

static void find_edges(const char *bytes, uint8_t next, uint32_t base, carries *c,
                       edges *to)
{
    block_masks m;
    block_masks_of(bytes, &m);
    uint64_t core = m.letters | m.digits | m.high | m.ties;
    uint64_t after = core >> 1;
    if (m.joiners >> (BLOCK - 1))
        after |= (uint64_t)((byte_class(next) &
                             (BYTE_LETTER | BYTE_DIGIT | BYTE_HIGH | BYTE_TIE)) != 0)
                 << (BLOCK - 1);
    uint64_t joined = m.joiners & (core << 1 | c->core) & after;
    uint64_t run = core | joined, gap = ~run;
    uint64_t quotes = m.quotes, lines = m.lines;
    if (lines)
        lines = paragraph_ends(bytes, next, base, lines, &c->line);
    if (m.high)
        quotes |= curly_quotes(bytes, m.high, c->last);
    uint64_t quoted = quoted_bits(quotes, lines, &c->quoted);
    uint64_t starts_stop =
        block_behind(gap, m.stops | lines | (quotes & quoted), &c->stop);
    uint64_t hard = block_behind(run, m.high | m.ties | joined, &c->hard);
    uint64_t digit = block_behind(run, m.digits, &c->digit);
    uint64_t at = run ^ (run << 1 | c->run);
    uint64_t first = starts_stop | hard, second = (quoted & run) | digit;
    c->core = core >> (BLOCK - 1);
    c->run = run >> (BLOCK - 1);
    c->last[0] = (uint8_t)bytes[BLOCK - 2];
    c->last[1] = (uint8_t)bytes[BLOCK - 1];
    // eight at a time, so that their number is easily guessed; what is too many is
    // written over
    uint32_t n_edges = block_count(at);
    for (uint32_t n = to->n, end = n + n_edges; n < end; n += 8)
        for (uint32_t k = 0; k < 8; k++, at &= at - 1) {
            uint32_t i = block_first(at | 1ull << (BLOCK - 1));
            to->at[n + k] = base + i;
            to->is[n + k] = (uint8_t)((first >> i & 1) * EDGE_FIRST |
                                      (second >> i & 1) * EDGE_SECOND);
        }
    to->n += n_edges;
}

static const uint64_t keep[] = {
    0,          0xff,         0xffff,         0xffffff,
    0xffffffff, 0xffffffffff, 0xffffffffffff, 0xffffffffffffff,
    ~0ull,      ~0ull,        ~0ull,          ~0ull,
    ~0ull,      ~0ull,        ~0ull,          ~0ull,
    ~0ull,
};
static const uint64_t keep_high[] = {
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0xff,
    0xffff,
    0xffffff,
    0xffffffff,
    0xffffffffff,
    0xffffffffffff,
    0xffffffffffffff,
    ~0ull,
};
static const uint64_t case_bits = 0x2020202020202020u;

// A word of more than 16 plain letters and digits.
static uint64_t add_long(const char *word, uint32_t len, uint64_t *lower)
{
    uint64_t so_far = 0;
    *lower = 0;
    for (uint32_t at = 0; at < len; at += KEY_BLOCK) {
        char block[KEY_BLOCK] = {0};
        uint32_t n = len - at < KEY_BLOCK ? len - at : KEY_BLOCK;
        for (uint32_t i = 0; i < n; i++) {
            block[i] = word[at + i] | 0x20;
            *lower |= word[at + i] == block[i];
        }
        if (at)
            so_far = key_next(so_far);
        so_far = key_add(so_far, key_load(block), key_load(block + 8));
    }
    return so_far;
}

// The plain words of runs from..to; gives the first run that is not plain, or `to`.
static uint32_t add_plain(quick_splitter *s, const edges *e, uint32_t from, uint32_t to,
                          const char *padded, uint32_t padding_at)
{
    // locals: a byte written might else be any of these, for all the compiler knows
    const key_set *function = &s->tables->function;
    const char *bytes = s->bytes.ptr;
    uint32_t n = s->to->n, *keys = s->to->keys, *starts = s->to->starts,
             *ends = s->to->ends, i = from;
    uint8_t *flags = s->to->flags;
    for (; i < to; i += 2) {
        uint32_t start = e->at[i], end = e->at[i + 1], len = end - start;
        uint32_t behind = e->is[i + 1];
        if (behind & EDGE_HARD)
            break;
        const char *word =
            start >= padding_at ? padded + (start - padding_at) : bytes + start;
        uint64_t sum, lower;
        if (len <= KEY_BLOCK) {
            uint64_t low = key_load(word), high = key_load(word + 8);
            lower = ((low & keep[len]) | (high & keep_high[len])) & case_bits;
            sum = key_add(0, (low | case_bits) & keep[len],
                          (high | case_bits) & keep_high[len]);
        } else {
            sum = add_long(bytes + start, len, &lower);
        }
        uint32_t key = key_end(sum);
        uint32_t capital = ~(uint32_t)word[0] >> 5 & 1, all_caps = !lower & (len > 1);
        uint32_t is = capital * TOKEN_CAPITAL | all_caps * TOKEN_ALL_CAPS |
                      key_set_has(function, key) * (uint32_t)TOKEN_FUNCTION;
        is = behind & EDGE_DIGIT ? QUICK_NUMBER : is;
        starts[n] = start;
        ends[n] = end;
        keys[n] = key;
        flags[n++] = (uint8_t)(is | e->is[i]);
    }
    s->to->n = n;
    return i;
}

// Makes the words of the runs that are whole; an open one stays for the next batch.
static void add_words(quick_splitter *s, edges *e, const char *padded,
                      uint32_t padding_at)
{
    uint32_t n_whole = e->n / 2 * 2;
    for (uint32_t i = 0; i < n_whole; i += 2) {
        quick_reserve(s->to, n_whole / 2);
        while (i < n_whole && e->at[i] < s->done)
            i += 2; // went with a run before them
        i = add_plain(s, e, i, n_whole, padded, padding_at);
        if (i < n_whole)
            quick_run(s, e->at[i], e->at[i + 1], e->is[i]);
    }
    e->at[0] = e->at[n_whole];
    e->is[0] = e->is[n_whole];
    e->n -= n_whole;
}

void quick_scan(quick_tables *tables, quick_words *to, slice bytes)
{
    quick_splitter s = {.tables = tables, .to = to, .bytes = bytes};
    to->n = 0;
    edges e;
    e.n = 0;
    carries c = {.stop = 1};
    // the end, and one block behind it, so that every run ends in a block
    char padded[3 * BLOCK] = {0};
    uint32_t whole = (uint32_t)(bytes.len / BLOCK) * BLOCK;
    uint32_t padding_at = whole < BLOCK ? 0 : whole - BLOCK;
    if (bytes.len)
        memcpy(padded, bytes.ptr + padding_at, bytes.len - padding_at);
    for (size_t at = 0; at <= whole;) {
        for (uint32_t i = 0; i < BATCH / BLOCK && at <= whole; i++, at += BLOCK) {
            const char *block = at < whole ? bytes.ptr + at : padded + (at - padding_at);
            uint8_t next = at + BLOCK < bytes.len ? (uint8_t)bytes.ptr[at + BLOCK] : 0;
            find_edges(block, next, (uint32_t)at, &c, &e);
        }
        add_words(&s, &e, padded, padding_at);
    }
}

void quick_split(text_rules *rules, quick_words *to, slice bytes)
{
    quick_splitter s = {.tables = rules_quick(rules), .to = to, .bytes = bytes};
    quick_scan(s.tables, to, bytes);
    quick_names(&s);
}
