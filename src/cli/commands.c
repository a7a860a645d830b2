#include "cli/commands.h"

const ZfCommand *const zf_commands[] = {
    &zf_command_go,        &zf_command_init,
    &zf_command_sample,    &zf_command_import,
    &zf_command_campaign,  &zf_command_team,
    &zf_command_pair,      &zf_command_close,
    &zf_command_household, &zf_command_check,
    &zf_command_coverage,  &zf_command_unvisited,
    &zf_command_plan,      &zf_command_routes,
    &zf_command_explain,   &zf_command_lock,
    &zf_command_unlock,    &zf_command_map,
    &zf_command_sheets,    &zf_command_record,
    &zf_command_report,    &zf_command_solve,
    &zf_command_roads,     &zf_command_backup,
    &zf_command_audit,     NULL,
};
