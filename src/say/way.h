/* way: turn cues for paper. */
#pragma once

#include "model/model.h"

/* What a cue's sentence may hold; the sheet leaves out the last when the line is too long. */
typedef enum ZfCueDetail {
    ZF_CUE_DETAIL_ROAD = 1 << 0,     /* name or class of the way taken */
    ZF_CUE_DETAIL_LANDMARK = 1 << 1, /* what is to be seen there */
    ZF_CUE_DETAIL_DISTANCE = 1 << 2, /* how far it goes on that way */
} ZfCueDetail;
#define ZF_CUE_DETAIL_ALL 7u

/* "见柏垭小学左转小路，走 110 米" / "left at Baiya school onto path, 110 m".
 * then_m: metres to the next cue, negative = not known. place: the base's or home's name for START,
 * STOP and END, or NULL. */
char *zf_say_cue(ZfLang lang, const ZfCue *cue, int32_t then_m, const char *place, unsigned detail);

/* "小路", "公路" … for a class of highway; "路" when not known. */
const char *zf_say_highway(ZfLang lang, const char *highway);
