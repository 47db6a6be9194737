/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Lines of words and numbers that we wrote ourselves.
 *
 * Whoever reads one writes it again and compares: what is let pass here by mistake
 * is noticed there.
 */
#ifndef IPCDIAG_BASE_FIELDS_H
#define IPCDIAG_BASE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool field_num(const char **at, const char *name, int base, uint64_t *num);
bool field_word(const char **at, const char *name, char *word, size_t size);

#endif
