/* paperint: what the files of draw share among themselves. */
#pragma once

#include "draw/draw.h"

#include <cairo.h>
#include <pango/pangocairo.h>

struct ZfCanvas {
    ZfPaper *paper;
    cairo_t *cr;
    cairo_surface_t *picture; /* recording surface; NULL for the page */
    double width, height;
    unsigned saved; /* saves without their restore */
    unsigned tags;  /* structure tags open */
};

struct ZfPaper {
    ZfPaperFormat format;
    double dpi;
    bool grey;
    const char *lang;
    bool finished;
    GError *error;
    char *context;
    GByteArray *bytes;
    cairo_surface_t *surface;
    cairo_t *cr;
    ZfCanvas *page;
    unsigned pages;
    GPtrArray *pictures; /* of ZfCanvas */
    GHashTable *dests;   /* names given */
    GPtrArray *links;    /* names wanted */
    int outline_open;
    PangoFontMap *fontmap;
    PangoContext *pango;
    ZfLetters *letters;          /* NULL = the whole fonts */
    PangoFontMap *fontmap_whole; /* for what the cut ones lack; NULL until then */
    PangoContext *pango_whole;
    GHashTable *glyphs[2]; /* quicktext.c: character -> ZfQuickGlyph; regular, bold */
    GPtrArray *faces;      /* of them */
};

/* Keeps the first failure, with the context before it. */
void zf_paper_fail_with(ZfPaper *paper, ZfDrawError code, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* Sets a colour as the source, grey when the paper is. */
void zf_canvas_source(ZfCanvas *canvas, ZfColour colour, ZfColour instead_of_none);
/* The font set up as lettering.h promises, cut down to letters (NULL = whole); owned by the caller.
 */
PangoContext *zf_pango_context_new(PangoFontMap **fontmap, ZfLetters *letters);

/* lettering.c: a layout of valid text; owned by the caller. */
PangoLayout *zf_layout_new(PangoContext *context, const ZfLettering *lettering, const char *text);

/* paper.c: the stream function of Cairo's surfaces; paper is a ZfPaper. */
cairo_status_t zf_paper_collect(void *paper, const unsigned char *data, unsigned int length);

/* pdf.c: what only a PDF has. */
void zf_paper_pdf_open(ZfPaper *paper, const ZfPaperOptions *options);
void zf_paper_pdf_close(ZfPaper *paper);
