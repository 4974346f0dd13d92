#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# translations/update.sh [--check]: brings milepost_en.ts up to what the sources say. English needs its plurals only.
# --check changes nothing and fails when there is something to bring, or a form is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

file=translations/milepost_en.ts
if [ "${1:-}" = --check ]; then
    file=$(mktemp --suffix=.ts)
    trap 'rm -f "$file"' EXIT
    cp translations/milepost_en.ts "$file"
fi
/usr/lib/qt6/bin/lupdate -silent -locations none -no-obsolete -pluralonly -source-language en -target-language en \
    src ui -ts "$file"
[ "${1:-}" = --check ] || exit 0
if ! diff -u translations/milepost_en.ts "$file" || grep -n 'type="unfinished"' "$file"; then
    echo "translations/milepost_en.ts is not up to date: run translations/update.sh and fill in its forms" >&2
    exit 1
fi
