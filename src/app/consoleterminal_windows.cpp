// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/consoleterminal.h"

#include <array>
#include <cstdio>

#include <windows.h>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_usualWidth = 80;
constexpr DWORD k_lookEveryMs = 50;

bool isConsole(DWORD which) {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(which), &mode) != 0;
}

/// The keyboard without echo, until destroyed.
class NoEcho {
public:
    NoEcho()
        : m_input(::GetStdHandle(STD_INPUT_HANDLE)),
          m_changed(::GetConsoleMode(m_input, &m_before) != 0) {
        if (m_changed)
            ::SetConsoleMode(m_input, m_before & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    }
    ~NoEcho() {
        if (m_changed)
            ::SetConsoleMode(m_input, m_before);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    HANDLE m_input;
    DWORD m_before = 0;
    bool m_changed;
};

Result<QString> readLine(std::stop_token stop) {
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    // Ctrl+C ends the read below by itself; stop from elsewhere is seen before a key is pressed.
    while (::WaitForSingleObject(input, k_lookEveryMs) == WAIT_TIMEOUT)
        if (stop.stop_requested())
            return std::unexpected(cancelled());
    std::array<wchar_t, 8192> buffer{};
    DWORD count = 0;
    if (::ReadConsoleW(input, buffer.data(), static_cast<DWORD>(buffer.size()), &count, nullptr) == 0 ||
        count == 0 || stop.stop_requested())
        return std::unexpected(cancelled());
    QString line = QString::fromWCharArray(buffer.data(), static_cast<qsizetype>(count));
    while (line.endsWith(u'\n') || line.endsWith(u'\r'))
        line.chop(1);
    return line;
}

} // namespace

ConsoleTerminal::ConsoleTerminal() {
    ::SetConsoleOutputCP(CP_UTF8);
    for (const DWORD which : {STD_OUTPUT_HANDLE, STD_ERROR_HANDLE}) {
        DWORD mode = 0;
        const HANDLE handle = ::GetStdHandle(which);
        if (::GetConsoleMode(handle, &mode) != 0)
            ::SetConsoleMode(handle, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    }
}

bool ConsoleTerminal::outputIsTerminal() const { return isConsole(STD_OUTPUT_HANDLE); }
bool ConsoleTerminal::noteIsTerminal() const { return isConsole(STD_ERROR_HANDLE); }
bool ConsoleTerminal::canAsk() const { return isConsole(STD_INPUT_HANDLE) && noteIsTerminal(); }

int ConsoleTerminal::width() const {
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (::GetConsoleScreenBufferInfo(::GetStdHandle(STD_OUTPUT_HANDLE), &info) != 0)
        return info.srWindow.Right - info.srWindow.Left + 1;
    return k_usualWidth;
}

Result<QString> ConsoleTerminal::ask(const QString& question, std::stop_token stop) {
    note(question);
    return readLine(stop);
}

Result<Redacted<QString>> ConsoleTerminal::askSecret(const QString& question, std::stop_token stop) {
    const NoEcho silence;
    auto line = ask(question, stop);
    note(u"\n"_s);
    if (!line)
        return std::unexpected(line.error());
    return Redacted<QString>(std::move(*line));
}

Result<Redacted<QByteArray>> ConsoleTerminal::readInput(std::stop_token stop) {
    QByteArray bytes;
    std::array<char, 4096> buffer{};
    while (const size_t count = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
        if (stop.stop_requested())
            return std::unexpected(cancelled());
        bytes.append(buffer.data(), static_cast<qsizetype>(count));
    }
    return Redacted<QByteArray>(std::move(bytes));
}

} // namespace milepost
