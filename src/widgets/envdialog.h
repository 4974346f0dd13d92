// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/setuppresenter.h"

#include <memory>

#include <QDialog>

namespace milepost {
namespace Ui {
class EnvDialog;
}

/// Shows what an .env or compose file would change in the set-up, or why it cannot be read. Opens by itself
/// when a file was read; nothing is taken before *Take over*. Runs on: main.
class EnvDialog final : public QDialog {
    Q_OBJECT

public:
    /// `setup` outlives the dialog.
    explicit EnvDialog(SetupPresenter& setup, QWidget* parent = nullptr);
    ~EnvDialog() override;

protected:
    void done(int result) override;

private:
    void showProposal();

    std::unique_ptr<Ui::EnvDialog> m_ui;
    SetupPresenter& m_setup;
};

} // namespace milepost
