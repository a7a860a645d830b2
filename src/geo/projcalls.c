#define PROJ_CALLS_BARE
#include "geo/projcalls.h"

#include <dlfcn.h>
#include <glib.h>

ProjCalls proj_calls;

static void *
find(void *library, const char *name)
{
    void *function = dlsym(library, name);
    if (!function) {
        g_error("PROJ (" ZF_PROJ_SONAME ") has no function %s", name);
    }
    return function;
}

void
proj_calls_load(void)
{
    static gsize loaded;
    if (!g_once_init_enter(&loaded)) {
        return;
    }
    void *library = dlopen(ZF_PROJ_SONAME, RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        g_error("%s", dlerror());
    }
    /* POSIX lets a pointer to data stand for one to a function */
#define PROJ_CALL_FIND(name) *(void **)&proj_calls.name = find(library, #name);
    PROJ_CALLS(PROJ_CALL_FIND)
#undef PROJ_CALL_FIND
    g_once_init_leave(&loaded, 1);
}
