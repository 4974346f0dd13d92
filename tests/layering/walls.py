# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The walls: which room may include which rooms and which foreign libraries, directly."""

import re
from dataclasses import dataclass

import source


@dataclass(frozen=True)
class Room:
    rooms: frozenset
    foreign: frozenset


def _room(rooms="", foreign=""):
    return Room(frozenset(rooms.split()), frozenset(foreign.split()) | {"QtCore"})


# The table of docs/adr/0001-rooms.md. A room may always include itself, the standard library and Qt Core.
TABLE = {
    "base": _room(),
    "domain": _room("base"),
    "http": _room("base", "QtNetwork"),
    "auth": _room("base domain http", "QtKeychain QtDBus OpenSSL"),
    "tracker": _room("base domain http"),
    "graph": _room("base domain http"),
    "storage": _room("base domain", "QtSql"),
    "sync": _room("base domain tracker graph storage"),
    "setup": _room("base domain http auth graph storage"),
    "doctor": _room("base domain http auth tracker graph storage"),
    "sandbox": _room("base", "cpp-httplib OpenSSL"),
}


def _closure(names):
    """The rooms named, and every room that those name."""
    reached, todo = set(), set(names)
    while todo:
        name = todo.pop()
        reached.add(name)
        todo |= TABLE[name].rooms - reached
    return reached


_SERVICES = " ".join(sorted(_closure({"sync", "doctor", "setup", "auth", "storage"})))
TABLE["presentation"] = _room(_SERVICES, "QtGui")
TABLE["widgets"] = _room("presentation", "QtGui QtWidgets")
TABLE["cli"] = _room(_SERVICES, "CLI11")
ANYTHING_GOES = "app"

# OpenSSL stands behind one file of auth, so that it can be exchanged there.
ONE_FILE_ONLY = {("auth", "OpenSSL"): re.compile(r"crypto\.cpp")}

_FOREIGN = [
    (re.compile(r"httplib\.h"), "cpp-httplib"),
    (re.compile(r"openssl/.*"), "OpenSSL"),
    (re.compile(r"CLI/.*"), "CLI11"),
    (re.compile(r"(?:qt6?keychain)/.*|keychain\.h"), "QtKeychain"),
    # The standard library, and the operating system's own doors.
    (re.compile(r"[a-z_0-9]+|(?:unistd|fcntl|signal|termios|poll|dlfcn|pwd|grp|malloc|netdb|spawn|windows|io)\.h"), None),
    (re.compile(r"(?:sys|linux|arpa|netinet)/[a-z_0-9]+\.h"), None),
]
_LINKED = [
    (re.compile(r"Qt6::(\w+)"), lambda m: "Qt" + m[1]),
    (re.compile(r"Qt6Keychain::.*"), lambda m: "QtKeychain"),
    (re.compile(r"OpenSSL::.*"), lambda m: "OpenSSL"),
    (re.compile(r"CLI11::.*"), lambda m: "CLI11"),
    (re.compile(r".*httplib.*"), lambda m: "cpp-httplib"),
]
_INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*(\S.*)$", re.M)
_GENERATED = re.compile(r"(?:moc_|ui_)?\w+\.(?:moc|h|cpp)")


def _library_of(header, qt):
    """(known, library): the library is None for the standard library and the system."""
    parts = header.split("/")
    if parts[0] in qt.modules:
        return (False, None) if "private" in parts else (True, parts[0])
    if header in qt.headers:
        return True, qt.headers[header]
    for pattern, library in _FOREIGN:
        if pattern.fullmatch(header):
            return True, library
    return False, None


def _check_angled(file, header, qt):
    known, library = _library_of(header, qt)
    if not known:
        return f"<{header}> is a header that no room may include"
    if library is None or file.room == ANYTHING_GOES:
        return None
    if library not in TABLE[file.room].foreign:
        return f"{file.room} may not include <{header}> of {library}"
    only = ONE_FILE_ONLY.get((file.room, library))
    if only and not only.fullmatch(file.path.name):
        return f"<{header}>: in {file.room} only {only.pattern} may include {library}".replace("\\", "")
    return None


def _check_quoted(file, header):
    other = header.partition("/")[0]
    if "/" not in header:
        generated = header.endswith(".moc") or header.startswith(("ui_", "moc_"))
        if generated and _GENERATED.fullmatch(header):
            return None
        return f'"{header}" does not name its room'
    if "/../" in header or header.startswith("."):
        return f'"{header}" goes round the walls'
    if other not in TABLE and other != ANYTHING_GOES:
        return f'"{header}": there is no room {other}'
    if other == file.room or file.room == ANYTHING_GOES:
        return None
    if other not in TABLE[file.room].rooms:
        return f'{file.room} may not include "{header}"'
    return None


def check_includes(file, qt):
    """Faults of one source file's direct includes, as (line, text)."""
    for match in _INCLUDE.finditer(file.code):
        what = match[1].strip()
        named = re.match(r'<([^>]+)>|"([^"]+)"', what)
        if not named:
            fault = f"#include {what} hides what it includes"
        elif named[1]:
            fault = _check_angled(file, named[1], qt)
        else:
            fault = _check_quoted(file, named[2])
        if fault:
            yield source.line_of(file.code, match.start()), fault


def count_includes(file):
    return len(_INCLUDE.findall(file.code))


def check_link_line(room, text):
    """Faults of a room's milepost_room(...) call: the link line holds to the same table."""
    if room == ANYTHING_GOES:
        return
    call = re.search(r"milepost_room\(([^)]*)\)", text)
    words = call[1].split() if call else []
    section = None
    for word in words:
        if word in ("NAME", "MAY", "USES", "SOURCES"):
            section = word
        elif section == "NAME" and word != room:
            yield 1, f"the room {word} is declared in the folder {room}"
        elif section == "MAY" and word not in TABLE[room].rooms:
            yield 1, f"{room} may not link {word}"
        elif section == "USES":
            library = next((name(m) for pattern, name in _LINKED if (m := pattern.fullmatch(word))), None)
            if library and library not in TABLE[room].foreign:
                yield 1, f"{room} may not link {word}"
