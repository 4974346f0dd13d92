#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnostics bundle: a good archive with everything support needs, and no secret, mailbox, person or title."""

import json
import unittest
import zipfile

from ctlbench import CtlTest

FILES = {"README.txt", "about.json", "settings.json", "checks.json", "runs.json", "store.json", "exchanges.jsonl"}
LOUD = {"QT_LOGGING_RULES": "milepost.*.debug=true"}


class Bundle(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def read(self, name):
        with zipfile.ZipFile(f"{self.folder.name}/{name}") as archive:
            self.assertIsNone(archive.testzip())
            return {entry: archive.read(entry).decode() for entry in archive.namelist()}

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
