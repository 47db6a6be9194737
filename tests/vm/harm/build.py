# SPDX-License-Identifier: GPL-2.0
"""Makes plans: what scenes are written with."""

import random

from model import KINDS, PROGRAMS, Impossible
from plan import Plan, Step
from verbs import World

SCENES = []


def scene(function):
    SCENES.append(function)
    return function


class Builder:
    """A world in the making. Every world has users and keys of its own, so
    that many may be there at once."""

    def __init__(self, seed, number):
        # From a text: the same everywhere.
        self.rng = random.Random('%d %d' % (seed, number))
        self.seed, self.number = seed, number
        self.model = World()
        self.steps = []
        self.names = 0

    def plan(self, name):
        return Plan(name, self.seed, self.number, self.steps)

    def do(self, verb, *words, **args):
        if verb == 'start' and 'exe' not in args:
            args['exe'] = 1 + len(self.model.actors) % PROGRAMS
        step = Step(verb, [str(w) for w in words],
                    **{k: str(v) for k, v in args.items()})
        self.model.apply(step)
        self.steps.append(step)

    def could(self, verb, *words, **args):
        """Do it if that is possible."""
        try:
            self.do(verb, *words, **args)
        except Impossible:
            return False
        return True

    # --- names and numbers of this world ---

    def uid(self, n):
        return 100000 + self.number * 16 + n

    def key(self, n=0):
        return 0x10000000 + self.number * 16 + n

    def name(self, prefix='p'):
        self.names += 1
        return '%s%d' % (prefix, self.names)

    def one_of(self, *things):
        return self.rng.choice(things)

    def chance(self, p):
        return self.rng.random() < p

    def kind(self):
        return self.rng.choice(KINDS)

    # --- what scenes have in common ---

    def start(self, **args):
        name = self.name()
        self.do('start', name, **args)
        return name

    def child(self, parent, how=None):
        name = self.name('c')
        self.do('fork', parent, name,
                how=how or self.one_of('fork', 'fork', 'vexec'))
        return name

    def end(self, *who):
        for name in who:
            self.do(self.one_of('kill', 'exit'), name)

    def become(self, who, n):
        """Root takes on the ids of a user for good."""
        uid = self.uid(n)
        ids = '%d,%d,%d' % (uid, uid, uid)
        self.do('ids', who, groups='', gid=ids, uid=ids)

    def make(self, who, kind=None, **args):
        label = self.name('o')
        kind = kind or self.kind()
        self.do('make', who, label, kind, **args)
        return label

    def use(self, who, label, fill=None):
        """Some operation that is possible; of a segment, all of a use."""
        o = self.model.objects[label]
        if o.kind == 'shm':
            attached = self.model.actors[who].attached[label]
            if not attached:
                writes = self.model.may(self.model.actors[who], o, 6)
                self.do('attach', who, label, ro=0 if writes else 1)
            if label in self.model.actors[who].writes and \
                    (self.chance(0.7) if fill is None else fill):
                self.do('fill', who, label, first=0, count=o.size)
            if not attached:
                self.do('detach_shm', who, label)
        elif o.kind == 'sem':
            self.do('op', who, label, num=self.rng.randrange(o.size), op=1)
        elif o.queued and (self.chance(0.5) or o.queued == o.room):
            self.could('recv', who, label) or self.could('send', who, label) \
                or self.do('look', who, label)
        else:
            self.could('send', who, label) or self.could('recv', who, label) \
                or self.do('look', who, label)

    def noise(self, *who):
        """What makes no difference, or should make none."""
        who = [n for n in who if self.model.actors[n] in self.model.able()]
        if not who:
            return
        name = self.rng.choice(who)
        what = self.rng.randrange(6)
        if what == 0:
            self.do('stop', name)
            self.do('cont', name)
        elif what == 1 and not self.model.actors[name].attached:
            self.do('exec', name)
        elif what == 2:
            other = self.start(uid=self.uid(9))
            label = self.make(other)
            self.use(other, label)
            self.do(self.one_of('exit', 'kill'), other)
        elif what == 3:
            self.could('setsid', name)
        elif what == 4:
            self.do('exit', self.child(name))
        else:
            self.do('gap')


def make_plan(seed, number, only=None):
    """The plan of a world: the scenes take turns, so that none is left out."""
    b = Builder(seed, number)
    names = [s.__name__ for s in SCENES]
    one = SCENES[names.index(only) if only else number % len(SCENES)]
    one(b)
    return b.plan(one.__name__)
