// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/rotationdialog.h"

#include "presentation/setupsteps.h"
#include "widgets/dialogheight.h"
#include "widgets/errorpanel.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

RotationDialog::RotationDialog(Session& session, SecretPurpose purpose, QWidget* parent)
    : QDialog(parent),
      m_rotation(session, purpose),
      m_note(new QLabel),
      m_error(new ErrorPanel) {
    setObjectName(u"rotationDialog"_s);
    setWindowTitle(tr("Rotate: %1").arg(settingLabel(toString(purpose))));
    setMinimumWidth(560);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 24, 24, 24);
    rows->setSpacing(12);
    auto* words = new QLabel(m_rotation.explanation());
    words->setWordWrap(true);
    rows->addWidget(words);
    addFields();
    m_note->setObjectName(u"rotationNote"_s);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    rows->addWidget(m_note);
    rows->addWidget(m_error);
    addButtons();
    connect(&m_rotation, &RotationPresenter::changed, this, &RotationDialog::showState);
    showState();
}

void RotationDialog::addFields() {
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    if (!m_rotation.isCertificate()) {
        m_secret = new QLineEdit;
        m_secret->setObjectName(u"newSecret"_s);
        m_secret->setEchoMode(QLineEdit::Password);
        m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoAutoUppercase | Qt::ImhNoPredictiveText |
                                      Qt::ImhSensitiveData);
        m_secret->setAccessibleName(tr("The new one"));
        form->addRow(tr("&New one"), m_secret);
    }
    if (m_rotation.purpose() == SecretPurpose::EntraSecret) {
        m_expires = new QLineEdit;
        m_expires->setObjectName(u"newExpires"_s);
        m_expires->setAccessibleName(tr("Expires on"));
        m_expires->setPlaceholderText(tr("As the Azure portal shows it: 2027-01-31"));
        form->addRow(tr("&Expires on"), m_expires);
        connect(m_expires, &QLineEdit::textChanged, this, &RotationDialog::showState);
    }
    static_cast<QVBoxLayout*>(layout())->addLayout(form);
}

void RotationDialog::addButtons() {
    auto* buttons = new QDialogButtonBox;
    if (m_rotation.isCertificate()) {
        m_make = buttons->addButton(tr("&Make one…"), QDialogButtonBox::ActionRole);
        m_make->setObjectName(u"makeNew"_s);
        connect(m_make, &QPushButton::clicked, this, &RotationDialog::chooseFile);
    }
    m_back = buttons->addButton(tr("Take the &former one"), QDialogButtonBox::ActionRole);
    m_back->setObjectName(u"takeFormer"_s);
    m_rotate = buttons->addButton(tr("&Rotate"), QDialogButtonBox::ActionRole);
    m_rotate->setObjectName(u"rotateNow"_s);
    m_close = buttons->addButton(tr("&Close"), QDialogButtonBox::RejectRole);
    m_close->setObjectName(u"closeRotation"_s);
    for (QPushButton* button : {m_back, m_rotate, m_close})
        button->setAutoDefault(false); // no stray Enter replaces a secret
    if (m_make != nullptr)
        m_make->setAutoDefault(false);
    connect(m_back, &QPushButton::clicked, &m_rotation, &RotationPresenter::goBack);
    connect(m_rotate, &QPushButton::clicked, this, &RotationDialog::rotate);
    connect(buttons, &QDialogButtonBox::rejected, this, &RotationDialog::reject);
    layout()->addWidget(buttons);
}

void RotationDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Where the public part is written, to be uploaded"));
    dialog->setObjectName(u"newCerFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"cer"_s);
    dialog->setNameFilters({tr("Certificates (*.cer)")});
    connect(dialog, &QFileDialog::fileSelected, &m_rotation, &RotationPresenter::makeCertificate);
    dialog->open();
}

/// What was typed leaves the field with the click.
void RotationDialog::rotate() {
    const QString typed = m_secret == nullptr ? QString() : m_secret->text();
    const QString expires = m_expires == nullptr ? QString() : m_expires->text().trimmed();
    if (m_secret != nullptr)
        m_secret->clear();
    m_rotation.rotate(typed, expires);
}

void RotationDialog::showState() {
    const bool isBusy = m_rotation.isBusy();
    const QString expires = m_expires == nullptr ? QString() : m_expires->text().trimmed();
    m_rotate->setEnabled(m_rotation.canRotate(expires));
    m_back->setEnabled(!isBusy);
    if (m_make != nullptr)
        m_make->setEnabled(!isBusy);
    for (QLineEdit* line : {m_secret, m_expires})
        if (line != nullptr)
            line->setEnabled(!isBusy);
    m_close->setText(isBusy ? tr("&Stop") : tr("&Close"));
    m_note->setText(m_rotation.note());
    m_note->setVisible(!m_rotation.note().isEmpty());
    if (m_rotation.failure())
        m_error->setError(*m_rotation.failure(), m_rotation.now());
    else
        m_error->clear();
    growToWords(*this);
}

void RotationDialog::reject() {
    if (m_rotation.isBusy()) {
        m_rotation.stop();
        return;
    }
    QDialog::reject();
}

} // namespace milepost
