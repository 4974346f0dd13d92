#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands of milepostctl that need no service: profiles, secrets, variables, help, completion."""

import json
import pathlib
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from ctlbench import CtlTest, Sandbox, watch_command_line


class Local(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def test_the_templates_of_schedules_say_what_sync_takes(self):
        installer = pathlib.Path(__file__).parents[2] / "installer"
        unit = (installer / "systemd/milepost-sync.service").read_text(encoding="utf-8")
        command = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
        command = command.replace("${MILEPOST_PROFILE}", "production").replace(" --config-dir ${STATE_DIRECTORY}", "")
        task = xml.etree.ElementTree.parse(installer / "windows/milepost-sync.xml").getroot()
        space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
        self.assertTrue(task.findtext(".//t:Exec/t:Command", namespaces=space).endswith('milepostctl.exe"'))
        self.assertEqual(task.findtext(".//t:MultipleInstancesPolicy", namespaces=space), "IgnoreNew")
        self.assertEqual(task.findtext(".//t:RunLevel", namespaces=space), "LeastPrivilege")
        for arguments in (command.split()[1:], task.findtext(".//t:Exec/t:Arguments", namespaces=space).split()):
            with self.subTest(arguments):
                self.assertLessEqual({"sync", "--yes", "--json", "--quiet"}, set(arguments))
                done = self.run_ctl(*arguments)
                self.assertEqual(done.code, 6, done.out + done.err)  # not 64: every word is understood
                self.assertIn("production", json.loads(done.out)["error"]["detail"])

    def test_profiles_live_and_die(self):
        self.assertEqual(self.ctl("profile", "list", schema="profiles")["profiles"], [])
        self.assertEqual(self.ctl("profile", "show", code=6)["error"]["cause"], "config-invalid")
        self.make_profile("one")
        self.assertEqual(self.ctl("profile", "show", schema="profile")["profile"]["name"], "one")
        self.ctl("profile", "create", "two", schema="profile")
        ambiguous = self.ctl("profile", "show", code=6)
        self.assertIn("one, two", ambiguous["error"]["detail"])
        self.ctl("profile", "show", "two", schema="profile")
        self.ctl("--profile", "two", "profile", "show", schema="profile")
        self.ctl("profile", "create", "ONE", code=6)
        exported = self.human_json("profile", "export", "one")
        (pathlib.Path(self.folder.name) / "file.json").write_text(json.dumps({**exported, "name": "three"}), encoding="utf-8")
        imported = self.ctl("profile", "import", "file.json", schema="profile")["profile"]
        self.assertEqual(imported["mailbox"], self.facts["mailbox"])
        as_json = self.ctl("profile", "export", "one", schema="profile")
        (pathlib.Path(self.folder.name) / "four.json").write_text(json.dumps({**as_json, "name": "four"}), encoding="utf-8")
        self.ctl("profile", "import", "four.json", schema="profile")
        self.ctl("profile", "delete", "two", schema="profile-deleted")
        self.assertEqual([p["name"] for p in self.ctl("profile", "list", schema="profiles")["profiles"]], ["four", "one", "three"])
        self.assertIn("three", self.human("profile", "list").out)
        self.assertIn("trackerUrl", self.human("profile", "show", "one").out)
        self.ctl("profile", "delete", "two", code=6)
        self.hold_files()

    def human_json(self, *arguments):
        done = self.run_ctl(*arguments)
        self.assertEqual(done.code, 0, done.err)
        return json.loads(done.out)

    def test_values_are_set_all_or_none(self):
        self.make_profile()
        before = self.ctl("profile", "show", schema="profile")
        refused = self.ctl("profile", "set", "calendarName=New", "cloud=mars", code=6)
        self.assertIn("cloud", refused["error"]["detail"])
        self.assertEqual(self.ctl("profile", "show", schema="profile"), before)
        self.ctl("profile", "set", "trackerUrl=http://example.com", code=6)
        self.ctl("profile", "set", "nothing", code=64)
        tenant = "tenantId=22222222-2222-2222-2222-22222222222"
        self.assertEqual(self.human("profile", "set", f"{tenant}1").err, "", "nothing was accepted yet")
        self.ctl("profile", "set", "secretSource=keychain", schema="profile")
        self.assertIn("set again", self.human("profile", "set", f"{tenant}2").err)

    def test_a_broken_profile_is_named_with_its_line_and_kept(self):
        self.make_profile()
        path = next(self.config.rglob("test.json"))
        broken = path.read_text(encoding="utf-8")[:-5]
        path.write_text(broken, encoding="utf-8")
        error = self.ctl("profile", "set", "calendarName=New", code=6)["error"]
        self.assertRegex(error["detail"], r"test\.json, line \d+")
        self.assertEqual(path.read_text(encoding="utf-8"), broken)
        self.assertIn("broken", self.ctl("profile", "list", schema="profiles")["profiles"][0])

    def test_a_wrong_command_line_is_status_64_and_still_one_document(self):
        self.make_profile()
        for words in (
            [],
            ["no-such-command"],
            ["profile"],
            ["plan", "--from", "yesterday"],
            ["plan", "--no-such-option"],
            ["profile", "show", "one", "two"],
            ["sync", "--max-delete", "many"],
            ["secret", "set", "no-such-kind"],
            ["runs", "show", "last"],
            ["runs", "show", "12345"],
            ["help", "no-such-command"],
        ):
            with self.subTest(words=words):
                self.assertEqual(self.ctl(*words, code=64)["error"]["cause"], "usage")
                done = self.human(*words, code=64)
                self.assertEqual(done.out, "")
        self.ctl("profile", "set", "cloud=global", "authority=", "graphRoot=", schema="profile")
        self.ctl("sync", "--watch", "5", code=64)

    def test_options_of_every_command_stand_before_or_after_it(self):
        self.make_profile("one")
        self.make_profile("two")
        for words in (
            ["--profile", "two", "--json", "profile", "show"],
            ["profile", "--profile", "two", "--json", "show"],
            ["profile", "show", "--profile=two", "--json"],
        ):
            done = self.run_ctl(*words)
            self.assertEqual(json.loads(done.out)["profile"]["name"], "two", words)

    def test_help_and_version(self):
        self.assertRegex(self.ctl("--version")["version"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(self.human("--version").out, r"^milepostctl \d+\.\d+\.\d+\n$")
        self.assertIn("--max-delete", self.ctl("help", "sync")["help"])
        self.assertIn("calendarName", self.human("help", "profile", "set").out)
        self.assertIn("--max-delete", self.human("sync", "--help").out)
        self.assertIn("deliverables", self.human("help").out)
        self.assertIn("deliverables", self.human("--help").out)

    def test_secrets_come_from_named_places_and_are_never_shown(self):
        self.make_profile()
        states = self.ctl("secret", "status", schema="secrets")["secrets"]
        self.assertEqual({s["kind"]: s["state"] for s in states}, {"entra-secret": "stored", "tracker-password": "stored"})
        absent = {"MILEPOST_ENTRA_SECRET": "", "MILEPOST_TRACKER_PASSWORD": ""}
        states = self.ctl("secret", "status", schema="secrets", environment=absent)["secrets"]
        self.assertEqual({s["state"] for s in states}, {"absent"})
        secret = self.facts["clientSecret"]
        error = self.ctl("secret", "set", "entra-secret", "--from", "stdin", code=6, given=secret)["error"]
        self.assertIn("only reads", error["detail"])
        self.ctl("profile", "set", "secretSource=session", schema="profile")
        self.ctl("secret", "set", "entra-secret", "--from", "stdin", code=6, given=secret)
        self.ctl("secret", "set", "entra-secret", code=6, given="")
        self.ctl("profile", "set", "secretSource=keychain", schema="profile")
        guid = "11111111-2222-3333-4444-555555555555"
        error = self.ctl("secret", "set", "entra-secret", "--from", "stdin", code=6, given=guid + "\n")["error"]
        self.assertIn("secret's ID", error["detail"])
        self.ctl("secret", "set", "entra-secret", "--from", "stdin", code=6, given="\n")
        self.ctl("secret", "set", "entra-secret", "--from", "env:NOT_SET", code=6)
        self.ctl("secret", "set", "entra-secret", code=64)

    def states(self, environment=None):
        found = self.ctl("secret", "status", schema="secrets", environment=environment)["secrets"]
        return {secret["kind"]: secret["state"] for secret in found}

    def elsewhere(self):
        """Another service with the same accounts, and what to set to be led there."""
        other = Sandbox(*self.sandbox_arguments)
        self.addCleanup(other.close)
        return other, [f"{key}={other.facts[key]}" for key in ("authority", "graphRoot", "trackerUrl")]

    def test_a_named_source_sends_where_it_was_first_used_and_nowhere_else(self):
        self.make_ready(calendar="Bound")
        self.ctl("sync", "--yes", schema="run-report")
        self.assertEqual(set(self.states().values()), {"stored"})
        other, addresses = self.elsewhere()
        told = self.human("profile", "set", *addresses).err
        self.assertIn("milepostctl secret confirm tracker-password", told)
        self.assertEqual(set(self.states().values()), {"unconfirmed"})
        without = {"MILEPOST_ENTRA_SECRET": "", "MILEPOST_TRACKER_PASSWORD": ""}
        self.assertEqual(set(self.states(without).values()), {"unconfirmed"}, "as systemd's, outside of the unit")
        for words in (["calendars", "list"], ["deliverables", "list"], ["plan"], ["sync", "--yes"]):
            with self.subTest(words=words):
                error = json.loads(self.run_ctl(*words, "--json").out)["error"]
                self.assertEqual((error["cause"], error["code"]), ("credential-missing", "origin-unconfirmed"))
                self.assertIn("secret confirm", json.dumps(error["remedies"]))
                self.assertEqual(self.run_ctl(*words).code, 6)
        self.assertEqual(other.control("counters")["requests"], 0, "something was sent there")
        confirmed = self.ctl("secret", "confirm", "entra-secret", schema="secrets")["secrets"]
        self.assertEqual(
            {secret["kind"]: secret["state"] for secret in confirmed},
            {"entra-secret": "stored", "tracker-password": "unconfirmed"},
        )
        self.assertIn(other.facts["trackerUrl"], [secret["origin"] for secret in confirmed])
        self.ctl("calendars", "list", schema="calendars")
        self.assertEqual(self.ctl("deliverables", "list", code=6, schema="deliverables")["deliverables"], [])
        self.assertIn(other.facts["trackerUrl"], self.human("secret", "confirm").out)
        self.ctl("deliverables", "list", schema="deliverables")
        self.ctl("profile", "set", *[f"{key}={self.facts[key]}" for key in ("authority", "graphRoot", "trackerUrl")], schema="profile")
        self.assertEqual(set(self.states().values()), {"unconfirmed"})

    def test_an_imported_profile_sends_nothing_before_somebody_confirms(self):
        self.make_profile("first")
        other, addresses = self.elsewhere()
        self.ctl("profile", "set", *addresses, schema="profile")
        exported = self.human_json("profile", "export", "first")
        (pathlib.Path(self.folder.name) / "file.json").write_text(json.dumps({**exported, "name": "second"}), encoding="utf-8")
        self.assertIn("secret confirm", self.human("profile", "import", "file.json").out)
        self.ctl("--profile", "second", "profile", "set", "secretSource=env", schema="profile")
        error = self.ctl("--profile", "second", "calendars", "list", code=6)["error"]
        self.assertEqual(error["code"], "origin-unconfirmed")
        self.assertEqual(other.control("counters")["requests"], 0)
        self.ctl("--profile", "second", "secret", "confirm", schema="secrets")
        self.ctl("--profile", "second", "calendars", "list", schema="calendars")
        self.ctl("--profile", "first", "calendars", "list", schema="calendars")  # its own first use
        self.ctl("--profile", "first", "profile", "set", "secretSource=session", schema="profile")
        self.ctl("--profile", "first", "secret", "confirm", code=6)
        self.hold_files()

    def test_without_a_keychain_nothing_is_stored_anywhere(self):
        self.make_profile(secretSource="keychain")
        secret = self.facts["clientSecret"]
        path = pathlib.Path(self.folder.name) / "given"
        path.touch(0o600)
        path.write_text(secret, encoding="utf-8")
        error = self.ctl("secret", "set", "entra-secret", "--from", f"file:{path}", code=6)["error"]
        self.assertEqual(error["cause"], "keychain-unavailable")
        self.assertIn("secretSource", json.dumps(error["remedies"]))
        path.unlink()
        states = self.ctl("secret", "status", schema="secrets")["secrets"]
        self.assertEqual({s["state"] for s in states}, {"no-keychain"})
        self.ctl("plan", code=6)
        self.hold_files()

    def test_nothing_secret_is_in_the_list_of_processes(self):
        self.make_profile()
        seen = set()
        process = self.start("calendars", "list", "--json")
        watcher = watch_command_line(process, seen)
        self.finish(process)
        watcher.join()
        self.assertTrue(seen)
        for line in seen:
            for canary in self.canaries:
                self.assertNotIn(canary.encode(), line)

    def test_the_trackers_variables_go_in_and_out(self):
        self.make_profile()
        folder = pathlib.Path(self.folder.name)
        (folder / ".env").write_text(
            "# comment\nMICROSOFT_TENANT_ID='33333333-3333-3333-3333-333333333333' # theirs\n"
            "MICROSOFT_CALENDAR_MODE=shared\nMICROSOFT_SHARED_CALENDAR_NAME=\"Team dates\"\n"
            f"MICROSOFT_CLIENT_SECRET='{self.facts['clientSecret']}'\n",
            encoding="utf-8",
        )
        imported = self.ctl("env", "import", ".env", schema="env-import")
        self.assertEqual(imported["profile"]["calendarName"], "Team dates")
        self.assertFalse(imported["secretStored"])  # secretSource=env: the admin named another source
        (folder / ".env").unlink()
        text = self.ctl("env", "export", schema="env-export")["text"]
        self.assertIn("33333333-3333-3333-3333-333333333333", text)
        self.assertIn("Team dates", self.human("env", "export", "--form", "compose").out)
        self.ctl("env", "export", "--with-secret", code=64)
        self.assertEqual(self.ctl("env", "export", "--out", "plain.env", schema="env-export")["secretWritten"], False)
        self.hold_files()
        written = self.ctl("env", "export", "--out", "full.env", "--with-secret", schema="env-export")
        self.assertTrue(written["secretWritten"])
        full = folder / "full.env"
        self.assertEqual(full.stat().st_mode & 0o777, 0o600)
        self.assertIn(self.facts["clientSecret"], full.read_text(encoding="utf-8"))
        full.unlink()
        self.ctl("env", "import", "nowhere.env", code=6)

    def test_an_error_that_was_met_anywhere_has_its_cause(self):
        curl = (
            "> POST /x/oauth2/v2.0/token HTTP/1.1\n> Host: login.microsoftonline.com\n>\n< HTTP/1.1 401 Unauthorized\n<\n"
            '{"error":"invalid_client","error_description":"AADSTS7000222: The provided client secret keys are expired."}'
        )
        one = self.ctl("diagnose", given=curl, schema="diagnosis")
        self.assertEqual((one["cause"], one["confidence"], one["id"]), ("secret-expired", "sure", None))
        denied = {"stage": "graph", "status": 403, "body": '{"error":{"code":"ErrorAccessDenied","message":"Access is denied."}}'}
        roles = {"token": {"roles": ["User.ReadBasic.All"]}, "other_mailbox": "200"}
        path = pathlib.Path(self.folder.name) / "met.json"
        path.write_text(json.dumps([{"id": "b", **denied}, {"id": "a", **denied, "context": roles}]), encoding="utf-8")
        both = self.ctl("diagnose", str(path), schema="diagnosis")
        self.assertEqual([found["id"] for found in both], ["b", "a"])
        self.assertEqual(both[0]["candidates"], ["permission-missing", "rbac-scope", "access-policy"])
        self.assertTrue(both[0]["settledBy"])
        self.assertEqual((both[1]["cause"], both[1]["candidates"], both[1]["settledBy"]), ("rbac-scope", ["rbac-scope"], None))
        told = self.human("diagnose", str(path)).out
        self.assertIn("It may also be: rbac-scope", told)
        self.assertEqual(self.ctl("diagnose", "-", given="[]", schema="diagnosis"), [])
        secret = self.facts["clientSecret"]  # the runner sees that it does not come out
        self.ctl("diagnose", given=f"client_secret={secret}&x=1 got 401 Unauthorized", schema="diagnosis")
        self.human("diagnose", given=json.dumps({"status": 401, "body": json.dumps({"client_secret": secret})}))
        self.assertEqual(self.ctl("diagnose", given=" \n", code=64)["error"]["cause"], "usage")
        self.ctl("diagnose", "no-such-file", code=6)

    def test_completion_knows_the_tree(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.human("completion", shell).out
            self.assertEqual(self.ctl("completion", shell)["completion"], script)
            program = shutil.which(shell)
            if program:
                checked = subprocess.run([program, "-n"], input=script, text=True, capture_output=True, check=False)
                self.assertEqual((checked.returncode, checked.stderr), (0, ""))

        def complete(*words):
            script = self.human("completion", "bash").out
            asked = " ".join(f"'{word}'" for word in ("milepostctl", *words))
            script += f"\nCOMP_WORDS=({asked}); COMP_CWORD={len(words)}; _milepostctl; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
            return subprocess.run(["bash"], input=script, text=True, capture_output=True, check=True).stdout.split()

        self.assertEqual(complete("cal"), ["calendars"])
        self.assertEqual(sorted(complete("profile", "s")), ["set", "show"])
        self.assertEqual(complete("--profile", "plan", "run"), ["runs"])
        self.assertEqual(complete("sync", "--max"), ["--max-delete"])
        self.assertEqual(complete("profile", "set", "calendarN"), ["calendarName="])
        self.assertEqual(complete("secret", "set", "entra-s"), ["entra-secret"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
