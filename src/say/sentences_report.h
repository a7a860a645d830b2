/* sentences_report: heads and lines of tables and bulletins. X(NAME, Chinese, English) */
#pragma once

/* clang-format off */
#define ZF_SAY_SENTENCES_REPORT(X)                                                                 \
    X(TOTAL, "合计", "Total")                                                                      \
    X(LIST_COMMA, "、", ", ")                                                                      \
    X(NONE, "无", "none")                                                                          \
    X(UNKNOWN, "不详", "not known")                                                                \
    X(YES, "是", "yes")                                                                            \
    X(NO, "否", "no")                                                                              \
    X(HIDDEN, "隐", "hidden")                                                                      \
    X(COL_NO, "序号", "No.")                                                                       \
    X(COL_CODE, "代码", "Code")                                                                    \
    X(COL_AREA, "地区", "Area")                                                                    \
    X(COL_LEVEL, "级别", "Level")                                                                  \
    X(COL_VILLAGE, "村（社区）", "Village")                                                        \
    X(COL_GROUP, "村民小组", "Group")                                                              \
    X(COL_HOME, "户编号", "Home no.")                                                              \
    X(COL_ADDRESS, "地址", "Address")                                                              \
    X(COL_CARER, "监护人", "Carer")                                                                \
    X(COL_PHONE, "联系电话", "Phone")                                                              \
    X(COL_CHILDREN, "应见儿童", "Children to see")                                                 \
    X(COL_CHILD_NAMES, "儿童", "Children")                                                         \
    X(COL_STATE, "状态", "State")                                                                  \
    X(COL_OUTCOME, "最近结果", "Last result")                                                      \
    X(COL_ATTEMPTS, "尝试次数", "Attempts")                                                        \
    X(COL_LAST_ATTEMPT, "最近尝试", "Last attempt")                                                \
    X(COL_LAST_SEEN, "上次见到", "Last seen")                                                      \
    X(COL_DUE, "应访期限", "Due")                                                                  \
    X(COL_OVERDUE, "逾期天数", "Days overdue")                                                     \
    X(COL_PRIORITY, "优先原因", "Why first")                                                       \
    X(COL_PLANNED, "计划日期", "Planned")                                                          \
    X(COL_ROUTE, "路线", "Route")                                                                  \
    X(COL_WHY_NOT, "未排入原因", "Why not planned")                                                \
    X(COL_ACCOUNTED, "去向已核实", "Accounted for")                                                \
    X(COL_BARRED, "受阻", "Barred")                                                                \
    X(COL_HOUSEHOLDS, "见全的户", "Homes all seen")                                                \
    X(COL_OBLIGATION, "应访次数", "Visits due")                                                    \
    X(COL_OVERDUE_HOMES, "逾期户", "Homes overdue")                                                \
    X(COL_SCHEDULED, "已排入计划", "On the plan")                                                  \
    X(COL_TALKS, "宣讲场次", "Talks")                                                              \
    X(COL_CLASS, "等级", "Class")                                                                  \
    X(COL_CONTACT, "村儿童主任", "Village worker")                                                 \
    X(COL_NOT_LOCATED, "未定位户", "Homes to locate")                                              \
    X(COL_WIVES, "留守妇女户", "Wives left behind")                                                \
    X(COL_NEAR_WATER, "近水户", "Homes near water")                                                \
    X(COL_DATE, "日期", "Date")                                                                    \
    X(COL_WISH, "微心愿", "Wish")                                                                  \
    X(COL_DONE, "落实情况", "Done about it")                                                       \
    X(COL_AGREEMENT, "委托照护协议", "Care agreement")                                             \
    X(COL_PAIRED, "结对志愿者", "Paired volunteer")                                                \
    X(COL_REASON, "原因", "Reason")                                                                \
    X(REPORT_UNVISITED, "{1} 未走访名单", "{1}: homes not visited")                                \
    X(REPORT_OVERDUE, "{1} 逾期名单", "{1}: homes overdue")                                        \
    X(REPORT_COVERAGE, "{1} 走访覆盖表", "{1}: coverage")                                          \
    X(REPORT_VILLAGE, "{1} 村级汇总", "{1}: villages")                                             \
    X(REPORT_UNPAIRED, "{1} 未结对名单", "{1}: homes without a paired volunteer")                  \
    X(REPORT_NEAR_WATER, "{1} 近水家庭名单", "{1}: homes near water")                              \
    X(REPORT_WIVES, "{1} 留守妇女名单", "{1}: wives left behind")                                  \
    X(REPORT_WISHES, "{1} 微心愿落实表", "{1}: wishes")                                            \
    X(REPORT_AGREEMENTS, "{1} 委托监护协议签订表", "{1}: care agreements")                         \
    X(REPORT_UNPLANNED, "{1} 未排入计划名单", "{1}: not on the plan")                              \
    X(REPORT_ANSWERS, "{1} 走访问题答复", "{1}: answers")                                          \
    X(REPORT_TALLY, "{1} 走访问题统计", "{1}: tally of answers")                                   \
    X(COL_NAME_OF, "名称", "Name")                                                                 \
    X(COL_QUESTION, "题目", "Question")                                                            \
    X(COL_ANSWER, "答复", "Answer")                                                                \
    X(COL_HOMES, "户数", "Homes")                                                                  \
    X(COL_ANSWERED, "答复户数", "Answered")                                                        \
    X(ANSWERED, "已答复", "answered")                                                              \
    X(MEAN, "平均 {1} {2}", "mean {1} {2}")                                                        \
    X(NOTE_TALLY, "每户以最近一次有答复的走访为准；多选题一户可计入多项。",                        \
      "Each home by its last visit with an answer; where several may be ticked a home counts more than once.") \
    X(NOTE_RESTRICTED, "限阅的 {1} 题未列出。", "{1} restricted questions are left out.")          \
    X(REPORT_SUMMARY, "{1} 活动情况汇总表", "{1}: summary of activities")                          \
    X(REPORT_ACTIVITIES, "{1} 活动统计表", "{1}: activities")                                      \
    X(REPORT_LEDGER_LEFT, "留守儿童信息台账", "Ledger of children left behind")                    \
    X(REPORT_LEDGER_HARDSHIP, "困境儿童信息台账", "Ledger of children in hardship")                \
    X(REPORT_INTERNAL, "内部资料，含个人信息，用毕销毁", "Internal, personal data: destroy after use")\
    X(NOTE_DEFINITION, "口径：以居住地为准；一个孩子有多个类别只计一次；拒访、进不去、未派单都留在分母中。",\
      "By residence; a child of several categories counts once; refused, inaccessible and unassigned stay in the denominator.")\
    X(NOTE_NOT_NESTED, "走访阶梯各级各自计数，不逐级嵌套。", "Each rung of the ladder counts its own set.")\
    X(NOTE_HIDDEN, "少于 {1} 人的数或为防推算的数不显示。", "Figures below {1}, or that would tell them, are hidden.")\
    X(NOTE_CONSERVATION, "守恒：{1} 登记 = {2} 在范围 + {3} 不在范围；{2} 在范围 = {4} 见到 + {5} 去向已核实 + {6} 未掌握。",\
      "Conservation: {1} registered = {2} in scope + {3} out; {2} = {4} seen + {5} accounted for + {6} not accounted for.")\
    X(NOTE_SECRET, "家暴、涉案、矫正三类不写入任何表格。", "Violence, crime and correction stand in no table.")\
    X(NOTE_OTHER_VOLUNTEERS, "另有 {1}，不在十类之内，未计入合计。", "Besides: {1}; not among the ten kinds, not in the total.")\
    X(NOTE_BENEFIT, "受益人次 = 活动受益人数 + 入户见到儿童人次。", "People reached = at activities + children seen at home.")\
    X(FORM_UNIT, "县区（单位）", "County (unit)")                                                   \
    X(SPAN_VOLUNTEERS, "志愿活动参与情况（人数）", "Volunteers (people)")                          \
    X(SPAN_ACTIVITIES, "活动情况", "Activities")                                                   \
    X(SPAN_MEDIA, "媒体报道情况", "Media")                                                         \
    X(FORM_VOLUNTEERS_TOTAL, "各类志愿者合计", "Volunteers in all")                                \
    X(FORM_COUNTIES, "覆盖县区数", "Counties")                                                     \
    X(FORM_COMMUNITIES, "覆盖城乡社区数", "Communities")                                           \
    X(FORM_PAIRED, "结对儿童数", "Paired children")                                                \
    X(FORM_EVENTS, "活动场次", "Events")                                                           \
    X(FORM_PEOPLE, "受益家长儿童（人次）", "People reached")                                       \
    X(FORM_PAPER, "纸媒", "Print")                                                                 \
    X(FORM_NEW_MEDIA, "新媒体", "New media")                                                       \
    X(FORM_RADIO, "广播", "Radio")                                                                 \
    X(FORM_TV, "电视台", "Television")                                                             \
    X(FORM_MEDIA_TOTAL, "宣传报道合计", "Reports in all")                                          \
    X(ACT_CONTENT, "活动内容", "Activity")                                                         \
    X(ACT_ORGANISER, "承办单位（部门）", "Organiser")                                              \
    X(ACT_TIME, "活动时间", "Date")                                                                \
    X(ACT_GIFT, "捐赠（助）方式", "Gift")                                                          \
    X(ACT_MONEY, "资金", "Money")                                                                  \
    X(ACT_GOODS, "物资", "Goods")                                                                  \
    X(ACT_OTHER, "其他", "Other")                                                                  \
    X(ACT_VALUE, "价值（元）", "Value (yuan)")                                                     \
    X(ACT_CHILDREN, "受益儿童数（人）", "Children reached")                                        \
    X(LED_CHILD, "儿童基本情况", "Child")                                                          \
    X(LED_FATHER, "父亲情况", "Father")                                                            \
    X(LED_MOTHER, "母亲情况", "Mother")                                                            \
    X(LED_CARER, "监护人情况", "Carer")                                                            \
    X(LED_NAME, "姓名", "Name")                                                                    \
    X(LED_SEX, "性别", "Sex")                                                                      \
    X(LED_NATION, "民族", "Ethnic group")                                                          \
    X(LED_BIRTH, "出生日期", "Born")                                                               \
    X(LED_ID, "身份证号", "ID number")                                                             \
    X(LED_HUKOU, "户籍地", "Registered in")                                                        \
    X(LED_RESIDENCE, "现居住地", "Lives in")                                                       \
    X(LED_CATEGORY, "类别", "Category")                                                            \
    X(LED_HEALTH, "健康状况", "Health")                                                            \
    X(LED_SCHOOL, "就读学校", "School")                                                            \
    X(LED_GRADE, "年级", "Grade")                                                                  \
    X(LED_BOARDING, "是否寄宿", "Boards")                                                          \
    X(LED_WORK, "务工地点", "Works in")                                                            \
    X(LED_AWAY, "外出时间", "Away since")                                                          \
    X(LED_CAPACITY, "监护能力", "Capable carer")                                                   \
    X(LED_RELATION, "与儿童关系", "Relation")                                                      \
    X(LED_BACK, "返乡日期", "Back on")                                                             \
    X(LED_TIMES, "可访时间", "Can be visited")                                                     \
    X(LED_CAUSE, "留守的原因", "Reason")                                                           \
    X(LED_UNKNOWN_VILLAGE, "村不详", "village not known")                                          \
    X(BUL_TITLE, "{1}走访简报", "{1}: visit bulletin")                                             \
    X(BUL_LINE, "{1} · {2} · {3}/{4} 村（社区）有数据", "{1} · {2} · {3}/{4} villages with data")  \
    X(BUL_SIGN, "编制 ________    审核 ________", "Made by ________    Checked ________")          \
    X(BUL_SUBTRACT, "{1} 在范围 − {2} 见到 − {3} 去向已核实", "{1} in scope − {2} seen − {3} accounted for")\
    X(BUL_LAST_MISSING, "上期 {1}，{2}", "last issue {1}, {2}")                                    \
    X(BUL_FEWER, "减少 {1}", "{1} fewer")                                                          \
    X(BUL_MORE, "增加 {1}", "{1} more")                                                            \
    X(BUL_SAME, "没有变化", "no change")                                                           \
    X(BUL_TARGET, "目标 {1}：还差 {2}", "target {1}: {2} to go")                                   \
    X(BUL_TARGET_MET, "目标 {1}：已达到", "target {1}: met")                                       \
    X(BUL_LAST_RATIO, "上期 {1}", "last issue {1}")                                                \
    X(BUL_REMAINING, "还有 {1} 没有见到", "{1} not seen yet")                                      \
    X(BUL_MAP, "各村有效覆盖率", "Effective coverage by village")                                  \
    X(BUL_MAP_NOTE, "图中：完整/在范围    图例末位：村数", "complete/in scope")\
    X(BUL_LADDER, "走访阶梯", "Ladder")                                                            \
    X(BUL_LADDER_NOTE, "{1} · 占在范围", "{1} · of those in scope")                                \
    X(BUL_TREND, "累计见到与所需进度", "Seen so far and needed")                                   \
    X(BUL_TREND_NEEDED, "所需进度", "needed")                                                      \
    X(BUL_TREND_SCOPE, "在范围 {1}", "in scope {1}")                                               \
    X(BUL_TREND_DEADLINE, "期限 {1}", "deadline {1}")                                              \
    X(BUL_TREND_FORECAST, "预测 {1}", "forecast {1}")                                              \
    X(BUL_WORST, "未掌握最多的村（社区）", "Where most are not accounted for")                     \
    X(BUL_WORST_NOTE, "按未掌握数；并列时有效覆盖率低者在前", "by not accounted for; ties: lower coverage first")\
    X(BUL_COVERAGE, "有效覆盖率", "Coverage") \
    X(BUL_RANK, "序", "No.")                                                                       \
    X(BUL_LAST, "上期", "Last")                                                                    \
    X(BUL_ALL, "全部合计", "All")                                                                  \
    X(BUL_CHANGES, "分母变动（{1}）", "Changes of the denominator ({1})")                          \
    X(BUL_THIS, "本期", "This issue")                                                              \
    X(BUL_REGISTERED, "登记增减", "registered")                                                    \
    X(BUL_NO_LAST, "没有上期可比", "there is no earlier issue to compare with")                    \
    X(BUL_METHOD, "口径说明", "Method")                                                            \
    X(BUL_M1, "未掌握 = 在范围 − 见到 − 去向已核实，是需要马上办的数。", "Not accounted for = in scope − seen − accounted for elsewhere.")\
    X(BUL_M2, "有效覆盖率 = 完整走访 / 在范围；完整 = 六清 + 安全检查 + 签字。", "Effective coverage = complete visits / in scope.")\
    X(BUL_M3, "只认入户，电话、视频不算；拒访、进不去、未派单留在分母。", "In person only; refused, inaccessible, unassigned stay in.")\
    X(BUL_M4, "以居住地为准，未满 {1} 周岁；一个孩子多个类别只计一次。", "By residence, under {1}; a child of several categories counts once.")\
    X(BUL_M5, "走访阶梯各级各自计数，不逐级嵌套；全数统计不给区间。", "Each rung counts its own set; no interval for a full count.")\
    X(BUL_M6, "预测 = 剩余未见到 ÷ 近 7 日每日见到，进一取整。", "Forecast = not seen ÷ seen a day in the last 7 days, rounded up.")\
    X(BUL_M7, "守恒：{1} 登记 = {2} 在范围 + {3} 不在范围，相符。", "Conservation: {1} registered = {2} in scope + {3} out; agrees.")\
    X(BUL_M8, "{1} 在范围 = {2} 见到 + {3} 去向已核实 + {4} 未掌握，相符。", "{1} in scope = {2} seen + {3} accounted for + {4} not; agrees.")\
    X(BUL_FOOT, "{1} · 数据校验 {2}", "{1} · data check {2}")                                      \
    X(BUL_FOOT_RIGHT, "不画住户点位，不含姓名 · 第 1 页 / 共 1 页", "no homes, no names · page 1 of 1")
/* clang-format on */
