/* A made-up valley with one village, a loop road and homes along it: a snapshot, a plan with one
 * route (or several alike) and the ground under it. */
#pragma once

#include "sheet/sheet.h"

typedef struct Fixture {
    ZfSnapshot *snapshot;
    ZfPlan *plan;
    ZfGround *ground;
    ZfSheetRoute *routes;
    size_t n_routes;
    GArray *roads;
    GArray *water;
    GArray *houses;
} Fixture;

Fixture *fixture_new(ZfLang lang, uint32_t stops, uint32_t routes);
void fixture_free(Fixture *fixture);
ZfSheetInput fixture_input(const Fixture *fixture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)
