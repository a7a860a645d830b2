/* commands: every subcommand, one constant each; commands.c puts them in order. */
#pragma once

#include "cli/command.h"

extern const ZfCommand zf_command_go;
extern const ZfCommand zf_command_init;
extern const ZfCommand zf_command_sample;
extern const ZfCommand zf_command_import;
extern const ZfCommand zf_command_campaign;
extern const ZfCommand zf_command_team;
extern const ZfCommand zf_command_pair;
extern const ZfCommand zf_command_close;
extern const ZfCommand zf_command_household;
extern const ZfCommand zf_command_check;
extern const ZfCommand zf_command_coverage;
extern const ZfCommand zf_command_unvisited;
extern const ZfCommand zf_command_plan;
extern const ZfCommand zf_command_routes;
extern const ZfCommand zf_command_explain;
extern const ZfCommand zf_command_lock;
extern const ZfCommand zf_command_unlock;
extern const ZfCommand zf_command_map;
extern const ZfCommand zf_command_sheets;
extern const ZfCommand zf_command_record;
extern const ZfCommand zf_command_report;
extern const ZfCommand zf_command_solve;
extern const ZfCommand zf_command_roads;
extern const ZfCommand zf_command_backup;
extern const ZfCommand zf_command_audit;
