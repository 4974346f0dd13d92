#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inbox of edits that people made, through milepostctl: three texts, a decision, and what a run makes of it."""

import unittest

from ctlbench import CtlTest


class Drift(CtlTest):
    sandbox_arguments = ("--deliverables", "40", "--projects", "4", "--people", "6")

    def edit(self, event, **values):
        self.sandbox.control("edit", mailbox=self.facts["mailbox"], op="update", event=event["id"], set=values)

    def drift(self, *arguments, **options):
        return self.ctl("drift", *arguments, schema="drift", **options)["drift"]

    def subject(self, calendar, event):
        return next(e["subject"] for e in self.events(calendar) if e["id"] == event["id"])

    def test_each_edit_is_decided_and_the_decision_taken_back(self):
        self.make_ready(calendar="Drift")
        self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual(self.drift("list"), [])
        ours = [event for event in self.events("Drift") if any("mp1|" in str(v) for v in event["extended"].values())]
        kept, restored, ignored = ours[:3]
        for event in (kept, restored, ignored):
            self.edit(event, subject="By hand")

        found = self.drift("list")
        self.assertEqual(len(found), 3)
        for edit in found:
            field = edit["fields"][0]
            self.assertEqual((field["field"], field["theirs"], field["decided"]), ("subject", "By hand", None))
            self.assertEqual(field["original"], field["ours"])
        told = self.human("drift", "list").out
        self.assertIn("theirs    By hand", told)
        keys = {edit["fields"][0]["ours"]: edit["key"] for edit in found}
        kept_key, restored_key, ignored_key = (keys[event["subject"]] for event in (kept, restored, ignored))

        decided = self.drift("keep", kept_key, "subject")
        self.assertEqual([edit["fields"][0]["decided"] for edit in decided], ["keep"])
        self.drift("restore", restored_key)
        self.drift("ignore", ignored_key)
        plan = self.ctl("plan", code=2, schema="plan")
        counts = {verb: plan["summary"][verb] for verb in ("create", "update", "delete", "drift", "blocked")}
        self.assertEqual(counts, {"create": 0, "update": 1, "delete": 0, "drift": 0, "blocked": 0})
        self.assertEqual(plan["actions"][0]["key"], restored_key)
        self.assertTrue(self.ctl("sync", "--yes", schema="run-report")["verified"])
        self.assertEqual(self.subject("Drift", restored), restored["subject"])
        self.assertEqual(self.subject("Drift", kept), "By hand")
        self.assertEqual({edit["key"] for edit in self.drift("list")}, {kept_key, ignored_key})

        # What the tracker wants changed: a kept edit is open again, an ignored field is not looked at.
        for key in (kept_key, ignored_key):
            number = int(key.split("|")[1])
            self.sandbox.control("tracker", table="deliverables", patch=[{"id": number, "set": {"description": "New words"}}])
        states = {edit["key"]: edit["fields"][0]["decided"] for edit in self.drift("list")}
        self.assertEqual(states, {kept_key: None, ignored_key: "ignore"})

        self.drift("forget", ignored_key)
        states = {edit["key"]: edit["fields"][0]["decided"] for edit in self.drift("list")}
        self.assertEqual(states, {kept_key: None, ignored_key: None})
        self.drift("restore", "--all")
        self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual(self.drift("list"), [])
        self.assertIn("New words", self.subject("Drift", kept))

    def test_a_deleted_event_stays_away_or_comes_back(self):
        self.make_ready(calendar="Gone")
        self.ctl("sync", "--yes", schema="run-report")
        ours = [event for event in self.events("Gone") if any("mp1|" in str(v) for v in event["extended"].values())]
        for event in ours[:2]:
            self.sandbox.control("edit", mailbox=self.facts["mailbox"], op="delete", event=event["id"])
        found = self.drift("list")
        self.assertEqual([edit["kind"] for edit in found], ["deleted", "deleted"])
        for edit in found:
            self.assertEqual([(field["field"], field["theirs"]) for field in edit["fields"]], [("event", "")])
        self.assertIn("theirs    (deleted)", self.human("drift", "list").out)

        kept, open_one = found[0]["key"], found[1]["key"]
        self.drift("keep", kept, "event")
        plan = self.ctl("plan", code=2, schema="plan")
        self.assertEqual([(action["key"], action["verb"]) for action in plan["actions"]], [(open_one, "create")])
        self.assertTrue(self.ctl("sync", "--yes", schema="run-report")["verified"])
        self.assertEqual(self.ctl("plan", schema="plan")["actions"], [])
        self.drift("forget", kept)
        self.assertEqual(self.ctl("sync", "--yes", schema="run-report")["summary"]["created"], 1)
        self.assertEqual(self.drift("list"), [])

    def test_wrong_words_are_named(self):
        self.make_ready(calendar="Words")
        self.ctl("sync", "--yes", schema="run-report")
        for arguments, words in (
            (("keep", "4711"), "4711"),
            (("keep", "4711", "colour"), "colour"),
            (("keep",), "KEY"),
            (("restore", "4711", "--all"), "--all"),
            (("forget", "4711"), "4711"),
        ):
            with self.subTest(arguments):
                self.assertIn(words, self.ctl("drift", *arguments, code=64)["error"]["detail"])
        self.assertEqual(self.drift("keep", "--all"), [])


if __name__ == "__main__":
    unittest.main()
