#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a fresh Debian 12 to the main job done once, on a simulated tenant and tracker on this machine.
set -euo pipefail

usage() {
    cat <<'USAGE'
installer/quickstart.sh [--keep DIR] [--stay]

Installs what is missing (root or sudo), builds Milepost, and shows the main job on the sandbox:
read the tracker, plan, apply, plan again. Then the window opens on a sandbox of its own; where there is
no display, a picture of it is made instead. Nothing outside this machine is contacted but Debian's servers.

  --keep DIR  keep the profile, the plan, the picture and the sandbox's log in DIR (default: a temporary folder)
  --stay      leave the sandbox running at the end, until Ctrl+C
USAGE
}

keep='' stay=''
while [ $# -gt 0 ]; do
    case $1 in
        --keep) keep=${2:?--keep needs a folder}; shift 2 ;;
        --keep=*) keep=${1#*=}; shift ;;
        --stay) stay=1; shift ;;
        -h | --help) usage; exit 0 ;;
        *) usage >&2; exit 64 ;;
    esac
done

[ -z "$keep" ] || keep=$(realpath -m "$keep")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=installer/debian-packages.sh
. installer/debian-packages.sh

bin=$PWD/build/release/bin
profile=sandbox
calendar='Project Deliverables'
steps=9
if [ -n "$keep" ]; then
    dir=$keep
    mkdir -p "$dir"
    # What an earlier demo left there is replaced; anything else is not ours to touch.
    if [ -n "$(ls -A "$dir")" ] && [ ! -e "$dir/sandbox.json" ]; then
        echo "$dir is neither empty nor the folder of an earlier demo." >&2
        exit 64
    fi
else
    dir=$(mktemp -d "${TMPDIR:-/tmp}/milepost-quickstart.XXXXXX")
fi
chmod 700 "$dir"
sandbox_pid='' in_keychain=''

cleanup() {
    local status=$?
    trap - EXIT
    if [ -n "$in_keychain" ] && [ -z "$keep" ]; then
        ctl secret delete entra-secret >/dev/null 2>&1 || true
        ctl secret delete tracker-password >/dev/null 2>&1 || true
    fi
    if [ -n "$sandbox_pid" ]; then
        kill "$sandbox_pid" 2>/dev/null || true
        wait "$sandbox_pid" 2>/dev/null || true
    fi
    [ -n "$keep" ] || rm -rf "$dir"
    exit $status
}
trap cleanup EXIT
trap 'exit 130' INT TERM

step_number=0
step() {
    step_number=$((step_number + 1))
    printf '\n[%d/%d] %s\n' "$step_number" "$steps" "$1"
}

# What the reader would type, without the two options that point at the demo's folder.
shown() { printf '  $ milepostctl'; printf ' %q' "$@"; printf '\n'; }

ctl() { COLUMNS=100 "$bin/milepostctl" "$@" --profile "$profile" --config-dir "$dir/config" </dev/null; }

# expect STATUS LINES ARGUMENTS...: runs milepostctl, shows the beginning and the end of what it prints, and
# stops the demo when it ends otherwise than it should.
expect() {
    local expected=$1 lines=$2 status=0
    shift 2
    shown "$@"
    ctl "$@" >"$dir/output" 2>"$dir/messages" || status=$?
    awk -v head="$lines" '
        { line[NR] = $0 }
        END {
            if (NR <= head + 4) { for (i = 1; i <= NR; ++i) print "    " line[i]; exit }
            for (i = 1; i <= head; ++i) print "    " line[i]
            printf "    ... %d more lines ...\n", NR - head - 2
            for (i = NR - 1; i <= NR; ++i) print "    " line[i]
        }' "$dir/output"
    [ "$status" -ne "$expected" ] || return 0
    echo "milepostctl $1 ended with $status; $expected was expected." >&2
    cat "$dir/messages" >&2
    exit 1
}

# Starts the sandbox on a free port; it prints one JSON document when it is ready.
start_sandbox() {
    "$bin/milepost-sandbox" --json --port 0 >"$dir/sandbox.json" 2>"$dir/sandbox.log" </dev/null &
    sandbox_pid=$!
    local tries
    for ((tries = 0; tries < 150; ++tries)); do
        if fact graphRoot >/dev/null 2>&1; then
            return 0
        fi
        kill -0 "$sandbox_pid" 2>/dev/null || break
        sleep 0.1
    done
    echo "The sandbox did not start:" >&2
    cat "$dir/sandbox.log" >&2
    exit 1
}

# fact NAME: one member of what the sandbox said about itself.
fact() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1], encoding="utf-8"))[sys.argv[2]])' "$dir/sandbox.json" "$1"
}

create_profile() {
    shown profile create "$profile"
    rm -rf "$dir/config"
    "$bin/milepostctl" profile create "$profile" --config-dir "$dir/config" >/dev/null </dev/null
    expect 0 0 profile set cloud=custom "authority=$(fact authority)" "graphRoot=$(fact graphRoot)" \
        "tenantId=$(fact tenantId)" "clientId=$(fact clientId)" "trackerUrl=$(fact trackerUrl)" \
        "trackerUser=$(fact trackerUser)" "mailbox=$(fact mailbox)" "calendarName=$calendar" \
        "timeZone=W. Europe Standard Time"
}

# A secret is never an argument: it travels by standard input.
set_secret() {
    timeout 20 "$bin/milepostctl" secret set "$1" --from stdin --profile "$profile" --config-dir "$dir/config" \
        < <(printf '%s' "$(fact "$2")") >/dev/null 2>"$dir/messages"
}

store_secrets() {
    shown secret set entra-secret --from stdin
    in_keychain=1
    if set_secret entra-secret clientSecret && set_secret tracker-password trackerPassword; then
        echo "    Both secrets are in this session's keychain."
        return 0
    fi
    in_keychain=''
    echo "    There is no usable keychain here, so this demo names another source: environment variables."
    MILEPOST_ENTRA_SECRET=$(fact clientSecret)
    MILEPOST_TRACKER_PASSWORD=$(fact trackerPassword)
    export MILEPOST_ENTRA_SECRET MILEPOST_TRACKER_PASSWORD
    expect 0 0 profile set secretSource=env
}

step "Packages: Debian's own compiler, Qt 6 and four small libraries; installed only where missing."
ensure_packages build
[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || ensure_packages picture

step "Build: what ships, optimised and hardened, into build/release (a few minutes the first time)."
installer/build.sh release milepost milepostctl milepost-sandbox

step "Sandbox: a simulated Microsoft 365 tenant and Workload Tracker start on this machine."
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
start_sandbox
echo "    Graph: $(fact graphRoot)   tracker: $(fact trackerUrl)"

step "Profile: one tracker, one tenant, one calendar; the two secrets go to the keychain, not to the file."
create_profile
store_secrets

step "Read: the deliverables as the tracker has them, and which of them belong into the calendar."
expect 0 6 deliverables list

step "Plan: the calendar is created, then the difference is computed. Nothing is written but the plan."
expect 0 2 calendars create "$calendar"
expect 2 6 plan --out "$dir/plan.json"

step "Apply: exactly that plan is carried out; afterwards a fresh reading proves that nothing is left."
expect 0 4 apply "$dir/plan.json" --yes

step "Plan again: the second run finds nothing to do."
expect 0 4 plan

# Where nobody can see a window, a picture of it shows that it is there.
show_window() {
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        echo "    Close it to go on."
        "$bin/milepost" --sandbox && return 0
    else
        picture=${keep:-$PWD/build}/milepost-window.png
        timeout 60 xvfb-run -a -s '-screen 0 1280x800x24' "$bin/milepost" --sandbox --picture "$picture" \
            2>"$dir/messages" && echo "    There is no display here; a picture of the window: $picture" && return 0
    fi
    echo "The window did not open." >&2
    cat "$dir/messages" >&2 || true
    exit 1
}

step "Window: the same job for eyes and mouse, on a sandbox of its own inside the program."
echo "  \$ milepost --sandbox"
show_window

cat <<END

Done. How to go on:
  - Again, with everything kept to look at:   installer/quickstart.sh --keep DIR --stay
  - With your own tenant and tracker:         $bin/milepost, or $bin/milepostctl profile create NAME
    then profile set (tenantId, clientId, trackerUrl, trackerUser, mailbox), secret set entra-secret,
    secret set tracker-password, calendars list, plan, sync. \`milepostctl help COMMAND\` explains each.
  - On a schedule:                            installer/systemd/README.md
  - All tests:                                tests/run.sh
END

if [ -n "$stay" ]; then
    cat <<END

The sandbox runs until Ctrl+C. In another terminal:
  $bin/milepostctl plan --profile $profile --config-dir $dir/config
END
    [ -n "$in_keychain" ] || echo "  (with MILEPOST_ENTRA_SECRET and MILEPOST_TRACKER_PASSWORD as in $dir/sandbox.json)"
    wait "$sandbox_pid"
fi
