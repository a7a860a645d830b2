/* reasons: why a home comes first (DOMAIN §3, raised attention). Private to coverage. */
#pragma once

#include "coverage/facts.h"

/* Over the children in scope still to be seen, or over all in scope once everybody was seen. */
uint32_t zf_reasons_of(const ZfFacts *facts, int32_t household);
