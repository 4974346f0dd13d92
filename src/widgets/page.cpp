// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/page.h"

#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

Page::Page(PageId id, const QString& purpose, QWidget* parent)
    : QWidget(parent),
      m_id(id),
      m_purpose(new QLabel(purpose)),
      m_header(new QHBoxLayout),
      m_layout(new QVBoxLayout(this)) {
    auto* title = new QLabel(pageName(id));
    title->setObjectName(u"pageTitle"_s);
    title->setFont(Theme::font(Theme::Text::Title));
    m_purpose->setObjectName(u"pagePurpose"_s);
    m_purpose->setForegroundRole(QPalette::PlaceholderText);
    m_purpose->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(title);
    words->addWidget(m_purpose);
    m_header->setSpacing(8);
    m_header->addLayout(words, 1);
    m_layout->setContentsMargins(24, 16, 24, 24);
    m_layout->setSpacing(16);
    m_layout->addLayout(m_header);
    setAccessibleName(pageName(id));
}

void Page::setPurpose(const QString& purpose) { m_purpose->setText(purpose); }

void Page::addHeaderWidget(QWidget* widget) { m_header->addWidget(widget, 0, Qt::AlignTop); }

void Page::setContent(QWidget* content) { m_layout->addWidget(content, 1); }

} // namespace milepost
