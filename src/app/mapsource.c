#include "app/mapsource.h"

#include <string.h>

#include "app/inside.h"
#include "say/say.h"

static bool
is_osm(const char *file)
{
    static const char *const ends[] = {".osm", ".osm.gz", ".osm.bz2", ".pbf"};
    g_autofree char *lower = g_ascii_strdown(file, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        if (g_str_has_suffix(lower, ends[i])) {
            return true;
        }
    }
    return false;
}

static void
add_part(GString *source, const char *part)
{
    g_string_append_printf(source, "%s%s", source->len > 0 ? " · " : "", part);
}

char *
zf_app_map_source(ZfApp *app, const ZfCampaign *campaign, ZfLang lang, GError **error)
{
    g_autoptr(GPtrArray) files = zf_store_ground_files(app->store, error);
    if (!files) {
        return NULL;
    }
    g_autoptr(GString) source = g_string_new(campaign->source);
    bool said = strstr(campaign->source, "OpenStreetMap") || strstr(campaign->source, "OSM");
    bool own = source->len > 0;
    for (guint i = 0; i < files->len; i++) {
        const char *file = files->pdata[i];
        if (is_osm(file) && !said) {
            add_part(source, zf_say(lang, ZF_SAY_OSM));
            said = true;
        } else if (!is_osm(file) && !own) {
            add_part(source, file);
        }
    }
    return g_string_free(g_steal_pointer(&source), FALSE);
}
