#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# fuzz.sh PROGRAM CORPUS: lets libFuzzer attack for a while, always in the same order. An input that breaks a
# promise is left in the build folder, and belongs into the corpus once it is mended. With MILEPOST_LONG for
# ten minutes, in random order; what was new goes to the build folder too (PROGRAM.found).
set -euo pipefail
program=$1 corpus=$2
found=$program.found
mkdir -p "$found"
limits=(-runs=20000 -max_total_time=60 -seed=1)
if [ -n "${MILEPOST_LONG:-}" ]; then
    limits=(-max_total_time=600)
else
    echo "LEFT OUT: 20,000 inputs instead of ten minutes of them (--long)"
    rm -f "$found"/*
fi
exec "$program" "${limits[@]}" -max_len=4096 -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 \
    -artifact_prefix="$program.broken." "$found" "$corpus"
