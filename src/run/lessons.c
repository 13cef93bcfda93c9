// The labeller's lessons from their files: attributions as JSON Lines, tags and trees as
// a table, brought onto the tokens that stage text makes.
#include "run/train.h"

#include "facts/advice.h"

#include <jansson.h>
#include <zlib.h>

#include <stdlib.h>
#include <string.h>

/* Files
 * -------------------------------------------------------------------------------------
 */

static void close_gz(void *what)
{
    gzclose(what);
}

static bool read_gz(arena *out, const char *path, slice *to)
{
    gzFile file = gzopen(path, "rb");
    if (!file)
        return false;
    arena *tmp = arena_sub(out);
    arena_defer(tmp, close_gz, file);
    char *bytes = NULL;
    size_t len = 0, cap = 0;
    for (int n = 1; n > 0;) {
        if (cap - len < 1 << 16) {
            cap = cap ? cap * 2 : 1 << 22;
            bytes = memcpy(arena_alloc(out, cap), bytes ? bytes : "", len);
        }
        n = gzread(file, bytes + len, 1 << 16);
        if (n < 0) {
            arena_release(tmp);
            return false;
        }
        len += (size_t)n;
    }
    arena_release(tmp);
    *to = slice_of(bytes, len);
    return true;
}

static void free_json(void *what)
{
    json_decref(what);
}

/* Attributions
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    const text *t;
    uint32_t *byte_of; // of a code point
    uint32_t n_points;
} place_map;

/* Tokens that lie in the code points of [start, end], at least by half. */
static label_range tokens_of(const place_map *map, const json_t *piece)
{
    size_t start = (size_t)json_integer_value(json_array_get(piece, 0));
    size_t end = (size_t)json_integer_value(json_array_get(piece, 1));
    if (start >= end || end > map->n_points)
        return (label_range){0, 0};
    uint32_t from = map->byte_of[start], to = map->byte_of[end];
    label_range r = {0, 0};
    for (uint32_t i = text_token_at(map->t, from); i < map->t->n_tokens; i++) {
        const token *tok = &map->t->tokens[i];
        if (tok->start >= to)
            break;
        uint32_t low = tok->start > from ? tok->start : from;
        uint32_t high = tok->end < to ? tok->end : to;
        if (high <= low || (high - low) * 2 < tok->end - tok->start)
            continue;
        if (r.last == 0)
            r.first = i;
        r.last = i + 1;
    }
    return r;
}

static void read_attributions(arena *out, const json_t *list, const place_map *map,
                              lesson *to)
{
    gold_attribution *gold =
        arena_array(out, gold_attribution, json_array_size(list) + 1);
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *parts = json_object_get(json_array_get(list, i), "parts");
        gold_attribution *g = &gold[to->n_gold];
        *g = (gold_attribution){0};
        g->source = tokens_of(map, json_array_get(json_object_get(parts, "source"), 0));
        g->cue = tokens_of(map, json_array_get(json_object_get(parts, "cue"), 0));
        const json_t *content = json_object_get(parts, "content");
        for (size_t p = 0; p < json_array_size(content) && p < GOLD_PIECES; p++) {
            label_range r = tokens_of(map, json_array_get(content, p));
            if (r.first < r.last)
                g->content[g->n_content++] = r;
        }
        to->n_gold += g->cue.first < g->cue.last;
    }
    to->gold = gold;
}

static lesson *read_article(arena *out, const json_t *object, text_rules *rules,
                            const lexicon *words)
{
    const json_t *body = json_object_get(object, "text");
    document doc = {.bytes = arena_slice(out, slice_of(json_string_value(body),
                                                       json_string_length(body)))};
    article a;
    article_extract(out, &doc, true, SLICE("en"), &a);
    lesson *l = arena_new(out, lesson);
    text_split_with(rules, out, a.text, a.paragraphs.v, a.paragraphs.n, SLICE("en"),
                    &l->t);
    place_map map = {.t = &l->t, .n_points = (uint32_t)utf8_count(a.text)};
    map.byte_of = arena_array(out, uint32_t, (size_t)map.n_points + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < map.n_points; i++) {
        map.byte_of[i] = (uint32_t)at;
        utf8_next(a.text, &at);
    }
    map.byte_of[map.n_points] = (uint32_t)at;
    read_attributions(out, json_object_get(object, "attributions"), &map, l);
    uint32_t n = l->t.n_tokens + 1;
    uint8_t *advice = arena_array(out, uint8_t, n);
    arena *tmp = arena_sub(out);
    advice_give(tmp, words, &l->t, a.dateline.end, advice);
    arena_release(tmp);
    l->advice = advice;
    l->gold_tags = arena_array(out, uint8_t, n);
    l->gold_heads = arena_array(out, uint16_t, n);
    l->gold_arcs = arena_array(out, uint8_t, n);
    memset(l->gold_tags, MAX_TAGS, n);
    memset(l->gold_arcs, N_ARCS, n);
    return l;
}

/* Tags and trees
 * -------------------------------------------------------------------------------------
 */

typedef struct {
    uint32_t start, end; // code points
    uint32_t tag, head;  // head: place in the sentence from 1; 0: the root
    arc_kind arc;
} machine_word;

static uint32_t tag_number(tag_names *names, slice name)
{
    for (uint32_t k = 0; k < names->n; k++)
        if (slice_eq_str(name, names->names[k]))
            return k;
    if (names->n + 1 >= MAX_TAGS || name.len >= TAG_NAME || name.len == 0)
        return MAX_TAGS;
    memcpy(names->names[names->n], name.ptr, name.len);
    return names->n++;
}

static arc_kind arc_number(slice name)
{
    static const struct {
        const char *start;
        arc_kind kind;
    } kinds[] = {{"root", ARC_ROOT},        {"nsubjpass", ARC_PASSIVE_SUBJECT},
                 {"csubj", ARC_SUBJECT},    {"nsubj", ARC_SUBJECT},
                 {"dobj", ARC_OBJECT},      {"iobj", ARC_OBJECT},
                 {"ccomp", ARC_CLAUSE},     {"xcomp", ARC_INFINITIVE},
                 {"advcl", ARC_ADVERBIAL},  {"acl", ARC_OF_NOUN},
                 {"parataxis", ARC_BESIDE}, {"nmod", ARC_NOMINAL},
                 {"conj", ARC_CONJUNCT},    {"appos", ARC_APPOSITION},
                 {"mark", ARC_MARK},        {"aux", ARC_AUXILIARY},
                 {"cop", ARC_AUXILIARY},    {"neg", ARC_AUXILIARY},
                 {"punct", ARC_PUNCT}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (slice_starts(name, slice_of_str(kinds[k].start)))
            return kinds[k].kind;
    return ARC_OTHER;
}

static uint32_t number(slice s)
{
    uint32_t v = 0;
    for (size_t i = 0; i < s.len && s.ptr[i] >= '0' && s.ptr[i] <= '9' && v < 1u << 28;
         i++)
        v = v * 10 + (uint32_t)(s.ptr[i] - '0');
    return v;
}

static bool read_word(slice line, tag_names *names, machine_word *w)
{
    slice field[7];
    size_t n = 0, from = 0;
    while (n < 7 && from <= line.len) {
        size_t tab = slice_find(line, SLICE("\t"), from);
        field[n++] = slice_of(line.ptr + from, tab - from);
        from = tab + 1;
    }
    if (n < 7)
        return false;
    *w = (machine_word){.start = number(field[0]),
                        .end = number(field[1]),
                        .tag = tag_number(names, field[3]),
                        .head = number(field[5]),
                        .arc = arc_number(field[6])};
    return true;
}

/* Where each word of the machine's sentence stands among ours: its last token, which
 * carries the tag of "based" in "York-based". */
static void bring_over(arena *tmp, const utf8_index *points, lesson *l,
                       const machine_word *words, uint32_t n, uint32_t *at)
{
    const text *t = &l->t;
    uint32_t *place = arena_array(tmp, uint32_t, n + 1), first = *at;
    uint32_t i = first;
    for (uint32_t w = 0; w < n; w++) {
        place[w] = UINT32_MAX;
        while (i < t->n_tokens &&
               utf8_index_point(points, t->tokens[i].end) <= words[w].start)
            i++;
        for (uint32_t k = i; k < t->n_tokens; k++) {
            if (utf8_index_point(points, t->tokens[k].start) >= words[w].end)
                break;
            if (l->gold_tags[k] == MAX_TAGS) // "did" of "didn't" comes first and stays
                l->gold_tags[k] = (uint8_t)words[w].tag;
            place[w] = k;
        }
    }
    *at = i;
    for (uint32_t w = 0; w < n; w++) {
        uint32_t k = place[w];
        if (k == UINT32_MAX || (w > 0 && place[w - 1] == k))
            continue;
        const sentence *s = &t->sentences[t->tokens[k].sentence];
        uint32_t len = s->last - s->first;
        uint32_t head = words[w].head ? place[words[w].head - 1] : UINT32_MAX;
        bool inside = words[w].head && words[w].head <= n && head != UINT32_MAX &&
                      head >= s->first && head < s->last && head != k;
        if (len > PARSE_LONGEST)
            continue;
        l->gold_heads[k] = (uint16_t)(inside ? head - s->first : len);
        l->gold_arcs[k] = (uint8_t)(inside ? words[w].arc : ARC_ROOT);
        // The tokens of one word of the machine's hang on its last.
        for (uint32_t j = k; j > s->first; j--) {
            uint32_t p = utf8_index_point(points, t->tokens[j - 1].start);
            if (p < words[w].start)
                break;
            l->gold_heads[j - 1] = (uint16_t)(k - s->first);
            l->gold_arcs[j - 1] = ARC_OTHER;
        }
    }
}

/* A sentence of ours with a token that no machine word reached has no tree. */
static void drop_broken(lesson *l)
{
    for (uint32_t k = 0; k < l->t.n_sentences; k++) {
        const sentence *s = &l->t.sentences[k];
        bool whole = s->last - s->first <= PARSE_LONGEST;
        for (uint32_t i = s->first; i < s->last && whole; i++)
            whole = l->gold_arcs[i] != N_ARCS;
        for (uint32_t i = s->first; i < s->last && !whole; i++)
            l->gold_arcs[i] = N_ARCS;
    }
}

static void read_trees(arena *out, slice bytes, lesson_set *to, hash_table *by_name)
{
    arena *tmp = arena_sub(out);
    VEC(machine_word) words = {0};
    lesson *l = NULL;
    utf8_index points;
    uint32_t at = 0;
    slice line;
    for (bool more = true; more;) {
        more = slice_next_line(&bytes, &line);
        machine_word w;
        bool heading = more && slice_starts(line, SLICE("# doc "));
        if (more && !heading && read_word(line, &to->tags, &w)) {
            vec_push(tmp, &words, w);
            continue;
        }
        if (l && words.n)
            bring_over(tmp, &points, l, words.v, words.n, &at);
        words.n = 0;
        if (heading || !more) {
            if (l)
                drop_broken(l);
            uint32_t *which = hash_table_get(
                by_name, hash_bytes(slice_of(line.ptr + 6, heading ? line.len - 6 : 0)));
            l = which && heading ? to->lessons.v[*which] : NULL;
            at = 0;
            if (l)
                utf8_index_init(&points, l->t.bytes, tmp);
        }
    }
    arena_release(tmp);
}

stemma_status lessons_read(arena *out, slice folder, const char *part, lesson_set *to,
                           stemma_error *error)
{
    arena *tmp = arena_sub(out);
    text_rules *rules = text_rules_open(tmp);
    lexicon words;
    lexicon_init(&words, tmp);
    hash_table by_name;
    hash_table_init(&by_name, tmp, 1024);
    slice path = arena_format(out, "%.*s/%s.jsonl.gz", (int)folder.len, folder.ptr, part);
    slice bytes, line;
    if (!read_gz(out, path.ptr, &bytes))
        return run_error(error, STEMMA_ERROR_READ, 0, "%s: cannot be read", path.ptr);
    uint64_t number_of = 0;
    while (slice_next_line(&bytes, &line)) {
        number_of++;
        arena *own = arena_sub(tmp);
        json_t *object = json_loadb(line.ptr, line.len, 0, NULL);
        if (!object)
            return run_error(error, STEMMA_ERROR_INPUT, number_of,
                             "%s: line %llu is no JSON object", path.ptr,
                             (unsigned long long)number_of);
        arena_defer(own, free_json, object);
        const json_t *name = json_object_get(object, "doc");
        *hash_table_put(
            &by_name,
            hash_bytes(slice_of(json_string_value(name), json_string_length(name))),
            NULL) = to->lessons.n;
        vec_push(out, &to->lessons, read_article(out, object, rules, &words));
        arena_release(own);
    }
    path = arena_format(out, "%.*s/corenlp-%s.tsv.gz", (int)folder.len, folder.ptr, part);
    if (!read_gz(out, path.ptr, &bytes))
        return run_error(error, STEMMA_ERROR_READ, 0, "%s: cannot be read", path.ptr);
    read_trees(out, bytes, to, &by_name);
    arena_release(tmp);
    return STEMMA_OK;
}
