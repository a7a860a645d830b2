/* place: areas, homes, landmarks, water and roads as stored. */
#pragma once

#include "geo/types.h"
#include "model/kinds.h"

typedef struct ZfArea {
    const char *code; /* opaque; 12 digits where it is a Chinese village */
    const char *name;
    ZfAreaLevel level;
    const char *parent;       /* code, "" at the top */
    const char *aliases;      /* other names and old codes, '|' between */
    const char *contact_name; /* village worker */
    const char *contact_phone;
    int32_t code_year; /* of the code list, 0 = not known */
    ZfPolygon *shape;  /* NULL = no polygon; owned by the container */
    bool has_point;    /* point is known (given, or inside the polygon) */
    ZfLonLat point;
    int32_t parent_index;
} ZfArea;

typedef struct ZfHousehold {
    const char *id;
    const char *number;        /* 户编号 as people know it, "" = none */
    const char *declared_area; /* code of the village the ledger says */
    const char *located_area;  /* code of the village that holds the point */
    const char *group;         /* as printed: "3组" */
    const char *address;
    const char *landmark; /* how to find it */
    const char *note;
    uint32_t traits; /* ZfTrait */
    ZfLocationSource location;
    bool has_point;
    ZfLonLat point;        /* the home, or the middle of where it may be */
    int32_t accuracy_m;    /* radius of the circle in which it lies */
    ZfDate back_date;      /* 返乡日期: parents are home from … */
    ZfDate back_until;     /* … to, ZF_DATE_NONE = not known */
    int32_t window_from_s; /* 可访时间 on any day; 0 and 0 = any time */
    int32_t window_to_s;
    bool weekend_only; /* boarders: children are home on Saturday and Sunday */
    ZfDate entry;      /* in the ledger since */
    ZfDate exit;       /* left it on, ZF_DATE_NONE = still in */
    const char *exit_reason;

    /* snapshot only */
    int32_t area_index; /* declared, else located */
    int32_t located_index;
    int32_t first_person; /* persons of this home stand together */
    int32_t n_persons;
} ZfHousehold;

/* Located to the house: set L (coverage/coverage.h). */
static inline bool
zf_household_located(const ZfHousehold *home)
{
    return home->has_point && home->location >= ZF_LOCATION_GEOCODED &&
           home->accuracy_m <= ZF_LOCATED_M;
}

typedef struct ZfPlace {
    const char *id;
    ZfPlaceKind kind;
    const char *name;
    ZfLonLat point;
    const char *area; /* code or "" */
} ZfPlace;

/* River, stream, lake or pond. Exactly one of shape and lines is set. */
typedef struct ZfWater {
    const char *id;
    const char *name;
    ZfPolygon *shape;
    ZfLines *lines;
} ZfWater;

/* One road as imported. tags: "key=value" lines, sorted by key, as in OpenStreetMap
 * ("highway=track\nsurface=gravel"); backslash and newline in values are escaped. */
typedef struct ZfRoad {
    const char *id;
    const char *name;
    const char *highway; /* class: "track", "" when only tags say what it is (ferries) */
    const char *tags;
    ZfLonLat *points; /* owned by the container */
    uint32_t n_points;
} ZfRoad;

/* A point on a road that stops some modes: gate, bollard, stile … (tags as in ZfRoad). */
typedef struct ZfRoadBarrier {
    ZfLonLat point;
    const char *tags;
} ZfRoadBarrier;

/* A road that is closed: by name or id, on days, or whenever it rains or freezes. */
typedef enum ZfWeather { ZF_WEATHER_DRY, ZF_WEATHER_RAIN, ZF_WEATHER_ICE } ZfWeather;
typedef struct ZfClosure {
    const char *road; /* id or name */
    ZfDate from;      /* ZF_DATE_NONE = always */
    ZfDate to;
    ZfWeather when; /* closed in this weather; DRY = in any */
} ZfClosure;
