# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
# What must not be in a kernel log. Used in the guest after every case, and on
# the host over the whole console.

FAULTS='WARNING:|\bBUG\b|\bOops\b|Call Trace|Kernel panic|general protection'
FAULTS+='|[Uu]nable to handle|KASAN|KCSAN|KFENCE|UBSAN|kmemleak:'
FAULTS+='|refcount_t:|list_(add|del) corruption|possible .*deadlock'
FAULTS+='|possible recursive locking|inconsistent lock state|lock held'
FAULTS+='|locks held|bad unlock balance|suspicious RCU usage|INFO: task .* blocked'
FAULTS+='|soft lockup|hard LOCKUP|self-detected stall|detected stalls'
FAULTS+='|detected expedited stalls|rcu: INFO|scheduling while atomic'
FAULTS+='|sleeping function called|DEBUG_LOCKS_WARN_ON|stack-protector'
FAULTS+='|slab .*corruption|Object padding|Bad page|bad pmd|Bad rss-counter'
FAULTS+='|ipcdiag\[[0-9]+\]: segfault|ipcdiag: .*(Unknown symbol|disagrees)'

# What every kernel says while it starts and is no fault.
NO_FAULTS='Spectre|Speculative|RETBleed'
NO_FAULTS+='|kmemleak: (Kernel memory leak detector init|Automatic memory scan)'

# faults [ALLOW]: the faulty lines of the log on stdin; ALLOW is an extended
# regular expression of lines that are all right.
faults()
{
	grep -aE "$FAULTS" | grep -avE "$NO_FAULTS" |
		if [[ -n ${1:-} ]]; then grep -avE "$1"; else cat; fi
}

# header FILE KEY: the value of a line "# KEY: value" at the top of a case.
header()
{
	sed -n "1,20s/^# $2: *//p" "$1" | head -n 1
}
