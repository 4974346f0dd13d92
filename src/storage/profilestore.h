// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "domain/profile.h"
#include "storage/paths.h"

#include <optional>

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace milepost {

/// Profiles as files, one JSON object each, without secrets. Every write is whole or not at all. A file that
/// cannot be understood (broken, or of a newer schema) is an error that says where and why; it is never
/// overwritten, so that nothing of it is lost. Members that this version does not know are kept.
/// Errors: Kind::Config, code "config-invalid" (names, contents, absent profiles); Kind::Storage, code
/// "store-failed" (the disk). Runs on: any thread, one at a time.
class ProfileStore final {
public:
    explicit ProfileStore(Paths paths) : m_paths(std::move(paths)) {}

    [[nodiscard]] const Paths& paths() const { return m_paths; }
    /// Sorted; those with a broken file too.
    [[nodiscard]] Result<QStringList> names() const;
    [[nodiscard]] bool exists(const QString& name) const;
    [[nodiscard]] Result<Profile> load(const QString& name) const;
    /// A new profile may have that name: it is one, and no profile has it, in whatever case.
    [[nodiscard]] Result<void> checkFree(const QString& name) const;
    /// Replaces the values of a profile, or writes a new one.
    [[nodiscard]] Result<void> save(const Profile& profile) const;
    /// With every default; `systemZoneId` as newProfile() takes it. Refused when the name is taken, in
    /// whatever case: some platforms do not tell cases apart.
    [[nodiscard]] Result<Profile> create(const QString& name, const QByteArray& systemZoneId) const;
    /// The file goes; the journal stays, because its history may be asked for (docs/files.md).
    [[nodiscard]] Result<void> remove(const QString& name) const;

    /// A new profile with the values of another; its history is its own. Refused when the name is taken.
    [[nodiscard]] Result<Profile> duplicate(const QString& name, const QString& newName) const;
    /// The profile and its history get another name. Kill it at any point: nothing is lost, at worst both
    /// names stand and one of them has the history. Refused when the name is taken, also by the history of a
    /// deleted profile; when somebody writes or reads with the profile; and when its history is on a server,
    /// where it is kept under the name.
    [[nodiscard]] Result<Profile> rename(const QString& name, const QString& newName,
                                         const Clock& clock) const;

    /// The document that importFile() takes.
    [[nodiscard]] Result<QJsonObject> exported(const QString& name) const;
    /// A new profile, named as the file says or, when it says nothing, as the file is called; refused when
    /// the name is taken. Unknown members are dropped: whoever wrote them, no secret gets in that way.
    [[nodiscard]] Result<Profile> importFile(const QString& path) const;

private:
    [[nodiscard]] Result<std::optional<QJsonObject>> stored(const QString& name) const;
    [[nodiscard]] Result<void> copy(const QString& name, const QString& newName) const;
    [[nodiscard]] Result<void> moveHistory(const QString& name, const QString& newName,
                                           const Clock& clock) const;
    [[nodiscard]] Result<void> write(const QString& name, const QJsonObject& document) const;

    Paths m_paths;
};

} // namespace milepost
