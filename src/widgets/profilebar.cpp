// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/profilebar.h"

#include "presentation/facttexts.h"
#include "presentation/remedyactions.h"
#include "widgets/icons.h"
#include "widgets/menubutton.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_wideFrom = 1180; // px: room for the whole of it
constexpr int k_leastTitle = 96; // the findings beside it give way from there on
constexpr int k_slack = 4;       // a text and its parts are not measured alike

template <class Button = QToolButton> Button* flatButton(const QString& objectName) {
    auto* button = new Button;
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
      m_profiles(flatButton<MenuButton>(u"profileMenu"_s)),
      m_mark(new QLabel),
      m_signIn(flatButton(u"signInState"_s)),
      m_tracker(flatButton(u"trackerState"_s)),
      m_look(flatButton(u"lookAgain"_s)),
      m_find(new QPushButton(icon(u"search"_s), QString())) {
    setFixedHeight(51);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    m_profiles->setFont(font);
    m_profiles->setMenu(new QMenu(m_profiles));
    m_look->setIcon(icon(u"refresh"_s));
    m_look->setToolTip(tr("Look at both sides again (F5)"));
    m_look->setAccessibleName(tr("Look at both sides again"));
    m_mark->setObjectName(u"profileMark"_s);
    // Its frame is within it: where a label goes, only what it covers is painted again.
    m_mark->setContentsMargins(7, 3, 7, 3);
    m_find->setObjectName(u"findButton"_s);
    m_find->setAccessibleName(tr("Find anything"));
    m_find->setToolTip(tr("Find anything (Ctrl+K)"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 3, 16, 0);
    row->addWidget(m_profiles);
    row->addSpacing(8);
    row->addWidget(m_mark, 0, Qt::AlignVCenter);
    row->addStretch(1);
    row->addWidget(m_signIn);
    row->addWidget(m_tracker);
    row->addWidget(m_look);
    row->addSpacing(8);
    row->addWidget(m_find);

    connect(m_find, &QPushButton::clicked, this, &ProfileBar::finderWanted);
    const auto open = [this](const Finding& finding, SetupStep own) {
        const auto step = finding.error ? stepFor(*finding.error) : std::nullopt;
        emit stepWanted(step.value_or(own));
    };
    connect(m_signIn, &QToolButton::clicked, this,
            [this, open] { open(m_session.signIn(), SetupStep::Secret); });
    connect(m_tracker, &QToolButton::clicked, this,
            [this, open] { open(m_session.tracker(), SetupStep::Tracker); });
    connect(m_look, &QToolButton::clicked, &m_session, &Session::refresh);
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
            action->setToolTip(diagnose(entry.profile.error()).title);
        connect(action, &QAction::triggered, this, [this, name = entry.name] { m_session.choose(name); });
    }
    menu->addSeparator();
    connect(menu->addAction(icon(u"add"_s), tr("New profile…")), &QAction::triggered, this,
            &ProfileBar::newProfileWanted);
    connect(menu->addAction(tr("Manage profiles…")), &QAction::triggered, this, &ProfileBar::profilesWanted);
}

void ProfileBar::showProfile() {
    const auto& profile = m_session.profile();
    m_title = profile ? tr("%1 – %2").arg(profile->name, calendarText(*profile)) : tr("No profile");
    m_profiles->setToolTip(profile ? m_title : QString());
    m_marks = {};
    if (m_session.isSandbox())
        m_marks = {tr("Sandbox: nothing here is real"), tr("Sandbox")};
    else if (profile && profile->readOnly)
        m_marks = {tr("Read only"), tr("Read only")};
    else if (profile && frozenUntil(*profile, profile->dayAt(m_session.backend().clock().utcNow())))
        m_marks = {tr("Frozen: nothing is written on these days"), tr("Frozen")};
    else if (profile && !profile->colour.isEmpty())
        m_marks = {profileMarkText(profile->colour), profileMarkText(profile->colour)};
    m_mark->setToolTip(m_marks.whole);
    m_mark->setVisible(!m_marks.whole.isEmpty());
    showFindings();
    update();
}

void ProfileBar::showFindings() {
    m_look->setVisible(m_session.profile().has_value());
    const Finding& signIn = m_session.signIn();
    // What Graph refuses after it took the token is no failed sign-in.
    const bool isCalendar = signIn.error && signIn.error->stage == Error::Stage::Graph;
    showFinding(*m_signIn,
                signIn.state == State::Ok ? tr("Signed in")
                : isCalendar              ? tr("Calendar")
                                          : tr("Sign-in"),
                signIn);
    showFinding(*m_tracker, tr("Tracker"), m_session.tracker());
    fit();
}

void ProfileBar::showFinding(QToolButton& button, const QString& subject, const Finding& finding) {
    button.setIcon(icon(stateIcon(finding.state), stateRole(finding.state)));
    const QString word = finding.state == State::Unknown ? tr("not read yet")
                         : finding.state == State::Ok    ? tr("read %1").arg(shortTime(finding.atUtc))
                                                         : stateWord(finding.state);
    button.setText(tr("%1 · %2").arg(subject, word));
    button.setToolTip(finding.evidence);
    button.setAccessibleName(tr("%1: %2").arg(subject, word));
    button.setVisible(m_session.profile().has_value());
}

void ProfileBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    fit();
}

void ProfileBar::fit() {
    m_find->setText(width() >= k_wideFrom ? tr("Find anything (Ctrl+K)") : tr("Ctrl+K"));
    m_profiles->setText(m_title);
    m_mark->setText(m_marks.whole);
    if (layout()->minimumSize().width() > width())
        m_mark->setText(m_marks.shortened);
    const int tooMuch = layout()->minimumSize().width() - width();
    if (tooMuch > 0) {
        const QFontMetrics metrics = m_profiles->fontMetrics();
        const int room = std::max(k_leastTitle, metrics.horizontalAdvance(m_title) - tooMuch - k_slack);
        m_profiles->setText(metrics.elidedText(m_title, Qt::ElideRight, room));
    }
    m_profiles->setAccessibleName(tr("Profile: %1").arg(m_title));
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
        painter.drawRoundedRect(QRectF(m_mark->geometry()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

} // namespace milepost
