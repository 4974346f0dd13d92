#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""milepostctl ladder and explain: documents, exit status, reports. Which rung fails when is a table of
tests/app/tst_ladders.cpp and tst_eventladder.cpp."""

import json
import pathlib
import unittest

from ctlbench import CtlTest

LADDERS = ["authentication-failed", "insufficient-privileges", "calendar-not-found", "events-not-appearing"]


class Ladder(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def ladder(self, name, *arguments, failed=None, code=0, **more):
        document = self.ctl("ladder", name, *arguments, code=code, schema="ladder", **more)
        self.assertEqual(document["failedRung"], failed)
        states = [rung["state"] for rung in document["rungs"]]
        self.assertEqual("failed" in states, failed is not None)
        if failed:
            place = states.index("failed")
            self.assertEqual(document["rungs"][place]["id"], failed)
            self.assertEqual(set(states[place + 1 :]) - {"not-reached"}, set())
            self.assertTrue(document["remedies"])
        else:
            self.assertNotIn("not-reached", states)
        self.assertEqual("error" in document, code in (4, 5, 6))
        return document

    def dated(self):
        return next(row["id"] for row in self.ctl("deliverables", "list", schema="deliverables")["deliverables"] if row["eligible"])

    def test_all_is_well(self):
        self.make_ready(calendar="Ladders well")
        self.ctl("sync", "--yes", schema="run-report")
        for name in LADDERS:
            with self.subTest(name):
                document = self.ladder(name)
                self.assertEqual(document["ladder"], name)
                self.assertIn("No check failed.", self.human("ladder", name).out)
        self.ladder("calendar-not-found", "--write-test")
        verdict = self.ctl("explain", str(self.dated()), schema="explain")
        self.assertEqual({step["state"] for step in verdict["steps"]} & {"failed", "not-reached"}, set())
        self.hold_files()

    def test_the_exit_status_says_what_kind_of_failure_it_is(self):
        self.make_profile(calendarName="Nothing like it")
        missing = self.ladder("calendar-not-found", failed="exact-name", code=6)
        self.assertEqual(missing["error"]["cause"], "calendar-missing")
        self.assertIn("calendars create 'Nothing like it'", missing["rungs"][7]["fixes"][0]["command"])
        wrong = {"MILEPOST_ENTRA_SECRET": "wrong"}
        self.ladder("authentication-failed", failed="credential", code=6, environment=wrong)
        self.ladder("calendar-not-found", failed="token", code=6, environment=wrong)
        self.sandbox.fault("dropBefore", {"area": "tracker", "times": 0})
        self.ladder("events-not-appearing", failed="exists", code=4)
        self.ctl("explain", "1", code=4, schema="explain")
        self.sandbox.heal()
        self.ctl("explain", "999999", code=3, schema="explain")
        self.ctl("explain", "none", code=64)
        self.ctl("ladder", "moon", code=64)
        self.ctl("ladder", code=64)

    def test_explains_one_deliverable(self):
        self.make_ready(calendar="Explained")
        number = str(self.dated())
        day = next(row["date"] for row in self.sandbox.deliverables() if row["id"] == int(number))
        back = [{"id": int(number), "set": {"date": day}}]
        self.addCleanup(self.sandbox.control, "tracker", table="deliverables", patch=back)
        document = self.ctl("explain", number, code=3, schema="explain")
        self.assertEqual(document["steps"][-1]["state"], "not-reached")
        self.assertIn("never written", document["verdict"])
        self.ctl("sync", "--yes", schema="run-report")
        self.ctl("explain", number, schema="explain")
        viewed = self.ctl("explain", number, "--mailbox", "bridges@contoso.example", code=3, schema="explain")
        self.assertIn("bridges@contoso.example", viewed["verdict"])
        text = self.human("explain", number, "--viewer", "bridges@contoso.example", code=3).out
        self.assertTrue(text.startswith("The calendar is shared: "), text)
        self.sandbox.control("tracker", table="deliverables", patch=[{"id": int(number), "set": {"date": None}}])
        self.assertIn("no date", self.ctl("explain", number, code=3, schema="explain")["verdict"])

    def test_a_report_is_kept_and_compared(self):
        self.make_ready(calendar="Kept")
        folder = pathlib.Path(self.folder.name)
        for end in ("html", "md", "json"):
            self.ladder("calendar-not-found", "--out", str(folder / f"report.{end}"))
            self.assertIn("Kept", (folder / f"report.{end}").read_text(encoding="utf-8"))
        saved = str(folder / "report.json")
        self.fits(json.loads(pathlib.Path(saved).read_text(encoding="utf-8")), "ladder")
        self.assertEqual(self.ladder("calendar-not-found", "--compare", saved)["changes"], [])
        self.sandbox.control("edit", op="renameCalendar", calendar="Kept", to="kept")
        changes = self.ladder("calendar-not-found", "--compare", saved, failed="near-names", code=6)["changes"]
        self.assertIn("near-names", [change["id"] for change in changes])
        self.assertIn("before: ok", self.human("ladder", "calendar-not-found", "--compare", saved, code=6).out)
        self.ctl("ladder", "calendar-not-found", "--out", str(folder / "report.doc"), code=64)
        self.ctl("ladder", "authentication-failed", "--compare", saved, code=6)
        self.ctl("ladder", "authentication-failed", "--compare", str(folder / "none.json"), code=6)
        self.hold_files()

    def test_a_renamed_calendar_is_named(self):
        self.make_ready(calendar="Renamed")
        self.sandbox.control("edit", op="renameCalendar", calendar="Renamed", to="Put away")
        document = self.ladder("calendar-not-found", failed="id-valid", code=6)
        self.assertIn("Put away", next(rung["evidence"] for rung in document["rungs"] if rung["id"] == "id-valid"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
