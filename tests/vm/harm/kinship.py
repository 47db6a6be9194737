# SPDX-License-Identifier: GPL-2.0
"""Worlds for the row on who is left of a maker."""

from build import scene

# By births or not, nobody may be sure of it; but by row 8, where no birth tells that
# somebody is left, which is a doubt that docs/verdicts.md names.
NOT_SURE = ('suspect', 'unclaimed', 'unknown',
            'orphan+owner-gone+private-key+!kin-alive+!kin-gone')


def service(b, size=4, **args):
    """A service of a user's that makes something: who and which."""
    p = b.start(uid=b.uid(1), cg='svc', **args)
    return p, b.make(p, size=size)


@scene
def left_behind(b):
    """A service ended, and nobody will come for what it left."""
    p, label = service(b)
    if b.chance(0.6):
        b.use(p, label)
    if b.chance(0.3):
        c = b.child(p)
        b.use(c, label)
        b.end(c)
    b.end(p)
    b.do('gap')
    if b.chance(0.5):
        b.do('rmcg', 'svc')
    other = b.start(uid=b.uid(2), cg='other')
    b.noise(other)


# More of these, too: what is told as an orphan is what the test is about.
scene(left_behind)


@scene
def two_services(b):
    """Of one user: one made it and used it last, the other comes back."""
    other = b.start(uid=b.uid(1), cg='other')
    p, label = service(b, size=1)
    b.do('tell', p, other, label, how=b.one_of('pipe', 'argv', 'file', 'queue'))
    if b.model.objects[label].kind == 'msg':
        b.do('send', other, label)
        for verb in ('recv', 'send', 'recv'):
            b.do(verb, p, label)
    else:
        b.use(other, label)
        b.use(p, label)
    b.end(p)
    b.do('told', label, 'suspect+owner-has-processes')
    b.noise(other)
    b.use(other, label)


@scene
def helper_by_su(b):
    """A script of root's has a helper make it, by su, and starts another."""
    script = b.start(cg='script')
    su = b.child(script)
    b.do('move', su, 'login')
    p = b.child(su, 'fork')
    b.do('setsid', p)
    b.become(p, 1)
    label = b.make(p)
    b.do('tell', p, script, label, how='pipe')
    if b.chance(0.5):
        b.use(p, label)
    b.end(p, su)
    b.do('told', label, *NOT_SURE)
    b.noise(script)
    su = b.child(script, 'fork')
    b.do('move', su, 'login')
    p = b.child(su, 'fork')
    b.become(p, 1)
    b.use(p, label)


@scene
def subreaper(b):
    """A supervisor that adopted the maker, which is in a cgroup of its own."""
    s = b.start(cg='super')
    b.do('subreaper', s)
    between = b.child(s)
    b.do('move', between, 'svc')
    p = b.child(between, 'fork')
    b.do('setsid', p)
    b.become(p, 1)
    b.do('exit', between)
    label = b.make(p)
    b.do('tell', p, s, label, how='pipe')
    b.end(p)
    b.do('told', label, *NOT_SURE)
    b.noise(s)
    b.use(b.child(s), label)


@scene
def session_mate(b):
    """Somebody is left in the session alone."""
    first = b.start(cg='a')
    mate = b.child(first, 'fork')
    p = b.child(first, 'fork')
    b.do('move', p, 'svc')
    b.do('setpgid', p)
    b.become(p, 1)
    label = b.make(p)
    b.do('tell', p, mate, label, how='pipe')
    b.do('exit', first)
    b.end(p)
    b.do('told', label, *NOT_SURE)
    b.use(mate, label)


@scene
def cgroup_mate(b):
    """Somebody is left in the cgroup alone: root's."""
    mate = b.start(cg='svc')
    p, label = service(b)
    b.do('tell', p, mate, label, how='pipe')
    if b.chance(0.5):
        b.use(p, label, fill=False)
    b.end(p)
    b.do('told', label, *NOT_SURE)
    b.noise(mate)
    b.use(mate, label)


@scene
def cgroup_again(b):
    """The service is started again, in a new cgroup of the same name."""
    mate = b.start(cg='other')
    p, label = service(b)
    b.do('tell', p, mate, label, how='pipe')
    b.end(p)
    b.do('rmcg', 'svc')
    b.do('move', mate, 'svc')
    b.do('told', label, *NOT_SURE)
    b.use(mate, label)


@scene
def pod(b):
    """A container of a pod made it for another, which root has yet to start."""
    pause = b.start(cg='pod/pause')
    p = b.start(uid=b.uid(1), cg='pod/init')
    label = b.make(p, b.one_of('sem', 'msg'))
    b.do('tell', p, pause, label, how='file')
    b.end(p)
    b.do('rmcg', 'pod/init')
    b.do('told', label, *NOT_SURE)
    app = b.child(pause, 'fork')
    b.do('move', app, 'pod/app')
    b.become(app, 1)
    b.use(app, label)


@scene
def same_program(b):
    """The maker's program runs under its uid in another namespace, from where it
    comes back."""
    other = b.start(exe=3, cg='other')
    b.do('unshare', other, 'n1')
    b.do('ids', other, uid='%d,0,0' % b.uid(1))
    p, label = service(b, exe=3)
    b.do('tell', p, other, label, how='pipe')
    b.end(p)
    b.do('told', label, *NOT_SURE)
    b.do('setns', other, 'host')
    b.use(other, label)


@scene
def told_another(b):
    """Its last user was another, whom somebody had sent that lives."""
    keeper = b.start(cg='other')
    p, label = service(b)
    b.do('tell', p, keeper, label, how='pipe')
    c = b.child(keeper)
    b.use(c, label, fill=False)
    b.end(c, p)
    b.do('told', label, *NOT_SURE)
    b.noise(keeper)
    b.use(keeper, label)


@scene
def set_uid_helper(b):
    """Whoever started a set-uid program may start it again."""
    user = b.start(uid=b.uid(2), cg='other')
    p = b.start(cg='svc')
    b.do('ids', p, uid='%d,%d,%d' % (b.uid(2), b.uid(1), b.uid(1)))
    label = b.make(p)
    b.do('tell', p, user, label, how='pipe')
    b.end(p)
    b.do('told', label, *NOT_SURE)
    p = b.start(cg='svc')
    b.do('ids', p, uid='%d,%d,%d' % (b.uid(2), b.uid(1), b.uid(1)))
    b.do('tell', user, p, label, how='argv')
    b.use(p, label)


@scene
def started_again(b):
    """A service ends after it was idle for long, and is started again."""
    p, label = service(b)
    b.use(p, label)
    b.do('gap')
    b.end(p)
    b.do('told', label, 'young', 'orphan', *NOT_SURE)
    p = b.start(uid=b.uid(1), cg='svc', told=label)
    b.use(p, label)
