// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sandbox/stream.h"

#include <algorithm>
#include <cstring>

#ifndef _WIN32
#include <poll.h>
#endif

namespace milepost::sandbox {

namespace {

constexpr int k_readTimeoutMilliseconds = 60000;
constexpr size_t k_directSendFrom = 65536;

bool pollForInput(socket_t socket, int timeoutMilliseconds) {
#ifdef _WIN32
    WSAPOLLFD entry{socket, POLLIN, 0};
    return WSAPoll(&entry, 1, timeoutMilliseconds) > 0;
#else
    pollfd entry{socket, POLLIN, 0};
    int ready = 0;
    do
        ready = ::poll(&entry, 1, timeoutMilliseconds);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
#endif
}

} // namespace

void ConnectionStream::beginRequest() {
    m_cut = Cut::None;
    m_headDone = false;
    m_bodyLeft = 0;
}

void ConnectionStream::cutBeforeFirstByte() { m_cut = Cut::BeforeFirstByte; }

void ConnectionStream::cutInsideBody(size_t bodyBytes) {
    m_cut = Cut::InsideBody;
    m_bodyLeft = bodyBytes;
}

bool ConnectionStream::finishAnswer() { return flush() && m_cut == Cut::None; }

bool ConnectionStream::waitForRequest(int timeoutMilliseconds) {
    if (m_inAt < m_in.size() || (m_ssl && SSL_pending(m_ssl) > 0))
        return true;
    if (!pollForInput(m_socket, timeoutMilliseconds))
        return false;
    char buffer[4096];
    const ssize_t count = receive(buffer, sizeof buffer);
    if (count <= 0)
        return false;
    m_in.assign(buffer, static_cast<size_t>(count));
    m_inAt = 0;
    return true;
}

bool ConnectionStream::is_readable() const {
    return m_inAt < m_in.size() || (m_ssl && SSL_pending(m_ssl) > 0) ||
           pollForInput(m_socket, k_readTimeoutMilliseconds);
}

ssize_t ConnectionStream::receive(char* data, size_t size) {
    if (m_ssl)
        return SSL_read(m_ssl, data, static_cast<int>(std::min<size_t>(size, 1 << 20)));
    return ::recv(m_socket, data, size, 0);
}

ssize_t ConnectionStream::read(char* data, size_t size) {
    // The library reads heads byte by byte.
    if (m_inAt == m_in.size()) {
        if (!is_readable())
            return -1;
        char buffer[16384];
        const ssize_t count = receive(buffer, sizeof buffer);
        if (count <= 0)
            return count;
        m_in.assign(buffer, static_cast<size_t>(count));
        m_inAt = 0;
    }
    const size_t count = std::min(size, m_in.size() - m_inAt);
    std::memcpy(data, m_in.data() + m_inAt, count);
    m_inAt += count;
    return static_cast<ssize_t>(count);
}

bool ConnectionStream::send(const char* data, size_t size) {
    while (size > 0 && !m_failed) {
        const ssize_t sent = m_ssl ? SSL_write(m_ssl, data, static_cast<int>(std::min<size_t>(size, 1 << 20)))
                                   : ::send(m_socket, data, size,
#ifdef _WIN32
                                            0
#else
                                            MSG_NOSIGNAL
#endif
                                     );
        if (sent <= 0) {
            m_failed = true;
            return false;
        }
        data += sent;
        size -= static_cast<size_t>(sent);
    }
    return !m_failed;
}

bool ConnectionStream::flush() {
    const bool sent = send(m_out.data(), m_out.size());
    m_out.clear();
    return sent;
}

ssize_t ConnectionStream::write(const char* data, size_t size) {
    const auto all = static_cast<ssize_t>(size);
    if (size >= 12 && std::memcmp(data, "HTTP/1.1 100", 12) == 0)
        return send(data, size) ? all : -1; // "Continue" must not wait for the answer
    if (m_cut == Cut::BeforeFirstByte)
        return all;
    size_t allowed = size;
    if (m_headDone && m_cut == Cut::InsideBody) {
        allowed = std::min(size, m_bodyLeft);
        m_bodyLeft -= allowed;
    }
    m_headDone = true; // the library writes the whole head at once
    if (m_out.size() + allowed <= k_directSendFrom) {
        m_out.append(data, allowed); // head and short body leave together
        return m_failed ? -1 : all;
    }
    return flush() && send(data, allowed) ? all : -1;
}

void ConnectionStream::get_remote_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
}

void ConnectionStream::get_local_ip_and_port(std::string& ip, int& port) const {
    ip = "127.0.0.1";
    port = 0;
}

} // namespace milepost::sandbox
