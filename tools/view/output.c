// SPDX-License-Identifier: GPL-2.0
/*
 * Tables and JSON, all through libsmartcols.
 *
 * libsmartcols writes one table per JSON document. A document with several is
 * put together from them: the braces around each are left out.
 */
#include <errno.h>
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "findings/objects.h"
#include "view/output.h"

static bool out_of_memory(void)
{
	fprintf(stderr, "ipcdiag: out of memory\n");
	return false;
}

static bool add_column(struct libscols_table *table, const struct style *style,
		       enum kind kind, int column)
{
	struct libscols_column *cl;
	char name[32];
	int flags = 0;

	if (column == C_WHY && style->format == FORMAT_TABLE)
		flags |= SCOLS_FL_WRAP;
	if (old_column_is_right(column, kind))
		flags |= SCOLS_FL_RIGHT;
	old_column_name(column, name, sizeof(name));
	cl = scols_table_new_column(table, name, 0, flags);
	if (!cl)
		return false;
	/* As a number, a boolean or list is written as it is, or null. */
	if (!old_column_is_json_string(column, kind) &&
	    scols_column_set_json_type(cl, SCOLS_JSON_NUMBER))
		return false;
	if (flags & SCOLS_FL_WRAP &&
	    (scols_column_set_wrapfunc(cl, scols_wrapnl_chunksize,
				       scols_wrapnl_nextchunk, NULL) ||
	     scols_column_set_safechars(cl, "\n")))
		return false;
	return true;
}

static struct libscols_table *new_table(const struct style *style)
{
	struct libscols_table *table = scols_new_table();

	if (!table)
		return NULL;
	scols_table_enable_noheadings(table, style->noheadings);
	/* Cells were made safe already; see escape.c. */
	scols_table_enable_noencoding(table, 1);
	if (style->format == FORMAT_RAW)
		scols_table_enable_raw(table, 1);
	if (style->format == FORMAT_JSON)
		scols_table_enable_json(table, 1);
	if (style->format == FORMAT_TABLE)
		scols_table_enable_colors(table, style->color);
	return table;
}

static const char *verdict_color(const struct rec *rec)
{
	switch (object_finding(rec)) {
	case FINDING_ORPHAN:
		return "red";
	case FINDING_UNCLAIMED:
		return "magenta";
	case FINDING_SUSPECT:
		return "brown";
	case FINDING_NOBODY_KNOWN:
		return "cyan";
	default:
		return NULL;
	}
}

static bool add_record(struct libscols_table *table, const struct style *style,
		       const struct rec *rec, const int *columns,
		       size_t ncolumns)
{
	struct libscols_line *line = scols_table_new_line(table, NULL);

	if (!line)
		return false;
	for (size_t i = 0; i < ncolumns; i++) {
		char *text = column_text(style, rec, columns[i]);
		const char *color;

		if (!text && style->format != FORMAT_JSON)
			return false;
		if (text && scols_line_refer_data(line, i, text)) {
			free(text);
			return false;
		}
		color = columns[i] == F_VERDICT && style->color ?
				verdict_color(rec) :
				NULL;
		if (color &&
		    scols_cell_set_color(scols_line_get_cell(line, i), color))
			return false;
	}
	return true;
}

/* All records must have the columns that differ between kinds in one type. */
static struct libscols_table *make_table(const struct style *style,
					 struct rec *const *recs, size_t n,
					 const int *columns, size_t ncolumns)
{
	struct libscols_table *table = new_table(style);
	bool ok = table;

	for (size_t i = 0; ok && i < ncolumns; i++)
		ok = add_column(table, style, recs[0]->kind, columns[i]);
	for (size_t i = 0; ok && i < n; i++)
		ok = add_record(table, style, recs[i], columns, ncolumns);
	if (ok)
		return table;
	scols_unref_table(table);
	out_of_memory();
	return NULL;
}

/**
 * output_table() - print records, not as JSON
 * @style: what output shall look like
 * @recs: records
 * @n: how many
 * @columns: columns
 * @ncolumns: how many
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool output_table(const struct style *style, struct rec *const *recs, size_t n,
		  const int *columns, size_t ncolumns)
{
	struct libscols_table *table;
	int rc;

	if (!n)
		return true;
	table = make_table(style, recs, n, columns, ncolumns);
	if (!table)
		return false;
	rc = scols_print_table(table);
	scols_unref_table(table);
	/* An error of the stream is noticed when it is closed. */
	return rc != -ENOMEM || out_of_memory();
}

/* A table of texts, for what is no record. */
struct sheet {
	struct libscols_table *table;
	enum format format;
	bool failed;
};

/**
 * sheet_new() - an empty sheet
 * @style: what output shall look like; without names of columns if none of
 *	   them has one
 * @columns: columns
 * @n: how many
 *
 * Return: the sheet; what fails is told when it is printed.
 */
struct sheet *sheet_new(const struct style *style,
			const struct sheet_column *columns, size_t n)
{
	struct sheet *sheet = calloc(1, sizeof(*sheet));

	if (!sheet)
		return NULL;
	sheet->format = style->format;
	sheet->table = new_table(style);
	if (!sheet->table) {
		free(sheet);
		return NULL;
	}
	if (style->escape == ESCAPE_ASCII)
		scols_table_enable_ascii(sheet->table, 1);
	if (!*columns[0].name)
		scols_table_enable_noheadings(sheet->table, 1);
	for (size_t i = 0; i < n; i++) {
		struct libscols_column *cl;
		int flags = 0;

		if (columns[i].right)
			flags |= SCOLS_FL_RIGHT;
		if (columns[i].tree)
			flags |= SCOLS_FL_TREE;
		cl = scols_table_new_column(sheet->table, columns[i].name, 0,
					    flags);
		if (!cl || (columns[i].raw &&
			    scols_column_set_json_type(cl, SCOLS_JSON_NUMBER)))
			sheet->failed = true;
	}
	return sheet;
}

/**
 * sheet_line() - add a line
 * @sheet: sheet or NULL
 * @parent: the line that it belongs to, NULL for none
 *
 * Return: the line, NULL if memory ran out.
 */
struct libscols_line *sheet_line(struct sheet *sheet,
				 struct libscols_line *parent)
{
	struct libscols_line *line;

	if (!sheet)
		return NULL;
	line = scols_table_new_line(sheet->table, parent);
	if (!line)
		sheet->failed = true;
	return line;
}

/**
 * sheet_cell() - fill a cell
 * @sheet: sheet or NULL
 * @line: line of it or NULL
 * @column: number of the column
 * @text: fit for the format; freed. NULL is null in JSON, an error elsewhere
 */
void sheet_cell(struct sheet *sheet, struct libscols_line *line, size_t column,
		char *text)
{
	if (!text && sheet && sheet->format != FORMAT_JSON)
		sheet->failed = true;
	if (text && sheet && line && !scols_line_refer_data(line, column, text))
		return;
	if (text && sheet)
		sheet->failed = true;
	free(text);
}

static void sheet_free(struct sheet *sheet)
{
	if (sheet)
		scols_unref_table(sheet->table);
	free(sheet);
}

/**
 * sheet_print() - print a sheet, not as JSON
 * @sheet: sheet or NULL; freed
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool sheet_print(struct sheet *sheet)
{
	bool ok = sheet && !sheet->failed;

	ok = ok && (scols_table_is_empty(sheet->table) ||
		    scols_print_table(sheet->table) != -ENOMEM);
	sheet_free(sheet);
	return ok || out_of_memory();
}

/**
 * doc_begin() - begin a JSON document
 * @snap: what it is made from
 */
void doc_begin(const struct snapshot *snap)
{
	printf("{\n   \"source\": \"%s\"",
	       snap->source == SOURCE_MODULE ? "module" : "proc");
}

/**
 * doc_end() - end a JSON document
 */
void doc_end(void)
{
	printf("\n}\n");
}

/**
 * doc_null() - add to a JSON document what is not known
 * @name: its name
 *
 * Return: true; that the stream failed is noticed when it is closed.
 */
bool doc_null(const char *name)
{
	printf(",\n   \"%s\": null", name);
	return true;
}

/* Without the braces around the document; one: without the list as well. */
static bool put_table(struct libscols_table *table, const char *name, bool one)
{
	char *text = NULL, *from, *to;
	bool ok = false;

	if (scols_table_set_name(table, name) ||
	    scols_print_table_to_string(table, &text) || !text)
		goto out;
	from = strchr(text, '"');
	to = strrchr(text, '}');
	if (one) {
		from = strchr(text, '[');
		from = from ? strchr(from, '{') : NULL;
		if (!from || !to)
			goto out;
		do
			to--;
		while (to > from && *to != '}');
		to++;
	}
	if (!from || !to || to < from)
		goto out;
	while (to > from && (to[-1] == '\n' || to[-1] == ' '))
		to--;
	printf(",\n   ");
	if (one)
		printf("\"%s\": ", name);
	fwrite(from, 1, to - from, stdout);
	ok = true;
out:
	free(text);
	scols_unref_table(table);
	return ok || out_of_memory();
}

/**
 * json_records() - add a list of records to a JSON document
 * @style: what output shall look like
 * @name: name of the list
 * @recs: records
 * @n: how many
 * @columns: columns
 * @ncolumns: how many
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool json_records(const struct style *style, const char *name,
		  struct rec *const *recs, size_t n, const int *columns,
		  size_t ncolumns)
{
	struct libscols_table *table;

	if (!n) {
		printf(",\n   \"%s\": []", name);
		return true;
	}
	table = make_table(style, recs, n, columns, ncolumns);
	return table && put_table(table, name, false);
}

/**
 * json_columns() - add a record to a JSON document
 * @style: what output shall look like
 * @name: its name
 * @rec: record
 * @columns: columns
 * @n: how many
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool json_columns(const struct style *style, const char *name,
		  const struct rec *rec, const int *columns, size_t n)
{
	struct rec *one = (struct rec *)rec;
	struct libscols_table *table = make_table(style, &one, 1, columns, n);

	return table && put_table(table, name, true);
}

/**
 * json_record() - add a record with all its keys to a JSON document
 * @style: what output shall look like
 * @name: its name
 * @rec: record
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool json_record(const struct style *style, const char *name,
		 const struct rec *rec)
{
	int columns[FIELDS];
	size_t n;
	const struct key *keys = kind_keys(rec->kind, &n);

	for (size_t i = 0; i < n; i++)
		columns[i] = keys[i].field;
	return json_columns(style, name, rec, columns, n);
}

/**
 * sheet_json() - add a sheet to a JSON document
 * @sheet: sheet or NULL; freed
 * @name: its name
 * @one: the only line, not a list
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool sheet_json(struct sheet *sheet, const char *name, bool one)
{
	bool ok = sheet && !sheet->failed;

	if (!ok) {
		out_of_memory();
	} else if (scols_table_is_empty(sheet->table)) {
		printf(",\n   \"%s\": []", name);
	} else {
		scols_ref_table(sheet->table);
		ok = put_table(sheet->table, name, one);
	}
	sheet_free(sheet);
	return ok;
}

/**
 * doc_list() - records as a list in JSON, for a cell of a sheet
 * @style: what output shall look like
 * @recs: records, at least one
 * @n: how many
 * @columns: columns
 * @ncolumns: how many
 *
 * Return: a new string, NULL if memory ran out; a message was printed then.
 */
char *doc_list(const struct style *style, struct rec *const *recs, size_t n,
	       const int *columns, size_t ncolumns)
{
	struct libscols_table *table;
	char *text = NULL, *list = NULL;

	table = make_table(style, recs, n, columns, ncolumns);
	if (!table)
		return NULL;
	if (!scols_table_set_name(table, "list") &&
	    !scols_print_table_to_string(table, &text) && text) {
		char *from = strchr(text, '['), *to = strrchr(text, ']');

		if (from && to)
			list = strndup(from, to + 1 - from);
	}
	free(text);
	scols_unref_table(table);
	if (!list)
		out_of_memory();
	return list;
}

/**
 * json_pairs() - add an object of numbers to a JSON document
 * @name: its name
 * @pairs: names and values
 * @n: how many
 *
 * Return: false if memory ran out; a message was printed then.
 */
bool json_pairs(const char *name, const struct pair *pairs, size_t n)
{
	static const struct style style = { .format = FORMAT_JSON };
	struct libscols_table *table = new_table(&style);
	struct libscols_line *line;
	bool ok = table;

	for (size_t i = 0; ok && i < n; i++) {
		struct libscols_column *cl;

		cl = scols_table_new_column(table, pairs[i].name, 0, 0);
		ok = cl && !scols_column_set_json_type(cl, SCOLS_JSON_NUMBER);
	}
	line = ok ? scols_table_new_line(table, NULL) : NULL;
	ok = line;
	for (size_t i = 0; ok && i < n; i++)
		ok = !scols_line_set_data(line, i, pairs[i].value);
	if (ok)
		return put_table(table, name, true);
	scols_unref_table(table);
	return out_of_memory();
}
