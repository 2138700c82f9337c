#!/bin/sh
# packages.sh LOCK: the virtual environment .venv with exactly the packages of LOCK and ourselves.
# Each file is checked against the lock's hashes; the machine's pip configuration says where from.
set -eu
# shellcheck source=installer/linux/common.sh
. "$(dirname "$0")/common.sh"

lock="$1"
python=.venv/bin/python
mark=".venv/ready-$(basename "$lock" .lock)"
wanted=$(cat "$lock" pyproject.toml | cksum)" $PWD"

if [ "$(cat "$mark" 2>/dev/null)" = "$wanted" ] && $python -c '' 2>/dev/null; then
    exit 0
fi

if ! $python -m pip --version >/dev/null 2>&1; then
    say "正在建立 Python 环境 .venv"
    "$("$here/python.sh")" -m venv --clear .venv
fi
rm -f "$mark"
say "正在安装锁定的软件包（$lock），第一次需要几分钟"
$python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r "$lock" ||
    fail "软件包没有装上，上面是原因。多数是网络或软件源的问题，修好后重新执行即可。"
$python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ||
    fail "程序本身没有装进 .venv，上面是原因。删去 .venv 目录后重新执行即可。"
printf '%s\n' "$wanted" >"$mark"
