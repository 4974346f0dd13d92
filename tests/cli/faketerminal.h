// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"

#include <QStringList>

namespace milepost {

/// Streams that a test reads.
class FakeTerminal final : public cli::Terminal {
public:
    bool isTerminal = false;
    int columns = 80;
    QString output;
    QStringList notes;

    void print(const QString& text) override { output += text; }
    void note(const QString& text) override { notes << text; }
    [[nodiscard]] bool outputIsTerminal() const override { return isTerminal; }
    [[nodiscard]] bool noteIsTerminal() const override { return isTerminal; }
    [[nodiscard]] bool canAsk() const override { return false; }
    [[nodiscard]] int width() const override { return columns; }
    [[nodiscard]] Result<QString> ask(const QString&, std::stop_token) override {
        return std::unexpected(cancelled());
    }
    [[nodiscard]] Result<Redacted<QString>> askSecret(const QString&, std::stop_token) override {
        return std::unexpected(cancelled());
    }
    [[nodiscard]] Result<Redacted<QByteArray>> readInput(std::stop_token) override {
        return std::unexpected(cancelled());
    }
};

/// A clock that a test sets.
class FakeClock final : public Clock {
public:
    QDateTime now = QDateTime::fromString(QStringLiteral("2026-01-02T03:04:05Z"), Qt::ISODate);

    [[nodiscard]] QDateTime utcNow() const override { return now; }
    [[nodiscard]] Result<void> sleep(std::chrono::milliseconds, std::stop_token) const override { return {}; }
};

} // namespace milepost
