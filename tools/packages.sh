#!/bin/sh
# Sees that the outside programs which tests run against are there: PostgreSQL, MariaDB, git, Chromium and a Chinese font.
#
# Installs what is missing with apt when it may (root, or sudo without a password) and says plainly when it may not.
# It never fails by itself: the tests that need a missing program are reported as skipped by name, and under CI=true
# as failed. The tests start private servers in folders of their own; no service is started or changed here.
set -u

say() { printf 'make test: %s\n' "$*" >&2; }

have() {
    case $1 in
    git) command -v git ;;
    postgresql) command -v postgres || ls /usr/lib/postgresql/*/bin/postgres ;;
    mariadb-server) command -v mariadbd || command -v mysqld || ls /usr/sbin/mariadbd ;;
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    fonts-noto-cjk) fc-list :lang=zh | grep . || ls /usr/share/fonts/*/noto/*CJK* ;;
    esac >/dev/null 2>&1
}

missing=
for package in git postgresql mariadb-server chromium fonts-noto-cjk; do
    have "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    say "missing:$missing. This machine has no apt; install them yourself to run every test. The tests that need them are skipped."
    exit 0
elif [ "$(id -u)" = 0 ]; then
    root=
elif sudo -n true 2>/dev/null; then
    root='sudo -n'
else
    say "missing:$missing. I may not install them (neither root nor sudo without a password). To run every test:"
    say "    sudo apt-get install$missing"
    say "Until then the tests that need them are reported as skipped, by name."
    exit 0
fi

say "installing$missing with apt"
log=$(mktemp)
$root apt-get update -qq >"$log" 2>&1 || say "apt-get update failed; trying with the lists that are here"
for package in $missing; do
    # One by one, so that a package that a distribution lacks does not keep the others out. RUNLEVEL=1 keeps the
    # packages from starting a server: ours are private ones.
    $root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$package" >"$log" 2>&1 ||
        { say "apt could not install $package:"; tail -n 5 "$log" >&2; }
    have "$package" || say "$package is still missing: the tests that need it are skipped, by name (under CI=true they fail)"
done
rm -f "$log"
exit 0
