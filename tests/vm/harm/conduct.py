# SPDX-License-Identifier: GPL-2.0
"""Lets real programs do what a plan says, one step after the other.

Every program (helpers/actor.c) hangs on a socket of its own. The conductor
uses no System V IPC, and looks at no file of /proc that holds the memory of a
process which may end: who does that may be recorded as who detached last.
"""

import os
import signal
import time

from calls import Calls
from line import Line, Refused, has, until, write
from model import KINDS
from places import CLONE, Places
from verbs import World


class Stage:
    """What all worlds share: who starts programs, and where in the tree of
    cgroups they are."""

    def __init__(self, zygote, base, memory):
        self.zygote, self.base, self.memory = zygote, base, memory
        self.grace = 0


class Live(Places, Calls):
    """A world that really is."""

    def __init__(self, stage, plan):
        self.stage, self.plan = stage, plan
        self.model = World()
        self.lines, self.ids = {}, {}
        self.inums = {'host': os.stat('/proc/self/ns/ipc').st_ino}
        self.pins = {}
        self.at = 0
        # What is beside each other in a slice has nothing to do with each other.
        self.home = stage.base + '/w%d.slice' % plan.number
        self.cgs = set()
        # When programs were told to end.
        self.ending = {}

    # --- going on ---

    def next(self):
        return self.plan.steps[self.at] if self.at < len(self.plan.steps) \
            else None

    def step(self):
        step = self.next()
        self.at += 1
        self.model.apply(step)
        real = getattr(self, 'real_' + step.verb, None)
        if real:
            real(*step.words, **step.args)
        self.catch_up()

    def catch_up(self):
        """Who slept and can go on tells how that went."""
        for name, line in self.lines.items():
            actor = self.model.actors[name]
            if line.pending and not actor.halted:
                if not actor.asleep:
                    line.result(line.pending)
                    line.pending = None
                elif line.pending.startswith('again '):
                    line.pending = line.pending[6:]
                    self.until_asleep(name)

    def do(self, name, line, fd=None, thread=False):
        return self.lines[name].call('thread ' * thread + line, fd)

    def until_asleep(self, name):
        # By the number of the call; 5.10 does not tell by name where it is. It
        # may be told while the task is just being woken from a stop: whether
        # it sleeps is asked afterwards.
        call = self.model.actors[name].asleep[0]
        nrs = {'op': {'65', '220'}, 'recv': {'70'}, 'send': {'69'}}[call]
        tasks = '/proc/%d/task/' % self.lines[name].pid

        def states():
            for tid in os.listdir(tasks):
                with open(tasks + tid + '/syscall') as f:
                    number = f.read().split()[0]
                if has(tasks + tid + '/status', 'State:\tS'):
                    yield number
        until(lambda: nrs & set(states()),
              lambda: '%s sleeps in %s, not in %r' % (name, call,
                                                      list(states())))

    # --- processes ---

    def real_start(self, name, uid='0', gid=None, groups='', cg='home',
                   ns='host', session='1', told='', exe='1'):
        line = self.new(name, self.stage.zygote, 'spawn ' + exe)
        if cg != 'home':
            self.real_move(name, cg)
        if ns != 'host':
            self.real_setns(name, ns)
        if session == '1':
            line.call('setsid')
        if uid != '0' or groups:
            some = [g for g in groups.split(',') if g]
            line.call('groups %d %s' % (len(some), ' '.join(some)))
            line.call('gid' + ' %s' % (gid or uid) * 3)
            line.call('uid' + ' %s' % uid * 3)

    def new(self, name, parent, how='fork'):
        line = Line(name)
        parent.send(how, line.far.fileno())
        line.greet()
        parent.result(how)
        self.lines[name] = line
        return line

    def real_fork(self, name, child, how='fork'):
        self.new(child, self.lines[name], how)

    def real_exec(self, name, exe='0'):
        line = self.lines[name]
        line.send('exec ' + exe)
        line.receive()

    def real_handover(self, name):
        self.do(name, 'handover')

    def real_setsid(self, name):
        self.do(name, 'setsid')

    def real_setpgid(self, name):
        self.do(name, 'setpgid 0 0')

    def real_subreaper(self, name):
        self.do(name, 'subreaper 1')

    def real_ids(self, name, uid=None, gid=None, groups=None):
        if groups is not None:
            some = [g for g in groups.split(',') if g]
            self.do(name, 'groups %d %s' % (len(some), ' '.join(some)))
        if gid:
            self.do(name, 'gid ' + gid.replace(',', ' '))
        if uid:
            self.do(name, 'uid ' + uid.replace(',', ' '))

    def real_nocaps(self, name):
        self.do(name, 'nocaps')

    def real_keep(self, name):
        self.do(name, 'keep')

    def real_reap(self, name):
        self.do(name, 'reap')

    def real_exit(self, name):
        self.ending[name] = time.monotonic()
        line = self.lines.pop(name)
        line.send('exit')
        line.ended(self.model.actors[name].zombie)

    def real_kill(self, name):
        self.ending[name] = time.monotonic()
        line = self.lines.pop(name)
        os.kill(line.pid, signal.SIGKILL)
        line.ended(self.model.actors[name].zombie)

    # --- pauses ---

    def again(self, name):
        """It will be in its call again when it goes on."""
        line = self.lines[name]
        if line.pending and not line.pending.startswith('again '):
            line.pending = 'again ' + line.pending

    def real_stop(self, name):
        line = self.lines[name]
        os.kill(line.pid, signal.SIGSTOP)
        until(lambda: has('/proc/%d/status' % line.pid, 'State:\tT'),
              lambda: '%s stops' % name)
        self.again(name)

    def real_cont(self, name):
        os.kill(self.lines[name].pid, signal.SIGCONT)

    def real_seize(self, tracer, name):
        self.do(tracer, 'seize %d' % self.lines[name].pid)
        self.again(name)

    def real_caught(self, tracer, name, label, at, call, num='0', op='-1'):
        line = self.blocking(label, call, num, op)
        self.lines[name].send(line)
        self.do(tracer, 'catch %d %d' % (self.lines[name].pid, at == 'exit'))
        self.lines[name].pending = 'again ' + line

    def real_detach(self, tracer, name):
        self.do(tracer, 'detach %d' % self.lines[name].pid)

    def remove(self, o, f):
        """As an administrator would do what the report says; whether that was
        possible."""
        line = Line('remover')
        self.stage.zygote.send('fork', line.far.fileno())
        line.greet()
        self.stage.zygote.result('fork')
        try:
            if o.ns != 'host':
                if not self.model.enterable(o.ns):
                    return False
                fd = self.ns_fd(o.ns)
                line.call('setns %d' % CLONE['ipc'], fd)
                os.close(fd)
            line.call('remove %d %d %d %s' % (
                self.kind(o.label), self.ids[o.label], int(f['key'], 16),
                f['ctime']))
            return True
        finally:
            line.send('exit')
            line.ended()

    # --- the end ---

    def finish(self):
        """All its processes end, and nothing keeps what is left."""
        for cg in self.cgs:
            write(self.cg(cg) + '/cgroup.freeze', '0')
        for line in self.lines.values():
            os.kill(line.pid, signal.SIGKILL)
        for name in list(self.lines):
            self.lines.pop(name).ended()
        for ns, how in list(self.pins):
            self.real_unpin(ns, how)
        for a in self.model.living():
            a.alive = False

    def tidy(self):
        """Its cgroups go, and what is left of its objects."""
        for o in self.model.objects.values():
            if o.ns == 'host' and o.label in self.ids:
                try:
                    self.stage.zygote.call('rmid %d %d' % (
                        KINDS.index(o.kind), self.ids[o.label]))
                except Refused:
                    # It was removed long ago.
                    pass
        for cg in sorted(self.cgs, reverse=True):
            self.real_rmcg(cg)
        if os.path.isdir(self.home):
            os.rmdir(self.home)
