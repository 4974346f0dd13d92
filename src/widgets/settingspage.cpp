// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/settingspage.h"

#include "presentation/setupsteps.h"
#include "ui_settingspage.h"

#include <QPainter>
#include <QScrollArea>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

/// A dot of the colour; nothing for none.
QIcon colourIcon(const QColor& colour) {
    QPixmap picture(16, 16);
    picture.fill(Qt::transparent);
    if (colour.isValid()) {
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(2, 2, 12, 12);
    }
    return picture;
}

} // namespace

SettingsPage::SettingsPage(Session& session, Theme& theme, Preferences& preferences, WatchPresenter& watch,
                           QWidget* parent)
    : Page(PageId::Settings, tr("How the window looks and begins. Every change is in force at once."),
           parent),
      m_session(session),
      m_theme(theme),
      m_preferences(preferences),
      m_watch(watch),
      m_profile(session),
      m_ui(std::make_unique<Ui::SettingsPage>()) {
    auto* content = new QWidget;
    m_ui->setupUi(content);
    auto* area = new QScrollArea; // in the smallest window, and in longer languages
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    setContent(area);
    m_ui->startupHint->setForegroundRole(QPalette::PlaceholderText);
    m_ui->themeChoice->addItem(tr("As the system"), static_cast<int>(ThemeChoice::System));
    m_ui->themeChoice->addItem(tr("Light"), static_cast<int>(ThemeChoice::Light));
    m_ui->themeChoice->addItem(tr("Dark"), static_cast<int>(ThemeChoice::Dark));
    connect(m_ui->themeChoice, &QComboBox::activated, this,
            [this] { m_theme.choose(static_cast<ThemeChoice>(m_ui->themeChoice->currentData().toInt())); });
    connect(m_ui->startupChoice, &QComboBox::activated, this,
            [this] { m_preferences.write(k_startupProfile, m_ui->startupChoice->currentData().toString()); });
    connect(&m_session, &Session::profilesChanged, this, &SettingsPage::showProfiles);
    dressProfile();
    dressWatch();
    entered();
}

SettingsPage::~SettingsPage() = default;

void SettingsPage::entered() {
    m_ui->themeChoice->setCurrentIndex(m_ui->themeChoice->findData(static_cast<int>(m_theme.choice())));
    showProfiles();
    showProfile();
}

void SettingsPage::dressProfile() {
    m_ui->profileTitle->setFont(Theme::font(Theme::Text::Panel));
    for (QLabel* muted :
         {m_ui->readOnlyHint, m_ui->maxDeleteNote, m_ui->freezeNote, m_ui->detachHint, m_ui->removeHint})
        muted->setForegroundRole(QPalette::PlaceholderText);
    for (const auto& [box, key] :
         {std::pair(m_ui->colour, u"colour"_s), std::pair(m_ui->driftPolicy, u"driftPolicy"_s)}) {
        for (const auto& [value, words] : settingChoices(key))
            box->addItem(words, value);
        connect(box, &QComboBox::activated, this,
                [this, box, key] { m_profile.set(key, box->currentData().toString()); });
    }
    connect(m_ui->readOnly, &QCheckBox::clicked, this,
            [this](bool on) { m_profile.set(u"readOnly"_s, on ? u"true"_s : u"false"_s); });
    connect(m_ui->maxDelete, &QLineEdit::editingFinished, this, [this] {
        if (m_ui->maxDelete->isModified())
            m_profile.set(u"maxDelete"_s, m_ui->maxDelete->text());
    });
    connect(m_ui->freezeWindows, &QLineEdit::textEdited, this, &SettingsPage::showFreeze);
    connect(m_ui->freezeWindows, &QLineEdit::editingFinished, this, [this] {
        if (m_ui->freezeWindows->isModified())
            m_profile.set(u"freezeWindows"_s, m_ui->freezeWindows->text());
    });
    m_ui->letGoTitle->setFont(Theme::font(Theme::Text::Panel));
    connect(m_ui->detach, &QPushButton::clicked, this,
            [this] { emit letGoWanted(PlanPurpose::Kind::Detach); });
    connect(m_ui->removeAll, &QPushButton::clicked, this,
            [this] { emit letGoWanted(PlanPurpose::Kind::RemoveAll); });
    connect(&m_profile, &ProfileSettings::changed, this, &SettingsPage::showProfile);
    connect(&m_theme, &Theme::changed, this, &SettingsPage::showColours);
    showColours();
}

void SettingsPage::showColours() {
    for (int row = 0; row < m_ui->colour->count(); ++row)
        m_ui->colour->setItemIcon(
            row, colourIcon(profileColour(m_ui->colour->itemData(row).toString(), Theme::tone())));
}

void SettingsPage::showProfile() {
    m_ui->profileCard->setVisible(m_profile.hasProfile());
    m_ui->profileTitle->setText(tr("Profile %1").arg(m_profile.profileName()));
    for (const auto& [box, key] :
         {std::pair(m_ui->colour, u"colour"_s), std::pair(m_ui->driftPolicy, u"driftPolicy"_s)})
        box->setCurrentIndex(box->findData(m_profile.text(key)));
    m_ui->readOnly->setChecked(m_profile.text(u"readOnly"_s) == u"true"_s);
    const QString fault = m_profile.fault(u"maxDelete"_s);
    if (!m_ui->maxDelete->hasFocus() || !m_ui->maxDelete->isModified()) // somebody is typing
        m_ui->maxDelete->setText(m_profile.text(u"maxDelete"_s));
    m_ui->maxDeleteNote->setText(
        fault.isEmpty() ? tr("More than this in one run asks for the number to be typed.") : fault);
    if (!m_ui->freezeWindows->hasFocus() || !m_ui->freezeWindows->isModified())
        m_ui->freezeWindows->setText(m_profile.text(u"freezeWindows"_s));
    showFreeze();
    m_ui->letGoCard->setVisible(m_profile.hasProfile());
    if (m_profile.failure())
        m_ui->error->setError(*m_profile.failure(), m_profile.now());
    else
        m_ui->error->clear();
}

void SettingsPage::showFreeze() {
    m_ui->freezeNote->setText(m_profile.freezeNote(m_ui->freezeWindows->text()));
}

void SettingsPage::dressWatch() {
    m_ui->watchNote->setForegroundRole(QPalette::PlaceholderText);
    m_ui->watch->addItem(tr("Off"), 0);
    for (const int minutes : {5, 15, 30, 60, 240})
        m_ui->watch->addItem(tr("Look every %n minute(s)", nullptr, minutes), minutes);
    connect(m_ui->watch, &QComboBox::activated, this,
            [this] { m_watch.setMinutes(m_ui->watch->currentData().toInt()); });
    connect(m_ui->watchNeeds, &Banner::actionChosen, this, [this] { emit pageWanted(m_watch.waitsOn()); });
    connect(&m_watch, &WatchPresenter::changed, this, &SettingsPage::showWatch);
    showWatch();
}

void SettingsPage::showWatch() {
    m_ui->watch->setCurrentIndex(std::max(0, m_ui->watch->findData(m_watch.minutes())));
    const QString rule = tr("While this window is open, what changed in the tracker is carried out without a "
                            "question. More deletions than this profile allows still wait for you.");
    m_ui->watchNote->setText(m_watch.nextUtc().isValid()
                                 ? tr("%1 Next look at %2.").arg(rule, shortTime(m_watch.nextUtc()))
                                 : rule);
    const QString& need = m_watch.waitsFor();
    if (m_watch.minutes() > 0 && !need.isEmpty())
        m_ui->watchNeeds->say(Banner::Tone::Warning, tr("Watching: you are needed"), need,
                              m_watch.waitsOn() == PageId::Jobs ? tr("Open Jobs") : tr("Open Preview"));
    else
        m_ui->watchNeeds->hide();
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
