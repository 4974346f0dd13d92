// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/progressline.h"

#include <utility>

namespace milepost::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 k_redrawEveryMs = 100; ///< a terminal
constexpr qint64 k_lineEveryMs = 5'000; ///< a log

QString roughly(double seconds) {
    return seconds < 120 ? u"%1 s"_s.arg(qRound(seconds)) : u"%1 min"_s.arg(qRound(seconds / 60));
}

QString describe(const RunProgress& progress) {
    switch (progress.phase) {
    case RunProgress::Phase::Reading:
        return u"Reading the tracker and the calendar"_s;
    case RunProgress::Phase::Applying: {
        QString text =
            u"Applying: %1 of %2"_s.arg(QString::number(progress.done), QString::number(progress.total));
        if (progress.failed > 0)
            text += u", %1 failed"_s.arg(progress.failed);
        if (progress.secondsLeft >= 1)
            text += u", about %1 left"_s.arg(roughly(progress.secondsLeft));
        return text;
    }
    case RunProgress::Phase::Verifying:
        return u"Verifying with a fresh reading"_s;
    }
    return {};
}

} // namespace

ProgressLine::ProgressLine(Terminal& terminal, const Clock& clock, bool silent)
    : m_terminal(terminal),
      m_clock(clock),
      m_silent(silent),
      m_rewrites(terminal.noteIsTerminal()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::nameLane(const QString& lane, const QString& name) {
    const std::scoped_lock lock(m_mutex);
    m_lanes.insert(lane, name);
}

void ProgressLine::progressed(const RunProgress& progress) {
    const std::scoped_lock lock(m_mutex);
    const bool newPhase = !m_begun || std::exchange(m_phase, progress.phase) != progress.phase;
    const bool last = progress.total > 0 && progress.done == progress.total;
    m_begun = true;
    m_phase = progress.phase;
    m_state = describe(progress);
    show(m_state, newPhase || last);
}

void ProgressLine::tell(const QString& text) {
    const std::scoped_lock lock(m_mutex);
    m_state = text;
    show(m_state, false);
}

void ProgressLine::waiting(const PaceWait& wait) {
    const std::scoped_lock lock(m_mutex);
    const double seconds = static_cast<double>(wait.duration.count()) / 1000.0;
    const QString who = m_lanes.value(wait.lane, printable(wait.lane));
    const QString why = wait.reason == u"retry"_s   ? u"before %1 is tried again"_s.arg(who)
                        : wait.reason == u"quota"_s ? u"%1 takes no more requests until then"_s.arg(who)
                        : wait.reason == u"fence"_s ? u"%1 asked for it"_s.arg(who)
                                                    : u"%1 asked for it (%2)"_s.arg(who, wait.reason);
    const QString text = u"waiting %1 s: %2"_s.arg(QString::number(seconds, 'f', seconds < 10 ? 1 : 0), why);
    show(m_state.isEmpty() ? text : m_state + u" – "_s + text, wait.duration >= std::chrono::seconds(1));
}

void ProgressLine::clear() {
    const std::scoped_lock lock(m_mutex);
    if (std::exchange(m_shown, false))
        m_terminal.note(u"\r\x1b[K"_s);
}

void ProgressLine::show(const QString& text, bool urgent) {
    if (m_silent)
        return;
    const QDateTime now = m_clock.utcNow();
    const qint64 pause = m_rewrites ? k_redrawEveryMs : k_lineEveryMs;
    if (!urgent && m_lastUtc.isValid() && m_lastUtc.msecsTo(now) < pause)
        return;
    m_lastUtc = now;
    if (!m_rewrites) {
        m_terminal.note(text + u'\n');
        return;
    }
    m_terminal.note(u"\r"_s + elidedMiddle(text, m_terminal.width() - 1) + u"\x1b[K"_s);
    m_shown = true;
}

} // namespace milepost::cli
