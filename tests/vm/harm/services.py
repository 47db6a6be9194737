# SPDX-License-Identifier: GPL-2.0
"""Worlds for the rows on who pays, who is permitted, what nobody reaches."""

from build import scene


def served(b, cg='svc', **args):
    """A service makes, fills and leaves a segment: who and which."""
    p = b.start(uid=b.uid(1), cg=cg)
    label = b.make(p, 'shm', **args)
    b.do('attach', p, label)
    return p, label


def leaves(b, p):
    b.do(b.one_of('kill', 'exit'), p)


@scene
def service_gone(b):
    """All that filled it is gone: a leak, unless its identifier was written
    down, or a program of root's elsewhere keeps it."""
    p, label = served(b)
    b.do('fill', p, label, first=b.rng.randrange(2), count=b.one_of(1, 3))
    keeper = b.start() if b.chance(0.3) else None
    if keeper:
        b.do('tell', p, keeper, label, how='pipe')
    leaves(b, p)
    b.do('told', label, 'orphan+service-gone')
    if b.chance(0.3):
        b.do('gap')
    if keeper:
        b.use(keeper, label)
    elif b.chance(0.3):
        p = b.start(uid=b.uid(1), told=label, cg='svc')
        b.use(p, label)


# More of these: what is told as an orphan is what the test is about.
scene(service_gone)
scene(service_gone)


@scene
def service_cgroup_gone(b):
    """Its cgroup is removed: on new kernels the parent pays from then on."""
    p, label = served(b)
    b.do('fill', p, label, first=0, count=4)
    leaves(b, p)
    b.do('rmcg', 'svc')
    b.do('gap')
    b.do('told', label, 'orphan', 'unclaimed')


@scene
def service_other(b):
    """Something of it is left: another process in its cgroup, or another
    cgroup that filled a part. It is root's, so that no uid tells of it."""
    keeper_cg = b.one_of('svc', 'other', 'other')
    keeper = b.start(cg=keeper_cg)
    p, label = served(b, mode='600', size=8)
    b.do('tell', p, keeper, label, how='pipe')
    if keeper_cg == 'other':
        page = b.one_of(0, 3, 7)
        b.do('attach', keeper, label)
        b.do('fill', keeper, label, first=page, count=1)
        b.do('detach_shm', keeper, label)
    b.do('fill', p, label, first=0, count=8)
    leaves(b, p)
    b.do('told', label, 'suspect+service-alive')
    b.noise(keeper)
    b.use(keeper, label)


@scene
def service_in_root(b):
    """It is in the root cgroup, which is never without processes."""
    keeper = b.start(cg='root')
    p, label = served(b, cg='root', mode='600')
    b.do('tell', p, keeper, label, how='pipe')
    b.do('fill', p, label, first=0, count=4)
    leaves(b, p)
    b.noise(keeper)
    b.use(keeper, label)


@scene
def service_swapped(b):
    """Whose a page in the swap is, nobody can tell."""
    keeper = b.start(cg='other')
    p, label = served(b, mode='600', size=4)
    b.do('tell', p, keeper, label, how='pipe')
    b.do('detach_shm', p, label)
    b.do('attach', keeper, label)
    b.do('fill', keeper, label, first=3, count=1)
    b.do('pageout', keeper, label, first=3, count=1)
    b.do('detach_shm', keeper, label)
    b.do('attach', p, label)
    b.do('fill', p, label, first=0, count=2)
    leaves(b, p)
    b.do('gap')
    b.use(keeper, label)


@scene
def service_empty(b):
    """Attached, and never written to."""
    keeper = b.start(cg='other')
    p, label = served(b, mode='600')
    b.do('tell', p, keeper, label, how='pipe')
    leaves(b, p)
    b.do('gap')
    b.use(keeper, label)


@scene
def service_never_attached(b):
    """Made by a child that has gone, for its parent to fill."""
    keeper = b.start(cg='svc', uid=0)
    p = b.child(keeper)
    uid = b.uid(1)
    b.do('ids', p, groups='', gid='%d,%d,%d' % (uid, uid, uid),
         uid='%d,%d,%d' % (uid, uid, uid))
    label = b.make(p, 'shm')
    b.do('tell', p, keeper, label, how='pipe')
    leaves(b, p)
    b.do('told', label, 'suspect', 'unclaimed', 'orphan+kin-gone')
    b.use(keeper, label, fill=True)


@scene
def service_open(b):
    """Its service is gone, and others may use it: by mode, uid or key."""
    way = b.one_of('others', 'group', 'uid', 'key', 'given')
    mode = {'others': '606', 'group': '660'}.get(way, '600')
    p, label = served(b, mode=mode, key=b.key() if way == 'key' else 0)
    b.do('fill', p, label, first=0, count=4)
    if way == 'uid':
        other = b.start(uid=b.uid(1))
    elif way == 'group':
        other = b.start(uid=b.uid(2), groups=b.uid(1))
    else:
        other = b.start(uid=b.uid(2))
    if way != 'key':
        b.do('tell', p, other, label, how='file')
    if way == 'given':
        b.do('give', p, label, uid=b.uid(2))
    leaves(b, p)
    b.do('gap')
    if way == 'key':
        other = b.start(uid=b.uid(1))
        b.do('find', other, label)
    b.use(other, label)


@scene
def service_zombie(b):
    """Its last user is a zombie, whose parent knows it as well: root's, so
    that no uid tells of it."""
    keeper = b.start(cg='other')
    b.do('keep', keeper)
    p, label = served(b, mode='600')
    b.do('fill', p, label, first=0, count=4)
    b.do('tell', p, keeper, label, how='pipe')
    c = b.child(keeper)
    b.do('attach', c, label)
    leaves(b, p)
    b.do('exit', c)
    b.do('gap')
    b.use(keeper, label)


@scene
def service_family(b):
    """Its last user led a session, in which somebody lives: root's."""
    first = b.start(cg='other')
    b.do('gap')
    p, label = served(b, mode='600')
    b.do('fill', p, label, first=0, count=4)
    b.do('tell', p, first, label, how='pipe')
    leaves(b, p)
    b.use(first, label, fill=False)
    keeper = b.child(first)
    b.do('exit', first)
    b.do('told', label, 'suspect+family-alive', 'idle+family-alive')
    b.use(keeper, label)


@scene
def service_given_to_nobody(b):
    """It is another's, who does not run: who gave it may take it back."""
    p, label = served(b)
    b.do('fill', p, label, first=0, count=4)
    b.do('give', p, label, uid=b.uid(5))
    leaves(b, p)
    b.do('told', label, 'unclaimed+service-gone')


@scene
def never_attached(b):
    """Made for somebody who has not come yet."""
    other = b.start(uid=b.uid(1), session=0)
    p = b.start(uid=b.uid(1))
    label = b.make(p, 'shm')
    b.do('tell', p, other, label, how='pipe')
    b.do('exit', p)
    b.do('told', label, 'suspect+never-attached')
    b.use(other, label)


@scene
def unclaimed(b):
    """In a namespace where nobody is permitted, but by a capability."""
    p = b.start()
    b.do('unshare', p, 'n1')
    m = b.start(uid=b.uid(1), ns='n1')
    label = b.make(m, mode=b.one_of('600', '660'),
                   key=b.one_of(0, b.key()))
    if b.chance(0.7):
        b.use(m, label)
    b.do('tell', m, p, label, how='pipe')
    way = b.one_of('none', 'group', 'gid', 'saved', 'real', 'nocaps', 'root')
    other = None
    if way == 'group':
        other = b.start(uid=b.uid(2), groups=b.uid(1), ns='n1')
    elif way == 'gid':
        other = b.start(uid=b.uid(2), gid=b.uid(1), ns='n1')
    elif way in ('saved', 'real'):
        other = b.start(ns='n1')
        one, two = b.uid(1), b.uid(3)
        b.do('ids', other, groups='', gid='%d,%d,%d' % (two, two, two),
             uid='%d,%d,%d' % ((two, two, one) if way == 'saved' else
                               (one, two, two)))
    elif way == 'nocaps':
        other = b.start(ns='n1')
        b.do('nocaps', other)
    elif way == 'root':
        other = p
    if other:
        b.do('tell', m, other, label, how='file')
    b.do('exit', m)
    b.do('gap')
    if way in ('none', 'root', 'nocaps'):
        b.do('told', label, 'unclaimed', 'suspect+service-alive')
    if way in ('saved', 'real'):
        uids = (two, one, one) if way == 'saved' else (one, one, two)
        b.do('ids', other, uid='%d,%d,%d' % uids)
    if other and way != 'nocaps':
        b.could('give', other, label, mode='660')
        if b.model.may(b.model.actors[other], b.model.objects[label], 6):
            b.use(other, label)


@scene
def open_to_others(b):
    """Root's, in a namespace of its own; a process that is nobody in
    particular uses it."""
    p = b.start()
    b.do('unshare', p, 'n1')
    other = b.start(uid=b.uid(2), ns='n1')
    m = b.start(uid=b.uid(1), ns='n1')
    label = b.make(m, mode='606')
    b.use(m, label)
    b.do('tell', m, other, label, how='queue')
    b.do('exit', m)
    b.do('told', label, 'suspect+others-may-open')
    b.noise(other)
    b.use(other, label)


@scene
def maker_gone(b):
    """Never used, and all who may use it are younger."""
    p = b.start(uid=b.uid(1))
    label = b.make(p, b.one_of('sem', 'msg'), key=b.one_of(0, b.key()))
    b.do('exit', p)
    b.do('gap')
    other = b.start(uid=b.uid(1))
    b.do('told', label, 'suspect+maker-gone', 'suspect+creator-dead')
    if b.model.objects[label].key:
        b.do('find', other, label)
        b.use(other, label)


@scene
def younger_user(b):
    """Its last user is younger than the segment, and may have inherited it."""
    p = b.start(uid=b.uid(1), session=0)
    label = b.make(p, 'shm')
    b.do('gap')
    c = b.child(p, 'fork')
    b.do('attach', c, label)
    b.do('detach_shm', c, label)
    b.do('exit', p)
    b.do('told', label, 'idle+last-alive')
    b.noise(c)
    b.use(c, label)


@scene
def undo_lists(b):
    """What would be undone, and a list that is left with zeros."""
    maker = b.start(uid=b.uid(1))
    label = b.make(maker, 'sem', mode='666', size=2)
    p = b.start(uid=b.uid(2))
    b.do('tell', maker, p, label, how='file')
    b.do('op', p, label, num=1, op=2, undo=1)
    if b.chance(0.5):
        b.do('op', p, label, num=1, op=-2, undo=1)
    other = b.start(uid=b.uid(3))
    b.do('tell', maker, other, label, how='file')
    b.do('op', other, label, num=1, op=1)
    b.do('exit', other)
    b.do('exit', maker)
    b.do('told', label, 'in-use+undo', 'idle+undo-empty')
    b.do('gap')
    b.do('op', p, label, num=0, op=1, undo=1)
    b.do(b.one_of('kill', 'exit'), p)


@scene
def destroyed(b):
    """Marked for destruction, and still attached."""
    p = b.start(uid=b.uid(1))
    label = b.make(p, 'shm', key=b.one_of(0, b.key()))
    b.do('attach', p, label)
    c = b.child(p, 'fork')
    b.do('remove', p, label)
    b.do('told', label, 'held')
    b.do('exit', p)
    b.do('fill', c, label, first=0, count=2)
    if b.chance(0.5):
        b.do('detach_shm', c, label)


@scene
def mapped_namespace(b):
    """Nobody is in the namespace; a mapping keeps it, which lets nobody in."""
    p = b.start()
    b.do('unshare', p, 'n1')
    labels = [b.make(p, kind, key=b.key(n), mode=b.one_of('600', '666'))
              for n, kind in enumerate(('shm', 'sem', 'msg'))]
    held = b.make(p, 'shm')
    for label in labels:
        if b.chance(0.7):
            b.use(p, label)
    b.do('attach', p, held)
    keeper = b.child(p, 'fork')
    # Else it is of the family of who made them.
    b.do('setsid', keeper)
    b.do('setns', keeper, 'host')
    leaves(b, p)
    b.do('gap')
    if b.chance(0.5):
        b.do('fill', keeper, held, first=0, count=1)
    if b.chance(0.5):
        b.do('detach_shm', keeper, held)


@scene
def pinned_namespace(b):
    """Nobody is in the namespace; a file or a mount lets somebody in later."""
    p = b.start()
    b.do('unshare', p, 'n1')
    uid = b.one_of(0, b.uid(1))
    m = b.start(uid=uid, ns='n1')
    label = b.make(m, key=b.key(), mode=b.one_of('600', '666'))
    if b.chance(0.6):
        b.use(m, label)
    b.do('pin', 'n1', b.one_of('fd', 'bind', 'socket'))
    b.do('exit', m)
    b.do('exit', p)
    b.do('gap')
    p = b.start(uid=uid, ns='n1')
    b.do('find', p, label)
    b.use(p, label)


@scene
def own_user_namespace(b):
    """A container without root's help: all capabilities, but only there."""
    p = b.start(uid=b.uid(1))
    b.do('unshare', p, 'n1', user=1)
    label = b.make(p, mode=b.one_of('600', '660'))
    c = b.child(p, b.one_of('fork', 'vexec'))
    if b.chance(0.5):
        b.use(p, label)
    b.do('exit', p)
    b.noise(c)
    b.use(c, label)
