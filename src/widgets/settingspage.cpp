// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/settingspage.h"

#include "ui_settingspage.h"

namespace milepost {

using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(Session& session, Theme& theme, Preferences& preferences, QWidget* parent)
    : Page(PageId::Settings, tr("How the window looks and begins. Every change is in force at once."),
           parent),
      m_session(session),
      m_theme(theme),
      m_preferences(preferences),
      m_ui(std::make_unique<Ui::SettingsPage>()) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    setContent(content);
    m_ui->startupHint->setForegroundRole(QPalette::PlaceholderText);
    m_ui->themeChoice->addItem(tr("As the system"), static_cast<int>(ThemeChoice::System));
    m_ui->themeChoice->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_ui->themeChoice->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    connect(m_ui->themeChoice, &QComboBox::activated, this,
            [this] { m_theme.choose(static_cast<ThemeChoice>(m_ui->themeChoice->currentData().toInt())); });
    connect(m_ui->startupChoice, &QComboBox::activated, this,
            [this] { m_preferences.write(k_startupProfile, m_ui->startupChoice->currentData().toString()); });
    connect(&m_session, &Session::profilesChanged, this, &SettingsPage::showProfiles);
    entered();
}

SettingsPage::~SettingsPage() = default;

void SettingsPage::entered() {
    m_ui->themeChoice->setCurrentIndex(m_ui->themeChoice->findData(static_cast<int>(m_theme.choice())));
    showProfiles();
}

void SettingsPage::showProfiles() {
    QComboBox& choice = *m_ui->startupChoice;
    choice.clear();
    choice.addItem(tr("The one that was open last"), QString());
    for (const ProfileEntry& entry : m_session.profiles())
        choice.addItem(entry.name, entry.name);
    // One that is gone: the window begins as if nothing was chosen.
    const QString chosen = m_preferences.read(k_startupProfile).toString();
    choice.setCurrentIndex(std::max(0, choice.findData(chosen)));
}

} // namespace milepost
