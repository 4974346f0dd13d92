// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/tag.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestTag : public QObject {
    Q_OBJECT

private slots:
    void survivesTheRoundTrip();
    void refusesEveryTextThatIsNotExactlyATag_data();
    void refusesEveryTextThatIsNotExactlyATag();
    void prefixOfOneKeyNeverMatchesAnother();
    void sourceIsTheSameOnEveryMachine_data();
    void sourceIsTheSameOnEveryMachine();
};

static Tag sample() { return {{u"tracker.example/app"_s, 42, {}}, u"0123456789abcdef"_s, u"89abcdef"_s}; }

void TestTag::survivesTheRoundTrip() {
    for (const qint64 id :
         {qint64{0}, qint64{42}, qint64{9007199254740993}, std::numeric_limits<qint64>::max()})
        for (const QString& recipient : {QString(), u"3f2504e0-4f89-11d3-9a0c-0305e82c3301"_s}) {
            Tag tag = sample();
            tag.key.deliverable = id;
            tag.key.recipient = recipient;
            QCOMPARE(Tag::fromString(tag.toString()), tag);
            QCOMPARE(EventKey::fromString(tag.key.toString()), tag.key);
        }
    QCOMPARE(sample().toString(), u"mp1|tracker.example/app|42||0123456789abcdef-89abcdef"_s);
}

void TestTag::refusesEveryTextThatIsNotExactlyATag_data() {
    QTest::addColumn<QString>("text");
    const QString good = sample().toString();
    QTest::newRow("empty") << QString();
    QTest::newRow("another version") << QString(good).replace(u"mp1"_s, u"mp2"_s);
    QTest::newRow("upper case version") << QString(good).replace(u"mp1"_s, u"MP1"_s);
    QTest::newRow("no source") << u"mp1||42||0123456789abcdef-89abcdef"_s;
    QTest::newRow("id with zero in front") << QString(good).replace(u"|42|"_s, u"|042|"_s);
    QTest::newRow("id with sign") << QString(good).replace(u"|42|"_s, u"|+42|"_s);
    QTest::newRow("negative id") << QString(good).replace(u"|42|"_s, u"|-42|"_s);
    QTest::newRow("id too large") << QString(good).replace(u"|42|"_s, u"|9223372036854775808|"_s);
    QTest::newRow("part more") << good + u'|';
    QTest::newRow("short hash") << good.chopped(1);
    QTest::newRow("hash not hexadecimal") << QString(good).replace(u"89abcdef"_s.right(8), u"89abcdeg"_s);
    QTest::newRow("another tool") << u"tracker:42"_s;
}

void TestTag::refusesEveryTextThatIsNotExactlyATag() {
    QFETCH(QString, text);
    QVERIFY(!Tag::fromString(text));
}

void TestTag::prefixOfOneKeyNeverMatchesAnother() {
    Tag longer = sample();
    longer.key.deliverable = 421;
    QVERIFY(!longer.toString().startsWith(tagPrefix(sample().key)));
    Tag neighbour = sample();
    neighbour.key.source = u"tracker.example/app2"_s;
    QVERIFY(!neighbour.toString().startsWith(tagPrefix(sample().key.source)));
    QVERIFY(sample().toString().startsWith(tagPrefix(sample().key.source)));
    QVERIFY(sample().toString().startsWith(tagPrefix(sample().key)));
}

void TestTag::sourceIsTheSameOnEveryMachine_data() {
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("source");
    QTest::newRow("plain") << u"https://tracker.example"_s << u"tracker.example"_s;
    QTest::newRow("closing slash") << u"https://tracker.example/"_s << u"tracker.example"_s;
    QTest::newRow("scheme does not matter") << u"http://tracker.example"_s << u"tracker.example"_s;
    QTest::newRow("host without case") << u"https://Tracker.EXAMPLE/App/"_s << u"tracker.example/App"_s;
    QTest::newRow("own port") << u"https://tracker.example:8443/x"_s << u"tracker.example:8443/x"_s;
    QTest::newRow("usual port") << u"https://tracker.example:443/x"_s << u"tracker.example/x"_s;
    QTest::newRow("delimiter in the path") << u"https://tracker.example/a|b"_s << u"tracker.example/a%7Cb"_s;
    QTest::newRow("international") << u"https://b\u00fccher.example"_s << u"xn--bcher-kva.example"_s;
    QTest::newRow("no host") << u"tracker"_s << QString();
}

void TestTag::sourceIsTheSameOnEveryMachine() {
    QFETCH(QString, url);
    QTEST(sourceOf(url), "source");
    QVERIFY(!sourceOf(url).contains(u'|'));
}

QTEST_APPLESS_MAIN(TestTag)
#include "tst_tag.moc"
