/* sentences_sheet: what stands on worksheets. X(NAME, Chinese, English) */
#pragma once

/* clang-format off */
#define ZF_SAY_SENTENCES_SHEET(X)                                                                  \
    X(PAGE_OF, "第 {1} / {2} 页", "page {1} / {2}")                                                \
    X(FOOT_KEEP, "内部资料 · 用毕交回 · 禁止拍照转发", "Internal · hand back after use · no photos")\
    X(FOOT_ROUTE, "第 {1} 线", "Route {1}")                                                        \
    X(EDGE, "发给 {1} · 单号 {2} · {3} · 第 {4} 页 · 用毕交回{5}",                                 \
      "Issued to {1} · sheet {2} · {3} · page {4} · hand back to {5}")                             \
    X(ROUTE_ORDINAL, "第{1}线", "Route {1}")                                                       \
    X(DAY_N, "第 {1} 天", "Day {1}")                                                               \
    X(DATE_WEEKDAY, "{1} · {2}", "{2}, {1}")                                                       \
    X(WINDOW_ONE, "走访窗口 {1}，每户一访，不漏一人一户", "Window {1}: every home once, no child left out") \
    X(WINDOW_MANY, "走访窗口 {1}，每户 {2} 访，不漏一人一户", "Window {1}: every home {2} times, no child left out")\
    X(SCAN_RETURN, "回单扫此码", "Scan on return")                                                 \
    X(FIG_STOPS, "停", "stops")                                                                    \
    X(FIG_CHILDREN, "名儿童", "children")                                                          \
    X(FIG_KM, "公里", "km")                                                                        \
    X(FIG_HOURS, "小时", "h")                                                                      \
    X(FIG_MINUTES, "分", "min")                                                                    \
    X(NOTE_TRAVEL, "{1}，路上 {2}", "{1}, {2} on the way")                                         \
    X(NOTE_STAY, "每户平均停留 {1}", "{1} at a home on average")                                   \
    X(VISITORS, "志愿者（{1} 人同行）", "Visitors ({1} together)")                                 \
    X(VISITOR_ONE, "志愿者", "Visitor")                                                            \
    X(SIGNATURE, "签名", "Signature")                                                              \
    X(VILLAGE_CONTACT, "村联系人（全程陪同）", "Village contact (comes along)")                    \
    X(VILLAGE_CONTACTS, "村联系人（{1} 村）", "Village contacts ({1} villages)")                   \
    X(NO_CONTACT, "未登记，请先问乡镇", "not entered: ask the town")                               \
    X(MEETING, "集合", "Meeting point")                                                            \
    X(MEETING_TIMES, "{1} 到    {2} 出发", "there {1}, leave {2}")                                 \
    X(BACK_BY, "{1} 前返回", "back by {1}")                                                        \
    X(STATE_LOCATED, "已定位", "Located")                                                          \
    X(STATE_NOT_LOCATED, "位置待核", "To be located")                                              \
    X(STATE_FIXED, "约定时段", "Fixed time")                                                       \
    X(STATE_REPEAT, "复访", "Repeat")                                                              \
    X(STATE_DONE, "已完成", "Done")                                                                \
    X(STATE_STANDBY, "备用", "Standby")                                                            \
    X(LEGEND_ROUTE, "路线", "Route")                                                               \
    X(LEGEND_SHEETS, "分图范围", "Detail map")                                                     \
    X(LEGEND_PATH, "小路", "Path")                                                                 \
    X(START_END, "起点·终点", "Start · end")                                                       \
    X(SHEET_AREA, "第 {1} 页范围", "page {1}")                                                     \
    X(INDEX_COVER, "本页\n封面", "This page\ncover")                                               \
    X(INDEX_STRIP, "路线图\n{1}", "Route map\n{1}") \
    X(INDEX_HOMES, "住户\n{1}", "Homes\n{1}")                                                      \
    X(INDEX_CLOSING, "收尾\n交回时填", "Closing\non return")                                       \
    X(STOPS_RANGE, "停 {1}—{2}", "stops {1}–{2}")                                                  \
    X(STOPS_ONE, "停 {1}", "stop {1}")                                                             \
    X(PART_ONLY, "全图", "whole")                                                                  \
    X(PART_UPPER, "上段", "part 1")                                                                \
    X(PART_LOWER, "下段", "part 2")                                                                \
    X(PART_N, "第{1}段", "part {1}")                                                               \
    X(RULES_TITLE, "须知", "Rules")                                                                \
    X(RULE_PAIR, "两人同行，先亮证件，再说来意。", "Go in pairs, show your card, say why you come.")\
    X(RULE_PAIR_FEMALE, "两人同行，先亮证件；女童由{1}问话。", "Show your card; {1} talks to girls.") \
    X(RULE_ASK, "只问表上的事，不追问伤心事，不拍照。", "Ask only what is here; do not probe; no photos.")\
    X(RULE_TICK, "先在户页打勾再离开；没见到孩子也要勾。", "Tick before you leave, also if no child was seen.")\
    X(RULE_UNLOCATED, "停 {1} 位置待核：到了请在小图上画 ×。", "Stop {1}: mark × on its small map.") \
    X(RULE_ALL_LOCATED, "小图与实地不符：请在图上改正。", "If a map is wrong, correct it on the map.")\
    X(NOTE_REST, "休息 {1}", "rest {1}")\
    X(HEAD_REST, "访后休息 {1}", "then rest {1}")\
    X(RULE_RETURN, "涨水、滑坡不要过；{1} 前全部交回。", "Do not cross floods; hand all in by {1}.")\
    X(RAIN_MORE, "雨天路上多 {1} 分，约 {2} 回。", "Rain: {1} min more, back about {2}.") \
    X(RAIN_LOST, "雨天到不了停 {1}，改天去。", "Rain: stop {1} cut off; another day.") \
    X(RAIN_ORDER, "雨天按 {1} 走，省 {2} 分。", "Rain: go {1}, {2} min less.") \
    X(RAIN_SLOW, "停 {1} 之前路难走。", "Slow before stop {1}.") \
    X(HOTLINE_TITLE, "立即电话报告，不写在纸上", "Phone at once, never on paper")                  \
    X(HOTLINE_1, "十六岁以下独居 · 八岁以下无人看护", "under 16 alone · under 8 unattended") \
    X(HOTLINE_2, "有伤或受虐迹象 · 挨饿受冻 · 监护人失联", "signs of abuse · hungry or cold") \
    X(HOTLINE_3, "孩子失踪 · 说要伤害自己", "carer gone · child missing · self-harm") \
    X(HOTLINE_SHORT, "孩子独居、无人看护、有伤、挨冻、失踪、想自伤", "child alone, hurt, cold, missing, self-harm")\
    X(HOTLINE_PLATE_1, "立即", "Phone")                                                            \
    X(HOTLINE_PLATE_2, "电话报告", "at once")                                                      \
    X(HOTLINE_PLATE, "立即电话", "Phone now")                                                      \
    X(HOTLINE_NOW, "不写纸上，马上打", "not on paper: call")                                       \
    X(CONTROL_TITLE, "单据交接", "Sheet control")                                                  \
    X(CONTROL_LINE, "共 {1} 页（本页第 1 页） · 单号 {2} · 发给 {3} · 交回时点清页数，缺页当场登记",\
      "{1} pages (this is page 1) · sheet {2} · for {3} · count the pages on return")              \
    X(ISSUED, "发出", "Issued")                                                                    \
    X(RETURNED, "交回", "Back") \
    X(BLANK_MOMENT, "月      日        时      分", "day     month      time")                     \
    X(BLANK_DAY_HOUR, "月    日    时", "date, time") \
    X(PAGES, "页数", "Pages")                                                                      \
    X(CLERK, "经手人", "Clerk")                                                                    \
    X(VOLUNTEER, "志愿者", "Visitor")                                                              \
    X(STRIP_TITLE, "路线图 {1}", "Route map {1}")                                                  \
    X(STRIP_FROM_TO, "{1} · {2} → {3}", "{1} · {2} → {3}")                                         \
    X(UP_IS_TRAVEL, "上 = 前进方向", "up = direction of travel")                                   \
    X(UP_IS_NORTH, "上 = 北", "up = north")                                                        \
    X(UP_SEE_NORTH, "方向见指北针", "see the north arrow")                                         \
    X(ARROWS, "↑↗→↘↓↙←↖", "↑↗→↘↓↙←↖")                                                              \
    X(OUT_PLATE, "接第 {1} 页 {2}", "on to page {1} {2}")                                          \
    X(IN_PLATE, "由第 {1} 页来", "from page {1}")                                                  \
    X(IN_PLATE_START, "由集合点来（第 1 页）", "from the meeting point (page 1)")                  \
    X(OUT_PLATE_END, "回到终点", "back at the end")                                                \
    X(OVERLAP, "线以上与第 {1} 页重叠", "above this line page {1} repeats")                        \
    X(CUE_DISTANCE, "累计", "Total")                                                               \
    X(CUE_TEXT, "提示", "What to do")                                                              \
    X(CUE_ARRIVE, "计划到达", "Planned")                                                           \
    X(CUE_SEE_INSET, "{1}，见图 {2}", "{1}, see map {2}")                                          \
    X(CUE_NEXT_PAGE, "{1}，接第 {2} 页", "{1}, on to page {2}")                                    \
    X(CUE_NEXT_PAGE_BELOW, "{1}，\n接第 {2} 页", "{1},\non to page {2}")                            \
    X(CUT_ON, "前行 {1}，接第 {2} 页", "go on for {1}, to page {2}")                               \
    X(CUT_FROM, "接上页，再前行 {1}", "from the page before, go on for {1}")                       \
    X(CUT_GAP, "前行 {1}，中间无提示、未画，接第 {2} 页", "go on for {1}, not drawn in full; page {2}") \
    X(MINUTES, "{1} 分", "{1} min")                                                                \
    X(PAGE_HOMES, "住户页    {1}", "Homes    {1}")                                                  \
        X(FIND, "找法：{1}", "To find it: {1}")                                                        \
    X(FIND_NONE, "没有记下找法，请问村里人", "nothing noted: ask in the village")                  \
    X(FIND_MARK, "{1}；找到后在图上画 ×", "{1}; mark the house with ×")                            \
    X(CONTINUED, "续", "cont.")                                                                    \
    X(ASK_RANGE, "本次走访另问 第 {1}—{2} 题（共 {3} 题）",                                        \
      "Also asked on this visit: {1}–{2} of {3}")                                                  \
    X(MARK_FEMALE, "女", "女")                                                                     \
    X(MARK_TWO, "双", "双")                                                                        \
    X(ROW_SEEN, "见到", "Seen")                                                                    \
    X(ROW_OUTCOME, "结果", "What") \
    X(ROW_MODE, "方式", "How")                                                                     \
    X(ROW_CLEAR, "六清", "Six") \
    X(ROW_SAFETY, "安全", "Safe") \
    X(ROW_CARE, "照护", "Care")                                                                    \
    X(ROW_HAZARD, "隐患", "Risk") \
    X(OUT_SEEN, "见到儿童并完成", "child seen") \
    X(OUT_GUARDIAN, "只见到监护人", "carer only")                                                  \
    X(OUT_NOBODY, "无人第", "nobody")                                                              \
    X(OUT_TIMES, "次", "×") \
    X(OUT_REFUSED, "拒访", "refused")                                                              \
    X(OUT_WITH_PARENTS, "随父母外出", "away") \
    X(OUT_WITH_PARENTS_TO, "去", "in") \
    X(OUT_BOARDING, "住校", "school") \
    X(OUT_MOVED, "搬走", "moved")                                                                  \
    X(OUT_NOT_FOUND, "查无此户", "not found")                                                      \
    X(OUT_NO_ROAD, "路不通", "no way")                                                             \
    X(OUT_OTHER, "其他", "other")                                                                  \
    X(ARRIVED, "到", "from")                                                                       \
    X(LEFT, "离", "to")                                                                            \
    X(ALL_SAFE, "都安全", "all safe")                                                              \
    X(HAZARD_IN, "隐患在", "risk") \
    X(CARE_SIGNED, "已签委托协议", "agreement") \
    X(CARE_UNSIGNED, "未签", "none") \
    X(CARE_WEAK, "照护人力不足", "carer weak") \
    X(HAZARD_REMOVED, "已排除", "mended")                                                          \
    X(HAZARD_REPORTED, "已上报", "told")                                                           \
    X(WISH, "微心愿", "Wish")                                                                      \
    X(REMARKS, "备注", "Remarks")                                                                  \
    X(SIGN_GUARDIAN, "监护人签名", "Carer's signature")                                            \
    X(SIGN_VOLUNTEER, "志愿者签名", "Visitors' signatures")                                        \
    X(SCAN_NAVIGATE, "扫码导航", "Navigate")                                                       \
    X(NAV_NAME, "停{1}", "Stop {1}")                                                               \
    X(NAV_STOP, "停 {1}", "stop {1}")                                                              \
    X(NAV_FROM_START, "自起点", "from start") \
    X(NAV_FROM_START_SHORT, "自起点", "start →") \
X(NAV_FROM_STOP_SHORT, "自停 {1}", "from {1}") \
X(NAV_FROM_STOP, "自停 {1}", "from stop {1}")                                                  \
    X(NAV_TIME, "{1} {2} 分", "{2} min {1}")                                                       \
    X(NOT_LOCATED_NOTE, "约在圈内    找到请画 ×", "in the circle: mark it ×")                      \
    X(NOT_LOCATED_LARGE, "在圈内找，画 ×", "find it, mark ×")                                  \
X(CONTROL_LINE_LARGE, "共 {1} 页 · 单号 {2} · 发给 {3} · 交回时点清页数，缺页当场登记", "{1} pages · sheet {2} · for {3} · count the pages on return") \
X(COVER_MORE, "须知、电话、交接：第 {1} 页", "Rules, phone numbers, sheet control: page {1}") \
X(INDEX_RULES, "须知\n电话 交接", "Rules\nphone") \
X(COUNT_WHAT, "结果", "Outcome") \
X(NO_POSITION_NOTE, "没有位置，请问村里人", "no position known: ask")                          \
    X(LAST_VISIT, "上次走访 {1}", "last visit {1}")                                                \
    X(LAST_VISIT_NONE, "本轮未访", "not visited yet")                                              \
    X(VILLAGE_DUTY, "村级任务：安全宣讲", "Village duty: safety talk")                             \
    X(TALK_HELD, "已举办", "held")                                                                 \
    X(TALK_NOT_HELD, "未举办", "not held")                                                         \
    X(TALK_PEOPLE, "到场人数", "people present")                                                   \
    X(TALK_CHILDREN, "其中儿童", "children")                                                       \
    X(CLOSING_HEAD, "收尾页    回到{1}当场填", "Closing page    fill in on return to {1}")         \
    X(NEW_HOMES, "新发现的家", "New homes found")                                                  \
    X(NEW_HOMES_NOTE, "名册上没有的孩子，只写姓氏；位置画在路线图上，写字母",                      \
      "children not on the list: surname only; mark the letter on the route map")                  \
    X(NEW_LETTER, "字母", "Sign") \
    X(NEW_WHERE, "路线图页 · 邻近哪停", "Page · stop") \
    X(NEW_FIND, "怎么找（路、屋、树）", "How to find it (road, house, tree)")                      \
    X(NEW_NAME, "姓 · 孩子数", "Name, no.") \
    X(NEW_TOLD, "村儿童主任已知", "Village worker") \
    X(NEW_TOLD_YES, "已当面告知", "told")                                                          \
    X(NEW_TOLD_NO, "未", "not yet")                                                                \
    X(BLANK_PAGE_STOP, "第        页 · 停", "page       · stop")                                   \
    X(FIXES, "地图改正", "Map corrections")                                                        \
    X(FIXES_NOTE, "一处一行；画在图上的写“已画”", "one line each; write “drawn” if drawn on the map")\
    X(FIX_WHERE, "页 · 停", "Page · stop")                                                         \
    X(FIX_WHAT, "是什么问题（可多选）", "What is wrong (tick any)")                                \
    X(FIX_HOUSE, "房屋位置", "house")                                                              \
    X(FIX_NO_ROAD, "路不通", "no way")                                                             \
    X(FIX_BRIDGE, "桥断", "bridge") \
    X(FIX_NEW_ROAD, "有新路", "road") \
    X(FIX_NAME, "地名", "name")                                                                    \
    X(FIX_NOTE, "说明", "Note")                                                                    \
    X(COUNTS, "数一数", "Counts")                                                                  \
    X(COUNTS_NOTE, "每户只算一次；粗框里应等于 {1}", "each home once; the thick box must be {1}")  \
    X(COUNT_SEEN, "见到儿童并完成", "Child seen") \
    X(COUNT_GUARDIAN, "只见到监护人", "Carer only")                                                \
    X(COUNT_NOBODY, "无人", "Nobody")                                                              \
    X(COUNT_REFUSED, "拒访", "Refused")                                                            \
    X(COUNT_AWAY, "外出·住校·搬走", "Away, moved") \
    X(COUNT_NOT_FOUND, "查无·路不通", "Not found") \
    X(COUNT_OTHER, "其他", "Other")                                                                \
    X(COUNT_TOTAL, "合计", "Total")                                                                \
    X(COUNT_HOMES, "户", "homes")                                                                  \
    X(COUNT_PEOPLE, "人", "children")                                                              \
    X(COUNTS_PREPRINTED, "预印：应访 {1} 户 {2} 人。对不上：先查住户页“结果”，再在下面第 4 栏勾出没走到的停。", "Printed: {1} homes, {2} children. If it differs, check the home pages, then tick in 4.") \
    X(UNFINISHED, "没走完的停", "Unfinished stops")                                                \
    X(UNFINISHED_NOTE, "勾出停号，逐停写原因和改约时间；每停都要有交代",                           \
      "tick the stop, write why and when instead; every stop needs a word")                        \
    X(UNFINISHED_STOP, "停", "stop")                                                               \
    X(UNFINISHED_WHY, "原因", "why")                                                               \
    X(UNFINISHED_WHEN, "改约        月        日        时", "instead on") \
    X(HAND_BACK, "交回签名", "Hand-back")                                                          \
    X(HAND_BACK_NOTE, "页数点清再签；缺页写明页号", "count the pages before signing; name missing ones")\
    X(HAND_BACK_PAGES, "交回的页", "Pages")                                                        \
    X(COPIES, "照片、复印：", "Copies:") \
    X(COPIES_NONE, "没有", "none")                                                                 \
    X(COPIES_SOME, "有", "some")                                                                   \
    X(SIGN_VILLAGE, "村联系人", "Village contact")                                                 \
    X(SIGN_RECEIVER, "收件人", "Received by")                                                      \
    X(TEAR_OFF_TITLE, "姓名对照页    单独保管，不与任务单同放", "Names    keep apart from the sheet")\
    X(TEAR_OFF_NOTE, "只在敲门前核对用，用毕当面交回，不得拍照。", "For checking at the door only; hand back in person, no photos.")\
    X(TEAR_OFF_STOP, "停", "Stop")                                                                 \
    X(TEAR_OFF_CHILDREN, "儿童姓名", "Children")                                                   \
    X(TEAR_OFF_CARER, "监护人", "Carer")                                                           \
    X(TEAR_OFF_PHONE, "电话", "Phone")                                                             \
    X(DOC_TITLE, "{1} 走访任务单 {2}", "{1} worksheet {2}")                                        \
    X(OUTLINE_SHEET, "第 {1} 线 {2} {3}", "Route {1} {2} {3}")                                     \
    X(OUTLINE_COVER, "封面", "Cover")                                                              \
    X(OUTLINE_STOP, "停 {1} {2}", "Stop {1} {2}")                                                  \
    X(OUTLINE_CLOSING, "收尾", "Closing page")                                                     \
    X(PHONE_HEAD, "电话访问清单", "Phone visits")                                                  \
    X(DIGIT_1, "1", "1") \
    X(DIGIT_2, "2", "2") \
    X(DIGIT_3, "3", "3") \
    X(DIGIT_3_TIMES, "3 次", "3") \
    X(COLON, ":", ":") \
    X(MODE_IN_PERSON, "入户", "visit") \
    X(MODE_PHONE, "电话", "phone") \
    X(MODE_VIDEO, "视频", "video") \
    X(FIND_DOG, "有犬", "dog") \
    X(CHILDREN_BLANK, "见到儿童，共        人", "children seen:") \
    X(WITH_PARENTS_LINE, "随父母外出  去向", "away, in") \
    X(HOTLINE_BLANK, "电话 ________________", "Phone ________________") \
    X(NOBODY_LARGE, "无人 第", "nobody") \
    X(HOTLINE_ALL_1, "十六岁以下独居 · 八岁以下无人看护 · 有伤或受虐迹象", "under 16 living alone · under 8 unattended · abuse") \
    X(HOTLINE_ALL_2, "挨饿受冻 · 监护人失联 · 孩子失踪 · 说要伤害自己", "hungry or cold · carer gone · missing · self-harm") \
    X(PHONE_NOTE, "按停号打；号码只用于本次，用毕当面交回。", "By stop number; use the numbers for this only, hand back in person.") \
    X(PHONE_WHEN, "日期 时间", "Date, time") \
    X(PHONE_RESULT, "通话结果", "Result") \
    X(NO_STOPS, "途中", "on the way") \
    X(NOT_ON_MAP, "图上没有位置", "not on the map") \
    X(LEGEND_ESTIMATED, "无路网，直线", "no road data: straight") \
    X(VP_TITLE, "{1} 走访小结", "{1}: where the visits stand") \
    X(VP_MISSING, "名儿童未掌握", "children not accounted for") \
    X(VP_SEEN, "名儿童已见到", "children seen") \
    X(VP_MISSING_HOMES, "户未掌握", "homes not accounted for") \
    X(VP_SEEN_HOMES, "户已见到", "homes seen") \
    X(VP_HOMES, "户已全部见到", "homes done") \
    X(VP_OVERDUE, "户超期", "homes overdue") \
    X(VP_TALKS, "次宣讲", "talks held") \
    X(VP_TO_VISIT, "待访", "to visit") \
    X(VP_WHO, "儿童", "Children") \
    X(VP_LAST, "上次走访", "Last attempt") \
    X(VP_PLANNED, "安排 · 线路", "Planned · route") \
    X(VP_DONE, "本村已全部走到。", "Every home of this village has been visited.") \
    X(LOCATE_TITLE, "{1}：把家标到格里", "{1}: mark these homes by cell") \
    X(LOCATE_HOW, "在图上找到每户住的地方，把它所在的格写进下面的表，列在前、行在后，如 C7。一格 {1} 见方；找不准就写最近的一格，真不知道就空着。写完交回录入：zoufang record 加右上角的编号。", "Find where each home is on the map and write its cell into the list, letter first, as C7. A cell is {1} wide; write the nearest one if in doubt, nothing if you do not know. Hand it back to be keyed: zoufang record and the number at the top.") \
    X(LOCATE_SEQ, "图上号", "No.") \
    X(LOCATE_CODE, "户编号", "Home") \
    X(LOCATE_ADDRESS, "地址", "Address") \
    X(LOCATE_WHO, "监护人 · 儿童", "Carer · children") \
    X(LOCATE_CELL, "图上格", "Cell") \
    X(LIST_TITLE, "任务单目录", "Index of worksheets") \
    X(LIST_NOTE, "共 {1} 份 {2} 页。发出、交回时各签一栏。", "{1} sheets, {2} pages. Sign when a sheet goes out and when it is back.") \
    X(LIST_ROUTE, "线", "No.") \
    X(LIST_DAY, "日期", "Day") \
    X(LIST_TO, "领取人", "For") \
    X(LIST_NUMBER, "单号", "Sheet") \
    X(LIST_STOPS, "停", "Stops") \
    X(LIST_PAGES, "页", "Pages") \
    X(LIST_ISSUED, "发出", "Out") \
    X(LIST_RETURNED, "交回", "Back") \
    X(LOCATOR, "粗线：本页\n细线：全线\n北 ↑", "thick: here\nthin: all\nnorth ↑") \
    X(SCALE_CONTOURS, "1:{1}  等高距 {2} 米", "1:{1}, contours {2} m") \
    X(SAMPLE_NOTE, "样例：地名、人名、电话均为虚构", "Sample: places, people and numbers are made up")
/* clang-format on */
