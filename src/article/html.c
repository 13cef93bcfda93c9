#include "article/html.h"

void html_read(html_page *h)
{
    h->hint_words = hint_table_new(h->p->tmp);
    html_build(h);
    html_meta_settle(h);
}

void html_split(page *p)
{
    html_page *h = arena_new(p->tmp, html_page);
    h->p = p;
    html_read(h);
    html_pick(h);
}
