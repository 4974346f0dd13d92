// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "http/httpmessage.h"

#include <QJsonObject>

namespace milepost {

/// Remembers what was answered, and says what of it bears on a request that failed. Thread-safe; runs on:
/// pool threads. Nobody is asked anything.
class Witness {
public:
    Witness() = default;
    virtual ~Witness() = default;
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    /// An answer of that status came.
    virtual void saw(const HttpRequest& request, int status) = 0;
    /// Members of "context" of diagnose's input; none where nothing is known.
    [[nodiscard]] virtual QJsonObject about(const HttpRequest& request) const = 0;
};

} // namespace milepost
