// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/storetarget.h"

#include "base/clock.h"
#include "domain/tag.h"
#include "storage/journalforms.h"
#include "storage/journalparts.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

Result<std::optional<StoreTarget>> read(const Connection& connection) {
    auto row = connection.run(
        u"SELECT mode, mailbox, calendar_name, source, who, since_utc FROM target WHERE slot = 1"_s);
    if (!row)
        return std::unexpected(row.error());
    if (!row->next())
        return std::nullopt;
    return StoreTarget{row->value(0).toString() == u"individual"_s,
                       row->value(1).toString(),
                       row->value(2).toString(),
                       row->value(3).toString(),
                       row->value(4).toString(),
                       journalforms::toTime(row->value(5).toString())};
}

/// `sequel`: what becomes of one that stands.
Result<void> write(const Connection& connection, const StoreTarget& target, const QString& sequel) {
    return journalforms::done(connection.run(
        u"INSERT INTO target (slot, mode, mailbox, calendar_name, source, who, since_utc) "
        "VALUES (1, ?, ?, ?, ?, ?, ?) ON CONFLICT (slot) DO "_s +
            sequel,
        {target.isIndividual ? u"individual"_s : u"shared"_s, target.mailbox, target.calendarName,
         target.source, target.who, journalforms::fromTime(target.sinceUtc)}));
}

Error otherTarget(const QString& store, const StoreTarget& agreed, const StoreTarget& ours) {
    QString said;
    if (!agreed.who.isEmpty())
        said = u" (so %1 said on %2)"_s.arg(agreed.who, toIsoUtc(agreed.sinceUtc));
    return makeError(Error::Kind::Refused, Error::Stage::Storage,
                     u"the store %1 has another target than this profile: there %2%3; here %4"_s.arg(
                         store, agreed.text(), said, ours.text()),
                     u"store-failed"_s);
}

} // namespace

StoreTarget StoreTarget::of(const Profile& profile) {
    return {profile.isIndividual(),
            profile.isIndividual() ? u""_s : profile.mailbox.toLower(),
            profile.targetCalendar(),
            sourceOf(profile.trackerUrl),
            {},
            {}};
}

bool StoreTarget::isSamePlace(const StoreTarget& other) const {
    return isIndividual == other.isIndividual && mailbox == other.mailbox &&
           calendarName == other.calendarName && source == other.source;
}

QString StoreTarget::text() const {
    const QString calendar =
        calendarName.isEmpty() ? u"the default calendar"_s : u"the calendar \"%1\""_s.arg(calendarName);
    return u"%1 of %2, from the tracker %3"_s.arg(calendar, isIndividual ? u"each person"_s : mailbox,
                                                  source);
}

Result<void> Journal::checkTarget(const StoreTarget& ours) const {
    if (!isShared())
        return {};
    const auto agreed = m_parts->read([](const Connection& c) { return read(c); });
    if (!agreed)
        return std::unexpected(agreed.error());
    if (!*agreed || (*agreed)->isSamePlace(ours))
        return {};
    return std::unexpected(otherTarget(m_parts->place.name(), **agreed, ours));
}

Result<void> Journal::claimTarget(const StoreTarget& ours) {
    if (!isShared())
        return {};
    return m_parts->writer->write([&](const Connection& c) { return write(c, ours, u"NOTHING"_s); });
}

Result<std::optional<StoreTarget>> Journal::retarget(const StoreTarget& ours) {
    if (!isShared())
        return std::unexpected(
            makeError(Error::Kind::Config, Error::Stage::Config,
                      u"this profile keeps its journal in a file of this computer: a changed target is "
                      "planned without another word"_s,
                      u"config-invalid"_s));
    const auto turn = lock(); // nobody is told in the middle of a run that it writes to the wrong place
    if (!turn)
        return std::unexpected(turn.error());
    return m_parts->produce<std::optional<StoreTarget>>(
        [&](const Connection& c) -> Result<std::optional<StoreTarget>> {
            const auto agreed = read(c);
            if (!agreed || (*agreed && (*agreed)->isSamePlace(ours)))
                return agreed;
            const auto written =
                write(c, ours,
                      u"UPDATE SET mode = excluded.mode, mailbox = excluded.mailbox, calendar_name = "
                      "excluded.calendar_name, source = excluded.source, who = excluded.who, since_utc = "
                      "excluded.since_utc"_s);
            if (!written)
                return std::unexpected(written.error());
            return *agreed;
        });
}

} // namespace milepost
