# SPDX-License-Identifier: GPL-2.0
"""Compares what the module says of a world with what is true of it, and with
what its programs do afterwards.

harm: the worst: removing what was told as an orphan harms somebody, or nobody
was told to claim what somebody claims. wrong: another mistake. doubt: harm by
an identifier that was written down, or that a program outside the service kept
which may not use it itself, or only by a capability: docs/verdicts.md names
these.
"""

import time

from lib import DBG

LEAKED = ('orphan', 'unclaimed', 'suspect')


class Snapshot:
    """Only what is needed here, and that quickly; lib.py has all of it."""

    def __init__(self):
        with open(DBG + 'snapshot', encoding='latin-1') as f:
            lines = f.read().split('\n')
        self.time = time.monotonic()
        if not lines[0].startswith('ipcdiag 1 ') or \
                not lines[-2].startswith('end '):
            raise ValueError('not a snapshot: %r' % lines[:1])
        self.inums, self.objects = {}, {}
        for line in lines[1:-2]:
            kind, rest = line.split(' ', 1)
            if kind in ('ns', 'shm', 'sem', 'msg'):
                f = dict(word.split('=', 1) for word in rest.split(' '))
                if kind == 'ns':
                    self.inums[int(f['inum'])] = f['id']
                else:
                    self.objects[f['ns'], kind, int(f['id'])] = f

    def find(self, live, o):
        ns = self.inums.get(live.inums.get(o.ns))
        return self.objects.get((ns, o.kind, live.ids.get(o.label)))


def row_of(f):
    """Which row of docs/verdicts.md it was, as far as the words tell."""
    verdict, why = f['verdict'], f['reasons'].split(',')
    if verdict == 'idle':
        made = {'creator-alive', 'creator-unreaped'} & set(why)
        return 3 if made else 4
    if verdict == 'unknown':
        return 5 if 'time-in-future' in why else 11
    if verdict == 'orphan':
        if 'namespace-empty' in why:
            return 7
        return 8 if {'service-gone', 'owner-gone'} <= set(why) and \
            'never-attached' not in why else 9
    return {'held': 1, 'in-use': 2, 'young': 6, 'unclaimed': 10,
            'suspect': 12}[verdict]


class Known:
    """What was true of an object when the module looked."""

    def __init__(self, live, o, f):
        w = live.model
        self.step, self.label, self.f = live.at, o.label, f
        self.verdict, self.why = f['verdict'], f['reasons'].split(',')
        self.alive = {a.name for a in w.living()}
        # Without the memory controller, or in the swap, nobody can tell who
        # filled a page.
        service = {cg for page, cg in o.pages.items()
                   if live.stage.memory and page not in o.swapped}
        recorded = set(o.last.values()) | (
            {o.maker} if o.kind == 'shm' else set())
        # Their families.
        recorded |= {a.name for a in w.living()
                     if {a.session, a.group} & recorded}
        # Who has no capability; who of these may use it; who is known to belong
        # to it; who has yet to wait for a user of it.
        self.plain, self.may, self.tied = set(), set(), set()
        self.owner = set()
        self.waits = {w.actors[n].parent for n in recorded
                      if w.actors[n].zombie}
        for a in w.living():
            # Root has its capabilities again when it starts a program.
            if not w.capable(a, o.ns) and 0 not in a.uids:
                self.plain.add(a.name)
                if a.ns == o.ns and (w.permits(a, o, 4) or
                                     w.permits(a, o, 2)):
                    self.may.add(a.name)
            if a.name in recorded or a.cg in service - {'root'}:
                self.tied.add(a.name)
            if {o.uid, o.cuid} & set(a.uids) and a.ns == o.ns:
                self.owner.add(a.name)
        # Only of these can it be said that all that filled it is gone.
        self.filled = bool(service - {'root'}) and not o.swapped and \
            'root' not in service
        maker = w.actors[o.maker]
        # Of these it would be known that they may have been told of it, and if
        # somebody else was, these may be others.
        self.kin = {a.name for a in w.living() if is_kin(a, o)}
        self.others = set(o.last.values()) - {o.maker}
        self.fresh = o.kind != 'shm' and not o.last and maker.alive and \
            maker.ns == o.ns and (set(maker.uids) & {o.uid, o.cuid} or
                                  w.permits(maker, o, 4) or
                                  w.permits(maker, o, 2))
        self.maker = o.maker

    def too_early(self, live, now):
        """Is it an orphan by row 9, though one of its user's ended just now?"""
        w = live.model
        o = w.objects[self.label]
        ended = [t for name, t in live.ending.items()
                 if name == o.maker or o.cuid in w.actors[name].uids]
        return self.verdict == 'orphan' and row_of(self.f) == 9 and \
            any(now - t < live.stage.grace for t in ended)


def is_kin(a, o):
    """May the maker of this object have told this one, as far as it could be known
    from where it came?"""
    maker = o.origin
    above, _, _ = maker.cg.rpartition('/')
    inside = any(cg and (a.cg + '/').startswith(cg + '/')
                 for cg in (maker.cg, above))
    return inside or a.name in o.ancestors or \
        a.session and a.session == maker.session or \
        a.group and a.group == maker.group or \
        a.exe == maker.exe and {maker.uids[0], o.cuid} & set(a.uids) or \
        maker.uids[0] in a.uids and a.ns == o.ns or \
        o.ns != 'host' and a.ns == o.ns


def anchor(w, known, user):
    """Who lived when the module looked and knew the identifier then, or how
    somebody came to know it who began later."""
    while user not in known.alive:
        how = w.actors[user].knows[known.label]
        if how not in w.actors:
            return None, how
        user = how
    return user, None


def ancestor(w, known, user):
    """Who lived when the module looked: this one, or who forked it. None if it
    was started by a service manager, with whatever ids that gave it."""
    while user and user not in known.alive:
        user = w.actors[user].parent
    return user


def weigh(w, known, user, opened=False):
    """What it means that this one used it afterwards: harm, doubt, wrong or
    nothing. opened: somebody of whom the verdict says nothing has changed the
    permissions since then."""
    who, how = anchor(w, known, user)
    ran = ancestor(w, known, user)
    if known.verdict == 'orphan':
        if 'namespace-empty' in known.why or how in ('key', 'list'):
            return 'harm'
        if how == 'file':
            return 'doubt'
        if ran in known.plain or who in known.tied | known.waits:
            return 'harm'
        if who in known.kin and {'kin-gone', 'kin-alive'} & set(known.why):
            return 'harm'
        if row_of(known.f) == 9:
            return 'harm' if known.others else 'doubt'
        return 'doubt' if known.filled else 'harm'
    if known.verdict == 'unclaimed':
        # Who could use it only once it had been opened was let in by that.
        could = known.may if opened else known.plain
        if ran in could | known.owner or who in known.tied | known.may:
            return 'harm'
        if how == 'key' and 'may-return' not in known.why:
            return 'harm'
    if known.verdict == 'suspect' and known.fresh and who == known.maker:
        return 'wrong'
    return None


class Judge:
    """Of one world: what was told at each look, and what came of it."""

    def __init__(self, counts, births):
        self.counts, self.births = counts, births
        self.known, self.found = [], []
        self.broken, self.looked = False, None
        # What was really removed, and what was known of it then, by label.
        self.removed = {}

    def look(self, live, s):
        """The module has looked; nothing has happened since."""
        if self.looked == live.at:
            return
        self.looked = live.at
        w = live.model
        for o in w.objects.values():
            f = s.find(live, o)
            if o.label in self.removed:
                continue
            if not f:
                # A namespace without a process may be out of sight.
                if o.exists and any(a.ns == o.ns for a in w.living()):
                    self.found.append(('wrong', '%s is not in the snapshot' %
                                       o.label))
                continue
            if not o.exists:
                continue
            known = Known(live, o, f)
            self.known.append(known)
            if known.too_early(live, s.time):
                self.found.append(('wrong', '%s is told as an orphan, and one of '
                                   'its user\'s ended just now' % o.label))
            self.counts['row %d' % row_of(f), o.kind] += 1
            if f.get('swap', '0') != '0':
                self.counts['pause', 'swapped out'] += 1
            if w.busy(o) and known.verdict not in ('in-use', 'held'):
                self.found.append((
                    'wrong', '%s is in use, and told as %s (%s)' % (
                        o.label, known.verdict, f['reasons'])))
        step = live.plan.steps[live.at - 1] if live.at else None
        if step and step.verb == 'told' and \
                step.words[0] not in self.removed:
            self.told(live, s, *step.words)

    def told(self, live, s, label, *verdicts):
        """Is it one of these: a verdict, and reasons that it has, or with a !
        has not?"""
        f = s.find(live, live.model.objects[label])
        got = [f['verdict']] + f['reasons'].split(',') if f else ['nothing']
        if got[0] == 'young' or not live.stage.memory and any(
                'service' in v for v in verdicts):
            return
        if not any(all((word[1:] not in got) if word[0] == '!' else word in got
                       for word in v.split('+')) for v in verdicts):
            self.found.append(('wrong', '%s should be %s, but: %s' % (
                label, ' or '.join(verdicts), ','.join(got))))

    def orphans(self, live):
        """What the last look called so, and is not removed yet."""
        return [k for k in self.known if k.step == live.at and
                k.verdict == 'orphan' and k.label not in self.removed]

    def blame(self, live, step):
        """The operation of this step failed: by whose fault?"""
        for label, known in self.removed.items():
            if label in step.words:
                return weigh(live.model, known, step.words[0]) or 'broken'
        return 'broken'

    def close(self, live, s):
        """All its processes have gone: who could use anything?"""
        for o in live.model.objects.values():
            f = s.find(live, o)
            if not f:
                continue
            self.counts['row %d' % row_of(f), o.kind] += 1
            self.counts['told at the end', f['verdict']] += 1
            self.counts['told at the end, births ' + self.births,
                        f['verdict']] += 1
            if f['verdict'] in ('in-use', 'idle'):
                yield 'wrong', 'all have gone, and %s is told as %s (%s)' % (
                    o.label, f['verdict'], f['reasons'])

    def close_in_future(self, live, s):
        """The clock was set back: what was touched lies in the future."""
        for o in live.model.objects.values():
            f = s.find(live, o)
            if f:
                self.counts['row %d' % row_of(f), o.kind] += 1
            if f and f['verdict'] in ('orphan', 'unclaimed', 'suspect'):
                yield 'wrong', '%s was touched in the future, and told as %s '\
                    '(%s)' % (o.label, f['verdict'], f['reasons'])

    def harm(self, live):
        """With all uses known: what was told wrongly?"""
        w = live.model
        worst = {}
        for known in self.known:
            uses = [(step, user) for step, user, label in w.uses
                    if label == known.label and step >= known.step]
            if not uses:
                self.counts['not used again', known.verdict] += 1
                self.counts['not used again, maker %s, births %s' % (
                    'lives' if known.maker in known.alive else 'gone',
                    self.births), known.verdict] += 1
                continue
            self.counts['used again', known.verdict] += 1
            opened = False
            for step, user in uses:
                what = weigh(w, known, user, opened)
                opened |= not what and live.plan.steps[step].verb == 'give'
                if what:
                    key = what, known.label, known.verdict
                    worst.setdefault(key, (known, step, user))
        for (what, label, verdict), (known, step, user) in worst.items():
            self.found.append((
                what, '%s: told as %s (%s) after step %d, and used by %s in '
                'step %d: %s' % (label, verdict, known.f['reasons'],
                                 known.step, user, step + 1,
                                 live.plan.steps[step])))
        return self.found
