#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Installs what is missing, builds, and passes every test. The closing lines are ctest's own summary.
set -euo pipefail

usage() {
    cat <<'USAGE'
tests/run.sh [--preset dev|ci|asan] [--long] [--filter REGEX]

  --preset P      the CMake preset to build and test (default: dev). `ci` also builds everything with
                  clang 19 and the address and undefined behaviour sanitizers, runs the unit tests under them,
                  those of threads under the thread sanitizer, and lets libFuzzer attack the parsers of
                  foreign bytes.
  --long          the exhaustive runs; without it long tests take a seeded sample and say what they left out
  --filter REGEX  only the tests whose name matches (and nothing but the tests of the preset itself)

The exit status is that of ctest, or of the step that failed before it.
USAGE
}

preset=dev long='' filter=''
while [ $# -gt 0 ]; do
    case $1 in
        --preset) preset=${2:?--preset needs a name}; shift 2 ;;
        --preset=*) preset=${1#*=}; shift ;;
        --filter) filter=${2:?--filter needs an expression}; shift 2 ;;
        --filter=*) filter=${1#*=}; shift ;;
        --long) long=1; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 64 ;;
    esac
done

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/debian-packages.sh
. installer/debian-packages.sh

private=$(mktemp -d "${TMPDIR:-/tmp}/milepost-tests.XXXXXX")
trap 'rm -rf "$private"' EXIT
trap 'exit 130' INT TERM

# phase TITLE COMMAND...: one step, its duration, and the end of it all where it fails.
phase() {
    local title=$1 start=$SECONDS status=0
    shift
    echo "== $title"
    "$@" || status=$?
    echo "== $title: $((SECONDS - start)) s$([ $status -eq 0 ] || echo ", FAILED ($status)")"
    [ $status -eq 0 ] || exit $status
}

# Runs a command where the tests live: a private D-Bus session with an unlocked keyring, own HOME and XDG
# folders, no screen, nothing of the caller's settings or credentials.
in_private_session() (
    local name
    for name in $(compgen -e | grep -E '^(MILEPOST|MICROSOFT|APP|XDG|LC|DBUS|GNOME|QT|SSL)_|^(DISPLAY|WAYLAND_DISPLAY|LANGUAGE)$|_proxy$|_PROXY$'); do
        [ "$name" = MILEPOST_SEED ] || unset "$name"
    done
    [ -z "$long" ] || export MILEPOST_LONG=1
    export HOME=$private/home XDG_RUNTIME_DIR=$private/run TMPDIR=$private/tmp
    export XDG_CONFIG_HOME=$HOME/.config XDG_DATA_HOME=$HOME/.local/share
    export XDG_CACHE_HOME=$HOME/.cache XDG_STATE_HOME=$HOME/.local/state
    export QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 TZ=UTC
    export TSAN_OPTIONS=suppressions=$PWD/tests/tsan.supp:die_after_fork=0
    export UBSAN_OPTIONS=print_stacktrace=1 LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
    # Clang's own is in a package that nothing else here needs; this one comes with the compiler. Without names a
    # report says little, and a suppression by a function's name does not hold.
    ASAN_SYMBOLIZER_PATH=$(command -v addr2line)
    export ASAN_SYMBOLIZER_PATH
    export PYTHONDONTWRITEBYTECODE=1
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" "$TMPDIR" "$XDG_RUNTIME_DIR"
    chmod 700 "$XDG_RUNTIME_DIR"
    # The keyring is unlocked on the bus that the tests use, and ends with it.
    # shellcheck disable=SC2016
    exec dbus-run-session -- bash -c '
        printf milepost-tests |
            gnome-keyring-daemon --unlock --components=secrets --daemonize >"$TMPDIR/keyring.log" 2>&1 ||
            { cat "$TMPDIR/keyring.log" >&2; echo "gnome-keyring did not start" >&2; exit 1; }
        exec "$@"' private-session "$@" </dev/null 2> >(grep -v --line-buffered 'Failed to set fd limit' >&2)
)

# What the tests said they left out or skipped, from ctest's log of the run.
print_left_out() {
    awk '
        / Testing: / { test = $NF }
        /^(SKIP|SKIPPED) *:/ || /LEFT OUT:/ {
            sub(/^.*LEFT OUT:/, "LEFT OUT:")
            line = test ": " $0
            if (!seen[line]++) lines[++count] = line
        }
        END {
            if (count) print "\nLeft out or skipped in this run:"
            for (i = 1; i <= count; ++i) print "  " lines[i]
        }' "$1"
}

# run_tests PRESET [CTEST OPTION...]: ctest's summary is held back until what was left out has been printed.
run_tests() {
    local build=build/$1 summary=$private/summary status=0
    shift
    : >"$summary"
    set +o pipefail
    in_private_session ctest --test-dir "$build" -j "$(nproc)" --timeout 300 --no-tests=error --output-on-failure \
        --test-output-size-passed 1048576 "$@" 2>&1 |
        awk -v summary="$summary" '
            /^[0-9]+% tests passed, / { held = 1 }
            held { print >summary; next }
            { print; fflush() }'
    status=${PIPESTATUS[0]}
    set -o pipefail
    print_left_out "$build/Testing/Temporary/LastTest.log" || true
    echo
    cat "$summary"
    return "$status"
}

# In CI nobody builds again in this checkout, and its disk is small: a build goes when it has done its work.
drop_build() { [ "${CI:-}" != true ] || rm -rf "build/$1"; }

phase "packages" ensure_packages build test
if [ "$preset" = ci ] && [ -z "$filter" ]; then
    phase "build with clang 19 and the sanitizers (asan)" installer/build.sh asan
    phase "unit tests under the sanitizers (asan)" run_tests asan -L unit
    drop_build asan
    phase "build with the thread sanitizer (tsan)" installer/build.sh tsan threadtests
    phase "threads under the thread sanitizer (tsan)" run_tests tsan -L threads
    drop_build tsan
    phase "build the attacks on parsers (fuzz)" installer/build.sh fuzz fuzzers
    phase "attacks on parsers (fuzz)" run_tests fuzz -L fuzz
    drop_build fuzz
fi
phase "build ($preset)" installer/build.sh "$preset"

echo "== tests ($preset)"
select=()
[ -z "$filter" ] || select=(-R "$filter")
run_tests "$preset" "${select[@]}"
