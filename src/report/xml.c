#include "report/xml.h"

#include "base/utf8.h"

void write_escaped(writer *w, slice text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t c = utf8_next(text, &at);
        if (c == '<')
            writer_str(w, "&lt;");
        else if (c == '>')
            writer_str(w, "&gt;");
        else if (c == '&')
            writer_str(w, "&amp;");
        else if (c == '"')
            writer_str(w, "&quot;");
        else if (c == '\r') // a reader would make a line feed of it
            writer_str(w, "&#13;");
        else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffd || c == 0xfffe ||
                 c == 0xffff)
            writer_str(w, "\xef\xbf\xbd");
        else
            writer_add(w, slice_of(text.ptr + start, at - start));
    }
}
