#include "model/campaign.h"

#include "base/base.h"

ZfCampaign
zf_campaign_default(void)
{
    return (ZfCampaign){
        .id = "",
        .title = "",
        .organiser = "",
        .lang = ZF_LANG_ZH,
        .unit = ZF_UNIT_CHILD,
        .from = ZF_DATE_NONE,
        .to = ZF_DATE_NONE,
        .areas = "",
        .categories = ZF_CATEGORY_ALL,
        .age_limit = 18,
        .required_visits = 1,
        .gap_days = 7,
        .interval_days = 0,
        .target_permille = 950,
        .service_s = 1500,
        .service_extra_s = 300,
        .team_size = 2,
        .female_for_girls = true,
        .two_at_isolated = true,
        .village_talks = false,
        .day_from_s = 9 * 3600,
        .day_to_s = 17 * 3600,
        .max_visits = 12,
        .rest = {11 * 3600 + 1800, 13 * 3600, 0},
        .mode = ZF_MODE_FOOT,
        .navigation = ZF_NAVIGATION_GEO,
        .place = "",
        .hotline_name = "",
        .hotline = "",
        .hotlines = "",
        .rules = "",
        .return_to = "",
        .map_approval = "",
        .source = "",
    };
}

ZfRest
zf_shift_rest(const ZfCampaign *campaign, const ZfShift *shift)
{
    ZfRest rest = shift->rest.length_s != 0 ? shift->rest : campaign->rest;
    if (rest.to_s == 0) {
        rest.from_s = campaign->rest.from_s;
        rest.to_s = campaign->rest.to_s;
    }
    rest.length_s = MAX(rest.length_s, 0);
    return rest;
}
