// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <memory>

namespace milepost {

/// Ctrl+C, and the polite way in which services are ended (SIGTERM): the first calls `onInterrupt`, the
/// second kills the process as it always would. One object a process. Runs on: main; on Windows the callback
/// comes on a thread of the system.
class Interrupts {
public:
    explicit Interrupts(std::function<void()> onInterrupt);
    ~Interrupts();
    Interrupts(const Interrupts&) = delete;
    Interrupts& operator=(const Interrupts&) = delete;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace milepost
