# SPDX-License-Identifier: GPL-2.0
"""The case harm: so many worlds, or for so long, and what came of it."""

import argparse
import collections
import os
import re
import resource
import subprocess
import time

import build
import free
import kinship
import scenes
import services
from lib import fail, lab, loaded
from lib import run as sh
from model import KINDS
from plan import Plan
from worlds import Batch, set_stage, use_memory, use_swap

# Their scenes register themselves; which makes up the order.
PARTS = (scenes, services, kinship, free)
AT_ONCE = 75
MOST_BATCHES = 8
# Of the batches in turn: is memory accounted for, the grace period, and whether
# births are recorded: from the beginning on, not at all, or from the middle on.
SETTINGS = ((True, 0, 'on'), (False, 2, 'half'), (True, 0, 'off'),
            (True, 2, 'on'), (False, 0, 'off'), (True, 0, 'half'))
# What removes the orphans of a batch: a call for each, or ipcdiag clean.
REMOVERS = ('call', 'clean')
PAUSES = ('stop', 'freeze', 'seize', 'entry', 'exit', 'keep', 'handover',
          'swapped out')
PASSES = ('pipe', 'argv', 'file', 'queue', 'fork', 'find', 'enumerate',
          'written down')


def options():
    p = argparse.ArgumentParser(prog='harm')
    p.add_argument('--seed', type=int, default=time.time_ns() // 1000000)
    p.add_argument('--world', type=int, help='only this one of the seed')
    p.add_argument('--scene', help='of that world, if not the one in turn')
    p.add_argument('--script', help='only the world in this file')
    p.add_argument('--first', type=int, default=0, help='number of the first')
    p.add_argument('--worlds', type=int, default=lab('harm', 150))
    p.add_argument('--seconds', type=int, default=0)
    p.add_argument('--module', default='/lab/ipcdiag.ko')
    p.add_argument('--grace', type=int, default=0,
                   help='grace period, of single worlds')
    p.add_argument('--births', choices=('on', 'half', 'off'),
                   help='whether births are recorded; else in turns')
    p.add_argument('--remover', choices=REMOVERS,
                   help='what removes orphans; else in turns')
    p.add_argument('--only', nargs='+', metavar='SEED:NUMBER:SCENE',
                   help='only these worlds')
    return p.parse_args()


def fixed_world(text):
    seed, number, scene = text.split(':')
    return int(seed), int(number), scene


def fixed_worlds():
    """Worlds that are always there: see the file mutants."""
    with open('/lab/harm/mutants') as f:
        lines = [line.split('\t') for line in f if line[0] != '#']
    words = {word for line in lines for word in line[3].split()
             if re.fullmatch(r'\d+:\d+:\w+', word)}
    return [build.make_plan(*fixed_world(word)) for word in sorted(words)]


class Run:
    """All batches of one run."""

    def __init__(self, module):
        self.module = module
        self.stage = set_stage()
        use_swap()
        self.counts, self.found = collections.Counter(), []
        self.worlds = 0
        # Whether births were recorded, in any batch.
        self.births = set()

    def load(self, grace, births):
        """Load the module anew; false if a maker that a tracer stopped keeps
        it."""
        if loaded() and subprocess.run(['rmmod', 'ipcdiag'],
                                       stderr=subprocess.DEVNULL).returncode:
            return False
        sh('insmod', self.module, 'grace=%d' % grace, *births)
        return True

    def batch(self, plans, memory, grace, births, remover):
        """Once to see what is used again, and once more for real those worlds
        in which something may be removed."""
        start = time.monotonic()
        use_memory(self.stage, memory)
        self.stage.grace = grace
        self.births.add(births)
        # It remembers that the clock was set.
        off = ['births=0'] if births == 'off' else []
        reload = (lambda: self.load(grace, [])) if births == 'half' else None
        if not self.load(grace, off):
            fail('the module cannot be unloaded')
        first = Batch(self.stage, plans, self.counts, births,
                      reload=reload)
        self.found += first.run()
        again = first.with_orphans()
        if again:
            second = Batch(self.stage, again, collections.Counter(),
                           births, remover, reload)
            self.found += second.run()
            self.counts['removed', 'worlds'] += len(again)
            for kind in KINDS:
                self.counts['removed', kind] += second.counts['removed', kind]
        self.worlds += len(plans)
        print('# %d worlds, %d of them once more with removal by %s, memory %s, '
              'grace %d, births %s: %.0f s' % (
                  len(plans), len(again), remover, 'on' if self.stage.memory else 'off',
                  grace, births, time.monotonic() - start), flush=True)

    # --- what came of it ---

    def show(self):
        shown = set()
        for what, plan, text in self.found:
            if what == 'doubt':
                continue
            print('%s: %s: %s' % (what.upper(), plan, text))
            if plan.number not in shown and len(shown) < 5:
                shown.add(plan.number)
                print(plan.script())

    def table(self):
        for key in sorted({k[0] for k in self.counts}):
            some = {k[1]: n for k, n in self.counts.items() if k[0] == key}
            whole = sum(some.values())
            print('# %s: %s' % (key, ', '.join(
                '%s %d' % (word, n) + (
                    ' (%.1f %%)' % (100 * n / whole)
                    if 'used again' in key or 'the end' in key else '')
                for word, n in sorted(some.items()))))
        doubts = [f for f in self.found if f[0] == 'doubt']
        print('# doubt: %d worlds used an orphan by an identifier that was '
              'written down, or kept by a program elsewhere' %
              len({f[1].number for f in doubts}))

    def missing(self):
        """Rows that were never hit by a kind that can hit them, and so on."""
        rows = {1: ['shm'], 2: KINDS, 3: ['shm'], 4: KINDS, 5: KINDS, 6: KINDS,
                10: KINDS, 12: KINDS}
        if self.births - {'on'}:
            rows[11] = ['sem', 'msg']
        if self.births - {'off'}:
            rows[9] = KINDS
        release = tuple(int(n) for n in re.findall(r'\d+', os.uname().release)
                        [:2])
        if release >= (6, 19):
            rows[7] = KINDS
        with open('/sys/fs/cgroup/cgroup.controllers') as f:
            if 'memory' in f.read():
                rows[8] = ['shm']
        wanted = [('row %d' % row, kind) for row in rows for kind in rows[row]]
        wanted += [('pause', what) for what in PAUSES]
        wanted += [('pass', what) for what in PASSES]
        return [' '.join(key) for key in wanted if not self.counts[key]]


def run():
    o = options()
    # As often as the module is asked, a socket and a process each.
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, 8192))
    r = Run(o.module)
    whole = False
    print('# seed %d' % o.seed, flush=True)
    if o.script:
        r.batch([Plan.read(o.script)], True, o.grace, o.births or 'on',
                o.remover or 'call')
    elif o.only:
        r.batch([build.make_plan(*f) for f in map(fixed_world, o.only)],
                True, o.grace, o.births or 'on', o.remover or 'call')
    elif o.world is not None:
        r.batch([build.make_plan(o.seed, o.world, o.scene)], True, o.grace,
                o.births or 'on', o.remover or 'call')
    else:
        whole = True
        fixed = fixed_worlds() if not o.first else []
        start, n, at = time.monotonic(), 0, 0
        # What is rare may not be met by so few: then there are some more.
        while at < o.worlds or time.monotonic() - start < o.seconds or \
                (n < MOST_BATCHES and r.missing()):
            size = AT_ONCE
            if not o.seconds and at < o.worlds:
                # All that births may be have the same share.
                size = min(AT_ONCE, o.worlds - at, -(-o.worlds // 3))
            some = [build.make_plan(o.seed, o.first + at + i)
                    for i in range(size)]
            memory, grace, births = SETTINGS[n % len(SETTINGS)]
            r.batch(fixed + some, memory, grace, o.births or births,
                    o.remover or REMOVERS[n % len(REMOVERS)])
            at, n, fixed = at + size, n + 1, []
    r.show()
    r.table()
    bad = [f for f in r.found if f[0] != 'doubt']
    if bad:
        fail('seed %d: %d of %d worlds, first: %s: %s: %s' % (
            o.seed, len({f[1].number for f in bad}), r.worlds, *bad[0]))
    lacks = r.missing() if whole else []
    if lacks:
        fail('seed %d: never met: %s' % (o.seed, ', '.join(lacks)))
