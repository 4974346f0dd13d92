// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/page.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

namespace {

class SomePage final : public Page {
public:
    SomePage() : Page(PageId::Preview, u"What it is for."_s) { addHeaderWidget(button); }

    int layoutRequests = 0;
    QPushButton* button = new QPushButton(u"Apply"_s);

protected:
    bool event(QEvent* event) override {
        layoutRequests += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return Page::event(event);
    }
};

} // namespace

class TestPage : public QObject {
    Q_OBJECT

private slots:
    void buttonsStandBelowATitleThatLeavesNoRoom();
    void layoutComesToRest();
};

void TestPage::buttonsStandBelowATitleThatLeavesNoRoom() {
    SomePage page;
    page.setMinimumWidth(1); // the window decides
    page.resize(800, 400);
    page.show();
    const auto* title = page.findChild<QLabel*>(u"pageTitle"_s);
    const auto isBelow = [&] {
        return page.button->mapTo(&page, QPoint()).y() >= title->mapTo(&page, QPoint()).y() + title->height();
    };
    QVERIFY(!isBelow());
    page.button->setText(QString(40, u'm'));
    page.resize(page.button->sizeHint().width() + title->sizeHint().width() / 2 + 48, 400); // margins
    QTRY_VERIFY(isBelow());
    QCOMPARE(page.button->mapTo(&page, QPoint()).x(), title->mapTo(&page, QPoint()).x());
    page.button->setText(u"Apply"_s);
    QTRY_VERIFY(!isBelow());
}

void TestPage::layoutComesToRest() {
    constexpr int k_mostRequests = 20; // of a page that was shown and has a button with another text
    SomePage page;
    page.resize(800, 400);
    page.show();
    page.button->setText(u"Apply 12 changes"_s);
    for (int turn = 0; turn < 100; ++turn)
        QCoreApplication::processEvents();
    QVERIFY2(page.layoutRequests < k_mostRequests, qPrintable(QString::number(page.layoutRequests)));
}

QTEST_MAIN(TestPage)
#include "tst_page.moc"
