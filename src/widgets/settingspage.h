// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "presentation/preferences.h"
#include "presentation/profilesettings.h"
#include "presentation/session.h"
#include "presentation/watchpresenter.h"
#include "widgets/page.h"
#include "widgets/theme.h"

#include <memory>

namespace milepost {

namespace Ui {
class SettingsPage;
}

/// What holds for the window whatever the profile: its tone, and which profile it begins with; and what marks
/// and guards the profile. Everything is in force at once. Runs on: main.
class SettingsPage final : public Page {
    Q_OBJECT

public:
    /// All outlive the page.
    SettingsPage(Session& session, Theme& theme, Preferences& preferences, WatchPresenter& watch,
                 QWidget* parent = nullptr);
    ~SettingsPage() override;

    void entered() override;

signals:
    /// Detach or RemoveAll.
    void letGoWanted(milepost::PlanPurpose::Kind kind);
    void pageWanted(milepost::PageId page);

private:
    void dressProfile();
    void showProfiles();
    void showProfile();
    void showFreeze();
    void dressWatch();
    void showWatch();
    void showColours();

    Session& m_session;
    Theme& m_theme;
    Preferences& m_preferences;
    WatchPresenter& m_watch;
    ProfileSettings m_profile;
    std::unique_ptr<Ui::SettingsPage> m_ui;
};

} // namespace milepost
