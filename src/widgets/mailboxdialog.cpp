// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/mailboxdialog.h"

#include "widgets/banner.h"
#include "widgets/dialogheight.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

namespace {

constexpr int k_width = 480;

} // namespace

MailboxDialog::MailboxDialog(PeoplePresenter& presenter, QWidget* parent)
    : QDialog(parent),
      m_presenter(presenter),
      m_who(new QLabel),
      m_mailbox(new QLineEdit),
      m_fault(new Banner) {
    setObjectName(u"mailboxDialog"_s);
    setWindowTitle(tr("Set mailbox"));
    setMinimumWidth(k_width);
    m_who->setFont(Theme::font(Theme::Text::Panel));
    m_who->setTextFormat(Qt::PlainText);
    m_who->setWordWrap(true);
    m_mailbox->setObjectName(u"mailboxOfPerson"_s);
    auto* label = new QLabel(tr("&Address or object ID of the user"));
    label->setBuddy(m_mailbox);
    auto* hint = new QLabel(tr("Stored is the object ID: a user who is renamed stays the same."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_set = buttons->button(QDialogButtonBox::Ok);
    m_set->setObjectName(u"setMailbox"_s);
    m_set->setText(tr("&Set mailbox"));
    m_set->setProperty("primary", true);
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(24, 24, 24, 24);
    rows->setSpacing(8);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_who, label, m_mailbox, hint, m_fault, buttons})
        rows->addWidget(widget);
    connect(buttons, &QDialogButtonBox::accepted, this,
            [this] { m_presenter.decide({m_person}, m_mailbox->text().trimmed()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_mailbox, &QLineEdit::textChanged, this, [this] {
        m_fault->hide();
        showState();
    });
    connect(&m_presenter, &PeoplePresenter::changed, this, &MailboxDialog::showState);
    connect(&m_presenter, &PeoplePresenter::refused, this, [this](const QStringList& lines) {
        m_fault->say(Banner::Tone::Danger, tr("Nothing was stored"), lines.join(u' '));
        growToWords(*this);
    });
    connect(&m_presenter, &PeoplePresenter::decided, this, &QDialog::accept);
    connect(&m_presenter, &PeoplePresenter::decisionFailed, this, &QDialog::reject); // the page says why
}

void MailboxDialog::ask(const PersonRow& person) {
    m_person = person.person;
    m_who->setText(tr("Whose mailbox stands for %1?").arg(person.name));
    m_mailbox->setText(person.mailboxAddress());
    m_mailbox->selectAll();
    m_mailbox->setFocus();
    m_fault->hide();
    showState();
    open();
}

void MailboxDialog::showState() {
    const bool isBusy = m_presenter.isDeciding();
    m_mailbox->setEnabled(!isBusy);
    m_set->setEnabled(!isBusy && !m_mailbox->text().trimmed().isEmpty());
}

} // namespace milepost
