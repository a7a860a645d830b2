#include "gis/dem.h"

#include "gis/cell.h"
#include "gis/gdalscope.h"

#include <math.h>
#include <string.h>

#define MAX_CELLS 100000000.0
#define NO_DATA   (-32768.0)

/* One file's window. */
typedef struct Tile {
    float *values;
    int columns, rows;
    double x0, y0, dx, dy; /* of the first value, and from one to the next; dy negative */
    ZfCrs *crs;
} Tile;

static void
tile_clear(gpointer data)
{
    Tile *tile = data;
    g_clear_pointer(&tile->values, g_free);
    g_clear_pointer(&tile->crs, zf_crs_free);
}

/* Bilinear, unknown corners left out. x, y: in cells from the first value. */
static float
sample(const float *values, int columns, int rows, double x, double y)
{
    if (!(x >= -0.5 && y >= -0.5 && x <= columns - 0.5 && y <= rows - 0.5)) {
        return NAN;
    }
    x = CLAMP(x, 0.0, columns - 1.0);
    y = CLAMP(y, 0.0, rows - 1.0);
    int c = MIN((int)x, MAX(columns - 2, 0));
    int r = MIN((int)y, MAX(rows - 2, 0));
    double fx = x - c;
    double fy = y - r;
    double sum = 0.0;
    double weights = 0.0;
    for (int k = 0; k < 4; k++) {
        double weight = (k & 1 ? fx : 1.0 - fx) * (k & 2 ? fy : 1.0 - fy);
        if (weight <= 0.0) {
            continue;
        }
        float value = values[(size_t)(r + (k >> 1)) * (size_t)columns + (size_t)(c + (k & 1))];
        if (!isnan(value)) {
            sum += weight * value;
            weights += weight;
        }
    }
    return weights > 1e-9 ? (float)(sum / weights) : NAN;
}

static char *
dem_source(const char *path, GError **error)
{
    static const char *const inside[] = {".hgt", ".tif", ".tiff", ".asc", NULL};
    g_autofree char *real = gdal_real_path(path, error);
    if (!real) {
        return NULL;
    }
    if (gdal_ends_with(real, ".zip")) {
        g_autoptr(GPtrArray) names = gdal_zip_list(real, inside, error);
        if (names && names->len == 1) {
            return g_strdup(names->pdata[0]);
        }
        if (names) {
            g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                        _("%s must hold exactly one height model (.hgt or .tif)"), path);
        }
        return NULL;
    }
    for (size_t i = 0; inside[i]; i++) {
        if (gdal_ends_with(real, inside[i])) {
            return g_steal_pointer(&real);
        }
    }
    g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                _("%s is no height model this program reads (.tif .hgt .hgt.zip .asc)"), path);
    return NULL;
}

/* The CRS of a raster; none and small numbers mean WGS-84. */
static ZfCrs *
dem_crs(const char *path, GDALDatasetH data, const double *transform, GError **error)
{
    OGRSpatialReferenceH srs = GDALGetSpatialRef(data);
    if (!srs && fabs(transform[0]) <= 181.0 && fabs(transform[3]) <= 91.0) {
        return zf_crs_new("wgs84", error);
    }
    char *wkt = NULL;
    if (!srs || OSRExportToWkt(srs, &wkt) != OGRERR_NONE || !wkt) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_CRS,
                    _("%s does not say in which coordinate system it is"), path);
        return NULL;
    }
    ZfCrs *crs = zf_crs_new(wkt, error);
    VSIFree(wkt);
    return crs;
}

/* The box of a WGS-84 box in a raster's coordinates, by points along its border. */
static bool
box_in(ZfCrs *crs, ZfBox box, ZfBox *ret, GError **error)
{
    enum { STEPS = 8 };
    *ret = zf_box_empty();
    for (int i = 0; i <= STEPS; i++) {
        double lon = box.min_lon + (box.max_lon - box.min_lon) * i / STEPS;
        double lat = box.min_lat + (box.max_lat - box.min_lat) * i / STEPS;
        ZfLonLat edge[] = {
            {lon, box.min_lat}, {lon, box.max_lat}, {box.min_lon, lat}, {box.max_lon, lat}};
        for (size_t k = 0; k < G_N_ELEMENTS(edge); k++) {
            double x;
            double y;
            if (!zf_crs_from_wgs84(crs, edge[k], &x, &y, error)) {
                return false;
            }
            zf_box_add(ret, (ZfLonLat){x, y});
        }
    }
    return true;
}

/* Narrows the tile (all of the file so far) to what box needs. ret: false when nothing is left. */
static bool
narrow(Tile *tile, ZfBox box, int *first_column, int *first_row)
{
    double left = floor((box.min_lon - tile->x0) / tile->dx) - 1.0;
    double right = ceil((box.max_lon - tile->x0) / tile->dx) + 1.0;
    double top = floor((box.max_lat - tile->y0) / tile->dy) - 1.0;
    double bottom = ceil((box.min_lat - tile->y0) / tile->dy) + 1.0;
    left = MAX(left, 0.0);
    top = MAX(top, 0.0);
    right = MIN(right, tile->columns - 1.0);
    bottom = MIN(bottom, tile->rows - 1.0);
    if (!(left <= right && top <= bottom)) {
        return false;
    }
    *first_column = (int)left;
    *first_row = (int)top;
    tile->columns = (int)(right - left) + 1;
    tile->rows = (int)(bottom - top) + 1;
    tile->x0 += left * tile->dx;
    tile->y0 += top * tile->dy;
    return true;
}

static void
mark_unknown(Tile *tile, GDALRasterBandH band)
{
    int has = 0;
    double none = GDALGetRasterNoDataValue(band, &has);
    for (size_t i = 0; i < (size_t)tile->columns * (size_t)tile->rows; i++) {
        float value = tile->values[i];
        /* the Dead Sea to Mount Everest, generously; -32768 and -9999 are holes even when unsaid */
        if ((has && value == (float)none) || !(value > -1000.0F && value < 9900.0F)) {
            tile->values[i] = NAN;
        }
    }
}

/* Reads the window of an open raster. ret: false with an error; *touched false when the file lies
 * elsewhere. */
static bool
read_window(const char *path, GDALDatasetH data, const ZfBox *box, Tile *tile, bool *touched,
            GError **error)
{
    double transform[6];
    *touched = true;
    if (GDALGetRasterCount(data) < 1 || GDALGetGeoTransform(data, transform) != CE_None ||
        transform[2] != 0.0 || transform[4] != 0.0 || transform[1] <= 0.0 || transform[5] >= 0.0) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s does not say where it lies, or is turned"), path);
        return false;
    }
    tile->columns = GDALGetRasterXSize(data);
    tile->rows = GDALGetRasterYSize(data);
    tile->dx = transform[1];
    tile->dy = transform[5];
    tile->x0 = transform[0] + 0.5 * tile->dx;
    tile->y0 = transform[3] + 0.5 * tile->dy;
    tile->crs = dem_crs(path, data, transform, error);
    int column = 0;
    int row = 0;
    ZfBox inside;
    if (!tile->crs || (box && !box_in(tile->crs, *box, &inside, error))) {
        return false;
    }
    if (box && !narrow(tile, inside, &column, &row)) {
        *touched = false;
        return true;
    }
    if ((double)tile->columns * tile->rows > MAX_CELLS) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LIMIT,
                    _("%s is too large; cut out the part that is needed"), path);
        return false;
    }
    tile->values = g_new(float, (size_t)tile->columns *(size_t)tile->rows);
    GDALRasterBandH band = GDALGetRasterBand(data, 1);
    if (GDALRasterIO(band, GF_Read, column, row, tile->columns, tile->rows, tile->values,
                     tile->columns, tile->rows, GDT_Float32, 0, 0) != CE_None) {
        return true; /* GDAL has said why */
    }
    mark_unknown(tile, band);
    return true;
}

static bool
read_tile(const char *path, const ZfBox *box, GArray *tiles, GError **error)
{
    static const char *const drivers[] = {"GTiff", "SRTMHGT", "AAIGrid", NULL};
    g_autofree char *source = dem_source(path, error);
    if (!source) {
        return false;
    }
    Tile tile = {0};
    GdalScope scope = {0};
    bool touched = false;
    GError *inner = NULL;
    gdal_enter(&scope);
    GDALDatasetH data = GDALOpenEx(source, GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, NULL, NULL);
    bool read = data && read_window(path, data, box, &tile, &touched, &inner);
    if (data) {
        GDALClose(data);
    }
    bool ok = gdal_leave(&scope, ZF_GIS_ERROR_READ, path, inner ? NULL : error);
    gdal_scope_clear(&scope);
    if (inner) {
        g_propagate_error(error, inner);
    } else if (ok && !data) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s cannot be read: it is damaged, or not what its name says"), path);
    }
    if (!ok || !read) {
        tile_clear(&tile);
        return false;
    }
    if (touched) {
        g_array_append_val(tiles, tile);
    } else {
        tile_clear(&tile);
    }
    return true;
}

/* The corners of a tile in WGS-84, and its cell there. */
static bool
tile_frame(Tile *tile, ZfBox *box, double *step_lon, double *step_lat, GError **error)
{
    *box = zf_box_empty();
    for (int k = 0; k < 4; k++) {
        ZfLonLat p;
        if (!zf_crs_to_wgs84(tile->crs, tile->x0 + (k & 1 ? tile->columns - 1 : 0) * tile->dx,
                             tile->y0 + (k & 2 ? tile->rows - 1 : 0) * tile->dy, &p, error)) {
            return false;
        }
        zf_box_add(box, p);
    }
    *step_lon = tile->dx;
    *step_lat = -tile->dy;
    if (zf_crs_is_projected(tile->crs)) {
        *step_lon = (box->max_lon - box->min_lon) / MAX(tile->columns - 1, 1);
        *step_lat = (box->max_lat - box->min_lat) / MAX(tile->rows - 1, 1);
    }
    return *step_lon > 0.0 && *step_lat > 0.0;
}

/* Lays the common grid: the finest steps, on the first geographic tile's own positions. */
static bool
lay_grid(GArray *tiles, const ZfBox *box, ZfDem *dem, GError **error)
{
    ZfBox all = zf_box_empty();
    dem->step_lon = INFINITY;
    dem->step_lat = INFINITY;
    for (guint i = 0; i < tiles->len; i++) {
        ZfBox frame;
        double step_lon = 0.0;
        double step_lat = 0.0;
        if (!tile_frame(&g_array_index(tiles, Tile, i), &frame, &step_lon, &step_lat, error)) {
            return false;
        }
        zf_box_join(&all, frame);
        dem->step_lon = MIN(dem->step_lon, step_lon);
        dem->step_lat = MIN(dem->step_lat, step_lat);
    }
    const Tile *first = &g_array_index(tiles, Tile, 0);
    bool aligned = !zf_crs_is_projected(first->crs);
    double anchor_lon = aligned ? first->x0 : all.min_lon;
    double anchor_lat = aligned ? first->y0 : all.max_lat;
    if (box) {
        all.min_lon = MAX(all.min_lon, box->min_lon - dem->step_lon);
        all.max_lon = MIN(all.max_lon, box->max_lon + dem->step_lon);
        all.min_lat = MAX(all.min_lat, box->min_lat - dem->step_lat);
        all.max_lat = MIN(all.max_lat, box->max_lat + dem->step_lat);
    }
    double west = floor((all.min_lon - anchor_lon) / dem->step_lon + 1e-6);
    double east = ceil((all.max_lon - anchor_lon) / dem->step_lon - 1e-6);
    double north = floor((anchor_lat - all.max_lat) / dem->step_lat + 1e-6);
    double south = ceil((anchor_lat - all.min_lat) / dem->step_lat - 1e-6);
    double columns = MAX(east - west, 0.0) + 1.0;
    double rows = MAX(south - north, 0.0) + 1.0;
    if (!(columns * rows <= MAX_CELLS)) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LIMIT,
                    _("the height models are too large; cut out the part that is needed"));
        return false;
    }
    dem->columns = (uint32_t)columns;
    dem->rows = (uint32_t)rows;
    dem->lon0 = anchor_lon + west * dem->step_lon;
    dem->lat0 = anchor_lat - north * dem->step_lat;
    return true;
}

static float
height_at(GArray *tiles, ZfLonLat p)
{
    for (guint i = 0; i < tiles->len; i++) {
        Tile *tile = &g_array_index(tiles, Tile, i);
        double x;
        double y;
        if (!zf_crs_from_wgs84(tile->crs, p, &x, &y, NULL)) {
            continue;
        }
        float value = sample(tile->values, tile->columns, tile->rows, (x - tile->x0) / tile->dx,
                             (y - tile->y0) / tile->dy);
        if (!isnan(value)) {
            return value;
        }
    }
    return NAN;
}

/* zf_dem_read in the process that calls. */
static ZfDem *
read_here(const char *const *paths, size_t n, const ZfBox *box, GError **error)
{
    g_autoptr(GArray) tiles = g_array_new(FALSE, FALSE, sizeof(Tile));
    g_array_set_clear_func(tiles, tile_clear);
    for (size_t i = 0; i < n; i++) {
        if (!read_tile(paths[i], box, tiles, error)) {
            return NULL;
        }
    }
    if (tiles->len == 0) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("no height model covers the area asked for"));
        return NULL;
    }
    g_autoptr(ZfDem) dem = g_new0(ZfDem, 1);
    if (!lay_grid(tiles, box, dem, error)) {
        return NULL;
    }
    dem->values = g_new(float, (size_t)dem->columns * dem->rows);
    for (uint32_t row = 0; row < dem->rows; row++) {
        for (uint32_t column = 0; column < dem->columns; column++) {
            ZfLonLat p = {dem->lon0 + column * dem->step_lon, dem->lat0 - row * dem->step_lat};
            dem->values[(size_t)row * dem->columns + column] = height_at(tiles, p);
        }
    }
    return g_steal_pointer(&dem);
}

typedef struct Request {
    const char *const *paths;
    size_t n;
    const ZfBox *box;
} Request;

static void
answer_dem(int channel, gpointer data)
{
    const Request *request = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfDem) dem = read_here(request->paths, request->n, request->box, &error);
    g_autoptr(GByteArray) reply = cell_begin_reply(NULL, error);
    if (dem) {
        wire_put_number(reply, dem->columns);
        wire_put_number(reply, dem->rows);
        wire_put_real(reply, dem->lon0);
        wire_put_real(reply, dem->lat0);
        wire_put_real(reply, dem->step_lon);
        wire_put_real(reply, dem->step_lat);
        wire_put_floats(reply, dem->values, (size_t)dem->columns * dem->rows);
    }
    (void)zf_channel_send(channel, reply->data, reply->len);
}

ZfDem *
zf_dem_read(const char *const *paths, size_t n, const ZfBox *box, GError **error)
{
    if (!cell_in_use()) {
        return read_here(paths, n, box, error);
    }
    Request request = {paths, n, box};
    g_autoptr(Cell) cell = cell_start(paths, n, answer_dem, &request, error);
    g_autoptr(GByteArray) reply = g_byte_array_new();
    if (!cell || !cell_receive(cell, reply, error)) {
        return NULL;
    }
    WireIn in = cell_reply(reply, NULL, error);
    if (!in.bytes) {
        return NULL;
    }
    g_autoptr(ZfDem) dem = g_new0(ZfDem, 1);
    int64_t columns = wire_number(&in);
    int64_t rows = wire_number(&in);
    dem->lon0 = wire_real(&in);
    dem->lat0 = wire_real(&in);
    dem->step_lon = wire_real(&in);
    dem->step_lat = wire_real(&in);
    in.broken = in.broken || columns < 1 || rows < 1 ||
                (double)columns * (double)rows > MAX_CELLS ||
                !(dem->step_lon > 0.0 && dem->step_lat > 0.0);
    dem->columns = in.broken ? 0 : (uint32_t)columns;
    dem->rows = in.broken ? 0 : (uint32_t)rows;
    dem->values = wire_floats(&in, (size_t)dem->columns * dem->rows);
    return cell_check(cell, &in, error) ? g_steal_pointer(&dem) : NULL;
}

void
zf_dem_free(ZfDem *dem)
{
    if (dem) {
        g_free(dem->values);
        g_free(dem);
    }
}

float
zf_dem_sample(const ZfDem *dem, ZfLonLat point)
{
    return sample(dem->values, (int)dem->columns, (int)dem->rows,
                  (point.lon - dem->lon0) / dem->step_lon, (dem->lat0 - point.lat) / dem->step_lat);
}

ZfBox
zf_dem_box(const ZfDem *dem)
{
    return (ZfBox){.min_lon = dem->lon0,
                   .max_lon = dem->lon0 + (dem->columns - 1.0) * dem->step_lon,
                   .max_lat = dem->lat0,
                   .min_lat = dem->lat0 - (dem->rows - 1.0) * dem->step_lat};
}

/* Between gdal_enter and gdal_leave. */
static void
write_tiff(const ZfDem *dem, const char *path)
{
    char **options = CSLSetNameValue(NULL, "COMPRESS", "DEFLATE");
    options = CSLSetNameValue(options, "PREDICTOR", "3");
    options = CSLSetNameValue(options, "NUM_THREADS", "1");
    GDALDatasetH data = GDALCreate(GDALGetDriverByName("GTiff"), path, (int)dem->columns,
                                   (int)dem->rows, 1, GDT_Float32, options);
    CSLDestroy(options);
    if (!data) {
        return;
    }
    double transform[] = {dem->lon0 - 0.5 * dem->step_lon, dem->step_lon, 0.0,
                          dem->lat0 + 0.5 * dem->step_lat, 0.0,           -dem->step_lat};
    GDALSetGeoTransform(data, transform);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(srs, 4326);
    GDALSetSpatialRef(data, srs);
    OSRDestroySpatialReference(srs);
    GDALRasterBandH band = GDALGetRasterBand(data, 1);
    GDALSetRasterNoDataValue(band, NO_DATA);
    g_autofree float *line = g_new(float, dem->columns);
    for (uint32_t row = 0; row < dem->rows; row++) {
        for (uint32_t column = 0; column < dem->columns; column++) {
            float value = dem->values[(size_t)row * dem->columns + column];
            line[column] = isnan(value) ? (float)NO_DATA : value;
        }
        if (GDALRasterIO(band, GF_Write, 0, (int)row, (int)dem->columns, 1, line, (int)dem->columns,
                         1, GDT_Float32, 0, 0) != CE_None) {
            break;
        }
    }
    GDALClose(data);
}

bool
zf_dem_write(const ZfDem *dem, const char *path, GError **error)
{
    g_autofree char *part = zf_file_part_path(path);
    if (!gis_can_write(part, path, error)) {
        return false;
    }
    GdalScope scope = {0};
    gdal_enter(&scope);
    write_tiff(dem, part);
    bool ok = gdal_leave(&scope, ZF_GIS_ERROR_WRITE, path, error);
    gdal_scope_clear(&scope);
    if (!ok) {
        remove(part);
        return false;
    }
    return zf_file_commit(part, path, error);
}
