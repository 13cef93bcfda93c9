#include "article/cue_table.h"
#include "article/page.h"

/* "Words by Jane Roe. Photographs by Max Foe": lines that say who did what. */

typedef enum { ROLE_WRITER, ROLE_HELPER, ROLE_PLAIN } role_kind;

typedef struct {
    const char *cue;
    role_kind kind;
} role_cue;

/* ROLE_PLAIN: writers, but the word alone is a byline like any other, or the headline of
 * an interview. */
static const role_cue cues[] = {{"additional reporting by ", ROLE_WRITER},
                                {"additional reporting: ", ROLE_WRITER},
                                {"with additional reporting by ", ROLE_WRITER},
                                {"with reporting by ", ROLE_WRITER},
                                {"reporting by ", ROLE_WRITER},
                                {"reported by ", ROLE_WRITER},
                                {"report by ", ROLE_WRITER},
                                {"report: ", ROLE_PLAIN},
                                {"writing by ", ROLE_WRITER},
                                {"written by ", ROLE_WRITER},
                                {"words by ", ROLE_WRITER},
                                {"words: ", ROLE_WRITER},
                                {"story by ", ROLE_WRITER},
                                {"text by ", ROLE_WRITER},
                                {"text: ", ROLE_WRITER},
                                {"text von ", ROLE_WRITER},
                                {"texte : ", ROLE_WRITER},
                                {"texte: ", ROLE_WRITER},
                                {"texte par ", ROLE_WRITER},
                                {"texto: ", ROLE_WRITER},
                                {"texto de ", ROLE_WRITER},
                                {"testo: ", ROLE_WRITER},
                                {"bericht: ", ROLE_PLAIN},
                                {"interview: ", ROLE_PLAIN},
                                {"interview by ", ROLE_WRITER},
                                {"interview von ", ROLE_WRITER},
                                {"interview : ", ROLE_PLAIN},
                                {"reportage de ", ROLE_WRITER},
                                {"reportage d'", ROLE_WRITER},
                                {"reportage d\xe2\x80\x99", ROLE_WRITER},
                                {"reportaje de ", ROLE_WRITER},
                                {"entrevista: ", ROLE_PLAIN},
                                {"photographs by ", ROLE_HELPER},
                                {"photographs: ", ROLE_HELPER},
                                {"photography by ", ROLE_HELPER},
                                {"photography: ", ROLE_HELPER},
                                {"photos by ", ROLE_HELPER},
                                {"photos: ", ROLE_HELPER},
                                {"photos : ", ROLE_HELPER},
                                {"photo by ", ROLE_HELPER},
                                {"photo: ", ROLE_HELPER},
                                {"pictures by ", ROLE_HELPER},
                                {"pictures: ", ROLE_HELPER},
                                {"picture: ", ROLE_HELPER},
                                {"images by ", ROLE_HELPER},
                                {"images: ", ROLE_HELPER},
                                {"video by ", ROLE_HELPER},
                                {"video: ", ROLE_HELPER},
                                {"illustrations by ", ROLE_HELPER},
                                {"illustration by ", ROLE_HELPER},
                                {"graphics by ", ROLE_HELPER},
                                {"graphics: ", ROLE_HELPER},
                                {"fotos von ", ROLE_HELPER},
                                {"fotos: ", ROLE_HELPER},
                                {"foto: ", ROLE_HELPER},
                                {"bilder: ", ROLE_HELPER},
                                {"fotografías de ", ROLE_HELPER},
                                {"fotografías: ", ROLE_HELPER},
                                {"editing by ", ROLE_HELPER},
                                {"edited by ", ROLE_HELPER},
                                {"produced by ", ROLE_HELPER},
                                {"by ", ROLE_PLAIN},
                                {"from ", ROLE_PLAIN},
                                {"von ", ROLE_PLAIN},
                                {"par ", ROLE_PLAIN},
                                {"por ", ROLE_PLAIN}};

static const role_cue *cue_at(slice text)
{
    char first = text.len ? text.ptr[0] | 0x20 : 0; // they all begin with a letter
    for (size_t i = 0; i < sizeof cues / sizeof *cues; i++)
        if (*cues[i].cue == first && slice_starts_nocase(text, slice_of_str(cues[i].cue)))
            return &cues[i];
    return NULL;
}

static slice without_marks(slice text)
{
    static const char *const marks[] = {"\xe2\x80\xa2", "\xc2\xb7", "\xe2\x80\x94",
                                        "\xe2\x80\x93"};
    for (bool again = true; again;) {
        again = false;
        text = slice_trim(text);
        if (text.len &&
            slice_find(SLICE(".;,|/-"), slice_of(text.ptr + text.len - 1, 1), 0) < 6) {
            text.len--;
            again = true;
        }
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (slice_ends(text, slice_of_str(marks[i]))) {
                text.len -= slice_of_str(marks[i]).len;
                again = true;
            }
    }
    return text;
}

/* Where the next role starts, at a word's beginning; text.len if there is none. */
static size_t next_role(slice text, size_t from)
{
    for (size_t at = from; at < text.len; at++) {
        if (text.ptr[at - 1] != ' ' && text.ptr[at - 1] != '\t')
            continue;
        slice rest = slice_of(text.ptr + at, text.len - at);
        const role_cue *cue = cue_at(rest);
        // "Jane Roe by phone": a role in the middle of a line starts with a capital
        if (cue && cue->kind != ROLE_PLAIN && shape_is_capital(rest))
            return at;
    }
    return text.len;
}

typedef struct {
    slice names;
    role_kind kind;
} role_part;

enum { MOST_PARTS = 6, MOST_BYTES = 240 };

/* "Reporting from Port Else by Jane Roe", "Jane Roe reports from Port Else". */
static bool take_from_place(page *p, slice text)
{
    static const char *const verbs[] = {" reports from ", " reporting from ",
                                        " berichtet aus "};
    if (slice_starts_nocase(text, SLICE("reporting from "))) {
        size_t by = slice_find(text, SLICE(" by "), 0);
        return by < text.len &&
               byline_names(p, slice_of(text.ptr + by + 4, text.len - by - 4), "byline");
    }
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        slice verb = slice_of_str(verbs[i]);
        size_t at = slice_find(text, verb, 0);
        if (at == text.len)
            continue;
        slice name = slice_of(text.ptr, at);
        shape place =
            shape_of(slice_of(text.ptr + at + verb.len, text.len - at - verb.len));
        if (slice_starts_nocase(name, SLICE("by ")))
            name = slice_of(name.ptr + 3, name.len - 3);
        return place.words && place.words <= 5 && place.lower == 0 && place.digits == 0 &&
               byline_are_names(p, name) && byline_names(p, name, "byline");
    }
    return false;
}

bool byline_take_roles(page *p, slice line, unsigned hints)
{
    role_part parts[MOST_PARTS];
    size_t n = 0;
    bool said = false;
    slice text = slice_trim(line);
    if (text.len > MOST_BYTES || text.len < 8)
        return false;
    bool bracket = text.ptr[0] == '(' || text.ptr[0] == '[';
    if (!bracket && !(hints & HINT_REPORT) && !cue_at(text))
        return false;
    if (bracket)
        text = slice_of(text.ptr + 1, text.len - 2);
    text = without_marks(text);
    if (text.len < 8)
        return false;
    if ((hints & HINT_REPORT) && take_from_place(p, text))
        return true;
    for (size_t at = 0; at < text.len;) {
        slice rest = slice_of(text.ptr + at, text.len - at);
        const role_cue *cue = cue_at(rest);
        if (!cue || n == MOST_PARTS)
            return false;
        size_t start = slice_of_str(cue->cue).len, end = next_role(rest, start);
        slice names = without_marks(slice_of(rest.ptr + start, end - start));
        if (!names.len || !byline_are_names(p, names))
            return false;
        parts[n++] = (role_part){names, cue->kind};
        said |= cue->kind == ROLE_WRITER;
        at += end;
    }
    // Photographers alone stand under a picture; "By …" alone is every byline
    if (!said && n < 2)
        return false;
    if (!said && parts[0].kind != ROLE_PLAIN)
        return false;
    for (size_t i = 0; i < n; i++)
        if (parts[i].kind != ROLE_HELPER)
            byline_names(p, parts[i].names, "byline");
    return true;
}
