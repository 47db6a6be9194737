/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tracepoints, for whoever wants to know at once that an object was made, went, or
 * could not be made: perf, bpftrace, and what else reads the kernel's events.
 * While nobody listens, each is a jump that is not taken.
 *
 * A birth is told when its maker returns to user space, since only then is the
 * identifier known; the others are told where the probes fire. The task that did it
 * is the current one. Words are text, so that filters can be written without this
 * file, and padded, so that equal ones are equal.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM ipcdiag

#if !defined(IPCDIAG_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define IPCDIAG_TRACE_H

#include <linux/ipc.h>
#include <linux/string.h>
#include <linux/tracepoint.h>
#include <linux/types.h>

#include "base/kind.h"
#include "base/lives.h"

/* ipc_birth: an object was made. id is -1 where it could not be learned. */
TRACE_EVENT(ipc_birth,
	TP_PROTO(unsigned int kind, u64 ns, int id, key_t key, u64 size),
	TP_ARGS(kind, ns, id, key, size),
	TP_STRUCT__entry(
		__array(char, kind, 4)
		__field(u64, ns)
		__field(int, id)
		__field(u32, key)
		__field(u64, size)
	),
	TP_fast_assign(
		strscpy_pad(__entry->kind, ipcdiag_kind_name(kind), 4);
		__entry->ns = ns;
		__entry->id = id;
		__entry->key = key;
		__entry->size = size;
	),
	TP_printk("kind=%s ns=%llu id=%d key=0x%08x size=%llu",
		  __entry->kind, __entry->ns, __entry->id, __entry->key,
		  __entry->size)
);

/* ipc_death: an object goes. kind and ns are "-" and 0 where they are not known. */
TRACE_EVENT(ipc_death,
	TP_PROTO(unsigned int kind, u64 ns, int id, key_t key,
		 enum ipcdiag_end how),
	TP_ARGS(kind, ns, id, key, how),
	TP_STRUCT__entry(
		__array(char, kind, 4)
		__array(char, how, 12)
		__field(u64, ns)
		__field(int, id)
		__field(u32, key)
	),
	TP_fast_assign(
		strscpy_pad(__entry->kind, kind < IPCDIAG_KINDS ?
			    ipcdiag_kind_name(kind) : "-", 4);
		strscpy_pad(__entry->how, ipcdiag_end_name(how), 12);
		__entry->ns = ns;
		__entry->id = id;
		__entry->key = key;
	),
	TP_printk("kind=%s ns=%llu id=%d key=0x%08x how=%s",
		  __entry->kind, __entry->ns, __entry->id, __entry->key,
		  __entry->how)
);

/* ipc_no_space: an object could not be made, since there are as many as may be. */
TRACE_EVENT(ipc_no_space,
	TP_PROTO(unsigned int kind, u64 ns, int in_use, int limit),
	TP_ARGS(kind, ns, in_use, limit),
	TP_STRUCT__entry(
		__array(char, kind, 4)
		__field(u64, ns)
		__field(int, in_use)
		__field(int, limit)
	),
	TP_fast_assign(
		strscpy_pad(__entry->kind, ipcdiag_kind_name(kind), 4);
		__entry->ns = ns;
		__entry->in_use = in_use;
		__entry->limit = limit;
	),
	TP_printk("kind=%s ns=%llu in_use=%d limit=%d", __entry->kind,
		  __entry->ns, __entry->in_use, __entry->limit)
);

#endif /* IPCDIAG_TRACE_H */

/* Where the kernel's own header finds this one, which it reads several times. */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH births
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
