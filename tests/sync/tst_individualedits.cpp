// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"
#include "sync/driftengine.h"

#include <random>

#include <QJsonDocument>
#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;
using Kind = DriftDecision::Kind;

/// What people take out of their own calendars, each in their own mailbox, and what becomes of it (ADR 22).
class TestIndividualEdits : public QObject, protected Individuals {
    Q_OBJECT

private slots:
    void init() {
        m_made.clear();
        begin();
    }
    void cleanup() { end(); }
    void whatPeopleTookAwayIsDecidedAboutByMailbox_data();
    void whatPeopleTookAwayIsDecidedAboutByMailbox();
    void onlyWhoMissesSomethingIsAskedForTheirCalendars();
    void aMailboxThatCannotBeSearchedHoldsUpNobody();

private:
    /// An event of ours as it stands with somebody.
    struct Place {
        QString key, address, event;
    };
    /// One that somebody took away, where it went ("": nowhere), and what was decided about it.
    struct Taken {
        Place place;
        QString to;
        std::optional<Kind> decided;
    };
    [[nodiscard]] std::vector<Place> standing();
    [[nodiscard]] Taken takeAway(const Place& place, bool moved);
    [[nodiscard]] std::vector<HandEdit> edits();
    void decide(const std::vector<Taken>& taken);
    /// Requests for a list of calendars since the log was emptied, by mailbox.
    [[nodiscard]] std::map<QString, int> searched();

    std::set<QString> m_made; ///< calendars of people, in this test
};

std::vector<TestIndividualEdits::Place> TestIndividualEdits::standing() {
    std::vector<Place> places;
    const auto state = m_sandbox->control(u"state"_s);
    const QJsonObject mailboxes = state->value(u"mailboxes"_s).toObject();
    for (auto mailbox = mailboxes.begin(); mailbox != mailboxes.end(); ++mailbox)
        for (const QJsonValue calendar : mailbox->toObject().value(u"calendars"_s).toArray())
            for (const QJsonValue event : calendar.toObject().value(u"events"_s).toArray())
                for (const QJsonValue value : event.toObject().value(u"extended"_s).toObject())
                    if (const auto tag = Tag::fromString(value.toString()))
                        places.push_back(
                            {tag->key.toString(), mailbox.key(), event.toObject().value(u"id"_s).toString()});
    return places;
}

TestIndividualEdits::Taken TestIndividualEdits::takeAway(const Place& place, bool moved) {
    const auto edit = [&](QJsonObject what) {
        what.insert(u"mailbox"_s, place.address);
        return m_sandbox->control(u"edit"_s, what).has_value();
    };
    if (!moved)
        return edit({{u"op"_s, u"delete"_s}, {u"event"_s, place.event}}) ? Taken{place, {}, {}} : Taken();
    const QString to = u"Of %1"_s.arg(place.address); // each has a calendar of another name
    if (m_made.insert(to).second && !edit({{u"op"_s, u"createCalendar"_s}, {u"calendar"_s, to}}))
        return {};
    return edit({{u"op"_s, u"move"_s}, {u"event"_s, place.event}, {u"to"_s, to}}) ? Taken{place, to, {}}
                                                                                  : Taken();
}

std::vector<HandEdit> TestIndividualEdits::edits() {
    const SystemClock clock;
    const auto found = DriftEngine({m_machine->engine(), m_machine->journal(), clock}).list({}, {});
    return found ? *found : std::vector<HandEdit>();
}

void TestIndividualEdits::decide(const std::vector<Taken>& taken) {
    const SystemClock clock;
    DriftEngine drift({m_machine->engine(), m_machine->journal(), clock});
    for (const Taken& one : taken)
        if (one.decided)
            QVERIFY(drift.decide({one.place.key, {}, one.decided}, {}, {}));
}

std::map<QString, int> TestIndividualEdits::searched() {
    std::map<QString, int> asked;
    for (const QJsonValue line : m_sandbox->log())
        if (const QJsonObject request = line.toObject();
            request.value(u"method"_s) == u"GET"_s &&
            request.value(u"path"_s).toString().endsWith(u"/calendars"_s))
            ++asked[request.value(u"mailbox"_s).toString()];
    return asked;
}

void TestIndividualEdits::whatPeopleTookAwayIsDecidedAboutByMailbox_data() {
    QTest::addColumn<unsigned>("seed");
    const unsigned seeds = qEnvironmentVariableIsSet("MILEPOST_LONG") ? 40 : 2;
    if (seeds < 40)
        qInfo("LEFT OUT: %u of 40 seeds (tests/run.sh --long)", 40 - seeds);
    for (unsigned seed = 0; seed < seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Any of the copies of any deliverable, in any mailbox, moved or deleted, and decided about in any way: each
/// copy has its own fate.
void TestIndividualEdits::whatPeopleTookAwayIsDecidedAboutByMailbox() {
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    open([seed](Profile& profile) {
        profile.mode = CalendarMode::Individual;
        profile.personCalendar = seed % 2 == 0 ? PersonCalendar::Named : PersonCalendar::Default;
    });
    QVERIFY(m_machine->sync().verified);
    std::vector<Place> all = standing();
    std::ranges::shuffle(all, random);
    QVERIFY(all.size() > 12);
    std::vector<Taken> taken;
    for (size_t i = 0; i < 8; ++i) { // every way of both once, at least
        taken.push_back(takeAway(all[i], i % 2 == 0));
        QVERIFY(!taken.back().place.key.isEmpty());
        if (i < 6)
            taken.back().decided = std::array{Kind::Keep, Kind::Ignore, Kind::Restore}.at(i / 2 % 3);
    }
    std::map<QString, HandEdit> open;
    for (const HandEdit& edit : edits())
        open.emplace(edit.key.toString(), edit);
    QCOMPARE(open.size(), taken.size());
    for (const Taken& one : taken) {
        const HandEdit& edit = open.at(one.place.key);
        QVERIFY(edit.kind() == (one.to.isEmpty() ? HandEdit::Kind::Deleted : HandEdit::Kind::Moved));
        QCOMPARE(edit.fields.at(0).theirs, one.to);
    }
    decide(taken);
    const auto staysAway = [](const Taken& one) { return one.decided && *one.decided != Kind::Restore; };
    const int kept = static_cast<int>(std::ranges::count_if(taken, staysAway));
    const SyncReport report = m_machine->sync();
    QVERIFY2(report.verified, report.failures.empty() ? "" : qPrintable(report.failures[0].error.summary()));
    QCOMPARE(report.summary.created, static_cast<int>(taken.size()) - kept);
    QCOMPARE(report.summary.deleted, 0); // what was moved is left where it is
    std::map<QString, int> copies;
    for (const Place& place : standing())
        ++copies[place.key];
    for (const Taken& one : taken)
        QCOMPARE(copies[one.place.key], (one.to.isEmpty() ? 0 : 1) + (staysAway(one) ? 0 : 1));
    QCOMPARE(m_machine->plan()->pending(), 0);
    QCOMPARE(edits().size(), static_cast<size_t>(kept));

    // Taken back: each is as open as it was, and the next run makes it again.
    for (Taken& one : taken)
        if (staysAway(one)) {
            const SystemClock clock;
            DriftEngine drift({m_machine->engine(), m_machine->journal(), clock});
            QVERIFY(drift.decide({one.place.key, {}, std::nullopt}, {}, {}));
        }
    QCOMPARE(m_machine->sync().summary.created, kept);
    QCOMPARE(m_machine->plan()->pending(), 0);
    QVERIFY(edits().empty());
}

void TestIndividualEdits::onlyWhoMissesSomethingIsAskedForTheirCalendars() {
    QVERIFY(m_machine->sync().verified);
    QVERIFY(m_machine->plan());
    m_sandbox->resetLog();
    QCOMPARE(m_machine->plan()->pending(), 0);
    QVERIFY(searched().empty());
    const Place one = standing().front();
    const QString mailbox = EventKey::fromString(one.key)->recipient;
    QVERIFY(!takeAway(one, true).to.isEmpty());
    m_sandbox->resetLog();
    QCOMPARE(m_machine->plan()->summary.create, 1);
    QVERIFY((searched() == std::map<QString, int>{{mailbox, 1}}));
}

/// It counts as deleted: no plan depends on where it is.
void TestIndividualEdits::aMailboxThatCannotBeSearchedHoldsUpNobody() {
    QVERIFY(m_machine->sync().verified);
    const std::vector<Place> all = standing();
    const Place& one = all.front();
    const auto other =
        std::ranges::find_if(all, [&one](const Place& place) { return place.address != one.address; });
    QVERIFY(other != all.end());
    QVERIFY(!takeAway(one, true).to.isEmpty() && !takeAway(*other, true).to.isEmpty());
    m_sandbox->addFault({{u"mailbox"_s, EventKey::fromString(one.key)->recipient},
                         {u"pathRegex"_s, u"/calendars$"_s},
                         {u"times"_s, 0}},
                        {{u"kind"_s, u"status"_s}, {u"status"_s, 403}, {u"code"_s, u"ErrorAccessDenied"_s}});
    for (const HandEdit& edit : edits())
        QVERIFY(edit.kind() ==
                (edit.key.toString() == one.key ? HandEdit::Kind::Deleted : HandEdit::Kind::Moved));
    QCOMPARE(edits().size(), size_t{2});
    const SyncReport report = m_machine->sync();
    QVERIFY(report.verified);
    QCOMPARE(report.summary.created, 2);
}

QTEST_GUILESS_MAIN(TestIndividualEdits)
#include "tst_individualedits.moc"
