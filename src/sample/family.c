#include "sample/family.h"

#include <stdio.h>
#include <string.h>

static const char *const workplaces[] = {"广东东莞", "广东深圳", "广东佛山", "浙江温州",
                                         "浙江义乌", "福建晋江", "江苏昆山", "上海松江",
                                         "广东中山", "湖南长沙"};

static ZfDate
years_before(ZfDate day, int years, ZfRng *rng)
{
    return day - years * 365 - years / 4 - (int)zf_rng_below(rng, 365);
}

static void
make_parent(Adult *adult, const char *family, ZfSex sex, int age, bool away, ZfDate start,
            IdMaker *ids, ZfRng *rng)
{
    names_person(rng, family, sex, false, adult->name);
    adult->birth = years_before(start, age, rng);
    id_make(ids, adult->birth, sex, adult->id);
    adult->workplace = away ? NAMES_PICK(rng, workplaces) : "";
    adult->away_since = away ? start - zf_rng_range(rng, 120, 2200) : ZF_DATE_NONE;
    adult->capacity = away || zf_rng_chance(rng, 9, 10) ? "有" : "无";
    names_phone(rng, adult->phone);
}

static const char *
grade_of(int age)
{
    static const char *const grades[] = {"小班",   "中班",   "大班",   "一年级", "二年级",
                                         "三年级", "四年级", "五年级", "六年级", "七年级",
                                         "八年级", "九年级", "高一",   "高二",   "高三"};
    return age < 3 ? "" : grades[MIN(age - 3, 14)];
}

static void
make_school(const Village *village, int age, Child *child, ZfRng *rng)
{
    child->grade = grade_of(age);
    child->boarding = age >= 12 ? zf_rng_chance(rng, 7, 10) : age >= 9 && zf_rng_chance(rng, 1, 5);
    int town = (int)strlen(village->town) - 3; /* without 镇 or 乡 */
    if (age < 3) {
        child->school[0] = '\0';
    } else if (age < 6) {
        snprintf(child->school, sizeof child->school, "%.*s幼儿园", town, village->town);
    } else if (age < 12) {
        g_strlcpy(child->school, village->school, sizeof child->school);
    } else if (age < 15) {
        snprintf(child->school, sizeof child->school, "%.*s中学", town, village->town);
    } else {
        g_strlcpy(child->school, "县第一中学", sizeof child->school);
    }
}

static void
make_child(const Village *village, const char *family, ZfDate start, IdMaker *ids, ZfRng *rng,
           Child *child)
{
    child->sex = zf_rng_chance(rng, 1, 2) ? ZF_SEX_MALE : ZF_SEX_FEMALE;
    names_person(rng, family, child->sex, true, child->name);
    int age = zf_rng_range(rng, 2, 15);
    child->birth = start - age * 365 - age / 4 - (int)zf_rng_below(rng, 330);
    age = zf_date_age(child->birth, start);
    id_make(ids, child->birth, child->sex, child->id);
    child->health = zf_rng_chance(rng, 24, 25) ? "健康" : "体弱";
    make_school(village, age, child, rng);
}

/* In which ledgers the children of a home stand, and as what. */
static void
make_categories(Family *family, bool away, ZfRng *rng)
{
    static const char *const hard[] = {"低保家庭",     "残疾",     "事实无人抚养儿童",
                                       "其他困境儿童", "重病重残", "单亲、低保家庭",
                                       "散居孤儿",     "特困",     "低保"};
    static const char *const whys[] = {"家庭困难", "父母一方残疾", "母亲失联",
                                       "父亲去世", "父母务工",     "家人患重病"};
    bool hardship = !away || zf_rng_chance(rng, 8, 100);
    const char *category = hardship ? NAMES_PICK(rng, hard) : "";
    const char *why = NAMES_PICK(rng, whys);
    for (int i = 0; i < family->n_children; i++) {
        Child *child = &family->children[i];
        child->left_behind = away;
        child->hardship = hardship;
        child->category = hardship ? category : "农村留守儿童";
        child->why = hardship ? why : "父母务工";
        if (hardship && strcmp(category, "残疾") == 0) {
            child->health = "残疾";
        }
    }
}

static void
make_address(const Village *village, const Group *group, int number, Family *family, ZfRng *rng)
{
    static const char *const marks[] = {"小卖部后面", "大樟树旁",  "水井边", "晒谷坪上面",
                                        "石板桥头",   "老祠堂旁",  "竹林下", "变压器旁",
                                        "鱼塘边",     "卫生室对面"};
    char count[NAME_BYTES];
    names_number(group->number, count);
    snprintf(family->address, sizeof family->address, "%s%s%s组%d号", village->town, village->name,
             count, number);
    g_strlcpy(family->landmark, zf_rng_chance(rng, 2, 3) ? NAMES_PICK(rng, marks) : "",
              sizeof family->landmark);
}

static void
make_carer(const Adult *father, bool away, Family *family, ZfRng *rng)
{
    static const char *const relations[] = {"祖母", "祖父", "外祖母", "外祖父", "姑姑", "伯父"};
    if (!away) {
        g_strlcpy(family->carer, family->mother.name[0] ? family->mother.name : father->name,
                  sizeof family->carer);
        family->carer_relation = family->mother.name[0] ? "母亲" : "父亲";
    } else {
        uint32_t k = zf_rng_below(rng, 10);
        family->carer_relation = relations[k < 4 ? 0 : k < 7 ? 1 : k - 5];
        bool female = strstr(family->carer_relation, "母") || strstr(family->carer_relation, "姑");
        names_person(rng, names_family(rng), female ? ZF_SEX_FEMALE : ZF_SEX_MALE, false,
                     family->carer);
    }
    names_phone(rng, family->carer_phone);
}

void
family_make(const Settlement *settlement, const Village *village, const Group *group, int number,
            int houses_in_group, ZfDate start, IdMaker *ids, const Family *before, ZfRng *rng,
            Family *ret)
{
    static const char *const times[] = {"", "", "", "上午", "下午", "全天", "周末", "晚上"};
    static const char *const traits[] = {"", "", "", "", "", "", "留守妇女", "近水", "有狗"};
    memset(ret, 0, sizeof *ret);
    ret->number = number;
    ret->group = group;
    ret->at = settlement_house(settlement, group, houses_in_group, rng);
    if (before && zf_rng_chance(rng, 7, 100)) {
        ret->at = before->at; /* two families under one roof */
    }
    ret->has_point = zf_rng_chance(rng, 88, 100);
    snprintf(ret->code, sizeof ret->code, "%s-%04d", village->code, number);
    make_address(village, group, number, ret, rng);
    const char *family = names_family(rng);
    bool away = zf_rng_chance(rng, 73, 100);
    int age = zf_rng_range(rng, 28, 46);
    make_parent(&ret->father, family, ZF_SEX_MALE, age, away, start, ids, rng);
    if (away || zf_rng_chance(rng, 3, 4)) {
        make_parent(&ret->mother, names_family(rng), ZF_SEX_FEMALE, MAX(age - 2, 25),
                    away && zf_rng_chance(rng, 9, 10), start, ids, rng);
    }
    uint32_t lot = zf_rng_below(rng, 100);
    ret->n_children = lot < 55 ? 1 : lot < 92 ? 2 : 3;
    for (int i = 0; i < ret->n_children; i++) {
        make_child(village, family, start, ids, rng, &ret->children[i]);
    }
    make_categories(ret, away, rng);
    make_carer(&ret->father, away, ret, rng);
    ret->traits = NAMES_PICK(rng, traits);
    ret->back = away && zf_rng_chance(rng, 1, 5) ? start + zf_rng_range(rng, 1, 4) : ZF_DATE_NONE;
    ret->visit_time = NAMES_PICK(rng, times);
}
