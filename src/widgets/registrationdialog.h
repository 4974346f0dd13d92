// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/registrationpresenter.h"

#include <QDialog>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace milepost {

class Banner;
class CopyLine;
class ErrorPanel;
class StateLabel;

/// "Create it for me…": what will be made, then its steps with their clocks, then what came of it. While work
/// is under way, closing the dialog cancels it, and it closes when nothing is left to tidy up. Use ask().
/// Runs on: main.
class RegistrationDialog final : public QDialog {
    Q_OBJECT

public:
    /// `presenter` outlives the dialog.
    explicit RegistrationDialog(RegistrationPresenter& presenter, QWidget* parent = nullptr);

    void ask();

signals:
    /// Another admin shall be asked instead.
    void requestWanted();

protected:
    void reject() override;

private:
    [[nodiscard]] QWidget* obstaclePage();
    [[nodiscard]] QWidget* orderPage();
    [[nodiscard]] QWidget* workPage();
    [[nodiscard]] QWidget* resultPage();
    void addPermissions();
    void showOrder();
    void showObstacle();
    void showWork();
    void showResult();
    void showAll();

    RegistrationPresenter& m_presenter;
    QStackedWidget* m_pages;
    // nothing can be ordered
    Banner* m_obstacle = nullptr;
    QWidget* m_publicClientRow = nullptr;
    QLineEdit* m_publicClient = nullptr;
    // the order
    QLabel* m_who = nullptr;
    QLineEdit* m_name = nullptr;
    QWidget* m_permissions = nullptr;
    QComboBox* m_credential = nullptr;
    QLabel* m_replaced = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_startByCode = nullptr;
    // the work
    QLabel* m_prompt = nullptr;
    CopyLine* m_code = nullptr;
    CopyLine* m_page = nullptr;
    QGridLayout* m_steps = nullptr;
    std::vector<std::pair<QLabel*, StateLabel*>> m_stepRows;
    QPushButton* m_cancel = nullptr;
    // what came of it
    Banner* m_done = nullptr;
    QLabel* m_lines = nullptr;
    ErrorPanel* m_error = nullptr;
    Banner* m_leftovers = nullptr;
    QPushButton* m_again = nullptr;
    bool m_closesWhenDone = false;
};

} // namespace milepost
