// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/previewpresenter.h"

#include <QDialog>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace milepost {

/// Says exactly what will be done and asks for it; above the guard's threshold the number of deletions must
/// be typed. Enter confirms nothing that destroys. Runs on: main.
class ApplyDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ApplyDialog(PreparedRun run, QWidget* parent = nullptr);

    [[nodiscard]] const PreparedRun& run() const { return m_run; }
    /// What was typed for the guard.
    [[nodiscard]] QString typed() const;

private:
    void addList(QVBoxLayout& layout, const QString& heading, const QStringList& lines);
    void addGuard(QVBoxLayout& layout);
    void addButtons(QVBoxLayout& layout);

    PreparedRun m_run;
    QLineEdit* m_number = nullptr;
    QPushButton* m_apply = nullptr;
};

} // namespace milepost
