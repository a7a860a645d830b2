#include "sheet/sheet.h"

#define CODE_MAX 20

char *
zf_sheet_code(const char *number, int page, const char *plan_hash)
{
    g_assert(page > 0);
    g_autoptr(GString) code = g_string_new(NULL);
    for (const char *p = number; *p != '\0'; p++) {
        if (g_ascii_isalnum(*p)) {
            g_string_append_c(code, g_ascii_toupper(*p));
        } else if (*p != '-') {
            return NULL;
        }
    }
    g_string_append_printf(code, "-%02d-", page);
    for (int i = 0; i < 6; i++) {
        char c = i < (int)strlen(plan_hash) ? plan_hash[i] : '0';
        g_string_append_c(code, g_ascii_isxdigit(c) ? g_ascii_toupper(c) : '0');
    }
    if (code->len > CODE_MAX) {
        return NULL;
    }
    return g_strdup(code->str);
}

bool
zf_sheet_code_parse(const char *code, ZfSheetCode *ret)
{
    ZfSheetCode read = {.page = 0};
    size_t i = 0;
    while (g_ascii_isalnum(code[i]) && !g_ascii_islower(code[i]) && i < sizeof read.number - 1) {
        read.number[i] = code[i];
        i++;
    }
    if (i == 0 || code[i++] != '-') {
        return false;
    }
    size_t first = i;
    while (g_ascii_isdigit(code[i]) && i - first < 4) {
        read.page = read.page * 10 + (code[i++] - '0');
    }
    if (i - first < 2 || read.page == 0 || code[i++] != '-') {
        return false;
    }
    for (size_t j = 0; j < 6; j++, i++) {
        if (!g_ascii_isxdigit(code[i]) || g_ascii_islower(code[i])) {
            return false;
        }
        read.hash[j] = g_ascii_tolower(code[i]);
    }
    if (code[i] != '\0') {
        return false;
    }
    *ret = read;
    return true;
}

/* Degrees for a link: 6 digits are 0.1 m. */
static char *
degrees(double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.6f", value));
}

/* Formats of the links: NOTES of the map services' public URI pages. */
char *
zf_sheet_navigation(ZfNavigation navigation, ZfLang lang, ZfLonLat point, int32_t stop)
{
    g_autofree char *digits = g_strdup_printf("%d", stop);
    g_autofree char *name = zf_say_fill(lang, ZF_SAY_NAV_NAME, digits);
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);
    if (navigation == ZF_NAVIGATION_AMAP && zf_chinagrid_covers(point)) {
        point = zf_wgs84_to_gcj02(point);
    }
    g_autofree char *lon = degrees(point.lon);
    g_autofree char *lat = degrees(point.lat);
    switch (navigation) {
    case ZF_NAVIGATION_GEO: return g_strdup_printf("geo:%s,%s", lat, lon);
    case ZF_NAVIGATION_AMAP:
        return g_strdup_printf("https://uri.amap.com/navigation?to=%s,%s,%s&mode=walk&src=zoufang"
                               "&callnative=1",
                               lon, lat, escaped);
    case ZF_NAVIGATION_TENCENT:
        return g_strdup_printf("https://apis.map.qq.com/uri/v1/routeplan?type=walk&to=%s"
                               "&tocoord=%s,%s&coord_type=1&referer=zoufang",
                               escaped, lat, lon);
    }
    g_assert_not_reached();
}
