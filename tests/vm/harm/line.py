# SPDX-License-Identifier: GPL-2.0
"""The lines from the conductor to the actors, and how it waits."""

import array
import os
import select
import socket
import struct
import time

# However slow the machine is.
PATIENCE = 60 * int(os.environ.get('LAB_SLOW', 1))


class Refused(Exception):
    """A call of an actor failed."""

    def __init__(self, actor, line, error):
        super().__init__('%s: "%s": %s' % (actor, line, os.strerror(error)))
        self.error = error


def write(path, text):
    with open(path, 'w') as f:
        f.write(str(text))


def has(path, word):
    with open(path) as f:
        return word in f.read()


def until(condition, what):
    """Wait for it. However slow the machine is, it comes about some time."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError('this does not come about: %s' % what())
        time.sleep(0.002)


class Line:
    """The socket of one actor."""

    def __init__(self, name):
        self.name = name
        self.sock, self.far = socket.socketpair(socket.AF_UNIX,
                                                socket.SOCK_SEQPACKET)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
        self.sock.settimeout(PATIENCE)
        self.pid = self.pidfd = None
        self.pending = None

    def send(self, line, fd=None):
        more = [] if fd is None else [(
            socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', [fd]))]
        self.sock.sendmsg([line.encode()], more)

    def receive(self):
        """What it answers, and the process that it is."""
        data, more, _, _ = self.sock.recvmsg(64, socket.CMSG_SPACE(12))
        if not data:
            raise EOFError('%s has ended' % self.name)
        pid = next((struct.unpack('iii', c[2])[0] for c in more
                    if c[1] == socket.SCM_CREDENTIALS), None)
        word, value = data.decode().split()
        return word, int(value), pid

    def greet(self):
        self.far.close()
        word, _, self.pid = self.receive()
        assert word == 'hello', word
        self.pidfd = os.pidfd_open(self.pid)

    def call(self, line, fd=None):
        self.send(line, fd)
        return self.result(line)

    def result(self, line):
        _, value, _ = self.receive()
        if value < 0:
            raise Refused(self.name, line, -value)
        return value

    def ended(self, zombie=False):
        """Wait until it has exited, and is reaped if it will be."""
        if not select.select([self.pidfd], [], [], PATIENCE)[0]:
            raise TimeoutError('%s does not end' % self.name)
        if not zombie:
            until(self.reaped, lambda: '%s is reaped' % self.name)
        self.close()

    def reaped(self):
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def close(self):
        self.sock.close()
        if self.pidfd is not None:
            os.close(self.pidfd)
        self.pidfd = None
