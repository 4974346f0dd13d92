// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"
#include "cli/paper.h"

#include <mutex>

#include <QDateTime>
#include <QHash>

namespace milepost::cli {

/// Tells on standard error how a run is getting on: one line that is written over on a terminal, a plain line
/// now and then elsewhere. Thread-safe.
class ProgressLine final : public ProgressSink, public ExchangeSink {
public:
    /// `silent`: nothing is written at all (--quiet).
    ProgressLine(Terminal& terminal, const Clock& clock, bool silent);
    ~ProgressLine() override; ///< clears the line
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// How people call a lane (a mailbox or a host) that waits; else it is called by its own name.
    void nameLane(const QString& lane, const QString& name);
    void progressed(const RunProgress& progress) override;
    /// What is being done now, in words of the command's own.
    void tell(const QString& text);
    void exchanged(const Exchange&) override {}
    void waiting(const PaceWait& wait) override;
    /// Takes the line away, before something else is written or asked.
    void clear();

private:
    void show(const QString& text, bool urgent);

    Terminal& m_terminal;
    const Clock& m_clock;
    const bool m_silent;
    const bool m_rewrites;
    std::mutex m_mutex;
    QHash<QString, QString> m_lanes;
    QString m_state;
    RunProgress::Phase m_phase = RunProgress::Phase::Reading;
    bool m_begun = false;
    bool m_shown = false;
    QDateTime m_lastUtc;
};

} // namespace milepost::cli
