#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""milepostctl check: every probe well, each failure with its name and the exit status that a monitor acts on."""

import datetime
import json
import pathlib
import signal
import unittest

from ctlbench import CtlTest


class Check(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.sandbox.control, "tracker", ready=True)

    def check(self, *arguments, code=0, **more):
        document = self.ctl("check", *arguments, code=code, schema="check", **more)
        self.probes = {probe["id"]: probe for probe in document["probes"]}
        self.assertEqual(len(self.probes), len(document["probes"]), "a probe is there twice")
        gravity = ["skipped", "ok", "warning", "unknown", "failed"]
        worst = max((probe["state"] for probe in document["probes"]), key=gravity.index)
        self.assertEqual(document["overall"], "unknown" if worst == "skipped" else worst)
        self.assertEqual(code == 0, document["overall"] in ("ok", "warning"))
        for probe in document["probes"]:
            self.assertEqual(probe["cause"] is not None, probe["state"] == "failed", probe)
            if probe["state"] == "failed":
                self.assertTrue(probe["remedies"], probe)
        return document

    def states(self, *names):
        return [self.probes[name]["state"] for name in names]

    def test_all_is_well(self):
        self.make_ready("Well")
        document = self.check()
        self.assertIn(document["overall"], ("ok", "warning"))
        self.assertEqual(
            self.states(
                "profile", "secrets", "store", "connections", "tenant", "registration", "secret", "permissions", "tracker",
                "calendar",
            ),
            ["ok"] * 10,
        )
        self.assertEqual(self.states("environment"), ["skipped"])
        self.assertIn(self.facts["tenantId"], self.probes["tenant"]["evidence"])
        text = self.human("check").out
        self.assertIn("Overall: ", text)
        rows = [line for line in text.splitlines() if line.startswith(("Tenant", "Tracker", "Calendar"))]
        self.assertEqual(len({line.index(" ok ") for line in rows}), 1, f"not aligned:\n{text}")
        self.hold_files()

    def test_only_what_was_asked_for(self):
        self.make_profile()
        self.check("--only", "tenant,tracker")
        self.assertEqual([name for name, probe in self.probes.items() if probe["state"] == "ok"], ["tenant", "tracker"])
        self.check("--only", "calendar", code=6)
        self.assertEqual(self.states("calendar", "tenant"), ["failed", "skipped"])
        self.assertEqual(self.probes["calendar"]["cause"], "calendar-missing")
        self.ctl("check", "--only", "moon", code=64)
        self.ctl("check", "--only", "environment", code=64)

    def test_near_misses_of_the_calendar(self):
        self.make_ready("Near Misses")
        self.ctl("profile", "set", "calendarName=near misses", schema="profile")
        self.check("--only", "calendar", code=6)
        self.assertEqual(self.probes["calendar"]["nearMisses"], ["Near Misses"])
        self.assertEqual(
            self.probes["calendar"]["nearNotes"],
            [{"name": "Near Misses", "differs": "capital letters", "foreign": False}],
        )
        self.assertIn("Near Misses", self.human("check", "--only", "calendar", code=6).out)

    def test_a_value_that_fits_better_is_a_remedy(self):
        self.make_profile()
        url = self.facts["trackerUrl"]
        self.ctl("profile", "set", f"trackerUrl={url}/deliverables", schema="profile")
        self.check("--only", "tracker", code=4)
        self.assertIn(f"milepostctl profile set trackerUrl={url} ", self.probes["tracker"]["remedies"][0])

    def test_what_needs_a_failed_one_is_unknown(self):
        self.make_ready("Needs")
        wrong = {"MILEPOST_ENTRA_SECRET": "wrong"}
        document = self.check(code=6, environment=wrong)
        self.assertEqual(self.states("tenant", "registration", "secret", "calendar"), ["ok", "ok", "failed", "unknown"])
        self.assertEqual(self.probes["secret"]["cause"], "secret-invalid")
        self.assertEqual(self.probes["secret"]["code"], "7000215")
        self.assertTrue(self.probes["secret"]["requestId"])
        self.assertEqual(document["error"]["cause"], "secret-invalid")
        self.assertNotIn("Traceback", self.human("check", code=6, environment=wrong).err)

    def test_a_missing_secret(self):
        self.make_ready("Missing")
        self.check(code=6, environment={"MILEPOST_TRACKER_PASSWORD": ""})
        self.assertEqual(self.states("secrets", "tracker", "calendar"), ["failed", "unknown", "ok"])
        self.assertEqual(self.probes["secrets"]["cause"], "credential-missing")

    def test_an_empty_profile(self):
        self.ctl("profile", "create", "empty", schema="profile")
        document = self.check(code=6)
        self.assertEqual(self.states("profile", "tenant", "calendar", "tracker"), ["failed", "skipped", "skipped", "skipped"])
        self.assertEqual(document["error"]["cause"], "config-invalid")
        self.check("--only", "tenant", code=6)
        self.assertTrue(any("tenantId" in remedy for remedy in self.probes["tenant"]["remedies"]))

    def test_refused_silent_or_nonsense(self):
        """What each service may do instead of answering; none of it is ever ok."""
        self.make_ready("Nonsense")
        areas = dict.fromkeys(("tenant", "registration", "secret", "permissions"), "entra")
        areas |= {"mailbox-scope": "graph", "tracker": "tracker", "calendar": "graph"}
        answers = [("status", {"status": 403}), ("dropBefore", {}), ("html200", {})]
        for probe, area in areas.items():
            for kind, more in answers:
                with self.subTest(probe=probe, kind=kind):
                    self.sandbox.fault(kind, {"area": area, "times": 0}, **more)
                    done = self.run_ctl("check", "--only", probe, "--json")
                    self.sandbox.heal()
                    self.assertIn(done.code, (4, 6), done.out)
                    self.assertIn('"state": "failed"', done.out)
                    self.assertNotIn('"state": "ok"', done.out)

    def test_the_fence_is_proven_by_a_refusal(self):
        self.make_profile()
        self.check("--only", "mailbox-scope", "--forbidden", "vault@contoso.example")
        self.assertEqual(self.states("mailbox-scope"), ["ok"])
        self.check("--only", "mailbox-scope")
        self.assertEqual(self.states("mailbox-scope"), ["warning"])
        self.check("--only", "mailbox-scope", "--forbidden", self.facts["mailbox"], code=6)
        self.assertEqual(self.probes["mailbox-scope"]["cause"], "app-misconfigured")
        self.check("--only", "mailbox-scope", "--forbidden", "nobody@contoso.example", code=4)
        self.assertEqual(self.states("mailbox-scope"), ["unknown"])

    def test_the_profile_remembers_the_forbidden_mailbox(self):
        self.make_profile(forbiddenMailbox="vault@contoso.example")
        self.check("--only", "mailbox-scope")
        self.assertEqual(self.states("mailbox-scope"), ["ok"])
        self.assertIn("vault@contoso.example", self.probes["mailbox-scope"]["evidence"])
        # What the command names counts before what the profile says.
        self.check("--only", "mailbox-scope", "--forbidden", self.facts["mailbox"], code=6)
        self.assertEqual(self.states("mailbox-scope"), ["failed"])

    def test_permissions_are_a_table(self):
        self.make_profile()
        self.check("--only", "permissions")
        rows = {row["name"]: row for row in self.probes["permissions"]["permissions"]}
        self.assertIs(rows["Calendars.ReadWrite"]["inToken"], True)
        self.assertIs(rows["MailboxSettings.Read"]["inToken"], False)
        self.assertTrue(all(row["why"] for row in rows.values()))

    def test_the_table_tells_what_was_used(self):
        def used():
            self.check("--only", "permissions")
            return {row["name"]: (row["used"], row["lastUsed"]) for row in self.probes["permissions"]["permissions"]}

        self.make_profile()
        self.assertEqual(used()["Calendars.ReadWrite"], (False, None))
        self.ctl("calendars", "create", "Project Deliverables", schema="calendars")
        today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
        self.assertEqual(used()["Calendars.ReadWrite"], (True, today))
        self.assertEqual(used()["MailboxSettings.Read"], (False, None))

    def test_a_request_pack(self):
        self.make_profile(calendarName="It's <b>\"ours\"</b> $(now) `x`")
        out = pathlib.Path(self.folder.name) / "pack"
        document = self.ctl("request-pack", str(out), "--asker", "Ada", schema="request-pack")
        self.assertEqual(sorted(path.name for path in out.iterdir()), sorted(document["files"]))
        self.assertIn("exchange.ps1", document["files"])
        self.assertIn("Ada", (out / "README.md").read_text(encoding="utf-8"))
        self.assertIn(self.facts["clientId"], (out / "entra.sh").read_text(encoding="utf-8"))
        self.assertNotIn("OBJECT-ID", (out / "exchange.ps1").read_text(encoding="utf-8"), "the token names it")
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        refused = self.ctl("request-pack", str(out), code=5)
        self.assertEqual(refused["error"]["cause"], "already-exists")
        self.assertEqual({path.name: path.read_bytes() for path in out.iterdir()}, before)
        self.ctl("request-pack", str(out / "README.md"), code=5)
        other = pathlib.Path(self.folder.name) / "offline"
        self.human("request-pack", str(other), "--offline")
        self.assertIn("OBJECT-ID", (other / "exchange.ps1").read_text(encoding="utf-8"))
        self.hold_files()

    def test_a_service_that_is_down_is_4(self):
        self.make_ready("Down")
        self.sandbox.control("tracker", ready=False)
        document = self.check(code=4)
        self.assertEqual(document["error"]["cause"], "tracker-down")
        self.assertEqual(self.states("tracker", "calendar"), ["failed", "ok"])

    def test_the_store_that_cannot_be_opened_hides_nothing(self):
        self.make_ready("Store")
        self.ctl("profile", "set", "store=postgresql://nobody@127.0.0.1:1/nothing", schema="profile")
        self.check(code=6)
        self.assertEqual(self.states("store", "tenant", "tracker", "calendar"), ["failed", "ok", "ok", "ok"])

    def test_variables_are_compared(self):
        self.make_ready("Variables")
        path = pathlib.Path(self.folder.name) / "tracker.env"
        same = (
            f"MICROSOFT_TENANT_ID={self.facts['tenantId']}\nMICROSOFT_CLIENT_ID={self.facts['clientId']}\n"
            f"MICROSOFT_CLIENT_SECRET='{self.facts['clientSecret']}'\nMICROSOFT_SHARED_CALENDAR_NAME=Variables\n"
            f"APP_URL={self.facts['trackerUrl']}\n"
        )
        path.write_text(same, encoding="utf-8")
        document = self.check("--only", "profile", "--env", str(path))
        self.assertEqual(self.states("environment"), ["ok"])
        self.assertEqual(document["differences"], [])
        guide = [f"MICROSOFT_{name}" for name in ("TENANT_ID", "CLIENT_ID", "CLIENT_SECRET", "CALENDAR_ENABLED",
                                                  "CALENDAR_MODE", "SHARED_CALENDAR_NAME")] + ["APP_URL"]
        self.assertEqual(document["environment"]["missing"], ["MICROSOFT_CALENDAR_ENABLED", "MICROSOFT_CALENDAR_MODE"])
        self.assertFalse(document["environment"]["enabled"])
        # As `docker compose config` prints it, pasted; the secret did not reach the container.
        composed = "services:\n  backend:\n    environment:\n" + "".join(
            f"      {name}: {json.dumps(value)}\n"
            for name, value in (("APP_URL", self.facts["trackerUrl"]), ("MICROSOFT_CALENDAR_ENABLED", "true"),
                                ("MICROSOFT_CLIENT_ID", self.facts["clientId"]), ("MICROSOFT_CLIENT_SECRET", ""),
                                ("MICROSOFT_SHARED_CALENDAR_NAME", "Variables"),
                                ("MICROSOFT_TENANT_ID", self.facts["tenantId"]))
        )
        pasted = self.check("--only", "profile", "--env", "-", given=composed)
        self.assertEqual(self.states("environment"), ["warning"])
        self.assertEqual(pasted["differences"], [])
        self.assertTrue(pasted["environment"]["enabled"])
        lost = {"MICROSOFT_CLIENT_SECRET", "MICROSOFT_CALENDAR_MODE"}
        self.assertEqual(pasted["environment"]["loaded"], [name for name in guide if name not in lost])
        evidence = next(probe["evidence"] for probe in pasted["probes"] if probe["id"] == "environment")
        self.assertIn("MICROSOFT_CLIENT_SECRET is not loaded: the tracker goes without it", evidence)
        other = same.replace("=Variables", "=Others").replace("CLIENT_SECRET='", "CLIENT_SECRET='x")
        path.write_text(other, encoding="utf-8")
        document = self.check("--env", str(path))
        self.assertEqual(self.states("environment"), ["warning"])
        self.assertEqual(
            [difference["variable"] for difference in document["differences"]],
            ["MICROSOFT_SHARED_CALENDAR_NAME", "MICROSOFT_CLIENT_SECRET"],
        )
        path.write_text("NOTHING=here\n", encoding="utf-8")
        self.check("--only", "profile", "--env", str(path), code=4)
        self.assertEqual(self.states("environment"), ["unknown"])
        self.check("--only", "profile", "--env", str(path) + ".absent", code=6)
        self.assertEqual(self.states("environment"), ["failed"])
        path.unlink()
        self.hold_files()

    def test_nothing_is_written(self):
        self.make_ready("Quiet")
        before = self.sandbox.control("state", mailbox=self.facts["mailbox"])
        self.check()
        self.assertEqual(self.sandbox.control("state", mailbox=self.facts["mailbox"]), before)

    def test_ctrl_c_cancels(self):
        self.make_ready("Cancel")
        hold = {"match": {"path": "/api/health", "times": 0}, "action": {"kind": "hold", "when": "before"}}
        self.sandbox.control("faults", faults=[hold])
        process = self.start("check", "--json")
        self.sandbox.control("held", wait=60000, count=1)
        process.send_signal(signal.SIGINT)
        done = self.finish(process)
        self.assertEqual(done.code, 130, done.out + done.err)
        self.fits(json.loads(done.out), "cancelled")


if __name__ == "__main__":
    unittest.main(verbosity=2)
