// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/backend.h"

#include <map>

namespace milepost {

/// What stands on the screen of the set-up: texts by key, each valid or with its fault, over the profile as
/// it is stored. Typed secrets are kept apart and never given out as text. A value; does no input or output.
class SetupDraft {
public:
    explicit SetupDraft(Profile saved = {});

    [[nodiscard]] const Profile& saved() const { return m_saved; }
    /// The stored profile with every value of the screen that is valid.
    [[nodiscard]] const Profile& profile() const { return m_profile; }
    /// As typed; otherwise as stored. Templates show the built-in text where none is stored.
    [[nodiscard]] QString text(const QString& key) const;
    void set(const QString& key, const QString& text);
    /// What is wrong with a value; "" when it is valid. Half a sentence (translated).
    [[nodiscard]] QString fault(const QString& key) const;
    [[nodiscard]] bool hasFaults() const { return !m_faults.empty(); }
    [[nodiscard]] bool hasFaultIn(const QStringList& keys) const;

    /// Empty takes a typed one back.
    void setSecret(SecretPurpose purpose, const QString& secret);
    [[nodiscard]] bool hasSecret(SecretPurpose purpose) const { return m_secrets.contains(purpose); }

    /// The secret may be sent to that address; "" takes it back.
    void confirm(SecretPurpose purpose, const QString& origin);
    /// Somebody confirmed this address here, and it was not saved yet.
    [[nodiscard]] bool isConfirmed(SecretPurpose purpose, const QString& origin) const;

    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] Draft draft() const { return {m_profile, m_secrets, m_confirmed}; }
    /// Another version is stored now; what differs from it on the screen stays.
    void rebase(const Profile& saved);
    /// These secrets and confirmed addresses are stored now; one that became another in the meantime stays.
    void forgetSecrets(const Draft& stored);
    void discard();

private:
    void judge();

    Profile m_saved;
    Profile m_profile;
    std::map<QString, QString> m_texts;
    std::map<QString, QString> m_faults;
    std::map<SecretPurpose, Redacted<QString>> m_secrets;
    std::map<SecretPurpose, QString> m_confirmed;
};

/// A value as the set-up shows it.
[[nodiscard]] QString settingText(const Profile& profile, const QString& key);

} // namespace milepost
