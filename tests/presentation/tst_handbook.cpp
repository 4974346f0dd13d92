// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/handbook.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

const QString k_text = uR"(<!-- before -->
# Product
Words. ![a picture](x.png)
## Two commands
```sh
## not a heading
```
[Entra](https://entra.example.com), [the files](docs/files.md), [split
over lines](LICENSE), [here](#when-its-wrong)
### A part
## When it's wrong
Nothing.
)"_s;

} // namespace

class TestHandbook : public QObject {
    Q_OBJECT

private slots:
    void cutsAtHeadings();
    void leavesOutWhatIsNotHere();
    void linksFindTheirChapter();
};

void TestHandbook::cutsAtHeadings() {
    const auto sections = handbookSections(k_text);
    QCOMPARE(sections.size(), size_t(3));
    QCOMPARE(sections[0].title, u"Product"_s);
    QCOMPARE(sections[1].title, u"Two commands"_s);
    QVERIFY(sections[1].markdown.contains(u"## not a heading"_s));
    QVERIFY(sections[1].markdown.contains(u"### A part"_s));
    QCOMPARE(sections[2].anchor, u"when-its-wrong"_s);
}

void TestHandbook::leavesOutWhatIsNotHere() {
    const auto sections = handbookSections(k_text);
    QVERIFY(sections[0].markdown.contains(u"Words."_s));
    QVERIFY(!sections[0].markdown.contains(u"picture"_s));
    const QString& text = sections[1].markdown;
    QVERIFY(text.contains(u"[Entra](https://entra.example.com)"_s));
    QVERIFY(text.contains(u"[here](#when-its-wrong)"_s));
    QVERIFY(text.contains(u"the files, split\nover lines,"_s));
}

void TestHandbook::linksFindTheirChapter() {
    const auto sections = handbookSections(k_text);
    QCOMPARE(handbookTarget(sections, u"two-commands"_s), 1);
    QCOMPARE(handbookTarget(sections, u"a-part"_s), 1);
    QCOMPARE(handbookTarget(sections, u"when-its-wrong"_s), 2);
    QCOMPARE(handbookTarget(sections, u"not-a-heading"_s), -1);
    QCOMPARE(handbookTarget(sections, {}), -1);
}

QTEST_GUILESS_MAIN(TestHandbook)
#include "tst_handbook.moc"
