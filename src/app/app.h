/* app: what the program does for somebody, one function a use case: an option struct in, a result
 * struct out. It introduces the other folders to each other and talks to nobody: cli and web
 * translate. All functions that take a ZfApp use one database from one thread. */
#pragma once

#include "base/base.h"
#include "model/model.h"

#include "app/grid.h"
#include "app/workspace.h"
#include "app/access.h"
#include "app/campaigns.h"
#include "app/imports.h"
#include "app/people.h"
#include "app/figures.h"
#include "app/planning.h"
#include "app/drawing.h"
#include "app/reports.h"
#include "app/locate.h"
#include "app/results.h"
#include "app/roads.h"
#include "app/keeping.h"
#include "app/samples.h"
#include "app/solving.h"
#include "app/go.h"
#include "app/outjson.h"
