#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tests/bench/measure.sh [FOLDER]: builds what is measured and takes every figure of docs/performance.md, one JSON
# document per bench into FOLDER (default build/bench). Nothing else should run meanwhile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=${1:-build/bench}
mkdir -p "$folder"
benches=(bench_plan bench_sync bench_exchangelog bench_lanes bench_breadth bench_spread bench_forecast bench_cancel bench_window bench_preview bench_run bench_verdict)
installer/build.sh release milepost
installer/build.sh ci "${benches[@]}" bench_start
export QT_QPA_PLATFORM=offscreen LANG=C.UTF-8 TZ=UTC
for bench in "${benches[@]}"; do
    build/ci/bin/"$bench" >"$folder/$bench.json"
    echo "$folder/$bench.json"
done
build/ci/bin/bench_start build/release/bin/milepost 11 >"$folder/bench_start.json"
echo "$folder/bench_start.json"
