// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "faketracker.h"
#include "tracker/listing.h"

#include <QTest>

using namespace milepost;
using namespace milepost::test;
using namespace milepost::tracker;
using namespace Qt::StringLiterals;

namespace {

constexpr auto k_deadline = std::chrono::seconds(5);

Result<std::vector<Person>> readPeople(Bench& bench) {
    const JsonSource source(bench.api, u"https://tracker.example.test"_s);
    return readListing<Person>(source, {"people/", "all=true", std::nullopt}, k_deadline, readPerson,
                               std::stop_token());
}

const QByteArray k_first = "/api/people/?all=true";
const QByteArray k_second = "/api/people/?page=2&x=%20y";

QByteArray envelope(const QByteArray& count, const QByteArray& next, const QByteArray& rows,
                    const QByteArray& more = {}) {
    return "{\"count\":" + count + ",\"next\":" + next + ",\"previous\":null,\"results\":" + rows + more +
           "}";
}

} // namespace

class TestListing : public QObject {
    Q_OBJECT

private slots:
    void followsNextThroughItsQueryOnly() {
        Bench bench;
        bench.tracker.answer(k_first,
                             json(200, envelope("3", "\"http://evil.test:8080/elsewhere/?page=2&x=%20y\"",
                                                R"([{"id":1,"name":"A"},{"id":2,"name":"B"}])")));
        bench.tracker.answer(k_second, json(200, envelope("3", "null", R"([{"id":3,"name":"C"}])")));
        const auto people = readPeople(bench);
        QVERIFY2(people, qPrintable(people ? QString() : people.error().summary()));
        QCOMPARE(people->size(), 3U);
        QCOMPARE(bench.tracker.targets(), (QList<QByteArray>{k_first, k_second}));
        QCOMPARE(bench.tracker.origins(), QStringList{u"https://tracker.example.test:443"_s});
    }

    void countsARowThatCameTwiceOnce() {
        Bench bench;
        bench.tracker.answer(k_first, json(200, envelope("3", "\"?page=2&x=%20y\"",
                                                         R"([{"id":1,"name":"A"},{"id":2,"name":"B"}])")));
        bench.tracker.answer(
            k_second, json(200, envelope("3", "null", R"([{"id":2,"name":"B"},{"id":3,"name":"C"}])")));
        const auto people = readPeople(bench);
        QVERIFY(people);
        QCOMPARE(people->size(), 3U);
    }

    void acceptsAnEmptyListing_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("envelope") << envelope("0", "null", "[]");
        QTest::newRow("truncated is null") << envelope("0", "null", "[]", ",\"truncated\":null");
    }
    void acceptsAnEmptyListing() {
        QFETCH(QByteArray, body);
        Bench bench;
        bench.tracker.answer(k_first, json(200, body));
        const auto people = readPeople(bench);
        QVERIFY(people);
        QVERIFY(people->empty());
    }

    void refusesWhatCannotBeProvedWhole_data() {
        QTest::addColumn<QByteArray>("first");
        QTest::addColumn<QByteArray>("second");
        QTest::addColumn<QString>("code");
        const QByteArray two = R"([{"id":1,"name":"A"},{"id":2,"name":"B"}])";
        const QByteArray next = "\"https://t.test/api/people/?page=2&x=%20y\"";
        const auto row = [](const char* name, const QByteArray& first, const QByteArray& second,
                            const QString& code) { QTest::newRow(name) << first << second << code; };
        row("short single page", envelope("3", "null", two), {}, u"count"_s);
        row("too long single page", envelope("1", "null", two), {}, u"count"_s);
        row("short second page", envelope("4", next, two), envelope("4", "null", R"([{"id":3,"name":"C"}])"),
            u"count"_s);
        row("rows lost to ties", envelope("3", next, two), envelope("3", "null", R"([{"id":2,"name":"B"}])"),
            u"count"_s);
        row("count moved", envelope("3", next, two), envelope("2", "null", "[]"), u"count"_s);
        row("second page is a list", envelope("3", next, two), R"([{"id":3,"name":"C"}])", u"count"_s);
        row("endless empty pages", envelope("3", next, two), envelope("3", next, "[]"), u"count"_s);
        row("endless new pages", envelope("9", next, two), envelope("9", next, R"([{"id":3,"name":"C"}])"),
            u"count"_s);
        row("contradicting pages", envelope("3", next, two),
            envelope("3", "null", R"([{"id":2,"name":"Other"},{"id":3,"name":"C"}])"), u"conflict"_s);
        row("contradicting list", R"([{"id":2,"name":"B"},{"id":2,"name":"Other"}])", {}, u"conflict"_s);
        row("no count", R"({"next":null,"results":[]})", {}, u"field"_s);
        row("count is text", envelope("\"2\"", "null", two), {}, u"field"_s);
        row("next without query", envelope("3", "\"https://t.test/api/people/\"", two), {}, u"shape"_s);
        row("next is a number", envelope("3", "2", two), {}, u"shape"_s);
        row("truncated", envelope("2", "null", two, ",\"truncated\":{\"items\":{\"omitted\":3000}}"), {},
            u"truncated"_s);
        row("truncated says false", envelope("2", "null", two, ",\"truncated\":false"), {}, u"truncated"_s);
        row("results is an object", envelope("0", "null", "{}"), {}, u"shape"_s);
        row("error under 200", R"({"detail":"Something"})", {}, u"shape"_s);
        row("row is no object", R"([{"id":1,"name":"A"},2])", {}, u"field"_s);
        row("row is null", R"([null])", {}, u"field"_s);
        row("field of a wrong type", R"([{"id":1,"name":7}])", {}, u"field"_s);
    }
    void refusesWhatCannotBeProvedWhole() {
        QFETCH(QByteArray, first);
        QFETCH(QByteArray, second);
        QFETCH(QString, code);
        Bench bench;
        bench.tracker.answer(k_first, json(200, first));
        bench.tracker.answer(k_second, json(200, second));
        const auto people = readPeople(bench);
        QVERIFY(!people);
        QCOMPARE(toString(people.error().kind), toString(Error::Kind::Malformed));
        QCOMPARE(toString(people.error().stage), toString(Error::Stage::Tracker));
        QCOMPARE(people.error().code, code);
        QVERIFY2(people.error().detail.startsWith(u"GET /api/people/?"_s), qPrintable(people.error().detail));
        QVERIFY(bench.tracker.targets().size() <= 3);
    }

    void countsSkippedRowsTowardsTheCount() {
        Bench bench;
        bench.tracker.answer("/api/links/", json(200, envelope("2", "null", R"([
            {"id":1,"deliverable":1,"person":1},{"id":2,"deliverable":1,"person":1,"is_active":false}])")));
        const JsonSource source(bench.api, u"https://tracker.example.test"_s);
        const auto links = readListing<DeliverableLink>(source, {"links/", {}, std::nullopt}, k_deadline,
                                                        readLink, std::stop_token());
        QVERIFY(links);
        QCOMPARE(links->size(), 1U);
    }
};

QTEST_GUILESS_MAIN(TestListing)
#include "tst_listing.moc"
