// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "auth/secretstores.h"
#include "journeytest.h"
#include "sandbox/sandbox.h"
#include "widgets/banner.h"

#include <QDirIterator>
#include <QProcessEnvironment>
#include <QPushButton>
#include <QTreeView>

using namespace milepost;
using namespace Qt::StringLiterals;
using Nothing = PreviewPresenter::Nothing;

/// What was done is taken back, and what was cut off is gone on with: on the real window with the real
/// engine.
class TestUndoJourneys : public JourneyTest {
    Q_OBJECT

private slots:
    void aRunIsTakenBackInTheWindow();
    void aRunThatWasKilledIsGoneOnWith();
    void whatPeopleEditedIsDecidedAbout();

private:
    [[nodiscard]] PreviewPresenter& preview() { return m_journey->console().preview(); }
    [[nodiscard]] bool planIsThere() {
        return QTest::qWaitFor(
            [this] { return preview().aim() && preview().model().plan() && !preview().model().isTaking(); },
            k_patience);
    }
    /// The plan on show, with the number typed where it is asked for.
    [[nodiscard]] bool applyTyping(int number) {
        return press("applyPlan") && type("guardNumber", QString::number(number)) && press("applyConfirm");
    }
    [[nodiscard]] static DesktopBackend::StoreMaker fromEnvironment();
};

namespace {

/// As a process that is killed now would leave them.
bool copyFiles(const QString& from, const QString& to) {
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        // Its owner is dead; and evidence that is being written now is no part of what goes on.
        if (file.endsWith(u".lock") || file.contains(u"~exchanges.sqlite"))
            continue;
        const QString target = to + u'/' + QDir(from).relativeFilePath(file);
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(file, target))
            return false;
    }
    return true;
}

} // namespace

DesktopBackend::StoreMaker TestUndoJourneys::fromEnvironment() {
    return [](const QString& source) {
        QProcessEnvironment variables;
        variables.insert(u"MILEPOST_ENTRA_SECRET"_s, sandbox::demo::k_clientSecret.toString());
        variables.insert(u"MILEPOST_TRACKER_PASSWORD"_s, sandbox::demo::k_trackerPassword.toString());
        return makeSecretStore(source, variables);
    };
}

void TestUndoJourneys::aRunIsTakenBackInTheWindow() {
    QVERIFY(lookAtTheSandbox());
    const Profile profile = *m_journey->session().profile();
    const auto calendar = [&] { return sandbox().events(profile.mailbox, profile.calendarName); };
    const QJsonArray before = calendar();
    const int planned = pending();
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(apply());
    QVERIFY(runEnds());
    QCOMPARE(standing(), qsizetype(planned));
    QVERIFY(goTo(PageId::Jobs));
    QVERIFY(press("undoJob"));
    QCOMPARE(m_journey->window().currentPage(), PageId::Preview);
    QVERIFY(planIsThere());
    QCOMPARE(preview().model().count(PlanGroup::Delete), planned);
    // The rest of the window goes on saying what stands.
    QVERIFY(m_journey->session().survey()->plan()->purpose.isSync());
    QVERIFY(applyTyping(planned));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().jobs().jobs().size() == 2 && lastJob()->report,
                             k_runPatience);
    QVERIFY(lastJob()->report->verified);
    QCOMPARE(lastJob()->report->summary.deleted, planned);
    QVERIFY(calendar() == before);
    QCOMPARE(sandbox().mailsSent(), 0);
    // The history knows both, and the undo can be taken back like any other run.
    QVERIFY(goTo(PageId::History));
    QTRY_COMPARE_WITH_TIMEOUT(m_journey->console().history().model().rowCount(), 2, k_patience);
    m_journey->console().history().choose(RunId{2});
    QVERIFY(press("undoRun"));
    QVERIFY(planIsThere());
    QCOMPARE(preview().model().count(PlanGroup::Add), planned);
    QVERIFY(preview().aim()->purpose.run == 2);
}

void TestUndoJourneys::aRunThatWasKilledIsGoneOnWith() {
    m_journey = std::make_unique<JourneyWindow>(fromEnvironment());
    QVERIFY(m_journey->start());
    QVERIFY(m_journey->openOwnProfile(m_journey->ownProfile(u"Own"_s, SecretSource::Environment)));
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(looked());
    const int planned = pending();
    sandbox().addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 40}},
                       {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    QVERIFY(apply());
    QVERIFY(sandbox().waitHeld(std::chrono::milliseconds(k_patience)));
    auto killed = std::make_unique<JourneyWindow>(fromEnvironment());
    QVERIFY(copyFiles(m_journey->folder(), killed->folder()));
    QVERIFY(press("jobStripCancel"));
    QVERIFY(runEnds());
    sandbox().clearFaults();
    sandbox().release();

    // From here on another window, which begins with what the killed one left.
    auto first = std::move(m_journey);
    m_journey = std::move(killed);
    const Profile profile = *first->session().profile();
    const auto stands = [&] { return first->sandbox().events(profile.mailbox, profile.calendarName).size(); };
    QVERIFY(m_journey->start());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<Banner>("resumeBanner") != nullptr, k_patience);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QVERIFY(hand().use(m_journey->shown<Banner>("resumeBanner")->findChild<QPushButton*>()));
    QCOMPARE(m_journey->window().currentPage(), PageId::Preview);
    QVERIFY(planIsThere());
    const int left = preview().model().pending();
    QVERIFY(left > 0 && left < planned);
    QCOMPARE(left + stands(), qsizetype(planned));
    QVERIFY(apply());
    QVERIFY(runEnds());
    QVERIFY2(lastJob()->report->status == RunStatus::Succeeded && lastJob()->report->verified,
             lastJob()->report->error ? qPrintable(lastJob()->report->error->summary()) : "not verified");
    QCOMPARE(stands(), qsizetype(planned));
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->shown<Banner>("resumeBanner") == nullptr, k_patience);
    m_journey = std::move(first);
}

void TestUndoJourneys::whatPeopleEditedIsDecidedAbout() {
    QVERIFY(lookAtTheSandbox());
    const Profile profile = *m_journey->session().profile();
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(apply());
    QVERIFY(runEnds());
    QVERIFY(looked());
    const auto calendar = [&] { return sandbox().events(profile.mailbox, profile.calendarName); };
    const auto edit = [&](const QString& op, const QJsonValue& event, const QJsonObject& set) {
        return sandbox()
            .control(u"edit"_s, {{u"mailbox"_s, profile.mailbox},
                                 {u"op"_s, op},
                                 {u"event"_s, event.toObject().value(u"id"_s)},
                                 {u"set"_s, set}})
            .has_value();
    };
    const QJsonArray before = calendar();
    QVERIFY(edit(u"update"_s, before.at(0), {{u"subject"_s, u"By hand"_s}}));
    QVERIFY(edit(u"delete"_s, before.at(1), {}));
    QVERIFY(goTo(PageId::History));
    if (hand().isKeyboard()) // of buttons that exclude each other Tab reaches one
        m_journey->press(Qt::Key_E, Qt::AltModifier);
    else
        QVERIFY(press("editsButton"));
    QTRY_VERIFY(m_journey->shown("editsButton")->property("checked").toBool());
    m_journey->press(Qt::Key_F5);
    DriftPresenter& drift = m_journey->console().drift();
    QTRY_COMPARE_WITH_TIMEOUT(drift.open(), 2, k_patience);
    auto* list = m_journey->shown<QTreeView>("edits");
    const auto rowOf = [&](Field field) {
        for (int row = 0; row < drift.model().rowCount(); ++row)
            if (drift.model().id(drift.model().index(row, 0))->second == field)
                return drift.model().index(row, 0);
        return QModelIndex();
    };
    QVERIFY(hand().choose(list, rowOf(Field::Subject)));
    QVERIFY(press("driftRestore"));
    QTRY_COMPARE_WITH_TIMEOUT(drift.open(), 1, k_patience);
    QVERIFY(hand().choose(list, rowOf(Field::Presence)));
    QVERIFY(press("driftKeep"));
    QTRY_COMPARE_WITH_TIMEOUT(drift.open(), 0, k_patience);
    QTRY_VERIFY_WITH_TIMEOUT(!m_journey->session().isReading() && pending() == 1, k_patience);
    QVERIFY(goTo(PageId::Preview));
    QVERIFY(apply());
    QTRY_VERIFY_WITH_TIMEOUT(m_journey->console().jobs().jobs().size() == 2 && lastJob()->report,
                             k_runPatience);
    QVERIFY(lastJob()->report->verified);
    QCOMPARE(calendar().size(), before.size() - 1); // what was deleted stays away
    for (const QJsonValue event : calendar())
        QVERIFY(event.toObject().value(u"subject"_s) != u"By hand"_s);
}

QTEST_MAIN(TestUndoJourneys)
#include "tst_undojourneys.moc"
