# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on single files: words with one home, the licence lines, lengths, guards, the top level."""

import fnmatch
import re

import source

_EVERYWHERE = frozenset()

# (words, rooms that may say them, why). Comments and strings are not read.
_WORDS = [
    (r"QNetworkAccessManager", {"http"}, "only http talks to the network"),
    (r"QSqlDatabase", {"storage"}, "only storage opens databases"),
    (r"QEventLoop|processEvents", _EVERYWHERE, "no nested event loops"),
    (
        r"msleep|usleep|nanosleep|sleep_for|sleep_until|QThread::sleep|qWait\w*",
        _EVERYWHERE,
        "waiting means waiting on a stop token",
    ),
    (r"\w+(?:\.|->)exec\(\)", {"app", "storage"}, "open(), not exec(); event loops are started in app"),
]
_WORDS = [(re.compile(rf"\b(?:{words})(?!\w)"), rooms, why) for words, rooms, why in _WORDS]

# Put together here so that a search for the words does not find this file.
_UNFINISHED = re.compile(r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b|not " + "implemented")

_SPDX = ("SPDX-FileCopyrightText: 2026 The Milepost authors", "SPDX-License-Identifier: GPL-3.0-or-later")
LONG, TOO_LONG = 300, 800

_TOP_LEVEL = (
    "CMakeLists.txt CMakePresets.json src ui resources translations tests installer docs "
    "README README.md CONTRIBUTING CONTRIBUTING.md LICENSE"
).split()


def check_words(file):
    """Words that have one home, or none, in src/."""
    for pattern, rooms, why in _WORDS:
        if file.room in rooms:
            continue
        for match in pattern.finditer(file.bare):
            yield source.line_of(file.bare, match.start()), f"{match[0]} in {file.room}: {why}"


def check_finished(file):
    for match in _UNFINISHED.finditer(file.text):
        yield source.line_of(file.text, match.start()), f'"{match[0]}": finish it, or write an issue'


def check_licence(file):
    """C++ files begin with the two lines; others hold them near the top (after a #! line)."""
    head = file.text.split("\n")[:4]
    if file.path.suffix in (".h", ".cpp"):
        if head[:2] != [f"// {line}" for line in _SPDX]:
            yield 1, "does not begin with the two SPDX lines"
    elif not all(f"# {line}" in head for line in _SPDX):
        yield 1, "the two SPDX lines are missing"


def check_length(file):
    if file.lines > TOO_LONG:
        yield TOO_LONG + 1, f"{file.lines} lines, {TOO_LONG} is the limit: split it by idea"


def check_guard(file):
    if file.path.suffix == ".h" and not re.search(r"^#pragma once$", file.code, re.M):
        yield 1, "a header without #pragma once"


def check_top_level(root):
    """Nothing beside what the house lists, dot files and what git ignores."""
    ignore = root / ".gitignore"
    ignored = [line.strip().rstrip("/") for line in ignore.read_text().splitlines()] if ignore.exists() else []
    for path in sorted(root.iterdir()):
        name = path.name
        if name in _TOP_LEVEL or name.startswith(".") or any(fnmatch.fnmatch(name, i) for i in ignored if i):
            continue
        yield 1, f"{name} has no place at the top level"
