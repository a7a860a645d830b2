/* sentences_map: what stands on maps and pages for officials. X(NAME, Chinese, English) */
#pragma once

/* clang-format off */
#define ZF_SAY_SENTENCES_MAP(X)                                                                    \
    X(NORTH, "北", "N")                                                                            \
    X(METRES, "米", "m")                                                                           \
    X(KILOMETRES, "千米", "km")                                                                    \
    X(WALK_MINUTES, "步行分", "min on foot")                                                       \
    X(SCALE, "比例 1:{1}", "1:{1}")                                                                \
    X(LEGEND, "图例", "Legend")                                                                    \
    X(LEGEND_EFFECTIVE, "图例：有效覆盖率 = 完整走访 / 在范围",                                    \
      "Legend: effective coverage = complete visits / in scope")                                   \
    X(LEGEND_SEEN, "图例：行政覆盖率 = 见到 / 在范围",                                             \
      "Legend: administrative coverage = seen / in scope")                                         \
    X(TITLE_COVERAGE, "{1}：有效覆盖率", "{1}: effective coverage")                                \
    X(TITLE_UNVISITED, "{1}：还没走到的家", "{1}: homes not visited yet")                          \
    X(TITLE_ROUTES, "{1}：走访路线", "{1}: visit routes")                                          \
    X(TITLE_ACCESS, "{1}：到达时间", "{1}: travel time")                                           \
    X(TITLE_CHANGE, "{1}：有效覆盖率的变化", "{1}: change of effective coverage")                  \
    X(SUBTITLE_CHANGE, "{1}（{2}）→ {3}（{4}）", "{1} ({2}) → {3} ({4})")                          \
    X(LEGEND_CHANGE, "图例：有效覆盖率变化（百分点）", "Legend: change of effective coverage, points") \
    X(CHANGE_FELL_MUCH, "下降 10 点以上", "fell by 10 or more")                                    \
    X(CHANGE_FELL, "下降 2 至 ＜10 点", "fell by 2 to <10")                                        \
    X(CHANGE_SAME, "变化不足 2 点", "changed by less than 2")                                      \
    X(CHANGE_ROSE, "上升 2 至 ＜10 点", "rose by 2 to <10")                                        \
    X(CHANGE_ROSE_MUCH, "上升 10 点以上", "rose by 10 or more")                                    \
    X(CHANGE_HIDDEN, "人数少，不作比较", "too few to compare")                                     \
    X(CHANGE_NO_DATA, "有一期无数据", "no data in one of the two")                                 \
    X(CHANGE_FORM, "{1} 前一期→本期（%）", "{1} before → now, per cent")                           \
    X(CHANGE_MOST_FALLEN, "下降最多", "Fell most")                                                 \
    X(CHANGE_MOST_RISEN, "上升最多", "Rose most")                                                  \
    X(TITLE_MULTIPLES_DAY, "{1}：逐日有效覆盖率", "{1}: effective coverage day by day")            \
    X(TITLE_MULTIPLES_WEEK, "{1}：逐周有效覆盖率", "{1}: effective coverage week by week")         \
    X(MULTIPLES_LAST, "图例村数为末图", "counts in the legend: last map")                          \
    X(TITLE_HOTSPOTS, "{1}：集中的地方", "{1}: hot spots")                                         \
    X(TITLE_LOCATE, "{1}：位置待核的家", "{1}: homes to be located")                               \
    X(SUBTITLE_COVERAGE, "完整走访 {1} · {2}/{3} 村有数据 · {4}",                                  \
      "complete visits {1} · {2}/{3} villages with data · {4}")                                    \
    X(HOTSPOT_CELL, "每格里未掌握的", "Not accounted for, by cell")                                 \
    X(HOTSPOT_FROM, "{1} 及以上", "{1} or more")                                                   \
    X(HOTSPOT_WIDE, "每格宽约 {1}", "a cell is about {1} across")                                   \
    X(HOTSPOT_WORST, "最集中的地方", "Closest together")                                            \
    X(SUBTITLE_UNVISITED, "未掌握 {1}，其中在计划内 {2} · {3}",                                    \
      "{1} not accounted for, {2} of them on the plan · {3}")                                      \
    X(SUBTITLE_ROUTES, "{1} 条路线 · {2} 停 · {3} 公里 · {4}",                                     \
      "{1} routes · {2} stops · {3} km · {4}")                                                     \
    X(SUBTITLE_ACCESS, "难到达 {1}/{2} 户，超过 {3}算远 · {4}",                                   \
      "{1} of {2} homes hard to reach, farther than {3} is far · {4}")                             \
    X(SUBTITLE_ACCESS_COARSE, "{1}到最近服务点的分钟数，各村居中一户，按五分钟进位 · {2}",         \
      "minutes to the nearest place ({1}), middle home of each village, in steps of five · {2}")   \
    X(ACCESS_ESTIMATED, "没有道路数据，按直线估计", "estimated in straight lines: no roads")       \
    X(ACCESS_LEGEND, "图例：到最近服务点（{1}）", "Legend: to the nearest place ({1})")            \
    X(ACCESS_LEGEND_MIDDLE, "图例：各村居中一户（{1}）", "Legend: middle home of a village ({1})") \
    X(ACCESS_UP_TO, "{1} 分钟以内", "up to {1} min")                                               \
    X(ACCESS_OVER, "超过 {1} 分钟", "more than {1} min")                                           \
    X(ACCESS_NEVER, "到不了", "no way there")                                                      \
    X(ACCESS_PLACES, "服务点", "Places")                                                           \
    X(ACCESS_HARD, "难到达的家及原因（▲）", "Hard to reach, and why (▲)")                          \
    X(ACCESS_VILLAGES, "各村：难到达 / 全部", "By village: hard to reach / all")                   \
    X(ACCESS_HARD_ALL, "难到达", "hard to reach")                                                  \
    X(ATLAS_SUBTITLE, "住户图 · {1}，其中 {2} 未走访 · {3}", "homes · {1}, {2} of them not visited · {3}") \
    X(ATLAS_GROUP, "组", "Group")                                                                  \
    X(ATLAS_WHERE, "门牌或标志", "Address or landmark")                                            \
    X(ATLAS_KEY, "●未走访　○已走访　虚线圈：位置未核实，在村址标出　小黑框字母：放大图",                    \
      "● not visited   ○ visited   dashed ring: position not verified   A, B, C: shown larger")    \
    X(ISSUE, "第 {1} 期", "issue {1}")                                                             \
    X(INTERNAL, "内部资料 · 不得公开转发", "Internal · do not pass on")                            \
    X(EDITION_PLANNER, "乡镇版 · 准确数", "Town edition · exact figures")                          \
    X(EDITION_VILLAGE, "村级版 · 准确数", "Village edition · exact figures")                       \
    X(EDITION_VOLUNTEER, "志愿者版", "Volunteers' edition")                                        \
    X(EDITION_COUNTY, "县际交流版 · k = 5", "Between counties · k = 5")                            \
    X(EDITION_PUBLIC, "公开版 · k = 10", "Public edition · k = 10")                                \
    X(MAP_APPROVAL, "审图号：{1}", "Map approval no.: {1}")                                        \
    X(CLASS_VILLAGES, "{1} 村", "{1}")                                                             \
    X(CLASS_TARGET_NOTE, "达标", "target met")                                                     \
    X(CLASS_UNDECIDED_NOTE, "抽查区间跨目标", "the sample's interval straddles the target")        \
    X(CLASS_FEW_NOTE, "或为防推算一并隐去", "or hidden to protect another")                        \
    X(CLASS_NO_DATA_NOTE, "台账未报", "no ledger handed in")                                       \
    X(FORM_EXACT, "{1} 完整人数/在范围人数", "{1} complete/in scope")                              \
    X(FORM_BOUND, "{1} 未完成不足 {2} 人，只示下限",                                               \
      "{1} fewer than {2} missing, lower bound only")                                              \
    X(FORM_SAMPLE, "{1} 抽查样本", "{1} sample")                                                   \
    X(LOWER_BOUND, "下限", "lower bound")                                                          \
    X(BORDER_COUNTY, "县界", "County border")                                                      \
    X(BORDER_TOWN, "乡镇界", "Town border")                                                        \
    X(BORDER_VILLAGE, "村界", "Village border")                                                    \
    X(SEAT, "驻地", "Seat")                                                                        \
    X(RIVER, "河流", "River")                                                                      \
    X(POND, "池塘", "the pond")                                                                    \
    X(WATER, "水面", "Water")                                                                      \
    X(ROAD, "公路", "Road")                                                                        \
    X(PATH, "小路", "Path")                                                                        \
    X(HOUSE, "房屋", "House")                                                                      \
    X(LADDER_TITLE, "走访阶梯（{1}）", "Ladder ({1})")                                             \
    X(LADDER_TOWNS, "各乡镇走访阶梯（{1}）", "Ladder by town ({1})")                               \
    X(LADDER_NOTE, "百分比以在范围数为分母；拒访、进不去、未派单均留在分母中。",                   \
      "Per cent of those in scope; refused, inaccessible and unassigned stay in.")                 \
    X(LADDER_NOT_NESTED, "各级各自计数，不逐级嵌套。", "Each rung counts its own set.")            \
    X(FORECAST_TITLE, "期限预测", "Forecast")                                                      \
    X(DEADLINE_QUESTION, "能否按期（{1}）", "In time for {1}?")                     \
    X(MISSING, "未掌握", "Not accounted for")                                                      \
    X(MISSING_IS, "未掌握 · 既没有见到，也没有核实去向",                                           \
      "Not accounted for · neither seen nor verified elsewhere")                                   \
    X(MISSING_OF, "未见到 {1}，其中未掌握 {2}", "not seen {1}, of them not accounted for {2}")     \
    X(EFFECTIVE_COVERAGE, "有效覆盖率", "Effective coverage")                                      \
    X(ADMINISTRATIVE_COVERAGE, "行政覆盖率", "Administrative coverage")                            \
    X(HOUSEHOLD_COVERAGE, "家庭覆盖率", "Household coverage")                                      \
    X(COMMUNITY_REACH, "村（社区）到达", "Villages reached")                                       \
    X(TARGET, "目标 {1}", "target {1}")                                                            \
    X(FOOT_DATA, "数据：走访台账与任务单回录；{1} 登记 = {2} 在范围 + {3} 不在范围。数据校验 {4}", \
      "Data: ledgers and returned sheets; {1} registered = {2} in scope + {3} out. Check {4}")     \
    X(FOOT_CRS, "坐标：CGCS2000，局部投影", "Coordinates: CGCS2000, local projection")             \
    X(FOOT_NO_POINTS, "不画住户点位，不含姓名", "No homes, no names")                              \
    X(OSM, "© OpenStreetMap 贡献者", "© OpenStreetMap contributors")                               \
    X(FOOT_SOURCE, "底图：{1}", "Base map: {1}")                                                   \
    X(PAGE_OF_TOTAL, "第 {1} 页 / 共 {2} 页", "page {1} of {2}")                                   \
    X(LOCATOR_IN, "在{1}的位置", "Position in {1}")                                                \
    X(INSET, "附图 {1}", "Inset {1}")                                                              \
    X(ROUTE_N, "第 {1} 线", "Route {1}")                                                           \
    X(BASE, "出发点", "Base")                                                                      \
    X(ROUTE_LINE, "路线", "Route")                                                                 \
    X(OFF_ROAD, "路外步行", "On foot off the road")                                                \
    X(NOT_LOCATED_CIRCLE, "位置待核：约在圈内", "to be located: somewhere in the circle")          \
    X(UNVISITED_SCHEDULED, "已排入计划", "On the plan")                                            \
    X(UNVISITED_UNSCHEDULED, "未排入计划", "Not on the plan")                                      \
    X(UNVISITED_OVERDUE, "已逾期", "Overdue")                                                      \
    X(STOP_COUNT, "{1} 停", "{1} stops")                                                           \
    X(ROUTE_OVERVIEW, "总览", "overview")                                                          \
    X(ROUTE_PART, "第 {1} 幅，共 {2} 幅", "part {1} of {2}")                                       \
    X(ROUTE_ON_PAGE, "第 {1} 页", "page {1}")                                                    \
    X(ROUTE_DOT, "要去的家（颜色同路线）", "Home to visit, in the colour of its route")            \
    X(ROUTE_DOT_BW, "要去的家", "Home to visit")                                                   \
    X(ROUTE_APPROACH, "去程和回程", "Way there and back")                                          \
    X(ROUTE_NUMBERS_BEHIND, "停靠编号不在本页：见各路线所列页", "Stop numbers are not on this page but on the one named beside each route") \
    X(ROUTE_NUMBERS_ELSEWHERE, "停靠编号不在本图：请输出 PDF（分页标全部编号），或用 --day、--route、--volunteer 单独出图", "Stop numbers are not on this map: write a PDF, whose pages have them all, or draw one --day, --route or --volunteer")
/* clang-format on */
