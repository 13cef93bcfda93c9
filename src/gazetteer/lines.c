// The lines of GeoNames dumps. Every line is hostile until it is read.
#include "gazetteer/build.h"

#include "base/lists.h"
#include "base/utf8.h"

enum { COLUMNS_MOST = 20, LONGEST_LINE = 1 << 16 };

static uint32_t split(slice line, slice columns[COLUMNS_MOST])
{
    uint32_t n = 0;
    for (size_t from = 0; n < COLUMNS_MOST; n++) {
        size_t to = from;
        while (to < line.len && line.ptr[to] != '\t')
            to++;
        columns[n] = slice_of(line.ptr + from, to - from);
        if (to == line.len)
            return n + 1;
        from = to + 1;
    }
    return n + 1; // too many
}

static bool read_number(slice digits, uint32_t *number)
{
    uint64_t value = 0;
    if (!digits.len)
        return false;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(digits.ptr[i] - '0');
        if (value > UINT32_MAX)
            value = UINT32_MAX;
    }
    *number = (uint32_t)value;
    return true;
}

// "-92.0535" in hundred-thousandths.
static bool read_degrees(slice s, int32_t most, int32_t *degrees)
{
    bool negative = s.len && s.ptr[0] == '-';
    int64_t value = 0;
    int behind = -1; // digits behind the point
    size_t from = negative, i;
    for (i = from; i < s.len; i++) {
        if (s.ptr[i] == '.' && behind < 0) {
            behind = 0;
            continue;
        }
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || (behind < 0 && i - from > 3))
            return false;
        if (behind >= 5)
            continue;
        value = value * 10 + (s.ptr[i] - '0');
        behind += behind >= 0;
    }
    if (i == from)
        return false;
    for (behind = behind < 0 ? 0 : behind; behind < 5; behind++)
        value *= 10;
    if (value > (int64_t)most * 100000)
        return false;
    *degrees = (int32_t)(negative ? -value : value);
    return true;
}

static bool is_country(slice code)
{
    return code.len == 2 && code.ptr[0] >= 'A' && code.ptr[0] <= 'Z' &&
           code.ptr[1] >= 'A' && code.ptr[1] <= 'Z';
}

// The kind for a feature class and code; PLACE_KINDS for what is left out.
static place_kind kind_of(slice class, slice code, uint8_t *seat)
{
    static const char *const lands[] = {"CONT", "RGN", "ISL", "ISLS", "MTS", "PEN",
                                        "DSRT", "SEA", "OCN", "GULF", "BAY", "LK"};
    static const char *const gone[] = {"PPLH", "PPLQ", "PPLW", "PPLCH", "PCLH"};
    *seat = 0;
    if (class.len != 1 || IN_LIST(code, gone))
        return PLACE_KINDS;
    if (class.ptr[0] == 'P') {
        bool seat_of = slice_starts(code, SLICE("PPLA"));
        *seat = slice_eq_str(code, "PPLC") ? 3 : seat_of ? (code.len == 4 ? 2 : 1) : 0;
        return slice_eq_str(code, "PPLX") ? PLACE_PART : PLACE_TOWN;
    }
    if (class.ptr[0] == 'A') {
        if (slice_starts(code, SLICE("PCL")) || slice_eq_str(code, "TERR"))
            return PLACE_COUNTRY;
        if (slice_eq_str(code, "ADM1"))
            return PLACE_REGION;
        bool known = code.len == 4 && slice_starts(code, SLICE("ADM"));
        return known ? PLACE_DISTRICT : PLACE_KINDS;
    }
    return IN_LIST(code, lands) ? PLACE_LAND : PLACE_KINDS;
}

static void add_alternates(gazetteer_builder *b, arena *tmp, uint32_t place, slice list)
{
    for (size_t from = 0; from < list.len;) {
        size_t to = from;
        while (to < list.len && list.ptr[to] != ',')
            to++;
        gazetteer_add_name(b, tmp, place, slice_of(list.ptr + from, to - from), true);
        from = to + 1;
    }
}

// Countries and regions are found by their codes, too: "code US", "code US.OH".
static void add_code_name(gazetteer_builder *b, arena *tmp, uint32_t place, slice code)
{
    gazetteer_add_name(b, tmp, place,
                       arena_format(tmp, "code %.*s", (int)code.len, code.ptr), false);
}

static bool add_place_line(gazetteer_builder *b, arena *tmp, const slice *c)
{
    gazetteer_place p = {0};
    uint32_t index;
    if (!read_number(c[0], &p.id) || p.id == 0 || !read_degrees(c[4], 90, &p.lat) ||
        !read_degrees(c[5], 180, &p.lon))
        return false;
    place_kind kind = kind_of(c[6], c[7], &p.seat);
    if (kind == PLACE_KINDS)
        return true;
    p.kind = (uint8_t)kind;
    if (is_country(c[8]))
        memcpy(p.country, c[8].ptr, 2);
    read_number(c[14], &p.population);
    p.region = gazetteer_division(c[8], c[10], SLICE(""));
    p.district = c[11].len ? gazetteer_division(c[8], c[10], c[11]) : 0;
    if (!gazetteer_add_place(b, p, c[1], &index))
        return true;
    gazetteer_add_name(b, tmp, index, c[1], false);
    gazetteer_add_name(b, tmp, index, c[2], false);
    add_alternates(b, tmp, index, c[3]);
    slice code = c[8];
    if (kind == PLACE_REGION)
        code = arena_format(tmp, "%.*s.%.*s", (int)c[8].len, c[8].ptr, (int)c[10].len,
                            c[10].ptr);
    if (kind <= PLACE_REGION)
        add_code_name(b, tmp, index, code);
    return true;
}

// countryInfo: ISO, ISO3, number, FIPS, name, capital, area, population …, id.
static bool add_country_line(gazetteer_builder *b, arena *tmp, const slice *c)
{
    gazetteer_place p = {.kind = PLACE_COUNTRY, .lat = UNPLACED};
    uint32_t index;
    if (c[1].len != 3 || !read_number(c[16], &p.id) || p.id == 0)
        return false;
    memcpy(p.country, c[0].ptr, 2);
    read_number(c[7], &p.population);
    if (gazetteer_add_place(b, p, c[4], &index)) {
        gazetteer_add_name(b, tmp, index, c[4], false);
        add_code_name(b, tmp, index, c[0]);
    }
    return true;
}

// "US.OH", "US.OH.153": the division of a code, and which kind it is.
static bool read_code(slice code, gazetteer_place *p)
{
    size_t dot = slice_find(code, SLICE("."), 0);
    if (dot != 2 || code.len < 4 || !is_country(slice_of(code.ptr, 2)))
        return false;
    slice country = slice_of(code.ptr, 2), rest = slice_of(code.ptr + 3, code.len - 3);
    size_t second = slice_find(rest, SLICE("."), 0);
    slice first = slice_of(rest.ptr, second), behind = {"", 0};
    if (second < rest.len)
        behind = slice_of(rest.ptr + second + 1, rest.len - second - 1);
    memcpy(p->country, country.ptr, 2);
    p->region = gazetteer_division(country, first, SLICE(""));
    p->district = behind.len ? gazetteer_division(country, first, behind) : 0;
    p->kind = behind.len ? PLACE_DISTRICT : PLACE_REGION;
    return p->region != 0;
}

static bool add_code_line(gazetteer_builder *b, arena *tmp, const slice *c)
{
    gazetteer_place p = {.lat = UNPLACED};
    uint32_t index;
    if (!read_code(c[0], &p) || !read_number(c[3], &p.id) || p.id == 0)
        return false;
    if (gazetteer_add_place(b, p, c[1], &index)) {
        gazetteer_add_name(b, tmp, index, c[1], false);
        gazetteer_add_name(b, tmp, index, c[2], false);
        if (p.kind == PLACE_REGION)
            add_code_name(b, tmp, index, c[0]);
    }
    return true;
}

static bool add_alternate_line(gazetteer_builder *b, arena *tmp, const slice *c)
{
    static const char *const codes[] = {"link", "post", "iata", "icao",
                                        "faac", "unlc", "wkdt", "phon",
                                        "abbr", "tcid", "piny", "fr_1793"};
    uint32_t number, id;
    if (!read_number(c[0], &number) || !read_number(c[1], &id) || id == 0)
        return false;
    if (IN_LIST(c[2], codes) || slice_starts(c[3], SLICE("http")))
        return true;
    uint32_t before = b->keys.n;
    gazetteer_add_name(b, tmp, 0, c[3], true);
    if (b->keys.n > before) {
        uint64_t key = b->keys.v[--b->keys.n].key;
        vec_push(b->mem, &b->later, (key_of_place){key, id});
    }
    return true;
}

static bool add_line(gazetteer_builder *b, arena *tmp, slice line)
{
    slice c[COLUMNS_MOST + 1];
    uint32_t n = split(line, c);
    if (n == 19 && is_country(c[0]))
        return add_country_line(b, tmp, c);
    if (n == 19)
        return add_place_line(b, tmp, c);
    if (n == 4)
        return add_code_line(b, tmp, c);
    if (n == 8 || n == 10)
        return add_alternate_line(b, tmp, c);
    return false;
}

bool gazetteer_builder_line(gazetteer_builder *b, slice line)
{
    if (line.len == 0 || line.ptr[0] == '#')
        return true;
    if (line.len > LONGEST_LINE || utf8_check(line) < line.len)
        return false;
    arena *tmp = arena_sub(b->mem);
    bool good = add_line(b, tmp, line);
    arena_release(tmp);
    return good;
}
