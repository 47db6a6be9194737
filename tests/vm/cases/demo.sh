# shellcheck shell=bash disable=SC2034 # what it sets is for others
# SPDX-License-Identifier: GPL-2.0
#
# Real programs, some of which leak. The demo shows what comes of it, the case
# of the same name asserts it. Source lib.sh first. Sets:
#
#	pg_crashed pg_running		segments of two PostgreSQL clusters
#	apache_sems			arrays of an Apache that was killed
#	faked_msgs faked_sems		of a fakeroot daemon that was killed
#	forgotten			segment of a program that forgot it
#	marked				segment marked for destruction, attached
#	elsewhere elsewhere_inum	segment in another IPC namespace; its inode
#	young				segment made after the grace period (by
#					demo_young)

# ids shm|sem|msg USER: objects owned by USER.
ids()
{
	local uid

	uid=$(id -u "$2")
	awk -v uid="$uid" -v kind="$1" '
		NR == 1 {
			for (i = 1; i <= NF; i++)
				if ($i == "uid")
					column = i
			next
		}
		$column == uid { print $2 }' "/proc/sysvipc/$1" | sort -n | xargs
}

no_process()
{
	! pgrep "$@" >/dev/null
}

# gone PID...
gone()
{
	local pid

	# shellcheck disable=SC2048 # words
	for pid in $*; do
		[[ ! -e /proc/$pid ]] || return
	done
}

has_ids()
{
	[[ -n $(ids "$@") ]]
}

# pg CLUSTER: start it; its segment is printed.
pg()
{
	local version

	version=$(basename /usr/lib/postgresql/*)
	pg_ctlcluster --skip-systemctl-redirect "$version" "$1" start >&2 ||
		fail "PostgreSQL does not start"
	awk 'NR == 7 { print $2 }' \
		"/var/lib/postgresql/$version/$1/postmaster.pid"
}

pg_crash()
{
	local version postmaster children

	version=$(basename /usr/lib/postgresql/*)
	pg_crashed=$(pg main) || exit
	postmaster=$(head -n 1 "/var/lib/postgresql/$version/main/postmaster.pid")
	children=$(pgrep -P "$postmaster")
	kill -KILL "$postmaster"
	# Its children notice and go.
	wait_for 60 gone "$postmaster" "$children"
}

apache_crash()
{
	(
		set +u
		# shellcheck source=/dev/null
		. /etc/apache2/envvars
		mkdir -p "$APACHE_RUN_DIR" "$APACHE_LOCK_DIR"
		apache2 -k start
	) || fail "Apache does not start"
	wait_for 60 pgrep -u www-data apache2
	wait_for 60 has_ids sem www-data
	# All at once: a parent that survives would tidy up.
	pkill -KILL apache2
	wait_for 30 no_process apache2
	apache_sems=$(ids sem www-data)
}

faked_crash()
{
	# shellcheck disable=SC2016 # for the inner shell
	as alice fakeroot-sysv sh -c '
		touch /tmp/packaged && chown root /tmp/packaged && sleep 1000
		' >/dev/null 2>&1 &
	wait_for 60 pgrep -u alice sleep
	pkill -KILL faked-sysv
	pkill -KILL -u alice
	wait_for 30 no_process -u alice
	faked_msgs=$(ids msg alice)
	faked_sems=$(ids sem alice)
}

SESSION=/sys/fs/cgroup/session-of-bob

# in_session COMMAND...: as in a session of bob's, which login managers give a
# cgroup of its own, and which nobody who started it waits for.
in_session()
{
	if ! mkdir -p "$SESSION" ||
		! echo +memory >/sys/fs/cgroup/cgroup.subtree_control; then
		fail "a session has no memory cgroup"
	fi
	(
		echo "$BASHPID" >"$SESSION/cgroup.procs" || exit
		# shellcheck disable=SC2016 # for the inner shell
		as bob setsid sh -c '(sleep 1; exec "$@") &' sh "$@"
	)
}

session_remove()
{
	rmdir "$SESSION"
}

# Everything but the young segment; what is done is said on stdout.
demo_setup()
{
	echo "PostgreSQL is started, and its postmaster gets SIGKILL"
	pg_crash
	echo "another PostgreSQL cluster is started, and stays"
	pg_running=$(pg second) || exit
	echo "Apache (prefork, Mutex sysvsem) is started, and gets SIGKILL"
	apache_crash
	echo "alice runs fakeroot; its daemon gets SIGKILL, she logs out"
	faked_crash
	echo "bob runs a program that makes a segment of 8 MiB and forgets it, and logs out"
	forgotten=$(in_session forgetful $((8 << 20))) || exit
	echo "a program marks its segment for destruction and goes on using it"
	keeper -d $((4 << 20)) >marked &
	wait_for 10 test -s marked
	marked=$(<marked)
	echo "the forgetful program runs in another IPC namespace"
	unshare --ipc sh -c '
		forgetful 2097152 >elsewhere
		exec sleep 100000' &
	wait_for 10 test -s elsewhere
	elsewhere=$(<elsewhere)
	elsewhere_inum=$(stat -L -c %i "/proc/$!/ns/ipc")
}

demo_young()
{
	young=$(as carol forgetful 65536)
}
