/* places: what people know and volunteers look for — offices, schools, shops, wells — from tables
 * or from points of OpenStreetMap. */
#include <inttypes.h>
#include <string.h>

#include "ingest/homes.h"

static bool
find_kind(const char *text, ZfPlaceKind *kind)
{
    static const struct {
        const char *words;
        ZfPlaceKind kind;
    } kinds[] = {
        {"儿童之家|儿童活动|child", ZF_PLACE_CHILDREN},
        {"村委会|居委会|政府|办公|党群|townhall|town_hall|community_centre|office",
         ZF_PLACE_OFFICE},
        {"学校|小学|中学|幼儿园|school|kindergarten", ZF_PLACE_SCHOOL},
        {"卫生|医院|诊所|医务|药店|clinic|doctors|hospital|pharmacy", ZF_PLACE_CLINIC},
        {"商店|超市|小卖部|供销|集市|shop|supermarket|convenience", ZF_PLACE_SHOP},
        {"庙|寺|祠|教堂|place_of_worship|temple|church", ZF_PLACE_TEMPLE},
        {"水井|古井|井|well|drinking_water", ZF_PLACE_WELL},
        {"古树|树|tree", ZF_PLACE_TREE},
        {"作坊|工坊|厂|车间|workshop|craft", ZF_PLACE_WORKSHOP},
        {"车站|公交|站点|bus", ZF_PLACE_BUS_STOP},
        {"自然村|屯|寨|湾|村民小组|居民点|hamlet|village|locality|isolated_dwelling|suburb|"
         "neighbourhood|town|farm",
         ZF_PLACE_HAMLET}};
    int code;
    if (zf_code_find(ZF_CODES_PLACE, text, &code)) {
        *kind = (ZfPlaceKind)code;
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_auto(GStrv) words = g_strsplit(kinds[i].words, "|", -1);
        for (char **word = words; *word; word++) {
            if (strstr(text, *word)) {
                *kind = kinds[i].kind;
                return true;
            }
        }
    }
    return false;
}

/* The kind an OSM feature's tags give; ret: false when it is none of ours. */
static bool
osm_kind(const In *in, const InRow *row, ZfPlaceKind *kind)
{
    const InTable *table = zf_in_table(in, row);
    for (uint32_t c = 0; c < row->n_cells; c++) {
        const char *key = g_ptr_array_index(table->headers, row->cells[c].column);
        const char *value = row->cells[c].text;
        if (strcmp(key, "amenity") == 0 || strcmp(key, "place") == 0) {
            if (find_kind(value, kind)) {
                return true;
            }
        } else if (strcmp(key, "shop") == 0) {
            *kind = ZF_PLACE_SHOP;
            return true;
        } else if (strcmp(key, "craft") == 0) {
            *kind = ZF_PLACE_WORKSHOP;
            return true;
        } else if (strcmp(key, "highway") == 0 && strcmp(value, "bus_stop") == 0) {
            *kind = ZF_PLACE_BUS_STOP;
            return true;
        } else if (strcmp(key, "man_made") == 0 && strcmp(value, "water_well") == 0) {
            *kind = ZF_PLACE_WELL;
            return true;
        }
    }
    return false;
}

static bool
kind_of(const In *in, const InRow *row, const char *name, ZfPlaceKind *kind)
{
    if (row->osm_type) {
        return osm_kind(in, row, kind);
    }
    g_autofree char *text = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_KIND);
    if (!find_kind(text, kind) && !find_kind(name, kind)) {
        *kind = ZF_PLACE_OTHER;
    }
    return true;
}

static const char *
key_of(const In *in, const InRow *row, const ZfPlace *place)
{
    if (row->osm_type) {
        g_autofree char *key = g_strdup_printf("osm-%c%" PRId64, row->osm_type, row->osm_id);
        return zf_batch_text_unique(in->batch, key);
    }
    g_autofree char *at =
        *place->name ? g_strdup("")
                     : g_strdup_printf("%.0f %.0f", place->point.lon * 1e5, place->point.lat * 1e5);
    const char *parts[] = {zf_code(ZF_CODES_PLACE, place->kind), place->name, place->area, at,
                           NULL};
    return zf_in_hash_key(in, "l", parts);
}

static void
take_row(Homes *homes, guint i, GHashTable *seen)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    ZfPlaceKind kind;
    if (!kind_of(in, row, name, &kind)) {
        zf_in_settle(row, ZF_FATE_EXCLUDED, "", "no place that matters on a visit");
        return;
    }
    if (homes->points[i].state != IN_POINT_OK) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF,
                         zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_LONLAT) ? ZF_F_LONLAT : ZF_F_LON,
                         "place-point", _("a place needs a position"),
                         _("fill in longitude and latitude"));
        return;
    }
    int32_t inside = zf_area_match_locate(homes->match, homes->points[i].point);
    ZfPlace place = {.kind = kind,
                     .name = zf_batch_text(in->batch, name),
                     .point = homes->points[i].point,
                     .area = inside >= 0
                                 ? zf_batch_text(in->batch, homes->known->areas[inside].code)
                                 : zf_homes_claim(homes, i)};
    place.id = key_of(in, row, &place);
    if (!g_hash_table_add(seen, (gpointer)place.id)) {
        zf_in_settle(row, ZF_FATE_MERGED, place.id, "same place as an earlier row");
        return;
    }
    *zf_batch_add_place(in->batch) = place;
    zf_in_settle(row, ZF_FATE_NEW, place.id, "");
}

bool
zf_in_places(In *in, GError **error)
{
    g_auto(Homes) homes = {0};
    if (!zf_homes_init(&homes, in, error)) {
        return false;
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        take_row(&homes, i, seen);
    }
    return true;
}
