// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <mutex>
#include <optional>

namespace milepost {

/// A value that several threads need and one of them makes: whoever asks meanwhile waits for it. Thread-safe.
template <class T> class Memo {
public:
    template <class Maker> [[nodiscard]] const T& get(const Maker& make) {
        const std::scoped_lock lock(m_mutex);
        if (!m_value)
            m_value.emplace(make());
        return *m_value;
    }

private:
    std::mutex m_mutex;
    std::optional<T> m_value;
};

} // namespace milepost
