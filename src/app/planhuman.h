/* planhuman: how a plan looks to those who walk it, in words and as JSON. Private to app. */
#pragma once

#include <jansson.h>

#include "model/model.h"
#include "say/say.h"

void plan_human_text(GString *out, const ZfPlanHuman *human, ZfLang lang);
json_t *plan_human_json(const ZfPlanHuman *human);
