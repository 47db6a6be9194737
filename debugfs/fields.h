/* SPDX-License-Identifier: GPL-2.0 */
/* Fields of the file `snapshot`: a key that begins with a space, and a value. */
#ifndef IPCDIAG_FIELDS_H
#define IPCDIAG_FIELDS_H

#include "line.h"

#define field_number(line, key, number)					\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_number(line, number);			\
	} while (0)

#define field_signed(line, key, number)					\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_signed(line, number);			\
	} while (0)

/* A number that is often the same in the next line, as times are. */
#define field_repeated(line, key, memo, number)				\
	do {								\
		line_text(line, key);					\
		ipcdiag_line_repeated(line, memo, number);		\
	} while (0)

/* A process's number: "?" where the opener cannot see it. */
static inline void field_pid(struct ipcdiag_line *line, pid_t nr)
{
	if (nr)
		ipcdiag_line_number(line, nr);
	else
		line_char(line, '?');
}

#endif /* IPCDIAG_FIELDS_H */
