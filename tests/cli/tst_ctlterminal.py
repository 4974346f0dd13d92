#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What milepostctl does where somebody sits at a keyboard and a screen."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import unicodedata
import unittest

from ctlbench import CTL, PATIENCE, CtlTest


def columns_of(text):
    """What a terminal draws: combining marks take no column, East Asian wide characters two."""
    drawn = [c for c in text if not unicodedata.combining(c) and unicodedata.category(c) != "Cf"]
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in drawn)


class Keyboard:
    """milepostctl at a terminal of its own: what it shows, and keys to press."""

    def __init__(self, test, *arguments, environment=None, columns=100):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.process = subprocess.Popen(
            [CTL, *arguments, "--config-dir", str(test.config)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**test.environment, "TERM": "xterm", **(environment or {})},
            cwd=test.folder.name,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""

    def until(self, text):
        """Reads on until the text is there; says whether it came."""
        while text not in self.shown:
            if not select.select([self.master], [], [], PATIENCE)[0]:
                return False
            try:
                piece = os.read(self.master, 4096)
            except OSError:
                return False
            self.shown += piece.decode()
        return True

    def press(self, keys):
        os.write(self.master, keys.encode())

    def end(self):
        self.until("\0 never \0")
        status = self.process.wait(PATIENCE)
        os.close(self.master)
        return status


class AtATerminal(CtlTest):
    sandbox_arguments = ("--deliverables", "12", "--projects", "2", "--people", "4")

    def test_at_a_terminal_a_secret_is_not_echoed(self):
        self.make_profile(secretSource="session")
        # secretSource=session: each command asks for what it needs.
        keyboard = Keyboard(self, "calendars", "list", "--json")
        self.assertTrue(keyboard.until("entra-secret"), keyboard.shown)
        keyboard.press(self.facts["clientSecret"] + "\n")
        self.assertTrue(keyboard.until("tracker-password"), keyboard.shown)
        keyboard.press(self.facts["trackerPassword"] + "\n")
        self.assertEqual(keyboard.end(), 0, keyboard.shown)
        for canary in self.canaries:
            self.assertNotIn(canary, keyboard.shown)
        self.hold_files()

    def test_ctrl_c_at_a_prompt_cancels_and_brings_the_echo_back(self):
        self.make_profile(secretSource="session")
        keyboard = Keyboard(self, "calendars", "list")
        self.assertTrue(keyboard.until("entra-secret"), keyboard.shown)
        keyboard.process.send_signal(2)
        self.assertTrue(keyboard.until("Cancelled"), keyboard.shown)
        self.assertEqual(keyboard.end(), 130)

    def test_at_a_terminal_sync_shows_the_plan_and_asks(self):
        self.make_ready(calendar="Asked")
        keyboard = Keyboard(self, "sync", "--json")
        self.assertTrue(keyboard.until("[y/N]"), keyboard.shown)
        self.assertIn("To create:", keyboard.shown)
        keyboard.press("n\n")
        self.assertEqual(keyboard.end(), 5)
        self.assertEqual(self.events("Asked"), [])
        keyboard = Keyboard(self, "sync")
        self.assertTrue(keyboard.until("[y/N]"), keyboard.shown)
        keyboard.press("y\n")
        self.assertEqual(keyboard.end(), 0, keyboard.shown)
        self.assertIn("Verified", keyboard.shown)
        self.assertGreater(len(self.events("Asked")), 0)

    def test_colour_needs_a_terminal_and_nobody_against_it(self):
        self.make_profile()
        keyboard = Keyboard(self, "profile", "show")
        self.assertEqual(keyboard.end(), 0)
        self.assertIn("\x1b[1m", keyboard.shown)
        for words, environment in ((["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"})):
            keyboard = Keyboard(self, "profile", "show", *words, environment=environment)
            keyboard.end()
            self.assertNotIn("\x1b[", keyboard.shown)

    def test_no_line_of_a_table_is_wider_than_the_terminal(self):
        self.make_ready(calendar="Narrow")
        keyboard = Keyboard(self, "deliverables", "list", "--no-color", columns=70)
        self.assertEqual(keyboard.end(), 0)
        rows = [line for line in keyboard.shown.splitlines() if re.match(r"\d{4}-", line)]
        self.assertTrue(rows)
        self.assertEqual([row for row in rows if columns_of(row) > 70], [])
        piped = self.human("deliverables", "list").out.splitlines()
        self.assertGreater(max(map(columns_of, piped)), 100, "a pipe gets whole lines")
        piped = self.human("deliverables", "list", environment={"COLUMNS": "80"}).out.splitlines()
        self.assertLessEqual(max(map(columns_of, piped)), 80)


if __name__ == "__main__":
    unittest.main(verbosity=2)
