// Function words: articles, prepositions, pronouns, auxiliaries, conjunctions. They never
// make two texts look alike by themselves. One list for all languages: a word that only
// one language uses as such costs the others nothing.
#include "text/split.h"

#include <stdlib.h>
#include <string.h>

// Sorted by bytes, folded (a test holds it to that).
static const char *const function_words[] = {
    "'d",      "'ll",        "'m",      "'re",    "'s",     "'ve",     "a",
    "aber",    "about",      "above",   "after",  "again",  "against", "al",
    "all",     "als",        "also",    "am",     "amid",   "among",   "an",
    "and",     "any",        "are",     "around", "as",     "at",      "au",
    "auch",    "auf",        "aus",     "aux",    "avec",   "away",    "back",
    "be",      "because",    "been",    "before", "behind", "bei",     "being",
    "below",   "between",    "beyond",  "both",   "but",    "by",      "can",
    "cannot",  "ce",         "ces",     "cette",  "comme",  "como",    "con",
    "could",   "d'",         "da",      "dans",   "das",    "dass",    "de",
    "del",     "dem",        "den",     "der",    "des",    "despite", "did",
    "die",     "do",         "does",    "doing",  "don't",  "down",    "du",
    "durch",   "during",     "each",    "ein",    "eine",   "einem",   "einen",
    "einer",   "eines",      "either",  "el",     "elle",   "ello",    "en",
    "er",      "es",         "est",     "esta",   "et",     "etc",     "ete",
    "even",    "ever",       "every",   "few",    "for",    "from",    "fur",
    "further", "gegen",      "haben",   "had",    "has",    "hat",     "have",
    "having",  "he",         "her",     "here",   "hers",   "him",     "himself",
    "his",     "how",        "however", "i",      "ich",    "if",      "ihr",
    "il",      "ils",        "im",      "in",     "into",   "is",      "ist",
    "it",      "its",        "itself",  "kein",   "la",     "las",     "le",
    "les",     "less",       "leur",    "lo",     "los",    "lui",     "mais",
    "many",    "may",        "me",      "might",  "mit",    "more",    "most",
    "much",    "must",       "my",      "nach",   "near",   "neither", "nicht",
    "no",      "nor",        "not",     "now",    "o",      "oder",    "of",
    "off",     "on",         "once",    "one",    "only",   "onto",    "or",
    "other",   "ou",         "our",     "out",    "over",   "own",     "par",
    "para",    "pas",        "per",     "pero",   "plus",   "por",     "pour",
    "qu'",     "que",        "qui",     "s",      "sa",     "se",      "sein",
    "ses",     "shall",      "she",     "should", "si",     "sich",    "sie",
    "since",   "sind",       "so",      "some",   "son",    "sont",    "such",
    "sur",     "t",          "than",    "that",   "the",    "their",   "theirs",
    "them",    "themselves", "then",    "there",  "these",  "they",    "this",
    "those",   "through",    "to",      "too",    "toward", "towards", "um",
    "un",      "una",        "und",     "under",  "une",    "until",   "up",
    "upon",    "us",         "very",    "via",    "vom",    "von",     "vor",
    "war",     "was",        "we",      "werden", "were",   "what",    "when",
    "where",   "whether",    "which",   "while",  "who",    "whom",    "whose",
    "why",     "wie",        "will",    "wird",   "with",   "within",  "without",
    "would",   "y",          "yet",     "you",    "your",   "zu",      "zum",
    "zur",
};

static int compare(const void *key, const void *item)
{
    const slice *word = key;
    return slice_cmp(*word, slice_of_str(*(const char *const *)item));
}

const char *const *text_function_words(uint32_t *n)
{
    *n = sizeof function_words / sizeof *function_words;
    return function_words;
}

bool text_is_function_word(slice folded)
{
    return folded.len <= 10 && bsearch(&folded, function_words,
                                       sizeof function_words / sizeof *function_words,
                                       sizeof *function_words, compare) != NULL;
}
