#define PROJ_CALLS_BARE
#include "geo/projcalls.h"

#include <glib.h>

#include "base/base.h"

ProjCalls proj_calls;

void
proj_calls_load(void)
{
    static gsize loaded;
    if (!g_once_init_enter(&loaded)) {
        return;
    }
    void *library = zf_library_load(ZF_PROJ_SONAME);
#define PROJ_CALL_FIND(name)                                                                       \
    *(void **)&proj_calls.name = zf_library_function(library, ZF_PROJ_SONAME, #name);
    PROJ_CALLS(PROJ_CALL_FIND)
#undef PROJ_CALL_FIND
    g_once_init_leave(&loaded, 1);
}
