// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// What a window drives: a chosen part of a plan that was reviewed in memory, watched while it runs.
class TestSelected : public QObject {
    Q_OBJECT

private slots:
    void init();
    void onlyTheChosenAreTouched();
    void whatWasNotChosenMayMove();
    void aMovedChosenItemRefuses_data();
    void aMovedChosenItemRefuses();
    void anotherCalendarRefuses();
    void nothingChosenWritesNothing();
    void onlyTheEditThatWasChosenIsPutBack();
    void anEditThatMovedOnIsNotPutBack();
    void theGuardCountsTheChosenDeletions();
    void everyFinishedActionIsTold();
    void aSlowSinkHearsBatches();

private:
    [[nodiscard]] SyncReport apply(const std::vector<EventKey>& chosen, ProgressSink* progress = nullptr) {
        return m_machine->engine().applySelected(*m_plan, chosen, {RunKind::Apply, m_machine->maxDelete},
                                                 nullptr, m_machine->control, progress);
    }
    [[nodiscard]] bool patch(qint64 id, const QJsonObject& set) {
        return m_sandbox
            ->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s},
                                     {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"set"_s, set}}}}})
            .has_value();
    }
    [[nodiscard]] std::vector<EventKey> keys(Verb verb, size_t count) const {
        std::vector<EventKey> keys;
        for (const Action& action : m_plan->actions)
            if (action.verb == verb && keys.size() < count)
                keys.push_back(action.key);
        return keys;
    }
    [[nodiscard]] int writes() const { return m_sandbox->counters().value(u"writes"_s).toInt(); }

    /// Somebody renames two events in Outlook; the plan shows both.
    [[nodiscard]] std::vector<EventKey> twoEdits() {
        if (!m_machine->sync().verified)
            return {};
        std::vector<EventKey> edited;
        for (const QString& key : taggedEvents(*m_sandbox).uniqueKeys())
            if (edited.size() < 2 && rename(key, u"By Ann"_s))
                edited.push_back(*EventKey::fromString(key));
        m_plan = *m_machine->plan();
        return edited;
    }
    bool rename(const QString& key, const QString& subject) {
        return m_sandbox
            ->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                  {u"op"_s, u"update"_s},
                                  {u"event"_s, taggedEvents(*m_sandbox).value(key).value(u"id"_s)},
                                  {u"set"_s, QJsonObject{{u"subject"_s, subject}}}})
            .has_value();
    }
    [[nodiscard]] QString subject(const EventKey& key) const {
        return taggedEvents(*m_sandbox).value(key.toString()).value(u"subject"_s).toString();
    }

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
    std::optional<Plan> m_plan; ///< of the empty calendar: creates
};

/// Keeps what it hears; the first batch can be made to wait.
class Listener final : public ProgressSink {
public:
    void progressed(const RunProgress& progress) override { last = progress; }
    void finished(const std::vector<ActionOutcome>& batch) override {
        if (outcomes.empty() && beforeFirstBatch)
            beforeFirstBatch();
        largest = std::max(largest, batch.size());
        outcomes.insert(outcomes.end(), batch.begin(), batch.end());
    }
    RunProgress last;
    std::vector<ActionOutcome> outcomes;
    size_t largest = 0;
    std::function<void()> beforeFirstBatch;
};

void TestSelected::init() {
    m_machine.reset();
    m_sandbox = std::make_unique<sandbox::Sandbox>();
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
    auto plan = m_machine->plan();
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().summary()));
    m_plan = std::move(*plan);
    m_sandbox->resetLog();
}

void TestSelected::onlyTheChosenAreTouched() {
    const QByteArray foreign = foreignEvents(*m_sandbox);
    const std::vector<EventKey> chosen = keys(Verb::Create, 3);
    const SyncReport report = apply(chosen);
    QVERIFY2(!report.error, report.error ? qPrintable(report.error->summary()) : "");
    QVERIFY(report.verified);
    QCOMPARE(report.summary.created, 3);
    QCOMPARE(report.summary.skipped, 0);
    QCOMPARE(writes(), 3);
    const auto tagged = taggedEvents(*m_sandbox);
    QCOMPARE(tagged.size(), 3);
    for (const EventKey& key : chosen)
        QVERIFY(tagged.contains(key.toString()));
    QCOMPARE(foreignEvents(*m_sandbox), foreign);
}

void TestSelected::whatWasNotChosenMayMove() {
    const std::vector<EventKey> two = keys(Verb::Create, 2);
    QVERIFY(patch(two[1].deliverable, {{u"description"_s, u"Moved meanwhile"_s}}));
    const SyncReport report = apply({two[0]});
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "");
    QCOMPARE(taggedEvents(*m_sandbox).keys(), QStringList{two[0].toString()});
}

void TestSelected::aMovedChosenItemRefuses_data() {
    QTest::addColumn<QJsonObject>("set");
    QTest::newRow("another date") << QJsonObject{{u"date"_s, u"2027-01-15"_s}};
    QTest::newRow("another name") << QJsonObject{{u"description"_s, u"Moved meanwhile"_s}};
    QTest::newRow("nothing to do any more") << QJsonObject{{u"date"_s, QJsonValue()}};
}

void TestSelected::aMovedChosenItemRefuses() {
    QFETCH(QJsonObject, set);
    const std::vector<EventKey> two = keys(Verb::Create, 2);
    QVERIFY(patch(two[1].deliverable, set));
    const SyncReport report = apply(two);
    QVERIFY(report.status == RunStatus::Refused);
    QCOMPARE(report.error->code, u"plan-stale"_s);
    QVERIFY(!report.verified);
    QCOMPARE(report.error->detail.count(u';'), 0); // one thing moved, and only that is named
    QCOMPARE(writes(), 0);
}

void TestSelected::anotherCalendarRefuses() {
    m_plan->target.calendarId += u'x';
    QCOMPARE(apply(keys(Verb::Create, 1)).error->code, u"plan-stale"_s);
    QCOMPARE(writes(), 0);
}

void TestSelected::nothingChosenWritesNothing() {
    const SyncReport report = apply({});
    QVERIFY(report.status == RunStatus::Succeeded && !report.run);
    // A key that the plan reviewed did not have is nobody's choice.
    const EventKey one = keys(Verb::Create, 1).front();
    std::erase_if(m_plan->actions, [&one](const Action& action) { return action.key == one; });
    QCOMPARE(apply({one}).error->code, u"plan-stale"_s);
    QCOMPARE(writes(), 0);
}

void TestSelected::onlyTheEditThatWasChosenIsPutBack() {
    const std::vector<EventKey> two = twoEdits();
    QCOMPARE(two.size(), size_t{2});
    QCOMPARE(m_plan->summary.drift, 2);
    QCOMPARE(m_plan->pending(), 0);
    m_sandbox->resetLog();
    // Chosen, but nobody said that the edit goes: it stays.
    QVERIFY(apply({two[0]}).status == RunStatus::Succeeded);
    QCOMPARE(writes(), 0);
    m_plan = puttingBack(*m_plan, {two[0]});
    const SyncReport report = apply({two[0]});
    QVERIFY2(report.verified, report.error ? qPrintable(report.error->summary()) : "");
    QCOMPARE(report.summary.updated, 1);
    QVERIFY(subject(two[0]) != u"By Ann"_s);
    QCOMPARE(subject(two[1]), u"By Ann"_s);
    QCOMPARE(m_machine->plan()->summary.drift, 1);
}

void TestSelected::anEditThatMovedOnIsNotPutBack() {
    const std::vector<EventKey> two = twoEdits();
    QCOMPARE(two.size(), size_t{2});
    m_plan = puttingBack(*m_plan, {two[0]});
    QVERIFY(rename(two[0].toString(), u"By Ann, once more"_s));
    m_sandbox->resetLog();
    QCOMPARE(apply({two[0]}).error->code, u"plan-stale"_s);
    QCOMPARE(writes(), 0);
    QCOMPARE(subject(two[0]), u"By Ann, once more"_s);
}

void TestSelected::theGuardCountsTheChosenDeletions() {
    QVERIFY(m_machine->sync().verified);
    QJsonArray ids;
    for (const QString& key : taggedEvents(*m_sandbox).uniqueKeys())
        ids.append(EventKey::fromString(key)->deliverable);
    QVERIFY(m_sandbox->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"delete"_s, ids}}));
    m_plan = *m_machine->plan();
    m_machine->maxDelete = DeletionLimit{2, DeletionLimit::Unit::Events};
    QCOMPARE(apply(keys(Verb::Delete, 3)).error->code, u"guard-refused"_s);
    const SyncReport report = apply(keys(Verb::Delete, 2));
    QVERIFY(report.verified);
    QCOMPARE(report.summary.deleted, 2);
    QCOMPARE(taggedEvents(*m_sandbox).size(), qsizetype(ids.size() - 2));
}

void TestSelected::everyFinishedActionIsTold() {
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"nth"_s, 3}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 400}});
    const std::vector<EventKey> chosen = keys(Verb::Create, 12);
    Listener listener;
    const SyncReport report = apply(chosen, &listener);
    QVERIFY(report.status == RunStatus::Partial);
    QCOMPARE(listener.outcomes.size(), chosen.size());
    std::set<EventKey> told;
    int failed = 0;
    for (const ActionOutcome& outcome : listener.outcomes) {
        told.insert(outcome.key);
        QVERIFY(outcome.verb == Verb::Create);
        QVERIFY(!outcome.subject.isEmpty() && outcome.date.isValid());
        if (outcome.error) {
            ++failed;
            QCOMPARE(outcome.key, report.failures.front().key);
            QCOMPARE(*outcome.error, report.failures.front().error);
        }
    }
    QCOMPARE(told, std::set<EventKey>(chosen.begin(), chosen.end()));
    QCOMPARE(failed, 1);
    QCOMPARE(listener.last.done, 11);
    QCOMPARE(listener.last.failed, 1);
}

void TestSelected::aSlowSinkHearsBatches() {
    const std::vector<EventKey> chosen = keys(Verb::Create, 12);
    Listener listener;
    // The first batch stays with the sink until all the others have been written meanwhile.
    listener.beforeFirstBatch = [&] {
        QTRY_COMPARE_WITH_TIMEOUT(m_sandbox->requests(u"graph"_s, u"POST"_s), 12, 30'000);
    };
    const SyncReport report = apply(chosen, &listener);
    QVERIFY(report.verified);
    QCOMPARE(listener.outcomes.size(), chosen.size());
    QVERIFY(listener.largest > 1);
}

QTEST_GUILESS_MAIN(TestSelected)
#include "tst_selected.moc"
