/* projcalls: PROJ's functions, found when the first coordinate system is opened. PROJ brings along
 * thirty libraries (networks, pictures), and most commands never open one. Private.
 *
 * Include it behind proj.h: from there on its names are calls through proj_calls, which
 * proj_calls_load fills. A function that is not listed here does not link. */
#pragma once

#include <proj.h>

/* clang-format off */
#define PROJ_CALLS(X) \
    X(proj_context_create) \
    X(proj_context_destroy) \
    X(proj_context_set_enable_network) \
    X(proj_create) \
    X(proj_create_crs_to_crs_from_pj) \
    X(proj_crs_get_datum_forced) \
    X(proj_crs_get_geodetic_crs) \
    X(proj_crs_get_sub_crs) \
    X(proj_destroy) \
    X(proj_ellipsoid_get_parameters) \
    X(proj_errno_reset) \
    X(proj_get_ellipsoid) \
    X(proj_get_id_auth_name) \
    X(proj_get_id_code) \
    X(proj_get_name) \
    X(proj_get_source_crs) \
    X(proj_get_type) \
    X(proj_identify) \
    X(proj_int_list_destroy) \
    X(proj_is_crs) \
    X(proj_list_destroy) \
    X(proj_list_get) \
    X(proj_list_get_count) \
    X(proj_log_func) \
    X(proj_normalize_for_visualization) \
    X(proj_trans)
/* clang-format on */

typedef struct ProjCalls {
#define PROJ_CALL_MEMBER(name) __typeof__(&(name)) name;
    PROJ_CALLS(PROJ_CALL_MEMBER)
#undef PROJ_CALL_MEMBER
} ProjCalls;

/* Empty until proj_calls_load. */
extern ProjCalls proj_calls;

/* Any number of times, from any thread. A PROJ that cannot be loaded ends the program with a
 * message: it is not installed as it was when the program was built. */
void proj_calls_load(void);

#ifndef PROJ_CALLS_BARE
/* clang-format off */
#define proj_context_create proj_calls.proj_context_create
#define proj_context_destroy proj_calls.proj_context_destroy
#define proj_context_set_enable_network proj_calls.proj_context_set_enable_network
#define proj_create proj_calls.proj_create
#define proj_create_crs_to_crs_from_pj proj_calls.proj_create_crs_to_crs_from_pj
#define proj_crs_get_datum_forced proj_calls.proj_crs_get_datum_forced
#define proj_crs_get_geodetic_crs proj_calls.proj_crs_get_geodetic_crs
#define proj_crs_get_sub_crs proj_calls.proj_crs_get_sub_crs
#define proj_destroy proj_calls.proj_destroy
#define proj_ellipsoid_get_parameters proj_calls.proj_ellipsoid_get_parameters
#define proj_errno_reset proj_calls.proj_errno_reset
#define proj_get_ellipsoid proj_calls.proj_get_ellipsoid
#define proj_get_id_auth_name proj_calls.proj_get_id_auth_name
#define proj_get_id_code proj_calls.proj_get_id_code
#define proj_get_name proj_calls.proj_get_name
#define proj_get_source_crs proj_calls.proj_get_source_crs
#define proj_get_type proj_calls.proj_get_type
#define proj_identify proj_calls.proj_identify
#define proj_int_list_destroy proj_calls.proj_int_list_destroy
#define proj_is_crs proj_calls.proj_is_crs
#define proj_list_destroy proj_calls.proj_list_destroy
#define proj_list_get proj_calls.proj_list_get
#define proj_list_get_count proj_calls.proj_list_get_count
#define proj_log_func proj_calls.proj_log_func
#define proj_normalize_for_visualization proj_calls.proj_normalize_for_visualization
#define proj_trans proj_calls.proj_trans
/* clang-format on */
#endif
