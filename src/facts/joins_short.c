/* Short forms of names: initials, surnames, first names, "the Miners". */
#include "facts/joins.h"

#include "base/lists.h"

static void add_initials(joiner *j, short_forms *forms, uint32_t s, uint32_t first,
                         bool all_words)
{
    const name_spelling *one = &j->set->spellings.v[s];
    char letters[NAME_MOST_WORDS];
    size_t n = 0;
    for (uint32_t i = first; i < one->n_words; i++)
        if (one->words[i].len && (all_words || !text_is_function_word(one->words[i])))
            letters[n++] = one->words[i].ptr[0];
    if (n < 2)
        return;
    uint64_t key = hash_mix(one->story, hash_bytes(slice_of(letters, n)));
    vec_push(j->tmp, forms, (short_form){key, s, true});
}

bool joins_is_person(const name_spelling *s)
{
    return kinds_best(s->score) == ENTITY_PERSON;
}

void joins_collect_initials(joiner *j, short_forms *forms)
{
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        if (one->n_words == 1) {
            if (one->acronym)
                vec_push(j->tmp, forms,
                         (short_form){hash_mix(one->story, hash_bytes(one->words[0])), s,
                                      false});
            continue;
        }
        // capitals of people are no acronyms, and two letters fit too many names
        if (joins_is_person(one) && !one->generic)
            continue;
        add_initials(j, forms, s, 0, false);
        add_initials(j, forms, s, 0, true);
        if (name_words_demonym(&j->set->words, one->words[0]) && one->n_words > 3)
            add_initials(j, forms, s, 1, false);
    }
}

// Where the words of a full name end, without "Jr" or "III" behind them.
static uint32_t surname_end(const name_spelling *s)
{
    static const char *const more[] = {"jr", "sr", "ii", "iii", "iv"};
    return s->n_words > 2 && IN_LIST(s->words[s->n_words - 1], more) ? s->n_words - 1
                                                                     : s->n_words;
}

// A person's full name: its last word or words are what it is called by
// afterwards.
void joins_collect_surnames(joiner *j, short_forms *forms)
{
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        entity_kind kind = kinds_best(one->score);
        if (one->n_words == 1 ||
            (one->n_words == 2 && name_bits(j->set, one->words[0]) & WORD_PARTICLE)) {
            bool other = one->country || one->acronym || one->agency ||
                         (one->score[ENTITY_PLACE] > one->score[ENTITY_PERSON] + 2 &&
                          kind == ENTITY_PLACE);
            if (!other)
                vec_push(j->tmp, forms,
                         (short_form){name_words_key(one, 0, one->n_words), s, false});
        }
        // "Judge Marlow", of which only the story can tell that it is a person
        if (one->n_words == 2 && name_bits(j->set, one->words[0]) & WORD_WEAK_TITLE)
            vec_push(j->tmp, forms, (short_form){name_words_key(one, 1, 2), s, false});
        if (!kinds_person_shaped(j->set, one) || kind != ENTITY_PERSON ||
            name_bits(j->set, one->words[0]) & WORD_WEAK_TITLE)
            continue;
        uint32_t end = surname_end(one);
        vec_push(j->tmp, forms, (short_form){name_words_key(one, end - 1, end), s, true});
        if (end > 2 && name_bits(j->set, one->words[end - 2]) & WORD_PARTICLE)
            vec_push(j->tmp, forms,
                     (short_form){name_words_key(one, end - 2, end), s, true});
    }
}

/* A person's first name, which an article uses alone behind the full one: "Ilse" for
 * "Ilse Tarvon". */
void joins_collect_given(joiner *j, short_forms *forms)
{
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        if (one->n_words == 1) {
            bool other = one->country || one->acronym || one->agency || one->with_the ||
                         one->score[ENTITY_ORGANISATION] > 0 ||
                         one->score[ENTITY_PLACE] > 1 || name_is_place(j->set, one) ||
                         name_words_demonym(&j->set->words, one->words[0]);
            if (!other)
                vec_push(j->tmp, forms,
                         (short_form){name_words_key(one, 0, 1), s, false});
        } else if (kinds_person_shaped(j->set, one) && joins_is_person(one) &&
                   !(name_bits(j->set, one->words[1]) & (WORD_TITLE | WORD_WEAK_TITLE)) &&
                   (one->score[ENTITY_PERSON] > 2 ||
                    name_bits(j->set, one->words[0]) & WORD_GIVEN)) {
            vec_push(j->tmp, forms, (short_form){name_words_key(one, 0, 1), s, true});
        }
    }
}

// "the Tarvon Miners" as "the Miners".
void joins_collect_teams(joiner *j, short_forms *forms)
{
    for (uint32_t s = 0; s < j->set->spellings.n; s++) {
        const name_spelling *one = &j->set->spellings.v[s];
        uint32_t n = one->n_words;
        bool is_short = n == 1 && one->with_the && !one->country && !one->acronym &&
                        slice_ends(one->key, SLICE("s"));
        if (one->team || is_short)
            vec_push(j->tmp, forms,
                     (short_form){name_words_key(one, n - 1, n), s, one->team});
    }
}

// The full name stands before the first short one in each article that has it.
bool joins_given_convinces(const joiner *j, uint32_t s, uint32_t full)
{
    const name_spelling *one = &j->set->spellings.v[s], *of = &j->set->spellings.v[full];
    uint32_t x = 0, seen = FACTS_NONE;
    for (uint32_t y = 0; y < one->mentions.n; y++) {
        uint32_t in = j->set->mentions.v[one->mentions.v[y]].article;
        if (in == seen)
            continue;
        seen = in;
        while (x < of->mentions.n && j->set->mentions.v[of->mentions.v[x]].article < in)
            x++;
        if (x == of->mentions.n || j->set->mentions.v[of->mentions.v[x]].article != in ||
            of->mentions.v[x] > one->mentions.v[y])
            return false;
    }
    return true;
}

// Few letters fit too many names: beyond one article, or for what is not called
// by its initials, they prove nothing.
bool joins_initials_convince(const joiner *j, uint32_t s, uint32_t full, bool near)
{
    const name_spelling *one = &j->set->spellings.v[s], *of = &j->set->spellings.v[full];
    entity_kind kind = kinds_best(of->score);
    if (one->country)
        return of->country;
    if (one->agency)
        return of->generic && kind == ENTITY_ORGANISATION;
    if (one->key.len > 3)
        return true;
    if (one->key.len == 2 && name_bits(j->set, of->words[of->n_words - 1]) & WORD_COMPANY)
        return false;
    if (!near)
        return one->key.len > 2 && kind == ENTITY_ORGANISATION;
    return one->key.len > 2 || kind != ENTITY_PLACE || of->country;
}
