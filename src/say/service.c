#include "say/say.h"

const char *
zf_say_service(ZfLang lang, ZfService service)
{
    static const ZfPlaceKind kinds[ZF_SERVICE_COUNT] = {
        [ZF_SERVICE_CHILDREN] = ZF_PLACE_CHILDREN,
        [ZF_SERVICE_SCHOOL] = ZF_PLACE_SCHOOL,
        [ZF_SERVICE_CLINIC] = ZF_PLACE_CLINIC,
        [ZF_SERVICE_OFFICE] = ZF_PLACE_OFFICE,
    };
    return zf_say_place(lang, kinds[service]);
}

const char *
zf_say_access_reason(ZfLang lang, unsigned bit)
{
    static const char *const words[ZF_ACCESS_REASONS][2] = {
        {"too far", "路太远"},          {"steep", "坡陡"},
        {"by ferry", "要过渡口"},       {"far off the road", "离路一公里以上"},
        {"no road near", "附近没有路"}, {"water or railway between", "被水面或铁路隔开"},
        {"no way there", "路不通"},
    };
    g_assert(bit < ZF_ACCESS_REASONS);
    return words[bit][lang == ZF_LANG_ZH];
}

char *
zf_say_access_reasons(ZfLang lang, uint32_t reasons)
{
    GString *text = g_string_new(NULL);
    for (unsigned bit = 0; bit < ZF_ACCESS_REASONS; bit++) {
        if (reasons >> bit & 1) {
            g_string_append(text, text->len == 0 ? "" : lang == ZF_LANG_ZH ? "、" : ", ");
            g_string_append(text, zf_say_access_reason(lang, bit));
        }
    }
    return g_string_free(text, FALSE);
}
