#include "geo/chinagrid.h"

#include <math.h>

/* Krasovsky 1940, as the published formula has it. */
#define GRID_A  6378245.0
#define GRID_EE 0.00669342162296594323
#define DEG     (G_PI / 180.0)
#define PASSES  5

bool
zf_chinagrid_covers(ZfLonLat point)
{
    return point.lon >= 72.004 && point.lon <= 137.8347 && point.lat >= 0.8293 &&
           point.lat <= 55.8271;
}

static double
waves(double t, double c12, double c30)
{
    return 20.0 * sin(t * G_PI) + 40.0 * sin(t / 3.0 * G_PI) + c12 * sin(t / 12.0 * G_PI) +
           c30 * sin(t / 30.0 * G_PI);
}

/* The shift from WGS-84 to GCJ-02 at a WGS-84 position, degrees. */
static ZfLonLat
gcj_shift(ZfLonLat p)
{
    double x = p.lon - 105.0;
    double y = p.lat - 35.0;
    double root = sqrt(fabs(x));
    double s = 20.0 * sin(6.0 * x * G_PI) + 20.0 * sin(2.0 * x * G_PI);
    double north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root +
                   (s + waves(y, 160.0, 320.0)) * 2.0 / 3.0;
    double east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root +
                  (s + waves(x, 150.0, 300.0)) * 2.0 / 3.0;
    double phi = p.lat * DEG;
    double sine = sin(phi);
    double m = 1.0 - GRID_EE * sine * sine;
    double rootm = sqrt(m);
    return (ZfLonLat){east / DEG / (GRID_A / rootm * cos(phi)),
                      north / DEG / (GRID_A * (1.0 - GRID_EE) / (m * rootm))};
}

ZfLonLat
zf_wgs84_to_gcj02(ZfLonLat point)
{
    if (!zf_chinagrid_covers(point)) {
        return point;
    }
    ZfLonLat d = gcj_shift(point);
    return (ZfLonLat){point.lon + d.lon, point.lat + d.lat};
}

ZfLonLat
zf_gcj02_to_wgs84(ZfLonLat point)
{
    if (!zf_chinagrid_covers(point)) {
        return point;
    }
    ZfLonLat guess = point;
    for (int i = 0; i < PASSES; i++) {
        ZfLonLat d = gcj_shift(guess);
        guess = (ZfLonLat){point.lon - d.lon, point.lat - d.lat};
    }
    return guess;
}

ZfLonLat
zf_gcj02_to_bd09(ZfLonLat point)
{
    const double k = G_PI * 3000.0 / 180.0;
    double z = sqrt(point.lon * point.lon + point.lat * point.lat) + 0.00002 * sin(point.lat * k);
    double theta = atan2(point.lat, point.lon) + 0.000003 * cos(point.lon * k);
    return (ZfLonLat){z * cos(theta) + 0.0065, z * sin(theta) + 0.006};
}

ZfLonLat
zf_bd09_to_gcj02(ZfLonLat point)
{
    ZfLonLat guess = {point.lon - 0.0065, point.lat - 0.006};
    for (int i = 0; i < PASSES; i++) {
        ZfLonLat reached = zf_gcj02_to_bd09(guess);
        guess.lon -= reached.lon - point.lon;
        guess.lat -= reached.lat - point.lat;
    }
    return guess;
}

ZfLonLat
zf_wgs84_to_bd09(ZfLonLat point)
{
    return zf_gcj02_to_bd09(zf_wgs84_to_gcj02(point));
}

ZfLonLat
zf_bd09_to_wgs84(ZfLonLat point)
{
    return zf_gcj02_to_wgs84(zf_bd09_to_gcj02(point));
}
