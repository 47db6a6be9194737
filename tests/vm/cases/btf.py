# SPDX-License-Identifier: GPL-2.0
"""Type information of the kernel (BTF), to be altered.

The format is in the kernel's Documentation/bpf/btf.rst. Only what altering
members of structures takes is understood.
"""

import struct

# Bytes after a type of each kind: fixed, and for each of its vlen.
EXTRA = {1: (4, 0), 2: (0, 0), 3: (12, 0), 4: (0, 12), 5: (0, 12), 6: (0, 8),
         7: (0, 0), 8: (0, 0), 9: (0, 0), 10: (0, 0), 11: (0, 0), 12: (0, 0),
         13: (0, 8), 14: (4, 0), 15: (0, 12), 16: (0, 0), 17: (4, 0),
         18: (0, 0), 19: (0, 12)}
STRUCT = 4


class Btf:
    """What is in a file, and where its structures are in it."""

    def __init__(self, path='/sys/kernel/btf/vmlinux'):
        with open(path, 'rb') as f:
            self.original = f.read()
        magic, version, _, self.hdr_len, self.type_off, self.type_len, \
            self.str_off, self.str_len = \
            struct.unpack_from('HBBIIIII', self.original)
        assert (magic, version) == (0xeb9f, 1)
        self.types = self.hdr_len + self.type_off
        self.strings = self.hdr_len + self.str_off
        # {offset of name: [offset of struct]}
        self.structs = {}
        at, end = self.types, self.types + self.type_len
        unpack = struct.Struct('III').unpack_from
        while at < end:
            name, info, _ = unpack(self.original, at)
            kind = info >> 24 & 0x7f
            if kind == STRUCT:
                self.structs.setdefault(name, []).append(at)
            fixed, each = EXTRA[kind]
            at += 12 + fixed + each * (info & 0xffffff)
        assert at == end
        self.data = None
        self.reset()

    def reset(self):
        self.data = bytearray(self.original)

    def name_at(self, offset):
        at = self.strings + offset
        return self.original[at:self.original.index(b'\0', at)].decode()

    def struct(self, name):
        """Where the structure is that has this name, and none other has."""
        wanted = b'\0' + name.encode() + b'\0'
        start = self.strings
        at, = [a for offset, found in self.structs.items()
               if self.original[start + offset - 1:
                                start + offset - 1 + len(wanted)] == wanted
               for a in found]
        return at

    def member(self, name, member):
        """Where the member is described."""
        at = self.struct(name)
        _, info, _ = struct.unpack_from('III', self.original, at)
        found, = [m for m in (at + 12 + 12 * i for i in range(info & 0xffffff))
                  if self.name_at(struct.unpack_from('I', self.original, m)[0])
                  == member]
        return found

    def move(self, name, member, bits=64):
        at = self.member(name, member) + 8
        offset, = struct.unpack_from('I', self.data, at)
        struct.pack_into('I', self.data, at, offset + bits)

    def offset(self, name, member):
        """In bytes, as the kernel has it."""
        at = self.member(name, member) + 8
        return (struct.unpack_from('I', self.original, at)[0] & 0xffffff) // 8

    def retype(self, name, member, like):
        """Give a member the type of another one of the same structure."""
        other, = struct.unpack_from('I', self.original,
                                    self.member(name, like) + 4)
        struct.pack_into('I', self.data, self.member(name, member) + 4, other)

    def rename_member(self, name, member, to):
        """To the name of another member of the same structure."""
        other, = struct.unpack_from('I', self.original, self.member(name, to))
        struct.pack_into('I', self.data, self.member(name, member), other)

    def rename(self, name, to):
        """To the name of another structure."""
        other, = struct.unpack_from('I', self.original, self.struct(to))
        struct.pack_into('I', self.data, self.struct(name), other)

    def size(self, name):
        return struct.unpack_from('I', self.original, self.struct(name) + 8)[0]

    def resize(self, name, more):
        at = self.struct(name) + 8
        size, = struct.unpack_from('I', self.data, at)
        struct.pack_into('I', self.data, at, size + more)

    def write(self, path):
        with open(path, 'wb') as f:
            f.write(self.data)
