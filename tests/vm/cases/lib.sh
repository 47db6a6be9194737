# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# For cases in bash. A case is an executable file in tests/vm/cases; it runs as
# root in the guest, in an empty directory, with the module loaded and no IPC
# object in the initial namespace. Its exit status is 0 if all is well, 77 if it
# cannot be run here, else it failed; its last line of output says why. What it
# leaves behind (processes, objects, the module) is cleared away.
#
# Lines of comment at its top that the runner reads:
#
#	# timeout: SECONDS		default 120
#	# module: PARAMETER=VALUE ...	to load the module with
#	# load: FILE			instead of /lab/ipcdiag.ko; none: no module
#	# allow: REGEX			lines of the kernel log that are no fault
#	# boot: OPTION...		of the kernel; it gets a boot of its own

set -u
DBG=/sys/kernel/debug/ipcdiag

fail()
{
	printf 'FAIL: %s\n' "$*" >&2
	exit 1
}

skip()
{
	printf '%s\n' "$*"
	exit 77
}

# load [PARAMETER=VALUE...]: load the module anew.
load()
{
	[[ ! -e /sys/module/ipcdiag ]] || unload
	insmod /lab/ipcdiag.ko "$@" || fail "insmod ipcdiag.ko $*"
}

unload()
{
	rmmod ipcdiag || fail "rmmod ipcdiag"
}

# refused COMMAND...: it must fail; what it prints is in $refusal.
refused()
{
	# shellcheck disable=SC2034 # for the case
	if refusal=$("$@" 2>&1); then
		fail "this was not refused: $*"
	fi
}

# equal WHAT IS EXPECTED
equal()
{
	[[ $2 == "$3" ]] || fail "$1 is '$2', not '$3'"
}

# wait_for SECONDS COMMAND...: until the command succeeds. On a kernel that takes
# longer by a factor, so may this.
wait_for()
{
	local end=$((SECONDS + $1 * ${LAB_SLOW:-1}))
	shift

	until "$@" >/dev/null 2>&1; do
		((SECONDS <= end)) || fail "this did not come about: $*"
		sleep 0.1
	done
}

# as USER COMMAND...
as()
{
	local user=$1
	shift

	setpriv --reuid="$user" --regid="$user" --init-groups -- "$@"
}

# snapshot: take one and check its first and last line; it is in ./snapshot.
snapshot()
{
	cat "$DBG/snapshot" >snapshot || fail "the snapshot cannot be read"
	[[ $(head -n 1 snapshot) == 'ipcdiag 1 '* ]] ||
		fail "the snapshot's first line: $(head -n 1 snapshot)"
	[[ $(tail -n 1 snapshot) == 'end '* ]] ||
		fail "the snapshot's last line: $(tail -n 1 snapshot)"
}

# line KIND ID [INUM]: the object's line in ./snapshot; INUM is that of its
# namespace, by default the initial one. Fails if there is not exactly one.
line()
{
	local kind=$1 id=$2 inum=${3:-} ns found

	ns=$(awk -v inum="$inum" '
		$1 == "ns" && (inum == "" ? / init=1 / : $0 ~ " inum=" inum " ") {
			sub(/.* id=/, " "); print $1
		}' snapshot)
	found=$(grep -E "^$kind ns=$ns id=$id " snapshot)
	[[ -n $ns && -n $found && $found != *$'\n'* ]] ||
		fail "not one line for $kind $id in namespace ${inum:-initial}: '$found'"
	printf '%s\n' "$found"
}

# value KEY LINE
value()
{
	local word

	for word in $2; do
		if [[ $word == "$1="* ]]; then
			printf '%s\n' "${word#*=}"
			return
		fi
	done
	fail "no $1 in: $2"
}

# judged KIND ID VERDICT [REASON...] [-- INUM]: what ./snapshot says of it.
judged()
{
	local kind=$1 id=$2 verdict=$3 inum='' l r
	shift 3
	local reasons=()

	while (($#)); do
		if [[ $1 == -- ]]; then
			inum=$2
			break
		fi
		reasons+=("$1")
		shift
	done
	l=$(line "$kind" "$id" "$inum") || exit
	[[ $(value verdict "$l") == "$verdict" ]] ||
		fail "$kind $id should be $verdict: $l"
	for r in "${reasons[@]}"; do
		[[ ,$(value reasons "$l"), == *",$r,"* ]] ||
			fail "$kind $id should have reason $r: $l"
	done
}
