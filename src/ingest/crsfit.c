/* crsfit: in which coordinate system the numbers are written. The user's word comes first, then the
 * file's, then a word in the header (高德, WGS84), then the fit: the reading under which homes fall
 * into the villages they claim, if one reading clearly beats all others. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "ingest/homeplace.h"
#include "ingest/zonecheck.h"

enum {
    FIT_SHARE = 60,   /* percent of the homes must fall into their villages */
    MARGIN_SHARE = 3, /* percent more than under the next best reading … */
    MARGIN_LEAST = 3, /* … and at least so many homes … */
    MARGIN_FEW = 2,   /* … or so many, where every single one falls into its village */
    FEW = 6,          /* and there are at least so many */
    MAX_READINGS = 96,
};

#define ZONE_SLACK_DEG 0.3 /* a home to the middle of its village, at most */

typedef struct Reading {
    char *spec;
    bool swapped; /* north comes first */
    int64_t inside;
    int64_t at_home; /* in the province that the codes name */
    int64_t tried;
} Reading;

typedef struct Fit {
    In *in;
    const AreaMatch *match;
    const int32_t *claims;
    InPoint *points;
    bool degrees; /* how most points are written */
    int province; /* by the codes, 0 = unknown; asked where there are no villages */
    GArray *readings;
} Fit;

static void
reading_clear(gpointer data)
{
    g_free(((Reading *)data)->spec);
}

/* Inside the world, and where a Gauss-Krüger reading is possible at all. */
static bool
convert(ZfCrs *crs, const InPoint *point, bool swapped, ZfLonLat *ret)
{
    double x = swapped ? point->y : point->x;
    double y = swapped ? point->x : point->y;
    bool degrees = !zf_crs_is_projected(crs);
    if (degrees != point->degrees || (degrees && (fabs(x) > 180 || fabs(y) > 90)) ||
        !zf_crs_to_wgs84(crs, x, y, ret, NULL)) {
        return false;
    }
    return isfinite(ret->lon) && isfinite(ret->lat) && fabs(ret->lon) <= 180 &&
           fabs(ret->lat) <= 90;
}

static void
add_reading(Fit *fit, const char *spec, bool swapped)
{
    if (fit->readings->len < MAX_READINGS) {
        Reading reading = {.spec = g_strdup(spec), .swapped = swapped};
        g_array_append_val(fit->readings, reading);
    }
}

/* The share of points for which test holds, in percent. */
static int
percent(const Fit *fit, bool (*test)(const InPoint *point))
{
    int64_t yes = 0;
    int64_t all = 0;
    for (guint i = 0; i < fit->in->rows->len; i++) {
        if (fit->points[i].state == IN_POINT_OK && fit->points[i].degrees == fit->degrees) {
            all++;
            yes += test(&fit->points[i]);
        }
    }
    return all ? (int)(yes * 100 / all) : 0;
}

static bool
must_swap(const InPoint *p)
{
    return fabs(p->y) > 90 && fabs(p->x) <= 90;
}

/* An easting of a Gauss-Krüger zone: with the zone's number in front, or without. */
static bool
is_easting(double metres)
{
    int zone = (int)floor(metres / 1e6);
    return (metres >= 50000 && metres < 1000000) || (zone >= 13 && zone <= 45);
}

static bool
must_swap_metres(const InPoint *p)
{
    return !is_easting(p->x) && is_easting(p->y);
}

static bool
in_china(const InPoint *p)
{
    return zf_chinagrid_covers((ZfLonLat){p->x, p->y});
}

static bool
in_china_swapped(const InPoint *p)
{
    return zf_chinagrid_covers((ZfLonLat){p->y, p->x});
}

static void
degree_readings(Fit *fit)
{
    static const char *const shifted[] = {"gcj02", "bd09"};
    bool swap = percent(fit, must_swap) > 50;
    bool straight = percent(fit, in_china) > 50;
    bool swapped = percent(fit, in_china_swapped) > 50;
    if (!swap) {
        add_reading(fit, "wgs84", false);
    }
    if (swap || (swapped && !straight)) {
        add_reading(fit, "wgs84", true);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(shifted); i++) {
        if (straight && !swap) {
            add_reading(fit, shifted[i], false);
        }
        if (swapped && (swap || !straight)) {
            add_reading(fit, shifted[i], true);
        }
    }
}

/* Gauss-Krüger on CGCS2000: with a zone prefix the zone is written in the easting (3 degrees:
 * 25–45, 6 degrees: 13–23); without, every central meridian is tried. */
static void
metre_readings(Fit *fit)
{
    for (int swapped = 0; swapped < 2; swapped++) {
        bool seen[46] = {false};
        bool bare = false;
        for (guint i = 0; i < fit->in->rows->len; i++) {
            const InPoint *p = &fit->points[i];
            double easting = swapped ? p->y : p->x;
            double northing = swapped ? p->x : p->y;
            if (p->state != IN_POINT_OK || p->degrees || northing < 0 || northing > 6500000) {
                continue;
            }
            if (!is_easting(easting)) {
                continue;
            }
            int zone = (int)floor(easting / 1e6);
            bare = bare || zone == 0;
            seen[zone] = true;
        }
        for (int zone = 13; zone <= 45; zone++) {
            if (zone != 24 && seen[zone]) {
                int code = zone >= 25 ? 4513 + zone - 25 : 4491 + zone - 13;
                g_autofree char *spec = g_strdup_printf("EPSG:%d", code);
                add_reading(fit, spec, swapped);
            }
        }
        for (int n = 25; bare && n <= 45; n++) {
            g_autofree char *spec = g_strdup_printf("EPSG:%d", 4534 + n - 25);
            add_reading(fit, spec, swapped);
        }
    }
}

/* Does a home at this point lie in the village it claims? Without a claim any village will do. */
static bool
fits(const Fit *fit, int32_t claim, ZfLonLat point)
{
    if (claim < 0) {
        return zf_area_match_locate(fit->match, point) >= 0;
    }
    if (fit->in->context->known->areas[claim].shape) {
        return zf_area_match_locate(fit->match, point) == claim;
    }
    return zf_area_match_nearest_point(fit->match, point) == claim;
}

static bool
rate(Fit *fit, Reading *reading, GError **error)
{
    g_autoptr(ZfCrs) crs = zf_crs_new(reading->spec, error);
    if (!crs) {
        return false;
    }
    for (guint i = 0; i < fit->in->rows->len; i++) {
        ZfLonLat at;
        if (fit->points[i].state == IN_POINT_OK && fit->points[i].degrees == fit->degrees) {
            reading->tried++;
            bool good = convert(crs, &fit->points[i], reading->swapped, &at);
            reading->inside += good && fits(fit, fit->claims[i], at);
            reading->at_home += good && fit->province && zf_in_province_holds(fit->province, at);
        }
    }
    return true;
}

static int
compare_readings(gconstpointer a, gconstpointer b)
{
    const Reading *p = a;
    const Reading *q = b;
    if (p->inside != q->inside) {
        return p->inside > q->inside ? -1 : 1;
    }
    if (p->swapped != q->swapped) {
        return p->swapped ? 1 : -1;
    }
    return zf_text_compare(p->spec, q->spec);
}

static void
note_scores(const Fit *fit, bool chosen)
{
    for (guint i = 0; i < fit->readings->len && i < 8; i++) {
        const Reading *reading = &g_array_index(fit->readings, Reading, i);
        g_autofree char *name =
            g_strconcat(reading->spec, reading->swapped ? ", swapped" : "", NULL);
        ZfIngestScore score = {.crs = zf_batch_text(fit->in->batch, name),
                               .inside = reading->inside,
                               .of = reading->tried,
                               .chosen = chosen && i == 0};
        g_array_append_val(fit->in->out->scores, score);
    }
}

/* "gcj02: 182 of 200, wgs84: 120 of 200". */
static char *
scores_text(const Fit *fit)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fit->readings->len && i < 4; i++) {
        const Reading *reading = &g_array_index(fit->readings, Reading, i);
        g_string_append_printf(text, _("%s%s%s: %" PRId64 " of %" PRId64), i ? _(", ") : "",
                               reading->spec, reading->swapped ? _(" (swapped)") : "",
                               reading->inside, reading->tried);
    }
    return g_string_free(text, FALSE);
}

/* "EPSG:4546 (111°E), EPSG:4547 (114°E)": readings that put most points into the province. */
static char *
zones_in_province(const Fit *fit)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < fit->readings->len; i++) {
        const Reading *reading = &g_array_index(fit->readings, Reading, i);
        int code = atoi(reading->spec + strlen("EPSG:"));
        if (reading->at_home * 2 > reading->tried) {
            int meridian = code >= 4513 ? 75 + 3 * ((code - 4513) % 21) : 75 + 6 * (code - 4491);
            g_string_append_printf(text, _("%s%s (%d°E)"), text->len ? _(", ") : "", reading->spec,
                                   meridian);
        }
    }
    return g_string_free(text, FALSE);
}

/* Metres, and no village to compare with. */
static bool
cannot_tell_zone(const Fit *fit, GError **error)
{
    g_autofree char *zones = fit->province ? zones_in_province(fit) : g_strdup("");
    if (*zones) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                    _("%s: the coordinates are metres of a Gauss-Krüger zone, and nothing says "
                      "which; by its codes it is one of %s: ask whoever made the file, or put its "
                      ".prj beside it, and say --crs EPSG:n"),
                    fit->in->file, zones);
        return false;
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                _("%s: the coordinates are metres of a Gauss-Krüger zone, and nothing says which; "
                  "ask whoever made the file for the central meridian, or put its .prj beside it, "
                  "and say --crs EPSG:n, 4534 + (n − 25) for central meridian 3n degrees (4545 for "
                  "108°E)"),
                fit->in->file);
    return false;
}

static bool
cannot_tell(const Fit *fit, GError **error)
{
    if (!fit->degrees && zf_area_match_count(fit->match) == 0) {
        return cannot_tell_zone(fit, error);
    }
    g_autofree char *scores = scores_text(fit);
    g_set_error(
        error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
        fit->degrees
            ? _("%s: the coordinates may be GPS positions (WGS-84), from AMap or Tencent "
                "(GCJ-02) or from Baidu (BD-09), and the villages do not tell which (homes "
                "inside the village they claim — %s); say --crs wgs84, --crs gcj02 or --crs "
                "bd09")
            : _("%s: the coordinates are metres of a Gauss-Krüger zone that cannot be told "
                "(homes inside the village they claim — %s); say --crs EPSG:n, 4534 + (n − "
                "25) for central meridian 3n degrees (4545 for 108°E)"),
        fit->in->file, scores);
    return false;
}

/* A row alone in which north and east changed places: beyond doubt where one of them cannot be a
 * latitude, or where all others lie in China and this one does only so; in a zone, where one of
 * them cannot be an easting. */
static bool
row_is_swapped(const InPoint *p, bool swapped, bool china, bool zone)
{
    InPoint as_read = {.x = swapped ? p->y : p->x, .y = swapped ? p->x : p->y};
    if (!p->degrees) {
        return zone && must_swap_metres(&as_read);
    }
    return !zone &&
           (must_swap(&as_read) || (china && !in_china(&as_read) && in_china_swapped(&as_read)));
}

/* Homes that lie whole zones beside the villages they claim: one of the two was read with the wrong
 * central meridian, and no row of this file is to blame. Sound as well before the points are
 * settled, where they are degrees. */
static bool
check_zones_apart(const Fit *fit, bool settled, bool swapped, GError **error)
{
    int64_t votes[121] = {0}; /* degrees east, from -180 in steps of 3 */
    int64_t all = 0;
    int best = 60;
    for (guint i = 0; fit->in->kind != ZF_IMPORT_AREAS && i < fit->in->rows->len; i++) {
        const InPoint *p = &fit->points[i];
        ZfLonLat village;
        int32_t radius_m;
        if (p->state != IN_POINT_OK || (!settled && !p->degrees) || fit->claims[i] < 0 ||
            !zf_area_match_circle(fit->match, fit->claims[i], &village, &radius_m)) {
            continue;
        }
        ZfLonLat home = settled ? p->point : (ZfLonLat){p->x, p->y};
        home = !settled && swapped ? (ZfLonLat){p->y, p->x} : home;
        int at = 60 + zf_gauss_kruger_zones_apart(village, home, ZONE_SLACK_DEG) / 3;
        all++;
        if (at >= 0 && at <= 120) {
            votes[at]++;
            best = votes[at] > votes[best] ? at : best;
        }
    }
    int east = 3 * (best - 60);
    if (east == 0 || votes[best] * 100 < all * FIT_SHARE) {
        return true;
    }
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                east > 0
                    ? _("%s: %" PRId64 " of %" PRId64
                        " homes lie %d degrees east of the villages they name and neither north "
                        "nor south of them: the villages or these homes were read in the wrong "
                        "Gauss-Krüger zone; see which import it was (zoufang import runs), take "
                        "it back (zoufang import undo RUN) and read that file with another --crs")
                    : _("%s: %" PRId64 " of %" PRId64
                        " homes lie %d degrees west of the villages they name and neither north "
                        "nor south of them: the villages or these homes were read in the wrong "
                        "Gauss-Krüger zone; see which import it was (zoufang import runs), take "
                        "it back (zoufang import undo RUN) and read that file with another --crs"),
                fit->in->file, votes[best], all, abs(east));
    return false;
}

static void
report_swapped_row(In *in, guint i)
{
    const InRow *row = ZF_IN_ROW(in, i);
    bool both = zf_in_has(in, row, ZF_WHOM_SELF, ZF_F_LONLAT);
    zf_in_find(in, row, ZF_WHOM_SELF, both ? ZF_F_LONLAT : ZF_F_LON, ZF_SEVERITY_WARNING,
               "axes-swapped-row",
               _("in this row latitude stands where longitude should; both were exchanged"),
               _("exchange them in the file"));
}

/* Applies a reading; points it cannot place are bad. */
static bool
apply(Fit *fit, const char *spec, bool swapped, GError **error)
{
    g_autoptr(ZfCrs) crs = zf_crs_new(spec, error);
    if (!crs) {
        g_prefix_error(error, _("%s: "), fit->in->file);
        return false;
    }
    bool china = percent(fit, swapped ? in_china_swapped : in_china) > 50;
    bool zone = zf_in_is_zone(zf_crs_spec(crs));
    size_t bad = 0;
    size_t all = 0;
    for (guint i = 0; i < fit->in->rows->len; i++) {
        InPoint *p = &fit->points[i];
        all += p->state == IN_POINT_OK;
        bool typed = p->state == IN_POINT_OK && ZF_IN_ROW(fit->in, i)->geometry.kind == ZF_GIS_NONE;
        bool other =
            typed && zf_crs_is_projected(crs) == zone && row_is_swapped(p, swapped, china, zone);
        if (other) {
            report_swapped_row(fit->in, i);
        }
        if (p->state == IN_POINT_OK && !convert(crs, p, swapped != other, &p->point)) {
            p->state = IN_POINT_BAD;
            bad++;
        }
    }
    if (bad * 2 > all) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                    _("%s: most of its positions do not exist in %s; the system was assigned but "
                      "the coordinates never converted: say which it really is with --crs"),
                    fit->in->file, zf_crs_name(crs));
        return false;
    }
    if (!zf_in_check_zone(fit->in, fit->points, zf_crs_spec(crs), error) ||
        !check_zones_apart(fit, true, swapped, error)) {
        return false;
    }
    fit->in->swapped = swapped;
    fit->in->batch->crs = zf_batch_text(fit->in->batch, zf_crs_spec(crs));
    return true;
}

/* A word in the headers of the coordinates. ret: a spec, or NULL. */
static const char *
said_in_header(const In *in)
{
    static const struct {
        const char *word, *spec;
    } words[] = {{"高德", "gcj02"},         {"腾讯", "gcj02"},        {"gcj", "gcj02"},
                 {"火星", "gcj02"},         {"百度", "bd09"},         {"bd09", "bd09"},
                 {"bd-09", "bd09"},         {"wgs", "wgs84"},         {"gps", "wgs84"},
                 {"国家2000", "EPSG:4490"}, {"cgcs2000", "EPSG:4490"}};
    static const ZfField fields[] = {ZF_F_LONLAT, ZF_F_LON, ZF_F_LAT};
    for (guint t = 0; t < in->tables->len; t++) {
        const InTable *table = g_ptr_array_index(in->tables, t);
        for (size_t f = 0; f < G_N_ELEMENTS(fields); f++) {
            int16_t column = table->column[ZF_WHOM_SELF][fields[f]];
            if (column < 0 || (guint)column >= table->headers->len) {
                continue;
            }
            g_autofree char *header = g_utf8_strdown(g_ptr_array_index(table->headers, column), -1);
            for (size_t w = 0; w < G_N_ELEMENTS(words); w++) {
                if (strstr(header, words[w].word)) {
                    return words[w].spec;
                }
            }
        }
    }
    return NULL;
}

static void
report_swapped_columns(In *in)
{
    zf_findings_add_at(
        in->findings, ZF_SEVERITY_FIXED, "axes-swapped", in->file, NULL, 0, 0, NULL,
        _("latitude (north) stands where longitude (east) should; both were exchanged"), NULL);
}

/* A given system: only the order of the axes remains to be seen. */
static bool
apply_said(Fit *fit, const char *spec, GError **error)
{
    g_autoptr(ZfCrs) crs = zf_crs_new(spec, error);
    if (!crs) {
        g_prefix_error(error, _("%s: "), fit->in->file);
        return false;
    }
    if (zf_crs_is_projected(crs) == fit->degrees) {
        g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_CRS,
                    fit->degrees
                        ? _("%s: the coordinates are degrees, but %s counts in metres; say "
                            "which system they are in with --crs")
                        : _("%s: the coordinates are metres, but %s counts in degrees; say "
                            "which system they are in with --crs, for example EPSG:4545"),
                    fit->in->file, zf_crs_name(crs));
        return false;
    }
    Reading straight = {.spec = (char *)spec, .swapped = false};
    Reading swapped = {.spec = (char *)spec, .swapped = true};
    if (!rate(fit, &straight, error) || !rate(fit, &swapped, error)) {
        return false;
    }
    bool swap = swapped.inside > straight.inside;
    if (swapped.inside == straight.inside) {
        swap = fit->degrees
                   ? percent(fit, must_swap) > 50 ||
                         (percent(fit, in_china_swapped) > 50 && percent(fit, in_china) <= 50)
                   : zf_in_is_zone(zf_crs_spec(crs)) && percent(fit, must_swap_metres) > 50;
    }
    if (swap) {
        report_swapped_columns(fit->in);
    }
    return apply(fit, spec, swap, error);
}

/* Without villages: the one zone that puts the areas into the province of their codes. */
static bool
only_zone_in_province(Fit *fit, GError **error)
{
    const Reading *only = NULL;
    size_t n = 0;
    for (guint i = 0; i < fit->readings->len; i++) {
        const Reading *reading = &g_array_index(fit->readings, Reading, i);
        if (fit->province && reading->at_home * 2 > reading->tried) {
            only = reading;
            n++;
        }
    }
    if (n != 1) {
        return cannot_tell(fit, error);
    }
    g_autofree char *note = g_strdup_printf(
        _("the Gauss-Krüger zone was told from the codes: only %s puts the areas into their "
          "province"),
        only->spec);
    zf_findings_add_at(fit->in->findings, ZF_SEVERITY_WARNING, "crs-fitted", fit->in->file, NULL, 0,
                       0, NULL, note, _("if that is wrong, say which with --crs"));
    return apply(fit, only->spec, only->swapped, error);
}

/* How many homes more than under the next best reading make the best one win. Zones lie hundreds of
 * kilometres apart, so one home that falls into its village under one alone is no chance; systems
 * of degrees lie half a kilometre apart. */
static int64_t
margin_of(const Fit *fit, const Reading *best, int64_t next)
{
    if (!fit->degrees && next == 0) {
        return 1;
    }
    bool perfect = best->inside == best->tried && best->tried >= FEW;
    return MAX(perfect ? MARGIN_FEW : MARGIN_LEAST, (best->tried * MARGIN_SHARE + 99) / 100);
}

static bool
by_fit(Fit *fit, GError **error)
{
    if (fit->degrees) {
        degree_readings(fit);
    } else {
        metre_readings(fit);
    }
    for (guint i = 0; i < fit->readings->len; i++) {
        if (!rate(fit, &g_array_index(fit->readings, Reading, i), error)) {
            return false;
        }
    }
    g_array_sort(fit->readings, compare_readings);
    if (fit->readings->len == 0) {
        return cannot_tell(fit, error);
    }
    if (!fit->degrees && zf_area_match_count(fit->match) == 0 && fit->readings->len > 1) {
        return only_zone_in_province(fit, error);
    }
    const Reading *best = &g_array_index(fit->readings, Reading, 0);
    bool alone = fit->readings->len == 1;
    int64_t next = alone ? 0 : g_array_index(fit->readings, Reading, 1).inside;
    int64_t lead = best->inside - next;
    bool wins = best->inside * 100 >= best->tried * FIT_SHARE && best->inside > 0 &&
                lead >= margin_of(fit, best, next);
    bool compared = zf_area_match_count(fit->match) > 0;
    if (compared) {
        note_scores(fit, wins || alone);
    }
    if (!wins && !alone) {
        return (!fit->degrees || check_zones_apart(fit, false, best->swapped, error)) &&
               cannot_tell(fit, error);
    }
    g_autofree char *scores = scores_text(fit);
    const char *swapped = best->swapped ? _(" (swapped)") : "";
    g_autofree char *note =
        compared ? g_strdup_printf(
                       _("coordinates taken as %s%s (homes inside the village they claim — %s)"),
                       best->spec, swapped, scores)
                 : g_strdup_printf(_("coordinates taken as %s%s"), best->spec, swapped);
    fit->in->out->note = zf_batch_text(fit->in->batch, note);
    if (best->swapped) {
        report_swapped_columns(fit->in);
    }
    if (!alone && (strcmp(best->spec, "wgs84") != 0 || lead < MARGIN_LEAST)) {
        zf_findings_add_at(fit->in->findings, ZF_SEVERITY_WARNING, "crs-fitted", fit->in->file,
                           NULL, 0, 0, NULL, note, _("if that is wrong, say which with --crs"));
    }
    return apply(fit, best->spec, best->swapped, error);
}

bool
zf_in_fit_crs(In *in, const AreaMatch *match, const int32_t *claims, InPoint *points,
              GError **error)
{
    Fit fit = {.in = in,
               .match = match,
               .claims = claims,
               .points = points,
               .province = zf_in_province(in)};
    int64_t degrees = 0;
    int64_t all = 0;
    for (guint i = 0; i < in->rows->len; i++) {
        all += points[i].state == IN_POINT_OK;
        degrees += points[i].state == IN_POINT_OK && points[i].degrees;
    }
    if (all == 0) {
        return true;
    }
    fit.degrees = degrees * 2 >= all;
    const char *said = in->options->crs;
    if (!said || g_ascii_strcasecmp(said, "auto") == 0) {
        said = in->layer_crs ? in->layer_crs : said_in_header(in);
    }
    if (said) {
        return apply_said(&fit, said, error);
    }
    fit.readings = g_array_new(FALSE, FALSE, sizeof(Reading));
    g_array_set_clear_func(fit.readings, reading_clear);
    bool good = by_fit(&fit, error);
    g_array_unref(fit.readings);
    return good;
}
