/* noise: smooth random fields that are the same on every machine. Private. */
#pragma once

#include "base/base.h"

/* -1 … 1, smooth, about as large as wavelength; different for every channel. */
double noise_at(uint64_t seed, uint32_t channel, double x, double y, double wavelength);
