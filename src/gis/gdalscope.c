#include "gis/gdalscope.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

G_DEFINE_QUARK(zf_gis_error_quark, zf_gis_error)

/* What curl says when it is sent to the proxy that is nobody. */
#define DEAD_PROXY      "127.0.0.1 port 9 "
#define MAX_ZIP_ENTRIES 10000
#define MAX_ZIP_BYTES   (4LL << 30)
#define ROOM            65536 /* bytes free: less is a full disk */

/* What files may not make GDAL do: load plugins, reach the network (a proxy that is nobody), open
 * other files through SQLite, write statistics beside the source. */
static void
start_gdal(void)
{
    static const char *const options[][2] = {
        {"GDAL_DRIVER_PATH", "disable"},
        {"GDAL_HTTP_PROXY", "http://127.0.0.1:9"},
        {"GDAL_HTTPS_PROXY", "http://127.0.0.1:9"},
        {"GDAL_HTTP_TIMEOUT", "1"},
        {"GDAL_HTTP_CONNECTTIMEOUT", "1"},
        {"GDAL_HTTP_MAX_RETRY", "0"},
        {"CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{noext}"},
        {"OGR_SQLITE_ALLOW_EXTERNAL_ACCESS", "NO"},
        {"GDAL_PAM_ENABLED", "NO"},
        {"GDAL_VRT_ENABLE_PYTHON", "NO"},
        /* files whose node numbers do not ascend are read all the same */
        {"OSM_USE_CUSTOM_INDEXING", "NO"},
        {"CPL_DEBUG", "OFF"},
    };
    gdal_calls_load();
    for (size_t i = 0; i < G_N_ELEMENTS(options); i++) {
        CPLSetConfigOption(options[i][0], options[i][1]);
    }
    GDALAllRegister();
}

static void CPL_STDCALL
keep_complaint(CPLErr level, CPLErrorNum number, const char *message)
{
    (void)number;
    GdalScope *scope = CPLGetErrorHandlerUserData();
    if (level >= CE_Failure) {
        if (!scope->failure) {
            scope->failure = g_utf8_make_valid(message, -1);
        }
        return;
    }
    if (level != CE_Warning) {
        return;
    }
    scope->n_warnings++;
    if (!scope->warnings) {
        scope->warnings = g_ptr_array_new_with_free_func(g_free);
    }
    if (scope->warnings->len < GDAL_SCOPE_WARNINGS) {
        g_ptr_array_add(scope->warnings, g_utf8_make_valid(message, -1));
    }
}

void
gdal_enter(GdalScope *scope)
{
    static gsize started;
    if (g_once_init_enter(&started)) {
        start_gdal();
        g_once_init_leave(&started, 1);
    }
    g_clear_pointer(&scope->failure, g_free);
    CPLErrorReset();
    CPLPushErrorHandlerEx(keep_complaint, scope);
}

/* GDAL says of a full disk only what it was doing. */
static bool
has_room(const char *file)
{
    g_autofree char *folder = g_path_get_dirname(file);
    struct statvfs disk;
    return statvfs(folder, &disk) != 0 || disk.f_bavail * disk.f_frsize >= ROOM;
}

bool
gdal_leave(GdalScope *scope, ZfGisError code, const char *file, GError **error)
{
    CPLPopErrorHandler();
    if (!scope->failure) {
        return true;
    }
    if (strstr(scope->failure, DEAD_PROXY)) {
        g_set_error(error, ZF_GIS_ERROR, (int)code,
                    _("%s wants something fetched from the network, which is not done for a file; "
                      "take the link out of it (a \"crs\" in GeoJSON), or save it anew from a map "
                      "program"),
                    file);
    } else if (code == ZF_GIS_ERROR_READ) {
        g_set_error(error, ZF_GIS_ERROR, (int)code,
                    _("%s is damaged, or only a part of it is there; copy it again, with all its "
                      "pieces"),
                    file);
    } else if (code == ZF_GIS_ERROR_WRITE && !has_room(file)) {
        g_set_error(error, ZF_GIS_ERROR, (int)code, _("cannot write %s: %s"), file,
                    g_strerror(ENOSPC));
    } else {
        g_set_error(error, ZF_GIS_ERROR, (int)code, "%s: %s", file, scope->failure);
    }
    return false;
}

void
gdal_scope_clear(GdalScope *scope)
{
    g_clear_pointer(&scope->failure, g_free);
    g_clear_pointer(&scope->warnings, g_ptr_array_unref);
}

void
gdal_report_warnings(GdalScope *scope, const char *file, ZfFindings *findings)
{
    for (guint i = 0; findings && scope->warnings && i < scope->warnings->len; i++) {
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "gdal-warning", file, NULL, 0, 0, NULL,
                           scope->warnings->pdata[i], NULL);
    }
    if (findings && scope->n_warnings > GDAL_SCOPE_WARNINGS) {
        g_autofree char *message = g_strdup_printf(NG_("%u further warning of this kind",
                                                       "%u further warnings of this kind",
                                                       scope->n_warnings - GDAL_SCOPE_WARNINGS),
                                                   scope->n_warnings - GDAL_SCOPE_WARNINGS);
        zf_findings_add_at(findings, ZF_SEVERITY_WARNING, "gdal-warning", file, NULL, 0, 0, NULL,
                           message, NULL);
    }
    g_clear_pointer(&scope->warnings, g_ptr_array_unref);
    scope->n_warnings = 0;
}

bool
gis_can_write(const char *part, const char *path, GError **error)
{
    int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        g_autoptr(GError) why = NULL;
        if (!zf_file_commit(part, path, &why)) {
            g_set_error_literal(error, ZF_GIS_ERROR, ZF_GIS_ERROR_WRITE, why->message);
        }
        return false;
    }
    close(fd);
    return unlink(part) == 0;
}

char *
gdal_real_path(const char *path, GError **error)
{
    struct stat status;
    char *real = realpath(path, NULL);
    if (!real || stat(real, &status) != 0) {
        free(real);
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s: there is no such file, or it may not be read"), path);
        return NULL;
    }
    char *ret = g_strdup(real);
    free(real);
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ, _("%s is not a file"), path);
        g_clear_pointer(&ret, g_free);
    }
    return ret;
}

bool
gdal_ends_with(const char *text, const char *suffix)
{
    size_t n = strlen(text);
    size_t m = strlen(suffix);
    return n >= m && g_ascii_strcasecmp(text + n - m, suffix) == 0;
}

static bool
ends_with_any(const char *text, const char *const *suffixes)
{
    for (size_t i = 0; suffixes[i]; i++) {
        if (gdal_ends_with(text, suffixes[i])) {
            return true;
        }
    }
    return false;
}

static int
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
gdal_zip_list(const char *real_path, const char *const *suffixes, GError **error)
{
    g_autoptr(GPtrArray) ret = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *root = g_strdup_printf("/vsizip/{%s}", real_path);
    GdalScope scope = {0};
    gdal_enter(&scope);
    char **names = VSIReadDirRecursive(root);
    int64_t bytes = 0;
    int n = 0;
    for (; names && names[n] && n < MAX_ZIP_ENTRIES; n++) {
        g_autofree char *full = g_strdup_printf("%s/%s", root, names[n]);
        VSIStatBufL status;
        if (VSIStatL(full, &status) != 0 || !VSI_ISREG(status.st_mode)) {
            continue;
        }
        bytes = MIN(bytes, MAX_ZIP_BYTES) + MIN((int64_t)status.st_size, MAX_ZIP_BYTES);
        if (ends_with_any(names[n], suffixes) && !g_str_has_prefix(names[n], "__MACOSX")) {
            g_ptr_array_add(ret, g_steal_pointer(&full));
        }
    }
    bool any = names != NULL;
    CSLDestroy(names);
    bool ok = gdal_leave(&scope, ZF_GIS_ERROR_READ, real_path, error);
    gdal_scope_clear(&scope);
    if (!ok) {
        return NULL;
    }
    if (!any) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_READ,
                    _("%s is damaged or empty; it cannot be unpacked"), real_path);
        return NULL;
    }
    if (bytes > MAX_ZIP_BYTES || n == MAX_ZIP_ENTRIES) {
        g_set_error(error, ZF_GIS_ERROR, ZF_GIS_ERROR_LIMIT,
                    _("%s unpacks to too much; unpack it and give the one file needed"), real_path);
        return NULL;
    }
    g_ptr_array_sort(ret, compare_texts);
    return g_steal_pointer(&ret);
}
