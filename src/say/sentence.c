#include "say/say.h"

static const struct {
    const char *zh;
    const char *en;
} sentences[ZF_SAY_COUNT] = {
#define ZF_SAY_ROW(name, chinese, english) [ZF_SAY_##name] = {chinese, english},
    ZF_SAY_SENTENCES(ZF_SAY_ROW)
#undef ZF_SAY_ROW
};

const char *
zf_say(ZfLang lang, ZfSay say)
{
    g_assert((int)say >= 0 && say < ZF_SAY_COUNT);
    return lang == ZF_LANG_ZH ? sentences[say].zh : sentences[say].en;
}

/* "{3}" -> 3, anything else 0. */
static size_t
place_at(const char *text)
{
    if (text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}') {
        return (size_t)(text[1] - '0');
    }
    return 0;
}

char *
zf_say_fill_n(ZfLang lang, ZfSay say, const char *const *texts, size_t n)
{
    GString *ret = g_string_new(NULL);
    uint32_t used = 0;
    const char *text = zf_say(lang, say);
    while (*text != '\0') {
        size_t place = place_at(text);
        if (place == 0) {
            g_string_append_c(ret, *text++);
            continue;
        }
        g_assert(place <= n);
        g_string_append(ret, texts[place - 1]);
        used |= 1u << place;
        text += 3;
    }
    g_assert(used == (1u << (n + 1)) - 2);
    return g_string_free(ret, FALSE);
}

const char *
zf_say_lang_tag(ZfLang lang)
{
    return lang == ZF_LANG_ZH ? "zh-CN" : "en";
}
