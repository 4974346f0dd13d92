// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladderreport.h"
#include "pseudowindow.h"
#include "widgets/pasteerrordialog.h"

#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What one asks when something is wrong: Troubleshoot, and an error that is pasted.
class TestPseudoTrouble : public PseudoWindow {
    Q_OBJECT

private slots:
    void initTestCase() { speak(); }
    void init() { open(); }
    void cleanup() { close(); }
    void ladders();
    void fixes();
    void pastedErrors();

private:
    [[nodiscard]] static Rung greekRung(const QString& id, RungState state);
    void climb(LadderId id, std::vector<Rung> rungs);
};

Rung TestPseudoTrouble::greekRung(const QString& id, RungState state) {
    Rung rung = state == RungState::Failed ? rungFailed(someError(u"calendar-missing"_s)) : rungOf(state, {});
    rung.id = id;
    rung.title = inGreek(id);
    rung.evidence = inGreek(u"seen "_s + id);
    rung.requestId = u"6f1c0000-b2e9"_s;
    rung.atUtc = QDateTime(QDate(2026, 11, 26), QTime(9, 12), Qt::UTC);
    return rung;
}

void TestPseudoTrouble::climb(LadderId id, std::vector<Rung> rungs) {
    m_console->troubleshoot().start(id);
    LadderReport report;
    report.id = id;
    report.rungs = std::move(rungs);
    report.startedUtc = m_backend->time.now;
    QVERIFY(m_backend->climbGate.answer(report));
    QTRY_VERIFY(!m_console->troubleshoot().isBusy());
}

void TestPseudoTrouble::ladders() {
    window().showPage(PageId::Troubleshoot);
    look("no profile");
    openWith(greekWorld());
    look("nothing was checked");
    part<QPushButton>(PageId::Troubleshoot, "explainOne")->click();
    part<QLineEdit>(PageId::Troubleshoot, "explainNumber")->setText(u"1"_s);
    look("explain one");
    auto* viewer = part<QLineEdit>(PageId::Troubleshoot, "explainViewer");
    QTest::keyClick(viewer, Qt::Key_Down);
    if (auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget())) {
        lookAt(*menu, "viewers");
        menu->close();
    }
    m_console->troubleshoot().start(LadderId::EventsNotAppearing);
    m_backend->time.now = m_backend->time.now.addSecs(5);
    m_backend->tellRung(greekRung(u"hosts"_s, RungState::Ok));
    QTest::qWait(1100); // the clock ticks
    look("under way");
    QVERIFY(m_backend->climbGate.answer(std::unexpected(someError(u"credential-missing"_s))));
    QTRY_VERIFY(m_console->troubleshoot().failure());
    look("not climbed");
    climb(LadderId::AuthenticationFailed,
          {greekRung(u"a"_s, RungState::Ok), greekRung(u"b"_s, RungState::Warning),
           greekRung(u"c"_s, RungState::Unknown), greekRung(u"d"_s, RungState::Skipped)});
    look("nothing failed");
    m_console->troubleshoot().compareWith(u"/1.json"_s);
    QVERIFY(m_backend->readLadderGate.answer(ladderJson(*m_console->troubleshoot().report())));
    QTRY_VERIFY(!m_console->troubleshoot().comparedWith().isEmpty());
    look("compared");
}

void TestPseudoTrouble::fixes() {
    using Kind = RungFix::Kind;
    openWith(greekWorld());
    window().showPage(PageId::Troubleshoot);
    Rung failed = greekRung(u"near"_s, RungState::Failed);
    const auto ask = [&](Kind kind) {
        part<QPushButton>(PageId::Troubleshoot, qPrintable(u"fix-%1"_s.arg(static_cast<int>(kind))))->click();
        auto* question = window().findChild<QDialog*>(u"confirmFix"_s);
        QVERIFY(question != nullptr);
        lookAt(*question, "question");
        question->reject();
        QTRY_VERIFY(window().findChild<QDialog*>(u"confirmFix"_s) == nullptr);
    };
    for (const auto& kinds : {std::vector{Kind::RequestPack, Kind::Sync},
                              std::vector{Kind::Resolve, Kind::ShareCalendar, Kind::NewToken},
                              std::vector{Kind::CreateCalendar, Kind::UseCalendar, Kind::RenameCalendar}}) {
        failed.fixes.clear();
        for (const Kind kind : kinds)
            failed.fixes.push_back({kind, inGreek(u"Put away"_s), u"1"_s, {}});
        climb(LadderId::CalendarNotFound, {failed, greekRung(u"read"_s, RungState::NotReached)});
        look("failed");
        for (const Kind kind : kinds)
            if (fixAsks(kind))
                ask(kind);
    }
    failed.nearNotes = {{inGreek(u"deliverables"_s), inGreek(u"letters"_s), false},
                        {inGreek(u"Deliverables"_s), inGreek(u"of ann"_s), true}};
    climb(LadderId::CalendarNotFound, {failed});
    part<QToolButton>(PageId::Troubleshoot, "errorDetails")->setChecked(true);
    look("near names");
    m_console->troubleshoot().fix(failed.fixes.front());
    look("a fix under way");
    QVERIFY(m_backend->createCalendarGate.answer(std::unexpected(someError({}))));
    QTRY_VERIFY(m_console->troubleshoot().failure());
    look("a fix that failed");
    m_console->troubleshoot().writeRequestPack(u"/1"_s);
    QVERIFY(m_backend->requestGate.answer(QStringList()));
    QTRY_VERIFY(!m_console->troubleshoot().isBusy());
    look("a request");
}

void TestPseudoTrouble::pastedErrors() {
    openWith(greekWorld());
    auto* dialog = window().findChild<PasteErrorDialog*>();
    dialog->ask();
    lookAt(*dialog, "nothing pasted");
    const auto paste = [&](const QString& text) {
        dialog->findChild<QPlainTextEdit*>(u"pastedError"_s)->setPlainText(text);
        dialog->findChild<QPushButton*>(u"explain"_s)->click();
        QTest::qWait(150);
    };
    paste(u"401 AADSTS7000222"_s);
    lookAt(*dialog, "one error");
    paste(u"{\"error\":{\"code\":\"ErrorAccessDenied\"}}"_s); // of two causes
    lookAt(*dialog, "two candidates");
    paste(u'[' +
          QStringList(23, u"{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000222\"}"_s)
              .join(u',') +
          u']');
    lookAt(*dialog, "many");
    dialog->findChild<QPlainTextEdit*>(u"pastedError"_s)->setPlainText({});
    dialog->close();
}

QTEST_MAIN(TestPseudoTrouble)
#include "tst_pseudotrouble.moc"
