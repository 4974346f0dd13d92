// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "sandbox/options.h"

#include <memory>

namespace milepost::sandbox {

struct World;

/// The one listener, on 127.0.0.1. Starts and stops in the caller's thread; answers in its own.
class Server final {
public:
    Server(World& world, const Options& options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] Result<void> start();
    void stop();
    [[nodiscard]] quint16 port() const;
    [[nodiscard]] QString caFile() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace milepost::sandbox
