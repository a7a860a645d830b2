/* households: lists of homes, from workbooks or from a layer of points or buildings. */
#include <inttypes.h>
#include <string.h>

#include "ingest/homes.h"

/* OpenStreetMap keeps street and number apart. */
static void
osm_address(const In *in, const InRow *row, ZfHousehold *home)
{
    const InTable *table = zf_in_table(in, row);
    const char *street = "";
    const char *number = "";
    for (uint32_t c = 0; c < row->n_cells; c++) {
        const char *header = g_ptr_array_index(table->headers, row->cells[c].column);
        street = strcmp(header, "addr:street") == 0 ? row->cells[c].text : street;
        number = strcmp(header, "addr:housenumber") == 0 ? row->cells[c].text : number;
    }
    g_autofree char *address = g_strstrip(g_strconcat(street, " ", number, NULL));
    home->address = zf_batch_text(in->batch, address);
}

static const char *
key_of(Homes *homes, guint i, const ZfHousehold *home)
{
    In *in = homes->in;
    const InRow *row = ZF_IN_ROW(in, i);
    if (row->osm_type) {
        g_autofree char *key = g_strdup_printf("osm-%c%" PRId64, row->osm_type, row->osm_id);
        return zf_batch_text_unique(in->batch, key);
    }
    if (*home->number) {
        return zf_homes_number_key(homes, home->declared_area, home->number);
    }
    g_autofree char *name = zf_in_text(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    g_autofree char *at = NULL;
    if (!*home->address && !*name && homes->points[i].state == IN_POINT_OK) {
        at = g_strdup_printf("%.0f %.0f", home->point.lon * 1e6, home->point.lat * 1e6);
    }
    const char *parts[] = {home->declared_area, home->group, home->address, name, at, NULL};
    return zf_in_hash_key(in, "h", parts);
}

/* The householder or carer, when the list names one. */
static void
add_carer(In *in, InRow *row, const char *household)
{
    ZfWhom whom = zf_in_has(in, row, ZF_WHOM_CARER, ZF_F_NAME) ? ZF_WHOM_CARER : ZF_WHOM_SELF;
    g_autofree char *name = zf_in_text(in, row, whom, ZF_F_NAME);
    if (!*name || row->osm_type) {
        return;
    }
    ZfWhom phone_of = zf_in_has(in, row, ZF_WHOM_CARER, ZF_F_PHONE) ? ZF_WHOM_CARER : ZF_WHOM_SELF;
    g_autofree char *phone_text = zf_in_text(in, row, phone_of, ZF_F_PHONE);
    g_autofree char *phone = zf_parse_phone(phone_text, false, NULL);
    const char *parts[] = {household, "carer", name, NULL};
    ZfPerson *person = zf_batch_add_person(in->batch);
    person->id = zf_in_hash_key(in, "p", parts);
    person->household = household;
    person->role = ZF_ROLE_CARER;
    person->name = zf_batch_text(in->batch, name);
    person->phone = zf_batch_text(in->batch, phone);
}

/* A second row of a home that is in the batch already. */
static void
settle_twice(Homes *homes, guint i, const ZfHousehold *first, const ZfHousehold *second)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    bool differs =
        strcmp(first->address, second->address) != 0 ||
        (first->has_point && second->has_point && zf_distance_m(first->point, second->point) > 1);
    if (differs && *second->number) {
        zf_in_quarantine(in, row, ZF_WHOM_SELF, ZF_F_NUMBER, "number-twice",
                         _("this household number stands in another row with a different address "
                           "or position"),
                         _("give each home its own number, or delete the wrong row"));
        return;
    }
    zf_in_settle(row, ZF_FATE_MERGED, first->id, "same home as an earlier row");
}

static void
take_row(Homes *homes, guint i)
{
    In *in = homes->in;
    InRow *row = ZF_IN_ROW(in, i);
    ZfHousehold home = zf_household_empty();
    if (!zf_homes_place(homes, i, &home)) {
        zf_homes_name(homes, i, &home);
        row->key = key_of(homes, i, &home); /* it is set aside, but has not left the list */
        return;
    }
    zf_homes_describe(homes, i, &home);
    if (row->osm_type) {
        osm_address(in, row, &home);
        home.landmark = zf_in_keep(in, row, ZF_WHOM_SELF, ZF_F_NAME);
    }
    home.id = key_of(homes, i, &home);
    ZfHousehold *first = zf_homes_find(homes, home.id);
    if (first) {
        settle_twice(homes, i, first, &home);
        return;
    }
    zf_homes_add(homes, &home);
    add_carer(in, row, home.id);
    zf_in_settle(row, ZF_FATE_NEW, home.id, "");
}

bool
zf_in_households(In *in, GError **error)
{
    g_auto(Homes) homes = {0};
    if (!zf_homes_init(&homes, in, error)) {
        return false;
    }
    if (zf_area_match_count(homes.match) == 0) {
        zf_findings_add_at(in->findings, ZF_SEVERITY_WARNING, "no-areas", in->file, NULL, 0, 0,
                           NULL, _("no villages are known yet: the homes belong to none"),
                           _("import the areas, then import this file again"));
    }
    for (guint i = zf_in_next(in, 0); i < in->rows->len; i = zf_in_next(in, i + 1)) {
        take_row(&homes, i);
    }
    zf_homes_finish(&homes);
    return true;
}
