/* planexplain: what stands behind a plan: its reasons, what would place those left out. */
#pragma once

#include <jansson.h>

#include "app/planinput.h"

/* The current plan; an error when there is none. */
ZfPlan *plan_needed(ZfApp *app, GError **error);

/* {"time": 12, …}: how many are left out for which reason. */
json_t *plan_reasons_json(const ZfPlan *plan);
/* [{"days": 2, "until": "2026-02-15", …, "placed": 12}, …] */
json_t *plan_relaxations_json(const ZfPlan *plan);
/* Lines: how many for which reason, and what would place them. */
void plan_say_left_out(GString *out, const ZfPlan *plan, ZfLang lang);
