/* What a walker recognises a turning by, from OpenStreetMap. */
#include "road/readimpl.h"

#include <string.h>

enum { MAX_OUTLINE = 64 };

/* Larger water is a lake: one does not turn at it. */
static const double POND_M2 = 50000;

ZfRoadLandmarks *
zf_road_landmarks_new(void)
{
    ZfRoadLandmarks *landmarks = g_new0(ZfRoadLandmarks, 1);
    landmarks->places = g_array_new(FALSE, FALSE, sizeof(ZfRoadPlace));
    landmarks->texts = g_string_chunk_new(4096);
    return landmarks;
}

void
zf_road_landmarks_free(ZfRoadLandmarks *landmarks)
{
    if (landmarks) {
        g_array_unref(landmarks->places);
        g_string_chunk_free(landmarks->texts);
        g_free(landmarks);
    }
}

/* ret: a stable word of model's places, "pond", or NULL for what nobody would notice. */
static const char *
kind_of(const ZfGisFeature *feature, const char *name)
{
    static const struct {
        const char *key;
        const char *value; /* NULL = any */
        const char *kind;
        bool named; /* only with a name */
    } words[] = {
        {"amenity", "townhall", "office", false},
        {"amenity", "community_centre", "office", false},
        {"amenity", "school", "school", false},
        {"amenity", "kindergarten", "school", false},
        {"amenity", "clinic", "clinic", false},
        {"amenity", "doctors", "clinic", false},
        {"amenity", "hospital", "clinic", false},
        {"amenity", "place_of_worship", "temple", false},
        {"amenity", "fuel", "other", true},
        {"amenity", "restaurant", "other", true},
        {"amenity", "bank", "other", true},
        {"amenity", "post_office", "other", true},
        {"amenity", "fire_station", "other", true},
        {"shop", NULL, "shop", true},
        {"man_made", "water_well", "well", false},
        {"highway", "bus_stop", "bus_stop", true},
        {"historic", NULL, "other", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *value = zf_gis_tag(feature, words[i].key);
        if (value && (!words[i].value || strcmp(value, words[i].value) == 0) &&
            (name || !words[i].named)) {
            return words[i].kind;
        }
    }
    const char *natural = zf_gis_tag(feature, "natural");
    bool water = natural && strcmp(natural, "water") == 0;
    return water && feature->geometry.kind == ZF_GIS_POLYGON &&
                   zf_polygon_area_m2(feature->geometry.polygon) < POND_M2
               ? "pond"
               : NULL;
}

static void
add_place(ZfRoadLandmarks *landmarks, ZfLonLat at, const char *kind, const char *name)
{
    ZfRoadPlace place = {at, kind,
                         name ? g_string_chunk_insert_const(landmarks->texts, name) : NULL};
    g_array_append_val(landmarks->places, place);
}

/* An area is met at its outline. */
void
zf_road_take_landmark(ZfRoadLandmarks *landmarks, const ZfGisFeature *feature)
{
    const char *name = zf_gis_tag(feature, "name");
    const char *kind = kind_of(feature, name);
    if (!kind) {
        return;
    }
    if (feature->geometry.kind == ZF_GIS_POINT) {
        add_place(landmarks, feature->geometry.point, kind, name);
    } else if (feature->geometry.kind == ZF_GIS_POLYGON) {
        const ZfPolygon *polygon = feature->geometry.polygon;
        size_t step = polygon->n_points / MAX_OUTLINE + 1;
        for (size_t i = 0; i < polygon->n_points; i += step) {
            add_place(landmarks, polygon->points[i], kind, name);
        }
    }
}
