// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/daterangedialog.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

DateRangeDialog::DateRangeDialog(QDate from, QDate to, QWidget* parent)
    : QDialog(parent),
      m_from(new QDateEdit(from)),
      m_to(new QDateEdit(to)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Dates"));
    m_from->setObjectName(u"from"_s);
    m_to->setObjectName(u"to"_s);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 24);
    for (QDateEdit* edit : {m_from, m_to}) {
        edit->setCalendarPopup(true);
        edit->setMinimumWidth(160);
    }
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_to);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Show these"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QDate DateRangeDialog::from() const { return std::min(m_from->date(), m_to->date()); }

QDate DateRangeDialog::to() const { return std::max(m_from->date(), m_to->date()); }

} // namespace milepost
