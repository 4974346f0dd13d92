// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/pagewords.h"

#include "base/text.h"

#include <QByteArray>
#include <QRegularExpression>

namespace milepost {

using namespace Qt::StringLiterals;

QString wordsOfPage(const QByteArray& page) {
    QString text = QString::fromUtf8(page.left(qsizetype(16) * 1024));
    static const QRegularExpression hidden(u"<(script|style)\\b.*?</\\1>"_s,
                                           QRegularExpression::CaseInsensitiveOption |
                                               QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression mark(u"<[^>]*>"_s);
    text.replace(hidden, u" "_s).replace(mark, u" "_s);
    return collapsed(text);
}

} // namespace milepost
