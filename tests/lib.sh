# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# What the test scripts share: messages, steps with progress, packages, root,
# and an orderly end. Source it from bash after setting TOP, the top directory.

CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/ipcdiag
export LC_ALL=C.UTF-8
# Not those of the make that may have started this.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES

# Directories to remove and processes to end when the script ends, however
# that comes about.
LAB_TMP=()
LAB_PIDS=()

say()
{
	printf '%s\n' "$*" >&2
}

die()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
	exit 1
}

# Private: run by the traps below.
lab_end()
{
	local status=$? pid i

	trap '' INT TERM HUP
	trap - EXIT
	for pid in "${LAB_PIDS[@]}"; do
		# A group of its own, or one process of ours (tests/vm/shell).
		kill -0 -- "-$pid" 2>/dev/null && pid=-$pid
		kill -TERM -- "$pid" 2>/dev/null || continue
		for ((i = 0; i < 100; i++)); do
			kill -0 -- "$pid" 2>/dev/null || break
			sleep 0.1
		done
		kill -KILL -- "$pid" 2>/dev/null
		wait "${pid#-}" 2>/dev/null
	done
	((${#LAB_TMP[@]} == 0)) || rm -rf --one-file-system "${LAB_TMP[@]}"
	exit "$status"
}

lab_traps()
{
	trap lab_end EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	trap 'exit 129' HUP
}

# background COMMAND...: start it in a process group of its own, which is ended
# with the script; sets BG_PID.
background()
{
	set -m
	"$@" &
	BG_PID=$!
	set +m
	LAB_PIDS+=("$BG_PID")
}

# forget_pid PID: it has ended, do not kill whoever has the number next.
forget_pid()
{
	local pid left=()

	for pid in "${LAB_PIDS[@]}"; do
		[[ $pid == "$1" ]] || left+=("$pid")
	done
	LAB_PIDS=("${left[@]}")
}

# need_root "$@": go on as root, through sudo if it does not ask for a password.
need_root()
{
	((EUID)) || return 0
	if sudo -n true 2>/dev/null; then
		exec sudo -n env ${XDG_CACHE_HOME:+XDG_CACHE_HOME="$XDG_CACHE_HOME"} \
			${IPCDIAG_ACCEL:+IPCDIAG_ACCEL="$IPCDIAG_ACCEL"} \
			${IPCDIAG_LOADS:+IPCDIAG_LOADS="$IPCDIAG_LOADS"} \
			${IPCDIAG_BENCH:+IPCDIAG_BENCH="$IPCDIAG_BENCH"} \
			${IPCDIAG_MIRROR:+IPCDIAG_MIRROR="$IPCDIAG_MIRROR"} \
			"$0" "$@"
	fi
	die "must run as root: use sudo"
}

# need_packages PACKAGE...: install those that are missing.
need_packages()
{
	local p missing=()

	for p in "$@"; do
		[[ $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null) == \
			*' installed' ]] || missing+=("$p")
	done
	((${#missing[@]})) || return 0
	say "installing with apt: ${missing[*]}"
	export DEBIAN_FRONTEND=noninteractive
	# Package lists may be missing, or so old that the archive has moved on.
	if apt-get -q -s --no-install-recommends install "${missing[@]}" \
		>/dev/null 2>&1 && apt_install "${missing[@]}"; then
		return
	fi
	step "apt-get update" apt-get -q update ||
		die "apt-get update failed"
	apt_install "${missing[@]}" ||
		die "these packages could not be installed: ${missing[*]}"
}

apt_install()
{
	step "apt-get install" apt-get -q -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 install "$@"
}

# step TITLE COMMAND...: run a command that takes long, with its output in a
# log and a sign of life on stderr. On failure the log's end is shown.
step()
{
	local title=$1 log pid status start=$SECONDS shown=0 tty=0
	shift

	mkdir -p "$CACHE/log"
	log=$(mktemp "$CACHE/log/step.XXXXXX")
	[[ -t 2 ]] && tty=1
	background "$@" >"$log" 2>&1 </dev/null
	pid=$BG_PID
	((tty)) || say "$title ..."
	while kill -0 "$pid" 2>/dev/null; do
		if ((tty)); then
			printf '\r\033[K%s ... %ds' "$title" \
				$((SECONDS - start)) >&2
		elif ((SECONDS - start >= shown + 20)); then
			shown=$((SECONDS - start))
			say "$title ... ${shown}s"
		fi
		sleep 0.2
	done
	wait "$pid"
	status=$?
	forget_pid "$pid"
	((tty)) && printf '\r\033[K' >&2
	if ((status)); then
		say "$title: failed (exit status $status); the end of its output:"
		tail -n 25 "$log" | sed 's/^/    /' >&2
		say "all of it: $log"
	else
		say "$title: done in $((SECONDS - start)) s"
		rm -f "$log"
	fi
	return "$status"
}

# The sum that every part ends with, as "PASSED FAILED SKIPPED".
count_sum()
{
	sed -nE 's/^([0-9]+) passed, ([0-9]+) failed(, ([0-9]+) skipped)?$/\1 \2 0\4/p' |
		tail -n 1
}

# commit: what is tested, for the record.
commit()
{
	git -c safe.directory='*' -C "$TOP" describe --always --dirty \
		2>/dev/null || echo unknown
}
