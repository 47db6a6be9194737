// SPDX-License-Identifier: GPL-2.0
/* What the kernel's macros make of the tracepoints in trace.h. */
#define CREATE_TRACE_POINTS
#include "births/trace.h"
