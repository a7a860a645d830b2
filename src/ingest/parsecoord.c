/* parsecoord: coordinate cells. */
#include <math.h>
#include <string.h>

#include "ingest/cellparse.h"

/* Degree signs and words to ' ', marks of the axis to letters, commas of all kinds to ','. */
static char *
even_out(const char *text)
{
    static const char *const pairs[][2] = {
        {"东经", " E "}, {"西经", " W "}, {"北纬", " N "}, {"南纬", " S "}, {"经度", " E "},
        {"纬度", " N "}, {"度", "d"},     {"°", "d"},      {"º", "d"},      {"˚", "d"},
        {"分", "m"},     {"′", "m"},      {"'", "m"},      {"‘", "m"},      {"’", "m"},
        {"秒", "s"},     {"″", "s"},      {"\"", "s"},     {"“", "s"},      {"”", "s"},
        {"、", ","},     {"；", ","},     {";", ","},      {":", " "},      {"lng", " E "},
        {"lon", " E "},  {"lat", " N "},  {"(", " "},      {")", " "},      {"POINT", " "},
        {"，", ","},     {"[", " "},      {"]", " "},      {"=", " "}};
    g_autofree char *clean = zf_text_clean(text, NULL);
    GString *out = g_string_new(clean);
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_string_replace(out, pairs[i][0], pairs[i][1], 0);
    }
    g_string_replace(out, "mm", "s", 0); /* two apostrophes for seconds */
    return g_string_free(out, FALSE);
}

static ZfAxis
axis_letter(char c)
{
    switch (g_ascii_toupper(c)) {
    case 'E':
    case 'W': return ZF_AXIS_LON;
    case 'N':
    case 'S': return ZF_AXIS_LAT;
    default: return ZF_AXIS_UNKNOWN;
    }
}

/* A plain decimal number; ret: its end, or NULL. */
static const char *
number_at(const char *p, double *value, uint8_t *decimals)
{
    size_t sign = *p == '-' || *p == '+';
    size_t whole = strspn(p + sign, "0123456789");
    const char *end = p + sign + whole;
    size_t fraction = 0;
    if (*end == '.') {
        fraction = strspn(end + 1, "0123456789");
        end += 1 + fraction;
    }
    if (whole + fraction == 0 || whole > 9 || fraction > 24) {
        return NULL;
    }
    g_autofree char *digits = g_strndup(p, (gsize)(end - p));
    *value = g_ascii_strtod(digits, NULL);
    *decimals = (uint8_t)fraction;
    return end;
}

static const char *
skip_blanks(const char *p)
{
    return p + strspn(p, " ");
}

/* "51m24.5s" behind degrees. ret: the end, or NULL for sixty and more. */
static const char *
minutes_at(const char *p, ZfCoordinate *c)
{
    double part;
    uint8_t decimals;
    double sign = signbit(c->value) ? -1 : 1;
    for (int i = 0; i < 2; i++) {
        const char *end = number_at(skip_blanks(p), &part, &decimals);
        if (!end || *skip_blanks(p) == '-') {
            return p;
        }
        end = skip_blanks(end);
        char unit = i == 0 ? 'm' : 's';
        bool ends = *end == '\0' || *end == ',' || axis_letter(*end);
        if (*end != unit && !ends) {
            return p;
        }
        if (part >= 60 || c->decimals > 0) {
            return NULL;
        }
        c->value += sign * part / (i == 0 ? 60 : 3600);
        c->decimals = 0;
        if (i == 1 || decimals > 0) {
            c->decimals = (uint8_t)((i == 0 ? 2 : 4) + decimals);
            return *end == unit ? end + 1 : end;
        }
        if (*end != unit) {
            c->decimals = 2;
            return end;
        }
        p = end + 1;
    }
    return p;
}

/* One coordinate at p, with letters before or behind. ret: the end, or NULL. */
static const char *
coordinate_at(const char *p, ZfCoordinate *c)
{
    bool negative = false;
    *c = (ZfCoordinate){0};
    c->axis = axis_letter(*p);
    if (c->axis) {
        negative = strchr("WwSs", *p) != NULL;
        p = skip_blanks(p + 1);
    }
    const char *end = number_at(p, &c->value, &c->decimals);
    if (!end) {
        return NULL;
    }
    end = skip_blanks(end);
    if (*end == 'd') {
        bool whole = c->decimals == 0;
        end = minutes_at(end + 1, c);
        if (!end) {
            return NULL;
        }
        if (whole && c->decimals == 0) {
            c->decimals = c->value == floor(c->value) ? 0 : 2;
        }
        end = skip_blanks(end);
    }
    ZfAxis behind = axis_letter(*end);
    if (behind && !c->axis) {
        c->axis = behind;
        negative = strchr("WwSs", *end) != NULL;
        end++;
    }
    if (negative) {
        c->value = -c->value;
    }
    return skip_blanks(end);
}

int
zf_parse_coordinates(const char *text, ZfCoordinate ret[2])
{
    if (zf_cell_is_nothing(text, false)) {
        return 0;
    }
    g_autofree char *even = even_out(text);
    const char *p = skip_blanks(even);
    ZfCoordinate found[2];
    int n = 0;
    while (*p) {
        if (n == 2) {
            return -1;
        }
        p = coordinate_at(p, &found[n]);
        if (!p) {
            return -1;
        }
        n++;
        p = skip_blanks(p);
        p = *p == ',' ? skip_blanks(p + 1) : p;
    }
    if (n == 2 && found[0].axis && found[0].axis == found[1].axis) {
        return -1;
    }
    for (int i = 0; i < n; i++) {
        ret[i] = found[i];
    }
    return n;
}
