// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Listings that show bodies otherwise than the answers to writes do (graph-contract 5.1): nobody edited
/// anything, and an edit is still seen.
class TestBodies : public QObject {
    Q_OBJECT

private slots:
    void init();
    void secondRunIsEmpty();
    void editStillShows();
    void unprovedRunLearnsAfterwards();
    void updatedBodyIsLearntAnew();

private:
    [[nodiscard]] bool write(const QString& body);
    [[nodiscard]] bool rename(const QString& description);

    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
    QTemporaryDir m_data;
    QString m_key;
};

void TestBodies::init() {
    sandbox::Sandbox::Options options;
    options.deliverables = 40;
    options.listingsWrapBodies = true;
    m_machine.reset();
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
}

/// Somebody writes this into the body of one event.
bool TestBodies::write(const QString& body) {
    m_key = taggedEvents(*m_sandbox).firstKey();
    const QJsonObject content{{u"contentType"_s, u"text"_s}, {u"content"_s, body}};
    return m_sandbox
        ->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                              {u"op"_s, u"update"_s},
                              {u"event"_s, taggedEvents(*m_sandbox).value(m_key).value(u"id"_s)},
                              {u"set"_s, QJsonObject{{u"body"_s, content}}}})
        .has_value();
}

bool TestBodies::rename(const QString& description) {
    m_key = taggedEvents(*m_sandbox).firstKey();
    const QJsonObject patch{{u"id"_s, EventKey::fromString(m_key)->deliverable},
                            {u"set"_s, QJsonObject{{u"description"_s, description}}}};
    return m_sandbox
        ->control(u"tracker"_s, {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{patch}}})
        .has_value();
}

void TestBodies::secondRunIsEmpty() {
    QVERIFY(m_machine->sync().verified);
    m_sandbox->resetLog();
    const SyncReport second = m_machine->sync();
    QVERIFY(second.verified && !second.run);
    QCOMPARE(second.summary.drift, 0);
    QCOMPARE(m_sandbox->counters().value(u"writes"_s).toInt(), 0);
    QVERIFY(m_sandbox->requests(u"graph"_s, u"GET"_s) <= 2);
}

void TestBodies::editStillShows() {
    QVERIFY(m_machine->sync().verified);
    QVERIFY(write(u"Bring the plans"_s));
    QCOMPARE(m_machine->plan()->summary.drift, 1);
    QVERIFY(m_machine->sync().verified);
    QCOMPARE(m_machine->plan()->summary.drift, 1); // not learnt as ours
    // A date that moves afterwards moves the etag of an event whose body nobody touched.
    const QJsonObject last = taggedEvents(*m_sandbox).last();
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                           {u"op"_s, u"update"_s},
                                           {u"event"_s, last.value(u"id"_s)},
                                           {u"set"_s, QJsonObject{{u"showAs"_s, u"busy"_s}}}}));
    const auto plan = m_machine->plan();
    QCOMPARE(plan->summary.drift, 2);
    for (const Action& action : plan->actions)
        QCOMPARE(action.changes.size(), size_t(1));
}

/// The run ends before it can look at its own work; the next one does.
void TestBodies::unprovedRunLearnsAfterwards() {
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"GET"_s}, {u"nth"_s, 7}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}});
    const SyncReport unproved = m_machine->sync();
    QVERIFY(unproved.summary.created > 20 && !unproved.verified);
    m_sandbox->clearFaults();
    QCOMPARE(m_machine->plan()->summary.drift, 0);
    QVERIFY(m_machine->sync().verified);
    const QJsonObject last = taggedEvents(*m_sandbox).last();
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                           {u"op"_s, u"update"_s},
                                           {u"event"_s, last.value(u"id"_s)},
                                           {u"set"_s, QJsonObject{{u"importance"_s, u"high"_s}}}}));
    QCOMPARE(m_machine->plan()->summary.drift, 0); // the etag moved, the body did not
}

void TestBodies::updatedBodyIsLearntAnew() {
    QVERIFY(m_machine->sync().verified);
    QVERIFY(rename(u"Renamed"_s));
    const SyncReport updated = m_machine->sync();
    QVERIFY(updated.verified);
    QCOMPARE(updated.summary.updated, 1);
    QCOMPARE(m_machine->sync().summary.drift, 0);
    QVERIFY(write(u"Bring the plans"_s));
    QCOMPARE(m_machine->plan()->summary.drift, 1);
}

QTEST_GUILESS_MAIN(TestBodies)
#include "tst_bodies.moc"
