#!/bin/sh
# Makes .venv hold exactly what a lock file says, and Pandian itself.
#
#   tools/venv.sh demo|core|all|dev
#
# Needs a Python >= 3.11 (PYTHON=… names another one) and nothing else. Does nothing when the lock, pyproject.toml and
# the interpreter are what they were at the last run. It never resolves versions: that is `make lock`.
set -eu
cd "$(dirname "$0")/.."

name=${1:?which lock: core, demo, all or dev}
lock=requirements/$name.lock
venv=.venv
python=${PYTHON:-}

say() { printf '%s\n' "$*" >&2; }
fail() { say "pandian: $*"; exit 1; }

[ -f "$lock" ] || fail "there is no $lock"
if [ -z "$python" ]; then
    for python in python3 python3.13 python3.12 python3.11 ''; do
        [ -n "$python" ] || fail "needs Python 3.11 or newer; found $(python3 --version 2>/dev/null || echo none). Set PYTHON=/path/to/python3.11"
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    done
fi

# What was installed is noted in the folder itself: the set, where and for which Python and lock; then pyproject.toml.
# dev contains every other set, so a folder prepared for tests serves the demo too.
note=$venv/pandian-set
third_parties() {
    printf '%s %s %s\n' "$1" "$(pwd | tr ' ' '_')" \
        "$({ "$python" -c 'import sys; print(sys.version, sys.prefix)'; cat requirements/build.lock "requirements/$1.lock"; } | cksum)"
}
ourselves() { cksum <pyproject.toml; }
install() { "$venv/bin/python" -m pip install -q --disable-pip-version-check --no-build-isolation "$@"; }
install_ourselves() {
    # The warning is that an editable installation can be shadowed; tests/test_shadowing.py knows by what.
    PYTHONWARNINGS=ignore install --no-deps -e .
    { third_parties "$1"; ourselves; } >"$note"
}

for have in "$name" dev; do
    if [ -x "$venv/bin/pandian" ] && [ -f "$note" ] && [ "$(head -n 1 "$note")" = "$(third_parties "$have")" ]; then
        [ "$(tail -n 1 "$note")" = "$(ourselves)" ] || install_ourselves "$have"
        exit 0
    fi
done

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

# Debian and Ubuntu ship venv without ensurepip in a package of its own.
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
    say "pandian: $python has no venv module; on Debian and Ubuntu it is in the package python3-venv ($version-venv)"
    if command -v apt-get >/dev/null; then
        say "pandian: installing it"
        as_root apt-get update -qq >/dev/null || true
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$version-venv" >/dev/null ||
            as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null || true
    fi
    "$python" -c 'import venv, ensurepip' 2>/dev/null || fail "cannot go on; please run: sudo apt-get install python3-venv"
fi

say "pandian: installing $lock into $venv"
rm -rf "$venv"
"$python" -m venv "$venv"
# First the pinned installer and builder, so that nothing later is fetched without a hash (no build isolation).
install --require-hashes -r requirements/build.lock
install --require-hashes -r "$lock"
install_ourselves "$name"
