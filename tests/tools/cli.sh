# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2034 # used by who reads this
#
# What all tests of the command line need; sourced with the binary as $1.
# IPCDIAG_MESSAGES: a file that gets all messages; see messages.

set -u
ipcdiag=$(realpath "$1")
cd "$(dirname "$0")" || exit
tmp=$(mktemp -d) || exit
trap 'rm -rf "$tmp"' EXIT
failed=0
esc=$'\033'
mixed=data/mixed.txt clean=data/clean.txt uses=data/uses.txt
verdicts=data/verdicts.txt

export LC_ALL=C.UTF-8 TZ=UTC TERM=xterm
unset NO_COLOR IPCDIAG_TEST_ROOT

# run WANTED ARGS...: output goes to $tmp/out, messages to $tmp/err.
run()
{
	local want=$1 status
	shift

	timeout 60 "$ipcdiag" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
	status=$?
	[[ -z ${IPCDIAG_MESSAGES-} ]] || cat "$tmp/err" >>"$IPCDIAG_MESSAGES"
	((status == want)) || {
		echo "# ipcdiag $*: exit status $status instead of $want"
		sed 's/^/# /' "$tmp/err"
		return 1
	}
}

has() { grep -qF -e "$1" "$tmp/out" || { echo "# no \"$1\" in the output"; return 1; }; }
hasnt() { ! grep -qF -e "$1" "$tmp/out" || { echo "# \"$1\" in the output"; return 1; }; }
says() { grep -qF -e "$1" "$tmp/err" || { echo "# no \"$1\" in the messages"; return 1; }; }
silent() { [[ ! -s $tmp/err ]] || { sed 's/^/# /' "$tmp/err"; return 1; }; }
empty() { [[ ! -s $tmp/out ]] || { echo "# there is output"; return 1; }; }

# wrong MESSAGE ARGS...: wrong usage, which is told so, and nothing else is done.
wrong()
{
	local message=$1
	shift

	run 2 "$@" && empty && says "$message" && says "Try ipcdiag" &&
		[[ $(wc -l <"$tmp/err") == 2 ]]
}

# json EXPRESSION...: are they true of the output, which is d?
json()
{
	python3 -c '
import json, sys
text = open(sys.argv[1], "rb").read().decode("utf-8")
d = json.loads(text)
for e in sys.argv[2:]:
    if not eval(e):
        sys.exit("# not so: " + e)
' "$tmp/out" "$@" 2>&1 | tail -n 1 | sed '/^#/!s/^/# /'
	return "${PIPESTATUS[0]}"
}

# t NAME FUNCTION
t()
{
	if ("$2"); then
		echo "ok - $1"
	else
		echo "not ok - $1"
		failed=1
	fi
	# What was not run by run().
	[[ -z ${IPCDIAG_MESSAGES-} || ! -s $tmp/err ]] ||
		cat "$tmp/err" >>"$IPCDIAG_MESSAGES"
}
