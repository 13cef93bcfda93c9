/* The collation as TEI P5, by parallel segmentation (Guidelines, chapter 13): what all
 * witnesses have stands by itself, what they differ in is an <app> with a <rdg> for each
 * text. A witness is what stands by itself and its own <rdg>s, put together.
 *
 * Where only white space differs, which is no reading, the <app> is of type "space". A
 * witness that lacks a long stretch has a <rdg> of type "lacuna" all through it; one that
 * lacks a few words has an empty <rdg>. */
#include "report/parts.h"
#include "report/slots.h"
#include "report/xml.h"

#include "base/hash.h"

#include <inttypes.h>

typedef struct {
    const findings *f;
    const family *fam;
    writer *w;
    uint32_t *member; // of each <rdg>: the first witness in it
    uint32_t *next;   // of each witness: the next in its <rdg>, or UINT32_MAX
    uint32_t *last;   // of each <rdg>
    uint32_t n_groups;
} tei;

static slice bytes_of(const tei *t, const collation_row *row, uint32_t w)
{
    return parts_bytes(t->f, t->fam->witnesses[w], row->cells[w].bytes);
}

static void write_element(writer *w, const char *name, slice value)
{
    if (value.len == 0)
        return;
    writer_printf(w, "<%s>", name);
    write_escaped(w, value);
    writer_printf(w, "</%s>", name);
}

/* Header
 * ---------------------------------------------------------------------------------- */

static void write_witnesses(const tei *t)
{
    writer_str(t->w, "<listWit>\n");
    for (uint32_t i = 0; i < t->fam->n_witnesses; i++) {
        const article *a = &t->f->articles[t->fam->witnesses[i]];
        writer_printf(t->w, "<witness xml:id=\"w%" PRIu32 "\">", i + 1);
        write_element(t->w, "idno", a->id);
        write_element(t->w, "title", a->headline);
        write_element(t->w, "orgName", a->outlet);
        write_element(t->w, "date", a->published.value);
        write_element(t->w, "ident", a->input);
        writer_str(t->w, "</witness>\n");
    }
    writer_str(t->w, "</listWit>\n");
}

static void write_classes(writer *w)
{
    writer_str(w, "<classDecl><taxonomy xml:id=\"edits\">\n");
    for (int c = EDIT_NAME; c <= EDIT_HEADLINE; c++)
        writer_printf(w,
                      "<category xml:id=\"edit-%s\"><catDesc>%s</catDesc></category>\n",
                      edit_class_name((edit_class)c), edit_class_name((edit_class)c));
    writer_str(w, "</taxonomy></classDecl>\n");
}

static void write_header(const tei *t)
{
    writer_str(t->w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n"
                     "<teiHeader>\n<fileDesc>\n<titleStmt><title>");
    slice title = SLICE("Collation");
    for (uint32_t i = t->fam->n_witnesses; i-- > 0;)
        if (t->f->articles[t->fam->witnesses[i]].headline.len)
            title = t->f->articles[t->fam->witnesses[i]].headline;
    write_escaped(t->w, title);
    writer_printf(t->w,
                  "</title></titleStmt>\n<publicationStmt><p>Collated by Stemma %s."
                  "</p></publicationStmt>\n<sourceDesc>\n",
                  t->f->version);
    write_witnesses(t);
    writer_str(t->w, "</sourceDesc>\n</fileDesc>\n<encodingDesc>\n"
                     "<variantEncoding method=\"parallel-segmentation\" "
                     "location=\"internal\"/>\n");
    write_classes(t->w);
    writer_str(t->w, "</encodingDesc>\n</teiHeader>\n");
}

/* Rows
 * ------------------------------------------------------------------------------------ */

// Groups the witnesses of a row by their bytes; those that are out are a group of theirs.
static void group_witnesses(arena *out, tei *t, const collation_row *row)
{
    arena *tmp = arena_sub(out);
    hash_table known; // group + 1
    hash_table_init(&known, tmp, 8);
    t->n_groups = 0;
    for (uint32_t w = 0; w < t->fam->n_witnesses; w++) {
        slice bytes = bytes_of(t, row, w);
        uint64_t key = hash_mix(hash_bytes(bytes), row->cells[w].out);
        t->next[w] = UINT32_MAX;
        for (;; key = hash_mix(key, 1)) {
            uint32_t *group = hash_table_put(&known, key, NULL);
            if (*group == 0) {
                t->member[t->n_groups] = t->last[t->n_groups] = w;
                *group = ++t->n_groups;
                break;
            }
            uint32_t first = t->member[*group - 1];
            if (row->cells[first].out != row->cells[w].out ||
                !slice_eq(bytes_of(t, row, first), bytes))
                continue; // two that have one key
            t->next[t->last[*group - 1]] = w;
            t->last[*group - 1] = w;
            break;
        }
    }
    arena_release(tmp);
}

static void write_reading(const tei *t, const collation_row *row, uint32_t group)
{
    uint32_t first = t->member[group];
    slice bytes = bytes_of(t, row, first);
    writer_str(t->w,
               row->cells[first].out ? "<rdg type=\"lacuna\" wit=\"" : "<rdg wit=\"");
    for (uint32_t w = first; w != UINT32_MAX; w = t->next[w])
        writer_printf(t->w, "%s#w%" PRIu32, w == first ? "" : " ", w + 1);
    writer_str(t->w, bytes.len ? "\">" : "\"/>");
    if (bytes.len) {
        write_escaped(t->w, bytes);
        writer_str(t->w, "</rdg>");
    }
}

static void write_app(const tei *t, const collation_row *row, uint32_t number)
{
    if (row->n_readings > 1) {
        const char *name = edit_class_name(row->edit);
        writer_printf(t->w, "<app n=\"f1.%" PRIu32 "\" type=\"%s\" ana=\"#edit-%s\">",
                      number, name, name);
    } else {
        writer_str(t->w, "<app type=\"space\">");
    }
    for (uint32_t g = 0; g < t->n_groups; g++)
        write_reading(t, row, g);
    writer_str(t->w, "</app>");
}

void report_collation_tei(arena *tmp, const findings *f, writer *w)
{
    const family *fam = &f->families->families[0];
    const uint32_t n = fam->n_witnesses;
    tei t = {.f = f, .fam = fam, .w = w};
    t.member = arena_array(tmp, uint32_t, (size_t)n + 1);
    t.next = arena_array(tmp, uint32_t, (size_t)n + 1);
    t.last = arena_array(tmp, uint32_t, (size_t)n + 1);
    const uint32_t *numbers = slots_number_rows(tmp, f, fam);
    write_header(&t);
    writer_str(w, "<text><body><ab xml:space=\"preserve\">");
    for (uint32_t r = 0; r < fam->collated.n_rows; r++) {
        const collation_row *row = &fam->collated.rows[r];
        group_witnesses(tmp, &t, row);
        if (t.n_groups == 1)
            write_escaped(w, bytes_of(&t, row, 0));
        else
            write_app(&t, row, numbers[r]);
    }
    writer_str(w, "</ab></body></text>\n</TEI>\n");
}
