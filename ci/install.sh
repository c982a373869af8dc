#!/bin/sh
# Installs Pandian from its own source, every package held to a hash of requirements/*.lock.
#
#   ci/install.sh core|code|all FOLDER
#
# Makes the virtual environment FOLDER. core: SQL, YAML, JSON and Python definitions; code: also those that need a parser
# (Java, Go, TypeScript, GraphQL); all: every extra. PYTHON=… names another interpreter than python3 (>= 3.11).
set -eu

set_name=${1:?which set: core, code or all}
venv=${2:?which folder}
source=$(cd "$(dirname "$0")/.." && pwd)
python=${PYTHON:-python3}
# What the extra "code" of pyproject.toml needs, with what those packages need themselves.
parsers='graphql-core tree-sitter tree-sitter-go tree-sitter-java tree-sitter-typescript'

fail() { printf 'pandian: %s\n' "$*" >&2; exit 2; }
# -I: what lies in the current folder, a stranger's repository, is never imported.
install() { "$venv/bin/python" -I -m pip install -q --disable-pip-version-check --no-build-isolation "$@"; }

case $set_name in
core | all) lock=$source/requirements/$set_name.lock ;;
code) lock=$source/requirements/core.lock ;;
*) fail "unknown set; one of core, code, all" ;;
esac
"$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "needs Python 3.11 or newer; set PYTHON"

"$python" -I -m venv "$venv"
install --require-hashes -r "$source/requirements/build.lock"
install --require-hashes -r "$lock"
if [ "$set_name" = code ]; then
    awk -v names=" $parsers " '
        /^[a-z0-9]/ { split($1, part, "=="); keep = index(names, " " part[1] " ") }
        /^#/ { keep = 0 }
        keep' "$source/requirements/all.lock" >"$venv/code.lock"
    [ -s "$venv/code.lock" ] || fail "requirements/all.lock holds none of the parsers; run make lock"
    install --require-hashes -r "$venv/code.lock"
fi
install --no-deps --no-index "$source"
