// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/runworld.h"
#include "consolewindow.h"
#include "widgets/applydialog.h"
#include "widgets/banner.h"
#include "widgets/card.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

using Kind = PlanPurpose::Kind;

/// History, the offer to go on with a run, and what leads to plans that are no usual sync, in the real
/// window.
class TestHistoryPage : public ConsoleWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init();
    void cleanup() { close(); }
    void runsAreChosenByKeyboard();
    void undoShowsItsPlanAndTheWayBack();
    void theOfferIsNoQuestionAndCanBePutAside();
    void whatThisWindowSawEndIsNotOffered();
    void whatIsLeftIsShownAndClosed();
    void everythingIsRemovedOnlyOnceTheNumberIsTyped();
    void aFailedLookAtTheHistorySaysWhy();
    void editsAreDecidedInBulkByKeyboard();
    void anEditIsDecidedAndTakenBackByMouse();
    void theFinderLeadsToTheEdits();
    void theHistoryGoesIntoTheFileThatWasChosen();

private:
    [[nodiscard]] QWidget* bar() { return window().findChild<QWidget*>(u"resumeBar"_s); }
    /// The window asked for the history at its start and once more as the page was entered.
    void answerRuns(const std::vector<RunRecord>& runs) {
        QSignalSpy changed(&m_console->history(), &HistoryPresenter::changed);
        while (m_backend->runsGate.answer(runs)) {
        }
        QTRY_VERIFY(!changed.isEmpty());
        QTRY_COMPARE(m_console->history().model().rowCount(), static_cast<int>(runs.size()));
    }
    [[nodiscard]] PreviewPresenter& preview() { return m_console->preview(); }
};

void TestHistoryPage::init() {
    open();
    look();
    window().showPage(PageId::History);
    show();
}

void TestHistoryPage::runsAreChosenByKeyboard() {
    answerRuns({someRun(2, RunStatus::Succeeded, 3), someRun(1, RunStatus::Refused)});
    QVERIFY(bar()->isHidden());
    auto* runs = part<QTreeView>(PageId::History, "runs");
    auto* undo = part<QPushButton>(PageId::History, "undoRun");
    QTRY_VERIFY(runs->currentIndex().isValid());
    QVERIFY(undo->isEnabled());
    runs->setFocus();
    QTest::keyClick(runs, Qt::Key_Down);
    QCOMPARE(m_console->history().chosen()->id, RunId{1});
    QVERIFY(!undo->isEnabled());
    QTRY_VERIFY(part(PageId::History, "noWrites")->isVisible());
    QVERIFY(part<QPushButton>(PageId::History, "resumeRun")->isHidden());
}

void TestHistoryPage::undoShowsItsPlanAndTheWayBack() {
    answerRuns({someRun(2, RunStatus::Succeeded, 3)});
    click(part<QPushButton>(PageId::History, "undoRun"));
    QCOMPARE(window().currentPage(), PageId::Preview);
    QCOMPARE(m_backend->aimed.back(), (PlanAim{{Kind::Revert, 2}}));
    auto* banner = part<Banner>(PageId::Preview, "aimBanner");
    QVERIFY(banner->isVisible());
    QVERIFY(m_backend->aimGate.answer(m_world.letGo(Kind::RemoveAll))); // any plan will do
    QTRY_COMPARE(preview().nothing(), PreviewPresenter::Nothing::None);
    QVERIFY(part(PageId::Preview, "unchanged")->isHidden()); // the tracker's rows were not read
    QVERIFY(preview().prepare()->title.contains(u"run 2"_s));
    click(banner->findChild<QPushButton*>());
    QVERIFY(banner->isHidden());
    QCOMPARE(preview().model().survey(), m_console->session().survey());
    QVERIFY(!part(PageId::Preview, "unchanged")->isHidden());
}

void TestHistoryPage::theOfferIsNoQuestionAndCanBePutAside() {
    answerRuns({someRun(1, RunStatus::Interrupted)});
    QVERIFY(bar()->isVisible());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    click(bar()->findChild<QPushButton*>(u"resumeAside"_s));
    QVERIFY(bar()->isHidden());
    m_console->history().look();
    QSignalSpy changed(&m_console->history(), &HistoryPresenter::changed);
    m_backend->runsGate.answer(std::vector{someRun(1, RunStatus::Interrupted)});
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(bar()->isHidden());
    // The page still offers it.
    click(part<QPushButton>(PageId::History, "resumeRun"));
    QCOMPARE(m_backend->aimed.back(), (PlanAim{{}, RunId{1}}));
}

void TestHistoryPage::whatThisWindowSawEndIsNotOffered() {
    answerRuns({});
    m_console->history().look();
    answerRuns({someRun(1, RunStatus::Cancelled, 3)});
    QVERIFY(bar()->isHidden());
    QTRY_VERIFY(part<QPushButton>(PageId::History, "resumeRun")->isEnabled());
}

void TestHistoryPage::whatIsLeftIsShownAndClosed() {
    answerRuns({someRun(7, RunStatus::Interrupted)});
    click(bar()->findChild<Banner*>()->findChild<QPushButton*>());
    QCOMPARE(window().currentPage(), PageId::Preview);
    QVERIFY(m_backend->aimGate.answer(m_world.rest(RunId{7}, {41, 42})));
    QTRY_COMPARE(preview().ticked(), 2);
    QVERIFY(!part<QPushButton>(PageId::Preview, "savePlan")->isEnabled());
    // Meanwhile somebody else did it.
    preview().refresh();
    QVERIFY(m_backend->aimGate.answer(m_world.rest(RunId{7}, {})));
    QTRY_VERIFY(preview().canCloseRun());
    click(part<EmptyState>(PageId::Preview, "empty")->findChild<QPushButton*>());
    QCOMPARE(window().currentPage(), PageId::Jobs);
    QCOMPARE(m_backend->applied.size(), size_t{1});
    QVERIFY(m_backend->applied.front().request.reviewed->resumes() == RunId{7});
    // Once it is over the offer is gone.
    m_backend->applyGate.answer(SyncReport());
    QTRY_VERIFY(m_backend->runsGate.waiting() > 0);
    RunRecord rest = someRun(8, RunStatus::Succeeded);
    rest.start.resumes = 7;
    answerRuns({rest, someRun(7, RunStatus::Interrupted)});
    QTRY_VERIFY(bar()->isHidden());
}

void TestHistoryPage::everythingIsRemovedOnlyOnceTheNumberIsTyped() {
    answerRuns({});
    window().showPage(PageId::Settings);
    click(part<QPushButton>(PageId::Settings, "removeAll"));
    QCOMPARE(window().currentPage(), PageId::Preview);
    QCOMPARE(m_backend->aimed.back(), (PlanAim{{Kind::RemoveAll}}));
    QVERIFY(m_backend->aimGate.answer(m_world.letGo(Kind::RemoveAll)));
    QTRY_VERIFY(preview().canApply());
    click(part<QPushButton>(PageId::Preview, "applyPlan"));
    auto* dialog = window().findChild<ApplyDialog*>();
    QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
    auto* confirm = dialog->findChild<QPushButton*>(u"applyConfirm"_s);
    auto* number = dialog->findChild<QLineEdit*>(u"guardNumber"_s);
    QVERIFY(number != nullptr && !confirm->isEnabled());
    QTRY_VERIFY(number->hasFocus());
    QTest::keyClicks(number, QString::number(preview().ticked()));
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    QTRY_COMPARE(m_backend->applied.size(), size_t{1});
    QCOMPARE(m_backend->applied.front().request.reviewed->plan()->purpose.kind, Kind::RemoveAll);
}

void TestHistoryPage::aFailedLookAtTheHistorySaysWhy() {
    while (m_backend->runsGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk"_s)))) {
    }
    QTRY_VERIFY(part(PageId::History, "error")->isVisible());
    const int calls = m_backend->runsGate.calls();
    click(part<EmptyState>(PageId::History, "emptyState")->findChild<QPushButton*>());
    QCOMPARE(m_backend->runsGate.calls(), calls + 1);
}

void TestHistoryPage::editsAreDecidedInBulkByKeyboard() {
    answerRuns({someRun(2, RunStatus::Succeeded, 3)});
    auto* edits = part<QToolButton>(PageId::History, "editsButton");
    QVERIFY2(edits->text().endsWith(u"(2)"_s), qPrintable(edits->text()));
    edits->setFocus();
    QTest::keyClick(edits, Qt::Key_Space);
    auto* list = part<QTreeView>(PageId::History, "edits");
    QVERIFY(list->isVisible());
    QVERIFY(part(PageId::History, "undoRun")->isHidden()); // it is about runs
    auto* keep = part<QPushButton>(PageId::History, "driftKeep");
    QVERIFY(!keep->isEnabled());
    list->setFocus();
    QVERIFY(keep->isEnabled()); // about the current row
    QTest::keySequence(list, QKeySequence::SelectAll);
    QVERIFY(keep->isEnabled());
    QVERIFY(!part<QPushButton>(PageId::History, "driftForget")->isEnabled());
    QTest::keyClick(list, Qt::Key_K, Qt::AltModifier);
    QTRY_COMPARE(m_backend->choices.size(), size_t{1});
    QCOMPARE(m_backend->choices[0].decided.size(), size_t{2});
    QVERIFY(m_backend->driftGate.answer({}));
    QTRY_VERIFY(part(PageId::History, "driftNotice")->isVisible());
    QCOMPARE(edits->text(), u"&Edits in Outlook"_s);
    QCOMPARE(list->selectionModel()->selectedRows().size(), 2);
}

void TestHistoryPage::anEditIsDecidedAndTakenBackByMouse() {
    answerRuns({});
    click(part<QToolButton>(PageId::History, "editsButton"));
    auto* list = part<QTreeView>(PageId::History, "edits");
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(list->model()->index(1, 0)).center());
    click(part<QPushButton>(PageId::History, "driftIgnore"));
    QVERIFY(m_backend->choices.at(0).decided.begin()->second.kind == DriftDecision::Kind::Ignore);
    QCOMPARE(m_backend->choices[0].decided.begin()->first.first.deliverable, 32);
    QVERIFY(m_backend->driftGate.answer({}));
    QTRY_VERIFY(part(PageId::History, "driftNotice")->isVisible());
    click(part(PageId::History, "driftNotice")->findChild<QPushButton*>());
    QCOMPARE(m_backend->choices.size(), size_t{2});
    QCOMPARE(m_backend->choices[1].forgotten.size(), size_t{1});
    QVERIFY(m_backend->driftGate.answer(
        std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage, u"disk"_s))));
    QTRY_VERIFY(part(PageId::History, "driftError")->isVisible());
    click(part<QToolButton>(PageId::History, "runsButton"));
    QVERIFY(part(PageId::History, "undoRun")->isVisible());
    QVERIFY(!list->isVisible());
}

void TestHistoryPage::theFinderLeadsToTheEdits() {
    answerRuns({});
    window().showPage(PageId::Setup);
    Finder& finder = m_console->finder();
    QSignalSpy answered(&finder, &Finder::answered);
    finder.setQuery(u"edits in outlook"_s);
    QTRY_VERIFY(!answered.isEmpty() && !finder.isSearching());
    finder.choose(0);
    QCOMPARE(window().currentPage(), PageId::History);
    QVERIFY(part<QTreeView>(PageId::History, "edits")->isVisible());
}

void TestHistoryPage::theHistoryGoesIntoTheFileThatWasChosen() {
    answerRuns({});
    auto* button = part<QPushButton>(PageId::History, "exportHistory");
    QVERIFY(!button->isEnabled());
    m_console->history().look();
    answerRuns({someRun(1, RunStatus::Succeeded, 3)});
    click(button);
    auto* dialog = window().findChild<QFileDialog*>(u"exportHistoryFile"_s);
    QVERIFY(dialog != nullptr);
    QTemporaryDir folder;
    emit dialog->fileSelected(folder.filePath(u"all.csv"_s));
    dialog->close();
    QCOMPARE(m_backend->exported, QStringList{folder.filePath(u"all.csv"_s)});
    QVERIFY(m_backend->exportGate.answer(1));
    QTRY_VERIFY(part(PageId::History, "exportNotice")->isVisible());
}

QTEST_MAIN(TestHistoryPage)
#include "tst_historypage.moc"
