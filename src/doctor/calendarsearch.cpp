// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "doctor/calendarsearch.h"

#include "doctor/probeparts.h"
#include "doctor/quoting.h"

#include <algorithm>

#include <QCoreApplication>

namespace milepost::doctor {

using namespace Qt::StringLiterals;

namespace {

QString say(const char* text) { return QCoreApplication::translate("doctor", text); }

} // namespace

std::optional<Rung> CalendarSearch::unasked() const {
    const ProbeReport report =
        probes::begin(ProbeId::Calendar, profile, parts.clients, probes::appKeys(profile));
    if (report.skipped)
        return rungOf(report);
    if (!mailbox().isEmpty())
        return std::nullopt;
    if (profile.isIndividual())
        return rungOf(
            RungState::Skipped,
            say(QT_TRANSLATE_NOOP("doctor", "Each person has a calendar: name a mailbox to look at")));
    return rungFailed(makeError(Error::Kind::Config, Error::Stage::Config, u"not configured: mailbox"_s,
                                u"config-invalid"_s));
}

QString CalendarSearch::mailbox() const {
    return wish.trace.mailbox.isEmpty() ? profile.mailbox : wish.trace.mailbox;
}

const Result<PermissionFacts>& CalendarSearch::facts(std::stop_token stop) {
    return m_facts.get([&] { return readPermissionFacts(profile.clientId, parts.clients, std::move(stop)); });
}

const Result<std::vector<Calendar>>& CalendarSearch::calendars(std::stop_token stop) {
    return m_calendars.get([&] { return parts.clients.graph.calendars(mailbox(), std::move(stop)); });
}

const Result<DirectoryAnswer>& CalendarSearch::user(std::stop_token stop) {
    return m_user.get([&]() -> Result<DirectoryAnswer> {
        DirectoryQuestion question;
        (looksLikeAddress(mailbox()) ? question.addresses : question.ids) << mailbox();
        auto answers = lookUp(parts.clients.graph, question, std::move(stop));
        if (!answers)
            return std::unexpected(answers.error());
        DirectoryAnswer& answer = answers->at(addressKey(mailbox()));
        if (answer.users.empty() && answer.failure)
            return std::unexpected(*answer.failure);
        return std::move(answer);
    });
}

const Calendar* CalendarSearch::found(std::stop_token stop) {
    const auto& all = calendars(std::move(stop));
    if (!all)
        return nullptr;
    const auto meant = std::ranges::find_if(*all, [this](const Calendar& calendar) {
        return name().isEmpty() ? calendar.isDefault : calendar.name == name() && !calendar.isForeign;
    });
    return meant == all->end() ? nullptr : &*meant;
}

QString CalendarSearch::rememberedId() const {
    if (parts.journal == nullptr)
        return {};
    return parts.journal->calendarId(mailbox(), name()).value_or(std::nullopt).value_or(QString());
}

const Result<Calendar>& CalendarSearch::former(std::stop_token stop) {
    return m_former.get([&] {
        return parts.clients.graph.calendar({mailbox(), rememberedId()}, std::move(stop));
    });
}

bool CalendarSearch::renamed(std::stop_token stop) {
    return !name().isEmpty() && !rememberedId().isEmpty() && former(std::move(stop)).has_value();
}

std::vector<CalendarNote> CalendarSearch::notes(std::stop_token stop) {
    const auto& all = calendars(stop);
    if (!all)
        return {};
    Profile asked = profile;
    asked.mailbox = mailbox();
    ProbeClients asking = parts.clients;
    if (parts.journal != nullptr)
        asking.calendarSeenUtc = parts.journal->calendarSeen(mailbox(), name()).value_or(std::nullopt);
    return probes::calendarNotes(*all, asked, asking, std::move(stop));
}

RungFix CalendarSearch::fix(RungFix::Kind kind, const QString& calendar) const {
    const QString word = kind == RungFix::Kind::CreateCalendar   ? u"create"_s
                         : kind == RungFix::Kind::RenameCalendar ? u"rename"_s
                                                                 : u"use"_s;
    QString command = u"milepostctl calendars %1 %2"_s.arg(word, shellQuoted(calendar));
    if (kind == RungFix::Kind::RenameCalendar)
        command += u' ' + shellQuoted(name());
    return {kind, calendar, {}, command};
}

} // namespace milepost::doctor
