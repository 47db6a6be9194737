/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters: does what is known of an object fit one of the values?
 */
#ifndef FILTER_VALUE_H
#define FILTER_VALUE_H

#include "findings/filter.h"

bool filter_value_fits(int64_t now, const struct filter_test *test,
		       const struct filter_value *v, const struct rec *rec);

#endif
