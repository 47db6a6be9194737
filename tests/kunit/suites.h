/* SPDX-License-Identifier: GPL-2.0 */
/* The suites of ipcdiag_kunit.ko. */
#ifndef IPCDIAG_KUNIT_SUITES_H
#define IPCDIAG_KUNIT_SUITES_H

#include <kunit/test.h>

extern struct kunit_suite ipcdiag_verdict_suite;
extern struct kunit_suite ipcdiag_verdict_leaks_suite;
extern struct kunit_suite ipcdiag_combinations_suite;
extern struct kunit_suite ipcdiag_clock_suite;
extern struct kunit_suite ipcdiag_btf_suite;
extern struct kunit_suite ipcdiag_escape_suite;
extern struct kunit_suite ipcdiag_table_suite;
extern struct kunit_suite ipcdiag_line_suite;
extern struct kunit_suite ipcdiag_identity_suite;
extern struct kunit_suite ipcdiag_order_suite;
extern struct kunit_suite ipcdiag_origin_suite;
extern struct kunit_suite ipcdiag_longest_suite;
extern struct kunit_suite ipcdiag_part_suite;
extern struct kunit_suite ipcdiag_stopped_suite;

#endif /* IPCDIAG_KUNIT_SUITES_H */
