/* figure: numbers, ratios, dates, lengths and durations as printed (look/map SPEC §2). */
#pragma once

#include "model/model.h"

/* "1 396" with thin spaces from 10 000 on; minus is U+2212. */
char *zf_say_number(int64_t value);
/* With a sign: "+15", "−3", "0". */
char *zf_say_change(int64_t value);
/* 0 … 9999 in Chinese numerals ("七", "十二", "二十"); in English the digits. */
char *zf_say_ordinal(ZfLang lang, int value);

/* "78 %"; decimals 0 or 1; halves round up. part < whole never prints 100 ("＞99 %"), part > 0
 * never 0 ("＜1 %"); whole 0 gives "—". */
char *zf_say_percent(ZfLang lang, int64_t part, int64_t whole, int decimals);
/* "542/693（78 %）", "542/693 (78 %)". */
char *zf_say_ratio(ZfLang lang, int64_t part, int64_t whole, int decimals);
/* "542/693" */
char *zf_say_part(int64_t part, int64_t whole);
/* A ratio as disclosure control leaves it: exact, "≥70/74", "＜5", "隐". k: the audience's limit.
 */
char *zf_say_shown(ZfLang lang, ZfShown shown, int64_t part, int64_t whole, int32_t k);

/* "2 月 14 日" / "14 Feb"; ZF_DATE_NONE gives "—". */
char *zf_say_date(ZfLang lang, ZfDate date);
/* "2026 年 2 月 14 日" / "14 Feb 2026" */
char *zf_say_date_year(ZfLang lang, ZfDate date);
/* "2 月 9 日—2 月 20 日" / "9 Feb – 20 Feb"; one day alone stands once. */
char *zf_say_dates(ZfLang lang, ZfDate from, ZfDate to);
/* "星期六" / "Saturday" */
const char *zf_say_weekday(ZfLang lang, ZfDate date);
/* "截至 2026-02-15 18:00" / "as of 2026-02-15 18:00" */
char *zf_say_as_of(ZfLang lang, ZfStamp stamp);
/* "09:06—09:35" / "09:06 – 09:35" */
char *zf_say_times(ZfLang lang, int32_t from_s, int32_t to_s);
/* "12:05—12:50": when the team rests on that route; "" = not on its way. */
char *zf_say_rest(ZfLang lang, const ZfRoute *route);

/* "5 小时 40 分" / "5 h 40 min", "25 分"; to the nearest minute, at least 1 for what is not 0. */
char *zf_say_duration(ZfLang lang, int64_t seconds);
/* For the way: "110 米", "1.6 公里" / "110 m", "1.6 km"; below 100 m to 5 m, below 1 km to 10 m. */
char *zf_say_distance(ZfLang lang, int64_t metres);
/* Kilometres without the unit: "1.64". decimals 1 or 2, halves up. */
char *zf_say_km(int64_t metres, int decimals);
/* "7 天" / "7 days" */
char *zf_say_days(ZfLang lang, int64_t days);
/* "16 人" or "16 户" by the campaign's unit / "16 children", "16 homes". */
char *zf_say_units(ZfLang lang, ZfUnit unit, int64_t n);
/* Tenths as a decimal: 96 -> "9.6", 100 -> "10". */
char *zf_say_tenths(int64_t tenths);
