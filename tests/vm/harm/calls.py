# SPDX-License-Identifier: GPL-2.0
"""What the programs of a world do with objects."""

import os
import struct

from line import Refused
from model import KINDS, QBYTES, SIZE
from places import SHARED

IPC_CREAT, IPC_EXCL, SHM_RDONLY, SEM_UNDO, IPC_NOWAIT = \
    0o1000, 0o2000, 0o10000, 0x1000, 0o4000


class Calls:
    """A part of a Live world."""

    def kind(self, label):
        return KINDS.index(self.model.objects[label].kind)

    def real_make(self, name, label, kind, key='0', mode='600', size='4',
                  by='self', small='0'):
        key = int(key, 0)
        number = int(size) * (4096 if kind == 'shm' else 1)
        self.ids[label] = self.do(
            name, '%sget %d %d %d' % (kind, key, number, int(mode, 8) |
                                      IPC_CREAT | IPC_EXCL),
            thread=by == 'thread')
        if small == '1':
            self.do(name, 'give 2 %d -1 -1 -1 %d' % (self.ids[label], QBYTES))

    def real_find(self, name, label):
        o = self.model.objects[label]
        self.do(name, '%sget %d 0 0' % (o.kind, o.key))

    def real_attach(self, name, label, ro='0', by='self'):
        self.do(name, 'shmat %d %d' % (
            self.ids[label], SHM_RDONLY if ro == '1' else 0),
            thread=by == 'thread')

    def real_detach_shm(self, name, label):
        self.do(name, 'shmdt %d' % self.ids[label])

    def real_fill(self, name, label, first='0', count='1'):
        self.do(name, 'fill %d %s %s' % (self.ids[label], first, count))

        if self.stage.memory:
            self.who_pays(name, label, int(first))

    def who_pays(self, name, label, page):
        """The kernel has the same to say of a page as the model."""
        cg = self.model.objects[label].pages[page]
        if cg not in self.cgs | set(SHARED):
            return
        line = self.lines[name]
        at = line.call('where %d %d' % (self.ids[label], page))
        # Its first thread, which has its number, may have ended.
        tasks = '/proc/%d/task/' % line.pid
        tid = max(os.listdir(tasks), key=int)
        with open(tasks + tid + '/pagemap', 'rb', 0) as f:
            f.seek(8 * at)
            entry, = struct.unpack('Q', f.read(8))
        with open('/proc/kpagecgroup', 'rb', 0) as f:
            f.seek(8 * (entry & (1 << 55) - 1))
            inode, = struct.unpack('Q', f.read(8))
        if inode != os.stat(self.cg(cg)).st_ino:
            raise AssertionError('page %d of %s is not paid for by %s' % (
                page, label, cg))

    def real_pageout(self, name, label, first='0', count='1'):
        self.do(name, 'pageout %d %s %s' % (self.ids[label], first, count))

    def real_op(self, name, label, num='0', op='1', undo='0', by='self'):
        self.do(name, 'semop %d %s %s %d' % (
            self.ids[label], num, op, IPC_NOWAIT | SEM_UNDO * int(undo)),
            thread=by == 'thread')

    def real_setval(self, name, label, num='0', value='1'):
        self.do(name, 'setval %d %s %s' % (self.ids[label], num, value))

    def real_send(self, name, label, by='self'):
        line = 'msgsnd %d 1 %d %d' % (self.ids[label], SIZE, IPC_NOWAIT)
        self.do(name, line, thread=by == 'thread')

    def real_recv(self, name, label, by='self'):
        self.do(name, 'msgrcv %d 0 %d' % (self.ids[label], IPC_NOWAIT),
                thread=by == 'thread')

    def blocking(self, label, call, num, op):
        ident = self.ids[label]
        return {'op': 'semop %d %s %s 0' % (ident, num, op),
                'recv': 'msgrcv %d 0 0' % ident,
                'send': 'msgsnd %d 1 %d 0' % (ident, SIZE)}[call]

    def real_sleep(self, name, label, call, num='0', op='-1'):
        line = self.blocking(label, call, num, op)
        self.lines[name].send(line)
        self.lines[name].pending = line
        self.until_asleep(name)

    def real_poll(self, name, label):
        try:
            self.real_recv(name, label)
        except Refused as e:
            if os.strerror(e.error) != 'No message of desired type':
                raise

    def real_look(self, name, label):
        self.do(name, 'stat %d %d' % (self.kind(label), self.ids[label]))

    def real_give(self, name, label, uid='-1', gid='-1', mode='-1'):
        self.do(name, 'give %d %d %s %s %d -1' % (
            self.kind(label), self.ids[label], uid, gid, int(mode, 8)))

    def real_remove(self, name, label):
        self.do(name, 'rmid %d %d' % (self.kind(label), self.ids[label]))
