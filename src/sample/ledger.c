#include "sample/ledger.h"

#include "table/table.h"

#include <stdio.h>
#include <string.h>

typedef enum Column {
    COLUMN_SERIAL,
    COLUMN_CODE,
    COLUMN_NAME,
    COLUMN_SEX,
    COLUMN_ETHNIC,
    COLUMN_BIRTH,
    COLUMN_ID,
    COLUMN_HUKOU,
    COLUMN_ADDRESS,
    COLUMN_GROUP,
    COLUMN_LANDMARK,
    COLUMN_POINT,
    COLUMN_CATEGORY,
    COLUMN_HEALTH,
    COLUMN_SCHOOL,
    COLUMN_GRADE,
    COLUMN_BOARDING,
    COLUMN_FATHER, /* seven each */
    COLUMN_MOTHER = COLUMN_FATHER + 7,
    COLUMN_WHY = COLUMN_MOTHER + 7,
    COLUMN_CARER,
    COLUMN_RELATION,
    COLUMN_CARER_PHONE,
    COLUMN_BACK,
    COLUMN_TIME,
    COLUMN_TRAITS,
    COLUMN_NOTE,
    N_COLUMNS,
} Column;

static const char *const headers[N_COLUMNS] = {
    "序号",     "户编号",   "姓名",     "性别",       "民族",         "出生日期",   "身份证号",
    "户籍地",   "现居住地", "村民小组", "地标",       "坐标（高德）", "类别",       "健康状况",
    "就读学校", "年级",     "是否寄宿", "姓名",       "出生日期",     "身份证号",   "务工地点",
    "外出时间", "联系电话", "监护能力", "姓名",       "出生日期",     "身份证号",   "务工地点",
    "外出时间", "联系电话", "监护能力", "留守的原因", "姓名",         "与儿童关系", "联系电话",
    "返乡日期", "可访时间", "户情",     "备注"};

/* The upper row: where each merged heading begins. */
static const struct {
    const char *text;
    int first, last;
} heads[] = {{"序号", COLUMN_SERIAL, COLUMN_SERIAL},
             {"儿童基本情况", COLUMN_CODE, COLUMN_BOARDING},
             {"父亲情况", COLUMN_FATHER, COLUMN_FATHER + 6},
             {"母亲情况", COLUMN_MOTHER, COLUMN_MOTHER + 6},
             {"留守的原因", COLUMN_WHY, COLUMN_WHY},
             {"监护人情况", COLUMN_CARER, COLUMN_CARER_PHONE},
             {"返乡日期", COLUMN_BACK, COLUMN_BACK},
             {"可访时间", COLUMN_TIME, COLUMN_TIME},
             {"户情", COLUMN_TRAITS, COLUMN_TRAITS},
             {"备注", COLUMN_NOTE, COLUMN_NOTE}};

struct Ledger {
    bool hardship;
    char *town;
    ZfDate date;
    ZfRng rng; /* of the flaws only: people are the same without them */
    ZfSampleReport *report;
    ZfBookOut *book;
    ZfTabOut *tab;
    uint32_t row;
    int serial;
};

static const ZfCellStyle head_style = {.bold = true,
                                       .border = true,
                                       .align = ZF_CELL_ALIGN_CENTRE,
                                       .middle = true,
                                       .wrap = true,
                                       .fill = 0xE7ECF2};
static const ZfCellStyle cell_style = {.border = true, .middle = true};
static const ZfCellStyle title_style = {.bold = true, .size_pt = 16, .align = ZF_CELL_ALIGN_CENTRE};

Ledger *
ledger_new(bool hardship, const char *town, ZfDate date, uint64_t seed, ZfSampleReport *report)
{
    Ledger *ledger = g_new0(Ledger, 1);
    ledger->hardship = hardship;
    ledger->town = g_strdup(town);
    ledger->date = date;
    ledger->report = report;
    ledger->book = zf_book_out_new();
    zf_rng_init(&ledger->rng, seed ^ g_str_hash(town), hardship ? 41 : 40);
    return ledger;
}

void
ledger_free(Ledger *ledger)
{
    if (ledger) {
        zf_book_out_free(ledger->book);
        g_free(ledger->town);
        g_free(ledger);
    }
}

/* Without the column only the 困境 form has, the ones behind it move up. */
static uint32_t
place_of(const Ledger *ledger, int column)
{
    return (uint32_t)(!ledger->hardship && column > COLUMN_WHY ? column - 1 : column);
}

static bool
is_shown(const Ledger *ledger, int column)
{
    return ledger->hardship || column != COLUMN_WHY;
}

static uint32_t
last_place(const Ledger *ledger)
{
    return place_of(ledger, N_COLUMNS - 1);
}

static void
end_sheet(Ledger *ledger)
{
    if (!ledger->tab) {
        return;
    }
    char total[NAME_BYTES];
    snprintf(total, sizeof total, "%d人", ledger->serial);
    zf_tab_out_text(ledger->tab, ledger->row, 0, "合计", &head_style);
    zf_tab_out_text(ledger->tab, ledger->row, 2, total, &head_style);
    g_autofree char *day = zf_date_format(ledger->date);
    g_autofree char *sign =
        g_strdup_printf("填表人：　　　　　　审核人：　　　　　　填报日期：%s", day);
    zf_tab_out_text(ledger->tab, ledger->row + 2, 0, sign, NULL);
}

static void
put_headers(Ledger *ledger, uint32_t row)
{
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        if (!is_shown(ledger, heads[i].first)) {
            continue;
        }
        uint32_t first = place_of(ledger, heads[i].first);
        uint32_t last = place_of(ledger, heads[i].last);
        bool tall = heads[i].first == heads[i].last;
        zf_tab_out_merge(ledger->tab, row, first, tall ? row + 1 : row, last, heads[i].text,
                         &head_style);
        for (int c = heads[i].first; !tall && c <= heads[i].last && c < N_COLUMNS; c++) {
            zf_tab_out_text(ledger->tab, row + 1, place_of(ledger, c), headers[c], &head_style);
        }
    }
}

void
ledger_village(Ledger *ledger, const Village *village)
{
    end_sheet(ledger);
    ledger->tab = zf_book_out_tab(ledger->book, village->name);
    ledger->serial = 0;
    g_autofree char *title =
        g_strdup_printf("%s%s儿童信息台账", ledger->town, ledger->hardship ? "困境" : "留守");
    g_autofree char *unit =
        g_strdup_printf("填报单位：%s%s（%s）", village->town, village->name, village->code);
    zf_tab_out_merge(ledger->tab, 0, 0, 0, last_place(ledger), title, &title_style);
    zf_tab_out_text(ledger->tab, 1, 0, unit, NULL);
    put_headers(ledger, 2);
    ledger->row = 4;
    zf_tab_out_width(ledger->tab, place_of(ledger, COLUMN_ID), place_of(ledger, COLUMN_ID), 20);
    zf_tab_out_width(ledger->tab, place_of(ledger, COLUMN_HUKOU), place_of(ledger, COLUMN_ADDRESS),
                     28);
    zf_tab_out_width(ledger->tab, place_of(ledger, COLUMN_POINT), place_of(ledger, COLUMN_POINT),
                     24);
    zf_tab_out_freeze(ledger->tab, 4, 3);
    zf_tab_out_paper(ledger->tab, true, 2, 3);
}

static void
put(Ledger *ledger, int column, const char *text)
{
    if (is_shown(ledger, column)) {
        zf_tab_out_text(ledger->tab, ledger->row, place_of(ledger, column), text, &cell_style);
    }
}

/* Most days are real dates, a few are typed as people do. */
static void
put_day(Ledger *ledger, int column, ZfDate day, bool may_be_odd)
{
    if (day == ZF_DATE_NONE || !may_be_odd || !zf_rng_chance(&ledger->rng, 4, 100)) {
        zf_tab_out_date(ledger->tab, ledger->row, place_of(ledger, column), day, &cell_style);
        return;
    }
    char text[NAME_BYTES];
    ZfCivil civil = zf_date_to_civil(day);
    bool dots = zf_rng_chance(&ledger->rng, 1, 2);
    snprintf(text, sizeof text, dots ? "%d.%d.%d" : "%d年%d月%d日", civil.year, civil.month,
             civil.day);
    put(ledger, column, text);
    ledger->report->odd_date++;
}

/* Digits as an input method in full-width mode types them. */
static void
widen(const char *text, char *ret, size_t size)
{
    GString *wide = g_string_new(NULL);
    for (; *text; text++) {
        if (g_ascii_isdigit(*text)) {
            g_string_append_unichar(wide, 0xff10u + (gunichar)(*text - '0'));
        } else {
            g_string_append_c(wide, *text);
        }
    }
    g_strlcpy(ret, wide->str, size);
    g_string_free(wide, TRUE);
}

static void
put_id(Ledger *ledger, const char *id)
{
    char text[19];
    g_strlcpy(text, id, sizeof text);
    uint32_t lot = zf_rng_below(&ledger->rng, 1000);
    if (lot < 20) {
        text[0] = '\0';
        ledger->report->missing_id++;
    } else if (lot < 24) {
        text[17] = text[17] == '5' ? '6' : '5';
        ledger->report->wrong_check++;
    }
    put(ledger, COLUMN_ID, text);
}

static void
put_phone(Ledger *ledger, int column, const char *phone)
{
    char wide[64];
    if (*phone && zf_rng_chance(&ledger->rng, 1, 120)) {
        widen(phone, wide, sizeof wide);
        put(ledger, column, wide);
        ledger->report->full_width++;
    } else {
        put(ledger, column, phone);
    }
}

static void
put_group(Ledger *ledger, int number)
{
    char text[NAME_BYTES * 2];
    char count[NAME_BYTES];
    names_number(number, count);
    uint32_t lot = zf_rng_below(&ledger->rng, 100);
    if (lot < 7) {
        snprintf(text, sizeof text, "%d组", number);
    } else if (lot < 10) {
        snprintf(text, sizeof text, "第%s村民小组", count);
    } else {
        snprintf(text, sizeof text, "%s组", count);
    }
    ledger->report->odd_group += lot < 10;
    put(ledger, COLUMN_GROUP, text);
}

static void
put_adult(Ledger *ledger, int column, const Adult *adult)
{
    bool any = adult->name[0] != '\0';
    char month[NAME_BYTES] = "";
    if (any && adult->away_since != ZF_DATE_NONE) {
        ZfCivil civil = zf_date_to_civil(adult->away_since);
        snprintf(month, sizeof month, "%d年%d月", civil.year, civil.month);
    }
    put(ledger, column, adult->name);
    put_day(ledger, column + 1, any ? adult->birth : ZF_DATE_NONE, false);
    put(ledger, column + 2, adult->id);
    put(ledger, column + 3, any ? adult->workplace : "");
    put(ledger, column + 4, month);
    put_phone(ledger, column + 5, adult->phone);
    put(ledger, column + 6, any ? adult->capacity : "");
}

static void
point_text(ZfLonLat at, char ret[NAME_BYTES])
{
    char lon[G_ASCII_DTOSTR_BUF_SIZE];
    char lat[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(lon, sizeof lon, "%.6f", at.lon);
    g_ascii_formatd(lat, sizeof lat, "%.6f", at.lat);
    snprintf(ret, NAME_BYTES, "%.14s,%.14s", lon, lat);
}

/* "鹿溪镇石塘村三组12号" without its door: where the household is registered. */
static void
hukou_text(const Family *family, char *ret, size_t size)
{
    g_strlcpy(ret, family->address, size);
    char *end = strstr(ret, "组");
    if (end) {
        end[strlen("组")] = '\0';
    }
}

void
ledger_add(Ledger *ledger, const Family *family, const Child *child)
{
    char point[NAME_BYTES] = "";
    char hukou[160];
    if (family->has_point) {
        point_text(zf_wgs84_to_gcj02(family->at), point);
    }
    hukou_text(family, hukou, sizeof hukou);
    zf_tab_out_number(ledger->tab, ledger->row, 0, ++ledger->serial, &cell_style);
    put(ledger, COLUMN_CODE, family->code);
    put(ledger, COLUMN_NAME, child->name);
    put(ledger, COLUMN_SEX, child->sex == ZF_SEX_MALE ? "男" : "女");
    put(ledger, COLUMN_ETHNIC, family->number % 3 == 0 ? "汉" : "土家");
    put_day(ledger, COLUMN_BIRTH, child->birth, true);
    put_id(ledger, child->id);
    put(ledger, COLUMN_HUKOU, hukou);
    put(ledger, COLUMN_ADDRESS, family->address);
    put_group(ledger, family->group->number);
    put(ledger, COLUMN_LANDMARK, family->landmark);
    put(ledger, COLUMN_POINT, point);
    put(ledger, COLUMN_CATEGORY, ledger->hardship ? child->category : "农村留守儿童");
    put(ledger, COLUMN_HEALTH, child->health);
    put(ledger, COLUMN_SCHOOL, child->school);
    put(ledger, COLUMN_GRADE, child->grade);
    put(ledger, COLUMN_BOARDING, child->boarding ? "是" : "否");
    put_adult(ledger, COLUMN_FATHER, &family->father);
    put_adult(ledger, COLUMN_MOTHER, &family->mother);
    put(ledger, COLUMN_WHY, child->why);
    put(ledger, COLUMN_CARER, family->carer);
    put(ledger, COLUMN_RELATION, family->carer_relation);
    put_phone(ledger, COLUMN_CARER_PHONE, family->carer_phone);
    put_day(ledger, COLUMN_BACK, family->back, false);
    put(ledger, COLUMN_TIME, family->visit_time);
    put(ledger, COLUMN_TRAITS, family->traits);
    put(ledger, COLUMN_NOTE, "");
    ledger->row++;
    *(ledger->hardship ? &ledger->report->hardship : &ledger->report->left_behind) += 1;
}

bool
ledger_save(Ledger *ledger, const char *path, GError **error)
{
    end_sheet(ledger);
    ledger->tab = NULL;
    return zf_book_out_save_xlsx(ledger->book, path, error);
}

void
ledger_plain_header(OutFile *file)
{
    static const char *const plain[] = {
        "村代码",         "村",           "户编号",       "姓名",
        "性别",           "出生日期",     "身份证号",     "户籍地",
        "现居住地",       "村民小组",     "地标",         "经度（WGS84）",
        "纬度（WGS84）",  "类别",         "健康状况",     "就读学校",
        "年级",           "是否寄宿",     "父亲姓名",     "父亲出生日期",
        "父亲身份证号",   "父亲务工地点", "父亲外出时间", "父亲联系电话",
        "母亲姓名",       "母亲出生日期", "母亲身份证号", "母亲务工地点",
        "母亲外出时间",   "母亲联系电话", "监护人姓名",   "与儿童关系",
        "监护人联系电话", "返乡日期",     "可访时间",     "户情"};
    for (size_t i = 0; i < G_N_ELEMENTS(plain); i++) {
        out_field(file, plain[i], i == 0);
    }
    out_line(file);
}

static void
plain_day(OutFile *file, ZfDate day)
{
    g_autofree char *text = zf_date_format(day);
    out_field(file, text, false);
}

static void
plain_adult(OutFile *file, const Adult *adult)
{
    bool any = adult->name[0] != '\0';
    out_field(file, adult->name, false);
    plain_day(file, any ? adult->birth : ZF_DATE_NONE);
    out_field(file, adult->id, false);
    out_field(file, any ? adult->workplace : "", false);
    plain_day(file, any ? adult->away_since : ZF_DATE_NONE);
    out_field(file, adult->phone, false);
}

void
ledger_plain_add(OutFile *file, const Village *village, const Family *family, const Child *child)
{
    char lon[G_ASCII_DTOSTR_BUF_SIZE] = "";
    char lat[G_ASCII_DTOSTR_BUF_SIZE] = "";
    char group[NAME_BYTES];
    char hukou[160];
    hukou_text(family, hukou, sizeof hukou);
    snprintf(group, sizeof group, "%d组", family->group->number);
    if (family->has_point) {
        g_ascii_formatd(lon, sizeof lon, "%.7f", family->at.lon);
        g_ascii_formatd(lat, sizeof lat, "%.7f", family->at.lat);
    }
    g_autofree char *category = child->left_behind && child->hardship
                                    ? g_strdup_printf("农村留守儿童、%s", child->category)
                                    : g_strdup(child->category);
    out_field(file, village->code, true);
    out_field(file, village->name, false);
    out_field(file, family->code, false);
    out_field(file, child->name, false);
    out_field(file, child->sex == ZF_SEX_MALE ? "男" : "女", false);
    plain_day(file, child->birth);
    const char *const middle[] = {child->id,
                                  hukou,
                                  family->address,
                                  group,
                                  family->landmark,
                                  lon,
                                  lat,
                                  category,
                                  child->health,
                                  child->school,
                                  child->grade,
                                  child->boarding ? "是" : "否"};
    for (size_t i = 0; i < G_N_ELEMENTS(middle); i++) {
        out_field(file, middle[i], false);
    }
    plain_adult(file, &family->father);
    plain_adult(file, &family->mother);
    out_field(file, family->carer, false);
    out_field(file, family->carer_relation, false);
    out_field(file, family->carer_phone, false);
    plain_day(file, family->back);
    out_field(file, family->visit_time, false);
    out_field(file, family->traits, false);
    out_line(file);
}
