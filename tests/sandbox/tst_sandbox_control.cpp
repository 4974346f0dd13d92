// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// The control interface, over HTTP as another process uses it.
class TestSandboxControl final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void theLogShowsRequestsAndNoSecrets();
    void aPersonEditsEvents();
    void calendarsChangeBehindOurBack();
    void trackerRowsArePatchedInsertedAndDeleted();
    void faultsAndHoldsAreSteeredFromOutside();
    void aHundredThousandDeliverablesAreFast();
    void taggedEventsArePrefilled();
    void badOrdersAreRefused_data();
    void badOrdersAreRefused();
    void stoppingEndsHeldRequests();

private:
    Reply post(const QByteArray& name, const QJsonObject& body) {
        return m_client->send("POST", "/_sandbox/" + name, QJsonDocument(body).toJson(),
                              {{"Content-Type", "application/json"}});
    }
    [[nodiscard]] QJsonArray team() { return m_sandbox->events(demo::k_mailbox.toString(), u"Team"_s); }

    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxControl::theLogShowsRequestsAndNoSecrets() {
    (void)m_client->login(u"planner"_s);
    const QByteArray token = m_client->graphToken();
    (void)m_client->graph("POST", "/users/projects@contoso.example/calendars", {{u"name"_s, u"Logged"_s}},
                          {{"client-request-id", "abc"}, {"Prefer", "IdType=\"ImmutableId\""}});
    const Reply reply = m_client->send("GET", "/_sandbox/log");
    const QJsonObject last = reply.json().value(u"log"_s).toArray().last().toObject();
    QCOMPARE(last.value(u"method"_s).toString(), u"POST"_s);
    QCOMPARE(last.value(u"path"_s).toString(), u"/graph/v1.0/users/projects@contoso.example/calendars"_s);
    QCOMPARE(last.value(u"status"_s).toInt(), 201);
    QCOMPARE(last.value(u"mailbox"_s).toString(), demo::k_mailbox.toString());
    QCOMPARE(last.value(u"clientRequestId"_s).toString(), u"abc"_s);
    QCOMPARE(last.value(u"headers"_s).toObject().value(u"prefer"_s).toString(), u"IdType=\"ImmutableId\""_s);
    QCOMPARE(last.value(u"body"_s).toObject().value(u"name"_s).toString(), u"Logged"_s);
    QVERIFY(last.value(u"authorized"_s).toBool());
    QVERIFY(!reply.body.contains(token));
    QVERIFY(!reply.body.contains(demo::k_clientSecret.toUtf8()));
    QVERIFY(!reply.body.contains(demo::k_trackerPassword.toUtf8()));
    QVERIFY(!reply.body.contains(m_client->access));
    const qint64 sequence = last.value(u"seq"_s).toInteger();
    QVERIFY(m_client->send("GET", "/_sandbox/log?after=" + QByteArray::number(sequence))
                .json()
                .value(u"log"_s)
                .toArray()
                .isEmpty());
    (void)post("reset-log", {});
    QCOMPARE(m_sandbox->counters().value(u"requests"_s).toInt(), 0);
}

void TestSandboxControl::aPersonEditsEvents() {
    const qsizetype before = team().size();
    const QJsonObject made = post("edit", {{u"op"_s, u"create"_s},
                                           {u"calendar"_s, u"Team"_s},
                                           {u"subject"_s, u"Typed in"_s},
                                           {u"date"_s, u"2028-02-29"_s}})
                                 .json()
                                 .value(u"event"_s)
                                 .toObject();
    QCOMPARE(team().size(), before + 1);
    const QString id = made.value(u"id"_s).toString();
    const QJsonObject renamed = post("edit", {{u"op"_s, u"update"_s},
                                              {u"event"_s, id},
                                              {u"set"_s, QJsonObject{{u"subject"_s, u"Renamed"_s}}}})
                                    .json()
                                    .value(u"event"_s)
                                    .toObject();
    QCOMPARE(renamed.value(u"subject"_s).toString(), u"Renamed"_s);
    QVERIFY(renamed.value(u"changeKey"_s) != made.value(u"changeKey"_s));
    QCOMPARE(post("edit", {{u"op"_s, u"copy"_s}, {u"subject"_s, u"Renamed"_s}}).status, 200);
    QCOMPARE(team().size(), before + 2);
    QCOMPARE(post("edit", {{u"op"_s, u"move"_s}, {u"event"_s, id}, {u"to"_s, u"Training"_s}}).status, 200);
    QCOMPARE(m_sandbox->events(demo::k_mailbox.toString(), u"Training"_s).size(), 1);
    QCOMPARE(post("edit", {{u"op"_s, u"delete"_s}, {u"event"_s, id}}).status, 200);
    QVERIFY(m_sandbox->events(demo::k_mailbox.toString(), u"Training"_s).isEmpty());
    QCOMPARE(m_sandbox->mailsSent(), 0);
}

void TestSandboxControl::calendarsChangeBehindOurBack() {
    const QByteArray before = calendarPath(*m_client, u"Team"_s);
    const qsizetype events = team().size();
    QCOMPARE(post("edit", {{u"op"_s, u"renewCalendarId"_s}, {u"calendar"_s, u"Team"_s}}).status, 200);
    QCOMPARE(m_client->graph("GET", before).status, 404);
    QVERIFY(calendarPath(*m_client, u"Team"_s) != before);
    QCOMPARE(team().size(), events);
    QCOMPARE(post("edit", {{u"op"_s, u"deleteCalendar"_s}, {u"calendar"_s, u"Team"_s}}).status, 200);
    QVERIFY(calendarPath(*m_client, u"Team"_s).isEmpty());
}

void TestSandboxControl::trackerRowsArePatchedInsertedAndDeleted() {
    (void)m_client->login(u"planner"_s);
    const QJsonObject before = m_client->tracker("/deliverables/1/").json();
    QCOMPARE(post("tracker",
                  {{u"table"_s, u"deliverables"_s},
                   {u"patch"_s, QJsonArray{QJsonObject{{u"id"_s, 1},
                                                       {u"set"_s, QJsonObject{{u"date"_s, u"2027-05-05"_s}}},
                                                       {u"unset"_s, QJsonArray{u"notes"_s}}}}},
                   {u"insert"_s, QJsonArray{QJsonObject{{u"id"_s, 777777}, {u"project"_s, 1}}}},
                   {u"delete"_s, QJsonArray{2}}})
                 .status,
             200);
    const QJsonObject after = m_client->tracker("/deliverables/1/").json();
    QCOMPARE(after.value(u"date"_s).toString(), u"2027-05-05"_s);
    QVERIFY(!after.contains(u"notes"_s));
    QVERIFY(after.value(u"updatedAt"_s) != before.value(u"updatedAt"_s));
    QCOMPARE(m_client->tracker("/deliverables/777777/").status, 200);
    QCOMPARE(m_client->tracker("/deliverables/2/").status, 404);
    QCOMPARE(m_client->tracker("/deliverables/?all=true").array().size(), 400);
    QCOMPARE(post("tracker",
                  {{u"table"_s, u"projects"_s},
                   {u"patch"_s,
                    QJsonArray{QJsonObject{{u"id"_s, 1}, {u"set"_s, QJsonObject{{u"isActive"_s, false}}}}}}})
                 .status,
             200);
    QCOMPARE(m_client->tracker("/projects/1/").status, 404);
}

void TestSandboxControl::faultsAndHoldsAreSteeredFromOutside() {
    const Reply added = post("faults", {{u"match"_s, QJsonObject{{u"area"_s, u"tracker"_s}}},
                                        {u"action"_s, QJsonObject{{u"kind"_s, u"hold"_s}}}});
    QCOMPARE(added.json().value(u"ids"_s).toArray().size(), 1);
    int status = 0;
    std::jthread sender([&] {
        Client own(*m_sandbox);
        status = own.send("GET", "/tracker/api/health/").status;
    });
    const Reply held = m_client->send("GET", "/_sandbox/held?wait=20000");
    QCOMPARE(held.json().value(u"held"_s).toArray().first().toObject().value(u"path"_s).toString(),
             u"/tracker/api/health/"_s);
    QCOMPARE(post("release", {}).json().value(u"released"_s).toInt(), 1);
    sender.join();
    QCOMPARE(status, 200);
    QCOMPARE(m_client->send("DELETE", "/_sandbox/faults").json().value(u"faults"_s).toArray().size(), 0);
}

void TestSandboxControl::aHundredThousandDeliverablesAreFast() {
    QCOMPARE(post("bulk", {{u"deliverables"_s, 100000}}).status, 200);
    (void)m_client->login(u"planner"_s);
    (void)m_client->tracker("/deliverables/?all=true");
    QElapsedTimer timer;
    timer.start();
    const Reply all = m_client->tracker("/deliverables/?all=true");
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
    QCOMPARE(all.array().size(), 100000);
}

void TestSandboxControl::taggedEventsArePrefilled() {
    const QString property = u"String {11111111-2222-3333-4444-5555555555AB} Name Mark"_s;
    QCOMPARE(post("bulk", {{u"events"_s, QJsonObject{{u"calendar"_s, u"Training"_s},
                                                     {u"count"_s, 1500},
                                                     {u"subject"_s, u"No. %n"_s},
                                                     {u"propertyId"_s, property},
                                                     {u"value"_s, u"v|%n|"_s}}}})
                 .json()
                 .value(u"events"_s)
                 .toInt(),
             1500);
    const QByteArray path = calendarPath(*m_client, u"Training"_s) + "/events?$top=1000";
    const Reply page = m_client->graph("GET", path);
    QCOMPARE(page.value().size(), 1000);
    QVERIFY(page.json().contains(u"@odata.nextLink"_s));
    const QJsonObject last = m_sandbox->events(demo::k_mailbox.toString(), u"Training"_s).last().toObject();
    QCOMPARE(last.value(u"subject"_s).toString(), u"No. 1500"_s);
    QCOMPARE(last.value(u"extended"_s).toObject().value(property).toString(), u"v|1500|"_s);
}

void TestSandboxControl::badOrdersAreRefused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("no such door") << QByteArray("nope") << QJsonObject() << 404;
    QTest::newRow("no such table") << QByteArray("tracker") << QJsonObject{{u"table"_s, u"x"_s}} << 400;
    QTest::newRow("no such event") << QByteArray("edit")
                                   << QJsonObject{{u"op"_s, u"delete"_s}, {u"event"_s, u"x"_s}} << 400;
    QTest::newRow("no such mailbox") << QByteArray("edit") << QJsonObject{{u"mailbox"_s, u"x"_s}} << 400;
    QTest::newRow("no such account") << QByteArray("tracker")
                                     << QJsonObject{{u"account"_s, QJsonObject{{u"username"_s, u"x"_s}}}}
                                     << 400;
    QTest::newRow("no such row") << QByteArray("tracker")
                                 << QJsonObject{{u"table"_s, u"people"_s}, {u"delete"_s, QJsonArray{999999}}}
                                 << 400;
}

void TestSandboxControl::badOrdersAreRefused() {
    QFETCH(QByteArray, name);
    QFETCH(QJsonObject, body);
    QFETCH(int, status);
    const Reply reply = post(name, body);
    QCOMPARE(reply.status, status);
    QVERIFY(!reply.json().value(u"error"_s).toString().isEmpty());
}

void TestSandboxControl::stoppingEndsHeldRequests() {
    m_sandbox->addFault({{u"area"_s, u"tracker"_s}}, {{u"kind"_s, u"hold"_s}});
    std::jthread sender([port = m_sandbox->port()] {
        httplib::Client client("127.0.0.1", port);
        (void)client.Get("/tracker/api/health/");
    });
    QVERIFY(m_sandbox->waitHeld(std::chrono::seconds(20)));
    QElapsedTimer timer;
    timer.start();
    m_sandbox->stop();
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_GUILESS_MAIN(TestSandboxControl)
#include "tst_sandbox_control.moc"
