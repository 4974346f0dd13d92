// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/together.h"
#include "domain/peoplemap.h"
#include "domain/reading.h"
#include "domain/trackerdata.h"
#include "tracker/jsonsource.h"
#include "tracker/trackerrows.h"

#include <chrono>
#include <optional>
#include <stop_token>

namespace milepost {

/// The Workload Tracker's resources as values. Reads only. Thread-safe as far as the client is.
class TrackerClient {
public:
    /// What is known about the account before a pass.
    struct Trust {
        bool accountsMayBeRefused = false; ///< for the role user (1.9); for others a refusal is a failed read
        QString restriction;               ///< why the pass is Restricted from the start; "" if it is not
    };
    struct Options {
        std::chrono::milliseconds listDeadline =
            std::chrono::seconds(180); ///< a list of 100,000 takes a while
        std::chrono::milliseconds deadline = std::chrono::seconds(60);
    };

    /// `client` carries the token and the origin of the tracker and outlives this object; its error reader is
    /// tracker::readTrackerError. The API is below {trackerUrl}/api/; the address may have a path.
    TrackerClient(ApiClient& client, const QString& trackerUrl);
    TrackerClient(ApiClient& client, const QString& trackerUrl, Options options);

    /// Everything a pass needs, in parallel. Runs on: pool threads; blocks. Complete only if every rule of
    /// tracker-contract 9 holds; otherwise Incomplete with the first failure, which stopped the other calls
    /// and whose detail names the request. A tracker without any project or deliverable is Restricted: it may
    /// be empty, or in the middle of being restored.
    [[nodiscard]] Reading<TrackerData> read(std::stop_token stop, const Trust& trust) const;
    [[nodiscard]] Reading<TrackerData> read(std::stop_token stop) const {
        return read(std::move(stop), Trust{});
    }

    /// The people and their login accounts alone; under the same rules.
    [[nodiscard]] Reading<TrackerPeople> people(std::stop_token stop, const Trust& trust) const;

    /// Is this a workload tracker, and can it answer? Asks without looking at anything of anybody.
    [[nodiscard]] Result<void> checkService(std::stop_token stop) const;

    /// What the tracker says that it is, which no other answer tells (tracker-contract 5): the document is
    /// about a megabyte. Logs in.
    [[nodiscard]] Result<QString> version(std::stop_token stop) const;

    /// Who is asking, and how much the tracker shows to them.
    [[nodiscard]] Result<TrackerView> view(std::stop_token stop) const;

    /// Asks for this one deliverable. Nothing: the tracker itself says that it does not exist, the ground for
    /// deleting its event (law 2). A 404 of anybody else (wrong path, gateway, web page) is an Error.
    [[nodiscard]] Result<std::optional<Deliverable>> deliverable(qint64 id, std::stop_token stop) const;

    /// Asks for this one project. False: the tracker itself says that it does not exist or is not active; it
    /// shows no inactive one to anybody (tracker-contract 2.7). Any other 404 is an Error.
    [[nodiscard]] Result<bool> hasActiveProject(qint64 id, std::stop_token stop) const;

private:
    /// One row by its id; nothing: the tracker itself says that there is none.
    template <class T>
    [[nodiscard]] Result<std::optional<tracker::Row<T>>> row(const QByteArray& collection, qint64 id,
                                                             tracker::Row<T> (*readRow)(JsonReader&),
                                                             std::stop_token stop) const;
    /// What every pass reads of people and accounts.
    [[nodiscard]] std::vector<StoppableTask> peopleTasks(const Trust& trust, TrackerPeople& target) const;
    [[nodiscard]] Result<void> checkHealth(std::stop_token stop) const;
    [[nodiscard]] Result<void> checkReadiness(std::stop_token stop) const;
    [[nodiscard]] Result<TrackerData> readListings(std::stop_token stop, const Trust& trust) const;

    tracker::JsonSource m_source;
    Options m_options;
};

/// The people of the tracker and through whose eyes they were seen.
struct PeoplePass {
    std::optional<TrackerView> view; ///< nothing when even that could not be read
    Reading<TrackerPeople> data;
};

/// One pass over the tracker and through whose eyes it was made.
struct TrackerPass {
    std::optional<TrackerView> view; ///< nothing when even that could not be read
    Reading<TrackerData> data;
};

/// View, then everything; Restricted where restrictionOf says so. Runs on: pool threads; blocks.
[[nodiscard]] TrackerPass readTracker(const TrackerClient& client, const std::optional<TrackerView>& accepted,
                                      std::stop_token stop);
/// The same for the people alone.
[[nodiscard]] PeoplePass readPeople(const TrackerClient& client, const std::optional<TrackerView>& accepted,
                                    std::stop_token stop);

} // namespace milepost
