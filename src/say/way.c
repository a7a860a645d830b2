#include "say/say.h"

const char *
zf_say_highway(ZfLang lang, const char *highway)
{
    static const struct {
        const char *class;
        const char *zh;
        const char *en;
    } words[] = {
        {"motorway", "高速路", "motorway"},
        {"trunk", "国道", "main road"},
        {"primary", "公路", "main road"},
        {"secondary", "公路", "road"},
        {"tertiary", "乡道", "road"},
        {"unclassified", "村道", "lane"},
        {"residential", "村街", "street"},
        {"living_street", "村街", "street"},
        {"service", "入户路", "driveway"},
        {"track", "机耕道", "track"},
        {"path", "小路", "path"},
        {"footway", "步道", "footpath"},
        {"pedestrian", "步行街", "pedestrian street"},
        {"bridleway", "小路", "path"},
        {"cycleway", "自行车道", "cycle way"},
        {"steps", "台阶", "steps"},
        {"ferry", "渡船", "ferry"},
        {"road", "路", "road"},
    };
    bool zh = lang == ZF_LANG_ZH;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        size_t length = strlen(words[i].class);
        /* "primary_link" is a primary */
        if (strncmp(highway, words[i].class, length) == 0 &&
            (highway[length] == '\0' || strcmp(highway + length, "_link") == 0)) {
            return zh ? words[i].zh : words[i].en;
        }
    }
    return zh ? "路" : "the way";
}

typedef struct Parts {
    const char *road;     /* "小路", name; "" = left out */
    const char *landmark; /* "" = left out */
    char *distance;       /* NULL = left out */
    const char *place;    /* "" = not known */
} Parts;

/* 到/见 landmark, turn, road, distance. */
static char *
turn_zh(const char *turn, const Parts *parts)
{
    GString *text = g_string_new(NULL);
    if (parts->landmark[0] != '\0') {
        g_string_append_printf(text, "见%s，", parts->landmark);
    }
    g_string_append(text, turn);
    if (parts->road[0] != '\0') {
        /* "直行，沿小路走 80 米", "左转上小路，走 80 米" */
        bool straight = g_str_has_suffix(turn, "行");
        g_string_append_printf(text, "%s%s", straight ? "，沿" : "上", parts->road);
        if (parts->distance != NULL) {
            g_string_append_printf(text, straight ? "走 %s" : "，走 %s", parts->distance);
        }
    } else if (parts->distance != NULL) {
        g_string_append_printf(text, "，走 %s", parts->distance);
    }
    return g_string_free(text, FALSE);
}

static char *
turn_en(const char *turn, const Parts *parts)
{
    GString *text = g_string_new(turn);
    if (parts->landmark[0] != '\0') {
        g_string_append_printf(text, " at %s", parts->landmark);
    }
    if (parts->road[0] != '\0') {
        g_string_append_printf(text, ", %s", parts->road);
    }
    if (parts->distance != NULL) {
        g_string_append_printf(text, ", %s", parts->distance);
    }
    return g_string_free(text, FALSE);
}

/* A cue that is no turn: sentence, then how far. */
static char *
plain(ZfLang lang, const char *text, const Parts *parts)
{
    if (parts->distance == NULL) {
        return g_strdup(text);
    }
    return lang == ZF_LANG_ZH ? g_strconcat(text, "，走 ", parts->distance, NULL)
                              : g_strconcat(text, ", ", parts->distance, NULL);
}

/* ret: of a start's count; "" when it is not known. */
static const char *
heading(ZfLang lang, int32_t count)
{
    static const char *const zh[] = {"", "北", "东北", "东", "东南", "南", "西南", "西", "西北"};
    static const char *const en[] = {"",      "north",      "north-east", "east",      "south-east",
                                     "south", "south-west", "west",       "north-west"};
    size_t at = count > 0 && count < (int32_t)G_N_ELEMENTS(zh) ? (size_t)count : 0;
    return lang == ZF_LANG_ZH ? zh[at] : en[at];
}

static char *
start(ZfLang lang, const ZfCue *cue, const Parts *parts)
{
    bool zh = lang == ZF_LANG_ZH;
    const char *where = heading(lang, cue->count);
    GString *text = g_string_new(NULL);
    if (zh) {
        g_string_append(text, parts->place);
        g_string_append(text, "出发");
        if (where[0] != '\0') {
            g_string_append_printf(text, "向%s", where);
        }
        if (parts->road[0] != '\0') {
            g_string_append_printf(text, "，沿%s前行", parts->road);
        }
    } else {
        g_string_append(text, "leave");
        if (parts->place[0] != '\0') {
            g_string_append_printf(text, " %s", parts->place);
        }
        if (where[0] != '\0') {
            g_string_append_printf(text, parts->place[0] != '\0' ? ", go %s" : " to the %s", where);
        }
        if (parts->road[0] != '\0') {
            g_string_append_printf(text, ", follow %s", parts->road);
        }
    }
    g_autofree char *said = g_string_free(text, FALSE);
    return plain(lang, said, parts);
}

static char *
arrive(ZfLang lang, const ZfCue *cue, const Parts *parts)
{
    bool zh = lang == ZF_LANG_ZH;
    if (cue->kind == ZF_CUE_END) {
        return zh ? g_strconcat("回到", parts->place[0] != '\0' ? parts->place : "终点", NULL)
                  : g_strconcat("back at ", parts->place[0] != '\0' ? parts->place : "the end",
                                NULL);
    }
    if (parts->landmark[0] != '\0') {
        return zh ? g_strconcat(parts->landmark, "旁", NULL)
                  : g_strconcat("by ", parts->landmark, NULL);
    }
    if (parts->place[0] != '\0') {
        return g_strdup(parts->place);
    }
    static const char *const sides[][2] = {{"here", "到了"},
                                           {"here, on the left", "到了，在左边"},
                                           {"here, on the right", "到了，在右边"}};
    return g_strdup(sides[CLAMP(cue->count, 0, 2)][zh]);
}

/* Off the road, and how long that takes. */
static char *
leave_road(ZfLang lang, const ZfCue *cue, const Parts *parts)
{
    bool zh = lang == ZF_LANG_ZH;
    bool park = cue->kind == ZF_CUE_PARK;
    g_autofree char *time = zf_say_duration(lang, cue->count);
    bool ferry = strcmp(cue->highway, "ferry") == 0;
    const char *head = zh ? (park ? "停车" : "路到头") : (park ? "park" : "road ends");
    const char *walk = zh      ? (ferry ? "，乘渡船并步行" : "，步行")
                       : ferry ? ", by ferry and on foot"
                               : ", walk";
    g_autofree char *where = parts->landmark[0] == '\0' ? g_strdup(head)
                             : zh ? g_strconcat(parts->landmark, "：", head, NULL)
                                  : g_strconcat(parts->landmark, ": ", head, NULL);
    if (cue->count <= 0) {
        return g_strconcat(where, walk, zh || ferry ? "" : " on", NULL);
    }
    return g_strconcat(where, walk, " ", time, NULL);
}

static const char *
turn_word(ZfLang lang, ZfCueKind kind)
{
    bool zh = lang == ZF_LANG_ZH;
    switch (kind) {
    case ZF_CUE_STRAIGHT: return zh ? "直行" : "straight on";
    case ZF_CUE_SLIGHT_LEFT: return zh ? "靠左" : "bear left";
    case ZF_CUE_LEFT: return zh ? "左转" : "left";
    case ZF_CUE_SHARP_LEFT: return zh ? "向左急转" : "sharp left";
    case ZF_CUE_SLIGHT_RIGHT: return zh ? "靠右" : "bear right";
    case ZF_CUE_RIGHT: return zh ? "右转" : "right";
    case ZF_CUE_SHARP_RIGHT: return zh ? "向右急转" : "sharp right";
    case ZF_CUE_U_TURN: return zh ? "原路折回" : "turn back";
    default: return NULL;
    }
}

static char *
crossing(ZfLang lang, const ZfCue *cue, const Parts *parts)
{
    bool zh = lang == ZF_LANG_ZH;
    const char *word = NULL;
    switch (cue->kind) {
    case ZF_CUE_BRIDGE:
        word = zh ? "过桥（漫水不要过）" : "cross the bridge (not if flooded)";
        break;
    case ZF_CUE_FORD: word = zh ? "踏石过沟，涨水不要过" : "ford, not when high"; break;
    case ZF_CUE_FERRY: word = zh ? "乘渡船" : "take the ferry"; break;
    case ZF_CUE_STEPS: word = zh ? "走台阶" : "take the steps"; break;
    default: g_assert_not_reached();
    }
    if (parts->landmark[0] != '\0') {
        g_autofree char *with = zh ? g_strconcat("见", parts->landmark, "，", word, NULL)
                                   : g_strconcat("at ", parts->landmark, " ", word, NULL);
        return plain(lang, with, parts);
    }
    return plain(lang, word, parts);
}

/* Which exit, and on to what: one tells when the other was miscounted. */
static char *
roundabout(ZfLang lang, const ZfCue *cue, const Parts *parts)
{
    bool zh = lang == ZF_LANG_ZH;
    g_autofree char *exit =
        cue->count > 0
            ? g_strdup_printf(zh ? "环岛第 %d 个口出" : "roundabout, exit %d", cue->count)
            : g_strdup(zh ? "过环岛" : "cross the roundabout");
    bool named = parts->road[0] != '\0';
    g_autofree char *text =
        named ? g_strconcat(exit, zh ? "，上" : ", ", parts->road, NULL) : g_strdup(exit);
    return plain(lang, text, parts);
}

char *
zf_say_cue(ZfLang lang, const ZfCue *cue, int32_t then_m, const char *place, unsigned detail)
{
    g_autofree char *distance =
        (detail & ZF_CUE_DETAIL_DISTANCE) && then_m > 0 ? zf_say_distance(lang, then_m) : NULL;
    const char *road = "";
    if (detail & ZF_CUE_DETAIL_ROAD) {
        road = cue->road[0] != '\0'      ? cue->road
               : cue->highway[0] != '\0' ? zf_say_highway(lang, cue->highway)
                                         : "";
    }
    Parts parts = {
        .road = road,
        .landmark = (detail & ZF_CUE_DETAIL_LANDMARK) ? cue->landmark : "",
        .distance = distance,
        .place = place != NULL ? place : "",
    };
    switch (cue->kind) {
    case ZF_CUE_START: return start(lang, cue, &parts);
    case ZF_CUE_STOP:
    case ZF_CUE_END: return arrive(lang, cue, &parts);
    case ZF_CUE_ROAD_ENDS:
    case ZF_CUE_PARK: return leave_road(lang, cue, &parts);
    case ZF_CUE_BRIDGE:
    case ZF_CUE_FORD:
    case ZF_CUE_FERRY:
    case ZF_CUE_STEPS: return crossing(lang, cue, &parts);
    case ZF_CUE_ROUNDABOUT: return roundabout(lang, cue, &parts);
    default: break;
    }
    const char *turn = turn_word(lang, cue->kind);
    g_assert(turn != NULL);
    return lang == ZF_LANG_ZH ? turn_zh(turn, &parts) : turn_en(turn, &parts);
}
