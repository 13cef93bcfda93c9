/* One self-contained page: the viewer with the report's JSON inside. */
#include "report/page.h"
#include "report/parts.h"

void report_html(arena *tmp, const findings *f, writer *w)
{
    // Inside <script> nothing may look like a tag: each '<' of the JSON is escaped.
    js j = {.w = w, .in_html = true};
    writer_add(w, slice_of((const char *)page_head, page_head_len));
    parts_report(tmp, &j, f);
    writer_add(w, slice_of((const char *)page_tail, page_tail_len));
}
