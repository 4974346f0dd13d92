// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/syncengine.h"

namespace milepost {

/// One sync, apply or resume under way. Of the engine alone.
struct SyncEngine::Run {
    Scope scope;
    bool adopt = false;
    const ApplyOptions& options;
    const Confirm& confirm;
    RunControl& control;
    ProgressSink* progress;
    std::optional<PlanFile> file = std::nullopt; ///< the plan that was reviewed, when there is one
    const Plan* reviewed = nullptr;
    bool isPart = false;            ///< the run is about the chosen keys alone
    std::set<EventKey> chosen = {}; ///< of `reviewed`, or of the run that is continued
    bool choseAll = false;          ///< of `reviewed`, which may be less than what is planned afresh
    std::set<EventKey> putBack = {};
    PlanPurpose purpose = {};
    std::optional<RunId> resumes = std::nullopt;
    std::optional<Revisit> revisit = std::nullopt; ///< after the writes: what they touched is read again

    [[nodiscard]] PlanInput input(const Gathered& gathered, const Profile& profile, QDateTime nowUtc) const {
        PlanInput input = gathered.input(profile, scope, adopt, std::move(nowUtc));
        input.putBack = putBack;
        return input;
    }
    [[nodiscard]] Plan narrowed(const Plan& plan) const { return isPart ? selected(plan, chosen) : plan; }

    void tell(RunProgress::Phase phase) const {
        if (progress != nullptr)
            progress->progressed({phase, 0, 0, 0});
    }
};

/// What an Error means for a run that has written nothing yet.
[[nodiscard]] SyncReport nothingDone(Error error);

} // namespace milepost
