#include "sample/noise.h"

#include <math.h>

/* Values on whole numbers by a splitmix64 of the place. */
static double
lattice(uint64_t seed, uint32_t channel, int64_t x, int64_t y)
{
    uint64_t h = seed + 0x9e3779b97f4a7c15u * (channel + 1u);
    h ^= (uint64_t)x * 0xbf58476d1ce4e5b9u;
    h ^= (uint64_t)y * 0x94d049bb133111ebu;
    h = (h ^ (h >> 30)) * 0xbf58476d1ce4e5b9u;
    h = (h ^ (h >> 27)) * 0x94d049bb133111ebu;
    h ^= h >> 31;
    return (double)(h >> 11) * 0x1p-52 - 1.0;
}

double
noise_at(uint64_t seed, uint32_t channel, double x, double y, double wavelength)
{
    double fx = x / wavelength;
    double fy = y / wavelength;
    double ix = floor(fx);
    double iy = floor(fy);
    double u = fx - ix;
    double v = fy - iy;
    u = u * u * u * (u * (u * 6.0 - 15.0) + 10.0);
    v = v * v * v * (v * (v * 6.0 - 15.0) + 10.0);
    int64_t x0 = (int64_t)ix;
    int64_t y0 = (int64_t)iy;
    double south =
        lattice(seed, channel, x0, y0) * (1.0 - u) + lattice(seed, channel, x0 + 1, y0) * u;
    double north =
        lattice(seed, channel, x0, y0 + 1) * (1.0 - u) + lattice(seed, channel, x0 + 1, y0 + 1) * u;
    return south * (1.0 - v) + north * v;
}
