/* Makes tables of the word lists and the cue lists of stage article: tables FOLDER. */
#include "article/agency_list.h"
#include "article/cue_lists.h"
#include "article/word_lists.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_WORDS = 2048, MOST_CUES = 1024, MOST_ANCHORS = 255 };

_Noreturn static void fail(const char *what, const char *word)
{
    fprintf(stderr, "tables: %s: \"%s\"\n", what, word);
    exit(1);
}

/* ---- words ---- */

typedef struct {
    const char *text;
    word_key key;
    uint64_t kinds;
} word;

static word words[MOST_WORDS];
static uint32_t n_words;
static uint16_t numbers[WORD_SLOTS];
static uint8_t tags[WORD_SLOTS];

static bool same_key(const word_key *a, const word_key *b)
{
    return a->len == b->len && memcmp(a->part, b->part, sizeof a->part) == 0;
}

static void add_word(const char *text, uint64_t kinds)
{
    slice s = {text, strlen(text)};
    if (s.len == 0 || s.len > WORD_LONGEST)
        fail("too long for the table", text);
    word_key key = word_key_of(s);
    uint64_t hash = word_hash(&key);
    uint32_t slot = word_slot(hash);
    for (; tags[slot]; slot = (slot + 1) % WORD_SLOTS) {
        word *w = &words[numbers[slot]];
        if (!same_key(&w->key, &key))
            continue;
        if (w->kinds & kinds)
            fail("twice in one list", text);
        w->kinds |= kinds;
        return;
    }
    if (n_words == MOST_WORDS)
        fail("no room left", text);
    words[n_words] = (word){text, key, kinds};
    tags[slot] = word_tag(hash);
    numbers[slot] = (uint16_t)n_words++;
}

static void add_names(const calendar_name *names, size_t n, unsigned at)
{
    for (size_t i = 0; i < n; i++)
        add_word(names[i].name, (uint64_t)names[i].number << at);
}

static void write_numbers(FILE *to, const char *type, const char *name, const uint32_t *v,
                          size_t n)
{
    fprintf(to, "static const %s %s[] = {", type, name);
    for (size_t i = 0; i < n; i++)
        fprintf(to, "%s%u", i == 0 ? "" : i % 16 ? "," : ",\n", v[i]);
    fprintf(to, "};\n\n");
}

static void write_words(FILE *to)
{
    uint32_t v[WORD_SLOTS];
    fprintf(to, "typedef struct {\n    word_key key;\n    uint64_t kinds;\n} "
                "word_entry;\n\nstatic const word_entry word_entries[] = {\n");
    for (uint32_t i = 0; i < n_words; i++) {
        const word_key *k = &words[i].key;
        fprintf(to, "{{{0x%llxu, 0x%llxu, 0x%llxu}, %u}, 0x%llxu}, // %s\n",
                (unsigned long long)k->part[0], (unsigned long long)k->part[1],
                (unsigned long long)k->part[2], k->len,
                (unsigned long long)words[i].kinds, words[i].text);
    }
    fprintf(to, "};\n\n");
    for (uint32_t i = 0; i < WORD_SLOTS; i++)
        v[i] = tags[i];
    write_numbers(to, "uint8_t", "word_tags", v, WORD_SLOTS);
    for (uint32_t i = 0; i < WORD_SLOTS; i++)
        v[i] = numbers[i];
    write_numbers(to, "uint16_t", "word_numbers", v, WORD_SLOTS);
}

/* ---- cues ---- */

static const cue *cues[MOST_CUES];
static uint8_t groups_of[MOST_CUES];
static uint32_t n_cues;

static struct {
    uint32_t trigram, hints;
} anchors[MOST_ANCHORS + 1]; // 0 is none
static uint32_t n_anchors = 1;
static uint32_t anchor_of_cue[MOST_CUES];

/* How often a byte comes in a thousand of plain text, roughly. */
static unsigned weight_of(char c)
{
    static const unsigned weights[26] = {82, 15, 28, 43, 127, 22, 20, 61, 70,
                                         2,  8,  40, 24, 67,  75, 19, 2,  60,
                                         63, 91, 28, 10, 24,  2,  20, 2};
    if (c == ' ')
        return 180;
    return c >= 'a' && c <= 'z' ? weights[c - 'a'] : c & '\x80' ? 4 : 2;
}

/* Three letters that come more often than their letters make believe. */
static bool is_frequent(const char *at)
{
    static const char frequent[] =
        "ing ion ent and her the tio for ter ati com con pro por "
        "omm duc min cou ock hav abo emb app  by sub ved gra vic "
        "mpo cap now mak nks cco ctu rms upp pub";
    for (size_t i = 0; i + 3 < sizeof frequent; i += 4)
        if (memcmp(frequent + i, at, 3) == 0)
            return true;
    return false;
}

/* The rarest three bytes of a cue. What is looked through is folded, so that spaces and
 * signs are of one kind. */
static uint32_t rarest_trigram(const char *text)
{
    unsigned long best = ULONG_MAX;
    uint32_t found = 0;
    if (strlen(text) < 3)
        fail("shorter than three letters", text);
    for (size_t i = 0; i + 3 <= strlen(text); i++) {
        unsigned long weight = (unsigned long)weight_of(text[i]) *
                               weight_of(text[i + 1]) * weight_of(text[i + 2]);
        weight *= is_frequent(text + i) ? 1000 : 1;
        if (weight >= best)
            continue;
        best = weight;
        found = 0;
        for (size_t k = 0; k < 3; k++)
            found = cue_next_trigram(found, text[i + k]);
    }
    return found;
}

static uint32_t anchor(const char *text, uint32_t hints)
{
    uint32_t trigram = rarest_trigram(text), i = 1;
    while (i < n_anchors && anchors[i].trigram != trigram)
        i++;
    if (i > MOST_ANCHORS)
        fail("no room left", text);
    anchors[i].trigram = trigram;
    anchors[i].hints |= hints;
    n_anchors += i == n_anchors;
    return i;
}

static void add_cues(void)
{
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        for (size_t i = 0; i < groups[g].n; i++) {
            const cue *c = &groups[g].cues[i];
            if (n_cues == MOST_CUES || strlen(c->text) < 2 || strlen(c->text) > 255)
                fail("too many cues, or one too short or long", c->text);
            if (c->how & CUE_INSIDE)
                anchor_of_cue[n_cues] =
                    anchor(c->text, c->most_words && c->most_words <= CUE_SHORT_WORDS
                                        ? HINT_SHORT
                                        : HINT_LONG);
            groups_of[n_cues] = (uint8_t)g;
            cues[n_cues++] = c;
        }
    for (size_t i = 0; i < sizeof photo_credits / sizeof *photo_credits; i++)
        anchor(photo_credits[i], HINT_PHOTO);
    anchor("via ", HINT_VIA);
    anchor("ibu", HINT_CONTRIBUTED);
    // Rarer than others of "told", "tells", "speaking to", "interview with"
    static const char *const told[] = {"tol", "tel", "eak", "iew"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        anchor(told[i], HINT_TOLD);
    anchor("thi", HINT_THIS);
    anchor("epo", HINT_REPORT);
    anchor("spa", HINT_REPORT);
    anchor("berichtet", HINT_REPORT);
    anchor("ago", HINT_AGO);
}

static uint32_t start_slot(const char *text)
{
    return cue_start_slot(text[0], text[1]);
}

static void write_starts(FILE *to)
{
    uint32_t first[CUE_STARTS + 1], ids[MOST_CUES], n = 0;
    for (uint32_t slot = 0; slot <= CUE_STARTS; slot++) {
        first[slot] = n;
        for (uint32_t i = 0; slot < CUE_STARTS && i < n_cues; i++)
            if (!(cues[i]->how & CUE_INSIDE) && start_slot(cues[i]->text) == slot)
                ids[n++] = i;
    }
    write_numbers(to, "uint16_t", "cue_start_first", first, CUE_STARTS + 1);
    write_numbers(to, "uint16_t", "cue_start_ids", ids, n);
}

static void write_captions(FILE *to)
{
    uint32_t bits[CUE_STARTS / 32] = {0};
    for (size_t i = 0; i < sizeof caption_starts / sizeof *caption_starts; i++) {
        if (strlen(caption_starts[i]) < 3)
            fail("shorter than captions.c takes them to be", caption_starts[i]);
        uint32_t slot = start_slot(caption_starts[i]);
        bits[slot / 32] |= UINT32_C(1) << slot % 32;
    }
    write_numbers(to, "uint32_t", "caption_start_bits", bits, CUE_STARTS / 32);
}

static void write_anchors(FILE *to)
{
    uint32_t *of = calloc(CUE_TRIGRAMS, sizeof *of), v[MOST_ANCHORS + 2];
    uint32_t ids[MOST_CUES], bits[CUE_TRIGRAMS / 32] = {0}, n = 0;
    if (!of)
        fail("no memory", "");
    for (uint32_t a = 1; a < n_anchors; a++) {
        of[anchors[a].trigram] = a;
        bits[anchors[a].trigram / 32] |= UINT32_C(1) << anchors[a].trigram % 32;
    }
    write_numbers(to, "uint32_t", "anchor_bits", bits, CUE_TRIGRAMS / 32);
    write_numbers(to, "uint8_t", "anchor_numbers", of, CUE_TRIGRAMS);
    free(of);
    for (uint32_t a = 0; a <= n_anchors; a++) {
        v[a] = n;
        for (uint32_t i = 0; a > 0 && a < n_anchors && i < n_cues; i++)
            if (anchor_of_cue[i] == a)
                ids[n++] = i;
    }
    write_numbers(to, "uint16_t", "anchor_first", v, n_anchors + 1);
    write_numbers(to, "uint16_t", "anchor_ids", ids, n);
    for (uint32_t a = 0; a < n_anchors; a++)
        v[a] = anchors[a].hints;
    write_numbers(to, "uint16_t", "anchor_hints", v, n_anchors);
}

static void write_string(FILE *to, const char *text)
{
    fputc('"', to);
    for (; *text; text++) // octal: it cannot run into what follows
        fprintf(to, *text & '\x80' || *text == '"' || *text == '\\' ? "\\%03o" : "%c",
                (unsigned char)*text);
    fputc('"', to);
}

static void write_cues(FILE *to)
{
    fprintf(to, "static const cue_entry cue_entries[] = {\n");
    for (uint32_t i = 0; i < n_cues; i++) {
        fputc('{', to);
        write_string(to, cues[i]->text);
        fprintf(to, ", %zu, %u, %u, %u},\n", strlen(cues[i]->text), cues[i]->how,
                cues[i]->most_words, groups_of[i]);
    }
    fprintf(to, "};\n\nstatic const char *const cue_whys[] = {\n");
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        write_string(to, groups[g].why);
        fprintf(to, ",\n");
    }
    fprintf(to, "};\n\n");
}

static void write_list(FILE *to, const char *name, const char *const *list, size_t n)
{
    fprintf(to, "static const slice %s[] = {\n", name);
    for (size_t i = 0; i < n; i++) {
        fputc('{', to);
        write_string(to, list[i]);
        fprintf(to, ", %zu},\n", strlen(list[i]));
    }
    fprintf(to, "};\n\n");
}

static void write_agencies(FILE *to)
{
    uint32_t first[257], n = 0;
    fprintf(to, "static const struct {\n    slice form, name;\n} agency_forms[] = {\n");
    for (uint32_t c = 0; c <= 256; c++) {
        first[c] = n;
        for (size_t i = 0; c < 256 && i < sizeof agencies / sizeof *agencies; i++)
            for (size_t f = 0; f < 6 && agencies[i].forms[f]; f++) {
                const char *form = agencies[i].forms[f], *name = agencies[i].name;
                if ((unsigned char)*form != c)
                    continue;
                if (strlen(form) > 40)
                    fail("longer than agency.c takes names to be", form);
                fprintf(to, "{{");
                write_string(to, form);
                fprintf(to, ", %zu}, {", strlen(form));
                write_string(to, name);
                fprintf(to, ", %zu}},\n", strlen(name));
                n++;
            }
    }
    fprintf(to, "};\n\n");
    write_numbers(to, "uint8_t", "agency_first", first, 257);
    if (n > 255)
        fail("too many names of agencies", "");
}

static FILE *create(const char *folder, const char *name, const char *needs)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "w");
    if (!to)
        fail("cannot write", path);
    fprintf(to, "/* Made by tools/tables.c. */\n#include \"%s\"\n\n", needs);
    return to;
}

static void done(FILE *to)
{
    bool bad = ferror(to) != 0;
    if (fclose(to) || bad)
        fail("cannot write", "");
}

int main(int argc, char **argv)
{
    if (argc != 2)
        fail("usage", "tables FOLDER");
    for (size_t i = 0; i < sizeof word_lists / sizeof *word_lists; i++)
        for (size_t k = 0; k < word_lists[i].n; k++)
            add_word(word_lists[i].words[k], word_lists[i].kind);
    add_names(month_names, sizeof month_names / sizeof *month_names, WORD_MONTH_AT);
    add_names(weekday_names, sizeof weekday_names / sizeof *weekday_names,
              WORD_WEEKDAY_AT);
    add_cues();
    FILE *to = create(argv[1], "made_words.h", "article/words.h");
    write_words(to);
    done(to);
    to = create(argv[1], "made_cues.h", "article/cue_table.h");
    write_cues(to);
    write_starts(to);
    write_anchors(to);
    done(to);
    to = create(argv[1], "made_agencies.h", "base/slice.h");
    write_agencies(to);
    done(to);
    to = create(argv[1], "made_captions.h", "base/slice.h");
    write_captions(to);
    write_list(to, "photo_credits", photo_credits,
               sizeof photo_credits / sizeof *photo_credits);
    write_list(to, "caption_starts", caption_starts,
               sizeof caption_starts / sizeof *caption_starts);
    done(to);
    return 0;
}
