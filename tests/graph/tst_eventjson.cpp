// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "graph/eventjson.h"
#include "graph/graphclient.h"
#include "graph/grapherrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestEventJson : public QObject {
    Q_OBJECT

private slots:
    void createSaysEverythingAndInvitesNobody();
    void allDayEndsAtTheNextMidnight_data();
    void allDayEndsAtTheNextMidnight();
    void updateSendsOnlyTheFieldsGiven();
    void readsBackWhatWasSent();
    void ofTimesOnlyTheDateIsRead();
    void aTagThatIsNotExactlyOursIsNone_data();
    void aTagThatIsNotExactlyOursIsNone();
    void readsErrorsInEveryShape();
    void escapesPaths();
};

static EventContent content() {
    EventContent content;
    content.subject = u"Bridge: Freeze"_s;
    content.body = u"Project: Bridge\nTeam: Ann"_s;
    content.date = QDate(2028, 2, 29);
    content.categories = {u"Workload Tracker"_s};
    content.timeZone = u"W. Europe Standard Time"_s;
    return content;
}

static Tag tag() { return DesiredEvent{{u"tracker.example"_s, 5, {}}, content()}.tag(); }

static CalendarEvent read(const QJsonObject& json) {
    JsonReader reader(json, u"event"_s);
    return readEvent(reader);
}

/// As Graph echoes a create: the property only when it was expanded.
static QJsonObject echo() {
    QJsonObject json = createBody(content(), tag(), u"t"_s);
    json.insert(u"id"_s, u"AAMk="_s);
    json.insert(u"@odata.etag"_s, u"W/\"1\""_s);
    json.insert(u"createdDateTime"_s, u"2026-01-01T00:00:00.1234567Z"_s);
    json.insert(u"type"_s, u"singleInstance"_s);
    json.insert(u"reminderMinutesBeforeStart"_s, 1080);
    return json;
}

void TestEventJson::createSaysEverythingAndInvitesNobody() {
    const QJsonObject json = createBody(content(), tag(), u"id-1"_s);
    for (const QString& member : {u"attendees"_s, u"isOnlineMeeting"_s, u"recurrence"_s})
        QVERIFY(!json.contains(member));
    QCOMPARE(json.value(u"transactionId"_s).toString(), u"id-1"_s);
    QCOMPARE(json.value(u"isReminderOn"_s), QJsonValue(false));
    QCOMPARE(json.value(u"showAs"_s).toString(), u"free"_s);
    QCOMPARE(json.value(u"body"_s).toObject().value(u"contentType"_s).toString(), u"text"_s);
    const QJsonObject property = json.value(u"singleValueExtendedProperties"_s).toArray().first().toObject();
    QCOMPARE(property.value(u"id"_s).toString(), tagPropertyId());
    QCOMPARE(property.value(u"value"_s).toString(), tag().toString());
}

void TestEventJson::allDayEndsAtTheNextMidnight_data() {
    QTest::addColumn<QDate>("date");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("end");
    const QString berlin = u"W. Europe Standard Time"_s;
    QTest::newRow("usual") << QDate(2026, 5, 4) << berlin << u"2026-05-05T00:00:00"_s;
    QTest::newRow("leap day") << QDate(2028, 2, 29) << berlin << u"2028-03-01T00:00:00"_s;
    QTest::newRow("before leap day") << QDate(2028, 2, 28) << berlin << u"2028-02-29T00:00:00"_s;
    QTest::newRow("clocks go forward") << QDate(2026, 3, 29) << berlin << u"2026-03-30T00:00:00"_s;
    QTest::newRow("clocks go back") << QDate(2026, 10, 25) << berlin << u"2026-10-26T00:00:00"_s;
    // In these zones the clocks change at midnight: that midnight does not exist, the date does.
    QTest::newRow("no midnight, Santiago")
        << QDate(2026, 9, 6) << u"Pacific SA Standard Time"_s << u"2026-09-07T00:00:00"_s;
    QTest::newRow("no midnight, Beirut")
        << QDate(2026, 3, 29) << u"Middle East Standard Time"_s << u"2026-03-30T00:00:00"_s;
    QTest::newRow("day before no midnight")
        << QDate(2026, 9, 5) << u"Pacific SA Standard Time"_s << u"2026-09-06T00:00:00"_s;
    QTest::newRow("end of the year") << QDate(2099, 12, 31) << u"Line Islands Standard Time"_s
                                     << u"2100-01-01T00:00:00"_s;
}

void TestEventJson::allDayEndsAtTheNextMidnight() {
    QFETCH(QDate, date);
    QFETCH(QString, zone);
    QFETCH(QString, end);
    EventContent event = content();
    event.date = date;
    event.timeZone = zone;
    const QJsonObject json = createBody(event, tag(), {});
    QCOMPARE(json.value(u"isAllDay"_s), QJsonValue(true));
    const QJsonObject first = json.value(u"start"_s).toObject();
    QCOMPARE(first.value(u"dateTime"_s).toString(), date.toString(Qt::ISODate) + u"T00:00:00"_s);
    QCOMPARE(json.value(u"end"_s).toObject().value(u"dateTime"_s).toString(), end);
    QCOMPARE(first.value(u"timeZone"_s).toString(), zone);
    QCOMPARE(json.value(u"end"_s).toObject().value(u"timeZone"_s).toString(), zone);
}

void TestEventJson::updateSendsOnlyTheFieldsGiven() {
    QCOMPARE(updateBody(content(), {Field::Subject}, tag()).keys(),
             (QStringList{u"singleValueExtendedProperties"_s, u"subject"_s}));
    QCOMPARE(updateBody(content(), {Field::Date}, tag()).keys(),
             (QStringList{u"end"_s, u"isAllDay"_s, u"singleValueExtendedProperties"_s, u"start"_s}));
    QCOMPARE(updateBody(content(), {}, tag()).keys(), QStringList{u"singleValueExtendedProperties"_s});
}

void TestEventJson::readsBackWhatWasSent() {
    const CalendarEvent event = read(echo());
    QCOMPARE(event.tag, tag());
    QVERIFY(visibleDifferences(event.content, content()).empty());
    QCOMPARE(contentHash(event.content, tag().bodyHash), tag().contentHash);
    QVERIFY(event.createdUtc.isValid() && !event.recurring && !event.hasAttendees);
}

void TestEventJson::ofTimesOnlyTheDateIsRead() {
    QJsonObject json = echo();
    json.insert(u"start"_s,
                QJsonObject{{u"dateTime"_s, u"2028-02-29T00:00:00.0000000"_s}, {u"timeZone"_s, u"UTC"_s}});
    json.insert(u"end"_s,
                QJsonObject{{u"dateTime"_s, u"2028-03-01T00:00:00.0000000"_s}, {u"timeZone"_s, u"UTC"_s}});
    QCOMPARE(read(json).content.date, QDate(2028, 2, 29));
    QCOMPARE(read(json).content.days, 1);
    json.insert(u"end"_s, QJsonObject{{u"dateTime"_s, u"2028-03-03T00:00:00"_s}});
    QCOMPARE(read(json).content.days, 3); // somebody stretched it: seen as an edit
    json.remove(u"start"_s);
    JsonReader reader(json, u"event"_s);
    (void)readEvent(reader);
    QVERIFY(reader.fault());
}

void TestEventJson::aTagThatIsNotExactlyOursIsNone_data() {
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("ours");
    const QString value = tag().toString();
    QTest::newRow("ours") << tagPropertyId() << value << true;
    QTest::newRow("GUID in capitals")
        << QString(tagPropertyId()).replace(u"7d1c9a52"_s, u"7D1C9A52"_s) << value << true;
    QTest::newRow("name in capitals") << tagPropertyId().toUpper() << value << false;
    QTest::newRow("another GUID") << QString(tagPropertyId()).replace(u"7d1c9a52"_s, u"7d1c9a53"_s) << value
                                  << false;
    QTest::newRow("another name") << tagPropertyId() + u"2"_s << value << false;
    QTest::newRow("another value") << tagPropertyId() << u"mp1|x"_s << false;
}

void TestEventJson::aTagThatIsNotExactlyOursIsNone() {
    QFETCH(QString, id);
    QFETCH(QString, value);
    QJsonObject json = echo();
    json.insert(u"singleValueExtendedProperties"_s,
                QJsonArray{QJsonObject{{u"id"_s, id}, {u"value"_s, value}}});
    QTEST(read(json).tag.has_value(), "ours");
    QTEST(OwnEvent::of(read(json)).has_value(), "ours");
}

void TestEventJson::readsErrorsInEveryShape() {
    const auto errorOf = [](const QByteArray& body) {
        Error error;
        readGraphError(HttpResponse{400, {{"request-id", "r1"}}, body, {}}, error);
        return error;
    };
    const Error duplicate = errorOf(
        R"({"error":{"code":"ErrorDuplicateTransactionId","message":"m","@event.existingEventId":"AAMk="}})");
    QVERIFY(isDuplicateTransaction(duplicate));
    QCOMPARE(duplicate.detail, u"AAMk="_s);
    QCOMPARE(duplicate.requestId, u"r1"_s);
    QCOMPARE(errorOf("<html>").code, u"html"_s);
    QCOMPARE(errorOf("").code, u"empty"_s);
    QCOMPARE(errorOf(R"({"error":{"code":"A","innererror":{"request-id":"x"}}})").code, u"A"_s);
}

void TestEventJson::escapesPaths() {
    QCOMPARE(mailboxPath(u"ann@contoso.example"_s), u"users/ann@contoso.example"_s);
    QCOMPARE(mailboxPath(u"a_b#EXT#@c.example"_s), u"users/a_b%23EXT%23@c.example"_s);
    QCOMPARE(mailboxPath(u"$odd@c.example"_s), u"users('$odd@c.example')"_s);
    QCOMPARE(pathPart(u"AA/b+c=="_s), u"AA%2Fb%2Bc=="_s);
    QCOMPARE(odataText(u"It's"_s), u"It''s"_s);
}

QTEST_APPLESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
