// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLineEdit;

namespace milepost {

/// A text that is to be carried elsewhere: to read, to mark, and with *Copy*. Hidden while it is empty. Runs
/// on: main.
class CopyLine final : public QWidget {
    Q_OBJECT

public:
    /// `name` is what a screen reader calls it, and the object name of the line.
    CopyLine(const QString& objectName, const QString& name, QWidget* parent = nullptr);
    void setText(const QString& text);

private:
    QLineEdit* m_line;
};

} // namespace milepost
