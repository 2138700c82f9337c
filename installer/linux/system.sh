#!/bin/sh
# The system's own libraries and Python: installed where we may, else the exact line to run.
set -eu
# shellcheck source=installer/linux/common.sh
. "$(dirname "$0")/common.sh"

# What the window system of PySide6 loads, and the Debian package that brings it.
libraries='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libglib-2.0.so.0 libglib2.0-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xkb.so.1 libxcb-xkb1
libX11-xcb.so.1 libx11-xcb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libcups.so.2 libcups2
'

# The locked PySide6 is built for this C library and newer ones.
case "$(uname -m)" in aarch64) oldest=39 ;; *) oldest=34 ;; esac
library=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d. -f2)
[ "${library:-0}" -ge "$oldest" ] ||
    fail "本系统的 C 库是 glibc 2.${library:-?}，程序需要 2.$oldest 或更新，请换用 Debian 12 或更新的系统。"

missing_packages() {
    "$here/python.sh" >/dev/null || printf 'python3\npython3-venv\n'
    known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    printf '%s' "$libraries" | while read -r library package; do
        case "$known" in
            *"$library"*) ;;
            *) test -z "$library" || printf '%s\n' "$package" ;;
        esac
    done
}

missing=$(missing_packages | tr '\n' ' ')
[ -n "$missing" ] || exit 0
missing=${missing% }

line="apt-get update && apt-get install -y --no-install-recommends $missing"
if ! command -v apt-get >/dev/null; then
    fail "缺少系统组件（Debian 软件包名）：$missing。请用本系统的软件管理工具装上对应的软件包，再重新执行。"
fi
if as_root true; then
    say "正在安装系统组件：$missing"
    as_root apt-get -qq update || say "软件包目录没有刷新成功，用现有的目录继续"
    # shellcheck disable=SC2086  # the list is words on purpose
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing \
        >"$local_folder/apt-install.log" 2>&1 ||
        fail "系统组件没有装上，原因见 $local_folder/apt-install.log 末尾。修好后重新执行即可。"
elif command -v sudo >/dev/null; then
    fail "缺少系统组件。请执行下面一行，再重新执行本命令：
sudo sh -c '$line'"
else
    fail "缺少系统组件。请用管理员（root）身份执行下面一行，再重新执行本命令：
su - -c '$line'"
fi

left=$(missing_packages | tr '\n' ' ')
[ -z "$left" ] || fail "装完之后仍缺：${left% }。请检查软件源后重新执行。"
