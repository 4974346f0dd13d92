// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/peoplemap.h"
#include "graph/graphclient.h"

namespace milepost {

/// What a look-up asked of Graph, each question a child of a batch, phase after phase.
struct LookUpCost {
    qsizetype named = 0;     ///< ids and addresses
    qsizetype aliases = 0;   ///< addresses, once more
    qsizetype described = 0; ///< of the users who were found

    [[nodiscard]] int requests() const { return static_cast<int>(named + aliases + described); }
    [[nodiscard]] int roundTrips() const; ///< one after another: a phase's envelopes go a few at once
};

/// Asks the directory for addresses and object ids (graph-contract 9): user principal name and mail together,
/// then aliases where neither is surely a mailbox's own address, then for everybody who was found whether
/// the account is switched on and whether there is a mailbox. Needs User.ReadBasic.All; aliases and the
/// account's state need User.Read.All and are left out, and told so, without it. An address that may lead to
/// several users gets all of them. A failure of one look-up is its own answer; an Error: the directory as a
/// whole cannot be asked (permission, credential, network, stop).
[[nodiscard]] Result<DirectoryAnswers> lookUp(GraphClient& graph, const DirectoryQuestion& question,
                                              std::stop_token stop, LookUpCost* cost = nullptr);

} // namespace milepost
