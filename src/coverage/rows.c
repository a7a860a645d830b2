#include "coverage/rows.h"

#include <stdlib.h>

typedef struct Builder {
    const ZfSnapshot *s;
    GStringChunk *texts;
    ZfRows *out;
    GArray *community;     /* bool */
    int32_t *first_child;  /* by area: the smallest child, -1 */
    int32_t *next_sibling; /* by area */
    int32_t *area_row;     /* by area: its row, -1 = not (yet) there */
    int32_t *homes;        /* households by area, group */
    size_t *first_home;    /* by area, n_areas + 2: [n_areas] are those in no area */
    bool groups;
} Builder;

/* -- preparation ---------------------------------------------------------------------------------
 */

static int
compare_homes(const void *a, const void *b, void *user)
{
    const ZfHousehold *homes = ((const ZfSnapshot *)user)->households;
    int32_t i = *(const int32_t *)a;
    int32_t j = *(const int32_t *)b;
    uint32_t p = (uint32_t)homes[i].area_index; /* -1 comes last */
    uint32_t q = (uint32_t)homes[j].area_index;
    if (p != q) {
        return p < q ? -1 : 1;
    }
    int order = zf_text_compare(homes[i].group, homes[j].group);
    return order ? order : (i > j) - (i < j);
}

static void
order_homes(Builder *b)
{
    const ZfSnapshot *s = b->s;
    b->homes = g_new(int32_t, s->n_households + 1);
    b->first_home = g_new0(size_t, s->n_areas + 2);
    for (size_t i = 0; i < s->n_households; i++) {
        int32_t area = s->households[i].area_index;
        b->homes[i] = (int32_t)i;
        b->first_home[(area < 0 ? s->n_areas : (size_t)area) + 1]++;
    }
    for (size_t i = 0; i <= s->n_areas; i++) {
        b->first_home[i + 1] += b->first_home[i];
    }
    if (s->n_households > 1) {
        qsort_r(b->homes, s->n_households, sizeof *b->homes, compare_homes, (void *)b->s);
    }
}

static void
order_areas(Builder *b)
{
    const ZfSnapshot *s = b->s;
    b->first_child = g_new(int32_t, s->n_areas + 1);
    b->next_sibling = g_new(int32_t, s->n_areas + 1);
    b->area_row = g_new(int32_t, s->n_areas + 1);
    for (size_t i = 0; i < s->n_areas; i++) {
        b->first_child[i] = b->area_row[i] = -1;
    }
    for (size_t i = s->n_areas; i-- > 0;) {
        int32_t parent = s->areas[i].parent_index;
        b->next_sibling[i] = -1;
        if (parent >= 0) {
            b->next_sibling[i] = b->first_child[parent];
            b->first_child[parent] = (int32_t)i;
        }
    }
}

/* -- rows ----------------------------------------------------------------------------------------
 */

static int32_t
add_row(Builder *b, const char *code, const char *name, ZfAreaLevel level, int32_t area,
        int32_t parent)
{
    ZfCoverageRow row = {.code = g_string_chunk_insert_const(b->texts, code),
                         .name = g_string_chunk_insert_const(b->texts, name),
                         .level = level,
                         .area = area,
                         .parent = parent,
                         .last_visit = ZF_DATE_NONE};
    bool community = area >= 0 && b->first_child[area] < 0;
    g_array_append_val(b->out->rows, row);
    g_array_append_val(b->community, community);
    return (int32_t)b->out->rows->len - 1;
}

static void
put_homes(Builder *b, size_t from, size_t to, int32_t row)
{
    for (size_t i = from; i < to; i++) {
        b->out->home_row[b->homes[i]] = row;
    }
}

/* One row a group of the area's homes [from, to), none when nobody has a group. */
static void
add_groups(Builder *b, size_t from, size_t to, int32_t parent)
{
    const ZfHousehold *homes = b->s->households;
    const ZfCoverageRow village = g_array_index(b->out->rows, ZfCoverageRow, parent);
    put_homes(b, from, to, parent);
    if (!b->groups || from == to || !*homes[b->homes[to - 1]].group) {
        return; /* "" sorts first: the last one has none, so nobody has */
    }
    while (from < to) {
        const char *group = homes[b->homes[from]].group;
        size_t end = from;
        while (end < to && zf_text_compare(homes[b->homes[end]].group, group) == 0) {
            end++;
        }
        g_autofree char *code = g_strdup_printf("%s/%s", village.code, group);
        int32_t row =
            add_row(b, code, *group ? group : _("(no group)"), ZF_LEVEL_GROUP, -1, parent);
        put_homes(b, from, end, row);
        from = end;
    }
}

static void
add_area(Builder *b, int32_t area, int32_t parent)
{
    const ZfArea *record = &b->s->areas[area];
    int32_t row = add_row(b, record->code, record->name, record->level, area, parent);
    b->area_row[area] = row;
    if (b->first_child[area] < 0) {
        add_groups(b, b->first_home[area], b->first_home[area + 1], row);
    }
}

/* Homes of an area that has areas below it, after all of those. */
static void
add_unplaced(Builder *b, int32_t area)
{
    size_t from = b->first_home[area];
    size_t to = b->first_home[area + 1];
    if (b->first_child[area] < 0 || from == to) {
        return;
    }
    g_autofree char *code = g_strdup_printf("%s/", b->s->areas[area].code);
    int32_t row =
        add_row(b, code, _("(village not known)"), ZF_LEVEL_VILLAGE, -1, b->area_row[area]);
    add_groups(b, from, to, row);
}

/* The area and everything below it, in tree order; parents that form a circle are entered once. */
static void
add_tree(Builder *b, int32_t root)
{
    int32_t area = root;
    add_area(b, root, -1);
    while (true) {
        int32_t next = b->first_child[area];
        while (next >= 0 && b->area_row[next] >= 0) {
            next = b->next_sibling[next];
        }
        if (next >= 0) {
            add_area(b, next, b->area_row[area]);
            area = next;
            continue;
        }
        add_unplaced(b, area);
        if (area == root) {
            return;
        }
        area = b->s->areas[area].parent_index;
    }
}

static void
add_all(Builder *b)
{
    const ZfSnapshot *s = b->s;
    for (size_t i = 0; i < s->n_areas; i++) {
        if (s->areas[i].parent_index < 0) {
            add_tree(b, (int32_t)i);
        }
    }
    for (size_t i = 0; i < s->n_areas; i++) {
        if (b->area_row[i] < 0) {
            add_tree(b, (int32_t)i);
        }
    }
    size_t from = b->first_home[s->n_areas];
    size_t to = b->first_home[s->n_areas + 1];
    if (from < to) {
        int32_t row = add_row(b, "", _("(outside every area)"), ZF_LEVEL_VILLAGE, -1, -1);
        put_homes(b, from, to, row);
    }
}

ZfRows *
zf_rows_new(const ZfSnapshot *snapshot, int32_t root, bool groups, GStringChunk *texts)
{
    ZfRows *rows = g_new0(ZfRows, 1);
    rows->rows = g_array_new(FALSE, TRUE, sizeof(ZfCoverageRow));
    rows->home_row = g_new(int32_t, snapshot->n_households + 1);
    for (size_t i = 0; i < snapshot->n_households; i++) {
        rows->home_row[i] = -1;
    }
    Builder b = {.s = snapshot, .texts = texts, .out = rows, .groups = groups};
    b.community = g_array_new(FALSE, TRUE, sizeof(bool));
    order_homes(&b);
    order_areas(&b);
    if (root >= 0) {
        add_tree(&b, root);
    } else {
        add_all(&b);
    }
    rows->community = (bool *)(void *)g_array_free(b.community, FALSE);
    g_free(b.homes);
    g_free(b.first_home);
    g_free(b.first_child);
    g_free(b.next_sibling);
    g_free(b.area_row);
    return rows;
}

void
zf_rows_free(ZfRows *rows)
{
    if (rows) {
        g_array_unref(rows->rows);
        g_free(rows->home_row);
        g_free(rows->community);
        g_free(rows);
    }
}

/* -- sums ----------------------------------------------------------------------------------------
 */

void
zf_counts_add(ZfCounts *counts, const ZfCounts *from)
{
    /* a row of whole numbers that all add up, but for the longest of the days */
    int32_t longest = MAX(counts->overdue_days, from->overdue_days);
    int32_t *to = (int32_t *)(void *)counts;
    const int32_t *more = (const int32_t *)(const void *)from;
    for (size_t i = 0; i < sizeof *counts / sizeof *to; i++) {
        to[i] += more[i];
    }
    counts->overdue_days = longest;
}

void
zf_rows_sum(ZfCoverageRow *rows, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        if (rows[i].parent < 0) {
            continue;
        }
        ZfCoverageRow *parent = &rows[rows[i].parent];
        zf_counts_add(&parent->counts, &rows[i].counts);
        parent->talks += rows[i].talks;
        parent->last_visit = MAX(parent->last_visit, rows[i].last_visit);
    }
}
