#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The canary: services that print every secret they were sent, and no log, file, argument or document of any
command that holds one."""

import itertools
import json
import os
import unittest

from ctlbench import CtlTest, watch_command_line

AREAS = ("entra", "graph", "tracker")
LOUD = {"QT_LOGGING_RULES": "milepost.*.debug=true"}


class Canary(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def echo(self, area, form, status):
        self.sandbox.control(
            "faults",
            clear=True,
            faults=[{"match": {"area": area, "times": 0}, "action": {"kind": "echo", "as": form, "status": status}}],
        )

    def every_command(self, calendar):
        return (
            ["calendars", "list"],
            ["calendars", "create", "Another"],
            ["calendars", "use", "Another"],
            ["calendars", "rename", calendar, "Renamed"],
            ["deliverables", "list"],
            ["plan", "--out", "echoed.json"],
            ["apply", "plan.json", "--yes"],
            ["sync", "--yes"],
            ["readings", "confirm"],
            ["runs", "list"],
            ["secret", "status"],
            ["env", "export"],
            ["profile", "export"],
            ["log", "--as", "curl"],
            ["bundle", "--show"],
        )

    def test_an_echo_of_the_request_comes_out_nowhere(self):
        self.make_ready(calendar="Echo")
        self.ctl("plan", "--out", "plan.json", code=2, schema="plan")
        commands = self.every_command("Echo")
        forms = (("html", 400), ("json", 400), ("json", 401), ("html", 403))
        cases = list(itertools.product(AREAS, forms, commands))
        chosen = cases
        if "MILEPOST_LONG" not in os.environ:
            # Every command in every area, in one form each; the forms go round.
            chosen = [
                (area, forms[(a + c) % len(forms)], words)
                for a, area in enumerate(AREAS)
                for c, words in enumerate(commands)
            ]
            chosen.sort(key=lambda case: (AREAS.index(case[0]), case[1]))
            print(f"LEFT OUT: {len(cases) - len(chosen)} of {len(cases)} echoes (tests/run.sh --long)", flush=True)
        heard = 0
        echoing = None
        for area, (form, status), words in chosen:
            if echoing != (area, form, status):
                self.echo(area, form, status)
                echoing = (area, form, status)
            with self.subTest(area=area, form=form, status=status, words=words):
                heard += self.hear(words)
        self.assertGreater(heard, len(chosen) // 8, "the echoes did not come as far as the texts")
        self.hold_files()

    def hear(self, words):
        """Runs the command in both forms; whether an echo came as far as its texts."""
        seen = set()
        process = self.start(*words, "--json", environment=LOUD)
        watcher = watch_command_line(process, seen)
        done = self.finish(process)  # holds both streams against every canary
        watcher.join()
        json.loads(done.out)
        for line in seen:
            for canary in self.canaries:
                self.assertNotIn(canary.encode(), line)
        self.hold_secrets(self.run_ctl(*words, environment=LOUD))
        return "***" in done.out + done.err

    def test_an_echo_of_a_write_comes_out_nowhere(self):
        self.make_ready(calendar="Echoed writes")
        match = {"area": "graph", "method": "POST", "path": "/events", "times": 0}
        action = {"kind": "echo", "as": "json", "status": 400}
        self.sandbox.control("faults", faults=[{"match": match, "action": action}])
        report = self.ctl("sync", "--yes", code=3, schema="run-report", environment=LOUD)
        run = self.ctl("runs", "show", report["run"], schema="runs")["runs"][0]
        self.assertIn("***", run["actions"][0]["error"])
        self.human("runs", "show", report["run"])
        self.hold_files()

    def test_an_address_with_a_password_is_not_repeated(self):
        self.make_profile()
        password = "C4nary-of-an-address"
        self.canaries = [*self.canaries, password]
        address = f"https://user:{password}@host.example"
        for key in ("authority", "graphRoot", "tokenScope", "trackerUrl", "appUrl", "proxy", "store"):
            with self.subTest(key=key):
                self.ctl("profile", "set", f"{key}={address}", code=6)
                self.human("profile", "set", f"{key}={address}", code=6)
        for words in ([address], [f"{address}/?a=b"], ["calendarName", address]):
            self.ctl("profile", "set", *words, code=64)
            self.human("profile", "set", *words, code=64)


if __name__ == "__main__":
    unittest.main(verbosity=2)
