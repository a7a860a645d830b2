/* sentence: the table of fixed sentences, some with places to fill in. */
#pragma once

#include "model/model.h"
#include "say/sentences_map.h"
#include "say/sentences_report.h"
#include "say/sentences_sheet.h"

/* X(NAME, Chinese, English); {1} … {9} are filled in by zf_say_fill. */
#define ZF_SAY_SENTENCES(X)                                                                        \
    ZF_SAY_SENTENCES_SHEET(X) ZF_SAY_SENTENCES_MAP(X) ZF_SAY_SENTENCES_REPORT(X)

typedef enum ZfSay {
#define ZF_SAY_NAME(name, zh, en) ZF_SAY_##name,
    ZF_SAY_SENTENCES(ZF_SAY_NAME)
#undef ZF_SAY_NAME
        ZF_SAY_COUNT
} ZfSay;

/* ret: the sentence as it stands in the table, {n} included. */
const char *zf_say(ZfLang lang, ZfSay say);

/* ret: the sentence with {1} … {n} replaced by the texts given. A place without its text, or a text
 * without its place, is a programmer's mistake.
 *     char *text = zf_say_fill(lang, ZF_SAY_PAGE_OF, "1", "8"); */
#define zf_say_fill(lang, say, ...)                                                                \
    zf_say_fill_n((lang), (say), (const char *const[]){__VA_ARGS__},                               \
                  G_N_ELEMENTS(((const char *const[]){__VA_ARGS__})))
char *zf_say_fill_n(ZfLang lang, ZfSay say, const char *const *texts, size_t n);

/* Every character beyond ASCII that anything of say can hold, each once. */
extern const char zf_say_letters[];

/* "zh-CN" or "en", as HTML and PDF write it. */
const char *zf_say_lang_tag(ZfLang lang);
