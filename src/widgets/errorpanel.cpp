// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/errorpanel.h"

#include "presentation/errorexplainer.h"
#include "widgets/elision.h"
#include "widgets/factsfold.h"
#include "widgets/theme.h"

#include <set>

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_wideFrom = 600; // px: two columns of words that can still be read
constexpr int k_bar = 24;       // px: a scroll bar that comes or goes does not change their number

QLabel* heading(const QString& text) {
    auto* label = new QLabel(text);
    QFont font = Theme::font(Theme::Text::Body);
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    return label;
}

QVBoxLayout* column(QWidget* of) {
    auto* layout = new QVBoxLayout(of);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    return layout;
}

} // namespace

ErrorPanel::ErrorPanel(QWidget* parent)
    : QWidget(parent),
      m_words(new QWidget),
      m_remedies(new QWidget),
      m_details(new FactsFold),
      m_blocks(new QGridLayout) {
    auto* words = column(m_words);
    words->addWidget(heading(tr("What happened")));
    words->addWidget(m_happened = addLabel(u"errorHappened"_s, m_words));
    words->addSpacing(4);
    words->addWidget(heading(tr("Why")));
    words->addWidget(m_why = addLabel(u"errorWhy"_s, m_words));
    words->addStretch(1);

    m_blocks->setHorizontalSpacing(24);
    m_blocks->setVerticalSpacing(12);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(8);
    rows->addLayout(m_blocks);
    rows->addWidget(m_details);
    connect(m_details, &FactsFold::toggled, this, &ErrorPanel::detailsToggled);
    arrange();
    hide();
}

QLabel* ErrorPanel::addLabel(const QString& objectName, QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void ErrorPanel::setError(const Error& error, const QDateTime& atUtc) {
    const bool isSame = m_hasError && m_error == error;
    m_error = error;
    m_hasError = true;
    const Diagnosis diagnosis = diagnose(error, Surface::Window);
    say(diagnosis, doubtText(diagnosis));
    m_details->setFacts(detailsLine(error, atUtc), supportText(error, atUtc));
    if (!isSame) {
        showRemedies(diagnosis);
        m_details->setOpen(false);
    }
    show();
}

void ErrorPanel::say(const Diagnosis& diagnosis, const QString& doubt) {
    m_happened->setText(diagnosis.title);
    m_why->setText(doubt.isEmpty() ? diagnosis.explanation : diagnosis.explanation + u"\n\n"_s + doubt);
    setAccessibleName(diagnosis.title);
}

void ErrorPanel::setDiagnosis(const Diagnosis& diagnosis, const QString& doubt) {
    m_hasError = false;
    say(diagnosis, doubt);
    m_details->setFacts(diagnosis.cause, diagnosis.evidence.join(u'\n'));
    showRemedies(diagnosis);
    m_details->setOpen(false);
    show();
}

void ErrorPanel::clear() {
    m_hasError = false;
    hide();
}

void ErrorPanel::showRemedies(const Diagnosis& diagnosis) {
    delete m_remedies;
    m_remedies = new QWidget;
    auto* rows = column(m_remedies);
    rows->addWidget(heading(tr("What to do")));
    auto* steps = new QGridLayout;
    steps->setHorizontalSpacing(8);
    steps->setVerticalSpacing(4);
    steps->setColumnStretch(1, 1);
    std::set<RemedyAction> offered{RemedyAction::None};
    for (qsizetype i = 0; i < diagnosis.remedies.size(); ++i) {
        const int row = steps->rowCount();
        steps->addWidget(new QLabel(tr("%1.").arg(i + 1)), row, 0, Qt::AlignTop | Qt::AlignRight);
        QLabel* text = addLabel(u"errorRemedy%1"_s.arg(i + 1), m_remedies);
        text->setText(diagnosis.remedies[i]);
        steps->addWidget(text, row, 1);
        const RemedyAction action = diagnosis.actions[static_cast<size_t>(i)];
        if (leadsElsewhere(action) && offered.insert(action).second)
            steps->addWidget(makeAction(action), row + 1, 1, Qt::AlignLeft);
    }
    QLabel* who = addLabel(u"errorWho"_s, m_remedies);
    who->setText(tr("Who: %1").arg(whoText(diagnosis.who)));
    who->setForegroundRole(QPalette::PlaceholderText);
    steps->addWidget(who, steps->rowCount(), 1);
    rows->addLayout(steps);
    rows->addStretch(1);
    arrange();
}

bool ErrorPanel::leadsElsewhere(RemedyAction action) const {
    const auto place = placeOf(action);
    const bool isHere =
        m_place && place && place->page == m_place->page && (!place->step || place->step == m_place->step);
    return m_leads && !isHere;
}

QWidget* ErrorPanel::makeAction(RemedyAction action) {
    auto* button = new QPushButton(actionText(action));
    button->setObjectName(u"errorAction%1"_s.arg(static_cast<int>(action)));
    button->setAutoDefault(false);
    letShrink(*button);
    connect(button, &QPushButton::clicked, this, [this, action] { emit actionWanted(action); });
    return button;
}

void ErrorPanel::arrange() {
    m_blocks->removeWidget(m_words);
    m_blocks->removeWidget(m_remedies);
    m_blocks->addWidget(m_words, 0, 0);
    m_blocks->addWidget(m_remedies, m_isWide ? 0 : 1, m_isWide ? 1 : 0);
    m_blocks->setColumnStretch(0, 1);
    m_blocks->setColumnStretch(1, m_isWide ? 1 : 0);
}

void ErrorPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Else a scroll area around it would go back and forth between the two without an end.
    const bool isWide = width() >= (m_isWide ? k_wideFrom - k_bar : k_wideFrom);
    if (isWide == m_isWide)
        return;
    m_isWide = isWide;
    arrange();
}

} // namespace milepost
