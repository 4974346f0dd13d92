// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// That a calendar can be written to is proven by an event that nobody sees afterwards.
#include "machine.h"
#include "sync/calendarresolver.h"
#include "sync/canary.h"
#include "sync/writeproof.h"

#include <future>

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestWriteProof : public QObject {
    Q_OBJECT

private slots:
    void itLeavesNothingBehind();
    void aTenantThatAltersEventsIsFound_data();
    void aTenantThatAltersEventsIsFound();
    void whatIsRefusedIsNoProof();
    void oneThatWasCutOffIsMadeUpFor();
    void whatIsNeitherReadNorDeletedIsSaid();

private:
    void begin(const sandbox::Options& options = {});
    [[nodiscard]] Result<void> prove(std::stop_token stop = {}) {
        return proveWriting(m_machine->graph(), m_at, m_machine->profile(), m_clock, std::move(stop));
    }
    [[nodiscard]] QByteArray everything() {
        return QJsonDocument(*m_sandbox->control(u"state"_s)).toJson(QJsonDocument::Compact);
    }

    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_sandbox;
    std::unique_ptr<Machine> m_machine;
    CalendarAddress m_at;
};

void TestWriteProof::begin(const sandbox::Options& options) {
    m_machine.reset();
    m_sandbox = std::make_unique<sandbox::Sandbox>(options);
    QVERIFY(m_sandbox->start());
    m_machine = std::make_unique<Machine>(*m_sandbox);
    const Profile& profile = m_machine->profile();
    const auto calendar = CalendarResolver(m_machine->graph(), m_machine->journal())
                              .resolve(profile.mailbox, profile.calendarName, {});
    QVERIFY(calendar);
    m_at = {profile.mailbox, calendar->id};
}

void TestWriteProof::itLeavesNothingBehind() {
    begin();
    const QByteArray before = everything();
    const QByteArray others = foreignEvents(*m_sandbox);
    m_sandbox->resetLog();
    // What stands there for a moment, as it is while the deletion waits.
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"DELETE"_s}},
                        {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    auto proof = std::async(std::launch::async, [this] { return prove(); });
    QVERIFY(m_sandbox->waitHeld(std::chrono::seconds(20)));
    QJsonObject test;
    for (const QJsonValue event : m_sandbox->events(m_at.mailbox, m_machine->profile().calendarName))
        if (event[u"subject"_s].toString().startsWith(u"Milepost"_s))
            test = event.toObject();
    QCOMPARE(test.value(u"sensitivity"_s).toString(), u"private"_s);
    QVERIFY(test.value(u"attendees"_s).toArray().isEmpty());
    QVERIFY(test.value(u"isAllDay"_s).toBool());
    QVERIFY(taggedEvents(*m_sandbox).isEmpty() || m_machine->plan()->summary.remove == 0);
    m_sandbox->release();
    const auto proven = proof.get();
    QVERIFY2(proven, proven ? "" : qPrintable(proven.error().summary()));
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"POST"_s), 1);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"PATCH"_s), 0);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"DELETE"_s), 1);
    QCOMPARE(m_sandbox->mailsSent(), 0);
    QCOMPARE(foreignEvents(*m_sandbox), others);
    QCOMPARE(everything().size(), before.size());
}

void TestWriteProof::aTenantThatAltersEventsIsFound_data() {
    QTest::addColumn<QString>("alters");
    for (const char* what : {"date", "allDay", "zone", "attendees", "tag"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestWriteProof::aTenantThatAltersEventsIsFound() {
    QFETCH(QString, alters);
    sandbox::Options options;
    options.alters = alters;
    begin(options);
    const auto proven = prove();
    QVERIFY(!proven && isAltered(proven.error()));
    // Without our mark it is not ours any more (law 1): the error says that it stayed.
    const QJsonArray left = m_sandbox->events(m_at.mailbox, m_machine->profile().calendarName);
    const bool stays = std::ranges::any_of(left, [](const QJsonValue& event) {
        return event[u"subject"_s].toString().startsWith(u"Milepost"_s);
    });
    QCOMPARE(stays, alters == u"tag"_s);
    QCOMPARE(proven.error().detail.contains(u"may still stand"_s), stays);
}

void TestWriteProof::whatIsRefusedIsNoProof() {
    begin();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}});
    const auto refused = prove();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"ErrorAccessDenied"_s);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"DELETE"_s), 0);
    for (const char* kind : {"html200", "empty200", "badJson"}) {
        begin();
        m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"POST"_s}, {u"times"_s, 0}},
                            {{u"kind"_s, QString::fromLatin1(kind)}});
        QVERIFY2(!prove(), kind);
    }
}

void TestWriteProof::oneThatWasCutOffIsMadeUpFor() {
    begin();
    QVERIFY(m_machine->sync().verified);
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"method"_s, u"DELETE"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 500}, {u"code"_s, u"UnknownError"_s}});
    const auto cut = prove();
    QVERIFY(!cut);
    QVERIFY2(cut.error().detail.contains(u"may still stand"_s), qPrintable(cut.error().detail));
    const auto plan = m_machine->plan();
    QVERIFY(plan && plan->pending() == 0 && plan->summary.drift == 0); // no plan sees it
    m_sandbox->clearFaults();
    const QByteArray with = everything();
    QVERIFY(prove());
    QVERIFY(everything().size() < with.size());
    for (const QJsonValue event : m_sandbox->events(m_at.mailbox, m_machine->profile().calendarName))
        QVERIFY(!event[u"subject"_s].toString().startsWith(u"Milepost"_s));
}

void TestWriteProof::whatIsNeitherReadNorDeletedIsSaid() {
    begin();
    const QJsonObject error{
        {u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}};
    for (const QString& method : {u"GET"_s, u"DELETE"_s})
        m_sandbox->addFault(
            {{u"area"_s, u"graph"_s}, {u"method"_s, method}, {u"path"_s, u"/events/"_s}, {u"times"_s, 0}},
            error);
    const auto proven = prove();
    QVERIFY(!proven);
    QVERIFY2(proven.error().detail.contains(u"may still stand"_s), qPrintable(proven.error().detail));
}

QTEST_GUILESS_MAIN(TestWriteProof)
#include "tst_writeproof.moc"
