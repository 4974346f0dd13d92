// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the set-up's page that leads from step to step.
#include "ui_setuppage.h"
#include "widgets/setuppage.h"

#include <QPushButton>

namespace milepost {

void SetupPage::connectGuide() {
    connect(m_ui->guideNext, &QPushButton::clicked, &m_guide, &SetupGuide::goOn);
    connect(m_ui->guideSkip, &QPushButton::clicked, &m_guide, &SetupGuide::skip);
    connect(m_ui->guideBack, &QPushButton::clicked, &m_guide, &SetupGuide::back);
    connect(m_ui->guideLeave, &QPushButton::clicked, &m_guide, &SetupGuide::end);
    connect(&m_guide, &SetupGuide::changed, this, &SetupPage::showGuide);
    connect(&m_guide, &SetupGuide::stepWanted, this, [this](SetupStep wanted) {
        showStep(wanted);
        focusStep();
    });
    connect(m_ui->steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_guide.stand(step()); });
}

/// Typing goes on where the step begins; where there is nothing to type, at the button that goes on.
void SetupPage::focusStep() {
    if (!isVisible())
        return;
    QWidget* field = m_ui->scrolled->nextInFocusChain();
    while (m_ui->scrolled->isAncestorOf(field)) {
        const bool isField = field->inherits("QLineEdit") || field->inherits("QComboBox");
        if (isField && field->isVisible() && field->isEnabled())
            return field->setFocus(Qt::OtherFocusReason);
        field = field->nextInFocusChain();
    }
    m_ui->guideNext->setFocus(Qt::OtherFocusReason);
}

/// A button that had the keyboard when it was switched off has it again when it can be pressed.
void SetupPage::enable(QPushButton& button, bool isEnabled) {
    constexpr auto k_had = "hadFocus";
    if (!isEnabled && button.isEnabled())
        button.setProperty(k_had, button.hasFocus());
    const bool returns = isEnabled && !button.isEnabled() && button.property(k_had).toBool();
    button.setEnabled(isEnabled);
    if (returns)
        button.setFocus(Qt::OtherFocusReason);
}

/// In place of the buttons that do the same one by one.
void SetupPage::showGuide() {
    const bool isOn = m_guide.isOn();
    for (QPushButton* button : {m_ui->guideLeave, m_ui->guideBack, m_ui->guideSkip, m_ui->guideNext})
        button->setVisible(isOn);
    for (QPushButton* button : {m_ui->discard, m_ui->testStep, m_ui->save})
        button->setVisible(!isOn);
    if (!isOn)
        return;
    m_ui->guideBack->setEnabled(m_guide.step() != k_setupSteps.front());
    enable(*m_ui->guideNext, !m_setup.isBusy() && !m_setup.isSaving());
    m_ui->guideNext->setText(m_setup.isSaving() ? tr("Saving…")
                             : m_setup.isBusy() ? tr("Testing…")
                             : m_guide.isLast() ? tr("&Finish")
                                                : tr("&Continue"));
}

} // namespace milepost
