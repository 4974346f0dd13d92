// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storyteller.h"

#include "doomedrun.h"
#include "stirring.h"

#include <QJsonDocument>
#include <QThreadPool>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Broken = std::optional<QString>; ///< the law that was

sandbox::Sandbox::Options small() {
    sandbox::Sandbox::Options options;
    options.deliverables = 40;
    options.retryAfterSeconds = 0.02;
    return options;
}

QString why(const SyncReport& report) {
    if (report.error)
        return report.error->summary();
    return report.failures.empty() ? u"not verified"_s : report.failures.front().error.summary();
}

/// What an event says and whose it is, without what differs between it and the one made again for it.
QString said(QJsonObject event) {
    for (const QString& name : {u"id"_s, u"restId"_s, u"serial"_s, u"transactionId"_s, u"changeKey"_s})
        event.remove(name);
    event.insert(u"body"_s, event.value(u"body"_s).toString().simplified());
    return QString::fromUtf8(QJsonDocument(event).toJson(QJsonDocument::Compact));
}

} // namespace

struct Storyteller::World {
    explicit World(unsigned policies) : sandbox(small()), choice(policies) {}

    sandbox::Sandbox sandbox;
    unsigned choice;
    QTemporaryDir firstDir;
    QTemporaryDir secondDir;
    int daysAhead = 0;
    bool alone = true; ///< no other computer wrote here: its events the first one's journal does not know
    QSet<QString> byPeople; ///< ids of events with our tag that people made, by copying

    [[nodiscard]] Machine::Options options(const QTemporaryDir& dir) const {
        Machine::Options options;
        options.dataDir = dir.path();
        options.adjust = [this](Profile& profile) { choosePolicies(profile, choice); };
        options.createCalendar = false;
        options.daysAhead = &dir == &firstDir ? daysAhead : 0;
        return options;
    }
    [[nodiscard]] Broken begin();
    [[nodiscard]] Broken happen(const Step& step);

    void tracker(unsigned seed) { Stirring(sandbox, seed).stirTracker(5); }
    void people(unsigned seed);
    void run() { (void)Machine(sandbox, options(firstDir)).sync(); }
    void killed(unsigned seed);
    void together();
    [[nodiscard]] Broken calm();
    [[nodiscard]] Broken undo(unsigned seed);

    [[nodiscard]] Broken oneEventPerKey();
    [[nodiscard]] Broken journalKnows(Machine& machine);
    /// Keys without a copy that somebody made: what their events say.
    [[nodiscard]] QStringList plainEvents();
    [[nodiscard]] QSet<QString> taggedIds();
};

QSet<QString> Storyteller::World::taggedIds() {
    QSet<QString> ids;
    for (const QJsonObject& event : taggedEvents(sandbox))
        ids.insert(event.value(u"id"_s).toString());
    return ids;
}

Broken Storyteller::World::begin() {
    if (!sandbox.start())
        return u"the sandbox does not start"_s;
    Machine::Options first = options(firstDir);
    first.createCalendar = true;
    const SyncReport report = Machine(sandbox, first).sync();
    return report.verified ? Broken() : u"the first run: "_s + why(report);
}

void Storyteller::World::people(unsigned seed) {
    const QSet<QString> before = taggedIds();
    Stirring(sandbox, seed).stirCalendar(sandbox::demo::k_mailbox.toString(), Profile().calendarName, 4);
    byPeople += taggedIds() - before;
}

void Storyteller::World::killed(unsigned seed) {
    QProcess doomed;
    doomed.setStandardErrorFile(QProcess::nullDevice());
    DoomedRun run{Endpoints::of(sandbox), firstDir.path(), 1 + int(seed % 24)};
    run.policies = choice;
    run.daysAhead = daysAhead;
    run.start(doomed);
    if (!doomed.waitForFinished(120'000))
        qFatal("a run that was to be killed does not end");
}

void Storyteller::World::together() {
    alone = false;
    Machine first(sandbox, options(firstDir));
    Machine second(sandbox, options(secondDir));
    QThreadPool pool;
    pool.start([&first] { (void)first.sync(); });
    pool.start([&second] { (void)second.sync(); });
    pool.waitForDone();
}

Broken Storyteller::World::oneEventPerKey() {
    const auto events = taggedEvents(sandbox);
    QSet<QString> keys;
    for (auto it = events.begin(); it != events.end(); ++it) {
        if (byPeople.contains(it.value().value(u"id"_s).toString()))
            continue;
        if (keys.contains(it.key()))
            return u"two events of ours for "_s + it.key();
        keys.insert(it.key());
    }
    return {};
}

Broken Storyteller::World::journalKnows(Machine& machine) {
    const auto id = machine.journal().calendarId(machine.profile().mailbox, machine.profile().calendarName);
    if (!id || !*id)
        return u"the journal does not know the calendar"_s;
    const auto known = machine.journal().known(sourceOf(machine.profile().trackerUrl), **id);
    if (!known)
        return known.error().summary();
    QHash<QString, QString> present;
    for (const KnownEvent& event : *known)
        if (event.present)
            present.insert(event.key.toString(), event.eventId);
    const auto events = taggedEvents(sandbox);
    for (auto it = events.begin(); it != events.end(); ++it) {
        const QString event = it.value().value(u"id"_s).toString();
        if (!byPeople.contains(event) && present.value(it.key()) != event)
            return u"the journal takes another event for that of "_s + it.key();
    }
    return {};
}

Broken Storyteller::World::calm() {
    sandbox.clearFaults();
    Machine machine(sandbox, options(firstDir));
    const SyncReport report = machine.sync();
    if (!report.verified)
        return u"a run without faults does not end well: "_s + why(report);
    const int writes = sandbox.counters().value(u"writes"_s).toInt();
    const SyncReport again = machine.sync();
    if (!again.verified || sandbox.counters().value(u"writes"_s).toInt() != writes)
        return u"the second run writes"_s;
    return alone ? journalKnows(machine) : Broken();
}

QStringList Storyteller::World::plainEvents() {
    const auto events = taggedEvents(sandbox);
    QStringList plain;
    for (auto it = events.begin(); it != events.end(); ++it) {
        const auto ofKey = events.values(it.key());
        if (std::ranges::none_of(ofKey, [this](const QJsonObject& event) {
                return byPeople.contains(event.value(u"id"_s).toString());
            }))
            plain << said(it.value());
    }
    plain.sort();
    return plain;
}

Broken Storyteller::World::undo(unsigned seed) {
    if (Broken broken = calm())
        return broken;
    tracker(seed);
    Machine machine(sandbox, options(firstDir));
    const QStringList before = plainEvents();
    const SyncReport report = machine.sync();
    if (!report.verified)
        return u"a run without faults does not end well: "_s + why(report);
    if (!report.run || report.summary.done() == 0)
        return {};
    const auto plan =
        machine.engine().plan(PlanPurpose{PlanPurpose::Kind::Revert, report.run->value}, {}, {});
    if (!plan)
        return u"no way back: "_s + plan.error().summary();
    const SyncReport back = machine.apply(toJson(*plan));
    if (!back.verified)
        return u"the way back: "_s + why(back);
    return plainEvents() == before ? Broken() : u"a run that was taken back leaves something else"_s;
}

Broken Storyteller::World::happen(const Step& step) {
    const QByteArray foreign = foreignEvents(sandbox);
    Broken broken;
    switch (step.kind) {
    case Step::Kind::Tracker:
        tracker(step.seed);
        return {};
    case Step::Kind::People:
        people(step.seed);
        return {};
    case Step::Kind::Fault:
        Stirring(sandbox, step.seed).breakSomething();
        return {};
    case Step::Kind::Clock:
        daysAhead = int(step.seed % 3) * 400 - 400;
        return {};
    case Step::Kind::Run:
        run();
        break;
    case Step::Kind::Killed:
        killed(step.seed);
        break;
    case Step::Kind::Together:
        together();
        break;
    case Step::Kind::Undo:
        broken = undo(step.seed);
        break;
    case Step::Kind::Calm:
        broken = calm();
        break;
    }
    if (foreignEvents(sandbox) != foreign)
        return u"a foreign event was touched"_s;
    if (sandbox.mailsSent() != 0)
        return u"somebody got a mail"_s;
    return broken ? broken : oneEventPerKey();
}

std::optional<QString> Storyteller::tell(const Story& story) {
    World world(m_choice);
    if (Broken broken = world.begin())
        return broken;
    for (size_t i = 0; i < story.size(); ++i)
        if (Broken broken = world.happen(story[i]))
            return u"%1, after step %2 (%3)"_s.arg(*broken, QString::number(i + 1), toText({story[i]}));
    return {};
}

} // namespace milepost
