// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/session.h"

namespace milepost {

/// One sentence about a secret whose address is another one than before, and both addresses (translated).
[[nodiscard]] QString originSentence(const OriginQuestion& question);
[[nodiscard]] QString originAddresses(const OriginQuestion& question);

/// Asks for the addresses of the session's profile as it is stored, away from the set-up. Runs on: main.
class OriginConfirmer final : public QObject {
    Q_OBJECT

public:
    /// `session` outlives it.
    explicit OriginConfirmer(Session& session, QObject* parent = nullptr)
        : QObject(parent),
          m_session(session) {}

    /// Looks for what has to be confirmed; answered() follows.
    void look();
    [[nodiscard]] const std::vector<OriginQuestion>& questions() const { return m_questions; }
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] QDateTime now() const { return m_session.backend().clock().utcNow(); }
    /// Stores that this address is right, and looks again; at both sides too once no question is left.
    void confirm(const OriginQuestion& question);

signals:
    void answered();

private:
    Session& m_session;
    std::vector<OriginQuestion> m_questions;
    std::optional<Error> m_failure;
};

} // namespace milepost
