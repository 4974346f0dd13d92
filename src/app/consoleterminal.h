// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "cli/environment.h"

#include <mutex>

namespace milepost {

/// The process's own streams. Text is UTF-8. Whatever waits for the keyboard ends at once on stop.
class ConsoleTerminal final : public cli::Terminal {
public:
    ConsoleTerminal();

    void print(const QString& text) override;
    void note(const QString& text) override;
    [[nodiscard]] bool outputIsTerminal() const override;
    [[nodiscard]] bool noteIsTerminal() const override;
    [[nodiscard]] bool canAsk() const override;
    [[nodiscard]] int width() const override;
    [[nodiscard]] Result<QString> ask(const QString& question, std::stop_token stop) override;
    [[nodiscard]] Result<Redacted<QString>> askSecret(const QString& question, std::stop_token stop) override;
    [[nodiscard]] Result<Redacted<QByteArray>> readInput(std::stop_token stop) override;

private:
    std::mutex m_writing;
};

} // namespace milepost
