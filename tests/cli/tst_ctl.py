#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on the sandbox through milepostctl: every command for people and for programs, every exit
status that this job can have."""

import json
import pathlib
import signal
import unittest

from ctlbench import CALENDAR, CtlTest


class MainJob(CtlTest):
    sandbox_arguments = ("--deliverables", "60", "--projects", "6", "--people", "12")

    def test_from_nothing_to_nothing_to_do(self):
        self.make_profile()
        self.ctl("plan", code=6, schema="failure")  # the calendar is absent
        created = self.ctl("calendars", "create", CALENDAR, schema="calendars")
        self.assertTrue(created["created"])
        again = self.ctl("calendars", "create", CALENDAR, schema="calendars")
        self.assertFalse(again["created"])
        self.assertEqual(created["calendars"][0]["name"], CALENDAR)

        listing = self.ctl("deliverables", "list", schema="deliverables")
        self.assertEqual(listing["reading"], "complete")
        eligible = [row for row in listing["deliverables"] if row["eligible"]]
        plan = self.ctl("plan", "--out", "plan.json", code=2, schema="plan")
        self.assertEqual(plan["summary"]["create"], len(eligible))
        written = pathlib.Path(self.folder.name) / "plan.json"
        self.assertEqual(json.loads(written.read_text(encoding="utf-8")), plan)
        self.assertEqual(self.events(CALENDAR), [], "a plan wrote something")

        report = self.ctl("apply", "plan.json", "--yes", schema="run-report")
        self.assertEqual(report["status"], "succeeded")
        self.assertEqual(report["summary"]["created"], len(eligible))
        self.assertTrue(report["verified"])
        self.assertEqual(len(self.events(CALENDAR)), len(eligible))

        second = self.ctl("sync", schema="run-report")  # nothing to ask, so no --yes is needed
        self.assertEqual(second["summary"]["created"] + second["summary"]["updated"], 0)
        self.assertTrue(second["verified"])
        self.assertIsNone(second["run"])
        self.assertEqual(self.ctl("plan", schema="plan")["summary"]["unchanged"], len(eligible))
        self.assertIn("Nothing to do", self.human("plan").out)
        self.assertIn("Nothing to do", self.human("sync").out)

        stale = self.ctl("apply", "plan.json", "--yes", code=5, schema="run-report")
        self.assertEqual(stale["error"]["cause"], "plan-stale")

        runs = self.ctl("runs", "list", schema="runs")["runs"]
        self.assertEqual([run["run"] for run in runs], [report["run"]])
        shown = self.ctl("runs", "show", report["run"], schema="runs")["runs"][0]
        self.assertEqual(len(shown["actions"]), len(eligible))
        self.assertIn("succeeded", self.human("runs", "list").out)
        self.assertIn("create", self.human("runs", "show", report["run"]).out)
        self.hold_files()

    def test_people_read_the_same_job(self):
        self.make_profile(calendarName="For people")
        self.assertIn("Created", self.human("calendars", "create", "For people").out)
        self.assertIn("was there already", self.human("calendars", "create", "For people").out)
        self.assertIn("For people", self.human("calendars", "list").out)
        self.assertIn("belong into the calendar", self.human("deliverables", "list").out)
        plan = self.human("plan", code=2).out
        self.assertIn("To create:", plan)
        self.assertIn("Forecast:", plan)
        self.assertIn("Verified", self.human("sync", "--yes").out)
        self.assertEqual(self.human("sync", "--quiet").err, "")

    def test_changes_are_shown_field_by_field_and_the_guard_holds(self):
        self.make_ready(calendar="Guarded")
        self.ctl("sync", "--yes", schema="run-report")
        rows = [row for row in self.ctl("deliverables", "list", schema="deliverables")["deliverables"] if row["eligible"]]
        first = rows[0]["id"]
        self.sandbox.control("tracker", table="deliverables", patch=[{"id": first, "set": {"description": "Moved on"}}])
        plan = self.ctl("plan", code=2, schema="plan")
        self.assertEqual((plan["summary"]["update"], plan["summary"]["create"]), (1, 0))
        self.assertIn("→", self.human("plan", code=2).out)
        refused = self.ctl("sync", code=5, schema="run-report")
        self.assertEqual(refused["error"]["cause"], "confirmation-missing")
        self.assertEqual(self.ctl("sync", "--yes", schema="run-report")["summary"]["updated"], 1)

        gone = [row["id"] for row in rows[:20]]
        patches = [{"id": number, "set": {"date": None}} for number in gone]
        self.sandbox.control("tracker", table="deliverables", patch=patches)
        guarded = self.ctl("sync", "--yes", code=5, schema="run-report")
        self.assertEqual(guarded["error"]["cause"], "guard-refused")
        self.assertIn("--max-delete 20", guarded["error"]["detail"])
        self.assertEqual(guarded["status"], "refused")
        narrowed = self.ctl("plan", "--deliverable", str(gone[0]), code=2, schema="plan")
        self.assertEqual(narrowed["summary"]["delete"], 1)
        allowed = self.ctl("sync", "--yes", "--max-delete", "20", schema="run-report")
        self.assertEqual(allowed["summary"]["deleted"], 20)

    def test_an_altered_plan_is_refused(self):
        self.make_ready(calendar="Altered")
        self.ctl("plan", "--out", "plan.json", code=2, schema="plan")
        path = pathlib.Path(self.folder.name) / "plan.json"
        plan = json.loads(path.read_text(encoding="utf-8"))
        plan["actions"][0]["subject"] = "Something else"
        path.write_text(json.dumps(plan), encoding="utf-8")
        self.assertEqual(
            self.ctl("apply", "plan.json", "--yes", code=5, schema="run-report")["error"]["cause"], "plan-stale"
        )
        path.write_text("<html>", encoding="utf-8")
        self.assertEqual(self.ctl("apply", "plan.json", "--yes", code=5)["error"]["cause"], "plan-stale")
        self.ctl("apply", "nowhere.json", "--yes", code=6)
        self.assertEqual(self.events("Altered"), [])

    def test_calendars_are_found_by_their_exact_names(self):
        self.make_ready(calendar="Exact")
        missing = self.ctl("calendars", "use", "exact", code=6)
        self.assertEqual(missing["error"]["cause"], "calendar-missing")
        self.assertIn('"Exact"', missing["error"]["detail"])
        self.assertIn('"Exact"', self.human("calendars", "create", "EXACT").err)
        self.ctl("calendars", "use", "EXACT", schema="calendars")
        shown = self.ctl("profile", "show", schema="profile")["profile"]
        self.assertEqual(shown["calendarName"], "EXACT")
        self.ctl("calendars", "rename", "EXACT", "plan", schema="calendars")  # a name that is also a command
        self.assertEqual(self.ctl("profile", "show", schema="profile")["profile"]["calendarName"], "plan")
        self.assertEqual(self.ctl("plan", code=2, schema="plan")["summary"]["delete"], 0)
        names = [calendar["name"] for calendar in self.ctl("calendars", "list", schema="calendars")["calendars"]]
        self.assertIn("plan", names)
        elsewhere = self.ctl("calendars", "list", "--mailbox", self.facts["secondMailbox"], schema="calendars")
        self.assertEqual(elsewhere["mailbox"], self.facts["secondMailbox"])

    def test_a_single_failure_is_status_3_and_the_rest_is_done(self):
        self.make_ready(calendar="Partly")
        self.sandbox.fault("status", {"area": "graph", "method": "POST", "path": "/events"}, status=400, code="ErrorInvalidRequest")
        report = self.ctl("sync", "--yes", code=3, schema="run-report")
        self.assertEqual((report["status"], report["summary"]["failed"]), ("partial", 1))
        self.assertEqual(report["failures"][0]["code"], "ErrorInvalidRequest")
        done = self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual((done["summary"]["created"], done["verified"]), (1, True))

    def test_what_cannot_be_read_is_status_4_and_nothing_is_written(self):
        self.make_ready(calendar="Unread")
        page = {"match": {"area": "tracker", "path": "/projects/", "times": 0}, "action": {"kind": "html200"}}
        denied = {
            "match": {"area": "graph", "method": "GET", "path": "/events", "times": 0},
            "action": {"kind": "status", "status": 403, "code": "ErrorAccessDenied"},
        }
        for fault in (page, denied):
            with self.subTest(fault=fault):
                self.sandbox.control("faults", faults=[fault])
                report = self.ctl("sync", "--yes", code=4, schema="run-report")
                self.assertEqual(report["status"], "incomplete")
                self.ctl("plan", code=4)
                self.sandbox.heal()
        self.assertEqual(self.events("Unread"), [])
        gone = {"match": {"area": "tracker", "path": "/deliverables/", "times": 0}, "action": {"kind": "status", "status": 404}}
        self.sandbox.control("faults", faults=[gone])
        listing = self.ctl("deliverables", "list", code=4, schema="deliverables")
        self.assertEqual(listing["reading"], "incomplete")
        done = self.human("plan", code=4)
        self.assertEqual(done.out, "")
        self.assertIn("What to do:", done.err)

    def test_credentials_and_configuration_are_status_6(self):
        self.make_ready(calendar="Credentials")
        wrong = self.ctl("plan", code=6, environment={"MILEPOST_ENTRA_SECRET": "not-the-secret"})
        self.assertEqual((wrong["error"]["cause"], wrong["error"]["code"]), ("secret-invalid", "7000215"))
        wrong = self.ctl("plan", code=6, environment={"MILEPOST_TRACKER_PASSWORD": "not-the-password"})
        self.assertEqual(wrong["error"]["cause"], "tracker-login")
        missing = self.ctl("plan", code=6, environment={"MILEPOST_ENTRA_SECRET": ""})
        self.assertEqual(missing["error"]["cause"], "credential-missing")
        self.ctl("profile", "set", "mailbox=nobody@contoso.example", schema="profile")
        unknown = self.ctl("plan", code=6)["error"]
        self.assertIn(unknown["cause"], ("user-unknown", "no-mailbox"), unknown)
        self.ctl("profile", "set", "mailbox=", schema="profile")
        self.assertIn("mailbox", self.ctl("plan", code=6)["error"]["detail"])
        self.ctl("profile", "set", f"mailbox={self.facts['mailbox']}", "enabled=false", schema="profile")
        self.ctl("sync", "--yes", code=6)

    def test_a_read_only_profile_plans_but_does_not_write(self):
        self.make_ready(calendar="Read only")
        self.ctl("profile", "set", "readOnly=true", schema="profile")
        self.ctl("plan", code=2, schema="plan")
        self.ctl("sync", "--yes", code=5, schema="run-report")
        self.ctl("calendars", "create", "Another", code=5)
        self.assertIsNone(self.events("Another"))
        self.assertEqual(self.events("Read only"), [])

    def test_a_changed_view_waits_for_confirmation(self):
        self.make_ready(calendar="Viewed")
        self.ctl("sync", "--yes", schema="run-report")
        self.ctl("profile", "set", "trackerUser=admin", schema="profile")
        self.assertEqual(self.ctl("plan", schema="plan")["readings"]["tracker"], "restricted")
        self.assertIn("restricted", self.human("plan").out)
        confirmed = self.ctl("readings", "confirm", schema="readings")["confirmed"]
        self.assertEqual((confirmed["user"], confirmed["role"]), ("admin", "admin"))
        self.assertEqual(self.ctl("plan", schema="plan")["readings"]["tracker"], "complete")
        self.ctl("profile", "set", f"trackerUser={self.facts['trackerUser']}", schema="profile")
        self.assertIn("Accepted", self.human("readings", "confirm").out)

    def test_look_alikes_are_adopted_on_request_only(self):
        self.make_ready(calendar="Alike")
        plan = self.ctl("plan", code=2, schema="plan")
        one = plan["actions"][0]
        self.sandbox.control(
            "edit", mailbox=self.facts["mailbox"], op="create", calendar="Alike", subject=one["subject"], date=one["date"]
        )
        offered = self.ctl("plan", code=2, schema="plan")
        self.assertEqual(offered["summary"]["adopt"], 1)
        report = self.ctl("sync", "--yes", "--adopt", schema="run-report")
        self.assertEqual(report["summary"]["updated"], 1)
        self.assertEqual(len(self.events("Alike")), plan["summary"]["create"])


class Clocks(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.sandbox.control, "options", dateSkewSeconds=0)

    def warned(self, document, seconds):
        told = {warning["service"]: warning["skewSeconds"] for warning in document["warnings"]}
        for found in told.values():
            self.assertAlmostEqual(found, seconds, delta=30)
        return set(told)

    def test_a_clock_that_is_off_is_told_and_nothing_fails_by_it(self):
        for seconds, words in ((1200, "ahead of"), (-1200, "behind")):
            with self.subTest(seconds=seconds):
                calendar = f"Clock {words}"
                self.sandbox.control("options", dateSkewSeconds=0)
                self.point_to(calendar)
                self.sandbox.control("options", dateSkewSeconds=seconds)
                listing = self.ctl("deliverables", "list", schema="deliverables")
                self.assertEqual(self.warned(listing, seconds), {"the tracker"})
                plan = self.ctl("plan", "--out", "plan.json", code=2, schema="plan")
                self.assertEqual(self.warned(plan, seconds), {"Entra", "Graph", "the tracker"})
                written = pathlib.Path(self.folder.name) / "plan.json"
                self.assertEqual(json.loads(written.read_text(encoding="utf-8")), plan)
                told = " ".join(self.human("plan", code=2).err.split())
                self.assertRegex(told, f"the clock of the tracker is 1[12][0-9][0-9] seconds {words} this computer's")
                self.assertIn("(clock-skew)", told)
                self.assertEqual(self.human("plan", "--quiet", code=2).err, "")
                self.warned(self.ctl("apply", "plan.json", "--yes", schema="run-report"), seconds)
                self.warned(self.ctl("sync", schema="run-report"), seconds)
                self.sandbox.fault("html200", {"area": "tracker", "path": "/projects/", "times": 0})
                self.warned(self.ctl("plan", code=4), seconds)
                self.warned(self.ctl("deliverables", "list", code=4, schema="deliverables"), seconds)
                self.sandbox.heal()

    def point_to(self, calendar):
        if not self.config.exists():
            self.make_ready(calendar=calendar)
            return
        self.ctl("profile", "set", f"calendarName={calendar}", schema="profile")
        self.ctl("calendars", "create", calendar, schema="calendars")

    def test_a_clock_that_is_a_little_off_is_nobodys_business(self):
        self.make_ready(calendar="Punctual")
        for seconds in (0, 240, -240):
            self.sandbox.control("options", dateSkewSeconds=seconds)
            self.assertNotIn("warnings", self.ctl("deliverables", "list", schema="deliverables"))
            self.assertNotIn("warnings", self.ctl("plan", code=2, schema="plan"))
            self.assertNotIn("Warning", self.human("plan", code=2).err)


class Interrupted(CtlTest):
    sandbox_arguments = ("--deliverables", "40", "--projects", "4", "--people", "8")

    def test_ctrl_c_ends_a_run_within_seconds_with_130(self):
        self.make_ready(calendar="Stopped")
        hold = {"match": {"area": "graph", "method": "POST", "path": "/events", "nth": 5, "times": 0}, "action": {"kind": "hold", "when": "before"}}
        for name in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=name):
                self.sandbox.control("faults", faults=[hold])
                process = self.start("sync", "--yes", "--json")
                self.sandbox.control("held", wait=60000, count=1)
                process.send_signal(name)
                done = self.finish(process)
                self.assertEqual(done.code, 130, done.err)
                document = json.loads(done.out)
                self.fits(document, "cancelled")
                self.fits(document, "run-report")
                self.sandbox.heal()
        self.assertEqual(self.ctl("sync", "--yes", schema="run-report")["verified"], True)

    def test_ctrl_c_ends_the_pause_of_a_watch(self):
        self.make_ready(calendar="Paused")
        process = self.start("sync", "--watch", "600", "--yes", "--json")
        process.stdout.readline()  # the first round is over; the pause has begun
        process.send_signal(signal.SIGINT)
        done = self.finish(process)
        self.assertEqual(done.code, 130)

    def test_a_watch_prints_one_document_a_line(self):
        self.make_ready(calendar="Watched")
        process = self.start("sync", "--watch", "1", "--yes", "--json")
        rounds = [json.loads(process.stdout.readline()) for _ in range(3)]
        process.send_signal(signal.SIGTERM)
        done = self.finish(process)
        self.assertEqual(done.code, 130, done.err)
        for document in rounds:
            self.fits(document, "run-report")
        self.assertGreater(rounds[0]["summary"]["created"], 0)
        self.assertEqual([r["summary"]["created"] for r in rounds[1:]], [0, 0])
        self.assertLess(rounds[1]["requests"]["total"], rounds[0]["requests"]["total"])
        self.fits(done.lines()[-1], "cancelled")

    def test_a_watch_that_needs_somebody_ends(self):
        self.make_ready(calendar="Unattended")
        process = self.start("sync", "--watch", "1", "--json")
        done = self.finish(process)
        self.assertEqual(done.code, 5)
        self.assertEqual(done.lines()[-1]["error"]["cause"], "confirmation-missing")


if __name__ == "__main__":
    unittest.main(verbosity=2)
