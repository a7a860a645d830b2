#define GDAL_CALLS_BARE
#include "gis/gdalcalls.h"

#include <dlfcn.h>
#include <glib.h>

GdalCalls gdal_calls;

static void *
find(void *library, const char *name)
{
    void *function = dlsym(library, name);
    if (!function) {
        g_error("GDAL (" ZF_GDAL_SONAME ") has no function %s", name);
    }
    return function;
}

void
gdal_calls_load(void)
{
    void *library = dlopen(ZF_GDAL_SONAME, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        g_error("%s", dlerror());
    }
    /* POSIX lets a pointer to data stand for one to a function */
#define GDAL_CALL_FIND(name) *(void **)&gdal_calls.name = find(library, #name);
    GDAL_CALLS(GDAL_CALL_FIND)
#undef GDAL_CALL_FIND
}
