# SPDX-License-Identifier: GPL-2.0
"""The calls in the module's code that lead to an allocation.

They are taken from what objdump -dr says of the module, not from a list: a
call that is new cannot be forgotten. Frame pointers forbid tail calls, so that
every call on the way to an allocation has its return address on the stack.
"""

import collections
import re

# What the module calls of the kernel and allocates ...
ALLOCATES = set("""
    __kmalloc __seq_open_private __vmalloc alloc_workqueue debugfs_create_dir
    debugfs_create_file filp_open kernel_read kmalloc_large kmalloc_trace
    kvmalloc_node register_kprobe register_kprobes single_open vzalloc
""".split())
# ... and what does not, or is no function. There is no third: what is in
# neither is reported.
OTHERS = re.compile('|'.join("""
    (__)?(asan|debug|kasan|lock|lockdep|might|preempt|rcu|ubsan)_.*
    _?_raw_.* do_raw_.* __SCT__.* __cond_resched __fentry__ __stack_chk_fail
    __x86_.* __get_task_comm __mmdrop _printk cgroup_mutex cpu_number
    __folio_put css_set_lock current_task debugfs_(initialized|remove)
    down_read(_killable|_trylock)? dump_page
    filp_close find_pid_ns fortify_panic fput from_k[gu]id_munged
    get_random_u(32|64) idr_find init_pid_ns init_task init_user_ns init_uts_ns
    kernfs_path_from_node kfree
    kmalloc_caches kstrtouint ktime_get(_real_seconds)?
    ktime_mono_to_any kvfree memory_cgrp_subsys_enabled_key
    mem(cmp|cpy|move|set) param_.* pcpu_hot pid_nr_ns pid_task put_pid radix_tree_next_chunk rb_next
    copy_from_kernel_nofault refcount_warn_saturate sched_clock_cpu seq_(lseek|printf|putc|puts|read)
    seq_release_private single_release str(cmp|len|ncmp|nlen|scpy|str)
    task_active_pid_ns up_read v?s?c?nprintf vfree xas_(find|load)
    __list_(add|del_entry)_valid cancel_work_sync d_path destroy_workqueue irq_work_(queue|sync)
    module_put path_(get|put) queue_work_on refcount_dec_not_one
    synchronize_rcu_tasks task_work_add try_module_get
    jiffies rename_lock trace_hardirqs_(off|on) unregister_kprobes? _find_next_bit
    ktime_get_with_offset schedule_timeout_killable
    __cpu_online_mask __per_cpu_offset __trace_trigger_soft_disabled
    bpf_trace_run[0-9]+ perf_trace_(buf_alloc|run_bpf_submit) strscpy_pad
    trace_event_(buffer_(commit|reserve)|printf|raw_init|reg)
    trace_(handle_return|raw_output_prep)
""".split()))

# A call: in which function and how far in it, in which section, where it
# returns to in that section, and who is called.
Site = collections.namedtuple('Site', 'function at section back callee')
Site.__str__ = lambda s: '%s+0x%x: %s' % (s.function, s.at, s.callee)

SECTION = re.compile(r'Disassembly of section (\S+):')
FUNCTION = re.compile(r'([0-9a-f]+) <(\S+)>:')
INSTRUCTION = re.compile(r'\s*([0-9a-f]+):\t(\w+)(?: +[0-9a-f]+ <([^+>]+)>)?')
RELOCATION = re.compile(r'\s+([0-9a-f]+): R_X86_64_P(?:LT|C)32\t'
                        r'(\S+?)([-+]0x[0-9a-f]+)?$')
UNDEFINED = re.compile(r'0+ +\*UND\*\t0+ (\S+)')


class Sites:
    """What objdump -drt says of a module.

    all: the calls that lead to an allocation. unknown: what the module needs
    of the kernel and is not known to allocate or not.
    """

    def __init__(self, path):
        with open(path) as f:
            lines = f.read().split('\n')
        needs = {m.group(1) for m in map(UNDEFINED.match, lines) if m}
        self.unknown = {n for n in needs - ALLOCATES
                        if not OTHERS.fullmatch(n)}
        calls = self.calls(lines)
        allocates = needs & ALLOCATES
        while True:
            more = {c.function for c in calls if c.callee in allocates}
            if more <= allocates:
                break
            allocates |= more
        self.all = [c for c in calls if c.callee in allocates]

    def sections(self):
        return {s.section for s in self.all}

    @staticmethod
    def calls(lines):
        functions, found = {}, []
        section = function = start = None
        for i, line in enumerate(lines):
            m = SECTION.match(line)
            if m:
                section = m.group(1)
                continue
            m = FUNCTION.match(line)
            if m:
                # The unlikely part of a function is a piece of it.
                start, function = int(m.group(1), 16), m.group(2).split('.')[0]
                functions[section, start] = function
                continue
            m = INSTRUCTION.match(line)
            if not m or not m.group(2).startswith('call'):
                continue
            # Five bytes, of which a relocation replaces the last four.
            at, callee = int(m.group(1), 16), m.group(3)
            r = RELOCATION.match(lines[i + 1])
            if r and int(r.group(1), 16) == at + 1:
                callee = r.group(2)
                if callee.startswith('.'):
                    callee = callee, int(r.group(3), 16) + 4
            found.append((function, at - start, section, at + 5, callee))
        return [Site(*f[:4], functions.get(f[4], f[4])) for f in found]
