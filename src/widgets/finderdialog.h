// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/finder.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QListView;

namespace milepost {

/// Ctrl+K: type, choose with the arrows, Enter does it, Esc leaves. Runs on: main.
class FinderDialog final : public QDialog {
    Q_OBJECT

public:
    /// `finder` outlives the dialog.
    explicit FinderDialog(Finder& finder, QWidget* parent = nullptr);

    /// Opens over the top of the parent, with nothing typed.
    void ask();

protected:
    /// Arrows in the line move through the list.
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// An edge of its own: the system draws none around it.
    void paintEvent(QPaintEvent* event) override;

private:
    void showAnswers();
    void chooseCurrent();

    Finder& m_finder;
    QLineEdit* m_query;
    QListView* m_list;
    QLabel* m_nothing;
    bool m_isWaiting = false; ///< Enter was pressed before the answers were there
};

} // namespace milepost
