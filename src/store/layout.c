/* The columns of every table and the fields they hold. */
#include "store/layout.h"

#include "store/store.h"

#define AT(Row, member) offsetof(Row, member), 0
#define TEXT(Row, column, member, ...)                                                             \
    {                                                                                              \
        column, ZF_COLUMN_TEXT, 0, AT(Row, member), __VA_ARGS__                                    \
    }
#define KEY(Row, column, member, ...)                                                              \
    {                                                                                              \
        column, ZF_COLUMN_KEY, 0, AT(Row, member), __VA_ARGS__                                     \
    }
#define INT(Row, column, member, ...)                                                              \
    {                                                                                              \
        column, ZF_COLUMN_INT, 0, AT(Row, member), __VA_ARGS__                                     \
    }
#define LONG(Row, column, member, ...)                                                             \
    {                                                                                              \
        column, ZF_COLUMN_LONG, 0, AT(Row, member), __VA_ARGS__                                    \
    }
#define BOOL(Row, column, member, ...)                                                             \
    {                                                                                              \
        column, ZF_COLUMN_BOOL, 0, AT(Row, member), __VA_ARGS__                                    \
    }
#define DATE(Row, column, member, ...)                                                             \
    {                                                                                              \
        column, ZF_COLUMN_DATE, 0, AT(Row, member), __VA_ARGS__                                    \
    }
#define STAMP(Row, column, member, ...)                                                            \
    {                                                                                              \
        column, ZF_COLUMN_STAMP, 0, AT(Row, member), __VA_ARGS__                                   \
    }
#define TIME(Row, column, member, ...)                                                             \
    {                                                                                              \
        column, ZF_COLUMN_TIME, 0, AT(Row, member), __VA_ARGS__                                    \
    }
#define CODE(Row, column, member, list, ...)                                                       \
    {                                                                                              \
        column, ZF_COLUMN_CODE, list, AT(Row, member), __VA_ARGS__                                 \
    }
#define SET(Row, column, member, list, ...)                                                        \
    {                                                                                              \
        column, ZF_COLUMN_SET, list, AT(Row, member), __VA_ARGS__                                  \
    }
#define POINT(Row, column, has, member, ...)                                                       \
    {                                                                                              \
        column, ZF_COLUMN_POINT, 0, offsetof(Row, has), offsetof(Row, member), __VA_ARGS__         \
    }
#define GEOM(Row, column, kind, member, ...)                                                       \
    {                                                                                              \
        column, kind, 0, AT(Row, member), __VA_ARGS__                                              \
    }

#define STAYS   ZF_COLUMN_STAYS
#define NAMES   ZF_COLUMN_NAMES
#define INDEXED ZF_COLUMN_INDEXED

/* clang-format off */
static const ZfField area_fields[] = {
    TEXT(ZfArea, "code", code, 0, 0),
    TEXT(ZfArea, "name", name, STAYS, 0),
    CODE(ZfArea, "level", level, ZF_CODES_LEVEL, 0, 0),
    KEY(ZfArea, "parent", parent, STAYS, 0),
    TEXT(ZfArea, "aliases", aliases, STAYS, 0),
    INT(ZfArea, "code_year", code_year, STAYS, 0),
    POINT(ZfArea, "point", has_point, point, STAYS | INDEXED, 0),
    GEOM(ZfArea, "geom", ZF_COLUMN_POLYGON, shape, STAYS | INDEXED, 0),
};
const ZfTable zf_table_area = {"area", sizeof(ZfArea), area_fields, G_N_ELEMENTS(area_fields)};

static const ZfField household_fields[] = {
    TEXT(ZfHomeRow, "id", home.id, 0, 0),
    TEXT(ZfHomeRow, "number", home.number, STAYS, ZF_FIELD_NUMBER),
    KEY(ZfHomeRow, "declared_area", home.declared_area, STAYS, ZF_FIELD_AREA),
    KEY(ZfHomeRow, "located_area", home.located_area, STAYS, ZF_FIELD_POINT),
    TEXT(ZfHomeRow, "grp", home.group, STAYS, ZF_FIELD_GROUP),
    TEXT(ZfHomeRow, "address", home.address, STAYS, ZF_FIELD_ADDRESS),
    TEXT(ZfHomeRow, "landmark", home.landmark, STAYS, ZF_FIELD_LANDMARK),
    TEXT(ZfHomeRow, "note", home.note, STAYS, ZF_FIELD_NOTE),
    SET(ZfHomeRow, "traits", home.traits, ZF_CODES_TRAIT, STAYS, ZF_FIELD_TRAITS),
    CODE(ZfHomeRow, "location", home.location, ZF_CODES_LOCATION, STAYS, ZF_FIELD_POINT),
    INT(ZfHomeRow, "accuracy_m", home.accuracy_m, STAYS, ZF_FIELD_POINT),
    DATE(ZfHomeRow, "back_date", home.back_date, STAYS, ZF_FIELD_BACK),
    DATE(ZfHomeRow, "back_until", home.back_until, STAYS, ZF_FIELD_BACK),
    INT(ZfHomeRow, "window_from_s", home.window_from_s, STAYS, ZF_FIELD_WINDOW),
    INT(ZfHomeRow, "window_to_s", home.window_to_s, STAYS, ZF_FIELD_WINDOW),
    BOOL(ZfHomeRow, "weekend_only", home.weekend_only, STAYS, ZF_FIELD_WINDOW),
    DATE(ZfHomeRow, "entry", home.entry, STAYS, ZF_FIELD_EXIT),
    DATE(ZfHomeRow, "exit_date", home.exit, STAYS, ZF_FIELD_EXIT),
    TEXT(ZfHomeRow, "exit_reason", home.exit_reason, STAYS, ZF_FIELD_EXIT),
    DATE(ZfHomeRow, "membership_from", membership_from, STAYS, 0),
    DATE(ZfHomeRow, "position_from", position_from, STAYS, 0),
    INT(ZfHomeRow, "edited", edited, STAYS, 0),
    POINT(ZfHomeRow, "geom", home.has_point, home.point, STAYS | INDEXED, ZF_FIELD_POINT),
};
const ZfTable zf_table_household = {"household", sizeof(ZfHomeRow), household_fields, G_N_ELEMENTS(household_fields)};

static const ZfField person_fields[] = {
    TEXT(ZfPersonRow, "id", person.id, 0, 0),
    KEY(ZfPersonRow, "household", person.household, 0, 0),
    CODE(ZfPersonRow, "role", person.role, ZF_CODES_ROLE, 0, 0),
    TEXT(ZfPersonRow, "name", person.name, STAYS | NAMES, 0),
    CODE(ZfPersonRow, "sex", person.sex, ZF_CODES_SEX, STAYS, 0),
    DATE(ZfPersonRow, "birth", person.birth, STAYS, 0),
    TEXT(ZfPersonRow, "id_number", person.id_number, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "phone", person.phone, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "relation", person.relation, STAYS, 0),
    TEXT(ZfPersonRow, "hukou_area", person.hukou_area, STAYS | NAMES, 0),
    BOOL(ZfPersonRow, "boarding", person.boarding, 0, 0),
    TEXT(ZfPersonRow, "school", person.school, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "grade", person.grade, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "health", person.health, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "away_place", person.away_place, STAYS | NAMES, 0),
    DATE(ZfPersonRow, "away_since", person.away_since, STAYS, 0),
    DATE(ZfPersonRow, "entry", person.entry, STAYS, 0),
    DATE(ZfPersonRow, "exit_date", person.exit, STAYS, 0),
    TEXT(ZfPersonRow, "exit_reason", person.exit_reason, STAYS, 0),
    DATE(ZfPersonRow, "home_from", person.home_from, STAYS, 0),
    LONG(ZfPersonRow, "home_version", home_version, STAYS, 0),
};
const ZfTable zf_table_person = {"person", sizeof(ZfPersonRow), person_fields, G_N_ELEMENTS(person_fields)};

static const ZfField contact_fields[] = {
    TEXT(ZfPersonRow, "id", person.id, 0, 0),
    KEY(ZfPersonRow, "household", person.household, 0, 0),
    KEY(ZfPersonRow, "area", area, 0, 0),
    TEXT(ZfPersonRow, "role", role, 0, 0),
    TEXT(ZfPersonRow, "name", person.name, STAYS | NAMES, 0),
    CODE(ZfPersonRow, "sex", person.sex, ZF_CODES_SEX, STAYS, 0),
    DATE(ZfPersonRow, "birth", person.birth, STAYS, 0),
    TEXT(ZfPersonRow, "id_number", person.id_number, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "phone", person.phone, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "relation", person.relation, STAYS, 0),
    TEXT(ZfPersonRow, "hukou_area", person.hukou_area, STAYS | NAMES, 0),
    BOOL(ZfPersonRow, "boarding", person.boarding, 0, 0),
    TEXT(ZfPersonRow, "school", person.school, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "grade", person.grade, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "health", person.health, STAYS | NAMES, 0),
    TEXT(ZfPersonRow, "away_place", person.away_place, STAYS | NAMES, 0),
    DATE(ZfPersonRow, "away_since", person.away_since, STAYS, 0),
    DATE(ZfPersonRow, "entry", person.entry, STAYS, 0),
    DATE(ZfPersonRow, "exit_date", person.exit, STAYS, 0),
    TEXT(ZfPersonRow, "exit_reason", person.exit_reason, STAYS, 0),
};
const ZfTable zf_table_contact = {"person", sizeof(ZfPersonRow), contact_fields, G_N_ELEMENTS(contact_fields)};

static const ZfField volunteer_fields[] = {
    TEXT(ZfVolunteer, "id", id, 0, 0),
    TEXT(ZfVolunteer, "name", name, STAYS | NAMES, 0),
    CODE(ZfVolunteer, "sex", sex, ZF_CODES_SEX, STAYS, 0),
    CODE(ZfVolunteer, "kind", kind, ZF_CODES_VOLUNTEER, 0, 0),
    TEXT(ZfVolunteer, "unit", unit, STAYS, 0),
    TEXT(ZfVolunteer, "phone", phone, STAYS | NAMES, 0),
    TEXT(ZfVolunteer, "base", base, STAYS, 0),
    POINT(ZfVolunteer, "point", has_point, point, STAYS, 0),
    CODE(ZfVolunteer, "mode", mode, ZF_CODES_MODE, 0, 0),
    TEXT(ZfVolunteer, "days", days, STAYS, 0),
    INT(ZfVolunteer, "from_s", from_s, STAYS, 0),
    INT(ZfVolunteer, "to_s", to_s, STAYS, 0),
    INT(ZfVolunteer, "max_visits", max_visits, STAYS, 0),
    INT(ZfVolunteer, "rest_from_s", rest.from_s, STAYS, 0),
    INT(ZfVolunteer, "rest_to_s", rest.to_s, STAYS, 0),
    INT(ZfVolunteer, "rest_s", rest.length_s, STAYS, 0),
    INT(ZfVolunteer, "overtime_s", overtime_s, STAYS, 0),
    INT(ZfVolunteer, "max_metres", max_metres, STAYS, 0),
    TEXT(ZfVolunteer, "team", team, STAYS, 0),
};
const ZfTable zf_table_volunteer = {"volunteer", sizeof(ZfVolunteer), volunteer_fields, G_N_ELEMENTS(volunteer_fields)};

static const ZfField visit_fields[] = {
    TEXT(ZfVisit, "id", id, 0, 0),
    TEXT(ZfVisit, "campaign", campaign, 0, 0),
    TEXT(ZfVisit, "household", household, 0, 0),
    DATE(ZfVisit, "date", date, 0, 0),
    TIME(ZfVisit, "time_s", time_s, 0, 0),
    TEXT(ZfVisit, "visitors", visitors, NAMES, 0),
    KEY(ZfVisit, "team", team, 0, 0),
    CODE(ZfVisit, "mode", mode, ZF_CODES_VISIT_MODE, 0, 0),
    CODE(ZfVisit, "outcome", outcome, ZF_CODES_OUTCOME, 0, 0),
    INT(ZfVisit, "nobody_count", nobody_count, 0, 0),
    TEXT(ZfVisit, "seen", seen, 0, 0),
    SET(ZfVisit, "clear", clear, ZF_CODES_CLEAR, 0, 0),
    SET(ZfVisit, "safe", safe, ZF_CODES_SAFETY, 0, 0),
    CODE(ZfVisit, "hazard_state", hazard_state, ZF_CODES_HAZARD, 0, 0),
    CODE(ZfVisit, "agreement", agreement, ZF_CODES_AGREEMENT, 0, 0),
    BOOL(ZfVisit, "signed", signed_by_guardian, 0, 0),
    BOOL(ZfVisit, "verified", verified, 0, 0),
    TEXT(ZfVisit, "note", note, 0, 0),
    KEY(ZfVisit, "sheet", sheet, 0, 0),
    INT(ZfVisit, "stop", stop, 0, 0),
    KEY(ZfVisit, "supersedes", supersedes, 0, 0),
    STAMP(ZfVisit, "entered", entered, 0, 0),
    TEXT(ZfVisit, "about", about, 0, 0),
};
const ZfTable zf_table_visit = {"visit", sizeof(ZfVisit), visit_fields, G_N_ELEMENTS(visit_fields)};

static const ZfField place_fields[] = {
    TEXT(ZfPlace, "id", id, 0, 0),
    CODE(ZfPlace, "kind", kind, ZF_CODES_PLACE, 0, 0),
    TEXT(ZfPlace, "name", name, STAYS, 0),
    KEY(ZfPlace, "area", area, STAYS, 0),
    GEOM(ZfPlace, "geom", ZF_COLUMN_ALWAYS_POINT, point, INDEXED, 0),
};
const ZfTable zf_table_place = {"place", sizeof(ZfPlace), place_fields, G_N_ELEMENTS(place_fields)};

static const ZfField water_fields[] = {
    TEXT(ZfWaterRow, "id", water.id, 0, 0),
    TEXT(ZfWaterRow, "name", water.name, 0, 0),
    LONG(ZfWaterRow, "source", source, 0, 0),
    GEOM(ZfWaterRow, "geom", ZF_COLUMN_POLYGON, water.shape, INDEXED, 0),
    GEOM(ZfWaterRow, "line", ZF_COLUMN_LINES, water.lines, INDEXED, 0),
};
const ZfTable zf_table_water = {"water", sizeof(ZfWaterRow), water_fields, G_N_ELEMENTS(water_fields)};

static const ZfField road_fields[] = {
    TEXT(ZfRoadRow, "id", road.id, 0, 0),
    TEXT(ZfRoadRow, "name", road.name, 0, 0),
    TEXT(ZfRoadRow, "highway", road.highway, 0, 0),
    TEXT(ZfRoadRow, "tags", road.tags, 0, 0),
    LONG(ZfRoadRow, "source", source, 0, 0),
    {"geom", ZF_COLUMN_LINE, 0, offsetof(ZfRoadRow, road.points), offsetof(ZfRoadRow, road.n_points), INDEXED, 0},
};
const ZfTable zf_table_road = {"road", sizeof(ZfRoadRow), road_fields, G_N_ELEMENTS(road_fields)};

static const ZfField barrier_fields[] = {
    TEXT(ZfBarrierRow, "id", id, 0, 0),
    TEXT(ZfBarrierRow, "tags", barrier.tags, 0, 0),
    LONG(ZfBarrierRow, "source", source, 0, 0),
    GEOM(ZfBarrierRow, "geom", ZF_COLUMN_ALWAYS_POINT, barrier.point, INDEXED, 0),
};
const ZfTable zf_table_barrier = {"road_barrier", sizeof(ZfBarrierRow), barrier_fields, G_N_ELEMENTS(barrier_fields)};

static const ZfField activity_fields[] = {
    TEXT(ZfActivity, "id", id, 0, 0),
    KEY(ZfActivity, "campaign", campaign, STAYS, 0),
    TEXT(ZfActivity, "kind", kind, STAYS, 0),
    TEXT(ZfActivity, "title", title, STAYS, 0),
    TEXT(ZfActivity, "organiser", organiser, STAYS, 0),
    KEY(ZfActivity, "area", area, STAYS, 0),
    DATE(ZfActivity, "date", date, STAYS, 0),
    LONG(ZfActivity, "money_fen", money_fen, 0, 0),
    TEXT(ZfActivity, "goods", goods, STAYS, 0),
    TEXT(ZfActivity, "other", other, STAYS, 0),
    INT(ZfActivity, "people", people, STAYS, 0),
};
const ZfTable zf_table_activity = {"activity", sizeof(ZfActivity), activity_fields, G_N_ELEMENTS(activity_fields)};

static const ZfField campaign_fields[] = {
    TEXT(ZfCampaign, "id", id, 0, 0),
    TEXT(ZfCampaign, "title", title, 0, 0),
    TEXT(ZfCampaign, "organiser", organiser, 0, 0),
    CODE(ZfCampaign, "lang", lang, ZF_CODES_LANG, 0, 0),
    CODE(ZfCampaign, "unit", unit, ZF_CODES_UNIT, 0, 0),
    DATE(ZfCampaign, "first_day", from, 0, 0),
    DATE(ZfCampaign, "last_day", to, 0, 0),
    SET(ZfCampaign, "categories", categories, ZF_CODES_CATEGORY, 0, 0),
    INT(ZfCampaign, "age_limit", age_limit, 0, 0),
    INT(ZfCampaign, "required_visits", required_visits, 0, 0),
    INT(ZfCampaign, "gap_days", gap_days, 0, 0),
    INT(ZfCampaign, "interval_days", interval_days, 0, 0),
    INT(ZfCampaign, "target_permille", target_permille, 0, 0),
    INT(ZfCampaign, "service_s", service_s, 0, 0),
    INT(ZfCampaign, "service_extra_s", service_extra_s, 0, 0),
    INT(ZfCampaign, "team_size", team_size, 0, 0),
    BOOL(ZfCampaign, "female_for_girls", female_for_girls, 0, 0),
    BOOL(ZfCampaign, "two_at_isolated", two_at_isolated, 0, 0),
    BOOL(ZfCampaign, "village_talks", village_talks, 0, 0),
    INT(ZfCampaign, "day_from_s", day_from_s, 0, 0),
    INT(ZfCampaign, "day_to_s", day_to_s, 0, 0),
    INT(ZfCampaign, "max_visits", max_visits, 0, 0),
    INT(ZfCampaign, "rest_from_s", rest.from_s, 0, 0),
    INT(ZfCampaign, "rest_to_s", rest.to_s, 0, 0),
    INT(ZfCampaign, "rest_s", rest.length_s, 0, 0),
    CODE(ZfCampaign, "mode", mode, ZF_CODES_MODE, 0, 0),
    CODE(ZfCampaign, "navigation", navigation, ZF_CODES_NAVIGATION, 0, 0),
    TEXT(ZfCampaign, "place", place, 0, 0),
    TEXT(ZfCampaign, "hotline_name", hotline_name, 0, 0),
    TEXT(ZfCampaign, "hotline", hotline, 0, 0),
    TEXT(ZfCampaign, "hotlines", hotlines, 0, 0),
    TEXT(ZfCampaign, "rules", rules, 0, 0),
    TEXT(ZfCampaign, "return_to", return_to, 0, 0),
    TEXT(ZfCampaign, "map_approval", map_approval, 0, 0),
    TEXT(ZfCampaign, "source", source, 0, 0),
};
const ZfTable zf_table_campaign = {"campaign", sizeof(ZfCampaign), campaign_fields, G_N_ELEMENTS(campaign_fields)};

static const ZfField question_fields[] = {
    TEXT(ZfQuestion, "key", key, 0, 0),
    TEXT(ZfQuestion, "text", text, 0, 0),
    CODE(ZfQuestion, "kind", kind, ZF_CODES_QUESTION, 0, 0),
    TEXT(ZfQuestion, "options", options, 0, 0),
    TEXT(ZfQuestion, "unit", unit, 0, 0),
    INT(ZfQuestion, "min", min, 0, 0),
    INT(ZfQuestion, "max", max, 0, 0),
    BOOL(ZfQuestion, "restricted", restricted, 0, 0),
};
const ZfTable zf_table_question = {"question", sizeof(ZfQuestion), question_fields, G_N_ELEMENTS(question_fields)};

static const ZfField shift_fields[] = {
    TEXT(ZfShift, "id", id, 0, 0),
    TEXT(ZfShift, "team", team, 0, 0),
    DATE(ZfShift, "date", date, 0, 0),
    INT(ZfShift, "from_s", from_s, 0, 0),
    INT(ZfShift, "to_s", to_s, 0, 0),
    TEXT(ZfShift, "base", base, 0, 0),
    GEOM(ZfShift, "point", ZF_COLUMN_ALWAYS_POINT, point, 0, 0),
    CODE(ZfShift, "mode", mode, ZF_CODES_MODE, 0, 0),
    INT(ZfShift, "max_visits", max_visits, 0, 0),
    INT(ZfShift, "max_duration_s", max_duration_s, 0, 0),
    INT(ZfShift, "rest_from_s", rest.from_s, 0, 0),
    INT(ZfShift, "rest_to_s", rest.to_s, 0, 0),
    INT(ZfShift, "rest_s", rest.length_s, 0, 0),
    INT(ZfShift, "overtime_s", overtime_s, 0, 0),
    INT(ZfShift, "max_metres", max_metres, 0, 0),
    BOOL(ZfShift, "by_hand", by_hand, 0, 0),
    BOOL(ZfShift, "cancelled", cancelled, 0, 0),
};
const ZfTable zf_table_shift = {"shift", sizeof(ZfShift), shift_fields, G_N_ELEMENTS(shift_fields)};

/* clang-format on */
