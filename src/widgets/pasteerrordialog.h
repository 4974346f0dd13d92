// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/errorexplainer.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace milepost {

/// A place to paste an error of any kind, and what is said about it. Opened by the finder and by any page.
/// Runs on: main.
class PasteErrorDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PasteErrorDialog(QWidget* parent = nullptr);

    /// Opens with what was pasted before; with a text, that is explained at once.
    void ask(const QString& text = {});

signals:
    /// Somebody wants to follow a remedy where that is done; the dialog is closed.
    void actionWanted(milepost::RemedyAction action);

private:
    void showFound();

    ErrorExplainer m_explainer;
    QPlainTextEdit* m_text;
    QPushButton* m_explain;
    QLabel* m_note;
    QScrollArea* m_answers;
};

} // namespace milepost
