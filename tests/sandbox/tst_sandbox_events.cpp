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

    void bodiesAreHeldAgainstTheRules_data();
    void bodiesAreHeldAgainstTheRules();
    void allDayEventsComeBackByTheirDate();
    void timedEventsAreConvertedToTheZoneAskedFor();
    void bodiesComeBackRewritten();
    void extendedPropertiesAreStoredButNotEchoed();
    void filtersByTagAsTheServiceDoes_data();
    void filtersByTagAsTheServiceDoes();
    void anEncodedExpandFails();
    void immutableIdsSurviveAMove();
    void idsAreCaseSensitive();
    void changeKeysGuardWrites();
    void aTransactionIdIsUsedOnce();
    void attendeesAreCountedAsMail();
    void updatesKeepWhatTheyDoNotName();
    void pagesFollowEachOtherWhileEventsVanish();
    void datesFilterByInstant();

private:
    [[nodiscard]] QJsonObject good() const {
        return allDay(u"Day"_s, u"2027-02-28T00:00:00"_s, u"2027-03-01T00:00:00"_s);
    }
    static QJsonObject tagged(QJsonObject body, const QString& value) {
        body.insert(u"singleValueExtendedProperties"_s,
                    QJsonArray{QJsonObject{{u"id"_s, k_tag.toString()}, {u"value"_s, value}}});
        return body;
    }
    static QByteArray encoded(QStringView text) { return text.toUtf8().replace(' ', "%20"); }

    static constexpr QStringView k_tag = u"String {11111111-2222-3333-4444-5555555555AB} Name Mark";
    const QByteArray m_calendars = "/users/projects@contoso.example/calendars";
    const QByteArray m_byId = "/users/projects@contoso.example/events/";
    QByteArray m_events;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxEvents::bodiesAreHeldAgainstTheRules_data() {
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QJsonObject& body, int status, const QString& message = {}) {
        QTest::newRow(name) << body << status << message;
    };
    const QString from = u"2027-02-28T00:00:00"_s;
    const QString to = u"2027-03-01T00:00:00"_s;
    const auto with = [this](const QString& key, const QJsonValue& value) {
        QJsonObject body = good();
        body.insert(key, value);
        return body;
    };
    row("good", good(), 201);
    row("date only", allDay(u"x"_s, u"2027-02-28"_s, u"2027-03-01"_s), 201);
    row("start not midnight", allDay(u"x"_s, u"2027-02-28T08:00:00"_s, to), 400, u"Event.Start property"_s);
    row("the guide's fault", allDay(u"x"_s, from, u"2027-02-28T23:59:59"_s), 400, u"Event.End property"_s);
    row("with offset", allDay(u"x"_s, from + u'Z', to), 400, u"midnight"_s);
    row("no length", allDay(u"x"_s, from, from), 400, u"at least 24 hours"_s);
    row("not a date", allDay(u"x"_s, u"2027-02-29"_s, to), 400);
    row("IANA zone", allDay(u"x"_s, from, to, u"Europe/Berlin"_s), 400, u"'Europe/Berlin'"_s);
    row("no zone", allDay(u"x"_s, from, to, u""_s), 400, u"TimeZone"_s);
    QJsonObject mixed = good();
    mixed.insert(u"end"_s, QJsonObject{{u"dateTime"_s, to}, {u"timeZone"_s, u"UTC"_s}});
    row("two zones", mixed, 400, u"same time zone"_s);
    row("255 units", with(u"subject"_s, u"x"_s.repeated(255)), 201);
    row("256 units", with(u"subject"_s, u"x"_s.repeated(254) + u"\U0001F600"_s), 400);
    row("unknown member", with(u"Subjekt"_s, u"x"_s), 400, u"'Subjekt'"_s);
    row("beta member", with(u"uid"_s, u"x"_s), 400);
    row("showAs", with(u"showAs"_s, u"Free"_s), 400);
    row("reminder of the wrong type", with(u"isReminderOn"_s, u"no"_s), 400);
    row("category too long", with(u"categories"_s, QJsonArray{u"x"_s.repeated(256)}), 400);
    row("body without content", with(u"body"_s, QJsonObject{{u"contentType"_s, u"text"_s}}), 400);
    row("attendee without address", with(u"attendees"_s, QJsonArray{QJsonObject()}), 400);
    row("property without guid",
        with(u"singleValueExtendedProperties"_s,
             QJsonArray{QJsonObject{{u"id"_s, u"String Name X"_s}, {u"value"_s, u"v"_s}}}),
        400);
    QJsonObject backwards = allDay(u"x"_s, to, from);
    backwards.insert(u"isAllDay"_s, false);
    row("ends before it starts", backwards, 400);
    QJsonObject noEnd = good();
    noEnd.remove(u"end"_s);
    row("no end", noEnd, 400, u"Event.End"_s);
}

void TestSandboxEvents::bodiesAreHeldAgainstTheRules() {
    QFETCH(QJsonObject, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Reply reply = m_client->graph("POST", m_events, body);
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.message().contains(message), qPrintable(reply.message()));
    QCOMPARE(m_sandbox->events(demo::k_mailbox.toString(), u"Ours"_s).size(), status == 201 ? 1 : 0);
}

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

void TestSandboxEvents::extendedPropertiesAreStoredButNotEchoed() {
    const Reply made = m_client->graph("POST", m_events, tagged(good(), u"v1|a"_s));
    QVERIFY(!made.json().contains(u"singleValueExtendedProperties"_s));
    QVERIFY(!m_client->graph("GET", m_events)
                 .value()
                 .first()
                 .toObject()
                 .contains(u"singleValueExtendedProperties"_s));
    // Another case of the GUID is the same property, another case of the name is not.
    const QByteArray expand = "?$expand=singleValueExtendedProperties($filter=id%20eq%20'";
    const QByteArray lower = encoded(QString(k_tag.toString()).replace(u"AB}"_s, u"ab}"_s));
    const QJsonArray found = m_client->graph("GET", m_events + expand + lower + "')").value();
    QCOMPARE(found.first()
                 .toObject()
                 .value(u"singleValueExtendedProperties"_s)
                 .toArray()
                 .first()
                 .toObject()
                 .value(u"value"_s)
                 .toString(),
             u"v1|a"_s);
    const QByteArray other = encoded(k_tag).replace("Mark", "mark");
    QVERIFY(!m_client->graph("GET", m_events + expand + other + "')")
                 .value()
                 .first()
                 .toObject()
                 .contains(u"singleValueExtendedProperties"_s));
    QCOMPARE(m_client->graph("GET", m_events + "?$expand=extensions").status, 400);
}

void TestSandboxEvents::filtersByTagAsTheServiceDoes_data() {
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("hits");
    QTest::newRow("startswith") << QByteArray("startswith(ep/value,'v1|a|')") << 2;
    QTest::newRow("startswith without case") << QByteArray("startswith(ep/value,'V1|A|')") << 2;
    QTest::newRow("startswith without delimiter") << QByteArray("startswith(ep/value,'v1|a')") << 3;
    QTest::newRow("eq") << QByteArray("ep/value%20eq%20'v1|a|1'") << 1;
    QTest::newRow("ne") << QByteArray("ep/value%20ne%20'v1|a|1'") << 3;
    QTest::newRow("contains") << QByteArray("contains(ep/value,'|a')") << 3;
    QTest::newRow("doubled quote") << QByteArray("ep/value%20eq%20'it''s'") << 1;
    QTest::newRow("nothing") << QByteArray("ep/value%20eq%20'v'") << 0;
}

void TestSandboxEvents::filtersByTagAsTheServiceDoes() {
    QFETCH(QByteArray, condition);
    QFETCH(int, hits);
    for (const QString& value : {u"v1|a|1"_s, u"v1|a|2"_s, u"v1|ab|1"_s, u"it's"_s})
        QCOMPARE(m_client->graph("POST", m_events, tagged(good(), value)).status, 201);
    QCOMPARE(m_client->graph("POST", m_events, good()).status, 201);
    const QByteArray filter = "?$filter=singleValueExtendedProperties/Any(ep:%20ep/id%20eq%20'" +
                              encoded(k_tag) + "'%20and%20" + condition + ")";
    QCOMPARE(m_client->graph("GET", m_events + filter).value().size(), hits);
    const QByteArray dated = filter + "%20and%20start/dateTime%20ge%20'2099-01-01T00:00:00Z'";
    QCOMPARE(m_client->graph("GET", m_events + dated).value().size(), 0);
    QCOMPARE(m_client->graph("GET", m_events + "?$filter=singleValueExtendedProperties/Id%20eq%20'x'").code(),
             u"ErrorInvalidProperty"_s);
    QCOMPARE(m_client->graph("GET", m_events + filter + ")").status, 400);
}

void TestSandboxEvents::anEncodedExpandFails() {
    const QByteArray expand =
        "?$expand=singleValueExtendedProperties%28$filter=id%20eq%20'" + encoded(k_tag) + "'%29";
    QCOMPARE(m_client->graph("GET", m_events + expand).status, 500);
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

void TestSandboxEvents::datesFilterByInstant() {
    QCOMPARE(m_client->graph("POST", m_events, good()).status, 201);
    const QByteArray from = m_events + "?$filter=start/dateTime%20ge%20'2027-02-28T00:00:00Z'";
    QCOMPARE(m_client->graph("GET", from).value().size(),
             0); // midnight in Berlin is the evening before in UTC
    const QByteArray padded = m_events + "?$filter=start/dateTime%20ge%20'2027-02-27T00:00:00Z'";
    QCOMPARE(m_client->graph("GET", padded).value().size(), 1);
}

QTEST_GUILESS_MAIN(TestSandboxEvents)
#include "tst_sandbox_events.moc"
