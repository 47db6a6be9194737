# SPDX-License-Identifier: GPL-2.0
"""Users of objects for cases in Python, and what /proc knows of them."""

import os

from ipc import Child, check, libc, proc_table
from lib import equal, wait_for

SYS_KCMP, KCMP_VM = 312, 1


def users_of(s, kind, ident, use=None, ns=None):
    """The user lines of an object, in the initial namespace unless said."""
    ns = ns or s.init_ns()
    return [f for f in s.user.values()
            if (f['ns'], f['type'], int(f['id'])) == (ns, kind, ident) and
            use in (None, f['kind'])]


def pids():
    return [int(p) for p in os.listdir('/proc') if p.isdigit()]


def maps_of(pid):
    """The mappings of a process, through any thread that still has them."""
    try:
        for tid in os.listdir('/proc/%d/task' % pid):
            with open('/proc/%d/task/%s/maps' % (pid, tid)) as f:
                lines = f.readlines()
            if lines:
                return lines
    except OSError:
        # It is gone.
        pass
    return []


def sysv_mappings():
    """{shmid: {pid: (read-only, writable)}} by /proc/PID/maps.

    The inode number of a segment is its identifier.
    """
    found = {}
    for pid in pids():
        for line in maps_of(pid):
            word = line.split()
            if len(word) < 6 or not word[5].startswith('/SYSV'):
                continue
            mine = found.setdefault(int(word[4]), {})
            ro, rw = mine.get(pid, (0, 0))
            if word[1][1] == 'w':
                mine[pid] = (ro, rw + 1)
            else:
                mine[pid] = (ro + 1, rw)
    return found


def same_vm(a, b):
    return check('kcmp', libc.syscall(SYS_KCMP, a, b, KCMP_VM, 0, 0)) == 0


def distinct_vms(some):
    """One process of each address space."""
    kept = []
    for pid in some:
        if not any(same_vm(pid, other) for other in kept):
            kept.append(pid)
    return kept


def settled():
    """Has everybody who ended let go of everything?"""
    witness = sysv_mappings()
    try:
        return all(int(row['nattch']) == sum(
            sum(mine[pid]) for pid in distinct_vms(mine))
            for row in proc_table('shm')
            for mine in [witness.get(int(row['shmid']), {})])
    except OSError:
        # One of them is gone already.
        return False


def check_attachers(s, witness=None):
    """Every segment of the initial namespace against /proc; how many users."""
    witness = sysv_mappings() if witness is None else witness
    own = s.init_ns()
    rows = {int(r['shmid']): r for r in proc_table('shm')}
    equal('segments', {k[1] for k in s.shm if k[0] == own}, set(rows))
    total = 0
    for (ns, ident), f in s.shm.items():
        if ns != own:
            continue
        what = 'segment %d: ' % ident
        expected = witness.get(ident, {})
        lines = users_of(s, 'shm', ident)
        equal(what + 'users by pid',
              {int(u['ipid']): (int(u['ro']), int(u['rw'])) for u in lines},
              expected)
        equal(what + 'kinds of use', {u['kind'] for u in lines} - {'attach'},
              set())
        equal(what + 'procs', (int(f['procs']), len(lines)),
              (len(expected), len(expected)))
        mappings = sum(sum(expected[p]) for p in distinct_vms(expected))
        equal(what + 'nattch, maps and nattch of /proc/sysvipc',
              (f['nattch'], f['maps'], rows[ident]['nattch']),
              (str(mappings),) * 3)
        total += len(lines)
    equal('all attachers', sum(u['kind'] == 'attach' and u['ns'] == own
                               for u in s.user.values()), total)
    return total


# System calls that sleep on objects, by their numbers on x86-64.
SLEEPS = {65: 'wait', 220: 'wait', 69: 'send', 70: 'receive'}


def sleeping():
    """{tid: (kind of use, id)} by /proc/PID/task/TID/syscall."""
    found = {}
    for pid in pids():
        try:
            tids = os.listdir('/proc/%d/task' % pid)
        except OSError:
            continue
        for tid in map(int, tids):
            try:
                with open('/proc/%d/task/%d/syscall' % (pid, tid)) as f:
                    word = f.read().split()
            except OSError:
                continue
            if word and word[0].isdigit() and int(word[0]) in SLEEPS:
                found[tid] = (SLEEPS[int(word[0])], int(word[1], 16))
    return found


def asleep(work, threads=1, **options):
    """A child that blocks in so many threads."""
    child = Child(work, wait=False, **options)
    wait_for(lambda: sum(
        os.path.exists('/proc/%d/task/%d' % (child.pid, tid))
        for tid in sleeping()) == threads, 'a child falls asleep')
    return child


def check_sleepers(s):
    """Every sleeping task of the initial namespace against /proc."""
    witness = sleeping()
    own = s.init_ns()
    lines = [u for u in s.user.values()
             if u['kind'] in ('wait', 'send', 'receive') and u['ns'] == own]
    equal('sleepers', {int(u['itid']): (u['kind'], int(u['id']))
                       for u in lines}, witness)
    for kind, uses, keys in (('sem', ['wait'], ['waiters']),
                             ('msg', ['send', 'receive'],
                              ['senders', 'receivers'])):
        for (ns, ident), f in getattr(s, kind).items():
            for use, key in zip(uses, keys):
                equal('%s %d: %s' % (kind, ident, key), f[key], str(
                    len(users_of(s, kind, ident, use, ns))))
    return len(lines)
