// SPDX-License-Identifier: GPL-2.0
/* Must compile: if it does not, the toolchain is broken, not a probe false. */
#include <linux/module.h>

struct module *probe(void);

struct module *probe(void)
{
	return THIS_MODULE;
}
