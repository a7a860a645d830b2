/* mapsource: whose map it is that lies under ours. */
#pragma once

#include "app/workspace.h"

/* What stands as source on maps, worksheets and the bulletin: what the campaign says, "©
 * OpenStreetMap contributors" where a road, river or pond came from there (its licence asks for
 * that), else the names of the files. ret: owned by the caller; "" when there is nothing. */
char *zf_app_map_source(ZfApp *app, const ZfCampaign *campaign, ZfLang lang,
                        GError **error) ZF_CHECK_RESULT;
