// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace milepost {

/// A raised box with a one-pixel border and round corners (look/palette.md 3). Its content is its layout.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr) : QFrame(parent) {}

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// What stands in a place where nothing is: what belongs there, and the one action that fills it (ux 2.5).
class EmptyState final : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);
    /// `action` empty: nothing can be done about it here.
    void show(const QString& title, const QString& text, const QString& action = {});

signals:
    void actionChosen();

private:
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace milepost
