// The file as it is used: found by key, every step checked.
#include "gazetteer/file.h"

#include "base/hash.h"
#include "base/lists.h"
#include "base/utf8.h"
#include "text/text.h"

#include <unicode/uchar.h>

bool gazetteer_open(gazetteer *g, slice bytes, const char **why)
{
    gazetteer_head head;
    if (bytes.len < sizeof head || (uintptr_t)bytes.ptr % 8) {
        *why = "no gazetteer";
        return false;
    }
    memcpy(&head, bytes.ptr, sizeof head);
    if (head.magic != GAZETTEER_MAGIC || head.version != GAZETTEER_VERSION) {
        *why = "no gazetteer, or one that another version made";
        return false;
    }
    uint64_t left = bytes.len - sizeof head;
    uint64_t need = (uint64_t)head.n_keys * sizeof *g->keys +
                    (uint64_t)head.n_keys * sizeof *g->place_of +
                    (uint64_t)head.n_places * sizeof *g->places + head.names_len +
                    head.notes_len;
    if (need != left) {
        *why = "a gazetteer that is cut short or damaged";
        return false;
    }
    const char *at = bytes.ptr + sizeof head;
    g->n_keys = head.n_keys;
    g->n_places = head.n_places;
    g->keys = (const uint64_t *)(const void *)at;
    at += (size_t)head.n_keys * sizeof *g->keys;
    g->place_of = (const uint32_t *)(const void *)at;
    at += (size_t)head.n_keys * sizeof *g->place_of;
    g->places = (const gazetteer_place *)(const void *)at;
    at += (size_t)head.n_places * sizeof *g->places;
    g->names = slice_of(at, head.names_len);
    g->notes = slice_of(at + head.names_len, head.notes_len);
    return true;
}

/* Keys are hashes, so they lie evenly: the guess is near, unless the file is not ours. */
static void guess(const gazetteer *g, uint64_t key, uint32_t *from, uint32_t *to)
{
    enum { NEAR = 1024 };
    uint32_t at = (uint32_t)((key >> 32) * g->n_keys >> 32);
    uint32_t low = at > NEAR ? at - NEAR : 0;
    uint32_t high = g->n_keys - at > NEAR ? at + NEAR : g->n_keys;
    if (low > 0 && g->keys[low] < key)
        *from = low;
    if (high < g->n_keys && g->keys[high] > key)
        *to = high;
}

uint32_t gazetteer_find(const gazetteer *g, uint64_t key, uint32_t *first)
{
    uint32_t from = 0, to = g->n_keys;
    if (!key || !g->n_keys)
        return 0;
    guess(g, key, &from, &to);
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (g->keys[middle] < key)
            from = middle + 1;
        else
            to = middle;
    }
    *first = from;
    while (to < g->n_keys && to - from < GAZETTEER_MOST && g->keys[to] == key)
        to++;
    return to - from;
}

const gazetteer_place *gazetteer_at(const gazetteer *g, uint32_t i)
{
    if (i >= g->n_keys || g->place_of[i] >= g->n_places)
        return NULL;
    const gazetteer_place *p = &g->places[g->place_of[i]];
    bool good = p->kind < PLACE_KINDS && p->lat >= -9000000 && p->lat <= 9000000 &&
                p->lon >= -18000000 && p->lon <= 18000000 && p->name <= g->names.len &&
                p->name_len <= g->names.len - p->name;
    return good ? p : NULL;
}

slice gazetteer_name(const gazetteer *g, const gazetteer_place *p)
{
    slice name = slice_of(g->names.ptr + p->name, p->name_len);
    return utf8_check(name) == name.len ? name : (slice){"", 0};
}

void gazetteer_key_add(gazetteer_key *key, slice folded)
{
    if (slice_eq_str(folded, "st"))
        folded = SLICE("saint");
    else if (slice_eq_str(folded, "mt"))
        folded = SLICE("mount");
    else if (slice_eq_str(folded, "ft"))
        folded = SLICE("fort");
    for (size_t at = 0; at < folded.len;) {
        size_t start = at;
        UChar32 c = (UChar32)utf8_next(folded, &at);
        if (c < 128 ? !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) : !u_isalnum(c))
            continue;
        if (key->n + (at - start) > sizeof key->letters) {
            key->too_long = true;
            return;
        }
        memcpy(key->letters + key->n, folded.ptr + start, at - start);
        key->n += (uint32_t)(at - start);
    }
}

uint64_t gazetteer_key_hash(const gazetteer_key *key)
{
    if (key->n == 0 || key->too_long)
        return 0;
    uint64_t hash = hash_bytes(slice_of(key->letters, key->n));
    return hash ? hash : 1;
}

uint64_t gazetteer_key_of(arena *tmp, slice name)
{
    gazetteer_key key = {.n = 0};
    if (name.len > 4 * sizeof key.letters)
        return 0;
    slice folded = text_fold(tmp, name);
    for (size_t from = 0; from < folded.len;) {
        size_t to = from;
        while (to < folded.len && !strchr(" -./,", folded.ptr[to]))
            to++;
        gazetteer_key_add(&key, slice_of(folded.ptr + from, to - from));
        from = to + 1;
    }
    return gazetteer_key_hash(&key);
}
