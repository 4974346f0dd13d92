// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storyworld.h"

#include "../storage/postgresserver.h"
#include "doomedrun.h"
#include "manymailboxes.h"
#include "stirring.h"

#include <QThreadPool>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_people = 9;

sandbox::Options small(bool isIndividual) {
    sandbox::Options options;
    options.deliverables = isIndividual ? 20 : 40;
    options.retryAfterSeconds = 0.02;
    if (isIndividual) {
        options.people = k_people;
        options.roles = QStringList{u"Calendars.ReadWrite"_s, u"User.Read.All"_s};
    }
    return options;
}

} // namespace

StoryWorld::StoryWorld(const StorySetting& setting)
    : m_setting(setting),
      m_sandbox(small(setting.isIndividual)) {
    if (setting.server == nullptr)
        return;
    static int told = 0;
    m_storeName = u"story %1"_s.arg(++told);
    m_store = setting.server->place(m_storeName);
}

Machine::Options StoryWorld::options(bool isFirst) const {
    Machine::Options options;
    options.dataDir = m_dirs[isFirst ? 0 : 1].path();
    options.store = m_store;
    options.adjust = [setting = m_setting](Profile& profile) {
        choosePolicies(profile, setting.choice);
        if (setting.isIndividual)
            profile.mode = CalendarMode::Individual;
    };
    options.createCalendar = false;
    options.daysAhead = isFirst ? m_daysAhead : 0;
    return options;
}

std::unique_ptr<Machine> StoryWorld::machine(bool createCalendar) {
    Machine::Options first = options(true);
    first.createCalendar = createCalendar && !m_setting.isIndividual;
    return std::make_unique<Machine>(m_sandbox, first);
}

std::unique_ptr<Machine> StoryWorld::stranger() {
    Machine::Options fresh = options(true);
    fresh.dataDir.clear();
    fresh.store.reset();
    return std::make_unique<Machine>(m_sandbox, fresh);
}

QSet<QString> StoryWorld::taggedIds() {
    QSet<QString> ids;
    for (const QJsonObject& event : taggedEvents(m_sandbox))
        ids.insert(event.value(u"id"_s).toString());
    return ids;
}

bool StoryWorld::isByPeople(const QJsonObject& event) const {
    return m_byPeople.contains(event.value(u"id"_s).toString());
}

void StoryWorld::tracker(unsigned seed) {
    Stirring(m_sandbox, seed, m_setting.isIndividual ? 20 : 60).stirTracker(5);
}

void StoryWorld::team(unsigned seed) { Stirring(m_sandbox, seed, 20).stirTeams(k_people, 4); }

void StoryWorld::people(unsigned seed) {
    const QSet<QString> before = taggedIds();
    Stirring stirring(m_sandbox, seed);
    Profile profile;
    options(true).adjust(profile);
    const QString named = profile.targetCalendar();
    const QString calendar = named.isEmpty() ? u"Calendar"_s : named;
    if (!m_setting.isIndividual)
        stirring.stirCalendar(sandbox::demo::k_mailbox.toString(), calendar, 4);
    for (int i = 0; m_setting.isIndividual && i < 3; ++i)
        stirring.stirCalendar(personsMailbox(1 + stirring.pick(k_people)), calendar, 3);
    const QSet<QString> after = taggedIds();
    m_byPeople += after - before;
    m_takenAway += before - after;
}

void StoryWorld::mailbox(unsigned seed) {
    Stirring stirring(m_sandbox, seed);
    static const QStringList k_members{u"hasMailbox"_s, u"accountEnabled"_s, u"blocked"_s};
    const QString mailbox = personsMailbox(1 + stirring.pick(k_people));
    (void)m_sandbox.control(
        u"mailbox"_s, {{u"mailbox"_s, mailbox}, {k_members.at(stirring.pick(3)), stirring.pick(3) == 0}});
}

void StoryWorld::admin(unsigned seed) {
    m_wasDecided = true;
    Stirring stirring(m_sandbox, seed);
    const QString wishes[] = {PersonWish::k_nobody, PersonWish::k_automatic, PersonWish::k_automatic,
                              personsMailbox(1 + stirring.pick(k_people))};
    const QString person = QString::number(1 + stirring.pick(k_people));
    (void)machine()->people().decide({{person, wishes[stirring.pick(4)], {}}}, PeopleEngine::Known::Pin, {});
}

void StoryWorld::fault(unsigned seed) { Stirring(m_sandbox, seed).breakSomething(); }

void StoryWorld::killed(unsigned seed) {
    QProcess doomed;
    doomed.setStandardErrorFile(QProcess::nullDevice());
    // Where many mailboxes are read first, the writes come later.
    const unsigned borders = m_setting.isIndividual ? 60 : 24;
    DoomedRun run{Endpoints::of(m_sandbox), m_dirs[0].path(), 1 + int(seed % borders)};
    run.store = m_store;
    run.storeProfile = m_storeName;
    run.policies = m_setting.choice;
    run.daysAhead = m_daysAhead;
    run.individual = m_setting.isIndividual;
    run.start(doomed);
    if (!doomed.waitForFinished(120'000))
        qFatal("a run that was to be killed does not end");
    if (m_store)
        test::PostgresServer::endLeases(*m_store);
}

void StoryWorld::together() {
    m_knowsAll = m_store.has_value();
    Machine first(m_sandbox, options(true));
    Machine second(m_sandbox, options(false));
    QThreadPool pool;
    pool.start([&first] { (void)first.sync(); });
    pool.start([&second] { (void)second.sync(); });
    pool.waitForDone();
}

void StoryWorld::calm() {
    m_sandbox.clearFaults();
    for (int person = 1; m_setting.isIndividual && person <= k_people; ++person)
        (void)m_sandbox.control(u"mailbox"_s, {{u"mailbox"_s, personsMailbox(person)},
                                               {u"hasMailbox"_s, true},
                                               {u"accountEnabled"_s, true},
                                               {u"blocked"_s, false}});
}

} // namespace milepost
