/* The collation as a page: the witnesses side by side, a sentence a line of the table.
 * What all have goes across; where they differ each has its column, with the places
 * marked by their class. */
#include "report/habits.h"
#include "report/page.h"
#include "report/slots.h"
#include "report/xml.h"

#include <inttypes.h>

enum { MOST_TITLED = 6, TITLE_BYTES = 80, MOST_TOKENS = 200 };

/* A row of the collation, or of one in which all that are there agree the tokens
 * [from, to). */
typedef struct {
    uint32_t row, from, to;
} piece;

typedef VEC(piece) piece_vec;

typedef struct {
    arena *tmp;
    const findings *f;
    const family *fam;
    writer *w;
    const uint32_t *numbers; // of the rows' slots
    bool *plain;             // rows in which all that are not out agree
    edit_class *stretch;     // of rows that somebody is out of: why
    uint32_t lacuna_begun;   // whose first line of the table is written
    piece_vec agreed;        // sentences in which all agree, not written yet
    piece_vec now;           // the sentence so far
    bool differs;            // it
    uint32_t n_tokens;       // in it
} page;

static const char *mark_of(edit_class edit)
{
    static const char *const marks[] = {
        [EDIT_NAME] = "N",     [EDIT_NUMBER] = "#",      [EDIT_DATE] = "D",
        [EDIT_HEDGE] = "≈",    [EDIT_ATTRIBUTION] = "@", [EDIT_POLARITY] = "±",
        [EDIT_WORDING] = "W",  [EDIT_SPELLING] = "S",    [EDIT_TYPOGRAPHIC] = "T",
        [EDIT_CUT] = "−",      [EDIT_ADDITION] = "+",    [EDIT_MOVED] = "↕",
        [EDIT_HEADLINE] = "H",
    };
    return marks[edit];
}

static const article *article_of(const page *p, uint32_t w)
{
    return &p->f->articles[p->fam->witnesses[w]];
}

static const text *text_of(const page *p, uint32_t w)
{
    return &p->f->texts[p->fam->witnesses[w]];
}

static slice label_of(const page *p, uint32_t w)
{
    const article *a = article_of(p, w);
    if (a->outlet.len)
        return a->outlet;
    size_t start = a->input.len;
    while (start > 0 && a->input.ptr[start - 1] != '/')
        start--;
    return slice_of(a->input.ptr + start, a->input.len - start);
}

/* Cells
 * ----------------------------------------------------------------------------------- */

static const cell *cell_of(const page *p, uint32_t row, uint32_t w)
{
    return &p->fam->collated.rows[row].cells[w];
}

// Which rows are marked, and why some witnesses are not in them.
static void look_at_rows(page *p, arena *tmp)
{
    const collation *c = &p->fam->collated;
    p->plain = arena_array(tmp, bool, (size_t)c->n_rows + 1);
    p->stretch = arena_array(tmp, edit_class, (size_t)c->n_rows + 1);
    for (uint32_t r = 0; r < c->n_rows; r++)
        p->plain[r] = true;
    slots list = slots_of(tmp, p->f, p->fam);
    while (slots_next(&list))
        for (uint32_t r = list.from; r < list.to; r++)
            if (list.stretch)
                p->stretch[r] = list.edit;
            else
                p->plain[r] = false;
}

static uint32_t lacuna_of(const page *p, uint32_t row)
{
    return p->fam->collated.rows[row].lacuna;
}

static slice bytes_of(const page *p, piece part, uint32_t w)
{
    const cell *c = cell_of(p, part.row, w);
    const text *t = text_of(p, w);
    span at = c->bytes;
    if (p->plain[part.row] && c->last > c->first) {
        if (part.from > 0)
            at.start = t->tokens[c->first + part.from].start;
        if (c->first + part.to < c->last)
            at.end = t->tokens[c->first + part.to].start;
    }
    return slice_in(t->bytes, at);
}

// Up to TITLE_BYTES of a reading.
static void write_short(page *p, slice reading)
{
    size_t len = reading.len;
    if (len > TITLE_BYTES)
        for (len = TITLE_BYTES;
             len > 0 && ((unsigned char)reading.ptr[len] & 0xc0) == 0x80;)
            len--;
    write_escaped(p->w, slice_of(reading.ptr, len));
    writer_str(p->w, len < reading.len ? "…" : "");
}

// The class and the readings, for who points at the place or comes to it by a key.
static void write_title(page *p, uint32_t row)
{
    const collation_row *r = &p->fam->collated.rows[row];
    uint32_t n = 0, next = 0;
    writer_printf(p->w, " title=\"%s:", edit_class_name(r->edit));
    for (uint32_t w = 0; w < p->fam->n_witnesses && n < MOST_TITLED; w++) {
        if (r->cells[w].reading != next) // readings are numbered as they come
            continue;
        next++;
        slice reading =
            slice_trim(parts_bytes(p->f, p->fam->witnesses[w], r->cells[w].bytes));
        writer_str(p->w, n++ ? " | " : " ");
        if (reading.len)
            write_short(p, reading);
        else
            writer_str(p->w, "nothing");
    }
    writer_str(p->w, n == MOST_TITLED && n < r->n_readings ? " | …\"" : "\"");
}

static uint32_t first_in(const page *p, uint32_t row)
{
    for (uint32_t w = 0; w < p->fam->n_witnesses; w++)
        if (!cell_of(p, row, w)->out)
            return w;
    return 0;
}

static void write_mark(page *p, uint32_t row, uint32_t w, slice reading)
{
    const collation_row *r = &p->fam->collated.rows[row];
    slice words = slice_trim(reading);
    size_t before = words.len ? (size_t)(words.ptr - reading.ptr) : 0;
    write_escaped(p->w, slice_of(reading.ptr, before));
    writer_printf(p->w, "<mark class=\"%s\" data-mark=\"%s\"", edit_class_name(r->edit),
                  mark_of(r->edit));
    if (w == first_in(p, row)) {
        writer_printf(p->w, " id=\"f1.%" PRIu32 ".%" PRIu32 "\" data-first",
                      p->numbers[row], row);
        write_title(p, row);
    }
    writer_str(p->w, words.len ? ">" : "><span class=\"lacks\">·</span>");
    write_escaped(p->w, words);
    writer_str(p->w, "</mark>");
    size_t done = before + words.len;
    write_escaped(p->w, slice_of(reading.ptr + done, reading.len - done));
}

static bool has_anything(const page *p, uint32_t w)
{
    for (uint32_t k = 0; k < p->now.n; k++) {
        const cell *c = cell_of(p, p->now.v[k].row, w);
        if (c->last > c->first || !c->out)
            return true;
    }
    return false;
}

// In place of a stretch that the witness lacks.
static void write_lack(page *p, uint32_t row)
{
    static const char *const why[HABIT_CLASSES] = {
        [EDIT_CUT] = "cut here",
        [EDIT_ADDITION] = "added by others",
        [EDIT_MOVED] = "elsewhere",
    };
    const edit_class edit = p->stretch[row];
    const char *said = why[edit] ? why[edit] : "not here";
    writer_printf(p->w, "<mark class=\"lacks %s\"", edit_class_name(edit));
    if (p->lacuna_begun != lacuna_of(p, row))
        writer_printf(p->w, " id=\"f1.%" PRIu32 "\" data-first title=\"%s\"",
                      p->numbers[row], said);
    p->lacuna_begun = lacuna_of(p, row);
    writer_printf(p->w, ">%s</mark>", said);
}

static void write_cell(page *p, uint32_t w)
{
    const uint32_t row = p->now.v[0].row;
    writer_printf(p->w, "<td class=\"w%" PRIu32, w + 1);
    if (lacuna_of(p, row))
        writer_printf(p->w, " part %s", edit_class_name(p->stretch[row]));
    writer_str(p->w, "\" dir=\"auto\" data-w=\"");
    write_escaped(p->w, label_of(p, w));
    writer_str(p->w, "\">");
    if (!has_anything(p, w)) {
        write_lack(p, row);
        writer_str(p->w, "</td>\n");
        return;
    }
    for (uint32_t k = 0; k < p->now.n; k++) {
        const piece part = p->now.v[k];
        if (cell_of(p, part.row, w)->out)
            continue;
        slice bytes = bytes_of(p, part, w);
        if (p->plain[part.row])
            write_escaped(p->w, bytes);
        else
            write_mark(p, part.row, w, bytes);
    }
    writer_str(p->w, "</td>\n");
}

/* Lines of the table
 * ---------------------------------------------------------------------- */

static void write_agreed(page *p)
{
    if (p->agreed.n == 0)
        return;
    writer_printf(p->w,
                  "<tr class=\"agreed\"><td class=\"all\" dir=\"auto\" "
                  "colspan=\"%" PRIu32 "\">",
                  p->fam->n_witnesses);
    for (uint32_t k = 0; k < p->agreed.n; k++)
        write_escaped(p->w, bytes_of(p, p->agreed.v[k], 0));
    writer_str(p->w, "</td></tr>\n");
    p->agreed.n = 0;
}

static bool is_style(const page *p)
{
    for (uint32_t k = 0; k < p->now.n; k++) {
        const collation_row *row = &p->fam->collated.rows[p->now.v[k].row];
        if (row->lacuna || (row->n_readings > 1 && row->edit != EDIT_TYPOGRAPHIC &&
                            row->edit != EDIT_SPELLING))
            return false;
    }
    return true;
}

static void end_sentence(page *p)
{
    if (p->now.n && !p->differs) {
        for (uint32_t k = 0; k < p->now.n; k++)
            vec_push(p->tmp, &p->agreed, p->now.v[k]);
    } else if (p->now.n) {
        write_agreed(p);
        writer_str(p->w, is_style(p) ? "<tr class=\"style-only\">\n" : "<tr>\n");
        for (uint32_t w = 0; w < p->fam->n_witnesses; w++)
            write_cell(p, w);
        writer_str(p->w, "</tr>\n");
    }
    p->now.n = p->n_tokens = 0;
    p->differs = false;
}

// A row in which all that are not out agree, sentence by sentence.
static void take_agreed(page *p, uint32_t row)
{
    const bool lacuna = lacuna_of(p, row) > 0;
    const uint32_t w = first_in(p, row);
    const cell *c = cell_of(p, row, w);
    const text *t = text_of(p, w);
    uint32_t from = 0;
    for (uint32_t i = c->first + 1; i <= c->last; i++) {
        bool ends = i < t->n_tokens && t->tokens[i].sentence != t->tokens[i - 1].sentence;
        if (!ends && i < c->last)
            continue;
        vec_push(p->tmp, &p->now, (piece){row, from, i - c->first});
        p->n_tokens += i - c->first - from;
        from = i - c->first;
        if (ends || p->n_tokens > MOST_TOKENS)
            end_sentence(p);
        p->differs |= lacuna;
    }
}

static void write_rows(page *p)
{
    const collation *c = &p->fam->collated;
    for (uint32_t r = 0; r < c->n_rows; r++) {
        if (r > 0 && c->rows[r].lacuna != c->rows[r - 1].lacuna)
            end_sentence(p);
        p->differs |= !p->plain[r] || c->rows[r].lacuna;
        if (p->plain[r]) {
            take_agreed(p, r);
            continue;
        }
        vec_push(p->tmp, &p->now, (piece){r, 0, 0});
    }
    end_sentence(p);
    write_agreed(p);
}

/* Around the table
 * ------------------------------------------------------------------------ */

static void write_head(page *p, uint32_t n_slots)
{
    const uint32_t n = p->fam->n_witnesses;
    writer_printf(p->w,
                  "<header><h1>%" PRIu32 " %s, word by word</h1>\n"
                  "<p class=\"faint\">%" PRIu32 " %s. Keys: j and k go from "
                  "one to the next, s shows house style, d only what differs.</p>"
                  "</header>\n<nav aria-label=\"What is shown\">\n",
                  n, n == 1 ? "article" : "articles", n_slots,
                  n_slots == 1 ? "place where they differ" : "places where they differ");
    writer_str(p->w, "<label><input type=\"checkbox\" id=\"differ\"> only what differs"
                     "</label>\n<label><input type=\"checkbox\" id=\"style\"> spelling "
                     "and typography</label>\n");
    for (uint32_t w = 0; w < n && n > 2; w++) {
        writer_printf(
            p->w, "<label><input type=\"checkbox\" checked data-column=\"%" PRIu32 "\"> ",
            w + 1);
        write_escaped(p->w, label_of(p, w));
        writer_str(p->w, "</label>\n");
    }
    writer_str(p->w, "<span id=\"place\" class=\"faint\" aria-live=\"polite\"></span>"
                     "</nav>\n");
}

static void write_columns(page *p)
{
    writer_printf(p->w,
                  "<main><section><div class=\"scroll\" tabindex=\"0\" role=\"region\" "
                  "aria-label=\"The articles side by side\">\n<table style=\"--n: "
                  "%" PRIu32 "\"><thead><tr>\n",
                  p->fam->n_witnesses);
    for (uint32_t w = 0; w < p->fam->n_witnesses; w++) {
        const article *a = article_of(p, w);
        writer_printf(p->w, "<th scope=\"col\" class=\"w%" PRIu32 "\">", w + 1);
        write_escaped(p->w, label_of(p, w));
        if (a->published.value.len) {
            writer_str(p->w, "<br><span class=\"faint\">");
            write_escaped(p->w, a->published.value);
            writer_str(p->w, "</span>");
        }
        if (a->headline.len) {
            writer_str(p->w, "<br>");
            write_escaped(p->w, a->headline);
        }
        writer_str(p->w, "</th>\n");
    }
    writer_str(p->w, "</tr></thead><tbody>\n");
}

static void write_item(page *p, slice line, bool *open, slice outlet)
{
    if (line.len == 0)
        return;
    if (!*open) {
        writer_str(p->w, "<h2>");
        write_escaped(p->w, outlet);
        writer_str(p->w, "</h2><ul>\n");
        *open = true;
    }
    writer_str(p->w, "<li>");
    write_escaped(p->w, line);
    writer_str(p->w, "</li>\n");
}

static void write_habits(page *p)
{
    habits all;
    habits_take(p->tmp, p->f, &all);
    writer_str(p->w, "<section aria-label=\"Habits\">\n");
    for (uint32_t o = 0; o < all.n; o++) {
        const outlet_habits *h = &all.v[o];
        bool open = false;
        for (uint32_t k = 0; k < h->n_forms; k++)
            write_item(p, habits_of_form(p->tmp, &h->forms[k]), &open, h->outlet);
        for (int c = 0; c < HABIT_CLASSES; c++)
            write_item(p, habits_of_class(p->tmp, h, (edit_class)c), &open, h->outlet);
        if (open)
            writer_str(p->w, "</ul>\n");
    }
    writer_str(p->w, "</section>\n");
}

void report_collation_html(arena *tmp, const findings *f, writer *w)
{
    page p = {.tmp = tmp, .f = f, .fam = &f->families->families[0], .w = w};
    p.numbers = slots_number_rows(tmp, f, p.fam);
    look_at_rows(&p, tmp);
    uint32_t n_slots = 0;
    for (uint32_t r = 0; r < p.fam->collated.n_rows; r++)
        n_slots = p.numbers[r] > n_slots ? p.numbers[r] : n_slots;
    writer_add(w, slice_of((const char *)collation_page_head, collation_page_head_len));
    write_head(&p, n_slots);
    write_columns(&p);
    write_rows(&p);
    writer_str(w, "</tbody></table></div></section>\n");
    write_habits(&p);
    writer_str(w, "</main>\n");
    writer_add(w, slice_of((const char *)collation_page_tail, collation_page_tail_len));
}
