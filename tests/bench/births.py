# SPDX-License-Identifier: GPL-2.0
"""What docs/benchmarks.md says of the cost of recording births and deaths."""

from say import count, size, time

KINDS = ('shm', 'sem', 'msg')
# In seconds, natively, for an object that is made and removed.
GOAL = 2e-6

INTRO = '''
## Births and deaths

Everything above was measured with `births=0`, as it was before there were any. Here
is what is added while births and deaths are recorded, counted in a third boot (ipcdiag
{commit}, {date}). Each row is for one private object that is made and removed again
at once, by a program that makes and removes thousands: two probes, and twice a look
around when the call returns to the program. The probes go in by {by}. Natively is an
estimate at {low:.2f} to {high:.2f} instructions in a nanosecond, the rates of system
calls below.
'''

TOOLS = '''
What it adds for the reader: {queues} queues that were left by one program.
'''

MEMORY = '''
Memory for records, while so many objects are there. The first of them is
there when nothing is recorded yet.
'''


class Births:
    """Results of tests/vm/guest/bench-births."""

    def __init__(self):
        self.pairs, self.tools, self.memory = {}, {}, {}

    def add(self, kind, record):
        """Take a record; False if it is none of these."""
        if kind == 'pairs':
            self.pairs[record['what']] = record
        elif kind == 'births-tool':
            self.tools.setdefault(record['tool'], {})[record['what']] = \
                record['seconds']
        elif kind == 'births-run':
            self.commit, self.date = record['commit'], record['date']
        elif kind == 'births-by':
            self.by, self.queues = record['by'], record['queues']
        elif kind == 'births-memory':
            self.memory[record['births']] = record['bytes']
        else:
            return False
        return True

    def more(self, kind):
        """Instructions that recording adds to a pair."""
        return self.pairs['births on'][kind] - self.pairs['not loaded'][kind]


def rates(results):
    """Of what is done in system calls, as making an object is."""
    return [rate for name, rate in results.rates().items()
            if name != 'compute']


def native(results, kind):
    """Seconds that recording adds to a pair, at the lowest of the rates."""
    return results.births.more(kind) * 1e-9 / min(rates(results))


def births(results, table):
    """The section, a table at a time."""
    found = results.births
    low, high = min(rates(results)), max(rates(results))
    yield INTRO.format(by=found.by, low=low, high=high,
                       commit=found.commit, date=found.date)
    rows = []
    for kind in KINDS:
        more = found.more(kind)
        rows.append([{'shm': 'segment', 'sem': 'semaphore array',
                      'msg': 'message queue'}[kind]] +
                    [count(int(found.pairs[what][kind])) for what in
                     ('not loaded', 'births=0', 'births on')] +
                    [count(int(more)), '%s to %s' % (
                        time(more * 1e-9 / high), time(more * 1e-9 / low))])
    yield from table(['instructions for a pair', 'module not loaded',
                      '`births=0`', 'births recorded', 'more', 'natively'],
                     rows)
    yield TOOLS.format(queues=count(found.queues))
    yield from table(['', '`births=0`', 'births recorded'], [
        ['`%s`' % (('cat ' if ' ' not in tool and tool != 'ipcdiag' else '') +
                   tool)] + [time(took[what]) for what in
                             ('births=0', 'births on')]
        for tool, took in found.tools.items()])
    yield MEMORY
    yield from table(['objects', 'memory', 'bytes per object'], [
        [count(n), size(memory), '%.0f' % (memory / n) if n else '–']
        for n, memory in sorted(found.memory.items())])
