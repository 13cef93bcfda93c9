#include "bench/outcome.h"

#include <stdio.h>

__extension__ typedef unsigned __int128 wide;

bool outcome_fail(outcome *o, stemma_status status, slice message)
{
    *o = (outcome){status, message};
    return false;
}

stemma_status outcome_tell(const outcome *o, stemma_error *error)
{
    if (o->status && error) {
        *error = (stemma_error){.status = o->status};
        snprintf(error->message, sizeof error->message, "%.*s", (int)o->message.len,
                 o->message.ptr);
    }
    return o->status;
}

void pen_json(pen *to, slice text)
{
    static const char hex[] = "0123456789abcdef";
    pen_add(to, "\"", 1);
    size_t plain = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        pen_add(to, text.ptr + plain, i - plain);
        plain = i + 1;
        char code[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
        if (c == '\n')
            pen_add(to, "\\n", 2);
        else if (c == '"' || c == '\\')
            pen_add(to, (char[]){'\\', (char)c}, 2);
        else
            pen_add(to, code, sizeof code);
    }
    pen_add(to, text.ptr + plain, text.len - plain);
    pen_add(to, "\"", 1);
}

static uint64_t power(int digits)
{
    uint64_t n = 1;
    while (digits-- > 0)
        n *= 10;
    return n;
}

void pen_ratio(pen *to, uint64_t part, uint64_t all, int digits)
{
    if (!all) {
        pen_str(to, "-");
        return;
    }
    uint64_t unit = power(digits);
    wide n = ((wide)part * unit * 2 + all) / ((wide)all * 2);
    pen_number(to, (uint64_t)(n / unit));
    pen_str(to, ".");
    pen_padded(to, (uint64_t)(n % unit), digits);
}

void pen_real(pen *to, double x, int digits)
{
    uint64_t unit = power(digits);
    if (x < 0)
        pen_str(to, "-");
    pen_ratio(to, (uint64_t)((x < 0 ? -x : x) * (double)unit + 0.5), unit, digits);
}
