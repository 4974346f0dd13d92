// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"
#include "presentation/setupdraft.h"

#include <QObject>

namespace milepost {

/// The settings of the chosen profile that need no test: how the window marks it, whether it may write, what
/// it asks before. Each is stored at once, one after the other; one that cannot be is taken back and said.
/// Runs on: main.
class ProfileSettings final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit ProfileSettings(Session& session, QObject* parent = nullptr);

    [[nodiscard]] bool hasProfile() const { return m_session.profile().has_value(); }
    [[nodiscard]] QString profileName() const { return m_draft.saved().name; }
    /// As it was last set, though it may be on its way to the file still. Keys are those of the profile.
    [[nodiscard]] QString text(const QString& key) const { return m_draft.text(key); }
    /// What is wrong with a text that was not taken; "" when it was. Half a sentence (translated).
    [[nodiscard]] QString fault(const QString& key) const { return m_draft.fault(key); }
    /// Why the last change could not be stored.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    /// What freeze windows, as they are being typed, would mean: what is frozen now, or next (translated).
    [[nodiscard]] QString freezeNote(const QString& text) const;
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }

    void set(const QString& key, const QString& text);

signals:
    void changed();

private:
    void takeProfile();
    void store();
    void takeStored(const Profile& sent, const Result<void>& stored);

    Session& m_session;
    SetupDraft m_draft; ///< with what is not stored yet
    std::optional<Error> m_failure;
    bool m_isStoring = false;
};

} // namespace milepost
