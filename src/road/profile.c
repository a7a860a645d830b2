/* Reading profiles.ini. All texts end up in one key file (defaults with overrides laid over them),
 * from which every profile is made anew: a half-applied override cannot exist. */
#include "road/profileimpl.h"

#include <string.h>

extern const ZfEmbedded zf_road_embedded[];

enum {
    MAX_INI_BYTES = 1 << 20,
};

static const char *const section_names[ZF_ROAD_N_SECTIONS] = {
    [ZF_ROAD_SECTION_CLASS] = "class",         [ZF_ROAD_SECTION_SURFACE] = "surface",
    [ZF_ROAD_SECTION_TRACKTYPE] = "tracktype", [ZF_ROAD_SECTION_SMOOTHNESS] = "smoothness",
    [ZF_ROAD_SECTION_SAC_SCALE] = "sac_scale", [ZF_ROAD_SECTION_TAGS] = "tags",
    [ZF_ROAD_SECTION_RAIN] = "rain",           [ZF_ROAD_SECTION_ICE] = "ice",
    [ZF_ROAD_SECTION_BARRIER] = "barrier",
};

struct ZfRoadProfiles {
    GKeyFile *ini;
    GHashTable *classes;
    GHashTable *access_values;
    GHashTable *columns; /* what -> char ** */
    ZfRoadProfile modes[ZF_ROAD_N_MODES];
};

static bool
fail(GError **error, const char *section, const char *key, const char *value, const char *allowed)
{
    g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_PROFILE,
                _("profile file: [%s] %s = %s is not understood; write %s there"), section, key,
                value, allowed);
    return false;
}

static bool
read_number(const char *section, const char *key, const char *text, double least, double most,
            double *ret, GError **error)
{
    if (zf_text_to_double(text, ret) && *ret >= least && *ret <= most) {
        return true;
    }
    g_autofree char *low = zf_text_from_double(least, 2);
    g_autofree char *high = zf_text_from_double(most, 2);
    g_autofree char *allowed = g_strdup_printf(_("a number from %s to %s"), low, high);
    return fail(error, section, key, text, allowed);
}

/* "38", "no", "no 10", "push 4". */
static bool
read_class_rule(const char *section, const char *key, const char *text, ZfRoadRule *ret,
                GError **error)
{
    *ret = (ZfRoadRule){0};
    const char *number = text;
    if (g_str_has_prefix(text, "no")) {
        ret->no = true;
        number = text + 2;
    } else if (g_str_has_prefix(text, "push ")) {
        ret->push = true;
        number = text + 5;
    }
    if (ret->no && *number == 0) {
        return true;
    }
    if (ret->no && *number != ' ') {
        return fail(error, section, key, text, _("\"no\", or \"no\" and a speed"));
    }
    g_autofree char *trimmed = g_strstrip(g_strdup(number));
    return read_number(section, key, trimmed, 0.5, 200, &ret->number, error);
}

static bool
read_rule(ZfRoadSection kind, const char *section, const char *key, const char *text,
          ZfRoadRule *ret, GError **error)
{
    if (kind == ZF_ROAD_SECTION_CLASS) {
        return read_class_rule(section, key, text, ret, error);
    }
    *ret = (ZfRoadRule){.no = strcmp(text, "no") == 0};
    if (ret->no) {
        return true;
    }
    if (kind == ZF_ROAD_SECTION_BARRIER) {
        return strcmp(text, "pass") == 0 ||
               read_number(section, key, text, 0, 86400, &ret->number, error);
    }
    return read_number(section, key, text, 1, 1000, &ret->number, error);
}

/* The value without the blanks around it, or NULL. */
static char *
ini_value(GKeyFile *ini, const char *section, const char *key)
{
    char *value = g_key_file_get_value(ini, section, key, NULL);
    return value ? g_strstrip(value) : NULL;
}

static bool
read_section(GKeyFile *ini, ZfRoadProfile *profile, ZfRoadSection kind, GError **error)
{
    g_autofree char *section =
        g_strdup_printf("%s.%s", zf_road_mode_name(profile->mode), section_names[kind]);
    profile->sections[kind] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_auto(GStrv) keys = g_key_file_get_keys(ini, section, NULL, NULL);
    for (size_t i = 0; keys && keys[i]; i++) {
        g_autofree char *value = ini_value(ini, section, keys[i]);
        ZfRoadRule rule;
        if (!read_rule(kind, section, keys[i], value, &rule, error)) {
            return false;
        }
        g_hash_table_replace(profile->sections[kind], g_strdup(keys[i]),
                             g_memdup2(&rule, sizeof rule));
    }
    return true;
}

/* Words separated by blanks; never NULL. */
static char **
ini_words(GKeyFile *ini, const char *section, const char *key)
{
    g_autofree char *value = ini_value(ini, section, key);
    g_auto(GStrv) pieces = g_strsplit_set(value ? value : "", " \t", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (size_t i = 0; pieces[i]; i++) {
        if (pieces[i][0] && strcmp(pieces[i], "none") != 0) {
            g_ptr_array_add(words, g_strdup(pieces[i]));
        }
    }
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

static bool
read_optional_number(GKeyFile *ini, const char *section, const char *key, double least, double most,
                     double *ret, GError **error)
{
    g_autofree char *value = ini_value(ini, section, key);
    return !value || read_number(section, key, value, least, most, ret, error);
}

static bool
read_slope(const char *section, const char *value, ZfRoadSlope *ret, GError **error)
{
    static const char *const names[] = {"none", "tobler", "ride"};
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(value, names[i]) == 0) {
            *ret = (ZfRoadSlope)i;
            return true;
        }
    }
    return fail(error, section, "slope", value, "none, tobler, ride");
}

static bool
read_mode(GKeyFile *ini, ZfRoadProfile *profile, GError **error)
{
    const char *section = zf_road_mode_name(profile->mode);
    profile->kmh = 5;
    profile->offroad_kmh = 3;
    profile->ferry_kmh = 10;
    profile->access = ini_words(ini, section, "access");
    profile->oneway = ini_words(ini, section, "oneway");
    profile->nostop = ini_words(ini, section, "nostop");
    g_autofree char *limit = ini_value(ini, section, "maxspeed");
    profile->maxspeed = limit && strcmp(limit, "yes") == 0;
    g_autofree char *slope = ini_value(ini, section, "slope");
    bool good =
        read_optional_number(ini, section, "speed", 0.5, 200, &profile->kmh, error) &&
        read_optional_number(ini, section, "offroad", 0.5, 10, &profile->offroad_kmh, error) &&
        read_optional_number(ini, section, "ask", 0, 86400, &profile->ask_s, error) &&
        read_optional_number(ini, "ferry", "wait", 0, 86400, &profile->ferry_wait_s, error) &&
        read_optional_number(ini, "ferry", "speed", 0.5, 100, &profile->ferry_kmh, error) &&
        (!slope || read_slope(section, slope, &profile->slope, error));
    for (unsigned kind = 0; good && kind < ZF_ROAD_N_SECTIONS; kind++) {
        good = read_section(ini, profile, (ZfRoadSection)kind, error);
    }
    return good;
}

/* ret: whether a section may have that name, and (for a bare mode) which keys it may hold. */
static bool
known_section(const char *section, bool *bare)
{
    *bare = false;
    static const char *const shared[] = {"classes", "columns", "access", "ferry", NULL};
    if (g_strv_contains(shared, section)) {
        return true;
    }
    const char *dot = strchr(section, '.');
    g_autofree char *name = dot ? g_strndup(section, (size_t)(dot - section)) : g_strdup(section);
    ZfRoadMode mode;
    if (!zf_road_mode_parse(name, &mode)) {
        return false;
    }
    *bare = !dot;
    for (unsigned kind = 0; dot && kind < ZF_ROAD_N_SECTIONS; kind++) {
        if (strcmp(dot + 1, section_names[kind]) == 0) {
            return true;
        }
    }
    return !dot;
}

static bool
check_names(GKeyFile *ini, GError **error)
{
    static const char *const mode_keys[] = {"speed",    "offroad", "access", "oneway", "nostop",
                                            "maxspeed", "ask",     "slope",  NULL};
    g_auto(GStrv) sections = g_key_file_get_groups(ini, NULL);
    for (size_t i = 0; sections[i]; i++) {
        bool bare;
        if (!known_section(sections[i], &bare)) {
            g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_PROFILE,
                        _("profile file: there is no section [%s]; the sections are explained at "
                          "the top of profiles.ini"),
                        sections[i]);
            return false;
        }
        g_auto(GStrv) keys = g_key_file_get_keys(ini, sections[i], NULL, NULL);
        for (size_t k = 0; bare && keys && keys[k]; k++) {
            if (!g_strv_contains(mode_keys, keys[k])) {
                g_autofree char *allowed = g_strjoinv(_(", "), (char **)mode_keys);
                return fail(error, sections[i], keys[k], "…", allowed);
            }
        }
    }
    return true;
}

static bool
read_access_values(GKeyFile *ini, GHashTable *values, GError **error)
{
    static const char *const names[] = {"no", "ask", "yes"};
    g_auto(GStrv) keys = g_key_file_get_keys(ini, "access", NULL, NULL);
    for (size_t i = 0; keys && keys[i]; i++) {
        g_autofree char *value = ini_value(ini, "access", keys[i]);
        unsigned found = 0;
        while (found < G_N_ELEMENTS(names) && strcmp(names[found], value) != 0) {
            found++;
        }
        if (found == G_N_ELEMENTS(names)) {
            return fail(error, "access", keys[i], value, "yes, ask, no");
        }
        g_hash_table_replace(values, g_strdup(keys[i]), GUINT_TO_POINTER(found + 1));
    }
    return true;
}

static void
read_texts(ZfRoadProfiles *profiles)
{
    g_auto(GStrv) classes = g_key_file_get_keys(profiles->ini, "classes", NULL, NULL);
    for (size_t i = 0; classes && classes[i]; i++) {
        g_hash_table_replace(profiles->classes, g_strdup(classes[i]),
                             ini_value(profiles->ini, "classes", classes[i]));
    }
    g_auto(GStrv) columns = g_key_file_get_keys(profiles->ini, "columns", NULL, NULL);
    for (size_t i = 0; columns && columns[i]; i++) {
        g_autofree char *value = ini_value(profiles->ini, "columns", columns[i]);
        g_hash_table_replace(profiles->columns, g_strdup(columns[i]), g_strsplit(value, ";", -1));
    }
}

static int
compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Everything that bears on one mode, in an order that does not depend on the files'. */
static void
hash_mode(GKeyFile *ini, ZfRoadProfile *profile)
{
    const char *mode = zf_road_mode_name(profile->mode);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) sections = g_key_file_get_groups(ini, NULL);
    for (size_t i = 0; sections[i]; i++) {
        const char *section = sections[i];
        size_t length = strlen(mode);
        bool mine = strncmp(section, mode, length) == 0 && strchr(".", section[length]);
        if (!mine && strcmp(section, "access") != 0 && strcmp(section, "ferry") != 0 &&
            strcmp(section, "classes") != 0) {
            continue;
        }
        g_auto(GStrv) keys = g_key_file_get_keys(ini, section, NULL, NULL);
        for (size_t k = 0; keys && keys[k]; k++) {
            g_autofree char *value = ini_value(ini, section, keys[k]);
            g_ptr_array_add(lines, g_strdup_printf("%s\n%s\n%s\n", section, keys[k], value));
        }
    }
    g_ptr_array_sort(lines, compare_texts);
    g_checksum_update(sum, (const guchar *)mode, -1);
    for (guint i = 0; i < lines->len; i++) {
        g_checksum_update(sum, lines->pdata[i], -1);
    }
    g_strlcpy(profile->hash, g_checksum_get_string(sum), sizeof profile->hash);
}

static void
clear_mode(ZfRoadProfile *profile)
{
    g_strfreev(profile->access);
    g_strfreev(profile->oneway);
    g_strfreev(profile->nostop);
    for (unsigned kind = 0; kind < ZF_ROAD_N_SECTIONS; kind++) {
        g_clear_pointer(&profile->sections[kind], g_hash_table_destroy);
    }
}

static ZfRoadProfiles *
profiles_from(GKeyFile *ini, GError **error)
{
    g_autoptr(ZfRoadProfiles) profiles = g_new0(ZfRoadProfiles, 1);
    profiles->ini = g_key_file_ref(ini);
    profiles->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    profiles->access_values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    profiles->columns =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
    bool good = check_names(ini, error) && read_access_values(ini, profiles->access_values, error);
    for (unsigned i = 0; good && i < ZF_ROAD_N_MODES; i++) {
        ZfRoadProfile *profile = &profiles->modes[i];
        profile->mode = (ZfRoadMode)i;
        profile->classes = profiles->classes;
        profile->access_values = profiles->access_values;
        good = read_mode(ini, profile, error);
        hash_mode(ini, profile);
    }
    read_texts(profiles);
    return good ? g_steal_pointer(&profiles) : NULL;
}

static GKeyFile *
parse_ini(const char *text, size_t size, GError **error)
{
    if (size > MAX_INI_BYTES || !g_utf8_validate(text, (gssize)size, NULL)) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_PROFILE,
                    _("profile file: it must be UTF-8 text of at most 1 MB"));
        return NULL;
    }
    g_autoptr(GKeyFile) ini = g_key_file_new();
    g_autoptr(GError) inner = NULL;
    if (size > 0 && !g_key_file_load_from_data(ini, text, size, G_KEY_FILE_NONE, &inner)) {
        g_set_error(error, ZF_ROAD_ERROR, ZF_ROAD_ERROR_PROFILE, _("profile file: %s"),
                    inner->message);
        return NULL;
    }
    return g_steal_pointer(&ini);
}

ZfRoadProfiles *
zf_road_profiles_default(void)
{
    const ZfEmbedded *file = zf_embedded_find(zf_road_embedded, "profiles.ini");
    g_assert(file);
    g_autoptr(GError) error = NULL;
    g_autoptr(GKeyFile) ini = parse_ini(file->bytes, file->size, &error);
    ZfRoadProfiles *profiles = ini ? profiles_from(ini, &error) : NULL;
    if (!profiles) {
        g_error("%s", error ? error->message : "profiles.ini");
    }
    return profiles;
}

void
zf_road_profiles_free(ZfRoadProfiles *profiles)
{
    if (!profiles) {
        return;
    }
    for (unsigned i = 0; i < ZF_ROAD_N_MODES; i++) {
        clear_mode(&profiles->modes[i]);
    }
    g_clear_pointer(&profiles->classes, g_hash_table_destroy);
    g_clear_pointer(&profiles->access_values, g_hash_table_destroy);
    g_clear_pointer(&profiles->columns, g_hash_table_destroy);
    g_clear_pointer(&profiles->ini, g_key_file_unref);
    g_free(profiles);
}

/* Copies every key of from into to. */
static void
lay_over(GKeyFile *to, GKeyFile *from)
{
    g_auto(GStrv) sections = g_key_file_get_groups(from, NULL);
    for (size_t i = 0; sections[i]; i++) {
        g_auto(GStrv) keys = g_key_file_get_keys(from, sections[i], NULL, NULL);
        for (size_t k = 0; keys && keys[k]; k++) {
            g_autofree char *value = ini_value(from, sections[i], keys[k]);
            g_key_file_set_value(to, sections[i], keys[k], value);
        }
    }
}

/* "no 10", "push 4", "38" with its number times factor; ret: owned by the caller. */
static char *
scaled_rule(const char *text, double factor)
{
    const char *number = strrchr(text, ' ');
    number = number ? number + 1 : text;
    double speed;
    if (!zf_text_to_double(number, &speed)) {
        return g_strdup(text);
    }
    g_autofree char *scaled = zf_text_from_double(CLAMP(speed * factor, 0.5, 200), 6);
    return g_strdup_printf("%.*s%s", (int)(number - text), text, scaled);
}

/* A new speed of a mode makes all its roads faster or slower with it; pushing stays as it is. */
static void
scale_speeds(GKeyFile *merged, GKeyFile *over, const ZfRoadProfiles *profiles)
{
    for (unsigned mode = 0; mode < ZF_ROAD_N_MODES; mode++) {
        const char *name = zf_road_mode_name((ZfRoadMode)mode);
        g_autofree char *text = ini_value(over, name, "speed");
        double speed;
        if (!text || !zf_text_to_double(text, &speed) || !(speed >= 0.5 && speed <= 200)) {
            continue;
        }
        g_autofree char *section = g_strconcat(name, ".class", NULL);
        g_auto(GStrv) keys = g_key_file_get_keys(merged, section, NULL, NULL);
        for (size_t i = 0; keys && keys[i]; i++) {
            g_autofree char *rule = ini_value(merged, section, keys[i]);
            if (!g_str_has_prefix(rule, "push")) {
                g_autofree char *scaled = scaled_rule(rule, speed / profiles->modes[mode].kmh);
                g_key_file_set_value(merged, section, keys[i], scaled);
            }
        }
    }
}

bool
zf_road_profiles_override(ZfRoadProfiles *profiles, const char *text, size_t size, GError **error)
{
    g_autoptr(GKeyFile) over = parse_ini(text, size, error);
    if (!over || !check_names(over, error)) {
        return false;
    }
    g_autoptr(GKeyFile) merged = g_key_file_new();
    lay_over(merged, profiles->ini);
    scale_speeds(merged, over, profiles);
    lay_over(merged, over);
    ZfRoadProfiles *fresh = profiles_from(merged, error);
    if (!fresh) {
        return false;
    }
    ZfRoadProfiles old = *profiles;
    *profiles = *fresh;
    *fresh = old;
    zf_road_profiles_free(fresh);
    return true;
}

const ZfRoadProfile *
zf_road_profiles_get(const ZfRoadProfiles *profiles, ZfRoadMode mode)
{
    g_assert((unsigned)mode < ZF_ROAD_N_MODES);
    return &profiles->modes[mode];
}

const char *
zf_road_profiles_class(const ZfRoadProfiles *profiles, const char *text)
{
    const char *mapped = g_hash_table_lookup(profiles->classes, text);
    if (mapped) {
        return mapped;
    }
    for (unsigned i = 0; i < ZF_ROAD_N_MODES; i++) {
        const ZfRoadRule *rule =
            zf_road_profile_rule(&profiles->modes[i], ZF_ROAD_SECTION_CLASS, text);
        if (rule) {
            return text;
        }
    }
    return strcmp(text, "ferry") == 0 ? text : NULL;
}

const char *const *
zf_road_profiles_columns(const ZfRoadProfiles *profiles, const char *what)
{
    return g_hash_table_lookup(profiles->columns, what);
}

const char *
zf_road_profile_hash(const ZfRoadProfile *profile)
{
    return profile->hash;
}

ZfRoadMode
zf_road_profile_mode(const ZfRoadProfile *profile)
{
    return profile->mode;
}

double
zf_road_profile_kmh(const ZfRoadProfile *profile)
{
    return profile->kmh;
}

double
zf_road_profile_offroad_kmh(const ZfRoadProfile *profile)
{
    return profile->offroad_kmh;
}

const ZfRoadRule *
zf_road_profile_rule(const ZfRoadProfile *profile, ZfRoadSection section, const char *value)
{
    return g_hash_table_lookup(profile->sections[section], value);
}
