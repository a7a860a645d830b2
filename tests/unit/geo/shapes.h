/* shapes for the tests of geo. */
#pragma once

#include "geo/geo.h"

#include <math.h>

static inline void
add_ring(ZfPolygonBuilder *builder, const ZfLonLat *points, size_t n)
{
    zf_polygon_builder_ring(builder);
    for (size_t i = 0; i < n; i++) {
        zf_polygon_builder_add(builder, points[i]);
    }
}

static inline ZfPolygon *
polygon_of(const ZfLonLat *points, size_t n)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    add_ring(&builder, points, n);
    return zf_polygon_builder_finish(&builder);
}

static inline ZfPolygon *
box_polygon(double lon, double lat, double width, double height)
{
    ZfLonLat points[] = {
        {lon, lat}, {lon + width, lat}, {lon + width, lat + height}, {lon, lat + height}};
    return polygon_of(points, 4);
}

/* A star-shaped polygon of n points around a centre, not convex. */
static inline ZfPolygon *
random_star(ZfRng *rng, ZfLonLat centre, double radius_deg, size_t n)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (size_t i = 0; i < n; i++) {
        double angle = 2.0 * G_PI * (double)i / (double)n;
        double r = radius_deg * (0.3 + 0.7 * zf_rng_unit(rng));
        zf_polygon_builder_add(
            &builder, (ZfLonLat){centre.lon + r * cos(angle), centre.lat + r * sin(angle)});
    }
    return zf_polygon_builder_finish(&builder);
}
