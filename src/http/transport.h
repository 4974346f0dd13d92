// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"
#include "http/httpmessage.h"

#include <stop_token>

#include <QFuture>

namespace milepost {

/// The one door to the network (design 4).
class Transport {
public:
    virtual ~Transport() = default;
    /// Runs on: any thread. Completes exactly once, also after stop (within a second, with Cancelled) and at
    /// shutdown. An answer of any status is a value. No answer is an Error of kind Offline, Tls, Timeout or,
    /// when the bytes may have arrived (connection closed after sending, ContentReSendError, deadline passed
    /// with a body), Doubtful. Redirects are not followed. A request reaches the server at most once, except
    /// a bodyless one (law 4).
    [[nodiscard]] virtual QFuture<Result<HttpResponse>> send(HttpRequest request, std::stop_token stop) = 0;
};

} // namespace milepost
