#include "sample/volunteers.h"

#include "table/table.h"

#include <stdio.h>
#include <string.h>

static const char *const categories[] = {"巾帼志愿者",   "妇联执委", "儿童主任",     "热心教师",
                                         "大学生志愿者", "公安干警", "家庭教育专家", "巾帼志愿者",
                                         "热心教师",     "律师"};
static const char *const units[] = {"镇妇联",     "县妇联",     "中心小学", "派出所",
                                    "县实验中学", "乡镇民政办", "司法所",   "县团委"};

GArray *
volunteers_new(const Township *township, int teams)
{
    GArray *ret = g_array_new(FALSE, TRUE, sizeof(Volunteer));
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ZfRng rng;
    zf_rng_init(&rng, township->seed, 7);
    int spare = MAX(teams / 8, 1);
    for (int i = 0; i < teams * 2 + spare; i++) {
        Volunteer volunteer = {.team = i < teams * 2 ? i / 2 : -1};
        volunteer.town = i / 2 % township->land->n_towns;
        /* a woman in nearly every team: girls are asked by women */
        volunteer.sex = i % 2 == 0 || zf_rng_chance(&rng, 2, 5) ? ZF_SEX_FEMALE : ZF_SEX_MALE;
        do {
            names_person(&rng, names_family(&rng), volunteer.sex, zf_rng_chance(&rng, 1, 2),
                         volunteer.name);
        } while (!g_hash_table_add(names, g_strdup(volunteer.name)));
        volunteer.category = NAMES_PICK(&rng, categories);
        names_phone(&rng, volunteer.phone);
        g_array_append_val(ret, volunteer);
    }
    return ret;
}

enum { ROSTER = 12 };
static const char *const roster_headers[ROSTER] = {"姓名",     "性别",     "类别",     "单位",
                                                   "电话",     "技能",     "出发地",   "出行方式",
                                                   "可用日期", "每日时段", "最多户数", "小队"};

/* The cells of one volunteer's line; owned by the caller. */
static void
roster_cells(const Township *township, const Volunteer *volunteer, ZfRng *rng, char *ret[ROSTER])
{
    static const char *const skills[] = {"", "", "", "心理疏导", "急救", "当地方言", "法律"};
    static const char *const modes[] = {"摩托车", "电动车", "汽车", "步行", "汽车", "摩托车"};
    char office[NAME_BYTES * 2];
    int seat = township->land->seat[volunteer->town];
    mapfiles_office_name(&township->villages[seat], office);
    bool all_days = zf_rng_chance(rng, 9, 10);
    g_autofree char *first = zf_date_format(township->start);
    g_autofree char *last = zf_date_format(township->start + 4);
    g_autofree char *third = zf_date_format(township->start + 2);
    /* a team goes together */
    ZfRng together;
    zf_rng_init(&together, township->seed ^ (uint64_t)(volunteer->team + 100), 8);
    ret[0] = g_strdup(volunteer->name);
    ret[1] = g_strdup(volunteer->sex == ZF_SEX_MALE ? "男" : "女");
    ret[2] = g_strdup(volunteer->category);
    ret[3] = g_strdup(NAMES_PICK(rng, units));
    ret[4] = g_strdup(volunteer->phone);
    ret[5] = g_strdup(NAMES_PICK(rng, skills));
    ret[6] = g_strdup(office);
    ret[7] = g_strdup(NAMES_PICK(&together, modes));
    ret[8] =
        all_days ? g_strdup_printf("%s至%s", first, last) : g_strdup_printf("%s、%s", first, third);
    ret[9] = g_strdup("08:30-17:30");
    ret[10] = g_strdup(zf_rng_chance(&together, 1, 4) ? "10" : "14");
    ret[11] = volunteer->team < 0 ? g_strdup("") : g_strdup_printf("第%d队", volunteer->team + 1);
}

static void
free_cells(char *cells[ROSTER])
{
    for (int i = 0; i < ROSTER; i++) {
        g_free(cells[i]);
    }
}

static bool
write_plain(const Township *township, const GArray *volunteers, const char *path, GError **error)
{
    g_autoptr(OutFile) file = out_open(path, false, error);
    if (!file) {
        return false;
    }
    for (int c = 0; c < ROSTER; c++) {
        out_field(file, roster_headers[c], c == 0);
    }
    out_line(file);
    ZfRng rng;
    zf_rng_init(&rng, township->seed, 9);
    for (guint i = 0; i < volunteers->len; i++) {
        char *cells[ROSTER];
        roster_cells(township, &g_array_index(volunteers, Volunteer, i), &rng, cells);
        for (int c = 0; c < ROSTER; c++) {
            out_field(file, cells[c], c == 0);
        }
        out_line(file);
        free_cells(cells);
    }
    return out_close(file, error);
}

bool
volunteers_write(const Township *township, const GArray *volunteers, const char *path, bool clean,
                 GError **error)
{
    if (clean) {
        return write_plain(township, volunteers, path, error);
    }
    static const ZfCellStyle title = {.bold = true, .size_pt = 16, .align = ZF_CELL_ALIGN_CENTRE};
    static const ZfCellStyle head = {
        .bold = true, .border = true, .align = ZF_CELL_ALIGN_CENTRE, .fill = 0xE7ECF2};
    static const ZfCellStyle cell = {.border = true};
    g_autoptr(ZfBookOut) book = zf_book_out_new();
    ZfTabOut *tab = zf_book_out_tab(book, "志愿者");
    zf_tab_out_merge(tab, 0, 0, 0, ROSTER - 1, "寒假入户走访志愿者名单", &title);
    for (uint32_t c = 0; c < ROSTER; c++) {
        zf_tab_out_text(tab, 1, c, roster_headers[c], &head);
    }
    ZfRng rng;
    zf_rng_init(&rng, township->seed, 9);
    for (guint i = 0; i < volunteers->len; i++) {
        char *cells[ROSTER];
        roster_cells(township, &g_array_index(volunteers, Volunteer, i), &rng, cells);
        for (uint32_t c = 0; c < ROSTER; c++) {
            if (c == 10) {
                zf_tab_out_number(tab, i + 2, c, g_ascii_strtod(cells[c], NULL), &cell);
            } else {
                zf_tab_out_text(tab, i + 2, c, cells[c], &cell);
            }
        }
        free_cells(cells);
    }
    zf_tab_out_width(tab, 6, 8, 26.0);
    zf_tab_out_freeze(tab, 2, 1);
    return zf_book_out_save_xlsx(book, path, error);
}

/* Somebody of the town, or anybody when it has nobody. */
static const Volunteer *
somebody(const GArray *volunteers, int town, ZfRng *rng)
{
    const Volunteer *volunteer = NULL;
    for (int i = 0; i < 40; i++) {
        volunteer = &g_array_index(volunteers, Volunteer, zf_rng_below(rng, volunteers->len));
        if (volunteer->town == town) {
            break;
        }
    }
    return volunteer;
}

void
pairings_header(OutFile *file)
{
    static const char *const headers[] = {"户编号", "儿童", "志愿者", "起始日期"};
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        out_field(file, headers[i], i == 0);
    }
    out_line(file);
}

bool
pairings_add(OutFile *file, const GArray *volunteers, int town, const Family *family, ZfDate start,
             ZfRng *rng)
{
    if (!zf_rng_chance(rng, 1, 4)) {
        return false;
    }
    const Volunteer *volunteer = somebody(volunteers, town, rng);
    g_autofree char *from = zf_date_format(start - zf_rng_range(rng, 60, 400));
    out_field(file, family->code, true);
    out_field(file, family->children[0].name, false);
    out_field(file, volunteer->name, false);
    out_field(file, from, false);
    out_line(file);
    return true;
}

void
visits_header(OutFile *file)
{
    static const char *const headers[] = {
        "户编号", "日期",       "时间",       "访员",       "方式",       "结果",
        "数据清", "基本情况清", "重要情况清", "社会关系清", "成长要求清", "其他情况清",
        "用电",   "用气",       "用水",       "消防",       "食品安全",   "近水",
        "隐患",   "委托照护",   "微心愿",     "备注"};
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        out_field(file, headers[i], i == 0);
    }
    out_line(file);
}

static const char *
choose_outcome(ZfRng *rng)
{
    static const char *const others[] = {"只见到监护人", "无人",     "无人", "拒访",
                                         "随父母外出",   "查无此户", "住校", "搬走"};
    return zf_rng_chance(rng, 78, 100) ? "见到儿童并完成" : NAMES_PICK(rng, others);
}

bool
visits_add(OutFile *file, const GArray *volunteers, int town, const Family *family, ZfDate start,
           ZfRng *rng)
{
    static const char *const wishes[] = {"一个书包",       "一双球鞋", "课外书",
                                         "和爸爸妈妈视频", "彩色画笔", "一辆自行车"};
    if (!zf_rng_chance(rng, 7, 10)) {
        return false;
    }
    g_autofree char *day = zf_date_format(start - zf_rng_range(rng, 14, 24));
    int32_t minutes = zf_rng_range(rng, 9 * 12, 17 * 12) * 5;
    g_autofree char *clock = zf_time_format(minutes * 60);
    const Volunteer *one = somebody(volunteers, town, rng);
    const char *outcome = choose_outcome(rng);
    bool seen = strcmp(outcome, "见到儿童并完成") == 0;
    out_field(file, family->code, true);
    out_field(file, day, false);
    out_field(file, clock, false);
    out_field(file, one->name, false);
    out_field(file, zf_rng_chance(rng, 19, 20) ? "入户" : "电话", false);
    out_field(file, outcome, false);
    bool complete = seen && zf_rng_chance(rng, 17, 20);
    for (int i = 0; i < 12; i++) { /* six clear points, six of safety */
        bool ticked = complete || (seen && zf_rng_chance(rng, 3, 4));
        out_field(file, ticked ? "√" : "", false);
    }
    bool hazard = seen && zf_rng_chance(rng, 1, 15);
    out_field(file, hazard ? "已上报" : "", false);
    out_field(file, seen ? (zf_rng_chance(rng, 2, 3) ? "已签" : "未签") : "", false);
    out_field(file, seen && zf_rng_chance(rng, 1, 4) ? NAMES_PICK(rng, wishes) : "", false);
    out_field(file, "", false);
    out_line(file);
    return true;
}
