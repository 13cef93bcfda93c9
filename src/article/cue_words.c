#include "article/page.h"
#include "article/words.h"

/* Words that names of outlets and of newspaper sections are made of. */

bool cue_is_newspaper_word(slice word)
{
    return (word_kinds(shape_core(word)) & WORD_NEWSPAPER) != 0;
}

bool cue_is_section_word(slice word)
{
    return (word_kinds(shape_core(word)) & WORD_SECTION) != 0;
}
