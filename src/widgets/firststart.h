// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/profilemaker.h"
#include "widgets/theme.h"

#include <memory>

#include <QWidget>

namespace milepost {

namespace Ui {
class FirstStart;
}

/// What stands in the window while there is no profile: three ways to one, where secrets will be kept, and
/// the theme (look/palette.md 5.8). Runs on: main.
class FirstStart final : public QWidget {
    Q_OBJECT

public:
    /// Both outlive the view.
    FirstStart(ProfileMaker& maker, Theme& theme, QWidget* parent = nullptr);
    ~FirstStart() override;

signals:
    void connectWanted();
    void importWanted();
    /// The handbook, at the chapter of that anchor; "" for its beginning.
    void handbookWanted(const QString& anchor);

protected:
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void dress();
    void showState();

    std::unique_ptr<Ui::FirstStart> m_ui;
    ProfileMaker& m_maker;
    Theme& m_theme;
};

} // namespace milepost
