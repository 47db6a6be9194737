# SPDX-License-Identifier: GPL-2.0
"""A program that a case lets go on, turn by turn."""

import os
import pickle
import signal
import socket
import sys
import traceback

from ipc import libc
from lib import as_user, fail, wait_for

PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207


def end_of(pid):
    """A process of ours ends, and nothing is left of it."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


class Program:
    """A forked process that runs body(self) and ends.

    Whatever body() forks may speak for it as well: say() and turn() are for
    the program, hear(), go() and last() for the case.
    """

    def __init__(self, body, user=None):
        self.here, self.there = socket.socketpair(
            socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.pid = os.fork()
        if not self.pid:
            self.run(body, user)
        self.there.close()
        self.reaped = False

    def run(self, body, user):
        status = 1
        try:
            self.here.close()
            if user:
                as_user(user)()
            body(self)
            status = 0
        except BaseException as e:
            traceback.print_exc()
            sys.stdout.flush()
            self.there.send(pickle.dumps(e))
        finally:
            os._exit(status)

    def say(self, value=None):
        self.there.send(pickle.dumps(value))

    def turn(self):
        """Wait until the case says so; if it ends, so do we."""
        if not self.there.recv(1):
            os._exit(0)

    def hear(self):
        data = self.here.recv(65536)
        if not data:
            fail('the program has ended')
        value = pickle.loads(data)
        if isinstance(value, BaseException):
            raise value
        return value

    def go(self):
        self.here.send(b'g')

    def use(self):
        """It goes on to use the object, and tells how that went."""
        self.go()
        return self.hear()

    def reap(self):
        """The first process has ended of itself; the others need not have."""
        os.waitpid(self.pid, 0)
        self.reaped = True

    def end(self):
        self.here.close()
        if not self.reaped:
            end_of(self.pid)


class Server(Program):
    """It is told an identifier in a file, as a server is by its client."""

    def __init__(self, body, path, user=None):
        self.path = os.path.abspath(path)
        super().__init__(body, user)

    @property
    def hear_of(self):
        with open(self.path) as f:
            return int(f.read())

    def tell(self, ident):
        with open(self.path, 'w') as f:
            f.write(str(ident))


def leave(program, work):
    """In a program: go on as a grandchild without any tie to who began."""
    if os.fork():
        os._exit(0)
    os.setsid()
    if os.fork():
        os._exit(0)
    program.say(os.getpid())
    work()
    os._exit(0)


def state_of(pid):
    # Its state, not its memory: see Child.kill().
    with open('/proc/%d/status' % pid) as f:
        return next(l.split()[1] for l in f if l.startswith('State:'))


def sleeps_in(pid, call):
    # By the number of the call; 5.10 does not tell by name where it is. It may
    # be told while the task is just being woken from a stop: whether it sleeps
    # is asked afterwards.
    nrs = {'semop': ('65', '220'), 'msgsnd': ('69',), 'msgrcv': ('70',)}[call]

    def there():
        with open('/proc/%d/syscall' % pid) as f:
            number = f.read().split()[0]
        return number in nrs and state_of(pid) == 'S'
    wait_for(there, 'process %d sleeps in %s' % (pid, call))


class Stopped:
    """with Stopped(pid): it gets SIGSTOP."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        os.kill(self.pid, signal.SIGSTOP)
        wait_for(lambda: state_of(self.pid) == 'T', 'it stops')

    def __exit__(self, *_):
        os.kill(self.pid, signal.SIGCONT)


class Traced:
    """with Traced(pid): a debugger has interrupted it; it is our child."""

    def __init__(self, pid):
        self.pid = pid

    def __enter__(self):
        for request in (PTRACE_SEIZE, PTRACE_INTERRUPT):
            if libc.ptrace(request, self.pid, None, None):
                fail('ptrace request %#x' % request)
        os.waitpid(self.pid, 0)

    def __exit__(self, *_):
        if libc.ptrace(PTRACE_DETACH, self.pid, None, None):
            fail('ptrace detach')


class Frozen:
    """with Frozen(pid): its cgroup is frozen, as a paused container is."""

    def __init__(self, pid):
        self.pid = pid
        with open('/proc/%d/cgroup' % pid) as f:
            group = next(l[3:].rstrip('\n') for l in f if l.startswith('0::'))
        self.home = '/sys/fs/cgroup' + group
        self.group = self.home + '/frozen'

    def write(self, path, text):
        with open(path, 'w') as f:
            f.write(text)

    def frozen(self):
        with open(self.group + '/cgroup.events') as f:
            return 'frozen 1' in f.read()

    def __enter__(self):
        os.mkdir(self.group)
        self.write(self.group + '/cgroup.procs', str(self.pid))
        self.write(self.group + '/cgroup.freeze', '1')
        wait_for(self.frozen, 'its cgroup freezes')

    def __exit__(self, *_):
        self.write(self.group + '/cgroup.freeze', '0')
        wait_for(lambda: not self.frozen(), 'its cgroup thaws')
        self.write(self.home + '/cgroup.procs', str(self.pid))
        os.rmdir(self.group)
