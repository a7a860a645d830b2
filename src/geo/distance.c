#include "geo/distance.h"

#include <math.h>

#define WGS84_A  6378137.0
#define WGS84_E2 6.69437999014131705734e-3
#define DEG      (G_PI / 180.0)

/* The difference of two longitudes the short way round, degrees. */
static double
lon_difference(double from, double to)
{
    double d = to - from;
    if (d > 180.0) {
        return d - 360.0;
    }
    if (d < -180.0) {
        return d + 360.0;
    }
    return d;
}

static ZfXY
offset_m(ZfLonLat a, ZfLonLat b)
{
    double mean = 0.5 * (a.lat + b.lat) * DEG;
    double sine = sin(mean);
    double w2 = 1.0 - WGS84_E2 * sine * sine;
    double prime = WGS84_A / sqrt(w2);
    double meridian = prime * (1.0 - WGS84_E2) / w2;
    return (ZfXY){prime * cos(mean) * lon_difference(a.lon, b.lon) * DEG,
                  meridian * (b.lat - a.lat) * DEG};
}

double
zf_distance_m(ZfLonLat a, ZfLonLat b)
{
    ZfXY d = offset_m(a, b);
    return sqrt(d.x * d.x + d.y * d.y);
}

double
zf_line_length_m(const ZfLonLat *points, size_t n)
{
    double sum = 0.0;
    for (size_t i = 1; i < n; i++) {
        sum += zf_distance_m(points[i - 1], points[i]);
    }
    return sum;
}

double
zf_bearing_deg(ZfLonLat a, ZfLonLat b)
{
    ZfXY d = offset_m(a, b);
    if (d.x == 0.0 && d.y == 0.0) {
        return 0.0;
    }
    double bearing = atan2(d.x, d.y) / DEG;
    if (bearing < 0.0) {
        bearing += 360.0;
    }
    return bearing >= 360.0 ? 0.0 : bearing;
}
