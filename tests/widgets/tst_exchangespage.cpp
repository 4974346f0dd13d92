// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "../presentation/exchangeworld.h"
#include "../presentation/runworld.h"
#include "consolewindow.h"
#include "widgets/banner.h"
#include "widgets/pasteerrordialog.h"

#include <QCheckBox>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The exchange log in the real window.
class TestExchangesPage : public ConsoleWindow {
    Q_OBJECT

private slots:
    void initTestCase() { dress(); }
    void init();
    void cleanup() { close(); }
    void standsBelowTroubleshoot();
    void isSearchedByKeyboard();
    void whatComesAboveMovesNothing();
    void olderOnesComeAsOneScrolls();
    void whatIsCopiedHoldsNoSecretAndEverythingThatSupportAsks();
    void aFailureIsExplained();
    void bodiesAreKeptForATimeAndStopped();
    void aRunLeadsToItsRequests();
    void escGoesBackStepByStep();
    void isFollowedOnlyWhileItIsSeen();

private:
    template <class T = QWidget> [[nodiscard]] T* part(const char* name) {
        return ConsoleWindow::part<T>(PageId::ExchangeLog, name);
    }
    void enter() { window().showPage(PageId::ExchangeLog); }
    [[nodiscard]] bool answer(const std::vector<ExchangeRecord>& newestFirst, bool isWhole = true) {
        if (!QTest::qWaitFor([this] { return m_backend->exchangesGate.waiting() > 0; }))
            return false;
        ExchangePart part;
        part.records = newestFirst;
        part.isWhole = isWhole;
        part.fits = static_cast<qint64>(newestFirst.size());
        part.lastId = newestFirst.empty() ? 0 : newestFirst.front().id;
        m_backend->exchangesGate.answer(part);
        if (!newestFirst.empty() &&
            !QTest::qWaitFor([&] { return m_console->exchanges().model().indexOf(part.lastId).isValid(); }))
            return false;
        QCoreApplication::processEvents();
        return true;
    }
    [[nodiscard]] static std::vector<ExchangeRecord> some(qint64 first, qint64 last) {
        std::vector<ExchangeRecord> made;
        for (qint64 id = first; id >= last; --id)
            made.push_back(id % 2 == 0 ? someExchange(id) : failedExchange(id, 403, u"ErrorAccessDenied"_s));
        return made;
    }
    void click(const char* name) { ConsoleWindow::click(part<QAbstractButton>(name)); }
};

void TestExchangesPage::init() {
    open();
    window().showPage(PageId::Troubleshoot);
    show();
}

void TestExchangesPage::standsBelowTroubleshoot() {
    QVERIFY(!window().pages().contains(PageId::ExchangeLog));
    auto* button = window().page(PageId::Troubleshoot)->findChild<QAbstractButton*>(u"exchangeLog"_s);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QCOMPARE(window().currentPage(), PageId::ExchangeLog);
    QVERIFY(answer({}));
    QCOMPARE(m_console->exchanges().content(), ExchangesPresenter::Content::Nothing);
    click("backToTroubleshoot");
    QCOMPARE(window().currentPage(), PageId::Troubleshoot);
}

void TestExchangesPage::isSearchedByKeyboard() {
    enter();
    QVERIFY(answer(some(6, 1)));
    auto* search = part<QLineEdit>("exchangeSearch");
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"denied"_s);
    QCOMPARE(m_console->exchanges().filter().text, u"denied"_s);
    QTest::keyClick(search, Qt::Key_Tab); // service
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), part("exchangeMailbox"));
    QTest::keyClicks(QApplication::focusWidget(), u"ann"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"1x2"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), u"345"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    const ExchangeFilter& filter = m_console->exchanges().filter();
    QCOMPARE(filter.mailbox, u"ann"_s);
    QCOMPARE(filter.run, 12); // a letter is no part of a number
    QCOMPARE(filter.deliverable, 345);
    QVERIFY(filter.failedOnly);
    QVERIFY(answer({failedExchange(5, 403, u"ErrorAccessDenied"_s)})); // of an earlier letter
    QVERIFY(answer({}));
    QCOMPARE(m_console->exchanges().content(), ExchangesPresenter::Content::NoMatch);
    QCOMPARE(search->text(), u"denied"_s);
}

void TestExchangesPage::whatComesAboveMovesNothing() {
    enter();
    QVERIFY(answer(some(100, 1)));
    auto* table = part<QTreeView>("exchanges");
    QScrollBar& bar = *table->verticalScrollBar();
    QTRY_VERIFY(bar.maximum() > 400);
    m_console->exchanges().choose(80);
    bar.setValue(300);
    const QModelIndex seen = table->indexAt(QPoint(5, 40));
    const qint64 id = m_console->exchanges().model().record(seen.row())->id;
    m_console->exchanges().pulse();
    QVERIFY(answer(some(130, 101)));
    QCOMPARE(m_console->exchanges().model().record(table->indexAt(QPoint(5, 40)).row())->id, id);
    QCOMPARE(m_console->exchanges().chosen()->id, 80);
    QCOMPARE(m_console->exchanges().model().record(table->currentIndex().row())->id, 80);
    bar.setValue(0); // at the top the newest are seen
    m_console->exchanges().pulse();
    QVERIFY(answer(some(131, 131)));
    QCOMPARE(bar.value(), 0);
}

void TestExchangesPage::olderOnesComeAsOneScrolls() {
    enter();
    QVERIFY(answer(some(400, 201), false));
    auto* table = part<QTreeView>("exchanges");
    QCoreApplication::processEvents();
    QCOMPARE(m_backend->exchangesGate.waiting(), 0); // not before somebody gets there
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End);
    QTRY_COMPARE(m_backend->exchangesGate.waiting(), 1);
    QCOMPARE(m_backend->queries.back().before, 201);
    ExchangePart older;
    older.records = some(200, 1);
    m_backend->exchangesGate.answer(older);
    QTRY_COMPARE(m_console->exchanges().model().rowCount(), 400);
    QCOMPARE(m_console->exchanges().chosen()->id, 201);
}

void TestExchangesPage::whatIsCopiedHoldsNoSecretAndEverythingThatSupportAsks() {
    enter();
    ExchangeRecord failed = failedExchange(3, 403, u"ErrorAccessDenied"_s);
    failed.url += u"?code=***"_s;
    QVERIFY(answer({failed, someExchange(2), someExchange(1)}));
    auto* table = part<QTreeView>("exchanges");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Home);
    QTest::keyClick(table, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
    const QString support = QApplication::clipboard()->text();
    for (const ExchangeRecord& record : {failed, someExchange(2)})
        for (const QString& fact : {record.requestId, record.clientRequestId, record.serverDate})
            QVERIFY2(support.contains(fact), qPrintable(fact));
    QVERIFY(support.indexOf(failed.requestId) >
            support.indexOf(someExchange(2).requestId)); // as they happened
    QVERIFY(!support.contains(u"ann@contoso.com"_s));
    QVERIFY(!support.contains(someExchange(1).requestId));
    QTest::keyClick(table, Qt::Key_Home);
    click("copyCurl");
    const QString curl = QApplication::clipboard()->text();
    QVERIFY(curl.contains(u"Bearer $TOKEN"_s));
    QVERIFY(curl.contains(u"$SECRET"_s) && !curl.contains(u"***"_s));
}

void TestExchangesPage::aFailureIsExplained() {
    enter();
    ExchangeRecord failed = failedExchange(2, 401, u"7000215"_s);
    failed.stage = Error::Stage::Token;
    QVERIFY(answer({failed, someExchange(1)}));
    failed.answerBody =
        u"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret "
        "provided.\",\"error_codes\":[7000215]}"_s;
    QVERIFY(m_backend->exchangeGate.answer(failed));
    QTRY_VERIFY(part<QPlainTextEdit>("exchangeFacts")->toPlainText().contains(u"invalid_client"_s));
    click("explainFailure");
    auto* dialog = window().findChild<PasteErrorDialog*>();
    QVERIFY(dialog->isVisible());
    QTRY_VERIFY(std::ranges::any_of(dialog->findChildren<QLabel*>(), [](const QLabel* label) {
        return label->isVisible() && label->text().contains(u"client secret is wrong"_s);
    }));
    dialog->reject();
    m_console->exchanges().choose(1); // it went well: there is nothing to explain
    QVERIFY(!part<QAbstractButton>("explainFailure")->isEnabled());
}

void TestExchangesPage::bodiesAreKeptForATimeAndStopped() {
    enter();
    QVERIFY(answer(some(2, 1)));
    auto* banner = part<Banner>("bodiesNotice");
    QVERIFY(!banner->isVisible());
    auto* button = part<QToolButton>("keepBodies");
    button->menu()->actions().at(1)->trigger();
    QCOMPARE(m_backend->bodyMinutes, std::vector<int>{15});
    m_backend->bodiesGate.answer(m_backend->time.now.addSecs(899));
    QTRY_VERIFY(banner->isVisible());
    QVERIFY2(labelsOf(*banner).contains(u"14:59"_s), qPrintable(labelsOf(*banner)));
    QVERIFY(labelsOf(*banner).contains(u"Secrets are taken out"_s));
    m_backend->time.now = m_backend->time.now.addSecs(60);
    m_console->exchanges().pulse();
    QVERIFY(labelsOf(*banner).contains(u"13:59"_s));
    emit banner->actionChosen();
    QCOMPARE(m_backend->bodyMinutes.back(), 0);
    m_backend->bodiesGate.answer(m_backend->time.now);
    QTRY_VERIFY(!banner->isVisible());
}

void TestExchangesPage::aRunLeadsToItsRequests() {
    window().showPage(PageId::History);
    while (m_backend->runsGate.answer(std::vector<RunRecord>{someRun(7, RunStatus::Succeeded, 3)})) {
    }
    QTRY_VERIFY(m_console->history().chosen() != nullptr);
    auto* requests = window().page(PageId::History)->findChild<QAbstractButton*>(u"runRequests"_s);
    QTest::mouseClick(requests, Qt::LeftButton);
    QCOMPARE(window().currentPage(), PageId::ExchangeLog);
    QCOMPARE(m_console->exchanges().filter().run, 7);
    QCOMPARE(part<QLineEdit>("exchangeRun")->text(), u"7"_s);
}

void TestExchangesPage::escGoesBackStepByStep() {
    enter();
    QVERIFY(answer(some(2, 1)));
    part<QCheckBox>("exchangeFailed")->click();
    QVERIFY(m_console->exchanges().filter().failedOnly);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(m_console->exchanges().filter(), ExchangeFilter());
    QVERIFY(!part<QCheckBox>("exchangeFailed")->isChecked());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QCOMPARE(window().currentPage(), PageId::Troubleshoot);
}

void TestExchangesPage::isFollowedOnlyWhileItIsSeen() {
    enter();
    QVERIFY(answer(some(2, 1)));
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->exchangesGate.waiting(), 1, 5'000); // by itself
    QCOMPARE(m_backend->queries.back().after, 2);
    QVERIFY(answer(some(3, 3)));
    auto* second = m_console->exchanges().findChild<QTimer*>();
    QVERIFY(second->isActive());
    window().showPage(PageId::Troubleshoot);
    QVERIFY(!second->isActive());
    const int calls = m_backend->exchangesGate.calls();
    enter(); // at once
    QVERIFY(second->isActive());
    QCOMPARE(m_backend->exchangesGate.calls(), calls + 1);
}

QTEST_MAIN(TestExchangesPage)
#include "tst_exchangespage.moc"
