#include "label/weights.h"

#include "base/hash.h"

#include <math.h>
#include <string.h>

static const char magic[8] = {'S', 'T', 'E', 'M', 'M', 'A', 'L', 'B'};

/* Writing
 * -------------------------------------------------------------------------------------
 */

static void pad(buf *to)
{
    while (to->len % WEIGHTS_ALIGN)
        buf_add_byte(to, 0);
}

static void write_part(buf *to, weights_part head, const void *bytes)
{
    pad(to);
    buf_add(to, slice_of((const char *)&head, sizeof head));
    buf_add(to, slice_of(bytes, head.n_bytes));
    pad(to);
}

static int8_t step_of(float w, float scale)
{
    float v = roundf(w / scale);
    return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

/* The step that loses least: a few large weights may be cut so that the small ones are
 * told apart. */
static float best_scale(const float *w, size_t n)
{
    float top = 0;
    for (size_t i = 0; i < n; i++)
        top = fabsf(w[i]) > top ? fabsf(w[i]) : top;
    if (top <= 0)
        return 1;
    static const float shares[] = {1, 0.8f, 0.65f, 0.5f, 0.4f, 0.3f};
    float best = top / 127;
    double least = INFINITY;
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        float scale = top * shares[k] / 127;
        double lost = 0;
        for (size_t i = 0; i < n; i++) {
            double d = w[i] - (float)step_of(w[i], scale) * scale;
            lost += d * d;
        }
        if (lost < least) {
            least = lost;
            best = scale;
        }
    }
    return best;
}

static void write_linear(buf *to, arena *tmp, weights_kind kind, const linear *m)
{
    size_t n = linear_size(m), n_rows = m->n_rows;
    int8_t *rows = arena_array(tmp, int8_t, n);
    float scale = best_scale(m->live, n_rows * m->width);
    for (size_t i = 0; i < n_rows; i++)
        for (uint32_t k = 0; k < m->n_classes; k++)
            rows[i * m->n_classes + k] = step_of(m->live[i * m->width + k], scale);
    write_part(to,
               (weights_part){.kind = kind,
                              .n_rows = m->n_rows,
                              .n_classes = m->n_classes,
                              .width = m->width,
                              .scale = scale,
                              .n_bytes = (uint32_t)n},
               rows);
}

static void write_bytes(buf *to, weights_kind kind, const void *bytes, size_t n)
{
    write_part(to, (weights_part){.kind = kind, .n_bytes = (uint32_t)n}, bytes);
}

slice label_model_write(arena *out, const label_model *m)
{
    arena *tmp = arena_sub(out);
    buf b;
    buf_init(&b, out);
    weights_head head = {.version = WEIGHTS_VERSION, .n_parts = N_WEIGHTS};
    memcpy(head.magic, magic, sizeof magic);
    buf_add(&b, slice_of((const char *)&head, sizeof head));
    const tag_words *known = &m->tagger.known;
    write_bytes(&b, WEIGHTS_NOTES, m->notes.ptr, m->notes.len);
    write_bytes(&b, WEIGHTS_TAG_NAMES, m->tags.names, (size_t)m->tags.n * TAG_NAME);
    write_linear(&b, tmp, WEIGHTS_SIFT, &m->sift.weights);
    write_bytes(&b, WEIGHTS_SIFT_LEAST, &m->sift.least, sizeof m->sift.least);
    write_bytes(&b, WEIGHTS_KNOWN_WORDS, known->words, sizeof(uint32_t) << known->bits);
    write_bytes(&b, WEIGHTS_KNOWN_TAGS, known->tags, (size_t)1 << known->bits);
    write_linear(&b, tmp, WEIGHTS_TAGGER, &m->tagger.weights);
    write_linear(&b, tmp, WEIGHTS_MOVES, &m->parser.moves);
    write_linear(&b, tmp, WEIGHTS_ARCS, &m->parser.arcs);
    write_linear(&b, tmp, WEIGHTS_SPANS, &m->spans.weights);
    write_bytes(&b, WEIGHTS_SPAN_STEPS, m->spans.steps.step, sizeof m->spans.steps.step);
    float least[2 * N_PARTS + 1];
    memcpy(least, m->judge.trust, sizeof m->judge.trust);
    memcpy(least + N_PARTS, m->judge.least, sizeof m->judge.least);
    least[2 * N_PARTS] = m->judge.share;
    write_linear(&b, tmp, WEIGHTS_JUDGE, &m->judge.weights);
    write_bytes(&b, WEIGHTS_JUDGE_LEAST, least, sizeof least);
    write_bytes(&b, WEIGHTS_JUDGE_STEPS, &m->judge.steps, sizeof m->judge.steps);
    write_linear(&b, tmp, WEIGHTS_LINKS, &m->links);
    pad(&b);
    head.size = b.len;
    head.hash = hash_bytes(slice_of(b.ptr + sizeof head, b.len - sizeof head));
    memcpy(b.ptr, &head, sizeof head);
    arena_release(tmp);
    return buf_slice(&b);
}

/* Reading
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    weights_part head;
    slice bytes;
} found_part;

static const char *find_parts(slice bytes, found_part parts[N_WEIGHTS])
{
    weights_head head;
    if (bytes.len < sizeof head)
        return "too short for a weights file";
    memcpy(&head, bytes.ptr, sizeof head);
    if (memcmp(head.magic, magic, sizeof magic) != 0)
        return "no weights file";
    if (head.version != WEIGHTS_VERSION || head.n_parts != N_WEIGHTS)
        return "a weights file of another version";
    if (head.size != bytes.len)
        return "a weights file that was cut short or went on";
    if (head.hash !=
        hash_bytes(slice_of(bytes.ptr + sizeof head, bytes.len - sizeof head)))
        return "a weights file with changed bytes";
    size_t at = sizeof head;
    for (uint32_t k = 0; k < N_WEIGHTS; k++) {
        if (bytes.len - at < sizeof(weights_part))
            return "a weights file with a part missing";
        memcpy(&parts[k].head, bytes.ptr + at, sizeof(weights_part));
        at += sizeof(weights_part);
        size_t n = parts[k].head.n_bytes;
        size_t padded = (n + WEIGHTS_ALIGN - 1) / WEIGHTS_ALIGN * WEIGHTS_ALIGN;
        if (parts[k].head.kind != k || padded > bytes.len - at)
            return "a weights file with a part out of place";
        parts[k].bytes = slice_of(bytes.ptr + at, n);
        at += padded;
    }
    return at == bytes.len ? NULL : "a weights file with something behind its parts";
}

static bool read_linear(linear *m, const found_part *p, uint32_t n_classes,
                        uint32_t width)
{
    const weights_part *h = &p->head;
    *m = (linear){.n_rows = h->n_rows,
                  .n_classes = n_classes,
                  .width = width,
                  .scale = h->scale,
                  .rows = (const int8_t *)p->bytes.ptr};
    return h->n_rows >= 1 && h->n_rows <= 1u << 24 && h->n_classes == n_classes &&
           h->width == width && p->bytes.len == linear_size(m) && isfinite(h->scale) &&
           h->scale > 0 && h->scale < 1e6f;
}

/* Numbers that are no more than `most`, either way. */
static bool read_numbers(const found_part *p, float *to, size_t n, float most)
{
    if (p->bytes.len != n * sizeof *to)
        return false;
    memcpy(to, p->bytes.ptr, n * sizeof *to);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(to[i]) || fabsf(to[i]) > most)
            return false;
    return true;
}

static bool read_steps(span_model *m, const found_part *p)
{
    enum { MOST = 50 }; // so that powers of e stay numbers
    if (!read_numbers(p, m->steps.step[0], (size_t)N_LABELS * CHAIN_WIDTH, 2e6f))
        return false;
    for (uint32_t a = 0; a < N_LABELS; a++)
        for (uint32_t b = 0; b < CHAIN_WIDTH; b++)
            if (m->steps.step[a][b] > MOST)
                return false;
    chain_forbid(&m->steps);
    return true;
}

static bool read_least(span_judge *m, const found_part *p)
{
    float all[2 * N_PARTS + 1];
    if (!read_numbers(p, all, 2 * N_PARTS + 1, 1e3f))
        return false;
    memcpy(m->trust, all, sizeof m->trust);
    memcpy(m->least, all + N_PARTS, sizeof m->least);
    for (uint32_t k = 0; k < N_PARTS; k++)
        if (m->least[k] < 0 || m->least[k] > 1)
            return false;
    m->share = all[2 * N_PARTS];
    return m->share >= 0 && m->share <= 1;
}

static bool read_ways(span_judge *m, const found_part *p)
{
    if (!read_numbers(p, m->steps.of[0][0], WAY_NUMBERS, 20))
        return false;
    ways_open(&m->steps, &m->powers);
    return true;
}

static bool read_tags(label_model *m, const found_part parts[N_WEIGHTS])
{
    slice names = parts[WEIGHTS_TAG_NAMES].bytes;
    m->tags.n = (uint32_t)(names.len / TAG_NAME);
    if (names.len % TAG_NAME || m->tags.n == 0 || m->tags.n >= MAX_TAGS)
        return false;
    memcpy(m->tags.names, names.ptr, names.len);
    for (uint32_t k = 0; k < m->tags.n; k++) {
        if (m->tags.names[k][TAG_NAME - 1])
            return false;
        m->is_verb[k] = m->tags.names[k][0] == 'V';
    }
    slice tags = parts[WEIGHTS_KNOWN_TAGS].bytes;
    uint32_t bits = 0;
    while (bits < 24 && ((size_t)1 << bits) < tags.len)
        bits++;
    if (bits == 0 || tags.len != (size_t)1 << bits ||
        parts[WEIGHTS_KNOWN_WORDS].bytes.len != sizeof(uint32_t) << bits)
        return false;
    for (size_t i = 0; i < tags.len; i++)
        if ((uint8_t)tags.ptr[i] >= m->tags.n)
            return false;
    m->tagger.known =
        (tag_words){.words = (const void *)parts[WEIGHTS_KNOWN_WORDS].bytes.ptr,
                    .tags = (const uint8_t *)tags.ptr,
                    .bits = bits};
    return true;
}

bool label_notes_read(slice bytes, slice *notes, const char **why)
{
    found_part parts[N_WEIGHTS];
    *why = find_parts(bytes, parts);
    if (!*why)
        *notes = parts[WEIGHTS_NOTES].bytes;
    return !*why;
}

bool label_model_read(label_model *m, slice bytes, const char **why)
{
    found_part parts[N_WEIGHTS];
    label_model got = {0};
    *why = (uintptr_t)bytes.ptr % WEIGHTS_ALIGN ? "weights that are not aligned"
                                                : find_parts(bytes, parts);
    if (*why)
        return false;
    got.notes = parts[WEIGHTS_NOTES].bytes;
    bool ok =
        read_tags(&got, parts) &&
        read_linear(&got.sift.weights, &parts[WEIGHTS_SIFT], 1, 1) &&
        read_numbers(&parts[WEIGHTS_SIFT_LEAST], &got.sift.least, 1, 1e6f) &&
        read_linear(&got.tagger.weights, &parts[WEIGHTS_TAGGER], got.tags.n, MAX_TAGS) &&
        read_linear(&got.parser.moves, &parts[WEIGHTS_MOVES], N_MOVES, 4) &&
        read_linear(&got.parser.arcs, &parts[WEIGHTS_ARCS], N_ARCS, 16) &&
        read_linear(&got.spans.weights, &parts[WEIGHTS_SPANS], N_LABELS, CHAIN_WIDTH) &&
        read_steps(&got.spans, &parts[WEIGHTS_SPAN_STEPS]) &&
        read_linear(&got.judge.weights, &parts[WEIGHTS_JUDGE], N_PARTS, 4) &&
        read_least(&got.judge, &parts[WEIGHTS_JUDGE_LEAST]) &&
        read_ways(&got.judge, &parts[WEIGHTS_JUDGE_STEPS]) &&
        read_linear(&got.links, &parts[WEIGHTS_LINKS], N_LINKS, 4);
    if (!ok) {
        *why = "a weights file with a part that does not fit";
        return false;
    }
    *m = got;
    return true;
}
