/* fleet: routes as they are, driven by other shifts: a smaller car, another base, another day.
 * Private to vrp. */
#pragma once

#include "vrp/state.h"

/* For each route of the running trial: moves it to an empty shift of another type, or exchanges it
 * with another route of the trial, where that costs less. */
void zf_vrp_fleet_improve(State *s, ZfRng *rng);

/* Moves a route of the running trial to an empty shift of another type drawn at random, whatever it
 * costs, or does nothing where that one may not drive it. */
void zf_vrp_fleet_shuffle(State *s, ZfRng *rng);

/* Exchanges whole routes between any two teams, or gives one to a team that has a shift free, as
 * long as that evens their hours out at no greater cost. Begins trials of its own. */
void zf_vrp_fleet_even(State *s);
