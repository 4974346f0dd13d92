// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/bundlepresenter.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QListView;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace milepost {

class Banner;
class EmptyState;
class ErrorPanel;

/// The diagnostics bundle: every file of it to be read, one's own secrets to be looked for in it, and only
/// then the place where it is saved. One for the whole window. Runs on: main.
class BundleDialog final : public QDialog {
    Q_OBJECT

public:
    /// `session` outlives the dialog.
    explicit BundleDialog(Session& session, QWidget* parent = nullptr);

    /// Opens and makes one.
    void ask();
    [[nodiscard]] BundlePresenter& presenter() { return m_presenter; }

signals:
    /// Somebody wants to follow a remedy where that is done; the dialog is closed.
    void actionWanted(milepost::RemedyAction action);

protected:
    void done(int result) override;

private:
    QWidget* makeMade();
    QWidget* makeSearch();
    QWidget* makeButtons();
    void connectParts();
    void showState();
    void showFiles();
    void showFound();
    void askForFile();
    void takeSaved(BundlePresenter::Saved outcome, const QString& path, const QString& sentence);
    void askToReplace(const QString& path, const QString& sentence);

    BundlePresenter m_presenter;
    QCheckBox* m_checks = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_made = nullptr;
    EmptyState* m_wait = nullptr;
    ErrorPanel* m_error = nullptr;
    QListWidget* m_files = nullptr;
    QListView* m_lines = nullptr;
    QLabel* m_about = nullptr;
    QLabel* m_names = nullptr;
    QLabel* m_gaps = nullptr;
    QLineEdit* m_search = nullptr;
    QCheckBox* m_reveal = nullptr;
    QLabel* m_found = nullptr;
    Banner* m_notice = nullptr;
    QPushButton* m_save = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace milepost
