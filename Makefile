# SPDX-License-Identifier: GPL-2.0
# The targets a person types; `make help` lists them. What kbuild builds is in
# Kbuild, the reader's rules are in tools/Makefile, the VM lab's in tests/vm.

KDIR ?= /lib/modules/$(shell uname -r)/build
VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
DKMS_SOURCE := $(DESTDIR)/usr/src/ipcdiag-$(VERSION)

.PHONY: all module tools load unload install dkms-install dkms-source \
	dkms-remove demo \
	check check-all check-host check-static check-vm check-kunit check-debug \
	check-dkms fuzz bench vm-shell style clean help

#: all            the module for the running kernel, and the reader
all: module tools

# The compiler, if it is chosen here; else the one that built the kernel is taken.
COMPILER := $(if $(LLVM),LLVM=$(LLVM),$(if $(filter command,$(origin CC)),$(CC)))

#: module         the module; KDIR=/usr/src/linux-headers-… for another kernel
module:
	@tools=$$(./module/check-headers "$(KDIR)" "$(COMPILER)") && set -x && \
		$(MAKE) -C "$(KDIR)" M="$(CURDIR)" $$tools modules

#: tools          the reader
tools:
	$(MAKE) -C tools

#: load           build the module and load it (root)
load: module
	insmod ipcdiag.ko

#: unload         unload it (root)
unload:
	rmmod ipcdiag

#: install        install the reader, its man page and completion (root)
install: tools
	$(MAKE) -C tools install

# Other versions that DKMS has: "ipcdiag/0.1, …" or, before 3.0, "ipcdiag, 0.1…".
OTHER_VERSIONS = $(filter-out $(VERSION),$(sort $(shell dkms status | \
	sed -n 's,^ipcdiag[/,] *\([^,: ]*\).*,\1,p')))

#: dkms-install   have DKMS build and install the module for every kernel (root)
dkms-install: dkms-source
	@! dkms status ipcdiag/$(VERSION) -k "$$(uname -r)" | \
		grep -qE ': *(built|installed)' || \
		dkms remove ipcdiag/$(VERSION) -k "$$(uname -r)"
	dkms build ipcdiag/$(VERSION)
	@for old in $(OTHER_VERSIONS); do \
		echo "removing version $$old"; \
		dkms remove "ipcdiag/$$old" --all && \
			$(RM) -r "/usr/src/ipcdiag-$$old" || exit; \
	done
	dkms install ipcdiag/$(VERSION)

#: dkms-source    put the module's sources where DKMS looks for them (root)
dkms-source:
	$(RM) -r $(DKMS_SOURCE)
	install -d $(DKMS_SOURCE)
	cp --parents Kbuild Makefile dkms.conf LICENSE module/check-headers \
		$$(find module debugfs -name '*.[ch]') $(DKMS_SOURCE)

#: dkms-remove    undo that (root)
dkms-remove:
	@[ -z "$$(dkms status ipcdiag/$(VERSION))" ] || \
		dkms remove ipcdiag/$(VERSION) --all
	$(RM) -r $(DKMS_SOURCE)

#: demo           real programs leak in a virtual machine with a stock kernel
demo:
	@tests/vm/demo

#: check          the tests
check:
	@tests/check

#: check-all      the tests, everywhere and at length
check-all:
	@tests/check --all

#: check-host     the reader's unit tests, on this machine
check-host:
	$(MAKE) -C tests/tools check

#: check-static   checkpatch, sparse, coccinelle, analyzers, formatting, shellcheck
check-static:
	@tests/static

#: check-vm       the cases in virtual machines; KERNELS="5.10 6.1 …" or "all",
#:                CASES="…" for some of them
check-vm:
	@tests/vm/matrix $(KERNELS) -- $(CASES)

#: check-kunit    the KUnit tests, on a kernel of our own
check-kunit:
	@tests/vm/run --kernel debug kunit

#: check-debug    KUnit and the cases, with KASAN, lockdep, kmemleak, lockdown,
#:                failing allocations; CASES="…"
check-debug:
	@tests/vm/run --kernel debug $(CASES)

#: fuzz           fuzz the parsers, each for FUZZ_SECONDS (600)
fuzz:
	$(MAKE) -C tests/fuzz fuzz

#: check-dkms     DKMS of Debian's releases builds, installs and removes it
check-dkms:
	@tests/vm/dkms

#: bench          time it beside the peers, write docs/benchmarks.md; KERNELS="…"
bench:
	@tests/bench/run $(KERNELS)

#: vm-shell       a root shell in the virtual machine, the module at hand
vm-shell:
	@tests/vm/shell

#: style          format the reader's sources
style:
	clang-format -i tools/*/*.[ch] tests/tools/*.[ch]

#: clean          remove what was built
clean:
	-[ ! -e "$(KDIR)/Makefile" ] || \
		$(MAKE) -C "$(KDIR)" M="$(CURDIR)" clean
	$(MAKE) -C tools clean
	$(MAKE) -C tests/tools clean
	$(MAKE) -C tests/fuzz clean

#: help           this list
help:
	@sed -n 's/^#: //p' Makefile
