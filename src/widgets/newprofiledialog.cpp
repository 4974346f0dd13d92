// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/newprofiledialog.h"

#include "ui_newprofiledialog.h"
#include "widgets/dialogheight.h"
#include "widgets/envtable.h"
#include "widgets/theme.h"
#include "widgets/unlockbar.h"

#include <QLayout>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_width = 520;
constexpr int k_proposalWidth = 760;

} // namespace

NewProfileDialog::NewProfileDialog(ProfileMaker& maker, QWidget* parent)
    : QDialog(parent),
      m_ui(std::make_unique<Ui::NewProfileDialog>()),
      m_maker(maker) {
    m_ui->setupUi(this);
    setObjectName(u"newProfile"_s);
    QPushButton* create = m_ui->buttons->button(QDialogButtonBox::Ok);
    create->setObjectName(u"createProfile"_s);
    create->setText(tr("C&reate"));
    create->setProperty("primary", true);
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_ui->purpose->setForegroundRole(QPalette::PlaceholderText);
    m_ui->rows->insertWidget(0, new UnlockBar(maker.backend()));
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this,
            [this] { m_maker.create(m_ui->name->text().trimmed()); });
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->name, &QLineEdit::textChanged, this, &NewProfileDialog::showState);
    connect(&m_maker, &ProfileMaker::changed, this, &NewProfileDialog::showState);
    connect(&m_maker, &ProfileMaker::made, this, &QDialog::accept);
}

NewProfileDialog::~NewProfileDialog() = default;

void NewProfileDialog::ask() {
    m_ui->name->setText(tr("Production"));
    m_ui->name->selectAll();
    m_ui->name->setFocus();
    showProposal();
    layout()->activate(); // what it said before may have been more
    resize(minimumWidth(), 0);
    showState();
    open();
}

void NewProfileDialog::showProposal() {
    const auto& proposal = m_maker.proposal();
    m_ui->values->setVisible(proposal.has_value());
    m_ui->valuesTitle->setVisible(proposal.has_value());
    setMinimumWidth(proposal ? k_proposalWidth : k_width); // a table needs more room than a name
    const QString leftOut = proposal ? leftOutText(*proposal) : QString();
    m_ui->warnings->setVisible(!leftOut.isEmpty());
    m_ui->warnings->setText(leftOut);
    showProposedValues(*m_ui->values, m_maker.proposedValues());
    m_ui->values->setColumnHidden(2, true); // there is nothing now that they would replace
    m_ui->buttons->button(QDialogButtonBox::Ok)
        ->setText(proposal ? tr("&Take over and create") : tr("C&reate"));
}

void NewProfileDialog::showState() {
    const bool isBusy = !m_maker.busyWith().isEmpty();
    m_ui->buttons->button(QDialogButtonBox::Ok)
        ->setEnabled(!isBusy && !m_ui->name->text().trimmed().isEmpty());
    m_ui->name->setEnabled(!isBusy);
    if (m_maker.failure() && isVisible())
        m_ui->error->setError(*m_maker.failure(), m_maker.now());
    else
        m_ui->error->clear();
    growToWords(*this);
}

void NewProfileDialog::done(int result) {
    QDialog::done(result);
    if (result == QDialog::Rejected)
        m_maker.reset();
}

} // namespace milepost
