# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Source files as the checks see them, and Qt's headers by module."""

import re
from dataclasses import dataclass
from pathlib import Path

_TOKEN = re.compile(
    r'(?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)'
    r'|(?P<raw>R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>'(?:\\[^\n']+|\\'|[^'\\\n])')",
    re.S,
)


def _blanked(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(text):
    """Line numbers and columns stay as they were."""
    return _TOKEN.sub(lambda m: _blanked(m[0]) if m["comment"] else m[0], text)


def without_comments_and_strings(text):
    return _TOKEN.sub(lambda m: _blanked(m[0]), text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


@dataclass
class SourceFile:
    path: Path
    room: str  # the folder below src/ or tests/
    text: str

    def __post_init__(self):
        self.code = without_comments(self.text)
        self.bare = without_comments_and_strings(self.text)
        self.lines = self.text.count("\n")


def read_tree(root, suffixes=(".h", ".cpp")):
    """Every source file below root, sorted, with the name of its first folder as room."""
    for path in sorted(root.rglob("*")):
        if path.suffix in suffixes and path.is_file():
            parts = path.relative_to(root).parts
            yield SourceFile(path, parts[0] if len(parts) > 1 else "", path.read_text(encoding="utf-8"))


class QtHeaders:
    """Which module of Qt a header such as <QTimer> or <qtimer.h> belongs to."""

    def __init__(self, directories):
        self.modules, self.headers = set(), {}
        for directory in directories:
            for module in sorted(Path(directory).glob("Qt*")):
                if not module.is_dir():
                    continue
                self.modules.add(module.name)
                for header in module.iterdir():
                    if not header.is_dir():
                        self.headers.setdefault(header.name, module.name)

    def __bool__(self):
        return "QtCore" in self.modules


def find_qt(hints):
    """From the include directories that CMake knows, else from where Debian keeps them."""
    candidates = [Path(hint) for hint in hints]
    candidates += [path.parent for path in candidates]
    candidates += sorted(Path("/usr/include").glob("*/qt6"))
    for directory in candidates:
        if (directory / "QtCore").is_dir():
            return QtHeaders([directory])
    return QtHeaders([])
