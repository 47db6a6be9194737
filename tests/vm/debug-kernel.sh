# shellcheck shell=bash
# SPDX-License-Identifier: GPL-2.0
#
# A kernel of our own, "debug", with KUnit and the sanitizers, which no stock
# kernel has. It is made from Debian's source of the guest's own kernel and
# tests/vm/debug.config, and kept in the cache in the shape that kernel_get()
# of lab.sh gives to a stock one.
#
# Sourced by lab.sh.

DEBUG_SERIES=6.1
DEBUG_RECIPE=1
DEBUG_PACKAGES="bc bison flex libelf-dev libssl-dev openssl pahole python3-minimal xz-utils"

# debug_kernel_get: sets K and KREL.
debug_kernel_get()
{
	local base extra source version key

	read -r _ base extra _ < <(awk -v n="$DEBUG_SERIES" \
		'!/^#/ && $1 == n' "$LAB/kernels")
	apt_lists "kernel-$DEBUG_SERIES" "$base" "$extra" ||
		die "no package lists for the debug kernel"
	source=linux-source-$DEBUG_SERIES
	version=$(apt_of "kernel-$DEBUG_SERIES" cache policy "$source" |
		awk '$1 == "Candidate:" { print $2 }')
	[[ ${version:-(none)} != '(none)' ]] || die "$base has no $source"
	key=$(cat "$LAB/debug.config" "$LAB/build.packages" \
		"$LAB/guest.packages" \
		<(printf '%s\n' "$LAB_RECIPE $DEBUG_RECIPE $DEBUG_PACKAGES $version") |
		sha256sum)
	K=$CACHE/kernel/debug-${version//[^0-9A-Za-z.+-]/_}-${key:0:12}
	if [[ ! -e $K/complete ]]; then
		mkdir -p "$CACHE/kernel"
		exec {DEBUG_LOCK}>"$CACHE/kernel/debug.lock"
		flock "$DEBUG_LOCK"
		if [[ ! -e $K/complete ]]; then
			rm -rf --one-file-system "$CACHE"/kernel/debug-*
			debug_kernel_make "$base" "$source" "$version"
		fi
		exec {DEBUG_LOCK}>&-
	fi
	# shellcheck disable=SC2034 # for the caller
	KREL=$(<"$K/release")
}

debug_kernel_make()
{
	local base=$1 source=$2 version=$3 tmp=$CACHE/kernel/debug-tmp

	mkdir -p "$tmp"
	LAB_TMP+=("$tmp")
	step "kernel debug: build root" bootstrap "$base" \
		"$CACHE/apt/kernel-$DEBUG_SERIES/sources.list" "$tmp/root" \
		"$(list "$LAB/build.packages") $DEBUG_PACKAGES" ||
		die "no build root for the debug kernel"
	step "kernel debug: $source $version" \
		debug_kernel_source "$tmp" "$source" "$version" ||
		die "the source of the debug kernel could not be had"
	step "kernel debug: configuration" debug_kernel_configure "$tmp" ||
		die "the debug kernel could not be configured"
	step "kernel debug: build (6 minutes on two idle cores)" in_root \
		"$tmp/root" "$tmp/root/usr/src/linux" \
		"make -s -j$(nproc) bzImage modules_prepare modules" ||
		die "the debug kernel could not be built"
	step "kernel debug: image and headers" debug_kernel_pack "$tmp" ||
		die "the debug kernel could not be prepared"
	touch "$tmp/complete"
	mv "$tmp" "$K"
}

debug_kernel_source()
(
	mkdir -p "$1/deb" "$1/root/usr/src/linux" && cd "$1/deb" &&
		apt_of "kernel-$DEBUG_SERIES" get -q download "$2=$3" || exit
	dpkg-deb --fsys-tarfile ./*.deb | tar -x "./usr/src/$2.tar.xz" &&
		tar -C "$1/root/usr/src/linux" --strip-components=1 \
			-xf "usr/src/$2.tar.xz" && rm -r "$1/deb"
)

# Every line of debug.config must have been accepted.
debug_kernel_configure()
{
	local dir=$1/root/usr/src/linux line name missing=0

	# failslab chooses by call site. x86-64 was left out for want of an
	# unwinder, until 6.2; with frame pointers it has one.
	sed -i '/^config FAULT_INJECTION_STACKTRACE_FILTER/,/^config/ {
		/depends on !X86_64/d
	}' "$dir/lib/Kconfig.debug"
	cp "$LAB/debug.config" "$dir/lab.config"
	in_root "$1/root" "$dir" \
		"make KCONFIG_ALLCONFIG=lab.config allnoconfig" || return
	while IFS= read -r line; do
		case $line in
		'# CONFIG_'*' is not set')
			name=${line#\# }
			grep -q "^${name%% *}=" "$dir/.config" || continue
			;;
		CONFIG_*)
			grep -qxF "$line" "$dir/.config" && continue
			;;
		*) continue ;;
		esac
		echo "not accepted: $line"
		missing=1
	done <"$LAB/debug.config"
	return "$missing"
}

# What modules are built with stays; what only the kernel was made of goes.
debug_kernel_pack()
(
	tmp=$1 dir=$1/root/usr/src/linux
	in_root "$tmp/root" "$dir" "make -s kernelrelease" >"$tmp/release"
	rel=$(<"$tmp/release")
	# For the case lockdown: what signs modules, and a key this kernel trusts.
	test -n "$rel" && test -x "$dir/scripts/sign-file" &&
		test -s "$dir/certs/signing_key.pem" &&
		test -s "$dir/certs/signing_key.x509" &&
		cp "$dir/arch/x86/boot/bzImage" "$tmp/vmlinuz" &&
		cp "$dir/System.map" "$tmp/" &&
		mkdir -p "$tmp/root/lib/modules/$rel" "$tmp/mods/$rel" \
			"$tmp/initramfs/mod" &&
		ln -sfn /usr/src/linux "$tmp/root/lib/modules/$rel/build" &&
		cp "$dir/modules.builtin" "$dir/modules.builtin.modinfo" \
			"$dir/modules.order" "$tmp/root/lib/modules/$rel/" &&
		chroot "$tmp/root" depmod "$rel" &&
		cp "$tmp/root/lib/modules/$rel"/modules.* "$tmp/mods/$rel/" ||
		exit
	rm -f "$dir"/vmlinux* "$dir"/.tmp_vmlinux* "$dir/arch/x86/boot/bzImage"
	find "$dir" -path "$dir/scripts" -prune -o -path "$dir/tools" -prune \
		-o \( -name '*.o' -o -name '*.a' -o -name '.*.cmd' \) -type f \
		-delete
	rm -rf "$dir/Documentation" "$dir/drivers" "$dir/sound" "$dir/fs"
	make_image "$tmp/modules.img" "$tmp/mods" 16 &&
		cp "$GUEST/busybox" "$tmp/initramfs/busybox" &&
		pack "$tmp/initramfs" "$tmp/initramfs.cpio" || exit
	rm -rf "$tmp/mods" "$tmp/initramfs"
)

# debug_payload DIRECTORY: what the cases of tests/vm/debug need beside the
# module: its code to be read, and the module signed by the kernel's key, signed
# by a key that nobody knows, and altered after it was signed.
debug_payload()
{
	# shellcheck disable=SC2016 # for the inner shell to expand
	in_root "$K/root" "$RUN/src" '
		set -e
		sign="/usr/src/linux/scripts/sign-file sha256"
		own=/usr/src/linux/certs/signing_key
		# It is loaded often, and what is not needed takes long.
		strip --strip-debug ipcdiag.ko
		objdump -drt --no-show-raw-insn ipcdiag.ko >ipcdiag.dis
		openssl req -new -x509 -newkey rsa:2048 -nodes -batch -days 1 \
			-subj /CN=stranger -keyout stranger.pem \
			-outform DER -out stranger.x509
		mkdir signed
		$sign $own.pem $own.x509 ipcdiag.ko signed/ipcdiag.ko
		$sign stranger.pem stranger.x509 ipcdiag.ko signed/stranger.ko
		LC_ALL=C sed "s/System V IPC diagnostics/System W IPC diagnostics/" signed/ipcdiag.ko \
			>signed/altered.ko
		' || return
	cp -r "$RUN/src/ipcdiag.ko" "$RUN/src/ipcdiag.dis" "$RUN/src/signed" \
		"$1/"
}
