// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/palette.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace milepost {

/// The worst state of a page in one sentence, one line of what follows from it, and one button
/// (look/palette.md 4). Hidden until there is something to say. Runs on: main.
class Banner final : public QFrame {
    Q_OBJECT

public:
    explicit Banner(QWidget* parent = nullptr);

    enum class Tone { Info, Warning, Danger };
    /// `action` empty: nothing can be done about it here.
    void say(Tone tone, const QString& sentence, const QString& consequence, const QString& action = {});
    /// More than one line: shown when the banner is pointed at, and read aloud.
    void setDetails(const QString& details);

signals:
    void actionChosen();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] Role line() const;
    [[nodiscard]] Role ground() const;

    Tone m_tone = Tone::Info;
    QLabel* m_sentence;
    QLabel* m_consequence;
    QPushButton* m_action;
};

} // namespace milepost
