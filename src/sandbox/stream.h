// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

#include <httplib.h>

namespace milepost::sandbox {

/// One connection, plain or TLS, that can be cut where no HTTP library would: before the first byte of an
/// answer or inside its body. Used by one thread.
class ConnectionStream final : public httplib::Stream {
public:
    ConnectionStream(socket_t socket, SSL* ssl) : m_socket(socket), m_ssl(ssl) {}

    /// Forgets what the last answer did; called before each request.
    void beginRequest();
    /// From now on nothing of this answer leaves, or only its head and `bodyBytes` of its body.
    void cutBeforeFirstByte();
    void cutInsideBody(size_t bodyBytes);
    /// Sends what is waiting; false when the connection is gone or was cut.
    bool finishAnswer();
    /// Waits for the next request; false on time-out, or when the other side left.
    bool waitForRequest(int timeoutMilliseconds);

    [[nodiscard]] bool is_readable() const override;
    [[nodiscard]] bool is_writable() const override { return !m_failed; }
    ssize_t read(char* data, size_t size) override;
    ssize_t write(const char* data, size_t size) override;
    void get_remote_ip_and_port(std::string& ip, int& port) const override;
    void get_local_ip_and_port(std::string& ip, int& port) const override;
    [[nodiscard]] socket_t socket() const override { return m_socket; }

private:
    enum class Cut { None, BeforeFirstByte, InsideBody };

    ssize_t receive(char* data, size_t size);
    bool send(const char* data, size_t size);
    bool flush();

    socket_t m_socket;
    SSL* m_ssl;
    std::string m_in;
    size_t m_inAt = 0;
    std::string m_out;
    Cut m_cut = Cut::None;
    size_t m_bodyLeft = 0;
    bool m_headDone = false;
    bool m_failed = false;
};

} // namespace milepost::sandbox
