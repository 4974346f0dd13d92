// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interrupts.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <QSocketNotifier>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace milepost {

namespace {

// A signal handler can reach nothing but globals.
std::array<int, 2> g_pipe{-1, -1};

constexpr std::array k_signals{SIGINT, SIGTERM, SIGHUP};

/// The system's own answer to all of them is back after the first, whichever comes next: a service manager's
/// SIGTERM ends a program that did not end on Ctrl+C.
void ring(int) {
    const int before = errno;
    for (const int signal : k_signals)
        ::signal(signal, SIG_DFL);
    [[maybe_unused]] const auto written = ::write(g_pipe[1], "!", 1);
    errno = before;
}

} // namespace

struct Interrupts::Parts {
    std::function<void()> onInterrupt;
    std::unique_ptr<QSocketNotifier> notifier;
};

Interrupts::Interrupts(std::function<void()> onInterrupt) : m_parts(std::make_unique<Parts>()) {
    m_parts->onInterrupt = std::move(onInterrupt);
    if (::pipe2(g_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return; // then Ctrl+C kills at once, as it does without us
    m_parts->notifier = std::make_unique<QSocketNotifier>(g_pipe[0], QSocketNotifier::Read);
    QObject::connect(m_parts->notifier.get(), &QSocketNotifier::activated, m_parts->notifier.get(),
                     [parts = m_parts.get()] {
                         parts->notifier->setEnabled(false);
                         parts->onInterrupt();
                     });
    struct sigaction action = {};
    action.sa_handler = ring;
    action.sa_flags = SA_RESTART;
    for (const int signal : k_signals)
        ::sigaction(signal, &action, nullptr);
    ::signal(SIGPIPE, SIG_IGN); // `| head` closes our output; a run goes on to its end
}

Interrupts::~Interrupts() {
    for (const int signal : k_signals)
        ::signal(signal, SIG_DFL);
    m_parts->notifier.reset();
    for (int& end : g_pipe)
        if (end != -1)
            ::close(std::exchange(end, -1));
}

} // namespace milepost
