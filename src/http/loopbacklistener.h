// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/result.h"

#include <functional>
#include <memory>

#include <QByteArray>

namespace milepost {

/// A web server of one page for the browser of this computer: 127.0.0.1 and ::1 at the same free port,
/// because a browser may resolve "localhost" either way (graph-contract 2.1). In a thread of its own; a
/// connection that says nothing holds up no other. Destroying it closes everything. Runs on: any thread.
class LoopbackListener {
public:
    struct Page {
        int status = 200;
        QByteArray html;
    };
    /// What a GET is answered with; `target` as it was sent: path and query. Runs in the listener's thread.
    using Handler = std::function<Page(const QByteArray& target)>;

    /// Errors: Kind::Offline, code listen-failed. Where the computer has no IPv6, 127.0.0.1 alone.
    [[nodiscard]] static Result<std::unique_ptr<LoopbackListener>> open(Handler handler);
    ~LoopbackListener();
    LoopbackListener(const LoopbackListener&) = delete;
    LoopbackListener& operator=(const LoopbackListener&) = delete;

    [[nodiscard]] quint16 port() const;

private:
    struct Server;
    LoopbackListener();
    std::unique_ptr<Server> m_server;
};

} // namespace milepost
