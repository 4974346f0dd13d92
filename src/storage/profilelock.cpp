// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "storage/profilelock.h"

#include "base/clock.h"
#include "storage/privatefile.h"

#include <QFileInfo>
#include <QLockFile>
#include <QSysInfo>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <cerrno>

#include <signal.h>
#endif

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<QLockFile> lockFile(const QString& path) {
    auto file = std::make_unique<QLockFile>(path);
    // Age is no sign of death: a long run holds its lock for hours. A dead owner is told by its process.
    file->setStaleLockTime(0);
    return file;
}

#ifdef Q_OS_WIN
bool isAlive(qint64 pid) {
    const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, static_cast<DWORD>(pid));
    DWORD code = 0;
    const bool alive = process != nullptr && GetExitCodeProcess(process, &code) && code == STILL_ACTIVE;
    if (process != nullptr)
        CloseHandle(process);
    return alive;
}
#else
bool isAlive(qint64 pid) { return ::kill(static_cast<pid_t>(pid), 0) == 0 || errno == EPERM; }
#endif

std::optional<LockOwner> ownerOf(const QLockFile& file, const QString& path) {
    LockOwner owner;
    if (!file.getLockInfo(&owner.pid, &owner.host, &owner.program))
        return std::nullopt;
    owner.sinceUtc = QFileInfo(path).lastModified().toUTC();
    return owner;
}

QString ageText(const QDateTime& since, const QDateTime& now) {
    const qint64 seconds = qMax<qint64>(0, since.secsTo(now));
    if (seconds < 120)
        return u"%1 s"_s.arg(seconds);
    return seconds < 7200 ? u"%1 min"_s.arg(seconds / 60) : u"%1 h"_s.arg(seconds / 3600);
}

} // namespace

Error profileInUse(const QString& place, const std::optional<LockOwner>& owner, const QDateTime& nowUtc) {
    QString who = u"somebody"_s;
    if (owner)
        who = u"%1 (process %2 on %3, since %4, %5 ago)"_s.arg(owner->program, QString::number(owner->pid),
                                                               owner->host, toIsoUtc(owner->sinceUtc),
                                                               ageText(owner->sinceUtc, nowUtc));
    Error error = storageError(u"cannot take the lock"_s, place, u"this profile is in use by "_s + who);
    error.kind = Error::Kind::Refused;
    return error;
}

QString ProfileLock::besideDatabase(const QString& databasePath) {
    const QFileInfo database(databasePath);
    return database.absolutePath() + u'/' + database.completeBaseName() + u".lock"_s;
}

ProfileLock::ProfileLock(std::unique_ptr<QLockFile> file) : m_file(std::move(file)) {}
ProfileLock::ProfileLock(ProfileLock&&) noexcept = default;
ProfileLock& ProfileLock::operator=(ProfileLock&&) noexcept = default;
ProfileLock::~ProfileLock() = default;

Result<ProfileLock> ProfileLock::take(const QString& path, const QDateTime& nowUtc) {
    if (const auto folder = ensurePrivateFolder(QFileInfo(path).absolutePath()); !folder)
        return std::unexpected(folder.error());
    auto file = lockFile(path);
    if (file->tryLock(0)) {
        if (const auto guarded = ensurePrivateFile(path); !guarded)
            return std::unexpected(guarded.error());
        return ProfileLock(std::move(file));
    }
    switch (file->error()) {
    case QLockFile::LockFailedError:
        return std::unexpected(profileInUse(path, ownerOf(*file, path), nowUtc));
    case QLockFile::PermissionError:
        return std::unexpected(storageError(u"cannot write"_s, path, u"permission denied"_s));
    case QLockFile::UnknownError:
    case QLockFile::NoError:
        break;
    }
    return std::unexpected(storageError(u"cannot write"_s, path, u"the disk may be full or read-only"_s));
}

std::optional<LockOwner> ProfileLock::owner(const QString& path) {
    if (!QFileInfo::exists(path))
        return std::nullopt;
    auto owner = ownerOf(*lockFile(path), path);
    // Taking the lock to find out would get in the way of somebody who takes it at this moment.
    if (owner && owner->host == QSysInfo::machineHostName() && !isAlive(owner->pid))
        return std::nullopt;
    return owner;
}

} // namespace milepost
