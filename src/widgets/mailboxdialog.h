// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/peoplepresenter.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace milepost {

class Banner;

/// Asks whose mailbox stands for one person, and stays until that is stored or given up. Runs on: main.
class MailboxDialog final : public QDialog {
    Q_OBJECT

public:
    /// `presenter` outlives the dialog.
    explicit MailboxDialog(PeoplePresenter& presenter, QWidget* parent = nullptr);
    void ask(const PersonRow& person);

private:
    void showState();

    PeoplePresenter& m_presenter;
    qint64 m_person = 0;
    QLabel* m_who;
    QLineEdit* m_mailbox;
    Banner* m_fault;
    QPushButton* m_set;
};

} // namespace milepost
