# SPDX-License-Identifier: GPL-2.0
"""What is true of a world: who lives, who knows which object, what a call will
say.

The generator asks it what may come next; the conductor lets it go along with
the real programs, so that it can tell what was true when the module looked.
Nothing in it comes from the module.
"""

import collections
import copy

KINDS = ('shm', 'sem', 'msg')
# Bytes that a queue takes; every message has as many as make it full in three.
QBYTES, SIZE = 300, 100
# Copies of the program, which are programs of their own.
PROGRAMS = 4


class Impossible(Exception):
    """The step cannot be done, or would fail: the plan is wrong."""


def need(condition, what):
    if not condition:
        raise Impossible(what)


def numbers(text):
    return [int(n, 0) for n in text.split(',') if n != '']


class Actor:
    def __init__(self, name, parent=None):
        self.name = name
        self.parent = parent
        self.alive, self.zombie = True, False
        self.uids, self.gids, self.groups = [0] * 3, [0] * 3, set()
        # Capabilities: permitted, effective; over which user namespace.
        self.permitted = self.effective = True
        self.userns = 'host'
        self.ns, self.cg = 'host', 'home'
        # Does it lead its group? Whose session and group it is in, if it is one
        # of ours; whose child it is now; which program it runs.
        self.leads, self.session, self.group = False, None, None
        self.child_of, self.subreaper, self.exe = parent, False, '1'
        # Labels, and from whom or what it knows them.
        self.knows = {}
        self.attached = collections.Counter()
        self.writes = set()
        self.asleep = None
        self.halted = set()
        self.keeps = False
        self.tracer = None

    def born(self, name):
        child = Actor(name, self.name)
        for field in ('uids', 'gids', 'groups', 'knows', 'attached', 'writes'):
            setattr(child, field, getattr(self, field).copy())
        for field in ('permitted', 'effective', 'userns', 'ns', 'cg',
                      'session', 'group', 'exe'):
            setattr(child, field, getattr(self, field))
        # It knows what it knows from its parent.
        child.knows = {label: self.name for label in self.knows}
        return child


class Object:
    def __init__(self, label, kind, ns, key, mode, maker, size):
        self.label, self.kind, self.ns = label, kind, ns
        self.key, self.mode = key, mode
        self.uid = self.cuid = maker.uids[1]
        self.gid = self.cgid = maker.gids[1]
        self.maker, self.size = maker.name, size
        # Where its maker came from.
        self.origin = copy.copy(maker)
        self.origin.uids = list(maker.uids)
        self.ancestors = set()
        self.exists, self.dest = True, False
        # The last users that the kernel would know.
        self.last = {}
        self.pages = {}
        self.swapped = set()
        self.values = [0] * size if kind == 'sem' else []
        self.undo = collections.Counter()
        self.queued, self.room = 0, 100
        self.used = False

    @property
    def filled_by(self):
        return set(self.pages.values())


class State:
    def __init__(self):
        self.actors, self.objects = {}, {}
        # Files and mounts that keep a namespace, kept cgroups.
        self.pins = collections.defaultdict(set)
        self.namespaces = {'host'}
        self.userns_of = {'host': 'host'}
        self.frozen = set()
        # (step, actor, object) of every use.
        self.uses = []
        self.now = 0

    def apply(self, step):
        getattr(self, 'do_' + step.verb)(*step.words, **step.args)
        self.now += 1

    # --- asking ---

    def actor(self, name):
        a = self.actors.get(name)
        need(a and a.alive, '%s does not live' % name)
        need(not a.halted and not a.asleep, '%s cannot act' % name)
        return a

    def object(self, label):
        o = self.objects.get(label)
        need(o and o.exists, '%s does not exist' % label)
        return o

    def capable(self, actor, ns, kind='permitted'):
        return getattr(actor, kind) and \
            actor.userns in ('host', self.userns_of[ns])

    def permits(self, actor, o, want):
        """ipcperms() without a capability; want is 4 to read, 2 to write."""
        granted = o.mode
        if actor.uids[1] in (o.uid, o.cuid):
            granted >>= 6
        elif {o.gid, o.cgid} & ({actor.gids[1]} | actor.groups):
            granted >>= 3
        return not want & ~granted & 7

    def may(self, actor, o, want):
        return actor.ns == o.ns and (
            self.permits(actor, o, want) or
            self.capable(actor, o.ns, 'effective'))

    def owns(self, actor, o):
        return actor.ns == o.ns and (
            actor.uids[1] in (o.uid, o.cuid) or
            self.capable(actor, o.ns, 'effective'))

    def above(self, a):
        """Its parent, whose parent, and so on."""
        while a.child_of:
            yield a.child_of
            a = self.actors[a.child_of]

    def living(self):
        return [a for a in self.actors.values() if a.alive]

    def able(self):
        return [a for a in self.living() if not a.halted and not a.asleep]

    def busy(self, o):
        """Is it in use as the word in-use has it?"""
        return any(a.alive and (
            a.attached[o.label] or a.asleep and a.asleep[1] == o.label or
            any(key[:2] == (o.label, a.name) and n
                for key, n in o.undo.items())) for a in self.actors.values())

    def enterable(self, ns):
        return any(a.ns == ns for a in self.living()) or self.pins[ns]

    def keeps_ns(self, ns):
        return self.enterable(ns) or any(
            a.attached[o.label] for o in self.objects.values()
            if o.ns == ns and o.exists for a in self.living())

    # --- changing ---

    def use(self, a, label, want, verb):
        o = self.object(label)
        need(label in a.knows, '%s does not know %s' % (a.name, label))
        need(self.may(a, o, want), '%s may not %s %s' % (a.name, verb, label))
        self.uses.append((self.now, a.name, label))
        return o

    def sweep(self):
        """What goes with the last who holds it."""
        for o in self.objects.values():
            if o.dest and not any(a.attached[o.label] for a in self.living()):
                o.exists = False
        for ns in self.namespaces - {'host'}:
            if not self.keeps_ns(ns):
                for o in self.objects.values():
                    if o.ns == ns:
                        o.exists = False

    @staticmethod
    def at_once(o, call, num, op):
        """Would this call not sleep?"""
        if call == 'op':
            return o.values[num] + op >= 0
        return o.queued > 0 if call == 'recv' else o.queued < o.room

    def settle(self, o):
        """Who sleeps on it and can go on now?"""
        for a in self.living():
            if not a.asleep or a.asleep[1] != o.label or a.halted:
                continue
            call, _, num, op = a.asleep
            if not self.at_once(o, call, num, op):
                continue
            if call == 'op':
                o.values[num] += op
                o.last[num] = a.name
            else:
                o.queued += 1 if call == 'send' else -1
                o.last[call] = a.name
            o.used = True
            a.asleep = None
            self.uses.append((self.now, a.name, o.label))

    def gone(self, a):
        """It has exited."""
        a.alive = False
        parent = self.actors.get(a.parent)
        a.zombie = bool(parent and parent.alive and parent.keeps)
        for label, n in a.attached.items():
            if n:
                self.objects[label].last['attach'] = a.name
        a.attached.clear()
        a.asleep = None
        self.undo_all(a)
        for other in self.living():
            if other.tracer == a.name:
                other.tracer = None
                self.go_on(other, 'traced')
        for other in self.actors.values():
            if other.parent == a.name:
                other.zombie = False
            if other.child_of == a.name:
                other.child_of = next(
                    (n for n in self.above(a) if self.actors[n].subreaper),
                    None)
        self.sweep()

    def undo_all(self, a):
        for o in self.objects.values():
            for key in [k for k in o.undo if k[1] == a.name]:
                n = o.undo.pop(key)
                if n and o.exists:
                    o.values[key[2]] = max(0, o.values[key[2]] + n)
                    o.last[key[2]] = a.name
                    self.settle(o)

    def halt(self, a, why):
        a.halted.add(why)

    def go_on(self, a, why):
        a.halted.discard(why)
        if a.asleep and not a.halted:
            self.settle(self.objects[a.asleep[1]])
