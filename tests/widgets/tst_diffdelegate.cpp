// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/diffdelegate.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestDiffDelegate : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void marksWhatGoesAndWhatComes_data();
    void marksWhatGoesAndWhatComes();
    void showsTheMarksOfALongText();

private:
    static QImage drawn(const TextChange& change, int width);
    static int count(const QImage& image, Role role);

    std::unique_ptr<Theme> m_theme;
};

void TestDiffDelegate::initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

QImage TestDiffDelegate::drawn(const TextChange& change, int width) {
    QImage image(width, 32, QImage::Format_RGB32);
    image.fill(Theme::colour(Role::SurfaceRaised));
    QPainter painter(&image);
    DiffDelegate::drawChange(painter, image.rect(), QApplication::font(), change);
    return image;
}

int TestDiffDelegate::count(const QImage& image, Role role) {
    int pixels = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            pixels += image.pixelColor(x, y) == Theme::colour(role) ? 1 : 0;
    return pixels;
}

void TestDiffDelegate::marksWhatGoesAndWhatComes_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<bool>("goes");
    QTest::addColumn<bool>("comes");
    QTest::newRow("changed") << u"Tue 1 Dec"_s << u"Fri 4 Dec"_s << true << true;
    QTest::newRow("added") << u"Ann"_s << u"Ann, Bo"_s << false << true;
    QTest::newRow("taken away") << u"Ann, Bo"_s << u"Ann"_s << true << false;
    QTest::newRow("from nothing") << u""_s << u"15"_s << false << true;
}

void TestDiffDelegate::marksWhatGoesAndWhatComes() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->choose(choice);
        const QImage image = drawn({u"Date"_s, from, to}, 600);
        QTEST(count(image, Role::DangerSoft) > 0, "goes");
        QTEST(count(image, Role::SuccessSoft) > 0, "comes");
    }
}

void TestDiffDelegate::showsTheMarksOfALongText() {
    const QString shared = u"a long line that both have in common "_s.repeated(4);
    const QImage image = drawn({u"Body"_s, shared + u"old"_s, shared + u"new"_s}, 600);
    QVERIFY(count(image, Role::DangerSoft) > 0);
    QVERIFY(count(image, Role::SuccessSoft) > 0);
}

QTEST_MAIN(TestDiffDelegate)
#include "tst_diffdelegate.moc"
