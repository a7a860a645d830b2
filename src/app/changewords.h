/* changewords: records, their columns and duties as planners call them. */
#pragma once

#include "model/model.h"

/* A table of the database: "household" -> "home"; the text itself when it is none of ours. */
const char *change_record(const char *table);
/* Names of columns with ',' between: "grp,geom" -> "group, position"; each word once, in order.
 * Owned by the caller. */
char *change_fields(const char *columns);

/* What a duty's key stands for. village: its name, "" unknown. ret: the home's number, else its
 * address (never a person), with which visit it is from the second on; or the talk of a village.
 * Owned by the caller. */
char *duty_words(const ZfSnapshot *snapshot, const char *duty, const char **village);
