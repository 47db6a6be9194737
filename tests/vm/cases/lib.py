# SPDX-License-Identifier: GPL-2.0
"""For cases in Python; see lib.sh for what a case is.

    import sys
    sys.path.insert(0, '/lab/cases')
    from lib import *
"""

import os
import pwd
import re
import subprocess
import sys
import time

DBG = '/sys/kernel/debug/ipcdiag/'
KINDS = ('ns', 'shm', 'sem', 'semval', 'msg', 'run', 'user', 'resident',
         'birth', 'death', 'failure')


def fail(message):
    print('FAIL: %s' % message, flush=True)
    sys.exit(1)


def skip(reason):
    print(reason, flush=True)
    sys.exit(77)


def equal(what, got, expected):
    if got != expected:
        fail('%s is %r, not %r' % (what, got, expected))


def run(*command, **options):
    """Run a command that must succeed; its output as text."""
    options.setdefault('stderr', subprocess.STDOUT)
    p = subprocess.run(command, stdout=subprocess.PIPE, **options)
    out = p.stdout.decode(errors='backslashreplace')
    if p.returncode:
        fail('%s: exit status %d: %s' % (' '.join(command), p.returncode, out))
    return out


def lab(name, default):
    """The number that the kernel's command line has as lab.NAME."""
    with open('/proc/cmdline') as f:
        words = f.read().split()
    return next((int(w.split('=')[1]) for w in words
                 if w.startswith('lab.%s=' % name)), default)


def loaded():
    return os.path.exists('/sys/module/ipcdiag')


def unload():
    run('rmmod', 'ipcdiag')


def load(**parameters):
    """Load the module anew."""
    if loaded():
        unload()
    run('insmod', '/lab/ipcdiag.ko',
        *['%s=%s' % item for item in parameters.items()])


def status():
    """The file `status` as a dictionary."""
    with open(DBG + 'status') as f:
        return dict(line.rstrip('\n').split(': ', 1) for line in f)


def as_user(name):
    """For preexec_fn=: become this user."""
    user = pwd.getpwnam(name)

    def become():
        os.initgroups(name, user.pw_gid)
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
    return become


def wait_for(condition, what, seconds=20):
    """On a kernel that takes longer by a factor, so may this."""
    end = time.monotonic() + seconds * int(os.environ.get('LAB_SLOW', 1))
    late = False
    while not condition():
        if late:
            fail('this did not come about: %s' % what)
        # Looked at once more, however long the last look took.
        late = time.monotonic() > end
        time.sleep(0.05)


def unescape(value):
    """The bytes that a string field of the snapshot stands for."""
    return re.sub(rb'\\([0-3][0-7][0-7])',
                  lambda m: bytes([int(m.group(1), 8)]), value.encode())


class Malformed(Exception):
    pass


class Snapshot:
    """A snapshot, parsed as docs/abi.md has it and without mercy.

    header, end: dictionaries. ns: dictionaries by id. shm, sem, msg:
    dictionaries by (namespace, id). semval: by (namespace, id, num).
    run: by (namespace, id, first). user: by (namespace, type, id, kind, tid)
    in the initial pid namespace. resident: by (namespace, type, who).
    birth: by (namespace, type, id). death, failure: by their numbers.
    All values are strings.
    """

    def __init__(self, data=None):
        if data is None:
            with open(DBG + 'snapshot', 'rb') as f:
                data = f.read()
        self.data = data
        for kind in KINDS:
            setattr(self, kind, {})
        if not data.endswith(b'\n'):
            raise Malformed('no newline at the end')
        lines = data[:-1].split(b'\n')
        self.header = self.fields(lines[0], skip=2)
        if not lines[0].startswith(b'ipcdiag 1 '):
            raise Malformed('header: %r' % lines[0][:80])
        if not lines[-1].startswith(b'end '):
            raise Malformed('last line: %r' % lines[-1][:80])
        self.end = self.fields(lines[-1])
        last = 0
        for line in lines[1:-1]:
            kind = line.split(b' ', 1)[0].decode('ascii', 'replace')
            if kind not in KINDS:
                raise Malformed('kind of line: %r' % line[:80])
            if KINDS.index(kind) < last:
                raise Malformed('out of order: %r' % line[:80])
            last = KINDS.index(kind)
            f = self.fields(line)
            if kind == 'ns':
                key = f['id']
            elif kind == 'semval':
                key = (f['ns'], int(f['id']), int(f['num']))
            elif kind == 'run':
                key = (f['ns'], int(f['id']), int(f['first']))
            elif kind == 'resident':
                key = (f['ns'], f['type'], int(f['who']))
            elif kind == 'birth':
                key = (f['ns'], f['type'], int(f['id']))
            elif kind in ('death', 'failure'):
                key = int(f['seq'])
            elif kind == 'user':
                key = (f['ns'], f['type'], int(f['id']), f['kind'],
                       f['itid'])
                # Address spaces without a process have nothing to tell them
                # apart, and may be several.
                while f['itid'] == '-' and key in self.user:
                    key += ('-',)
            elif kind == 'resident':
                key = (f['ns'], f['type'], int(f['who']))
            else:
                key = (f['ns'], int(f['id']))
            table = getattr(self, kind)
            if key in table:
                raise Malformed('twice: %s %r' % (kind, key))
            table[key] = f
        for kind in KINDS:
            if int(self.end[kind]) != len(getattr(self, kind)):
                raise Malformed('%d lines of %s, end has %s' % (
                    len(getattr(self, kind)), kind, self.end[kind]))
        changed = sum(n['changed'] == '1' for n in self.ns.values())
        if int(self.end['changed']) != changed:
            raise Malformed('changed=%s in end, %d in the lines' % (
                self.end['changed'], changed))

    @classmethod
    def read(cls, name):
        """The snapshot in another file than `snapshot`."""
        with open(DBG + name, 'rb') as f:
            return cls(f.read())

    # The fields of a line, all at once: large snapshots take long otherwise.
    FIELD = r'[a-z]+=[!-\[\]-~]*(?:\\[0-3][0-7][0-7][!-\[\]-~]*)*'
    FIELDS = re.compile('%s(?: %s)*' % (FIELD, FIELD))

    @staticmethod
    def fields(line, skip=1):
        if len(line) + 1 > 4096:
            raise Malformed('long line: %r' % line[:80])
        words = line.decode('latin-1').split(' ', skip)
        if len(words) > skip and Snapshot.FIELDS.fullmatch(words[skip]):
            pairs = [word.split('=', 1) for word in words[skip].split(' ')]
            result = dict(pairs)
            if len(result) == len(pairs):
                return result
        # Something is wrong: what?
        if re.search(rb'[^!-~ ]', line):
            raise Malformed('bytes that should be escaped: %r' % line)
        result = {}
        for word in line.decode().split(' ')[skip:]:
            if not re.fullmatch(r'[a-z]+=[^ ]*', word):
                raise Malformed('field %r in %r' % (word, line))
            key, value = word.split('=', 1)
            if re.search(r'\\(?![0-3][0-7][0-7])', value):
                raise Malformed('escape %r in %r' % (word, line))
            if key in result:
                raise Malformed('key twice: %r in %r' % (key, line))
            result[key] = value
        return result

    def init_ns(self):
        """The id of the initial namespace."""
        return next(i for i, n in self.ns.items() if n['init'] == '1')

    def by_inum(self, inum):
        """The id of the namespace with this inode number, or None."""
        return next((i for i, n in self.ns.items()
                     if n['inum'] == str(inum)), None)

    def get(self, kind, ident, ns=None):
        """One object, in the initial namespace unless said otherwise."""
        key = (ns or self.init_ns(), ident)
        if key not in getattr(self, kind):
            fail('%s %d of namespace %s is not in the snapshot' % (
                kind, ident, key[0]))
        return getattr(self, kind)[key]

    def judged(self, kind, ident, verdict, *reasons, ns=None):
        f = self.get(kind, ident, ns)
        if f['verdict'] != verdict or \
                not set(reasons) <= set(f['reasons'].split(',')):
            fail('%s %d should be %s with %s: %r' % (
                kind, ident, verdict, reasons, f))
        return f
