// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "auth/secretstore.h"

#include <QObject>

namespace milepost {

/// Whether the keychain's own prompt is open and somebody waits for it: the prompt is another program's
/// window, which may stand behind ours. Runs on: main.
class UnlockWait final : public QObject {
    Q_OBJECT

public:
    /// The secret that waits; nothing while none does.
    [[nodiscard]] const std::optional<SecretKey>& key() const { return m_key; }
    [[nodiscard]] bool isWriting() const { return m_isWriting; }
    /// Of the keychain store alone.
    void set(const std::optional<SecretKey>& key, bool isWriting);

    /// Ends the wait of everybody: their futures complete as Cancelled. The prompt stays, for nobody but the
    /// keychain can close it; a later answer to it opens the keychain all the same.
    void cancel() { emit cancelWanted(); }

signals:
    void changed();
    void cancelWanted(); ///< for the store

private:
    std::optional<SecretKey> m_key;
    bool m_isWriting = false;
};

} // namespace milepost
