#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing lost, nothing twice, through milepostctl: a run is taken back by a plan like any other."""

import json
import pathlib
import unittest

from ctlbench import CtlTest

unittest.TestCase.maxDiff = None
VOLATILE = ("id", "restId", "serial", "changeKey", "transactionId")


def said(events):
    """What events say, without what differs between an event and the one made again for it."""
    return sorted(json.dumps({k: v for k, v in event.items() if k not in VOLATILE}, sort_keys=True) for event in events)


class Undo(CtlTest):
    sandbox_arguments = ("--deliverables", "60", "--projects", "6", "--people", "8")

    def patch(self, **rows):
        patches = [{"id": int(number[1:]), "set": values} for number, values in rows.items()]
        self.sandbox.control("tracker", table="deliverables", patch=patches)

    def ids(self):
        listing = self.ctl("deliverables", "list", schema="deliverables")["deliverables"]
        return [row["id"] for row in listing if row["eligible"]]

    def test_a_run_is_taken_back_and_forth(self):
        self.make_ready(calendar="Back")
        first = self.ctl("sync", "--yes", schema="run-report")
        before = self.events("Back")
        moved, renamed, undated, edited = self.ids()[:4]
        self.patch(**{f"i{moved}": {"date": "2027-03-02"}, f"i{renamed}": {"description": "Moved on"},
                      f"i{undated}": {"date": None}, f"i{edited}": {"description": "Changed"}})
        second = self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual((second["summary"]["updated"], second["summary"]["deleted"]), (3, 1))
        after = self.events("Back")
        mine = next(event for event in after if "Changed" in event["subject"])
        self.sandbox.control("edit", mailbox=self.facts["mailbox"], op="update", event=mine["id"],
                             set={"subject": "Mine now"})

        plan = self.ctl("runs", "revert", second["run"], "--out", "back.json", code=2, schema="plan")
        self.assertEqual(plan["purpose"], {"kind": "revert", "run": second["run"]})
        self.assertEqual(plan["readings"], {"tracker": "unread", "graph": "complete"})
        counts = {verb: plan["summary"][verb] for verb in ("create", "update", "delete", "blocked")}
        self.assertEqual(counts, {"create": 1, "update": 2, "delete": 0, "blocked": 1})
        blocked = next(action for action in plan["actions"] if action["verb"] == "blocked")
        self.assertEqual((blocked["subject"], blocked["reason"]), ("Mine now", "changed in Outlook since"))
        told = self.human("runs", "revert", second["run"], code=2).out
        self.assertIn(f"Plan to take back run {second['run']}", told)
        self.assertIn("The next sync writes again", told)
        self.assertEqual(len(self.events("Back")), len(after), "a plan wrote something")

        refused = self.ctl("apply", "back.json", code=5, schema="run-report")
        self.assertEqual(refused["error"]["cause"], "confirmation-missing")
        back = self.ctl("apply", "back.json", "--yes", schema="run-report")
        self.assertTrue(back["verified"])
        untouched = [event for event in before if event["id"] != mine["id"]]
        self.assertEqual(said(event for event in self.events("Back") if event["id"] != mine["id"]), said(untouched))
        self.assertEqual(self.ctl("runs", "revert", second["run"], schema="plan")["summary"]["blocked"], 1)
        shown = self.ctl("runs", "list", schema="runs")["runs"][0]
        self.assertEqual((shown["run"], shown["purpose"]["run"]), (back["run"], second["run"]))
        self.assertIn(f"undo of {second['run']}", self.human("runs", "list").out)
        self.assertEqual(self.ctl("apply", "back.json", "--yes", code=5, schema="run-report")["error"]["cause"],
                         "plan-stale")

        self.ctl("runs", "revert", back["run"], "--out", "forth.json", code=2, schema="plan")
        forth = self.ctl("apply", "forth.json", "--yes", schema="run-report")
        self.assertTrue(forth["verified"])
        self.assertEqual(said(event for event in self.events("Back") if event["id"] != mine["id"]),
                         said(event for event in after if event["id"] != mine["id"]))
        self.assertEqual(self.ctl("plan", schema="plan")["summary"]["drift"], 1)

        # All that the first run made is more than the guard lets go.
        self.ctl("runs", "revert", first["run"], "--out", "all.json", code=2, schema="plan")
        self.assertEqual(self.ctl("apply", "all.json", "--yes", code=5, schema="run-report")["error"]["cause"],
                         "guard-refused")
        self.hold_files()

    def test_an_altered_purpose_is_refused(self):
        self.make_ready(calendar="Altered")
        run = self.ctl("sync", "--yes", schema="run-report")["run"]
        self.ctl("runs", "revert", run, "--out", "plan.json", code=2, schema="plan")
        path = pathlib.Path(self.folder.name) / "plan.json"
        plan = json.loads(path.read_text(encoding="utf-8"))
        del plan["purpose"]
        path.write_text(json.dumps(plan), encoding="utf-8")
        self.assertEqual(self.ctl("apply", "plan.json", "--yes", "--max-delete", "100%", code=5,
                                  schema="run-report")["error"]["cause"], "plan-stale")
        self.ctl("runs", "revert", "no-number", code=64)
        self.ctl("runs", "revert", "4711", code=64)
        self.ctl("profile", "set", "calendarName=Elsewhere", schema="profile")
        self.ctl("calendars", "create", "Elsewhere", schema="calendars")
        self.assertEqual(self.ctl("runs", "revert", run, code=5)["error"]["cause"], "plan-stale")

    def test_the_tracker_is_not_asked(self):
        self.make_ready(calendar="Without tracker")
        run = self.ctl("sync", "--yes", schema="run-report")["run"]
        self.sandbox.fault("html200", {"area": "tracker", "times": 0})
        self.ctl("plan", code=4)
        self.ctl("runs", "revert", run, "--out", "plan.json", code=2, schema="plan")
        done = self.ctl("apply", "plan.json", "--yes", "--max-delete", "100%", schema="run-report")
        self.assertTrue(done["verified"])
        self.assertEqual(self.events("Without tracker"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
