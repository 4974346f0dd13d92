// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Profiles under another name.
#include "storage/journal.h"
#include "storage/profilelock.h"
#include "storage/profilestore.h"

#include <QFile>
#include <QFileInfo>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> refused(const QString& detail) {
    return std::unexpected(makeError(Error::Kind::Config, Error::Stage::Config, detail, u"config-invalid"_s));
}

std::unexpected<Error> cannotMove(const QString& path, const QString& why) {
    return std::unexpected(makeError(Error::Kind::Storage, Error::Stage::Storage,
                                     u"cannot rename %1: %2"_s.arg(path, why), u"store-failed"_s));
}

/// Evidence and no more: where another program has it open, it stays under the former name.
void moveExchanges(const QString& from, const QString& to) {
    if (QFileInfo::exists(from) && !QFileInfo::exists(from + u"-wal"_s) && !QFileInfo::exists(to))
        QFile::rename(from, to);
}

} // namespace

/// Members that this version does not know go along.
Result<void> ProfileStore::copy(const QString& name, const QString& newName) const {
    if (const auto profile = load(name); !profile)
        return std::unexpected(profile.error());
    if (const auto free = checkFree(newName); !free)
        return free;
    const auto document = stored(name);
    if (!document)
        return std::unexpected(document.error());
    QJsonObject renamed = document->value_or(QJsonObject());
    renamed.insert(u"name"_s, newName);
    return write(newName, renamed);
}

Result<Profile> ProfileStore::duplicate(const QString& name, const QString& newName) const {
    if (const auto copied = copy(name, newName); !copied)
        return std::unexpected(copied.error());
    return load(newName);
}

/// Opened and closed once: what stands in the file beside it goes into the database.
Result<void> ProfileStore::moveHistory(const QString& name, const QString& newName,
                                       const Clock& clock) const {
    const QString from = m_paths.database(name);
    if (!QFileInfo::exists(from))
        return {};
    if (const auto journal = Journal::open(from, clock); !journal)
        return std::unexpected(journal.error());
    if (QFileInfo::exists(from + u"-wal"_s))
        return cannotMove(from, u"another program has it open"_s);
    QFile file(from);
    if (!file.rename(m_paths.database(newName)))
        return cannotMove(from, file.errorString());
    moveExchanges(m_paths.exchangeLog(name), m_paths.exchangeLog(newName));
    return {};
}

Result<Profile> ProfileStore::rename(const QString& name, const QString& newName, const Clock& clock) const {
    const auto profile = load(name);
    if (!profile)
        return profile;
    if (const auto fine = checkProfileName(newName); !fine)
        return std::unexpected(fine.error());
    if (profile->store != u"sqlite"_s)
        return refused(u"the history of \"%1\" is kept on a server under its name: duplicate the profile "
                       "instead"_s.arg(name));
    if (QFileInfo::exists(m_paths.database(newName)))
        return refused(u"%1 holds the history of a profile \"%2\" that was deleted: move it away first"_s.arg(
            m_paths.database(newName), newName));
    const QString database = m_paths.database(name);
    std::optional<ProfileLock> lock;
    if (QFileInfo::exists(database)) {
        auto taken = ProfileLock::take(ProfileLock::besideDatabase(database), clock.utcNow());
        if (!taken)
            return std::unexpected(taken.error());
        lock = std::move(*taken);
    }
    if (const auto copied = copy(name, newName); !copied)
        return std::unexpected(copied.error());
    if (const auto moved = moveHistory(name, newName, clock); !moved) {
        (void)remove(newName); // all or none
        return std::unexpected(moved.error());
    }
    if (const auto gone = remove(name); !gone)
        return std::unexpected(gone.error());
    return load(newName);
}

} // namespace milepost
