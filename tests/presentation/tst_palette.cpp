// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/palette.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The promise of the look: text at least 4.5:1, outlines of controls and the focus ring at least 3:1, in
/// both tones.
class TestPalette : public QObject {
    Q_OBJECT

private slots:
    void textCanBeRead_data();
    void textCanBeRead();
    void outlinesCanBeSeen();
    void aProfilesMarkCanBeRead();
    void contrastIsThatOfWcag();
};

void TestPalette::textCanBeRead_data() {
    QTest::addColumn<Role>("text");
    QTest::addColumn<Role>("ground");
    const auto pair = [](const char* name, Role text, Role ground) { QTest::newRow(name) << text << ground; };
    for (const Role ground : {Role::Surface, Role::SurfaceRaised, Role::SurfaceSunken, Role::AccentSoft})
        for (const Role text : {Role::Text, Role::TextMuted, Role::Accent, Role::Success, Role::Warning,
                                Role::Danger, Role::Info})
            QTest::addRow("%d on %d", static_cast<int>(text), static_cast<int>(ground)) << text << ground;
    for (const Role soft : {Role::SuccessSoft, Role::WarningSoft, Role::DangerSoft, Role::InfoSoft})
        for (const Role text : {Role::Text, Role::TextMuted})
            QTest::addRow("%d on soft %d", static_cast<int>(text), static_cast<int>(soft)) << text << soft;
    pair("success on its own", Role::Success, Role::SuccessSoft);
    pair("warning on its own", Role::Warning, Role::WarningSoft);
    pair("danger on its own", Role::Danger, Role::DangerSoft);
    pair("info on its own", Role::Info, Role::InfoSoft);
    pair("a primary button", Role::OnAccent, Role::Accent);
    pair("a primary button that destroys", Role::OnAccent, Role::Danger);
}

void TestPalette::textCanBeRead() {
    QFETCH(Role, text);
    QFETCH(Role, ground);
    for (const Tone tone : {Tone::Light, Tone::Dark})
        QVERIFY2(contrast(colour(text, tone), colour(ground, tone)) >= 4.5,
                 qPrintable(QString::number(contrast(colour(text, tone), colour(ground, tone)))));
}

void TestPalette::outlinesCanBeSeen() {
    for (const Tone tone : {Tone::Light, Tone::Dark}) {
        for (const Role ground : {Role::Surface, Role::SurfaceRaised, Role::SurfaceSunken})
            QVERIFY(contrast(colour(Role::BorderStrong, tone), colour(ground, tone)) >= 3.0);
        QVERIFY(contrast(colour(Role::Accent, tone), colour(Role::Border, tone)) >= 3.0);
    }
}

void TestPalette::aProfilesMarkCanBeRead() {
    for (const QString& name : {u"orange"_s, u"violet"_s, u"teal"_s, u"blue"_s, u"magenta"_s, u"grey"_s})
        for (const Tone tone : {Tone::Light, Tone::Dark})
            QVERIFY2(contrast(profileColour(name, tone), colour(Role::SurfaceRaised, tone)) >= 4.5,
                     qPrintable(name));
    QVERIFY(!profileColour(u"beige"_s, Tone::Light).isValid());
}

void TestPalette::contrastIsThatOfWcag() {
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
    // A value of the specification's own examples: #777777 on white.
    QVERIFY(std::abs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
