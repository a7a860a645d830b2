/* person: how people are named at the sheet's level of disclosure (DOMAIN §7). */
#pragma once

#include "model/model.h"

/* "田小明" -> "田某", "欧阳小明" -> "欧阳某", "买买提·吐尔逊" -> "买某"; a name in Latin letters
 * gives its last word ("Anna Frick" -> "Frick"). Empty gives "". */
char *zf_say_surname(const char *name);

/* Age band in full years: "0—2 岁", "3—5 岁", … "15—17 岁", then "18 岁" and up as they are;
 * English "6–8 y". birth ZF_DATE_NONE: "年龄不详" / "age not known". */
char *zf_say_age_band(ZfLang lang, ZfDate birth, ZfDate day);
/* "7 岁" / "7 y" */
char *zf_say_age(ZfLang lang, ZfDate birth, ZfDate day);

/* "女" / "girl", "男" / "boy", "" when not known. */
const char *zf_say_child_sex(ZfLang lang, ZfSex sex);

/* "510…3421" -> "**** 3421": the last four of an ID; "" stays "". */
char *zf_say_id_tail(const char *id_number);
