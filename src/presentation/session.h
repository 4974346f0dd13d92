// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "doctor/credentialexpiry.h"
#include "presentation/look.h"
#include "presentation/state.h"

#include <memory>
#include <vector>

namespace milepost {

/// Which profile the window is about, and the last look at both its sides. Deliverables and Preview show the
/// same survey: what one says is what the other would do. Runs on: main; never blocks.
class Session final : public QObject {
    Q_OBJECT

public:
    /// `backend` outlives the session.
    explicit Session(Backend& backend, QObject* parent = nullptr);
    ~Session() override;

    [[nodiscard]] Backend& backend() const { return m_backend; }

    /// Reads the profiles again; keeps the chosen one if it still stands.
    void reloadProfiles();
    /// Reads the profiles and then chooses this one, or the first that can be read when it is not there.
    void open(const QString& name);
    [[nodiscard]] bool hasLoaded() const { return m_hasLoaded; }
    [[nodiscard]] const std::vector<ProfileEntry>& profiles() const { return m_profiles; }
    [[nodiscard]] const std::optional<Error>& profilesFailure() const { return m_profilesFailure; }
    /// Another profile: its survey is forgotten, a read under way is stopped. Unknown names are ignored.
    void choose(const QString& name);
    [[nodiscard]] const std::optional<Profile>& profile() const { return m_profile; }
    /// The profile talks to the sandbox in this process.
    void setSandboxProfile(const QString& name) { m_sandboxProfile = name; }
    [[nodiscard]] const QString& sandboxProfile() const { return m_sandboxProfile; } ///< "": none runs
    [[nodiscard]] bool isSandbox() const { return m_profile && m_profile->name == m_sandboxProfile; }

    /// The credential was replaced: when the next one ends is asked with the next look.
    void expectNewCredential() { m_expiryAskedUtc = {}; }
    /// Looks at both sides. Nothing happens while a look is under way or when the profile is not ready.
    void refresh();
    /// Ends a look; what was there before stays.
    void stopReading() { m_look.stop(); }
    [[nodiscard]] const Look& look() const { return m_look; }
    [[nodiscard]] bool isReading() const { return m_look.isReading(); }
    [[nodiscard]] bool isWaiting() const { return m_look.isWaiting(); }
    void setPatience(std::chrono::milliseconds patience) { m_look.setPatience(patience); }
    /// The last look that succeeded; it stays, with its age, when a later one fails.
    [[nodiscard]] const std::shared_ptr<const Survey>& survey() const { return m_look.survey(); }
    /// Why the last look failed; nothing when it succeeded.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_look.failure(); }
    /// What the profile bar says of sign-in (with Microsoft) and of the tracker.
    [[nodiscard]] const Finding& signIn() const { return m_signIn; }
    [[nodiscard]] const Finding& tracker() const { return m_tracker; }

    /// Takes today's view of the tracker as the right one, and looks again.
    void acceptView();
    /// A shared store's target is this profile's from now on; looks again.
    void retarget();

signals:
    void profilesChanged();
    void profileChanged();
    void readingChanged(); ///< began, takes long, ended, failed
    void surveyChanged();
    void findingsChanged();
    /// Accepting the view, or changing the store's target, failed.
    void acceptFailed(const QString& what, const milepost::Error& error);

private:
    void takeProfiles(const Result<std::vector<ProfileEntry>>& profiles);
    void takeLook(bool hasSurvey);
    void chooseWanted();
    void forget();
    /// What sign-in proves itself with: whether its end is near, and by whose word.
    void askExpiry();
    [[nodiscard]] Finding signedIn(const QDateTime& atUtc) const;

    Backend& m_backend;
    std::vector<ProfileEntry> m_profiles;
    std::optional<Error> m_profilesFailure;
    std::optional<Profile> m_profile;
    std::optional<QString> m_wanted; ///< to be chosen with the next list
    QString m_sandboxProfile;
    bool m_hasLoaded = false;
    Look m_look;
    std::optional<CredentialExpiry> m_expiry; ///< nothing: not answered yet
    QDateTime m_expiryAskedUtc;
    Finding m_signIn;
    Finding m_tracker;
};

} // namespace milepost
