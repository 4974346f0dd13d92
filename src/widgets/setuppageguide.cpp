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
    connect(&m_guide, &SetupGuide::stepWanted, this, &SetupPage::showStep);
    connect(m_ui->steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this] { m_guide.stand(step()); });
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
    m_ui->guideNext->setEnabled(!m_setup.isBusy() && !m_setup.isSaving());
    m_ui->guideNext->setText(m_setup.isSaving() ? tr("Saving…")
                             : m_setup.isBusy() ? tr("Testing…")
                             : m_guide.isLast() ? tr("&Finish")
                                                : tr("&Continue"));
}

} // namespace milepost
