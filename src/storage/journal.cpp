// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/journal.h"

#include "storage/databasefile.h"
#include "storage/journalparts.h"
#include "storage/journalrows.h"
#include "storage/postgres.h"
#include "storage/storefacts.h"

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A name that was seen so lately is no news.
constexpr qint64 k_newsMs = 3'600'000;

} // namespace

Journal::Journal(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const StorePlace& place, const Clock& clock) {
    const auto steps = journalMigrations(place.isServer());
    const auto prepared = place.isServer() ? postgres::prepare(place, steps)
                                           : prepareDatabase(place.name(), steps, clock.utcNow());
    if (!prepared)
        return std::unexpected(prepared.error());
    auto writer = JournalWriter::start(place);
    if (!writer)
        return std::unexpected(writer.error());
    auto reader = place.isServer() ? std::make_unique<JournalReader>(place) : nullptr;
    return std::unique_ptr<Journal>(
        new Journal(std::unique_ptr<Parts>(new Parts{place, clock, std::move(*writer), std::move(reader)})));
}

Result<RunLock> Journal::lock() {
    if (!m_parts->place.isServer()) {
        auto file =
            ProfileLock::take(ProfileLock::besideDatabase(m_parts->place.name()), m_parts->clock.utcNow());
        if (!file)
            return std::unexpected(file.error());
        return RunLock(std::move(*file));
    }
    auto lease = StoreLease::take(m_parts->place);
    if (!lease)
        return std::unexpected(lease.error());
    m_parts->setRight(lease->token(), false);
    return RunLock(std::move(*lease));
}

Result<RunId> Journal::beginRun(const RunStart& start, const std::vector<EventKey>& planned) {
    return m_parts->produce<RunId>(
        [&](const Connection& c) { return journalrows::beginRun(c, start, planned); });
}

Result<void> Journal::noteRefusal(const RunStart& start, const RunEnd& end) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::noteRefusal(c, start, end); });
}

Result<std::vector<EventKey>> Journal::planned(RunId run) const {
    return m_parts->read([&](const Connection& c) { return journalrows::planned(c, run); });
}

Result<void> Journal::finishRun(RunId run, const RunEnd& end) {
    return m_parts->writer->write([&](const Connection& c) { return journalrows::finishRun(c, run, end); });
}

Result<QJsonObject> Journal::facts() const {
    return m_parts->read([](const Connection& c) { return storeFacts(c); });
}

Result<std::vector<RunRecord>> Journal::runs(int limit) const {
    const bool alive = m_parts->hasLiveOwner();
    return m_parts->read([&](const Connection& c) { return journalrows::runs(c, limit, alive); });
}

Result<RunDetails> Journal::run(RunId run) const {
    const bool alive = m_parts->hasLiveOwner();
    return m_parts->read([&](const Connection& c) -> Result<RunDetails> {
        auto record = journalrows::run(c, run, alive);
        if (!record)
            return std::unexpected(record.error());
        auto actions = journalrows::intentsOf(c, run);
        if (!actions)
            return std::unexpected(actions.error());
        return RunDetails{std::move(*record), std::move(*actions)};
    });
}

Result<IntentId> Journal::intend(const Intent& intent) {
    const QDateTime now = m_parts->clock.utcNow();
    const auto right = m_parts->right();
    return m_parts->produce<IntentId>([&](const Connection& c) -> Result<IntentId> {
        if (!right.token.isEmpty()) {
            const auto stands = right.isWorker ? storelanes::check(c, right.token, intent.run, intent.mailbox)
                                               : StoreLease::check(c, right.token);
            if (!stands)
                return std::unexpected(stands.error());
        }
        return journalrows::intend(c, intent, now);
    });
}

Result<void> Journal::settle(IntentId intent, const Outcome& outcome) {
    return settleAll({{intent, outcome}});
}

Result<void> Journal::settleAll(const std::vector<std::pair<IntentId, Outcome>>& outcomes) {
    const QDateTime now = m_parts->clock.utcNow();
    return m_parts->writer->write([&](const Connection& c) -> Result<void> {
        for (const auto& [intent, outcome] : outcomes)
            if (auto settled = journalrows::settle(c, intent, outcome, now); !settled)
                return settled;
        return {};
    });
}

Result<std::vector<IntentRecord>> Journal::openIntents(const QString& calendarId) const {
    return m_parts->read([&](const Connection& c) { return journalrows::openIntents(c, calendarId); });
}

Result<LaterWrites> Journal::writtenAfter(RunId run, const QString& calendarId) const {
    return m_parts->read([&](const Connection& c) { return journalrows::writtenAfter(c, run, calendarId); });
}

Result<std::vector<KnownEvent>> Journal::known(const QString& source, const QString& calendarId) const {
    return m_parts->read([&](const Connection& c) { return journalrows::known(c, source, calendarId); });
}

Result<QHash<qint64, QDateTime>> Journal::lastWritten(const QString& source,
                                                      const QString& calendarId) const {
    return m_parts->read(
        [&](const Connection& c) { return journalrows::lastWritten(c, source, calendarId); });
}

Result<std::optional<IntentRecord>> Journal::lastIntent(const EventKey& key) const {
    return m_parts->read([&](const Connection& c) { return journalrows::lastIntent(c, key); });
}

Result<void> Journal::raiseGeneration(const EventKey& key, const QString& calendarId, int generation) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::raiseGeneration(c, key, calendarId, generation); });
}

Result<void> Journal::remember(const KnownEvent& event, const QString& calendarId) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::remember(c, event, calendarId); });
}

Result<void> Journal::rememberAll(const std::vector<KnownEvent>& events, const QString& calendarId) {
    return m_parts->writer->write([&](const Connection& c) -> Result<void> {
        for (const KnownEvent& event : events)
            if (auto kept = journalrows::remember(c, event, calendarId); !kept)
                return kept;
        return {};
    });
}

Result<std::optional<TrackerView>> Journal::acceptedView() const {
    return m_parts->read([](const Connection& c) { return journalrows::acceptedView(c); });
}

Result<void> Journal::acceptView(const TrackerView& view) {
    return m_parts->writer->write([&](const Connection& c) { return journalrows::acceptView(c, view); });
}

Result<QStringList> Journal::previousSources() const {
    return m_parts->read([](const Connection& c) { return journalrows::previousSources(c); });
}

Result<std::vector<PersonMapping>> Journal::people(const QString& source) const {
    return m_parts->read([&](const Connection& c) { return journalrows::people(c, source); });
}

Result<void> Journal::changePeople(const QString& source, const std::vector<PersonMapping>& mappings,
                                   const std::vector<qint64>& forgotten) {
    return m_parts->writer->write([&](const Connection& c) -> Result<void> {
        for (const qint64 person : forgotten)
            if (auto gone = journalrows::forgetPerson(c, source, person); !gone)
                return gone;
        for (const PersonMapping& mapping : mappings)
            if (auto kept = journalrows::rememberPerson(c, source, mapping); !kept)
                return kept;
        return {};
    });
}

Result<DriftDecisions> Journal::driftDecisions(const QString& source) const {
    return m_parts->read([&](const Connection& c) { return journalrows::driftDecisions(c, source); });
}

Result<void> Journal::decideDrift(const DriftDecisions& decisions, const QDateTime& decidedUtc,
                                  const std::vector<EventKey>& forgotten) {
    return m_parts->writer->write([&](const Connection& c) -> Result<void> {
        for (const EventKey& key : forgotten)
            if (auto gone = journalrows::forgetDrift(c, key); !gone)
                return gone;
        return journalrows::decideDrift(c, decisions, decidedUtc);
    });
}

Result<std::vector<WrittenPlace>> Journal::places(const QString& source) const {
    return m_parts->read([&](const Connection& c) { return journalrows::places(c, source); });
}

Result<void> Journal::rememberPlaces(const QString& source, const std::vector<WrittenPlace>& places) {
    return m_parts->writer->write([&](const Connection& c) -> Result<void> {
        for (const WrittenPlace& place : places)
            if (auto kept = journalrows::rememberPlace(c, source, place); !kept)
                return kept;
        return {};
    });
}

Result<void> Journal::forgetPlace(const QString& source, const WrittenPlace& place) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::forgetPlace(c, source, place); });
}

Result<std::optional<QString>> Journal::acceptedOrigin(const QString& secret) const {
    return m_parts->read([&](const Connection& c) { return journalrows::acceptedOrigin(c, secret); });
}

Result<void> Journal::acceptOrigin(const QString& secret, const QString& origin) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::acceptOrigin(c, secret, origin); });
}

Result<std::vector<SpentRequests>> Journal::spentRequests(const QString& lane, qint64 sinceMs) const {
    return m_parts->read([&](const Connection& c) { return journalrows::spentRequests(c, lane, sinceMs); });
}

Result<std::vector<SpentRequests>> Journal::spendRequests(const QString& lane, const SpentRequests& added,
                                                          qint64 sinceMs) {
    return m_parts->produce<std::vector<SpentRequests>>(
        [&](const Connection& c) { return journalrows::spendRequests(c, lane, added, sinceMs); });
}

Result<std::optional<QString>> Journal::calendarId(const QString& mailbox, const QString& name) const {
    return m_parts->read([&](const Connection& c) { return journalrows::calendarId(c, mailbox, name); });
}

Result<std::optional<QString>> Journal::provenCalendar(const QString& mailbox, const QString& name) const {
    const qint64 now = m_parts->clock.utcNow().toMSecsSinceEpoch();
    const qint64 holds = std::chrono::milliseconds(k_nameHolds).count();
    return m_parts->read([&](const Connection& c) {
        return journalrows::provenCalendar(c, mailbox, name, {now - holds, now});
    });
}

Result<std::optional<QDateTime>> Journal::calendarSeen(const QString& mailbox, const QString& name) const {
    return m_parts->read([&](const Connection& c) { return journalrows::calendarSeen(c, mailbox, name); });
}

Result<std::set<QString>> Journal::provenMailboxes(const QString& name) const {
    const qint64 now = m_parts->clock.utcNow().toMSecsSinceEpoch();
    const qint64 holds = std::chrono::milliseconds(k_nameHolds).count();
    return m_parts->read([&](const Connection& c) {
        return journalrows::provenMailboxes(c, name, {now - holds, now});
    });
}

Result<void> Journal::rememberCalendar(const QString& mailbox, const QString& name, const QString& id) {
    const qint64 now = m_parts->clock.utcNow().toMSecsSinceEpoch();
    const auto recent = m_parts->read([&](const Connection& c) {
        return journalrows::provenCalendar(c, mailbox, name, {now - k_newsMs, now});
    });
    if (recent && *recent == id)
        return {}; // hundreds of mailboxes are proven in every look: not a commit for each
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::rememberCalendar(c, mailbox, name, id, now); });
}

Result<void> Journal::forgetCalendar(const QString& mailbox, const QString& name) {
    return m_parts->writer->write(
        [&](const Connection& c) { return journalrows::forgetCalendar(c, mailbox, name); });
}

Journal::Counters Journal::counters() const {
    return {m_parts->writer->records(), m_parts->writer->commits()};
}

} // namespace milepost
