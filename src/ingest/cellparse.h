/* cellparse: what people type in cells — days, ID numbers, phones, groups, coordinates. Pure
 * functions on one text; they never guess beyond what is written here. Inputs are cleaned
 * (zf_text_clean) by the caller or not, both work. */
#pragma once

#include "base/base.h"
#include "geo/types.h"
#include "model/kinds.h"

typedef enum ZfParsed {
    ZF_PARSED_OK,
    ZF_PARSED_EMPTY, /* nothing, or a word for nothing: 无 / — 不详 */
    ZF_PARSED_BAD,
} ZfParsed;

/* true for blanks and the words people put for nothing: 无 没有 不详 不知 / \ - — none null n/a …
 * zero: "0" counts too. */
bool zf_cell_is_nothing(const char *text, bool zero);

/* A day in any of the spellings 2014-03-05, 2014/3/5, 2014.3.5, 2014年3月5日, 20140305, 140305 (two
 * digit years: up to pivot+10 are 20yy, later ones 19yy), 2014-03, 2014.3, 2014年3月, 201403,
 * 2014年 (month or year alone: the first day, *rough set), 2014-03-05 10:30, 5 March 2014 is not
 * read. 2014.1 is January, 2014.10 October; a number cell 2014.1 may stand for either and is BAD
 * unless it was text: number says the cell was a number. Serial numbers are the caller's business.
 * pivot: the current year. */
ZfParsed zf_parse_day(const char *text, bool number, int pivot, ZfDate *ret, bool *rough);

/* 09:30, 9点半, 9：30, 9时30分, 上午9点, 下午3点; seconds since midnight. */
ZfParsed zf_parse_clock(const char *text, int32_t *ret_s);
/* A span of the day: "09:00-17:00", "9点至17点", "上午" (8–12), "下午" (14–18), "晚上" (18–20),
 * "全天"; 全天 gives 0 and 0. weekend: set for 周末, 双休日, 周六日. */
ZfParsed zf_parse_span(const char *text, int32_t *from_s, int32_t *to_s, bool *weekend);

typedef enum ZfIdState {
    ZF_ID_GOOD,
    ZF_ID_UPGRADED,  /* 15 digits, made 18 */
    ZF_ID_CUT,       /* a number cell that lost its last digits: unusable, birth is right */
    ZF_ID_CHECK,     /* the check character is wrong */
    ZF_ID_MALFORMED, /* wrong length, characters or birth date */
    ZF_ID_NONE,      /* empty, 无, 未登记户口 */
} ZfIdState;

/* A citizen's ID number (GB 11643-1999: six digits of place, eight of birth, three of order, the
 * last of them odd for men, and a check character by ISO 7064 MOD 11-2).
 * number: the cell was a number, so that digits beyond the 15th are lost.
 * id: 19 characters are written: the number in capitals, "" unless GOOD or UPGRADED.
 * birth, sex: filled for GOOD, UPGRADED, CUT (birth only) and CHECK, else NONE and UNKNOWN. */
ZfIdState zf_parse_id(const char *text, bool number, char id[19], ZfDate *birth, ZfSex *sex);
/* ret: the check character of the first 17 digits. */
char zf_id_check_character(const char *digits17);

/* A phone number: digits of the first one in the cell ("13800000000/0743-123456",
 * "1.38E+10" as number). ret: "13800000000", "0743-123456"; owned by the caller, NULL when there
 * is none. more: set when the cell holds others, which go to rest ('/' between), may be NULL. */
char *zf_parse_phone(const char *text, bool number, char **rest);
/* Does a number that zf_parse_phone gave have the length of one in China: 11 digits from 1 on, 7 or
 * 8 others, or those behind an area code from 0 on? Longer ones with a hyphen (400-…) pass. */
bool zf_phone_is_usual(const char *phone);

ZfParsed zf_parse_sex(const char *text, ZfSex *ret);
/* 是 有 √ 对 y yes true 1 住校; 否 无 没有 × n no false 0 走读. */
ZfParsed zf_parse_yes(const char *text, bool *ret);
/* 0 … max; Chinese numerals up to 999 too. */
ZfParsed zf_parse_count(const char *text, int64_t max, int64_t *ret);

/* 3组 三组 第三村民小组 三社 3社 第3小组 -> "3组"; other words stay as they are. ret: owned by the
 * caller, "" for nothing. */
char *zf_parse_group(const char *text);
/* The group named at the end of an address ("柏垭村3组12号"), NULL when there is none. */
char *zf_group_in_address(const char *address);

/* A set of ZfCategory from free text: "留守，低保、单亲". rest: what was not understood, ';'
 * between, NULL when all was; owned by the caller; may be NULL. urban: 留守 alone means 城镇留守.
 */
uint32_t zf_parse_categories(const char *text, bool urban, char **rest);

/* One coordinate cell or both in one: "109.85, 28.97", "109.85，28.97", "28.97N 109.85E",
 * "109°51′24.5″", "东经109度51分24秒". */
typedef enum ZfAxis { ZF_AXIS_UNKNOWN, ZF_AXIS_LON, ZF_AXIS_LAT } ZfAxis;
typedef struct ZfCoordinate {
    double value;
    ZfAxis axis;      /* as N, E, 东经 … say */
    uint8_t decimals; /* digits behind the point, of the seconds counted as 4 + theirs */
} ZfCoordinate;
/* ret: how many numbers were read (1 or 2), 0 for nothing, -1 when it is no coordinate (minutes or
 * seconds of 60 or more, letters, three numbers). */
int zf_parse_coordinates(const char *text, ZfCoordinate ret[2]);
