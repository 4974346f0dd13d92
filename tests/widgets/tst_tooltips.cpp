// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/theme.h"

#include <QHelpEvent>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>
#include <QToolTip>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What the mouse is told where it rests: names of calendars and people are shown as they are, whatever they
/// look like.
class TestToolTips : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanup() { QToolTip::hideText(); }
    void aNameIsNoMarkup_data();
    void aNameIsNoMarkup();

private:
    static void rest(QWidget& on, const QPoint& at) {
        QHelpEvent help(QEvent::ToolTip, at, on.mapToGlobal(at));
        QCoreApplication::sendEvent(&on, &help);
    }
    std::unique_ptr<Theme> m_theme;
};

void TestToolTips::aNameIsNoMarkup_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"Plan & Build"_s << u"Plan & Build"_s;
    QTest::newRow("bold") << u"<b>Plan</b> & Build"_s
                          << u"<span>&lt;b&gt;Plan&lt;/b&gt; &amp; Build</span>"_s;
    QTest::newRow("a picture") << u"<img src='/etc/x.png'>"_s
                               << u"<span>&lt;img src='/etc/x.png'&gt;</span>"_s;
}

void TestToolTips::aNameIsNoMarkup() {
    QFETCH(QString, name);
    QFETCH(QString, shown);
    QPushButton button(u"Use"_s);
    button.setToolTip(name);
    button.resize(200, 40);
    button.show();
    rest(button, {10, 10});
    QCOMPARE(QToolTip::text(), shown);
    QToolTip::hideText();
    QStandardItemModel model;
    auto* item = new QStandardItem(u"row"_s);
    item->setToolTip(name);
    model.appendRow(item);
    QListView view;
    view.setModel(&model);
    view.resize(600, 100);
    view.show();
    rest(*view.viewport(), view.visualRect(model.index(0, 0)).center());
    QCOMPARE(QToolTip::text(), shown);
}

QTEST_MAIN(TestToolTips)
#include "tst_tooltips.moc"
