// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "individuals.h"

#include <random>

#include <QTest>

using namespace milepost;
using namespace Qt::StringLiterals;

/// A calendar for each person, whatever happens.
class TestIndividualLaws : public QObject, protected Individuals {
    Q_OBJECT

private slots:
    void init() { begin(); }
    void cleanup() { end(); }
    void lawsHoldForEverySeed_data();
    void lawsHoldForEverySeed();
};

void TestIndividualLaws::lawsHoldForEverySeed_data() {
    QTest::addColumn<unsigned>("seed");
    const bool isLong = qEnvironmentVariableIsSet("MILEPOST_LONG");
    const unsigned seeds = isLong ? 60 : 2;
    if (!isLong)
        qInfo("LEFT OUT: 58 of 60 seeds (tests/run.sh --long)");
    for (unsigned seed = 1; seed <= seeds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// Trackers, people, Outlook and admins change; mailboxes fail; now and then the mode is another. Whatever
/// happens no key stands twice in a calendar, and once nothing fails, everybody has exactly their own.
void TestIndividualLaws::lawsHoldForEverySeed() {
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto pick = [&random](int below) {
        return std::uniform_int_distribution<int>(0, below - 1)(random);
    };
    const auto patch = [&](const QJsonObject& set) {
        const QJsonObject row{{u"id"_s, 1 + pick(k_deliverables)}, {u"set"_s, set}};
        (void)m_sandbox->control(u"tracker"_s,
                                 {{u"table"_s, u"deliverables"_s}, {u"patch"_s, QJsonArray{row}}});
    };
    QVERIFY(m_machine->sync().verified);
    for (int round = 0; round < 6; ++round) {
        const auto people = byMailbox();
        const auto anybody = std::next(people.begin(), pick(static_cast<int>(people.size())));
        switch (pick(6)) {
        case 0:
            patch({{u"date"_s, QDate(2026, 12, 1).addDays(pick(60)).toString(Qt::ISODate)}});
            break;
        case 1:
            patch({{u"date"_s, QJsonValue::Null}});
            break;
        case 2:
            decide(anybody->second.person, PersonWish::k_nobody);
            break;
        case 3: // somebody deletes what stands
            for (const QJsonObject& event : taggedEvents(*m_sandbox))
                if (pick(15) == 0)
                    for (const auto& [mailbox, keys] : ours())
                        (void)m_sandbox->control(u"edit"_s, {{u"mailbox"_s, mailbox},
                                                             {u"op"_s, u"delete"_s},
                                                             {u"event"_s, event.value(u"id"_s)}});
            break;
        case 4:
            open([&](Profile& profile) {
                profile.mode = CalendarMode::Individual;
                if (pick(2))
                    profile.personCalendar = PersonCalendar::Default;
            });
            break;
        case 5:
            patch({{u"description"_s, u"Renamed %1"_s.arg(pick(100))}});
            break;
        }
        m_sandbox->addFault({{u"mailbox"_s, anybody->first},
                             {u"probability"_s, 0.3},
                             {u"times"_s, 0},
                             {u"seed"_s, static_cast<int>(seed) * 10 + round}},
                            pick(2) ? QJsonObject{{u"kind"_s, u"dropAfter"_s}}
                                    : QJsonObject{{u"kind"_s, u"status"_s}, {u"status"_s, 503}});
        (void)m_machine->sync();
        m_sandbox->clearFaults();
        for (const auto& [mailbox, keys] : ours())
            for (const QString& key : keys.uniqueKeys()) {
                const QStringList calendars = keys.values(key);
                QCOMPARE(QSet<QString>(calendars.begin(), calendars.end()).size(), calendars.size());
            }
    }
    const SyncReport last = m_machine->sync();
    QVERIFY2(last.verified && last.status == RunStatus::Succeeded,
             qPrintable(last.error ? last.error->summary() : toString(last.status)));
    holdsForEverybody();
    QVERIFY(!m_machine->sync().run);
}

QTEST_GUILESS_MAIN(TestIndividualLaws)
#include "tst_individuallaws.moc"
