# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real PostgreSQL server with a cluster of its own, on a socket in a temporary folder, for the tests of the
command line. As root it runs as another user: initdb refuses root."""

import ctypes
import os
import pathlib
import pwd
import signal
import subprocess
import tempfile
import threading
import unittest

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
PASSWORD = "C4nary'of \\the; störe"
MISSING = "LEFT OUT: PostgreSQL 15 or Qt's driver for it is not installed, or not part of the build"
PR_SET_PDEATHSIG = 1


def _other_user():
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _ends_with_us():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


class Server:
    """Ends with close(), or with the test that started it."""

    def __init__(self):
        if os.environ.get("MILEPOST_POSTGRES") != "1" or not (PROGRAMS / "initdb").exists():
            raise unittest.SkipTest(MISSING)
        # Not in TMPDIR: that is private to our own user, and a socket's path is short.
        self.folder = tempfile.TemporaryDirectory(prefix="milepost-pg.", dir="/tmp")
        self.host = self.folder.name
        user = _other_user()
        self.account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        first = pathlib.Path(self.host) / "first"
        first.write_text(PASSWORD + "\n", encoding="utf-8")
        for path in (self.host, first):
            if user:
                os.chown(path, user.pw_uid, user.pw_gid)
        self._run("initdb", "-D", f"{self.host}/data", "-U", "milepost", "-A", "scram-sha-256", "-E", "UTF8",
                  "--locale=C.UTF-8", "-N", f"--pwfile={first}")
        first.unlink()
        self._listen()

    def _run(self, program, *arguments):
        subprocess.run([PROGRAMS / program, *arguments], check=True, capture_output=True, cwd=self.host, **self.account)

    def _listen(self):
        self.process = subprocess.Popen(
            [PROGRAMS / "postgres", "-D", f"{self.host}/data", "-k", self.host, "-F", "-c", "listen_addresses=",
             "-c", "shared_buffers=16MB"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=self.host,
            preexec_fn=_ends_with_us, **self.account,
        )
        while b"ready to accept connections" not in (line := self.process.stdout.readline()):
            if not line:
                raise RuntimeError("PostgreSQL did not start")
        # Nobody waits for what it says from here on, and the pipe must not fill up.
        self.reader = threading.Thread(target=self.process.stdout.read)
        self.reader.start()

    def store(self):
        """What the profile's key `store` is set to."""
        return f"host={self.host} user=milepost dbname=postgres"

    def ask(self, sql):
        """The rows of a question, one line each."""
        answer = subprocess.run(
            [PROGRAMS / "psql", "-h", self.host, "-U", "milepost", "-d", "postgres", "-At", "-c", sql],
            check=True, capture_output=True, text=True, env={**os.environ, "PGPASSWORD": PASSWORD},
        )
        return answer.stdout.splitlines()

    def close(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(60)
        self.reader.join()
        self.process.stdout.close()
        self.folder.cleanup()
