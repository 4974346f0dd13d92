// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sync/gatherer.h"

namespace milepost {

/// Reads the mailboxes of a plan over many: those that stand for people, and those where this profile wrote
/// before its target changed. What fails in one mailbox is that mailbox's alone; an Error here is one that
/// every mailbox would meet. Runs on: a pool thread, with helpers of its own.
class MailboxGatherer {
public:
    /// `sources`: the tracker's address first, then earlier ones.
    MailboxGatherer(Gatherer::Parts parts, const Profile& profile, QStringList sources,
                    NameProof proof = NameProof::Asked)
        : m_parts(parts),
          m_profile(profile),
          m_sources(std::move(sources)),
          m_proof(proof) {}

    /// Who has which mailbox; then those mailboxes, and the former ones. The tracker was read.
    [[nodiscard]] Result<void> everybody(Gathered& gathered, const std::optional<Revisit>& revisit,
                                         std::stop_token stop);
    /// Where this profile wrote beside its target. The target was read.
    [[nodiscard]] Result<void> former(Gathered& gathered, const std::optional<Revisit>& revisit,
                                      std::stop_token stop);
    /// Every calendar that the journal knows events of ours in, for letting them go.
    [[nodiscard]] Result<void> written(Gathered& gathered, std::stop_token stop);
    /// Where that run wrote, every event.
    [[nodiscard]] Result<void> ofRun(Gathered& gathered, const RunDetails& past, std::stop_token stop);
    /// Every event of the mailboxes that this plan creates something in.
    [[nodiscard]] Result<void> lookAlikes(Gathered& gathered, const Plan& plan, std::stop_token stop);

private:
    [[nodiscard]] Result<void> mapPeople(Gathered& gathered, std::stop_token stop);
    void expectTheNext(Gathered& gathered) const;
    [[nodiscard]] Result<std::vector<WrittenPlace>> places() const;
    [[nodiscard]] MailboxLook formerLook(const Gathered& gathered, const WrittenPlace& place) const;
    [[nodiscard]] Result<void> read(std::vector<MailboxLook>& looks, std::stop_token stop);
    [[nodiscard]] Result<void> readOne(MailboxLook& look, std::stop_token stop);
    [[nodiscard]] Result<void> readEverything(std::vector<MailboxLook>& looks, std::stop_token stop);
    [[nodiscard]] Result<void> readEverything(MailboxLook& look, std::stop_token stop);
    static void leaveOutTargets(Gathered& gathered);
    [[nodiscard]] Result<void> readTarget(MailboxLook& look, std::stop_token stop);
    [[nodiscard]] Result<void> readFormer(MailboxLook& look, std::stop_token stop);
    [[nodiscard]] Result<void> readKnown(MailboxLook& look) const;

    Gatherer::Parts m_parts;
    const Profile& m_profile;
    QStringList m_sources;
    NameProof m_proof;
    std::set<QString> m_used; ///< ids of mailboxes that were not probed
    qsizetype m_matched = 0;  ///< people whose mailboxes are known from now on
};

} // namespace milepost
