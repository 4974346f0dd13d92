// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/factsfold.h"

#include "widgets/dialogparts.h"
#include "widgets/icons.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

FactsFold::FactsFold(QWidget* parent)
    : QWidget(parent),
      m_line(new QToolButton),
      m_facts(wordsLabel()),
      m_copy(new QPushButton(icon(u"copy"_s), tr("&Copy for Microsoft support"))) {
    m_line->setObjectName(u"errorDetails"_s);
    m_line->setCheckable(true);
    m_line->setAutoRaise(true);
    m_line->setFocusPolicy(Qt::StrongFocus);
    m_line->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_line->setIconSize({16, 16});
    // A long line is shortened, not the reason for a scroll bar: the facts below say it all.
    m_line->setMinimumWidth(1);
    m_line->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_facts->setObjectName(u"errorFacts"_s);
    m_facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_facts->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_copy->setObjectName(u"errorCopy"_s);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins({});
    rows->setSpacing(8);
    rows->addWidget(m_line);
    rows->addWidget(m_facts);
    rows->addWidget(m_copy, 0, Qt::AlignLeft);
    connect(m_line, &QToolButton::toggled, this, &FactsFold::showFacts);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_facts->text() + u'\n'); });
    showFacts(false);
}

void FactsFold::setFacts(const QString& line, const QString& facts) {
    m_line->setText(line.isEmpty() ? tr("Details") : tr("Details: %1").arg(line));
    m_facts->setText(facts.trimmed());
}

void FactsFold::setOpen(bool open) { m_line->setChecked(open); }

void FactsFold::showFacts(bool open) {
    m_line->setIcon(icon(open ? u"chevron-down"_s : u"chevron-right"_s));
    m_facts->setVisible(open);
    m_copy->setVisible(open);
    emit toggled(open);
}

} // namespace milepost
