#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workers as processes: one of them is killed in the middle of a run that it takes part in."""

import collections
import json
import signal
import unittest

from ctlbench import CtlTest
from storebench import MISSING, PASSWORD, Server

HELD = "FROM {schema}.lanes WHERE ends > clock_timestamp() AND ends < 'infinity' AND state = 'open'"


class Workers(CtlTest):
    sandbox_arguments = ("--deliverables", "90", "--people", "90")

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        super().setUpClass()
        cls.canaries = [*cls.canaries, PASSWORD]

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.server.close()

    def setUp(self):
        super().setUp()
        self.environment["MILEPOST_STORE_PASSWORD"] = PASSWORD

    def count(self, sql):
        """Of rows in the profile's schema."""
        schema = self.server.ask(f"SELECT nspname FROM pg_namespace WHERE nspname LIKE 'milepost_{self.name}_%'")[0]
        return int(self.server.ask(sql.replace("{schema}", schema))[0])

    def begin(self, name):
        """A run that is led, slowly, and a worker that has begun to write; and what is to be created."""
        self.name = name
        self.make_profile(name, mode="individual", mailbox="", calendarName=name, store=self.server.store())
        planned = self.run_ctl("plan", "--json")
        if "driver for PostgreSQL" in planned.out:
            self.skipTest(MISSING)
        create = json.loads(planned.out)["summary"]["create"]
        self.assertGreater(create, 100)
        self.sandbox.fault("delay", {"area": "graph", "method": "POST", "path": "/events", "times": 0}, delayMs=400)
        leader = self.start("sync", "--yes", "--json")
        while self.count("SELECT count(*) FROM {schema}.lanes") == 0 and leader.poll() is None:
            pass
        worker = self.start("worker", "--lanes", "4", "--json")
        begun = ("SELECT count(*) FROM {schema}.intents i JOIN {schema}.lanes l USING (run_id, mailbox) "
                 "WHERE l.ends > clock_timestamp() AND l.ends < 'infinity' AND l.state = 'open'")
        while self.count(begun) == 0 and leader.poll() is None:
            pass
        return leader, worker, create

    def kill(self, process):
        process.kill()
        process.communicate()

    def stop(self, process):
        process.send_signal(signal.SIGINT)
        return self.finish(process)

    def keys(self):
        """Of our events, wherever they stand: a mark's key is what comes before its hashes."""
        state = self.sandbox.control("state")
        return collections.Counter(
            "|".join(value.split("|")[:4]) for mailbox in state["mailboxes"].values()
            for calendar in mailbox["calendars"] for event in calendar["events"]
            for value in event.get("extended", {}).values() if value.startswith("mp1|"))

    def test_a_killed_worker_loses_and_doubles_nothing(self):
        before = self.keys()
        leader, killed, create = self.begin("worker")
        self.kill(killed)
        self.assertIsNone(leader.poll(), "the run was over before")
        self.assertGreater(self.count("SELECT count(*) " + HELD), 0, "it held nothing")
        other = self.start("worker", "--lanes", "4", "--json")
        # A minute later its claims have ended.
        self.count("WITH ended AS (UPDATE {schema}.lanes SET ends = clock_timestamp() WHERE owner IN "
                   "(SELECT owner " + HELD + " ORDER BY position LIMIT 1) RETURNING 1) SELECT count(*) FROM ended")
        self.sandbox.heal()
        done = self.finish(leader)
        report = json.loads(done.out)
        self.fits(report, "run-report")
        self.assertEqual((done.code, report["status"], report["verified"]), (0, "succeeded", True), done.out)
        self.assertEqual((report["summary"]["created"], report["summary"]["skipped"]), (create, 0))
        written = self.keys() - before
        self.assertEqual((sum(written.values()), len(written)), (create, create))
        stopped = self.stop(other)
        self.assertEqual(stopped.code, 130)
        self.fits(json.loads(stopped.out), "cancelled")
        once = self.ctl("worker", "--once", schema="worker")
        self.assertEqual((once["lanes"], once["summary"]["created"]), (0, 0))
        self.assertIn("0 mailboxes", self.human("worker", "--once").out)
        self.assertIsNone(self.ctl("sync", "--yes", schema="run-report")["run"])
        self.hold_files()

    def test_a_killed_leader_leaves_a_run_that_is_resumed(self):
        before = self.keys()
        leader, worker, create = self.begin("leader")
        self.kill(leader)
        refused = self.ctl("sync", "--yes", code=5, schema="run-report")
        self.assertEqual(refused["error"]["cause"], "store-failed", "two runs at once")
        # A minute later its lease has ended; what the worker sent before is still on its way.
        self.count("WITH ended AS (UPDATE {schema}.leases SET ends = clock_timestamp() RETURNING 1) "
                   "SELECT count(*) FROM ended")
        self.sandbox.heal()
        report = self.ctl("runs", "resume", "--yes", schema="run-report")
        self.assertTrue(report["verified"])
        written = self.keys() - before
        self.assertEqual((sum(written.values()), len(written)), (create, create))
        self.assertIsNone(self.ctl("sync", "--yes", schema="run-report")["run"])
        self.assertEqual(self.stop(worker).code, 130)

    def test_a_file_is_not_shared(self):
        self.make_profile("file")
        error = self.ctl("worker", "--once", code=6)["error"]
        self.assertIn("store=sqlite", error["detail"])
        self.ctl("worker", "--lanes", "0", code=64)


if __name__ == "__main__":
    unittest.main(verbosity=2)
