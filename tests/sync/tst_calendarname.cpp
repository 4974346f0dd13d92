// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A run that has nothing to do believes the name that it knows of a calendar; nothing is ever written on
/// that belief (docs/adr/0024-the-name-of-a-calendar.md).
class TestCalendarName : public QObject, protected Individuals {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }

    void nothingToDoIsOneRequest();
    void nothingToDoIsOneRequestForEachMailbox();
    void aLookOfSomebodyAlwaysAsks();
    void aDayLaterTheNameIsAskedFor_data();
    void aDayLaterTheNameIsAskedFor();
    void nothingIsWrittenByARememberedName_data();
    void nothingIsWrittenByARememberedName();
    void whatIsPutBackIsNotWrittenByARememberedNameEither();
    void anIdThatLeadsNowhereIsLookedForByName_data();
    void anIdThatLeadsNowhereIsLookedForByName();
    void aCalendarOfSomebodyElseIsNeverOurs();
    void aPersonsCalendarOfAnotherNameIsNotWrittenTo();
    void aMailboxThatIsGoneIsNotTakenForOneThatFails();

private:
    /// One calendar for all, and everything stands there.
    void shared();
    /// On the same computer, so many days later.
    std::unique_ptr<Machine> later(int days);
    void edit(const QString& op, const QString& to = {});
    /// One deliverable gets another date.
    void change();
    [[nodiscard]] qsizetype eventsIn(const QString& calendar) {
        return m_sandbox->events(m_machine->profile().mailbox, calendar).size();
    }
};

std::unique_ptr<Machine> TestCalendarName::later(int days) {
    const Profile profile = m_machine->profile();
    m_machine.reset();
    Machine::Options options;
    options.createCalendar = false;
    options.dataDir = m_dir->path();
    options.daysAhead = days;
    options.adjust = [mode = profile.mode](Profile& changed) { changed.mode = mode; };
    return std::make_unique<Machine>(*m_sandbox, options);
}

void TestCalendarName::shared() {
    open([](Profile& profile) { profile.mode = CalendarMode::Shared; });
    QVERIFY(CalendarResolver(m_machine->graph(), m_machine->journal())
                .create(m_machine->profile().mailbox, m_machine->profile().calendarName, {}));
    QVERIFY(m_machine->sync().verified);
    m_sandbox->resetLog();
}

void TestCalendarName::edit(const QString& op, const QString& to) {
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                           {u"op"_s, op},
                                           {u"calendar"_s, m_machine->profile().calendarName},
                                           {u"to"_s, to}}));
}

void TestCalendarName::change() {
    const QString key = *taggedEvents(*m_sandbox).keyBegin();
    const QJsonObject patch{{u"id"_s, EventKey::fromString(key)->deliverable},
                            {u"set"_s, QJsonObject{{u"date"_s, u"2027-03-01"_s}}}};
    tracker({{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{patch}}});
}

void TestCalendarName::nothingToDoIsOneRequest() {
    shared();
    const SyncReport report = m_machine->sync();
    QVERIFY(report.verified && !report.run);
    QVERIFY(report.summary.unchanged > 0);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"GET"_s), 1);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"POST"_s), 0);
    // A change costs the proof too: the name, the write and its reading, the whole again.
    change();
    m_sandbox->resetLog();
    QVERIFY(m_machine->sync().verified);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"GET"_s), 4);
}

void TestCalendarName::nothingToDoIsOneRequestForEachMailbox() {
    QVERIFY(m_machine->sync().verified);
    m_sandbox->resetLog();
    const SyncReport report = m_machine->sync();
    QVERIFY(report.verified && !report.run);
    // Whatever is asked of a mailbox, in a batch or not; the directory is another service.
    std::map<QString, int> requests;
    for (const QJsonValue entry : m_sandbox->log())
        if (entry[u"path"_s].toString().contains(u"/calendar"_s))
            ++requests[entry[u"mailbox"_s].toString()];
    const auto wanted = expected();
    QVERIFY(wanted.size() > 2);
    for (const auto& [mailbox, deliverables] : wanted)
        QCOMPARE(requests[mailbox], 1);
}

void TestCalendarName::aLookOfSomebodyAlwaysAsks() {
    shared();
    edit(u"renameCalendar"_s, u"Old Dates"_s);
    QVERIFY(m_machine->sync().verified); // nothing to do, and nobody looked
    const auto plan = m_machine->plan();
    QVERIFY(!plan);
    QCOMPARE(plan.error().code, u"calendar-missing"_s);
    const auto survey = m_machine->engine().survey({}, false, {});
    QVERIFY(survey && !(*survey)->plan());
}

void TestCalendarName::aDayLaterTheNameIsAskedFor_data() {
    QTest::addColumn<int>("days");
    QTest::newRow("two days on") << 2;
    QTest::newRow("a clock that was set back") << -400;
}

void TestCalendarName::aDayLaterTheNameIsAskedFor() {
    QFETCH(int, days);
    shared();
    edit(u"renameCalendar"_s, u"Old Dates"_s);
    m_machine = later(days);
    const SyncReport report = m_machine->sync();
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, u"calendar-missing"_s);
}

void TestCalendarName::nothingIsWrittenByARememberedName_data() {
    QTest::addColumn<bool>("another");
    QTest::newRow("no calendar has it now") << false;
    QTest::newRow("another calendar has it now") << true;
}

void TestCalendarName::nothingIsWrittenByARememberedName() {
    QFETCH(bool, another);
    shared();
    edit(u"renameCalendar"_s, u"Old Dates"_s);
    if (another)
        edit(u"createCalendar"_s);
    const qsizetype before = eventsIn(u"Old Dates"_s);
    change();
    const int writes = this->writes();
    const SyncReport report = m_machine->sync();
    if (!another) {
        QVERIFY(report.error.has_value());
        QCOMPARE(report.error->code, u"calendar-missing"_s);
        QCOMPARE(this->writes(), writes);
        QCOMPARE(eventsIn(u"Old Dates"_s), before);
        return;
    }
    QVERIFY(report.verified); // a move to the one that has the name
    QCOMPARE(eventsIn(m_machine->profile().calendarName), before);
    QCOMPARE(report.summary.created, int(before));
    QCOMPARE(report.summary.deleted, int(before));
    QCOMPARE(report.summary.updated, 0);
    QCOMPARE(eventsIn(u"Old Dates"_s), 0);
}

void TestCalendarName::whatIsPutBackIsNotWrittenByARememberedNameEither() {
    shared();
    const QJsonArray events =
        m_sandbox->events(m_machine->profile().mailbox, m_machine->profile().calendarName);
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                           {u"op"_s, u"update"_s},
                                           {u"event"_s, events.first()[u"id"_s]},
                                           {u"set"_s, QJsonObject{{u"subject"_s, u"Edited by Ann"_s}}}}));
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    QCOMPARE(plan->putBacks.size(), 1U);
    const EventKey key = plan->putBacks.front().key;
    const Plan reviewed = puttingBack(*plan, {key});
    edit(u"renameCalendar"_s, u"Old Dates"_s);
    const int writes = this->writes();
    const SyncReport report = m_machine->engine().applySelected(
        reviewed, {key}, {RunKind::Apply, m_machine->maxDelete}, nullptr, m_machine->control, nullptr);
    QVERIFY(report.error.has_value());
    QCOMPARE(report.error->code, u"calendar-missing"_s);
    QCOMPARE(this->writes(), writes);
}

void TestCalendarName::anIdThatLeadsNowhereIsLookedForByName_data() {
    QTest::addColumn<QStringList>("ops");
    QTest::newRow("another id") << QStringList{u"renewCalendarId"_s};
    QTest::newRow("deleted") << QStringList{u"deleteCalendar"_s};
    QTest::newRow("made anew") << QStringList{u"deleteCalendar"_s, u"createCalendar"_s};
}

void TestCalendarName::anIdThatLeadsNowhereIsLookedForByName() {
    QFETCH(QStringList, ops);
    shared();
    const qsizetype before = eventsIn(m_machine->profile().calendarName);
    for (const QString& op : ops)
        edit(op);
    const SyncReport report = m_machine->sync();
    if (ops.size() == 1 && ops.front() == u"deleteCalendar"_s) {
        QVERIFY(report.error.has_value());
        QCOMPARE(report.error->code, u"calendar-missing"_s);
        return;
    }
    QVERIFY(report.verified);
    QCOMPARE(report.summary.created, ops.size() == 2 ? int(before) : 0);
    QCOMPARE(eventsIn(m_machine->profile().calendarName), before);
    m_sandbox->resetLog();
    QVERIFY(m_machine->sync().verified);
    QCOMPARE(m_sandbox->requests(u"graph"_s, u"GET"_s), 1);
}

void TestCalendarName::aCalendarOfSomebodyElseIsNeverOurs() {
    shared();
    change();
    edit(u"deleteCalendar"_s);
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, m_machine->profile().mailbox},
                                           {u"op"_s, u"createCalendar"_s},
                                           {u"calendar"_s, m_machine->profile().calendarName},
                                           {u"owner"_s, u"somebody@contoso.example"_s}}));
    const SyncReport report = m_machine->sync();
    QVERIFY(!report.verified && report.error);
    QCOMPARE(report.error->code, u"calendar-missing"_s);
    QCOMPARE(eventsIn(m_machine->profile().calendarName), 0);
    QVERIFY(!CalendarResolver(m_machine->graph(), m_machine->journal())
                 .create(m_machine->profile().mailbox, m_machine->profile().calendarName, {}));
}

/// Theirs is made anew, the others' stay as they are.
void TestCalendarName::aPersonsCalendarOfAnotherNameIsNotWrittenTo() {
    QVERIFY(m_machine->sync().verified);
    const auto wanted = expected();
    const QString mailbox = byMailbox().at(wanted.begin()->first).address;
    QVERIFY(m_sandbox->control(u"edit"_s, {{u"mailbox"_s, mailbox},
                                           {u"op"_s, u"renameCalendar"_s},
                                           {u"calendar"_s, u"Project Deliverables"_s},
                                           {u"to"_s, u"My Dates"_s}}));
    QVERIFY(!m_machine->sync().run);
    QJsonArray patch;
    for (const qint64 id : wanted.begin()->second)
        patch.append(QJsonObject{{u"id"_s, id}, {u"set"_s, QJsonObject{{u"date"_s, u"2027-03-01"_s}}}});
    tracker({{u"table"_s, u"deliverables"_s}, {u"patch"_s, patch}});
    const SyncReport report = m_machine->sync();
    QVERIFY(report.verified && report.status == RunStatus::Succeeded);
    holdsForEverybody();
    const auto standing = ours();
    for (const QString& calendar : standing.at(mailbox))
        QCOMPARE(calendar, u"Project Deliverables"_s);
    QVERIFY(!m_machine->sync().run);
}

/// It is not probed when a run begins; that it cannot be read makes the run ask, as somebody's look does.
void TestCalendarName::aMailboxThatIsGoneIsNotTakenForOneThatFails() {
    QVERIFY(m_machine->sync().verified);
    const PersonRow row = byMailbox().at(expected().begin()->first);
    QVERIFY(m_sandbox->control(u"mailbox"_s, {{u"mailbox"_s, row.address}, {u"hasMailbox"_s, false}}));
    const SyncReport report = m_machine->sync();
    const auto plan = m_machine->plan();
    QVERIFY(plan);
    QCOMPARE(report.unread.size(), plan->unread().size());
    QVERIFY(std::ranges::any_of(plan->withoutMailbox,
                                [&row](const PersonRow& each) { return each.person == row.person; }));
    QCOMPARE(plan->pending(), 0);
}

QTEST_GUILESS_MAIN(TestCalendarName)
#include "tst_calendarname.moc"
