#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the tree against the house rules: the walls between the rooms and what every file must have.

tst_layering.py [--qt DIR;DIR...] ROOT     check the tree at ROOT; 1 and a line for each fault if there are any
tst_layering.py --self-test [--qt ...]     prove on planted faults that every rule bites
"""

import argparse
import sys
from pathlib import Path

sys.dont_write_bytecode = True
import rules  # noqa: E402
import source  # noqa: E402
import walls  # noqa: E402

_SCRIPTS = (".txt", ".cmake", ".py", ".sh")


def _each_fault_of_src(root, qt):
    src = root / "src"
    for folder in sorted(path for path in src.iterdir() if path.is_dir()):
        if folder.name not in walls.TABLE and folder.name != walls.ANYTHING_GOES:
            yield folder, 1, f"there is no room {folder.name}"
        lists = folder / "CMakeLists.txt"
        if folder.name in walls.TABLE and lists.exists():
            for line, fault in walls.check_link_line(folder.name, lists.read_text()):
                yield lists, line, fault
    for file in source.read_tree(src):
        if file.room not in walls.TABLE and file.room != walls.ANYTHING_GOES:
            if not file.room:
                yield file.path, 1, "a source file outside of every room"
            continue
        for line, fault in (*walls.check_includes(file, qt), *rules.check_words(file)):
            yield file.path, line, fault


def _each_fault_of_files(root):
    for folder in ("src", "tests", "installer"):
        for file in source.read_tree(root / folder, (".h", ".cpp", *_SCRIPTS)):
            if file.path.suffix == ".txt" and file.path.name != "CMakeLists.txt":
                continue
            checks = (rules.check_licence, rules.check_finished, rules.check_length, rules.check_guard)
            for check in checks:
                for line, fault in check(file):
                    yield file.path, line, fault


def each_fault(root, qt):
    """Every fault of the tree as (path, line, text)."""
    for line, fault in rules.check_top_level(root):
        yield root, line, fault
    yield from _each_fault_of_src(root, qt)
    yield from _each_fault_of_files(root)


def _print_sizes(root):
    files = [file for folder in ("src", "tests") for file in source.read_tree(root / folder)]
    for file in sorted(files, key=lambda f: -f.lines):
        if file.lines > rules.LONG:
            print(f"note: {file.path.relative_to(root)} has {file.lines} lines (aim: {rules.LONG})")
    includes = sum(walls.count_includes(f) for f in files if f.path.is_relative_to(root / "src"))
    print(f"{len(files)} source files, {includes} includes of src/ held against {len(walls.TABLE) + 1} rooms")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("root", nargs="?", type=Path)
    parser.add_argument("--qt", default="", help="include directories of Qt, separated by semicolons")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    qt = source.find_qt([d for d in options.qt.split(";") if d])
    if not qt:
        sys.exit("the headers of Qt were not found, so includes cannot be judged (give --qt DIR)")
    if options.self_test:
        import selftest

        sys.exit(selftest.run(each_fault, qt))
    if options.root is None:
        parser.error("ROOT is missing")
    root = options.root.resolve()
    faults = list(each_fault(root, qt))
    for path, line, fault in faults:
        print(f"{path.relative_to(root)}:{line}: {fault}")
    _print_sizes(root)
    print(f"{len(faults)} faults" if faults else "no faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
