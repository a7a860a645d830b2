/* choropleth: the coverage map inside one rectangle — laid out first, drawn after. */
#pragma once

#include "map/framepaint.h"
#include "map/labelplace.h"
#include "map/mapjob.h"
#include "map/outline.h"

typedef enum ZfLabelFate {
    ZF_LABEL_NONE,   /* not placed yet */
    ZF_LABEL_INSIDE, /* in its polygon, or beside its symbol */
    ZF_LABEL_INSET,  /* in the inset */
    ZF_LABEL_CALLED, /* outside the county, with a leader to its polygon */
    ZF_LABEL_KEY,    /* a number here, name and figures in the list */
} ZfLabelFate;

/* How large a label is, and whether its name is shortened. */
enum { ZF_FIT_FULL, ZF_FIT_SMALL, ZF_FIT_SMALLER, ZF_FIT_LEAST, ZF_FIT_SHORT, ZF_FIT_COUNT };

typedef enum ZfLabelForm {
    ZF_FORM_TWO_LINES, /* the figures below the name */
    ZF_FORM_ONE_LINE,  /* beside it */
    ZF_FORM_WRAPPED,   /* below a name in two lines */
    ZF_FORM_COUNT
} ZfLabelForm;

/* What a map of changes shows in place of classes: few and no data have the same numbers. */
typedef enum ZfChange {
    ZF_CHANGE_FELL_MUCH, /* by ten points and more */
    ZF_CHANGE_FELL,
    ZF_CHANGE_SAME, /* by less than two either way */
    ZF_CHANGE_ROSE,
    ZF_CHANGE_ROSE_MUCH,
    ZF_CHANGE_HIDDEN = ZF_CLASS_FEW, /* one of the two figures is not shown exactly */
    ZF_CHANGE_NO_DATA = ZF_CLASS_NO_DATA,
} ZfChange;

typedef enum ZfChoroplethKind {
    ZF_CHOROPLETH_SHEET,    /* towns are called out, an inset is used */
    ZF_CHOROPLETH_BULLETIN, /* numbers and a list for what does not fit */
    ZF_CHOROPLETH_BARE,     /* no labels: one of many small maps */
} ZfChoroplethKind;

/* One community on paper. */
typedef struct ZfUnitArea {
    const ZfArea *area;
    const ZfCoverageRow *row;    /* NULL = no data */
    const ZfCoverageRow *before; /* of the earlier figures, where changes are shown */
    int class;                   /* ZfClass, or ZfChange */
    char *figure;                /* "51/88", "≥70/74", "＜5", "隐", "无数据" */
    char *name;                  /* as printed; may hold a line break */
    ZfMm *points;                /* rings on paper; NULL without a polygon */
    uint32_t *rings;
    uint32_t n_rings;
    ZfRect box; /* of the largest part, or the symbol */
    ZfMm middle;
    ZfLabelFate fate;
    int fit; /* size of the label, ZF_FIT_FULL … */
    ZfLabelForm form;
    ZfRect label; /* where the label or the key number stands */
    bool crossed; /* the label lies on a road or river */
    unsigned key; /* number in the list */
    double rank;  /* the least is placed first */
} ZfUnitArea;

typedef struct ZfTownCall {
    const ZfArea *area;
    char *figure;
    ZfMm middle; /* of its villages */
    ZfRect box;
    bool placed;
} ZfTownCall;

typedef struct ZfChoropleth {
    const ZfMapInput *input;
    const ZfMapOptions *options;
    ZfChoroplethKind kind;
    ZfStyle *own_style;
    const ZfStyle *style;
    ZfRect rect;
    ZfFrameView view;
    ZfGround *ground;
    ZfOutline *outline;
    ZfAreaLevel unit_level;
    ZfUnitArea *units;
    size_t n_units;
    uint32_t *turns; /* units in the order of their ranks */
    ZfTownCall *towns;
    size_t n_towns;
    ZfPlacer *inside;  /* for labels in polygons */
    ZfPlacer *outside; /* the county is taken */
    ZfRect north;
    ZfRect scale;
    ZfRect locator; /* w = 0: none */
    ZfRect inset;   /* w = 0: none */
    ZfFrameView inset_view;
    ZfPlacer *inset_inside;
    int first_fit; /* the size most labels have */
    unsigned n_keys;
    ZfRect key_list;      /* w = 0: the list has no room in the rectangle */
    unsigned key_columns; /* of the list */
    double key_width;     /* of a column */
    size_t by_class[ZF_CLASS_COUNT];
    size_t with_data;
    bool has_river, has_road, has_points, has_shapes;
    bool shown[4]; /* by ZfShown: forms of labels in use */
} ZfChoropleth;

/* canvas: to measure with. */
ZfChoropleth *zf_choropleth_new(ZfCanvas *canvas, ZfRect rect, const ZfMapInput *input,
                                const ZfMapOptions *options, ZfChoroplethKind kind, GError **error);
void zf_choropleth_free(ZfChoropleth *c);
void zf_choropleth_draw(ZfChoropleth *c, ZfCanvas *canvas);
/* A line for each label, in the order of the areas. */
void zf_choropleth_dump(const ZfChoropleth *c, GString *dump);

/* The fill of a class, on the current path. */
void zf_choropleth_fill(const ZfChoropleth *c, ZfCanvas *canvas, int class);
/* ret: the row of an area; NULL = there is none, or no coverage. */
const ZfCoverageRow *zf_choropleth_row(const ZfCoverage *coverage, const ZfArea *area);
/* "34→44", per cents. */
char *zf_choropleth_change_figure(const ZfChoropleth *c, const ZfCoverageRow *before,
                                  const ZfCoverageRow *now);
/* What the style knows a class by: "under_50", "fell". */
const char *zf_choropleth_class(const ZfChoropleth *c, int class);
/* Entries first … of the key list into a box, by columns; ret: the first entry not drawn. */
unsigned zf_choropleth_key_list(const ZfChoropleth *c, ZfCanvas *canvas, ZfRect box,
                                unsigned columns, unsigned first);
#define ZF_KEY_LINE 4.3 /* mm of one entry */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZfChoropleth, zf_choropleth_free)

/* choroplethlabel.c */
void zf_choropleth_place(ZfChoropleth *c, ZfCanvas *canvas);
ZfLettering zf_choropleth_lettering(const ZfChoropleth *c, const char *layer, int fit,
                                    size_t count);
/* Projects a unit's rings through a lens; replaces what was there. */
void zf_unit_area_project(ZfUnitArea *unit, const ZfFrameLens *lens);
/* The text of the unit's name at that fit, in two lines where the form says so. ret: NULL when the
 * name is too short for that; owned by the caller. */
char *zf_unit_area_name(const ZfUnitArea *unit, int fit, ZfLabelForm form);
/* Where the leader of a name outside ends. */
ZfMm zf_unit_area_leader(const ZfUnitArea *unit);
/* Width of the leaders of names outside, 0 = there shall be none. */
double zf_choropleth_leader(const ZfChoropleth *c);
ZfScaleBar zf_choropleth_bar(const ZfChoropleth *c);
ZfLook zf_choropleth_look(const ZfChoropleth *c, const ZfProp *props, size_t n);
