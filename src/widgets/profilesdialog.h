// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/profilemaker.h"
#include "presentation/profilesmodel.h"

#include <memory>

#include <QDialog>

namespace milepost {

namespace Ui {
class ProfilesDialog;
}

/// The profiles of this computer: open, copy, rename, export and delete them. What is not undone by another
/// click is asked in the dialog itself. Use ask(). Runs on: main.
class ProfilesDialog final : public QDialog {
    Q_OBJECT

public:
    /// `session` and `maker` outlive the dialog.
    ProfilesDialog(Session& session, ProfileMaker& maker, QWidget* parent = nullptr);
    ~ProfilesDialog() override;

    void ask();

signals:
    void newProfileWanted();
    void importWanted();

protected:
    void done(int result) override;

private:
    enum class Question { None, Duplicate, Rename, Delete };

    void connectAll();
    [[nodiscard]] const Profile* chosen() const;
    void choose(const QString& name);
    void put(Question question);
    void answer();
    void askForFile();
    void showState();
    [[nodiscard]] QString questionText() const;

    Session& m_session;
    ProfileMaker& m_maker;
    ProfilesModel m_model;
    std::unique_ptr<Ui::ProfilesDialog> m_ui;
    Question m_question = Question::None;
};

} // namespace milepost
