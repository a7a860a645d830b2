#include "sample/partition.h"

#include "sample/labels.h"

#include <math.h>

/* near[i * n + j]: villages i and j share a border. */
static uint8_t *
neighbours(const Labels *labels, int n)
{
    uint8_t *near = g_malloc0((size_t)n * (size_t)n);
    for (int row = 0; row + 1 < labels->rows; row++) {
        for (int column = 0; column + 1 < labels->columns; column++) {
            const int32_t *a = &labels->cell[row * labels->columns + column];
            const int32_t others[] = {a[1], a[labels->columns]};
            for (int k = 0; k < 2; k++) {
                if (*a >= 0 && others[k] >= 0 && *a != others[k]) {
                    near[*a * n + others[k]] = 1;
                    near[others[k] * n + *a] = 1;
                }
            }
        }
    }
    return near;
}

/* The seats of towns: villages far from each other, the first near the middle. */
static void
choose_seats(Land *land)
{
    for (int t = 0; t < land->n_towns; t++) {
        double best = -1.0;
        for (int i = 0; i < land->n; i++) {
            double score = t == 0 ? 1e6 - hypot(land->seeds[i].x, land->seeds[i].y) : INFINITY;
            for (int k = 0; k < t; k++) {
                ZfXY other = land->seeds[land->seat[k]];
                score = MIN(score, hypot(other.x - land->seeds[i].x, other.y - land->seeds[i].y));
            }
            if (score > best) {
                best = score;
                land->seat[t] = i;
            }
        }
    }
}

/* The free neighbour of a town that lies nearest to its seat, or -1. */
static int
next_village(const Land *land, const uint8_t *near, int town)
{
    int best = -1;
    double best_distance = INFINITY;
    ZfXY seat = land->seeds[land->seat[town]];
    for (int i = 0; i < land->n; i++) {
        bool touches = false;
        for (int j = 0; land->town[i] < 0 && j < land->n && !touches; j++) {
            touches = land->town[j] == town && near[i * land->n + j];
        }
        double distance = hypot(land->seeds[i].x - seat.x, land->seeds[i].y - seat.y);
        if (touches && distance < best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    return best;
}

/* Towns take turns, the smallest first, so that they come out about equal and in one piece. */
static void
form_towns(Land *land, const uint8_t *near)
{
    g_autofree int *size = g_new(int, land->n_towns);
    g_autofree bool *stuck = g_new0(bool, land->n_towns);
    for (int i = 0; i < land->n; i++) {
        land->town[i] = -1;
    }
    for (int t = 0; t < land->n_towns; t++) {
        land->town[land->seat[t]] = t;
        size[t] = 1;
    }
    for (;;) {
        int turn = -1;
        for (int t = 0; t < land->n_towns; t++) {
            if (!stuck[t] && (turn < 0 || size[t] < size[turn])) {
                turn = t;
            }
        }
        if (turn < 0) {
            return;
        }
        int village = next_village(land, near, turn);
        if (village < 0) {
            stuck[turn] = true;
        } else {
            land->town[village] = turn;
            size[turn]++;
        }
    }
}

Land *
land_new(const Terrain *terrain, int n, int n_towns)
{
    Land *land = g_new0(Land, 1);
    land->n = n;
    land->n_towns = n_towns;
    land->seeds = g_new0(ZfXY, n);
    land->town = g_new0(int, n);
    land->seat = g_new0(int, n_towns);
    g_autoptr(Labels) labels = labels_land(terrain);
    labels_spread(labels, terrain, n, land->seeds);
    labels_grow(labels, terrain, land->seeds, n);
    land->borders = labels_trace(labels, terrain->seed, n);
    g_autofree uint8_t *near = neighbours(labels, n);
    choose_seats(land);
    form_towns(land, near);
    return land;
}

void
land_free(Land *land)
{
    if (!land) {
        return;
    }
    for (int i = 0; i < land->n; i++) {
        zf_polygon_free(land->borders[i]);
    }
    g_free(land->borders);
    g_free(land->seeds);
    g_free(land->town);
    g_free(land->seat);
    g_free(land);
}
