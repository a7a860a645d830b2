/* Instance files of every format: read or refused, never a crash; small problems are also solved
 * for a moment and checked, drawn, written, and read back. What stands behind a line "=====" is
 * read as a solution. */
#include <string.h>

#include "vrp/vrp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_solution(const ZfVrpFile *file, const char *text)
{
    g_auto(ZfVrpPlan) plan = {0};
    g_autoptr(GError) error = NULL;
    bool read = zf_vrp_file_read_solution(file, text, strlen(text), "fuzz", &plan, &error);
    g_assert_true(read == (error == NULL));
    if (read) {
        g_autoptr(ZfVrpResult) result = zf_vrp_evaluate(&file->problem, &plan, NULL);
        g_autofree char *svg = zf_vrp_file_svg(file, &plan, NULL);
    }
}

static void
try_solving(const ZfVrpFile *file)
{
    ZfVrpOptions options = {.iterations = 20};
    g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
    g_autoptr(GPtrArray) violations = zf_vrp_check(&file->problem, result);
    g_assert_cmpuint(violations->len, ==, 0);
    bool whole;
    zf_vrp_file_cost(file, result, &whole);
    g_autofree char *solution = zf_vrp_file_solution(file, result);
    try_solution(file, solution);
}

static void
try_format(const char *text, size_t size, const char *solution, ZfVrpFormat format)
{
    ZfVrpFileOptions options = {.format = format};
    g_autoptr(GError) error = NULL;
    g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(text, size, "fuzz", &options, &error);
    g_assert_true((file != NULL) == (error == NULL));
    if (file && file->problem.n_visits <= 12 && file->problem.n_shifts <= 12) {
        try_solving(file);
    }
    if (file && solution) {
        try_solution(file, solution);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 100000) {
        return 0;
    }
    g_autofree char *text = g_malloc(size + 1);
    for (size_t i = 0; i < size; i++) {
        text[i] = (char)data[i];
    }
    text[size] = 0;
    char *solution = strstr(text, "\n=====\n");
    size_t length = size;
    if (solution) {
        length = (size_t)(solution - text) + 1;
        solution += strlen("\n=====\n");
        text[length] = 0;
    }
    try_format(text, length, solution, ZF_VRP_FORMAT_AUTO);
    for (int format = ZF_VRP_FORMAT_VRPLIB; size < 3000 && format <= ZF_VRP_FORMAT_VROOM;
         format++) {
        try_format(text, length, solution, (ZfVrpFormat)format);
    }
    return 0;
}
