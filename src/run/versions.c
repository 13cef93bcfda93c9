/* Articles that stood at one address, earlier and later: witnesses of one outlet. */
#include "article/repeat.h"
#include "read/url.h"
#include "run/run.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_BACK = 16 }; // texts that a version is compared with

/* Parameters that say where a reader came from, not what is shown. */
static bool is_tracking(slice parameter)
{
    static const char *const names[] = {"utm_",     "fbclid",     "gclid",  "mc_cid",
                                        "mc_eid",   "ref=",       "src=",   "share",
                                        "amp",      "output=amp", "cmpid=", "ns_",
                                        "__twitter"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_starts(parameter, slice_of_str(names[i])))
            return true;
    return false;
}

/* Equal for addresses that lead to one page; 0: no address of a page. */
static uint64_t address_key(arena *tmp, slice url)
{
    url_parts u;
    if (!url_split(url, &u))
        return 0;
    slice host = url_host(tmp, url), path = u.path, rest = u.query;
    static const char *const fronts[] = {"m.", "mobile.", "amp."};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (slice_starts(host, slice_of_str(fronts[i]))) {
            size_t n = strlen(fronts[i]);
            host = slice_of(host.ptr + n, host.len - n);
        }
    while (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    if (slice_ends(path, SLICE("/amp")))
        path.len -= 4;
    if (rest.len && rest.ptr[0] == '?')
        rest = slice_of(rest.ptr + 1, rest.len - 1);
    uint64_t key = hash_mix(hash_bytes(host), hash_bytes(path));
    bool any = path.len > 0;
    while (rest.len) {
        size_t end = slice_find(rest, SLICE("&"), 0);
        slice one = slice_of(rest.ptr, end);
        rest = end < rest.len ? slice_of(rest.ptr + end + 1, rest.len - end - 1)
                              : slice_of("", 0);
        if (!one.len || is_tracking(one))
            continue;
        key = hash_mix(key, hash_bytes(one));
        any = true;
    }
    return any ? key : 0; // a front page is no article
}

typedef struct {
    uint64_t key;
    uint32_t article, story; // the first article that it is a version of
    slice fetched, stated;
} entry;

/* When this text was there, as the page says: its last change, or its publication. */
static slice stated_time(const article *a)
{
    slice last = a->published.value;
    for (uint32_t i = 0; i < a->published.candidates.n; i++) {
        const date_candidate *c = &a->published.candidates.v[i];
        bool change = slice_find(c->where, SLICE("odified"), 0) < c->where.len ||
                      slice_find(c->where, SLICE("pdated"), 0) < c->where.len;
        if (change && slice_cmp(c->value, last) > 0)
            last = c->value;
    }
    return last;
}

static int by_key(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

static int by_time(slice a, slice b)
{
    // Of one length, the order of their letters is that of time
    size_t n = a.len < b.len ? a.len : b.len;
    return n ? memcmp(a.ptr, b.ptr, n) : 0;
}

static int by_fetched(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    int order = a->story < b->story ? -1 : a->story > b->story;
    if (!order)
        order = by_time(a->fetched, b->fetched);
    return order ? order : (a->article > b->article) - (a->article < b->article);
}

static int by_stated(const void *x, const void *y)
{
    const entry *a = x, *b = y;
    int order = by_time(a->stated, b->stated);
    return order ? order : (a->article > b->article) - (a->article < b->article);
}

/* Which of the texts at one address tell one story; others have only the address in
 * common, such as the day's news under one name. */
static void find_stories(const stemma_run *run, arena *tmp, entry *v, uint32_t n)
{
    repeat_note *notes = arena_array(tmp, repeat_note, n);
    for (uint32_t i = 0; i < n; i++) {
        document nothing = {0};
        repeat_note_take(tmp, &nothing, &run->articles[v[i].article], &notes[i]);
        v[i].story = i;
        for (uint32_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++)
            if (repeat_same_story(&notes[k], &notes[i])) {
                v[i].story = v[k].story;
                break;
            }
    }
}

/* Does this time tell all of them apart? */
static bool tells(const entry *v, uint32_t n, bool fetched)
{
    for (uint32_t i = 0; i < n; i++) {
        slice time = fetched ? v[i].fetched : v[i].stated;
        if (!time.len ||
            (i && by_time(fetched ? v[i - 1].fetched : v[i - 1].stated, time) == 0))
            return false;
    }
    return true;
}

/* An outlet that one version tells and another does not is that of both. */
static void share_outlet(stemma_run *run, const entry *v, uint32_t n)
{
    const article *from = NULL;
    for (uint32_t i = 0; i < n && !from; i++)
        if (run->articles[v[i].article].outlet.len)
            from = &run->articles[v[i].article];
    for (uint32_t i = 0; i < n && from; i++) {
        article *a = &run->articles[v[i].article];
        if (a->outlet.len || a->via.len)
            continue;
        a->outlet = from->outlet;
        a->outlet_why = SLICE("another version at the same address");
    }
}

static void link_story(stemma_run *run, entry *v, uint32_t n)
{
    const char *by = tells(v, n, true) ? "fetched" : NULL;
    if (!by) {
        qsort(v, n, sizeof *v, by_stated);
        by = tells(v, n, false) ? "stated" : NULL;
    }
    for (uint32_t i = 0; i < n; i++)
        run->versions[v[i].article] = (article_version){
            .number = i + 1,
            .of = n,
            .by = by,
            .earlier = by && i ? v[i - 1].article : VERSION_NONE,
            .later = by && i + 1 < n ? v[i + 1].article : VERSION_NONE,
        };
    share_outlet(run, v, n);
}

static void link_address(stemma_run *run, entry *v, uint32_t n)
{
    arena *tmp = arena_sub(&run->mem);
    find_stories(run, tmp, v, n);
    qsort(v, n, sizeof *v, by_fetched);
    for (uint32_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && v[end].story == v[i].story; end++)
            ;
        if (end - i > 1)
            link_story(run, v + i, end - i);
    }
    arena_release(tmp);
}

void run_versions(stemma_run *run)
{
    uint32_t n = run->n_articles, kept = 0;
    run->versions = arena_array(&run->mem, article_version, n);
    arena *tmp = arena_sub(&run->mem), *scratch = arena_sub(tmp);
    entry *v = arena_array(tmp, entry, n);
    for (uint32_t i = 0; i < n; i++) {
        const article *a = &run->articles[i];
        uint64_t key = address_key(scratch, a->address);
        arena_release(scratch);
        if (key)
            v[kept++] = (entry){key, i, 0, a->fetched, stated_time(a)};
    }
    if (kept)
        qsort(v, kept, sizeof *v, by_key);
    for (uint32_t i = 0, end; i < kept; i = end) {
        for (end = i + 1; end < kept && v[end].key == v[i].key; end++)
            ;
        if (end - i > 1)
            link_address(run, v + i, end - i);
    }
    arena_release(tmp);
}
