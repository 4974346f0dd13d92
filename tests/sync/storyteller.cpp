// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storyteller.h"

#include <QJsonDocument>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

using Broken = std::optional<QString>; ///< the law that was

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

/// The laws, and the steps that are more than something that happens.
struct Storyteller::World {
    explicit World(const StorySetting& setting) : world(setting) {}

    StoryWorld world;

    [[nodiscard]] Broken begin();
    [[nodiscard]] Broken happen(const Step& step);
    /// Whether it was a step in which no computer of ours writes.
    [[nodiscard]] bool happensOutside(const Step& step);
    [[nodiscard]] Broken sync(const Step& step);
    [[nodiscard]] Broken calm();
    [[nodiscard]] Broken undo(unsigned seed);

    [[nodiscard]] Broken oneEventPerKey();
    [[nodiscard]] Broken journalKnows(Machine& machine);
    [[nodiscard]] Broken strangerAgrees();
    /// Keys without a copy that somebody made: what their events say.
    [[nodiscard]] QStringList plainEvents();
};

Broken Storyteller::World::begin() {
    if (!world.sandbox().start())
        return u"the sandbox does not start"_s;
    const SyncReport report = world.machine(true)->sync();
    return report.verified ? Broken() : u"the first run: "_s + why(report);
}

Broken Storyteller::World::oneEventPerKey() {
    const auto events = taggedEvents(world.sandbox());
    QSet<QString> keys;
    for (auto it = events.begin(); it != events.end(); ++it) {
        if (world.isByPeople(it.value()))
            continue;
        if (keys.contains(it.key()))
            return u"two events of ours for "_s + it.key();
        keys.insert(it.key());
    }
    return {};
}

Broken Storyteller::World::journalKnows(Machine& machine) {
    const QString source = sourceOf(machine.profile().trackerUrl);
    const auto places = machine.journal().places(source);
    if (!places || places->empty())
        return u"the journal does not know the calendar"_s;
    QHash<QString, QString> present;
    for (const WrittenPlace& place : *places) {
        const auto known = machine.journal().known(source, place.calendarId);
        if (!known)
            return known.error().summary();
        for (const KnownEvent& event : *known)
            if (event.present)
                present.insert(event.key.toString(), event.eventId);
        const auto open = machine.journal().openIntents(place.calendarId);
        if (!open || !open->empty())
            return u"the journal holds what nobody ended"_s;
    }
    const auto events = taggedEvents(world.sandbox());
    for (auto it = present.begin(); it != present.end(); ++it)
        if (!events.contains(it.key()) && !world.wasTakenAway(it.value()))
            return u"the journal knows an event that is not there, of "_s + it.key();
    for (auto it = events.begin(); it != events.end(); ++it) {
        if (!world.isByPeople(it.value()) && present.value(it.key()) != it.value().value(u"id"_s).toString())
            return u"the journal takes another event for that of "_s + it.key();
    }
    return {};
}

/// What is to be done was read off the events alone: only what people deleted is made again. Which of two
/// copies is the first one, and what was decided, only a journal knows.
Broken Storyteller::World::strangerAgrees() {
    if (world.wasDecided() || std::ranges::any_of(taggedEvents(world.sandbox()), [this](const auto& event) {
            return world.isByPeople(event);
        }))
        return {};
    const auto plan = world.stranger()->plan();
    if (!plan)
        return u"a computer that comes new: "_s + plan.error().summary();
    const int others = plan->pending() - plan->summary.create;
    return others == 0 ? Broken() : u"a computer that comes new would change %1 events"_s.arg(others);
}

Broken Storyteller::World::calm() {
    world.calm();
    const auto machine = world.machine();
    const SyncReport report = machine->sync();
    if (!report.verified)
        return u"a run without faults does not end well: "_s + why(report);
    const int writes = world.sandbox().counters().value(u"writes"_s).toInt();
    const SyncReport again = machine->sync();
    if (!again.verified || world.sandbox().counters().value(u"writes"_s).toInt() != writes)
        return u"the second run writes"_s;
    if (Broken broken = strangerAgrees())
        return broken;
    return world.knowsAll() ? journalKnows(*machine) : Broken();
}

QStringList Storyteller::World::plainEvents() {
    const auto events = taggedEvents(world.sandbox());
    QStringList plain;
    for (auto it = events.begin(); it != events.end(); ++it) {
        const auto ofKey = events.values(it.key());
        if (std::ranges::none_of(ofKey, [this](const QJsonObject& event) { return world.isByPeople(event); }))
            plain << said(it.value());
    }
    plain.sort();
    return plain;
}

Broken Storyteller::World::undo(unsigned seed) {
    if (Broken broken = calm())
        return broken;
    world.tracker(seed);
    const auto machine = world.machine();
    const QStringList before = plainEvents();
    const SyncReport report = machine->sync();
    if (!report.verified)
        return u"a run without faults does not end well: "_s + why(report);
    if (!report.run || report.summary.done() == 0)
        return {};
    const auto plan =
        machine->engine().plan(PlanPurpose{PlanPurpose::Kind::Revert, report.run->value}, {}, {});
    if (!plan)
        return u"no way back: "_s + plan.error().summary();
    const SyncReport back = machine->apply(toJson(*plan));
    if (!back.verified)
        return u"the way back: "_s + why(back);
    return plainEvents() == before ? Broken() : u"a run that was taken back leaves something else"_s;
}

bool Storyteller::World::happensOutside(const Step& step) {
    switch (step.kind) {
    case Step::Kind::Tracker:
        world.tracker(step.seed);
        return true;
    case Step::Kind::Team:
        world.team(step.seed);
        return true;
    case Step::Kind::People:
        world.people(step.seed);
        return true;
    case Step::Kind::Mailbox:
        world.mailbox(step.seed);
        return true;
    case Step::Kind::Admin:
        world.admin(step.seed);
        return true;
    case Step::Kind::Fault:
        world.fault(step.seed);
        return true;
    case Step::Kind::Clock:
        world.clock(step.seed);
        return true;
    default:
        return false;
    }
}

Broken Storyteller::World::sync(const Step& step) {
    switch (step.kind) {
    case Step::Kind::Run:
        (void)world.machine()->sync();
        return {};
    case Step::Kind::Killed:
        world.killed(step.seed);
        return {};
    case Step::Kind::Together:
        world.together();
        return {};
    case Step::Kind::Undo:
        return undo(step.seed);
    default:
        return calm();
    }
}

Broken Storyteller::World::happen(const Step& step) {
    const QByteArray foreign = foreignEvents(world.sandbox());
    if (happensOutside(step))
        return {};
    const Broken broken = sync(step);
    if (foreignEvents(world.sandbox()) != foreign)
        return u"a foreign event was touched"_s;
    if (world.sandbox().mailsSent() != 0)
        return u"somebody got a mail"_s;
    return broken ? broken : oneEventPerKey();
}

std::optional<QString> Storyteller::tell(const Story& story) {
    World world(m_setting);
    if (Broken broken = world.begin())
        return broken;
    for (size_t i = 0; i < story.size(); ++i)
        if (Broken broken = world.happen(story[i]))
            return u"%1, after step %2 (%3)"_s.arg(*broken, QString::number(i + 1), toText({story[i]}));
    return {};
}

} // namespace milepost
