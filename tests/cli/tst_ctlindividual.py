#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A calendar for each person through milepostctl."""

import unittest

from ctlbench import CtlTest


class Individual(CtlTest):
    sandbox_arguments = ("--deliverables", "20", "--people", "24")

    def test_everybody_gets_their_own(self):
        self.make_profile(mode="individual", mailbox="")
        plan = self.ctl("plan", code=2, schema="plan")
        self.assertTrue(all(mailbox["state"] == "calendar absent" for mailbox in plan["mailboxes"]))
        self.assertGreater(len(plan["withoutMailbox"]), 0)
        by_id = {mailbox["id"]: mailbox["mailbox"] for mailbox in plan["mailboxes"]}
        for action in plan["actions"]:
            self.assertEqual(by_id[action["key"].split("|")[2]], action["mailbox"])
        text = self.human("plan", code=2).out
        self.assertIn("calendars to make ", text)
        self.assertIn("Assigned people without a mailbox: ", text)
        self.assertIn("person01@contoso.example", text)

        self.ctl("sync", code=5, schema="failure")  # nobody said yes, and no calendar was made
        self.assertEqual(self.ctl("plan", code=2, schema="plan")["actions"], plan["actions"])
        report = self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual(report["summary"]["created"], plan["summary"]["create"])
        self.assertIn("\nA calendar for each person: ", self.human("runs", "show", report["run"]).out)
        self.assertTrue(report["verified"])
        again = self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual((again["run"], again["summary"]["unchanged"]), (None, plan["summary"]["create"]))

        self.ctl("people", "unmap", "1", schema="people")
        leaving = self.ctl("plan", code=2, schema="plan")
        self.assertEqual({action["mailbox"] for action in leaving["actions"]}, {"person01@contoso.example"})
        self.assertEqual({action["verb"] for action in leaving["actions"]}, {"delete"})
        self.ctl("sync", "--yes", "--max-delete", "100%", schema="run-report")

        bad = min(key for key, address in by_id.items() if address != "person01@contoso.example")
        self.sandbox.fault("status", {"mailbox": bad, "path": "/calendars", "times": 0}, status=403)
        partial = self.ctl("sync", "--yes", code=3, schema="run-report")
        self.assertEqual([mailbox["mailbox"] for mailbox in partial["unread"]], [by_id[bad]])
        self.assertIn(by_id[bad], self.human("sync", "--yes", code=3).out)
        self.sandbox.heal()
        self.ctl("remove-all", code=2, schema="plan")
        self.hold_files()


if __name__ == "__main__":
    unittest.main()
