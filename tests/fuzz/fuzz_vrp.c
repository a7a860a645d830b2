/* Instance files of every format: read or refused, never a crash; small problems are also solved
 * for a moment and checked. */
#include "vrp/vrp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    g_autoptr(ZfVrpFile) file = zf_vrp_file_parse(text, size, "fuzz", NULL, NULL);
    if (file && file->problem.n_visits <= 12 && file->problem.n_shifts <= 12) {
        ZfVrpOptions options = {.iterations = 20};
        g_autoptr(ZfVrpResult) result = zf_vrp_solve(&file->problem, &options, NULL, NULL);
        g_autoptr(GPtrArray) violations = zf_vrp_check(&file->problem, result);
        g_assert_cmpuint(violations->len, ==, 0);
        g_autofree char *solution = zf_vrp_file_solution(file, result);
    }
    return 0;
}
