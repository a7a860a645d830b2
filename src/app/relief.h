/* relief: the imported heights as contours; private to the folder. */
#pragma once

#include "app/inside.h"
#include "geo/geo.h"

/* Contours every 20 m of what lies in box. ret: NULL where there are no heights. */
bool relief_load(ZfApp *app, ZfBox box, ZfContours **ret, GError **error);
