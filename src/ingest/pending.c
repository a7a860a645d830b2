/* pending: kinds of files that follow. */
#include "ingest/source.h"

static bool
not_yet(const In *in, GError **error)
{
    g_set_error(error, ZF_INGEST_ERROR, ZF_INGEST_ERROR_KIND,
                _("%s: this kind of file is not read here"), in->file);
    return false;
}

bool
zf_in_pairings(In *in, GError **error)
{
    return not_yet(in, error);
}

bool
zf_in_visits(In *in, GError **error)
{
    return not_yet(in, error);
}

bool
zf_in_places(In *in, GError **error)
{
    return not_yet(in, error);
}

bool
zf_in_activities(In *in, GError **error)
{
    return not_yet(in, error);
}
