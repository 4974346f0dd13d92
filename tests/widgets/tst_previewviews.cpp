// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "previewwindow.h"

#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestPreviewViews : public PreviewWindow {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }
    void theFilterKeepsWhatIsOpen();
    void viewsShareTheCurrentItem();
    void theRequestIsCopied();
    void countsLeadToTheirGroup();
    void tabsGoAsItIsRead();
    void nothingIsCutInTheSmallestWindow();
    void theViewAndItsColumnsAreRemembered();
    void aRowsMenuOpensByMouseAndKey_data();
    void aRowsMenuOpensByMouseAndKey();
    void aGroupsMenuTicksAllOfIt();
    void aChipsMenuIsTheSame();
    void unchangedIsShownOnWishAndRemembered();
    void anEditIsPutBackByItsBox();

private:
    [[nodiscard]] QMenu* opened(const char* name) {
        const auto menus = m_page->findChildren<QMenu*>(QLatin1String(name));
        return menus.isEmpty() ? nullptr : menus.last();
    }
    [[nodiscard]] static QAction* item(const QMenu* menu, const QString& words) {
        for (QAction* action : menu->actions())
            if (QString(action->text()).remove(u'&').contains(words))
                return action;
        return nullptr;
    }
};

void TestPreviewViews::theFilterKeepsWhatIsOpen() {
    look();
    tree().collapse(model().groupIndex(PlanGroup::Add));
    tree().expand(row(31));
    QTest::keyClicks(part<QLineEdit>("filter"), u"elementary"_s);
    QTRY_VERIFY(!model().groupIndex(PlanGroup::Delete).isValid());
    QVERIFY(tree().isExpanded(row(21)));
    part<QLineEdit>("filter")->clear();
    QTRY_COMPARE(model().rowCount(), 5);
    QVERIFY(tree().isExpanded(model().groupIndex(PlanGroup::Delete)));
    QVERIFY(!tree().isExpanded(model().groupIndex(PlanGroup::Add)));
    QVERIFY(tree().isExpanded(row(31)));
}

void TestPreviewViews::viewsShareTheCurrentItem() {
    look();
    tree().setCurrentIndex(row(43));
    QTest::keyClick(&tree(), Qt::Key_2, Qt::ControlModifier | Qt::AltModifier);
    auto* month = part<MonthView>("month");
    QTRY_VERIFY(month->isVisible());
    QCOMPARE(month->day(), QDate(2026, 12, 11));
    QVERIFY(month->currentChip() && month->currentChip()->action == m_session->survey()->action(43));
    month->setFocus();
    QTest::keyClick(month, Qt::Key_Left);
    QTest::keyClick(month, Qt::Key_Return);
    QTRY_VERIFY(tree().isVisible());
    QCOMPARE(tree().currentIndex(), row(31));
    QVERIFY(tree().hasFocus());
}

void TestPreviewViews::theRequestIsCopied() {
    look();
    tree().setCurrentIndex(row(21));
    m_page->showView(PreviewPage::View::Requests);
    auto* text = part<QPlainTextEdit>("request");
    QVERIFY(text->isReadOnly());
    QVERIFY(text->toPlainText().startsWith(u"PATCH "_s));
    QTest::mouseClick(part<QPushButton>("copyRequest"), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
    tree().setCurrentIndex(row(31));
    QVERIFY(!part<QPushButton>("copyRequest")->isEnabled());
}

void TestPreviewViews::countsLeadToTheirGroup() {
    look();
    m_page->showView(PreviewPage::View::Month);
    auto* add = part<QWidget>("count5");
    QVERIFY(add->isVisible());
    QVERIFY(part<QWidget>("count3")->isHidden()); // nothing is blocked
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(tree().isVisible());
    QCOMPARE(tree().currentIndex(), model().groupIndex(PlanGroup::Add));
}

void TestPreviewViews::tabsGoAsItIsRead() {
    look();
    QStringList order;
    auto* first = part<QPushButton>("openPlan");
    for (QWidget* widget = first; widget != nullptr;) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
            !widget->objectName().isEmpty() && !widget->objectName().startsWith(u"qt_"_s))
            order << widget->objectName();
        widget = widget->nextInFocusChain();
        if (widget == first)
            break;
    }
    const QStringList wanted{u"openPlan"_s,   u"savePlan"_s,     u"applyPlan"_s,      u"count0"_s,
                             u"count1"_s,     u"count2"_s,       u"count5"_s,         u"count6"_s,
                             u"listButton"_s, u"monthButton"_s,  u"requestsButton"_s, u"unchanged"_s,
                             u"filter"_s,     u"expandButton"_s, u"collapseButton"_s, u"tree"_s};
    QCOMPARE(order, wanted);
}

void TestPreviewViews::nothingIsCutInTheSmallestWindow() {
    look();
    m_page->resize(760, 552);
    QTRY_COMPARE(m_page->width(), 760);
    for (const QString& name : {u"count0"_s, u"count2"_s, u"count6"_s, u"listButton"_s, u"requestsButton"_s,
                                u"forecast"_s, u"collapseButton"_s}) {
        const auto* widget = m_page->findChild<QWidget*>(name);
        QVERIFY2(widget->width() >= widget->sizeHint().width(), qPrintable(name));
    }
    m_page->resize(1280, 752);
    QTRY_VERIFY(part<QWidget>("count2")->width() > 120); // with its words again
}

void TestPreviewViews::theViewAndItsColumnsAreRemembered() {
    look();
    QHeaderView* header = tree().header();
    header->moveSection(header->visualIndex(PlanModel::ReasonColumn), 1);
    header->resizeSection(PlanModel::EventColumn, 333);
    QTest::mouseClick(part<QToolButton>("monthButton"), Qt::LeftButton);
    restart();
    look();
    QVERIFY(part<MonthView>("month")->isVisible() && part<QToolButton>("monthButton")->isChecked());
    header = tree().header();
    QCOMPARE(header->visualIndex(PlanModel::ReasonColumn), 1);
    QCOMPARE(header->sectionSize(PlanModel::EventColumn), 333);
    QTest::keyClick(m_page.get(), Qt::Key_1, Qt::ControlModifier | Qt::AltModifier);
    m_page->resize(1500, 752);
    QTest::qWait(0);
    QCOMPARE(header->sectionSize(PlanModel::EventColumn), 333); // drawn at: no longer fitted
    emit header->customContextMenuRequested({10, 10});
    QMenu* menu = opened("columnMenu");
    QVERIFY(menu);
    for (QAction* action : menu->actions())
        if (action->text().contains(u"eset"_s))
            action->trigger();
    QCOMPARE(header->visualIndex(PlanModel::ReasonColumn), int(PlanModel::ReasonColumn));
    QTRY_VERIFY(header->sectionSize(PlanModel::EventColumn) > 333);
}

void TestPreviewViews::aRowsMenuOpensByMouseAndKey_data() {
    QTest::addColumn<bool>("byKey");
    QTest::newRow("mouse") << false;
    QTest::newRow("key") << true;
}

void TestPreviewViews::aRowsMenuOpensByMouseAndKey() {
    QFETCH(bool, byKey);
    look();
    tree().setFocus();
    tree().setCurrentIndex(row(21));
    const QRect rect = tree().visualRect(row(21));
    const QPoint at = byKey ? tree().rect().center() : rect.center();
    QContextMenuEvent event(byKey ? QContextMenuEvent::Keyboard : QContextMenuEvent::Mouse, at,
                            tree().viewport()->mapToGlobal(at));
    QApplication::sendEvent(byKey ? static_cast<QWidget*>(&tree()) : tree().viewport(), &event);
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu && menu->isVisible());
    const int top = menu->y() - tree().viewport()->mapToGlobal(QPoint()).y();
    QVERIFY2(top >= rect.top() && top <= rect.bottom() + 1, qPrintable(QString::number(top)));
    QVERIFY(item(menu, u"Apply this change"_s)->isChecked());
    item(menu, u"Apply this change"_s)->trigger();
    QVERIFY(!model().isTicked(*m_session->survey()->action(21)));
    item(menu, u"Copy event ID"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_session->survey()->event(21)->id);
    item(menu, u"Copy deliverable ID"_s)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"21"_s);
    QSignalSpy wanted(m_page.get(), &PreviewPage::deliverableWanted);
    item(menu, u"Show the deliverable"_s)->trigger();
    QCOMPARE(wanted.at(0).at(0).toLongLong(), 21);
    item(menu, u"Show the request"_s)->trigger();
    QVERIFY(part<QPlainTextEdit>("request")->toPlainText().startsWith(u"PATCH "_s));
}

void TestPreviewViews::aGroupsMenuTicksAllOfIt() {
    look();
    tree().setCurrentIndex(model().groupIndex(PlanGroup::Add));
    emit tree().customContextMenuRequested(tree().visualRect(tree().currentIndex()).center());
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu && !item(menu, u"Copy"_s));
    item(menu, u"Apply all of these"_s)->trigger();
    QCOMPARE(model().tickedIn(PlanGroup::Add), 0);
    item(menu, u"Close"_s)->trigger();
    QVERIFY(!tree().isExpanded(model().groupIndex(PlanGroup::Add)));
}

void TestPreviewViews::aChipsMenuIsTheSame() {
    look();
    tree().setCurrentIndex(row(43));
    m_page->showView(PreviewPage::View::Month);
    auto* month = part<MonthView>("month");
    const QRect chip = month->chipRect(QDate(2026, 12, 9), 1);
    QVERIFY(chip.isValid());
    QTest::mouseClick(month->viewport(), Qt::RightButton, {}, chip.center());
    emit month->customContextMenuRequested(chip.center());
    QMenu* menu = opened("rowMenu");
    QVERIFY(menu);
    const Action* current = month->currentChip()->action;
    item(menu, u"Apply this change"_s)->trigger();
    QVERIFY(!model().isTicked(*current));
    item(menu, u"Show in the list"_s)->trigger();
    QVERIFY(tree().isVisible());
    QCOMPARE(model().action(tree().currentIndex()), current);
}

void TestPreviewViews::unchangedIsShownOnWishAndRemembered() {
    look();
    auto* box = part<QCheckBox>("unchanged");
    QVERIFY(box->isVisible() && !box->isChecked());
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(box->isChecked());
    QCOMPARE(model().rowCount(model().groupIndex(PlanGroup::Unchanged)), 2);
    QVERIFY(tree().isExpanded(model().groupIndex(PlanGroup::Unchanged)));
    restart();
    look();
    QVERIFY(part<QCheckBox>("unchanged")->isChecked());
    QCOMPARE(model().rowCount(model().groupIndex(PlanGroup::Unchanged)), 2);
    part<QCheckBox>("unchanged")->setChecked(false);
    m_page->resize(760, 552); // no room for the box
    QTRY_VERIFY(part<QCheckBox>("unchanged")->isHidden());
    QTest::mouseClick(part<QWidget>("count6"), Qt::LeftButton);
    QCOMPARE(model().rowCount(model().groupIndex(PlanGroup::Unchanged)), 2);
    tree().setCurrentIndex(model().groupIndex(PlanGroup::Unchanged));
    emit tree().customContextMenuRequested({10, 10});
    item(opened("rowMenu"), u"Show unchanged"_s)->trigger();
    QCOMPARE(model().rowCount(model().groupIndex(PlanGroup::Unchanged)), 0);
}

void TestPreviewViews::anEditIsPutBackByItsBox() {
    look();
    tree().setFocus();
    tree().setCurrentIndex(row(31));
    QTest::keyClick(&tree(), Qt::Key_Space);
    QVERIFY(part<QPushButton>("applyPlan")->text().contains(u"9"_s));
    model().toggle(model().groupIndex(PlanGroup::Delete)); // nothing else destroys
    QCOMPARE(row(31).siblingAtColumn(PlanModel::ReasonColumn).data().toString(),
             u"Edited in Outlook, put back"_s);
    emit tree().customContextMenuRequested(tree().visualRect(row(31)).center());
    QVERIFY(item(opened("rowMenu"), u"Put ours back"_s)->isChecked());
    ApplyDialog* dialog = openDialog();
    QVERIFY(dialog);
    QSignalSpy wanted(m_presenter.get(), &PreviewPresenter::applyWanted);
    QTest::keyClick(dialog, Qt::Key_Return); // what a person wrote goes with no Enter
    QCOMPARE(wanted.size(), 0);
    QTest::mouseClick(dialog->findChild<QPushButton*>(u"applyConfirm"_s), Qt::LeftButton);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<RunRequest>().putBack.size(), size_t{1});
}

QTEST_MAIN(TestPreviewViews)
#include "tst_previewviews.moc"
