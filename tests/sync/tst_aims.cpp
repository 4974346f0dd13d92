// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Surveys of plans that are no usual sync, and what a window carries out of them.
class TestAims : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aRunIsTakenBackFromItsSurvey();
    void eventsOfOursAreLetGoAndRemoved();
    void whatIsLeftOfARunIsCarriedOutOnce();
    void aRunOfWhichNothingIsLeftIsClosed();
    void aWholePlanMakesUpForIt_data();
    void aWholePlanMakesUpForIt();

private:
    /// A sync that is cancelled after so many writes; its run.
    [[nodiscard]] std::optional<RunId> cutOffAfter(int writes);
    [[nodiscard]] Result<std::shared_ptr<const Survey>> survey(const PlanAim& aim) {
        return m_machine->engine().survey(aim, {});
    }
    /// Everything that the survey's plan would write.
    [[nodiscard]] SyncReport apply(const Survey& survey);
    [[nodiscard]] std::optional<RunId> cut() const {
        const auto runs = m_machine->journal().runs(50);
        const RunRecord* found = runs ? cutOff(*runs) : nullptr;
        return found != nullptr ? std::optional(found->id) : std::nullopt;
    }
    [[nodiscard]] qsizetype standing() { return taggedEvents(*m_sandbox).size(); }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
};

namespace {

std::vector<EventKey> pendingKeys(const Plan& plan) {
    std::vector<EventKey> keys;
    for (const Action& action : plan.actions)
        if (plan.isPending(action))
            keys.push_back(action.key);
    return keys;
}

/// Cancels once so many actions are done.
class Canceller final : public ProgressSink {
public:
    Canceller(RunControl& control, int after) : m_control(control), m_after(after) {}
    void progressed(const RunProgress& progress) override {
        if (progress.done >= m_after)
            m_control.cancel();
    }

private:
    RunControl& m_control;
    int m_after;
};

} // namespace

void TestAims::init() {
    sandbox::Sandbox::Options options;
    options.deliverables = 80;
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
}

void TestAims::cleanup() {
    m_machine.reset();
    m_sandbox.reset();
}

SyncReport TestAims::apply(const Survey& survey) {
    RunControl control;
    return m_machine->engine().applySelected(
        *survey.plan(), pendingKeys(*survey.plan()),
        {RunKind::Apply, DeletionLimit{survey.plan()->summary.remove, DeletionLimit::Unit::Events},
         survey.resumes()},
        nullptr, control, nullptr);
}

std::optional<RunId> TestAims::cutOffAfter(int writes) {
    RunControl control;
    Canceller canceller(control, writes);
    const SyncReport report = m_machine->engine().sync({}, false, {RunKind::Sync, m_machine->maxDelete},
                                                       nullptr, control, &canceller);
    return report.status == RunStatus::Cancelled ? report.run : std::nullopt;
}

void TestAims::aRunIsTakenBackFromItsSurvey() {
    const SyncReport done = m_machine->sync();
    QVERIFY(done.verified && standing() > 20);
    const auto undo = survey({{PlanPurpose::Kind::Revert, done.run->value}});
    QVERIFY(undo);
    const Survey& look = **undo;
    QCOMPARE(look.plan()->summary.remove, done.summary.created);
    // The tracker was not asked: nothing is known of its rows, and whoever asks gets an answer.
    QVERIFY(look.data().deliverables.empty());
    QVERIFY(look.restriction().isEmpty());
    const Action& first = look.plan()->actions.front();
    QCOMPARE(look.action(first.key.deliverable), &first);
    QVERIFY(look.event(first.key.deliverable) != nullptr);
    const SyncReport report = apply(look);
    QVERIFY(report.status == RunStatus::Succeeded && report.verified);
    QCOMPARE(standing(), qsizetype(0));
}

void TestAims::eventsOfOursAreLetGoAndRemoved() {
    const SyncReport done = m_machine->sync();
    QVERIFY(done.verified);
    const auto all = m_sandbox->events(m_machine->profile().mailbox, m_machine->profile().calendarName);
    const auto detach = survey({{PlanPurpose::Kind::Detach}});
    QVERIFY(detach);
    QCOMPARE((*detach)->plan()->summary.update, done.summary.created);
    const auto removal = survey({{PlanPurpose::Kind::RemoveAll}});
    QVERIFY(removal);
    QCOMPARE((*removal)->plan()->summary.remove, done.summary.created);

    QVERIFY(apply(**detach).verified);
    QCOMPARE(standing(), qsizetype(0));
    QCOMPARE(m_sandbox->events(m_machine->profile().mailbox, m_machine->profile().calendarName).size(),
             all.size());
    // What was reviewed is no longer so: nothing of it is written.
    const SyncReport stale = apply(**removal);
    QVERIFY(stale.status == RunStatus::Refused);
    QCOMPARE(stale.error->code, u"plan-stale"_s);
    QCOMPARE(m_sandbox->events(m_machine->profile().mailbox, m_machine->profile().calendarName).size(),
             all.size());
}

void TestAims::whatIsLeftOfARunIsCarriedOutOnce() {
    const auto before = m_machine->plan();
    QVERIFY(before);
    const auto run = cutOffAfter(10);
    QVERIFY(run);
    QVERIFY(cut() == run);
    const auto rest = survey({{}, run});
    QVERIFY(rest);
    QVERIFY((*rest)->resumes() == run);
    QVERIFY((*rest)->plan()->pending() > 0);
    QCOMPARE((*rest)->plan()->pending() + standing(), qsizetype(before->pending()));
    const SyncReport report = apply(**rest);
    QVERIFY2(report.status == RunStatus::Succeeded && report.verified,
             report.error ? qPrintable(report.error->summary()) : "");
    QVERIFY(report.resumes == run);
    QCOMPARE(standing(), qsizetype(before->pending()));
    QVERIFY(!cut());
    // It cannot be continued twice.
    const auto again = survey({{}, run});
    QVERIFY(!again);
    QCOMPARE(again.error().code, u"plan-stale"_s);
}

void TestAims::aRunOfWhichNothingIsLeftIsClosed() {
    const auto run = cutOffAfter(10);
    QVERIFY(run);
    // Another computer does the rest.
    QVERIFY(Machine(*m_sandbox).sync().verified);
    const auto rest = survey({{}, run});
    QVERIFY(rest);
    QCOMPARE((*rest)->plan()->pending(), 0);
    QVERIFY(cut() == run); // looking closes nothing
    const SyncReport report = apply(**rest);
    QVERIFY(report.verified && report.resumes == run);
    QCOMPARE(report.summary.done(), 0);
    QVERIFY(!cut());
}

void TestAims::aWholePlanMakesUpForIt_data() {
    QTest::addColumn<bool>("everything");
    QTest::newRow("all that was planned is chosen") << true;
    QTest::newRow("one is not") << false;
}

void TestAims::aWholePlanMakesUpForIt() {
    QFETCH(bool, everything);
    const auto run = cutOffAfter(10);
    QVERIFY(run);
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    auto keys = pendingKeys(*plan);
    if (!everything)
        keys.pop_back();
    RunControl control;
    const SyncReport report = m_machine->engine().applySelected(
        *plan, keys, {RunKind::Apply, m_machine->maxDelete}, nullptr, control, nullptr);
    QVERIFY(report.status == RunStatus::Succeeded);
    QCOMPARE(cut().has_value(), !everything);
}

QTEST_GUILESS_MAIN(TestAims)
#include "tst_aims.moc"
