# Words and small tools the other scripts of this folder share; sourced, never run.
# shellcheck shell=sh

say() { printf '执法台：%s\n' "$*"; }

fail() {
    printf '执法台：%s\n' "$*" >&2
    exit 1
}

# This folder, and the checkout's own folder for everything that can be made again.
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 1
local_folder="$PWD/.local"
mkdir -p "$local_folder"
: "${HOME:=$(getent passwd "$(id -u)" | cut -d: -f6)}"
export HOME

# Run a command as the superuser, or answer 1 where that needs a password.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

# apt with package lists of our own: no root needed, and the machine's lists may be absent or old.
own_apt() {
    tool="$1"
    shift
    "$tool" -o Dir::State::Lists="$local_folder/apt/lists" \
        -o Dir::Cache="$local_folder/apt/cache" \
        -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::Retries=3 -o Debug::NoLocking=1 "$@"
}

# Refresh our own package lists, once a day at most.
refresh_lists() {
    if [ -n "$(find "$local_folder/apt/fresh" -mmin -1440 2>/dev/null)" ]; then
        return 0
    fi
    mkdir -p "$local_folder/apt/lists/partial" "$local_folder/apt/cache/archives/partial"
    own_apt apt-get -qq update || return 1
    touch "$local_folder/apt/fresh"
}

# unpack FOLDER PACKAGE...: the packages' files below FOLDER, nothing installed.
unpack() {
    folder="$1"
    shift
    mkdir -p "$folder/deb"
    refresh_lists || return 1
    (cd "$folder/deb" && own_apt apt-get -qq download "$@") || return 1
    for package in "$folder/deb"/*.deb; do
        dpkg -x "$package" "$folder" || return 1
    done
    rm -rf "$folder/deb"
}
