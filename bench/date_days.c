/* Prints the days that HTML pages name, with their features, for bench/date_train.py:
 *
 *     date-days PAGES…
 *
 * One JSON line a page: {"input", "days": [{"day", "features": […]}]}, the days counted
 * from 1970-01-01. */
#include "article/date_days.h"
#include "each_page.h"

static json_t *days_of(page *p)
{
    html_split(p);
    classify(p);
    html_settle(p);
    page_days days = date_days_of(p);
    json_t *rows = json_array();
    for (uint32_t i = 0; i < days.n; i++) {
        json_t *row = json_array(), *one = json_object();
        for (unsigned k = 0; k < N_DAY_FEATURES; k++)
            json_array_append_new(row, json_integer(days.v[i].has[k]));
        json_object_set_new(one, "day", json_integer(days.v[i].day));
        json_object_set_new(one, "features", row);
        json_array_append_new(rows, one);
    }
    return rows;
}

int main(int n, char **paths)
{
    each_page(n - 1, paths + 1, "days", days_of);
    return 0;
}
