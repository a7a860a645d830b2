/* base: what every folder may use — memory, progress, random numbers, worker threads, dates,
 * text, files and findings. It knows nothing of maps, homes or databases.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "base/prelude.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/finding.h"
#include "base/jail.h"
#include "base/library.h"
#include "base/memory.h"
#include "base/progress.h"
#include "base/pool.h"
#include "base/rights.h"
#include "base/rng.h"
#include "base/stepper.h"
#include "base/text.h"
