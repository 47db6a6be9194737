// SPDX-License-Identifier: GPL-2.0
/*
 * Lines of a snapshot that look like the one before.
 *
 * The module writes the keys of a kind in the same order again and again, and
 * most values are what they were in the line before. So a line is compared with
 * that one; only where they differ a value is read. Whatever is not quite as
 * expected is left to the general parser (line.c), which alone says what is
 * wrong with a line, and from whose result the next line is expected.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "base/memory.h"
#include "records/fast.h"
#include "records/value.h"

/* Most keys of a line, with those that are not known here. */
#define FORM_KEYS 96

/* The uses that user lines tell of have keys of their own. */
#define FORM_USES 8
#define FORMS	  (KINDS + FORM_USES)

/**
 * struct form - a line, and what it says
 * @kind: kind of line
 * @n: how many keys, 0 if no line was learned
 * @len: length of @text without its `\n`
 * @draft: what it says
 * @packer: how such records are packed
 * @off: where in @text each key begins; then where the next line would; and a
 *	 number larger than any other
 * @place: the keys
 * @text: the line with its `\n`
 */
struct form {
	enum kind kind;
	size_t n;
	size_t len;
	struct draft draft;
	struct packer packer;
	uint16_t off[FORM_KEYS + 2];
	struct value_place place[FORM_KEYS];
	char text[PARSE_MAX_LINE + 1 + BYTES_SLACK];
};

/* What user lines have in common ends with their use. */
static unsigned int form_number(enum kind kind, const char *line)
{
	if (kind != KIND_USER)
		return kind;
	for (int i = 0; i < 4; i++) {
		while (!value_is_over(line))
			line++;
		if (*line == '\n')
			return kind;
		line++;
	}
	if (strncmp(line, "kind=", 5))
		return kind;
	return KINDS + (unsigned char)line[5] % FORM_USES;
}

static struct form *find_form(struct parser *p, const char *line, size_t len)
{
	struct form *form = p->form;
	const char *space;
	enum kind kind;

	if (form && !memcmp(form->text, line, form->off[0])) {
		if (form->kind != KIND_USER)
			return form;
		kind = KIND_USER;
	} else {
		space = memchr(line, ' ', len);
		if (!space)
			return NULL;
		kind = kind_named(line, space - line);
		if (kind == KINDS)
			return NULL;
	}
	return p->forms[form_number(kind, line)];
}

/* Reads what differs from the form. Returns the slots of that in *changed. */
static bool read_changes(struct parser *p, struct form *form, const char *line,
			 uint64_t *changed)
{
	size_t i = 0, shift = 0;
	size_t at = bytes_equal(line, form->text, form->len + 1);

	if (at < form->off[0])
		return false;
	for (;;) {
		const struct value_place *place;
		const char *end;

		if (!shift && at > form->len)
			return true;
		/* What begins behind a longer or shorter value has moved. */
		for (; form->off[i + 1] <= at; i++)
			form->off[i] += shift;
		if (i == form->n)
			return true;
		place = &form->place[i];
		if (at < form->off[i] + (size_t)place->value)
			return false;
		end = value_read(p->snap, &form->draft, place,
				 line + (uint16_t)(form->off[i] + shift) +
					 place->value);
		if (!end)
			return false;
		if (place->as != AS_IGNORED)
			*changed |= 1ULL << place->slot;
		form->off[i] += shift;
		i++;
		if ((*end == '\n') != (i == form->n))
			return false;
		shift = (size_t)(end + 1 - line) - form->off[i];
		at = form->off[i];
		if (i < form->n)
			at += bytes_equal(end + 1, form->text + at,
					  form->len + 1 - at);
	}
}

/**
 * fast_init() - prepare to read fast
 * @p: parser
 */
void fast_init(struct parser *p)
{
	p->forms = xcalloc(FORMS, sizeof(struct form *));
}

/**
 * fast_parse() - read a line that looks like one before
 * @p: parser
 * @line: the line; BYTES_SLACK bytes behind its `\n` may be read
 * @len: its length without the `\n`
 *
 * Return: true if it was read and its record was added. Else the general parser
 * is to read it.
 */
bool fast_parse(struct parser *p, const char *line, size_t len)
{
	struct form *form;
	uint64_t changed = 0;

	if (p->ended || p->line == 1)
		return false;
	form = find_form(p, line, len);
	if (!form || !form->n)
		return false;
	if (!read_changes(p, form, line, &changed)) {
		form->n = 0;
		return false;
	}
	snapshot_pack(p->snap, &form->packer, &form->draft, changed)->line =
		p->line;
	memcpy(form->text, line, len + 1);
	form->len = len;
	form->off[form->n] = len + 1;
	p->form = form;
	return true;
}

static void learn_place(struct form *form, const char *name, size_t len)
{
	struct value_place *place = &form->place[form->n];
	const struct key *keys;
	size_t n, slot;

	keys = kind_keys(form->kind, &n);
	for (slot = 0; slot < n; slot++)
		if (strlen(keys[slot].name) == len &&
		    !memcmp(keys[slot].name, name, len))
			break;
	value_place(place, form->kind, slot < n ? (int)slot : -1);
	place->value = len + 1;
}

/**
 * fast_learn() - add the record of a line that the general parser has read
 * @p: parser; its draft is what the line says
 * @line: the line, followed by its `\n`
 * @len: its length without the `\n`
 */
void fast_learn(struct parser *p, const char *line, size_t len)
{
	unsigned int number = form_number(p->draft.kind, line);
	struct form *form = p->forms[number];
	const char *word = memchr(line, ' ', len);

	if (!form) {
		form = xcalloc(1, sizeof(*form));
		p->forms[number] = form;
	}
	form->kind = p->draft.kind;
	form->draft = p->draft;
	snapshot_pack(p->snap, &form->packer, &form->draft, ~0ULL)->line =
		p->line;

	form->n = 0;
	memcpy(form->text, line, len + 1);
	form->len = len;
	while (word && form->n < FORM_KEYS) {
		const char *value = memchr(word, '=', line + len - word);

		/* Only the header has a word that is no key. */
		if (!value)
			break;
		word++;
		form->off[form->n] = word - line;
		learn_place(form, word, value - word);
		form->n++;
		word = memchr(value, ' ', line + len - value);
	}
	/* These two are where a snapshot begins and ends. */
	if (word || form->kind == KIND_HEADER || form->kind == KIND_END)
		form->n = 0;
	form->off[form->n] = len + 1;
	form->off[form->n + 1] = UINT16_MAX;
	p->form = form->n ? form : NULL;
}

/**
 * fast_free() - forget what lines look like
 * @p: parser
 */
void fast_free(struct parser *p)
{
	for (int i = 0; p->forms && i < FORMS; i++)
		free(p->forms[i]);
	free(p->forms);
}
