/* map: coverage, unvisited and route maps, and the frame painter of the worksheets. It draws what
 * it is given and counts nothing.
 *
 * Other folders include this header alone; the headers it names are its chapters. */
#pragma once

#include "draw/draw.h"
#include "model/model.h"

#include "map/maperror.h"
#include "map/style.h"
#include "map/frame.h"
#include "map/mapjob.h"
