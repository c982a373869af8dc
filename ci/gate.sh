#!/bin/sh
# The gate in CI, as the GitHub Action runs it: install, gate, annotate the lines, write a summary and SARIF.
#
# Everything comes through the environment, is quoted and never evaluated: names of branches and files are strangers'.
#
#   GATE_PATHS        what to read, one a line; default: the whole repository
#   GATE_REGISTER     the register; default: where the gate looks for it
#   GATE_BASE         branch that the pull request goes to; "" reads everything, not only what is new
#   GATE_POLICY_FROM  whose waivers, baseline and rule settings hold; default: the base's
#   GATE_BASELINE     known violations
#   GATE_FAIL_ON      critical, high, medium, low, info or never; default: whatever a rule says that blocks
#   GATE_LANGUAGE     zh or en
#   GATE_EXTRAS       "" (SQL, YAML, JSON, Python) or code (also Java, Go, TypeScript, GraphQL) or all
#   GATE_VERSION      version from the package registry; default: the one that lies beside this script
#   PANDIAN_BIN       a pandian that is installed already; then, or where one is on the path, nothing is installed
#
# Writes to GITHUB_OUTPUT: exit-code, and sarif (path of the file). Exit code: the gate's, 2 where the call is wrong.
set -eu

fail() { printf 'pandian: %s\n' "$*" >&2; exit 2; }
work=${RUNNER_TEMP:-${TMPDIR:-/tmp}}
sarif=$work/pandian-gate.sarif

installed() {
    if [ -n "${PANDIAN_BIN:-}" ]; then
        printf '%s\n' "$PANDIAN_BIN"
        return
    fi
    if [ -z "${GATE_VERSION:-}" ] && command -v pandian; then
        return
    fi
    venv=$work/pandian-venv
    if [ ! -x "$venv/bin/pandian" ]; then
        if [ -n "${GATE_VERSION:-}" ]; then
            case $GATE_VERSION in *[!0-9A-Za-z.+]*) fail "GATE_VERSION is no version" ;; esac
            case ${GATE_EXTRAS:-} in *[!a-z,]*) fail "GATE_EXTRAS is a list of names" ;; esac
            "${PYTHON:-python3}" -I -m venv "$venv" >&2
            "$venv/bin/python" -I -m pip install -q --disable-pip-version-check "pandian[${GATE_EXTRAS:-}]==$GATE_VERSION" >&2
        else
            case ${GATE_EXTRAS:-} in '') set_name=core ;; code) set_name=code ;; *) set_name=all ;; esac
            sh "$(dirname "$0")/install.sh" "$set_name" "$venv" >&2
        fi
    fi
    printf '%s\n' "$venv/bin/pandian"
}

# The base as git knows it. A shallow clone lacks the commit at which the branch left it; what cannot be had makes the gate say so.
know_base() {
    git check-ref-format "refs/heads/$1" || fail "GATE_BASE is no name of a branch"
    if ! git merge-base "refs/remotes/origin/$1" HEAD >/dev/null 2>&1; then
        if [ "$(git rev-parse --is-shallow-repository)" = true ]; then deep=--unshallow; else deep=--no-tags; fi
        git fetch --quiet "$deep" origin "+refs/heads/$1:refs/remotes/origin/$1" || true
    fi
}

pandian=$(installed)
PANDIAN_BIN=$pandian
paths=${GATE_PATHS:-.}

set --
[ -z "${GATE_FAIL_ON:-}" ] || set -- "$@" --fail-on "$GATE_FAIL_ON"
[ -z "${GATE_REGISTER:-}" ] || set -- "$@" --register "$GATE_REGISTER"
[ -z "${GATE_BASELINE:-}" ] || set -- "$@" --baseline "$GATE_BASELINE"
[ -z "${GATE_POLICY_FROM:-}" ] || set -- "$@" --policy-from "$GATE_POLICY_FROM"
[ -z "${GATE_LANGUAGE:-}" ] || set -- "$@" --lang "$GATE_LANGUAGE"
if [ -n "${GATE_BASE:-}" ]; then
    know_base "$GATE_BASE"
    set -- "$@" --diff "origin/$GATE_BASE"
fi
shown=0
set -- "$@" --
while IFS= read -r path; do
    [ -z "$path" ] || { set -- "$@" "$path"; shown=1; }
done <<EOF
$paths
EOF
[ "$shown" = 1 ] || set -- "$@" .

# First for the people, whose exit code counts; then for the viewer of code scanning alerts.
code=0
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
    "$PANDIAN_BIN" gate --format github --summary "$GITHUB_STEP_SUMMARY" "$@" || code=$?
else
    "$PANDIAN_BIN" gate --format github "$@" || code=$?
fi
rm -f -- "$sarif"
if [ "$code" != 2 ]; then
    "$PANDIAN_BIN" gate --format sarif -o "$sarif" "$@" >/dev/null 2>&1 || true
fi
if [ -n "${GITHUB_OUTPUT:-}" ]; then
    printf 'exit-code=%s\n' "$code" >>"$GITHUB_OUTPUT"
    [ ! -f "$sarif" ] || printf 'sarif=%s\n' "$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$code"
