// SPDX-License-Identifier: GPL-2.0
/*
 * KUnit tests of the pure parts of ipcdiag, linked with the same objects as
 * the module itself. A module of its own, since kunit_test_suites() may define
 * its module_init().
 */
#include <linux/module.h>

#include "suites.h"

kunit_test_suites(&ipcdiag_verdict_suite, &ipcdiag_verdict_leaks_suite,
		  &ipcdiag_combinations_suite, &ipcdiag_clock_suite,
		  &ipcdiag_btf_suite,
		  &ipcdiag_escape_suite, &ipcdiag_table_suite,
		  &ipcdiag_identity_suite, &ipcdiag_order_suite,
		  &ipcdiag_line_suite, &ipcdiag_origin_suite,
		  &ipcdiag_part_suite, &ipcdiag_stopped_suite,
		  &ipcdiag_longest_suite);

MODULE_DESCRIPTION("KUnit tests of ipcdiag");
MODULE_LICENSE("GPL");
