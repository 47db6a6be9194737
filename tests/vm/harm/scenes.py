# SPDX-License-Identifier: GPL-2.0
"""Worlds of one kind each: what was once judged wrongly, and what could be."""

from build import scene

PUBLIC = ('600', '606', '660', '666')


@scene
def gave_up_root(b):
    """A daemon, alone in its namespace, makes what it needs and drops root."""
    p = b.start()
    if b.chance(0.7):
        b.do('unshare', p, 'n1')
    gives = b.chance(0.4)
    label = b.make(p, mode='600' if gives else '666',
                   key=b.key() if b.chance(0.3) else 0)
    if gives:
        b.do('give', p, label, uid=b.uid(1))
    if b.chance(0.3):
        b.use(p, label)
    b.do('ids', p, groups=b.uid(1), gid=','.join([str(b.uid(1))] * 3),
         uid=','.join([str(b.uid(1))] * 3))
    if b.chance(0.5):
        # It did so before its own work was made over to a child.
        child = b.child(p)
        b.do('exit', p)
        p = child
    b.noise(p)
    b.use(p, label)


@scene
def set_uid_program(b):
    """It makes an object under one uid and goes on under another, or keeps the
    first as the real or the saved one."""
    p = b.start()
    a, c = b.uid(1), b.uid(2)
    b.do('ids', p, gid='%d,%d,%d' % (c, c, c), groups='')
    b.do('ids', p, uid='%d,%d,0' % (c, a))
    label = b.make(p, mode=b.one_of('600', '666'))
    way = b.one_of('left', 'saved', 'real')
    if way == 'left':
        b.do('give', p, label, mode='666')
        b.do('ids', p, uid='%d,%d,%d' % (c, c, c))
    elif way == 'saved':
        b.do('ids', p, uid='%d,%d,%d' % (c, c, a))
    else:
        b.do('ids', p, uid='%d,%d,%d' % (a, c, c))
    if b.chance(0.4):
        p = b.child(p, 'fork')
    if way == 'left':
        b.noise(p)
    else:
        b.do('gap')
        b.do('ids', p, uid='%d,%d,%d' % (
            (c, a, a) if way == 'saved' else (a, a, c)))
    b.use(p, label)


@scene
def timer_job(b):
    """Started again and again; it finds its object by its key."""
    uid = b.uid(1)
    p = b.start(uid=uid)
    label = b.make(p, key=b.key(), mode=b.one_of(*PUBLIC))
    b.use(p, label)
    if b.model.objects[label].kind == 'msg':
        b.could('send', p, label)
    b.do('exit', p)
    for _ in range(b.rng.randrange(1, 4)):
        if b.chance(0.3):
            b.do('gap')
        p = b.start(uid=uid)
        b.do('find', p, label)
        b.use(p, label)
        b.do('exit', p)


@scene
def root_polls(b):
    """Root takes what is in the queue of a user who has logged out."""
    root = b.start(cg=b.one_of('home', 'rootsvc'))
    p = b.start(uid=b.uid(1))
    label = b.make(p, b.one_of('msg', 'sem'), key=b.one_of(0, b.key()))
    b.use(p, label)
    b.do('tell', p, root, label, how='pipe')
    b.do('exit', p)
    b.noise(root)
    b.use(root, label)


@scene
def grandchild(b):
    """Double fork and setsid; the grandchild comes back later."""
    p = b.start(uid=b.uid(1), session=b.one_of(0, 1))
    label = b.make(p, by=b.one_of('self', 'self', 'thread'))
    if b.chance(0.6):
        b.use(p, label)
    c = b.child(p)
    b.could('setsid', c)
    g = b.child(c)
    first, second = (p, c) if b.chance(0.5) else (c, p)
    b.do('exit', first)
    b.do('exit', second)
    b.noise(g)
    b.use(g, label)
    if b.chance(0.3):
        b.do('remove', g, label)


@scene
def short_children(b):
    """A daemon whose work is done by children that live shortly."""
    p = b.start(uid=b.one_of(0, b.uid(1)), cg=b.one_of('home', 'svc'))
    maker = b.child(p)
    label = b.make(maker)
    b.do('tell', maker, p, label, how='pipe')
    b.do(b.one_of('exit', 'kill'), maker)
    for _ in range(b.rng.randrange(1, 4)):
        c = b.child(p)
        b.use(c, label)
        b.do(b.one_of('exit', 'kill'), c)
        b.noise(p)
    b.use(b.child(p), label)


@scene
def supervisor(b):
    """It keeps the identifier and starts workers, or has them started."""
    uid = b.uid(1)
    root = b.chance(0.5)
    s = b.start(uid=0 if root else uid, cg=b.one_of('home', 'svc', 'super'))
    label = None
    for n in range(b.rng.randrange(2, 5)):
        if b.chance(0.5):
            w = b.child(s)
            if b.chance(0.7) and b.model.actors[s].cg == 'super':
                b.do('move', w, 'svc')
            if root:
                b.do('ids', w, gid='%d,%d,%d' % (uid, uid, uid), groups='',
                     uid='%d,%d,%d' % (uid, uid, uid))
        else:
            w = b.start(uid=uid, cg='svc')
        if label is None:
            label = b.make(w)
            b.do('tell', w, s, label, how='pipe')
        elif label not in b.model.actors[w].knows:
            b.do('tell', s, w, label, how='argv')
        b.use(w, label)
        b.do(b.one_of('exit', 'kill'), w)
        if b.chance(0.3):
            b.noise(s)


@scene
def same_group(b):
    """The creator led no group; its child stays in that group."""
    leader = b.start(uid=b.uid(1))
    creator = b.child(leader, 'fork')
    label = b.make(creator)
    if b.chance(0.5):
        b.use(creator, label)
    c = b.child(creator)
    b.do('exit', creator)
    if b.chance(0.5):
        b.do('exit', leader)
    b.noise(c)
    b.use(c, label)


@scene
def given_away(b):
    """To another user, or group, before or after it was used."""
    root = b.chance(0.5)
    other = b.start(uid=b.uid(2))
    p = b.start(uid=0 if root else b.uid(1), cg=b.one_of('home', 'svc'))
    label = b.make(p)
    if b.chance(0.4):
        b.use(p, label)
    if b.chance(0.7):
        b.do('give', p, label, uid=b.uid(2))
    else:
        b.do('give', p, label, gid=b.uid(2), mode='660')
    b.do('tell', p, other, label, how='file')
    # Whoever made it has its rights for good.
    stays = b.start(uid=b.uid(1)) if not root and b.chance(0.5) else None
    if stays:
        b.do('tell', p, stays, label, how='file')
    b.do('exit', p)
    if stays and b.chance(0.5):
        b.do('exit', other)
        other = stays
    b.noise(other)
    b.use(other, label)


@scene
def zombie_creator(b):
    """The creator is a zombie; its parent lives and has the identifier."""
    p = b.start(uid=b.uid(1))
    b.do('keep', p)
    c = b.child(p)
    label = b.make(c, b.one_of('shm', 'shm', 'sem', 'msg'))
    b.do('tell', c, p, label, how='pipe')
    b.do(b.one_of('exit', 'kill'), c)
    if b.model.objects[label].kind == 'shm':
        b.do('told', label, 'idle+creator-unreaped')
    if b.chance(0.5):
        b.do('reap', p)
    b.noise(p)
    b.use(p, label)


def stopped_sleeper(b, how):
    """Who sleeps on it is stopped, frozen or traced; nobody else is known."""
    maker = b.start(uid=b.uid(1))
    call = b.one_of('op', 'recv', 'send')
    if call == 'op':
        label = b.make(maker, 'sem', mode='666', size=2)
    else:
        label = b.make(maker, 'msg', mode='666', small=1)
        for _ in range(3 if call == 'send' else 0):
            b.do('send', maker, label)
    s = b.start(uid=b.uid(2), cg='frozen')
    b.do('tell', maker, s, label, how='pipe')
    other = b.start(uid=b.uid(3))
    b.do('tell', maker, other, label, how='pipe')
    b.do('exit', maker)
    tracer = b.start()
    if how in ('entry', 'exit'):
        if how == 'exit':
            wake(b, other, label, call)
        b.do('seize', tracer, s)
        b.do('caught', tracer, s, label, how, call)
        if how == 'entry':
            b.do('told', label, 'in-use+stopped-waiters')
    else:
        b.do('sleep', s, label, call)
        b.do('told', label, 'in-use+waiters')
        if how == 'seize':
            b.do('seize', tracer, s)
        else:
            b.do(how, s if how == 'stop' else 'frozen')
        b.do('told', label, 'in-use+stopped-waiters')
    if b.chance(0.3):
        b.do('gap')
    first = b.chance(0.5) and how != 'exit'
    if first:
        wake(b, other, label, call)
    if how in ('stop', 'freeze'):
        b.do('cont' if how == 'stop' else 'thaw',
             s if how == 'stop' else 'frozen')
    else:
        b.do('detach', tracer, s)
    if not first and how != 'exit':
        b.do('told', label, 'in-use+waiters')
        wake(b, other, label, call)
    b.use(s, label)


@scene
def stopped(b):
    stopped_sleeper(b, 'stop')


@scene
def frozen(b):
    stopped_sleeper(b, 'freeze')


@scene
def interrupted(b):
    """By a debugger."""
    stopped_sleeper(b, 'seize')


@scene
def at_entry(b):
    """A debugger holds it where the call begins."""
    stopped_sleeper(b, 'entry')


@scene
def at_exit(b):
    """A debugger holds it where the call, which succeeded, ends."""
    stopped_sleeper(b, 'exit')


def wake(b, who, label, call):
    b.do({'op': 'op', 'recv': 'send', 'send': 'recv'}[call], who, label)


@scene
def server_older(b):
    """A client is killed; its server is older, and has detached."""
    root = b.chance(0.6)
    s = b.start(uid=0 if root else b.uid(2), session=b.one_of(0, 1),
                cg=b.one_of('home', 'server'))
    b.do('gap')
    c = b.start(uid=b.uid(1), cg='client')
    label = b.make(c, 'shm', mode='600' if root else '666')
    b.do('attach', c, label)
    if b.chance(0.7):
        b.do('fill', c, label, first=0, count=4)
    b.do('tell', c, s, label, how='pipe')
    b.do('attach', s, label)
    b.do(b.one_of('kill', 'exit'), c)
    b.do('detach_shm', s, label)
    b.do('told', label, 'suspect+older-user')
    if b.chance(0.5):
        b.noise(s)
        b.use(s, label)


@scene
def fresh(b):
    """Just made, by a program that waits for work."""
    p = b.start(uid=b.one_of(0, b.uid(1)))
    label = b.make(p, b.one_of('sem', 'msg'), by=b.one_of('self', 'thread'),
                   key=b.one_of(0, b.key()), mode=b.one_of('600', '666'))
    b.do('told', label, 'unknown+nobody-known', 'idle+creator-alive')
    b.noise(p)
    b.use(p, label)


@scene
def only_set(b):
    """Values were set; nobody has operated on it."""
    p = b.start(uid=b.uid(1))
    label = b.make(p, 'sem', mode='666', size=3)
    b.do('setval', p, label, num=1, value=5)
    heir = b.start(uid=b.uid(2))
    b.do('tell', p, heir, label, how='file')
    if b.chance(0.5):
        b.do('setval', heir, label, num=2, value=1)
    b.do('exit', p)
    b.noise(heir)
    b.do('op', heir, label, num=1, op=-3)


@scene
def first_thread_ends(b):
    """The process goes on in another thread."""
    p = b.start(uid=b.uid(1))
    label = b.make(p, by=b.one_of('self', 'thread'))
    if b.chance(0.5):
        b.use(p, label)
    b.do('handover', p)
    if b.chance(0.5):
        b.do('gap')
    b.use(p, label)
    if b.chance(0.3):
        c = b.child(p, 'fork')
        b.do('exit', p)
        b.use(c, label)


@scene
def enumerated(b):
    """Who finds it in a list of all objects, and looks at it."""
    p = b.start(uid=b.uid(1))
    label = b.make(p, mode=b.one_of('644', '666'))
    monitor = b.start(uid=b.uid(2))
    b.do('enumerate', monitor, label)
    b.do('look', monitor, label)
    b.do('exit', p)
    b.noise(monitor)
    b.do('look', monitor, label)
