/* The empty records: every text "", every index -1, every day unknown. */
#include "model/batch.h"

ZfArea
zf_area_empty(void)
{
    return (ZfArea){.code = "",
                    .name = "",
                    .level = ZF_LEVEL_VILLAGE,
                    .parent = "",
                    .aliases = "",
                    .contact_name = "",
                    .contact_phone = "",
                    .parent_index = -1};
}

ZfHousehold
zf_household_empty(void)
{
    return (ZfHousehold){.id = "",
                         .number = "",
                         .declared_area = "",
                         .located_area = "",
                         .group = "",
                         .address = "",
                         .landmark = "",
                         .note = "",
                         .back_date = ZF_DATE_NONE,
                         .back_until = ZF_DATE_NONE,
                         .entry = ZF_DATE_NONE,
                         .exit = ZF_DATE_NONE,
                         .exit_reason = "",
                         .area_index = -1,
                         .located_index = -1,
                         .first_person = -1};
}

ZfPerson
zf_person_empty(void)
{
    return (ZfPerson){.id = "",
                      .household = "",
                      .name = "",
                      .birth = ZF_DATE_NONE,
                      .id_number = "",
                      .phone = "",
                      .relation = "",
                      .hukou_area = "",
                      .school = "",
                      .grade = "",
                      .health = "",
                      .away_place = "",
                      .away_since = ZF_DATE_NONE,
                      .entry = ZF_DATE_NONE,
                      .exit = ZF_DATE_NONE,
                      .exit_reason = "",
                      .home_from = ZF_DATE_NONE,
                      .household_index = -1};
}

ZfVolunteer
zf_volunteer_empty(void)
{
    return (ZfVolunteer){.id = "",
                         .name = "",
                         .kind = ZF_VOLUNTEER_OTHER,
                         .unit = "",
                         .phone = "",
                         .skill_names = "",
                         .base = "",
                         .days = "",
                         .team = ""};
}

ZfPairing
zf_pairing_empty(void)
{
    return (ZfPairing){.household = "",
                       .volunteer = "",
                       .from = ZF_DATE_NONE,
                       .to = ZF_DATE_NONE,
                       .household_index = -1,
                       .volunteer_index = -1};
}

ZfVisit
zf_visit_empty(void)
{
    return (ZfVisit){.id = "",
                     .campaign = "",
                     .household = "",
                     .date = ZF_DATE_NONE,
                     .time_s = -1,
                     .visitors = "",
                     .team = "",
                     .outcome = ZF_OUTCOME_OTHER,
                     .about = "",
                     .seen = "",
                     .wish = "",
                     .note = "",
                     .evidence = "",
                     .answers = "",
                     .sheet = "",
                     .supersedes = "",
                     .entered = ZF_STAMP_NONE,
                     .household_index = -1};
}

ZfActivity
zf_activity_empty(void)
{
    return (ZfActivity){.id = "",
                        .campaign = "",
                        .kind = "",
                        .title = "",
                        .organiser = "",
                        .area = "",
                        .date = ZF_DATE_NONE,
                        .goods = "",
                        .other = ""};
}

ZfTeam
zf_team_empty(void)
{
    ZfTeam team = {.id = "", .name = ""};
    for (int i = 0; i < ZF_TEAM_MAX; i++) {
        team.members[i] = "";
        team.member_index[i] = -1;
    }
    return team;
}

ZfShift
zf_shift_empty(void)
{
    return (ZfShift){.id = "", .team = "", .date = ZF_DATE_NONE, .base = "", .team_index = -1};
}
