// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace milepost {

/// The last block of an error (ux 2.3): one line that opens the facts, and a button that copies them for
/// Microsoft's support. Closed until it is asked for. Runs on: main.
class FactsFold final : public QWidget {
    Q_OBJECT

public:
    explicit FactsFold(QWidget* parent = nullptr);

    /// `line` may be empty.
    void setFacts(const QString& line, const QString& facts);
    void setOpen(bool open);

signals:
    void toggled(bool open);

private:
    void showFacts(bool open);

    QToolButton* m_line;
    QLabel* m_facts;
    QPushButton* m_copy;
};

} // namespace milepost
