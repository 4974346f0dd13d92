// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/envdialog.h"

#include "ui_envdialog.h"
#include "widgets/envtable.h"

#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

EnvDialog::EnvDialog(SetupPresenter& setup, QWidget* parent)
    : QDialog(parent),
      m_ui(std::make_unique<Ui::EnvDialog>()),
      m_setup(setup) {
    m_ui->setupUi(this);
    setObjectName(u"envDialog"_s);
    m_ui->purpose->setForegroundRole(QPalette::PlaceholderText);
    QPushButton* take = m_ui->buttons->button(QDialogButtonBox::Ok);
    take->setObjectName(u"takeOver"_s);
    take->setText(tr("&Take over"));
    take->setProperty("primary", true);
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_setup, &SetupPresenter::proposalChanged, this, &EnvDialog::showProposal);
}

EnvDialog::~EnvDialog() = default;

void EnvDialog::showProposal() {
    const auto& proposal = m_setup.proposal();
    const auto& failure = m_setup.importFailure();
    if (!proposal && !failure) {
        if (isVisible())
            reject();
        return;
    }
    const auto values = m_setup.proposedValues();
    showProposedValues(*m_ui->values, values);
    for (QWidget* part : {static_cast<QWidget*>(m_ui->purpose), static_cast<QWidget*>(m_ui->valuesTitle),
                          static_cast<QWidget*>(m_ui->values)})
        part->setVisible(proposal.has_value());
    const QString leftOut = proposal ? leftOutText(*proposal) : QString();
    m_ui->leftOut->setText(
        values.empty() && proposal ? tr("The file holds none of our settings.") + u'\n' + leftOut : leftOut);
    m_ui->leftOut->setVisible(!m_ui->leftOut->text().isEmpty());
    m_ui->buttons->button(QDialogButtonBox::Ok)->setVisible(!values.empty());
    if (failure)
        m_ui->envError->setError(*failure, m_setup.now());
    else
        m_ui->envError->clear();
    open();
    if (values.empty())
        m_ui->buttons->setFocus();
    else
        m_ui->values->setFocus();
}

void EnvDialog::done(int result) {
    QDialog::done(result);
    if (result == QDialog::Accepted)
        m_setup.takeOver();
    else
        m_setup.dropProposal();
}

} // namespace milepost
