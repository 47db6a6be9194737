# SPDX-License-Identifier: GPL-2.0
"""Many worlds at once: all go on in turns, and the module is asked once for
all of them.
"""

import atexit
import os
import shutil
import signal
import subprocess
import time

from conduct import Live, Stage
from judge import Judge, Snapshot
from lib import run as sh
from line import Line, Refused, has, until, write
from model import KINDS, PROGRAMS

# Longer than what docs/verdicts.md calls at the same time.
GAP = 3
# The module is asked after so many steps of every world, at least.
STRIDE = 2
# The round in which the module is loaded anew, where half of the objects are to
# be older than it.
RELOAD = 5
USES = ('attach', 'fill', 'op', 'setval', 'send', 'recv', 'sleep', 'poll',
        'look', 'give', 'remove')


def set_stage():
    """The zygote, and cgroups of our own."""
    with open('/proc/self/cgroup') as f:
        base = '/sys/fs/cgroup' + next(
            l[3:].rstrip('\n') for l in f if l.startswith('0::'))
    home = base + '/home'
    os.mkdir(home)
    # Where the controllers are handed on there may be no process.
    with open(base + '/cgroup.procs') as f:
        for pid in f.read().split():
            write(home + '/cgroup.procs', pid)
    atexit.register(leave_stage, base)
    # Copies, not links: programs are told apart by their inodes, too.
    for n in range(PROGRAMS + 1):
        shutil.copy('/lab/bin/actor', '/tmp/actor-%d' % n)
    line = Line('zygote')
    subprocess.Popen(['/tmp/actor-0', str(line.far.fileno()), '0'],
                     pass_fds=[line.far.fileno()], start_new_session=True)
    line.greet()
    return Stage(line, base, False)


def use_memory(stage, memory):
    """With the memory controller, or without."""
    if not has('/sys/fs/cgroup/cgroup.controllers', 'memory'):
        memory = False
    if memory != stage.memory:
        paths = ['/sys/fs/cgroup', stage.base]
        for path in paths if memory else reversed(paths):
            write(path + '/cgroup.subtree_control',
                  '+memory' if memory else '-memory')
    stage.memory = memory


def use_swap():
    """Some, on the guest's disk."""
    path = '/swapfile'
    if not os.path.exists(path):
        with open(path, 'wb') as f:
            os.posix_fallocate(f.fileno(), 0, 32 << 20)
        os.chmod(path, 0o600)
        sh('mkswap', path)
    sh('swapon', path)
    atexit.register(sh, 'swapoff', path)


def leave_stage(base):
    """As it was before, as far as the dead allow it."""
    for path, _, _ in os.walk(base, topdown=False):
        if path in (base, base + '/home'):
            continue
        try:
            write(path + '/cgroup.freeze', '0')
            with open(path + '/cgroup.procs') as f:
                for pid in f.read().split():
                    os.kill(int(pid), signal.SIGKILL)
            until(lambda: has(path + '/cgroup.events', 'populated 0'),
                  lambda: path + ' is empty')
            os.rmdir(path)
        except OSError as e:
            print('%s: %s' % (path, e))
    for path in (base, '/sys/fs/cgroup'):
        if has(path + '/cgroup.subtree_control', 'memory'):
            write(path + '/cgroup.subtree_control', '-memory')
    with open(base + '/home/cgroup.procs') as f:
        for pid in f.read().split():
            write(base + '/cgroup.procs', pid)
    os.rmdir(base + '/home')


class Batch:
    """Worlds that are there at the same time."""

    def __init__(self, stage, plans, counts, births, remove=None,
                 reload=None):
        """births: whether they are recorded, for the figures. remove: what with,
        one by one or "clean". reload: loads the module anew, so that some objects
        are older."""
        self.stage, self.counts, self.remove = stage, counts, remove
        self.reload = reload
        self.worlds = [(Live(stage, plan), Judge(counts, births))
                       for plan in plans]
        # What went wrong: (what, plan, text).
        self.found = []

    def problem(self, live, what, text):
        self.found.append((what, live.plan, text))

    def run(self):
        running = list(self.worlds)
        rounds = 0
        while running:
            turn = [w for w in running if w[0].next().verb != 'gap']
            if not turn:
                # All that are left wait for it.
                time.sleep(GAP)
                turn = running
            told = False
            for world in turn:
                if not self.step(*world):
                    running.remove(world)
                    continue
                self.count(world[0].plan.steps[world[0].at - 1])
                told |= world[0].plan.steps[world[0].at - 1].verb in (
                    'told', 'gap')
            rounds += 1
            if self.reload and rounds >= RELOAD and self.reload():
                self.reload = None
            if told or rounds % STRIDE == 0:
                self.look()
            running = [w for w in running if w[0].next()]
        self.look()
        self.end()
        return self.found

    def count(self, step):
        """What there was of pauses and of ways to pass an identifier on."""
        for key, what in (
                ('pause', step.verb if step.verb in (
                    'stop', 'freeze', 'seize', 'keep', 'handover') else
                    step.verb == 'caught' and step.words[3]),
                ('pass', step.args['how'] if step.verb == 'tell' else
                    step.verb in ('fork', 'find', 'enumerate') and step.verb),
                ('pass', step.args.get('told') and 'written down'),
                ('use', step.verb in USES and step.verb)):
            if what:
                self.counts[key, what] += 1

    def step(self, live, judge):
        """One step of one world; whether it goes on."""
        try:
            live.step()
            return True
        except Refused as e:
            what, why = judge.blame(live, live.plan.steps[live.at - 1]), e
        except Exception as e:  # whatever it is, the others go on
            what, why = 'broken', repr(e)
        self.problem(live, what, 'step %d, %s: %s' % (
            live.at, live.plan.steps[live.at - 1], why))
        judge.broken = True
        return False

    def look(self):
        s = Snapshot()
        self.counts['looks', ''] += 1
        for live, judge in self.worlds:
            if not judge.broken:
                judge.look(live, s)
        if self.remove:
            self.take_orphans()

    def take_orphans(self):
        """Really remove what is told as an orphan, unless nobody can."""
        orphans = [(live, judge, known) for live, judge in self.worlds
                   if not judge.broken for known in judge.orphans(live)]
        left = None
        if self.remove == 'clean':
            left = self.clean({live.inums[live.model.objects[k.label].ns]
                               for live, _, k in orphans})
        for live, judge, known in orphans:
            o = live.model.objects[known.label]
            if not left.find(live, o) if left else live.remove(o, known.f):
                judge.removed[o.label] = known
                self.counts['removed', o.kind] += 1

    @staticmethod
    def clean(namespaces):
        """As an administrator would who takes the whole report at its word."""
        for ns in namespaces:
            p = subprocess.run(['ipcdiag', 'clean', '--yes', 'ns=%s' % ns],
                               stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
            # All, some or none of what is there was removed.
            if p.returncode not in (0, 1, 5):
                raise ValueError('clean ns=%s: exit status %d: %s' % (
                    ns, p.returncode, p.stdout))
        return Snapshot()

    def end(self):
        whole = [(live, judge) for live, judge in self.worlds
                 if not judge.broken]
        self.look_at_proc(whole)
        for live, judge in whole:
            for what, text in judge.harm(live):
                self.problem(live, what, text)
        for live, _ in self.worlds:
            live.finish()
        s = Snapshot()
        for live, judge in whole:
            for what, text in judge.close(live, s):
                self.problem(live, what, text)
        s = look_in_the_past()
        for live, judge in whole:
            for what, text in judge.close_in_future(live, s):
                self.problem(live, what, text)
        for live, _ in self.worlds:
            live.tidy()

    def look_at_proc(self, worlds):
        """The kernel has the same objects as the model."""
        there = set()
        for kind in KINDS:
            with open('/proc/sysvipc/' + kind) as f:
                there |= {(kind, int(line.split()[1]))
                          for line in list(f)[1:]}
        for live, judge in worlds:
            for o in live.model.objects.values():
                if o.ns == 'host' and o.label not in judge.removed and \
                        o.exists != ((o.kind, live.ids[o.label]) in there):
                    self.problem(live, 'broken', '%s %s' % (
                        o.label, 'is gone' if o.exists else 'is still there'))

    def with_orphans(self):
        """Plans of worlds in which something was told as an orphan."""
        return [live.plan for live, judge in self.worlds
                if any(k.verdict == 'orphan' for k in judge.known)]


def look_in_the_past():
    """A snapshot while the clock is an hour late."""
    time.clock_settime(time.CLOCK_REALTIME, time.time() - 3600)
    try:
        return Snapshot()
    finally:
        time.clock_settime(time.CLOCK_REALTIME, time.time() + 3600)
