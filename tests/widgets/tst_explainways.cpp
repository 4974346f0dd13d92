// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "troublewindow.h"
#include "widgets/monthview.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Explain one deliverable: from every place that shows one, for the viewer that was chosen.
class TestExplainWays : public TroubleWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init() { open(); }
    void cleanup() { close(); }
    void everyRowOfADeliverableIsExplained_data();
    void everyRowOfADeliverableIsExplained();
    void theFinderExplains();
    void previewShowsThatDeliverableAlone();
    void anotherViewerIsChosenOrTyped();

private:
    /// What opened at the row.
    [[nodiscard]] static QAction* itemOfMenu(const QString& words);
    void openRow(const QString& from);
};

QAction* TestExplainWays::itemOfMenu(const QString& words) {
    auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
    for (QAction* action : menu == nullptr ? QList<QAction*>() : menu->actions())
        if (QString(action->text()).remove(u'&').contains(words))
            return action;
    return nullptr;
}

void TestExplainWays::everyRowOfADeliverableIsExplained_data() {
    QTest::addColumn<QString>("from");
    for (const char* from : {"list", "panel", "preview", "month", "requests", "drift"})
        QTest::newRow(from) << QString::fromLatin1(from);
}

/// As a mouse or the menu key would: the row is the current one.
void TestExplainWays::openRow(const QString& from) {
    if (from == "list"_L1 || from == "panel"_L1) {
        m_console->window().showPage(PageId::Deliverables);
        auto* list = part<QTreeView>(PageId::Deliverables, "table");
        QTRY_VERIFY(list->model()->rowCount() > 0);
        QTest::keyClick(list, Qt::Key_Home);
        if (from == "panel"_L1)
            return part<QPushButton>(PageId::Deliverables, "explain")->click();
        emit list->customContextMenuRequested(list->visualRect(list->currentIndex()).center());
    } else if (from == "drift"_L1) {
        m_console->window().showPage(PageId::History);
        part<QToolButton>(PageId::History, "editsButton")->click();
        auto* list = part<QTreeView>(PageId::History, "edits");
        list->setCurrentIndex(list->model()->index(0, 0));
        return part<QPushButton>(PageId::History, "driftExplain")->click();
    } else {
        m_console->window().showPage(PageId::Preview);
        PlanModel& model = m_console->preview().model();
        auto* tree = part<QTreeView>(PageId::Preview, "tree");
        tree->setCurrentIndex(model.index(0, 0, model.groupIndex(PlanGroup::Add)));
        const bool isMonth = from == "month"_L1;
        if (isMonth)
            part<QToolButton>(PageId::Preview, "monthButton")->click();
        if (from == "requests"_L1)
            part<QToolButton>(PageId::Preview, "requestsButton")->click();
        auto* view = isMonth ? static_cast<QWidget*>(part<MonthView>(PageId::Preview, "month"))
                     : from == "requests"_L1 ? part(PageId::Preview, "requestList")
                                             : tree;
        QVERIFY(view->isVisible());
        emit view->customContextMenuRequested(QPoint(5, 5));
    }
    QAction* explain = itemOfMenu(u"Explain"_s);
    QVERIFY(explain != nullptr);
    explain->trigger();
    QApplication::activePopupWidget()->close();
}

void TestExplainWays::everyRowOfADeliverableIsExplained() {
    QFETCH(QString, from);
    openRow(from);
    QCOMPARE(m_console->window().currentPage(), PageId::Troubleshoot);
    QCOMPARE(m_backend->climbed.size(), size_t{1}); // it runs by itself
    const FakeBackend::Climbed& climb = m_backend->climbed.front();
    QCOMPARE(climb.id, LadderId::EventsNotAppearing);
    const qint64 id = climb.wish.trace.deliverable.value_or(0);
    const auto& all = m_world.data.deliverables;
    const auto wanted = std::ranges::find(all, id, &Deliverable::id);
    QVERIFY(wanted != all.end());
    QCOMPARE(climb.wish.trace.viewer, m_world.profile.mailbox);
    QCOMPARE(trouble<QLineEdit>("explainNumber")->text(), QString::number(id));
    QCOMPARE(trouble<QLineEdit>("explainViewer")->text(), m_world.profile.mailbox);
    QVERIFY(trouble<QLabel>("explainTitle")->text().contains(Composer::title(*wanted)));
    // What runs by itself is cancelled like everything.
    QCOMPARE(QString(trouble<QPushButton>("runAgain")->text()).remove(u'&'), u"Cancel"_s);
    QTest::keyClick(&m_console->window(), Qt::Key_Escape);
    QVERIFY(climb.stop.stop_requested());
}

void TestExplainWays::theFinderExplains() {
    const Deliverable& wanted = m_world.data.deliverables.front();
    const auto ask = [&](const QString& words) {
        emit m_console->window().finderWanted();
        auto* dialog = m_console->window().findChild<QDialog*>(u"finder"_s);
        dialog->findChild<QLineEdit*>(u"query"_s)->setText(words);
        return dialog;
    };
    const auto answers = [](QDialog* dialog) { return dialog->findChild<QListView*>(u"answers"_s); };
    QDialog* dialog = ask(QString::number(wanted.id)); // its number is enough
    QTRY_VERIFY(answers(dialog)->currentIndex().data(Finder::k_explainRole).toBool());
    QTest::keyClick(dialog->findChild<QLineEdit*>(u"query"_s), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(m_console->window().currentPage(), PageId::Troubleshoot);
    QCOMPARE(m_backend->climbed.size(), size_t{1});
    QCOMPARE(m_backend->climbed[0].wish.trace.deliverable.value_or(0), wanted.id);
    dialog = ask(Composer::title(wanted));
    QTRY_VERIFY(answers(dialog)->currentIndex().data(Finder::k_explainRole).toBool());
    const QRect row = answers(dialog)->visualRect(answers(dialog)->currentIndex());
    QTest::mouseClick(answers(dialog)->viewport(), Qt::LeftButton, {}, {row.right() - 20, row.center().y()});
    QCOMPARE(m_backend->climbed.size(), size_t{2});
    dialog = ask(QString::number(wanted.id)); // the rest of the row shows it
    QTRY_VERIFY(answers(dialog)->currentIndex().data(Finder::k_explainRole).toBool());
    QTest::mouseClick(answers(dialog)->viewport(), Qt::LeftButton, {}, {row.left() + 60, row.center().y()});
    QCOMPARE(m_console->window().currentPage(), PageId::Deliverables);
    QCOMPARE(m_backend->climbed.size(), size_t{2});
    dialog = ask(u"explain one"_s);
    QTRY_VERIFY(answers(dialog)->model()->rowCount() > 0 && !m_console->finder().isSearching());
    QTest::keyClick(dialog->findChild<QLineEdit*>(u"query"_s), Qt::Key_Return);
    QTRY_COMPARE(m_console->window().focusWidget(), trouble("explainNumber"));
}

void TestExplainWays::previewShowsThatDeliverableAlone() {
    const qint64 id = m_world.data.deliverables.front().id;
    Rung missing = rung(u"in-calendar"_s, RungState::Failed);
    missing.fixes.push_back({RungFix::Kind::Sync, {}, {}, {}, id});
    failAt(missing);
    trouble<QPushButton>("fix-7")->click();
    QCOMPARE(m_console->window().currentPage(), PageId::Preview);
    QVERIFY(m_console->preview().model().narrowed() == std::set<qint64>{id});
    QVERIFY(m_console->session().isReading()); // of both sides as they are now
}

void TestExplainWays::anotherViewerIsChosenOrTyped() {
    m_console->window().showPage(PageId::Troubleshoot);
    trouble<QPushButton>("explainOne")->click();
    auto* number = trouble<QLineEdit>("explainNumber");
    auto* viewer = trouble<QLineEdit>("explainViewer");
    QCOMPARE(QApplication::focusWidget(), number);
    QTest::keyClick(number, Qt::Key_Return); // of nothing nothing is explained
    QVERIFY(m_backend->climbed.empty());
    QTest::keyClicks(number, u"x2"_s);
    QCOMPARE(number->text(), u"2"_s);
    viewer->setFocus();
    QTest::keyClick(viewer, Qt::Key_Down);
    QAction* usual = itemOfMenu(m_world.profile.mailbox);
    QVERIFY(usual != nullptr);
    usual->trigger();
    QApplication::activePopupWidget()->close();
    QCOMPARE(viewer->text(), m_world.profile.mailbox);
    viewer->setText(u"ann@example.com"_s);
    QTest::keyClick(viewer, Qt::Key_Return);
    QCOMPARE(m_backend->climbed.size(), size_t{1});
    QCOMPARE(m_backend->climbed[0].wish.trace.viewer, u"ann@example.com"_s);
    QCOMPARE(m_backend->climbed[0].wish.trace.deliverable.value_or(0), 2);
}

QTEST_MAIN(TestExplainWays)
#include "tst_explainways.moc"
