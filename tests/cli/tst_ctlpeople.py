#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The people map through milepostctl: who is shown, what is decided, and files that go in and out."""

import csv
import io
import pathlib
import unittest

from ctlbench import CtlTest


class People(CtlTest):
    sandbox_arguments = ("--deliverables", "20", "--people", "24")

    def people(self, *arguments, **more):
        document = self.ctl("people", *arguments, schema="people", **more)
        return {row["id"]: row for row in document["people"]}

    def write(self, name, text, encoding="utf-8"):
        (pathlib.Path(self.folder.name) / name).write_bytes(text.encode(encoding))

    def rows(self, text):
        return {int(row["id"]): row for row in csv.DictReader(io.StringIO(text))}

    def test_everybody_is_shown_with_a_reason(self):
        self.make_profile()
        listed = self.ctl("people", "list", schema="people")
        self.assertEqual(listed["reading"], "complete")
        people = {row["id"]: row for row in listed["people"]}
        self.assertEqual(people[1]["state"], "matched")
        self.assertEqual(people[1]["mailbox"], "person01@contoso.example")
        self.assertRegex(people[1]["user"], "^[0-9a-f]{8}-")
        self.assertEqual((people[3]["state"], people[3]["mailbox"], people[3]["user"]), ("unmapped", None, None))
        self.assertEqual(people[11]["state"], "no mailbox")
        self.assertEqual(people[20]["state"], "ambiguous")
        self.assertIn("User.Read.All", people[13]["reason"])  # known by an alias alone
        text = self.human("people", "list").out
        self.assertIn("person01@contoso.example", text)
        self.assertIn(f"{len(people)} people: ", text)

    def test_what_is_decided_is_remembered(self):
        self.make_profile()
        mapped = self.people("map", "3", "VAULT@contoso.example")
        self.assertEqual(list(mapped), [3])
        self.assertEqual((mapped[3]["state"], mapped[3]["source"]), ("no mailbox", "set by hand"))
        self.assertEqual(mapped, {3: self.people("list")[3]})
        self.assertIn("taken out by hand", self.human("people", "unmap", "dana duarte").out)
        self.assertEqual(self.people("list")[4]["reason"], "taken out by hand")
        self.assertIn("Nothing changed", self.human("people", "unmap", "4").out)
        self.assertEqual(self.people("map", "3", "auto")[3]["state"], "unmapped")
        by_id = self.people("list")[1]["user"]
        self.assertEqual(self.people("map", "6", by_id)[6]["mailbox"], "person01@contoso.example")
        self.assertEqual(self.people("list")[1]["state"], "ambiguous")  # one mailbox, two people
        self.hold_files()

    def test_a_wrong_word_stores_nothing(self):
        self.make_profile()
        for person, mailbox in (
            ("99", "vault@contoso.example"),
            ("7", "vault@contoso.example"),  # not active
            ("Ann Alvarez", "vault@contoso.example"),  # two are called so
            ("3", "nobody@contoso.example"),
            ("3", "person20@contoso.example"),  # two answer to it
            ("3", "vault"),
        ):
            refused = self.ctl("people", "map", person, mailbox, code=64, schema="people")
            self.assertEqual(len(refused["faults"]), 1, refused)
            self.assertIsNone(refused["faults"][0]["line"])
        self.assertIn("1, 2", self.human("people", "map", "Ann Alvarez", "none", code=64).err)
        self.assertNotIn("set by hand", {row["source"] for row in self.people("list").values()})

    def test_what_cannot_be_read_is_status_4(self):
        self.make_profile()
        known = self.people("list")
        self.sandbox.fault("html200", {"path": "/auth/users", "times": 0})
        unread = self.ctl("people", "list", code=4, schema="people")
        self.assertEqual((unread["reading"], unread["people"]), ("incomplete", []))
        self.sandbox.heal()
        self.sandbox.fault("status", {"path": "/$batch", "times": 0}, status=403, code="Authorization_RequestDenied")
        unasked = self.ctl("people", "list", code=4, schema="people")
        rows = {row["id"]: row for row in unasked["people"]}
        self.assertEqual(rows[1]["state"], "unmapped")
        self.assertIn("no answer", rows[1]["reason"])
        self.ctl("people", "export", code=4)
        self.ctl("people", "map", "3", "vault@contoso.example", code=4)
        self.sandbox.heal()
        self.assertEqual({row: known[row]["state"] for row in known}, {n: r["state"] for n, r in self.people("list").items()})

    def test_a_file_goes_out_and_in_again(self):
        self.make_profile()
        self.people("map", "3", "vault@contoso.example")
        self.people("unmap", "4")
        before = self.people("list")
        text = self.ctl("people", "export", schema="people")["text"]
        self.assertEqual(self.human("people", "export").out.splitlines(), text.splitlines())
        rows = self.rows(text)
        self.assertEqual(set(rows), set(before))
        self.assertEqual(rows[3]["mailbox"], "vault@contoso.example")
        self.assertEqual((rows[4]["mailbox"], rows[5]["mailbox"]), ("none", ""))

        written = self.ctl("people", "export", "--out", "people.csv", schema="people")
        self.assertEqual(written["file"], "people.csv")
        path = pathlib.Path(self.folder.name) / "people.csv"
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        self.assertTrue(path.read_bytes().startswith(b"\xef\xbb\xbfid,"))
        again = self.ctl("people", "import", "people.csv", schema="people")
        self.assertEqual((again["people"], again["unchanged"]), ([], sum(1 for row in rows.values() if row["mailbox"])))
        self.assertEqual(self.people("list"), before)

        # On another computer: decisions are taken along, matches are made there again.
        self.make_profile("elsewhere")
        self.ctl("people", "import", "people.csv", "--profile", "elsewhere", schema="people")
        self.assertEqual(self.people("list", "--profile", "elsewhere"), before)

    def test_a_file_is_checked_as_a_whole(self):
        self.make_profile()
        before = self.people("list")
        self.write(
            "wrong.csv",
            "id;name;mailbox\n3;;vault@contoso.example\n4;Somebody;none\n99;;none\n"
            "5;;nobody@contoso.example\n6;;\n3;;none\n\n9;;vault\n",
        )
        refused = self.ctl("people", "import", "wrong.csv", code=6, schema="people")
        self.assertEqual([fault["line"] for fault in refused["faults"]], [3, 4, 5, 7, 9])
        self.assertIn("Dana Duarte", refused["faults"][0]["text"])
        self.assertIn("line 7: ", self.human("people", "import", "wrong.csv", code=6).out)
        self.assertEqual(self.people("list"), before)
        for text, encoding in (("id,address\n", "utf-8"), ("", "utf-8"), ("id,mailbox\n3,\"x\n", "utf-8"), ("id,mailbox,é", "latin-1")):
            self.write("broken.csv", text, encoding)
            self.ctl("people", "import", "broken.csv", code=6)
        self.ctl("people", "import", "nowhere.csv", code=6)
        self.write("right.csv", "Mailbox,ID\r\nvault@contoso.example,3\r\nnone,4\r\n,5\r\n")
        stored = self.people("import", "right.csv")
        self.assertEqual(sorted(stored), [3, 4])
        self.assertEqual(self.people("import", "right.csv"), {})

    def test_a_name_that_looks_like_a_formula_is_none(self):
        self.make_profile()
        self.sandbox.control("tracker", table="people", patch=[{"id": 3, "set": {"name": "=HYPERLINK(1)"}}])
        try:
            self.ctl("people", "export", "--out", "people.csv", schema="people")
            content = (pathlib.Path(self.folder.name) / "people.csv").read_text(encoding="utf-8-sig")
            self.assertIn(",'=HYPERLINK(1),", content)
            self.write("in.csv", content.replace(",'=HYPERLINK(1),,", ",'=HYPERLINK(1),none,"))
            self.assertEqual(list(self.people("import", "in.csv")), [3])
        finally:
            self.sandbox.control("tracker", table="people", patch=[{"id": 3, "set": {"name": "Chi Nguyen"}}])


if __name__ == "__main__":
    unittest.main()
