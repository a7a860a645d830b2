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
    X(HIDDEN, "隐", "hidden")
/* clang-format on */
