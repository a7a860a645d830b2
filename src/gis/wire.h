/* wire: what the process that reads a file and the one that asked for it say to each other: plain
 * little pieces one after the other, in the byte order of the machine. What comes in is looked at
 * as closely as a file from a stranger: it may be the work of one. Private. */
#pragma once

#include "gis/vector.h"

/* Put at the end of out. */
void wire_put_byte(GByteArray *out, uint8_t value);
void wire_put_number(GByteArray *out, int64_t value);
void wire_put_real(GByteArray *out, double value);
void wire_put_text(GByteArray *out, const char *text); /* or NULL */
void wire_put_box(GByteArray *out, const ZfBox *box);  /* or NULL */
void wire_put_floats(GByteArray *out, const float *values, size_t n);
void wire_put_error(GByteArray *out, const GError *error);
void wire_put_findings(GByteArray *out, const ZfFindings *findings);
void wire_put_layers(GByteArray *out, const GArray *layers); /* ZfGisLayer */
void wire_put_feature(GByteArray *out, const ZfGisFeature *feature, size_t n_values);

/* A message being taken apart. Once something does not fit, broken is set and everything that
 * follows is 0, NULL or empty. */
typedef struct WireIn {
    const uint8_t *bytes;
    size_t size, at;
    bool broken;
} WireIn;

uint8_t wire_byte(WireIn *in);
int64_t wire_number(WireIn *in);
double wire_real(WireIn *in);
/* ret: valid UTF-8 inside the message, which must outlive it; or NULL. */
const char *wire_text(WireIn *in);
bool wire_box(WireIn *in, ZfBox *ret);    /* false: there is none */
float *wire_floats(WireIn *in, size_t n); /* ret: owned by the caller, NULL when broken */
void wire_error(WireIn *in, GError **error);
void wire_findings(WireIn *in, ZfFindings *findings); /* NULL: passed over */
void wire_layers(WireIn *in, GArray *layers);
/* values: char * (inside the message), n_values of them; tags: ZfGisTag. Both are emptied first and
 * feature points into them. The geometry is the caller's. */
void wire_feature(WireIn *in, ZfGisFeature *feature, size_t n_values, GPtrArray *values,
                  GArray *tags);
void wire_layer_clear(gpointer layer);
