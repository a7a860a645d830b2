#include "ingest/fieldlist.h"

#include <string.h>

/* Headers as zf_header_clean leaves them, '|' between. */
static const struct {
    const char *code;
    const char *words;
} FIELDS[ZF_F_COUNT] = {
    [ZF_F_SERIAL] = {"serial", "序号|序|no|#|seq|行号"},
    [ZF_F_NAME] = {"name",
                   "姓名|儿童姓名|孩子姓名|学生姓名|名字|儿童|name|名称|户主|户主姓名|负责人姓名|"
                   "志愿者姓名|家长姓名|被监护人姓名|未成年人姓名|地名|中文名|对象姓名"},
    [ZF_F_SEX] = {"sex", "性别|sex|gender"},
    [ZF_F_ETHNIC] = {"ethnic", "民族"},
    [ZF_F_BIRTH] = {"birth",
                    "出生日期|出生年月|出生年月日|生日|出生时间|birth|birthdate|birthday|dob|"
                    "dateofbirth"},
    [ZF_F_AGE] = {"age", "年龄|周岁|age|岁数"},
    [ZF_F_ID] = {"id",
                 "身份证号|身份证号码|身份证|公民身份号码|证件号码|证件号|idnumber|idno|idcard"},
    [ZF_F_PHONE] =
        {"phone",
         "电话|联系电话|手机|手机号|手机号码|电话号码|联系方式|phone|mobile|tel|telephone"},
    [ZF_F_RELATION] = {"relation",
                       "与儿童关系|关系|与孩子关系|与被监护人关系|与学生关系|与儿童的关系|"
                       "与监护人关系|与其关系|relation|relationship"},
    [ZF_F_HUKOU] = {"hukou", "户籍地|户籍地址|户籍所在地|户口所在地|户籍|户籍村|hukou"},
    [ZF_F_ADDRESS] = {"address",
                      "现居住地|居住地|住址|家庭住址|家庭地址|地址|现住址|现居住地址|详细地址|"
                      "居住地址|现住地址|门牌号|门牌|家庭详细地址|address|street"},
    [ZF_F_TOWN] = {"town",
                   "乡镇|乡|镇|街道|乡镇街道|所属乡镇|所在乡镇|乡名|镇名|town|township|xzmc|xiang"},
    [ZF_F_COUNTY] = {"county", "县区|县|区县|区|县市区|county|所属县"},
    [ZF_F_VILLAGE] = {"village",
                      "村|村名|所在村|所属村|村居|村社区|行政村|社区|村委会|居住村|居住村社区|"
                      "现居住村|村居社区|所在村居|village|community|commune|areaname|area"},
    [ZF_F_VILLAGE_CODE] = {"village_code", "村代码|村编码|社区代码|村级代码|区划代码|行政区划代码|"
                                           "统计用区划代码|所在村代码|villagecode|areacode"},
    [ZF_F_GROUP] = {"group",
                    "村民小组|组|小组|社|组别|自然村|村小组|所在组|组社|村民组|居民小组|屯|group"},
    [ZF_F_NUMBER] = {"number", "户编号|户号|家庭编号|户籍编号|编号|户编码|household|householdno|"
                               "householdid|householdnumber|houseno|homeno|number"},
    [ZF_F_LON] =
        {"lon", "经度|东经|x|x坐标|横坐标|lon|lng|long|longitude|e|gpsx|pointx|easting|坐标x|lont"},
    [ZF_F_LAT] = {"lat", "纬度|北纬|y|y坐标|纵坐标|lat|latitude|n|gpsy|pointy|northing|坐标y"},
    [ZF_F_LONLAT] = {"lonlat",
                     "坐标|经纬度|位置|定位|地图坐标|gps|坐标位置|gps坐标|高德坐标|百度坐标|"
                     "腾讯坐标|家庭坐标|lonlat|coordinates|coordinate|position|location|经纬坐标|"
                     "住址坐标|定位坐标"},
    [ZF_F_ACCURACY] = {"accuracy", "精度|定位精度|误差|accuracy"},
    [ZF_F_LANDMARK] = {"landmark", "地标|标志物|参照物|标志|附近地标|怎么找|找法|landmark"},
    [ZF_F_CATEGORY] = {"category",
                       "类别|儿童类别|类型|人员类别|对象类别|困境类型|困境类别|儿童类型|人员类型|"
                       "志愿者类别|身份类别|留守类型|category|categories"},
    [ZF_F_HEALTH] = {"health", "健康状况|健康|身体状况|健康情况|患病情况|health"},
    [ZF_F_SCHOOL] = {"school", "就读学校|学校|所在学校|学校名称|school"},
    [ZF_F_GRADE] = {"grade", "年级|班级|年级班级|就读年级|grade|class"},
    [ZF_F_BOARDING] = {"boarding", "是否寄宿|寄宿|住校|是否住校|就读方式|boarding|boarder"},
    [ZF_F_WORKPLACE] = {"workplace",
                        "务工地点|务工地|外出地点|务工地址|工作地点|外出务工地点|打工地点|"
                        "现务工地|workplace"},
    [ZF_F_AWAY_SINCE] = {"away_since",
                         "外出时间|外出务工时间|务工时间|外出日期|离家时间|awaysince"},
    [ZF_F_CAPACITY] = {"capacity", "监护能力|有无监护能力|监护情况|监护状况|照护能力|capacity"},
    [ZF_F_BACK_DATE] = {"back_date",
                        "返乡日期|返乡时间|预计返乡时间|预计返乡日期|回家时间|父母返乡日期|"
                        "父母返乡时间|backdate|homefrom"},
    [ZF_F_BACK_UNTIL] = {"back_until",
                         "离乡日期|返程日期|返岗日期|离家日期|返工日期|backuntil|homeuntil"},
    [ZF_F_VISIT_TIME] = {"visit_time",
                         "可访时间|方便时间|可走访时间|适宜走访时间|在家时间|visittime|hours"},
    [ZF_F_WHY_LEFT] = {"why_left", "留守的原因|留守原因|困境原因|致困原因"},
    [ZF_F_TRAITS] = {"traits", "户情|家庭特征|家庭情况|特征|户特征|家庭类型|traits"},
    [ZF_F_ENTRY] =
        {"entry",
         "入册日期|入库日期|纳入日期|登记日期|建档日期|入册时间|纳入时间|录入时间|建档时间|"
         "entry|registered"},
    [ZF_F_EXIT] = {"exit", "退出日期|出册日期|退出时间|销册日期|exit"},
    [ZF_F_EXIT_REASON] = {"exit_reason", "退出原因|出册原因|销册原因|exitreason"},
    [ZF_F_NOTE] = {"note", "备注|说明|note|notes|remark|remarks|comment|其他情况"},
    [ZF_F_CODE] =
        {"code", "代码|编码|行政代码|xzqdm|zldwdm|qsdwdm|code|adcode|pac|cjdm|cdm|xzdm|cundm|cunbm|"
                 "districtcode|geocode|zdm"},
    [ZF_F_PARENT] = {"parent", "上级|上级代码|父级代码|所属代码|parent|parentcode"},
    [ZF_F_LEVEL] = {"level", "级别|层级|行政级别|level|adminlevel"},
    [ZF_F_ALIAS] = {"alias",
                    "别名|曾用名|旧名|原名|旧代码|原代码|曾用代码|alias|aliases|altname|oldname"},
    [ZF_F_CODE_YEAR] = {"code_year", "代码年份|年份|codeyear"},
    [ZF_F_CONTACT] = {"contact",
                      "联系人|儿童主任|村联系人|村干部|联络员|村儿童主任|村级联系人|contact|"
                      "contactname"},
    [ZF_F_CONTACT_PHONE] = {"contact_phone",
                            "联系人电话|儿童主任电话|村联系电话|联络员电话|村儿童主任电话|"
                            "contactphone"},
    [ZF_F_UNIT] = {"unit", "单位|工作单位|所在单位|organisation|organization|employer|unit"},
    [ZF_F_SKILLS] = {"skills", "技能|特长|专业|专长|语言|skills|skill"},
    [ZF_F_BASE] = {"base", "出发地|出发地点|集合地点|驻地|起点|base|start"},
    [ZF_F_MODE] = {"mode", "出行方式|交通方式|交通工具|出行工具|mode|travelmode|transport"},
    [ZF_F_DAYS] =
        {"days", "可用日期|可参加日期|可服务日期|服务日期|参加日期|可用时间|days|dates|available"},
    [ZF_F_HOURS] = {"hours", "每日时段|时段|每天时段|服务时段|可用时段|dailyhours"},
    [ZF_F_MAX_VISITS] = {"max_visits", "最多户数|每日最多户数|每天最多户数|户数上限|maxvisits"},
    [ZF_F_REST] = {"rest",
                   "午休|午休时间|午休时段|中午休息|休息时间|午间休息|rest|lunch|lunchbreak"},
    [ZF_F_OVERTIME] = {"overtime", "可加班|可加班分钟|加班|可延长|可延时|可延长分钟|overtime|"
                                   "overtimeminutes"},
    [ZF_F_MAX_KM] = {"max_km", "最远公里|最多公里|每日最多公里|每天最多公里|公里上限|每日里程上限|"
                               "maxkm|maxkilometres"},
    [ZF_F_TEAM] = {"team", "队|小队|分队|队伍|组队|走访组|所在队|走访小组|队名|编队|team|teamname"},
    [ZF_F_VOLUNTEER] = {"volunteer",
                        "志愿者|结对志愿者|结对人|责任人|帮扶人|结对干部|包保责任人|爱心妈妈|"
                        "代理妈妈|volunteer|volunteername"},
    [ZF_F_FROM] = {"from", "起始日期|开始日期|结对日期|起始时间|结对时间|from|since"},
    [ZF_F_TO] = {"to", "结束日期|终止日期|截止日期|to|until"},
    [ZF_F_SHEET] = {"sheet", "任务单号|单号|任务单|任务单编号|sheet|sheetno|sheetnumber"},
    [ZF_F_STOP] = {"stop", "站号|户序|单内序号|走访序号|图上号|stop|stopno"},
    [ZF_F_CELL] = {"cell", "图上格|方格|格号|所在格|格|cell|gridcell"},
    [ZF_F_DATE] = {"date",
                   "日期|走访日期|入户日期|走访时间|活动时间|活动日期|时间地点|date|visitdate"},
    [ZF_F_TIME] = {"time", "时间|到达时间|入户时间|time"},
    [ZF_F_VISITORS] = {"visitors", "访员|走访人|走访人员|入户人员|走访志愿者|visitors|visitor"},
    [ZF_F_OUTCOME] = {"outcome", "结果|走访结果|入户结果|走访情况|outcome|result"},
    [ZF_F_SEEN] = {"seen", "见到儿童|见到的儿童|所见儿童|seen|childrenseen"},
    [ZF_F_CLEAR] = {"clear", "六清|六清情况|clear"},
    [ZF_F_CLEAR_DATA] = {"clear.data", "数据清"},
    [ZF_F_CLEAR_BASIC] = {"clear.basic", "基本情况清|基本清"},
    [ZF_F_CLEAR_IMPORTANT] = {"clear.important", "重要情况清|重要清"},
    [ZF_F_CLEAR_SOCIAL] = {"clear.social", "社会关系清|关系清"},
    [ZF_F_CLEAR_GROWTH] = {"clear.growth", "成长要求清|成长需求清|成长清"},
    [ZF_F_CLEAR_OTHER] = {"clear.other", "其他情况清|其他清"},
    [ZF_F_SAFE] = {"safe", "安全|居家安全|安全检查|安全情况|safe|safety"},
    [ZF_F_SAFE_ELECTRICITY] = {"safe.electricity", "用电|用电安全"},
    [ZF_F_SAFE_GAS] = {"safe.gas", "用气|用气安全|燃气"},
    [ZF_F_SAFE_WATER] = {"safe.water", "用水|用水安全"},
    [ZF_F_SAFE_FIRE] = {"safe.fire", "消防|消防安全|防火"},
    [ZF_F_SAFE_FOOD] = {"safe.food", "食品|食品安全|饮食安全"},
    [ZF_F_SAFE_NEAR_WATER] = {"safe.near_water", "近水|防溺水|临水"},
    [ZF_F_HAZARD] = {"hazard", "隐患|隐患情况|隐患处理|安全隐患|hazard"},
    [ZF_F_AGREEMENT] = {"agreement",
                        "委托照护|委托照护协议|委托监护协议|照护协议|委托监护|协议|agreement"},
    [ZF_F_SIGNED] = {"signed", "签字|监护人签字|是否签字|signed"},
    [ZF_F_VERIFIED] = {"verified", "核实|已核实|是否核实|verified"},
    [ZF_F_WISH] = {"wish", "微心愿|心愿|wish"},
    [ZF_F_EVIDENCE] = {"evidence", "佐证资料|佐证|照片|附件|evidence|photos"},
    [ZF_F_TITLE] = {"title", "活动内容|活动名称|主题|活动主题|内容|title|activity"},
    [ZF_F_ORGANISER] = {"organiser",
                        "承办单位|承办单位部门|主办单位|组织单位|承办部门|organiser|organizer"},
    [ZF_F_KIND] = {"kind", "活动类型|活动类别|kind|type|fclass|种类|地点类型|amenity|place"},
    [ZF_F_MONEY] = {"money", "资金|捐款|捐赠资金|money|funds"},
    [ZF_F_GOODS] = {"goods", "物资|捐赠物资|goods"},
    [ZF_F_OTHER] = {"other", "其他|其它|other"},
    [ZF_F_VALUE] = {"value", "价值|折合价值|金额|折合金额|value|amount"},
    [ZF_F_PEOPLE] = {"people",
                     "受益儿童数|受益人数|受益儿童人数|参加人数|受益家长儿童|people|beneficiaries"},
    [ZF_F_CHILDREN] = {"children", "儿童数|儿童人数|孩子数|子女数|children"},
};

/* Words that mean something else in one kind of file. */
static const struct {
    ZfImportKind kind;
    const char *word;
    ZfField field;
} SPECIAL[] = {
    {ZF_IMPORT_VISITS, "序号", ZF_F_STOP},
    {ZF_IMPORT_VISITS, "方式", ZF_F_MODE},
    {ZF_IMPORT_VISITS, "mode", ZF_F_MODE},
    {ZF_IMPORT_VISITS, "儿童", ZF_F_NAME},
    {ZF_IMPORT_VISITS, "其他", ZF_F_NOTE},
    {ZF_IMPORT_VISITS, "志愿者", ZF_F_VISITORS},
    {ZF_IMPORT_AREAS, "编号", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "区划代码", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "行政区划代码", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "统计用区划代码", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "村代码", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "村编码", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "areacode", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "villagecode", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "村名", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "村", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "村名称", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "行政村", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "社区", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "村社区", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "xzqmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "zldwmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "qsdwmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "cjmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "cmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "cunmc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "mc", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "village", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "行政区名称", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "区划名称", ZF_F_NAME},
    {ZF_IMPORT_AREAS, "number", ZF_F_CODE},
    {ZF_IMPORT_AREAS, "id", ZF_F_CODE},
    {ZF_IMPORT_PLACES, "类别", ZF_F_KIND},
    {ZF_IMPORT_PLACES, "类型", ZF_F_KIND},
    {ZF_IMPORT_PLACES, "category", ZF_F_KIND},
    {ZF_IMPORT_ACTIVITIES, "备注", ZF_F_NOTE},
    {ZF_IMPORT_ACTIVITIES, "类别", ZF_F_KIND},
    {ZF_IMPORT_ACTIVITIES, "类型", ZF_F_KIND},
    {ZF_IMPORT_ACTIVITIES, "名称", ZF_F_TITLE},
    {ZF_IMPORT_ACTIVITIES, "时间", ZF_F_DATE},
    {ZF_IMPORT_ACTIVITIES, "单位", ZF_F_ORGANISER},
    {ZF_IMPORT_VOLUNTEERS, "组", ZF_F_TEAM},
    {ZF_IMPORT_VOLUNTEERS, "小组", ZF_F_TEAM},
    {ZF_IMPORT_VOLUNTEERS, "方式", ZF_F_MODE},
    {ZF_IMPORT_VOLUNTEERS, "组别", ZF_F_TEAM},
    {ZF_IMPORT_VOLUNTEERS, "群组", ZF_F_TEAM},
    {ZF_IMPORT_VOLUNTEERS, "志愿者", ZF_F_NAME},
    {ZF_IMPORT_VOLUNTEERS, "kind", ZF_F_CATEGORY},
    {ZF_IMPORT_VOLUNTEERS, "hours", ZF_F_HOURS},
    {ZF_IMPORT_VOLUNTEERS, "group", ZF_F_TEAM},
    {ZF_IMPORT_VOLUNTEERS, "编号", ZF_F_CODE},
    {ZF_IMPORT_VOLUNTEERS, "id", ZF_F_CODE},
    {ZF_IMPORT_HOUSEHOLDS, "id", ZF_F_NUMBER},
    {ZF_IMPORT_HOUSEHOLDS, "code", ZF_F_VILLAGE_CODE},
    {ZF_IMPORT_HOUSEHOLDS, "代码", ZF_F_VILLAGE_CODE},
    {ZF_IMPORT_LEDGER, "代码", ZF_F_VILLAGE_CODE},
};

/* Whom an upper header speaks of, longest words first. */
static const struct {
    const char *word;
    ZfWhom whom;
} WHOM[] = {
    {"父亲基本情况", ZF_WHOM_FATHER},
    {"母亲基本情况", ZF_WHOM_MOTHER},
    {"父亲情况", ZF_WHOM_FATHER},
    {"母亲情况", ZF_WHOM_MOTHER},
    {"父亲信息", ZF_WHOM_FATHER},
    {"母亲信息", ZF_WHOM_MOTHER},
    {"实际监护人情况", ZF_WHOM_CARER},
    {"实际照料人", ZF_WHOM_CARER},
    {"实际监护人", ZF_WHOM_CARER},
    {"委托监护人", ZF_WHOM_CARER},
    {"被委托人", ZF_WHOM_CARER},
    {"受委托人", ZF_WHOM_CARER},
    {"监护人情况", ZF_WHOM_CARER},
    {"监护人信息", ZF_WHOM_CARER},
    {"委托照护人", ZF_WHOM_CARER},
    {"照护人", ZF_WHOM_CARER},
    {"照料人", ZF_WHOM_CARER},
    {"监护人", ZF_WHOM_CARER},
    {"抚养人", ZF_WHOM_CARER},
    {"guardian", ZF_WHOM_CARER},
    {"carer", ZF_WHOM_CARER},
    {"father", ZF_WHOM_FATHER},
    {"mother", ZF_WHOM_MOTHER},
    {"父亲", ZF_WHOM_FATHER},
    {"母亲", ZF_WHOM_MOTHER},
    {"父", ZF_WHOM_FATHER},
    {"母", ZF_WHOM_MOTHER},
};

static const char *const WHOM_CODES[ZF_WHOM_COUNT] = {"", "father.", "mother.", "carer."};

const char *
zf_field_code(ZfField field)
{
    g_assert(field < ZF_F_COUNT);
    return FIELDS[field].code;
}

char *
zf_field_full_code(ZfWhom whom, ZfField field)
{
    return g_strconcat(WHOM_CODES[whom], zf_field_code(field), NULL);
}

bool
zf_field_parse(const char *code, ZfWhom *whom, ZfField *field)
{
    ZfWhom who = ZF_WHOM_SELF;
    for (int w = 1; w < ZF_WHOM_COUNT; w++) {
        if (g_str_has_prefix(code, WHOM_CODES[w])) {
            who = (ZfWhom)w;
        }
    }
    for (int f = 0; f < ZF_F_COUNT; f++) {
        if (strcmp(code + strlen(WHOM_CODES[who]), FIELDS[f].code) == 0) {
            *whom = who;
            *field = (ZfField)f;
            return true;
        }
    }
    return false;
}

const char *const *
zf_ingest_field_names(void)
{
    static const char *names[ZF_F_COUNT * ZF_WHOM_COUNT + 1];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        size_t n = 0;
        for (int w = 0; w < ZF_WHOM_COUNT; w++) {
            for (int f = 0; f < ZF_F_COUNT; f++) {
                bool person = f <= ZF_F_RELATION || f == ZF_F_WORKPLACE || f == ZF_F_AWAY_SINCE ||
                              f == ZF_F_CAPACITY || f == ZF_F_HEALTH;
                if (w == ZF_WHOM_SELF || person) {
                    g_autofree char *code = zf_field_full_code((ZfWhom)w, (ZfField)f);
                    names[n++] = g_intern_string(code);
                }
            }
        }
        g_once_init_leave(&ready, 1);
    }
    return names;
}

char *
zf_header_clean(const char *text)
{
    g_autofree char *clean = zf_text_clean(text, NULL);
    GString *out = g_string_new(NULL);
    int depth = 0;
    for (const char *p = clean; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '(' || c == '[' || c == 0x3010 /* 【 */ || c == 0x3014) {
            depth++;
        } else if (c == ')' || c == ']' || c == 0x3011 || c == 0x3015) {
            depth = MAX(depth - 1, 0);
        } else if (depth == 0 && !(c < 128 && strchr(" *:_-./,", (char)c)) && c != 0x3001 &&
                   c != 0x3002 && c != 0x2605) {
            g_string_append_unichar(out, g_unichar_tolower(c));
        }
    }
    if (out->len == 0 && depth == 0) { /* all of it stood in brackets */
        g_string_append(out, clean);
    }
    return g_string_free(out, FALSE);
}

/* word -> field + 1, for every word of FIELDS. */
static GHashTable *
word_table(void)
{
    static GHashTable *table = NULL;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        table = g_hash_table_new(g_str_hash, g_str_equal);
        for (int f = 0; f < ZF_F_COUNT; f++) {
            g_auto(GStrv) words = g_strsplit(FIELDS[f].words, "|", -1);
            for (char **word = words; *word; word++) {
                char *key = (char *)g_intern_string(*word);
                if (!g_hash_table_contains(table, key)) {
                    g_hash_table_insert(table, key, GINT_TO_POINTER(f + 1));
                }
            }
        }
        g_once_init_leave(&ready, 1);
    }
    return table;
}

static bool
exact_word(ZfImportKind kind, const char *word, ZfField *field)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SPECIAL); i++) {
        if (SPECIAL[i].kind == kind && strcmp(SPECIAL[i].word, word) == 0) {
            *field = SPECIAL[i].field;
            return true;
        }
    }
    int found = GPOINTER_TO_INT(g_hash_table_lookup(word_table(), word));
    if (!found) {
        return false;
    }
    *field = (ZfField)(found - 1);
    return true;
}

/* ret: the length of the word for somebody at the start of text, 0 when there is none. */
static size_t
whom_at(const char *text, ZfWhom *whom)
{
    for (size_t i = 0; i < G_N_ELEMENTS(WHOM); i++) {
        if (g_str_has_prefix(text, WHOM[i].word)) {
            *whom = WHOM[i].whom;
            return strlen(WHOM[i].word);
        }
    }
    return 0;
}

/* "父亲姓名", "监护人", "父亲的电话". */
static bool
personal_word(ZfImportKind kind, const char *word, ZfWhom *whom, ZfField *field)
{
    size_t skip = whom_at(word, whom);
    if (skip == 0 || g_str_has_prefix(word, "父母")) {
        return false;
    }
    const char *rest = word + skip;
    rest += g_str_has_prefix(rest, "的") ? strlen("的") : 0;
    if (!*rest) {
        *field = ZF_F_NAME;
        return true;
    }
    return exact_word(kind, rest, field);
}

/* A known word of at least two characters that the header begins or ends with: "家庭详细住址",
 * "身份证号码18位". The longest wins. */
static bool
loose_word(const char *word, ZfField *field)
{
    size_t best = 0;
    for (int f = 0; f < ZF_F_COUNT; f++) {
        g_auto(GStrv) known = g_strsplit(FIELDS[f].words, "|", -1);
        for (char **k = known; *k; k++) {
            size_t length = strlen(*k);
            bool wide = (unsigned char)**k >= 0x80;
            if (wide && length >= 6 && length > best &&
                (g_str_has_suffix(word, *k) || g_str_has_prefix(word, *k))) {
                best = length;
                *field = (ZfField)f;
            }
        }
    }
    return best > 0;
}

/* Whom the headers above the last one speak of. */
static ZfWhom
whom_above(const char *const *path, size_t n)
{
    ZfWhom whom = ZF_WHOM_SELF;
    for (size_t i = 0; i + 1 < n; i++) {
        g_autofree char *upper = zf_header_clean(path[i]);
        if (!g_str_has_prefix(upper, "父母")) {
            (void)whom_at(upper, &whom);
        }
    }
    return whom;
}

bool
zf_field_match(ZfImportKind kind, const char *const *path, size_t n, bool loose, ZfWhom *whom,
               ZfField *field)
{
    if (n == 0) {
        return false;
    }
    g_autofree char *leaf = zf_header_clean(path[n - 1]);
    ZfWhom who = whom_above(path, n);
    if (!*leaf || g_utf8_strlen(leaf, -1) > 20) {
        return false;
    }
    if (exact_word(kind, leaf, field)) {
        *whom = who;
        return true;
    }
    if (personal_word(kind, leaf, whom, field)) {
        return true;
    }
    if (n > 1) {
        g_autofree char *upper = zf_header_clean(path[n - 2]);
        g_autofree char *joined = g_strconcat(upper, leaf, NULL);
        if (exact_word(kind, joined, field)) {
            *whom = who;
            return true;
        }
    }
    if (!loose) {
        return false;
    }
    ZfWhom said = who;
    size_t skip = whom_at(leaf, &said);
    *whom = skip && !g_str_has_prefix(leaf, "父母") ? said : who;
    return loose_word(leaf, field);
}
