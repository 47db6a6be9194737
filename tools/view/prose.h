/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Text that is no table.
 */
#ifndef IPCDIAG_VIEW_PROSE_H
#define IPCDIAG_VIEW_PROSE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "records/records.h"
#include "write/style.h"

void prose_untie(struct buf *b, const char *text);
void prose_wrap(struct buf *out, const struct style *style, size_t hang,
		const char *text);
void prose_command(struct buf *out, const struct style *style, size_t hang,
		   const char *text, const char *command);
void prose_title(struct buf *out, const struct style *style, enum color color,
		 const char *title, const char *rest);

const char *prose_s(uint64_t n);
void prose_number(struct buf *b, uint64_t n);
void prose_count(struct buf *b, uint64_t n, const char *what);
void prose_tie(struct buf *b, size_t start);
void prose_bytes(struct buf *b, const struct style *style, uint64_t bytes);
void prose_time(struct buf *b, const struct style *style, int64_t t);
void prose_string(struct buf *b, const struct style *style, const char *s);
void prose_cgroup(struct buf *b, const struct style *style, const char *path);
void prose_user(struct buf *b, const struct style *style, uint32_t uid);
void prose_process(struct buf *b, const struct style *style,
		   const struct rec *rec, enum field pid, enum field comm);

#endif
