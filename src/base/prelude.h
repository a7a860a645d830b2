/* prelude: the handful of names every header needs. Include base/base.h instead. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The caller must look at the result. */
#define ZF_CHECK_RESULT G_GNUC_WARN_UNUSED_RESULT

/* 1 in a build with AddressSanitizer or ThreadSanitizer, which need rights and memory of their own.
 */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ZF_WITH_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ZF_WITH_SANITIZER 1
#endif
#endif
#ifndef ZF_WITH_SANITIZER
#define ZF_WITH_SANITIZER 0
#endif

/* Messages for people: English in the source, translated from po/ at run time. */
#define ZF_GETTEXT_DOMAIN "zoufang"
#define _(text)           g_dgettext(ZF_GETTEXT_DOMAIN, text)
#define N_(text)          text
/* The first for one, else the second; both take the same values, n among them. */
#define NG_(one, many, n) g_dngettext(ZF_GETTEXT_DOMAIN, one, many, n)
