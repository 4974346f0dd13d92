// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/firststart.h"

#include "ui_firststart.h"
#include "widgets/icons.h"

#include <QCoreApplication>
#include <QPainter>

namespace milepost {

using namespace Qt::StringLiterals;

FirstStart::FirstStart(ProfileMaker& maker, Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_ui(std::make_unique<Ui::FirstStart>()),
      m_maker(maker),
      m_theme(theme) {
    m_ui->setupUi(this);
    setObjectName(u"firstStart"_s);
    m_ui->welcomeTitle->setFont(Theme::font(Theme::Text::Title));
    for (QLabel* title : {m_ui->connectTitle, m_ui->importTitle, m_ui->sandboxTitle})
        title->setFont(Theme::font(Theme::Text::Panel));
    QFont strong = Theme::font(Theme::Text::Body);
    strong.setWeight(QFont::DemiBold);
    m_ui->keychainTitle->setFont(strong);
    m_ui->version->setText(tr("Version %1").arg(QCoreApplication::applicationVersion()));
    dress();
    showState();

    connect(m_ui->connectButton, &QPushButton::clicked, this, &FirstStart::connectWanted);
    connect(m_ui->importButton, &QPushButton::clicked, this, &FirstStart::importWanted);
    connect(m_ui->sandboxButton, &QPushButton::clicked, &m_maker, &ProfileMaker::startSandbox);
    connect(m_ui->handbookLink, &QToolButton::clicked, this, [this] { emit handbookWanted({}); });
    connect(m_ui->licenceLink, &QToolButton::clicked, this, [this] { emit handbookWanted(u"more"_s); });
    connect(m_ui->theme, &QComboBox::activated, this,
            [this](int index) { m_theme.choose(static_cast<ThemeChoice>(index)); });
    connect(&m_theme, &Theme::changed, this, &FirstStart::dress);
    connect(&m_maker, &ProfileMaker::changed, this, &FirstStart::showState);
}

FirstStart::~FirstStart() = default;

/// Pictures have a tint of their own: the form names them, the theme colours them.
void FirstStart::dress() {
    m_ui->theme->setCurrentIndex(static_cast<int>(m_theme.choice()));
    for (QLabel* label : findChildren<QLabel*>()) {
        if (const QString name = label->property("iconName").toString(); !name.isEmpty()) {
            const int size = label->property("iconSize").toInt();
            const Role role = size > 24 ? Role::Accent : Role::TextMuted;
            label->setPixmap(iconPixmap(name, Theme::colour(role), size, devicePixelRatioF()));
        }
        if (label->property("muted").toBool())
            label->setForegroundRole(QPalette::PlaceholderText);
    }
    update();
}

void FirstStart::showState() {
    const Finding& keychain = m_maker.keychain();
    const QString evidence = keychain.atUtc.isValid()
                                 ? tr("%1, tested %2").arg(keychain.evidence, shortTime(keychain.atUtc))
                                 : tr("not looked at yet");
    m_ui->keychainState->setText({keychain.state, {}, evidence});
    const bool isBusy = !m_maker.busyWith().isEmpty();
    m_ui->busy->setText(isBusy ? tr("%1…").arg(m_maker.busyWith()) : QString());
    m_ui->busy->setVisible(isBusy);
    for (QPushButton* button : {m_ui->connectButton, m_ui->importButton, m_ui->sandboxButton})
        button->setEnabled(!isBusy);
    if (m_maker.failure())
        m_ui->error->setError(*m_maker.failure(), m_maker.now());
    else
        m_ui->error->clear();
}

void FirstStart::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_maker.lookAtKeychain();
    m_ui->connectButton->setFocus();
}

void FirstStart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(QRect(0, m_ui->footer->y(), width(), 1), Theme::colour(Role::Border));
}

} // namespace milepost
