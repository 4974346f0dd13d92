# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line stand on: a sandbox, a private config folder, and a runner that holds
every document against its schema and looks for secrets in everything that a run leaves behind."""

import html
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import unittest
import urllib.parse
import urllib.request

import jsonschema

CTL = os.environ["MILEPOST_CTL"]
SANDBOX = os.environ["MILEPOST_SANDBOX"]
SCHEMAS = pathlib.Path(os.environ["MILEPOST_SCHEMAS"])
CALENDAR = "Project Deliverables"
PATIENCE = 120


def _validators():
    documents = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    store = {document["$id"]: document for document in documents.values()}
    found = {}
    for name, document in documents.items():
        jsonschema.Draft202012Validator.check_schema(document)
        resolver = jsonschema.RefResolver(document["$id"], document, store=store)
        found[name] = jsonschema.Draft202012Validator(document, resolver=resolver)
    return found


VALIDATORS = _validators()


class Sandbox:
    """milepost-sandbox as a process; what it says about itself is in `facts`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [SANDBOX, "--json", "--port", "0", "--seed", "7", *arguments], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
        )
        self.facts = json.loads(self.process.stdout.readline())

    def close(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.process.stdout.close()

    def control(self, name, **arguments):
        request = urllib.request.Request(
            f"{self.facts['controlUrl']}/{name}", json.dumps(arguments).encode(), {"Content-Type": "application/json"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def fault(self, kind, match, **action):
        self.control("faults", match=match, action={"kind": kind, **action})

    def heal(self):
        self.control("faults", clear=True)
        self.control("release")

    def deliverables(self):
        """The tracker's rows, as it answers them."""
        base, facts = self.facts["trackerUrl"], self.facts
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        body = json.dumps({"username": facts["trackerUser"], "password": facts["trackerPassword"]}).encode()
        login = urllib.request.Request(f"{base}/api/token/", body, {"Content-Type": "application/json"})
        with opener.open(login, timeout=PATIENCE) as answer:
            token = json.load(answer)["access"]
        listing = urllib.request.Request(
            f"{base}/api/deliverables/?all=true", headers={"Authorization": f"Bearer {token}"}
        )
        with opener.open(listing, timeout=PATIENCE) as answer:
            rows = json.load(answer)
        return rows if isinstance(rows, list) else rows["results"]


class Done:
    """How a command ended."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


class CtlTest(unittest.TestCase):
    """One sandbox a class, one config folder a test."""

    sandbox_arguments = ()

    @classmethod
    def setUpClass(cls):
        cls.sandbox = Sandbox(*cls.sandbox_arguments)
        cls.facts = cls.sandbox.facts
        cls.canaries = [
            spelling
            for secret in (cls.facts["clientSecret"], cls.facts["trackerPassword"])
            for spelling in {secret, urllib.parse.quote(secret, safe=""), html.escape(secret)}
        ]

    @classmethod
    def tearDownClass(cls):
        cls.sandbox.close()

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="milepost-ctl.")
        self.addCleanup(self.folder.cleanup)
        self.addCleanup(self.sandbox.heal)
        self.config = pathlib.Path(self.folder.name) / "config"
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.folder.name,
            "XDG_CONFIG_HOME": f"{self.folder.name}/home-config",
            "XDG_DATA_HOME": f"{self.folder.name}/home-data",
            "MILEPOST_ENTRA_SECRET": self.facts["clientSecret"],
            "MILEPOST_TRACKER_PASSWORD": self.facts["trackerPassword"],
        }
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def start(self, *arguments, environment=None, **more):
        """A command that goes on while the test does something else."""
        more.setdefault("stdin", subprocess.DEVNULL)
        return subprocess.Popen(
            [CTL, *arguments, "--config-dir", str(self.config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**self.environment, **(environment or {})},
            cwd=self.folder.name,
            **more,
        )

    def finish(self, process, given=None):
        out, err = process.communicate(given, timeout=PATIENCE)
        done = Done(process.returncode, out.decode(), err.decode())
        self.hold_secrets(done)
        return done

    def run_ctl(self, *arguments, given=None, environment=None):
        more = {} if given is None else {"stdin": subprocess.PIPE}
        process = self.start(*arguments, environment=environment, **more)
        return self.finish(process, None if given is None else given.encode())

    def hold_secrets(self, done):
        for canary in self.canaries:
            self.assertNotIn(canary, done.out)
            self.assertNotIn(canary, done.err)
        for text in (done.out, done.err):
            self.assertNotIn("eyJ", text, "a token was printed")

    def ctl(self, *arguments, code=0, schema=None, given=None, environment=None):
        """Runs with --json and gives the document, which must fit its schema."""
        done = self.run_ctl(*arguments, "--json", given=given, environment=environment)
        self.assertEqual(done.code, code, f"{arguments}\n{done.out}\n{done.err}")
        document = json.loads(done.out)
        self.fits(document, schema or ("failure" if code not in (0, 2) else "text"))
        if code in (4, 5, 6, 64):
            self.fits(document, "failure")
        if code == 130:
            self.fits(document, "cancelled")
        return document

    def fits(self, document, schema):
        faults = [f"{fault.json_path}: {fault.message}" for fault in VALIDATORS[schema].iter_errors(document)]
        self.assertEqual(faults, [], f"does not fit {schema}.json: {json.dumps(document)[:2000]}")

    def human(self, *arguments, code=0, given=None, environment=None):
        """Runs for people: nothing that looks like JSON on standard output."""
        done = self.run_ctl(*arguments, given=given, environment=environment)
        self.assertEqual(done.code, code, f"{arguments}\n{done.out}\n{done.err}")
        self.assertFalse(done.out.startswith("{"), done.out)
        self.assertNotIn("\x1b", done.out + done.err, "colour without a terminal")
        return done

    def settings(self, **changes):
        facts = self.facts
        values = {
            "cloud": "custom",
            "authority": facts["authority"],
            "graphRoot": facts["graphRoot"],
            "tenantId": facts["tenantId"],
            "clientId": facts["clientId"],
            "trackerUrl": facts["trackerUrl"],
            "trackerUser": facts["trackerUser"],
            "mailbox": facts["mailbox"],
            "timeZone": "W. Europe Standard Time",
            "secretSource": "env",
        }
        values.update(changes)
        return [f"{key}={value}" for key, value in values.items()]

    def make_profile(self, name="test", **changes):
        self.ctl("profile", "create", name, schema="profile")
        return self.ctl("profile", "set", *self.settings(**changes), "--profile", name, schema="profile")

    def make_ready(self, calendar=CALENDAR, **changes):
        """A profile whose calendar stands; each test takes a calendar of its own."""
        self.make_profile(calendarName=calendar, **changes)
        self.ctl("calendars", "create", calendar, schema="calendars")

    def events(self, calendar):
        state = self.sandbox.control("state", mailbox=self.facts["mailbox"])
        for found in state["mailboxes"][self.facts["mailbox"]]["calendars"]:
            if found["name"] == calendar:
                return found["events"]
        return None

    def hold_files(self):
        """No file below the folder holds a secret; all that the program keeps is for its owner alone."""
        seen = 0
        for path in pathlib.Path(self.folder.name).rglob("*"):
            if not path.is_file():
                continue
            seen += 1
            content = path.read_bytes()
            for canary in [*self.canaries, "eyJ"]:
                self.assertNotIn(canary.encode(), content, path)
            if self.config in path.parents:
                self.assertEqual(path.stat().st_mode & 0o077, 0, f"{path} can be read by others")
        self.assertGreater(seen, 0)


def watch_command_line(process, seen):
    """Collects what other users of the computer see of a process while it runs."""

    def look():
        while process.poll() is None:
            try:
                seen.add(pathlib.Path(f"/proc/{process.pid}/cmdline").read_bytes())
            except OSError:
                return

    thread = threading.Thread(target=look)
    thread.start()
    return thread
