// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that reads the exchange log (ADR 32). It needs neither network nor secrets.
#include "app/desktopbackend.h"

namespace milepost {

namespace {

/// The list shows none of them, and they are most of what is read.
void dropBodies(std::vector<ExchangeRecord>& records) {
    for (ExchangeRecord& record : records) {
        record.requestBody = QString();
        record.answerBody = QString();
    }
}

Result<ExchangePart> partOf(const ExchangeFile& file, const ExchangeQuery& query) {
    ExchangePart part;
    // First, so that what comes meanwhile is asked for again rather than passed over.
    const auto last = file.lastId();
    if (!last)
        return std::unexpected(last.error());
    part.lastId = *last;
    auto records = query.after > 0 ? file.after(query.filter, query.after, query.most)
                                   : file.newest(query.filter, query.most, query.before);
    if (!records)
        return std::unexpected(records.error());
    part.records = std::move(*records);
    if (query.after > 0)
        std::ranges::reverse(part.records);
    part.isWhole = static_cast<int>(part.records.size()) < query.most;
    dropBodies(part.records);
    if (query.isBeginning()) {
        const auto fits = file.count(query.filter);
        if (!fits)
            return std::unexpected(fits.error());
        part.fits = *fits;
    }
    const auto until = file.bodiesUntil();
    if (!until)
        return std::unexpected(until.error());
    part.bodiesUntil = *until;
    return part;
}

} // namespace

QFuture<Result<ExchangePart>> DesktopBackend::exchanges(const Profile& profile, const ExchangeQuery& query) {
    const QString path = filesOf(profile.name).paths().exchangeLog(profile.name);
    return m_tasks.run<Result<ExchangePart>>([this, path, query]() -> Result<ExchangePart> {
        const auto file = ExchangeFile::openForReading(path, m_clock.utcNow());
        if (file)
            return partOf(*file, query);
        if (file.error().kind == Error::Kind::NotFound) // nothing was kept yet: no failure
            return ExchangePart();
        return std::unexpected(file.error());
    });
}

QFuture<Result<ExchangeRecord>> DesktopBackend::exchange(const Profile& profile, qint64 id) {
    const QString path = filesOf(profile.name).paths().exchangeLog(profile.name);
    return m_tasks.run<Result<ExchangeRecord>>([this, path, id]() -> Result<ExchangeRecord> {
        const auto file = ExchangeFile::openForReading(path, m_clock.utcNow());
        if (!file)
            return std::unexpected(file.error());
        auto found = file->byIds({id});
        if (!found)
            return std::unexpected(found.error());
        if (found->empty())
            return std::unexpected(
                makeError(Error::Kind::NotFound, Error::Stage::Storage, QString::number(id), QString()));
        return std::move(found->front());
    });
}

QFuture<Result<QDateTime>> DesktopBackend::keepBodies(const Profile& profile, int minutes) {
    const auto log = logOf(profile);
    return m_tasks.run<Result<QDateTime>>([this, log, minutes]() -> Result<QDateTime> {
        const QDateTime now = m_clock.utcNow();
        const QDateTime until = now.addSecs(60LL * minutes);
        auto file = ExchangeFile::openForWriting(log->path(), now);
        if (!file)
            return std::unexpected(file.error());
        if (const auto wanted = file->wantBodiesUntil(until); !wanted)
            return std::unexpected(wanted.error());
        log->wantBodiesUntil(until); // this program need not wait until it writes the next time
        return until;
    });
}

} // namespace milepost
