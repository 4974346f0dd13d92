#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The exchange log through milepostctl: everything that was sent is in it, nothing secret is, and it is found."""

import json
import signal
import sqlite3
import unittest

from ctlbench import CtlTest


class Log(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def log(self, *words, **more):
        return self.ctl("log", *words, schema="log", **more)["exchanges"]

    def test_every_request_is_kept_and_found(self):
        self.make_profile(calendarName="Logged")
        self.assertEqual(self.log(), [])
        self.assertIn("Nothing in the log fits", self.human("log").out)
        self.ctl("calendars", "create", "Logged", schema="calendars")
        report = self.ctl("sync", "--yes", schema="run-report")
        every = self.log("--limit", "1000")
        stages = {row["stage"] for row in every}
        self.assertEqual(stages, {"token", "graph", "tracker"})
        self.assertEqual([row["id"] for row in every], sorted(row["id"] for row in every))
        for row in every:
            self.assertEqual(row["program"], "milepostctl")
            self.assertNotIn("@", row["template"])
            self.assertTrue(row["clientRequestId"])
            if row["status"]:
                self.assertTrue(row["requestId"], row)
        # An answer that is as fast as Qt's signals leaves a span unseen: not every row has it.
        self.assertTrue(any(row["ms"]["firstByte"] is not None for row in every))
        self.assertTrue(any(row["connection"] == "new" for row in every))
        self.assertTrue(any(row["connection"] == "reused" for row in every))

        of_run = self.log("--run", report["run"], "--limit", "1000")
        writes = [row for row in of_run if row["method"] == "POST" and row["stage"] == "graph"]
        self.assertEqual(len(writes), report["summary"]["created"])
        self.assertEqual(len({row["deliverable"] for row in writes}), len(writes))
        proof = [row for row in of_run if row["deliverable"] is None and row["stage"] == "graph"]
        self.assertTrue(proof, "the look at the result is a part of the run")
        first = min(row["id"] for row in writes)
        read = {row["stage"] for row in of_run if row["id"] < first and row["method"] == "GET"}
        self.assertEqual(read, {"tracker", "graph"}, "what it was planned from is a part of the run too")
        self.assertLess(len(of_run), len(every), "another command's requests are not")
        one = writes[0]
        self.assertEqual(
            {row["deliverable"] for row in self.log("--deliverable", str(one["deliverable"]))}, {one["deliverable"]}
        )
        self.assertEqual(len(self.log("--only", "token")), len([r for r in every if r["stage"] == "token"]))
        self.assertEqual(self.log("--failed", "--since", "2h"), [r for r in every if not 200 <= (r["status"] or 0) < 300])
        self.assertEqual([row["id"] for row in self.log("--search", one["requestId"])], [one["id"]])
        self.assertEqual(self.log("--mailbox", "nobody@"), [])
        self.ctl("log", "--since", "yesterday", code=64)
        self.ctl("log", "--run", "x", code=64)
        text = self.human("log", "--run", report["run"]).out
        self.assertIn(f"deliverable {one['deliverable']}", text)
        self.hold_files()

    def test_a_failure_is_copied_for_support_and_for_a_shell(self):
        self.make_ready(calendar="Copied")
        self.sandbox.fault("status", {"area": "graph", "method": "GET", "times": 1}, status=403, code="ErrorAccessDenied")
        self.run_ctl("calendars", "list", "--json")
        failed = self.log("--failed", "--as", "support")
        self.assertTrue(failed)
        row = failed[-1]
        self.assertIn(f"request-id: {row['requestId']}", row["support"])
        self.assertNotIn(self.facts["mailbox"], row["support"])
        curl = self.log("--id", str(row["id"]), "--as", "curl")[0]["curl"]
        self.assertIn("$TOKEN", curl)
        self.assertIn(row["clientRequestId"], self.human("log", "--id", str(row["id"]), "--as", "curl").out)
        self.ctl("log", "--id", "999999", code=64)

    def test_bodies_are_kept_for_a_time_and_without_secrets(self):
        self.make_ready(calendar="Bodies")
        document = self.ctl("log", "--bodies", "15", schema="log")
        self.assertTrue(document["bodiesUntil"])
        self.ctl("sync", "--yes", schema="run-report")
        kept = [row for row in self.log("--limit", "1000") if "bodies" in row]
        self.assertTrue(any('"subject"' in row["bodies"]["request"] for row in kept))
        self.assertTrue(any("***" in row["bodies"]["answer"] for row in kept if row["stage"] == "token"))
        self.ctl("log", "--bodies", "0", schema="log")
        self.ctl("calendars", "list", schema="calendars")
        last = self.log()[-1]
        self.assertNotIn("bodies", last)
        self.assertIsNone(self.ctl("log", schema="log")["bodiesUntil"])
        self.hold_files()

    def test_it_follows_what_another_program_does(self):
        self.make_ready(calendar="Followed")
        watcher = self.start("log", "--follow", "--limit", "1", "--json")
        first = json.loads(watcher.stdout.readline())
        self.ctl("calendars", "list", schema="calendars")
        after = json.loads(watcher.stdout.readline())
        self.fits(after, "exchange")
        self.assertGreater(after["id"], first["id"])
        watcher.send_signal(signal.SIGINT)
        self.assertEqual(self.finish(watcher).code, 130)

    def test_checks_and_refusals_are_kept_too(self):
        self.make_profile(calendarName="Checked")
        self.run_ctl("check", "--json")
        stages = {row["stage"] for row in self.log("--limit", "1000")}
        self.assertEqual(stages, {"token", "graph", "tracker"})
        path = self.config / "data" / "test~exchanges.sqlite"
        with sqlite3.connect(path) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))


if __name__ == "__main__":
    unittest.main(verbosity=2)
