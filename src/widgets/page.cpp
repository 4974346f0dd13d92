// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/page.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace milepost {

using namespace Qt::StringLiterals;

Page::Page(PageId id, const QString& purpose, QWidget* parent)
    : QWidget(parent),
      m_id(id),
      m_title(new QLabel(pageName(id))),
      m_purpose(new QLabel(purpose)),
      m_header(new QHBoxLayout),
      m_buttons(new QHBoxLayout),
      m_layout(new QVBoxLayout(this)) {
    m_title->setObjectName(u"pageTitle"_s);
    m_title->setFont(Theme::font(Theme::Text::Title));
    m_purpose->setObjectName(u"pagePurpose"_s);
    m_purpose->setForegroundRole(QPalette::PlaceholderText);
    m_purpose->setWordWrap(true);
    m_header->setSpacing(8);
    m_header->addWidget(m_title, 1);
    m_buttons->setSpacing(8);
    m_header->addLayout(m_buttons);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addLayout(m_header);
    words->addWidget(m_purpose);
    m_layout->setContentsMargins(24, 16, 24, 24);
    m_layout->setSpacing(16);
    m_layout->addLayout(words);
    setAccessibleName(pageName(id));
}

void Page::setPurpose(const QString& purpose) { m_purpose->setText(purpose); }

void Page::addHeaderWidget(QWidget* widget) { m_buttons->addWidget(widget, 0, Qt::AlignTop); }

void Page::fitHeader() {
    const QMargins margins = m_layout->contentsMargins();
    const int room = width() - margins.left() - margins.right();
    const int buttons = m_buttons->minimumSize().width();
    const bool isWide = m_title->sizeHint().width() + m_header->spacing() + buttons <= room;
    const auto direction = isWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    // Alignment asks for another layout even where nothing changes: the window would never come to rest.
    if (direction == m_header->direction())
        return;
    m_header->setDirection(direction);
    m_header->setAlignment(m_buttons, isWide ? Qt::Alignment() : Qt::AlignLeft);
}

bool Page::event(QEvent* event) {
    if (event->type() == QEvent::LayoutRequest) // a button has another text
        fitHeader();
    return QWidget::event(event);
}

void Page::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitHeader();
}

void Page::setContent(QWidget* content) { m_layout->addWidget(content, 1); }

} // namespace milepost
