// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/origindialog.h"

#include "widgets/dialogheight.h"
#include "widgets/errorpanel.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

void askForOrigin(Banner& banner, const OriginQuestion& question) {
    banner.say(Banner::Tone::Warning, originSentence(question), originAddresses(question),
               QCoreApplication::translate("milepost::OriginDialog", "Confirm this address"));
}

OriginDialog::OriginDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      m_confirmer(session),
      m_rows(new QVBoxLayout(this)),
      m_error(new ErrorPanel) {
    setObjectName(u"originDialog"_s);
    setWindowTitle(tr("Where secrets are sent"));
    setMinimumWidth(640);
    m_rows->setContentsMargins(24, 24, 24, 24);
    m_rows->setSpacing(12);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* close = buttons->button(QDialogButtonBox::Close);
    close->setText(tr("Close"));
    close->setAutoDefault(false);
    m_rows->addWidget(m_error);
    m_rows->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&m_confirmer, &OriginConfirmer::answered, this, &OriginDialog::showQuestions);
}

void OriginDialog::ask() { m_confirmer.look(); }

void OriginDialog::showQuestions() {
    delete m_questions;
    m_questions = new QWidget;
    auto* column = new QVBoxLayout(m_questions);
    column->setContentsMargins({});
    for (const OriginQuestion& question : m_confirmer.questions()) {
        auto* banner = new Banner;
        column->addWidget(banner);
        askForOrigin(*banner, question);
        connect(
            banner, &Banner::actionChosen, this, [this, question] { m_confirmer.confirm(question); },
            Qt::QueuedConnection); // the answer replaces the banner
    }
    if (m_confirmer.questions().empty())
        column->addWidget(new QLabel(tr("Every address is confirmed.")));
    m_rows->insertWidget(0, m_questions);
    if (m_confirmer.failure())
        m_error->setError(*m_confirmer.failure(), m_confirmer.now());
    else
        m_error->clear();
    open();
    growToWords(*this);
}

} // namespace milepost
