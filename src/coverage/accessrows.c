#include "coverage/accessrows.h"

#include "coverage/coverage.h"

bool
zf_access_counts(const ZfSnapshot *snapshot, int32_t household, ZfDate t)
{
    ZfScope scope = zf_coverage_scope(snapshot, household, -1, t);
    return scope != ZF_SCOPE_EXITED && scope != ZF_SCOPE_NOT_YET && scope != ZF_SCOPE_AREA;
}

static uint32_t
reasons_of(const ZfAccessHome *home, int32_t limit_s)
{
    if (home->nearest < 0) {
        return home->blocked   ? ZF_ACCESS_WATER
               : home->no_road ? ZF_ACCESS_NO_ROAD
                               : ZF_ACCESS_NO_WAY;
    }
    uint32_t reasons = 0;
    if (home->trips[home->nearest].seconds > limit_s) {
        reasons |= ZF_ACCESS_FAR | (home->flat_s <= limit_s ? ZF_ACCESS_STEEP : 0u);
    }
    reasons |= home->ferry ? ZF_ACCESS_FERRY : 0u;
    reasons |= home->leg_m > ZF_ACCESS_LEG_M ? ZF_ACCESS_OFF_ROAD : 0u;
    return reasons;
}

static int
compare_seconds(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a;
    int32_t y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* ret: the middle of n seconds, which are sorted; longest: the last one that is reached. */
static int32_t
median(GArray *seconds, int32_t *longest)
{
    g_array_sort(seconds, compare_seconds);
    if (longest) {
        *longest = ZF_ACCESS_NEVER;
        for (guint i = seconds->len; i-- > 0 && *longest == ZF_ACCESS_NEVER;) {
            *longest = g_array_index(seconds, int32_t, i);
        }
    }
    return seconds->len ? g_array_index(seconds, int32_t, (seconds->len - 1) / 2) : ZF_ACCESS_NEVER;
}

/* homes: indices into access->homes. */
static ZfAccessRow
row_of(const ZfAccess *access, int32_t area, const GArray *homes, int32_t unlocated)
{
    ZfAccessRow row = {.area = area, .homes = (int32_t)homes->len, .unlocated = unlocated};
    g_autoptr(GArray) nearest = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (guint i = 0; i < homes->len; i++) {
        const ZfAccessHome *home = &access->homes[g_array_index(homes, uint32_t, i)];
        int32_t seconds = home->nearest < 0 ? ZF_ACCESS_NEVER : home->trips[home->nearest].seconds;
        g_array_append_val(nearest, seconds);
        row.hard += home->reasons != 0;
        for (int bit = 0; bit < ZF_ACCESS_REASONS; bit++) {
            row.by_reason[bit] += home->reasons >> bit & 1;
        }
    }
    row.nearest_median_s = median(nearest, NULL);
    for (int service = 0; service < ZF_SERVICE_COUNT; service++) {
        g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(int32_t));
        for (guint i = 0; i < homes->len; i++) {
            const ZfAccessHome *home = &access->homes[g_array_index(homes, uint32_t, i)];
            g_array_append_val(seconds, home->trips[service].seconds);
        }
        row.median_s[service] = median(seconds, &row.longest_s[service]);
    }
    return row;
}

/* What belongs to one area and those below. */
typedef struct Bag {
    GArray *homes; /* uint32_t; NULL = none yet */
    int32_t unlocated;
} Bag;

typedef struct Adder {
    ZfAccess *access;
    const ZfSnapshot *snapshot;
    Bag *bags; /* one an area */
    GArray *rows;
} Adder;

/* home: index into access->homes, or -1 for one without a position. */
static void
put_home(Adder *adder, int32_t household, int64_t home)
{
    int32_t area = adder->snapshot->households[household].area_index;
    for (; area >= 0; area = adder->snapshot->areas[area].parent_index) {
        Bag *bag = &adder->bags[area];
        if (!bag->homes) {
            bag->homes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        }
        uint32_t index = (uint32_t)home;
        if (home >= 0) {
            g_array_append_val(bag->homes, index);
        } else {
            bag->unlocated++;
        }
    }
}

/* An area that has homes, and what lies below; areas stand by code. */
static void
add_area(Adder *adder, int32_t area)
{
    const Bag *bag = &adder->bags[area];
    if (!bag->homes) {
        return;
    }
    ZfAccessRow row = row_of(adder->access, area, bag->homes, bag->unlocated);
    g_array_append_val(adder->rows, row);
    for (size_t i = 0; i < adder->snapshot->n_areas; i++) {
        if (adder->snapshot->areas[i].parent_index == area) {
            add_area(adder, (int32_t)i);
        }
    }
}

void
zf_access_add_up(ZfAccess *access, const ZfSnapshot *snapshot, int32_t root,
                 const int32_t *unlocated, size_t n_unlocated)
{
    g_assert(!access->rows);
    Adder adder = {access, snapshot, g_new0(Bag, snapshot->n_areas + 1),
                   g_array_new(FALSE, FALSE, sizeof(ZfAccessRow))};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (size_t i = 0; i < access->n_homes; i++) {
        ZfAccessHome *home = &access->homes[i];
        uint32_t index = (uint32_t)i;
        home->reasons = reasons_of(home, access->limit_s);
        put_home(&adder, home->household, (int64_t)i);
        g_array_append_val(all, index);
    }
    for (size_t i = 0; i < n_unlocated; i++) {
        put_home(&adder, unlocated[i], -1);
    }
    if (root >= 0) {
        add_area(&adder, root);
    }
    for (size_t i = 0; root < 0 && i < snapshot->n_areas; i++) {
        if (snapshot->areas[i].parent_index < 0) {
            add_area(&adder, (int32_t)i);
        }
    }
    access->total = row_of(access, -1, all, (int32_t)n_unlocated);
    for (size_t i = 0; i < snapshot->n_areas; i++) {
        if (adder.bags[i].homes) {
            g_array_unref(adder.bags[i].homes);
        }
    }
    g_free(adder.bags);
    access->n_rows = adder.rows->len;
    access->rows = (ZfAccessRow *)(void *)g_array_free(adder.rows, FALSE);
}
