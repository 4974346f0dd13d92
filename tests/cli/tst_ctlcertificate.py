#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The certificate credential on the command line: made, read, refused, kept in the keychain, and its private key
nowhere else."""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import unittest

from ctlbench import CtlTest, watch_command_line

BUS = "DBUS_SESSION_BUS_ADDRESS"
PASSWORD = "C4nary-of-a-key+1"


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)


@unittest.skipUnless(shutil.which("openssl"), "LEFT OUT: certificates are made by the openssl command, not installed")
class Certificates(CtlTest):
    sandbox_arguments = ("--deliverables", "3", "--projects", "1", "--people", "2")

    def setUp(self):
        super().setUp()
        self.canaries = [*type(self).canaries, PASSWORD]
        # What openssl makes for this test lies beside the folder in which nothing secret may be found.
        self.made = pathlib.Path(self.folder.name).with_suffix(".made")
        self.made.mkdir()
        self.addCleanup(shutil.rmtree, self.made)
        key, crt = self.made / "one.key", self.made / "one.crt"
        openssl("req", "-x509", "-nodes", "-newkey", "rsa:2048", "-keyout", key, "-out", crt, "-days", "90",
                "-subj", "/CN=one")
        self.watch_key(key.read_text())

    def watch_key(self, pem):
        """Every long line of a private key is a canary."""
        body = pem.split("-----BEGIN CERTIFICATE")[0]
        self.canaries += [line for line in body.splitlines() if len(line) > 50]

    def pem(self):
        path = self.made / "one.pem"
        path.write_text((self.made / "one.key").read_text() + (self.made / "one.crt").read_text())
        return f"file:{path}"

    def pfx(self, *more):
        path = self.made / "one.pfx"
        openssl("pkcs12", "-export", "-inkey", self.made / "one.key", "-in", self.made / "one.crt", "-out", path,
                "-passout", f"pass:{PASSWORD}", *more)
        return f"file:{path}"

    def refused(self, *arguments, code=6, **more):
        return self.ctl("secret", "set", "entra-certificate", *arguments, code=code, **more)["error"]

    def test_what_does_not_fit_together_is_said(self):
        self.make_profile(secretSource="keychain", credential="certificate")
        for words in (
            [],
            ["--generate"],
            ["--generate", "--cer", "a.cer", "--from", "stdin"],
            ["--from", "stdin", "--password-from", "stdin"],
            ["--generate", "--cer", "a.cer", "--months", "25"],
            ["--generate", "--cer", "a.cer", "--months", "0"],
            ["--from", "elsewhere"],
        ):
            with self.subTest(words=words):
                self.refused(*words, code=64)
        self.ctl("secret", "set", "entra-secret", "--generate", code=64)
        (pathlib.Path(self.folder.name) / "there.cer").touch()
        self.assertIn("exists already", self.refused("--from", self.pem(), "--cer", "there.cer", code=64)["detail"])
        for source, words in (("env", "only read"), ("session", "memory only")):
            self.ctl("profile", "set", f"secretSource={source}", schema="profile")
            self.assertIn(words, self.refused("--generate", "--cer", "a.cer")["detail"])
        self.assertFalse((pathlib.Path(self.folder.name) / "a.cer").exists())

    def test_files_that_do_not_serve_are_told_apart(self):
        self.make_profile(secretSource="keychain", credential="certificate")
        wrong = {"WRONG": "not-the-password"}
        key, crt = self.made / "one.key", self.made / "one.crt"
        openssl("req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout",
                self.made / "ec.key", "-out", self.made / "ec.crt", "-subj", "/CN=ec")
        (self.made / "ec.pem").write_text((self.made / "ec.key").read_text() + (self.made / "ec.crt").read_text())
        openssl("req", "-new", "-key", key, "-out", self.made / "over.csr", "-subj", "/CN=over")
        openssl("x509", "-req", "-in", self.made / "over.csr", "-signkey", key, "-days", "-1", "-out",
                self.made / "over.crt")
        (self.made / "over.pem").write_text(key.read_text() + (self.made / "over.crt").read_text())
        for code, words in (
            ("certificate-password-wrong", ["--from", self.pfx(), "--password-from", "env:WRONG"]),
            ("certificate-password-wrong", ["--from", self.pfx("-legacy"), "--password-from", "env:WRONG"]),
            ("certificate-without-key", ["--from", f"file:{crt}"]),
            ("certificate-key-alone", ["--from", f"file:{key}"]),
            ("certificate-key-kind", ["--from", f"file:{self.made}/ec.pem"]),
            ("cert-expired", ["--from", f"file:{self.made}/over.pem"]),
        ):
            with self.subTest(code=code):
                error = self.refused(*words, environment=wrong)
                self.assertIn(code, (error["code"], error["cause"]))
                self.assertTrue(error["detail"])
        # A password is needed, and nobody can be asked.
        self.assertIn("--password-from", self.refused("--from", self.pfx(), code=64)["detail"])
        self.hold_files()

    def test_without_a_keychain_nothing_is_left_on_the_disk(self):
        self.make_profile(secretSource="keychain", credential="certificate")
        for words in (["--generate", "--cer", "out.cer"], ["--from", self.pem(), "--cer", "out.cer"]):
            self.assertEqual(self.refused(*words)["cause"], "keychain-unavailable")
            self.assertFalse((pathlib.Path(self.folder.name) / "out.cer").exists())
        self.hold_files()

    @unittest.skipUnless(BUS in os.environ, "LEFT OUT: keeping a certificate needs a session with a keyring (tests/run.sh)")
    def test_it_is_kept_in_the_keychain_and_nowhere_else(self):
        bus = {BUS: os.environ[BUS], "QT_LOGGING_RULES": "milepost.*.debug=true"}
        self.make_profile(name="certified", secretSource="keychain")
        words = ["secret", "set", "entra-certificate", "--generate", "--months", "6", "--name", "Milepost ü",
                 "--cer", "out.cer"]
        seen = set()
        process = self.start(*words, "--json", environment=bus)
        watcher = watch_command_line(process, seen)
        done = self.finish(process)
        watcher.join()
        self.assertEqual(done.code, 0, done.out + done.err)
        self.addCleanup(self.ctl, "secret", "delete", "entra-certificate", schema="secrets", environment=bus)
        document = json.loads(done.out)
        self.fits(document, "secrets")
        self.assertNotIn("PRIVATE", done.out + done.err)
        told = document["secrets"][0]
        self.assertEqual((told["state"], told["certificate"]["bits"]), ("stored", 3072))
        cer = pathlib.Path(self.folder.name) / "out.cer"
        shown = subprocess.run(
            ["openssl", "x509", "-inform", "DER", "-in", cer, "-noout", "-fingerprint", "-sha1"],
            check=True, capture_output=True, text=True,
        ).stdout
        self.assertIn(told["certificate"]["thumbprint"], shown.replace(":", ""))
        # A second one would take the place of the first, which may be in use.
        self.assertIn("stored already", self.refused("--generate", "--cer", "b.cer", environment=bus)["detail"])
        self.ctl("profile", "set", "credential=certificate", schema="profile", environment=bus)
        states = self.ctl("secret", "status", schema="secrets", environment=bus)["secrets"]
        self.assertEqual(states[0]["kind"], "entra-certificate")
        self.assertEqual(states[0]["expires"], told["certificate"]["notAfter"])
        self.assertIn(states[0]["expires"][:10], self.human("secret", "status", environment=bus).out)
        # Entra knows it only once it was uploaded; then it opens what the secret opened.
        error = self.ctl("calendars", "list", code=6, environment=bus)["error"]
        self.assertEqual(error["cause"], "cert-unregistered")
        self.sandbox.control("application", certificate=base64.b64encode(cer.read_bytes()).decode())
        self.ctl("calendars", "list", schema="calendars", environment=bus)
        # An own file takes its place, with its password.
        imported = self.ctl("secret", "set", "entra-certificate", "--from", self.pfx("-legacy"), "--password-from",
                            "env:PASSWORD", schema="secrets", environment={**bus, "PASSWORD": PASSWORD})
        self.assertEqual(imported["secrets"][0]["certificate"]["subject"], "CN=one")
        self.ctl("calendars", "list", code=6, environment=bus)  # it was never uploaded
        self.hold_files()


if __name__ == "__main__":
    unittest.main(verbosity=2)
