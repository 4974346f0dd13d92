#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Milepost authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""pseudo.py MESSAGES.ts ENGLISH.ts OUT.ts: a language that nobody speaks, for looking at the window.

Every message of MESSAGES becomes "[Ṡåàvéè]": in brackets, without one plain Latin letter, about a third longer. A text
of the window without brackets does not go through tr(), one with half of them is cut off or glued together. What a
program reads stays as it is: placeholders, tags, entities, names in braces, file patterns, formats of dates.
ENGLISH gives the forms of the messages that have a count.
"""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

UPPER = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
LOWER = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž"
LETTERS = {chr(ord("A") + i): letter for i, letter in enumerate(UPPER)}
LETTERS.update({chr(ord("a") + i): letter for i, letter in enumerate(LOWER)})
LONGER = dict(zip("aeiouAEIOU", "àèìòùàèìòù"))

KEPT = re.compile(r"%L?(?:\d+|n)|<[^>]*>|&(?:[A-Za-z]+|#\d+);|&&|\{[a-z]+\}|\([^()]*\*[^()]*\)")
DATE_WORD = re.compile(r"(?:d{1,4}|M{1,4}|yy|yyyy|HH?|hh?|mm?|ss?|AP|ap)$")


def is_date_format(text):
    words = re.findall(r"[A-Za-z]+", text)
    return "%" not in text and bool(words) and all(DATE_WORD.match(word) for word in words)


def accented(text):
    return "".join(LETTERS.get(c, c) + LONGER.get(c, "") for c in text)


def pseudo(text):
    """The text in the pseudo-language; the mark of the mnemonic stands before the same letter."""
    if is_date_format(text):
        return text
    said = []
    end = 0
    for kept in KEPT.finditer(text):
        said += [accented(text[end : kept.start()]), kept.group()]
        end = kept.end()
    said.append(accented(text[end:]))
    # A letter that is not composed may be two characters, of which fonts have one.
    return "[" + unicodedata.normalize("NFC", "".join(said)) + "]"


def english_forms(path):
    forms = {}
    for context in ElementTree.parse(path).getroot().findall("context"):
        for message in context.findall("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment"))
            forms[key] = [form.text for form in message.findall("translation/numerusform")]
    return forms


def translate(messages, english):
    tree = ElementTree.parse(messages)
    for context in tree.getroot().findall("context"):
        for message in context.findall("message"):
            source = message.findtext("source")
            translation = message.find("translation")
            translation.attrib.pop("type", None)
            if message.get("numerus") == "yes":
                key = (context.findtext("name"), source, message.findtext("comment"))
                forms = translation.findall("numerusform")
                for form, text in zip(forms, english.get(key, [source] * len(forms))):
                    form.text = pseudo(text)
            else:
                translation.text = pseudo(source)
    return tree


if __name__ == "__main__":
    translate(sys.argv[1], english_forms(sys.argv[2])).write(sys.argv[3], encoding="utf-8", xml_declaration=True)
