// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace milepost::sandbox;

class TestSandboxEventRules final : public QObject {
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
    void extendedPropertiesAreStoredButNotEchoed();
    void filtersByTagAsTheServiceDoes_data();
    void filtersByTagAsTheServiceDoes();
    void anEncodedExpandFails();
    void datesFilterByInstant();

private:
    void addOtherMembers();
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
    QByteArray m_events;
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<Client> m_client;
};

void TestSandboxEventRules::bodiesAreHeldAgainstTheRules_data() {
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QJsonObject& body, int status, const QString& message = {}) {
        QTest::newRow(name) << body << status << message;
    };
    const QString from = u"2027-02-28T00:00:00"_s;
    const QString to = u"2027-03-01T00:00:00"_s;
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
    QJsonObject backwards = allDay(u"x"_s, to, from);
    backwards.insert(u"isAllDay"_s, false);
    row("ends before it starts", backwards, 400);
    QJsonObject noEnd = good();
    noEnd.remove(u"end"_s);
    row("no end", noEnd, 400, u"Event.End"_s);
    addOtherMembers();
}

void TestSandboxEventRules::addOtherMembers() {
    const auto with = [this](const char* name, const QString& key, const QJsonValue& value, int status,
                             const QString& message = {}) {
        QJsonObject body = good();
        body.insert(key, value);
        QTest::newRow(name) << body << status << message;
    };
    with("255 units", u"subject"_s, u"x"_s.repeated(255), 201);
    with("256 units", u"subject"_s, u"x"_s.repeated(254) + u"\U0001F600"_s, 400);
    with("unknown member", u"Subjekt"_s, u"x"_s, 400, u"'Subjekt'"_s);
    with("beta member", u"uid"_s, u"x"_s, 400);
    with("showAs", u"showAs"_s, u"Free"_s, 400);
    with("reminder of the wrong type", u"isReminderOn"_s, u"no"_s, 400);
    with("category too long", u"categories"_s, QJsonArray{u"x"_s.repeated(256)}, 400);
    with("body without content", u"body"_s, QJsonObject{{u"contentType"_s, u"text"_s}}, 400);
    with("attendee without address", u"attendees"_s, QJsonArray{QJsonObject()}, 400);
    const QJsonObject property{{u"id"_s, u"String Name X"_s}, {u"value"_s, u"v"_s}};
    with("property without guid", u"singleValueExtendedProperties"_s, QJsonArray{property}, 400);
}

void TestSandboxEventRules::bodiesAreHeldAgainstTheRules() {
    QFETCH(QJsonObject, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Reply reply = m_client->graph("POST", m_events, body);
    QCOMPARE(reply.status, status);
    QVERIFY2(reply.message().contains(message), qPrintable(reply.message()));
    QCOMPARE(m_sandbox->events(demo::k_mailbox.toString(), u"Ours"_s).size(), status == 201 ? 1 : 0);
}

void TestSandboxEventRules::extendedPropertiesAreStoredButNotEchoed() {
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

void TestSandboxEventRules::filtersByTagAsTheServiceDoes_data() {
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

void TestSandboxEventRules::filtersByTagAsTheServiceDoes() {
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

void TestSandboxEventRules::anEncodedExpandFails() {
    const QByteArray expand =
        "?$expand=singleValueExtendedProperties%28$filter=id%20eq%20'" + encoded(k_tag) + "'%29";
    QCOMPARE(m_client->graph("GET", m_events + expand).status, 500);
}

void TestSandboxEventRules::datesFilterByInstant() {
    QCOMPARE(m_client->graph("POST", m_events, good()).status, 201);
    const QByteArray from = m_events + "?$filter=start/dateTime%20ge%20'2027-02-28T00:00:00Z'";
    QCOMPARE(m_client->graph("GET", from).value().size(),
             0); // midnight in Berlin is the evening before in UTC
    const QByteArray padded = m_events + "?$filter=start/dateTime%20ge%20'2027-02-27T00:00:00Z'";
    QCOMPARE(m_client->graph("GET", padded).value().size(), 1);
}

QTEST_GUILESS_MAIN(TestSandboxEventRules)
#include "tst_sandbox_eventrules.moc"
