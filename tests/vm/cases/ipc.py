# SPDX-License-Identifier: GPL-2.0
"""System V IPC for cases in Python, and processes to use it from.

Keys are unsigned, as ipcs(1) shows them. Every call fails the case if it
fails, except where it returns an errno.
"""

import atexit
import ctypes
import os
import pickle
import signal
import struct
import sys
import traceback

from lib import as_user, fail

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
libc.shmat.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
libc.shmdt.argtypes = [ctypes.c_void_p]
libc.shmget.argtypes = [ctypes.c_int, ctypes.c_size_t, ctypes.c_int]
libc.msgsnd.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t,
                        ctypes.c_int]
libc.msgrcv.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t,
                        ctypes.c_long, ctypes.c_int]
libc.msgrcv.restype = ctypes.c_ssize_t

IPC_CREAT, IPC_EXCL, IPC_NOWAIT = 0o1000, 0o2000, 0o4000
IPC_PRIVATE, IPC_RMID, IPC_SET, IPC_STAT = 0, 0, 1, 2
SHM_LOCK, SHM_HUGETLB, SHM_RDONLY = 11, 0o4000, 0o10000
GETVAL, SETVAL, SETALL = 12, 16, 17
SEM_UNDO = 0x1000
CLONE_NEWNS, CLONE_NEWIPC, CLONE_NEWPID = 0x20000, 0x08000000, 0x20000000
PR_SET_NAME = 15


def check(what, result):
    if result == -1:
        raise OSError(ctypes.get_errno(), what)
    return result


def signed(key):
    return ctypes.c_int(key).value


def shmget(key=IPC_PRIVATE, size=4096, mode=0o600, flags=0):
    return check('shmget', libc.shmget(
        signed(key), size, mode | flags | IPC_CREAT | IPC_EXCL))


def shmat(ident, flags=0):
    address = libc.shmat(ident, None, flags)
    if address == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), 'shmat')
    return address


def shmdt(address):
    check('shmdt', libc.shmdt(address))


def shmctl(ident, command, buf=None):
    return check('shmctl', libc.shmctl(ident, command, buf))


def semget(key=IPC_PRIVATE, count=1, mode=0o600):
    return check('semget', libc.semget(
        signed(key), count, mode | IPC_CREAT | IPC_EXCL))


def semctl(ident, num, command, arg=None):
    return check('semctl', libc.semctl(ident, num, command, arg))


def setall(ident, values):
    semctl(ident, 0, SETALL, (ctypes.c_ushort * len(values))(*values))


def semop(ident, *ops):
    """Operations are (number, operation) or (number, operation, flags)."""
    data = b''.join(struct.pack('HhH', *(op + (0,))[:3]) for op in ops)
    return check('semop', libc.semop(ident, data, ctypes.c_size_t(len(ops))))


def msgget(key=IPC_PRIVATE, mode=0o600):
    return check('msgget', libc.msgget(
        signed(key), mode | IPC_CREAT | IPC_EXCL))


def msgsnd(ident, size=1, kind=1, flags=0):
    data = struct.pack('l', kind) + b'x' * size
    return check('msgsnd', libc.msgsnd(ident, data, size, flags))


def msgrcv(ident, kind=0, flags=0):
    buf = ctypes.create_string_buffer(8 + 65536)
    return check('msgrcv', libc.msgrcv(ident, buf, 65536, kind, flags))


def msgctl(ident, command, buf=None):
    return check('msgctl', libc.msgctl(ident, command, buf))


# struct ipc_perm begins with key, uid, gid, cuid, cgid, mode.
def change(kind, ident, uid=None, gid=None, mode=None, qbytes=None):
    """IPC_SET."""
    buf = ctypes.create_string_buffer(256)
    call = {'shm': shmctl, 'msg': msgctl,
            'sem': lambda i, c, b: semctl(i, 0, c, b)}[kind]
    call(ident, IPC_STAT, buf)
    for offset, value in ((4, uid), (8, gid), (20, mode)):
        if value is not None:
            struct.pack_into('I', buf, offset, value)
    if qbytes is not None:
        struct.pack_into('L', buf, 48 + 5 * 8, qbytes)
    call(ident, IPC_SET, buf)


def remove(kind, ident):
    {'shm': shmctl, 'msg': msgctl,
     'sem': lambda i, c: semctl(i, 0, c)}[kind](ident, IPC_RMID)


def enter(pid, flags):
    """Enter a namespace of a process."""
    fd = os.pidfd_open(pid)
    check('setns', libc.setns(fd, flags))
    os.close(fd)


def unshare(flags):
    check('unshare', libc.unshare(flags))


def set_name(name):
    """Bytes of the task's own name, as they are."""
    check('prctl', libc.prctl(PR_SET_NAME, name, 0, 0, 0))


def comm_of(pid):
    """A task's name; /proc adds the newline and nothing else."""
    with open('/proc/%d/comm' % pid, 'rb') as f:
        return f.read()[:-1]


def limit(name, value):
    """Set one in /proc/sys/kernel until the case ends."""
    path = '/proc/sys/kernel/' + name
    with open(path) as f:
        old = f.read()

    def put(what):
        with open(path, 'w') as f:
            f.write(what)

    put(str(value))
    atexit.register(put, old)


def proc_table(kind):
    """/proc/sysvipc/KIND: a list of dictionaries of strings."""
    with open('/proc/sysvipc/' + kind) as f:
        head, *rows = [line.split() for line in f]
    for row in rows:
        if len(row) != len(head):
            fail('/proc/sysvipc/%s: %r' % (kind, row))
    return [dict(zip(head, row)) for row in rows]


class Child:
    """A forked process that calls work() and then waits to be killed.

    What work() returns is in .result, once it has returned. With pid= it gets
    that number; user= and session= say what it is before it starts to work.
    With wait=False it is not waited for, because work() is to block.
    """

    living = []

    def __init__(self, work=lambda: None, user=None, session=False, group=False,
                 pid=None, wait=True):
        self.reader, writer = os.pipe()
        for _ in range(500):
            if pid is not None:
                with open('/proc/sys/kernel/ns_last_pid', 'w') as f:
                    f.write(str(pid - 1))
            self.pid = os.fork()
            if not self.pid:
                self.child(work, user, session, group, pid, writer)
            if pid in (None, self.pid):
                break
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        else:
            fail('number %d cannot be had for a process' % pid)
        os.close(writer)
        Child.living.append(self)
        self.started = False
        if wait:
            self.wait()

    @staticmethod
    def child(work, user, session, group, pid, writer):
        status = 1
        try:
            if pid not in (None, os.getpid()):
                signal.pause()
            if session:
                os.setsid()
            if group:
                os.setpgid(0, 0)
            if user is not None:
                as_user(user)()
            data = pickle.dumps(work())
            # A process that work() left behind may have the pipe open too.
            os.write(writer, struct.pack('I', len(data)) + data)
            os.close(writer)
            while True:
                signal.pause()
        except BaseException:
            traceback.print_exc()
            sys.stdout.flush()
        finally:
            os._exit(status)

    def wait(self):
        """Until work() has returned."""
        with open(self.reader, 'rb', closefd=False) as f:
            head = f.read(4)
            if len(head) < 4:
                fail('a child failed')
            self.result = pickle.loads(f.read(*struct.unpack('I', head)))
        return self.result

    def kill(self):
        """It ends and stays a zombie."""
        os.kill(self.pid, signal.SIGKILL)
        # Not by its files in /proc: who looks at one holds its memory for a
        # moment, and may become the one who detaches its segments.
        os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)

    def reap(self):
        os.waitpid(self.pid, 0)
        os.close(self.reader)
        Child.living.remove(self)

    def end(self):
        """It ends and nothing is left of it."""
        self.kill()
        self.reap()
        return self.pid

    def state(self):
        with open('/proc/%d/stat' % self.pid) as f:
            return f.read().rsplit(')', 1)[1].split()[0]

    def asleep_in(self, *names):
        """Does it sleep in this system call?"""
        try:
            with open('/proc/%d/wchan' % self.pid) as f:
                return f.read() in names
        except OSError:
            return False


def gone(work, **options):
    """A process does it and ends; what it returned, and its number."""
    child = Child(work, **options)
    return child.result, child.end()
