#define GDAL_CALLS_BARE
#include "gis/gdalcalls.h"

#include "base/base.h"

GdalCalls gdal_calls;

void
gdal_calls_load(void)
{
    void *library = zf_library_load(ZF_GDAL_SONAME);
#define GDAL_CALL_FIND(name)                                                                       \
    *(void **)&gdal_calls.name = zf_library_function(library, ZF_GDAL_SONAME, #name);
    GDAL_CALLS(GDAL_CALL_FIND)
#undef GDAL_CALL_FIND
}
