// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of Journal that machines which share a run agree in.
#include "storage/journalparts.h"

#include <QUuid>

namespace milepost {

bool Journal::isShared() const { return m_parts->place.isServer(); }

Result<void> Journal::publishLanes(const std::vector<SharedLane>& lanes) {
    if (const auto shared = m_parts->mustBeShared(); !shared)
        return shared;
    const QString token = m_parts->right().token;
    return m_parts->writer->write([&](const Connection& c) { return storelanes::publish(c, token, lanes); });
}

Result<std::vector<SharedLane>> Journal::leadLanes(RunId run, int most) {
    const QString token = m_parts->right().token;
    return m_parts->produce<std::vector<SharedLane>>(
        [&](const Connection& c) -> Result<std::vector<SharedLane>> {
            if (const auto stands = StoreLease::check(c, token); !stands)
                return std::unexpected(stands.error());
            return storelanes::claimAsLeader(c, token, run, most);
        });
}

Result<int> Journal::lanesLeft(RunId run) const {
    return m_parts->read([&](const Connection& c) { return storelanes::remaining(c, run); });
}

Result<Journal::Claimed> Journal::claimLanes(int most) {
    if (const auto shared = m_parts->mustBeShared(); !shared)
        return std::unexpected(shared.error());
    const QString token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto lanes = m_parts->produce<std::vector<SharedLane>>(
        [&](const Connection& c) { return storelanes::claim(c, token, most, StoreLease::k_length); });
    if (!lanes)
        return std::unexpected(lanes.error());
    m_parts->setRight(token, true);
    Claimed claimed{std::move(*lanes), std::nullopt};
    if (!claimed.lanes.empty())
        claimed.hold.emplace(StoreLease::ofLanes(m_parts->place, token));
    return claimed;
}

Result<void> Journal::closeLane(const SharedLane& lane, LaneEnd end) {
    const QString token = m_parts->right().token;
    return m_parts->writer->write(
        [&](const Connection& c) { return storelanes::close(c, token, lane, end); });
}

} // namespace milepost
