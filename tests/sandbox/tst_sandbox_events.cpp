// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxEvents final : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_sandbox = std::make_unique<Sandbox>();
        QVERIFY(m_sandbox->start());
        m_client = std::make_unique<Client>(*m_sandbox);
        const Reply made = m_client->graph("POST", m_calendars, {{u"name"_s, u"Ours"_s}});
        m_events = m_calendars + '/' + made.json().value(u"id"_s).toString().toUtf8() + "/events";
    }
    void cleanup() {
        m_client.reset();
        m_sandbox.reset();
    }

    void allDayEventsComeBackByTheirDate();
    void timedEventsAreConvertedToTheZoneAskedFor();
    void bodiesComeBackRewritten();
    void immutableIdsSurviveAMove();
    void idsAreCaseSensitive();
    void changeKeysGuardWrites();
    void aTransactionIdIsUsedOnce();
    void attendeesAreCountedAsMail();
    void updatesKeepWhatTheyDoNotName();
    void pagesFollowEachOtherWhileEventsVanish();

private:
    [[nodiscard]] QJsonObject good() const {
        return allDay(u"Day"_s, u"2027-02-28T00:00:00"_s, u"2027-03-01T00:00:00"_s);
    }
    static QJsonObject tagged(QJsonObject body, const QString& value) {
        body.insert(u"singleValueExtendedProperties"_s,
                    QJsonArray{QJsonObject{{u"id"_s, k_tag.toString()}, {u"value"_s, value}}});
        return body;
    }

    static constexpr QStringView k_tag = u"String {11111111-2222-3333-4444-5555555555AB} Name Mark";
    const QByteArray m_calendars = "/users/projects@contoso.example/calendars";
    const QByteArray m_byId = "/users/projects@contoso.example/events/";
    QByteArray m_events;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxEvents::allDayEventsComeBackByTheirDate() {
    const Reply made =
        m_client->graph("POST", m_events, good(), {{"Prefer", "outlook.timezone=\"Tokyo Standard Time\""}});
    const QJsonObject start = made.json().value(u"start"_s).toObject();
    QCOMPARE(start.value(u"dateTime"_s).toString(), u"2027-02-28T00:00:00.0000000"_s);
    QCOMPARE(start.value(u"timeZone"_s).toString(), u"Tokyo Standard Time"_s);
    QCOMPARE(made.json().value(u"originalStartTimeZone"_s).toString(), u"W. Europe Standard Time"_s);
}

void TestSandboxEvents::timedEventsAreConvertedToTheZoneAskedFor() {
    QJsonObject body = allDay(u"x"_s, u"2027-07-01T00:00:00"_s, u"2027-07-02T00:00:00"_s);
    body.insert(u"isAllDay"_s, false);
    const Reply made = m_client->graph("POST", m_events, body);
    QCOMPARE(made.json().value(u"start"_s).toObject().value(u"dateTime"_s).toString(),
             u"2027-06-30T22:00:00.0000000"_s); // the evening before, in UTC
    QCOMPARE(m_client->graph("GET", m_events, {}, {{"Prefer", "outlook.timezone=\"Nowhere Time\""}}).status,
             400);
}

void TestSandboxEvents::bodiesComeBackRewritten() {
    QJsonObject body = good();
    body.insert(u"body"_s, QJsonObject{{u"contentType"_s, u"text"_s}, {u"content"_s, u"a <b> \n\nend  "_s}});
    const Reply html = m_client->graph("POST", m_events, body);
    QVERIFY(
        html.json().value(u"body"_s).toObject().value(u"content"_s).toString().contains(u"a &lt;b&gt;"_s));
    const Reply text =
        m_client->graph("GET", m_byId + html.json().value(u"id"_s).toString().toUtf8(), {},
                        {{"Prefer", "outlook.body-content-type=\"text\", IdType=\"ImmutableId\""}});
    QCOMPARE(text.json().value(u"body"_s).toObject().value(u"content"_s).toString(),
             u"a <b>\r\n\r\nend\r\n"_s);
    QVERIFY(text.json().value(u"id"_s) != html.json().value(u"id"_s));
}

void TestSandboxEvents::immutableIdsSurviveAMove() {
    const QByteArray immutable =
        m_client->graph("POST", m_events, good(), {{"Prefer", "IdType=\"ImmutableId\""}})
            .json()
            .value(u"id"_s)
            .toString()
            .toUtf8();
    const QByteArray plain =
        m_client->graph("GET", m_byId + immutable).json().value(u"id"_s).toString().toUtf8();
    QVERIFY(plain != immutable);
    QVERIFY(m_sandbox->control(
        u"edit"_s, {{u"op"_s, u"move"_s}, {u"event"_s, QString::fromUtf8(immutable)}, {u"to"_s, u"Team"_s}}));
    QCOMPARE(m_client->graph("GET", m_byId + immutable).status, 200);
    QCOMPARE(m_client->graph("GET", m_byId + plain).status, 404);
    QCOMPARE(m_client->graph("GET", m_events + '/' + immutable).status, 404); // no longer in that calendar
}

void TestSandboxEvents::idsAreCaseSensitive() {
    const QByteArray id = m_client->graph("POST", m_events, good()).json().value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("GET", m_byId + id).status, 200);
    QCOMPARE(m_client->graph("GET", m_byId + id.toLower()).status, 404);
}

void TestSandboxEvents::changeKeysGuardWrites() {
    const Reply made = m_client->graph("POST", m_events, good());
    const QByteArray path = m_byId + made.json().value(u"id"_s).toString().toUtf8();
    const QByteArray tag = made.json().value(u"@odata.etag"_s).toString().toUtf8();
    const Reply changed = m_client->graph("PATCH", path, {{u"subject"_s, u"Other"_s}}, {{"If-Match", tag}});
    QCOMPARE(changed.status, 200);
    QVERIFY(changed.json().value(u"@odata.etag"_s).toString().toUtf8() != tag);
    const Reply stale = m_client->graph("PATCH", path, {{u"subject"_s, u"Third"_s}}, {{"If-Match", tag}});
    QCOMPARE(stale.status, 412);
    QCOMPARE(stale.code(), u"ErrorIrresolvableConflict"_s);
    QCOMPARE(m_client->graph("DELETE", path, {}, {{"If-Match", tag}}).status, 412);
    QCOMPARE(m_client->graph("GET", path).json().value(u"subject"_s).toString(), u"Other"_s);
    QCOMPARE(m_client->graph("DELETE", path).status, 204);
    QCOMPARE(m_client->graph("DELETE", path).code(), u"ErrorItemNotFound"_s);
}

void TestSandboxEvents::aTransactionIdIsUsedOnce() {
    QJsonObject body = good();
    body.insert(u"transactionId"_s, u"t-1"_s);
    const Reply first = m_client->graph("POST", m_events, body);
    const Reply again = m_client->graph("POST", m_events, body);
    QCOMPARE(again.status, 201);
    QCOMPARE(again.json().value(u"id"_s), first.json().value(u"id"_s));
    body.insert(u"subject"_s, u"Other"_s);
    const Reply other = m_client->graph("POST", m_events, body);
    QCOMPARE(other.status, 400);
    QCOMPARE(other.code(), u"ErrorDuplicateTransactionId"_s);
    QCOMPARE(other.json().value(u"error"_s).toObject().value(u"@event.existingEventId"_s),
             first.json().value(u"id"_s));
    const QByteArray path = m_byId + first.json().value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("PATCH", path, {{u"transactionId"_s, u"t-2"_s}}).status, 400);
    QCOMPARE(m_client->graph("DELETE", path).status, 204);
    QCOMPARE(m_client->graph("POST", m_events, body).status, 400); // deletion does not free it
    QVERIFY(m_sandbox->control(u"options"_s, {{u"rememberDeletedTransactions"_s, false}}));
    QCOMPARE(m_client->graph("POST", m_events, body).status, 201);
    QCOMPARE(m_sandbox->events(demo::k_mailbox.toString(), u"Ours"_s).size(), 1);
}

void TestSandboxEvents::attendeesAreCountedAsMail() {
    QCOMPARE(m_client->graph("POST", m_events, good()).status, 201);
    QCOMPARE(m_sandbox->mailsSent(), 0);
    QJsonObject body = good();
    const QJsonObject address{{u"address"_s, u"a@fabrikam.example"_s}};
    body.insert(u"attendees"_s, QJsonArray{QJsonObject{{u"emailAddress"_s, address}}});
    const Reply made = m_client->graph("POST", m_events, body);
    QCOMPARE(m_sandbox->mailsSent(), 1);
    QCOMPARE(m_client->graph("DELETE", m_byId + made.json().value(u"id"_s).toString().toUtf8()).status, 204);
    QCOMPARE(m_sandbox->mailsSent(), 2); // the cancellation
}

void TestSandboxEvents::updatesKeepWhatTheyDoNotName() {
    QJsonObject body = tagged(good(), u"v1|a"_s);
    body.insert(u"showAs"_s, u"free"_s);
    const Reply made = m_client->graph("POST", m_events, body);
    const QByteArray path = m_byId + made.json().value(u"id"_s).toString().toUtf8();
    QCOMPARE(m_client->graph("PATCH", path, {{u"isAllDay"_s, false}}).message(),
             u"Missing parameters: Event.Start"_s);
    QCOMPARE(m_client->graph("PATCH", path, {{u"subject"_s, u"New"_s}}).status, 200);
    const QJsonObject stored = m_sandbox->events(demo::k_mailbox.toString(), u"Ours"_s).first().toObject();
    QCOMPARE(stored.value(u"subject"_s).toString(), u"New"_s);
    QCOMPARE(stored.value(u"showAs"_s).toString(), u"free"_s);
    QCOMPARE(stored.value(u"extended"_s).toObject().value(k_tag).toString(), u"v1|a"_s);
}

void TestSandboxEvents::pagesFollowEachOtherWhileEventsVanish() {
    for (int i = 0; i < 25; ++i)
        QCOMPARE(m_client->graph("POST", m_events, good()).status, 201);
    QSet<QString> ids;
    QByteArray path = m_events + "?$select=subject";
    while (!path.isEmpty()) {
        const Reply page = m_client->graph("GET", path);
        QVERIFY(page.value().size() <= 10);
        for (const QJsonValue& event : page.value())
            ids.insert(event.toObject().value(u"id"_s).toString());
        const QString next = page.json().value(u"@odata.nextLink"_s).toString();
        path = next.mid(m_sandbox->graphRoot().size() + 5).toUtf8();
        // What was read already goes away: the pages behind it must not move up.
        const QString first = page.value().first().toObject().value(u"id"_s).toString();
        QCOMPARE(m_client->graph("DELETE", m_byId + first.toUtf8()).status, 204);
    }
    QCOMPARE(ids.size(), 25);
    QCOMPARE(m_client->graph("GET", m_events + "?$top=1000").value().size(), 22);
}

QTEST_GUILESS_MAIN(TestSandboxEvents)
#include "tst_sandbox_events.moc"
