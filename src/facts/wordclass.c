#include "facts/wordclass.h"

#include <string.h>

typedef struct {
    uint32_t classes;
    const char *words;
} word_class;

/* Folded forms: lower case, straight apostrophes. */
static const word_class closed[] = {
    {WORD_DET, "the a an this that these those some any no every each all both many much "
               "several few most more another other such own certain various half"},
    {WORD_DET, "his her its their our my your whose"},
    {WORD_PRON | WORD_SUBJECT, "he she they we i it you"},
    {WORD_PRON, "him them us me this these those some many others one both all someone "
                "everyone anyone nobody everybody most several few"},
    {WORD_REL, "who which whom"},
    {WORD_PREP, "of in on at by for from with without to into onto over under about "
                "against among around across along above below behind between beyond "
                "during despite except inside near off outside per through throughout "
                "toward towards until upon via within amid amongst regarding including "
                "alongside versus like unlike since after before than following "
                "concerning up down out as"},
    {WORD_CONJ, "and but or nor yet"},
    {WORD_SUBORD, "because although though while when after before since until unless "
                  "if whether as where whereas once how why what that than so"},
    {WORD_BE, "is are was were be been being am 're 'm"},
    {WORD_BE | WORD_NEG, "isn't aren't wasn't weren't ain't"},
    {WORD_HAVE, "has have had having 've"},
    {WORD_HAVE | WORD_NEG, "hasn't haven't hadn't"},
    {WORD_DO, "do does did"},
    {WORD_DO | WORD_NEG, "don't doesn't didn't"},
    {WORD_MODAL, "will would can could may might must shall should cannot 'll 'd"},
    {WORD_MODAL | WORD_NEG, "won't wouldn't can't couldn't mustn't shouldn't needn't"},
    {WORD_NEG | WORD_ADV, "not never neither"},
    {WORD_NEG, "no none nothing nobody"},
    {WORD_ADV,
     "also later then now again once still already just only even often soon "
     "too well instead meanwhile moreover furthermore however therefore "
     "thus yet ever always sometimes perhaps maybe indeed first further separately "
     "earlier simply far almost nearly away back together afterwards thereafter hence "
     "nevertheless nonetheless likewise otherwise elsewhere so far"},
    {WORD_TIME,
     "monday tuesday wednesday thursday friday saturday sunday january february "
     "april june july august september october november december jan feb apr jun jul aug "
     "sep sept oct nov dec yesterday today tonight tomorrow overnight week weeks weekend "
     "month months year years day days night morning afternoon evening hour hours "
     "minutes decade decades midnight noon nightfall"},
    {WORD_TIME_LEAD, "last this next the past recent early earlier late later on in at a "
                     "an few several ago of mid following same previous"},
    {WORD_FINITE,
     "went came fell rose took gave got made left lost won held kept led met ran sat "
     "stood brought built bought caught fought sought taught sent spent became began "
     "broke chose drew drove flew grew knew shot struck threw wore woke withdrew "
     "overran undertook fled paid laid saw did seized put hit cut shut set spread hurt "
     "burst sank shook stole swept tore rang sang drank ate lay hid bit blew dealt bore "
     "remains remain continues continue seems seem appears appear needs need wants want "
     "means mean includes include says comes goes takes makes gives gets keeps holds "
     "leaves leads runs stands brings begins becomes grows knows lies lives works uses "
     "moves plays pays meets faces allows helps requires provides follows happened"},
    {WORD_SPEECH,
     "statement statements interview interviews speech speeches briefing briefings "
     "conference conferences address letter letters post posts tweet tweets message "
     "messages email emails e-mail telephone phone television tv radio twitter facebook "
     "telegram remarks testimony hearing broadcast communique release memo "
     "note report reports column editorial article blog video announcement parliament "
     "court reporters journalists twitter instagram dispatch bulletin website"},
    {WORD_PERSON,
     "official officer commander spokesman spokeswoman spokesperson minister president "
     "chairman chairwoman director leader chief governor mayor senator lawmaker deputy "
     "secretary ambassador envoy diplomat general colonel captain major sergeant "
     "lieutenant admiral marshal judge lawyer attorney prosecutor analyst expert "
     "professor doctor teacher activist campaigner resident witness survivor victim "
     "farmer trader driver worker employee owner manager executive candidate politician "
     "adviser advisor aide author journalist reporter correspondent editor man woman boy "
     "girl father mother son daughter brother sister husband wife soldier fighter "
     "militant rebel policeman policewoman detective inspector sheriff coach player "
     "captain priest bishop king queen prince princess pope negotiator mediator observer "
     "member source premier chancellor neighbour neighbor villager relative scientist "
     "researcher economist engineer nurse student volunteer critic"},
    {WORD_GROUP,
     "ministry government army military police council committee commission agency "
     "authority department office bureau court party union alliance coalition group "
     "organisation organization movement militia command force observatory monitor "
     "company firm bank newspaper paper channel station network television broadcaster "
     "embassy parliament senate congress board federation association institute "
     "university hospital administration cabinet presidency kremlin navy brigade "
     "battalion unit service team campaign club city state statement report poll survey "
     "study"},
    {WORD_PLURAL | WORD_GROUP, "media police people authorities forces troops"},
    {WORD_PLURAL, "men women children"},
    {WORD_HEDGE,
     "may might could reportedly allegedly apparently supposedly purportedly likely "
     "unlikely possibly perhaps probably presumably seemingly unclear uncertain "
     "unconfirmed maybe seems seem seemed appears appear appeared "
     "rumoured rumored"},
    {WORD_UNTRUE, "false untrue untruthful baseless unfounded groundless fabricated "
                  "fabrication wrong incorrect nonsense lie lies fake"},
    {WORD_NUMBER, "one two three four five six seven eight nine ten eleven twelve dozens "
                  "hundreds thousands dozen hundred thousand million billion"},
    {WORD_ADJ, "clear free open dead true safe ready empty illegal legal guilty innocent "
               "responsible void null invalid extinct winner over complete alive secure"},
};

static uint64_t key_of(slice word)
{
    return hash_bytes(word);
}

static word_entry *entry_for(lexicon *words, arena *out, slice word)
{
    bool is_new;
    uint32_t *at = hash_table_put(&words->at, key_of(word), &is_new);
    if (is_new) {
        (void)vec_add(out, &words->entries);
        *at = words->entries.n;
    }
    return &words->entries.v[*at - 1];
}

/* The next word of a list separated by spaces. */
static bool next_word(const char **list, slice *word)
{
    while (**list == ' ')
        (*list)++;
    size_t len = strcspn(*list, " ");
    *word = slice_of(*list, len);
    *list += len;
    return len > 0;
}

static void add_class(lexicon *words, arena *out, const word_class *class)
{
    const char *list = class->words;
    for (slice word; next_word(&list, &word);)
        entry_for(words, out, word)->classes |= class->classes;
}

/* Inflection
 * --------------------------------------------------------------------------------------
 */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static void add_form(lexicon *words, arena *out, uint32_t verb, slice word, uint8_t form)
{
    word_entry *e = entry_for(words, out, word);
    e->verb = (uint16_t)(verb + 1);
    e->forms |= form;
}

static slice s_form(arena *out, slice lemma)
{
    int n = (int)lemma.len;
    char end = lemma.ptr[n - 1];
    char before = n > 1 ? lemma.ptr[n - 2] : 'a';
    if (end == 'y' && !is_vowel(before))
        return arena_format(out, "%.*sies", n - 1, lemma.ptr);
    bool hissing = end == 's' || end == 'x' || end == 'z' || end == 'o' ||
                   (end == 'h' && (before == 's' || before == 'c'));
    return arena_format(out, "%.*s%s", n, lemma.ptr, hissing ? "es" : "s");
}

static slice ed_form(arena *out, slice lemma)
{
    int n = (int)lemma.len;
    char end = lemma.ptr[n - 1];
    if (end == 'y' && !is_vowel(lemma.ptr[n - 2]))
        return arena_format(out, "%.*sied", n - 1, lemma.ptr);
    return arena_format(out, "%.*s%s", n, lemma.ptr, end == 'e' ? "d" : "ed");
}

/* `past` shows whether the last letter is doubled: admitted, admitting. */
static slice ing_form(arena *out, slice lemma, slice past)
{
    int n = (int)lemma.len;
    char end = lemma.ptr[n - 1];
    if (end == 'e' && lemma.ptr[n - 2] != 'e')
        n--;
    bool doubled = past.len == lemma.len + 3 && past.ptr[lemma.len] == end &&
                   slice_ends(past, SLICE("ed"));
    return doubled ? arena_format(out, "%.*s%cing", n, lemma.ptr, end)
                   : arena_format(out, "%.*sing", n, lemma.ptr);
}

static void add_verb(lexicon *words, arena *out, uint32_t verb)
{
    slice lemma = slice_of_str(cue_verbs[verb].lemma);
    slice past = {0}, participle = {0};
    if (cue_verbs[verb].past) {
        const char *list = cue_verbs[verb].past;
        (void)next_word(&list, &past);
        if (!next_word(&list, &participle))
            participle = past;
    } else {
        past = participle = ed_form(out, lemma);
    }
    add_form(words, out, verb, lemma, FORM_BASE);
    add_form(words, out, verb, s_form(out, lemma), FORM_S);
    add_form(words, out, verb, past, FORM_PAST);
    add_form(words, out, verb, participle, FORM_PARTICIPLE);
    add_form(words, out, verb, ing_form(out, lemma, past), FORM_ING);
}

void lexicon_init(lexicon *words, arena *out)
{
    *words = (lexicon){0};
    hash_table_init(&words->at, out, 2048);
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        add_class(words, out, &closed[i]);
    for (uint32_t i = 0; i < n_cue_verbs; i++)
        add_verb(words, out, i);
    const char *list = cue_nouns;
    for (slice word; next_word(&list, &word);)
        entry_for(words, out, word)->noun = 1;
}

static bool has_adjective_ending(slice w)
{
    static const char *const endings[] = {"al",  "ous",  "ful",  "ive", "ible", "able",
                                          "ary", "less", "ical", "ent", "ic"};
    if (w.len < 5)
        return false;
    char last = w.ptr[w.len - 1];
    if (!memchr("lsetyc", last, 6)) // what they end in
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends(w, slice_of_str(endings[i])))
            return true;
    return false;
}

static uint32_t by_ending(slice w, bool listed)
{
    uint32_t classes = 0;
    if (w.len > 4 && slice_ends(w, SLICE("ly")) && !listed)
        classes |= WORD_ADV;
    if (w.len > 3 && slice_ends(w, SLICE("ed")) && !slice_ends(w, SLICE("eed")))
        classes |= WORD_ED;
    if (w.len > 4 && slice_ends(w, SLICE("ing")))
        classes |= WORD_ING;
    if (has_adjective_ending(w))
        classes |= WORD_ADJ;
    return classes;
}

/* they've, he'd, we're: pronoun and auxiliary in one token. */
static uint32_t contraction(slice w)
{
    static const struct {
        const char *end;
        uint32_t classes;
    } ends[] = {{"'ve", WORD_HAVE}, {"'d", WORD_MODAL}, {"'ll", WORD_MODAL},
                {"'re", WORD_BE},   {"'m", WORD_BE},    {"'s", WORD_BE}};
    const char *mark = memchr(w.ptr, '\'', w.len);
    if (!mark || mark == w.ptr)
        return 0;
    slice head = slice_of(w.ptr, (size_t)(mark - w.ptr));
    static const char *const heads[] = {"i",  "you", "he",   "she",
                                        "it", "we",  "they", "who"};
    for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
        if (!slice_eq_str(head, heads[h]))
            continue;
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
            if (slice_ends(w, slice_of_str(ends[i].end)))
                return ends[i].classes | WORD_PRON | WORD_SUBJECT;
    }
    return 0;
}

word_entry lexicon_get(const lexicon *words, const token *tok, slice written)
{
    word_entry found = {0};
    const uint32_t *at = hash_table_get(&words->at, tok->hash); // as key_of()
    if (at)
        found = words->entries.v[*at - 1];
    bool capital = (tok->flags & TOKEN_CAPITAL) != 0;
    // "US" and "U.S." are no pronoun, "May" and "March" mostly no month: their folded
    // forms mislead.
    bool dotted = written.len > 1 && memchr(written.ptr, '.', written.len) != NULL;
    if (dotted || ((tok->flags & TOKEN_ALL_CAPS) && written.len == 2 &&
                   slice_eq_str(tok->folded, "us")))
        found = (word_entry){0};
    if (tok->kind == TOKEN_NUMBER)
        found.classes |= WORD_NUMBER;
    if (tok->kind == TOKEN_WORD && !(tok->flags & TOKEN_NAME_LIKE))
        found.classes |= by_ending(tok->folded, found.classes != 0);
    if (tok->kind == TOKEN_WORD && !found.classes)
        found.classes = contraction(tok->folded);
    if (capital && !(tok->flags & TOKEN_SENTENCE_START) &&
        (slice_eq_str(tok->folded, "may") || slice_eq_str(tok->folded, "march")))
        found.classes = WORD_TIME;
    return found;
}
