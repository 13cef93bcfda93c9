/* What the stretches of two texts say: how much is copied, whether it is a report, a form
 * or a passage, and where it stands. */
#include "match/numbers.h"

static bool is_quoted(const word_run *x, uint32_t first, uint32_t last)
{
    uint32_t n = 0;
    for (uint32_t i = first; i < last; i++)
        n += (x->words[i] & WORD_QUOTED) != 0;
    return last - first <= PAIR_LONGEST_QUOTE &&
           10 * (uint64_t)n > 7 * (uint64_t)(last - first);
}

static double part_of(double part, double whole)
{
    double share = whole > 0 ? part / whole : 0;
    return share < 1 ? share : 1;
}

/* By how much the words within a stretch that are not the same say more than those that
 * are, on average. */
static double excess(const word_run *x, uint32_t first, uint32_t last, const stretch *s)
{
    uint64_t all = 0;
    for (uint32_t i = first; i < last; i++)
        all += weights_own(x->words[i]);
    double other = (double)all - s->own;
    double usual = (double)s->own / s->n_same * (last - first - s->n_same);
    return other > usual ? other - usual : 0;
}

/* From where to where the stretches that are no quotation go, and how many words they
 * are. */
typedef struct {
    uint32_t first, last, n;
} extent;

static void widen(extent *e, uint32_t first, uint32_t last)
{
    e->first = e->n == 0 || first < e->first ? first : e->first;
    e->last = last > e->last ? last : e->last;
    e->n += last - first;
}

/* Words of a text that are in no common gram: how many, how many before the first that is
 * in a stretch, and how many in stretches. */
typedef struct {
    uint32_t n, before, in;
} own_words;

static own_words count_own(const word_run *x, const pair_result *r, bool of_b,
                           uint32_t first)
{
    own_words own = {0};
    for (uint32_t i = 0; i < x->n; i++) {
        bool is_own = !(x->words[i] & WORD_COMMON);
        own.n += is_own;
        own.before += is_own && i < first;
    }
    for (uint32_t k = 0; k < r->n_stretches; k++) {
        const stretch *s = &r->stretches[k];
        for (uint32_t i = of_b ? s->b_first : s->a_first;
             !s->quoted && i < (of_b ? s->b_last : s->a_last); i++)
            own.in += !(x->words[i] & WORD_COMMON);
    }
    return own;
}

/* Reports are copied from the top; what two have in common further down alone, in few
 * words, is background that both tell, or a quotation. And what begins and ends both
 * texts and leaves out what is between are an outlet's lines. */
static void judge_place(const word_run *a, const word_run *b, pair_result *r)
{
    extent in_a = {0}, in_b = {0};
    for (uint32_t i = 0; i < r->n_stretches; i++) {
        const stretch *s = &r->stretches[i];
        if (s->quoted)
            continue;
        widen(&in_a, s->a_first, s->a_last);
        widen(&in_b, s->b_first, s->b_last);
    }
    double span_a = part_of(in_a.n, a->n), span_b = part_of(in_b.n, b->n);
    double wider = span_a > span_b ? span_a : span_b, other = span_a + span_b - wider;
    bool ends = r->n_same < PAIR_REPORT_WORDS && in_a.first == 0 && in_b.first == 0 &&
                in_a.last == a->n && in_b.last == b->n;
    bool gap = in_a.last - in_a.first - in_a.n >= PAIR_FRAME_GAP &&
               in_b.last - in_b.first - in_b.n >= PAIR_FRAME_GAP;
    bool little = wider < PAIR_PASSAGE_SPAN;
    bool frame = ends && (little || (gap && r->own_bits < PAIR_OWN_BITS));
    r->from_top = (in_a.first < in_b.first ? in_a.first : in_b.first) <= PAIR_LEAD;
    bool middle = !r->from_top && r->n_same < PAIR_PASSAGE;
    bool excerpt = wider < PAIR_WHOLE_SPAN && other < PAIR_EXCERPT_SPAN;
    r->is_passage = frame || (middle && (little || excerpt));
    // in a brief, one paragraph of background may be most of it
    bool brief = a->n < PAIR_BRIEF || b->n < PAIR_BRIEF;
    if (r->is_passage || r->n_same >= PAIR_PASSAGE || !brief)
        return;
    own_words own_a = count_own(a, r, false, in_a.first),
              own_b = count_own(b, r, true, in_b.first);
    uint32_t lead = own_a.before > own_b.before ? own_a.before : own_b.before;
    double whole_a = part_of(own_a.in, own_a.n), whole_b = part_of(own_b.in, own_b.n);
    double whole = whole_a > whole_b ? whole_a : whole_b;
    r->is_passage =
        lead > PAIR_OWN_LEAD && whole < PAIR_WHOLE_SPAN && wider < PAIR_WHOLE_SPAN;
}

uint32_t pair_parts(const pair_result *r, bool of_b, uint32_t n)
{
    uint32_t parts = 0;
    for (uint32_t i = 0; i < r->n_stretches; i++) {
        const stretch *s = &r->stretches[i];
        uint64_t first = of_b ? s->b_first : s->a_first,
                 last = of_b ? s->b_last : s->a_last;
        // a 32nd is in when the word in its middle is
        for (uint32_t k = 0; k < 32 && !s->quoted; k++) {
            uint64_t middle = (2 * k + 1) * (uint64_t)n / 64;
            parts |= (uint32_t)(middle >= first && middle < last) << k;
        }
    }
    return parts;
}

/* Whether the words that are the same are such as many reports have, with others between
 * them. */
static bool is_usual(const pair_result *r)
{
    return (double)r->own_bits < PAIR_USUAL_BITS * r->n_same &&
           r->n_same < PAIR_UNBROKEN * r->n_spanned;
}

/* In a form most numbers are other ones. So they are in a text with many misread
 * characters, but then many of its words are, too, and not next to all numbers. */
static bool is_plain_form(const pair_result *r)
{
    bool misread =
        r->n_same >= PAIR_FORM_WORDS && r->n_same < PAIR_LEGIBLE * r->n_spanned;
    uint32_t times = misread ? PAIR_FORM_TIMES : 1;
    return r->n_other >= PAIR_FORM_NUMBERS && r->n_other > times * r->n_numbers;
}

/* Where less is the same than in most copies, fewer are enough, and in a brief of usual
 * words a single one. */
static bool is_form(const pair_result *r)
{
    uint32_t same = r->n_numbers, other = r->n_other;
    if (r->coverage >= PAIR_FORM_COVERAGE || r->n_same >= PAIR_FORM_WORDS)
        return is_plain_form(r);
    return is_plain_form(r) ||
           (other >= PAIR_SOME_NUMBERS && PAIR_SOME_TIMES * other >= same) ||
           (other == 1 && same <= 1 && is_usual(r) && r->n_same < PAIR_FORM_BRIEF);
}

void pair_sum_up(const word_run *a, const word_run *b, pair_result *result)
{
    uint32_t n_same = 0, n_spanned = 0;
    uint64_t same = 0;
    double cut_a = 0, cut_b = 0;
    for (uint32_t i = 0; i < result->n_stretches; i++) {
        stretch *s = &result->stretches[i];
        s->quoted =
            is_quoted(a, s->a_first, s->a_last) && is_quoted(b, s->b_first, s->b_last);
        if (s->quoted)
            continue;
        same += s->own;
        n_same += s->n_same;
        uint32_t in_a = s->a_last - s->a_first, in_b = s->b_last - s->b_first;
        n_spanned += in_a > in_b ? in_a : in_b;
        cut_a += excess(a, s->a_first, s->a_last, s);
        cut_b += excess(b, s->b_first, s->b_last, s);
    }
    result->n_same = n_same;
    result->n_spanned = n_spanned;
    result->own_bits = (same - n_same) / 4; // a common word says a quarter
    result->coverage = part_of(n_same, a->n < b->n ? a->n : b->n);
    number_count numbers = numbers_compare(a, b, result->stretches, result->n_stretches);
    result->n_other = numbers.n_other;
    result->n_numbers = numbers.n_same;
    result->numbers = numbers.said;
    result->is_form = is_form(result);
    double share_a = part_of((double)same, (double)a->sums.own - cut_a);
    double share_b = part_of((double)same, (double)b->sums.own - cut_b);
    result->share = share_a > share_b ? share_a : share_b;
    judge_place(a, b, result);
}

/* Where all that two texts share are phrases that many have, they are copies of a report
 * that many have printed, or two reports within the standing lines of one outlet, or in
 * its usual words: copies share nearly all of the shorter one, numbers and all. With
 * `ease` for a part of what is asked for: whether it could be so. */
static bool is_copy(const pair_result *r, double ease)
{
    double least = ease * (r->from_top ? PAIR_LEAD_WORDS : PAIR_REPORT_WORDS);
    double n_same = r->n_same, n_words = n_same - r->n_numbers;
    bool half = r->coverage >= ease * PAIR_HALF_COVERAGE && n_same >= least &&
                !(r->is_passage && ease >= 1);
    uint32_t others = r->numbers / PAIR_NUMBERS_AS_OFTEN + (r->n_numbers > 0);
    bool same =
        (half || r->coverage >= ease * PAIR_COPY_COVERAGE) && r->n_other <= others;
    bool own =
        (double)r->own_bits >= ease * PAIR_OWN_BITS && r->share >= ease * PAIR_COPY_SHARE;
    // in a brief, as many words as two forms of one kind share; two tables have no words
    double many = is_usual(r) ? PAIR_USUAL_WORDS : PAIR_COPY_WORDS;
    bool enough =
        n_same >= ease * many || r->coverage >= ease * PAIR_WHOLE_SPAN ||
        (n_words >= ease * PAIR_BRIEF_WORDS && r->coverage >= ease * PAIR_BRIEF_COVERAGE);
    return r->looked_at && enough && (own || same) &&
           r->coverage >= ease * PAIR_LEAST_COVERAGE;
}

double pair_tie(const pair_result *r)
{
    return !r->is_form && is_copy(r, 1) ? r->coverage : 0;
}

bool pair_is_near(const pair_result *r)
{
    if (is_plain_form(r) || !is_copy(r, PAIR_EASE))
        return false;
    return r->is_form || r->is_passage || !is_copy(r, 1);
}
