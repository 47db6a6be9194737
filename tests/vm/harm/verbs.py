# SPDX-License-Identifier: GPL-2.0
"""What the verbs of a plan mean for the model: methods do_VERB(WORD...,
KEY=VALUE...), all values as text. Each refuses before it changes anything.
"""

import copy

from model import KINDS, QBYTES, SIZE, Actor, Object, State, need, numbers


def another_program(a):
    """What exec does: root has all capabilities again, others none."""
    a.attached.clear()
    a.writes.clear()
    a.uids[2] = a.uids[1]
    root = a.userns == 'host' and 0 in a.uids
    a.permitted = root
    a.effective = root and a.uids[1] == 0


def change_uid(a, uids):
    had = 0 in a.uids
    was = a.uids[1]
    a.uids = uids
    if had and 0 not in uids:
        a.permitted = a.effective = False
    elif was == 0 and uids[1]:
        a.effective = False
    elif was and uids[1] == 0:
        a.effective = a.permitted


class World(State):
    # --- processes ---

    def do_start(self, name, uid='0', gid=None, groups='', cg='home',
                 ns='host', session='1', told='', exe='1'):
        """By init, as a service manager. told: what it reads in a file."""
        need(name not in self.actors, 'twice ' + name)
        need(cg not in self.frozen, 'it would be frozen')
        need(ns == 'host' or self.enterable(ns), 'no ' + ns)
        a = self.actors[name] = Actor(name)
        a.ns, a.cg, a.leads = ns, cg, session == '1'
        a.session = a.group = name if a.leads else None
        a.exe = exe
        a.groups = set(numbers(groups))
        a.gids = [int(gid or uid)] * 3
        change_uid(a, [int(uid)] * 3)
        for label in told.split(',') if told else ():
            a.knows[label] = 'file'

    def do_fork(self, name, child, how='fork'):
        """how: fork, or vexec (vfork, and the child is another program)."""
        a = self.actor(name)
        need(child not in self.actors, 'twice ' + child)
        c = self.actors[child] = a.born(child)
        if how == 'vexec':
            another_program(c)
        for label, n in c.attached.items():
            if n:
                self.objects[label].last['attach'] = name

    def do_exec(self, name, exe='0'):
        a = self.actor(name)
        a.exe = a.exe if exe == '0' else exe
        for label, n in a.attached.items():
            if n:
                self.objects[label].last['attach'] = name
        another_program(a)
        self.sweep()

    def do_handover(self, name):
        """The first thread ends, another goes on."""
        self.actor(name)

    def do_setsid(self, name):
        a = self.actor(name)
        need(not a.leads, 'it leads a group already')
        a.leads, a.session, a.group = True, name, name

    def do_setpgid(self, name):
        a = self.actor(name)
        need(not a.leads, 'it leads a group already')
        a.leads, a.group = True, name

    def do_subreaper(self, name):
        self.actor(name).subreaper = True

    def do_ids(self, name, uid=None, gid=None, groups=None):
        """uid, gid: real, effective, saved."""
        a = self.actor(name)
        if groups is not None:
            need(a.effective, 'setgroups')
            a.groups = set(numbers(groups))
        if gid:
            gids = numbers(gid)
            need(a.effective or set(gids) <= set(a.gids), 'setresgid')
            a.gids = gids
        if uid:
            uids = numbers(uid)
            need(a.effective or set(uids) <= set(a.uids), 'setresuid')
            change_uid(a, uids)

    def do_nocaps(self, name):
        """Root with no capability at all."""
        a = self.actor(name)
        a.permitted = a.effective = False

    def do_keep(self, name):
        """It waits for none of its children from now on."""
        self.actor(name).keeps = True

    def do_reap(self, name):
        self.actor(name).keeps = False
        for other in self.actors.values():
            if other.parent == name:
                other.zombie = False

    def do_exit(self, name):
        a = self.actor(name)
        need(not any(o.tracer == name for o in self.living()), 'a tracer')
        self.gone(a)

    def do_kill(self, name):
        a = self.actors[name]
        need(a.alive, name + ' does not live')
        need('frozen' not in a.halted, 'nothing frozen is killed')
        self.gone(a)

    # --- places ---

    def do_unshare(self, name, ns, user='0'):
        """A namespace of its own; user: and a user namespace, too."""
        a = self.actor(name)
        need(ns not in self.namespaces, 'twice ' + ns)
        need(user == '1' or a.effective, 'unshare')
        if user == '1':
            a.userns = ns
            a.permitted = a.effective = True
        self.namespaces.add(ns)
        self.userns_of[ns] = a.userns
        self.undo_all(a)
        a.ns = ns
        self.sweep()

    def do_setns(self, name, ns):
        a = self.actor(name)
        need(self.capable(a, ns, 'effective'), 'setns')
        need(ns == 'host' or self.pins[ns] or any(
            b.ns == ns for b in self.living() if b is not a),
            'nothing to enter by')
        self.undo_all(a)
        a.ns = ns
        self.sweep()

    def do_pin(self, ns, how):
        """how: fd, bind, socket."""
        need(any(a.ns == ns for a in self.living()), 'nobody is in ' + ns)
        self.pins[ns].add(how)

    def do_unpin(self, ns, how):
        self.pins[ns].remove(how)
        self.sweep()

    def do_move(self, name, cg):
        need(cg not in self.frozen, 'it would be frozen')
        self.actors[name].cg = cg

    def do_rmcg(self, cg):
        """What its pages belong to from then on depends on the kernel."""
        need(not any(a.cg == cg or a.cg.startswith(cg + '/')
                     for a in self.living()), 'processes are in ' + cg)

    # --- pauses ---

    def do_stop(self, name):
        a = self.actors[name]
        need(a.alive and not a.halted, 'stop')
        self.halt(a, 'stopped')

    def do_cont(self, name):
        self.go_on(self.actors[name], 'stopped')

    def do_freeze(self, cg):
        need(cg not in self.frozen and cg not in ('home', 'root'), 'freeze')
        inside = [a for a in self.living() if a.cg == cg]
        need(not any(a.halted for a in inside), 'freeze')
        self.frozen.add(cg)
        for a in inside:
            self.halt(a, 'frozen')

    def do_thaw(self, cg):
        self.frozen.remove(cg)
        for a in self.living():
            if a.cg == cg:
                self.go_on(a, 'frozen')

    def do_seize(self, tracer, name):
        self.actor(tracer)
        a = self.actors[name]
        need(a.alive and not a.halted, 'seize')
        a.tracer = tracer
        self.halt(a, 'traced')

    def do_caught(self, tracer, name, label, at, call, num='0', op='-1'):
        """The tracer lets it call, and catches it at the entry or the exit."""
        self.actor(tracer)
        a = self.actors[name]
        o = self.object(label)
        need(a.halted == {'traced'} and not a.asleep, 'catch')
        need(at != 'exit' or self.at_once(o, call, int(num), int(op)),
             'no exit')
        a.halted.clear()
        self.use(a, label, 4 if call == 'recv' else 2, call)
        self.uses.pop()
        a.asleep = (call, label, int(num), int(op))
        if at == 'exit':
            self.settle(o)
        self.halt(a, 'traced')

    def do_detach(self, tracer, name):
        self.actor(tracer)
        a = self.actors[name]
        a.tracer = None
        self.go_on(a, 'traced')

    # --- objects ---

    def do_make(self, name, label, kind, key='0', mode='600', size='4',
                by='self', small='0'):
        """by: self, thread. small: a queue that three messages fill."""
        a = self.actor(name)
        need(label not in self.objects and kind in KINDS, 'make ' + label)
        need(int(key, 0) == 0 or not any(
            o.exists and not o.dest and o.ns == a.ns and o.kind == kind and
            o.key == int(key, 0) for o in self.objects.values()), 'key taken')
        self.objects[label] = Object(label, kind, a.ns, int(key, 0),
                                     int(mode, 8), a, int(size))
        self.objects[label].ancestors = set(self.above(a))
        if small == '1':
            self.objects[label].room = QBYTES // SIZE
        a.knows[label] = 'self'

    def do_find(self, name, label):
        """By its key."""
        a = self.actor(name)
        o = self.object(label)
        need(o.key and not o.dest and a.ns == o.ns, 'find ' + label)
        a.knows.setdefault(label, 'key')
        # Anybody gets the identifier, whatever the mode.
        if self.may(a, o, 4) or self.may(a, o, 2):
            self.uses.append((self.now, name, label))

    def do_tell(self, name, other, label, how):
        """how: pipe, argv, file, queue: which the kernel knows nothing of."""
        a = self.actor(name)
        need(label in a.knows, 'tell')
        need(self.actors[other].alive, 'tell')
        self.actors[other].knows.setdefault(label, name)

    def do_enumerate(self, name, label):
        """It finds it in a list of all objects."""
        self.actor(name).knows.setdefault(label, 'list')

    def do_attach(self, name, label, ro='0', by='self'):
        a = self.actor(name)
        need(self.object(label).kind == 'shm' and not a.attached[label],
             'attach')
        o = self.use(a, label, 4 if ro == '1' else 6, 'attach')
        a.attached[label] += 1
        if ro != '1':
            a.writes.add(label)
        o.used = True
        o.last['attach'] = name

    def do_detach_shm(self, name, label):
        a = self.actor(name)
        need(a.attached[label], 'detach')
        a.attached[label] -= 1
        a.writes.discard(label)
        self.objects[label].last['attach'] = name
        self.sweep()

    def do_fill(self, name, label, first='0', count='1'):
        a = self.actor(name)
        o = self.object(label)
        need(label in a.writes and int(first) + int(count) <= o.size, 'fill')
        for page in range(int(first), int(first) + int(count)):
            o.pages.setdefault(page, a.cg)
            o.swapped.discard(page)
        self.uses.append((self.now, name, label))

    def do_pageout(self, name, label, first='0', count='1'):
        """Pages go to the swap, where nobody can tell whose they were."""
        a = self.actor(name)
        o = self.object(label)
        need(a.attached[label] and
             sum(b.attached[label] for b in self.living()) == 1, 'pageout')
        o.swapped |= set(range(int(first), int(first) + int(count)))

    def do_op(self, name, label, num='0', op='1', undo='0', by='self'):
        a = self.actor(name)
        o = self.object(label)
        num, op = int(num), int(op)
        need(o.kind == 'sem' and num < o.size and
             o.values[num] + op >= 0, 'it would sleep')
        self.use(a, label, 2, 'operate on')
        o.values[num] += op
        o.used = True
        o.last[num] = name
        if undo == '1':
            o.undo[label, name, num] -= op
        self.settle(o)

    def do_setval(self, name, label, num='0', value='1'):
        o = self.object(label)
        need(o.kind == 'sem' and int(num) < o.size, 'setval')
        self.use(self.actor(name), label, 2, 'set')
        o.values[int(num)] = int(value)
        for key in [k for k in o.undo if k[2] == int(num)]:
            o.undo[key] = 0
        o.last[int(num)] = name
        self.settle(o)

    def do_send(self, name, label, by='self'):
        o = self.object(label)
        need(o.kind == 'msg' and o.queued < o.room, 'it would sleep')
        self.use(self.actor(name), label, 2, 'send to')
        o.queued += 1
        o.used = True
        o.last['send'] = name
        self.settle(o)

    def do_recv(self, name, label, by='self'):
        o = self.object(label)
        need(o.kind == 'msg' and o.queued, 'it would sleep')
        self.use(self.actor(name), label, 4, 'receive from')
        o.queued -= 1
        o.used = True
        o.last['recv'] = name
        self.settle(o)

    def do_sleep(self, name, label, call, num='0', op='-1'):
        """call: op, recv, send."""
        a = self.actor(name)
        o = self.object(label)
        need(o.kind == ('sem' if call == 'op' else 'msg'), 'sleep')
        need(not self.at_once(o, call, int(num), int(op)), 'it would go on')
        self.use(a, label, 4 if call == 'recv' else 2, 'sleep on')
        # It has used it when it goes on.
        self.uses.pop()
        a.asleep = (call, label, int(num), int(op))

    def do_poll(self, name, label):
        """An empty queue is asked, without waiting."""
        o = self.object(label)
        need(o.kind == 'msg' and not o.queued, 'poll')
        self.use(self.actor(name), label, 4, 'poll')

    def do_look(self, name, label):
        self.use(self.actor(name), label, 4, 'look at')

    def do_give(self, name, label, uid=None, gid=None, mode=None):
        a = self.actor(name)
        o = self.object(label)
        need(label in a.knows and self.owns(a, o), 'give')
        # What IPC_STAT wants, which comes first.
        need(self.may(a, o, 4), 'give')
        new = copy.copy(o)
        new.uid = int(uid or o.uid)
        new.gid = int(gid or o.gid)
        new.mode = int(mode, 8) if mode else o.mode
        # The kernel asks again whether they may, of a queue at once.
        need(all(self.may(b, new, 4 if b.asleep[0] == 'recv' else 2)
                 for b in self.living() if b.asleep and b.asleep[1] == label),
             'who sleeps on it would be shut out')
        o.uid, o.gid, o.mode = new.uid, new.gid, new.mode
        self.uses.append((self.now, name, label))

    def do_remove(self, name, label):
        a = self.actor(name)
        o = self.object(label)
        need(label in a.knows and self.owns(a, o), 'remove')
        need(not any(b.asleep and b.asleep[1] == label for b in self.living()),
             'it is slept on')
        self.uses.append((self.now, name, label))
        if o.kind == 'shm':
            o.dest, o.key = True, 0
        else:
            o.exists = False
        self.sweep()

    # --- for all ---

    def do_gap(self):
        """Longer than what docs/verdicts.md calls at the same time."""

    def do_told(self, label, *verdicts):
        """From here to the next step the verdict is one of these."""
        self.object(label)
