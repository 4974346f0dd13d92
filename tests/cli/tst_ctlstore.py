#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A store that several machines share, through milepostctl: two config folders and one PostgreSQL server."""

import html
import json
import os
import pathlib
import unittest
import urllib.parse

from ctlbench import CtlTest, watch_command_line
from storebench import MISSING, PASSWORD, Server

LOUD = {"QT_LOGGING_RULES": "milepost.*.debug=true"}
NOBODY_THERE = "postgresql://milepost@127.0.0.1:1/postgres"


class SharedStore(CtlTest):
    sandbox_arguments = ("--deliverables", "30", "--projects", "3", "--people", "4")

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        super().setUpClass()
        cls.canaries = [
            *cls.canaries, PASSWORD, urllib.parse.quote(PASSWORD, safe=""), html.escape(PASSWORD),
            PASSWORD.replace("\\", "\\\\"), "C4nary",
        ]

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.server.close()

    def setUp(self):
        super().setUp()
        self.environment["MILEPOST_STORE_PASSWORD"] = PASSWORD
        self.homes = {"first": self.config, "second": pathlib.Path(self.folder.name) / "second"}

    def on(self, machine):
        self.config = self.homes[machine]

    def make_shared(self, name, calendar, **changes):
        """A profile of this name on both machines; each test takes a name of its own, and with it a schema."""
        self.make_profile(name, calendarName=calendar, store=self.server.store(), **changes)
        if "driver for PostgreSQL" in self.run_ctl("runs", "list").err:
            self.skipTest(MISSING)
        self.ctl("calendars", "create", calendar, schema="calendars")
        exported = json.loads(self.run_ctl("profile", "export", name).out)
        (pathlib.Path(self.folder.name) / "file.json").write_text(json.dumps(exported), encoding="utf-8")
        self.on("second")
        self.ctl("profile", "import", "file.json", schema="profile")
        self.ctl("profile", "set", "secretSource=env", schema="profile")

    def files(self, machine):
        return sorted(path.name for path in (self.homes[machine] / "data").glob("*"))

    def test_two_machines_share_one_history(self):
        self.make_shared("shared", "Shared")
        error = self.ctl("runs", "list", code=6)["error"]
        self.assertEqual(error["code"], "origin-unconfirmed", "an imported address was sent the password")
        self.ctl("secret", "confirm", schema="secrets")
        self.assertEqual(self.ctl("runs", "list", schema="runs")["runs"], [])
        self.on("first")
        first = self.ctl("sync", "--yes", schema="run-report")
        self.assertGreater(first["summary"]["created"], 10)
        self.assertTrue(first["verified"])
        self.on("second")
        runs = self.ctl("runs", "list", schema="runs")["runs"]
        self.assertEqual([run["run"] for run in runs], [first["run"]])
        self.assertRegex(runs[0]["who"], ".+@.+", "nobody knows who on the other machine began it")
        self.assertEqual(len(self.ctl("runs", "show", first["run"], schema="runs")["runs"][0]["actions"]),
                         first["summary"]["created"])
        again = self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual((again["summary"]["created"], again["summary"]["unchanged"]),
                         (0, first["summary"]["created"]))
        # One takes back what the other wrote.
        self.ctl("runs", "revert", first["run"], "--out", "back.json", code=2, schema="plan")
        back = self.ctl("apply", "back.json", "--yes", "--max-delete", "100%", schema="run-report")
        self.assertEqual(back["summary"]["deleted"], first["summary"]["created"])
        self.on("first")
        self.assertEqual(len(self.ctl("runs", "list", schema="runs")["runs"]), 2)
        self.hold_files()

    def test_a_target_is_changed_by_a_word(self):
        self.make_shared("moved", "Before")
        self.ctl("secret", "confirm", schema="secrets")
        self.on("first")
        created = self.ctl("sync", "--yes", schema="run-report")["summary"]["created"]
        self.ctl("calendars", "create", "After", schema="calendars")
        self.ctl("profile", "set", "calendarName=After", schema="profile")
        for command in (["plan"], ["sync", "--yes"], ["remove-all"], ["detach"], ["drift", "list"]):
            with self.subTest(command=command):
                error = self.ctl(*command, code=5)["error"]
                self.assertEqual(error["cause"], "store-failed")
                self.assertIn("another target", error["title"])
                for name in ("Before", "After"):
                    self.assertIn(name, error["detail"])
                self.assertIn("profile retarget", self.human(*command, code=5).err)
        said = self.ctl("profile", "retarget", schema="profile-target")["target"]
        self.assertEqual((said["mode"], said["calendarName"]), ("shared", "After"))
        self.assertIn("After", self.human("profile", "retarget").out)
        plan = self.ctl("plan", code=2, schema="plan")
        self.assertEqual((plan["summary"]["create"], plan["summary"]["delete"]), (created, created))
        self.on("second")
        self.ctl("sync", "--yes", "--max-delete", "100%", code=5)
        self.assertEqual((len(self.events("Before")), len(self.events("After"))), (created, 0))
        self.on("first")
        self.assertEqual(self.ctl("sync", "--yes", code=5)["error"]["cause"], "guard-refused")
        self.ctl("sync", "--yes", "--max-delete", "100%", schema="run-report")
        self.on("second")
        self.ctl("sync", "--yes", "--max-delete", "100%", code=5)
        self.ctl("profile", "set", "calendarName=After", schema="profile")
        self.assertEqual(self.ctl("plan", schema="plan")["summary"]["create"], 0)
        self.assertEqual((len(self.events("Before")), len(self.events("After"))), (0, created))
        self.hold_files()

    def test_the_password_comes_from_the_keychain(self):
        if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
            self.skipTest("LEFT OUT: no session bus, and so no keychain (tests/run.sh has one)")
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        for name in ("ENTRA_SECRET", "TRACKER_PASSWORD", "STORE_PASSWORD"):
            del self.environment[f"MILEPOST_{name}"]
        self.make_profile("kept", calendarName="Kept", secretSource="keychain", store=self.server.store())
        given = {"entra-secret": self.facts["clientSecret"], "tracker-password": self.facts["trackerPassword"]}
        for kind, secret in given.items():
            self.ctl("secret", "set", kind, "--from", "stdin", given=secret, schema="secrets")
        missing = self.ctl("runs", "list", code=6)["error"]
        if "driver for PostgreSQL" in json.dumps(missing):
            self.skipTest(MISSING)
        self.assertEqual(missing["cause"], "credential-missing")
        self.assertIn("store-password", json.dumps(missing))
        self.ctl("secret", "set", "store-password", "--from", "stdin", given=PASSWORD + "\n", schema="secrets")
        states = {s["kind"]: s["state"] for s in self.ctl("secret", "status", schema="secrets")["secrets"]}
        self.assertEqual(states["store-password"], "stored")
        self.ctl("calendars", "create", "Kept", schema="calendars")
        done = self.ctl("sync", "--yes", schema="run-report", environment=LOUD)
        self.assertEqual(len(self.ctl("runs", "list", schema="runs")["runs"]), 1)
        kept = [name for name in self.files("first") if "~exchanges.sqlite" not in name]
        self.assertEqual(kept, [], "something of the journal is kept here as well")
        self.ctl("secret", "set", "store-password", "--from", "stdin", given="C4nary that is wrong", schema="secrets")
        self.assertIn("wrong user or password", self.ctl("runs", "list", code=6)["error"]["detail"])
        self.ctl("secret", "delete", "store-password", schema="secrets")
        self.assertEqual(self.ctl("sync", "--yes", code=6)["error"]["cause"], "credential-missing")
        self.assertEqual(len(self.events("Kept")), done["summary"]["created"])
        self.hold_files()

    def every_command(self):
        return (["runs", "list"], ["plan"], ["sync", "--yes"], ["people", "list"], ["drift", "list"],
                ["calendars", "list"], ["deliverables", "list"])

    def fails(self, cause, words, environment=None):
        """Each command says why, in both forms of output, and writes nothing."""
        for command in self.every_command():
            with self.subTest(words=words, command=command):
                seen = set()
                process = self.start(*command, "--json", environment={**LOUD, **(environment or {})})
                watcher = watch_command_line(process, seen)
                done = self.finish(process)
                watcher.join()
                self.assertEqual(done.code, 6, done.out + done.err)
                error = json.loads(done.out)["error"]
                self.assertEqual(error["cause"], cause)
                self.assertIn(words, error["detail"])
                self.assertTrue(error["remedy"])
                self.assertIn(words.split()[0], self.human(*command, code=6, environment=environment).err)
                self.assertFalse([line for line in seen if b"C4nary" in line])

    def test_what_is_wrong_is_told(self):
        self.make_profile("told", calendarName="Told", store=self.server.store())
        without = {"MILEPOST_STORE_PASSWORD": ""}
        if "driver for PostgreSQL" in self.run_ctl("runs", "list", environment=without).err:
            self.skipTest(MISSING)
        self.fails("credential-missing", "MILEPOST_STORE_PASSWORD", without)
        self.fails("store-failed", "wrong user or password", {"MILEPOST_STORE_PASSWORD": "C4nary that is wrong"})
        self.ctl("profile", "set", f"store={NOBODY_THERE}", schema="profile")
        self.assertEqual(self.ctl("runs", "list", code=6)["error"]["code"], "origin-unconfirmed")
        self.ctl("secret", "confirm", "store-password", schema="secrets")
        self.fails("store-failed", "cannot be reached: nobody answers there")
        self.ctl("profile", "set", f"store=postgresql://milepost:{PASSWORD}@127.0.0.1/postgres", code=6)
        self.ctl("profile", "set", "store=sqlite", schema="profile")
        self.assertEqual(self.ctl("runs", "list", schema="runs")["runs"], [])
        self.assertEqual(self.server.ask("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'milepost_told%'"), [])
        self.hold_files()


if __name__ == "__main__":
    unittest.main(verbosity=2)
