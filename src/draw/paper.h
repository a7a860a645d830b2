/* paper: a document of pages, and how it becomes a file. */
#pragma once

#include "base/base.h"
#include "draw/letters.h"

typedef struct ZfPaper ZfPaper;
typedef struct ZfCanvas ZfCanvas;

typedef enum ZfPaperFormat {
    ZF_PAPER_PDF,
    ZF_PAPER_PNG,     /* one page */
    ZF_PAPER_SVG,     /* one page */
    ZF_PAPER_MEASURE, /* draws nowhere: to measure and to try; zf_paper_finish gives no bytes */
} ZfPaperFormat;

typedef struct ZfPaperOptions {
    ZfPaperFormat format;
    double dpi; /* PNG: dots per inch, 0 = 200 */
    bool grey;  /* every colour becomes its grey (Rec. 709 luminance) */
    /* What is expected to be written; borrowed, NULL = anything. Papers that measure for another
     * should have the same. Pictures (PNG) do not need it. */
    ZfLetters *letters;
    /* PDF metadata; NULL leaves them out */
    const char *title;
    const char *author;
    const char *subject;
    const char *keywords;
    const char *lang; /* of the text, "zh-CN"; a text that lives on */
    /* The date of making written into the file; 0 or ZF_STAMP_NONE = zf_stamp_now(), which
     * respects SOURCE_DATE_EPOCH. The same drawing and date give the same bytes. */
    ZfStamp created;
} ZfPaperOptions;

/* Never NULL. One thread at a time; different papers may be drawn in different threads. */
ZfPaper *zf_paper_new(const ZfPaperOptions *options);
void zf_paper_free(ZfPaper *paper);
/* As they were given, or NULL. */
ZfLetters *zf_paper_letters(const ZfPaper *paper);

/* Ends the page before and begins a new one. label: what a viewer shows as its page number, or
 * NULL. ret: where to draw, owned by the paper, valid until the next page or the end; never NULL
 * (after an error it draws nowhere). */
ZfCanvas *zf_paper_page(ZfPaper *paper, double width_mm, double height_mm, const char *label);
/* Pages begun so far. */
unsigned zf_paper_pages(const ZfPaper *paper);

/* A picture drawn once and placed on many pages; in a PDF it is stored once. ret: its canvas, which
 * also is its handle for zf_canvas_picture; owned by the paper, valid until it is finished. */
ZfCanvas *zf_paper_picture(ZfPaper *paper, double width_mm, double height_mm);

/* PDF outline. parent 0 = top level; dest: a name given to zf_canvas_dest before the end. ret: the
 * entry's number, for children. Other formats: nothing, 0. */
int zf_paper_outline(ZfPaper *paper, int parent, const char *text, const char *dest);

/* A word put before any message about what is drawn from now on ("stop 7"); NULL = none. */
void zf_paper_set_context(ZfPaper *paper, const char *context);
/* ret: the first failure, or NULL; owned by the paper. */
const GError *zf_paper_error(const ZfPaper *paper);
/* For callers' own drawing failures: kept like any other. Takes the error over. */
void zf_paper_fail(ZfPaper *paper, GError *error);

/* Ends the document. ret: the file's bytes; NULL with the first failure. Once only. */
GBytes *zf_paper_finish(ZfPaper *paper, GError **error) ZF_CHECK_RESULT;
/* The same into a file, all of it or nothing. */
bool zf_paper_save(ZfPaper *paper, const char *path, GError **error) ZF_CHECK_RESULT;

/* The format of a file name by its ending (.pdf .png .svg).
 * Errors: ZF_DRAW_ERROR_FORMAT naming the endings there are. */
bool zf_paper_format_of(const char *path, ZfPaperFormat *ret, GError **error) ZF_CHECK_RESULT;

/* "A4" … "A0", "A4L" or landscape = true for the long side across. false for other names. */
bool zf_paper_size_of(const char *name, bool landscape, double *width_mm, double *height_mm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfPaper, zf_paper_free)
