// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/jsonreader.h"

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

class TestJsonReader : public QObject {
    Q_OBJECT

private slots:
    void absentAndNullAreTheSame();
    void faultNamesItsPath_data();
    void faultNamesItsPath();
    void keepsSixtyFourBits();
    void oneFaultyRowFailsTheReading();
    void tellsWhatIsNotJson_data();
    void tellsWhatIsNotJson();
};

static QJsonObject object(const char* text) { return QJsonDocument::fromJson(text).object(); }

void TestJsonReader::absentAndNullAreTheSame() {
    JsonReader reader(object(R"({"a":null})"), u"x"_s);
    for (const auto key : {"a"_L1, "b"_L1}) {
        QVERIFY(!reader.optionalInt(key) && !reader.optionalDate(key) && !reader.timestamp(key).isValid());
        QCOMPARE(reader.string(key), QString());
        QVERIFY(reader.boolean(key, true));
        QVERIFY(reader.array(key).isEmpty() && reader.object(key).isEmpty());
    }
    QVERIFY(!reader.fault());
}

void TestJsonReader::faultNamesItsPath_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("detail");
    const QString number = u"x.a: a whole number is expected, found "_s;
    QTest::newRow("string") << QByteArray(R"({"a":"1"})") << number + u"a string"_s;
    QTest::newRow("fraction") << QByteArray(R"({"a":1.5})") << number + u"a number"_s;
    QTest::newRow("null") << QByteArray(R"({"a":null})") << number + u"null"_s;
    QTest::newRow("absent") << QByteArray("{}") << number + u"nothing"_s;
    QTest::newRow("list") << QByteArray(R"({"a":[1]})") << number + u"an array"_s;
}

void TestJsonReader::faultNamesItsPath() {
    QFETCH(QByteArray, json);
    JsonReader reader(object(json.constData()), u"x"_s);
    QCOMPARE(reader.requiredInt("a"_L1), 0);
    QVERIFY(reader.fault());
    QTEST(reader.fault()->detail, "detail");
    (void)reader.requiredString("other"_L1); // the first fault stays
    QTEST(reader.fault()->detail, "detail");
}

void TestJsonReader::keepsSixtyFourBits() {
    JsonReader reader(object(R"({"a":9007199254740993,"b":12.0,"d":"2028-02-29"})"), u"x"_s);
    QCOMPARE(reader.requiredInt("a"_L1), qint64{9007199254740993});
    QCOMPARE(reader.requiredInt("b"_L1), 12);
    QCOMPARE(*reader.optionalDate("d"_L1), QDate(2028, 2, 29));
    QVERIFY(!reader.fault());
}

void TestJsonReader::oneFaultyRowFailsTheReading() {
    const auto read = [](const char* json) {
        return readRows<qint64>(QJsonDocument::fromJson(json).array(), u"rows"_s,
                                [](JsonReader& reader) { return reader.requiredInt("id"_L1); });
    };
    QCOMPARE(*read(R"([{"id":1},{"id":2}])"), (std::vector<qint64>{1, 2}));
    QVERIFY(read(R"([{"id":1},{"id":"2"}])").error().detail.startsWith(u"rows[1].id: "_s));
    QVERIFY(read(R"([{"id":1},7])").error().detail.startsWith(u"rows[1]: an object"_s));
}

void TestJsonReader::tellsWhatIsNotJson_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::newRow("empty") << QByteArray() << u"empty"_s;
    QTest::newRow("blank") << QByteArray(" \n") << u"empty"_s;
    QTest::newRow("page") << QByteArray("\n<!doctype html>") << u"html"_s;
    QTest::newRow("cut") << QByteArray(R"([{"id":1},{"i)") << u"json"_s;
    QTest::newRow("text") << QByteArray("Forbidden") << u"json"_s;
}

void TestJsonReader::tellsWhatIsNotJson() {
    QFETCH(QByteArray, body);
    const auto parsed = parseJson(body, Error::Stage::Tracker);
    QVERIFY(!parsed && parsed.error().kind == Error::Kind::Malformed);
    QVERIFY(parsed.error().stage == Error::Stage::Tracker);
    QTEST(parsed.error().code, "code");
}

QTEST_APPLESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
