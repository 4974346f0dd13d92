# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants each kind of fault in a small clean tree and sees that it, and nothing else, is reported."""

import tempfile
from pathlib import Path

import rules

_CPP = "// SPDX-FileCopyrightText: 2026 The Milepost authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n"
_HASH = _CPP.replace("//", "#")
_H = _CPP + "\n#pragma once\n\n"

_CLEAN = {
    ".gitignore": "build/\n",
    "CMakeLists.txt": _HASH,
    "README.md": "Milepost\n",
    "build/anything.txt": "",
    "src/CMakeLists.txt": _HASH,
    "src/base/CMakeLists.txt": _HASH + "milepost_room(\n    NAME base\n    USES Qt6::Core Threads::Threads\n    SOURCES clock.cpp)\n",
    "src/base/clock.h": _H + "#include <QString>\n#include <chrono>\n",
    "src/base/clock.cpp": _CPP
    + '#include "base/clock.h"\n#include <sys/stat.h>\n// A QEventLoop or QSqlDatabase may be spoken of.\n'
    + "const auto k_text = \"processEvents\"; const auto k_many = 1'000'000; const auto k_mark = '\"';\n",
    "src/http/CMakeLists.txt": _HASH + "milepost_room(NAME http MAY base USES Qt6::Network SOURCES net.cpp)\n",
    "src/http/net.cpp": _CPP + '#include "base/clock.h"\n#include <QNetworkAccessManager>\n#include "net.moc"\n',
    "src/auth/crypto.cpp": _CPP + "#include <openssl/evp.h>\n#include <qt6keychain/keychain.h>\n#include <QDBusConnection>\n",
    "src/storage/store.cpp": _CPP + "#include <QSqlDatabase>\nbool f(QSqlQuery& query) { return query.exec(); }\n",
    "src/sandbox/server.cpp": _CPP + "#include <httplib.h>\n#include <openssl/x509.h>\n",
    "src/cli/plan.cpp": _CPP + '#include <CLI/CLI.hpp>\n#include "graph/events.h"\n#include "domain/plan.h"\n#include "http/a.h"\n',
    "src/app/main.cpp": _CPP + '#include <QApplication>\n#include "sandbox/server.h"\nint f(QApplication& a) { return a.exec(); }\n',
    "tests/base/tst_clock.cpp": _CPP + '#include "base/clock.h"\n#include <QTest>\n',
}


def _with(include, room="domain", name="x.cpp"):
    return f"src/{room}/{name}", _CPP + f"#include {include}\n"


def _saying(code, room="sync"):
    return f"src/{room}/x.cpp", _CPP + f"void f() {{ {code} }}\n"


def _room(text, room="graph"):
    return f"src/{room}/CMakeLists.txt", _HASH + f"milepost_room({text})\n"


# ((path, text), what the report must say)
_FAULTS = [
    (_with('"http/net.h"'), "domain may not include"),
    (_with('"base/clock.h"', "sandbox"), None),
    (_with('"domain/plan.h"', "sandbox"), "sandbox may not include"),
    (_with('"http/net.h"', "sync"), "sync may not include"),
    (_with('"sandbox/server.h"', "cli"), "cli may not include"),
    (_with('"app/main.h"', "cli"), "cli may not include"),
    (_with('"clock.h"', "base"), "does not name its room"),
    (_with('"base/../http/net.h"', "base"), "goes round the walls"),
    (_with('"../http/net.h"', "base"), "goes round the walls"),
    (_with('"elsewhere/net.h"'), "no room elsewhere"),
    (_with("HEADER"), "hides what it includes"),
    (_with("<QNetworkRequest>"), "of QtNetwork"),
    (_with("<QtSql/QSqlQuery>", "sync"), "of QtSql"),
    (_with("<QWidget>", "presentation"), "of QtWidgets"),
    (_with("<QPainter>", "presentation"), None),
    (_with("<QDBusConnection>", "storage"), "of QtDBus"),
    (_with("<httplib.h>", "http"), "of cpp-httplib"),
    (_with("<openssl/evp.h>", "http"), "of OpenSSL"),
    (_with("<openssl/evp.h>", "auth", "tokens.cpp"), "only crypto.cpp may include OpenSSL"),
    (_with("<CLI/CLI.hpp>", "sandbox"), "of CLI11"),
    (_with("<qt6keychain/keychain.h>", "cli"), "of QtKeychain"),
    (_with("<QtCore/private/qobject_p.h>"), "no room may include"),
    (_with("<nlohmann/json.hpp>"), "no room may include"),
    (_with("<QNoSuchThing>"), "no room may include"),
    (_room("NAME graph MAY base storage SOURCES x.cpp"), "graph may not link storage"),
    (_room("NAME graph USES Qt6::Network SOURCES x.cpp"), "graph may not link Qt6::Network"),
    (_room("NAME tracker SOURCES x.cpp"), "declared in the folder graph"),
    (("src/attic/x.h", _H), "no room attic"),
    (("src/x.h", _H), "outside of every room"),
    (_saying("QNetworkAccessManager m;"), "only http"),
    (_saying("QSqlDatabase db;"), "only storage"),
    (_saying("QSqlDatabase db;", "app"), "only storage"),
    (_saying("QEventLoop loop;"), "nested event loops"),
    (_saying("QCoreApplication::processEvents();"), "nested event loops"),
    (_saying("QThread::msleep(5);"), "stop token"),
    (_saying("QThread::sleep(5);", "sandbox"), "stop token"),
    (_saying("::usleep(5);"), "stop token"),
    (_saying("std::this_thread::sleep_for(1s);"), "stop token"),
    (_saying("dialog.exec();", "widgets"), "open(), not exec()"),
    (_saying("// later: TO" + "DO\n"), "finish it"),
    (("tests/base/x.cpp", _CPP + "// FIX" + "ME\n"), "finish it"),
    (("src/base/x.cpp", "int x;\n"), "SPDX"),
    (("tests/base/x.h", "#pragma once\n"), "SPDX"),
    (("tests/base/CMakeLists.txt", "milepost_test(x)\n"), "SPDX"),
    (("src/base/x.cpp", _CPP + "\n" * rules.TOO_LONG), "is the limit"),
    (("tests/base/x.h", _CPP), "without #pragma once"),
    (("src/base/x.h", _CPP + "// #pragma once\n"), "without #pragma once"),
    (("scratch.txt", "notes\n"), "no place at the top level"),
]


def _plant(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def _faults_with(extra, each_fault, qt):
    with tempfile.TemporaryDirectory(prefix="milepost-layering-") as folder:
        root = Path(folder)
        _plant(root, {**_CLEAN, **extra})
        return [f"{path.relative_to(root)}:{line}: {fault}" for path, line, fault in each_fault(root, qt)]


def run(each_fault, qt):
    """0 when the clean tree passes and each planted fault is found, alone."""
    wrong = [f"the clean tree was blamed: {fault}" for fault in _faults_with({}, each_fault, qt)]
    for (name, text), expected in _FAULTS:
        found = _faults_with({name: text}, each_fault, qt)
        if expected is None:
            wrong += [f"blamed without a cause: {fault}" for fault in found]
        elif len(found) != 1 or expected not in found[0]:
            wrong.append(f"planted in {name}: expected one fault with {expected!r}, found {found}")
    for line in wrong:
        print(line)
    print(f"{len(_FAULTS)} planted cases, {len(wrong)} not judged as they should be")
    return 1 if wrong else 0
