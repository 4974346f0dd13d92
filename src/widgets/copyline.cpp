// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/copyline.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace milepost {

using namespace Qt::StringLiterals;

CopyLine::CopyLine(const QString& objectName, const QString& name, QWidget* parent)
    : QWidget(parent),
      m_line(new QLineEdit) {
    m_line->setObjectName(objectName);
    m_line->setReadOnly(true);
    m_line->setAccessibleName(name);
    auto* copy = new QPushButton(tr("Copy"));
    copy->setObjectName(objectName + u"Copy"_s);
    copy->setAccessibleName(tr("Copy: %1").arg(name));
    copy->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(8);
    row->addWidget(m_line, 1);
    row->addWidget(copy);
    connect(copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_line->text());
        m_line->selectAll();
    });
    hide();
}

void CopyLine::setText(const QString& text) {
    if (m_line->text() != text) {
        m_line->setText(text);
        m_line->setCursorPosition(0);
    }
    setVisible(!text.isEmpty());
}

} // namespace milepost
