# SPDX-License-Identifier: GPL-2.0
"""Memory cgroups for cases in Python, and which one a page is charged to."""

import atexit
import os
import struct
import time

from ipc import *
from lib import *

PAGE = os.sysconf('SC_PAGE_SIZE')
# Pages that the module looks at in one segment.
LOOKED = 32
libc.mincore.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p]
RELEASE = tuple(int(n) for n in re.match(r'(\d+)\.(\d+)',
                                         os.uname().release).groups())


def write(path, text):
    with open(path, 'w') as f:
        f.write(text)


class Group:
    """A cgroup that goes when the case ends, with the processes in it."""

    root = '/sys/fs/cgroup'
    made = []

    def __init__(self, path):
        """path begins with a slash, or is one."""
        self.path = path
        self.dir = Group.root + path.rstrip('/')
        if not os.path.isdir(self.dir):
            os.mkdir(self.dir)
            Group.made.append(self)
        self.ino = os.stat(self.dir).st_ino

    def enter(self, pid=0):
        write(self.dir + '/cgroup.procs', str(pid or os.getpid()))

    def pids(self):
        """Of all processes in it and below it, as far as they can be read."""
        found = []
        for path, _, _ in os.walk(self.dir):
            for name in ('cgroup.procs', 'cgroup.threads', 'tasks'):
                try:
                    with open('%s/%s' % (path, name)) as f:
                        found += [int(n) for n in f.read().split()]
                except OSError:
                    # There is no such file, or it cannot be read in a threaded
                    # cgroup.
                    pass
        return found

    def populated(self):
        """What the kernel says of it; v1 does not."""
        path = self.dir + '/cgroup.events'
        if os.path.exists(path):
            with open(path) as f:
                return dict(l.split() for l in f)['populated']
        # The root has no such file.
        return str(int(bool(self.pids())))

    def empty(self):
        wait_for(lambda: self.populated() == '0', self.path + ' is empty')

    def remove(self):
        os.rmdir(self.dir)
        Group.made.remove(self)


def clean_up():
    for child in list(Child.living):
        child.end()
    for group in reversed(Group.made):
        for _ in range(100):
            try:
                os.rmdir(group.dir)
                break
            except OSError:
                time.sleep(0.1)


atexit.register(clean_up)


def touch(ident, *numbers):
    """Write to these pages; attached from then on."""
    at = shmat(ident)
    for n in numbers:
        ctypes.memset(at + n * PAGE, n % 255 + 1, 1)
    return at


def filled_by(group, ident, *numbers, stay=False):
    """A process in the group writes to these pages and detaches.

    It ends, unless it is to stay.
    """
    def work():
        group.enter()
        shmdt(touch(ident, *numbers))
    child = Child(work)
    if not stay:
        child.end()
        # Some kernels count it until it has left its last processor.
        wait_for(lambda: group.populated() == '0' or group.pids(),
                 'nobody is left in ' + group.path)
    return child


def resident(at, pages):
    vector = ctypes.create_string_buffer(pages)
    check('mincore', libc.mincore(at, pages * PAGE, vector))
    return [n for n in range(pages) if vector.raw[n] & 1]


def charged(ident, pages):
    """[(number, inode number of the cgroup)] of its resident pages.

    The kernel tells of a cgroup that was removed as of the next one above that
    was not.
    """
    at = shmat(ident)
    found = []
    with open('/proc/self/pagemap', 'rb', buffering=0) as pagemap, \
            open('/proc/kpagecgroup', 'rb', buffering=0) as kpagecgroup:
        for n in resident(at, pages):
            ctypes.string_at(at + n * PAGE, 1)
            entry, = struct.unpack('Q', os.pread(
                pagemap.fileno(), 8, (at // PAGE + n) * 8))
            pfn = entry & (1 << 55) - 1
            if not entry >> 63 or not pfn:
                fail('page %d of segment %d is not mapped' % (n, ident))
            found.append((n, *struct.unpack('Q', os.pread(
                kpagecgroup.fileno(), 8, pfn * 8))))
    shmdt(at)
    return found


def told(ident, snapshot=None):
    """What the module says: looked, memcg, memcgs, populated."""
    f = (snapshot or Snapshot()).get('shm', ident)
    return tuple(f[key] for key in ('looked', 'memcg', 'memcgs', 'populated'))


def pays(what, ident, pages, groups, looked):
    """It is told that these groups pay, and the witnesses agree."""
    got = told(ident)
    populated = {g.populated() for g in groups}
    witness = charged(ident, pages)
    equal('%s: the witness' % what, {ino for _, ino in witness},
          {g.ino for g in groups})
    equal('%s: looked, memcgs, populated' % what, (got[0], got[2], got[3]),
          (str(looked), str(len(groups)), max(populated)))
    if unescape(got[1]).decode() not in [g.path for g in groups]:
        fail('%s: %s pays, not %s' % (what, got[1], [g.path for g in groups]))
    if looked != min(LOOKED, len(witness)):
        fail('%s: %d pages are there, %d were looked at' % (
            what, len(witness), looked))
    return got
