// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/interrupts.h"

#include <array>
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

void ring(int) { [[maybe_unused]] const auto written = ::write(g_pipe[1], "!", 1); }

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
    // After the first one the system's own answer is back: the second kills.
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
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
