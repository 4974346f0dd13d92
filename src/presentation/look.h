// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/backend.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include <QObject>
#include <QTimer>

namespace milepost {

/// A look at both sides: whether one is under way, and what the last one gave. Runs on: main; never blocks.
class Look final : public QObject {
    Q_OBJECT

public:
    using Answer = Result<std::shared_ptr<const Survey>>;
    using Ask = std::function<QFuture<Answer>(std::stop_token)>;

    /// `clock` outlives the look.
    explicit Look(const Clock& clock, QObject* parent = nullptr);
    ~Look() override; ///< stops what is under way; its future ends by itself

    /// Nothing happens while one is under way.
    void begin(const Ask& ask);
    /// What was there before stays.
    void stop();
    /// Stops, and drops what the last one gave.
    void forget();

    [[nodiscard]] bool isReading() const { return m_reading; }
    /// It takes longer than the patience, and is spoken of (ux 2.4). Of a shorter one only what it finds is
    /// seen.
    [[nodiscard]] bool isWaiting() const { return m_waiting; }
    [[nodiscard]] const QDateTime& sinceUtc() const { return m_sinceUtc; }
    /// 300 ms. Zero: every look is spoken of at once.
    void setPatience(std::chrono::milliseconds patience) { m_patience.setInterval(patience); }
    [[nodiscard]] std::stop_token token() const { return m_stop.get_token(); }

    /// The last that succeeded; it stays when a later one fails.
    [[nodiscard]] const std::shared_ptr<const Survey>& survey() const { return m_survey; }
    /// Why the last one failed; nothing when it succeeded or was stopped.
    [[nodiscard]] const std::optional<Error>& failure() const { return m_failure; }
    [[nodiscard]] QDateTime now() const { return m_clock.utcNow(); }

signals:
    void changed(); ///< began, takes long, was stopped
    void ended(bool hasSurvey);

private:
    void take(const Answer& answer);
    void endReading();

    const Clock& m_clock;
    bool m_reading = false;
    bool m_waiting = false;
    int m_generation = 0; ///< of the look whose answer is awaited; older answers are dropped
    QDateTime m_sinceUtc;
    QTimer m_patience; ///< runs from the beginning of a look until it is spoken of
    std::stop_source m_stop;
    std::shared_ptr<const Survey> m_survey;
    std::optional<Error> m_failure;
};

} // namespace milepost
