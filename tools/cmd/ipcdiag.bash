# SPDX-License-Identifier: GPL-2.0
# bash completion for ipcdiag(8). What may stand where is known to ipcdiag itself.

_ipcdiag()
{
	local line=$COMP_LINE words=() word before done_part quote='' candidate i
	local candidates=()

	# Readline splits words at = and :, which are parts of ours.
	line=${line#*"${COMP_WORDS[0]}"}
	for ((i = 1; i <= COMP_CWORD; i++)); do
		word=${COMP_WORDS[i]}
		before=$line
		if [[ -n $word ]]; then
			before=${line%%"$word"*}
			line=${line#*"$word"}
		fi
		if [[ -z $before && ${#words[@]} -gt 0 ]]; then
			words[-1]+=$word
		else
			words+=("$word")
		fi
	done
	word=${words[-1]}
	[[ $word != [\'\"]* ]] || quote=${word:0:1} word=${word:1}
	[[ -n $quote ]] || word=${word//\\/}
	words[-1]=$word

	COMPREPLY=()
	mapfile -t candidates < <(ipcdiag complete "${words[@]}" 2>/dev/null)
	if [[ ${candidates[0]-} == /* ]]; then
		mapfile -t COMPREPLY < <(compgen -f -- "${word#"${candidates[0]#/}"}")
		compopt -o filenames 2>/dev/null
		return
	fi
	# Of what is split, only the last part is replaced.
	done_part=${word%"${word##*[:=]}"}
	for candidate in "${candidates[@]}"; do
		[[ $candidate != *[:=,] ]] || compopt -o nospace 2>/dev/null
		candidate=${candidate#"$done_part"}
		# A process may have any name.
		[[ -n $quote || $candidate != *[!a-zA-Z0-9_:=,@./+-]* ]] ||
			printf -v candidate %q "$candidate"
		COMPREPLY+=("$candidate")
	done
}

complete -F _ipcdiag ipcdiag
