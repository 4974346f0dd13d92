// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "presentation/look.h"

#include "presentation/inpool.h"
#include "presentation/whenready.h"

namespace milepost {

namespace {

constexpr std::chrono::milliseconds k_patience{300}; // ux 2.4

} // namespace

Look::Look(const Clock& clock, QObject* parent) : QObject(parent), m_clock(clock) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(k_patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_waiting = true;
        emit changed();
    });
}

Look::~Look() { m_stop.request_stop(); }

void Look::begin(const Ask& ask) {
    if (m_reading)
        return;
    m_stop = std::stop_source();
    m_reading = true;
    m_waiting = m_patience.interval() == 0;
    if (!m_waiting)
        m_patience.start();
    m_sinceUtc = m_clock.utcNow();
    const int generation = ++m_generation;
    whenReady(ask(m_stop.get_token()), this, [this, generation](const Answer& answer) {
        auto kept = answer; // however late it is dropped
        if (kept)
            kept = freedElsewhere(*kept);
        if (generation == m_generation)
            take(kept);
    });
    emit changed();
}

void Look::stop() {
    if (!m_reading)
        return;
    m_stop.request_stop();
    ++m_generation;
    endReading();
    emit changed();
}

void Look::forget() {
    stop();
    m_survey.reset();
    m_failure.reset();
}

void Look::endReading() {
    m_reading = m_waiting = false;
    m_patience.stop();
}

void Look::take(const Answer& answer) {
    endReading();
    m_failure.reset();
    if (answer)
        m_survey = *answer;
    else if (!answer.error().isCancelled())
        m_failure = answer.error();
    emit ended(answer.has_value());
}

} // namespace milepost
