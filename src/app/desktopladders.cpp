// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of DesktopBackend that climbs ladders.

#include "app/desktopbackend.h"
#include "app/probeworkspace.h"
#include "base/futures.h"
#include "doctor/ladderreport.h"
#include "sync/eventtracer.h"
#include "sync/writeproof.h"

namespace milepost {

using namespace Qt::StringLiterals;

QFuture<Result<LadderReport>> DesktopBackend::climb(const Profile& profile, LadderId id,
                                                    const LadderWish& wish,
                                                    std::function<void(const Rung&)> tell,
                                                    std::stop_token stop) {
    using Answer = Result<LadderReport>;
    const auto place = placeOf(profile);
    if (!place)
        return ready<LadderReport>(std::unexpected(place.error()));
    return m_tasks.run<Answer>([this, profile, id, wish, tell = std::move(tell), stop,
                                place = *place]() -> Answer {
        const EitherStop either(stop, m_tasks.token());
        RelaySink nobody;
        // Its own clients: whoever asks what is wrong waits for the answer, and wants a new token.
        const auto root = CompositionRoot::open(
            profile, place.files.paths(),
            {m_clock, *place.secrets, nobody, either.token(), ProbeWorkspace::retry(), logOf(profile)});
        if (!root)
            return std::unexpected(root.error());
        CompositionRoot& opened = **root;
        const LadderParts parts{opened.probeClients(), &opened.journal(),
                                [&](const TraceWish& asked, std::stop_token inner) {
                                    return EventTracer({opened.engine(), opened.graph(), opened.journal()})
                                        .trace(asked, std::move(inner));
                                },
                                [&](const CalendarAddress& at, std::stop_token inner) {
                                    return milepost::proveWriting(opened.graph(), at, profile, m_clock,
                                                                  std::move(inner));
                                }};
        return runLadder(id, profile, wish, parts, either.token(), tell);
    });
}

QFuture<Result<void>> DesktopBackend::saveLadder(const LadderReport& report, const QString& path) {
    return m_tasks.run<Result<void>>([report, path] { return milepost::saveLadder(report, path); });
}

QFuture<Result<QJsonObject>> DesktopBackend::readLadder(const QString& path) {
    return m_tasks.run<Result<QJsonObject>>([path] { return milepost::readLadder(path); });
}

} // namespace milepost
