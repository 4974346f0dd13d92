// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "widgets/dialogparts.h"

#include "widgets/theme.h"

#include <QLabel>
#include <QPushButton>

namespace milepost {

QLabel* wordsLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel* mutedLabel(const QString& text) {
    QLabel* label = wordsLabel(text);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

QLabel* titleLabel(const QString& text) {
    QLabel* label = wordsLabel(text);
    label->setFont(Theme::font(Theme::Text::Panel));
    return label;
}

QPushButton* dialogButton(const QString& objectName, const QString& text, bool isPrimary) {
    auto* button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    if (isPrimary)
        button->setProperty("primary", true);
    return button;
}

} // namespace milepost
