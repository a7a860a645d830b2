#include "ingest/zonecheck.h"

#include <math.h>
#include <string.h>

#define SLACK_DEG 0.5 /* the boxes are rounded, borders are disputed by some kilometres */

/* The corners of the provinces, degrees, by the first two digits of their codes (GB/T 2260); read
 * off atlases, outwards. Taiwan, Hong Kong and Macau do not use these grids. */
static const struct Province {
    int code;
    double west, south, east, north;
} provinces[] = {
    {11, 115.4, 39.4, 117.6, 41.1}, {12, 116.7, 38.5, 118.1, 40.3}, {13, 113.4, 36.0, 119.9, 42.7},
    {14, 110.2, 34.5, 114.6, 40.8}, {15, 97.1, 37.4, 126.1, 53.4},  {21, 118.8, 38.7, 125.8, 43.5},
    {22, 121.6, 40.8, 131.4, 46.3}, {23, 121.1, 43.4, 135.1, 53.6}, {31, 120.8, 30.6, 122.3, 31.9},
    {32, 116.3, 30.7, 122.0, 35.2}, {33, 118.0, 27.0, 123.2, 31.2}, {34, 114.8, 29.3, 119.7, 34.7},
    {35, 115.8, 23.4, 120.8, 28.4}, {36, 113.5, 24.4, 118.5, 30.1}, {37, 114.7, 34.3, 122.8, 38.5},
    {41, 110.3, 31.3, 116.7, 36.4}, {42, 108.3, 29.0, 116.2, 33.3}, {43, 108.7, 24.6, 114.3, 30.2},
    {44, 109.6, 20.1, 117.4, 25.6}, {45, 104.4, 20.8, 112.1, 26.4}, {46, 108.0, 3.0, 118.0, 20.3},
    {50, 105.2, 28.1, 110.3, 32.3}, {51, 97.3, 26.0, 108.6, 34.4},  {52, 103.5, 24.6, 109.7, 29.3},
    {53, 97.5, 21.1, 106.3, 29.3},  {54, 78.3, 26.8, 99.2, 36.5},   {61, 105.4, 31.7, 111.3, 39.6},
    {62, 92.2, 32.5, 108.8, 42.8},  {63, 89.3, 31.6, 103.1, 39.3},  {64, 104.2, 35.2, 107.7, 39.4},
    {65, 73.4, 34.2, 96.5, 49.2},
};

int
zf_in_province(const In *in)
{
    int rows[100] = {0};
    int best = 0;
    ZfField field = in->kind == ZF_IMPORT_AREAS ? ZF_F_CODE : ZF_F_VILLAGE_CODE;
    for (guint i = 0; i < in->rows->len; i++) {
        const InRow *row = ZF_IN_ROW(in, i);
        g_autofree char *code =
            row->fate < 0 ? zf_in_text(in, row, ZF_WHOM_SELF, field) : g_strdup("");
        size_t digits = strspn(code, "0123456789");
        if (digits >= 6) {
            int province = (code[0] - '0') * 10 + code[1] - '0';
            rows[province]++;
            best = rows[province] > rows[best] ? province : best;
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(provinces); i++) {
        if (provinces[i].code == best) {
            return best;
        }
    }
    return 0;
}

bool
zf_in_province_holds(int province, ZfLonLat point)
{
    for (size_t i = 0; i < G_N_ELEMENTS(provinces); i++) {
        const struct Province *p = &provinces[i];
        if (p->code == province) {
            return point.lon >= p->west - SLACK_DEG && point.lon <= p->east + SLACK_DEG &&
                   point.lat >= p->south - SLACK_DEG && point.lat <= p->north + SLACK_DEG;
        }
    }
    return true;
}

/* The central meridian and half width of a CGCS2000 Gauss-Krüger zone by its EPSG number. ret:
 * false for every other system. */
static bool
zone_of(const char *spec, int *meridian, int *half)
{
    int64_t code;
    if (g_ascii_strncasecmp(spec, "EPSG:", 5) != 0 || !zf_text_to_int64(spec + 5, &code)) {
        return false;
    }
    bool wide = code >= 4491 && code <= 4512;
    bool slim = code >= 4513 && code <= 4554;
    if (wide) {
        *meridian = 75 + 6 * (int)((code - 4491) % 11);
    } else if (slim) {
        *meridian = 75 + 3 * (int)((code - 4513) % 21);
    }
    *half = wide ? 3 : 2; /* degrees, rounded up */
    return wide || slim;
}

bool
zf_in_is_zone(const char *spec)
{
    int meridian;
    int half;
    return zone_of(spec, &meridian, &half);
}

/* The zone that stands in front of an easting, as what to pass; owned by the caller, NULL none. */
static char *
written_zone(const InPoint *point)
{
    int zone = (int)floor(fmax(point->x, point->y) / 1e6);
    if (zone >= 25 && zone <= 45) {
        return g_strdup_printf("EPSG:%d", 4513 + zone - 25);
    }
    return zone >= 13 && zone <= 23 ? g_strdup_printf("EPSG:%d", 4491 + zone - 13) : NULL;
}

static void
refuse_zone(const In *in, const InPoint *far, int meridian, GError **error)
{
    g_autofree char *zone = written_zone(far);
    if (zone) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                    _("%s: the zone number in front of the eastings (%.0f) is not that of the "
                      "central meridian %d°E; say --crs %s"),
                    in->file, fmax(far->x, far->y), meridian, zone);
        return;
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                _("%s: its positions lie far outside the zone of the central meridian %d°E; say "
                  "which it really is with --crs EPSG:n, 4534 + (n − 25) for central meridian 3n "
                  "degrees (4545 for 108°E)"),
                in->file, meridian);
}

bool
zf_in_check_zone(const In *in, const InPoint *points, const char *spec, GError **error)
{
    int meridian = 0;
    int half = 0;
    if (!zone_of(spec, &meridian, &half)) {
        return true;
    }
    int province = zf_in_province(in);
    size_t all = 0;
    size_t far = 0;
    size_t abroad = 0;
    const InPoint *one = NULL;
    for (guint i = 0; i < in->rows->len; i++) {
        if (points[i].state == IN_POINT_OK) {
            all++;
            bool out = fabs(points[i].point.lon - meridian) > 2 * half;
            one = out && !one ? &points[i] : one;
            far += out;
            abroad += !zf_in_province_holds(province, points[i].point);
        }
    }
    if (far * 2 > all) {
        refuse_zone(in, one, meridian, error);
        return false;
    }
    if (abroad * 2 > all) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                    _("%s: in the zone of the central meridian %d°E its positions lie outside the "
                      "province that the codes (%02d…) belong to; say which zone it is with --crs "
                      "EPSG:n, 4534 + (n − 25) for central meridian 3n degrees (4545 for 108°E)"),
                    in->file, meridian, province);
        return false;
    }
    return true;
}
