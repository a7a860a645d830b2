#include "store/spatialcalls.h"

#include <dlfcn.h>
#include <glib.h>
#include <spatialite.h>
#include <stdbool.h>

/* Filled once. */
static struct {
    __typeof__(&spatialite_alloc_connection) alloc;
    __typeof__(&spatialite_init_ex) init;
    __typeof__(&spatialite_cleanup_ex) cleanup;
} calls;

static bool
load(void)
{
    static gsize loaded; /* 1 = there, 2 = it cannot be used */
    if (g_once_init_enter(&loaded)) {
        void *library = dlopen(ZF_SPATIALITE_SONAME, RTLD_NOW | RTLD_LOCAL);
        if (library) { /* POSIX lets a pointer to data stand for one to a function */
            *(void **)&calls.alloc = dlsym(library, "spatialite_alloc_connection");
            *(void **)&calls.init = dlsym(library, "spatialite_init_ex");
            *(void **)&calls.cleanup = dlsym(library, "spatialite_cleanup_ex");
        }
        g_once_init_leave(&loaded, calls.alloc && calls.init && calls.cleanup ? 1 : 2);
    }
    return loaded == 1;
}

void *
zf_spatial_open(sqlite3 *db)
{
    void *cache = load() ? calls.alloc() : NULL;
    if (cache) {
        calls.init(db, cache, 0);
    }
    return cache;
}

void
zf_spatial_close(void *cache)
{
    calls.cleanup(cache);
}
