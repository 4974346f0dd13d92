#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnostics bundle: a good archive with everything support needs, and no secret, mailbox, person or title."""

import html
import json
import os
import unittest
import urllib.parse
import zipfile

from ctlbench import CtlTest
from storebench import MISSING, PASSWORD, Server

FILES = {"README.txt", "about.json", "settings.json", "checks.json", "runs.json", "store.json", "exchanges.jsonl"}
LOUD = {"QT_LOGGING_RULES": "milepost.*.debug=true"}


BUS = "DBUS_SESSION_BUS_ADDRESS"


class BundleTest(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def read(self, name):
        with zipfile.ZipFile(f"{self.folder.name}/{name}") as archive:
            self.assertIsNone(archive.testzip())
            return {entry: archive.read(entry).decode() for entry in archive.namelist()}


class Bundle(BundleTest):
    def test_no_secret_and_no_name_is_in_it(self):
        self.make_ready(calendar="Bundled")
        self.ctl("log", "--bodies", "15", schema="log")
        titles = {row["title"] for row in self.ctl("deliverables", "list", schema="deliverables")["deliverables"]}
        # Services that print every secret they were sent: as failures of a run, in the journal and in the log.
        self.ctl("sync", "--yes", "--search", "a", schema="run-report")
        for area, form, status in (("graph", "json", 403), ("tracker", "html", 400), ("entra", "json", 401)):
            self.sandbox.control("faults", clear=True, faults=[{"match": {"area": area, "times": 0},
                                 "action": {"kind": "echo", "as": form, "status": status}}])
            self.run_ctl("sync", "--yes", "--json", environment=LOUD)
            self.run_ctl("check", "--json", environment=LOUD)
        echoed = self.ctl("bundle", "echoed.zip", schema="bundle", environment=LOUD)
        self.assertEqual({file["name"] for file in echoed["files"]}, FILES)
        self.sandbox.heal()
        self.ctl("bundle", "--show", schema="bundle")
        self.assertIn("==> runs.json <==", self.human("bundle", "--show", "--offline").out)
        self.ctl("bundle", "well.zip", schema="bundle")
        for name in ("echoed.zip", "well.zip"):
            files = self.read(name)
            self.assertEqual(set(files), FILES)
            for file, text in files.items():
                for canary in [*self.canaries, "eyJ"]:
                    self.assertNotIn(canary, text, file)
                for mailbox in (self.facts["mailbox"], self.facts["trackerUser"] + '"'):
                    self.assertNotIn(mailbox, text, file)
                self.assertNotRegex(text, r"[\w.]+@[\w.]+", file)
                for title in titles:
                    self.assertNotIn(title, text, file)
            self.assertTrue(json.loads(files["runs.json"])["runs"])
            self.assertGreater(json.loads(files["store.json"])["journal"]["rows"]["runs"], 0)
            lines = [json.loads(line) for line in files["exchanges.jsonl"].splitlines()]
            self.assertTrue(any(line["mailbox"].startswith("mailbox-") for line in lines))
            self.assertFalse(any("url" in line or "bodies" in line for line in lines))
        self.assertIn("***", self.read("echoed.zip")["exchanges.jsonl"] + self.read("echoed.zip")["checks.json"])
        self.assertIn(json.loads(self.read("well.zip")["checks.json"])["overall"], ("ok", "warning"))
        self.assertIn(json.loads(self.read("echoed.zip")["checks.json"])["overall"], ("failed", "unknown"))
        names = json.loads((self.config / "data" / "test~pseudonyms.json").read_text())["names"]
        self.assertIn(self.facts["mailbox"], names.values())
        self.hold_files()

    def test_nothing_is_overwritten_and_something_is_always_said(self):
        self.make_profile()
        self.ctl("bundle", code=64)
        self.ctl("bundle", "once.zip", "--offline", schema="bundle")
        self.ctl("bundle", "once.zip", "--offline", code=5)
        files = self.read("once.zip")
        self.assertIn("checks: not asked (--offline)", json.loads(files["about.json"])["notHad"])


@unittest.skipUnless(BUS in os.environ, "LEFT OUT: a keychain needs a session with a keyring (tests/run.sh)")
class KeptElsewhere(BundleTest):
    """Secrets in the keychain, the journal in PostgreSQL; and every secret in the journal's texts, as if each rule
    that keeps them out had failed."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.server.close()

    def keep(self, secrets):
        for name in (BUS, "XDG_RUNTIME_DIR"):
            if name in os.environ:
                self.environment[name] = os.environ[name]
        for name in ("ENTRA_SECRET", "TRACKER_PASSWORD"):
            del self.environment[f"MILEPOST_{name}"]
        for kind, secret in secrets.items():
            self.addCleanup(self.ctl, "secret", "delete", kind, schema="secrets")
            self.ctl("secret", "set", kind, "--from", "stdin", given=secret, schema="secrets")

    def plant(self, texts):
        """In every text of the journal that a bundle is made of; the schema is that of the only profile."""
        schema = self.server.ask("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'milepost%'")[0]
        text = " ".join(texts)
        failures = json.dumps([{"kind": "bug", "stage": "graph", "status": 500, "code": text, "what": text,
                                "requestId": text, "subject": "x", "context": {"peer_issuer": text}}])
        for table, column, value in (("runs", "why", text), ("runs", "failures", failures), ("intents", "error", text)):
            self.server.ask(f"UPDATE {schema}.{table} SET {column} = $milepost${value}$milepost$")
            self.assertGreater(int(self.server.ask(f"SELECT count(*) FROM {schema}.{table}")[0]), 0)

    def test_no_secret_of_them_is_in_it(self):
        secrets = {"entra-secret": self.facts["clientSecret"], "tracker-password": self.facts["trackerPassword"],
                   "store-password": PASSWORD}
        self.make_profile("kept", calendarName="Kept", secretSource="keychain", store=self.server.store())
        self.keep(secrets)
        if "driver for PostgreSQL" in self.run_ctl("runs", "list").err:
            self.skipTest(MISSING)
        self.ctl("calendars", "create", "Kept", schema="calendars")
        self.ctl("sync", "--yes", schema="run-report", environment=LOUD)
        self.plant(secrets.values())
        done = self.ctl("bundle", "kept.zip", schema="bundle", environment=LOUD)
        self.assertFalse([gap for gap in done["notHad"] if "not looked for" in gap], done["notHad"])
        files = self.read("kept.zip")
        store = json.loads(files["store.json"])
        self.assertGreater(store["journal on the server"]["rows"]["intents"], 0)
        self.assertIn("***", files["runs.json"])
        self.assertGreater(files["runs.json"].count("***"), 2 * len(secrets))
        for secret in secrets.values():
            for canary in {secret, urllib.parse.quote(secret, safe=""), html.escape(secret), json.dumps(secret)[1:-1]}:
                for file, text in files.items():
                    self.assertNotIn(canary, text, file)
        for file, text in files.items():
            self.assertNotIn("C4nary", text, file)
            self.assertNotIn("eyJ", text, file)


if __name__ == "__main__":
    unittest.main(verbosity=2)
