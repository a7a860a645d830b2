/* model: the words of the field as plain structs — what two or more folders share and nothing else.
 *
 * Conventions, for every struct of every chapter:
 * - Texts are UTF-8, never NULL ("" = not known), owned by the container (ZfSnapshot, ZfBatch,
 *   ZfPlan …) that holds the struct; they live as long as it does.
 * - Keys (ids, codes) are globally unique opaque TEXT. In a ZfBatch records refer to each other by
 *   key; in a ZfSnapshot the matching int32_t …_index is filled in too (-1 = none).
 * - Days are ZfDate, times of day seconds since midnight, moments ZfStamp (all base/date.h).
 * - Positions are WGS-84 longitude, latitude. Lengths are metres, durations seconds, integers.
 * - Enumerations have a stable lower-case code (model/codes.h) for files and the database; the
 * words people read stand in the folder say. */
#pragma once

#include "base/base.h"
#include "geo/geo.h"

#include "model/kinds.h"
#include "model/codes.h"
#include "model/campaign.h"
#include "model/question.h"
#include "model/cellgrid.h"
#include "model/place.h"
#include "model/people.h"
#include "model/visit.h"
#include "model/snapshot.h"
#include "model/duty.h"
#include "model/coverage.h"
#include "model/access.h"
#include "model/plan.h"
#include "model/batch.h"
