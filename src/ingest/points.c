/* points: reading the coordinates of rows, from cells or shapes. */
#include <math.h>
#include <string.h>

#include "ingest/homeplace.h"

enum {
    DEFAULT_ACCURACY_M = 20,
    CENTRE_LEAST = 5, /* so many homes of two villages or more at one point: nobody's home */
};

/* Metres of uncertainty that come with so many decimals of a degree. */
static int32_t
accuracy_of(uint8_t decimals)
{
    static const int32_t by_decimals[] = {100000, 11000, 1100, 110};
    return decimals < G_N_ELEMENTS(by_decimals) ? by_decimals[decimals] : DEFAULT_ACCURACY_M;
}

static bool
is_placeholder(double x, double y)
{
    return (x == 0 && y == 0) || (fabs(x) < 1e-6 && fabs(y) < 1e-6) || x == 999 || y == 999 ||
           (x == 1 && y == 1) || (x == -1 && y == -1) || x == 9999 || y == 9999;
}

/* Two coordinates as read, put in order as their letters say. */
static InPoint
from_pair(ZfCoordinate a, ZfCoordinate b)
{
    InPoint point = {.state = IN_POINT_OK, .x = a.value, .y = b.value};
    if (a.axis == ZF_AXIS_LAT || b.axis == ZF_AXIS_LON) {
        point.x = b.value;
        point.y = a.value;
    }
    point.degrees = fabs(point.x) <= 180 && fabs(point.y) <= 180;
    point.accuracy_m =
        point.degrees ? accuracy_of(MAX(a.decimals, b.decimals)) : DEFAULT_ACCURACY_M;
    if (is_placeholder(point.x, point.y)) {
        point.state = IN_POINT_PLACEHOLDER;
    } else if (point.degrees != (fabs(point.x) < 1000 && fabs(point.y) < 1000)) {
        point.state = IN_POINT_BAD; /* 540, 31: neither degrees nor metres */
    }
    return point;
}

/* A number cell's literal may have an exponent or too many digits. */
static char *
coordinate_text(const In *in, const InRow *row, ZfField field)
{
    const ZfCell *cell = zf_in_cell(in, row, ZF_WHOM_SELF, field);
    double value;
    if (cell->kind == ZF_CELL_NUMBER && zf_text_to_double(cell->text, &value)) {
        return strlen(cell->text) > 16 || strpbrk(cell->text, "eE") ? zf_text_from_double(value, 10)
                                                                    : g_strdup(cell->text);
    }
    return zf_in_text(in, row, ZF_WHOM_SELF, field);
}

static InPoint
from_cells(const In *in, const InRow *row)
{
    static const ZfField fields[] = {ZF_F_LONLAT, ZF_F_LON, ZF_F_LAT};
    ZfCoordinate found[4];
    int n = 0;
    bool named_axes = zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_LON);
    for (size_t i = 0; i < G_N_ELEMENTS(fields) && n < 2; i++) {
        g_autofree char *text = coordinate_text(in, row, fields[i]);
        ZfCoordinate pair[2];
        int got = zf_parse_coordinates(text, pair);
        if (got < 0 || (got == 1 && fields[i] == ZF_F_LONLAT)) {
            return (InPoint){.state = IN_POINT_BAD};
        }
        for (int k = 0; k < got; k++) {
            found[n++] = pair[k];
        }
    }
    if (n == 0) {
        return (InPoint){.state = IN_POINT_NONE};
    }
    if (n == 1 || (n == 2 && found[0].axis && found[0].axis == found[1].axis)) {
        return (InPoint){.state = IN_POINT_BAD};
    }
    (void)named_axes;
    return from_pair(found[0], found[1]);
}

/* The middle of a line by length. */
static ZfLonLat
line_middle(const ZfLines *lines)
{
    uint32_t n = lines->lines[1] - lines->lines[0];
    return lines->points[lines->lines[0] + n / 2];
}

/* A point inside the polygon, in the file's own coordinates (degrees or metres alike): the mean of
 * the first shell's corners when it lies inside, else its first corner. */
static ZfLonLat
polygon_middle(const ZfPolygon *polygon)
{
    ZfLonLat sum = {0, 0};
    uint32_t n = polygon->rings[1] - polygon->rings[0];
    for (uint32_t i = 0; i < n; i++) {
        sum.lon += polygon->points[i].lon;
        sum.lat += polygon->points[i].lat;
    }
    ZfLonLat mean = {sum.lon / n, sum.lat / n};
    return zf_polygon_holds(polygon, mean) ? mean : polygon->points[0];
}

static InPoint
from_geometry(const InRow *row)
{
    InPoint point = {.state = IN_POINT_OK, .accuracy_m = DEFAULT_ACCURACY_M};
    ZfLonLat at = {0, 0};
    switch (row->geometry.kind) {
    case ZF_GIS_POINT: at = row->geometry.point; break;
    case ZF_GIS_LINES: at = line_middle(row->geometry.lines); break;
    case ZF_GIS_POLYGON: at = polygon_middle(row->geometry.polygon); break;
    case ZF_GIS_NONE:
    case ZF_GIS_MIXED: return (InPoint){.state = IN_POINT_NONE};
    }
    point.x = at.lon;
    point.y = at.lat;
    point.degrees = fabs(at.lon) <= 180 && fabs(at.lat) <= 90;
    if (is_placeholder(at.lon, at.lat)) {
        point.state = IN_POINT_PLACEHOLDER;
    }
    return point;
}

static void
note_accuracy(const In *in, const InRow *row, InPoint *point)
{
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_ACCURACY);
    int64_t metres;
    if (zf_parse_count(text, 100000, &metres) == ZF_PARSED_OK && metres > 0) {
        point->accuracy_m = (int32_t)metres;
    }
}

typedef struct Spot {
    guint n;
    int32_t claim; /* the first one's village */
    bool several;
} Spot;

static char *
spot_key(const InPoint *point)
{
    return g_strdup_printf("%.7f %.7f", point->x, point->y);
}

/* Homes of several villages at one and the same point: the township's office, or where a map
 * service puts an address it does not know. They count as not measured. */
static void
set_centres_aside(In *in, const int32_t *claims, InPoint *points)
{
    g_autoptr(GHashTable) spots = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    size_t n = 0;
    for (guint i = 0; i < in->rows->len; i++) {
        if (points[i].state != IN_POINT_OK || claims[i] < 0) {
            continue;
        }
        g_autofree char *key = spot_key(&points[i]);
        Spot *spot = g_hash_table_lookup(spots, key);
        if (!spot) {
            spot = g_new0(Spot, 1);
            spot->claim = claims[i];
            g_hash_table_insert(spots, g_steal_pointer(&key), spot);
        }
        spot->n++;
        spot->several |= spot->claim != claims[i];
    }
    for (guint i = 0; i < in->rows->len; i++) {
        g_autofree char *key = spot_key(&points[i]);
        const Spot *spot = g_hash_table_lookup(spots, key);
        if (points[i].state == IN_POINT_OK && spot && spot->several && spot->n >= CENTRE_LEAST) {
            points[i].state = IN_POINT_CENTRE;
            n++;
        }
    }
    if (n > 0) {
        g_autofree char *message =
            g_strdup_printf(_("%zu homes of several villages stand at one and the same point (the "
                              "township's office?); they count as not located"),
                            n);
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "centre", in->file, NULL, 0, 0, NULL,
                           message, _("measure the homes, or leave the coordinates empty"));
    }
}

bool
zf_in_points(In *in, const AreaMatch *match, const int32_t *claims, InPoint *ret, GError **error)
{
    for (guint i = 0; i < in->rows->len; i++) {
        const InRow *row = ZF_IN_ROW(in, i);
        ret[i] = (InPoint){.state = IN_POINT_NONE};
        if (row->fate < 0) {
            ret[i] = row->geometry.kind != ZF_GIS_NONE ? from_geometry(row) : from_cells(in, row);
            note_accuracy(in, row, &ret[i]);
        }
    }
    if (in->kind == ZF_IMPORT_HOUSEHOLDS || in->kind == ZF_IMPORT_LEDGER) {
        set_centres_aside(in, claims, ret);
    }
    return zf_in_fit_crs(in, match, claims, ret, error);
}
