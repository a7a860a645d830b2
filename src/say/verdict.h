/* verdict: sentences with reasons and numbers — the forecast, why a home found no place. */
#pragma once

#include "model/model.h"

/* "能" / "不能：晚 6 天" / "已走完" / "无法预测" */
char *zf_say_forecast(ZfLang lang, const ZfForecast *forecast);
/* "照近 7 日速度，3 月 7 日走完" or why it cannot be said. */
char *zf_say_forecast_finish(ZfLang lang, const ZfForecast *forecast);
/* "近 7 日每日 9.6 人，按期需每日 13.6 人" */
char *zf_say_forecast_pace(ZfLang lang, const ZfForecast *forecast, ZfUnit unit);

/* The one line under "why not planned": the constraint, how far short, the nearest team and day,
 * and what forcing it in would cost. */
char *zf_say_unplanned(ZfLang lang, const ZfUnplanned *unplanned);
/* The constraint alone: "排满了", "没有女访员那样的技能". */
const char *zf_say_unplanned_reason(ZfLang lang, ZfUnplannedReason reason);
/* One or two sentences: what would give a place to those the plan leaves out, and why not to the
 * others. NULL when nothing is left out. */
char *zf_say_relaxations(ZfLang lang, const ZfPlan *plan);
/* The amounts alone, for narrow places; the plan has relaxations. */
char *zf_say_relaxations_short(ZfLang lang, const ZfPlan *plan);
