// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "machine.h"

#include <algorithm>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// The calls themselves, against the sandbox's strict service.
class TestGraphClient : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void listsEveryPageOnce();
    void findsByTagWhateverTheDate();
    void keyThatBeginsAlikeIsNotFound();
    void repeatedCreateGivesOneEvent();
    void updateNeedsWhatWasRead();
    void aPageThatFailsIsNoListing_data();
    void aPageThatFailsIsNoListing();
    void mailboxesThatCannotBeUsedSaySo_data();
    void mailboxesThatCannotBeUsedSaySo();
    void neverMoreThanFourInFlight();

private:
    [[nodiscard]] CalendarEvent create(qint64 id, QDate date) {
        const DesiredEvent event = desired(id, date);
        const auto created =
            m_machine->graph().create(m_at, event.content, event.tag(), transactionIdFor(id), {});
        return created ? *created : CalendarEvent{};
    }
    static QString transactionIdFor(qint64 id) {
        return u"00000000-0000-4000-8000-%1"_s.arg(id, 12, 10, QLatin1Char('0'));
    }
    [[nodiscard]] DesiredEvent desired(qint64 id, QDate date) const {
        EventContent content;
        content.subject = u"It's \"%1\" & <b>"_s.arg(id);
        content.body = u"a\nb"_s;
        content.date = date;
        content.timeZone = m_machine->profile().timeZone;
        return {{k_source, id, {}}, content};
    }

    const QString k_source = u"tracker.example/it's"_s; // a quote must survive the filter
    const QString k_many = u"Page test"_s;              // 2,500 events: three pages
    sandbox::Sandbox m_sandbox;
    std::unique_ptr<Machine> m_machine;
    CalendarAddress m_at;
};

void TestGraphClient::initTestCase() {
    QVERIFY(m_sandbox.start());
    m_machine = std::make_unique<Machine>(m_sandbox);
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    m_at = {plan->target.mailbox, plan->target.calendarId};
}

void TestGraphClient::listsEveryPageOnce() {
    for (int i = 1; i <= 3; ++i)
        QVERIFY(m_sandbox.control(u"edit"_s, {{u"mailbox"_s, m_at.mailbox},
                                              {u"op"_s, u"create"_s},
                                              {u"calendar"_s, m_machine->profile().calendarName},
                                              {u"subject"_s, u"Foreign %1"_s.arg(i)},
                                              {u"date"_s, u"2026-12-01"_s}}));
    const auto all = m_machine->graph().allEvents(m_at, {});
    QVERIFY(all.isComplete());
    QCOMPARE(all.rows()->size(), size_t(3));
    const auto calendars = m_machine->graph().calendars(m_at.mailbox, {});
    QVERIFY(calendars && calendars->size() > 2);
    // More than a page holds.
    const auto made = m_machine->graph().createCalendar(m_at.mailbox, k_many, {});
    QVERIFY(made);
    QVERIFY(m_sandbox.control(
        u"bulk"_s,
        {{u"events"_s, QJsonObject{{u"mailbox"_s, m_at.mailbox},
                                   {u"calendar"_s, k_many},
                                   {u"count"_s, 2500},
                                   {u"subject"_s, u"Event %n"_s},
                                   {u"propertyId"_s, tagPropertyId()},
                                   {u"value"_s, u"mp1|bulk.example|%n||0123456789abcdef-01234567"_s}}}}));
    m_sandbox.resetLog();
    const auto tagged = m_machine->graph().taggedEvents({m_at.mailbox, made->id}, {u"bulk.example"_s}, {});
    QVERIFY2(tagged.isComplete(), tagged.failure() ? qPrintable(tagged.failure()->summary()) : "");
    QCOMPARE(tagged.rows()->size(), size_t(2500));
    QCOMPARE(m_sandbox.requests(u"graph"_s, u"GET"_s), 3);
}

void TestGraphClient::findsByTagWhateverTheDate() {
    for (const QDate date : {QDate(2020, 1, 1), QDate(2028, 2, 29), QDate(2099, 12, 31)}) {
        const CalendarEvent made = create(date.year(), date);
        QVERIFY(!made.id.isEmpty());
        const auto found = m_machine->graph().eventsOfKey(m_at, {k_source, date.year(), {}}, {});
        QVERIFY(found && found->size() == 1);
        QCOMPARE(found->front().id, made.id);
        QCOMPARE(found->front().content.date, date);
        QVERIFY(visibleDifferences(found->front().content, desired(date.year(), date).content).empty());
    }
}

void TestGraphClient::keyThatBeginsAlikeIsNotFound() {
    QVERIFY(!create(42, QDate(2026, 6, 1)).id.isEmpty());
    QVERIFY(!create(421, QDate(2026, 6, 1)).id.isEmpty());
    QCOMPARE(m_machine->graph().eventsOfKey(m_at, {k_source, 42, {}}, {})->size(), size_t(1));
    // The service compares without case; another tracker's path in other case stays another's.
    QVERIFY(m_machine->graph().eventsOfKey(m_at, {k_source.toUpper(), 42, {}}, {})->empty());
    QVERIFY(m_machine->graph().taggedEvents(m_at, {k_source.toUpper()}, {}).rows()->empty());
}

void TestGraphClient::repeatedCreateGivesOneEvent() {
    const CalendarEvent first = create(7, QDate(2026, 6, 1));
    const CalendarEvent again = create(7, QDate(2026, 6, 1));
    QCOMPARE(again.id, first.id);
    const DesiredEvent other = desired(7, QDate(2026, 6, 2));
    const auto refused = m_machine->graph().create(m_at, other.content, other.tag(), transactionIdFor(7), {});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, u"ErrorDuplicateTransactionId"_s);
    QCOMPARE(refused.error().detail, first.id);
}

void TestGraphClient::updateNeedsWhatWasRead() {
    const CalendarEvent made = create(8, QDate(2026, 6, 1));
    const auto standing = m_machine->graph().eventsOfKey(m_at, {k_source, 8, {}}, {})->front();
    const DesiredEvent moved = desired(8, QDate(2026, 6, 3));
    const auto own = OwnEvent::of(standing);
    QVERIFY(own && !OwnEvent::of(CalendarEvent{}));
    QVERIFY(m_machine->graph().update(m_at, *own, moved.content, {Field::Date}, moved.tag(), {}));
    const auto stale = m_machine->graph().update(m_at, *own, moved.content, {Field::Date}, moved.tag(), {});
    QVERIFY(!stale && stale.error().kind == Error::Kind::Conflict);
    QVERIFY(!m_machine->graph().remove(m_at, *own, {}));
    const auto fresh = m_machine->graph().eventsOfKey(m_at, {k_source, 8, {}}, {})->front();
    QCOMPARE(fresh.content.date, QDate(2026, 6, 3));
    QVERIFY(m_machine->graph().remove(m_at, *OwnEvent::of(fresh), {}));
    QCOMPARE(m_machine->graph().eventsOfKey(m_at, {k_source, 8, {}}, {})->size(), size_t(0));
}

void TestGraphClient::aPageThatFailsIsNoListing_data() {
    QTest::addColumn<int>("page");
    QTest::addColumn<QJsonObject>("action");
    const auto status = [](int code) { return QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, code}}; };
    for (const int page : {1, 2, 3}) {
        for (const int code : {401, 403, 404, 429, 500, 503})
            QTest::addRow("page %d, %d", page, code) << page << status(code);
        for (const char* kind : {"dropBefore", "truncate", "html200", "empty200", "badJson"})
            QTest::addRow("page %d, %s", page, kind)
                << page << QJsonObject{{u"kind"_s, QString::fromLatin1(kind)}};
    }
}

void TestGraphClient::aPageThatFailsIsNoListing() {
    QFETCH(int, page);
    QFETCH(QJsonObject, action);
    const auto calendars = m_machine->graph().calendars(m_at.mailbox, {});
    QVERIFY(calendars);
    const auto many = std::ranges::find(*calendars, k_many, &Calendar::name);
    QVERIFY(many != calendars->end());
    const CalendarAddress at{m_at.mailbox, many->id};
    m_sandbox.addFault(
        {{u"area"_s, u"graph"_s}, {u"path"_s, u"/events"_s}, {u"nth"_s, page}, {u"times"_s, 0}}, action);
    const auto broken = m_machine->graph().taggedEvents(at, {u"bulk.example"_s}, {});
    m_sandbox.clearFaults();
    QVERIFY(broken.isIncomplete() && broken.rows() == nullptr && broken.failure() != nullptr);
    QVERIFY(m_machine->graph().taggedEvents(at, {u"bulk.example"_s}, {}).isComplete());
}

void TestGraphClient::mailboxesThatCannotBeUsedSaySo_data() {
    QTest::addColumn<QString>("mailbox");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown") << u"nobody@contoso.example"_s << 404 << u"ErrorInvalidUser"_s;
    QTest::newRow("without mailbox") << sandbox::demo::k_userWithoutMailbox.toString() << 404
                                     << u"MailboxNotEnabledForRESTAPI"_s;
    QTest::newRow("behind a policy") << sandbox::demo::k_blockedMailbox.toString() << 403
                                     << u"ErrorAccessDenied"_s;
}

void TestGraphClient::mailboxesThatCannotBeUsedSaySo() {
    QFETCH(QString, mailbox);
    const auto calendars = m_machine->graph().calendars(mailbox, {});
    QVERIFY(!calendars);
    QTEST(calendars.error().httpStatus, "status");
    QTEST(calendars.error().code, "code");
    QVERIFY(!calendars.error().requestId.isEmpty());
}

void TestGraphClient::neverMoreThanFourInFlight() {
    QVERIFY(m_sandbox.control(u"options"_s, {{u"latencyMilliseconds"_s, 10}})); // so that requests overlap
    // The refusals of the tests above made their lane narrow; a lane begins with four.
    Machine::Options asItStands;
    asItStands.createCalendar = false;
    Machine fresh(m_sandbox, asItStands);
    QThreadPool pool;
    pool.setMaxThreadCount(12);
    std::atomic<int> failed = 0;
    for (int i = 0; i < 60; ++i)
        pool.start([&] {
            if (!fresh.graph().calendars(m_at.mailbox, {}))
                ++failed;
        });
    QVERIFY(pool.waitForDone(60'000));
    QCOMPARE(failed.load(), 0);
    const QJsonObject mailbox =
        m_sandbox.counters().value(u"mailboxes"_s).toObject().value(m_at.mailbox).toObject();
    QVERIFY(mailbox.value(u"inFlightMaximum"_s).toInt() == 4);
}

QTEST_GUILESS_MAIN(TestGraphClient)
#include "tst_graphclient.moc"
