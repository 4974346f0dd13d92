// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "setup/adminregistration.h"
#include "setup/consentflow.h"

#include <mutex>

namespace milepost {

/// Where the work with an admin stands, from the thread that does it to the window, which looks a few times a
/// second. Holds nothing secret: a user code is worth nothing without the sign-in behind it. Thread-safe.
class AdminFeed final {
public:
    struct News {
        std::optional<SignInPrompt> prompt; ///< until somebody has signed in
        QString account;                    ///< who did; ""
        std::optional<RegistrationProgress> making;
        std::optional<ConsentProgress> consent;
    };

    void prompted(const SignInPrompt& prompt) {
        const std::scoped_lock lock(m_mutex);
        m_news.prompt = prompt;
    }
    void signedIn(const QString& account) {
        const std::scoped_lock lock(m_mutex);
        m_news.prompt.reset();
        m_news.account = account;
    }
    void made(const RegistrationProgress& progress) {
        const std::scoped_lock lock(m_mutex);
        m_news.making = progress;
    }
    void consented(const ConsentProgress& progress) {
        const std::scoped_lock lock(m_mutex);
        m_news.consent = progress;
    }
    [[nodiscard]] News look() const {
        const std::scoped_lock lock(m_mutex);
        return m_news;
    }

private:
    mutable std::mutex m_mutex;
    News m_news;
};

} // namespace milepost
