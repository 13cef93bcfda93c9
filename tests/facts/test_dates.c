/* Date expressions: what is found, and what it stands for on a given day. */
#include "base/buf.h"
#include "facts/facts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *text, *language;
    const char *published; // or ""
    const char *dates;     // "words=value; …" in order
} date_case;

static const date_case cases[] = {
    // absolute
    {"It began on 8 May 2031.", "en", "", "8 May 2031=2031-05-08"},
    {"It began on May 8, 2031, at sea.", "en", "", "May 8, 2031=2031-05-08"},
    {"It began on the 8th of May 2031.", "en", "", "8th of May 2031=2031-05-08"},
    {"Thursday, May 8, 2031 was wet.", "en", "", "Thursday, May 8, 2031=2031-05-08"},
    {"Logged 2031-05-08 by them.", "en", "", "2031-05-08=2031-05-08"},
    {"It opened in May 2031.", "en", "", "May 2031=2031-05"},
    {"It was built in 1962 and sold.", "en", "", "1962=1962"},
    {"The 2012 election was close.", "en", "", "2012=2012"},
    {"Prices rose in the 1990s.", "en", "", "the 1990s=1990/1999"},
    {"It fell in the third quarter of 2030.", "en", "",
     "the third quarter of 2030=2030-07/2030-09"},
    // no dates
    {"Some 2,015 men and 2015 women came.", "en", "2031-05-08", ""},
    {"He may march on with April Stone and Sun Lee.", "en", "2031-05-08", ""},
    {"Black Friday sales were up, the Sunday Times said.", "en", "2031-05-08", ""},
    // month and day in either order: what is certain, what the reference makes so
    {"Seen 25/12/2030 there.", "en", "", "25/12/2030=2030-12-25"},
    {"Seen 5/8/2031 there.", "en-US", "", "5/8/2031=2031-05-08"},
    {"Seen 5/8/2031 there.", "en", "2031-05-10", "5/8/2031=2031-05-08"},
    {"Seen 5/8/2031 there.", "en", "2031-08-10", "5/8/2031=2031-08-05"},
    {"Seen 5/8/2031 there.", "en", "", "5/8/2031="},
    // without a year: the nearest
    {"They left on Nov. 9 for home.", "en", "2031-11-10", "Nov. 9=2031-11-09"},
    {"They left on Dec. 30 for home.", "en", "2031-01-02", "Dec. 30=2030-12-30"},
    {"They will meet on Jan. 3 again.", "en", "2030-12-30", "Jan. 3=2031-01-03"},
    {"They left on Nov. 9 for home.", "en", "", "Nov. 9="},
    // weekdays; 2031-05-08 is a Thursday
    {"They left on Thursday.", "en", "2031-05-08", "Thursday=2031-05-08"},
    {"They left late on Wednesday.", "en", "2031-05-08", "Wednesday=2031-05-07"},
    {"They left late Wednesday.", "en", "2031-05-08", "late Wednesday=2031-05-07"},
    {"They left Friday night.", "en", "2031-05-08", "Friday night=2031-05-02"},
    {"They left last Thursday.", "en", "2031-05-08", "last Thursday=2031-05-01"},
    {"They will leave on Monday.", "en", "2031-05-08", "Monday=2031-05-12"},
    {"On Monday, they will leave.", "en", "2031-05-08", "Monday=2031-05-12"},
    {"They said on Monday they will leave.", "en", "2031-05-08", "Monday=2031-05-05"},
    {"They leave next Thursday.", "en", "2031-05-08", "next Thursday=2031-05-15"},
    {"They left on Thursday.", "en", "2031-05", "Thursday="},
    {"They left on Thursday.", "en", "", "Thursday="},
    // days and stretches around the reference
    {"It burned yesterday.", "en", "2031-05-08", "yesterday=2031-05-07"},
    {"It burned the day before yesterday.", "en", "2031-05-08",
     "the day before yesterday=2031-05-06"},
    {"It burned last night and this morning.", "en", "2031-05-08",
     "last night=2031-05-07; this morning=2031-05-08"},
    {"It burns tonight; tomorrow it is out.", "en", "2031-05-08",
     "tonight=2031-05-08; tomorrow=2031-05-09"},
    {"It burned two days ago.", "en", "2031-05-08", "two days ago=2031-05-06"},
    {"It burned twenty-one days ago.", "en", "2031-05-08",
     "twenty-one days ago=2031-04-17"},
    {"It burned last weekend.", "en", "2031-05-08", "last weekend=2031-05-03/2031-05-04"},
    {"It burned last week.", "en", "2031-05-08", "last week=2031-W18"},
    {"It burned last month.", "en", "2031-01-08", "last month=2030-12"},
    {"It burned earlier this year.", "en", "2031-05", "earlier this year=2031"},
    {"It burned in July last year.", "en", "2031-05-08", "July last year=2030-07"},
    {"It burned in July.", "en", "2031-05-08", "July=2030-07"},
    {"It burned a year ago.", "en", "2031-05-08", "a year ago=2030"},
    {"It has burned over the past two years.", "en", "2031-05-08", ""},
    {"It burned 99999999 years ago.", "en", "2031-05-08", "99999999 years ago="},
    {"It burned 9000 years ago.", "en", "2031-05-08", "9000 years ago="},
    // what is still to come
    {"Heavy rain is forecast through Friday.", "en", "2031-05-08", "Friday=2031-05-09"},
    {"The mayor called a meeting of the council for Wednesday.", "en", "2031-05-08",
     "Wednesday=2031-05-14"},
    {"The union called for a strike on Monday.", "en", "2031-05-08", "Monday=2031-05-12"},
    {"He apologised for Monday's meeting.", "en", "2031-05-08", "Monday=2031-05-05"},
    {"The court has asked both sides to be in their seats by Friday.", "en", "2031-05-08",
     "Friday=2031-05-09"},
    {"It had been parked behind the school until Monday.", "en", "2031-05-08",
     "Monday=2031-05-05"},
    // after another date
    {"They came on May 7, 2031. A day later, they left.", "en", "",
     "May 7, 2031=2031-05-07; A day later=2031-05-08"},
    {"They came on May 7, 2031. They rested. They ate. A day later, they left.", "en", "",
     "May 7, 2031=2031-05-07; A day later="},
    {"They came on Monday and left two days later.", "en", "2031-05-08",
     "Monday=2031-05-05; two days later=2031-05-07"},
    // other languages
    {"Sie kamen am 8. Mai 2031 an.", "de", "", "8. Mai 2031=2031-05-08"},
    {"Sie kamen am Mittwoch an.", "de", "2031-05-08", "Mittwoch=2031-05-07"},
    {"Sie kamen vor zwei Tagen an, letzte Woche nicht.", "de-AT", "2031-05-08",
     "vor zwei Tagen=2031-05-06; letzte Woche=2031-W18"},
    {"Ils sont venus le 8 mai 2031.", "fr", "", "8 mai 2031=2031-05-08"},
    {"Ils sont venus mercredi, pas jeudi dernier.", "fr", "2031-05-08",
     "mercredi=2031-05-07; jeudi dernier=2031-05-01"},
    {"Ils sont venus il y a deux jours.", "fr", "2031-05-08",
     "il y a deux jours=2031-05-06"},
    {"Llegaron el 8 de mayo de 2031.", "es", "", "8 de mayo de 2031=2031-05-08"},
    {"Llegaron la semana pasada, hace dos días, ayer.", "es", "2031-05-08",
     "semana pasada=2031-W18; hace dos días=2031-05-06; ayer=2031-05-07"},
};

static void dates_of_text(arena *a, const date_case *c, dates_result *result,
                          const text **of)
{
    article *art = arena_new(a, article);
    text *t = arena_new(a, text);
    span all = {0, (uint32_t)strlen(c->text)};
    art->text = slice_of_str(c->text);
    art->language = slice_of_str(c->language);
    if (c->published && c->published[0])
        art->published =
            (publication){.value = slice_of_str(c->published), .how = PUBLISHED_STATED};
    text_split(a, art->text, &all, 1, art->language, t);
    facts_input in = {.articles = art, .texts = t, .n_articles = 1};
    facts_dates(a, &in, result);
    *of = t;
}

static slice dates_of(arena *a, const date_case *c, dates_result *result)
{
    const text *t;
    dates_of_text(a, c, result, &t);
    buf b;
    buf_init(&b, a);
    for (uint32_t i = 0; i < result->n_dates; i++) {
        const date_mention *m = &result->dates[i];
        if (i)
            buf_add_str(&b, "; ");
        buf_add(&b, slice_in(t->bytes, text_span(t, m->at.first, m->at.last)));
        buf_add_byte(&b, '=');
        buf_add(&b, m->value);
        assert_int_equal(m->how == DATE_UNRESOLVED, m->value.len == 0);
    }
    return buf_slice(&b);
}

static void reads_every_case(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        arena a;
        arena_init(&a);
        dates_result r;
        const char *got = arena_str(&a, dates_of(&a, &cases[i], &r));
        if (strcmp(got, cases[i].dates) != 0)
            fail_msg("%s\n  want %s\n  got  %s", cases[i].text, cases[i].dates, got);
        arena_deinit(&a);
    }
}

/* Dates as TimeML writes them, and what tells of time and is no date, as "words=value" in
 * the order of the text. */
static const date_case times[] = {
    {"They waited for two weeks and 16 hours.", "en", "",
     "two weeks=P2W; 16 hours=PT16H"},
    {"A 16-hour trip, at least 30 days old.", "en", "", "16-hour=PT16H"},
    {"The 44-year-old man is 44 years old.", "en", "", ""},
    {"Sales fell in the past two months.", "en", "", "the past two months=P2M"},
    {"Sales of the first nine months rose.", "en", "", "the first nine months=P9M"},
    {"In recent years it took several weeks.", "en", "",
     "recent years=PAST_REF; several weeks=PXW"},
    {"It took more than two decades, or at least 30 days.", "en", "",
     "more than two decades=P20Y; at least 30 days=P30D"},
    {"It ran for 5 1/2 hours, then a minute and a half.", "en", "",
     "5 1/2 hours=PT5H30M; a minute and a half=PT1M30S"},
    {"It lasted for an hour, at $5 a day.", "en", "", "an hour=PT1H"},
    {"They met every day, each Thursday and every two weeks.", "en", "",
     "every day=P1D; each Thursday=XXXX-WXX-4; every two weeks=P2W"},
    {"Trains run daily; the Daily Lamp does, too, twice a week.", "en", "",
     "daily=P1D; twice a week=P1W"},
    {"It is now closed, recently so, and has no place in the future.", "en", "",
     "now=PRESENT_REF; recently=PAST_REF; the future=FUTURE_REF"},
    {"He left at 9:30 p.m. for good.", "en", "2031-05-08", "9:30 p.m.=2031-05-08T21:30"},
    {"He left at 9 a.m. EST Tuesday.", "en", "2031-05-08",
     "9 a.m. EST Tuesday=2031-05-06T09:00"},
    {"They won 14:30 in the end.", "en", "2031-05-08", ""},
    {"It rained Tuesday night and last weekend.", "en", "2031-05-08",
     "Tuesday night=2031-05-06TNI; last weekend=2031-W18-WE"},
    {"It fell in the third quarter of 2030; in the quarter, sales were flat; a year "
     "earlier they rose.",
     "en", "",
     "the third quarter of 2030=2030-Q3; the quarter=2030-Q3; "
     "a year earlier=2029-Q3"},
    {"Profit of the year-earlier quarter was more.", "en", "2031-05-08",
     "the year-earlier quarter=2030-Q1"},
    {"This year's third quarter was dry, the 2030 third quarter was not.", "en",
     "2031-11-08", "This year's third quarter=2031-Q3; the 2030 third quarter=2030-Q3"},
    {"It snowed last winter and in the summer of 2030.", "en", "2031-05-08",
     "last winter=2031-WI; the summer of 2030=2030-SU"},
    {"It will open by year-end.", "en", "2031-05-08", "year-end=2031-12-31"},
    // feasts, and what is spelled out
    {"They left last Thanksgiving and met on Christmas Eve.", "en", "2031-05-08",
     "last Thanksgiving=2030-11-28; Christmas Eve=2030-12-24"},
    {"Christmas sales rose; the Labor Day Parade did not.", "en", "2031-05-08", ""},
    {"It snowed on Easter Monday and on Good Friday 2030.", "en", "2031-05-08",
     "Easter Monday=2031-04-14; Good Friday 2030=2030-04-19"},
    {"They will march on Memorial Day.", "en", "2031-05-08", "Memorial Day=2031-05-26"},
    {"It was built in nineteen ninety-four, for the year two thousand.", "en", "",
     "nineteen ninety-four=1994; the year two thousand=2000"},
    {"They met on March eighth and on the twenty-first of May 2030.", "en", "2031-05-08",
     "March eighth=2031-03-08; twenty-first of May 2030=2030-05-21"},
    {"Two thousand people, eighteen hundred horses and nineteen men came.", "en", "", ""},
    {"An 11th century wall in a mid-19th century house.", "en", "",
     "11th century=10; mid-19th century=18"},
    // years of business, quarters that are told by their end
    {"In fiscal 2029, and in the latest fiscal year, it lost.", "en", "2031-05-08",
     "fiscal 2029=2029; the latest fiscal year=2030"},
    {"Profit for the quarter ended Sept. 30 rose.", "en", "2031-11-08",
     "the quarter=2031-Q3; Sept. 30=2031-09-30"},
    {"Sales fell in the third quarter of 2031; in the 2030 period they rose.", "en", "",
     "the third quarter of 2031=2031-Q3; the 2030 period=2030-Q3"},
    {"It will close by the end of the year, over the summer.", "en", "2031-05-08",
     "the end of the year=2031; the summer=2031-SU"},
    {"It lost money over the past decade, more than two decades ago.", "en", "2031-05-08",
     "the past decade=P10Y; more than two decades ago=2011"},
    {"A week or so ago they had half an hour, three hours later nothing.", "en",
     "2031-05-08",
     "A week or so ago=2031-W18; half an hour=PT30M; three hours later=PT3H"},
    {"A decades-long row, a day-long talk, a two day rally.", "en", "",
     "decades-long=PXE; day-long=P1D; two day=P2D"},
    {"In the past they met on Mondays, these days on Tuesday nights.", "en", "2031-05-08",
     "the past=PAST_REF; Mondays=XXXX-WXX-1; these days=PRESENT_REF; "
     "Tuesday nights=XXXX-WXX-2TNI"},
    {"Now, to the weather: he hopes to go there one day.", "en", "2031-05-08", ""},
    {"Until Monday, they had not called him. The talks begin on Tuesday.", "en",
     "2031-05-08", "Monday=2031-05-05; Tuesday=2031-05-13"},
    {"He left at 4 in the morning, as early as this coming Sunday, May 11.", "en",
     "2031-05-08",
     "4 in the morning=2031-05-08T04:00; this coming Sunday, May 11=2031-05-11"},
    {"Im 19. Jahrhundert, am Karfreitag.", "de", "2031-05-08",
     "19. Jahrhundert=18; Karfreitag=2031-04-11"},
    {"Au XIXe siècle, à la Toussaint.", "fr", "2031-05-08",
     "XIXe siècle=18; Toussaint=2030-11-01"},
    {"En el siglo XIX y en Navidad.", "es", "2031-05-08",
     "siglo XIX=18; Navidad=2030-12-25"},
    {"The end of May 2031 was wet.", "en", "", "The end of May 2031=2031-05"},
    // halves of a year; the other day, the other year; weeks by a day of theirs
    {"Sales rose in the first half of 2030, not in the second half of this year.", "en",
     "2031-11-08",
     "the first half of 2030=2030-H1; the second half of this year=2031-H2"},
    {"In the first half of 2031 it lost money; in the year-earlier period it did not.",
     "en", "", "the first half of 2031=2031-H1; the year-earlier period=2030-H1"},
    {"They scored twice in the second half.", "en", "2031-05-08", ""},
    {"It earned more in the nine months than in the year-earlier period.", "en",
     "2031-11-08", "the nine months=P9M; the year-earlier period=P9M"},
    {"They meet on June 24 and 25, 2031, after March 3 to 5.", "en", "2031-05-08",
     "June 24=2031-06-24; 25, 2031=2031-06-25; March 3=2031-03-03; 5=2031-03-05"},
    {"On May 2 and 30 others came later.", "en", "2031-05-08", "May 2=2031-05-02"},
    {"Floods came in 1994, 1995 and 1997.", "en", "", "1994=1994; 1995=1995; 1997=1997"},
    {"In 2012, 1500 people left.", "en", "", "2012=2012"},
    {"The week of May 19 is free; he has been gone since last Oct. 23.", "en",
     "2031-05-08", "The week of May 19=2031-W21; last Oct. 23=2030-10-23"},
    {"A decade ago nobody foresaw the coming months; a century later they did.", "en",
     "2031-05-08", "A decade ago=2021; the coming months=PXM; a century later=2121"},
    {"It will slow in coming months but not in the long term.", "en", "2031-05-08",
     "coming months=FUTURE_REF; the long term=FUTURE_REF"},
    {"He spoke on “60 Minutes” at high noon.", "en", "2031-05-08", ""},
    {"The bridge fell at 10:35 a.m. (0735 GMT) Friday. It rained in the morning.", "en",
     "2031-05-08",
     "10:35 a.m.=2031-05-02T10:35; Friday=2031-05-02; the morning=2031-05-08TMO"},
    {"On April six, and in April six men left; sales fell from a year before.", "en",
     "2031-05-08", "April six=2031-04-06; April=2031-04; a year before=2030"},
    {"It was mainly due to rain in January, so that it can be passed in October.", "en",
     "2031-05-08", "January=2031-01; October=2031-10"},
    {"In the first five 1986/87 months and the 1985 year net fell.", "en", "2031-05-08",
     "1985=1985"},
    {"Profit in the second fiscal quarter, in 2029's first half and in 2028's fourth "
     "quarter.",
     "en", "2031-05-08",
     "the second fiscal quarter=2031-Q2; 2029's first half=2029-H1; "
     "2028's fourth quarter=2028-Q4"},
    {"It was the worst day since Friday the 13th.", "en", "2031-08-08",
     "Friday the 13th=2031-06-13"},
    {"It was more than the week before, before the week.", "en", "2031-05-08",
     "the week before=2031-W18"},
    {"Later in the week he left, by the end of the decade he was back.", "en",
     "2031-05-08", "the week=2031-W19; the end of the decade=203"},
    {"2029 was dry. As early as 2015 it rained, many years ago; a year from now it will.",
     "en", "2031-05-08",
     "2029=2029; 2015=2015; many years ago=PAST_REF; a year from now=2032"},
    {"At the moment they meet on Saturday mornings, the second time in as many years.",
     "en", "2031-05-08", "the moment=PRESENT_REF; Saturday mornings=XXXX-WXX-6TMO"},
    {"Sales fell in the final quarter of 2030 and the last half of last year.", "en",
     "2031-05-08",
     "the final quarter of 2030=2030-Q4; the last half of last year=2030-H2"},
    // as German, French and Spanish have it
    {"Gestern Abend, am Mittwochabend; morgen früh, nicht am Morgen.", "de", "2031-05-08",
     "Gestern Abend=2031-05-07TEV; Mittwochabend=2031-05-07TEV; morgen=2031-05-09"},
    {"Im Sommer 2029, in den 1990er Jahren, im dritten Quartal 2030, Ende April.", "de",
     "2031-05-08",
     "Sommer 2029=2029-SU; 1990er Jahren=199; dritten Quartal 2030=2030-Q3; "
     "Ende April=2031-04"},
    {"Am Wochenende wird gefeiert, montags nie, zum 2000. Mal.", "de", "2031-05-08",
     "Wochenende=2031-W19-WE; montags=XXXX-WXX-1"},
    {"Avant-hier, mardi après-midi, après-demain à 9 heures 30.", "fr", "2031-05-08",
     "Avant-hier=2031-05-06; mardi après-midi=2031-05-06TAF; après-demain=2031-05-10; "
     "9 heures 30=2031-05-10T09:30"},
    {"L'été 2029, les années 1990, le 14 juillet dernier, fin avril.", "fr", "2031-05-08",
     "L'été 2029=2029-SU; années 1990=199; 14 juillet dernier=2030-07-14; "
     "fin avril=2031-04"},
    {"Il a été blessé le week-end dernier, l'an dernier, au premier trimestre 2030.",
     "fr", "2031-05-08",
     "week-end dernier=2031-W18-WE; l'an dernier=2030; premier trimestre 2030=2030-Q1"},
    {"Anoche, pasado mañana, mañana por la mañana, esta mañana.", "es", "2031-05-08",
     "Anoche=2031-05-07TNI; pasado mañana=2031-05-10; mañana por la "
     "mañana=2031-05-09TMO; "
     "esta mañana=2031-05-08TMO"},
    {"El mes que viene, este fin de semana, a las 9 de la noche, los lunes.", "es",
     "2031-05-08",
     "mes que viene=2031-06; este fin de semana=2031-W19-WE; "
     "9 de la noche=2031-05-08T21:00; los lunes=XXXX-WXX-1"},
    {"En el verano de 2029, en los años 90, a finales de abril.", "es", "2031-05-08",
     "verano de 2029=2029-SU; años 90=199; finales de abril=2031-04"},
    {"It was said earlier this week, earlier this year.", "en", "2031-05-08",
     "this week=2031-W19; earlier this year=2031"},
    {"Sie warteten zwei Wochen, jeden Tag und alle zwei Stunden, bis 14.30 Uhr.", "de",
     "2031-05-08",
     "zwei Wochen=P2W; jeden Tag=P1D; alle zwei Stunden=PT2H; "
     "14.30 Uhr=2031-05-08T14:30"},
    {"In den vergangenen drei Jahren war es kürzlich so, jetzt täglich.", "de", "",
     "den vergangenen drei Jahren=P3Y; kürzlich=PAST_REF; jetzt=PRESENT_REF; "
     "täglich=P1D"},
    {"Ils ont attendu deux semaines, tous les jours, chaque jeudi, à 14h30.", "fr",
     "2031-05-08",
     "deux semaines=P2W; tous les jours=P1D; chaque jeudi=XXXX-WXX-4; "
     "14h30=2031-05-08T14:30"},
    {"Les trois dernières années, et actuellement.", "fr", "",
     "Les trois dernières années=P3Y; actuellement=PRESENT_REF"},
    {"Esperaron dos semanas, cada lunes y todos los días; ahora no.", "es", "",
     "dos semanas=P2W; cada lunes=XXXX-WXX-1; todos los días=P1D; ahora=PRESENT_REF"},
    {"Los últimos dos años fueron así.", "es", "", "Los últimos dos años=P2Y"},
};

static slice times_of(arena *a, const date_case *c)
{
    dates_result r;
    const text *t;
    dates_of_text(a, c, &r, &t);
    buf b;
    buf_init(&b, a);
    uint32_t d = 0, k = 0;
    while (d < r.n_dates || k < r.n_times) {
        bool date = k >= r.n_times ||
                    (d < r.n_dates && r.dates[d].at.first < r.times[k].at.first);
        token_span at = date ? r.dates[d].at : r.times[k].at;
        if (!date && d > 0)
            assert_true(r.dates[d - 1].at.last <= at.first);
        if (b.len)
            buf_add_str(&b, "; ");
        buf_add(&b, slice_in(t->bytes, text_span(t, at.first, at.last)));
        buf_add_byte(&b, '=');
        buf_add(&b, date ? r.dates[d].timex : r.times[k].timex);
        d += date;
        k += !date;
    }
    return buf_slice(&b);
}

static void reads_times(void **state)
{
    (void)state;
    uint32_t wrong = 0;
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        arena a;
        arena_init(&a);
        const char *got = arena_str(&a, times_of(&a, &times[i]));
        if (strcmp(got, times[i].dates) != 0) {
            print_error("%s\n  want %s\n  got  %s\n", times[i].text, times[i].dates, got);
            wrong++;
        }
        arena_deinit(&a);
    }
    assert_int_equal(wrong, 0);
}

static void says_how(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    date_case c = {"On Thursday, as in May 2030, it rained; A day later, no.", "en",
                   "2031-05-08", NULL};
    dates_result r;
    dates_of(&a, &c, &r);
    assert_int_equal(r.n_dates, 3);
    assert_int_equal(r.dates[0].how, DATE_BY_PUBLICATION);
    assert_true(r.dates[0].relative);
    assert_int_equal(r.dates[1].how, DATE_STATED);
    assert_false(r.dates[1].relative);
    assert_int_equal(r.published[0].how, PUBLISHED_STATED);
    arena_deinit(&a);
}

/* No day that does not exist comes out, whatever stands there. */
static void never_gives_an_impossible_day(void **state)
{
    (void)state;
    arena a;
    arena_init(&a);
    date_case c = {"On Feb. 31, 2031, on 31 June, 99/99/9999, 2031-02-30, 0000-00-00, "
                   "31.02.2031 and Feb. 29, 2031 it ended.",
                   "en", "2031-05-08", NULL};
    dates_result r;
    dates_of(&a, &c, &r);
    for (uint32_t i = 0; i < r.n_dates; i++) {
        assert_null(strstr(arena_str(&a, r.dates[i].value), "02-3"));
        assert_null(strstr(arena_str(&a, r.dates[i].value), "2031-02-29"));
        assert_null(strstr(arena_str(&a, r.dates[i].value), "06-31"));
    }
    arena_deinit(&a);
}

/* Long runs of the words that patterns look for: time grows with length, and nothing is
 * read beyond the end. */
static void survives_runs_of_date_words(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "a day later ", "Nov. ",         "last ",        "2031-",      "in ",
        "two ",         "the past ",     "8 May ",       "Thursday, ", "9 a.m. ",
        "every ",       "at least two ", "the quarter ", "5 1/2 ",     "the end of "};
    for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++) {
        arena a;
        arena_init(&a);
        buf b;
        buf_init(&b, &a);
        for (int i = 0; i < 20000; i++)
            buf_add_str(&b, parts[p]);
        date_case c = {arena_str(&a, buf_slice(&b)), "en", "2031-05-08", NULL};
        dates_result r;
        dates_of(&a, &c, &r);
        arena_deinit(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_case),
        cmocka_unit_test(reads_times),
        cmocka_unit_test(says_how),
        cmocka_unit_test(never_gives_an_impossible_day),
        cmocka_unit_test(survives_runs_of_date_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
