#include "bench/frames.h"

#define COMMON                                                                         \
    "$P, $R, [said|told reporters] that $c",                                           \
        "[The|That] [figure|number] of $3 [came from|was given by|is that of] $O",     \
        "$S [declined|refused|was unwilling] to [comment|speak|say more] [when asked " \
        "about|on|about] $E",                                                          \
        "[It was|This is|$T had not seen] [the second|the third|such a] case [of its " \
        "kind |][in $C|there] since $6",                                               \
        "$Z of $O [blamed|accused] $J",                                                \
        "$O [opened|ordered|promised] [an inquiry|a review|an audit] [and "            \
        "named|under|led by] $Z"

const char *const frames_fact[N_BEATS][N_FACTS] = {
    {COMMON, "$J [denied|disputed] the count of $1 and spoke of $2",
     "[Families|People] [fled|left] for $E, $2 hours away on foot",
     "$G [holds|controls] the road to $E since $7",
     "The [hospital|clinic] in $E [took|received] $1 bodies, $Z said",
     "About $3 [houses|homes] in $T were [burned|destroyed]",
     "$T had been held by $J since $6"},
    {COMMON, "$J [called|termed] the plan \"$a\" and will [go|appeal] to court",
     "The [money|sum] is to be [paid|spent] over $2 years",
     "$G has $3 seats, $J has $1 fewer", "The next vote is [due|planned] on $7",
     "In $6 a similar plan [failed|fell] by $2 votes",
     "$Z [left|quit] the chamber before the count"},
    {COMMON, "The defence [said|announced] it would appeal before $7",
     "$S [showed|betrayed] no emotion as the sentence was read",
     "The case [began|started] in $6 with a complaint by $L",
     "$2 of the [accused|defendants] were [cleared|freed]",
     "Investigators [found|traced] the money in $X",
     "$K [paid|gave] $4 in $1 instalments"},
    {COMMON, "$J [missed|wasted] $2 chances before half-time",
     "$S has now scored $1 goals this season", "The next match is on $7 in $E",
     "$G last won in $T in $6", "The referee [sent|showed] $Z off after $1 minutes",
     "A crowd of $3 [watched|was there]"},
    {COMMON, "Analysts had [expected|forecast] a gain of $5 percent",
     "$K employs $3 people in $C", "Its shares [closed|ended] $5 percent higher in $T",
     "The deal must be [approved|cleared] by $O before $7",
     "$L [lost|wrote off] $4 in $6", "$Z will [head|run] the merged company"},
    {COMMON, "The river at $E [rose|climbed] $2 metres in a night",
     "$3 homes were [without|left without] power",
     "More rain is [forecast|expected] on $7",
     "The last [flood|storm] of this kind was in $6",
     "Soldiers [brought|carried] $1 people to safety by boat",
     "[Damage|Losses] may reach $4"},
    {COMMON, "The driver, $1, was [among the dead|unhurt]",
     "$2 of the injured are in a [critical|grave] condition in $E",
     "$K [stopped|halted] work at the site until $7",
     "A similar accident [killed|claimed] $2 in $6",
     "Witnesses [heard|reported] a loud bang",
     "$Z said the [brakes|signals] had been [tested|checked] on $7"},
    {COMMON, "The work was [paid|funded] by $K with $4",
     "$Z, who was not involved, called the result \"$a\"",
     "The team [examined|studied] $3 samples from $E",
     "A larger trial [starts|begins] on $7",
     "Similar findings in $6 were [withdrawn|retracted]",
     "The results [appear|are printed] in a journal of $O"},
    {COMMON, "The work is [insured|valued] at $4", "$S was born in $E in $6",
     "Visitors can [see|view] it until $7", "$Z [designed|made] the costumes",
     "$3 tickets were [sold|gone] within $2 hours", "Critics in $C had called it \"$a\""},
};
