/* datacheck: a short mark of the figures, printed on maps and bulletins, so that two sheets of
 * paper can be told to show the same figures or not. */
#pragma once

#include "model/model.h"

/* Of all counts of all communities as they are after disclosure control (what an audience does not
 * read does not shine through), without groups and without the moment they were made at.
 * ret: "7c1f-90be-22d4", the first 48 bits of a SHA-256; owned by the caller. */
char *zf_coverage_check(const ZfCoverage *coverage);
