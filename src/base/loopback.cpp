// SPDX-FileCopyrightText: 2026 The Milepost authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "base/loopback.h"

#include <QRegularExpression>

namespace milepost {

bool isLoopbackHost(const QString& host) {
    // An octet above 255 makes it a name, and a name leads wherever DNS says.
    static const QRegularExpression loopback(
        QStringLiteral("\\A(localhost|127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}|::1)\\z"),
        QRegularExpression::CaseInsensitiveOption);
    return loopback.match(host).hasMatch();
}

} // namespace milepost
