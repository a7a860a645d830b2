/* The exchange check 交换互查: an assignment of least total way without fixed points, whose pairs
 * that check each other are then broken up. */
#include <math.h>

#include "coverage/coverage.h"

/* Costs of what should not be; both above any sum of distances on earth (n * 20 037 km). */
#define FORBIDDEN (INT64_C(1) << 50)
#define TOO_FAR   (INT64_C(1) << 38)

typedef struct Matrix {
    int32_t n;
    int64_t *cost; /* [checker * n + checked] */
    int32_t limit_m;
} Matrix;

static int64_t
at(const Matrix *m, int32_t checker, int32_t checked)
{
    return m->cost[(size_t)checker * (size_t)m->n + (size_t)checked];
}

static Matrix
measure(const ZfLonLat *points, int32_t n, int32_t limit_m)
{
    Matrix m = {n, g_new(int64_t, (gsize)n * (gsize)n), limit_m};
    for (int32_t i = 0; i < n; i++) {
        for (int32_t j = 0; j < n; j++) {
            int64_t metres = llround(zf_distance_m(points[i], points[j]));
            m.cost[(size_t)i * (size_t)n + (size_t)j] =
                i == j ? FORBIDDEN : metres + (metres > limit_m ? TOO_FAR : 0);
        }
    }
    return m;
}

/* The assignment problem by shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; in
 * the O(n³) form of Jonker and Volgenant, "A shortest augmenting path algorithm for dense and
 * sparse linear assignment problems", 1987). checker[j]: the row given to column j. */
typedef struct Assignment {
    int64_t *u; /* of rows, 1 … n */
    int64_t *v; /* of columns, 0 … n; 0 is the row being placed */
    int64_t *least;
    int32_t *row_of;
    int32_t *way;
    bool *done;
} Assignment;

static int32_t
grow(const Matrix *m, Assignment *a, int32_t column)
{
    int32_t row = a->row_of[column];
    int32_t next = 0;
    int64_t delta = INT64_MAX;
    a->done[column] = true;
    for (int32_t j = 1; j <= m->n; j++) {
        if (a->done[j]) {
            continue;
        }
        int64_t reduced = at(m, row - 1, j - 1) - a->u[row] - a->v[j];
        if (reduced < a->least[j]) {
            a->least[j] = reduced;
            a->way[j] = column;
        }
        if (a->least[j] < delta) {
            delta = a->least[j];
            next = j;
        }
    }
    for (int32_t j = 0; j <= m->n; j++) {
        if (a->done[j]) {
            a->u[a->row_of[j]] += delta;
            a->v[j] -= delta;
        } else {
            a->least[j] -= delta;
        }
    }
    return next;
}

static void
assign(const Matrix *m, int32_t *checker)
{
    gsize size = (gsize)m->n + 1;
    Assignment a = {g_new0(int64_t, size), g_new0(int64_t, size), g_new(int64_t, size),
                    g_new0(int32_t, size), g_new0(int32_t, size), g_new(bool, size)};
    for (int32_t i = 1; i <= m->n; i++) {
        for (gsize j = 0; j < size; j++) {
            a.least[j] = INT64_MAX / 2;
            a.done[j] = false;
        }
        a.row_of[0] = i;
        int32_t column = 0;
        do {
            column = grow(m, &a, column);
        } while (a.row_of[column] != 0);
        while (column != 0) {
            int32_t before = a.way[column];
            a.row_of[column] = a.row_of[before];
            column = before;
        }
    }
    for (int32_t j = 0; j < m->n; j++) {
        checker[j] = a.row_of[j + 1] - 1;
    }
    g_free(a.u);
    g_free(a.v);
    g_free(a.least);
    g_free(a.row_of);
    g_free(a.way);
    g_free(a.done);
}

/* How bad village i's checker is. Mutual pairs weigh more than any way but less than a leg beyond
 * the limit. */
static int64_t
burden(const Matrix *m, const int32_t *checker, int32_t i)
{
    bool mutual = checker[checker[i]] == i;
    return at(m, checker[i], i) + (mutual ? TOO_FAR / 2 : 0);
}

/* Of all whom exchanging the checkers of i and j can touch: these two and whom they check. */
static int64_t
burden_around(const Matrix *m, const int32_t *checker, const int32_t *checked, int32_t i, int32_t j)
{
    return burden(m, checker, i) + burden(m, checker, j) + burden(m, checker, checked[i]) +
           burden(m, checker, checked[j]);
}

static void
exchange(int32_t *checker, int32_t i, int32_t j)
{
    int32_t kept = checker[i];
    checker[i] = checker[j];
    checker[j] = kept;
}

/* The village whose checker i's had best be exchanged for, -1 when nothing gets better. */
static int32_t
best_partner(const Matrix *m, int32_t *checker, const int32_t *checked, int32_t i)
{
    int32_t best = -1;
    int64_t gain = 0;
    for (int32_t j = 0; j < m->n; j++) {
        if (j == i || checker[i] == j || checker[j] == i) {
            continue;
        }
        int64_t before = burden_around(m, checker, checked, i, j);
        exchange(checker, i, j);
        int64_t after = burden_around(m, checker, checked, i, j);
        exchange(checker, i, j);
        if (before - after > gain) {
            gain = before - after;
            best = j;
        }
    }
    return best;
}

/* Breaks up mutual pairs, the best exchange first, until nothing gets better. */
static void
improve(const Matrix *m, int32_t *checker)
{
    g_autofree int32_t *checked = g_new(int32_t, m->n);
    for (int32_t i = 0; i < m->n; i++) {
        checked[checker[i]] = i;
    }
    for (int32_t i = 0; i < m->n; i++) {
        int32_t j = checker[checker[i]] == i ? best_partner(m, checker, checked, i) : -1;
        if (j >= 0) {
            exchange(checker, i, j);
            checked[checker[i]] = i;
            checked[checker[j]] = j;
        }
    }
}

bool
zf_exchange_make(const ZfLonLat *points, int32_t n, int32_t limit_m, ZfExchange *ret,
                 GError **error)
{
    if (n < 2 || n > ZF_EXCHANGE_MAX) {
        g_set_error(error, ZF_COVERAGE_ERROR, ZF_COVERAGE_ERROR_SAMPLE,
                    _("an exchange check needs 2 to %d villages, not %d"), ZF_EXCHANGE_MAX, n);
        return false;
    }
    Matrix m = measure(points, n, limit_m);
    int32_t *checker = g_new0(int32_t, n);
    assign(&m, checker);
    improve(&m, checker);
    *ret = (ZfExchange){.checker = checker, .n = n};
    for (int32_t i = 0; i < n; i++) {
        int64_t cost = at(&m, checker[i], i);
        ret->reciprocal += checker[checker[i]] == i && checker[i] > i;
        ret->too_far += cost >= TOO_FAR;
        ret->total_m += cost % TOO_FAR;
    }
    g_free(m.cost);
    return true;
}

void
zf_exchange_clear(ZfExchange *exchange)
{
    g_clear_pointer(&exchange->checker, g_free);
    exchange->n = 0;
}
