# SPDX-License-Identifier: GPL-2.0
# The targets a person types; `make help` lists them. What kbuild builds is in
# Kbuild, the reader's rules are in tools/Makefile, the VM lab's in tests/vm.

KDIR ?= /lib/modules/$(shell uname -r)/build

.PHONY: all module tools load unload demo check check-host check-static \
	check-vm vm-shell install clean help

all: module tools

module:
	@./module/check-headers "$(KDIR)"
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

tools:
	$(MAKE) -C tools

load: module
	insmod ipcdiag.ko

unload:
	rmmod ipcdiag

demo:
	@tests/vm/demo

check:
	@tests/check

check-host:
	$(MAKE) -C tests/tools check

check-static:
	@tests/static

check-vm:
	@tests/vm/run $(CASES)

vm-shell:
	@tests/vm/shell

install: tools
	$(MAKE) -C tools install

clean:
	-[ ! -d "$(KDIR)" ] || $(MAKE) -C $(KDIR) M=$(CURDIR) clean
	$(MAKE) -C tools clean
	$(MAKE) -C tests/tools clean

help:
	@sed -n 's/^#: //p' Makefile
