/* service: words for how far places are and why. */
#pragma once

#include "model/model.h"

const char *zf_say_service(ZfLang lang, ZfService service);
/* One reason, by its bit. */
const char *zf_say_access_reason(ZfLang lang, unsigned bit);
/* As a list in the order of the bits: "路远、要过渡口"; "" for none. */
char *zf_say_access_reasons(ZfLang lang, uint32_t reasons);
