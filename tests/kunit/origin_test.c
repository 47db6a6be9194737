// SPDX-License-Identifier: GPL-2.0
/* The key that a segment had, and whether those who filled it are still there. */
#include <linux/ipc.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>

#include "users/origin.h"
#include "suites.h"

static key_t former(const char *name, key_t key)
{
	return ipcdiag_former_key(name, strlen(name), key);
}

static void former_key(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, 0x0052e2c1, (int)former("SYSV0052e2c1", 0));
	KUNIT_EXPECT_EQ(test, 1, (int)former("SYSV00000001", 0));
	KUNIT_EXPECT_EQ(test, INT_MAX, (int)former("SYSV7fffffff", 0));
	/* Keys are signed. */
	KUNIT_EXPECT_EQ(test, INT_MIN, (int)former("SYSV80000000", 0));
	KUNIT_EXPECT_EQ(test, -1, (int)former("SYSVffffffff", 0));
	KUNIT_EXPECT_EQ(test, -0x21524111, (int)former("SYSVdeadbeef", 0));
}

static void no_former_key(struct kunit *test)
{
	/* It still has its key, or never had one. */
	KUNIT_EXPECT_EQ(test, 0, (int)former("SYSV0052e2c1", 0x0052e2c1));
	KUNIT_EXPECT_EQ(test, 0, (int)former("SYSV0052e2c1", -1));
	KUNIT_EXPECT_EQ(test, 0, (int)former("SYSV00000000", 0));
	KUNIT_EXPECT_EQ(test, 0, (int)former("SYSV00000000", 7));
}

static void other_names(struct kunit *test)
{
	static const char * const names[] = {
		"", "S", "SYSV", "SYSV1", "SYSV0052e2c", "SYSV0052e2c12",
		"sysv0052e2c1", "SYSW0052e2c1", "XSYSV052e2c1", "SYSV0052e2cg",
		"SYSV0052E2C1", "SYSV0052e2c:", "SYSV0052e2c/", "SYSV0052e2c`",
		"SYSV 052e2c1", "SYSV0x52e2c1", "SYSV-0000001", "memfd:SYSV00",
		"dev/zero", "SYSV\xff\xff\xff\xff\xff\xff\xff\xff",
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(names); i++)
		KUNIT_EXPECT_EQ_MSG(test, 0, (int)former(names[i], 0), "%s",
				    names[i]);
	/* The length counts, not a NUL: nothing behind it is read. */
	KUNIT_EXPECT_EQ(test, 0,
			(int)ipcdiag_former_key("SYSV0052e2c1", 11, 0));
	KUNIT_EXPECT_EQ(test, 0x0052e2c1,
			(int)ipcdiag_former_key("SYSV0052e2c1zz", 12, 0));
	KUNIT_EXPECT_EQ(test, 0,
			(int)ipcdiag_former_key("SYSV0052\0002c1", 12, 0));
}

#define EXPECT_SERVICE(test, service, ...)				\
	do {								\
		struct ipcdiag_charges charges = { __VA_ARGS__ };	\
									\
		KUNIT_EXPECT_EQ(test, (int)(service),			\
				(int)ipcdiag_service_of(&charges));	\
	} while (0)

static void service(struct kunit *test)
{
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_GONE, .known = true, .looked = 3,
		       .memcgs = 1);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_GONE, .known = true, .looked = 32,
		       .memcgs = 32, .path = IPCDIAG_NO_CGROUP);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_ALIVE, .known = true, .looked = 3,
		       .memcgs = 1, .alive = true, .populated = true);
	/* One page is enough for that. */
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_ALIVE, .known = true, .looked = 9,
		       .memcgs = 4, .alive = true, .populated = true,
		       .root = true, .swapped = true, .missed = 3,
		       .nocgroup = 1);
}

static void service_unknown(struct kunit *test)
{
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = false);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = false,
		       .looked = 1, .memcgs = 1);
	/* Nothing is there to be looked at. */
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .missed = 1);
	/* Something of it may be anybody's. */
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .looked = 3, .memcgs = 1, .swapped = true);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .looked = 3, .memcgs = 1, .missed = 1);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .looked = 3, .memcgs = 1, .nocgroup = 1);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .looked = 3, .memcgs = 2, .root = true,
		       .populated = true);
	EXPECT_SERVICE(test, IPCDIAG_SERVICE_UNKNOWN, .known = true,
		       .looked = 3, .nocgroup = 3);
}

/* What must hold whatever was found, said in other words than the code's. */
static void every_combination(struct kunit *test)
{
	unsigned int n, wrong = 0, seen[IPCDIAG_SERVICE_GONE + 1] = {};

	for (n = 0; n < 512; n++) {
		struct ipcdiag_charges c = {
			.known = n & 1,
			.looked = n & 2 ? 1 + n % 32 : 0,
			.alive = n & 4,
			.root = n & 8,
			.swapped = n & 16,
			.missed = n & 32 ? 1 : 0,
			.nocgroup = n & 64 ? 1 : 0,
			.memcgs = n & 128 ? 1 : 0,
			.populated = n & 256,
		};
		enum ipcdiag_service service = ipcdiag_service_of(&c);
		bool seen_any = c.known && c.looked;
		bool doubt = c.root || c.swapped || c.missed || c.nocgroup;

		KUNIT_ASSERT_TRUE(test, service <= IPCDIAG_SERVICE_GONE);
		seen[service]++;
		if (seen_any && c.alive) {
			if (service != IPCDIAG_SERVICE_ALIVE)
				wrong++;
		} else if (service == IPCDIAG_SERVICE_ALIVE) {
			wrong++;
		}
		if (service == IPCDIAG_SERVICE_GONE &&
		    (!seen_any || doubt || c.alive || !c.memcgs))
			wrong++;
	}
	KUNIT_EXPECT_EQ(test, 0U, wrong);
	KUNIT_EXPECT_EQ(test, 64U, seen[IPCDIAG_SERVICE_ALIVE]);
	/* Only .populated makes no difference. */
	KUNIT_EXPECT_EQ(test, 2U, seen[IPCDIAG_SERVICE_GONE]);
}

static void two_looks(struct kunit *test)
{
	static const enum ipcdiag_service both[3][3] = {
		[IPCDIAG_SERVICE_UNKNOWN] = {
			IPCDIAG_SERVICE_UNKNOWN, IPCDIAG_SERVICE_ALIVE,
			IPCDIAG_SERVICE_UNKNOWN },
		[IPCDIAG_SERVICE_ALIVE] = {
			IPCDIAG_SERVICE_ALIVE, IPCDIAG_SERVICE_ALIVE,
			IPCDIAG_SERVICE_ALIVE },
		[IPCDIAG_SERVICE_GONE] = {
			IPCDIAG_SERVICE_UNKNOWN, IPCDIAG_SERVICE_ALIVE,
			IPCDIAG_SERVICE_GONE },
	};
	unsigned int a, b;

	for (a = 0; a < 3; a++) {
		for (b = 0; b < 3; b++)
			KUNIT_EXPECT_EQ(test, (int)both[a][b],
					(int)ipcdiag_service_both(a, b));
	}
}

static struct kunit_case origin_cases[] = {
	KUNIT_CASE(former_key),
	KUNIT_CASE(no_former_key),
	KUNIT_CASE(other_names),
	KUNIT_CASE(service),
	KUNIT_CASE(service_unknown),
	KUNIT_CASE(every_combination),
	KUNIT_CASE(two_looks),
	{}
};

struct kunit_suite ipcdiag_origin_suite = {
	.name = "ipcdiag_origin",
	.test_cases = origin_cases,
};
