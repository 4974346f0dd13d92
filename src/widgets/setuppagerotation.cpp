// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the set-up's page that leads to the replacement of a secret.
#include "ui_setuppage.h"
#include "widgets/setuppage.h"

#include <QPushButton>

namespace milepost {

void SetupPage::connectRotation() {
    connect(m_ui->rotateCredential, &QPushButton::clicked, this, [this] {
        emit rotationWanted(stepSecrets(SetupStep::Secret, m_setup.draft().profile()).front());
    });
    connect(m_ui->rotatePassword, &QPushButton::clicked, this,
            [this] { emit rotationWanted(SecretPurpose::TrackerPassword); });
    for (const auto signal : {&SetupPresenter::secretsChanged, &SetupPresenter::valuesChanged,
                              &SetupPresenter::savingChanged, &SetupPresenter::profileChanged})
        connect(&m_setup, signal, this, &SetupPage::showRotation);
}

void SetupPage::showRotation() {
    m_ui->rotateCredential->setEnabled(
        m_setup.canRotate(stepSecrets(SetupStep::Secret, m_setup.draft().profile()).front()));
    m_ui->rotatePassword->setEnabled(m_setup.canRotate(SecretPurpose::TrackerPassword));
}

} // namespace milepost
