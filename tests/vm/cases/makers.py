# SPDX-License-Identifier: GPL-2.0
"""Objects for cases in Python, made and used by somebody, and a user of them.

What is returned is a function, for Child() and gone().
"""

import os
import struct

from ipc import Child, IPC_PRIVATE, msgget, msgrcv, msgsnd, semget, semop, \
    shmat, shmdt, shmget
from lib import equal


def use_segment(ident):
    shmdt(shmat(ident))


def segment(key=IPC_PRIVATE, mode=0o600, attach=True):
    def work():
        ident = shmget(key, 8192, mode)
        if attach:
            use_segment(ident)
        return ident
    return work


def used_sem(key=IPC_PRIVATE, mode=0o600):
    def work():
        ident = semget(key, 3, mode)
        semop(ident, (1, 2))
        return ident
    return work


def used_msg(key=IPC_PRIVATE, mode=0o600, left=0):
    def work():
        ident = msgget(key, mode)
        for _ in range(left + 1):
            msgsnd(ident, 100)
        msgrcv(ident)
        return ident
    return work


class Server(Child):
    """A child that does what it is told, one thing after the other."""

    def __init__(self, **options):
        self.commands, self.told = os.pipe(), os.pipe()
        super().__init__(self.serve, wait=False, **options)

    def serve(self):
        while True:
            ident, = struct.unpack('i', os.read(self.commands[0], 4))
            use_segment(ident)
            os.write(self.told[1], b'.')

    def use(self, ident):
        os.write(self.commands[1], struct.pack('i', ident))
        equal('what the server says', os.read(self.told[0], 1), b'.')
