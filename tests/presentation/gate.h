// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <deque>
#include <memory>
#include <utility>

#include <QFuture>
#include <QPromise>

namespace milepost {

/// A door at which calls wait until the test answers them, oldest first.
template <class T> class Gate {
public:
    [[nodiscard]] QFuture<T> open() {
        auto promise = std::make_shared<QPromise<T>>();
        promise->start();
        m_waiting.push_back(promise);
        ++m_calls;
        return promise->future();
    }
    /// False when nobody waits.
    bool answer(T value) {
        if (m_waiting.empty())
            return false;
        const auto promise = m_waiting.front();
        m_waiting.pop_front();
        promise->addResult(std::move(value));
        promise->finish();
        return true;
    }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_waiting.size()); }
    [[nodiscard]] int calls() const { return m_calls; }

private:
    std::deque<std::shared_ptr<QPromise<T>>> m_waiting;
    int m_calls = 0;
};

} // namespace milepost
