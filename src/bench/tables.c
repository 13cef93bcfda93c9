/* What looks alike and is no copy: an outlet's mould filled with other figures. */
#include "bench/pile.h"

static const char *const moulds[] = {
    "$K posts $a quarterly result\n\n$K said net profit for the three months to the end "
    "of "
    "$B was $M, against $M a year before. Revenue came to $M. Earnings per share were $# "
    "cents, compared with $# cents. The board declared a dividend of $# cents a share, "
    "payable on $7 to holders of record on $7.\n\nOrders stood at $M at the end of the "
    "quarter. The company expects revenue of between $M and $M for the full year. Its "
    "shares closed at $#.$# on $W, a change of $5 percent.",
    "Shares in $T closed [higher|lower] on $W, with the leading index [up|down] $5 "
    "percent "
    "at $H points. Volume was $H million shares. $K [rose|fell] $5 percent to $#.$# and "
    "$L "
    "[gained|lost] $# percent to $#.$#.\n\nThe currency traded at $#.$# to the dollar, "
    "compared with $#.$# at the previous close. The yield on the ten-year bond was $#.$# "
    "percent. Oil stood at $#.$# dollars a barrel, gold at $H an ounce.",
    "Weather for $T and surroundings\n\n$W: $a in the morning with a high of $# degrees "
    "and "
    "a low of $#. Wind from the $k at $# kilometres an hour. Chance of rain $# percent. "
    "Sunrise at $#:$#, sunset at $#:$#.\n\n$W: high $#, low $#, wind from the $k at $#. "
    "Chance of rain $# percent.\n\nOutlook for the coming days: $a with highs between $# "
    "and $# degrees. The water temperature at $E is $# degrees.",
    "$G beat $J $#-$# on $W. $P scored in minute $# and $Z added a second in minute $#. "
    "Attendance was $H. Half-time score: $#-$#. Shots on goal: $#-$#. Corners: $#-$#. "
    "Fouls: $#-$#. Yellow cards: $P, $Z.\n\n$G now have $# points from $# matches and "
    "stand "
    "in place $# of the table. $J have $# points. In the next round $G travel to $T, "
    "while "
    "$J receive $K.",
    "Police report for $T\n\nOfficers answered $# calls on $W. $# people were arrested, "
    "$# "
    "of them for theft. A man aged $# was held in $E after an incident at $#:$#. There "
    "were $# traffic accidents with $# people hurt. Anyone who saw something is asked to "
    "call $# $# $#.",
    "Prices at the $T wholesale market on $W, per tonne: wheat $H, maize $H, rice $H, "
    "sugar "
    "$H, coffee $H, cotton $H, copper $H, tin $H. Arrivals were $H tonnes against $H a "
    "week "
    "earlier. Traders expected prices to $i on $W. Freight to $E was quoted at $#.$#.",
    "The central bank of $C set the reference rate at $#.$# on $W, from $#.$# the day "
    "before. It lent $M overnight and took $M in deposits. Reserves stood at $M at the "
    "end "
    "of $B, a change of $M on the month. The next meeting of its board is on $7.",
    "Results of the vote in $T: $G $# percent, $J $# percent, others $# percent. Turnout "
    "was $# percent of $H registered voters. $P received $H votes and $Z $H. The count "
    "in "
    "$E continues. The commission will publish final figures on $7.",
};

static const char *const list_heads[] = {
    "Events this week in $T",
    "$C diary",
    "League table after round $#",
    "Exchange rates in $T on $W",
    "Fixtures of $G",
    "Deaths and births in $T",
    "Tide table for $E",
    "Best-selling books in $C",
};

static const char *const list_lines[] = {
    "$W, $#:$#: $a $n with $P, $T $n, hall $#",
    "$B $f - $C: $r $P meets $r $Z; $E: $o $n on $N",
    "$#. $J $# $# $# $# $#:$# $#",
    "$n $#.$# $#.$# $#.$# $#.$#",
    "$B $f, $#:$#: $G - $J, $T",
    "$P, $#, of $T. Service on $W at $#:$#",
    "$W: high $#:$# ($#.$# m), low $#:$# ($#.$# m), high $#:$# ($#.$# m)",
    "$#. $P: $a $n ($K), $H copies",
};

enum { N_MOULDS = 8, N_LISTS = 8 };

void make_template(const pile *p, uint64_t mould, uint64_t key, pen *to)
{
    dice d = dice_of(key, 0x54454d50u, 0);
    event e = event_make(&p->world, key);
    tell(to, &p->world, &e, moulds[mould % N_MOULDS], &d);
    // The outlet's own closing sentence is the same on all of the kind.
    dice own = dice_of(mould, 0x4d4f554cu, 0);
    event standing = event_make(&p->world, mould);
    pen_str(to, "\n\n");
    tell_sentence(to, &p->world, &standing, &own);
}

void make_list(const pile *p, uint64_t mould, uint64_t key, pen *to)
{
    dice d = dice_of(key, 0x4c495354u, 0);
    uint64_t which = mould % N_LISTS;
    event e = event_make(&p->world, key);
    tell(to, &p->world, &e, list_heads[which], &d);
    pen_str(to, "\n");
    uint32_t n = dice_between(&d, 8, 22);
    for (uint32_t i = 0; i < n; i++) {
        e = event_make(&p->world, hash_mix(key, i + 1));
        pen_str(to, "\n");
        tell(to, &p->world, &e, list_lines[which], &d);
    }
}
