// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/ladders.h"

#include <QCoreApplication>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

QString subjectOf(LadderId id, const Profile& profile, const LadderWish& wish) {
    const QString mailbox = wish.trace.mailbox.isEmpty() ? profile.mailbox : wish.trace.mailbox;
    switch (id) {
    case LadderId::AuthenticationFailed:
    case LadderId::InsufficientPrivileges:
        return profile.name;
    case LadderId::CalendarNotFound:
        return profile.targetCalendar().isEmpty()
                   ? mailbox
                   : say(QT_TRANSLATE_NOOP("doctor", "%1 in %2")).arg(profile.targetCalendar(), mailbox);
    case LadderId::EventsNotAppearing:
        return wish.trace.deliverable
                   ? say(QT_TRANSLATE_NOOP("doctor", "deliverable %1")).arg(*wish.trace.deliverable)
                   : profile.name;
    }
    return {};
}

} // namespace

QString ladderName(LadderId id) {
    static constexpr std::array k_names{"authentication-failed", "insufficient-privileges",
                                        "calendar-not-found", "events-not-appearing"};
    static_assert(k_names.size() == k_ladders.size());
    return QString::fromLatin1(k_names.at(static_cast<size_t>(id)));
}

std::optional<LadderId> ladderOf(const QString& name) {
    for (const LadderId id : k_ladders)
        if (ladderName(id) == name)
            return id;
    return std::nullopt;
}

QString ladderTitle(LadderId id) {
    static constexpr std::array k_titles{QT_TRANSLATE_NOOP("doctor", "Authentication failed"),
                                         QT_TRANSLATE_NOOP("doctor", "Insufficient privileges"),
                                         QT_TRANSLATE_NOOP("doctor", "Calendar not found"),
                                         QT_TRANSLATE_NOOP("doctor", "Events not appearing")};
    static_assert(k_titles.size() == k_ladders.size());
    return say(k_titles.at(static_cast<size_t>(id)));
}

QString fixTitle(const RungFix& fix) {
    switch (fix.kind) {
    case RungFix::Kind::CreateCalendar:
        return say(QT_TRANSLATE_NOOP("doctor", "Create the calendar"));
    case RungFix::Kind::UseCalendar:
        return say(QT_TRANSLATE_NOOP("doctor", "Use “%1”")).arg(fix.calendar);
    case RungFix::Kind::RenameCalendar:
        return say(QT_TRANSLATE_NOOP("doctor", "Rename “%1” back")).arg(fix.calendar);
    case RungFix::Kind::Resolve:
        return say(QT_TRANSLATE_NOOP("doctor", "Look it up anew"));
    case RungFix::Kind::ShareCalendar:
        return say(QT_TRANSLATE_NOOP("doctor", "Share it with %1")).arg(fix.viewer);
    case RungFix::Kind::NewToken:
        return say(QT_TRANSLATE_NOOP("doctor", "Get a new token"));
    case RungFix::Kind::RequestPack:
        return say(QT_TRANSLATE_NOOP("doctor", "Ask another admin"));
    case RungFix::Kind::Sync:
        return say(QT_TRANSLATE_NOOP("doctor", "Preview this one"));
    }
    return {};
}

std::vector<LadderStep> ladderSteps(LadderId id, const Profile& profile, const LadderWish& wish,
                                    const LadderParts& parts) {
    switch (id) {
    case LadderId::AuthenticationFailed:
        return signInSteps(profile, parts);
    case LadderId::InsufficientPrivileges:
        return privilegeSteps(profile, wish, parts);
    case LadderId::CalendarNotFound:
        return calendarSteps(profile, wish, parts);
    case LadderId::EventsNotAppearing:
        return eventSteps(wish, parts);
    }
    return {};
}

LadderReport runLadder(LadderId id, const Profile& profile, const LadderWish& wish, const LadderParts& parts,
                       std::stop_token stop, const LadderWatch& tell) {
    LadderReport report =
        climb(id, ladderSteps(id, profile, wish, parts), parts.clients.clock, std::move(stop), tell);
    report.subject = subjectOf(id, profile, wish);
    return report;
}

} // namespace milepost
