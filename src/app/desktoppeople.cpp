// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that knows people and their mailboxes.

#include "app/desktopbackend.h"
#include "base/futures.h"

namespace milepost {

QFuture<Result<PeopleListing>> DesktopBackend::people(const Profile& profile, std::stop_token stop) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<PeopleListing>(std::unexpected(place.error()));
    return m_tasks.run<Result<PeopleListing>>([this, profile, stop,
                                               place = *place]() -> Result<PeopleListing> {
        const EitherStop either(stop, m_tasks.token());
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, logOf(profile), either.token());
        if (!workspace)
            return std::unexpected(workspace.error());
        return (*workspace)->root->people().list(either.token());
    });
}

QFuture<Result<WishOutcome>> DesktopBackend::decidePeople(const Profile& profile,
                                                          const std::vector<PersonWish>& wishes,
                                                          PeopleEngine::Known known) {
    const auto place = placeOf(profile);
    if (!place)
        return ready<WishOutcome>(std::unexpected(place.error()));
    return m_tasks.run<Result<WishOutcome>>([this, profile, wishes, known,
                                             place = *place]() -> Result<WishOutcome> {
        const auto workspace =
            m_workspaces.open(profile, place.files.paths(), *place.secrets, logOf(profile), m_tasks.token());
        if (!workspace)
            return std::unexpected(workspace.error());
        return (*workspace)->root->people().decide(wishes, known, m_tasks.token());
    });
}

QFuture<Result<std::vector<FileWish>>> DesktopBackend::readPeopleFile(const QString& path) {
    return m_tasks.run<Result<std::vector<FileWish>>>([path] { return milepost::readPeopleFile(path); });
}

QFuture<Result<void>> DesktopBackend::writePeopleFile(const QString& path,
                                                      const std::vector<PersonRow>& rows) {
    return m_tasks.run<Result<void>>([path, rows] { return milepost::writePeopleFile(path, rows); });
}

} // namespace milepost
