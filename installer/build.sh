#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# installer/build.sh PRESET [TARGET...]: configures build/PRESET where that is needed, and builds.
# Quiet where nobody watches: without a terminal only warnings and errors are printed.
set -euo pipefail
preset=${1:?PRESET is missing (see CMakePresets.json)}
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# CMakePresets.json gives the compiler cache the same words; here they also reach the build itself.
export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_BASEDIR=$PWD

log=build/$preset/configure.log
if [ ! -e "build/$preset/build.ninja" ] || [ CMakePresets.json -nt "build/$preset/build.ninja" ]; then
    mkdir -p "build/$preset"
    cmake --preset "$preset" >"$log" 2>&1 </dev/null || {
        cat "$log" >&2
        exit 1
    }
fi
quiet=()
[ -t 1 ] || quiet=(--quiet)
nice ninja -C "build/$preset" -j "$(nproc)" "${quiet[@]}" "$@" </dev/null
