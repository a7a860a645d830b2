#include "sample/names.h"

#include <stdio.h>
#include <string.h>

static const char *const heads[] = {"鹿", "石", "龙", "竹", "松", "梅", "柳", "桐", "枫",
                                    "茶", "泉", "云", "青", "白", "黄", "金", "银", "莲",
                                    "桂", "樟", "杉", "麻", "谷", "渔", "鹤", "燕", "雁",
                                    "虎", "牛", "马", "栗", "桃", "李", "杨", "岩", "沙"};
static const char *const tails[] = {"溪", "塘", "坪", "冲", "坳", "岭", "湾", "坝", "洞", "洲",
                                    "桥", "坡", "田", "垭", "井", "源", "垴", "口", "寨", "庄",
                                    "山", "渡", "滩", "界", "峪", "潭", "院", "铺"};
static const char *const families[] = {"田", "彭", "向", "覃", "罗", "王", "李", "张", "刘", "陈",
                                       "杨", "周", "吴", "黄", "唐", "胡", "龙", "石", "麻", "梁",
                                       "谭", "邓", "曾", "肖", "曹", "袁", "蒋", "余", "叶", "贺",
                                       "瞿", "符", "姚", "郑", "谢", "宋", "韩", "冯", "杜", "段"};
static const char *const boys[] = {"浩", "宇", "轩", "博", "杰", "俊", "辰", "铭", "睿", "航",
                                   "志", "文", "明", "伟", "鹏", "子", "家", "一", "嘉", "天",
                                   "阳", "林", "凯", "翔", "豪", "涛", "帆", "诚"};
static const char *const girls[] = {"欣", "怡", "雨", "诗", "梦", "佳", "雅", "婷", "静", "涵",
                                    "思", "雪", "玲", "慧", "彤", "子", "语", "可", "馨", "悦",
                                    "莹", "瑶", "颖", "晓", "月", "琪", "妍", "琳"};
static const char *const men[] = {"建", "国", "军", "华", "明", "平", "勇", "强", "德", "文",
                                  "志", "光", "兴", "生", "良", "福", "成", "林", "友", "贵",
                                  "永", "正", "清", "波", "刚", "云", "松", "才"};
static const char *const women[] = {"秀", "英", "玉", "兰", "梅", "芳", "珍", "凤", "桂", "香",
                                    "春", "菊", "翠", "红", "霞", "萍", "丽", "群", "云", "莲",
                                    "美", "珠", "琴", "艳", "娥", "金", "银", "冬"};

const char *
names_pick(ZfRng *rng, const char *const *texts, size_t n)
{
    return texts[zf_rng_below(rng, (uint32_t)n)];
}

/* Different pairs of syllables: all of them, shuffled, a third syllable when they run out. */
static char *
place_name(const uint32_t *order, int i)
{
    static const char *const fronts[] = {"", "新", "上", "下", "大", "小", "老"};
    int pairs = (int)(G_N_ELEMENTS(heads) * G_N_ELEMENTS(tails));
    uint32_t k = order[i % pairs];
    return g_strconcat(fronts[i / pairs % (int)G_N_ELEMENTS(fronts)],
                       heads[k / G_N_ELEMENTS(tails)], tails[k % G_N_ELEMENTS(tails)], NULL);
}

static uint32_t *
shuffled_pairs(ZfRng *rng)
{
    size_t pairs = G_N_ELEMENTS(heads) * G_N_ELEMENTS(tails);
    uint32_t *order = g_new(uint32_t, pairs);
    for (size_t i = 0; i < pairs; i++) {
        order[i] = (uint32_t)i;
    }
    zf_rng_shuffle(rng, order + 1, pairs - 1); /* the first pair is 鹿溪 */
    return order;
}

GPtrArray *
names_villages(ZfRng *rng, int n)
{
    GPtrArray *ret = g_ptr_array_new_with_free_func(g_free);
    g_autofree uint32_t *order = shuffled_pairs(rng);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = place_name(order, i + 1);
        g_ptr_array_add(ret, g_strconcat(name, "村", NULL));
    }
    return ret;
}

GPtrArray *
names_towns(ZfRng *rng, int n)
{
    GPtrArray *ret = g_ptr_array_new_with_free_func(g_free);
    g_autofree uint32_t *order = shuffled_pairs(rng);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = place_name(order, i);
        g_ptr_array_add(ret, g_strconcat(name, i % 3 == 2 ? "乡" : "镇", NULL));
    }
    return ret;
}

const char *
names_family(ZfRng *rng)
{
    return NAMES_PICK(rng, families);
}

void
names_person(ZfRng *rng, const char *family, ZfSex sex, bool young, char ret[NAME_BYTES])
{
    bool female = sex == ZF_SEX_FEMALE;
    const char *const *pool = young ? (female ? girls : boys) : (female ? women : men);
    const char *first = names_pick(rng, pool, G_N_ELEMENTS(boys));
    bool two = zf_rng_chance(rng, 4, 5);
    const char *second = two ? names_pick(rng, pool, G_N_ELEMENTS(boys)) : "";
    snprintf(ret, NAME_BYTES, "%s%s%s", family, first, second);
}

void
names_number(int number, char ret[NAME_BYTES])
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int tens = number / 10;
    snprintf(ret, NAME_BYTES, "%s%s%s", tens > 1 ? digits[tens % 10] : "", tens > 0 ? "十" : "",
             digits[number % 10]);
}

IdMaker *
id_maker_new(ZfDate first, ZfDate last)
{
    IdMaker *maker = g_new0(IdMaker, 1);
    maker->first = first;
    maker->n = (size_t)last - (size_t)first + 1;
    maker->used = g_new0(uint32_t, maker->n * 2);
    return maker;
}

void
id_maker_free(IdMaker *maker)
{
    if (maker) {
        g_free(maker->used);
        g_free(maker);
    }
}

void
id_make(IdMaker *maker, ZfDate birth, ZfSex sex, char ret[19])
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    bool male = sex == ZF_SEX_MALE;
    g_assert(birth >= maker->first && (size_t)(birth - maker->first) < maker->n);
    uint32_t k = maker->used[2 * (birth - maker->first) + male]++;
    /* order numbers are odd for men; 17 spreads them, 500 of each sex before the next area code */
    uint32_t order = (k * 17u + 3u) % 500u * 2u + male;
    ZfCivil day = zf_date_to_civil(birth);
    char digits[32];
    snprintf(digits, sizeof digits, "%06u%04d%02d%02d%03u", 990101u + k / 500u % 9000u, day.year,
             day.month, day.day, order);
    int sum = 0;
    for (int i = 0; i < 17; i++) {
        sum += weights[i] * (digits[i] - '0');
    }
    memcpy(ret, digits, 17);
    ret[17] = "10X98765432"[sum % 11];
    ret[18] = '\0';
}

void
names_phone(ZfRng *rng, char ret[12])
{
    snprintf(ret, 12, "14000%06u", zf_rng_below(rng, 1000000));
}
