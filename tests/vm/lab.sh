# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# The parts of a test machine: kernel, guest, what is built for them, QEMU.
# Everything that takes long is kept in $CACHE, keyed by what it was made from:
#
#	apt/NAME/	package lists, of which the newest kernel is read
#	kernel/KEY/	a build root with headers and compiler, vmlinuz, the
#			kernel's modules as a disk image, its initramfs
#	guest/KEY/	the guest's root file system
#
# Source tests/lib.sh first.

LAB=$TOP/tests/vm
# The kernel of the guest's own release: its build root makes the reader.
GUEST_KERNEL=6.1
GUEST_RELEASE=bookworm
# Raise it when what is kept in the cache changes shape.
LAB_RECIPE=1

# shellcheck source=tests/vm/debug-kernel.sh
. "$LAB/debug-kernel.sh"

KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

lab_packages()
{
	need_packages mmdebstrap debian-archive-keyring qemu-system-x86 \
		cpio e2fsprogs xz-utils
}

# list FILE: its words, without comments.
list()
{
	sed 's/#.*//' "$1" | xargs
}

# --- Debian's archive -------------------------------------------------------

# mirror debian|debian-security: the address of that archive that this machine
# itself uses.
mirror()
{
	local want=$1 uri

	if [[ -n ${IPCDIAG_MIRROR:-} ]]; then
		printf '%s\n' "${IPCDIAG_MIRROR%/}/$want"
		return
	fi
	while read -r uri; do
		case $uri in
		mirror+file:*)
			uri=$(awk '$1 ~ /:/ { print $1; exit }' \
				"/${uri#mirror+file:}" 2>/dev/null)
			;;
		esac
		uri=${uri%/}
		if [[ $uri == */"$want" ]]; then
			printf '%s\n' "$uri"
			return
		fi
	done < <(apt-get indextargets --no-release-info \
		--format "\$(REPO_URI)" 'Created-By: Packages' | sort -u)
	return 1
}

# sources BASE EXTRA: lines for sources.list.
sources()
{
	local base=$1 suite main security

	main=$(mirror debian) ||
		die "no Debian mirror in apt's sources; set IPCDIAG_MIRROR to the address that has debian/ below it"
	for suite in "$base" ${2//,/ }; do
		case $suite in
		-) continue ;;
		*-security)
			security=$(mirror debian-security) ||
				security=$main-security
			echo "deb [signed-by=$KEYRING] $security $suite main"
			;;
		*) echo "deb [signed-by=$KEYRING] $main $suite main" ;;
		esac
	done
}

# apt_of NAME COMMAND...: apt-COMMAND with package lists of our own.
apt_of()
{
	local dir=$CACHE/apt/$1 command=$2
	shift 2

	"apt-$command" -o Dir::Etc::sourcelist="$dir/sources.list" \
		-o Dir::Etc::sourceparts="$dir/none" \
		-o Dir::Etc::preferences="$dir/none" \
		-o Dir::Etc::preferencesparts="$dir/none" -o Dir::State="$dir" \
		-o Dir::State::status="$dir/status" -o Dir::Cache="$dir" \
		-o APT::Architecture=amd64 -o APT::Architectures=amd64 \
		-o APT::Sandbox::User=root -o Acquire::Languages=none \
		-o Acquire::Retries=2 "$@"
}

# apt_lists NAME BASE EXTRA: have package lists, not older than a day if the
# archive can be reached. Fails if there are none at all.
apt_lists()
{
	local dir=$CACHE/apt/$1 lock status

	mkdir -p "$dir/lists/partial" "$dir/archives/partial" "$dir/none"
	exec {lock}>"$dir/lock"
	flock "$lock"
	apt_lists_locked "$@"
	status=$?
	exec {lock}>&-
	return "$status"
}

apt_lists_locked()
{
	local dir=$CACHE/apt/$1

	: >"$dir/status"
	sources "$2" "$3" >"$dir/sources.list.new" || return
	if ! cmp -s "$dir/sources.list.new" "$dir/sources.list"; then
		rm -f "$dir/updated"
		mv "$dir/sources.list.new" "$dir/sources.list"
	fi
	[[ -n $(find "$dir/updated" -mmin -1440 2>/dev/null) ]] && return
	if step "$1: package lists" apt_update "$1"; then
		touch "$dir/updated"
	elif grep -q 'does not have a Release file' "$dir/update.log"; then
		say "the archive does not have these suites any more: $2 $3"
		exit 77
	elif [[ -e $dir/updated ]]; then
		say "the archive cannot be reached; going on with what is here"
	else
		return 1
	fi
}

apt_update()
{
	apt_of "$1" get -q update -o APT::Update::Error-Mode=any 2>&1 |
		tee "$CACHE/apt/$1/update.log"
	return "${PIPESTATUS[0]}"
}

# --- kernels ----------------------------------------------------------------

kernel_names()
{
	awk '!/^#/ && NF { print $1 }' "$LAB/kernels"
}

# kernel_get NAME: sets K (its directory in the cache) and KREL (its release).
# Exits with 77 if the archive does not offer that kernel any more.
kernel_get()
{
	local name=$1 base extra from flavour image version key

	if [[ $name == debug ]]; then
		debug_kernel_get
		return
	fi
	read -r _ base extra from flavour < <(awk -v n="$name" \
		'!/^#/ && $1 == n' "$LAB/kernels")
	[[ -n ${flavour:-} ]] ||
		die "no kernel '$name' in tests/vm/kernels; there are:" \
			"$(kernel_names | xargs)"
	apt_lists "kernel-$name" "$base" "$extra" ||
		die "no package lists for kernel $name"
	read -r image version < <(kernel_newest "$name" "$from" "$flavour")
	if [[ -z ${version:-} ]]; then
		say "the archive does not offer linux-image-$flavour in $base any more"
		exit 77
	fi
	KREL=${image#linux-image-}
	key=$(cat "$LAB/build.packages" "$LAB/guest.packages" \
		<(printf '%s\n' "$LAB_RECIPE $base $image $version") |
		sha256sum)
	K=$CACHE/kernel/$name-${version//[^0-9A-Za-z.+-]/_}-${key:0:12}
	[[ -e $K/complete ]] && return
	mkdir -p "$CACHE/kernel"
	exec {KERNEL_LOCK}>"$CACHE/kernel/lock"
	flock "$KERNEL_LOCK"
	if [[ ! -e $K/complete ]]; then
		rm -rf --one-file-system "$CACHE/kernel/$name"-[0-9]* \
			"$CACHE/kernel/$name-tmp"
		kernel_make "$name" "$base" "$image" "$version"
	fi
	exec {KERNEL_LOCK}>&-
}

# kernel_newest NAME FROM FLAVOUR: the image package and its version.
kernel_newest()
{
	local name=kernel-$1 meta=linux-image-$3 option=() version

	[[ $2 == - ]] || option=(-t "$2")
	version=$(apt_of "$name" cache "${option[@]}" policy "$meta" |
		awk '$1 == "Candidate:" { print $2 }')
	[[ ${version:-(none)} != '(none)' ]] || return
	apt_of "$name" cache show "$meta=$version" |
		sed -n 's/^Depends:.*\(linux-image-[^ ]*\) (= \([^)]*\)).*/\1 \2/p' |
		head -n 1
}

kernel_make()
{
	local name=$1 base=$2 image=$3 version=$4 part debs tmp

	tmp=$CACHE/kernel/$name-tmp
	mkdir -p "$tmp/debs" "$tmp/image"
	LAB_TMP+=("$tmp")
	step "kernel $name: build root for $KREL" bootstrap "$base" \
		"$CACHE/apt/kernel-$name/sources.list" "$tmp/root" \
		"$(list "$LAB/build.packages") linux-headers-$KREL" ||
		die "no build root for kernel $name"
	# 7.x: the image is empty and depends on the parts.
	debs=("$image=$version")
	while read -r part; do
		debs+=("$part=$version")
	done < <(apt_of "kernel-$name" cache depends "$image=$version" |
		sed -n 's/.*Depends: \(linux-\(binary\|modules\)-.*\)/\1/p')
	step "kernel $name: image" kernel_download "$tmp" "$name" "${debs[@]}" ||
		die "kernel $name could not be had"
	step "kernel $name: modules and initramfs" kernel_pack "$tmp" ||
		die "kernel $name could not be prepared"
	rm -rf "$tmp/debs" "$tmp/image"
	touch "$tmp/complete"
	mv "$tmp" "$K"
}

# Here and below, "set -e" would be of no use: bash ignores it in whatever is
# called on the left of "||".
kernel_download()
(
	tmp=$1 name=$2
	shift 2
	cd "$tmp/debs" && apt_of "kernel-$name" get -q download "$@" || exit
	for deb in *.deb; do
		dpkg -x "$deb" "$tmp/image" || exit
	done
)

# The kernel, its modules on a disk of their own, and an initramfs with no more
# than it takes to mount the disks.
kernel_pack()
(
	tmp=$1
	find "$tmp/image" -name 'vmlinuz*' -type f -exec cp {} "$tmp/vmlinuz" \;
	modules=$(find "$tmp/image" -type d -path "*/modules/$KREL" | head -n 1)
	test -s "$tmp/vmlinuz" && test -n "$modules" &&
		cp -a "$modules/." "$tmp/root/lib/modules/$KREL/" &&
		chroot "$tmp/root" depmod "$KREL" &&
		mkdir -p "$tmp/mods/$KREL" "$tmp/initramfs/mod" || exit
	(
		set -o pipefail
		tar -C "$tmp/root/lib/modules/$KREL" --exclude=./build \
			--exclude=./source -c . | tar -C "$tmp/mods/$KREL" -x
	) && make_image "$tmp/modules.img" "$tmp/mods" 32 || exit
	n=10
	while read -r word path _; do
		[[ $word == insmod ]] || continue
		out=$tmp/initramfs/mod/$n-${path##*/}
		case $path in
		*.xz) xz -dc "$tmp/root$path" >"${out%.xz}" ;;
		*) cp "$tmp/root$path" "$out" ;;
		esac || exit
		n=$((n + 1))
	done < <(for m in virtio_pci virtio_blk ext4; do
		chroot "$tmp/root" modprobe --set-version "$KREL" \
			--show-depends "$m" || true
	done | awk '!seen[$0]++')
	cp "$GUEST/busybox" "$tmp/initramfs/busybox" &&
		pack "$tmp/initramfs" "$tmp/initramfs.cpio" || exit
	rm -rf "$tmp/mods" "$tmp/initramfs" \
		"$tmp/root/lib/modules/$KREL/kernel"
)

# pack DIRECTORY FILE: as an initramfs, padded so that another can follow.
pack()
{
	(cd "$1" && find . | sort | cpio -o -H newc -R 0:0 --quiet) >"$2" &&
		truncate -s %512 "$2"
}

# make_image FILE DIRECTORY MIB: ext4 with what is in it and MIB to spare.
make_image()
{
	local kib

	kib=$(du -sk --apparent-size "$2" | cut -f 1)
	truncate -s "$((kib * 12 / 10240 + $3))M" "$1"
	mkfs.ext4 -q -F -O '^has_journal' -E lazy_itable_init=0 -m 0 -d "$2" "$1"
}

# bootstrap SUITE SOURCES DIRECTORY PACKAGES [HOOK]: a Debian root. In a mount
# and pid namespace of its own: whatever happens, nothing stays mounted.
bootstrap()
{
	local until

	# As for this machine itself, whose mirror may lag behind.
	until=$(apt-config dump --format '%v' Acquire::Check-Valid-Until)
	unshare --mount --pid --fork --kill-child --mount-proc \
		mmdebstrap --mode=root --variant=minbase --format=directory \
		--architectures=amd64 \
		--aptopt='APT::Install-Recommends "false"' \
		--aptopt="Acquire::Check-Valid-Until \"${until:-true}\"" \
		--include="${4// /,}" ${5:+--customize-hook="$5"} \
		"$1" "$3" "$2"
}

# in_root ROOT DIRECTORY COMMAND: run a shell command in a build root, with
# DIRECTORY at /build.
in_root()
{
	# shellcheck disable=SC2016 # the inner shell expands these
	unshare --mount --pid --fork --kill-child sh -c '
		set -e
		mkdir -p "$1/build"
		mount -t proc proc "$1/proc"
		mount --bind "$2" "$1/build"
		exec chroot "$1" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
			LC_ALL=C.UTF-8 HOME=/build sh -c "cd /build && $3"
		' sh "$1" "$2" "$3"
}

# --- guest ------------------------------------------------------------------

# guest_get: sets GUEST (its directory in the cache).
guest_get()
{
	local key tmp

	key=$(cat "$LAB/guest.packages" "$LAB/guest/customize" \
		<(echo "$LAB_RECIPE $GUEST_RELEASE") | sha256sum)
	GUEST=$CACHE/guest/${key:0:16}
	[[ -e $GUEST/complete ]] && return
	mkdir -p "$CACHE/guest"
	exec {GUEST_LOCK}>"$CACHE/guest/lock"
	flock "$GUEST_LOCK"
	if [[ ! -e $GUEST/complete ]]; then
		rm -rf --one-file-system "${CACHE:?}/guest"/*/
		tmp=$CACHE/guest/tmp
		mkdir -p "$tmp"
		LAB_TMP+=("$tmp")
		sources "$GUEST_RELEASE" "$GUEST_RELEASE-security" \
			>"$tmp/sources.list" || exit
		step "guest: Debian $GUEST_RELEASE" bootstrap \
			"$GUEST_RELEASE" "$tmp/sources.list" "$tmp/root" \
			"$(list "$LAB/guest.packages")" "$LAB/guest/customize" ||
			die "no guest"
		cp "$tmp/root/bin/busybox" "$tmp/busybox"
		step "guest: disk image" make_image "$tmp/root.img" \
			"$tmp/root" 400 || die "no guest"
		rm -rf --one-file-system "$tmp/root"
		touch "$tmp/complete"
		mv "$tmp" "$GUEST"
	fi
	exec {GUEST_LOCK}>&-
}

# --- what is tested ---------------------------------------------------------

# run_dir: sets RUN, a directory for this run alone.
run_dir()
{
	mkdir -p "$CACHE/run" "$CACHE/log"
	find "$CACHE/run" "$CACHE/log" -mindepth 1 -maxdepth 1 -mtime +7 \
		-exec rm -rf --one-file-system {} +
	RUN=$(mktemp -d "$CACHE/run/XXXXXX")
	LAB_TMP+=("$RUN")
}

# copy_tree DIRECTORY: the sources, without anything that was built.
copy_tree()
{
	mkdir -p "$1"
	tar -C "$TOP" --exclude=./.git --exclude='*.o' --exclude='*.o.d' --exclude='*.ko' \
		--exclude='*.cmd' --exclude='*.mod' --exclude='*.mod.c' \
		--exclude=Module.symvers --exclude=modules.order \
		--exclude=./tools/ipcdiag --no-same-owner -c . |
		tar -C "$1" -x --no-same-owner
}

# take_modules PAYLOAD: boot with the modules in IPCDIAG_MODULES, which is like
# /lib/modules, and test the one that DKMS installed there; for tests/vm/dkms.
take_modules()
{
	local file

	(cd "$IPCDIAG_MODULES" && sha256sum "$KREL"/updates/dkms/ipcdiag.ko*) \
		>"$1/dkms" || return
	file=$IPCDIAG_MODULES/$(sed 's/^[^ ]*  //' "$1/dkms")
	case $file in
	*.ko.xz) xz -dc "$file" >"$RUN/src/ipcdiag.ko" || return ;;
	*.ko) cp "$file" "$RUN/src/ipcdiag.ko" || return ;;
	*) die "not one module, or compressed in a strange way: $file" ;;
	esac
	make_image "$RUN/modules.img" "$IPCDIAG_MODULES" 32
}

# build_all: module, reader and helpers for the kernel in K, into $RUN/payload.
build_all()
{
	local pay=$RUN/payload kroot=$K/root groot h rel=$KREL

	copy_tree "$RUN/src"
	mkdir -p "$pay/bin"
	if [[ -n ${IPCDIAG_MODULES:-} ]]; then
		step "the modules in $IPCDIAG_MODULES" take_modules "$pay" ||
			die "no module of DKMS for $rel"
	else
		step "build: module for $rel" in_root "$kroot" "$RUN/src" \
			"make module KDIR=/lib/modules/$rel/build" ||
			die "the module does not build for $rel"
	fi
	cp "$RUN/src/ipcdiag.ko" "$pay/ipcdiag.ko"
	[[ ! -e $RUN/src/ipcdiag_kunit.ko ]] ||
		cp "$RUN/src/ipcdiag_kunit.ko" "$pay/ipcdiag_kunit.ko"
	if [[ $KERNEL != "$GUEST_KERNEL" ]]; then
		local keep_k=$K keep_rel=$KREL
		kernel_get "$GUEST_KERNEL"
		groot=$K/root K=$keep_k KREL=$keep_rel
	else
		groot=$kroot
	fi
	# shellcheck disable=SC2016 # for the inner shell to expand
	step "build: reader and helpers" in_root "$groot" "$RUN/src" '
		set -e
		make tools
		for c in tests/vm/helpers/*.c; do
			flags=$(sed -n "s/^ \* flags: //p" $c)
			gcc -std=gnu11 -O1 -g -Wall -Wextra -Werror -pthread \
				$flags -o ${c%.c} $c
		done' || die "the reader or a helper does not build"
	cp "$RUN/src/tools/ipcdiag" "$pay/bin/"
	for h in "$RUN"/src/tests/vm/helpers/*.c; do
		cp "${h%.c}" "$pay/bin/"
	done
	cp -a "$RUN/src/tests/vm/cases" "$RUN/src/tests/vm/guest" \
		"$RUN/src/tests/vm/harm" "$pay/"
	if [[ $KERNEL == debug ]]; then
		cp -a "$RUN/src/tests/vm/debug/." "$pay/cases/"
		step "build: signed modules" debug_payload "$pay" ||
			die "the module cannot be signed"
	fi
	mkdir -p "$pay/docs"
	cp -a "$RUN/src/docs/." "$RUN/src/README.md" "$pay/docs/"
}

# build_mutants NAME...: modules that lack a condition of the verdicts, after
# build_all; see tests/vm/harm/mutants. Without names, all of them.
build_mutants()
{
	local src=$RUN/src pay=$RUN/payload name file script worlds

	mkdir -p "$pay/mutants"
	while IFS=$'\t' read -r name file script worlds; do
		[[ $name != '#'* && $worlds != '='* ]] || continue
		(($# == 0)) || [[ " $* " == *" $name "* ]] || continue
		cp "$src/$file" "$RUN/whole"
		sed -i "$script" "$src/$file"
		! cmp -s "$src/$file" "$RUN/whole" ||
			die "mutant $name: nothing to change in $file"
		step "build: mutant $name" in_root "$K/root" "$src" \
			"make module KDIR=/lib/modules/$KREL/build" ||
			die "mutant $name does not build"
		cp "$src/ipcdiag.ko" "$pay/mutants/$name.ko"
		cp "$RUN/whole" "$src/$file"
	done <"$LAB/harm/mutants"
}

# --- QEMU -------------------------------------------------------------------

# accel_get: sets ACCEL, QEMU's options for the machine and processors, and
# ACCEL_NAME, as IPCDIAG_ACCEL says (see tests/vm/run --help).
#
# Where they are emulated, one thread does it for both in turns. With a thread
# for each, QEMU before 8.1 now and then runs what the kernel has long patched:
# "int3: 0000" where there is no breakpoint, and the guest is lost. cmpxchg16b is
# not safe to use there either. Without fast string instructions the kernel does
# not clear its pages byte by byte, which takes a fifth of the time.
# shellcheck disable=SC2034 # for the caller
accel_get()
{
	local mark id how=${IPCDIAG_ACCEL:-kvm-or-tcg}
	local kvm=(-M q35 -accel kvm -cpu host -smp 2)

	ACCEL=(-M q35 -cpu 'max,-cx16,-erms,-fsrm' -accel)
	ACCEL_NAME=${how#kvm-or-}
	[[ $how != kvm-or-mttcg ]] || qemu_is 8 1 || ACCEL_NAME=tcg
	case $ACCEL_NAME in
	kvm) ACCEL=("${kvm[@]}") ;;
	tcg) ACCEL+=('tcg,thread=single' -smp 2) ;;
	mttcg) ACCEL+=('tcg,thread=multi' -smp 2) ;;
	# Of one processor: two would count each other's.
	icount) ACCEL+=('tcg,thread=single' -smp 1 -icount 'shift=0,sleep=off') ;;
	*) die "IPCDIAG_ACCEL is $how; see tests/vm/run --help" ;;
	esac
	[[ $how == kvm-or-* && -w /dev/kvm ]] || return 0

	# Some machines have a /dev/kvm that hangs: try it once per boot.
	id=$(cat /proc/sys/kernel/random/boot_id; qemu-system-x86_64 --version)
	id=$(sha256sum <<<"$id")
	mark=$CACHE/kvm-${id:0:16}
	if [[ ! -e $mark ]]; then
		rm -f "$CACHE"/kvm-*
		if kvm_probe; then
			echo yes >"$mark"
		else
			echo no >"$mark"
		fi
	fi
	if [[ $(<"$mark") == yes ]]; then
		ACCEL=("${kvm[@]}") ACCEL_NAME=kvm
	fi
}

# qemu_is MAJOR MINOR: is QEMU of this version, or newer?
qemu_is()
{
	local major minor

	read -r major minor < <(qemu-system-x86_64 --version |
		sed -nE 's/.*version ([0-9]+)\.([0-9]+).*/\1 \2/p')
	((major > $1 || (major == $1 && minor >= $2)))
}

kvm_probe()
{
	mkdir -p "$RUN/probe"
	cat >"$RUN/probe/init" <<-'END'
		#!/busybox sh
		/busybox mount -t devtmpfs dev /dev
		echo kvm-works >/dev/ttyS1
		/busybox poweroff -f
	END
	chmod +x "$RUN/probe/init"
	pack "$RUN/probe" "$RUN/probe.cpio"
	cat "$K/initramfs.cpio" "$RUN/probe.cpio" >"$RUN/probe.initrd"
	say "trying KVM ..."
	background timeout -k 1 15 qemu-system-x86_64 -M q35 -accel kvm \
		-cpu host -smp 2 -m 512 -nodefaults -display none -no-reboot \
		-kernel "$K/vmlinuz" -initrd "$RUN/probe.initrd" \
		-append "panic=-1 quiet" -serial null \
		-serial "file:$RUN/probe.out" >/dev/null 2>&1 </dev/null
	wait "$BG_PID" 2>/dev/null
	forget_pid "$BG_PID"
	if grep -q kvm-works "$RUN/probe.out" 2>/dev/null; then
		say "KVM works here"
		return
	fi
	say "KVM does not work here: emulating the processor"
	return 1
}

# qemu_args MODE OPTIONS...: sets QEMU, the command that boots the guest. MODE
# and OPTIONS are for tests/vm/guest/init.
qemu_args()
{
	local mode=$1 modules=$K/modules.img
	shift

	[[ ! -e $RUN/modules.img ]] || modules=$RUN/modules.img
	cp "$LAB/guest/initramfs" "$RUN/payload/initramfs"
	rm -rf "$RUN/initramfs"
	mkdir -p "$RUN/initramfs"
	mv "$RUN/payload" "$RUN/initramfs/payload"
	mv "$RUN/initramfs/payload/initramfs" "$RUN/initramfs/init"
	chmod +x "$RUN/initramfs/init"
	pack "$RUN/initramfs" "$RUN/payload.cpio"
	mv "$RUN/initramfs/payload" "$RUN/payload"
	cat "$K/initramfs.cpio" "$RUN/payload.cpio" >"$RUN/initrd"
	# shellcheck disable=SC2034 # for the caller
	QEMU=(env "TMPDIR=$RUN" qemu-system-x86_64 "${ACCEL[@]}"
		-m "${IPCDIAG_MEM:-2048}" -nodefaults -display none -no-reboot
		-kernel "$K/vmlinuz" -initrd "$RUN/initrd"
		-append "console=ttyS0 panic=-1 oops=panic no_timer_check log_buf_len=8M lab.mode=$mode $*"
		-drive "file=$GUEST/root.img,format=raw,if=virtio,snapshot=on,cache=unsafe"
		-drive "file=$modules,format=raw,if=virtio,snapshot=on,cache=unsafe")
}
