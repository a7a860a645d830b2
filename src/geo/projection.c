#include "geo/projection.h"

#include <math.h>

#define WGS84_A 6378137.0
#define WGS84_F (1.0 / 298.257223563)
#define DEG     (G_PI / 180.0)

/* Longitude from the centre, degrees, -180 … 180: data on both sides of the antimeridian stay
 * together. */
static double
from_centre(double centre, double lon)
{
    double d = lon - centre;
    if (d > 180.0) {
        return d - 360.0;
    }
    if (d < -180.0) {
        return d + 360.0;
    }
    return d;
}

static double
eccentricity(void)
{
    return sqrt(WGS84_F * (2.0 - WGS84_F));
}

/* tan of the conformal latitude for tan of the geographic one (Karney 2011, eq. 7–9). */
static double
conformal_tan(double tau, double e)
{
    double root = sqrt(1.0 + tau * tau);
    double sigma = sinh(e * atanh(e * tau / root));
    return tau * sqrt(1.0 + sigma * sigma) - sigma * root;
}

/* The other way, by Newton's method (Karney 2011, eq. 19–21): three steps reach the last bit. */
static double
geographic_tan(double target, double e)
{
    double e2 = e * e;
    double tau = target / (1.0 - e2);
    for (int i = 0; i < 4; i++) {
        double reached = conformal_tan(tau, e);
        double t2 = 1.0 + tau * tau;
        tau += (target - reached) / sqrt(1.0 + reached * reached) * (1.0 + (1.0 - e2) * tau * tau) /
               ((1.0 - e2) * sqrt(t2));
    }
    return tau;
}

/* Metres from the equator and from the central meridian, for a longitude difference. */
static ZfXY
forward(const ZfProjection *p, double dlon_deg, double lat_deg)
{
    double lambda = dlon_deg * DEG;
    double tau = conformal_tan(tan(lat_deg * DEG), eccentricity());
    double cosine = cos(lambda);
    double xi = atan2(tau, cosine);
    double eta = asinh(sin(lambda) / sqrt(tau * tau + cosine * cosine));
    double x = eta;
    double y = xi;
    for (int j = 1; j <= 4; j++) {
        y += p->alpha[j - 1] * sin(2 * j * xi) * cosh(2 * j * eta);
        x += p->alpha[j - 1] * cos(2 * j * xi) * sinh(2 * j * eta);
    }
    return (ZfXY){p->a1 * x, p->a1 * y};
}

ZfProjection
zf_projection_at(ZfLonLat centre)
{
    double n = WGS84_F / (2.0 - WGS84_F);
    double n2 = n * n;
    double n3 = n2 * n;
    double n4 = n3 * n;
    ZfProjection p = {
        .centre = centre,
        .a1 = WGS84_A / (1.0 + n) * (1.0 + n2 / 4.0 + n4 / 64.0),
        .alpha = {n / 2.0 - 2.0 * n2 / 3.0 + 5.0 * n3 / 16.0 + 41.0 * n4 / 180.0,
                  13.0 * n2 / 48.0 - 3.0 * n3 / 5.0 + 557.0 * n4 / 1440.0,
                  61.0 * n3 / 240.0 - 103.0 * n4 / 140.0, 49561.0 * n4 / 161280.0},
        .beta = {n / 2.0 - 2.0 * n2 / 3.0 + 37.0 * n3 / 96.0 - n4 / 360.0,
                 n2 / 48.0 + n3 / 15.0 - 437.0 * n4 / 1440.0, 17.0 * n3 / 480.0 - 37.0 * n4 / 840.0,
                 4397.0 * n4 / 161280.0},
    };
    p.y0 = forward(&p, 0.0, centre.lat).y;
    return p;
}

ZfProjection
zf_projection_for_box(ZfBox box)
{
    if (zf_box_is_empty(box)) {
        return zf_projection_at((ZfLonLat){0.0, 0.0});
    }
    return zf_projection_at(
        (ZfLonLat){0.5 * (box.min_lon + box.max_lon), 0.5 * (box.min_lat + box.max_lat)});
}

ZfXY
zf_project(const ZfProjection *projection, ZfLonLat point)
{
    ZfXY xy = forward(projection, from_centre(projection->centre.lon, point.lon), point.lat);
    xy.y -= projection->y0;
    return xy;
}

ZfLonLat
zf_unproject(const ZfProjection *projection, ZfXY point)
{
    double eta = point.x / projection->a1;
    double xi = (point.y + projection->y0) / projection->a1;
    double u = xi;
    double v = eta;
    for (int j = 1; j <= 4; j++) {
        u -= projection->beta[j - 1] * sin(2 * j * xi) * cosh(2 * j * eta);
        v -= projection->beta[j - 1] * cos(2 * j * xi) * sinh(2 * j * eta);
    }
    double sine = sinh(v);
    double cosine = cos(u);
    double tau = geographic_tan(sin(u) / sqrt(sine * sine + cosine * cosine), eccentricity());
    double lon = projection->centre.lon + atan2(sine, cosine) / DEG;
    if (lon > 180.0) {
        lon -= 360.0;
    } else if (lon < -180.0) {
        lon += 360.0;
    }
    return (ZfLonLat){lon, atan(tau) / DEG};
}
