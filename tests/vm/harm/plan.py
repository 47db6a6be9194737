# SPDX-License-Identifier: GPL-2.0
"""Plans: what the programs of a world do, step by step, as text.

A step is a line VERB WORD... KEY=VALUE...: the first word is the actor who
does it, or what it is done to; see the methods do_VERB in verbs.py for what
each means.
"""


class Step:
    def __init__(self, verb, words=(), **args):
        self.verb = verb
        self.words = list(words)
        self.args = args

    @classmethod
    def parse(cls, line):
        verb, *rest = line.split()
        words = [w for w in rest if '=' not in w]
        return cls(verb, words, **dict(w.split('=', 1) for w in rest
                                       if '=' in w))

    def __str__(self):
        return ' '.join([self.verb] + self.words +
                        ['%s=%s' % item for item in self.args.items()])


class Plan:
    """The steps of one world, which scene they are of, and from which seed."""

    def __init__(self, scene, seed, number, steps):
        self.scene, self.seed, self.number = scene, seed, number
        self.steps = steps

    def __str__(self):
        return 'world %d of seed %d, scene %s' % (
            self.number, self.seed, self.scene)

    def script(self):
        """As cases/harm takes it."""
        return '\n'.join(['# %s' % self] + [str(s) for s in self.steps])

    @classmethod
    def read(cls, path):
        with open(path) as f:
            lines = [line.strip() for line in f]
        return cls('script', 0, 0, [Step.parse(line) for line in lines
                                    if line and line[0] != '#'])
