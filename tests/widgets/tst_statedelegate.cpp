// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/statedelegate.h"
#include "widgets/theme.h"

#include <set>

#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

constexpr QRect k_cell(20, 10, 200, 32);

QStyleOptionViewItem optionFor(const QRect& rect) {
    QStyleOptionViewItem option;
    option.rect = rect;
    option.font = qApp->font();
    option.state = QStyle::State_Enabled;
    option.palette = qApp->palette();
    return option;
}

QImage paintState(const StateText& text, const QRect& rect) {
    QImage image(260, 60, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawState(painter, rect, text, qApp->font());
    return image;
}

bool hasColour(const QImage& image, const QColor& colour) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) == colour)
                return true;
    return false;
}

bool isWhiteOutside(const QImage& image, const QRect& rect) {
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (!rect.contains(x, y) && image.pixelColor(x, y) != QColor(Qt::white))
                return false;
    return true;
}

} // namespace

class TestStateDelegate : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void hasTheColourOfItsState_data();
    void hasTheColourOfItsState();
    void staysInItsCell();
    void takesTheColumnsOwnWord();
    void leavesOtherCellsAlone();
    void labelSaysWhatItShows();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestStateDelegate::initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }

void TestStateDelegate::hasTheColourOfItsState_data() {
    QTest::addColumn<int>("state");
    for (const State state : {State::Ok, State::Warning, State::Failed, State::Unknown, State::Skipped})
        QTest::addRow("%s", qPrintable(stateIcon(state))) << static_cast<int>(state);
}

void TestStateDelegate::hasTheColourOfItsState() {
    QFETCH(int, state);
    const auto value = static_cast<State>(state);
    const QImage image = paintState({value, {}, {}}, k_cell);
    QVERIFY(hasColour(image, Theme::colour(stateRole(value))));
    if (value != State::Ok)
        QVERIFY(!hasColour(image, Theme::colour(Role::Success)));
}

void TestStateDelegate::staysInItsCell() {
    const StateText text{State::Failed, u"A word that is far too long for it"_s, u"and evidence after it"_s};
    const QRect narrow(20, 10, 90, 32);
    QVERIFY(isWhiteOutside(paintState(text, narrow), narrow));
    QVERIFY(stateWidth(text, qApp->font()) > narrow.width());
}

void TestStateDelegate::takesTheColumnsOwnWord() {
    QStandardItemModel model(2, 1);
    for (int row = 0; row < 2; ++row)
        model.setData(model.index(row, 0), stateValue(State::Warning), k_stateRole);
    model.setData(model.index(1, 0), u"Differs from what it should be"_s);
    const StateDelegate delegate;
    const auto option = optionFor(k_cell);
    const int word = delegate.sizeHint(option, model.index(0, 0)).width();
    const int own = delegate.sizeHint(option, model.index(1, 0)).width();
    QCOMPARE(word, stateWidth({State::Warning, stateWord(State::Warning), {}}, option.font) + 16);
    QVERIFY(own > word);
}

void TestStateDelegate::leavesOtherCellsAlone() {
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), u"plain"_s);
    const StateDelegate delegate;
    const QStyledItemDelegate plain;
    const auto option = optionFor(k_cell);
    QCOMPARE(delegate.sizeHint(option, model.index(0, 0)), plain.sizeHint(option, model.index(0, 0)));
    const auto paint = [&](const QStyledItemDelegate& with) {
        QImage image(260, 60, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        with.paint(&painter, option, model.index(0, 0));
        return image;
    };
    QCOMPARE(paint(delegate), paint(plain));
}

void TestStateDelegate::labelSaysWhatItShows() {
    StateLabel label;
    label.setText({State::Ok, u"Complete"_s, u"read 09:12"_s});
    QCOMPARE(label.accessibleName(), u"Complete, read 09:12"_s);
    QVERIFY(label.sizeHint().width() > label.minimumSizeHint().width());
}

QTEST_MAIN(TestStateDelegate)
#include "tst_statedelegate.moc"
