// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/envproposal.h"
#include "presentation/session.h"

#include <QObject>

namespace milepost {

/// The ways to a profile: new, from a file, the sandbox's, or a copy; and away from one. One at a time. Runs
/// on: main.
class ProfileMaker final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit ProfileMaker(Session& session, QObject* parent = nullptr);

    [[nodiscard]] Backend& backend() const { return m_session.backend(); }
    /// What is being waited for, in words; "" when nothing is.
    [[nodiscard]] const QString& busyWith() const { return m_busyWith; }
    /// Why the last one failed.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

    void startSandbox();
    /// With every default and, when an .env file was read, with its values and its secret.
    void create(const QString& name);
    /// A profile file stands at once; an .env or compose file becomes a proposal that create() takes.
    void import(const QString& path);
    /// What the .env file said; a name is needed before anything is stored.
    [[nodiscard]] const std::optional<EnvProposal>& proposal() const { return m_proposal; }
    /// What it would set; a secret is masked.
    [[nodiscard]] std::vector<ProposedValue> proposedValues() const;
    /// With the same values and secrets under another name.
    void duplicate(const Profile& profile, const QString& newName);
    /// History and secrets go along.
    void rename(const Profile& profile, const QString& newName);
    /// With its secrets; the history stays, and so do the events.
    void remove(const Profile& profile);
    /// Without secrets.
    void exportTo(const Profile& profile, const QString& path);
    /// Forgets proposal and failure.
    void reset();

    /// Whether secrets can be kept here.
    void lookAtKeychain();
    [[nodiscard]] const Finding& keychain() const { return m_keychain; }

signals:
    void changed();
    void proposalRead();
    /// The list of profiles is another one, or a file was written.
    void carriedOut(const QString& what);
    /// It is the session's profile now. A sandbox is ready to be looked at, the others want to be set up.
    void made(const QString& name, bool isSandbox);

private:
    void begin(const QString& what);
    void fail(const Error& error);
    void finish(const QString& name, bool isSandbox);
    void saveProposal(const Profile& created);
    void conclude(const Result<void>& done, const QString& said);
    void open(const Result<Profile>& profile, const QString& said);
    void takeKeychain(const Result<SecretState>& state);

    Session& m_session;
    QString m_busyWith;
    std::optional<Error> m_failure;
    std::optional<EnvProposal> m_proposal;
    std::optional<Profile> m_created; ///< its proposal could not be saved yet
    Finding m_keychain;
};

} // namespace milepost
