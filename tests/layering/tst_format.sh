#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# tst_format.sh ROOT: every C++ file of src/ and tests/ must be what clang-format 14 makes of it.
# 0 formatted, 1 not, 77 clang-format 14 is missing (an error where CI is set).
set -euo pipefail
root=${1:?ROOT is missing}

tool=
for candidate in clang-format-14 clang-format; do
    if "$candidate" --version 2>/dev/null | grep -q 'version 14\.'; then
        tool=$candidate
        break
    fi
done
if [ -z "$tool" ]; then
    echo "SKIPPED: clang-format 14 is not installed (Debian 12: apt-get install clang-format)." >&2
    [ -z "${CI:-}" ] || exit 1
    exit 77
fi

cd "$root"
find src tests -type f \( -name '*.h' -o -name '*.cpp' \) -print0 |
    xargs -0 -r -n 20 -P 2 "$tool" --style=file --dry-run -Werror || {
    echo "Put right by: $tool -i FILE" >&2
    exit 1
}
