#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# translations/update.sh [--check]: brings milepost_*.ts up to what the sources say; the target texts_update runs it.
# English needs its plurals only. --check changes nothing and fails when there is something to bring, or an English
# form is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

update() { # FILE LANGUAGE
    local plurals=()
    [ "$2" != en ] || plurals=(-pluralonly)
    "${LUPDATE:-/usr/lib/qt6/bin/lupdate}" -silent -locations none -no-obsolete "${plurals[@]}" -source-language en \
        -target-language "$2" src ui -ts "$1"
}

status=0
for file in translations/milepost_*.ts; do
    language=${file#translations/milepost_}
    language=${language%.ts}
    if [ "${1:-}" != --check ]; then
        update "$file" "$language"
        continue
    fi
    copy=$(mktemp --suffix=.ts)
    cp "$file" "$copy"
    update "$copy" "$language"
    if ! diff -u "$file" "$copy" || { [ "$language" = en ] && grep -n 'type="unfinished"' "$file"; }; then
        echo "$file is not up to date: run translations/update.sh and fill in its forms" >&2
        status=1
    fi
    rm -f "$copy"
done
exit $status
