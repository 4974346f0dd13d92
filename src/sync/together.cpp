// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sync/together.h"

#include "tracker/workers.h"

#include <algorithm>
#include <atomic>

namespace milepost {

namespace {

constexpr size_t k_helpers = 64; // what waits for one of six connections goes in batches

} // namespace

bool isOfOneMailbox(const Error& error) {
    switch (error.kind) {
    case Error::Kind::Forbidden:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::Rejected:
    case Error::Kind::Unavailable:
    case Error::Kind::Throttled:
    case Error::Kind::Timeout:
    case Error::Kind::Doubtful:
    case Error::Kind::Malformed:
        return true;
    default:
        return false;
    }
}

Result<void> forEachTogether(size_t count, const std::function<Result<void>(size_t, std::stop_token)>& each,
                             std::stop_token stop) {
    if (count == 0)
        return {};
    std::atomic<size_t> next{0};
    const tracker::Task task = [&](std::stop_token inner) -> Result<void> {
        for (size_t i = next++; i < count; i = next++) {
            if (inner.stop_requested())
                return std::unexpected(cancelled());
            if (auto done = each(i, inner); !done)
                return done;
        }
        return {};
    };
    return tracker::runTogether(std::vector(std::min(count, k_helpers), task), std::move(stop));
}

} // namespace milepost
