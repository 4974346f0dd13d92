// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/loopbacklistener.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>

#include <QUrlQuery>

namespace milepost {

/// Unguessable letters for `state` and for PKCE: 256 bits, base64url.
[[nodiscard]] QString randomWord();

/// Waits for the one redirect of a sign-in or consent page that carries our `state`. Requests for other paths
/// and with other states are answered and change nothing. Runs on: any thread.
class RedirectListener {
public:
    /// What the browser shows; plain text.
    struct Texts {
        QString title;
        QString done;  ///< the answer came; the window may be closed
        QString other; ///< this is not the answer that is waited for
    };

    /// Errors: listen-failed.
    [[nodiscard]] static Result<std::unique_ptr<RedirectListener>> open(const QString& state,
                                                                        const Texts& texts);

    /// "http://localhost:PORT"; the port does not count when it is matched (graph-contract 2.1).
    [[nodiscard]] QString redirectUri() const;
    /// The query of that redirect, decoded. Errors: Kind::Timeout, code sign-in-no-answer; Cancelled at once
    /// after stop. Runs on: pool threads; blocks.
    [[nodiscard]] Result<QUrlQuery> wait(std::chrono::milliseconds limit, std::stop_token stop);

private:
    RedirectListener(const QString& state, const Texts& texts) : m_state(state), m_texts(texts) {}
    [[nodiscard]] LoopbackListener::Page answer(const QByteArray& target);
    [[nodiscard]] QByteArray page(const QString& text) const;

    const QString m_state;
    const Texts m_texts;
    std::mutex m_mutex;
    std::condition_variable_any m_came;
    std::optional<QUrlQuery> m_query;
    std::unique_ptr<LoopbackListener> m_listener; ///< last: it calls answer()
};

} // namespace milepost
