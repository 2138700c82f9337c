#!/bin/sh
# requirements.lock (the program) and requirements-dev.lock (the program, its tests and checks):
# exact versions and hashes for Linux and Windows, CPython 3.11 and newer, no addresses inside.
set -eu
# shellcheck source=installer/linux/common.sh
. "$(dirname "$0")/common.sh"

tools="$local_folder/lock"
[ -x "$tools/bin/uv" ] || {
    "$("$here/python.sh")" -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet uv
}
compile() {
    "$tools/bin/uv" pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-annotate --no-header --group build "$@"
}
compile pyproject.toml -o requirements.lock
compile pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
