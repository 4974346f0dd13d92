#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rotation on the command line: the new secret is tried before it is used, the old one stays until a run has
succeeded, and none of them is anywhere but in the keychain."""

import base64
import datetime
import json
import os
import pathlib
import unittest

from ctlbench import CtlTest
from proxybench import Proxy
from storebench import MISSING, PASSWORD, Server

BUS = "DBUS_SESSION_BUS_ADDRESS"
NEEDS_BUS = unittest.skipUnless(BUS in os.environ, "LEFT OUT: rotation needs a session with a keyring (tests/run.sh)")
OWN = "Application.ReadWrite.OwnedBy"
ROLES = ["Calendars.ReadWrite", "User.ReadBasic.All"]


def day(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).date().isoformat()


class Bench(CtlTest):
    sandbox_arguments = ("--deliverables", "3", "--projects", "1", "--people", "2")

    def setUp(self):
        super().setUp()
        self.bus = {BUS: os.environ.get(BUS, ""), "QT_LOGGING_RULES": "milepost.*.debug=true"}
        self.sandbox.control("options", roles=ROLES)

    def keep(self, name):
        """A profile whose secrets are in the keychain."""
        self.make_profile(name=name, secretSource="keychain", calendarName=name)
        for kind, value in (("entra-secret", self.facts["clientSecret"]), ("tracker-password", self.facts["trackerPassword"])):
            self.ctl("secret", "set", kind, "--from", "env:VALUE", schema="secrets",
                     environment={**self.bus, "VALUE": value})
        for kind in ("entra-secret", "entra-certificate", "tracker-password"):
            self.addCleanup(self.ctl, "secret", "delete", kind, schema="secrets", environment=self.bus)
        self.ctl("calendars", "create", name, schema="calendars", environment=self.bus)

    def rotate(self, *words, value=None, code=0):
        environment = {**self.bus, **({"VALUE": value} if value is not None else {})}
        schema = "secrets" if code == 0 else None
        return self.ctl("secret", "rotate", *words, code=code, schema=schema, environment=environment)

    def passwords(self):
        apps = self.sandbox.control("applications")["applications"]
        return next(app for app in apps if app["clientId"] == self.facts["clientId"])["passwords"]

    def status(self, *words):
        rows = self.ctl("secret", "status", *words, schema="secrets", environment=self.bus)["secrets"]
        return {row["kind"]: row for row in rows}

    def sync(self, code=0):
        return self.ctl("sync", "--yes", code=code, schema="run-report", environment=self.bus)


class StorePassword(Bench):
    """That of a database: nobody adds a second one there, so it is tried, and replaced."""

    @classmethod
    def setUpClass(cls):
        cls.server = Server()
        super().setUpClass()
        cls.canaries = [*cls.canaries, PASSWORD]

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.server.close()

    def test_one_that_opens_nothing_is_not_stored(self):
        self.make_profile(name="shared", secretSource="keychain", store=self.server.store())
        self.addCleanup(self.ctl, "secret", "delete", "store-password", schema="secrets", environment=self.bus)
        stored = self.run_ctl("secret", "set", "store-password", "--from", "env:VALUE",
                              environment={**self.bus, "VALUE": PASSWORD})
        self.assertEqual(stored.code, 0, stored.err)
        looked = self.run_ctl("runs", "list", environment=self.bus)
        if "driver for PostgreSQL" in looked.err:
            self.skipTest(MISSING)
        self.assertEqual(looked.code, 0, looked.err)
        refused = self.rotate("store-password", "--from", "env:VALUE", value="opens nothing", code=6)
        self.assertEqual(refused["error"]["cause"], "store-failed")
        self.assertEqual(self.run_ctl("runs", "list", environment=self.bus).code, 0, "the old one is gone")
        self.rotate("store-password", "--from", "env:VALUE", value=PASSWORD)
        self.assertEqual(self.run_ctl("runs", "list", environment=self.bus).code, 0)
        self.rotate("store-password", "--back", code=64)


class ProxyPassword(Bench):
    """That of a proxy: tried on the way to the tenant, and replaced when the proxy took it."""

    def test_one_that_the_proxy_refuses_is_not_stored(self):
        self.canaries.extend(["C4nary-first-proxy", "C4nary-second-proxy"])
        proxy = Proxy(self.folder.name, self.facts["authority"], self.facts["caFile"], "C4nary-first-proxy")
        self.addCleanup(proxy.close)
        self.make_profile(name="office", secretSource="keychain", proxy=proxy.address, caFile=str(proxy.ca),
                          authority=f"https://{proxy.HOST}")
        self.addCleanup(self.ctl, "secret", "delete", "proxy-password", schema="secrets", environment=self.bus)
        stored = self.run_ctl("secret", "set", "proxy-password", "--from", "env:VALUE",
                              environment={**self.bus, "VALUE": proxy.password})
        self.assertEqual(stored.code, 0, stored.err)
        self.assertEqual(self.tenant(), "ok")
        refused = self.rotate("proxy-password", "--from", "env:VALUE", value="C4nary-second-proxy", code=6)
        self.assertEqual(refused["error"]["cause"], "proxy-auth")
        self.assertGreater(proxy.refused, 0)
        self.assertEqual(self.tenant(), "ok", "the old one is gone")
        proxy.password = "C4nary-second-proxy"
        self.assertEqual(self.tenant(), "failed")
        self.rotate("proxy-password", "--from", "env:VALUE", value=proxy.password)
        self.assertEqual(self.tenant(), "ok")
        self.rotate("proxy-password", "--back", code=64)

    def tenant(self):
        run = self.run_ctl("check", "--only", "tenant", "--json", environment=self.bus)
        probe = next(probe for probe in json.loads(run.out)["probes"] if probe["id"] == "tenant")
        if probe["state"] == "failed":
            self.assertEqual(probe["cause"], "proxy-auth", probe)
        return probe["state"]


class Rotation(Bench):
    def test_what_does_not_fit_is_said(self):
        self.make_profile()  # secretSource=env
        self.assertIn("kept elsewhere", self.rotate("entra-secret", code=6)["error"]["detail"])
        self.ctl("profile", "set", "secretSource=session", schema="profile")
        self.assertIn("memory", self.rotate("entra-secret", code=6)["error"]["detail"])
        self.ctl("profile", "set", "secretSource=keychain", schema="profile")
        for words in (
            ["tracker-password", "--generate", "--cer", "a.cer"],
            ["tracker-password", "--expires", "2027-01-31"],
            ["entra-certificate", "--expires", "2027-01-31"],
            ["entra-secret", "--expires", "soon"],
            ["entra-secret", "--days", "5"],
            ["entra-secret", "--back", "--from", "stdin"],
            ["tracker-refresh"],
            ["entra-secret-next"],
        ):
            with self.subTest(words=words):
                self.rotate(*words, code=64)

    def test_when_a_secret_expires_is_told(self):
        self.make_profile()
        self.assertIsNone(self.status()["entra-secret"]["expires"])
        self.assertIn("not known", self.human("secret", "status").out)
        for days, warned in ((61, False), (31, False), (30, True), (7, True), (1, True), (-2, True)):
            with self.subTest(days=days):
                self.ctl("profile", "set", f"secretExpires={day(days)}", schema="profile")
                row = self.status()["entra-secret"]
                self.assertEqual(row["expires"], f"{day(days)}T00:00:00Z")
                self.assertEqual(bool(row["notice"]), warned)
                self.assertEqual(row["days"], max(days, 0))
                checked = self.ctl("check", "--only", "tenant,registration,secret", schema="check")
                self.assertEqual(checked["overall"], "warning" if warned else "ok")
        # Entra knows better, where it may be asked.
        self.sandbox.control("options", roles=[*ROLES, "Application.Read.All"])
        self.sandbox.control("application", secretEndsInDays=12)
        self.assertEqual(self.status("--ask-entra")["entra-secret"]["expires"][:10], day(12))
        self.assertIn("12 days", self.human("secret", "status", "--ask-entra").out)

    @NEEDS_BUS
    def test_entered_refused_and_entered_again(self):
        self.keep("pasted")
        guid = "0f8fad5b-d9cb-469f-a165-70867728950e"
        self.assertIn("secret's ID", self.rotate("entra-secret", "--from", "env:VALUE", value=guid, code=6)["error"]["detail"])
        canary = "C4nary~of~a~secret+1"
        self.canaries = [*type(self).canaries, canary]
        error = self.rotate("entra-secret", "--from", "env:VALUE", "--wait", "0", value=canary, code=6)["error"]
        self.assertEqual(error["cause"], "secret-invalid")
        self.ctl("calendars", "list", schema="calendars", environment=self.bus)
        same = self.rotate("entra-secret", "--from", "env:VALUE", value=self.facts["clientSecret"], code=6)["error"]
        self.assertEqual(same["code"], "rotation-same")
        self.hold_files()

    @NEEDS_BUS
    def test_a_certificate_waits_for_its_upload(self):
        self.keep("certified")
        first = pathlib.Path(self.folder.name) / "first.cer"
        self.ctl("secret", "set", "entra-certificate", "--generate", "--cer", str(first), schema="secrets", environment=self.bus)
        self.ctl("profile", "set", "credential=certificate", schema="profile")
        self.sandbox.control("application", certificate=base64.b64encode(first.read_bytes()).decode())
        second = pathlib.Path(self.folder.name) / "second.cer"
        error = self.rotate("entra-certificate", "--generate", "--cer", str(second), "--wait", "0", code=6)["error"]
        self.assertEqual(error["cause"], "cert-unregistered")
        self.ctl("calendars", "list", schema="calendars", environment=self.bus)
        self.sandbox.control("application", certificate=base64.b64encode(second.read_bytes()).decode())
        told = self.rotate("entra-certificate")["secrets"][0]
        self.assertEqual(told["rotation"]["removal"], "by-hand")
        self.sync()
        self.assertEqual(self.rotate("entra-certificate", "--back", code=6)["error"]["code"], "rotation-no-former")
        self.hold_files()

    @NEEDS_BUS
    def test_a_tracker_password_is_tried_by_a_login(self):
        self.keep("tracked")
        self.rotate("tracker-password", "--from", "env:VALUE", value="wrong", code=6)
        self.sync()
        # The tracker of the sandbox has one password: what stands here before is another one.
        self.ctl("secret", "set", "tracker-password", "--from", "env:VALUE", schema="secrets",
                 environment={**self.bus, "VALUE": "the one before"})
        self.rotate("tracker-password", "--from", "env:VALUE", value=self.facts["trackerPassword"])
        self.sync()
        self.hold_files()


class OwnRegistration(Bench):
    """The first secret of its sandbox is gone afterwards."""

    @NEEDS_BUS
    def test_made_in_entra_and_removed_after_a_run(self):
        self.sandbox.control("options", roles=[*ROLES, OWN])
        self.sandbox.control("application", ownsItself=True)
        self.keep("owned")
        before = self.passwords()
        told = self.rotate("entra-secret", "--days", "100")["secrets"][0]
        self.assertEqual((told["state"], told["rotation"]["removal"]), ("stored", "automatic"))
        self.assertEqual(told["expires"][:10], day(100))
        self.assertEqual(self.status()["entra-secret"]["expires"][:10], day(100))
        self.assertEqual(self.passwords(), before + 1)
        # A run that fails, or does a part, proves nothing.
        self.sandbox.fault("status", {"area": "tracker", "method": "GET", "times": 0}, status=500)
        self.sync(code=4)
        self.assertEqual(self.passwords(), before + 1)
        self.sandbox.heal()
        self.sandbox.fault("status", {"area": "graph", "method": "POST", "path": "/events", "times": 1}, status=400)
        self.sync(code=3)
        self.assertEqual(self.passwords(), before + 1)
        self.sandbox.heal()
        self.sync()
        self.assertEqual(self.passwords(), before)
        self.ctl("calendars", "list", schema="calendars", environment=self.bus)
        self.assertEqual(self.rotate("entra-secret", "--back", code=6)["error"]["code"], "rotation-no-former")
        self.hold_files()


if __name__ == "__main__":
    unittest.main(verbosity=2)
