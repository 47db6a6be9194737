# SPDX-License-Identifier: GPL-2.0
"""Where the programs of a world are: namespaces, what keeps them, cgroups."""

import array
import ctypes
import os
import socket
import struct

from line import has, until, write

CLONE = {'ipc': 0x08000000, 'user': 0x10000000}
libc = ctypes.CDLL(None, use_errno=True)
# Cgroups that are no world's own: where the conductor is, and the root.
SHARED = {'home': None, 'root': '/sys/fs/cgroup'}


class Places:
    """A part of a Live world."""

    def cg(self, label):
        if label in SHARED:
            return SHARED[label] or self.stage.base + '/home'
        path = self.home + '/' + label
        if label not in self.cgs:
            if not os.path.isdir(self.home):
                os.mkdir(self.home)
                if self.stage.memory:
                    write(self.home + '/cgroup.subtree_control', '+memory')
            above, _, _ = label.rpartition('/')
            if above:
                self.cg(above)
            os.mkdir(path)
            self.cgs.add(label)
        return path

    def ns_fd(self, ns):
        """A descriptor of a namespace, by whoever is in it or what pins it."""
        for a in self.model.living():
            if a.ns == ns and a.name in self.lines:
                return os.open('/proc/%d/ns/ipc' % self.lines[a.name].pid,
                               os.O_RDONLY)
        if ns == 'host':
            return os.open('/proc/self/ns/ipc', os.O_RDONLY)
        how, pin = next((how, pin) for (n, how), pin in self.pins.items()
                        if n == ns)
        if how == 'fd':
            return os.dup(pin)
        if how == 'bind':
            return os.open(pin, os.O_RDONLY)
        # Taken out of the socket, and put into it again.
        _, more, _, _ = pin[1].recvmsg(1, socket.CMSG_SPACE(4))
        fd = struct.unpack('i', more[0][2])[0]
        self.put(pin, fd)
        return fd

    @staticmethod
    def put(pair, fd):
        pair[0].sendmsg([b'n'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS,
                                  array.array('i', [fd]))])

    def real_pin(self, ns, how):
        fd = self.ns_fd(ns)
        if how == 'fd':
            self.pins[ns, how] = fd
            return
        if how == 'bind':
            path = os.path.abspath('pin-%d-%s' % (self.plan.number, ns))
            open(path, 'w').close()
            if libc.mount(b'/proc/self/fd/%d' % fd, path.encode(), None,
                          0x1000, None):
                raise OSError(ctypes.get_errno(), 'mount')
            self.pins[ns, how] = path
        else:
            pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
            self.put(pair, fd)
            self.pins[ns, how] = pair
        os.close(fd)

    def real_unpin(self, ns, how):
        pin = self.pins.pop((ns, how))
        if how == 'fd':
            os.close(pin)
        elif how == 'bind':
            libc.umount2(pin.encode(), 2)
            os.unlink(pin)
        else:
            for end in pin:
                end.close()

    def real_unshare(self, name, ns, user='0'):
        flags = CLONE['ipc'] | (CLONE['user'] if user == '1' else 0)
        self.do(name, 'unshare %d' % flags)
        self.inums[ns] = os.stat('/proc/%d/ns/ipc' %
                                 self.lines[name].pid).st_ino

    def real_setns(self, name, ns):
        fd = self.other_fd(name, ns)
        self.do(name, 'setns %d' % CLONE['ipc'], fd)
        os.close(fd)

    def other_fd(self, name, ns):
        """As ns_fd(), but not by the one who is about to enter it."""
        line = self.lines.pop(name)
        try:
            return self.ns_fd(ns)
        finally:
            self.lines[name] = line

    def real_move(self, name, cg):
        write(self.cg(cg) + '/cgroup.procs', self.lines[name].pid)

    def real_rmcg(self, cg):
        path = self.cg(cg)

        def removed():
            try:
                os.rmdir(path)
            except OSError:
                return False
            return True
        until(removed, lambda: cg + ' is empty')
        self.cgs.discard(cg)

    def real_freeze(self, cg):
        path = self.cg(cg)
        write(path + '/cgroup.freeze', '1')
        until(lambda: has(path + '/cgroup.events', 'frozen 1'),
              lambda: cg + ' freezes')
        for a in self.model.living():
            if a.cg == cg:
                self.again(a.name)

    def real_thaw(self, cg):
        write(self.cg(cg) + '/cgroup.freeze', '0')
