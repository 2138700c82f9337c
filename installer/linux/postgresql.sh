#!/bin/sh
# Debian's PostgreSQL unpacked below .local/postgresql for the tests: nothing installed, no root.
# A PostgreSQL 15 that is installed already is used as it is (tests/servers.py looks for both).
set -eu
# shellcheck source=installer/linux/common.sh
. "$(dirname "$0")/common.sh"

home="$local_folder/postgresql"
if [ -x /usr/lib/postgresql/15/bin/postgres ] || [ -e "$home/complete" ]; then
    exit 0
fi
command -v apt-get >/dev/null ||
    fail "测试要用 PostgreSQL 15，请先装上它（/usr/lib/postgresql/15），再重新执行。"

say "正在取测试用的 PostgreSQL 15"
rm -rf "$home"
refresh_lists || fail "软件包目录没有取到，请检查网络和软件源后重新执行。"
# What apt would install on this machine, without what only a system service needs.
needed=$(own_apt apt-get -s install --no-install-recommends postgresql-15 |
    awk '/^Inst/ && $2 !~ /^(perl|libperl|libjson|libllvm|libz3|ssl-cert|ucf|netbase|sensible|locales|libc-l10n|postgresql-c.*common|openssl|adduser|sysvinit|init-system|lsb|procps|debconf)/ {print $2}')
# shellcheck disable=SC2086  # the list is words on purpose
unpack "$home" $needed || fail "PostgreSQL 15 没有取到，上面是原因。请检查网络和软件源后重新执行。"
touch "$home/complete"
