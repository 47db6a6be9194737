# SPDX-License-Identifier: GPL-2.0
"""Worlds without a plot: whatever is possible, at random."""

from build import scene
from model import KINDS


class Free:
    """Chooses one step after the other."""

    def __init__(self, b):
        self.b, self.m, self.rng = b, b.model, b.rng
        # What may be done, and how often.
        self.deeds = {
            self.start: 6, self.fork: 8, self.end: 8, self.make: 7,
            self.use: 24, self.find: 5, self.tell: 6, self.give: 3,
            self.remove: 2, self.drop: 4, self.pause: 4, self.go_on: 8,
            self.zombies: 3, self.place: 4, self.sleep: 4, self.pin: 2,
            self.look: 2,
        }

    def actor(self):
        able = self.m.able()
        return self.rng.choice(able).name if able else None

    def object(self, kind=None):
        some = [o.label for o in self.m.objects.values()
                if o.exists and kind in (None, o.kind)]
        return self.rng.choice(some) if some else None

    def known(self):
        """Somebody and an object that is known to that one."""
        pairs = [(a.name, label) for a in self.m.able() for label in a.knows
                 if self.m.objects[label].exists]
        return self.rng.choice(pairs) if pairs else (None, None)

    def go(self, steps):
        for _ in range(2):
            self.start()
            self.make()
        deeds, weights = list(self.deeds), list(self.deeds.values())
        gaps = 0
        while len(self.b.steps) < steps:
            if gaps < 2 and self.rng.random() < 0.03:
                gaps += 1
                self.b.do('gap')
            self.rng.choices(deeds, weights)[0]()
        # Whoever is left comes back to what it knows.
        for _ in range(8):
            self.use()

    def uid(self):
        return self.rng.choice((0, self.b.uid(1), self.b.uid(1),
                                self.b.uid(2), self.b.uid(3)))

    def start(self):
        if len(self.m.living()) > 6:
            return
        told = [o.label for o in self.m.objects.values()
                if o.exists and self.rng.random() < 0.15]
        groups = self.rng.choice(('', '', self.b.uid(1)))
        self.b.could('start', self.b.name(), uid=self.uid(), groups=groups,
                     cg=self.rng.choice(('home', 'a', 'a', 'b', 'c')),
                     ns=self.rng.choice(sorted(self.m.namespaces)),
                     session=self.rng.randrange(2), told=','.join(told))

    def fork(self):
        if self.actor() and len(self.m.living()) < 9:
            self.b.could('fork', self.actor(), self.b.name('c'),
                         how=self.b.one_of('fork', 'fork', 'vexec'))

    def end(self):
        if len(self.m.living()) > 1 and self.actor():
            self.b.could(self.b.one_of('exit', 'kill'), self.actor())

    def make(self):
        if self.actor() and len(self.m.objects) < 6:
            self.b.could(
                'make', self.actor(), self.b.name('o'), self.rng.choice(KINDS),
                key=self.rng.choice((0, 0, self.b.key(len(self.m.objects)))),
                mode=self.rng.choice(('600', '640', '660', '606', '666')),
                size=self.rng.choice((1, 4)),
                by=self.b.one_of('self', 'self', 'thread'))

    def use(self):
        who, label = self.known()
        if not who:
            return
        o = self.m.objects[label]
        n = self.rng.randrange(o.size)
        if o.kind == 'shm':
            if self.m.actors[who].attached[label]:
                if self.rng.random() < 0.5:
                    self.b.could('fill', who, label, first=n)
                else:
                    self.b.could('detach_shm', who, label)
            else:
                self.b.could('attach', who, label,
                             ro=int(self.rng.random() < 0.2))
        elif o.kind == 'sem':
            if self.rng.random() < 0.2:
                self.b.could('setval', who, label, num=n, value=2)
            else:
                self.b.could('op', who, label, num=n, undo=self.b.one_of(0, 1),
                             op=self.rng.choice((1, 2, -1, -2)))
        else:
            self.b.could(self.b.one_of('send', 'send', 'recv', 'recv', 'poll'),
                         who, label)

    def sleep(self):
        who, label = self.known()
        if not who or any(a.asleep and a.asleep[1] == label
                          for a in self.m.living()):
            return
        if self.m.objects[label].kind == 'sem':
            self.b.could('sleep', who, label, call='op')
        elif self.m.objects[label].kind == 'msg':
            self.b.could('sleep', who, label, call='recv')

    def find(self):
        if self.actor() and self.object():
            self.b.could('find', self.actor(), self.object())

    def tell(self):
        who, label = self.known()
        if who:
            self.b.could('tell', who, self.actor(), label,
                         how=self.b.one_of('pipe', 'argv', 'file', 'queue'))

    def look(self):
        who, label = self.known()
        if who:
            self.b.could('look', who, label)

    def give(self):
        who, label = self.known()
        if who:
            self.b.could('give', who, label, **{
                self.b.one_of('uid', 'gid'): self.uid(),
                'mode': self.b.one_of('600', '660', '666')})

    def remove(self):
        who, label = self.known()
        if who:
            self.b.could('remove', who, label)

    def drop(self):
        who = self.actor()
        if not who:
            return
        a = self.m.actors[who]
        if a.effective:
            uid = self.uid()
            ids = ','.join([str(uid)] * 3)
            if self.b.chance(0.2):
                self.b.could('nocaps', who)
            elif self.b.chance(0.5):
                self.b.could('ids', who, groups='', gid=ids, uid=ids)
            else:
                self.b.could('ids', who, uid='0,%d,0' % uid)
        else:
            self.b.could('ids', who, uid=','.join(
                str(self.rng.choice(a.uids)) for _ in range(3)))

    def pause(self):
        running = [a for a in self.m.living() if not a.halted]
        if running and self.b.chance(0.6):
            self.b.could('stop', self.rng.choice(running).name)
        else:
            cg = self.b.one_of('a', 'b', 'c')
            if any(a.cg == cg for a in running):
                self.b.could('freeze', cg)

    def go_on(self):
        halted = [a for a in self.m.living() if a.halted]
        if halted:
            a = self.rng.choice(halted)
            if 'stopped' in a.halted:
                self.b.do('cont', a.name)
            else:
                self.b.do('thaw', a.cg)

    def zombies(self):
        if self.actor():
            self.b.could(self.b.one_of('keep', 'reap', 'setsid', 'exec'),
                         self.actor())

    def place(self):
        who = self.actor()
        if not who:
            return
        if self.b.chance(0.3) and len(self.m.namespaces) < 3:
            self.b.could('unshare', who, self.b.name('n'))
        elif self.b.chance(0.5):
            self.b.could('setns', who,
                         self.rng.choice(sorted(self.m.namespaces)))
        else:
            self.b.could('move', who, self.b.one_of('home', 'a', 'b'))

    def pin(self):
        ns = self.rng.choice(sorted(self.m.namespaces))
        if ns == 'host':
            return
        if self.m.pins[ns]:
            self.b.do('unpin', ns, min(self.m.pins[ns]))
        else:
            self.b.could('pin', ns, self.b.one_of('fd', 'bind', 'socket'))


def free(b):
    Free(b).go(b.rng.randrange(25, 45))


# Half as many again as there are scenes with a plot.
for n in range(16):
    scene(free)
