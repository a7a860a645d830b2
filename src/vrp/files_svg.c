/* A picture of a plan: one colour a route, squares where routes begin and end, rings around the
 * customers left out. */
#include "vrp/files.h"

#include <math.h>

#define WIDTH  1000.0
#define MARGIN 20.0

typedef struct Picture {
    const ZfVrpFile *file;
    GString *out;
    double left;
    double top;
    double scale;
    double height;
} Picture;

static void
frame(Picture *x)
{
    const ZfVrpFile *f = x->file;
    double right = f->x[0];
    double bottom = f->y[0];
    x->left = f->x[0];
    x->top = f->y[0];
    for (int32_t i = 1; i < f->n_points; i++) {
        x->left = MIN(x->left, f->x[i]);
        right = MAX(right, f->x[i]);
        bottom = MIN(bottom, f->y[i]);
        x->top = MAX(x->top, f->y[i]);
    }
    double wide = MAX(right - x->left, (x->top - bottom) / 2);
    x->scale = wide > 0 ? (WIDTH - 2 * MARGIN) / wide : 1;
    x->height = (x->top - bottom) * x->scale + 2 * MARGIN;
}

static void
number(Picture *x, double value)
{
    g_autofree char *text = zf_text_from_double(value, 1);
    g_string_append(x->out, text);
}

static void
point(Picture *x, int32_t place, const char *between)
{
    number(x, (x->file->x[place] - x->left) * x->scale + MARGIN);
    g_string_append(x->out, between);
    number(x, (x->top - x->file->y[place]) * x->scale + MARGIN);
}

static void
dot(Picture *x, int32_t place, const char *style)
{
    g_string_append(x->out, "<circle cx=\"");
    point(x, place, "\" cy=\"");
    g_string_append_printf(x->out, "\" %s/>\n", style);
}

/* Hues turn by the golden angle, so that neighbours in the list are far apart; every third is
 * darker. */
static void
route(Picture *x, const ZfVrpPlan *plan, int32_t r, int32_t nth)
{
    const ZfVrpProblem *p = &x->file->problem;
    const ZfVrpShift *s = &p->shifts[r];
    g_autofree char *colour =
        g_strdup_printf("hsl(%d,%d%%,%d%%)", nth * 137 % 360, nth % 2 ? 60 : 85, 30 + nth % 3 * 9);
    g_string_append_printf(
        x->out, "<g stroke=\"%s\" fill=\"%s\">\n<polyline fill=\"none\" points=\"", colour, colour);
    if (s->start_place >= 0) {
        point(x, s->start_place, ",");
    }
    for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
        g_string_append_c(x->out, ' ');
        point(x, p->visits[plan->visits[i]].place, ",");
    }
    if (s->end_place >= 0) {
        g_string_append_c(x->out, ' ');
        point(x, s->end_place, ",");
    }
    g_string_append(x->out, "\"/>\n");
    for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
        dot(x, p->visits[plan->visits[i]].place, "r=\"2.4\" stroke=\"none\"");
    }
    g_string_append(x->out, "</g>\n");
}

static void
bases(Picture *x)
{
    const ZfVrpProblem *p = &x->file->problem;
    g_autofree bool *drawn = g_new0(bool, x->file->n_points);
    for (int32_t r = 0; r < p->n_shifts; r++) {
        const int32_t places[2] = {p->shifts[r].start_place, p->shifts[r].end_place};
        for (int i = 0; i < 2; i++) {
            if (places[i] >= 0 && !drawn[places[i]]) {
                drawn[places[i]] = true;
                g_string_append(x->out, "<path fill=\"#000\" d=\"M");
                point(x, places[i], " ");
                g_string_append(x->out, "m-5-5h10v10h-10z\"/>\n");
            }
        }
    }
}

char *
zf_vrp_file_svg(const ZfVrpFile *file, const ZfVrpPlan *plan, GError **error)
{
    if (file->n_points == 0) {
        g_set_error(error, ZF_VRP_ERROR, ZF_VRP_ERROR_FILE,
                    _("%s: it has no coordinates, so no picture can be drawn"), file->name);
        return NULL;
    }
    Picture x = {.file = file, .out = g_string_new(NULL)};
    frame(&x);
    g_string_append(x.out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 ");
    number(&x, x.height);
    g_string_append(x.out, "\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
                           "<g stroke-width=\"1.3\" stroke-linejoin=\"round\">\n");
    g_autofree bool *served = g_new0(bool, file->problem.n_visits + 1);
    int32_t nth = 0;
    for (int32_t r = 0; r < plan->n_shifts; r++) {
        for (int32_t i = plan->first[r]; i < plan->first[r + 1]; i++) {
            served[plan->visits[i]] = true;
        }
        if (plan->first[r] < plan->first[r + 1]) {
            route(&x, plan, r, nth++);
        }
    }
    for (int32_t v = 0; v < file->problem.n_visits; v++) {
        if (!served[v]) {
            dot(&x, file->problem.visits[v].place,
                "r=\"4\" fill=\"none\" stroke=\"#c00\" stroke-width=\"1.6\"");
        }
    }
    bases(&x);
    g_string_append(x.out, "</g>\n</svg>\n");
    return g_string_free(x.out, FALSE);
}
