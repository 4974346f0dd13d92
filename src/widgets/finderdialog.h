// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/finder.h"

#include <QDialog>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QListView;

namespace milepost {

/// Ctrl+K: type, choose with the arrows, Enter does it, Ctrl+Enter explains a deliverable, Esc leaves. Runs
/// on: main.
class FinderDialog final : public QDialog {
    Q_OBJECT

public:
    /// `finder` outlives the dialog.
    explicit FinderDialog(Finder& finder, QWidget* parent = nullptr);

    /// Opens over the top of the parent, with nothing typed.
    void ask();

protected:
    /// Arrows in the line move through the list; "Explain…" in a row is pressed by the mouse.
    bool eventFilter(QObject* watched, QEvent* event) override;
    /// An edge of its own: the system draws none around it.
    void paintEvent(QPaintEvent* event) override;

private:
    void showAnswers();
    enum class Act { Show, Explain };
    void act(Act act, const QModelIndex& answer);
    void chooseCurrent(Act act);
    [[nodiscard]] bool filterQuery(QKeyEvent& event);

    Finder& m_finder;
    QLineEdit* m_query;
    QListView* m_list;
    QLabel* m_nothing;
    std::optional<Act> m_waiting; ///< Enter was pressed before the answers were there
};

} // namespace milepost
