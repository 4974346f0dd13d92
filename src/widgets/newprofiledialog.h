// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/profilemaker.h"

#include <memory>

#include <QDialog>

namespace milepost {

namespace Ui {
class NewProfileDialog;
}

/// Asks for a new profile's name; with a proposal it shows every value that will be stored. Closes itself
/// once the profile stands. Use open(). Runs on: main.
class NewProfileDialog final : public QDialog {
    Q_OBJECT

public:
    /// `maker` outlives the dialog.
    explicit NewProfileDialog(ProfileMaker& maker, QWidget* parent = nullptr);
    ~NewProfileDialog() override;

    /// A fresh look at the maker: its proposal, or none; then open().
    void ask();

protected:
    void done(int result) override;

private:
    void showProposal();
    void showState();

    std::unique_ptr<Ui::NewProfileDialog> m_ui;
    ProfileMaker& m_maker;
};

} // namespace milepost
