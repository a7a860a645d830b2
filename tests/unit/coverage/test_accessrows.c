#include "coverage/coverage.h"
#include "township.h"

static ZfSnapshot *
town(void)
{
    Town t = town_new();
    return town_finish(&t);
}

/* Households by key: h1 h2 h3 (V1), h4 h5 (V2, h5 has left), h6 (V3), h7 (T), h8 nowhere. */
static ZfAccess *
make_access(const ZfSnapshot *s)
{
    static const struct {
        const char *id;
        int32_t school_s;
        int32_t clinic_s;
        int32_t flat_s;
        int32_t leg_m;
        bool ferry, no_road, blocked;
    } homes[] = {
        {"h1", 600, 900, 600, 20, false, false, false},
        {"h2", 4000, 5000, 3000, 50, false, false, false}, /* far because steep */
        {"h3", ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, 0, false, true, false},
        {"h4", 1200, 1100, 1100, 1500, true, false, false}, /* ferry, off the road */
        {"h6", ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, 0, false, true, true},
        {"h7", ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, ZF_ACCESS_NEVER, 5, false, false, false},
    };
    ZfAccess *access = g_new0(ZfAccess, 1);
    access->limit_s = 3600;
    access->n_homes = G_N_ELEMENTS(homes);
    access->homes = g_new0(ZfAccessHome, access->n_homes);
    for (size_t i = 0; i < access->n_homes; i++) {
        ZfAccessHome *home = &access->homes[i];
        home->household = zf_snapshot_household(s, homes[i].id);
        g_assert_cmpint(home->household, >=, 0);
        for (int k = 0; k < ZF_SERVICE_COUNT; k++) {
            home->trips[k] = (ZfAccessTrip){-1, ZF_ACCESS_NEVER, 0};
        }
        home->trips[ZF_SERVICE_SCHOOL].seconds = homes[i].school_s;
        home->trips[ZF_SERVICE_CLINIC].seconds = homes[i].clinic_s;
        home->nearest = homes[i].school_s == ZF_ACCESS_NEVER    ? -1
                        : homes[i].clinic_s < homes[i].school_s ? ZF_SERVICE_CLINIC
                                                                : ZF_SERVICE_SCHOOL;
        home->flat_s = homes[i].flat_s;
        home->leg_m = homes[i].leg_m;
        home->ferry = homes[i].ferry;
        home->no_road = homes[i].no_road;
        home->blocked = homes[i].blocked;
    }
    return access;
}

static const ZfAccessRow *
row_named(const ZfAccess *access, const ZfSnapshot *s, const char *code)
{
    for (size_t i = 0; i < access->n_rows; i++) {
        if (strcmp(s->areas[access->rows[i].area].code, code) == 0) {
            return &access->rows[i];
        }
    }
    return NULL;
}

static void
test_rows(void)
{
    g_autoptr(ZfSnapshot) s = town();
    g_autoptr(ZfAccess) access = make_access(s);
    const int32_t unlocated[] = {zf_snapshot_household(s, "h8")};
    zf_access_add_up(access, s, -1, unlocated, 1);

    g_assert_cmpuint(access->homes[0].reasons, ==, 0);
    g_assert_cmpuint(access->homes[1].reasons, ==, ZF_ACCESS_FAR | ZF_ACCESS_STEEP);
    g_assert_cmpuint(access->homes[2].reasons, ==, ZF_ACCESS_NO_ROAD);
    g_assert_cmpuint(access->homes[3].reasons, ==, ZF_ACCESS_FERRY | ZF_ACCESS_OFF_ROAD);
    g_assert_cmpuint(access->homes[4].reasons, ==, ZF_ACCESS_WATER);
    g_assert_cmpuint(access->homes[5].reasons, ==, ZF_ACCESS_NO_WAY);

    const ZfAccessRow *v1 = row_named(access, s, "V1");
    g_assert_cmpint(v1->homes, ==, 3);
    g_assert_cmpint(v1->hard, ==, 2);
    g_assert_cmpint(v1->median_s[ZF_SERVICE_SCHOOL], ==, 4000);
    g_assert_cmpint(v1->longest_s[ZF_SERVICE_SCHOOL], ==, 4000);
    g_assert_cmpint(v1->median_s[ZF_SERVICE_OFFICE], ==, ZF_ACCESS_NEVER);
    g_assert_cmpint(v1->longest_s[ZF_SERVICE_OFFICE], ==, ZF_ACCESS_NEVER);
    g_assert_cmpint(v1->by_reason[0], ==, 1);

    const ZfAccessRow *t = row_named(access, s, "T");
    g_assert_cmpint(t->homes, ==, 5); /* V1, V2 and its own */
    g_assert_cmpint(t->hard, ==, 4);
    const ZfAccessRow *c = row_named(access, s, "C");
    g_assert_cmpint(c->homes, ==, 6);
    g_assert_cmpint(c->unlocated, ==, 0); /* h8 belongs nowhere */
    g_assert_true(c < t && t < v1);       /* tree order */

    g_assert_cmpint(access->total.homes, ==, 6);
    g_assert_cmpint(access->total.unlocated, ==, 1);
    g_assert_cmpint(access->total.hard, ==, 5);
    int32_t sum = 0;
    for (int i = 0; i < ZF_ACCESS_REASONS; i++) {
        sum += access->total.by_reason[i];
    }
    g_assert_cmpint(sum, ==, 7);
}

static void
test_counts(void)
{
    g_autoptr(ZfSnapshot) s = town();
    ZfDate t = day(2026, 1, 20);
    g_assert_true(zf_access_counts(s, zf_snapshot_household(s, "h1"), t));
    g_assert_true(
        zf_access_counts(s, zf_snapshot_household(s, "h4"), t)); /* too old: still lives there */
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/coverage/access/rows", test_rows);
    g_test_add_func("/coverage/access/counts", test_counts);
    return g_test_run();
}
