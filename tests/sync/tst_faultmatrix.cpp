// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// Every request of a run fails in every way, through real sockets.
class TestFaultMatrix : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void failedReadWritesNothing_data();
    void failedReadWritesNothing();
    void failedWriteEndsRightExactlyOnce_data();
    void failedWriteEndsRightExactlyOnce();

private:
    sandbox::Sandbox m_sandbox{[] {
        sandbox::Sandbox::Options options;
        options.deliverables = 24;
        return options;
    }()};
    std::unique_ptr<Machine> m_machine; ///< has synced once; used for the reads
};

namespace {

struct Kind {
    const char* name;
    QJsonObject action;
};

std::vector<Kind> readFaults() {
    const auto status = [](int code) { return QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, code}}; };
    return {{"401", status(401)},
            {"403", status(403)},
            {"404", status(404)},
            {"429", {{u"kind"_s, u"status"_s}, {u"status"_s, 429}, {u"retryAfter"_s, 0.01}}},
            {"500", status(500)},
            {"503", status(503)},
            {"dropped", {{u"kind"_s, u"dropBefore"_s}}},
            {"truncated", {{u"kind"_s, u"truncate"_s}}},
            {"html", {{u"kind"_s, u"html200"_s}}},
            {"empty", {{u"kind"_s, u"empty200"_s}}},
            {"bad json", {{u"kind"_s, u"badJson"_s}}},
            {"redirect", {{u"kind"_s, u"redirect"_s}, {u"location"_s, u"/elsewhere"_s}}}};
}

std::vector<Kind> writeFaults() {
    const auto status = [](int code, const QString& word = {}) {
        return QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, code}, {u"code"_s, word}};
    };
    return {{"401", status(401)},
            {"403", status(403, u"ErrorAccessDenied"_s)},
            {"409", status(409)},
            {"412", status(412, u"ErrorIrresolvableConflict"_s)},
            {"429", {{u"kind"_s, u"status"_s}, {u"status"_s, 429}, {u"retryAfter"_s, 0.01}}},
            {"500", status(500)},
            {"504", status(504)},
            {"dropped before", {{u"kind"_s, u"dropBefore"_s}}},
            {"dropped after", {{u"kind"_s, u"dropAfter"_s}}},
            {"truncated", {{u"kind"_s, u"truncate"_s}}},
            {"html", {{u"kind"_s, u"html200"_s}}},
            {"empty", {{u"kind"_s, u"empty200"_s}}},
            {"bad json", {{u"kind"_s, u"badJson"_s}}},
            {"saved then 503", {{u"kind"_s, u"savedThen503"_s}}}};
}

} // namespace

void TestFaultMatrix::initTestCase() {
    QVERIFY(m_sandbox.start());
    m_machine = std::make_unique<Machine>(m_sandbox);
    QVERIFY(m_machine->sync().verified);
    // Something to do in every case below: one update, one delete, one create.
    const auto change = [this](const QJsonObject& set, int id) {
        QVERIFY(m_sandbox.control(u"tracker"_s,
                                  {{u"table"_s, u"deliverables"_s},
                                   {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"set"_s, set}}}}}));
    };
    QList<qint64> ids;
    for (const QString& key : taggedEvents(m_sandbox).uniqueKeys())
        ids << EventKey::fromString(key)->deliverable;
    QVERIFY(ids.size() > 5);
    change({{u"date"_s, u"2027-03-01"_s}}, int(ids[0]));
    change({{u"date"_s, QJsonValue()}}, int(ids[1]));
    QVERIFY(m_sandbox.control(u"tracker"_s,
                              {{u"table"_s, u"deliverables"_s}, {u"delete"_s, QJsonArray{ids[2]}}}));
    QVERIFY(m_sandbox.control(u"tracker"_s,
                              {{u"table"_s, u"deliverables"_s},
                               {u"insert"_s, QJsonArray{QJsonObject{{u"id"_s, 777'001},
                                                                    {u"project"_s, 1},
                                                                    {u"description"_s, u"Added"_s},
                                                                    {u"date"_s, u"2027-04-01"_s}}}}}));
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    QCOMPARE(plan->summary.create, 1);
    QCOMPARE(plan->summary.update, 1);
    QCOMPARE(plan->summary.remove, 2);
}

void TestFaultMatrix::failedReadWritesNothing_data() {
    QTest::addColumn<QString>("area");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("query");
    QTest::addColumn<QJsonObject>("action");
    struct Listing {
        const char* name;
        QString area, path, query;
    };
    const std::vector<Listing> listings{
        {"calendar", u"graph"_s, u"/calendars/"_s, u"select=id,name"_s},
        {"own events", u"graph"_s, u"/events"_s, u"startswith"_s},
        {"all events", u"graph"_s, u"/events"_s, u"$expand"_s},
        {"projects", u"tracker"_s, u"/api/projects/"_s, {}},
        {"deliverables", u"tracker"_s, u"/api/deliverables/"_s, u"all=true"_s},
        {"links", u"tracker"_s, u"/api/deliverables/assignments/"_s, {}},
        {"assignments", u"tracker"_s, u"/api/assignments/"_s, {}},
        {"people", u"tracker"_s, u"/api/people/"_s, {}},
        {"accounts", u"tracker"_s, u"/api/auth/users/"_s, {}},
        {"who am I", u"tracker"_s, u"/api/auth/me/"_s, {}},
        {"one deliverable", u"tracker"_s, u"/api/deliverables/"_s, {}}};
    for (const Listing& listing : listings)
        for (const Kind& kind : readFaults()) {
            // A calendar that answers 404 is looked up by name again, and found: that is no failed read.
            if (qstrcmp(listing.name, "calendar") == 0 && qstrcmp(kind.name, "404") == 0)
                continue;
            QTest::addRow("%s, %s", listing.name, kind.name)
                << listing.area << listing.path << listing.query << kind.action;
        }
}

void TestFaultMatrix::failedReadWritesNothing() {
    QFETCH(QString, area);
    QFETCH(QString, path);
    QFETCH(QString, query);
    QFETCH(QJsonObject, action);
    m_sandbox.clearFaults();
    QJsonObject match{{u"area"_s, area}, {u"method"_s, u"GET"_s}, {u"path"_s, path}, {u"times"_s, 0}};
    if (!query.isEmpty())
        match.insert(u"query"_s, query);
    // "All events" is the listing without a filter: the second of the two.
    if (query == u"$expand"_s)
        match.insert(u"nth"_s, 2);
    m_sandbox.addFault(match, action);
    const int writes = m_sandbox.counters().value(u"writes"_s).toInt();
    const SyncReport report = m_machine->sync();
    m_sandbox.clearFaults();
    QVERIFY2(report.status == RunStatus::Incomplete, qPrintable(toString(report.status)));
    QVERIFY(report.error && !report.verified);
    QCOMPARE(m_sandbox.counters().value(u"writes"_s).toInt(), writes);
}

void TestFaultMatrix::failedWriteEndsRightExactlyOnce_data() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<int>("times");
    QTest::addColumn<QJsonObject>("action");
    for (const char* method : {"POST", "PATCH", "DELETE"})
        for (const Kind& kind : writeFaults())
            for (const int times : {1, 2, 5})
                QTest::addRow("%s, %s, %d times", method, kind.name, times)
                    << QString::fromLatin1(method) << times << kind.action;
}

void TestFaultMatrix::failedWriteEndsRightExactlyOnce() {
    QFETCH(QString, method);
    QFETCH(int, times);
    QFETCH(QJsonObject, action);
    sandbox::Sandbox::Options small;
    small.deliverables = 10;
    sandbox::Sandbox sandbox(small);
    QVERIFY(sandbox.start());
    Machine machine(sandbox);
    if (method != u"POST"_s)
        QVERIFY(machine.sync().verified);
    if (method == u"PATCH"_s)
        QVERIFY(sandbox.control(
            u"tracker"_s,
            {{u"table"_s, u"projects"_s},
             {u"patch"_s,
              QJsonArray{
                  QJsonObject{{u"id"_s, 1}, {u"set"_s, QJsonObject{{u"name"_s, u"Renamed"_s}}}},
                  QJsonObject{{u"id"_s, 2}, {u"set"_s, QJsonObject{{u"name"_s, u"Renamed too"_s}}}}}}}));
    if (method == u"DELETE"_s)
        for (const QString& key : taggedEvents(sandbox).uniqueKeys().mid(0, 4))
            QVERIFY(sandbox.control(u"tracker"_s,
                                    {{u"table"_s, u"deliverables"_s},
                                     {u"delete"_s, QJsonArray{EventKey::fromString(key)->deliverable}}}));
    const auto planned = machine.plan();
    QVERIFY(planned && planned->pending() > 1);
    const QByteArray foreign = foreignEvents(sandbox);

    sandbox.addFault({{u"area"_s, u"graph"_s}, {u"method"_s, method}, {u"nth"_s, 2}, {u"times"_s, times}},
                     action);
    const SyncReport first = machine.sync();
    QCOMPARE(first.summary.done() + first.summary.failed + first.summary.skipped, planned->pending());
    const auto between = taggedEvents(sandbox);
    QCOMPARE(between.size(), between.uniqueKeys().size());

    sandbox.clearFaults();
    const SyncReport second = machine.sync();
    QVERIFY2(second.verified, second.error              ? qPrintable(second.error->summary())
                              : second.failures.empty() ? "not verified"
                                                        : qPrintable(second.failures[0].error.summary()));
    const auto after = taggedEvents(sandbox);
    QCOMPARE(after.size(), after.uniqueKeys().size());
    QCOMPARE(machine.plan()->summary.unchanged, int(after.size()));
    QCOMPARE(foreignEvents(sandbox), foreign);
    QCOMPARE(sandbox.mailsSent(), 0);
}

QTEST_GUILESS_MAIN(TestFaultMatrix)
#include "tst_faultmatrix.moc"
