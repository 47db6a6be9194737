/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables and JSON.
 */
#ifndef IPCDIAG_OUTPUT_H
#define IPCDIAG_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "columns.h"
#include "records.h"

/**
 * struct pair - a name and a number or other raw value, for JSON
 * @name: name
 * @value: value as it stands in JSON
 */
struct pair {
	const char *name;
	char value[24];
};

bool output_table(const struct style *style, struct rec *const *recs, size_t n,
		  const int *columns, size_t ncolumns);

void json_begin(const struct snapshot *snap);
bool json_records(const struct style *style, const char *name,
		  struct rec *const *recs, size_t n, const int *columns,
		  size_t ncolumns);
bool json_record(const struct style *style, const char *name,
		 const struct rec *rec);
bool json_pairs(const char *name, const struct pair *pairs, size_t n);
void json_end(void);

#endif
