// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consoleterminal.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_usualWidth = 80;

/// A file that becomes readable when stop is asked for, so that one poll() waits for both.
class StopPipe {
public:
    explicit StopPipe(std::stop_token stop)
        : m_open(::pipe(m_ends.data()) == 0),
          m_onStop(stop, Ring{*this}) {}
    ~StopPipe() {
        if (!m_open)
            return;
        ::close(m_ends[0]);
        ::close(m_ends[1]);
    }
    StopPipe(const StopPipe&) = delete;
    StopPipe& operator=(const StopPipe&) = delete;

    [[nodiscard]] int readEnd() const { return m_open ? m_ends[0] : -1; }

private:
    struct Ring {
        StopPipe& pipe;
        void operator()() const {
            if (pipe.m_open) [[maybe_unused]]
                const auto written = ::write(pipe.m_ends[1], "!", 1);
        }
    };
    std::array<int, 2> m_ends{-1, -1};
    bool m_open;
    std::stop_callback<Ring> m_onStop; ///< last: gone before the ends are closed
};

/// The keyboard without echo, until destroyed.
class NoEcho {
public:
    NoEcho() : m_changed(::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_changed)
            return;
        termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~NoEcho() {
        if (m_changed)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios m_before{};
    bool m_changed;
};

Error inputError() {
    return makeError(Error::Kind::Storage, Error::Stage::Config,
                     u"standard input: "_s + QString::fromLocal8Bit(std::strerror(errno)), u"store-failed"_s);
}

/// Up to the first line end (which is dropped) or to the end of input.
Result<QByteArray> readUntil(bool lineEnd, std::stop_token stop) {
    const StopPipe stopPipe(stop);
    QByteArray bytes;
    std::array<char, 4096> buffer{};
    while (true) {
        std::array<pollfd, 2> waits{{{STDIN_FILENO, POLLIN, 0}, {stopPipe.readEnd(), POLLIN, 0}}};
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
            return std::unexpected(inputError());
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        if (waits[0].revents == 0)
            continue;
        // Byte by byte where only a line is wanted: the rest belongs to whoever reads next.
        const ssize_t count = ::read(STDIN_FILENO, buffer.data(), lineEnd ? 1 : buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return std::unexpected(inputError());
        if (count == 0)
            return lineEnd && bytes.isEmpty() ? Result<QByteArray>(std::unexpected(cancelled())) : bytes;
        if (lineEnd && buffer[0] == '\n')
            return bytes;
        bytes.append(buffer.data(), count);
    }
}

} // namespace

ConsoleTerminal::ConsoleTerminal() = default;

bool ConsoleTerminal::outputIsTerminal() const { return ::isatty(STDOUT_FILENO) == 1; }
bool ConsoleTerminal::noteIsTerminal() const { return ::isatty(STDERR_FILENO) == 1; }
bool ConsoleTerminal::canAsk() const { return ::isatty(STDIN_FILENO) == 1 && noteIsTerminal(); }

int ConsoleTerminal::width() const {
    winsize size{};
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        if (::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
            return size.ws_col;
    return k_usualWidth;
}

Result<QString> ConsoleTerminal::ask(const QString& question, std::stop_token stop) {
    note(question);
    const auto line = readUntil(true, stop);
    if (!line)
        return std::unexpected(line.error());
    return QString::fromUtf8(*line);
}

Result<Redacted<QString>> ConsoleTerminal::askSecret(const QString& question, std::stop_token stop) {
    const NoEcho silence;
    auto line = ask(question, stop);
    if (!line)
        return std::unexpected(line.error());
    return Redacted<QString>(std::move(*line));
}

Result<Redacted<QByteArray>> ConsoleTerminal::readInput(std::stop_token stop) {
    auto bytes = readUntil(false, stop);
    if (!bytes)
        return std::unexpected(bytes.error());
    return Redacted<QByteArray>(std::move(*bytes));
}

} // namespace milepost
