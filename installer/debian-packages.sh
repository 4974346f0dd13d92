#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Debian 12 packages that Milepost is built and tested with.
#
#   installer/debian-packages.sh [build] [test] [picture]    install what is missing of these lists (default: both)
#   . installer/debian-packages.sh                 only define ensure_packages, for the scripts that need it
#
# Nothing missing is the usual case: then this asks dpkg once, and neither apt nor root is needed.

packages_build=(
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev libqt6sql6-sqlite
    qtkeychain-qt6-dev libcpp-httplib-dev libcli11-dev libssl-dev
    librsvg2-bin qt6-l10n-tools
    python3 ca-certificates tzdata
)
# clang-format is version 14 on Debian 12, the one that decides.
packages_test=(
    dbus gnome-keyring libsecret-tools
    clang-format clang-19 libclang-rt-19-dev
    python3-jsonschema openssl
    postgresql-15 libqt6sql6-psql
    chromium chromium-driver
)

# For a picture of the window where there is no display.
packages_picture=(
    xvfb xauth fonts-dejavu-core
)

# Prints those of the packages named that are not installed.
missing_packages() {
    local installed package
    # dpkg-query fails as soon as it does not know one of them.
    installed=$(dpkg-query -W -f '${db:Status-Status} ${binary:Package}\n' "$@" 2>/dev/null || true)
    installed=" $(sed -n 's/^installed \([^:]*\).*/\1/p' <<<"$installed" | tr '\n' ' ')"
    for package in "$@"; do
        [[ $installed == *" $package "* ]] || echo "$package"
    done
}

# ensure_packages LIST...: installs what is missing of the lists `build`, `test` and `picture`.
ensure_packages() {
    local wanted=() list
    for list in "$@"; do
        case $list in
            build) wanted+=("${packages_build[@]}") ;;
            test) wanted+=("${packages_test[@]}") ;;
            picture) wanted+=("${packages_picture[@]}") ;;
            *) echo "There is no package list \"$list\"." >&2; return 64 ;;
        esac
    done
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian: the packages are taken as installed (${wanted[*]})." >&2
        return 0
    fi
    local missing
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null; then
            echo "Missing packages, and neither root nor sudo to install them. As root, run:" >&2
            echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
            return 1
        fi
        as_root=(sudo)
    fi
    echo "Installing ${#missing[@]} packages: ${missing[*]}"
    local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0)
    "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    set -euo pipefail
    [ $# -gt 0 ] || set -- build test
    ensure_packages "$@"
fi
