/* The summary for a terminal: what a reader wants to know before opening the page. */
#include "report/summary.h"

#include "base/hash.h"

#include <inttypes.h>
#include <stdlib.h>

/* More than this of anything belongs on the page. */
enum {
    MOST_FAMILIES = 12,
    MOST_SINGLES = 20,
    MOST_CLAIMS = 8,
    MOST_DISAGREEMENTS = 12,
    MOST_SKIPS = 12,
    WIDTH = 80, // code points of a label
};

void summary_count(writer *w, uint64_t n, const char *one, const char *many)
{
    writer_printf(w, "%" PRIu64 " %s", n, n == 1 ? one : many);
}

/* The last part of a path: enough to know the file by. */
static slice base_name(slice path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/' && i < path.len)
            return slice_of(path.ptr + i, path.len - i);
    return path;
}

void summary_article(writer *w, const findings *f, uint32_t number, bool dated)
{
    slice outlet = f->articles[number].outlet;
    const publication *p = parts_published(f, number);
    if (outlet.len) {
        writer_shown(w, outlet, WIDTH);
        writer_str(w, " (");
        writer_shown(w, base_name(f->articles[number].input), WIDTH);
        writer_str(w, ")");
    } else {
        writer_shown(w, base_name(f->articles[number].input), WIDTH);
    }
    if (dated && p->value.len) {
        writer_str(w, ", ");
        writer_shown(w, p->value, 32);
        if (p->how == PUBLISHED_INFERRED)
            writer_str(w, " (inferred)");
    }
}

static void write_more(writer *w, uint64_t n, uint64_t shown)
{
    if (n > shown)
        writer_printf(w, "  … and %" PRIu64 " more\n", n - shown);
}

static uint32_t count_outlets(arena *tmp, const findings *f, uint32_t *not_known)
{
    hash_table seen;
    hash_table_init(&seen, tmp, f->n_articles);
    for (uint32_t i = 0; i < f->n_articles; i++) {
        slice outlet = f->articles[i].outlet;
        if (outlet.len)
            hash_table_put(&seen, hash_bytes(text_fold(tmp, outlet)), NULL);
        else
            ++*not_known;
    }
    return seen.n;
}

static uint32_t count_singles(const findings *f)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n_articles; i++)
        n += f->families->of_article[i] == FAMILY_NONE;
    return n;
}

static void write_first_lines(arena *tmp, const findings *f, writer *w)
{
    uint32_t not_known = 0, n_outlets = count_outlets(tmp, f, &not_known);
    uint32_t n_singles = count_singles(f), n_families = f->families->n_families;
    summary_count(w, f->n_articles, "article", "articles");
    writer_str(w, ", ");
    summary_count(w, n_outlets, "outlet", "outlets");
    writer_str(w, ", ");
    summary_count(w, n_families + n_singles, "independent report", "independent reports");
    writer_str(w, "\n");
    summary_count(w, n_families, "family of copies", "families of copies");
    writer_str(w, ", ");
    summary_count(w, n_singles, "article without copies", "articles without copies");
    if (not_known) {
        writer_str(w, "; outlet not established for ");
        summary_count(w, not_known, "article", "articles");
    }
    writer_str(w, "\n");
}

static void write_families(arena *tmp, const findings *f, writer *w)
{
    uint32_t n = f->families->n_families;
    for (uint32_t i = 0; i < n && i < MOST_FAMILIES; i++)
        summary_family(tmp, f, i, w);
    if (n > MOST_FAMILIES)
        writer_str(w, "\nFamilies\n");
    write_more(w, n, MOST_FAMILIES);
}

static void write_singles(const findings *f, writer *w)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n_articles; i++) {
        if (f->families->of_article[i] != FAMILY_NONE)
            continue;
        if (n++ == 0)
            writer_str(w, "\nWithout copies\n");
        if (n > MOST_SINGLES)
            continue;
        writer_str(w, "  ");
        summary_article(w, f, i, true);
        writer_str(w, "\n");
    }
    write_more(w, n, MOST_SINGLES);
}

typedef struct {
    const claim *claim;
    uint32_t which;
} ranked;

static int compare_ranks(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->claim->origins.n != b->claim->origins.n)
        return a->claim->origins.n > b->claim->origins.n ? -1 : 1;
    if (a->claim->outlets.n != b->claim->outlets.n)
        return a->claim->outlets.n > b->claim->outlets.n ? -1 : 1;
    if (a->claim->articles.n != b->claim->articles.n)
        return a->claim->articles.n > b->claim->articles.n ? -1 : 1;
    return a->which < b->which ? -1 : 1;
}

static void write_source(const findings *f, const claim *c, writer *w)
{
    if (c->statements.n == 0)
        return;
    const statement *s = &f->facts->statements.statements[c->statements.v[0]];
    slice source = {0};
    if (s->own_voice)
        source = SLICE("the outlets' own voice");
    else if (s->source_entity != FACTS_NONE)
        source = f->facts->names.entities[s->source_entity].label;
    else if (s->full_first < s->full_last)
        source = parts_bytes(f, s->article,
                             parts_span(f, s->article, s->full_first, s->full_last));
    else if (s->source_first < s->source_last)
        source = parts_bytes(f, s->article,
                             parts_span(f, s->article, s->source_first, s->source_last));
    if (source.len == 0)
        return;
    writer_shown(w, source, 48);
    writer_str(w, ": ");
}

/* Who says what, on a line of its own. */
static void write_claim(const findings *f, const claim *c, writer *w)
{
    writer_str(w, "\n    ");
    write_source(f, c, w);
    writer_shown(w, c->label, WIDTH);
}

static void write_claims(arena *tmp, const findings *f, writer *w)
{
    uint32_t n = f->compared->n_claims;
    if (n == 0)
        return;
    ranked *order = arena_array(tmp, ranked, n);
    for (uint32_t i = 0; i < n; i++)
        order[i] = (ranked){&f->compared->claims[i], i};
    qsort(order, n, sizeof *order, compare_ranks);
    writer_str(w, "\nStatements with the most support\n");
    for (uint32_t i = 0; i < n && i < MOST_CLAIMS; i++) {
        const claim *c = order[i].claim;
        writer_str(w, "  ");
        summary_count(w, c->articles.n, "article", "articles");
        writer_str(w, ", ");
        summary_count(w, c->outlets.n, "outlet", "outlets");
        writer_str(w, ", ");
        summary_count(w, c->origins.n, "origin", "origins");
        write_claim(f, c, w);
        writer_str(w, "\n");
    }
    write_more(w, n, MOST_CLAIMS);
}

static const char *about_kind(disagreement_kind kind)
{
    switch (kind) {
    case DISAGREE_FIGURES:
        return "figures differ";
    case DISAGREE_DENIAL:
        return "denied";
    case DISAGREE_POLARITY:
        return "yes against no";
    case DISAGREE_HOLDER:
        return "who holds it";
    case DISAGREE_DATE:
        return "dates differ";
    case DISAGREE_UPDATE:
        return "later value";
    }
    return "";
}

static void write_disagreements(const findings *f, writer *w)
{
    const compare_result *c = f->compared;
    if (c->n_disagreements)
        writer_str(w, "\nDisagreements\n");
    for (uint32_t i = 0; i < c->n_disagreements && i < MOST_DISAGREEMENTS; i++) {
        const disagreement *d = &c->disagreements[i];
        writer_printf(w, "  %s: ", about_kind(d->kind));
        writer_shown(w, d->about, WIDTH);
        write_claim(f, &c->claims[d->a], w);
        write_claim(f, &c->claims[d->b], w);
        writer_str(w, "\n");
    }
    write_more(w, c->n_disagreements, MOST_DISAGREEMENTS);
}

static void write_skips(const findings *f, writer *w)
{
    if (f->n_skips) {
        writer_str(w, "\nLeft out\n");
        for (uint32_t i = 0; i < f->n_skips && i < MOST_SKIPS; i++) {
            writer_str(w, "  ");
            writer_shown(w, f->skips[i].input, WIDTH);
            writer_str(w, ": ");
            writer_shown(w, f->skips[i].reason, WIDTH);
            writer_str(w, "\n");
        }
        write_more(w, f->n_skips, MOST_SKIPS);
    }
}

static void write_passed(const findings *f, writer *w)
{
    bool any = false;
    for (unsigned i = 0; f->passed && i < N_PASSED; i++) {
        if (!f->passed[i])
            continue;
        if (!any)
            writer_str(w, "\nIn the archives beside articles\n");
        any = true;
        writer_printf(w, "  %" PRIu64 " %s\n", f->passed[i],
                      read_passed_what((read_passed)i));
    }
}

void report_summary(arena *tmp, const findings *f, writer *w)
{
    write_first_lines(tmp, f, w);
    write_families(tmp, f, w);
    write_singles(f, w);
    write_claims(tmp, f, w);
    write_disagreements(f, w);
    write_skips(f, w);
    write_passed(f, w);
}
