// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/profilebar.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QToolButton* flatButton(const QString& objectName) {
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({16, 16});
    return button;
}

} // namespace

ProfileBar::ProfileBar(Session& session, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_profiles(flatButton(u"profileMenu"_s)),
      m_mark(new QLabel),
      m_signIn(flatButton(u"signInState"_s)),
      m_tracker(flatButton(u"trackerState"_s)),
      m_find(new QPushButton(icon(u"search"_s), tr("Find anything (Ctrl+K)"))) {
    setFixedHeight(51);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    m_profiles->setFont(font);
    m_profiles->setPopupMode(QToolButton::InstantPopup);
    m_profiles->setMenu(new QMenu(m_profiles));
    m_profiles->setAccessibleName(tr("Profile"));
    m_mark->setObjectName(u"profileMark"_s);
    m_find->setObjectName(u"findButton"_s);
    m_find->setMinimumWidth(220);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 3, 16, 0);
    row->addWidget(m_profiles);
    row->addSpacing(8);
    row->addWidget(m_mark, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_signIn);
    row->addWidget(m_tracker);
    row->addSpacing(8);
    row->addWidget(m_find);

    connect(m_find, &QPushButton::clicked, this, &ProfileBar::finderWanted);
    connect(m_signIn, &QToolButton::clicked, this, [this] { emit pageWanted(PageId::Setup); });
    connect(m_tracker, &QToolButton::clicked, this, [this] { emit pageWanted(PageId::Setup); });
    connect(&m_session, &Session::profilesChanged, this, &ProfileBar::showProfiles);
    connect(&m_session, &Session::profileChanged, this, &ProfileBar::showProfile);
    connect(&m_session, &Session::findingsChanged, this, &ProfileBar::showFindings);
    showProfiles();
    showProfile();
}

void ProfileBar::takeFocus() { m_profiles->setFocus(Qt::ShortcutFocusReason); }

void ProfileBar::showProfiles() {
    QMenu* menu = m_profiles->menu();
    menu->clear();
    for (const ProfileEntry& entry : m_session.profiles()) {
        QAction* action = menu->addAction(entry.profile ? entry.name : tr("%1 (unreadable)").arg(entry.name));
        action->setEnabled(entry.profile.has_value());
        if (!entry.profile)
            action->setToolTip(entry.profile.error().detail);
        connect(action, &QAction::triggered, this, [this, name = entry.name] { m_session.choose(name); });
    }
    menu->addSeparator();
    connect(menu->addAction(icon(u"add"_s), tr("New profile…")), &QAction::triggered, this,
            &ProfileBar::newProfileWanted);
}

void ProfileBar::showProfile() {
    const auto& profile = m_session.profile();
    m_profiles->setText(profile ? tr("%1 – %2").arg(profile->name, profile->calendarName) : tr("No profile"));
    QString mark;
    if (m_session.isSandbox())
        mark = tr("Sandbox: nothing here is real");
    else if (profile && profile->readOnly)
        mark = tr("Read only");
    else if (profile && !profile->colour.isEmpty())
        mark = tr("Marked %1").arg(profile->colour);
    m_mark->setText(mark);
    m_mark->setVisible(!mark.isEmpty());
    showFindings();
    update();
}

void ProfileBar::showFindings() {
    showFinding(*m_signIn, tr("Microsoft 365"), m_session.signIn());
    showFinding(*m_tracker, tr("Tracker"), m_session.tracker());
}

void ProfileBar::showFinding(QToolButton& button, const QString& subject, const Finding& finding) {
    button.setIcon(icon(stateIcon(finding.state), stateRole(finding.state)));
    const QString word =
        finding.state == State::Unknown ? tr("not read yet")
        : finding.state == State::Ok
            ? tr("read %1").arg(QLocale().toString(finding.atUtc.toLocalTime().time(), QLocale::ShortFormat))
            : stateWord(finding.state);
    button.setText(tr("%1 · %2").arg(subject, word));
    button.setToolTip(finding.evidence);
    button.setAccessibleName(tr("%1: %2").arg(subject, word));
    button.setVisible(m_session.profile().has_value());
}

void ProfileBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), Theme::colour(Role::SurfaceRaised));
    painter.fillRect(0, height() - 1, width(), 1, Theme::colour(Role::Border));
    const auto& profile = m_session.profile();
    const QColor mark = !profile                ? QColor()
                        : m_session.isSandbox() ? profileColour(u"teal"_s, Theme::tone())
                                                : profileColour(profile->colour, Theme::tone());
    if (mark.isValid())
        painter.fillRect(0, 0, width(), 3, mark);
    if (m_mark->isVisible() && mark.isValid()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(mark);
        painter.drawRoundedRect(QRectF(m_mark->geometry()).adjusted(-6.5, -2.5, 6.5, 2.5), 4, 4);
    }
}

} // namespace milepost
