// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"
#include "cli/paper.h"

#include <mutex>

#include <QDateTime>

namespace milepost::cli {

/// Tells on standard error how a run is getting on: one line that is written over on a terminal, a plain line
/// now and then elsewhere. Thread-safe.
class ProgressLine final : public ProgressSink, public WaitListener {
public:
    /// `silent`: nothing is written at all (--quiet), but prompts that wait for somebody are still named.
    ProgressLine(Terminal& terminal, const Clock& clock, bool silent);
    ~ProgressLine() override; ///< clears the line
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Whose lane means Graph; any other lane is called by its own name.
    void setMailbox(const QString& mailbox);
    void progressed(const RunProgress& progress) override;
    void exchanged(const Exchange&) override {}
    void waiting(const PaceWait& wait) override;
    void waitingForUnlock() override;
    /// Takes the line away, before something else is written or asked.
    void clear();

private:
    void show(const QString& text, bool urgent);

    Terminal& m_terminal;
    const Clock& m_clock;
    const bool m_silent;
    const bool m_rewrites;
    std::mutex m_mutex;
    QString m_mailbox;
    QString m_state;
    RunProgress::Phase m_phase = RunProgress::Phase::Reading;
    bool m_begun = false;
    bool m_shown = false;
    QDateTime m_lastUtc;
};

} // namespace milepost::cli
