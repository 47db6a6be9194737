/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tables and JSON.
 */
#ifndef IPCDIAG_OUTPUT_H
#define IPCDIAG_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "view/old_columns.h"
#include "records/records.h"

/**
 * struct pair - a name and a number or other raw value, for JSON
 * @name: name
 * @value: value as it stands in JSON
 */
struct pair {
	const char *name;
	char value[24];
};

/**
 * struct sheet_column - a column of a sheet
 * @name: its name
 * @right: aligned to the right
 * @raw: in JSON, written as it is: a number, a boolean, a list
 * @tree: shows what belongs to what
 */
struct sheet_column {
	const char *name;
	bool right;
	bool raw;
	bool tree;
};

struct sheet;
struct libscols_line;

struct sheet *sheet_new(const struct style *style,
			const struct sheet_column *columns, size_t n);
struct libscols_line *sheet_line(struct sheet *sheet,
				 struct libscols_line *parent);
void sheet_cell(struct sheet *sheet, struct libscols_line *line, size_t column,
		char *text);
bool sheet_print(struct sheet *sheet);
bool sheet_json(struct sheet *sheet, const char *name, bool one);

bool output_table(const struct style *style, struct rec *const *recs, size_t n,
		  const int *columns, size_t ncolumns);

void doc_begin(const struct snapshot *snap);
bool doc_null(const char *name);
bool json_records(const struct style *style, const char *name,
		  struct rec *const *recs, size_t n, const int *columns,
		  size_t ncolumns);
bool json_record(const struct style *style, const char *name,
		 const struct rec *rec);
bool json_columns(const struct style *style, const char *name,
		  const struct rec *rec, const int *columns, size_t n);
char *doc_list(const struct style *style, struct rec *const *recs, size_t n,
	       const int *columns, size_t ncolumns);
bool json_pairs(const char *name, const struct pair *pairs, size_t n);
void doc_end(void);

#endif
