/* Polygons of any shape: repaired ones are valid, the index answers as the polygon itself, a pole
 * lies inside. Two bytes a point, 0xff begins a ring, 0xfe a part. */
#include "geo/geo.h"

#include <math.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ZfPolygon *
build(const uint8_t *data, size_t size)
{
    g_auto(ZfPolygonBuilder) builder = zf_polygon_builder();
    for (size_t i = 0; i < size; i++) {
        if (data[i] == 0xff) {
            zf_polygon_builder_ring(&builder);
        } else if (data[i] == 0xfe) {
            zf_polygon_builder_part(&builder);
        } else if (i + 1 < size) {
            ZfLonLat p = {110.0 + data[i] * 0.001, 28.0 + data[i + 1] * 0.001};
            zf_polygon_builder_add(&builder, p);
            i++;
        }
    }
    return zf_polygon_builder_finish(&builder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(ZfPolygon) raw = build(data, MIN(size, 400));
    if (!raw) {
        return 0;
    }
    g_autoptr(GError) error = NULL;
    double changed = 0.0;
    g_autoptr(ZfPolygon) valid = zf_polygon_repair(raw, &changed, &error);
    g_assert_true((valid == NULL) == (error != NULL));
    g_assert_true(changed >= 0.0);
    if (!valid) {
        return 0;
    }
    const ZfPolygon *areas[] = {valid};
    g_autoptr(ZfAreaIndex) index = zf_area_index_new(areas, NULL, 1);
    for (int i = 0; i < 64; i++) {
        ZfLonLat p = {110.0 + (i % 8) * 0.032 + 0.001, 28.0 + i / 8 * 0.032 + 0.001};
        int32_t got;
        zf_area_index_locate(index, &p, 1, &got);
        g_assert_true((got == 0) == zf_polygon_holds(valid, p));
    }
    double distance;
    ZfLonLat pole = zf_polygon_pole(valid, 5.0, &distance);
    g_assert_true(isfinite(pole.lon) && isfinite(pole.lat) && distance >= 0.0);
    if (distance > 0.1) {
        g_assert_true(zf_polygon_holds(valid, pole));
    }
    return 0;
}
