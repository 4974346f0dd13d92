// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/profile.h"
#include "sync/syncengine.h"

#include <optional>
#include <string>

#include <CLI/CLI.hpp>

namespace milepost::cli {

class Session;

/// What apply and sync have in common: the ordinary question, and the guard's limit.
class RunOptions {
public:
    void addTo(CLI::App& command);
    [[nodiscard]] std::optional<DeletionLimit> maxDelete() const;
    /// Shows the plan and asks, or answers by --yes. Where nobody can be asked, the answer is no.
    [[nodiscard]] SyncEngine::Confirm confirmation(Session& session) const;

private:
    bool m_yes = false;
    std::string m_maxDelete;
};

} // namespace milepost::cli
