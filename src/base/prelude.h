/* prelude: the handful of names every header needs. Include base/base.h instead. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The caller must look at the result. */
#define ZF_CHECK_RESULT G_GNUC_WARN_UNUSED_RESULT

/* Messages for people: English in the source, translated from po/ at run time. */
#define ZF_GETTEXT_DOMAIN "zoufang"
#define _(text)           g_dgettext(ZF_GETTEXT_DOMAIN, text)
#define N_(text)          text
