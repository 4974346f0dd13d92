// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/compositionroot.h"
#include "app/relaysink.h"

#include <map>
#include <memory>
#include <mutex>
#include <stop_token>

namespace milepost {

/// One profile's engine and who listens to it.
struct OpenWorkspace {
    Profile profile;
    RelaySink relay;
    std::unique_ptr<CompositionRoot> root; ///< goes before the relay
};

/// The engines of the profiles that were used, one each, opened when they are asked for and opened anew when
/// the profile changed. Thread-safe. Runs on: pool threads, where whoever lets go last also takes it down.
class Workspaces final {
public:
    explicit Workspaces(const Clock& clock) : m_clock(clock) {} ///< outlives this

    /// `stop` ends the wait for a proxy's password. Errors: the profile cannot run; those of
    /// CompositionRoot::open().
    [[nodiscard]] Result<std::shared_ptr<OpenWorkspace>> open(const Profile& profile, const Paths& paths,
                                                              SecretStore& secrets,
                                                              std::shared_ptr<ExchangeLog> log,
                                                              std::stop_token stop);
    /// The next open() makes a new one.
    void forget(const QString& profile);
    void forgetAll();

private:
    [[nodiscard]] std::shared_ptr<OpenWorkspace> known(const Profile& profile);

    const Clock& m_clock;
    std::mutex m_mutex;
    std::map<QString, std::shared_ptr<OpenWorkspace>> m_open;
};

} // namespace milepost
