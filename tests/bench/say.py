# SPDX-License-Identifier: GPL-2.0
"""How docs/benchmarks.md names and writes what was measured."""

ORDER = ('6.1', '5.10', '6.12', '7.2', '7.3')
OURS = {'leaks': '`cat leaks`', 'snapshot': '`cat snapshot`',
        'users': '`cat users`'}
TITLES = {'proc': '`cat /proc/sysvipc/shm`', 'ipcs route': 'the ipcs route',
          'grep maps': '`grep SYSV /proc/*/maps`', 'scan in C': 'the same in C',
          'lsof': '`lsof -nPw \\| grep SYSV`', 'ipcdiag who NAME': '`ipcdiag who NAME`'}
POPULATIONS = {'leaked': 'every segment leaked',
               'healthy': 'segments in use, 1 % leaked',
               'varied': 'every segment leaked, no two alike',
               'varied-healthy': 'segments in use, 1 % leaked, no two alike',
               'own': 'each attaches a segment of its own',
               'same': 'all attach the same segment'}
LISTS = ('leaked', 'healthy', 'varied', 'varied-healthy')
# What a walk goes through besides objects: what a size counts.
WORLDS = {'threads': 'threads of one process',
          'namespaces': 'namespaces, a process in each',
          'owners': 'segments, each with an owner of its own'}


def time(seconds):
    if seconds < 0.001:
        return '%.*f µs' % (seconds < 1e-5, seconds * 1e6)
    if seconds < 1:
        return '%.*f ms' % (seconds < 0.01, seconds * 1e3)
    return '%.*f s' % (2 if seconds < 10 else 1 if seconds < 100 else 0,
                       seconds)


def times(ratio):
    return '%.*f×' % (2 if ratio < 2 else 1 if ratio < 10 else 0, ratio)


def count(n):
    return format(n, ',')


def size(n):
    return '%.1f MiB' % (n / 2 ** 20) if n >= 2 ** 20 else '%.0f KiB' % (
        n / 1024)


def title(tool):
    return OURS.get(tool) or TITLES.get(tool) or '`%s`' % tool
