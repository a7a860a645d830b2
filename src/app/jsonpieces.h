/* jsonpieces: pieces of JSON that several files of app write. */
#pragma once

#include <jansson.h>

#include "base/base.h"

/* ret: the text with a newline behind it; root is given away. */
char *json_print(json_t *root);
/* [{"severity": …, "code": …, "file": …, "cell": …, "message": …, "advice": …}, …] */
json_t *json_of_findings(const ZfFindings *findings);
