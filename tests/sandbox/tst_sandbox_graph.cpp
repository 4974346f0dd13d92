// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

/// Users, mailboxes and calendars; events are in tst_sandbox_events.
class TestSandboxGraph final : public QObject {
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

    void everyAnswerCarriesIdsAndADate();
    void usersAreFoundByNameIdAndMail();
    void theFullProfileNeedsMoreThanTheBasicRight();
    void mailboxesThatCannotBeUsedSayWhy_data();
    void mailboxesThatCannotBeUsedSayWhy();
    void listingsComeInPagesOfTen();
    void theWantedCalendarIsAbsentAndItsNearMissesAreThere();
    void namesCompareWithoutCaseInFiltersAndExactlyOnCreate();
    void calendarsAreCreatedRenamedAndDeleted();
    void theIdAfterCreateMayDifferFromTheListing();
    void unknownOptionsAndMembersAreRefused();
    void calendarsCarryExtendedProperties();
    void aFifthRequestForAMailboxIsThrottled();
    void theQuotaIsPerMailbox();

private:
    const QByteArray m_calendars = "/users/projects@contoso.example/calendars";
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxGraph::everyAnswerCarriesIdsAndADate() {
    const Reply good = m_client->graph("GET", m_calendars, {}, {{"client-request-id", "my-id"}});
    QCOMPARE(good.header("client-request-id"), QByteArray("my-id"));
    QVERIFY(!good.header("request-id").isEmpty());
    QVERIFY(good.header("Date").endsWith(" GMT"));
    const Reply bad =
        m_client->graph("GET", "/users/nobody@contoso.example", {}, {{"client-request-id", "my-id"}});
    const QJsonObject inner = bad.json().value(u"error"_s).toObject().value(u"innerError"_s).toObject();
    QCOMPARE(inner.value(u"request-id"_s).toString().toUtf8(), bad.header("request-id"));
    QCOMPARE(inner.value(u"client-request-id"_s).toString(), u"my-id"_s);
}

void TestSandboxGraph::usersAreFoundByNameIdAndMail() {
    const Reply user = m_client->graph("GET", "/users/Projects@CONTOSO.example");
    QCOMPARE(user.status, 200);
    QVERIFY(!user.json().contains(u"accountEnabled"_s));
    const QByteArray id = user.json().value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("GET", "/users/" + id + "?$select=accountEnabled").json().size(), 1);
    const Reply byMail = m_client->graph("GET", "/users?$filter=mail%20eq%20'ann@fabrikam.example'");
    QCOMPARE(byMail.value().size(), 1);
    QCOMPARE(m_client->graph("GET", "/users/ann_fabrikam.example%23EXT%23@contoso.example").status, 200);
    const Reply none = m_client->graph("GET", "/users/nobody@contoso.example");
    QCOMPARE(none.status, 404);
    QCOMPARE(none.code(), u"Request_ResourceNotFound"_s);
    QCOMPARE(m_client->graph("GET", "/users?$filter=height%20eq%20'2'").code(),
             u"Request_UnsupportedQuery"_s);
}

void TestSandboxGraph::theFullProfileNeedsMoreThanTheBasicRight() {
    const QByteArray alias =
        "/users?$filter=proxyAddresses/any(p:p%20eq%20'smtp:alias-projects@contoso.example')";
    const QByteArray state = "/users/projects@contoso.example?$select=id,accountEnabled,proxyAddresses";
    QCOMPARE(m_client->graph("GET", alias).status, 403);
    QCOMPARE(m_client->graph("GET", alias).code(), u"Authorization_RequestDenied"_s);
    QVERIFY(m_client->graph("GET", state).json().value(u"accountEnabled"_s).isNull());
    QVERIFY(m_sandbox->control(u"options"_s, {{u"fullProfileRefused"_s, true}}));
    QCOMPARE(m_client->graph("GET", state).status, 403);
    QCOMPARE(m_client->graph("GET", "/users/projects@contoso.example?$select=id,mail").status, 200);
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray{u"User.Read.All"_s}}}));
    QVERIFY(m_sandbox->control(u"mailbox"_s, {{u"mailbox"_s, u"bridges@contoso.example"_s},
                                              {u"accountEnabled"_s, false},
                                              {u"hasMailbox"_s, false},
                                              {u"mail"_s, u""_s}}));
    Client full(*m_sandbox);
    QCOMPARE(full.graph("GET", alias).value().size(), 1);
    QVERIFY(full.graph("GET", state).json().value(u"accountEnabled"_s).toBool());
    const QJsonObject bridges =
        full.graph("GET", "/users/bridges@contoso.example?$select=id,mail,accountEnabled").json();
    QVERIFY(bridges.value(u"mail"_s).isNull());
    QVERIFY(!bridges.value(u"accountEnabled"_s).toBool(true));
    QVERIFY(m_sandbox->control(u"options"_s, {{u"roles"_s, QJsonArray{u"Calendars.Read"_s}}}));
    Client calendars(*m_sandbox);
    QCOMPARE(calendars.graph("GET", "/users/bridges@contoso.example/calendar").code(),
             u"MailboxNotEnabledForRESTAPI"_s);
}

void TestSandboxGraph::mailboxesThatCannotBeUsedSayWhy_data() {
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("no such user") << QByteArray("nobody@contoso.example") << 404 << u"ErrorInvalidUser"_s;
    QTest::newRow("no mailbox") << QByteArray("kiosk@contoso.example") << 404
                                << u"MailboxNotEnabledForRESTAPI"_s;
    QTest::newRow("guest") << QByteArray("ann_fabrikam.example%23EXT%23@contoso.example") << 404
                           << u"MailboxNotEnabledForRESTAPI"_s;
    QTest::newRow("blocked") << QByteArray("vault@contoso.example") << 403 << u"ErrorAccessDenied"_s;
}

void TestSandboxGraph::mailboxesThatCannotBeUsedSayWhy() {
    QFETCH(QByteArray, user);
    QFETCH(int, status);
    QFETCH(QString, code);
    const Reply reply = m_client->graph("GET", "/users/" + user + "/calendars");
    QCOMPARE(reply.status, status);
    QCOMPARE(reply.code(), code);
    QCOMPARE(reply.message().contains(u"[RAOP]"_s), status == 403);
}

void TestSandboxGraph::listingsComeInPagesOfTen() {
    const Reply first = m_client->graph("GET", m_calendars + "?$select=id,name");
    QCOMPARE(first.value().size(), 10);
    QCOMPARE(first.value().first().toObject().size(), 2);
    QString next = first.json().value(u"@odata.nextLink"_s).toString();
    QVERIFY(next.startsWith(m_sandbox->graphRoot()));
    QVERIFY(next.contains(u"$select=id,name"_s));
    const QByteArray path = next.mid(m_sandbox->graphRoot().size() + 5).toUtf8();
    const Reply second = m_client->graph("GET", path);
    QVERIFY(!second.value().isEmpty());
    QVERIFY(!second.json().contains(u"@odata.nextLink"_s));
    QSet<QString> ids;
    for (const QJsonArray& page : {first.value(), second.value()}) {
        for (const QJsonValue& calendar : page)
            ids.insert(calendar.toObject().value(u"id"_s).toString());
    }
    QCOMPARE(ids.size(), first.value().size() + second.value().size());
    // A link that was decoded or encoded once more is no link any more.
    QCOMPARE(m_client->graph("GET", QByteArray(path).replace("%7e", "%257e")).status, 400);
}

void TestSandboxGraph::theWantedCalendarIsAbsentAndItsNearMissesAreThere() {
    QVERIFY(calendarPath(*m_client, u"Project Deliverables"_s).isEmpty());
    for (const QString& name :
         {u"project deliverables"_s, u"Project  Deliverables"_s, u"Projéct Deliverables"_s})
        QVERIFY2(!calendarPath(*m_client, name).isEmpty(), qPrintable(name));
}

void TestSandboxGraph::namesCompareWithoutCaseInFiltersAndExactlyOnCreate() {
    const QByteArray filtered = m_calendars + "?$filter=name%20eq%20'Project%20Deliverables'";
    QCOMPARE(m_client->graph("GET", filtered).value().size(), 1); // the near miss
    QCOMPARE(m_client->graph("POST", m_calendars, {{u"name"_s, u"Project Deliverables"_s}}).status, 201);
    QCOMPARE(m_client->graph("GET", filtered).value().size(), 2);
    const Reply again = m_client->graph("POST", m_calendars, {{u"name"_s, u"Project Deliverables"_s}});
    QCOMPARE(again.status, 409);
    QCOMPARE(again.code(), u"ErrorFolderExists"_s);
    QCOMPARE(m_client->graph("GET", m_calendars + "?$filter=name%20eq%20'It''s%20ours'").value().size(), 1);
    QCOMPARE(m_client->graph("GET", m_calendars + "?$filter=name%20eq%20'It's%20ours'").status, 400);
}

void TestSandboxGraph::calendarsAreCreatedRenamedAndDeleted() {
    const Reply created =
        m_client->graph("POST", m_calendars, {{u"name"_s, u"New"_s}, {u"color"_s, u"lightBlue"_s}});
    QCOMPARE(created.status, 201);
    const QByteArray path = m_calendars + '/' + created.json().value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("PATCH", path, {{u"name"_s, u"Newer"_s}}).json().value(u"name"_s).toString(),
             u"Newer"_s);
    QCOMPARE(m_client->graph("PATCH", path, {{u"name"_s, u"Team"_s}}).status, 409);
    QCOMPARE(m_client->graph("DELETE", path).status, 204);
    QCOMPARE(m_client->graph("GET", path).code(), u"ErrorItemNotFound"_s);
    QCOMPARE(m_client->graph("GET", "/users/projects@contoso.example/calendar")
                 .json()
                 .value(u"isDefaultCalendar"_s),
             QJsonValue(true));
    QCOMPARE(m_client->graph("DELETE", "/users/projects@contoso.example/calendar").status, 403);
}

void TestSandboxGraph::theIdAfterCreateMayDifferFromTheListing() {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"calendarIdDiffersOnCreate"_s, true}}));
    const Reply created = m_client->graph("POST", m_calendars, {{u"name"_s, u"New"_s}});
    const QByteArray listed = calendarPath(*m_client, u"New"_s);
    QVERIFY(!listed.endsWith(created.json().value(u"id"_s).toString().toUtf8()));
    QCOMPARE(
        m_client->graph("GET", m_calendars + '/' + created.json().value(u"id"_s).toString().toUtf8()).status,
        200);
}

void TestSandboxGraph::unknownOptionsAndMembersAreRefused() {
    QCOMPARE(m_client->graph("GET", m_calendars + "?$sort=name").status, 400);
    QCOMPARE(m_client->graph("GET", m_calendars + "?$select=id,nome").status, 400);
    QCOMPARE(m_client->graph("GET", m_calendars + "?$top=0").status, 400);
    QCOMPARE(m_client->graph("POST", m_calendars, {{u"name"_s, u"x"_s}, {u"colour"_s, u"red"_s}}).status,
             400);
    QCOMPARE(m_client->graph("POST", m_calendars, {{u"name"_s, u"x"_s}, {u"color"_s, u"red"_s}}).status, 400);
    QCOMPARE(m_client->graph("POST", m_calendars, {{u"name"_s, u"  "_s}}).status, 400);
    QCOMPARE(m_client->graph("GET", "/me/calendars").status, 400);
    QCOMPARE(
        m_client
            ->send("GET", "/graph/beta/users", {}, {{"Authorization", "Bearer " + m_client->graphToken()}})
            .status,
        400);
}

void TestSandboxGraph::calendarsCarryExtendedProperties() {
    const QString id = u"String {11111111-2222-3333-4444-555555555abc} Name Mark"_s;
    const Reply created = m_client->graph(
        "POST", m_calendars,
        {{u"name"_s, u"Marked"_s},
         {u"singleValueExtendedProperties"_s, QJsonArray{QJsonObject{{u"id"_s, id}, {u"value"_s, u"v"_s}}}}});
    QCOMPARE(created.status, 201);
    QVERIFY(!created.json().contains(u"singleValueExtendedProperties"_s));
    const QByteArray filter = "?$filter=singleValueExtendedProperties/any(ep:ep/id%20eq%20'" +
                              id.toUtf8().replace(' ', "%20") + "'%20and%20ep/value%20eq%20'v')";
    QCOMPARE(m_client->graph("GET", m_calendars + filter).value().size(), 1);
}

void TestSandboxGraph::aFifthRequestForAMailboxIsThrottled() {
    (void)m_client->graphToken();
    m_sandbox->addFault({{u"area"_s, u"graph"_s}, {u"times"_s, 0}},
                        {{u"kind"_s, u"hold"_s}, {u"when"_s, u"before"_s}});
    std::vector<std::jthread> threads;
    std::atomic<int> good = 0;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            Client own(*m_sandbox);
            good += own.graph("GET", m_calendars).status == 200 ? 1 : 0;
        });
    QVERIFY(m_sandbox->waitHeld(std::chrono::seconds(20), 4));
    const Reply fifth = m_client->graph("GET", m_calendars);
    QCOMPARE(fifth.status, 429);
    QCOMPARE(fifth.code(), u"ApplicationThrottled"_s);
    QVERIFY(fifth.message().contains(u"MailboxConcurrency"_s));
    QVERIFY(!fifth.header("Retry-After").isEmpty());
    m_sandbox->clearFaults();
    const Reply other = m_client->graph("GET", "/users/bridges@contoso.example/calendars");
    QCOMPARE(other.status, 200); // another mailbox has its own four
    m_sandbox->release();
    threads.clear();
    QCOMPARE(good.load(), 4);
    const QJsonObject mailboxes = m_sandbox->counters().value(u"mailboxes"_s).toObject();
    QCOMPARE(mailboxes.value(demo::k_mailbox.toString()).toObject().value(u"inFlightMaximum"_s).toInt(), 4);
}

void TestSandboxGraph::theQuotaIsPerMailbox() {
    QVERIFY(m_sandbox->control(u"options"_s, {{u"quotaRequests"_s, 3}, {u"retryAfterSeconds"_s, 2.5}}));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(m_client->graph("GET", m_calendars).status, 200);
    const Reply over = m_client->graph("GET", m_calendars);
    QCOMPARE(over.status, 429);
    QCOMPARE(over.header("Retry-After"), QByteArray("2.5"));
    QCOMPARE(m_client->graph("GET", "/users/bridges@contoso.example/calendars").status, 200);
}

QTEST_GUILESS_MAIN(TestSandboxGraph)
#include "tst_sandbox_graph.moc"
