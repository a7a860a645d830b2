/* kinds: the enumerations of the field (DOMAIN §1–§5). Values are stored by their codes, so the
 * order here may change; the bits of sets may not. */
#pragma once

#include "base/base.h"

typedef enum ZfLang { ZF_LANG_EN, ZF_LANG_ZH } ZfLang;

/* Who reads it: decides what may be shown (DOMAIN §7). Ordered from most to least. */
typedef enum ZfAudience {
    ZF_AUDIENCE_PLANNER,   /* everything */
    ZF_AUDIENCE_VILLAGE,   /* names and phones of the own village, last 4 of an ID */
    ZF_AUDIENCE_VOLUNTEER, /* surname and age band, address, position */
    ZF_AUDIENCE_COUNTY,    /* between counties: figures, k = 5; no points, no names */
    ZF_AUDIENCE_PUBLIC,    /* figures, k = 10 */
} ZfAudience;

/* What a campaign counts. */
typedef enum ZfUnit { ZF_UNIT_CHILD, ZF_UNIT_HOUSEHOLD } ZfUnit;

typedef enum ZfAreaLevel {
    ZF_LEVEL_PROVINCE,
    ZF_LEVEL_CITY,
    ZF_LEVEL_COUNTY,
    ZF_LEVEL_TOWN,
    ZF_LEVEL_VILLAGE, /* 村 / 社区, the community */
    ZF_LEVEL_GROUP,   /* 村民小组; only as a row of figures, never a ZfArea */
} ZfAreaLevel;

typedef enum ZfSex { ZF_SEX_UNKNOWN, ZF_SEX_FEMALE, ZF_SEX_MALE } ZfSex;

typedef enum ZfRole { ZF_ROLE_CHILD, ZF_ROLE_FATHER, ZF_ROLE_MOTHER, ZF_ROLE_CARER } ZfRole;

/* Categories of children (a set; a child can hold several). */
typedef enum ZfCategory {
    ZF_CATEGORY_ORPHAN = 1 << 0,           /* 散居孤儿 */
    ZF_CATEGORY_DE_FACTO_ORPHAN = 1 << 1,  /* 事实无人抚养儿童 */
    ZF_CATEGORY_RURAL_LEFT = 1 << 2,       /* 农村留守儿童 */
    ZF_CATEGORY_URBAN_LEFT = 1 << 3,       /* 城镇留守儿童 */
    ZF_CATEGORY_LOW_INCOME = 1 << 4,       /* 低保家庭 */
    ZF_CATEGORY_DISABLED = 1 << 5,         /* 残疾 */
    ZF_CATEGORY_ABUSED = 1 << 6,           /* 遭受家暴; never printed */
    ZF_CATEGORY_WANDERING = 1 << 7,        /* 易走失流浪 */
    ZF_CATEGORY_JUSTICE = 1 << 8,          /* 涉案受侵害; never printed */
    ZF_CATEGORY_CORRECTION = 1 << 9,       /* 受教育矫正; never printed */
    ZF_CATEGORY_DROPOUT = 1 << 10,         /* 辍学 */
    ZF_CATEGORY_EXTREME_POVERTY = 1 << 11, /* 特困 */
    ZF_CATEGORY_ILL = 1 << 12,             /* 重病重残 */
    ZF_CATEGORY_POOR = 1 << 13,            /* 贫困家庭 */
    ZF_CATEGORY_SINGLE_PARENT = 1 << 14,   /* 单亲 */
    ZF_CATEGORY_OTHER = 1 << 15,           /* 其他困境儿童 */
} ZfCategory;
#define ZF_CATEGORY_COUNT 16
#define ZF_CATEGORY_ALL   ((uint32_t)0xffff)
/* Never on paper, never in a figure below k, whatever the audience asks. */
#define ZF_CATEGORY_SECRET                                                                         \
    ((uint32_t)(ZF_CATEGORY_ABUSED | ZF_CATEGORY_JUSTICE | ZF_CATEGORY_CORRECTION))

/* Traits of a home (a set). */
typedef enum ZfTrait {
    ZF_TRAIT_LEFT_BEHIND_WIFE = 1 << 0, /* 留守妇女 */
    ZF_TRAIT_ISOLATED = 1 << 1,         /* two people go */
    ZF_TRAIT_NEAR_WATER = 1 << 2,
    ZF_TRAIT_DOG = 1 << 3,
    ZF_TRAIT_CARER_WEAK = 1 << 4,   /* carer too old or ill */
    ZF_TRAIT_PARENTS_STAY = 1 << 5, /* parents do not come home for the festival */
} ZfTrait;
#define ZF_TRAIT_COUNT 6

/* How a home's position is known, from worst to best. */
typedef enum ZfLocationSource {
    ZF_LOCATION_NONE,     /* address only, no area */
    ZF_LOCATION_VILLAGE,  /* somewhere in the village: its point, its radius */
    ZF_LOCATION_GROUP,    /* somewhere in the group */
    ZF_LOCATION_GEOCODED, /* from an address service */
    ZF_LOCATION_POINT,    /* copied from a map */
    ZF_LOCATION_FIELD,    /* marked on a sheet or measured at the door */
} ZfLocationSource;
/* "Located to the house" (set L) needs at least GEOCODED and an accuracy of this many metres. */
#define ZF_LOCATED_M 100

typedef enum ZfVisitMode { ZF_VISIT_IN_PERSON, ZF_VISIT_PHONE, ZF_VISIT_VIDEO } ZfVisitMode;

/* Outcome of an attempt, exactly one (DOMAIN §4). */
typedef enum ZfOutcome {
    ZF_OUTCOME_SEEN,         /* 见到儿童并完成 */
    ZF_OUTCOME_GUARDIAN,     /* 只见到监护人 */
    ZF_OUTCOME_NOBODY,       /* 无人 */
    ZF_OUTCOME_REFUSED,      /* 拒访 */
    ZF_OUTCOME_WITH_PARENTS, /* 随父母外出 */
    ZF_OUTCOME_BOARDING,     /* 住校 */
    ZF_OUTCOME_MOVED,        /* 搬走 */
    ZF_OUTCOME_NOT_FOUND,    /* 查无此户 */
    ZF_OUTCOME_NO_ROAD,      /* 路不通 */
    ZF_OUTCOME_OTHER,
} ZfOutcome;
#define ZF_OUTCOME_COUNT 10

/* 六清 and home safety, one bit a box of the sheet, in the sheet's order. */
typedef enum ZfClear {
    ZF_CLEAR_DATA = 1 << 0,
    ZF_CLEAR_BASIC = 1 << 1,
    ZF_CLEAR_IMPORTANT = 1 << 2,
    ZF_CLEAR_SOCIAL = 1 << 3,
    ZF_CLEAR_GROWTH = 1 << 4,
    ZF_CLEAR_OTHER = 1 << 5,
} ZfClear;
#define ZF_CLEAR_COUNT 6
#define ZF_CLEAR_ALL   0x3fu

typedef enum ZfSafety {
    ZF_SAFETY_ELECTRICITY = 1 << 0,
    ZF_SAFETY_GAS = 1 << 1,
    ZF_SAFETY_WATER_USE = 1 << 2,
    ZF_SAFETY_FIRE = 1 << 3,
    ZF_SAFETY_FOOD = 1 << 4,
    ZF_SAFETY_NEAR_WATER = 1 << 5,
} ZfSafety;
#define ZF_SAFETY_COUNT 6

typedef enum ZfHazardState { ZF_HAZARD_NONE, ZF_HAZARD_REMOVED, ZF_HAZARD_REPORTED } ZfHazardState;

typedef enum ZfAgreement {
    ZF_AGREEMENT_UNKNOWN,
    ZF_AGREEMENT_SIGNED,
    ZF_AGREEMENT_MISSING
} ZfAgreement;

typedef enum ZfTravelMode {
    ZF_MODE_FOOT,
    ZF_MODE_BICYCLE,
    ZF_MODE_EBIKE,
    ZF_MODE_MOTORCYCLE,
    ZF_MODE_CAR,
} ZfTravelMode;
#define ZF_MODE_COUNT 5

/* Places that matter on a visit. */
typedef enum ZfPlaceKind {
    ZF_PLACE_OFFICE, /* 村委会, town hall */
    ZF_PLACE_SCHOOL,
    ZF_PLACE_CHILDREN, /* 儿童之家 */
    ZF_PLACE_CLINIC,
    ZF_PLACE_SHOP,
    ZF_PLACE_TEMPLE,
    ZF_PLACE_WELL,
    ZF_PLACE_TREE,
    ZF_PLACE_WORKSHOP,
    ZF_PLACE_HAMLET, /* a settlement's name */
    ZF_PLACE_BUS_STOP,
    ZF_PLACE_OTHER,
} ZfPlaceKind;
#define ZF_PLACE_COUNT 12

/* Skills: bit numbers of a uint64_t. Those from ZF_SKILL_CUSTOM on are named by the data
 * (languages, professions): ZfSnapshot.skills[bit - ZF_SKILL_CUSTOM]. */
typedef enum ZfSkill {
    ZF_SKILL_FEMALE, /* 女访员 */
    ZF_SKILL_MEDICAL,
    ZF_SKILL_LAW,
    ZF_SKILL_PSYCHOLOGY,
    ZF_SKILL_TEACHER,
    ZF_SKILL_POLICE,
    ZF_SKILL_CUSTOM = 8,
} ZfSkill;
#define ZF_SKILL_CUSTOM_MAX 48

/* Kinds of volunteers in the order of the mandated table (DOMAIN §6). */
typedef enum ZfVolunteerKind {
    ZF_VOLUNTEER_COMMITTEE,  /* 妇联执委 */
    ZF_VOLUNTEER_WOMEN,      /* 巾帼志愿者 */
    ZF_VOLUNTEER_FAMILY,     /* 家庭教育专家 */
    ZF_VOLUNTEER_CHILD_HEAD, /* 儿童主任 */
    ZF_VOLUNTEER_JUDGE,      /* 法官 */
    ZF_VOLUNTEER_PROSECUTOR, /* 检察官 */
    ZF_VOLUNTEER_LAWYER,     /* 律师 */
    ZF_VOLUNTEER_TEACHER,    /* 热心教师 */
    ZF_VOLUNTEER_POLICE,     /* 公安干警 */
    ZF_VOLUNTEER_STUDENT,    /* 大学生志愿者 */
    ZF_VOLUNTEER_MEDICAL,    /* 医护 */
    ZF_VOLUNTEER_SOCIAL,     /* 社工 */
    ZF_VOLUNTEER_ELDER,      /* 五老 */
    ZF_VOLUNTEER_LEAGUE,     /* 团干部 */
    ZF_VOLUNTEER_OTHER,
} ZfVolunteerKind;
#define ZF_VOLUNTEER_COUNT 15
