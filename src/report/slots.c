#include "report/slots.h"

#include "base/hash.h"
#include "report/parts.h"

slots slots_of(arena *tmp, const findings *f, const family *fam)
{
    slots s = {.f = f, .fam = fam, .tmp = tmp};
    uint32_t n = fam->collated.n_witnesses;
    s.readings = arena_array(tmp, uint32_t, n);
    s.at = arena_array(tmp, span, n);
    s.first = arena_array(tmp, uint32_t, n);
    s.counts = arena_array(tmp, uint32_t, n);
    s.sequences = arena_array(tmp, uint64_t, n);
    return s;
}

/* Numbers the witnesses' readings, which are the same where `sequences` are. */
static void number_readings(slots *s)
{
    arena *tmp = arena_sub(s->tmp);
    hash_table known;
    hash_table_init(&known, tmp, 8);
    s->n_readings = 0;
    for (uint32_t w = 0; w < s->fam->collated.n_witnesses; w++) {
        if (s->readings[w] == SLOT_ABSENT)
            continue;
        bool is_new;
        uint32_t *r = hash_table_put(&known, s->sequences[w], &is_new);
        if (is_new) {
            *r = s->n_readings++;
            s->first[*r] = w;
            s->counts[*r] = 0;
        }
        s->readings[w] = *r;
        s->counts[*r]++;
    }
    arena_release(tmp);
}

/* The slot over rows [first, last); those that are out of it count where `with_out`. */
static void look_at(slots *s, uint32_t first, uint32_t last, bool with_out)
{
    const collation *c = &s->fam->collated;
    s->from = first;
    s->to = last;
    s->stretch = with_out;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        const cell *from = &c->rows[first].cells[w], *to = &c->rows[last - 1].cells[w];
        s->readings[w] = from->out && !with_out ? SLOT_ABSENT : 0;
        s->at[w] = from->first < to->last ? text_span(&s->f->texts[s->fam->witnesses[w]],
                                                      from->first, to->last)
                                          : (span){from->bytes.start, from->bytes.start};
        s->sequences[w] = 0;
        for (uint32_t r = first; r < last; r++)
            s->sequences[w] = hash_mix(s->sequences[w], c->rows[r].cells[w].reading);
    }
    number_readings(s);
}

static bool differs_inside(const collation *c, const collation_row *row)
{
    uint32_t reading = SLOT_ABSENT;
    for (uint32_t w = 0; w < c->n_witnesses; w++) {
        if (row->cells[w].out)
            continue;
        if (reading != SLOT_ABSENT && reading != row->cells[w].reading)
            return true;
        reading = row->cells[w].reading;
    }
    return false;
}

/* The rows from s->row on that are one stretch; its class is that of the rows in which
 * those that have it agree. */
static void find_stretch(slots *s)
{
    const collation *c = &s->fam->collated;
    const uint32_t lacuna = c->rows[s->row].lacuna;
    bool known = false;
    s->edit = EDIT_CUT;
    for (s->stretch_end = s->row; s->stretch_end < c->n_rows; s->stretch_end++) {
        const collation_row *row = &c->rows[s->stretch_end];
        if (row->lacuna != lacuna)
            return;
        if (differs_inside(c, row))
            continue;
        if (known && row->edit != s->edit)
            return;
        s->edit = row->edit;
        known = true;
    }
}

bool slots_next(slots *s)
{
    const collation *c = &s->fam->collated;
    while (s->row < c->n_rows) {
        const collation_row *row = &c->rows[s->row];
        if (row->lacuna && s->row >= s->stretch_end) {
            find_stretch(s);
            s->group = row->lacuna;
            look_at(s, s->row, s->stretch_end, true);
            return true;
        }
        uint32_t here = s->row++;
        if (row->n_readings < 2 || (row->lacuna && !differs_inside(c, row)))
            continue;
        look_at(s, here, here + 1, false);
        s->edit = row->edit;
        s->group = row->lacuna;
        return true;
    }
    return false;
}

uint32_t *slots_number_rows(arena *out, const findings *f, const family *fam)
{
    uint32_t *numbers = arena_array(out, uint32_t, (size_t)fam->collated.n_rows + 1);
    arena *tmp = arena_sub(out);
    slots list = slots_of(tmp, f, fam);
    // a stretch comes before the slots inside it
    for (uint32_t n = 1; slots_next(&list); n++)
        for (uint32_t r = list.from; r < list.to; r++)
            numbers[r] = n;
    arena_release(tmp);
    return numbers;
}
