// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/rotationpresenter.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace milepost {

class ErrorPanel;

/// Asks for the new secret, and shows how it is tried and comes into use. Runs on: main.
class RotationDialog final : public QDialog {
    Q_OBJECT

public:
    /// `session` outlives it.
    RotationDialog(Session& session, SecretPurpose purpose, QWidget* parent = nullptr);

    void reject() override; ///< stops what is under way first

private:
    void addFields();
    void addButtons();
    void chooseFile();
    void rotate();
    void showState();

    RotationPresenter m_rotation;
    QLineEdit* m_secret = nullptr;  ///< null: a certificate
    QLineEdit* m_expires = nullptr; ///< null: it is not asked for
    QLabel* m_note;
    ErrorPanel* m_error;
    QPushButton* m_make = nullptr;
    QPushButton* m_rotate = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_close = nullptr;
};

} // namespace milepost
