#include "gis/openvector.h"

#include "gis/dbftext.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern const ZfEmbedded zf_gis_embedded[];

#define OSM_CONF     "/vsimem/zoufang/osmconf.ini"
#define MAX_DBF_LOOK (256u << 20)
#define MAX_SHP_COPY (512u << 20)
#define LDID_GBK     0x4d
#define LDID_ANSI    0x57

typedef struct Format {
    const char *suffix;
    const char *driver;
    const char *prefix; /* of GDAL's virtual file systems */
} Format;

static const Format formats[] = {
    {".shp", "ESRI Shapefile", ""},
    {".gpkg", "GPKG", ""},
    {".geojson", "GeoJSON", ""},
    {".json", "GeoJSON", ""},
    {".geojsonl", "GeoJSONSeq", ""},
    {".kml", "LIBKML", ""},
    {".ovkml", "LIBKML", ""},
    {".kmz", "LIBKML", ""},
    {".osm", "OSM", ""},
    {".pbf", "OSM", ""},
    {".osm.gz", "OSM", "/vsigzip/"},
    {".fgb", "FlatGeobuf", ""},
    {".tab", "MapInfo File", ""},
    {".mif", "MapInfo File", ""},
    {".gpx", "GPX", ""},
};

/* Inside a zip, and instead of shapefiles. */
static const char *const zipped_suffixes[] = {".shp", ".gpkg", ".geojson", ".kml", ".osm",
                                              ".tab", ".mif",  ".gpx",     ".fgb", NULL};

static const Format *
format_of(const char *path)
{
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (gdal_ends_with(path, formats[i].suffix)) {
            return &formats[i];
        }
    }
    return NULL;
}

static bool
is_zip(const char *path)
{
    return gdal_ends_with(path, ".zip") || gdal_ends_with(path, ".shz");
}

bool
open_vector_knows(const char *path)
{
    return format_of(path) || is_zip(path);
}

/* ret: the path with another extension, in whichever case it exists, or NULL. */
static char *
sibling(const char *path, const char *extension)
{
    size_t stem = strlen(path) - strlen(extension);
    g_autofree char *upper = g_ascii_strup(extension, -1);
    const char *const tries[] = {extension, upper};
    for (size_t i = 0; i < G_N_ELEMENTS(tries); i++) {
        g_autofree char *name = g_strdup_printf("%.*s%s", (int)stem, path, tries[i]);
        VSIStatBufL status;
        if (VSIStatL(name, &status) == 0) {
            return g_steal_pointer(&name);
        }
    }
    return NULL;
}

/* Reads at most limit bytes of a file that may be inside a zip. */
static uint8_t *
read_some(const char *path, size_t limit, size_t *size)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (!file) {
        return NULL;
    }
    VSIFSeekL(file, 0, SEEK_END);
    *size = (size_t)MIN(VSIFTellL(file), limit);
    VSIFSeekL(file, 0, SEEK_SET);
    uint8_t *bytes = g_malloc(*size + 1);
    *size = VSIFReadL(bytes, 1, *size, file);
    VSIFCloseL(file);
    return bytes;
}

/* Which ENCODING to open a shapefile with; NULL: as GDAL reads .cpg and header. */
static const char *
shape_encoding(const char *shp, const char *name, ZfFindings *findings)
{
    g_autofree char *dbf = sibling(shp, ".dbf");
    size_t size = 0;
    g_autofree uint8_t *bytes = dbf ? read_some(dbf, MAX_DBF_LOOK, &size) : NULL;
    if (!bytes) {
        return NULL;
    }
    uint8_t language = 0;
    DbfText guess = dbf_text_guess(bytes, size, &language);
    if (guess == DBF_UTF8) {
        return "UTF-8";
    }
    g_autofree char *cpg = sibling(shp, ".cpg");
    size_t cpg_size = 0;
    g_autofree char *said = cpg ? (char *)read_some(cpg, 64, &cpg_size) : NULL;
    if (said) {
        said[cpg_size] = '\0';
    }
    bool said_utf8 = said && (strstr(said, "UTF") || strstr(said, "utf") || strstr(said, "65001"));
    bool free_to_guess =
        said ? said_utf8 : language == 0 || language == LDID_ANSI || language == LDID_GBK;
    if (guess != DBF_GB18030 || !free_to_guess) {
        return NULL;
    }
    if (findings) {
        zf_findings_add_at(findings, ZF_SEVERITY_FIXED, "shp-encoding", name, NULL, 0, 0, NULL,
                           _("the attributes are in GBK, which the file does not say"),
                           _("if names look wrong, give --encoding"));
    }
    return "GB18030";
}

static bool
copy_to_memory(const char *from, const char *to)
{
    size_t size = 0;
    g_autofree uint8_t *bytes = read_some(from, MAX_SHP_COPY + 1u, &size);
    if (!bytes || size > MAX_SHP_COPY) {
        return false;
    }
    VSILFILE *file = VSIFOpenL(to, "wb");
    bool ok = file && VSIFWriteL(bytes, 1, size, file) == size;
    if (file) {
        ok = VSIFCloseL(file) == 0 && ok;
    }
    return ok;
}

/* A shapefile without its .shx is opened from a copy in memory, where GDAL may write a new one:
 * nothing is written beside the user's file. ret: the path of the copy, or NULL. */
static char *
copy_without_shx(const char *shp, OpenVector *open)
{
    static int count;
    static const char *const pieces[] = {".shp", ".dbf", ".prj", ".cpg"};
    open->memory = g_strdup_printf("/vsimem/zoufang/shp%d", g_atomic_int_add(&count, 1));
    g_autofree char *base = g_path_get_basename(shp);
    g_autofree char *to = g_strdup_printf("%s/%s", open->memory, base);
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *from = sibling(shp, pieces[i]);
        size_t stem = strlen(to) - 4;
        g_autofree char *piece = g_strdup_printf("%.*s%s", (int)stem, to, pieces[i]);
        if (from && !copy_to_memory(from, piece)) {
            return NULL;
        }
    }
    to[strlen(to) - 4] = '\0';
    return g_strconcat(to, ".shp", NULL);
}

bool
open_vector_has_journal(const char *path)
{
    struct stat status;
    g_autofree char *journal = g_strconcat(path, "-wal", NULL);
    return gdal_ends_with(path, ".gpkg") && stat(journal, &status) == 0 && status.st_size > 0;
}

static bool
copy_file(const char *from, const char *to)
{
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    g_autofree char *bytes = g_malloc(1u << 20);
    ssize_t n = -1;
    while (in >= 0 && out >= 0 && (n = read(in, bytes, 1u << 20)) > 0) {
        if (write(out, bytes, (size_t)n) != n) {
            n = -1;
            break;
        }
    }
    if (in >= 0) {
        close(in);
    }
    return out >= 0 && close(out) == 0 && n == 0;
}

/* The user's own files stay as they are: SQLite would empty the journal into the GeoPackage.
 * ret: the copy's path, which open->copy removes; NULL when there is no room for it. */
static char *
copy_with_journal(const char *path, OpenVector *open)
{
    static int count;
    open->copy =
        g_strdup_printf("%s/zoufang-%d-%d.gpkg", CPLGetConfigOption("CPL_TMPDIR", g_get_tmp_dir()),
                        (int)getpid(), g_atomic_int_add(&count, 1));
    g_autofree char *from = g_strconcat(path, "-wal", NULL);
    g_autofree char *to = g_strconcat(open->copy, "-wal", NULL);
    return copy_file(path, open->copy) && copy_file(from, to) ? g_strdup(open->copy) : NULL;
}

static void
remove_copy(OpenVector *open)
{
    static const char *const pieces[] = {"", "-wal", "-shm"};
    for (size_t i = 0; open->copy && i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *piece = g_strconcat(open->copy, pieces[i], NULL);
        g_unlink(piece);
    }
    g_clear_pointer(&open->copy, g_free);
}

static void
write_osm_conf(void)
{
    static gsize done;
    if (g_once_init_enter(&done)) {
        const ZfEmbedded *conf = zf_embedded_find(zf_gis_embedded, "osmconf.ini");
        VSILFILE *file = VSIFileFromMemBuffer(OSM_CONF, (GByte *)conf->bytes, conf->size, FALSE);
        VSIFCloseL(file);
        g_once_init_leave(&done, 1);
    }
}

/* One file or folder of GDAL's, whose format is known. name: as the user named it. */
static bool
open_one(const char *name, const char *path, const Format *format, char **options, OpenVector *ret,
         GError **error)
{
    const char *const drivers[] = {format->driver, NULL};
    g_autofree char *full = g_strconcat(format->prefix, path, NULL);
    GdalScope scope = {0};
    gdal_enter(&scope);
    CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", ret->memory ? "YES" : NULL);
    ret->data = GDALOpenEx(full, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                           (const char *const *)options, NULL);
    CPLSetThreadLocalConfigOption("SHAPE_RESTORE_SHX", NULL);
    bool ok = gdal_leave(&scope, ZF_GIS_ERROR_READ, name, error);
    gdal_scope_clear(&scope);
    if (ok && !ret->data) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s cannot be read: it is damaged, or not what its name says"), name);
        ok = false;
    }
    return ok;
}

/* Looks at the pieces of one shapefile and says what is missing. ret: the path to open. */
static char *
check_shape(const char *name, const char *shp, ZfFindings *findings, OpenVector *open,
            GError **error)
{
    g_autofree char *dbf = sibling(shp, ".dbf");
    g_autofree char *shx = sibling(shp, ".shx");
    if (!dbf && findings) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "shp-no-dbf", name, NULL, 0, 0, NULL,
                           _("the .dbf that belongs to this .shp is missing: there are shapes but "
                             "no names or codes"),
                           _("put the .dbf with the same name beside it"));
    }
    if (shx) {
        return g_strdup(shp);
    }
    g_autofree char *copy = copy_without_shx(shp, open);
    if (!copy) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s: the .shx that belongs to this .shp is missing and could not be rebuilt"),
                    name);
        return NULL;
    }
    if (findings) {
        zf_findings_add_at(findings, ZF_SEVERITY_FIXED, "shp-no-shx", name, NULL, 0, 0, NULL,
                           _("the .shx that belongs to this .shp is missing; it was rebuilt"),
                           NULL);
    }
    return g_steal_pointer(&copy);
}

static bool
open_shape(const char *name, const char *path, const char *encoding, ZfFindings *findings,
           OpenVector *ret, GError **error)
{
    g_autofree char *full = check_shape(name, path, findings, ret, error);
    if (!full) {
        return false;
    }
    const char *use = encoding ? encoding : shape_encoding(path, name, findings);
    char **options = CSLSetNameValue(NULL, "ADJUST_TYPE", "YES");
    if (use) {
        options = CSLSetNameValue(options, "ENCODING", use);
    }
    bool ok = open_one(name, full, &formats[0], options, ret, error);
    CSLDestroy(options);
    ret->is_shape = true;
    return ok;
}

static char *
join_names(const GPtrArray *names)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len && i < 12; i++) {
        g_autofree char *base = g_path_get_basename(names->pdata[i]);
        g_autofree char *valid = g_utf8_make_valid(base, -1);
        g_string_append_printf(text, "%s%s", i ? _(", ") : "", valid);
    }
    return g_string_free(text, FALSE);
}

/* ret: the one file inside a zip to open: a shapefile before anything else. */
static char *
pick_in_zip(const char *name, const char *real, GError **error)
{
    g_autoptr(GPtrArray) names = gdal_zip_list(real, zipped_suffixes, error);
    if (!names) {
        return NULL;
    }
    static const char *const pieces[] = {".dbf", ".shx", NULL};
    g_autoptr(GPtrArray) rest = names->len == 0 ? gdal_zip_list(real, pieces, NULL) : NULL;
    if (rest && rest->len > 0) {
        g_autofree char *list = join_names(rest);
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                    _("%s holds pieces of a shapefile (%s), but the .shp is missing; pack all of "
                      "them: .shp, .shx, .dbf, .prj"),
                    name, list);
        return NULL;
    }
    if (names->len == 0) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                    _("%s holds no map data this program reads (.shp, .gpkg, .geojson, .kml)"),
                    name);
        return NULL;
    }
    if (names->len > 1) {
        g_autofree char *list = join_names(names);
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                    _("%s holds several map files (%s); unpack it and give the one that is meant"),
                    name, list);
        return NULL;
    }
    return g_strdup(names->pdata[0]);
}

static bool
open_real(const char *path, const char *real, const char *encoding, ZfFindings *findings,
          OpenVector *ret, GError **error)
{
    g_autofree char *inner = is_zip(real) ? pick_in_zip(path, real, error) : g_strdup(real);
    if (!inner) {
        return false;
    }
    const Format *format = format_of(inner);
    if (!format) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_FORMAT,
                    _("%s is no kind of map file this program reads (.shp .zip .gpkg .geojson .kml "
                      ".ovkml .osm .osm.pbf .tab .mif .gpx .fgb)"),
                    path);
        return false;
    }
    if (format == &formats[0]) {
        return open_shape(path, inner, encoding, findings, ret, error);
    }
    if (open_vector_has_journal(inner)) {
        g_autofree char *copy = copy_with_journal(inner, ret);
        if (!copy) {
            g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                        _("%s was copied while it was open, and there is no room to put its pieces "
                          "together; close it in the map program and copy it again"),
                        path);
            return false;
        }
        return open_one(path, copy, format, NULL, ret, error);
    }
    char **options = NULL;
    ret->is_osm = strcmp(format->driver, "OSM") == 0;
    if (ret->is_osm) {
        write_osm_conf();
        options = CSLSetNameValue(options, "CONFIG_FILE", OSM_CONF);
    }
    bool ok = open_one(path, inner, format, options, ret, error);
    CSLDestroy(options);
    return ok;
}

bool
open_vector(const char *path, const char *encoding, ZfFindings *findings, OpenVector *ret,
            GError **error)
{
    *ret = (OpenVector){0};
    g_autofree char *real = gdal_real_path(path, error);
    if (!real) {
        return false;
    }
    GdalScope scope = {0};
    gdal_enter(&scope); /* looking into zips and for siblings may complain; that is no failure */
    bool ok = open_real(path, real, encoding, findings, ret, error);
    gdal_leave(&scope, ZF_GIS_ERROR_READ, path, NULL);
    gdal_scope_clear(&scope);
    if (!ok) {
        open_vector_close(ret);
    }
    return ok;
}

void
open_vector_close(OpenVector *open)
{
    GdalScope scope = {0};
    gdal_enter(&scope);
    if (open->data) {
        GDALClose(open->data);
        open->data = NULL;
    }
    if (open->memory) {
        VSIRmdirRecursive(open->memory);
        g_clear_pointer(&open->memory, g_free);
    }
    remove_copy(open);
    gdal_leave(&scope, ZF_GIS_ERROR_READ, "", NULL);
    gdal_scope_clear(&scope);
}
