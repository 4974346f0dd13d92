// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/deliverablepanel.h"

#include "ui_deliverablepanel.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

QString orDash(const QString& text) { return text.isEmpty() ? u"–"_s : text; }

void mute(QLabel* label) { label->setForegroundRole(QPalette::PlaceholderText); }

} // namespace

DeliverablePanel::DeliverablePanel(QWidget* parent)
    : QScrollArea(parent),
      m_ui(std::make_unique<Ui::DeliverablePanel>()),
      m_content(new QWidget) {
    m_ui->setupUi(m_content);
    m_ui->title->setFont(Theme::font(Theme::Text::Panel));
    QFont heading = Theme::font(Theme::Text::Body);
    heading.setWeight(QFont::DemiBold);
    m_ui->question->setFont(heading);
    m_ui->outlook->setFont(heading);
    mute(m_ui->project);
    mute(m_ui->clientLabel);
    mute(m_ui->teamLabel);
    m_ui->openInTracker->setIcon(icon(u"open"_s));
    m_ui->state->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);

    auto* nothing =
        new QLabel(tr("Choose a deliverable to see its event and why it is in the calendar or not."));
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setWordWrap(true);
    nothing->setMargin(16);
    mute(nothing);
    m_nothing = nothing;
    // Not a stack: it would be as high as the higher of the two.
    auto* both = new QWidget;
    auto* layout = new QVBoxLayout(both);
    layout->setContentsMargins({});
    layout->addWidget(m_nothing);
    layout->addWidget(m_content);
    m_content->hide();
    setWidget(both);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(280);
    setAccessibleName(tr("Details"));
    viewport()->setBackgroundRole(QPalette::Base);
    both->setBackgroundRole(QPalette::Base);

    connect(m_ui->after, &QToolButton::toggled, this, &DeliverablePanel::showOutlook);
    connect(m_ui->explain, &QPushButton::clicked, this, [this] {
        if (m_details)
            emit explainWanted(m_details->id);
    });
    connect(m_ui->openInTracker, &QToolButton::clicked, this, [this] {
        if (m_details)
            emit linkWanted(QUrl(m_details->link));
    });
}

DeliverablePanel::~DeliverablePanel() = default;

void DeliverablePanel::setDetails(const std::optional<DeliverableDetails>& details) {
    if (details == m_details && details)
        return;
    m_details = details;
    m_nothing->setVisible(!details);
    m_content->setVisible(details.has_value());
    if (!details)
        return;
    m_ui->title->setText(details->title);
    m_ui->project->setText(orDash(details->projectLine));
    m_ui->client->setText(orDash(details->client));
    m_ui->team->setText(orDash(details->team));
    m_ui->openInTracker->setVisible(!details->link.isEmpty());
    m_ui->question->setText(details->why.question);
    m_ui->answer->setText(details->why.answer);
    m_ui->answer->setAccessibleName(details->why.question + u' ' + details->why.answer);
    m_ui->state->setText({details->state, details->stateWord, {}});
    showOutlook();
}

void DeliverablePanel::showOutlook() {
    if (!m_details)
        return;
    const bool isAfter = m_ui->after->isChecked();
    const auto& content = isAfter ? m_details->after : m_details->now;
    if (!content)
        return m_ui->event->setEvent(std::nullopt, isAfter
                                                       ? tr("It has no event.")
                                                       : tr("Nothing of it is known to be in the calendar."));
    m_ui->event->setEvent(OutlookEvent::Shown{
        *content, m_details->calendar,
        m_details->after && m_details->now ? m_details->changed : std::set<Field>{}, !isAfter});
}

void DeliverablePanel::focusWhy() {
    ensureWidgetVisible(m_ui->answer);
    m_ui->answer->setFocus(Qt::ShortcutFocusReason);
}

} // namespace milepost
