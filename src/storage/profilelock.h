// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <memory>
#include <optional>

#include <QDateTime>
#include <QString>

class QLockFile;

namespace milepost {

/// Who holds a profile.
struct LockOwner {
    qint64 pid = 0;
    QString host;
    QString program;
    QDateTime sinceUtc; ///< when the lock was taken
};

/// The refusal that names who holds the profile; `place` is the lock's file, or the store.
[[nodiscard]] Error profileInUse(const QString& place, const std::optional<LockOwner>& owner,
                                 const QDateTime& nowUtc);

/// One writer per profile (law 4): held while a run writes, released when destroyed. A lock whose owner died
/// on this computer is broken safely; one of another computer (a shared folder) is never broken. Runs on:
/// any thread; take and release on the same one.
class ProfileLock final {
public:
    /// DIR/NAME.lock for DIR/NAME.sqlite.
    [[nodiscard]] static QString besideDatabase(const QString& databasePath);
    /// Does not wait. Errors: Kind::Refused, code "store-failed", when somebody holds it (owner and age in
    /// `message` and `detail`); Kind::Storage when the file cannot be written.
    [[nodiscard]] static Result<ProfileLock> take(const QString& path, const QDateTime& nowUtc);
    /// Who holds it now; nothing when nobody does or the owner is dead.
    [[nodiscard]] static std::optional<LockOwner> owner(const QString& path);

    ProfileLock(ProfileLock&&) noexcept;
    ProfileLock& operator=(ProfileLock&&) noexcept;
    ~ProfileLock();

private:
    explicit ProfileLock(std::unique_ptr<QLockFile> file);
    std::unique_ptr<QLockFile> m_file;
};

} // namespace milepost
